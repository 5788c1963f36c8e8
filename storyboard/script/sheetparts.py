"""What openpyxl does not say when it reads a sheet row by row: merged cells, and formulas whose result is not stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.script.decode import Doubt
from storyboard.script.fields import Field
from storyboard.script.table import MAX_COLUMNS, MAX_ROWS, Row, find_header
from storyboard.script.xmlstream import stream_xml

_MOST_MERGES = 20_000
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# What a merged cell says holds for each of its rows, unless it is a length or is heard: those would come again and again.
_ONCE = {
    Field.DURATION, Field.TIME, Field.START, Field.END, Field.DIALOGUE, Field.VOICE_OVER, Field.AUDIO, Field.MUSIC, Field.SOUND, Field.LYRICS,
    Field.OVERLAY, Field.TRANSITION, Field.NOTE, Field.SHOT,
}  # fmt: skip


@dataclass
class SheetParts:
    """Of one sheet: column and first and last row of each cell merged downwards, and the formulas without a result.

    Rows and columns count from 1.
    """

    merges: list[tuple[int, int, int]] = field(default_factory=list)
    empty_formulas: list[tuple[str, int]] = field(default_factory=list)
    merged: int = 0
    _cell: str = ""
    _formula: bool = False
    _value: bool = False
    _inside: str = ""

    def start(self, tag: str, attributes: dict[str, str], _line: int) -> None:
        """A tag opens."""
        if tag == "c":
            self._cell, self._formula, self._value = attributes.get("r", ""), False, False
        elif tag == "mergeCell":
            self.merged += 1
            if self.merged > _MOST_MERGES:
                raise _TooManyError
            self._merge(attributes.get("ref", ""))
        elif tag == "f":
            self._formula = True
        self._inside = tag

    def text(self, data: str) -> None:
        """Text between tags."""
        self._value = self._value or (self._inside in {"v", "t"} and bool(data.strip()))

    def end(self, tag: str, _line: int) -> None:
        """A tag closes."""
        self._inside = ""
        if tag != "c" or not self._formula or self._value:
            return
        place = _PLACE.fullmatch(self._cell)
        if place:
            self.empty_formulas.append((self._cell, int(place[2])))

    def doubts(self) -> list[Doubt]:
        """A doubt for every formula without a result."""
        return [
            Doubt(
                row,
                "formula-without-result",
                f"cell {cell} is a formula whose result is not stored; it is read as empty. Open the file in Excel and save it",
            )
            for cell, row in self.empty_formulas
            if row <= MAX_ROWS
        ]

    def spread(self, rows: list[Row]) -> list[Row]:
        """Rows in which a cell that is merged downwards says the same in each of its rows."""
        if not self.merges or not rows:
            return rows
        header = find_header(rows)
        fields = header[1].fields if header else ()
        by_line = {row.line: row for row in rows}
        for column, first, last in self.merges:
            index = column - 1
            above = by_line.get(first)
            once = index < len(fields) and fields[index] in _ONCE
            if above is None or once or index >= len(above.cells) or not above.cells[index][0].strip():
                continue
            for line in range(first + 1, last + 1):
                below = by_line.get(line)
                if below is None:
                    continue  # A row with nothing of its own shows nothing.
                cells = [*below.cells, *[("", line)] * (index + 1 - len(below.cells))]
                if not cells[index][0].strip():
                    cells[index] = (above.cells[index][0], line)
                    by_line[line] = Row(below.line, below.line_end, tuple(cells))
        return [by_line[row.line] for row in rows]

    def _merge(self, reference: str) -> None:
        corner, _, other = reference.partition(":")
        first, last = _PLACE.fullmatch(corner), _PLACE.fullmatch(other)
        if first is None or last is None:
            return
        column, start, end = _number(first[1]), int(first[2]), min(int(last[2]), MAX_ROWS)
        if column <= MAX_COLUMNS and start < end:
            self.merges.append((column, start, end))


def read_sheet_parts(data: bytes, path: Path) -> SheetParts:
    """Go through the XML of one sheet; what breaks off is left to openpyxl to say.

    Raises:
        ScriptError: Entities of its own, or nested without end.
    """
    parts = SheetParts()
    try:
        stream_xml(data, parts, path, maker="Excel")
    except _TooManyError:
        raise ScriptError(
            f"The sheet has more than {_MOST_MERGES:,} merged cells",
            why="No shot list has",
            cure="Copy the shot list into a new workbook, or save it as CSV",
            file=path,
        ) from None
    return parts


class _TooManyError(Exception):
    """More merged cells than anyone makes."""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
