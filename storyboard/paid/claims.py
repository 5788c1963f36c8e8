"""Who may send what: a key is claimed in the ledger before anything leaves, and what dead runs left is taken over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from storyboard.errors import DrawingRefused, StoryboardError
from storyboard.model import Noun, format_usd
from storyboard.paid.attempt import Attempt, State, dollars
from storyboard.paid.caps import Caps
from storyboard.paid.ledger import Books
from storyboard.paid.owner import Owner, forget_owner, is_old, owners_in
from storyboard.paid.spool import Spool

# The code of a refusal that is none: it was bought and is not here yet.
AT_THE_SERVICE = "at_the_service"


class Order(Noun):
    """What is to be bought: `reserve` is the most it can cost, in millionths of a dollar.

    Attributes:
        key: What it is known by; bought once.
        slot: What it is for, as text; errors name it.
        transport: As `Attempt.transport`; `anchor`, `deadline` and `memo` likewise.
        retry: Buy although an earlier attempt may have been billed.
    """

    key: str
    slot: str
    reserve: int
    transport: str = "images"
    anchor: str = ""
    deadline: float | None = None
    memo: str = ""
    retry: bool = False


class Claims:
    """The rules by which one run claims keys. Every method is called inside a ledger's transaction.

    Args:
        spool: Where answers lie.
        owners: The folder of the lock files of runs.
        owner: This run.
        caps: What may be spent.
        opened: When this run began to plan, seconds since 1970.
    """

    def __init__(self, spool: Spool, owners: Path, owner: Owner, caps: Caps, opened: float) -> None:
        self._spool, self._owners, self._owner, self._caps, self._opened = spool, owners, owner, caps, opened

    def claim(self, books: Books, order: Order, attempt: str, waiting_since: float | None) -> Attempt | None:
        """An attempt for the order: a new one to be sent, or one of which the answer is or may be there.

        None when another run is at it: look again later.

        Args:
            books: The ledger, open for writing.
            order: What is wanted.
            attempt: The id a new attempt will have; by it the caller knows that it is new.
            waiting_since: Since when the caller waits for another run, seconds since 1970.

        Raises:
            DrawingRefused: Its outcome is unknown, or another run has stored it meanwhile.
            BudgetError: There is no room for it.
        """
        live = books.live(order.key)
        if live is not None:
            live = self.recover(books, live)
            if live.state in {State.SENDING, State.ACKED} and self._owner.is_alive(live.owner):
                return None
            # An answer that is here and holds no picture: only who agrees to pay again gets another.
            doubted = live.state is State.UNKNOWN and order.retry
            if live.state is State.SPOOLED or (self._spool.holds(live.id) and not doubted):
                return live
            if live.state is State.ACKED or (live.anchor and live.state is not State.EXPIRED and not order.retry):
                if live.transport == order.transport:
                    books.adopt(live.id, self._owner.name)
                return live
            if live.state in {State.UNKNOWN, State.EXPIRED}:
                if not order.retry:
                    raise lost(order.slot, live, live.reason)
                books.waive(live.id)
        elif self._stored_elsewhere(books.last_stored(order.key), waiting_since):
            raise DrawingRefused(
                f"{order.slot} was bought by another run meanwhile",
                cure="Run the command again to go on with it",
                code="drawn_elsewhere",
            )
        self._caps.require_room(books, self._owner.name, order.slot, order.reserve)
        books.begin(
            attempt,
            order.key,
            order.slot,
            self._owner.name,
            order.reserve,
            transport=order.transport,
            anchor=order.anchor,
            deadline=order.deadline,
            memo=order.memo,
        )
        return books.find(attempt)

    def recover(self, books: Books, attempt: Attempt) -> Attempt:
        """What has become of a request in flight, if the run that sent it is dead."""
        if attempt.state not in {State.SENDING, State.ACKED} or self._owner.is_alive(attempt.owner):
            return attempt
        if self._spool.holds(attempt.id):
            books.settle(attempt.id, State.SPOOLED, attempt.reserved)
        elif attempt.state is State.SENDING and not may_turn_up(attempt):
            books.settle(
                attempt.id, State.UNKNOWN, attempt.reserved, "the program ended while the request was in flight"
            )
        else:
            return attempt
        forget_owner(self._owners, attempt.owner)
        found = books.find(attempt.id)
        assert found is not None
        return found

    def forget_the_dead(self, books: Books) -> None:
        """Remove the lock files of runs that have ended; one without a lock file is taken for dead all the same."""
        for name in owners_in(self._owners):
            # A run that is just beginning makes its file, then locks it, then claims: until then its lock is not tried.
            if (books.knows(name) or is_old(self._owners, name)) and not self._owner.is_alive(name):
                forget_owner(self._owners, name)

    def _stored_elsewhere(self, stored: Attempt | None, waiting_since: float | None) -> bool:
        """It was stored by somebody else after ours was planned; a take deleted since is no hindrance."""
        if stored is None or stored.settled is None or not stored.owner:
            return False
        if waiting_since is not None:
            return stored.settled >= waiting_since
        return stored.owner != self._owner.name and stored.settled >= self._opened


def may_turn_up(attempt: Attempt, now: Callable[[], float] = time.time) -> bool:
    """The service may yet show a request of which it never told us the name."""
    return bool(attempt.anchor) and attempt.deadline is not None and now() < attempt.deadline


def at_the_service(slot: str, transport: str) -> DrawingRefused:
    """The error that names a purchase which is under way, sent by a run that did not wait for it."""
    return DrawingRefused(
        f"{slot} is being drawn by the service already (sent by way of {transport})",
        why="Buying it again would pay twice",
        cure="Fetch it with: storyboard frames --resume",
        state="waiting",
        code=AT_THE_SERVICE,
    )


def lost(slot: str, attempt: Attempt, reason: str = "the answer is missing from the spool") -> DrawingRefused:
    """The error that names a purchase whose outcome is unknown."""
    held = f"{format_usd(dollars(attempt.reserved))} is held for it"
    if attempt.state is State.EXPIRED:
        return DrawingRefused(
            f"{slot} was billed, and the service no longer has the answer: {reason}",
            why=held,
            cure="--on-unknown retry asks for it again and pays again",
            state="unknown",
            code="expired",
        )
    return DrawingRefused(
        f"It is unknown whether {slot} was billed: {reason}",
        why=held,
        cure="Look at the service's usage page; --on-unknown retry asks for it again and may pay twice",
        state="unknown",
        code="unknown_outcome",
    )


def reason_for(cause: BaseException | None) -> str:
    """Why a request ended without an answer, in words that mean something to whoever pays for it."""
    if cause is None or isinstance(cause, asyncio.CancelledError | KeyboardInterrupt | SystemExit):
        return "the program was stopped"
    if isinstance(cause, StoryboardError):
        return cause.what
    if isinstance(cause, OSError):
        return cause.strerror or str(cause) or "the connection broke"
    return f"a fault in the program ({type(cause).__name__})"
