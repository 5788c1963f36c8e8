"""The shot list as a table, for a spreadsheet or for a page of notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from storyboard.boards.shotcells import COLUMNS, clip_cells
from storyboard.errors import InputError
from storyboard.model import Clip, Timeline

# What a page has room for; the rest is in the table.
_PAGE_COLUMNS = ("number", "size", "movement", "duration_s", "people", "action", "dialogue")
# A spreadsheet takes a cell that begins so for a formula; the full-width signs too, where East Asian input is on.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_shot_list(timeline: Timeline, output: Path) -> Path:
    """Write the film's shots as ``.csv`` or ``.xlsx`` (every field, to be edited and imported) or ``.md`` (to be read).

    Returns:
        `output`.

    Raises:
        InputError: Another suffix, or the extra for workbooks is not installed.
        ProjectError: The file cannot be written.
    """
    from storyboard.project import write_atomically

    writers: dict[str, Callable[[Timeline], bytes]] = {
        ".csv": _csv_bytes,
        ".xlsx": _workbook_bytes,
        ".md": _markdown_bytes,
    }
    write = writers.get(output.suffix.lower())
    if write is None:
        raise InputError(
            f"A shot list cannot be written to {output.name}", cure="Name a file that ends in .csv, .xlsx or .md"
        )
    write_atomically(output, write(timeline))
    return output


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would otherwise calculate it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def bare_cell(text: str) -> str:
    """The text of a cell without the apostrophe that `safe_cell` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def _csv_bytes(timeline: Timeline) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for clip in timeline.clips:
        writer.writerow({name: safe_cell(value) for name, value in clip_cells(timeline, clip).items()})
    # The mark at the start is what makes spreadsheets read the rest as UTF-8.
    return text.getvalue().encode("utf-8-sig", "replace")


def _workbook_bytes(timeline: Timeline) -> bytes:
    from storyboard.boards.workbook import workbook_bytes

    return workbook_bytes(timeline)


def _markdown_bytes(timeline: Timeline) -> bytes:
    lines = [f"# {_plain(timeline.title or 'Untitled')}"]
    scene = None
    for clip in timeline.clips:
        cells = _page_cells(timeline, clip)
        if clip.shot.scene != scene:
            scene = clip.shot.scene
            heading = " ".join(part for part in (cells["scene"], cells["heading"]) if part)
            lines += ["", f"## {_plain(heading)}", "", _row(_PAGE_COLUMNS), _row("---" for _ in _PAGE_COLUMNS)]
        lines.append(_row(_plain(cells[name]) for name in _PAGE_COLUMNS))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _page_cells(timeline: Timeline, clip: Clip) -> dict[str, str]:
    """The cells as one reads them; nobody edits a page, so that names alone will do."""
    return {
        **clip_cells(timeline, clip),
        "people": ", ".join(subject.character for subject in clip.shot.visible),
        "dialogue": " / ".join(f"{line.character}: {line.text}" for line in clip.shot.dialogue),
    }


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """One line that no Markdown reader takes for a table cell, a tag or a link."""
    return "".join(f"\\{char}" if char in "|<>[]*\\" else char for char in " ".join(text.split()))
