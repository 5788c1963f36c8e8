"""How long work tells how far it is; the command line and the review page each bring their own."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told about long work. Called from one thread at a time."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of `total` steps starts; a stage that was open ends."""

    def advance(self, detail: str = "", steps: int = 1) -> None:
        """That many more steps are done; `detail` names the last one."""

    def note(self, message: str) -> None:
        """Something the user should read now, such as a warning."""

    def end(self) -> None:
        """The open stage is over."""


class Silence:
    """Progress nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """Nothing is shown."""

    def advance(self, detail: str = "", steps: int = 1) -> None:
        """Nothing is shown."""

    def note(self, message: str) -> None:
        """Nothing is shown."""

    def end(self) -> None:
        """Nothing is shown."""
