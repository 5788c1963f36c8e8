"""A live test: a handful of the cheapest requests there are, to find out what only the service itself can tell.

Every request that costs something goes through the till, as pictures do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from storyboard.backends.openai.images import Judged, Lost, send_image_request
from storyboard.backends.openai.probe_evidence import drawn_shape, is_replay, picture_hash
from storyboard.backends.openai.probe_plan import (
    MOST_WORDS,
    TWO,
    WORDS,
    Probe,
    cheapest_quality,
    cheapest_size,
)
from storyboard.backends.openai.responses import BackgroundRequest
from storyboard.errors import DrawingRefused, ServiceError, StoryboardError
from storyboard.model import OpenAISettings, Quote
from storyboard.paid import (
    Answer,
    Finding,
    Gone,
    Till,
    Upload,
    make_client,
    model_info,
    open_pace,
    price_of_usage,
    read_key,
    read_rate,
    service_url,
    text_model,
)

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

# After so long a request is at work, and no picture is there yet.
_ABORT_SECONDS = 3.0
# Answers say when they were made in whole seconds.
_NEXT_SECOND = 1.1
_USAGE_PAGE = "https://platform.openai.com/usage"


class Prober:
    """Makes the requests.

    Args:
        settings: The bible's ``openai`` section.
        till: Where they are paid.
        environ: Where key and address are read from.
        http_client: Another transport, for tests.
        sleep: Waits that many seconds.
        abort_after: After how many seconds the request is cut off that is meant to be; three if not given.

    Raises:
        InputError: The key or the address is missing or wrong.
    """

    def __init__(
        self,
        settings: OpenAISettings,
        till: Till,
        *,
        environ: Mapping[str, str] = os.environ,
        http_client: httpx2.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        abort_after: float | None = None,
    ) -> None:
        self.model = model_info(settings.model)
        self.url = service_url(settings, environ)
        self._secret = read_key(environ, self.url)
        self._settings, self._till, self._words = settings, till, text_model(settings)
        self._sleep, self._abort_after = sleep, _ABORT_SECONDS if abort_after is None else abort_after
        self._pace = open_pace(settings, self._secret, self.url, environ=environ, sleep=sleep)
        self._environ, self._http_client = environ, http_client
        self._client: AsyncOpenAI | None = None
        self._run = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
        # Name -> value of the headers about limits, and when they came.
        self._headers: dict[str, str] = {}
        self._headers_at = 0.0
        self.spent = Decimal(0)

    async def ask(self, probe: Probe) -> dict[str, Finding]:
        """Do what a probe does; gives what was found, by name.

        Raises:
            ServiceError: The service refuses everything.
            BudgetError: It does not fit the budget.
        """
        asked = {
            "idempotency": self._idempotency,
            "recovery": self._recovery,
            "references": self._references,
            "abort": self._abort,
        }[probe.name]
        try:
            return await asked(probe)
        except ServiceError:
            raise
        except (Judged, Lost, DrawingRefused) as failure:
            error: StoryboardError = failure.error if isinstance(failure, Judged) else failure
            if isinstance(error, ServiceError):
                raise error from None
            return {probe.name: Finding(said=f"Not settled: {error.what}. {error.why}".strip())}

    def rate_headers(self) -> Finding:
        """Which headers about limits came with the answers."""
        if not self._headers:
            return Finding(answer=False, said="The answers carry no headers about rate limits")
        names = ", ".join(sorted(self._headers))
        return Finding(
            answer=True, said=f"The answers carry {names}", facts={"headers": dict(sorted(self._headers.items()))}
        )

    async def still_there(self, response: str) -> bool | None:
        """Whether a background answer can still be fetched, for nothing; None if the service cannot be asked."""
        import openai

        try:
            found = await self._connected().responses.retrieve(response)
        except openai.NotFoundError:
            return False
        except openai.OpenAIError:
            return None
        return str(found.status) == "completed"

    async def close(self) -> None:
        """Close the connections and the till."""
        if self._client is not None:
            await self._client.close()
            self._client = None
        self._till.close()

    async def _idempotency(self, probe: Probe) -> dict[str, Finding]:
        key = f"storyboard-live-{self._run}"
        half = Quote(estimate=probe.quote.estimate / 2, at_most=probe.quote.at_most / 2)
        first, before = await self._buy("idempotency 1", half, WORDS, [], key=key)
        # A picture that is drawn once more says a later second; some servers draw the same one every time.
        await self._sleep(_NEXT_SECOND)
        second, after = await self._buy("idempotency 2", half, WORDS, [], key=key, same_as=first)
        same = is_replay(second, first)
        fresh = sorted(name for name in set(after) - set(before) if not name.startswith("x-ratelimit-"))
        facts = {"same_answer": same, "new_headers": {name: after[name][:100] for name in fresh}}
        said = (
            "The same Idempotency-Key gives the same answer again: one piece of work, one bill"
            if same
            else "The same Idempotency-Key is answered with new work: it is not honoured, a second request is paid again"
        )
        return {"idempotency": Finding(answer=same, said=said, facts=facts)}

    async def _references(self, probe: Probe) -> dict[str, Finding]:
        before, at = read_rate(self._headers), self._headers_at
        try:
            answer, _ = await self._buy("references", probe.quote, TWO, [drawn_shape("circle"), drawn_shape("square")])
        except Judged as refusal:
            rate = refusal.verdict.rate
            if rate is None or rate.requested is None:
                raise
            counted = rate.requested >= 2
            said = f"The service says that an edit with two references asks for {rate.requested:g} {rate.kind or 'pictures'}"
            return {
                "references": Finding(answer=counted, said=said, facts={"requested": rate.requested, "kind": rate.kind})
            }
        after = read_rate(Answer.unpack(answer).headers)
        if before is None or after is None or before.remaining is None or after.remaining is None:
            return {"references": Finding(said="Not settled: the answers do not say what is left of the limit")}
        drop = before.remaining - after.remaining
        refilled = (after.limit or 0) / 60 * (time.monotonic() - at)
        facts = {
            "kind": after.kind,
            "before": before.remaining,
            "after": after.remaining,
            "refill_at_most": round(refilled, 2),
        }
        if drop > 1.5:
            answered, said = True, f"An edit with two references took {drop:g} {after.kind}: references are counted"
        elif drop + refilled < 1.5:
            answered, said = (
                False,
                f"An edit with two references took one of the {after.kind}: references are not counted",
            )
        else:
            answered, said = None, "Not settled: the limit refills too fast to see what the edit took"
        return {"references": Finding(answer=answered, said=said, facts=facts)}

    async def _recovery(self, probe: Probe) -> dict[str, Finding]:
        seen: dict[str, str] = {}
        request = _Remembered(
            self._connected(),
            self._words.name,
            WORDS,
            [],
            self._parameters(),
            slot="live test: recovery",
            secret=self._secret,
            url=self.url,
            sleep=self._sleep,
            most_words=MOST_WORDS,
        )
        request.seen = seen
        key = f"live {self._run} recovery"
        async with self._pace.turn() as turn:
            packed = await self._till.buy_kept(
                key,
                "live test: recovery",
                probe.quote,
                request,
                lambda raw: self._price(raw, probe.quote),
                sleep=self._sleep,
            )
            turn.succeeded(Answer.unpack(packed).headers)
        self._till.stored(key)
        self.spent += self._price(packed, probe.quote)
        drawn = picture_hash(packed)
        found = await request.find(seen.get("anchor", ""))
        shown = isinstance(found, bytes) and bool(found) and picture_hash(found) == drawn and bool(drawn)
        there = await self.still_there(seen.get("remote", ""))
        today = datetime.now(UTC).isoformat(timespec="seconds")
        facts = {"response": seen.get("remote", ""), "drawn": today, "seen": today if there else ""}
        return {
            "recovery": Finding(
                answer=shown if drawn else None,
                said=(
                    "A conversation shows the finished picture: a crash right after sending loses nothing"
                    if shown
                    else "A conversation does not show the finished picture: a crash right after sending leaves it unknown"
                    if drawn
                    else "Not settled: the background answer holds no picture"
                ),
                facts={"conversation": seen.get("anchor", "")},
            ),
            "retention": Finding(
                answer=there,
                said=(
                    "A background answer can be fetched again at once; the next live test looks whether it still can, for nothing"
                    if there
                    else "A background answer could not be fetched a second time"
                ),
                facts=facts,
            ),
        }

    async def _abort(self, probe: Probe) -> dict[str, Finding]:
        """Cut a request off. Its money counts as spent: nobody will ever know better from here."""
        when = datetime.now(UTC)
        early = False

        async def send() -> bytes:
            nonlocal early
            task = asyncio.ensure_future(self._send(WORDS, [], slot="abort", key=""))
            done, _ = await asyncio.wait({task}, timeout=self._abort_after)
            if done:
                early = True
                return task.result()[0]
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            return Answer(body=json.dumps({"aborted": True}).encode()).pack()

        key = f"live {self._run} abort"
        async with self._pace.turn():
            packed = await self._till.buy(
                key, "live test: abort", probe.quote, send, lambda raw: self._price(raw, probe.quote)
            )
        self._till.stored(key)
        self.spent += self._price(packed, probe.quote)
        minute = f"{when:%Y-%m-%d %H:%M} UTC"
        said = (
            "Not settled: the answer came before the request could be cut off"
            if early
            else f"A request for a picture was cut off at {minute}. Whether it is billed can only be read on {_USAGE_PAGE}: "
            f"it shows either all of this live test's requests to {self.model.name} in that minute, or one less"
        )
        return {"abort": Finding(said=said, facts={"cut_off_at": when.isoformat(timespec="seconds"), "early": early})}

    async def _buy(
        self,
        name: str,
        price: Quote,
        words: str,
        uploads: list[Upload],
        *,
        key: str = "",
        same_as: bytes = b"",
    ) -> tuple[bytes, Mapping[str, str]]:
        """One purchase; gives its answer and the headers that came with it."""
        headers: dict[str, str] = {}

        async def send() -> bytes:
            packed, told = await self._send(words, uploads, slot=name, key=key)
            headers.update(told)
            return packed

        def cost(raw: bytes) -> Decimal:
            # The very same answer once more was no work.
            return Decimal(0) if same_as and is_replay(raw, same_as) else self._price(raw, price)

        book = f"live {self._run} {name}"
        async with self._pace.turn(len(uploads)) as turn:
            try:
                packed = await self._till.buy(book, f"live test: {name}", price, send, cost)
            except (Judged, Lost) as failure:
                turn.failed(failure.verdict, failure.error if isinstance(failure, Judged) else failure)
                raise
            turn.succeeded(headers)
        self._till.stored(book)
        self.spent += cost(packed)
        limits = {name: value for name, value in headers.items() if name.startswith("x-ratelimit-")}
        if limits:
            self._headers, self._headers_at = limits, time.monotonic()
        return packed, headers

    async def _send(self, words: str, uploads: list[Upload], *, slot: str, key: str) -> tuple[bytes, dict[str, str]]:
        headers: dict[str, str] = {}
        packed = await send_image_request(
            self._connected().images.with_raw_response,
            words,
            uploads,
            self._parameters(),
            slot=f"live test: {slot}",
            secret=self._secret,
            url=self.url,
            key=key,
            on_headers=headers.update,
        )
        return packed, headers

    def _parameters(self) -> dict[str, object]:
        width, height = cheapest_size(self.model)
        wanted = {
            "model": self.model.name,
            "n": 1,
            "size": f"{width}x{height}",
            "quality": cheapest_quality(self.model),
        }
        return {name: value for name, value in wanted.items() if name in self.model.parameters}

    def _price(self, packed: bytes, most: Quote) -> Decimal:
        """What an answer cost; the most it can, where it does not say."""
        with contextlib.suppress(ValueError):
            answer = Answer.unpack(packed)
            usage, words = answer.usage(), answer.word_usage()
            if usage is not None:
                return price_of_usage(self.model, usage) + (self._words.price(words) if words else Decimal(0))
        return most.at_most

    def _connected(self) -> AsyncOpenAI:
        if self._client is None:
            self._client = make_client(self._settings, self._environ, http_client=self._http_client)
        return self._client


class _Remembered(BackgroundRequest):
    """A background request that remembers by which names it can be found."""

    seen: dict[str, str]

    async def anchor(self) -> str:
        self.seen["anchor"] = await super().anchor()
        return self.seen["anchor"]

    async def submit(self, anchor: str) -> str:
        self.seen["remote"] = await super().submit(anchor)
        return self.seen["remote"]

    async def collect(self, remote: str) -> bytes:
        try:
            return await super().collect(remote)
        except Gone as gone:
            raise DrawingRefused(f"The background answer could not be fetched: {gone}", code="gone") from None
