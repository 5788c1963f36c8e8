"""Every error a user can meet, in one tree; each class carries its exit code.

    StoryboardError                 1   a bug, unless a subclass says otherwise
    ├── InputError                  2   something given to the program is wrong
    │   ├── ScriptError                 the script cannot be read
    │   ├── BibleError                  storyboard.yaml is wrong
    │   ├── ShotListError               shots.yaml is wrong
    │   ├── PictureError                a picture cannot be read or used
    │   ├── ProjectError                the project folder is missing, unwritable or in use
    │   ├── SelectionError              no such shot, scene, character or take
    │   ├── MissingReferenceError       a visible character has no reference picture
    │   └── ReferenceLimitError         a picture would need more references than the service takes
    ├── UnfinishedError             3   the work ended, but some shots failed or are unknown
    ├── ServiceError                4   the image service refuses everything (key, quota, retired model)
    ├── BudgetError                 5   the next picture would go over the budget
    └── Stopped                   130   the user pressed ctrl-C; what was finished is kept

One refused picture is not an error of the run: it is a `DrawingRefused`, which the run records against its shot.
The text of an error reads ``file:line:col: what. Why. What to do.`` and is one to three lines long.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the process says to the shell when it ends."""

    DONE = 0
    BUG = 1
    BAD_INPUT = 2
    UNFINISHED = 3
    SERVICE_REFUSES = 4
    OVER_BUDGET = 5
    INTERRUPTED = 130


class StoryboardError(Exception):
    """Base of every error the program raises on purpose.

    Args:
        what: The fact, as one sentence without a full stop at its end being required.
        why: The reason, if it helps.
        cure: What the user can do about it.
        file: The file at fault.
        line: 1-based line in that file.
        column: 1-based column in that line.
    """

    exit_code: ExitCode = ExitCode.BUG

    def __init__(
        self,
        what: str,
        *,
        why: str = "",
        cure: str = "",
        file: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.what = what
        self.why = why
        self.cure = cure
        self.file = str(file) if file is not None else None
        self.line = line
        self.column = column
        super().__init__(str(self))

    @property
    def place(self) -> str:
        """``file:line:col``, as far as it is known; empty when nothing is."""
        if self.file is None:
            return ""
        numbers = [str(n) for n in (self.line, self.column if self.line else None) if n is not None]
        return ":".join([self.file, *numbers])

    def __str__(self) -> str:
        sentences = " ".join(_sentence(part) for part in (self.what, self.why, self.cure) if part)
        return f"{self.place}: {sentences}" if self.place else sentences


class InputError(StoryboardError):
    """Something given to the program is wrong; nothing was written and nothing was sent."""

    exit_code = ExitCode.BAD_INPUT


class ScriptError(InputError):
    """The script cannot be read at all (a script that is merely odd gives diagnostics instead)."""


class BibleError(InputError):
    """storyboard.yaml has a key or a value that cannot be used."""


class ShotListError(InputError):
    """shots.yaml or an imported shot list has a field that cannot be used."""


class PictureError(InputError):
    """A picture is missing, broken, too large or of a kind that is not taken."""


class ProjectError(InputError):
    """The project folder is missing, cannot be written, or another run is using it."""


class SelectionError(InputError):
    """A selector names a shot, scene, character or take that does not exist."""


class MissingReferenceError(InputError):
    """A character is visible in a shot that a paid backend should draw, and has no reference picture."""


class ReferenceLimitError(InputError):
    """A paid picture would need more reference pictures than one request carries; none is left out unasked."""


class UnfinishedError(StoryboardError):
    """The work ended, but some shots failed or their outcome is unknown; the message lists them."""

    exit_code = ExitCode.UNFINISHED


class ServiceError(StoryboardError):
    """The image service refuses every request: bad key, no quota, no verification, model retired."""

    exit_code = ExitCode.SERVICE_REFUSES


class BudgetError(StoryboardError):
    """The next request could take the spending over the cap; it was not sent."""

    exit_code = ExitCode.OVER_BUDGET


class Stopped(StoryboardError):  # noqa: N818 - an event, as KeyboardInterrupt is
    """The user asked to stop. What was finished is on disk; the same command goes on from there."""

    exit_code = ExitCode.INTERRUPTED


class DrawingRefused(StoryboardError):  # noqa: N818 - an answer to one request, not a failure of the run
    """One picture was refused or failed; the other shots go on.

    `state` is ``refused`` when the service said no (nothing billed), ``unknown`` when the request may have been
    billed and its answer was lost.
    """

    exit_code = ExitCode.UNFINISHED

    def __init__(self, what: str, *, why: str = "", cure: str = "", state: str = "refused", code: str = "") -> None:
        super().__init__(what, why=why, cure=cure)
        self.state = state
        self.code = code


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."
