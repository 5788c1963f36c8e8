"""How much may be spent: by the project in all, by one run, and in one day."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_CEILING, Decimal

from storyboard.errors import BudgetError
from storyboard.model import Noun, format_usd
from storyboard.paid.attempt import State, dollars, micro
from storyboard.paid.ledger import Books


class Caps(Noun):
    """Upper bounds in US dollars; None is none. What is in flight or unknown counts as spent at its highest price."""

    project: Decimal
    run: Decimal | None = None
    day: Decimal | None = None

    def require_room(self, books: Books, owner: str, slot: str, reserve: int) -> None:
        """Make sure that so much more can be held, in the same transaction that will hold it.

        Args:
            books: The ledger, open for writing.
            owner: The run that asks.
            slot: What for; errors name it.
            reserve: Millionths of a dollar.

        Raises:
            BudgetError: One of the bounds could be broken; it names which, and how to move it.
        """
        held = books.held()
        self._require(
            slot, reserve, sum(held.values()), self.project, "the budget", "--budget {needed}", "budget", held=held
        )
        if self.run is not None:
            self._require(
                slot, reserve, books.held_by(owner), self.run, "this run's budget", "", "budget_per_run", held=None
            )
        if self.day is not None:
            today = books.held_since(midnight())
            self._require(slot, reserve, today, self.day, "today's budget", "", "budget_per_day", held=None)

    def _require(
        self,
        slot: str,
        reserve: int,
        committed: int,
        cap: Decimal,
        which: str,
        option: str,
        field: str,
        *,
        held: dict[State, int] | None,
    ) -> None:
        if committed + reserve <= micro(cap):
            return
        left = max(cap - dollars(committed), Decimal(0))
        needed = dollars(committed + reserve).quantize(Decimal("0.01"), rounding=ROUND_CEILING)
        why = f"{format_usd(dollars(committed))} of it is spent or held"
        if held is not None:
            gone = sum(held[state] for state in (State.SPOOLED, State.STORED, State.EXPIRED))
            why = (
                f"{format_usd(dollars(gone))} is spent and {format_usd(dollars(committed - gone))} is held for requests "
                "in flight or unknown"
            )
        ways = [f"with {option.format(needed=needed)} or above"] if option else []
        ways.append(f"with `{field}:` in storyboard.yaml" + ("" if option else f" ({needed} or above)"))
        raise BudgetError(
            f"{slot} could cost {format_usd(dollars(reserve))}, and {format_usd(left)} of {which} of {format_usd(cap)} is left",
            why=why,
            cure=f"Allow more {', or '.join(ways)}",
        )


def midnight() -> float:
    """When today began, where the user is: seconds since 1970."""
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
