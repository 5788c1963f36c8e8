"""Turns at the service: evenly spaced, shared by every run on the machine that uses the same key."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import secrets
import threading
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from storyboard.errors import StoryboardError
from storyboard.model import OpenAISettings
from storyboard.paid.breaker import Breaker
from storyboard.paid.bucket import Bucket, Terms
from storyboard.paid.client import is_local
from storyboard.paid.limits import read_rate
from storyboard.paid.models import model_info
from storyboard.paid.pace_store import MemoryStore, PaceStore, SharedStore
from storyboard.paid.verdicts import Outcome, Verdict

_Result = TypeVar("_Result")
STATE_VARIABLE = "STORYBOARD_STATE"
# The time of day may be set back, another run may learn a higher limit: nobody sleeps longer without looking again.
_LONGEST_NAP = 15.0
_FEWEST_LANES, _MOST_LANES, _UNKNOWN_LANES = 4, 512, 16
# Whoever reads or files a picture is not under way: some more lanes keep the service busy meanwhile, the more so as
# answers to requests that were sent together come together. Each may hold an answer in memory.
_FILING_LANES, _SENT_FOR_EACH_FILING = 4, 2


class Turn:
    """One request's turn. Tell how it ended, once; leaving it untold (ctrl-C, a lost answer) teaches nothing.

    Attributes:
        references: Reference pictures the request carries.
        began: When the turn came.
        probe: It tries out a service in trouble, and no other goes meanwhile.
    """

    def __init__(self, pace: Pace, references: int, began: float, flight: str, *, probe: bool) -> None:
        self.references, self.began, self.probe = references, began, probe
        self._pace, self._flight, self._open = pace, flight, True

    def succeeded(self, headers: Mapping[str, str] | None = None) -> None:
        """The service answered with what was asked for; its headers may tell of the limit."""
        reading = read_rate(headers) if headers is not None else None
        self._end(lambda bucket, now: bucket.succeeded(now, self.began, self.references, reading, self._pace.terms))
        self._pace.breaker.passed()

    def failed(self, verdict: Verdict, error: StoryboardError) -> None:
        """The service, or the way to it, answered with an error.

        A request to wait pauses everybody; what will stop every request opens the breaker with `error`.
        """
        breaker = self._pace.breaker
        if verdict.outcome is Outcome.WAIT or verdict.outcome is Outcome.NOT_SENT:
            self._end(lambda bucket, now: self._pause(bucket, now, verdict))
            if self.probe:
                breaker.let_go()
            return
        self._end(lambda _bucket, _now: None)
        if verdict.outcome is Outcome.STOP:
            breaker.open(error)
        elif verdict.status is not None and verdict.status >= 500:
            breaker.failed(probe=self.probe)
        elif verdict.outcome is Outcome.REFUSED:
            breaker.passed()
        elif self.probe:
            breaker.let_go()

    def unused(self) -> None:
        """Nothing was sent after all: somebody else may have the turn."""
        if self._open:
            self._end(lambda bucket, now: bucket.unsent(now, self.began, self._flight))
            if self.probe:
                self._pace.breaker.let_go()

    def leave(self) -> None:
        """The turn is over; nothing happens when its end was told."""
        if self._open:
            self._end(lambda _bucket, _now: None)
            if self.probe:
                self._pace.breaker.let_go()

    def _pause(self, bucket: Bucket, now: float, verdict: Verdict) -> None:
        jitter = self._pace.jitter(bucket.refusals + bucket.in_a_row)
        if verdict.status == 429:
            terms, rate = self._pace.terms, verdict.rate
            bucket.refused(now, self.began, self.references, rate, verdict.wait, jitter, terms)
        else:
            bucket.pause(now, self.began, verdict.wait, jitter)

    def _end(self, teach: Callable[[Bucket, float], None]) -> None:
        if not self._open:
            raise RuntimeError("the end of a turn was told twice")
        self._open = False

        def change(bucket: Bucket, now: float) -> None:
            bucket.landed(self._flight)
            teach(bucket, now)

        self._pace.change(change)


class Pace:
    """Gives turns. One for a run; safe to use from several threads, each with its own event loop.

    Args:
        store: Where the account's bucket is kept.
        name: The bucket's name there.
        terms: What the settings say.
        most: Requests under way at once, in this run; as many as the pace allows if not given.
        clock: Seconds since the epoch, the same for all processes.
        sleep: Waits that many seconds.
        jitter: 0 to 1 for the n-th refusal; the store's own if not given.

    Attributes:
        breaker: Opened by whatever ends the run.
        terms: What the settings say.
        most: Requests under way at once in this run, where that is limited.
    """

    def __init__(
        self,
        store: PaceStore,
        name: str,
        terms: Terms,
        *,
        most: int | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[int], float] | None = None,
    ) -> None:
        self.terms, self.most = terms, most
        self.jitter = jitter or store.jitter
        self.breaker = Breaker(clock=clock, sleep=sleep, resting=not terms.local)
        self._store, self._name, self._clock = store, name, clock
        self._gates: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Gate] = weakref.WeakKeyDictionary()
        self._gates_lock = threading.Lock()

    @contextlib.asynccontextmanager
    async def turn(self, references: int = 0) -> AsyncIterator[Turn]:
        """Wait for a turn, and have it until the block ends.

        Args:
            references: Reference pictures the request will carry; some services count each.

        Raises:
            StoryboardError: What the breaker was opened with, before or while waiting; nothing is to be sent.
        """
        gate = self._gate()
        async with gate.room:
            turn = await self._take(gate, references)
            try:
                yield turn
            finally:
                turn.leave()

    def per_minute(self) -> float | None:
        """Units a minute that are allowed, as far as known."""
        return self.change(lambda bucket, now: bucket.limit(now, self.terms))

    def lanes(self, seconds: float) -> int:
        """How many tasks should ask for turns, when a request takes about that long: they keep the service busy."""
        if self.most is not None:
            return self.most + max(_FILING_LANES, self.most // _SENT_FOR_EACH_FILING)
        limit = self.per_minute()
        if limit is None:
            return _UNKNOWN_LANES
        return max(_FEWEST_LANES, min(math.ceil(1.5 * limit * seconds / 60) + _FILING_LANES, _MOST_LANES))

    def change(self, change: Callable[[Bucket, float], _Result]) -> _Result:
        """Let `change` read and change the bucket at the present time."""
        return self._store.change(self._name, lambda bucket: change(bucket, self._clock()))

    async def _take(self, gate: _Gate, references: int) -> Turn:
        # Within a loop one waits for the service and the others for their place in the line, first come, first served.
        async with gate.line:
            probe = await self.breaker.admit()
            flight = secrets.token_hex(8)
            try:
                while True:
                    wait, began = self.change(
                        lambda bucket, now: (bucket.take(now, references, flight, self.terms), now)
                    )
                    if wait <= 0:
                        return Turn(self, references, began, flight, probe=probe)
                    await self.breaker.rest(min(wait, _LONGEST_NAP))
            except BaseException:
                if probe:
                    self.breaker.let_go()
                raise

    def _gate(self) -> _Gate:
        with self._gates_lock:
            return self._gates.setdefault(asyncio.get_running_loop(), _Gate(self.most or _MOST_LANES))


class _Gate:
    """What the requests of one event loop pass: there is room for so many, and one at a time waits for its turn."""

    def __init__(self, most: int) -> None:
        self.room, self.line = asyncio.Semaphore(most), asyncio.Lock()


def open_pace(
    settings: OpenAISettings,
    key: str,
    url: str,
    *,
    environ: Mapping[str, str] = os.environ,
    folder: Path | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    jitter: Callable[[int], float] | None = None,
    remember: bool = True,
) -> Pace:
    """The pace for a key at an address.

    It is shared through a file in the user's state folder, in which the key stands only as a salted hash. A server on
    this machine is not paced, unless the settings say how, or it refuses twice and names its limit.

    Args:
        settings: The bible's ``openai`` section: `images_per_minute`, or `tier`; and `parallel`, where it is written.
        key: The key requests are sent with.
        url: The service's address.
        environ: STORYBOARD_STATE names another folder.
        folder: Another folder.
        clock: Seconds since the epoch.
        sleep: Waits that many seconds.
        jitter: 0 to 1 for the n-th refusal.
        remember: Share it with other runs; else nothing is read or written.
    """
    terms = terms_for(settings, url)
    # A server on this machine has its port for a name, another each time: nothing to remember.
    unpaced = terms.local and terms.told is None
    store: PaceStore = MemoryStore() if unpaced or not remember else SharedStore(folder or state_folder(environ), clock)
    name = store.name_of(key, urlsplit(url).netloc.lower(), model_info(settings.model).name)
    # What nobody wrote is no wish: a high tier needs more under way than the default. Servers on this machine do not.
    most = settings.parallel if terms.local or "parallel" in settings.model_fields_set else None
    return Pace(store, name, terms, most=most, clock=clock, sleep=sleep, jitter=jitter)


def terms_for(settings: OpenAISettings, url: str) -> Terms:
    """What the settings say of the pace: the user's own number, else the tier's published one."""
    local = is_local(url)
    if settings.images_per_minute is not None:
        return Terms(told=settings.images_per_minute, firm=True, local=local)
    if settings.tier is not None:
        return Terms(told=model_info(settings.model).images_per_minute.get(settings.tier), local=local)
    return Terms(local=local)


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where what all projects share is kept: the user's state folder, or the one that STORYBOARD_STATE names."""
    named = environ.get(STATE_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_state_dir

    return Path(user_state_dir("storyboard", appauthor=False))
