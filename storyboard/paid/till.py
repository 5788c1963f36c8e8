"""The one door for money: reserves before it sends, keeps the answer before anybody reads it, never buys a key twice."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
import uuid
from collections.abc import Awaitable, Callable
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

from storyboard.errors import BudgetError, DrawingRefused, ProjectError, StoryboardError
from storyboard.model import Quote, format_usd
from storyboard.paid.ledger import Attempt, Books, Ledger, State, dollars, micro
from storyboard.paid.money import Money
from storyboard.paid.owner import Owner, forget_owner, owner_is_alive
from storyboard.paid.spool import Spool
from storyboard.project import Layout

# How often a run looks whether another has finished buying the same picture.
_POLL_SECONDS = 0.1


class NotBilled(Exception):  # noqa: N818 - an answer, not a failure
    """Raised by `send`: the service certainly did no work for this request. `error` is what the user is to see."""

    def __init__(self, error: StoryboardError) -> None:
        super().__init__(str(error))
        self.error = error


class Till:
    """Buys answers. Made by `open_till`; may be used from several threads and event loops, and by several processes.

    The calls into the ledger are made in the event loop itself: they take milliseconds, and without an `await` between
    "the answer is here" and "the answer is kept" no ctrl-C can come in between.
    """

    def __init__(self, folder: Path, cap: Decimal, *, retry_unknown: bool = False) -> None:
        self.folder = folder
        self.cap = cap
        self.retry_unknown = retry_unknown
        self._ledger = Ledger(folder / "ledger.db")
        self._spool = Spool(folder / "spool")
        self._owners = folder / "owners"
        self._owner: Owner | None = None
        self._opened = time.time()
        self._starting = threading.Lock()

    async def buy(
        self,
        key: str,
        slot: str,
        quote: Quote,
        send: Callable[[], Awaitable[bytes]],
        price: Callable[[bytes], Decimal],
        *,
        retry_unknown: bool | None = None,
    ) -> bytes:
        """The answer to one paid request; sent at most once per key.

        An answer that was paid for and not yet stored is given again without sending. If another run is buying the same
        key, this waits for its answer.

        Args:
            key: The take's key.
            slot: What the picture is for, as text; errors and `unknown` name it.
            quote: Its `at_most` is reserved while the request is in flight.
            send: Makes the request and gives the raw answer. It raises `NotBilled` where the service certainly did no
                work; any other exception, a cancellation too, leaves the outcome unknown.
            price: Reads the price in US dollars off the raw answer. If it fails, the reservation counts as the price.
            retry_unknown: Send although an earlier attempt may have been billed; the till's own setting if None.

        Raises:
            BudgetError: Nothing was sent: the cap could have been broken.
            DrawingRefused: Its `state` is ``unknown`` when this or an earlier attempt may have been billed in vain.
            NotBilled: As `send` raised it; the reservation is released.
            ProjectError: The ledger cannot be written; nothing was sent.
        """
        retry = self.retry_unknown if retry_unknown is None else retry_unknown
        self._start()
        attempt, is_new = await self._claim(key, slot, micro(quote.at_most), retry)
        if not is_new:
            answer = self._spool.read(attempt.id)
            if answer is not None:
                self._price_again(attempt, answer, price)
                return answer
            raise self._lost(slot, attempt)  # Somebody emptied the spool by hand.
        answer, failure, stop = await _outcome(send)
        if answer is not None:
            self._keep(attempt, answer, price)
        elif isinstance(failure, NotBilled):
            self._settle(attempt, State.REJECTED, 0, failure.error.what)
        else:
            reason = failure.what if isinstance(failure, StoryboardError) else type(failure or stop).__name__
            self._settle(attempt, State.UNKNOWN, attempt.reserved, reason)
            if isinstance(failure, OSError):
                failure = self._lost(slot, attempt, reason)
        if stop is not None:
            raise stop
        if failure is not None:
            raise failure
        assert answer is not None
        return answer

    def stored(self, key: str) -> None:
        """The picture bought under that key is safely on disk with its receipt; its raw answer is let go."""
        if not self._ledger.exists():
            return
        with self._ledger.writing() as books:
            attempt = books.live(key)
            if attempt is None or attempt.state is State.SENDING:
                return
            books.settle(attempt.id, State.STORED, attempt.amount)
        self._spool.drop(attempt.id)

    def reject(self, key: str, reason: str) -> None:
        """It has turned out that the attempt of that key was certainly not billed: its money is released."""
        if not self._ledger.exists():
            return
        with self._ledger.writing() as books:
            attempt = books.live(key)
            if attempt is None:
                return
            books.settle(attempt.id, State.REJECTED, 0, reason)
        self._spool.drop(attempt.id)

    def doubt(self, key: str, reason: str) -> None:
        """The answer of that key was paid for, or may have been, and holds no picture: unknown, and kept to look at.

        The next purchase of the key gives the kept answer again, so that a program that reads it better loses nothing.
        """
        if not self._ledger.exists():
            return
        with self._ledger.writing() as books:
            attempt = books.live(key)
            if attempt is not None and attempt.state is not State.UNKNOWN:
                books.settle(attempt.id, State.UNKNOWN, attempt.amount, reason)

    def money(self) -> Money:
        """What is spent, held and left. Nothing is written."""
        if not self._ledger.exists():
            return Money(cap_usd=self.cap)
        with self._ledger.reading() as books:
            held = books.held()
            dead = sum(one.amount for one in books.in_state(State.SENDING) if not self._is_alive(one.owner))
        return Money(
            spent_usd=dollars(held[State.SPOOLED] + held[State.STORED]),
            reserved_usd=dollars(held[State.SENDING] - dead),
            unknown_usd=dollars(held[State.UNKNOWN] + dead),
            cap_usd=self.cap,
        )

    def unknown(self) -> list[str]:
        """The slots of requests whose outcome is unknown and which nobody has agreed to pay for again."""
        if not self._ledger.exists():
            return []
        with self._ledger.reading() as books:
            lost = books.in_state(State.UNKNOWN)
            dead = [one for one in books.in_state(State.SENDING) if not self._is_alive(one.owner)]
        return sorted({one.slot for one in [*lost, *dead] if not (one in dead and self._spool.holds(one.id))})

    def close(self) -> None:
        """Give up the lock; the next purchase takes a new one. Only when nothing is in flight."""
        if self._owner is not None:
            self._owner.release()
            self._owner = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> None:
        """Make the folder, take the lock and tidy up after runs that died; on the first purchase, not before."""
        with self._starting:
            if self._owner is not None:
                return
            try:
                for folder in (self.folder, self.folder / "spool", self._owners):
                    folder.mkdir(parents=True, exist_ok=True)
                Layout(root=self.folder.parent).explain_state()
                self._owner = Owner(self._owners)
            except OSError as error:
                raise ProjectError(
                    f"The ledger of paid pictures cannot be kept here: {error.strerror or error}",
                    why="Nothing is sent without it",
                    cure="Check the folder's permissions and the free space on the disk",
                    file=self.folder,
                ) from error
            with self._ledger.writing() as books:
                for attempt in books.in_state(State.SENDING):
                    self._recover(books, attempt)
                safe = [one for one in self._spool.attempts() if _is_over(books.find(one))]
            for attempt_id in safe:
                self._spool.drop(attempt_id)

    async def _claim(self, key: str, slot: str, reserve: int, retry: bool) -> tuple[Attempt, bool]:
        """An attempt of our own to send, or one whose answer is in the spool."""
        waiting_since: float | None = None
        while True:
            with self._ledger.writing() as books:
                claimed = self._claim_once(books, key, slot, reserve, retry, waiting_since)
            if claimed is not None:
                return claimed
            waiting_since = waiting_since or time.time()
            await asyncio.sleep(_POLL_SECONDS)

    def _claim_once(
        self, books: Books, key: str, slot: str, reserve: int, retry: bool, waiting_since: float | None
    ) -> tuple[Attempt, bool] | None:
        live = books.live(key)
        if live is not None and live.state is State.SENDING:
            live = self._recover(books, live)
            if live.state is State.SENDING:
                return None
        if live is not None and live.state is State.SPOOLED:
            return live, False
        if live is not None:
            if retry:
                books.waive(live.id)
            elif self._spool.holds(live.id):
                return live, False
            else:
                raise self._lost(slot, live, live.reason)
        elif self._drawn_elsewhere(books.last_stored(key), waiting_since):
            raise DrawingRefused(
                f"{slot} was drawn by another run meanwhile",
                cure="Run the command again to go on with it",
                code="drawn_elsewhere",
            )
        self._require_budget(books, slot, reserve)
        assert self._owner is not None
        attempt = uuid.uuid4().hex
        books.begin(attempt, key, slot, self._owner.name, reserve)
        begun = books.find(attempt)
        assert begun is not None
        return begun, True

    def _drawn_elsewhere(self, stored: Attempt | None, waiting_since: float | None) -> bool:
        """The picture was stored by somebody else after ours was planned; a take deleted since is no hindrance."""
        if stored is None or stored.settled is None:
            return False
        if waiting_since is not None:
            return stored.settled >= waiting_since
        assert self._owner is not None
        return stored.owner != self._owner.name and stored.settled >= self._opened

    def _require_budget(self, books: Books, slot: str, reserve: int) -> None:
        held = books.held()
        committed = sum(held.values())
        if committed + reserve <= micro(self.cap):
            return
        spent, open_money = held[State.SPOOLED] + held[State.STORED], held[State.SENDING] + held[State.UNKNOWN]
        needed = dollars(committed + reserve)
        raise BudgetError(
            f"{slot} could cost {format_usd(dollars(reserve))}, and {format_usd(max(self.cap - dollars(committed), Decimal(0)))} "
            f"of the budget of {format_usd(self.cap)} is left",
            why=f"{format_usd(dollars(spent))} is spent and {format_usd(dollars(open_money))} is held for requests in flight or unknown",
            cure=f"Allow more with --budget {needed.quantize(Decimal('0.01'), rounding=ROUND_CEILING)} or above, "
            "or with `budget:` in storyboard.yaml",
        )

    def _keep(self, attempt: Attempt, answer: bytes, price: Callable[[bytes], Decimal]) -> None:
        try:
            self._spool.keep(attempt.id, answer)
        except ProjectError as error:
            # The answer still is in memory and may yet become a picture; if it does not, the money is known to be gone.
            self._settle(attempt, State.UNKNOWN, attempt.reserved, error.what)
            return
        self._settle(attempt, State.SPOOLED, _priced(answer, price, attempt.reserved))

    def _price_again(self, attempt: Attempt, answer: bytes, price: Callable[[bytes], Decimal]) -> None:
        """An answer adopted from a run that died was counted at its reservation; now its price can be read."""
        amount = _priced(answer, price, attempt.reserved)
        if amount != attempt.amount or attempt.state is not State.SPOOLED:
            self._settle(attempt, State.SPOOLED, amount)

    def _settle(self, attempt: Attempt, state: State, amount: int, reason: str = "") -> None:
        with self._ledger.writing() as books:
            books.settle(attempt.id, state, amount, reason)

    def _recover(self, books: Books, attempt: Attempt) -> Attempt:
        """What has become of a request in flight, if the run that sent it is dead."""
        if self._is_alive(attempt.owner):
            return attempt
        state = State.SPOOLED if self._spool.holds(attempt.id) else State.UNKNOWN
        reason = "" if state is State.SPOOLED else "the program ended while the request was in flight"
        books.settle(attempt.id, state, attempt.reserved, reason)
        forget_owner(self._owners, attempt.owner)
        found = books.find(attempt.id)
        assert found is not None
        return found

    def _is_alive(self, owner: str) -> bool:
        return self._owner.is_alive(owner) if self._owner is not None else owner_is_alive(self._owners, owner)

    def _lost(
        self, slot: str, attempt: Attempt, reason: str = "the answer is missing from the spool"
    ) -> DrawingRefused:
        return DrawingRefused(
            f"It is unknown whether {slot} was billed: {reason}",
            why=f"{format_usd(dollars(attempt.reserved))} is held for it",
            cure="Look at the service's usage page; --on-unknown retry draws it again and may pay twice",
            state="unknown",
            code="unknown_outcome",
        )


def open_till(folder: Path, cap: Decimal, *, retry_unknown: bool = False) -> Till:
    """The till of a project.

    Args:
        folder: The project's ``.storyboard`` folder; made on the first purchase, so that free runs write nothing.
        cap: The most this project may cost in all, in US dollars.
        retry_unknown: Send requests again whose earlier attempt may have been billed.
    """
    return Till(folder, cap, retry_unknown=retry_unknown)


def read_money(folder: Path, cap: Decimal) -> Money:
    """Where the money of a project stands, from its ``.storyboard`` folder; nothing is written."""
    return Till(folder, cap).money()


async def _outcome(
    send: Callable[[], Awaitable[bytes]],
) -> tuple[bytes | None, BaseException | None, asyncio.CancelledError | None]:
    """The answer or what came instead of it, and the ctrl-C that came meanwhile: an answer may be there all the same."""
    sending = asyncio.ensure_future(send())
    stop: asyncio.CancelledError | None = None
    try:
        await asyncio.wait([sending])
    except asyncio.CancelledError as caught:
        stop = caught
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([sending])
    if not sending.done() or sending.cancelled():
        return None, None if stop else asyncio.CancelledError(), stop
    failure = sending.exception()
    return (sending.result() if failure is None else None), failure, stop


def _priced(answer: bytes, price: Callable[[bytes], Decimal], reserved: int) -> int:
    try:
        return micro(price(answer))
    except Exception:  # noqa: BLE001 - a fault in reading a price must not lose a paid answer
        return reserved


def _is_over(attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.state in {State.STORED, State.REJECTED}
