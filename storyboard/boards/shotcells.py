"""A shot as the cells of a spreadsheet's row, and edited cells as fields of the shot list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from storyboard.boards.linecells import read_list, read_speeches, write_list, write_speeches
from storyboard.boards.peoplecell import read_people, write_people
from storyboard.model import Clip, SceneSummary, Shot, Timeline, timecode

COLUMNS = (
    "number",
    "id",
    "scene",
    "heading",
    "starts_at",
    "duration_s",
    "duration_frames",
    "size",
    "angle",
    "framing",
    "movement",
    "lens",
    "setup",
    "frame_from",
    "people",
    "action",
    "action_start",
    "action_motion",
    "action_end",
    "dialogue",
    "interior",
    "location",
    "sub_location",
    "time",
    "light",
    "props",
    "frame_text",
    "overlay_text",
    "sound",
    "transition_in",
    "transition_out",
    "note",
    "wording",
    "reference_policy",
    "approved",
    "redo",
    "source",
)
PICTURE_COLUMN = "picture"
# What the program works out; whatever somebody writes there is not taken.
WORKED_OUT = frozenset({"id", "heading", "starts_at", "source"})
NUMBERS = frozenset({"duration_s", "duration_frames"})
LISTS = frozenset({"props", "frame_text", "overlay_text", "sound"})
_ACTION_PARTS = {"action": "text", "action_start": "start", "action_motion": "motion", "action_end": "end"}
# The most a cell of Excel holds.
_LONGEST = 32_767
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def clip_cells(timeline: Timeline, clip: Clip) -> dict[str, str]:
    """A clip's cells by column."""
    return shot_cells(clip.shot, timeline.scene(clip.shot.scene), timeline.fps, start_frame=clip.start_frame)


def shot_cells(shot: Shot, scene: SceneSummary | None, fps: Fraction, *, start_frame: int = 0) -> dict[str, str]:
    """A shot's cells by column, as text.

    Args:
        shot: The shot.
        scene: Its scene.
        fps: Frames a second.
        start_frame: Where in the film it begins.
    """
    cells = {
        "number": shot.number,
        "id": shot.id,
        "scene": (scene.number if scene else "") or shot.scene,
        "heading": scene.heading.text if scene else "",
        "starts_at": timecode(start_frame, fps),
        "duration_s": f"{shot.seconds(fps):.3f}".rstrip("0").rstrip("."),
        "duration_frames": str(shot.duration_frames),
        "people": write_people(shot.subjects),
        "dialogue": write_speeches(shot.dialogue),
        "frame_from": shot.frame_from or "",
        "approved": "yes" if shot.approved else "",
        "source": f"{shot.source.file}:{shot.source.line}",
        **{column: getattr(shot.action, part) for column, part in _ACTION_PARTS.items()},
        **{name: write_list(getattr(shot, name)) for name in LISTS},
    }
    return {name: cell_text(cells[name] if name in cells else str(getattr(shot, name))) for name in COLUMNS}


def cell_text(text: str) -> str:
    """The text as every spreadsheet can hold it: no control characters, not too long."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]


def read_cells(edited: Mapping[str, str], shot: Shot) -> dict[str, tuple[str, Any]]:
    """Edited cells as what shots.yaml would say.

    Args:
        edited: Column -> what stands in it now; blank puts the field back to its default.
        shot: The shot as it was: an action keeps the parts that were not edited.

    Returns:
        Field -> the column it comes from and its value; None for the default.

    Raises:
        CellError: A cell cannot be read.
    """
    fields: dict[str, tuple[str, Any]] = {}
    for column, text in edited.items():
        if column in WORKED_OUT or column in _ACTION_PARTS:
            continue
        try:
            name, value = _read(column, text.strip())
        except ValueError as problem:
            raise CellError(column, str(problem)) from problem
        if name == "duration" and name in fields and not text.strip():
            continue  # The other of the two columns says how long it is.
        fields[name] = (column, value)
    parts = {part: edited[column].strip() for column, part in _ACTION_PARTS.items() if column in edited}
    if parts:
        action = {key: value for key, value in {**shot.action.model_dump(), **parts}.items() if value}
        first = next(column for column in _ACTION_PARTS if column in edited)
        fields["action"] = (first, action.get("text", "") if set(action) <= {"text"} else action)
    return fields


class CellError(ValueError):
    """A cell that cannot be read. `column` is the name of its column."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column = column


def _read(column: str, text: str) -> tuple[str, Any]:
    if column in NUMBERS:
        if not text:
            raise ValueError("a shot has a length; write it like 4, 2.5 or 0:04")
        in_frames = column == "duration_frames" and re.fullmatch(r"\d+(?:[.,]0+)?", text)
        return "duration", f"{re.split('[.,]', text)[0]}f" if in_frames else text
    if column == "size" and not text:
        raise ValueError("a shot has a size, such as CU, MS or WS")
    if column == "people":
        return "subjects", [_without_defaults(subject) for subject in read_people(text)]
    if column == "dialogue":
        return "dialogue", [_without_defaults(line) for line in read_speeches(text)]
    if column in LISTS:
        return column, read_list(text)
    return column, text or None


def _without_defaults(noun: Any) -> dict[str, Any]:
    fields = type(noun).model_fields
    plain: dict[str, Any] = noun.model_dump(mode="json")
    return {key: value for key, value in plain.items() if fields[key].is_required() or value != fields[key].default}
