"""Pacing against a simulated service, on a clock that jumps from one event to the next."""

from __future__ import annotations

import asyncio
import math
import random
import selectors
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from storyboard.errors import DrawingRefused
from storyboard.model import OpenAISettings
from storyboard.paid import Outcome, Pace, Verdict, open_pace, read_rate

TIERS = {1: 5, 2: 20, 3: 50, 4: 150, 5: 250}
URL = "https://images.example/v1"
_LANES = 700
_EPOCH = 1_800_000_000.0
_Result = TypeVar("_Result")


class Tally(NamedTuple):
    """What came of a run: the share of the permitted units a minute, and how often the service refused."""

    share: float
    whole_run_share: float
    refusals: int
    minutes: float
    most_under_way: int


class JumpingSelector(selectors.DefaultSelector):
    """Instead of waiting for a time, it makes it so."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        if not events and timeout:
            self.now += timeout
        return events


def run_virtual(work: Callable[[Callable[[], float]], asyncio.Future[_Result] | object]) -> _Result:
    """Run a coroutine made by `work`, which is given the clock."""
    selector = JumpingSelector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]  # the very point
    try:
        return loop.run_until_complete(work(lambda: _EPOCH + selector.now))  # type: ignore[arg-type]
    finally:
        loop.close()


class SimulatedService:
    """A limit over a sliding minute, of which refused requests use up half; pictures take 45 seconds or so.

    Args:
        limit: Units a minute.
        clock: The time.
        says: Refusals name the limit and when to come back; otherwise they are mute.
        counts_references: A request counts for its reference pictures instead of one.
        seed: For latencies and uploads.
    """

    def __init__(
        self, limit: int, clock: Callable[[], float], *, says: bool, counts_references: bool = False, seed: int = 1
    ) -> None:
        self._limit, self._clock, self._says, self._by_reference = limit, clock, says, counts_references
        self._chance = random.Random(seed)
        self._window: deque[tuple[float, int]] = deque()
        self.accepted: list[tuple[float, int]] = []
        self.refusals = self.under_way = self.most_under_way = 0

    async def draw(self, references: int) -> Verdict | None:
        """The verdict of a refusal; nothing when a picture came."""
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(self._chance.uniform(0.3, 2.0))  # Upload.
            now, units = self._clock(), max(references, 1) if self._by_reference else 1
            while self._window and self._window[0][0] <= now - 60:
                self._window.popleft()
            used = sum(counted for _, counted in self._window)
            if used + units > self._limit:
                return await self._refuse(now, used, units)
            self._window.append((now, units))
            self.accepted.append((now, units))
            await asyncio.sleep(max(8.0, 45 * math.exp(self._chance.gauss(0, 0.45))))
        finally:
            self.under_way -= 1
        return None

    async def _refuse(self, now: float, used: int, units: int) -> Verdict:
        self.refusals += 1
        message = "Rate limit reached"
        if self._says:
            wait = self._window[0][0] + 60 - now
            message = (
                f"Rate limit reached for gpt-image-2 on input-images per min: Limit {self._limit}, Used {used}, "
                f"Requested {units}. Please try again in {wait:.3f}s."
            )
        if self._chance.random() < 0.5:
            self._window.append((now, units))
        await asyncio.sleep(0.3)
        rate = read_rate({}, message)
        return Verdict(
            outcome=Outcome.WAIT,
            code="rate_limit_exceeded",
            said=message,
            status=429,
            wait=rate.reset if rate else None,
            rate=rate,
        )


def simulate(
    settings: OpenAISettings,
    limit: int,
    *,
    minutes: float,
    warm: float,
    says: bool,
    counts_references: bool = False,
    runs: int = 1,
) -> Tally:
    """Draw for that many minutes with so many runs at once; measured after `warm` minutes."""
    with tempfile.TemporaryDirectory() as folder:

        async def work(clock: Callable[[], float]) -> Tally:
            service = SimulatedService(limit, clock, says=says, counts_references=counts_references)
            begin, end = clock(), clock() + minutes * 60
            paces = [
                open_pace(settings, "sk-simulated-0123", URL, folder=Path(folder), clock=clock) for _ in range(runs)
            ]
            lanes = [_lane(paces[number % runs], service, clock, end, number) for number in range(_LANES)]
            await asyncio.gather(*lanes)
            return _tally(service, limit, begin, begin + warm * 60, end)

        return run_virtual(work)


async def _lane(pace: Pace, service: SimulatedService, clock: Callable[[], float], end: float, number: int) -> None:
    """Draw one picture after the other."""
    shot = number
    while clock() < end:
        references = shot % 5
        async with pace.turn(references) as turn:
            if clock() >= end:
                turn.unused()
                return
            verdict = await service.draw(references)
            if verdict is None:
                turn.succeeded()
                shot += _LANES
            else:
                turn.failed(verdict, DrawingRefused(verdict.said))


def _tally(service: SimulatedService, limit: int, begin: float, warm: float, end: float) -> Tally:
    def share(since: float) -> float:
        units = sum(counted for when, counted in service.accepted if since < when <= end)
        return units / ((end - since) / 60 * limit)

    return Tally(share(warm), share(begin), service.refusals, (end - begin) / 60, service.most_under_way)
