"""Markdown with tables in it: the two-column script of advertising, and shot lists that passed through a chat."""

from __future__ import annotations

import re
from fractions import Fraction

from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.decode import squeeze
from storyboard.script.emphasis import plain
from storyboard.script.lengths import DEFAULT_FPS
from storyboard.script.moments import ListWriter
from storyboard.script.table import MAX_COLUMNS, MAX_ROWS, Columns, Row, entries_of, read_header
from storyboard.script.words import TITLE_KEYS

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
_HASHES = re.compile(r"(#{1,6})\s+(.*)")
_KEY = re.compile(r"[*_]*([^\W\d_][\w /-]{0,30}?)[*_]*\s*[:：][*_]*\s*(.+)")


def has_table(text: str) -> bool:
    """Whether a text holds a Markdown table with the columns of a shot list or an audio-video script."""
    lines = text.split("\n")
    return any(_header_at(lines, index) for index in range(len(lines) - 1) if "|" in lines[index])


def parse_tables(text: str, *, file: str, fps: Fraction = DEFAULT_FPS) -> Script:
    """Read Markdown tables: each row becomes a shot; what stands around them is kept as titles, headings and notes.

    Args:
        text: Clean text.
        file: Its name in sources and diagnostics.
        fps: Frames a second, for timecodes.
    """
    builder = Builder(file=file, form="avtable", text=text)
    writer = ListWriter(builder, fps)
    lines = text.split("\n")
    shots = 0
    index = 0
    pending: tuple[int, str] | None = None
    while index < len(lines):
        columns = _header_at(lines, index) if "|" in lines[index] else None
        if columns:
            if pending:
                builder.heading(pending[1], pending[0])
                pending = None
            index, rows = _rows(lines, index + 2)
            if len(rows) > MAX_ROWS:
                builder.doubt(
                    rows[MAX_ROWS].line, "too-many-rows", f"more than {MAX_ROWS:,} rows; the rest is left out"
                )
            shots += writer.write(entries_of(rows[:MAX_ROWS], columns, builder.doubt))
            continue
        line = lines[index].strip()
        if line:
            pending = _outside(builder, line, index + 1, pending, started=bool(shots))
        index += 1
    if pending:
        builder.add(ElementKind.SECTION, pending[1], pending[0], level=2)
    if not shots:
        builder.doubt(1, "empty-table", "the table has no row with anything in it")
    return builder.script(last_line=len(lines), untitled=builder.title_page.get("title") or "SCENE 1")


def _outside(
    builder: Builder, line: str, number: int, pending: tuple[int, str] | None, *, started: bool
) -> tuple[int, str] | None:
    """A line that is in no table. A heading waits until it is known whether a table follows."""
    hashes = _HASHES.match(line)
    if hashes:
        words = plain(hashes[2]).strip().strip("#").strip()
        if "title" not in builder.title_page and not started and len(hashes[1]) == 1:
            builder.title_page["title"] = words
            return pending
        if pending:
            builder.add(ElementKind.SECTION, pending[1], pending[0], level=2)
        return number, words
    if not started and not pending:
        facts = [_KEY.fullmatch(part.strip()) for part in re.split(r"\s*[|•·]\s*", line)]
        if facts and all(facts):
            for fact in facts:
                assert fact is not None
                name = " ".join(fact[1].casefold().split())
                builder.fact(TITLE_KEYS.get(name, name), plain(fact[2]).strip())
            return pending
    if pending:
        builder.add(ElementKind.SECTION, pending[1], pending[0], level=2)
    if not re.fullmatch(r"[-*_=\s]{3,}", line):
        builder.add(ElementKind.NOTE, plain(line), number)
    return None


def _header_at(lines: list[str], index: int) -> Columns | None:
    if (
        index + 1 >= len(lines)
        or len(lines[index]) > 5000
        or len(lines[index + 1]) > 5000
        or not _RULE.fullmatch(squeeze(lines[index + 1]).strip())
    ):
        return None
    return read_header([plain(cell) for cell in _cells(lines[index])])


def _rows(lines: list[str], index: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    while index < len(lines) and "|" in lines[index] and lines[index].strip():
        cells = _cells(lines[index])
        rows.append(Row(index + 1, index + 1, tuple((plain(cell), index + 1) for cell in cells[: MAX_COLUMNS + 1])))
        index += 1
    return index, rows


def _cells(line: str) -> list[str]:
    r"""The cells of a row; ``\|`` is a bar in the text."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)]
