"""The Batch API: many pictures in one file, at half the price, within a day; sent now and fetched by a later run.

The batch carries an anchor of ours in its metadata and is listed as soon as it exists, so that a crash between sending it
and reading its name loses nothing either.
"""

from __future__ import annotations

import json
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from storyboard.backends.openai.reading import Asked, Reader
from storyboard.backends.openai.shelf import Shelf
from storyboard.errors import DrawingRefused, ServiceError, StoryboardError
from storyboard.model import FramePrompt, Noun, Reference
from storyboard.paid import Answer, Attempt, Order, Outcome, Parcels, Verdict, judge, judge_answer

if TYPE_CHECKING:
    from openai import AsyncOpenAI

# The share of the usual price that a batch costs.
BATCH_SHARE = Decimal("0.5")
TRANSPORT = "batch"
# So few that one that fails, or one answer file, is nothing to be afraid of.
_MOST_IN_ONE = 200
_MOST_BYTES = 190_000_000
# A batch is listed at once; one that is not listed after so many seconds was never taken in.
_PATIENCE = 1800.0
Endpoint = Literal["/v1/images/edits", "/v1/images/generations"]
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


class BatchSent(Noun):
    """What was sent: how many pictures in which batches; and what was not, with the reason, by slot."""

    pictures: int
    batches: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BatchFetched:
    """How the batches stand.

    Attributes:
        arrived: How many answers were fetched.
        at_work: How many pictures the service still is at; `done` of them it has drawn already.
        refused: Slots whose picture will not come, with the error; nothing was billed for it.
    """

    arrived: int = 0
    at_work: int = 0
    done: int = 0
    refused: tuple[tuple[str, DrawingRefused], ...] = ()


class BatchDesk:
    """Sends and fetches batches.

    Args:
        client: The connection.
        parcels: Where they are paid.
        shelf: Where reference pictures are made ready.
        reader: Reads prices off answers.
        secret: The key, which must not appear in what users see.
        url: The service's address, for errors.
    """

    def __init__(
        self,
        client: AsyncOpenAI,
        parcels: Parcels,
        shelf: Shelf,
        reader: Reader,
        *,
        secret: str,
        url: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._client, self._parcels, self._shelf, self._reader = client, parcels, shelf, reader
        self._secret, self._url, self._now = secret, url, now
        self._file_ids: dict[str, str] = {}

    async def send(self, wanted: Sequence[tuple[FramePrompt, Asked, str, int]]) -> BatchSent:
        """Send pictures in as many batches as it takes.

        Args:
            wanted: For each its prompt, what is asked, its key, and the most it can cost in millionths of a dollar.

        Raises:
            BudgetError: They do not all fit; what was sent before stays sent.
            ServiceError: The service refuses everything.
        """
        groups: dict[Endpoint, list[tuple[FramePrompt, Asked, str, int]]] = {}
        for one in wanted:
            groups.setdefault("/v1/images/edits" if one[0].references else "/v1/images/generations", []).append(one)
        pictures, batches, left = 0, [], []
        for endpoint, group in groups.items():
            for begin in range(0, len(group), _MOST_IN_ONE):
                part = group[begin : begin + _MOST_IN_ONE]
                for prompt, *_ in part:  # Uploading costs nothing, and nothing is held for it.
                    for reference in prompt.references:
                        await self._file_id(reference)
                sent, refused = await self._send_one(endpoint, part)
                left += refused
                if sent:
                    pictures += sent[1]
                    batches.append(sent[0])
        return BatchSent(pictures=pictures, batches=tuple(batches), left=tuple(left))

    async def _send_one(
        self, endpoint: Endpoint, part: Sequence[tuple[FramePrompt, Asked, str, int]]
    ) -> tuple[tuple[str, int] | None, list[tuple[str, str]]]:
        anchor = f"storyboard-{uuid.uuid4().hex}"
        orders = [
            Order(
                key=key,
                slot=asked.slot,
                reserve=reserve,
                transport=TRANSPORT,
                anchor=anchor,
                deadline=self._now() + _PATIENCE,
                memo=asked.model_dump_json(),
            )
            for _, asked, key, reserve in part
        ]
        begun, left = self._parcels.claim(orders)
        refused = [(order.slot, str(refusal)) for order, refusal in left]
        if not begun:
            return None, refused
        prompts = {key: (prompt, asked) for prompt, asked, key, _ in part}
        attempts = [attempt for _, attempt in begun]
        lines = b"".join([await self._line(endpoint, attempt, *prompts[attempt.key]) for attempt in attempts])
        if len(lines) > _MOST_BYTES:
            raise await self._give_back(attempts, ServiceError("The batch is too large", cure="Choose fewer shots"))
        import openai

        try:
            file = await self._client.files.create(
                file=("storyboard.jsonl", lines, "application/jsonl"), purpose="batch"
            )
        except openai.OpenAIError as error:
            raise await self._give_back(attempts, self._failure(error)) from None
        try:
            batch = await self._client.batches.create(
                input_file_id=file.id,
                endpoint=endpoint,
                completion_window="24h",
                metadata={"anchor": anchor},
            )
        except openai.OpenAIError as error:
            verdict = judge(error, self._secret)
            if verdict.outcome is not Outcome.UNKNOWN:
                raise await self._give_back(attempts, self._failure(error)) from None
            name = await self._find(anchor)
            if not name:
                # It may have been taken in: what is held stays held until the service shows it, or can show it no more.
                raise verdict.error_for(f"a batch of {len(attempts)} pictures", "the Batch API", self._url) from None
        else:
            name = batch.id
        self._parcels.acknowledge(attempts, name)
        return (name, len(attempts)), refused

    async def fetch(self) -> BatchFetched:
        """Fetch what is ready of all batches under way.

        Raises:
            ServiceError: The service cannot be asked.
        """
        waiting = self._parcels.waiting(TRANSPORT)
        await self._name_the_nameless([one for one in waiting if not one.remote])
        arrived, at_work, done = 0, 0, 0
        refused: list[tuple[str, DrawingRefused]] = []
        together: dict[str, list[Attempt]] = {}
        for attempt in self._parcels.waiting(TRANSPORT):
            together.setdefault(attempt.remote, []).append(attempt)
        at_work += len(together.pop("", ()))
        for name, attempts in together.items():
            batch = await self._look(name)
            if batch is None:
                for attempt in attempts:
                    self._parcels.lose(attempt, f"the service knows no batch {name}", billed=False)
                continue
            if batch["status"] not in _ENDED or _is_being_written(batch):
                at_work += len(attempts)
                done += _drawn(batch)
                continue
            counts = await self._take_in(batch, attempts, refused)
            arrived += counts["arrived"]
        return BatchFetched(arrived=arrived, at_work=at_work, done=done, refused=tuple(refused))

    async def _take_in(
        self, batch: Mapping[str, Any], attempts: Sequence[Attempt], refused: list[tuple[str, DrawingRefused]]
    ) -> Counter[str]:
        """Keep every answer of a batch that has ended.

        What has no answer was not billed, if there are as many answers as the batch says it has drawn; else nobody knows.
        """
        open_ones = {attempt.key: attempt for attempt in attempts}
        counts: Counter[str] = Counter()
        answered = 0
        for file_id in (batch.get("output_file_id"), batch.get("error_file_id")):
            if not file_id:
                continue
            async for line in self._lines(str(file_id)):
                answered += (line.get("response") or {}).get("status_code") == 200
                attempt = open_ones.pop(str(line.get("custom_id")), None)
                if attempt is not None:
                    self._settle(attempt, line, refused)
                    counts["arrived"] += 1
        said = _errors_of(batch) or f"the batch ended as {batch['status']}"
        for attempt in open_ones.values():
            if answered < _drawn(batch):
                reason = f"{said}, and its answer is not among those that were sent"
                self._parcels.lose(attempt, reason, billed=False)
                error = DrawingRefused(
                    f"It is unknown whether {attempt.slot} was billed: {reason}",
                    cure="--on-unknown retry draws it again and may pay twice",
                    state="unknown",
                    code="unknown_outcome",
                )
            else:
                self._parcels.reject(attempt, said)
                error = DrawingRefused(f"{attempt.slot} was not drawn: {said}", code="batch_ended")
            refused.append((attempt.slot, error))
        return counts

    def _settle(self, attempt: Attempt, line: Mapping[str, Any], refused: list[tuple[str, DrawingRefused]]) -> None:
        answer = line.get("response") or {}
        status, body = answer.get("status_code"), answer.get("body")
        if status == 200:
            asked = Asked.read(attempt.memo)
            headers = {"x-request-id": str(answer.get("request_id") or "")}
            raw = Answer(headers=headers, body=json.dumps(body).encode("utf-8")).pack()
            self._parcels.deliver(
                attempt, raw, lambda packed: self._reader.price(packed, asked) if asked else _unreadable()
            )
            return
        verdict = judge_answer(int(status or 0), body if body is not None else line.get("error"), self._secret)
        if verdict.outcome is Outcome.UNKNOWN and status:
            self._parcels.lose(attempt, verdict.said, billed=False)
        else:
            self._parcels.reject(attempt, verdict.said, certain=verdict.surely_free)
        error = verdict.error_for(attempt.slot, "the Batch API", self._url)
        if not isinstance(error, DrawingRefused):
            error = DrawingRefused(error.what, why=error.why, cure=error.cure, code=verdict.code)
        refused.append((attempt.slot, error))

    async def _lines(self, file_id: str) -> AsyncIterator[dict[str, Any]]:
        """The lines of an answer file, one at a time: two hundred pictures are half a gigabyte."""
        async with self._client.files.with_streaming_response.content(file_id) as response:
            async for text in response.iter_lines():
                if text.strip():
                    line = json.loads(text)
                    if isinstance(line, dict):
                        yield line

    async def _line(self, endpoint: Endpoint, attempt: Attempt, prompt: FramePrompt, asked: Asked) -> bytes:
        body: dict[str, Any] = {name: value for name, value in asked.parameters.items() if name != "service"}
        body["prompt"] = prompt.text
        if endpoint == "/v1/images/edits":
            body["images"] = [{"file_id": await self._file_id(reference)} for reference in prompt.references]
        line = {"custom_id": attempt.key, "method": "POST", "url": endpoint, "body": body}
        return json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"

    async def _file_id(self, reference: Reference) -> str:
        """The name of a reference picture at the service, sent there once a run."""
        import openai

        if reference.sha256 not in self._file_ids:
            upload = await self._shelf.upload(reference)
            try:
                stored = await self._client.files.create(file=upload.as_file(), purpose="vision")
            except openai.OpenAIError as error:
                raise self._failure(error) from None
            self._file_ids[reference.sha256] = stored.id
        return self._file_ids[reference.sha256]

    async def _name_the_nameless(self, attempts: Sequence[Attempt]) -> None:
        """Find the batches whose name was never read; one that cannot turn up any more was never taken in."""
        for anchor in dict.fromkeys(one.anchor for one in attempts):
            own = [one for one in attempts if one.anchor == anchor]
            name = await self._find(anchor)
            if name:
                self._parcels.acknowledge(own, name)
            elif all(one.deadline is not None and self._now() > one.deadline for one in own):
                for attempt in own:
                    self._parcels.reject(attempt, "the batch was never taken in")

    async def _find(self, anchor: str) -> str:
        import openai

        try:
            async for batch in self._client.batches.list(limit=100):
                if (batch.metadata or {}).get("anchor") == anchor:
                    return str(batch.id)
        except openai.OpenAIError:
            return ""
        return ""

    async def _look(self, name: str) -> dict[str, Any] | None:
        import openai

        try:
            batch = await self._client.batches.retrieve(name)
        except openai.NotFoundError:
            return None
        except openai.OpenAIError as error:
            raise self._failure(error) from None
        return batch.model_dump(mode="json", warnings=False)

    async def _give_back(self, attempts: Sequence[Attempt], error: StoryboardError) -> StoryboardError:
        """Nothing was sent: the money is released."""
        for attempt in attempts:
            self._parcels.reject(attempt, error.what)
        return error

    def _failure(self, error: Exception) -> StoryboardError:
        verdict: Verdict = judge(error, self._secret)
        found = verdict.error_for("the batch", "the Batch API", self._url)
        return found if isinstance(found, ServiceError) else ServiceError(found.what, why=found.why, cure=found.cure)


def _drawn(batch: Mapping[str, Any]) -> int:
    """How many of its pictures the batch says it has drawn, and so billed."""
    return int((batch.get("request_counts") or {}).get("completed") or 0)


def _is_being_written(batch: Mapping[str, Any]) -> bool:
    """It says that it has ended, and does not yet say where its answers are: to be looked at again, not given up."""
    if batch["status"] == "failed" or batch.get("output_file_id"):
        return False
    return _drawn(batch) > 0 or (batch["status"] == "completed" and not batch.get("error_file_id"))


def _errors_of(batch: Mapping[str, Any]) -> str:
    errors = (batch.get("errors") or {}).get("data") or []
    return "; ".join(str(one.get("message")) for one in errors[:3] if isinstance(one, Mapping))


def _unreadable() -> Decimal:
    raise ValueError("the ledger does not say what was asked")
