"""Answers that were paid for and are not yet pictures on disk: kept raw, before anybody tries to understand them."""

from __future__ import annotations

import contextlib
from pathlib import Path

from storyboard.project import write_atomically


class Spool:
    """Raw answers, one file per attempt, whole or absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, attempt: str, answer: bytes) -> None:
        """Write an answer so that a power cut cannot take it.

        Raises:
            ProjectError: The disk is full or the folder cannot be written.
        """
        write_atomically(self._path(attempt), answer)

    def read(self, attempt: str) -> bytes | None:
        """The answer, if it was kept."""
        try:
            return self._path(attempt).read_bytes()
        except FileNotFoundError:
            return None

    def holds(self, attempt: str) -> bool:
        """The answer of that attempt is here."""
        return self._path(attempt).exists()

    def drop(self, attempt: str) -> None:
        """Forget an answer whose picture is safe."""
        with contextlib.suppress(OSError):
            self._path(attempt).unlink()

    def attempts(self) -> list[str]:
        """The attempts whose answers are here."""
        return sorted(path.stem for path in self._folder.glob("*.answer"))

    def _path(self, attempt: str) -> Path:
        return self._folder / f"{attempt}.answer"
