"""The whole way: shots, frames, animatic, board and a generic bundle."""

from __future__ import annotations

import contextlib
from pathlib import Path

from storyboard.errors import UnfinishedError
from storyboard.flows.encodeahead import encoding_ahead
from storyboard.flows.frames import FrameOptions, draw_frames
from storyboard.flows.outputs import make_animatic, make_board, make_bundle, require_music
from storyboard.flows.shots import current_shots
from storyboard.model import Noun, Progress, Silence
from storyboard.project import Project


class RunReport(Noun):
    """What to open. `drawn` counts the pictures made in this run; `unfinished` says what is missing, if anything."""

    frames: Path
    animatic: Path
    board: Path
    bundle: Path
    drawn: int
    seconds: float
    unfinished: str = ""


def run_all(
    project: Project,
    options: FrameOptions,
    *,
    captions: bool = True,
    size: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Draw what is missing and make everything from it anew; what is unchanged is reused.

    When some pictures are refused, the rest is made all the same and the report says what is missing.
    """
    watch = progress or Silence()
    if project.bible.music:
        require_music(project.inside(project.bible.music, key="music"))
    unfinished, drawn = "", 0
    try:
        with _encoding(project, options, size=size, captions=captions):
            drawn = len(draw_frames(project, options, progress=watch).takes)
    except UnfinishedError as error:
        unfinished = str(error)
    animatic = make_animatic(project, captions=captions, size=size, progress=watch)
    board = make_board(project, progress=watch)
    bundle = make_bundle(project, progress=watch)
    return RunReport(
        frames=project.root / "frames",
        animatic=animatic.path,
        board=board,
        bundle=bundle.path,
        drawn=drawn,
        seconds=animatic.seconds,
        unfinished=unfinished,
    )


def _encoding(
    project: Project, options: FrameOptions, *, size: tuple[int, int] | None, captions: bool
) -> contextlib.AbstractContextManager[None]:
    """Encode what is there while a service draws; an artist on this machine needs the processors itself."""
    if (options.backend or project.bible.backend) == "previs":
        return contextlib.nullcontext()
    return encoding_ahead(project, current_shots(project).shot_list, size=size, captions=captions)
