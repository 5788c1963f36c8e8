"""Tables of any origin to entries: which row is the header, what its columns mean, which rows are only sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from storyboard.script.camera import camera_parts, is_camera
from storyboard.script.entry import Cell, Entry, identifier
from storyboard.script.fields import Field, field_of
from storyboard.script.lengths import read_span

MAX_ROWS, MAX_COLUMNS = 5_000, 100
_HEADER_SEARCH = 15
# Two of the columns a list of shots lives by, or a header is a coincidence.
_TELLING = {
    Field.SCENE, Field.SHOT, Field.SIZE, Field.FRAMING, Field.ANGLE, Field.MOVEMENT, Field.LENS, Field.CAMERA, Field.ACTION, Field.DIALOGUE,
    Field.VOICE_OVER, Field.AUDIO, Field.DURATION, Field.TIME, Field.START, Field.OVERLAY, Field.LYRICS, Field.PLACE, Field.PEOPLE, Field.MUSIC,
    Field.SOUND, Field.SIDE,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row of a table: its lines, and for each cell its text and first line."""

    line: int
    line_end: int
    cells: tuple[tuple[str, int], ...]

    @property
    def filled(self) -> list[int]:
        """Indexes of the cells that are not blank."""
        return [index for index, (text, _) in enumerate(self.cells) if text.strip()]


@dataclass(frozen=True)
class Columns:
    """What each column means; `names` are the header's words."""

    names: tuple[str, ...]
    fields: tuple[Field, ...]


def read_header(cells: list[str]) -> Columns | None:
    """The columns of a header row; None for a row that is no header."""
    known = [field_of(cell) for cell in cells[:MAX_COLUMNS]]
    telling = {field for field in known if field in _TELLING}
    named = sum(field is not None for field in known)
    filled = sum(bool(cell.strip()) for cell in cells)
    if len(telling) < 2 or named * 2 < filled or not _fits_a_picture(telling):
        return None
    fields: list[Field] = []
    for field in known:
        again = field in fields
        if field is None or (
            again and field not in {Field.ACTION, Field.NOTE, Field.AUDIO, Field.PEOPLE, Field.OVERLAY}
        ):
            fields.append(Field.CAMERA if field is Field.SHOT else Field.NOTE)
        else:
            fields.append(field)
    return Columns(tuple(cell.strip() for cell in cells[:MAX_COLUMNS]), tuple(fields))


def find_header(rows: list[Row]) -> tuple[int, Columns] | None:
    """The header among the first rows of a table, and its index."""
    for index, row in enumerate(rows[:_HEADER_SEARCH]):
        columns = read_header([text for text, _ in row.cells])
        if columns:
            return index, columns
    return None


def guess_columns(rows: list[Row]) -> Columns | None:
    """Columns of a table without a header, by what stands in them."""
    width = max((len(row.cells) for row in rows[:200]), default=0)
    if width < 2:
        return None
    fields: list[Field] = []
    lengths: list[float] = []
    for column in range(min(width, MAX_COLUMNS)):
        values = [
            row.cells[column][0].strip()
            for row in rows[:200]
            if column < len(row.cells) and row.cells[column][0].strip()
        ]
        lengths.append(sum(map(len, values)) / len(values) if values else 0.0)
        fields.append(_kind_of(values, first=column == 0, known=fields))
    if Field.ACTION not in fields:
        free = [column for column, field in enumerate(fields) if field is Field.NOTE and _has_words(rows, column)]
        if not free:
            return None
        fields[max(free, key=lambda column: lengths[column])] = Field.ACTION
    return Columns(("",) * len(fields), tuple(fields))


def entries_of(rows: list[Row], columns: Columns, doubt: Callable[[int, str, str], None]) -> list[Entry]:
    """Entries of the rows below a header.

    Args:
        rows: The rows.
        columns: What their cells mean.
        doubt: Told the line, a code and a sentence about what is odd.
    """
    columns = _reconsidered(rows, columns)
    entries: list[Entry] = []
    for row in rows:
        filled = row.filled
        if not filled or _is_rule(row):
            continue
        if any(columns.names) and tuple(text.strip() for text, _ in row.cells) == columns.names:
            continue  # The header is printed again on every page.
        entry = Entry(row.line, row.line_end)
        section = _section_of(row, columns)
        if section:
            entry.section = section
            entries.append(entry)
            continue
        beyond = [index for index in filled if index >= len(columns.fields)]
        if beyond:
            doubt(row.line, "cells-without-column", "the row has more cells than the header; they are kept as notes")
        for index in filled:
            text, line = row.cells[index]
            line += text[: len(text) - len(text.lstrip())].count("\n")
            field = columns.fields[index] if index < len(columns.fields) else Field.NOTE
            name = columns.names[index] if index < len(columns.names) else ""
            clean = _plain_cell(text)
            if clean:
                entry.cells.append(
                    Cell(field, name, clean, line, max(line, min(line + clean.count("\n"), row.line_end)))
                )
        if entry.cells:
            entries.append(entry)
    return entries


def _fits_a_picture(telling: set[Field]) -> bool:
    return (
        bool(
            telling
            & {
                Field.ACTION,
                Field.CAMERA,
                Field.SIZE,
                Field.AUDIO,
                Field.VOICE_OVER,
                Field.DIALOGUE,
                Field.LYRICS,
                Field.MOVEMENT,
                Field.ANGLE,
                Field.FRAMING,
            }
        )
        or Field.SHOT in telling
    )


def _reconsidered(rows: list[Row], columns: Columns) -> Columns:
    """A column called *Shot* may hold numbers, or *wide*, or what is seen."""
    fields = list(columns.fields)
    for index, field in enumerate(fields):
        if field not in {Field.SHOT, Field.SCENE}:
            continue
        values = [
            row.cells[index][0].strip()
            for row in rows[:300]
            if index < len(row.cells) and row.cells[index][0].strip() and len(row.filled) > 1
        ]
        if not values or sum(bool(identifier(value)) for value in values) * 2 >= len(values):
            continue
        if sum(all(map(is_camera, camera_parts(value))) for value in values) * 2 > len(values):
            fields[index] = Field.CAMERA
        elif Field.ACTION not in fields and (
            # "Bild" is a scene's number in a list, and what is seen beside "Ton".
            not {Field.AUDIO, Field.VOICE_OVER, Field.SOUND, Field.MUSIC}.isdisjoint(fields)
            or sum(map(len, values)) > 20 * len(values)
            or len(set(values)) == len(values) > 1
        ):
            fields[index] = Field.ACTION
        elif field is Field.SHOT:
            fields[index] = Field.TITLE
    return Columns(columns.names, tuple(fields))


def _section_of(row: Row, columns: Columns) -> str:
    """The text of a row that has one cell only, where a number or nothing is expected."""
    filled = row.filled
    if len(filled) != 1 or len(columns.fields) < 3:
        return ""
    index = filled[0]
    text = _plain_cell(row.cells[index][0])
    field = columns.fields[index] if index < len(columns.fields) else Field.NOTE
    if field in {Field.SCENE, Field.SHOT, Field.SIDE, Field.HEADING, Field.TITLE} or (
        index == 0 and field in {Field.NOTE, Field.PLACE, Field.TIME, Field.SIZE}
    ):
        return "" if identifier(text) or "\n" in text or len(text) > 120 or read_span(text) else text
    return ""


def _is_rule(row: Row) -> bool:
    return all(re.fullmatch(r"[\s:|=_-]*", text) for text, _ in row.cells)


def _plain_cell(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE) if "<" in text else text
    rows = [row.strip() for row in text.replace("\u00a0", " ").split("\n")]
    return "\n".join(rows).strip()


def _has_words(rows: list[Row], column: int) -> bool:
    """Whether a column says something: more than numbers in at least half of its cells."""
    values = [row.cells[column][0] for row in rows[:200] if column < len(row.cells) and row.cells[column][0].strip()]
    return sum(sum(sign.isalpha() for sign in value) > 1 for value in values) * 2 >= len(values) > 0


def _kind_of(values: list[str], *, first: bool, known: list[Field]) -> Field:
    if not values:
        return Field.NOTE
    counts: Counter[str] = Counter()
    for value in values:
        if identifier(value) and not read_span(value, bare=False):
            counts["number"] += 1
        elif read_span(value, bare=False):
            counts["length"] += 1
        elif camera_parts(value) and all(map(is_camera, camera_parts(value))):
            counts["camera"] += 1
    kind, count = counts.most_common(1)[0] if counts else ("", 0)
    if count * 2 <= len(values):
        return Field.NOTE
    if kind == "number":
        return Field.SHOT if first or Field.SHOT not in known else Field.NOTE
    return (
        Field.TIME if kind == "length" and Field.TIME not in known else Field.CAMERA if kind == "camera" else Field.NOTE
    )
