"""Spoken lines as files, by all that their sound depends on: nothing is spoken twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

from storyboard.project import write_atomically

_VERSION = 1


class SpokenStore:
    """Sound files in one folder, made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def key(facts: str) -> str:
        """The name under which a line with these facts is kept."""
        return hashlib.sha256(f"{_VERSION}\n{facts}".encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def find(self, key: str) -> Path | None:
        """The file, if the line was spoken before."""
        return next(iter(sorted(self._folder.glob(f"{key}.*"))), None)

    def keep(self, key: str, sound: bytes, ending: str) -> Path:
        """Write a spoken line; `ending` is that of its file, such as ``.wav``.

        Raises:
            ProjectError: The folder cannot be written.
        """
        path = self._folder / f"{key}{ending}"
        write_atomically(path, sound)
        return path
