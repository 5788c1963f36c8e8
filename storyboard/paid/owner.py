"""Who is alive: a locked file per process, which the kernel unlocks however the process ends.

A process id cannot tell this (ids are used again, and differ between containers that share a folder).
"""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.project import try_lock

_OLD_SECONDS = 3600.0


class Owner:
    """This run, as the ledger names it; alive until `release` or the end of the process.

    Args:
        folder: Where the lock files lie; it must exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = uuid.uuid4().hex
        self._path = folder / f"{self.name}.lock"
        # A bare handle, not a file object: it must live as long as the process and closes with it without complaint.
        self._handle: int | None = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        if not try_lock(self._handle):
            raise OSError("the file system does not lock files")

    def is_alive(self, name: str) -> bool:
        """Whether the run of that name still lives."""
        return (name == self.name and self._handle is not None) or owner_is_alive(self._folder, name)

    def release(self) -> None:
        """This run buys nothing more.

        Raises:
            ProjectError: The disk refuses to remove its lock.
        """
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            forget_owner(self._folder, self.name)


def owner_is_alive(folder: Path, name: str) -> bool:
    """Whether the run of that name still holds its lock."""
    try:
        handle = os.open(folder / f"{name}.lock", os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)


def forget_owner(folder: Path, name: str) -> None:
    """Remove the lock file of a run that has ended.

    Raises:
        ProjectError: The disk refuses.
    """
    path = folder / f"{name}.lock"
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ProjectError(
            f"The disk refused to remove a lock: {error.strerror or error}",
            why="What was paid for is safe, and nothing more is sent onto such a disk",
            cure="Check the disk and the folder's permissions; the same command goes on from here",
            file=path,
        ) from error


def owners_in(folder: Path) -> list[str]:
    """The runs that have a lock file."""
    return sorted(path.stem for path in folder.glob("*.lock"))


def is_old(folder: Path, name: str) -> bool:
    """The lock file of that run was made long ago."""
    try:
        return time.time() - (folder / f"{name}.lock").stat().st_mtime > _OLD_SECONDS
    except OSError:
        return False
