"""The pictures of a run that are not begun, and which of them can be: a picture waits for those that go along with it."""

from __future__ import annotations

from collections.abc import Iterable

from storyboard.frames.plan import PlanRow
from storyboard.model import Noun


class Job(Noun):
    """One picture to be drawn: the `nth` (from 0) of a row's takes."""

    row: PlanRow
    nth: int


class WaitingRoom:
    """Hands out jobs in the plan's order, each when what it waits for is done.

    Waves are not walls: the coverage of one scene begins as soon as its own master is there.
    """

    def __init__(self, rows: Iterable[PlanRow]) -> None:
        self._waiting = [Job(row=row, nth=nth) for row in rows for nth in range(row.takes)]
        self._open: dict[str, int] = {}
        for job in self._waiting:
            slot = str(job.row.frame.slot)
            self._open[slot] = self._open.get(slot, 0) + 1

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self) -> Job | None:
        """The next job that can begin; None while all wait, or when there is none left."""
        for index, job in enumerate(self._waiting):
            if not any(self._open.get(str(slot)) for slot in job.row.frame.after):
                return self._waiting.pop(index)
        return None

    def done(self, job: Job) -> None:
        """The job came to its end, well or not: others need not wait for it any longer."""
        self._open[str(job.row.frame.slot)] -= 1
