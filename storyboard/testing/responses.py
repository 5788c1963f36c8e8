"""``/v1/responses``: words, pictures by the image tool, structured answers; at once, streamed, or in the background."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storyboard.paid import reference_tokens
from storyboard.testing.bills import TEXT_MODELS, Bill, TextPrices, picture_price, text_price, up
from storyboard.testing.conversations import Conversations
from storyboard.testing.desk import Desk, Visit
from storyboard.testing.images import drawn_wrong, spoil
from storyboard.testing.pictures import placeholder
from storyboard.testing.refusals import not_found
from storyboard.testing.requests import FindFile, SeenReference, SeenRequest, kept_headers, picture, read_json
from storyboard.testing.response_input import check_body, drawing_request, image_tool, seen_of
from storyboard.testing.response_record import ResponseRecord
from storyboard.testing.rules import check_picture, commission_of
from storyboard.testing.structured import Answerer, answer_text
from storyboard.testing.wire import EventStream, frame

_CALL_TOKENS = 40
_IMAGE_BYTES = 50_000_000


class Responses:
    """Answers, and keeps its answers.

    Args:
        desk: The front desk.
        find_file: Finds uploaded pictures.
        prices: The models that can be asked, with their prices.

    Attributes:
        answerer: Makes structured answers, see `Answerer`.
        records: Everything taken on, by id.
        conversations: Where responses may belong to.
    """

    def __init__(self, desk: Desk, find_file: FindFile, prices: dict[str, TextPrices] | None) -> None:
        self._desk, self._find_file = desk, find_file
        self.conversations = Conversations(desk, self.finish)
        self._prices = TEXT_MODELS if prices is None else prices
        self._count = 0
        self.answerer: Answerer = None
        self.records: dict[str, ResponseRecord] = {}

    async def create(self, request: Request) -> Response:
        return await self._desk.receive(request, "responses", self._create)

    async def retrieve(self, request: Request) -> Response:
        return await self._desk.receive(request, "responses/retrieve", self._retrieve, paid=False)

    async def cancel(self, request: Request) -> Response:
        return await self._desk.receive(request, "responses/cancel", self._cancel, paid=False)

    async def delete(self, request: Request) -> Response:
        return await self._desk.receive(request, "responses/delete", self._delete, paid=False)

    def read(self, body: dict[str, Any], headers: dict[str, str]) -> SeenRequest:
        """The words and pictures of a request, those of earlier turns first.

        Raises:
            Refused: The service would not take it.
        """
        check_body(body, self._prices, self._desk.models)
        return seen_of(body, self._find_file, self._picture_of_call, self._pictures_before(body), headers)

    def take_on(
        self, body: dict[str, Any], seen: SeenRequest, request_id: str, trouble: str = "", **batch: str
    ) -> tuple[ResponseRecord, Bill]:
        """Accept a request; what it will cost is known from then on.

        Raises:
            Refused: A picture or a parameter cannot be used.
        """
        for number, reference in enumerate(seen.references, 1):
            check_picture(reference, number, _IMAGE_BYTES)
        tool = image_tool(body) if trouble not in {"tool_not_called", "refusal"} else None
        commission = None
        if tool is not None:
            drawing = drawing_request(seen, tool, self._find_file, stream=bool(body.get("stream")))
            model = self._desk.model(drawing.parameters["model"])
            commission = commission_of(drawing, model, self._desk.flavour).model_copy(update={"endpoint": "responses"})
        text = self._words(seen, trouble) if tool is None or seen.answer_schema else None
        self._count += 1
        record = ResponseRecord(
            number=self._count,
            request_id=request_id,
            created_at=self._desk.clock.now(),
            seconds=self._desk.delay,
            body=body,
            seen=seen,
            usage={},
            commission=commission,
            text=text,
            declined=trouble == "refusal",
            trouble=trouble,
            conversation=self.conversations.name_of(body.get("conversation")),
        )
        _end(record, trouble)
        record.usage = _usage(seen, record)
        if trouble == "malformed_answer" and text is not None:
            record.text = text[: max(len(text) // 2, 1)]
        self.records[record.id] = record
        return record, self._bill(record, **batch)

    async def finish(self, record: ResponseRecord) -> None:
        """Draw what is to be drawn, once."""
        trouble = record.trouble
        if record.commission is None or record.result or record.ending != "completed":
            return
        if trouble == "garbage":
            record.result = base64.b64encode(placeholder("garbage")).decode("ascii")
            return
        image = await asyncio.to_thread(
            self._desk.artist.draw, record.commission, request_id=record.request_id, fault=drawn_wrong(trouble)
        )
        record.picture = picture("previous", f"{record.call_id}.png", f"image/{record.commission.output_format}", image)
        record.result = spoil(base64.b64encode(image).decode("ascii"), trouble)

    async def described(self, record: ResponseRecord) -> dict[str, Any]:
        """The record as the interface describes it now."""
        status = record.status(self._desk.clock.now())
        if status == "completed":
            await self.finish(record)
        return record.described(status)

    async def _create(self, visit: Visit) -> Response:
        desk = self._desk
        body = read_json(await visit.request.body())
        visit.seen = SeenRequest(endpoint="responses", prompt=str(body.get("input", ""))[:200], parameters=body)
        await self._catch_up(body.get("previous_response_id"))
        visit.seen = self.read(body, kept_headers(visit.request))
        await desk.admit(visit)
        if page := desk.early_page(visit):
            return page
        record, bill = self.take_on(body, visit.seen, visit.request_id, visit.trouble)
        try:
            self._limit(visit, record)
        except Exception:
            del self.records[record.id]
            raise
        desk.bill(bill)
        self.conversations.join(record)
        if visit.fault and visit.trouble == "slow":
            record.seconds = visit.fault.seconds
        if body.get("stream"):
            return await self._stream(visit, record, 0)
        if body.get("background"):
            if visit.trouble == "moderation_output":
                visit.fault = None  # It shows when the work is done, not when it is taken on.
            return await desk.deliver(visit, record.described("queued"))
        await desk.work(visit)
        record.seconds = 0.0
        answer = await self.described(record)
        if body.get("store") is False:
            self.records.pop(record.id, None)
        return await desk.deliver(visit, answer)

    async def _retrieve(self, visit: Visit) -> Response:
        record = self._find(visit)
        await self._desk.admit_free(visit)
        query = visit.request.query_params
        if query.get("stream") == "true":
            after = query.get("starting_after", "")
            return await self._stream(visit, record, int(after) + 1 if after.isdigit() else 0)
        return await self._desk.deliver(visit, await self.described(record))

    async def _cancel(self, visit: Visit) -> Response:
        record = self._find(visit)
        if not record.body.get("background"):
            raise not_found("Only responses created with 'background' can be cancelled.", None)
        if record.status(self._desk.clock.now()) in {"queued", "in_progress"}:
            record.cancelled_at = self._desk.clock.now()
        return JSONResponse(await self.described(record), headers=self._desk.headers_for(visit))

    async def _delete(self, visit: Visit) -> Response:
        record = self._find(visit)
        del self.records[record.id]
        answer = {"id": record.id, "object": "response", "deleted": True}
        return JSONResponse(answer, headers=self._desk.headers_for(visit))

    async def _stream(self, visit: Visit, record: ResponseRecord, first: int) -> Response:
        desk = self._desk
        headers = desk.headers_for(visit)
        breaks = 3 if visit.trouble in {"cut_body", "cut_chunked"} else None
        if breaks is None and (spoilt := await desk.betray(visit, b"{}")):
            return spoilt
        visit.code = "cut" if breaks is not None else visit.code
        return EventStream(self._events(record, first), desk.wire, headers, breaks_after=breaks)

    async def _events(self, record: ResponseRecord, first: int) -> AsyncIterator[bytes]:
        """Events as they come; the first two before the work, the others when it is done."""
        left = record.done_at - self._desk.clock.now()
        opening = 3 if record.body.get("background") else 2
        previews = await self._previews(record)
        # Before the work is done only its opening is known, which is the same whatever comes of it.
        for event in [*record.events(record.ending, [])][:opening]:
            if event["sequence_number"] >= first:
                yield frame(json.dumps(event), event["type"])
        if left > 0:
            await self._desk.clock.sleep(left)
        status = record.status(self._desk.clock.now())
        if status == "completed":
            await self.finish(record)
        for event in record.events(status, previews):
            if event["sequence_number"] >= max(first, opening):
                yield frame(json.dumps(event), event["type"])

    async def _previews(self, record: ResponseRecord) -> list[str]:
        commission = record.commission
        if commission is None:
            return []
        drawn = [
            await asyncio.to_thread(self._desk.artist.draw, commission, preview=number + 1)
            for number in range(commission.partial_images)
        ]
        return [base64.b64encode(image).decode("ascii") for image in drawn]

    async def _catch_up(self, identity: object) -> None:
        """Draw what an earlier turn has finished and nobody has fetched yet: the next turn edits it."""
        record = self.records.get(str(identity))
        if record is not None and record.status(self._desk.clock.now()) == "completed":
            await self.finish(record)

    def _find(self, visit: Visit) -> ResponseRecord:
        identity = visit.request.path_params["id"]
        record = self.records.get(identity)
        now = self._desk.clock.now()
        gone = record is not None and record.trouble == "response_expired" and record.status(now) == "completed"
        if record is None or gone:
            raise not_found(f"Response with id '{identity}' not found.", None)
        return record

    def _limit(self, visit: Visit, record: ResponseRecord) -> None:
        if record.commission is not None:
            self._desk.limit(
                visit,
                record.commission.model.name,
                pictures=1,
                references=len(record.commission.references),
                tokens=record.commission.usage()["total_tokens"],
            )

    def _bill(self, record: ResponseRecord, **batch: str) -> Bill:
        prices = self._prices[record.body["model"]]
        price = text_price(prices, record.usage, batch=bool(batch))
        commission = record.commission
        usage: dict[str, Any] = dict(record.usage)
        if commission is not None:
            usage["image_gen"] = commission.usage()
            price += picture_price(commission.model, usage["image_gen"], batch=bool(batch))
        return Bill(
            request_id=record.request_id,
            endpoint="responses",
            model=commission.model.name if commission else record.body["model"],
            prompt=record.seen.prompt,
            size=commission.size_text if commission else "",
            quality=commission.quality if commission else "",
            references=len(record.seen.references),
            usage=usage,
            price_usd=up(price),
            pictures=1 if commission else 0,
            **batch,
        )

    def _words(self, seen: SeenRequest, trouble: str) -> str:
        if trouble == "refusal":
            return ""
        if seen.answer_schema:
            return answer_text(self.answerer, seen)
        return f"The fake has read {len(seen.prompt)} letters and {len(seen.references)} pictures."

    def _picture_of_call(self, call_id: str) -> SeenReference | None:
        return next((record.picture for record in self.records.values() if record.call_id == call_id), None)

    def _pictures_before(self, body: dict[str, Any]) -> list[SeenReference]:
        """The last picture of the turn before: what a new turn edits."""
        previous = body.get("previous_response_id")
        if previous is not None:
            record = self.records.get(str(previous))
            if record is None:
                message = f"Previous response with id '{previous}' not found."
                raise not_found(message, "previous_response_id")
            while record is not None and record.picture is None:
                record = self.records.get(str(record.body.get("previous_response_id")))
            return [record.picture] if record and record.picture else []
        return self.conversations.last_picture(body.get("conversation"))


def _end(record: ResponseRecord, trouble: str) -> None:
    """How it will end."""
    if trouble == "response_failed":
        record.ending, record.failure = "failed", "server_error"
    elif trouble == "moderation_output" and record.body.get("background"):
        record.ending, record.failure = "failed", "image_content_policy_violation"
    elif trouble == "response_incomplete":
        record.ending = "incomplete"
    most = record.body.get("max_output_tokens")
    if record.text and isinstance(most, int) and len(record.text) // 4 > most:
        record.ending, record.text = "incomplete", record.text[: most * 4]


def _usage(seen: SeenRequest, record: ResponseRecord) -> dict[str, Any]:
    images = sum(reference_tokens(reference.size) for reference in seen.references)
    words = len(seen.prompt) + len(str(record.body.get("instructions") or "")) + len(json.dumps(seen.answer_schema))
    tokens_in = words // 4 + images + 6
    tokens_out = len(record.text or "") // 4 + (_CALL_TOKENS if record.commission else 0) + 1
    return {
        "input_tokens": tokens_in,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": tokens_out,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": tokens_in + tokens_out,
    }
