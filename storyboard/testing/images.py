"""``/v1/images/generations`` and ``/v1/images/edits``: forms and JSON, one answer or a stream."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from storyboard.testing.bills import Bill, picture_price
from storyboard.testing.desk import Desk, Visit
from storyboard.testing.pictures import placeholder
from storyboard.testing.refusals import bad_request
from storyboard.testing.requests import FindFile, SeenRequest, images_request_of, read_images_request
from storyboard.testing.rules import Commission, commission_of
from storyboard.testing.wire import EventStream, frame

_LINK = "http://127.0.0.1/picture.png"


class Images:
    """Draws from words, or from pictures and words.

    Args:
        desk: The front desk.
        find_file: Finds uploaded pictures.
    """

    def __init__(self, desk: Desk, find_file: FindFile) -> None:
        self._desk, self._find_file = desk, find_file

    async def edit(self, request: Request) -> Response:
        return await self._desk.receive(request, "images/edits", self._answer)

    async def generate(self, request: Request) -> Response:
        return await self._desk.receive(request, "images/generations", self._answer)

    def read_line(self, body: dict[str, Any], endpoint: str) -> SeenRequest:
        """A request as a line of a batch has it."""
        return images_request_of(body, endpoint, self._find_file, {})

    def check(self, seen: SeenRequest) -> Commission:
        """What is to be drawn.

        Raises:
            Refused: The service would not draw it.
        """
        desk = self._desk
        return commission_of(seen, desk.model(seen.parameters.get("model")), desk.flavour)

    def bill_for(self, commission: Commission, request_id: str, **batch: str) -> Bill:
        """What the pictures cost."""
        usage = commission.usage()
        return Bill(
            request_id=request_id,
            endpoint=commission.endpoint,
            model=commission.model.name,
            prompt=commission.prompt,
            size=commission.size_text,
            quality=commission.quality,
            references=len(commission.references),
            usage=usage,
            price_usd=picture_price(commission.model, usage, batch=bool(batch)),
            pictures=commission.count,
            **batch,
        )

    async def answer_of(self, commission: Commission, request_id: str, trouble: str = "") -> dict[str, Any]:
        """The JSON of a whole answer."""
        pictures = [await self._picture(commission, request_id, trouble, index) for index in range(commission.count)]
        answer: dict[str, Any] = {"created": int(self._desk.clock.now()), "data": pictures}
        if trouble == "no_picture":
            answer["data"] = []
        if trouble == "link":
            answer["data"] = [{"url": _LINK}]
        if self._desk.flavour.echoes_request:
            answer |= {
                "background": commission.background,
                "output_format": commission.output_format,
                "quality": commission.quality,
                "size": commission.size_text,
            }
        if self._desk.flavour.has_usage and trouble != "no_usage":
            answer["usage"] = commission.usage()
        return answer

    async def _answer(self, visit: Visit) -> Response:
        desk = self._desk
        visit.seen = await read_images_request(visit.request, visit.seen.endpoint, self._find_file)
        await desk.admit(visit)
        if page := desk.early_page(visit):
            return page
        commission = self.check(visit.seen)
        response_format = self._response_format(visit.seen)
        desk.limit(
            visit,
            commission.model.name,
            pictures=commission.count,
            references=len(commission.references),
            tokens=commission.usage()["total_tokens"],
        )
        if desk.flavour.has_usage:
            desk.bill(self.bill_for(commission, visit.request_id))
        if commission.stream:
            return await self._stream(visit, commission)
        await desk.work(visit)
        answer = await self.answer_of(commission, visit.request_id, visit.trouble)
        if response_format == "url":
            answer["data"] = [{"url": _LINK} for _ in answer["data"]]
        return await desk.deliver(visit, answer)

    def _response_format(self, seen: SeenRequest) -> str:
        """b64_json or url, as the flavour has it.

        Raises:
            Refused: This server cannot answer so.
        """
        flavour = self._desk.flavour
        asked = seen.parameters.get("response_format")
        if flavour.response_format == "only_b64" and asked not in {None, "b64_json"}:
            raise bad_request("Only response_format='b64_json' is supported.", "response_format")
        if seen.parameters.get("stream") and not flavour.has_stream:
            raise bad_request("stream is not supported.", "stream")
        if flavour.response_format == "needed":
            return str(asked or "url")
        return "b64_json"

    async def _stream(self, visit: Visit, commission: Commission) -> Response:
        """Previews as they come, then the picture with what it cost."""
        desk = self._desk
        headers = desk.headers_for(visit)
        breaks = commission.partial_images // 2 if visit.trouble in {"cut_body", "cut_chunked"} else None
        if breaks is None and (spoilt := await desk.betray(visit, b"{}")):
            return spoilt
        if breaks is not None:
            visit.code = "cut"
        return EventStream(self._events(visit, commission), desk.wire, headers, breaks_after=breaks)

    async def _events(self, visit: Visit, commission: Commission) -> AsyncIterator[bytes]:
        desk = self._desk
        kind = "image_edit" if commission.endpoint == "images/edits" else "image_generation"
        steps = commission.partial_images + 1
        seconds = visit.fault.seconds if visit.fault and visit.trouble == "slow" else desk.delay
        facts = {
            "created_at": int(desk.clock.now()),
            "size": commission.size_text,
            "quality": commission.quality,
            "background": commission.background,
            "output_format": commission.output_format,
        }
        for number in range(commission.partial_images):
            await desk.clock.sleep(seconds / steps)
            preview = await asyncio.to_thread(desk.artist.draw, commission, preview=number + 1)
            event = {
                "type": f"{kind}.partial_image",
                "b64_json": _text(preview),
                "partial_image_index": number,
                **facts,
            }
            yield frame(json.dumps(event), f"{kind}.partial_image")
        await desk.clock.sleep(seconds / steps)
        for index in range(commission.count):
            picture = await self._picture(commission, visit.request_id, visit.trouble, index)
            event = {"type": f"{kind}.completed", **picture, **facts}
            if visit.trouble != "no_usage":
                usage = commission.usage()
                del usage["output_tokens_details"]
                event["usage"] = usage
            yield frame(json.dumps(event), f"{kind}.completed")

    async def _picture(self, commission: Commission, request_id: str, trouble: str, index: int) -> dict[str, str]:
        if trouble == "garbage":
            return {"b64_json": _text(placeholder("garbage"))}
        image = await asyncio.to_thread(
            self._desk.artist.draw, commission, index=index, request_id=request_id, fault=drawn_wrong(trouble)
        )
        return {"b64_json": spoil(_text(image), trouble)}


def drawn_wrong(trouble: str) -> str:
    """The faults that are the artist's."""
    return trouble if trouble in {"breaks_rest", "grid_lost", "other_size"} else ""


def spoil(text: str, trouble: str) -> str:
    """The faults that are of the encoding."""
    if trouble == "bad_base64":
        return text[: len(text) // 2] + "@@ not base64 @@" + text[len(text) // 2 :]
    if trouble == "half_picture":
        return text[: len(text) // 8 * 4]
    return text


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
