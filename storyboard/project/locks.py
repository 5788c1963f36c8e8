"""Locked files. The kernel lets go of one however the process ends, so nothing has to be unlocked by hand."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from storyboard.errors import ProjectError
from storyboard.project.files import cannot_write
from storyboard.project.layout import Layout

if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> bool:
        """Lock an open file for this process, if nobody has it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Lock an open file for this process, if nobody has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def drawing_alone(layout: Layout) -> Iterator[None]:
    """One run at a time draws in a project; two would make, and buy, the same pictures.

    Raises:
        ProjectError: Another run is drawing, or the folder cannot be written.
    """
    path = layout.state / "run.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        if not try_lock(handle):
            raise ProjectError(
                "Another run is drawing in this project",
                why="Two at once would make the same pictures",
                cure="Wait until it has ended, then run again: what it drew is used",
                file=layout.root,
            )
        layout.explain_state()
        yield
    finally:
        os.close(handle)
