"""How long each row of a list lasts: from a column of lengths, from times on the film's clock, or from its own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from storyboard.script.entry import Cell, Entry
from storyboard.script.fields import Field
from storyboard.script.lengths import Span, read_span, read_start, sensible, take_length

_NO_LENGTH = frozenset({"", "-", "–", "—", "?", "n/a", "na", "tbd", "tba", "none", "x", "..."})


class Measure:
    """Finds the lengths of one list's rows.

    Args:
        fps: Frames a second, for timecodes and lengths in frames.
        doubt: Told the line, a code and a sentence about a length that is none.
    """

    def __init__(self, fps: Fraction, doubt: Callable[[int, str, str], None]) -> None:
        self.fps, self._doubt = fps, doubt

    def measure(self, entries: list[Entry]) -> None:
        """Set the seconds of each entry."""
        rows = [entry for entry in entries if not entry.section]
        starts: dict[int, Fraction] = {}
        clocks = self._are_starts(rows)
        for index, entry in enumerate(rows):
            span = self._stated(entry, starts_only=clocks)
            if span is not None:
                entry.seconds = span.seconds
                if span.start is not None and span.seconds is None:
                    starts[index] = span.start
            else:
                self._take_inline(entry)
        for index, start in starts.items():
            following = next(
                (starts[later] for later in range(index + 1, min(index + 50, len(rows))) if later in starts), None
            )
            if following is not None and sensible(following - start):
                rows[index].seconds = following - start
        self._share(rows)

    def _are_starts(self, rows: list[Entry]) -> bool:
        """Whether a column of single times says when each row starts, not how long it lasts."""
        times = [read_start(entry.text(Field.TIME), self.fps) for entry in rows if entry.text(Field.TIME)]
        known = [time for time in times if time is not None]
        rising = all(before < after for before, after in pairwise(known))
        return len(known) > 1 and len(known) == len(times) and rising and (known[0] == 0 or len(known) > 3)

    def _stated(self, entry: Entry, *, starts_only: bool) -> Span | None:
        """What an entry's own cells say about its length; None if they say nothing."""
        for cell in entry.all(Field.DURATION):
            text = cell.text.strip()
            if text.casefold() in _NO_LENGTH:
                continue
            span = read_span(_with_unit(text, cell.label), self.fps)
            if span:
                return Span(span.seconds)
            self._doubt_length(entry, cell)
        begin, end = entry.text(Field.START), entry.text(Field.END)
        if begin:
            start, stop = self._point(begin), self._point(end) if end else None
            if start is not None and stop is not None and sensible(stop - start):
                return Span(stop - start, start, stop)
            if start is not None and not end:
                return Span(None, start)
        for cell in entry.all(Field.TIME):
            if starts_only:
                return Span(None, read_start(cell.text, self.fps))
            if cell.text.strip().casefold() in _NO_LENGTH:
                continue
            span = read_span(cell.text, self.fps)
            if span:
                return span
            if read_start(cell.text, self.fps) is None:
                self._doubt_length(entry, cell)
        return None

    def _point(self, text: str) -> Fraction | None:
        found = read_start(text, self.fps)
        if found is None:
            span = read_span(text, self.fps)
            found = span.seconds if span else Fraction(0) if text.strip(" 0.,s") == "" else None
        return found

    def _doubt_length(self, entry: Entry, cell: Cell) -> None:
        shown = " ".join(cell.text.split())[:40]
        message = f"{shown!r} is no length between 0.1 and 600 seconds; write it like 4s, 2.5 or 0:04"
        self._doubt(cell.line, "length-unreadable", message)
        # What it says stays in the script, as a note.
        entry.cells[entry.cells.index(cell)] = replace(cell, field=Field.NOTE)

    def _take_inline(self, entry: Entry) -> None:
        """A length that is written into the description."""
        for position, cell in enumerate(entry.cells):
            if cell.field not in {Field.ACTION, Field.TITLE, Field.CAMERA}:
                continue
            text, span = take_length(cell.text, self.fps)
            if span:
                entry.seconds = span.seconds
                entry.cells[position] = Cell(cell.field, cell.label, text, cell.line, cell.line_end)
                return

    def _share(self, rows: list[Entry]) -> None:
        """A row without a number and a length goes on in the time of the row before it."""
        if not any(entry.text(Field.SHOT) for entry in rows):
            return
        index = 0
        while index < len(rows):
            end = index + 1
            while (
                end < len(rows)
                and rows[end].seconds is None
                and not rows[end].text(Field.SHOT)
                and not rows[end].text(Field.SCENE)
            ):
                end += 1
            seconds = rows[index].seconds
            if end > index + 1 and seconds is not None and sensible(seconds / (end - index)):
                for entry in rows[index:end]:
                    entry.seconds = seconds / (end - index)
            index = end


def _with_unit(text: str, label: str) -> str:
    """A bare number with the unit that the column's name gives: ``Duration (frames)``."""
    if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", text):
        return text
    if re.search(r"frames?\b", label, re.IGNORECASE):
        return f"{text}f"
    if re.search(r"\bms\b|_ms$|millis", label, re.IGNORECASE):
        return f"{float(text) / 1000:.3f}"
    return f"{text} min" if re.search(r"\bmin(?:ute)?s?\b", label, re.IGNORECASE) else text
