"""Writing files so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

from storyboard.errors import ProjectError

_CANNOT_SYNC = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}
_BROKEN = {errno.EIO, errno.ENOSPC, errno.EROFS}
# Nobody takes that long to write one file: whoever began it is dead.
_ABANDONED_SECONDS = 3600.0


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file durably: temp file beside it, fsync, rename, fsync of the folder.

    Raises:
        ProjectError: The folder cannot be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temp = _write_temp(path, data)
        try:
            temp.replace(path)
        except OSError:
            temp.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error


def write_new(path: Path, data: bytes) -> bool:
    """As `write_atomically`, but never over an existing file; says whether the name was free."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temp = _write_temp(path, data)
        try:
            os.link(temp, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno in _BROKEN:
                raise
            # A file system without hard links (FAT, some network shares): reserve the name, then rename onto it.
            try:
                path.open("xb").close()
            except FileExistsError:
                return False
            temp.replace(path)
        finally:
            temp.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    return True


def sweep_temporary(folder: Path) -> None:
    """Remove what programs that were killed in the middle of writing a file have left in a folder."""
    for path in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can (Windows cannot).

    Raises:
        OSError: The disk has a fault.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:  # Some network folders do not know how.
            raise
    finally:
        os.close(handle)


def cannot_write(path: Path, error: OSError) -> ProjectError:
    """The error a user sees when a file cannot be written."""
    return ProjectError(
        f"Cannot write here: {error.strerror or error}",
        cure="Check the folder's permissions and the free space on the disk, or choose another folder",
        file=path,
    )


def _write_temp(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files only their owner can read; a project is shared like any other folder of pictures.
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
