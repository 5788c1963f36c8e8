"""An edited shot list as it stands in a spreadsheet: which column is which, and a row for every shot."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.boards import COLUMNS, PICTURE_COLUMN, WORKED_OUT, bare_cell
from storyboard.errors import ScriptError, ShotListError
from storyboard.script import Table, names_of, read_table

_HEADER_SEARCH = 20
# What people call the columns, besides the names in many languages that the script room knows.
_OWN_NAMES = {
    "shot id": "id", "note": "note", "notes": "note", "comment": "note", "comments": "note", "remarks": "note", "prop": "props",
    "lighting": "light", "duration": "duration_s", "seconds": "duration_s", "frames": "duration_frames", "thumbnail": PICTURE_COLUMN,
    "image": PICTURE_COLUMN, "subjects": "people", "characters": "people", "sfx": "sound",
}  # fmt: skip
_MEANINGS = {
    "scene": "scene", "shot": "number", "interior or exterior": "interior", "location": "location", "time of day": "time",
    "heading": "heading", "size": "size", "framing": "framing", "angle": "angle", "movement": "movement", "lens": "lens",
    "description": "action", "subjects": "people", "dialogue": "dialogue", "sound": "sound", "text on screen": "overlay_text",
    "duration": "duration_s",
}  # fmt: skip
# A row that has none of these is a heading or a total, not a new shot.
_TELLING = (
    frozenset(COLUMNS) - WORKED_OUT - {"number", "scene", "duration_s", "duration_frames", "note", "setup", "approved"}
)


@dataclass(frozen=True)
class ShotRow:
    """One row: its line in the file, the id that stands in it, and its cells by column."""

    line: int
    shot_id: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ShotRows:
    """The rows of a file in order. `places` says how to name a column to a person; `notes` what was not taken."""

    rows: tuple[ShotRow, ...]
    places: Mapping[str, str]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    code_page: str


def read_shot_rows(path: Path, *, words: Collection[str]) -> ShotRows:
    """Read an edited shot list.

    Args:
        path: A CSV, TSV or XLSX file.
        words: Texts of the film, which tell an old code page.

    Raises:
        ShotListError: It cannot be read, or it has no column of ids.
    """
    try:
        table = read_table(path, header=frozenset(COLUMNS), words=words)
    except ScriptError as problem:
        what = problem.what.replace("such script", "such file").replace("not a script", "not a shot list")
        raise ShotListError(what, why=problem.why, cure=problem.cure, file=path, line=problem.line) from problem
    header = _header(table)
    if header is None:
        raise ShotListError(
            "There is no column 'id' in here, which says what shot a row is",
            cure="Export the list with storyboard shots -o list.xlsx and edit that; or make a new film of yours: "
            f"storyboard new DIR --script {path.name}",
            file=path,
        )
    index, names, columns, unknown = header
    places = {
        column: f"column {_letter(place)} ({names[place].strip()})"
        if table.workbook
        else f"column {names[place].strip()!r}"
        for column, place in columns.items()
    }
    rows, notes = [], []
    for row in table.rows[index + 1 :]:
        texts = [text for text, _ in row.cells]
        if not row.filled or texts == names:
            continue
        cells = {name: bare_cell(texts[place]) if place < len(texts) else "" for name, place in columns.items()}
        shot_id = cells.pop("id").strip()
        if not shot_id and not any(cells[name].strip() for name in cells if name in _TELLING):
            notes.append(f"{path.name}:{row.line}: a row without an id that shows nothing is left out")
            continue
        rows.append(ShotRow(row.line, shot_id, cells))
    if unknown:
        notes.append(f"Columns that are not known are left out: {', '.join(unknown)}")
    if table.code_page and words and not all(word.isascii() for word in words):
        notes.append(
            f"{path.name} is not Unicode; it was read as {table.code_page}. Save as “CSV UTF-8” to lose no letter"
        )
    return ShotRows(tuple(rows), places, tuple(unknown), tuple(notes), table.code_page)


def _header(table: Table) -> tuple[int, list[str], dict[str, int], list[str]] | None:
    """The first row that names a column of ids: its index, its names, column -> place, and the names not known."""
    for index, row in enumerate(table.rows[:_HEADER_SEARCH]):
        names = [text for text, _ in row.cells]
        columns, unknown = _columns(names)
        if "id" in columns:
            return index, names, columns, unknown
    return None


def _columns(names: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Column -> its place, and the names that are not known."""
    folded = [re.sub(r"[\W_]+", " ", name).strip().casefold() for name in names]
    exact = {column.replace("_", " "): column for column in (*COLUMNS, PICTURE_COLUMN)} | _OWN_NAMES
    columns: dict[str, int] = {}
    for place, name in enumerate(folded):
        if name in exact:
            columns.setdefault(exact[name], place)
    meanings = names_of(names)
    unknown = []
    for place, name in enumerate(folded):
        if place in columns.values() or not name:
            continue
        column = _MEANINGS.get(meanings[place], "")
        if name not in exact and column and column not in columns:
            columns[column] = place
        else:
            unknown.append(names[place].strip())
    columns.pop(PICTURE_COLUMN, None)
    return columns, unknown


def _letter(place: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
