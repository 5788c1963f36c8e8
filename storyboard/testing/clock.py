"""The time the fake service lives by: the real one, or one that tests move."""

from __future__ import annotations

import asyncio
import heapq
import threading
import time
from itertools import count
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970, and waiting."""

    def now(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class RealClock:
    """The time of day."""

    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class VirtualClock:
    """A clock that stands still until it is moved, so that a minute's limits are tested without a minute.

    Hand the same clock to the service and to whatever paces the requests. It may be moved from any thread.

    Args:
        start: Seconds since 1970 at which it begins.
        leap: Move by itself, to the next moment anyone waits for, as soon as nothing has waited or woken for `settle` real
            seconds. Only for sleepers of one event loop.
        settle: See `leap`.
    """

    def __init__(self, start: float = 1_790_000_000.0, *, leap: bool = False, settle: float = 0.001) -> None:
        self._now = start
        self._leap, self._settle = leap, settle
        self._lock = threading.Lock()
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.AbstractEventLoop, asyncio.Future[None]]] = []
        self._activity = 0
        self._driver: asyncio.Task[None] | None = None

    def now(self) -> float:
        return self._now

    @property
    def sleepers(self) -> int:
        """How many are waiting."""
        return len(self._sleepers)

    def advance(self, seconds: float) -> None:
        """Move on; everybody whose time has come wakes up."""
        with self._lock:
            self._move_to(self._now + max(seconds, 0.0))

    async def sleep(self, seconds: float) -> None:
        self._activity += 1
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()
        with self._lock:
            heapq.heappush(self._sleepers, (self._now + seconds, next(self._numbers), loop, waiting))
        if self._leap and (self._driver is None or self._driver.done()):
            self._driver = asyncio.create_task(self._drive())
        await waiting
        self._activity += 1

    def _move_to(self, moment: float) -> None:
        while self._sleepers and self._sleepers[0][0] <= moment:
            due, _, loop, waiting = heapq.heappop(self._sleepers)
            self._now = max(self._now, due)
            if not loop.is_closed():
                loop.call_soon_threadsafe(_wake, waiting)
        self._now = moment

    async def _drive(self) -> None:
        while self._sleepers:
            before = self._activity
            await asyncio.sleep(self._settle)
            with self._lock:
                if self._activity == before and self._sleepers:
                    self._move_to(self._sleepers[0][0])


def _wake(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
