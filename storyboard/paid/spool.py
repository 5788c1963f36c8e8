"""Answers that were paid for and are not yet pictures on disk: kept raw, before anybody tries to understand them.

Before money is spent, the room for the answer is taken on the disk (a landing pad): a disk that fills up while the
picture is being drawn cannot lose it. Where even that fails, a second folder outside the project is tried.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.project import sweep_temporary, sync_folder, write_atomically

_ANSWER, _PAD = ".answer", ".pad"
_ZEROS = 1 << 20
# File systems that cannot set space aside: there it is taken by writing.
_CANNOT_ALLOCATE = {errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


class Spool:
    """Raw answers, one file per attempt, whole or absent.

    Args:
        folder: Where they lie.
        spare: Where they go when `folder` takes no more; None for nowhere.
    """

    def __init__(self, folder: Path, spare: Path | None = None) -> None:
        self._folder, self._spare = folder, spare
        self._trouble: OSError | ProjectError | None = None

    def reserve(self, attempt: str, size: int) -> None:
        """Take the disk space that the answer of this attempt will need.

        Raises:
            ProjectError: The disk has not that much room; nothing may be sent.
        """
        path = self._folder / f"{attempt}{_PAD}"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                _allocate(handle, size)
            finally:
                os.close(handle)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()
            raise ProjectError(
                f"There is no room on the disk for the answer: {error.strerror or error}",
                why="Nothing is sent whose answer could not be kept",
                cure="Free some space and run the command again",
                file=self._folder,
            ) from error

    def release(self, attempt: str) -> None:
        """The space is not needed."""
        self._remove(self._folder / f"{attempt}{_PAD}")

    def keep(self, attempt: str, answer: bytes) -> None:
        """Write an answer so that a power cut cannot take it: onto its landing pad, else beside it, else elsewhere.

        Raises:
            ProjectError: No disk takes it.
        """
        pad = self._folder / f"{attempt}{_PAD}"
        if pad.exists():
            try:
                _land(pad, answer, self._path(attempt))
            except OSError as error:
                # After a failed fsync the same file is not to be trusted again: the answer is written anew from memory.
                self._trouble = self._trouble or error
            else:
                return
        self.release(attempt)
        try:
            write_atomically(self._path(attempt), answer)
        except ProjectError as error:
            if self._spare is None:
                raise
            self._trouble = self._trouble or error
            write_atomically(self._spare_path(attempt), answer)

    def read(self, attempt: str) -> bytes | None:
        """The answer, if it was kept."""
        for path in self._paths(attempt):
            try:
                return path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
        return None

    def holds(self, attempt: str) -> bool:
        """The answer of that attempt is here."""
        return any(path.exists() for path in self._paths(attempt))

    def drop(self, attempt: str) -> None:
        """Forget an answer whose picture is safe."""
        self.release(attempt)
        for path in self._paths(attempt):
            self._remove(path)

    def sweep(self) -> None:
        """Remove what killed runs left half written."""
        sweep_temporary(self._folder)

    def require_sound(self) -> None:
        """Say what the disk has refused, once, when everything is safe: nothing more should be bought onto such a disk.

        Raises:
            ProjectError: It has refused something since this was last asked.
        """
        trouble, self._trouble = self._trouble, None
        if trouble is not None:
            said = trouble.strerror or str(trouble) if isinstance(trouble, OSError) else trouble.what
            raise ProjectError(
                f"The disk refused to keep an answer at first: {said}",
                why="What was paid for is safe, and nothing more is sent onto such a disk",
                cure="Check the disk and its free space; the same command goes on from here",
                file=self._folder,
            )

    def attempts(self) -> list[str]:
        """The attempts whose answers are in the project's own folder."""
        return sorted(path.stem for path in self._folder.glob(f"*{_ANSWER}"))

    def pads(self) -> list[str]:
        """The attempts for whose answers there is room."""
        return sorted(path.stem for path in self._folder.glob(f"*{_PAD}"))

    def _remove(self, path: Path) -> None:
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            self._trouble = self._trouble or error

    def _paths(self, attempt: str) -> list[Path]:
        return [self._path(attempt)] if self._spare is None else [self._path(attempt), self._spare_path(attempt)]

    def _path(self, attempt: str) -> Path:
        return self._folder / f"{attempt}{_ANSWER}"

    def _spare_path(self, attempt: str) -> Path:
        assert self._spare is not None
        return self._spare / f"{attempt}{_ANSWER}"


def _allocate(handle: int, size: int) -> None:
    """Make the file occupy `size` bytes of the disk, not only claim to."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, 0, size)
        except OSError as error:
            if error.errno not in _CANNOT_ALLOCATE:
                raise
        else:
            return
    left = size
    while left > 0:
        left -= os.write(handle, bytes(min(left, _ZEROS)))


def _land(pad: Path, answer: bytes, path: Path) -> None:
    """Write into space that is already ours and give it its name."""
    handle = os.open(pad, os.O_WRONLY)
    try:
        view = memoryview(answer)
        while view:
            view = view[os.write(handle, view) :]
        os.ftruncate(handle, len(answer))
        os.fsync(handle)
    finally:
        os.close(handle)
    pad.replace(path)
    sync_folder(path.parent)
