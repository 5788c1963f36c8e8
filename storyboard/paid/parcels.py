"""Many requests sent in one go and fetched later, by this run or another: a batch."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal

from storyboard.errors import DrawingRefused
from storyboard.paid.attempt import Attempt, State
from storyboard.paid.claims import AT_THE_SERVICE, Order, at_the_service
from storyboard.paid.sending import priced
from storyboard.paid.till import Price, Till


class Parcels:
    """What of a till's purchases is sent together. Every method is one transaction.

    Args:
        till: Where they are paid.
    """

    def __init__(self, till: Till) -> None:
        self._till = till

    def claim(self, orders: Sequence[Order]) -> tuple[list[tuple[Order, Attempt]], list[tuple[Order, DrawingRefused]]]:
        """Hold the money for all of them, or for none.

        Returns:
            The orders with an attempt to be sent; and those that cannot be sent now, because they are under way, are
            here already or their outcome is unknown, with what to say.

        Raises:
            BudgetError: They do not all fit; nothing is held.
        """
        claims = self._till.start()
        begun: list[tuple[Order, Attempt]] = []
        left: list[tuple[Order, DrawingRefused]] = []
        with self._till.ledger.writing() as books:
            for order in orders:
                mine = uuid.uuid4().hex
                try:
                    attempt = claims.claim(books, order, mine, None)
                except DrawingRefused as refusal:
                    left.append((order, refusal))
                    continue
                if attempt is not None and attempt.id == mine:
                    begun.append((order, attempt))
                else:
                    left.append((order, _under_way(order, attempt)))
        return begun, left

    def acknowledge(self, attempts: Sequence[Attempt], remote: str) -> None:
        """The service has taken them all in under that name."""
        with self._till.ledger.writing() as books:
            books.acknowledge([one.id for one in attempts], remote)

    def forgive(self, key: str) -> None:
        """The service has given its first answer for that key again: earlier attempts were not billed besides."""
        with self._till.ledger.writing() as books:
            books.forgive(key)

    def waiting(self, transport: str = "batch") -> list[Attempt]:
        """What the service is at, or may be, oldest first."""
        if not self._till.ledger.exists():
            return []
        with self._till.ledger.reading() as books:
            return books.at_the_service(transport)

    def unfiled(self) -> list[Attempt]:
        """What has been answered and is not yet a picture on disk, oldest first; also by runs that died over it."""
        self._till.tidy()
        if not self._till.ledger.exists():
            return []
        with self._till.ledger.reading() as books:
            return books.in_state(State.SPOOLED)

    def find(self, attempt: str) -> Attempt | None:
        """The attempt with that id."""
        with self._till.ledger.reading() as books:
            return books.find(attempt)

    def deliver(self, attempt: Attempt, answer: bytes, price: Price) -> None:
        """Keep the answer of one of them.

        Raises:
            ProjectError: No disk takes it.
        """
        self._till.spool.keep(attempt.id, answer)
        self._settle(attempt, State.SPOOLED, priced(answer, price, attempt.reserved))

    def reject(self, attempt: Attempt, reason: str, *, certain: bool = True) -> None:
        """It was not billed: its money is released, if that is `certain`; else it stays counted."""
        self._settle(attempt, State.REJECTED, 0 if certain else attempt.reserved, reason)

    def lose(self, attempt: Attempt, reason: str, *, billed: bool) -> None:
        """Its answer will not come. Where it was `billed` for certain, it counts as spent; else it is unknown."""
        self._settle(attempt, State.EXPIRED if billed else State.UNKNOWN, attempt.reserved, reason)

    def answer(self, attempt: Attempt) -> bytes | None:
        """The raw answer of one that was delivered."""
        return self._till.spool.read(attempt.id)

    def filed(self, attempt: Attempt, price: Callable[[bytes, str], Decimal] | None = None) -> None:
        """Its picture is safely on disk with its receipt; its raw answer is let go.

        Args:
            attempt: The purchase.
            price: Reads the price off the raw answer and the memo: that of a run that died was counted at what was held.

        Raises:
            ProjectError: The disk refused something on the way; everything is safe.
        """
        answer, amount = self.answer(attempt), attempt.amount
        if price is not None and answer is not None:
            amount = priced(answer, lambda packed: price(packed, attempt.memo), amount)
        self._settle(attempt, State.STORED, amount)
        self._till.spool.drop(attempt.id)
        self._till.spool.require_sound()

    def doubt(self, attempt: Attempt, reason: str) -> None:
        """Its answer holds no picture: unknown, and kept to look at."""
        self._settle(attempt, State.UNKNOWN, attempt.amount, reason)

    def _settle(self, attempt: Attempt, state: State, amount: int, reason: str = "") -> None:
        with self._till.ledger.writing() as books:
            books.settle(attempt.id, state, amount, reason)


def _under_way(order: Order, attempt: Attempt | None) -> DrawingRefused:
    if attempt is None or attempt.state is not State.SPOOLED:
        return at_the_service(order.slot, attempt.transport if attempt is not None else order.transport)
    return DrawingRefused(
        f"{order.slot} is paid for and not yet filed",
        cure="File it with: storyboard frames --resume",
        state="waiting",
        code=AT_THE_SERVICE,
    )
