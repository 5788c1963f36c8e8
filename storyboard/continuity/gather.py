"""Looks at the frames in use and at the reference pictures, once each, so that the rules have numbers to go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyboard.continuity.measure import measure, worn_in_reference
from storyboard.continuity.palette import Wardrobe, reference_of
from storyboard.continuity.picture import Colour, Picture
from storyboard.continuity.pictures import standing
from storyboard.continuity.reader import Reader, RememberingReader
from storyboard.errors import PictureError
from storyboard.frames import Frame
from storyboard.model import Progress, Silence
from storyboard.project import Project


def look_at_frames(
    project: Project, frames: tuple[Frame, ...], *, reader: Reader | None = None, progress: Progress | None = None
) -> dict[str, Picture]:
    """Measure the picture of every shot that has one of its own.

    Args:
        project: The open project.
        frames: How its frames stand.
        reader: Who reads the text in them; None leaves it unread.
        progress: Told once for every picture.

    Returns:
        Shot id -> what was measured. A picture that cannot be read is in it with its problem.
    """
    watch = progress or Silence()
    remembering = RememberingReader(reader, project.layout.cache / "read") if reader else None
    own = list(standing(frames))
    found: dict[str, Picture] = {}
    watch.begin("check", len(own))
    for frame in own:
        found[frame.shot.id] = _look(project, frame, remembering)
        watch.advance(frame.shot.number or frame.shot.id)
    watch.end()
    return found


def _look(project: Project, frame: Frame, reader: RememberingReader | None) -> Picture:
    take = frame.take
    assert take is not None
    name = take.path.relative_to(project.root).as_posix() if take.path.is_relative_to(project.root) else take.path.name
    try:
        sha256 = project.hash_file(take.path)
        picture = measure(
            take.path,
            frame.shot.id,
            take.receipt.landmarks,
            name=name,
            sha256=sha256,
            changed=sha256 != take.receipt.sha256,
        )
        artist = "" if take.receipt.origin == "imported" else take.receipt.backend
        return replace(picture, artist=artist, lines=reader.lines(take.path, sha256) if reader else None)
    except PictureError as error:
        return Picture(shot=frame.shot.id, path=name, problem=error.what)


def look_at_clothes(project: Project, frames: Sequence[Frame]) -> Wardrobe:
    """The colours people wear in their reference pictures, for every look that is seen in a frame.

    A reference that cannot be read, or a look without a picture of its clothes, is left out.
    """
    asked = dict.fromkeys((one.character, one.look) for frame in frames for one in frame.shot.visible)
    found: Wardrobe = {}
    known: dict[str, tuple[Colour, ...]] = {}
    for name, look in asked:
        written = reference_of(project.bible, name, look)
        if written is None:
            continue
        if written not in known:
            try:
                known[written] = worn_in_reference(project.inside(written, key="references"))
            except PictureError:
                known[written] = ()
        found[name, look] = known[written]
    return found
