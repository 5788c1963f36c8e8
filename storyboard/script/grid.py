"""Rows out of comma-, semicolon- and tab-separated text, each cell with its line; a quote left open is put right."""

from __future__ import annotations

import re

from storyboard.script.decode import Doubt
from storyboard.script.table import MAX_COLUMNS, MAX_ROWS, Row, find_header

DELIMITERS = (",", ";", "\t", "|")
# A cell that goes on for longer has lost its closing quote.
_MAX_CELL_LINES = 200
_MAX_CELL = 50_000
_LONG_CELL_LINES = 30


def read_grid(text: str, delimiter: str, *, limit: int = MAX_ROWS) -> tuple[list[Row], list[Doubt]]:
    r"""The rows of a separated text.

    Args:
        text: Clean text with ``\n`` line ends.
        delimiter: One character.
        limit: How many rows are read at most.
    """
    sign = re.escape(delimiter)
    bare = re.compile(rf"[^\n{sign}]*")
    rows: list[Row] = []
    doubts: list[Doubt] = []
    position, line, size = 0, 1, len(text)
    if text[:4].casefold() == "sep=":
        position, line = text.find("\n") + 1 or size, 2
    cells: list[tuple[str, int]] = []
    first = line
    while position < size or cells:
        if len(rows) >= limit:
            doubts.append(Doubt(line, "too-many-rows", f"more than {limit:,} rows; the rest is left out"))
            break
        start = position
        while start < size and text[start] in " \t" and text[start] != delimiter:
            start += 1
        cell_line = line
        end = _closing(text, start, delimiter) if text[start : start + 1] == '"' else None
        if end is not None and end >= 0:
            inner = text[start + 1 : end]
            spans = inner.count("\n")
            if spans > _LONG_CELL_LINES:
                doubts.append(
                    Doubt(line, "long-cell", f"a quoted cell goes on for {spans + 1} lines; is a quote missing?")
                )
            line += spans
            tail = bare.match(text, end + 1)
            position = tail.end() if tail else end + 1
            cells.append((inner.replace('""', '"') + text[end + 1 : position].rstrip(), cell_line))
        else:
            if end is not None:
                message = "a quote opens here and is never closed; it is read as part of the text"
                doubts.append(Doubt(line, "unclosed-quote", message))
            match = bare.match(text, position)
            stop = match.end() if match else position
            cells.append((text[position:stop].strip(), cell_line))
            position = stop
        if position < size and text[position] == delimiter:
            position += 1
            if len(cells) > MAX_COLUMNS:
                position = _end_of_line(text, position)
            elif position == size or text[position] == "\n":
                cells.append(("", line))
            else:
                continue
        if len(cells) > 1 or cells[0][0]:
            rows.append(Row(first, line, tuple(cells)))
        cells = []
        if position >= size:
            break
        position += 1
        line += 1
        first = line
    return rows, doubts


def delimiter_of(text: str) -> str | None:
    """The sign that parts the cells of a shot list; None where no header of one is found near the top."""
    head = "\n".join(text.split("\n", 60)[:60])[:60_000]
    for delimiter in DELIMITERS[:3]:
        if delimiter not in head:
            continue
        rows = read_grid(head, delimiter)[0]
        header = find_header(rows)
        # A sentence can list the words of a header; a table has rows below it.
        if header and any(len(row.filled) > 1 for row in rows[header[0] + 1 :]):
            return delimiter
    return None


def even_delimiter(text: str) -> str | None:
    """The sign that parts every line into the same number of cells, at least three."""
    lines = [row for row in text.split("\n", 40)[:40] if row.strip()]
    for delimiter in DELIMITERS[:3]:
        rows = read_grid("\n".join(lines), delimiter)[0]
        widths = {len(row.cells) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and widths.pop() >= 3:
            return delimiter
    return None


def _closing(text: str, start: int, delimiter: str) -> int:
    """Index of the quote that closes the one at `start`; -1 if none does within reason."""
    limit = min(len(text), start + _MAX_CELL)
    position = start + 1
    while True:
        position = text.find('"', position, limit)
        if position < 0:
            return -1
        if text[position + 1 : position + 2] == '"':
            position += 2
            continue
        spans = text.count("\n", start, position)
        after = text[position + 1 : position + 40].lstrip(" \t" if delimiter != "\t" else " ")[:1]
        # A quote lines below with words right behind it opens another cell; this one was never closed.
        if spans > _MAX_CELL_LINES or (spans and after not in {"", "\n", delimiter}):
            return -1
        return position


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
