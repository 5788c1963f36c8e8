"""Where a project's money stands."""

from __future__ import annotations

from decimal import Decimal

from storyboard.model import Noun


class Money(Noun):
    """Where a project's money stands, in US dollars.

    `reserved_usd` is held for requests in flight, `waiting_usd` of it for pictures in batches; `unknown_usd` for requests
    whose answer was lost: it may have been billed, so it counts as spent. `today_usd` is what of all this was begun today.
    `cap_usd` bounds the project, `run_cap_usd` a run, `day_cap_usd` a day, where they are set.
    """

    spent_usd: Decimal = Decimal(0)
    reserved_usd: Decimal = Decimal(0)
    unknown_usd: Decimal = Decimal(0)
    cap_usd: Decimal = Decimal(0)
    waiting_usd: Decimal = Decimal(0)
    today_usd: Decimal = Decimal(0)
    run_cap_usd: Decimal | None = None
    day_cap_usd: Decimal | None = None

    @property
    def committed_usd(self) -> Decimal:
        """What counts against the cap."""
        return self.spent_usd + self.reserved_usd + self.unknown_usd

    @property
    def left_usd(self) -> Decimal:
        """What may still be reserved."""
        return max(self.cap_usd - self.committed_usd, Decimal(0))
