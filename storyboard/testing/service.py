"""The image service on this machine: checks, draws, bills and fails like the real one, for nothing."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from storyboard.model import Noun
from storyboard.paid import ModelInfo, model_info, model_names, output_tokens, price_of_usage, reference_tokens
from storyboard.testing.card import draw_card
from storyboard.testing.faults import FAULTS, REFUSALS, Fault, bad_key
from storyboard.testing.requests import Refused, SeenReference, SeenRequest, check_request, read_request, user_error

if TYPE_CHECKING:
    import httpx2
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Bill", "FakeImageService", "SeenReference", "SeenRequest"]

Match = str | Callable[[SeenRequest], bool] | None


class Bill(Noun):
    """One picture the service wants to be paid for."""

    request_id: str
    endpoint: str
    model: str
    prompt: str
    size: str
    quality: str
    references: int
    usage: dict[str, Any]
    price_usd: Decimal


class FakeImageService:
    """The service as an ASGI app. Use it in the process (`http_client`) or on loopback (`serve`).

    A picture is billed when its work is accepted, before the answer is on its way: the worst case for whoever pays.

    Args:
        delay: Seconds every picture takes.
        models: Further model names it offers, as local servers do.
        needs_key: Answer 401 without a key.

    Attributes:
        requests: Everything that came, refused or not, in order.
        bills: What would have to be paid.
        peak: The most requests that were under way at once.
    """

    def __init__(self, *, delay: float = 0.0, models: tuple[str, ...] = (), needs_key: bool = True) -> None:
        self.delay, self.needs_key = delay, needs_key
        self.requests: list[SeenRequest] = []
        self.bills: list[Bill] = []
        self.peak = 0
        self.connections: dict[tuple[str, int], asyncio.Transport] = {}
        self._models = {info.name for info in map(model_info, model_names()) if info.retires is None} | set(models)
        self._models |= {model_info(name).snapshot for name in self._models}
        self._faults: list[tuple[Fault, Match]] = []
        self._under_way = 0
        self._count = 0
        self.app = self._make_app()

    @property
    def billed_usd(self) -> Decimal:
        """The sum of the bills."""
        return sum((bill.price_usd for bill in self.bills), Decimal(0))

    def fail(self, name: str, *, times: int | None = 1, match: Match = None, seconds: float = 0.05) -> Self:
        """Let coming requests fail.

        Args:
            name: One of `FAULTS`.
            times: How many requests are met; None for all from now on.
            match: Only requests whose prompt has this text, or for which this is true.
            seconds: How long ``slow`` takes.

        Raises:
            ValueError: No such fault.
        """
        if name not in FAULTS:
            raise ValueError(f"{name!r} is not a fault; take one of {', '.join(FAULTS)}")
        self._faults.append((Fault(name=name, times=times, seconds=seconds), match))
        return self

    def heal(self) -> None:
        """Forget all faults."""
        self._faults.clear()

    def http_client(self) -> httpx2.AsyncClient:
        """A client that reaches the service within the process, whatever the address."""
        import httpx2

        return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=self.app))

    @contextlib.contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """Serve on 127.0.0.1 in a thread; gives the base URL, such as ``http://127.0.0.1:49152/v1``."""
        from storyboard.testing.serve import serve

        with serve(self, port) as base_url:
            yield base_url

    def _make_app(self) -> Starlette:
        from starlette.applications import Starlette
        from starlette.routing import Route

        return Starlette(
            routes=[
                Route("/v1/images/edits", self._edit, methods=["POST"]),
                Route("/v1/images/generations", self._generate, methods=["POST"]),
                Route("/v1/models", self._list_models),
                Route("/_bills", self._list_bills),
            ]
        )

    async def _edit(self, request: Request) -> Response:
        return await self._handle(request, "images/edits")

    async def _generate(self, request: Request) -> Response:
        return await self._handle(request, "images/generations")

    async def _list_models(self, _: Request) -> Response:
        from starlette.responses import JSONResponse

        return JSONResponse(
            {"object": "list", "data": [{"id": name, "object": "model"} for name in sorted(self._models)]}
        )

    async def _list_bills(self, _: Request) -> Response:
        from starlette.responses import JSONResponse

        bills = [bill.model_dump(mode="json") for bill in self.bills]
        return JSONResponse(
            {"bills": bills, "total_usd": str(self.billed_usd), "requests": len(self.requests), "peak": self.peak}
        )

    async def _handle(self, request: Request, endpoint: str) -> Response:
        from starlette.responses import JSONResponse

        self._count += 1
        request_id = f"req_fake{self._count:06d}"
        self._under_way += 1
        self.peak = max(self.peak, self._under_way)
        seen = SeenRequest(endpoint=endpoint, prompt="")
        try:
            seen = await read_request(request, endpoint)
            self._check_key(request)
            answer, status, headers = await self._answer(request, seen, request_id), 200, {}
        except Refused as refused:
            answer, status, headers = {"error": refused.refusal.error}, refused.refusal.status, refused.refusal.headers
        finally:
            self._under_way -= 1
        error = answer.get("error")
        code = str(error.get("code") or error.get("type")) if isinstance(error, dict) else ("error" if error else "")
        self.requests.append(seen.model_copy(update={"status": status, "code": code, "request_id": request_id}))
        return JSONResponse(answer, status, {**headers, "x-request-id": request_id, "openai-processing-ms": "1"})

    async def _answer(self, request: Request, seen: SeenRequest, request_id: str) -> dict[str, Any]:
        fault = self._fault_for(seen)
        name = fault.name if fault else ""
        if name == "bad_key":
            raise Refused(bad_key(_key_of(request)))
        if name == "drop_before":
            await self._drop(request, seen, request_id)
        if name in REFUSALS:
            raise Refused(REFUSALS[name])
        model = self._model_of(seen)
        size, quality = check_request(seen, model)
        usage = _usage(seen, model, size, quality)
        self.bills.append(
            Bill(
                request_id=request_id,
                endpoint=seen.endpoint,
                model=model.name,
                prompt=seen.prompt,
                size=f"{size[0]}x{size[1]}",
                quality=quality,
                references=len(seen.references),
                usage=usage,
                price_usd=price_of_usage(model, usage),
            )
        )
        await asyncio.sleep(fault.seconds if fault and name == "slow" else self.delay)
        if name == "drop_after_billing":
            await self._drop(request, seen, request_id)
        if name == "error_in_200":
            return {"error": REFUSALS["server_error"].error}
        image = (
            b"\x89PNG\r\n\x1a\nthis is no picture"
            if name == "garbage"
            else await asyncio.to_thread(_draw, seen, size, quality)
        )
        picture = {"b64_json": base64.b64encode(image).decode("ascii")}
        if name == "link":
            picture = {"url": "http://127.0.0.1/picture.png"}
        answer: dict[str, Any] = {"created": 0, "data": [picture], "size": f"{size[0]}x{size[1]}", "quality": quality}
        return answer if name == "no_usage" else {**answer, "output_format": "png", "usage": usage}

    def _check_key(self, request: Request) -> None:
        if self.needs_key and not _key_of(request):
            raise Refused(bad_key("''"))

    def _model_of(self, seen: SeenRequest) -> ModelInfo:
        name = str(seen.parameters.get("model", ""))
        if name not in self._models:
            raise user_error(f"The model '{name}' does not exist.", "model", "model_not_found", status=404)
        return model_info(name)

    def _fault_for(self, seen: SeenRequest) -> Fault | None:
        for place, (fault, match) in enumerate(self._faults):
            if match is None or (match in seen.prompt if isinstance(match, str) else match(seen)):
                if fault.times is not None and fault.times <= 1:
                    del self._faults[place]
                elif fault.times is not None:
                    self._faults[place] = (fault.model_copy(update={"times": fault.times - 1}), match)
                return fault
        return None

    async def _drop(self, request: Request, seen: SeenRequest, request_id: str) -> None:
        """Cut the connection without an answer."""
        import httpx2

        self.requests.append(seen.model_copy(update={"code": "dropped", "request_id": request_id}))
        client = request.scope.get("client")
        transport = self.connections.get(tuple(client)) if client else None
        if transport is not None:
            transport.abort()
            await asyncio.sleep(0.02)  # The server must have noticed before we end, or it would complain.
        raise httpx2.RemoteProtocolError("Server disconnected without sending a response.")


def _key_of(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


def _usage(seen: SeenRequest, model: ModelInfo, size: tuple[int, int], quality: str) -> dict[str, Any]:
    text = len(seen.prompt) // 4 + 6
    images = sum(reference_tokens(reference.size) for reference in seen.references)
    out = output_tokens(model.output_bases, size, quality)
    return {
        "input_tokens": text + images,
        "input_tokens_details": {"text_tokens": text, "image_tokens": images},
        "output_tokens": out,
        "total_tokens": text + images + out,
    }


def _draw(seen: SeenRequest, size: tuple[int, int], quality: str) -> bytes:
    from PIL import Image

    thumbnails = [Image.open(io.BytesIO(reference.data)) for reference in seen.references]
    title = f"{seen.endpoint}  {size[0]}x{size[1]}  {quality}  {len(thumbnails)} references"
    return draw_card(size, title, seen.prompt, thumbnails)
