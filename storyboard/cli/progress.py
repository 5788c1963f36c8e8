"""Progress for people: a bar with elapsed and remaining time on a terminal, a line per stage elsewhere. On stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from storyboard.model import Progress, Silence, clock

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def make_progress(*, quiet: bool, color: bool) -> Progress:
    """The progress that fits where stderr goes."""
    if quiet:
        return Silence()
    return BarProgress(color=color) if sys.stderr.isatty() else LineProgress()


class LineProgress:
    """For logs and pipes: one line when a stage ends, and every note."""

    def __init__(self) -> None:
        self._stage, self._total, self._done, self._began = "", 0, 0, 0.0

    def begin(self, stage: str, total: int) -> None:
        """A stage starts."""
        self.end()
        self._stage, self._total, self._done, self._began = stage, total, 0, time.monotonic()

    def advance(self, detail: str = "", steps: int = 1) -> None:
        """Steps are done. A log has no room for what each was; what is no step at all is said."""
        self._done += steps
        if not steps and detail:
            click.echo(detail, err=True)

    def note(self, message: str) -> None:
        """A line at once."""
        click.echo(message, err=True)

    def end(self) -> None:
        """Say how the stage went."""
        if self._stage:
            took = clock(time.monotonic() - self._began)
            click.echo(f"{self._stage}: {self._done} of {self._total} in {took}", err=True)
        self._stage = ""


class BarProgress:
    """For a terminal."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        self._bars: Bars | None = None
        self._task: TaskID | None = None

    def begin(self, stage: str, total: int) -> None:
        """A bar appears."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        self.end()
        console = Console(stderr=True, no_color=not self._color, highlight=False)
        self._bars = Bars(
            TextColumn("{task.description:<9}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            # What a detail says comes from the script: it is shown as text, never read as mark-up.
            TextColumn("{task.fields[detail]}", markup=False),
            console=console,
        )
        self._bars.start()
        self._task = self._bars.add_task(stage, total=total, detail="")

    def advance(self, detail: str = "", steps: int = 1) -> None:
        """The bar moves."""
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, advance=steps, detail=detail[:40])

    def note(self, message: str) -> None:
        """A line above the bar."""
        if self._bars is None:
            click.echo(message, err=True)
        else:
            self._bars.console.print(message, markup=False, soft_wrap=True)

    def end(self) -> None:
        """The bar stays as it is."""
        if self._bars is not None:
            self._bars.stop()
        self._bars = self._task = None
