"""The shot list as a table, for a spreadsheet or for a page of notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from storyboard.errors import InputError
from storyboard.model import Clip, Timeline, timecode

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
    "setup",
    "people",
    "action",
    "dialogue",
    "frame_text",
    "overlay_text",
    "sound",
    "transition_in",
    "transition_out",
    "note",
    "source",
)
# What a page has room for; the rest is in the table.
_PAGE_COLUMNS = ("number", "size", "movement", "duration_s", "people", "action", "dialogue")
# A spreadsheet takes a cell that begins so for a formula; the full-width signs too, where East Asian input is on.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_shot_list(timeline: Timeline, output: Path) -> Path:
    """Write the film's shots as ``.csv`` (every field) or ``.md`` (what one reads).

    Returns:
        `output`.

    Raises:
        InputError: Another suffix.
        ProjectError: The file cannot be written.
    """
    from storyboard.project import write_atomically

    writers: dict[str, Callable[[Timeline], bytes]] = {".csv": _csv_bytes, ".md": _markdown_bytes}
    write = writers.get(output.suffix.lower())
    if write is None:
        raise InputError(f"A shot list cannot be written to {output.name}", cure="Name a file that ends in .csv or .md")
    write_atomically(output, write(timeline))
    return output


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would otherwise calculate it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _csv_bytes(timeline: Timeline) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for clip in timeline.clips:
        writer.writerow({name: safe_cell(value) for name, value in _fields(timeline, clip).items()})
    # The mark at the start is what makes spreadsheets read the rest as UTF-8.
    return text.getvalue().encode("utf-8-sig", "replace")


def _markdown_bytes(timeline: Timeline) -> bytes:
    lines = [f"# {_plain(timeline.title or 'Untitled')}"]
    scene = None
    for clip in timeline.clips:
        fields = _fields(timeline, clip)
        if clip.shot.scene != scene:
            scene = clip.shot.scene
            heading = " ".join(part for part in (fields["scene"], fields["heading"]) if part)
            lines += ["", f"## {_plain(heading)}", "", _row(_PAGE_COLUMNS), _row("---" for _ in _PAGE_COLUMNS)]
        lines.append(_row(_plain(fields[name]) for name in _PAGE_COLUMNS))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _fields(timeline: Timeline, clip: Clip) -> dict[str, str]:
    shot = clip.shot
    scene = timeline.scene(shot.scene)
    values = (
        shot.number,
        shot.id,
        scene.number if scene else shot.scene,
        scene.heading.text if scene else "",
        timecode(clip.start_frame, timeline.fps),
        f"{shot.seconds(timeline.fps):.3f}".rstrip("0").rstrip("."),
        str(shot.duration_frames),
        str(shot.size),
        str(shot.angle),
        str(shot.framing),
        str(shot.movement),
        shot.setup,
        ", ".join(subject.character for subject in shot.visible),
        shot.action.text,
        " / ".join(f"{line.character}: {line.text}" for line in shot.dialogue),
        " / ".join(shot.frame_text),
        " / ".join(shot.overlay_text),
        " / ".join(shot.sound),
        str(shot.transition_in),
        str(shot.transition_out),
        shot.note,
        f"{shot.source.file}:{shot.source.line}",
    )
    return dict(zip(COLUMNS, values, strict=True))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """One line that no Markdown reader takes for a table cell, a tag or a link."""
    return "".join(f"\\{char}" if char in "|<>[]*\\" else char for char in " ".join(text.split()))
