"""Money: US dollars as exact decimals, and the two figures every price is said with."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from storyboard.model.base import Noun

_MICRO = Decimal("0.000001")


def usd(amount: str | float | Decimal) -> Decimal:
    """Dollars, exact to the millionth."""
    return Decimal(str(amount)).quantize(_MICRO, rounding=ROUND_HALF_UP)


def format_usd(amount: Decimal) -> str:
    """Dollars for people: cents normally, tenths of a cent below ten cents, ``$0`` only for nothing at all."""
    if amount == 0:
        return "$0"
    if 0 < amount <= Decimal("0.0005"):
        return "<$0.001"
    return f"${amount:.3f}" if abs(amount) < Decimal("0.1") else f"${amount:,.2f}"


class Quote(Noun):
    """What a request is expected to cost, and the most it can cost (which is what a budget reserves)."""

    estimate: Decimal = Decimal(0)
    at_most: Decimal = Decimal(0)

    def __add__(self, other: Quote) -> Quote:
        return Quote(estimate=self.estimate + other.estimate, at_most=self.at_most + other.at_most)

    def times(self, count: int) -> Quote:
        """The same request made `count` times."""
        return Quote(estimate=self.estimate * count, at_most=self.at_most * count)
