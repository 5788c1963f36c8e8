"""Notes ``[[ ]]`` and boneyards ``/* */`` are taken out of the text where they stand, so that lines keep their numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from storyboard.model import ElementKind
from storyboard.script.decode import Doubt
from storyboard.script.heading import looks_like_heading

_OPENER = re.compile(r"\[\[|/\*")
_BLANK_LINE = re.compile(r"\n[ \t\u00a0\u3000]*\n")


@dataclass(frozen=True)
class Hidden:
    """A note or a boneyard: its words and its lines."""

    kind: ElementKind
    text: str
    line: int
    line_end: int


@dataclass
class Masked:
    """What is left of a text.

    Attributes:
        lines: The visible text, line by line.
        emptied: For each line, whether masking alone made it blank; such a line parts no paragraphs.
        hidden: What was taken out, in order.
    """

    lines: list[str]
    emptied: list[bool]
    hidden: list[Hidden] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def mask(text: str) -> Masked:
    """Take the notes and boneyards out of a clean text, in time that grows with its length only."""
    if "[[" not in text and "/*" not in text:
        lines = text.split("\n")
        return Masked(lines, [False] * len(lines))
    boneyard_ends = _boneyard_ends(text)
    note_end = _NoteEnds(text)
    visible: list[str] = []
    hidden: list[Hidden] = []
    doubts: list[Doubt] = []
    touched: set[int] = set()
    position, line, counted = 0, 1, 0
    for opener in _OPENER.finditer(text):
        start = opener.start()
        if start < position:
            continue
        line += text.count("\n", counted, start)
        counted = start
        is_note = opener.group() == "[["
        end = note_end.of(start) if is_note else boneyard_ends.get(start, -1)
        if end < 0:
            name = "note" if is_note else "boneyard"
            doubts.append(
                Doubt(line, f"unclosed-{name}", f"a {name} opens here and is never closed; it is read as text")
            )
            continue
        inside = text[start + 2 : end]
        breaks = inside.count("\n")
        if is_note and breaks and _BLANK_LINE.search(inside):
            doubts.append(Doubt(line, "note-across-blank-line", "a note goes on over an empty line", warns=False))
        kind = ElementKind.NOTE if is_note else ElementKind.BONEYARD
        hidden.append(Hidden(kind, inside.strip(), line, line + breaks))
        touched.update(range(line, line + breaks + 1))
        before = text[position:start]
        # "DAN [[really?]] drinks" is one space wide afterwards, not two.
        if before.endswith(" ") and text[end + 2 : end + 3] == " ":
            before = before[:-1]
        visible += (before, "\n" * breaks)
        position = end + 2
    visible.append(text[position:])
    lines = "".join(visible).split("\n")
    emptied = [number + 1 in touched and not content.strip() for number, content in enumerate(lines)]
    return Masked(lines, emptied, hidden, doubts)


class _NoteEnds:
    """Finds where notes end; every search goes on where the last one stopped."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._close = 0
        self._blank_at = 0

    def of(self, start: int) -> int:
        """Index of the ``]]`` that closes the note opened at `start`; -1 when it is not closed."""
        text = self._text
        if 0 <= self._close < start + 2:
            self._close = text.find("]]", start + 2)
        if self._close < 0:
            return -1
        if 0 <= self._blank_at < start:
            blank = _BLANK_LINE.search(text, start)
            self._blank_at = blank.start() if blank else -1
        crosses = 0 <= self._blank_at < self._close
        if crosses and not self._may_cross(start):
            return -1
        return self._close

    def _may_cross(self, start: int) -> bool:
        # By the rules a note ends before an empty line. Writers do let it run on; it is still a note if nothing
        # inside it starts another note or a scene.
        if self._text.find("[[", start + 2, self._close) >= 0:
            return False
        inside = self._text[start + 2 : self._close]
        return not any(looks_like_heading(line) for line in inside.split("\n"))


def _boneyard_ends(text: str) -> dict[int, int]:
    """For each ``/*`` the index of its ``*/``. One inside another is allowed if both are closed."""
    ends: dict[int, int] = {}
    open_starts: list[int] = []
    for token in re.finditer(r"/\*|\*/", text):
        if token.group() == "/*":
            open_starts.append(token.start())
        elif open_starts:
            ends[open_starts.pop()] = token.start()
    if open_starts:
        # The plain rule for those left over: the first closer after them ends them.
        closers = sorted(ends.values())
        for start in open_starts:
            index = bisect_right(closers, start + 1)
            if index < len(closers):
                ends[start] = closers[index]
    return ends
