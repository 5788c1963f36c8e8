"""Parts of a film: from one shot to another, or a scene."""

from __future__ import annotations

from storyboard.errors import SelectionError
from storyboard.frames import find_shot
from storyboard.model import Timeline


def clips_between(timeline: Timeline, shots: str = "", scene: str = "") -> tuple[int, int | None]:
    """Indexes of the first clip and the one after the last; none for the end of the film.

    Args:
        timeline: The film.
        shots: ``s001_0010..s001_0050``, ``..1C``, ``2A..`` or one shot; ids or numbers. All of them when empty.
        scene: A scene's number or id; within it, `shots` when both are given.

    Raises:
        SelectionError: There is no such shot or scene, or the range runs backwards or leaves the scene.
    """
    first, last = _range(timeline, shots) if shots else (0, None)
    if not scene:
        return first, last
    begin, end = _scene(timeline, scene)
    first, last = max(first, begin), min(last if last is not None else end, end)
    if last <= first:
        raise SelectionError(f"{shots!r:.60} is not in scene {scene:.40}", cure="Leave one of the two out")
    return first, last


def _range(timeline: Timeline, shots: str) -> tuple[int, int]:
    every = [clip.shot for clip in timeline.clips]
    begin, dots, end = (part.strip() for part in shots.partition(".."))
    first = every.index(find_shot(every, begin)) if begin else 0
    last = (every.index(find_shot(every, end)) if end else len(every) - 1) if dots else first
    if last < first:
        raise SelectionError(f"{shots!r:.60} runs backwards", cure=f"Write {end}..{begin}")
    return first, last + 1


def _scene(timeline: Timeline, scene: str) -> tuple[int, int]:
    """From its first shot to its last; what was put between them belongs to it as well."""
    wanted = scene.strip().casefold()
    ids = {one.id for one in timeline.scenes if wanted in {one.id.casefold(), one.number.casefold()}}
    found = [index for index, clip in enumerate(timeline.clips) if clip.shot.scene in ids]
    if not found:
        shown = {clip.shot.scene for clip in timeline.clips}
        have = ", ".join(one.number or one.id for one in timeline.scenes if one.id in shown)
        raise SelectionError(f"No shot is in scene {scene!r:.60}", cure=f"The film has {have:.200}" if have else "")
    return found[0], found[-1] + 1
