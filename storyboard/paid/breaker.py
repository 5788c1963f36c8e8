"""Stops a run whose requests are all refused, and lets one at a time through to a service in trouble.

closed ──3 server errors within a minute──> half open: one probe at a time, with a rest after each that fails
^                                           │   │
└──────────── any answer at all ────────────┘   └──5 probes failed──> open
anything ──bad key, no money, no model, ctrl-C──> open: everybody who waits or comes is told so, nothing is sent
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

from storyboard.errors import ServiceError, StoryboardError

_FAILURES, _WITHIN_SECONDS = 3, 60.0
_MOST_PROBES = 5
_FIRST_REST, _LONGEST_REST = 2.0, 30.0
# Whoever waits for another's probe is woken when it ends; this is only how long it may take unlooked at.
_LONGEST_WATCH = 30.0


class Breaker:
    """One for a run. Safe to use from several threads, each with its own event loop.

    Args:
        clock: Gives seconds; only differences count.
        sleep: Waits that many seconds.
        resting: Rest between failed probes. A server on this machine is not helped by patience.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        resting: bool = True,
    ) -> None:
        self._clock, self._sleep, self._resting = clock, sleep, resting
        self._lock = threading.Lock()
        self._error: StoryboardError | None = None
        self._failures: list[float] = []
        self._half_open = False
        self._probing = False
        self._probes_failed = 0
        self._rest_until = 0.0
        self._sleepers: set[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = set()

    @property
    def error(self) -> StoryboardError | None:
        """Why nothing is sent any more; None while requests may go."""
        return self._error

    def check(self) -> None:
        """Raise what the breaker was opened with, if it is open."""
        if self._error is not None:
            # A fresh copy: many raise it, and each would add its traceback to one that is shared.
            raise _copy(self._error)

    def open(self, error: StoryboardError) -> None:
        """Send nothing from now on; whoever waits is woken and raises `error`. The first error stays."""
        with self._lock:
            self._error = self._error or error
        self._ring()

    async def admit(self) -> bool:
        """Wait until a request may go; whether it is a probe, whose end must be told by `passed`, `failed` or `let_go`.

        Raises:
            StoryboardError: The breaker is open, or is opened while waiting.
        """
        while True:
            self.check()
            with self._lock:
                if not self._half_open:
                    return False
                rest = self._rest_until - self._clock()
                if not self._probing and rest <= 0:
                    self._probing = True
                    return True
            await self.rest(rest if rest > 0 else _LONGEST_WATCH)

    def passed(self) -> None:
        """The service answered, if only to refuse one picture: it works."""
        with self._lock:
            was_half_open, self._half_open, self._probing = self._half_open, False, False
            self._probes_failed = 0
            if was_half_open:
                self._failures.clear()
        if was_half_open:
            self._ring()

    def failed(self, *, probe: bool = False) -> None:
        """The service answered with an error of its own (5xx)."""
        now = self._clock()
        with self._lock:
            if probe:
                self._probing = False
                self._probes_failed += 1
                rest = min(_FIRST_REST * 2 ** (self._probes_failed - 1), _LONGEST_REST)
                self._rest_until = now + rest if self._resting else now
            self._failures = [*(when for when in self._failures if now - when < _WITHIN_SECONDS), now]
            if not self._half_open and len(self._failures) >= _FAILURES:
                self._half_open, self._probes_failed = True, 0
                self._rest_until = now + _FIRST_REST if self._resting else now
            given_up = self._probes_failed >= _MOST_PROBES
        if given_up:
            self.open(_in_trouble())
        elif probe:
            self._ring()

    def let_go(self) -> None:
        """A probe ended without an answer that tells anything: the next may try."""
        with self._lock:
            self._probing = False
        self._ring()

    async def rest(self, seconds: float) -> None:
        """Sleep that long, or until something changes here.

        Raises:
            StoryboardError: The breaker is open.
        """
        loop = asyncio.get_running_loop()
        alarm: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self._sleepers.add((loop, alarm))
        nap = asyncio.ensure_future(self._sleep(seconds))
        try:
            self.check()
            await asyncio.wait({nap, alarm}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            with self._lock:
                self._sleepers.discard((loop, alarm))
            if not nap.done():
                nap.cancel()
        if nap.done():
            nap.result()
        self.check()

    def _ring(self) -> None:
        """Wake everybody who rests, in whatever thread."""
        with self._lock:
            sleepers, self._sleepers = self._sleepers, set()
        for loop, alarm in sleepers:
            if not loop.is_closed():
                loop.call_soon_threadsafe(_set, alarm)


def _set(alarm: asyncio.Future[None]) -> None:
    if not alarm.done():
        alarm.set_result(None)


def _copy(error: StoryboardError) -> StoryboardError:
    return type(error)(
        error.what, why=error.why, cure=error.cure, file=error.file, line=error.line, column=error.column
    )


def _in_trouble() -> ServiceError:
    return ServiceError(
        "The service answers with errors of its own",
        why=f"{_FAILURES} came within a minute, then {_MOST_PROBES} single tries failed as well",
        cure="Look at its status page and try again later: the same command goes on from here",
    )
