"""The front desk: every request passes it, is numbered, checked, limited, billed and answered, or made to fail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storyboard.paid import ModelInfo, model_info, model_names
from storyboard.testing.bills import Bill
from storyboard.testing.clock import Clock
from storyboard.testing.faults import Fault, FaultBook
from storyboard.testing.flavours import Flavour
from storyboard.testing.limits import Limits, Meter
from storyboard.testing.pictures import Artist
from storyboard.testing.refusals import REFUSALS, Refusal, Refused, bad_key, blocked, no_such_model
from storyboard.testing.requests import SeenRequest
from storyboard.testing.wire import CutResponse, Wire, html_page

_JSON = "application/json"


@dataclass
class Visit:
    """One request on its way through the service."""

    request: Request
    number: int
    account: str
    seen: SeenRequest
    fault: Fault | None = None
    headers: dict[str, str] = field(default_factory=dict)
    code: str = ""
    to_record: bool = True

    @property
    def request_id(self) -> str:
        return f"req_fake{self.number:06d}"

    @property
    def trouble(self) -> str:
        """The name of the fault it has met; empty when all goes well."""
        return self.fault.name if self.fault else ""


class Desk:
    """What all endpoints share: the clock, the books, the faults, the limits, the artist. See `OpenAIService`."""

    def __init__(
        self,
        *,
        delay: float,
        models: tuple[str, ...],
        needs_key: bool,
        keys: tuple[str, ...],
        flavour: Flavour,
        limits: Limits | None,
        clock: Clock,
        idempotency: bool,
        keep_uploads: bool,
        artist: Artist,
    ) -> None:
        self.delay, self.needs_key, self.keys = delay, needs_key, keys
        self.flavour, self.clock, self.artist = flavour, clock, artist
        self.idempotency, self.keep_uploads = idempotency, keep_uploads
        self.meter = Meter(limits, clock) if limits else None
        self.faults = FaultBook()
        self.wire = Wire()
        self.requests: list[SeenRequest] = []
        self.bills: list[Bill] = []
        self.peak = 0
        self.count = 0
        self._under_way = 0
        self._answers: dict[tuple[str, str], bytes | None] = {}
        offered = {info.name for info in map(model_info, model_names()) if info.retires is None} | set(models)
        self.models = {flavour.model} if flavour.model else offered | {model_info(name).snapshot for name in offered}

    @property
    def billed_usd(self) -> Decimal:
        return sum((bill.price_usd for bill in self.bills), Decimal(0))

    def reset(self) -> None:
        """Forget requests, bills and faults; what is stored stays."""
        self.requests.clear()
        self.bills.clear()
        self.faults.heal()
        self.peak = 0

    async def receive(
        self, request: Request, endpoint: str, work: Callable[[Visit], Awaitable[Response]], *, paid: bool = True
    ) -> Response:
        """Let an endpoint do its work on a request, and write the request down.

        Args:
            request: What came.
            endpoint: Its short name, as ``images/edits``.
            work: Reads the request, does what it asks for; may raise `Refused`.
            paid: It counts as a request for work; what is asked for nothing (files, polling) is not written down.
        """
        self.count += paid
        seen = SeenRequest(endpoint=endpoint, prompt="")
        visit = Visit(request, self.count, _account(request), seen, to_record=paid)
        self._under_way += paid
        self.peak = max(self.peak, self._under_way)
        status = 200
        try:
            self._check_key(request)
            response = (self._replayed(visit) if paid else None) or await work(visit)
            status = response.status_code
        except Refused as refused:
            if not isinstance(refused, _InUse):
                self._forget(visit)
            status = refused.refusal.status
            response = self.refuse(visit, refused.refusal)
        finally:
            self._under_way -= paid
        self.record(visit, status)
        return response

    def refuse(self, visit: Visit, refusal: Refusal) -> Response:
        """An error answer in the shape of this flavour."""
        error = refusal.error
        visit.code = str(error.get("code") or error.get("type")) if isinstance(error, dict) else "error"
        headers = {**visit.headers, **refusal.headers, **_trace(visit)}
        return JSONResponse(self.flavour.body_of(refusal), refusal.status, headers)

    def record(self, visit: Visit, status: int) -> None:
        """Write the request down; once, and only if it asked for work."""
        if not visit.to_record:
            return
        visit.to_record = False
        facts = {"status": status, "code": visit.code, "request_id": visit.request_id, "number": visit.number}
        self.requests.append(self._to_keep(visit.seen).model_copy(update=facts))

    async def admit(self, visit: Visit, *, free: bool = False) -> None:
        """Pick the request's fault, and fail now if it is one that comes before the work.

        Raises:
            Refused: The fault is a refusal.
        """
        if not free:
            visit.fault = self.faults.pick(visit.seen, visit.number)
        name = visit.trouble
        if name == "bad_key":
            raise Refused(bad_key(_key_of(visit.request)))
        if name in REFUSALS:
            raise Refused(REFUSALS[name])
        if name in {"drop_before", "reset_before"}:
            self.lose(visit)
            await self.wire.drop(visit.request, reset=name == "reset_before")
        if name == "never_before":
            self.lose(visit)
            await self.wire.hang(visit.request)

    async def admit_free(self, visit: Visit) -> None:
        """As `admit`, for what costs nothing: only faults armed for this endpoint by name meet it."""
        visit.fault = self.faults.pick(visit.seen, visit.number, by_name=True)
        await self.admit(visit, free=True)

    def lose(self, visit: Visit) -> None:
        """Write down that no answer will come."""
        visit.code = "dropped"
        self._forget(visit)
        self.record(visit, 0)

    def early_page(self, visit: Visit) -> Response | None:
        """The answer of something else than the service, for faults that are one; nothing is billed."""
        if visit.trouble == "html_502":
            visit.code = "bad_gateway"
            return html_page(502, "502 Bad Gateway", {})
        if visit.trouble == "text_error":
            visit.code = "error"
            return Response("Internal Server Error: CUDA out of memory", 500, media_type="text/plain")
        return None

    def limit(self, visit: Visit, model: str, *, pictures: int, references: int, tokens: int) -> None:
        """Take the request from the minute's allowance.

        Raises:
            Refused: 429.
        """
        if self.meter is not None:
            units = self.meter.limits.units(pictures, references)
            visit.headers.update(self.meter.take(visit.account, model, units, tokens))

    def bill(self, bill: Bill) -> None:
        self.bills.append(bill)

    async def work(self, visit: Visit, seconds: float | None = None) -> None:
        """Take as long as the work takes, by the service's clock."""
        fault = visit.fault
        slow = fault.seconds if fault and fault.name == "slow" else None
        await self.clock.sleep(slow if slow is not None else self.delay if seconds is None else seconds)

    async def deliver(self, visit: Visit, answer: Mapping[str, Any] | bytes, *, kind: str = _JSON) -> Response:
        """Send the answer of billed work, unless a fault takes it.

        Raises:
            Refused: The safety filter refuses what has been drawn.
        """
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode("ascii")
        self._remember(visit, body)
        return await self.betray(visit, body, kind) or Response(body, 200, self.headers_for(visit), media_type=kind)

    async def betray(self, visit: Visit, body: bytes, kind: str = _JSON) -> Response | None:
        """What a fault makes of an answer; None when it leaves it alone."""
        name, headers = visit.trouble, self.headers_for(visit)
        if name in {"drop_after_billing", "reset_after_billing"}:
            self.lose(visit)
            await self.wire.drop(visit.request, reset=name == "reset_after_billing")
        if name == "never":
            self.lose(visit)
            await self.wire.hang(visit.request)
        if name == "moderation_output":
            raise Refused(blocked("output", "sexual"))
        if name in {"cut_body", "cut_chunked"}:
            visit.code = "cut"
            return CutResponse(body, self.wire, headers, length=name == "cut_body", kind=kind)
        pages: dict[str, Callable[[], Response]] = {
            "html_504": lambda: html_page(504, "504 Gateway Time-out", {}),
            "html_200": lambda: html_page(200, "Sign in to this network", {}),
            "truncated_json": lambda: Response(body[: len(body) // 2], 200, headers, media_type=kind),
            "empty_body": lambda: Response(b"", 200, headers, media_type=kind),
            "error_in_200": lambda: JSONResponse({"error": REFUSALS["server_error"].error}, 200, headers),
            "limit_in_200": lambda: JSONResponse({"error": REFUSALS["rate_limit"].error}, 200, headers),
        }
        if name not in pages:
            return None
        visit.code = name
        return pages[name]()

    def headers_for(self, visit: Visit) -> dict[str, str]:
        return {**visit.headers, **_trace(visit)}

    def model(self, name: object) -> ModelInfo:
        """The picture model of that name.

        Raises:
            Refused: It is not offered.
        """
        if self.flavour.any_model:
            return model_info(self.flavour.model)
        if not isinstance(name, str) or name not in self.models:
            raise no_such_model(str(name or ""))
        return model_info(name)

    def _check_key(self, request: Request) -> None:
        key = _key_of(request)
        if not self.needs_key or not self.flavour.strict:
            return
        if not key or (self.keys and key not in self.keys):
            raise Refused(bad_key(key or "''"))

    def _replayed(self, visit: Visit) -> Response | None:
        """The first answer to the same Idempotency-Key, where the service honours it."""
        key = self._idempotency_key(visit)
        if key is None:
            return None
        if key not in self._answers:
            self._answers[key] = None
            return None
        body = self._answers[key]
        if body is None:
            error = {
                "message": "A request with this Idempotency-Key is under way.",
                "type": "invalid_request_error",
                "param": None,
                "code": "idempotency_key_in_use",
            }
            raise _InUse(Refusal(status=409, error=error))
        visit.code = "replayed"
        return Response(body, 200, {**_trace(visit), "idempotent-replayed": "true"}, media_type=_JSON)

    def _remember(self, visit: Visit, body: bytes) -> None:
        key = self._idempotency_key(visit)
        if key is not None:
            self._answers[key] = body

    def _forget(self, visit: Visit) -> None:
        key = self._idempotency_key(visit)
        if key is not None and self._answers.get(key, b"") is None:
            del self._answers[key]

    def _idempotency_key(self, visit: Visit) -> tuple[str, str] | None:
        value = visit.request.headers.get("idempotency-key")
        return (visit.account, value) if self.idempotency and value else None

    def _to_keep(self, seen: SeenRequest) -> SeenRequest:
        if self.keep_uploads:
            return seen
        references = tuple(reference.model_copy(update={"data": b""}) for reference in seen.references)
        mask = seen.mask.model_copy(update={"data": b""}) if seen.mask else None
        return seen.model_copy(update={"references": references, "mask": mask})


class _InUse(Refused):
    """The first request with this key is still under way."""


def _key_of(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


def _account(request: Request) -> str:
    return hashlib.sha256(_key_of(request).encode("utf-8")).hexdigest()[:16]


def _trace(visit: Visit) -> dict[str, str]:
    return {"x-request-id": visit.request_id, "openai-processing-ms": "1", "openai-version": "2020-10-01"}
