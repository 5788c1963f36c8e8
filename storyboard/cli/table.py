"""Plain tables on stdout: columns in line, the last one cut to the terminal; no mark-up, so script text is just text."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence

import click


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header; on a terminal no line is wider than it is."""
    widths = [max(_width(row[index]) for row in (header, *rows)) for index in range(len(header))]
    room = shutil.get_terminal_size((110, 24)).columns if sys.stdout.isatty() else 0
    for row in (header, *rows):
        cells = [cell + " " * (widths[index] - _width(cell)) for index, cell in enumerate(row[:-1])]
        before = sum(widths[:-1]) + 2 * len(widths[:-1])
        last = _cut(row[-1], max(room - before - 1, 12)) if room else row[-1]
        click.echo("  ".join([*cells, last]).rstrip())


def _width(text: str) -> int:
    """Columns a terminal needs: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _cut(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    while text and _width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
