"""Encoding while pictures are still being drawn: a service takes its time, and this machine would only wait for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from storyboard.animatic import encode_ready
from storyboard.errors import StoryboardError
from storyboard.flows.film import film_timeline
from storyboard.model import ShotList
from storyboard.project import Project

_PAUSE = 5.0  # Seconds between two looks at what has come.


@contextlib.contextmanager
def encoding_ahead(
    project: Project, shot_list: ShotList, *, size: tuple[int, int] | None, captions: bool
) -> Iterator[None]:
    """While the block runs, encode in the background, one piece at a time, what the animatic will need and what is there.

    Nothing depends on it: what it has not done, or could not do, the animatic does, and says what is wrong.
    """
    stopping = threading.Event()

    def encode() -> None:
        while not stopping.wait(_PAUSE):
            with contextlib.suppress(StoryboardError, OSError):
                timeline = film_timeline(project, shot_list)
                encode_ready(
                    timeline, cache=project.layout.cache / "segments", size=size, captions=captions, stopping=stopping
                )

    worker = threading.Thread(target=encode, name="encoding-ahead", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stopping.set()
        worker.join()
