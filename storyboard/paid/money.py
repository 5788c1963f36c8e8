"""Where a project's money stands."""

from __future__ import annotations

from decimal import Decimal

from storyboard.model import Noun


class Money(Noun):
    """Where a project's money stands, in US dollars.

    `reserved_usd` is held for requests in flight; `unknown_usd` for requests whose answer was lost: it may have been
    billed, so it counts as spent.
    """

    spent_usd: Decimal = Decimal(0)
    reserved_usd: Decimal = Decimal(0)
    unknown_usd: Decimal = Decimal(0)
    cap_usd: Decimal = Decimal(0)

    @property
    def committed_usd(self) -> Decimal:
        """What counts against the cap."""
        return self.spent_usd + self.reserved_usd + self.unknown_usd

    @property
    def left_usd(self) -> Decimal:
        """What may still be reserved."""
        return max(self.cap_usd - self.committed_usd, Decimal(0))
