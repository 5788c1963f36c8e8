"""What a project may spend, and what of it is gone."""

from __future__ import annotations

from decimal import Decimal

from storyboard.model import Noun, format_usd
from storyboard.paid import Money, read_money
from storyboard.project import Project


class Purse(Noun):
    """The bounds of spending besides the budget, in US dollars; None is none.

    Attributes:
        run: The most that one run may cost; `day` the most that one day may, of which `today` is spent or held.
        consent_above: What may cost more is agreed to by typing the amount.
    """

    run: Decimal | None = None
    day: Decimal | None = None
    today: Decimal = Decimal(0)
    consent_above: Decimal = Decimal(5)

    @property
    def told(self) -> tuple[str, ...]:
        """The bounds in words."""
        lines = [f"{format_usd(self.run)} a run"] if self.run is not None else []
        if self.day is not None:
            lines.append(f"{format_usd(self.day)} a day, {format_usd(self.today)} of it gone today")
        return tuple(lines)

    def short_of(self, estimate: Decimal) -> str:
        """Which of the bounds a run of that price is expected to break, and how to move it; empty where none."""
        if self.run is not None and estimate > self.run:
            return f"{format_usd(self.run)} is this run's budget. Raise `budget_per_run:` in storyboard.yaml"
        if self.day is not None and estimate > self.day - self.today:
            left = format_usd(max(self.day - self.today, Decimal(0)))
            return f"{left} of today's budget are left. Go on tomorrow, or raise `budget_per_day:` in storyboard.yaml"
        return ""


def project_money(project: Project) -> Money:
    """Where the project's money stands, against the bible's bounds."""
    bible = project.bible
    return read_money(project.layout.state, bible.budget, per_run=bible.budget_per_run, per_day=bible.budget_per_day)


def read_purse(project: Project) -> Purse:
    """The bounds that the bible sets, and what is gone today."""
    bible = project.bible
    return Purse(
        run=bible.budget_per_run,
        day=bible.budget_per_day,
        today=project_money(project).today_usd if bible.budget_per_day is not None else Decimal(0),
        consent_above=bible.consent_above,
    )
