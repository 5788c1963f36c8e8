"""``/v1/batches``: many requests in a file, at half the price, done within a day."""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storyboard.testing.desk import Desk, Visit
from storyboard.testing.files import Files
from storyboard.testing.images import Images
from storyboard.testing.paging import page_of
from storyboard.testing.refusals import (
    REFUSALS,
    Refused,
    bad_key,
    bad_request,
    blocked,
    check_types,
    missing,
    not_found,
)
from storyboard.testing.requests import SeenRequest, read_json
from storyboard.testing.responses import Responses

_ENDPOINTS = ("/v1/images/generations", "/v1/images/edits", "/v1/responses")
_MOST_LINES = 50_000
_DAY = 24 * 3600
# Of the time a batch takes, so much is over when it has been validated, and when its lines are done.
_VALIDATED, _DONE = 0.1, 0.9
_WRITTEN_LATER = "output_expires_after"
_PARAMETERS = frozenset({"completion_window", "endpoint", "input_file_id", "metadata", _WRITTEN_LATER})

_TYPES: dict[str, type | tuple[type, ...]] = {
    "input_file_id": str,
    "endpoint": str,
    "completion_window": str,
    "metadata": dict,
    _WRITTEN_LATER: dict,
}


@dataclass
class Batch:
    """A batch and where it stands."""

    id: str
    body: dict[str, Any]
    created_at: float
    seconds: float
    lines: list[dict[str, Any]]
    errors: list[dict[str, Any]]
    expires: bool = False
    done: int = 0
    output: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    usage: list[dict[str, Any]] = field(default_factory=list)
    output_file_id: str | None = None
    error_file_id: str | None = None
    cancelled_at: float | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def share(self, now: float) -> float:
        """How much of its time is over, 0 to 1."""
        return 1.0 if now >= self.created_at + self.seconds else (now - self.created_at) / self.seconds

    def due(self, now: float) -> int:
        """How many lines are done by then."""
        until = min(now, self.cancelled_at) if self.cancelled_at is not None else now
        share = self.share(until)
        reached = (
            len(self.lines)
            if share >= _DONE
            else int(len(self.lines) * max(share - _VALIDATED, 0) / (_DONE - _VALIDATED))
        )
        return min(reached, len(self.lines) // 2) if self.expires else reached

    def status(self, now: float) -> str:
        """Its status at a time."""
        if self.errors:
            return "failed" if self.share(now) >= _VALIDATED else "validating"
        if self.cancelled_at is not None:
            return "cancelled" if now > self.cancelled_at or self.seconds == 0 else "cancelling"
        share = self.share(now)
        if share >= 1:
            return "expired" if self.expires else "completed"
        return "validating" if share < _VALIDATED else "in_progress" if share < _DONE else "finalizing"


class Batches:
    """Takes batches on and works on them as time passes.

    Args:
        desk: The front desk.
        files: Where input comes from and output goes.
        images: Draws the lines of the images endpoints.
        responses: Answers the lines of /v1/responses.
        seconds: How long a batch takes.
    """

    def __init__(self, desk: Desk, files: Files, images: Images, responses: Responses, seconds: float) -> None:
        self._desk, self._files, self._images, self._responses = desk, files, images, responses
        self.seconds = seconds
        self.batches: dict[str, Batch] = {}

    async def create(self, request: Request) -> Response:
        return await self._desk.receive(request, "batches", self._create)

    async def listing(self, request: Request) -> Response:
        return await self._desk.receive(request, "batches", self._list, paid=False)

    async def retrieve(self, request: Request) -> Response:
        return await self._desk.receive(request, "batches", self._retrieve, paid=False)

    async def cancel(self, request: Request) -> Response:
        return await self._desk.receive(request, "batches/cancel", self._cancel, paid=False)

    async def catch_up(self) -> None:
        """Do what is due of every batch."""
        for batch in list(self.batches.values()):
            await self._advance(batch)

    async def _create(self, visit: Visit) -> Response:
        body = read_json(await visit.request.body())
        visit.seen = SeenRequest(endpoint="batches", prompt="", parameters=body)
        await self._desk.admit(visit)
        if page := self._desk.early_page(visit):
            return page
        self._check(body)
        stored = self._files.get(str(body["input_file_id"]))
        if stored.purpose != "batch":
            raise bad_request("The input file must have purpose 'batch'.", "input_file_id", "invalid_file_purpose")
        lines, errors = _read_lines(stored.data, body["endpoint"])
        if visit.trouble == "batch_failed":
            errors = [_line_error("token_limit_exceeded", "Enqueued token limit reached.", None)]
        batch = Batch(
            id=f"batch_fake{len(self.batches) + 1:06d}",
            body=body,
            created_at=self._desk.clock.now(),
            seconds=self.seconds,
            lines=lines,
            errors=errors,
            expires=visit.trouble == "batch_expired",
        )
        self.batches[batch.id] = batch
        return await self._desk.deliver(visit, self._described(batch, "validating"))

    async def _list(self, visit: Visit) -> Response:
        await self._desk.admit_free(visit)
        await self.catch_up()
        rows = [self._described(batch) for batch in self.batches.values()]
        return JSONResponse(page_of(rows, visit.request.query_params), headers=self._desk.headers_for(visit))

    async def _retrieve(self, visit: Visit) -> Response:
        batch = self._find(visit)
        await self._desk.admit_free(visit)
        await self._advance(batch)
        return await self._desk.deliver(visit, self._described(batch))

    async def _cancel(self, visit: Visit) -> Response:
        batch = self._find(visit)
        await self._advance(batch)
        now = self._desk.clock.now()
        if batch.status(now) not in {"validating", "in_progress", "finalizing"}:
            raise bad_request(f"Cannot cancel a batch with status '{batch.status(now)}'.", None)
        batch.cancelled_at = now
        return JSONResponse(self._described(batch, "cancelling"), headers=self._desk.headers_for(visit))

    def _find(self, visit: Visit) -> Batch:
        identity = visit.request.path_params["id"]
        if identity not in self.batches:
            raise not_found(f"No batch found with id '{identity}'.", None)
        return self.batches[identity]

    def _check(self, body: dict[str, Any]) -> None:
        for name in body:
            if name not in _PARAMETERS:
                raise bad_request(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        check_types(body, _TYPES)
        for name in ("input_file_id", "endpoint", "completion_window"):
            if name not in body:
                raise missing(name)
        if body["endpoint"] not in _ENDPOINTS:
            raise bad_request(
                f"Invalid value: '{body['endpoint']}'. This fake has {', '.join(_ENDPOINTS)}.", "endpoint"
            )
        if body["completion_window"] != "24h":
            raise bad_request("Invalid value for 'completion_window': expected '24h'.", "completion_window")
        metadata = body.get("metadata") or {}
        if not isinstance(metadata, dict) or len(metadata) > 16:
            raise bad_request("Invalid 'metadata': at most 16 pairs of strings.", "metadata")

    async def _advance(self, batch: Batch) -> None:
        """Do the lines that are due, and write the files when the batch has ended."""
        async with batch.lock:
            now = self._desk.clock.now()
            while not batch.errors and batch.done < batch.due(now):
                await self._do_line(batch, batch.done)
                batch.done += 1
            ended = batch.status(now) in {"completed", "expired", "cancelled"}
            if ended and batch.output_file_id is None and batch.error_file_id is None:
                self._write_files(batch)

    async def _do_line(self, batch: Batch, place: int) -> None:
        line = batch.lines[place]
        request_id = f"{batch.id}_{place + 1:05d}"
        try:
            answer = await self._answer(batch, line, request_id)
        except Refused as refused:
            body = self._desk.flavour.body_of(refused.refusal)
            batch.refused.append(_result(line, request_id, refused.refusal.status, body))
            return
        batch.usage.append(answer.get("usage") or {})
        batch.output.append(_result(line, request_id, 200, answer))

    async def _answer(self, batch: Batch, line: dict[str, Any], request_id: str) -> dict[str, Any]:
        """The answer of one line, billed at half.

        Raises:
            Refused: The line's request is refused.
        """
        where = {"batch_id": batch.id, "custom_id": line["custom_id"]}
        endpoint = line["url"].removeprefix("/v1/")
        if endpoint == "responses":
            seen = self._responses.read(line["body"], {})
            trouble = self._trouble(seen)
            record, bill = self._responses.take_on(line["body"], seen, request_id, trouble, **where)
            record.seconds = 0.0
            self._desk.bill(bill)
            _check_drawn(trouble)
            return await self._responses.described(record)
        seen = self._images.read_line(line["body"], endpoint)
        trouble = self._trouble(seen)
        commission = self._images.check(seen)
        if commission.stream:
            raise bad_request("'stream' is not supported in a batch.", "stream")
        self._desk.bill(self._images.bill_for(commission, request_id, **where))
        _check_drawn(trouble)
        return await self._images.answer_of(commission, request_id, trouble)

    def _trouble(self, seen: SeenRequest) -> str:
        """The fault armed for a line, by its prompt; those of the connection mean nothing here.

        Raises:
            Refused: It is a refusal.
        """
        fault = self._desk.faults.pick(seen, self._desk.count, in_batch=True)
        name = fault.name if fault else ""
        if name == "bad_key":
            raise Refused(bad_key("sk-***"))
        if name in REFUSALS:
            raise Refused(REFUSALS[name])
        return name

    def _write_files(self, batch: Batch) -> None:
        refused = list(batch.refused)
        if batch.expires or batch.cancelled_at is not None:
            code, message = (
                ("batch_expired", "This request could not be executed before the completion window expired.")
                if batch.expires
                else ("batch_cancelled", "This request was cancelled.")
            )
            refused += [_never_done(line, code, message) for line in batch.lines[batch.done :]]
        # In any order: whoever reads them must go by custom_id.
        random.Random(batch.id).shuffle(batch.output)  # noqa: S311 - repeatable, not secret
        after = batch.body.get(_WRITTEN_LATER) or {}
        seconds = after.get("seconds")
        for suffix, rows in (("output", batch.output), ("error", refused)):
            if rows:
                data = "".join(row + "\n" for row in rows).encode("utf-8")
                stored = self._files.add(f"{batch.id}_{suffix}.jsonl", "batch_output", data, seconds=seconds)
                setattr(batch, f"{suffix}_file_id", stored.id)

    def _described(self, batch: Batch, status: str = "") -> dict[str, Any]:
        now = self._desk.clock.now()
        status = status or batch.status(now)
        start, whole = batch.created_at, batch.seconds
        times = {
            "in_progress_at": start + whole * _VALIDATED if status not in {"validating", "failed"} else None,
            "finalizing_at": start + whole * _DONE if status in {"finalizing", "completed", "expired"} else None,
            "completed_at": start + whole if status == "completed" else None,
            "expired_at": start + whole if status == "expired" else None,
            "failed_at": start + whole * _VALIDATED if status == "failed" else None,
            "cancelling_at": batch.cancelled_at,
            "cancelled_at": batch.cancelled_at if status == "cancelled" else None,
        }
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": batch.body["endpoint"],
            "model": batch.lines[0]["body"].get("model") if batch.lines else None,
            "errors": {"object": "list", "data": batch.errors} if status == "failed" else None,
            "input_file_id": batch.body["input_file_id"],
            "completion_window": "24h",
            "status": status,
            "output_file_id": batch.output_file_id,
            "error_file_id": batch.error_file_id,
            "created_at": int(start),
            "expires_at": int(start) + _DAY,
            **{name: None if at is None else int(at) for name, at in times.items()},
            "request_counts": {
                "total": len(batch.lines) if status != "validating" else 0,
                "completed": len(batch.output),
                "failed": len(batch.refused),
            },
            "usage": _sum_of(batch.usage),
            "metadata": batch.body.get("metadata"),
        }


def _check_drawn(trouble: str) -> None:
    """Refuse what has been drawn, and billed, where the safety filter is told to.

    Raises:
        Refused: It is.
    """
    if trouble == "moderation_output":
        raise Refused(blocked("output", "sexual"))


def _read_lines(data: bytes, endpoint: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The requests of a file, and what is wrong with it."""
    lines: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, row in enumerate(data.split(b"\n"), 1):
        if not row.strip():
            continue
        try:
            line = json.loads(row)
        except ValueError:
            line = None
        if not isinstance(line, dict):
            errors.append(_line_error("invalid_json_line", "This line is not parseable as valid JSON.", number))
            continue
        identity = line.get("custom_id")
        if not isinstance(identity, str) or not isinstance(line.get("body"), dict):
            errors.append(_line_error("missing_required_parameter", "custom_id and body are required.", number))
        elif identity in seen:
            errors.append(_line_error("duplicate_custom_id", f"The custom_id '{identity}' is not unique.", number))
        elif line.get("method") != "POST" or line.get("url") != endpoint:
            errors.append(_line_error("mismatched_endpoint", f"Every line must POST to {endpoint}.", number))
        else:
            seen.add(identity)
            lines.append(line)
    if not lines and not errors:
        errors.append(_line_error("empty_file", "The file has no requests.", None))
    if len(lines) > _MOST_LINES:
        errors.append(_line_error("too_many_requests", f"At most {_MOST_LINES} requests are allowed.", None))
    return lines, errors


def _line_error(code: str, message: str, number: int | None) -> dict[str, Any]:
    return {"code": code, "message": message, "line": number, "param": None}


def _result(line: dict[str, Any], request_id: str, status: int, body: dict[str, Any]) -> str:
    response = {"status_code": status, "request_id": request_id, "body": body}
    row = {"id": f"batch_req_{request_id}", "custom_id": line["custom_id"], "response": response, "error": None}
    return json.dumps(row)


def _never_done(line: dict[str, Any], code: str, message: str) -> str:
    error = {"code": code, "message": message}
    row = {"id": f"batch_req_{line['custom_id']}", "custom_id": line["custom_id"], "response": None, "error": error}
    return json.dumps(row)


def _sum_of(usage: list[dict[str, Any]]) -> dict[str, Any]:
    tokens_in = sum(one.get("input_tokens", 0) for one in usage)
    tokens_out = sum(one.get("output_tokens", 0) for one in usage)
    return {
        "input_tokens": tokens_in,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": tokens_out,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": tokens_in + tokens_out,
    }
