"""Screenplays known by their columns: names, speeches and action each begin at a distance of their own from the margin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from storyboard.script.camera import take_camera
from storyboard.script.cue import is_cue_name, is_upper, split_cue
from storyboard.script.fdx import Paragraph
from storyboard.script.fountain import is_transition
from storyboard.script.heading import match_heading

# Action begins at the margin; dialogue stands ten characters in, and nothing else less than three.
_INDENTED = 3.0
# Names, brackets and speeches are kept at their columns to within this.
_SAME_COLUMN = 1.5
_FURNITURE = re.compile(
    r"\(?(?:MORE|SUITE|MEHR|MÁS|CONTINUED|CONT'?D\.?)(?:\s*\(\d+\))?:?\)?(?:\s*\(\d+\))?", re.IGNORECASE
)
_MORE = re.compile(r"\(\s*MORE\s*\)", re.IGNORECASE)
_AGAIN = re.compile(r"CONT(?:['’]?D|INUED|INUING)?\.?|MORE", re.IGNORECASE)
_OMITTED = re.compile(r"\(?OMIT(?:TED)?\)?\.?", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", "…", '"', "”", "»", ")", "。", "！", "？")


@dataclass
class Printed:
    """One printed row.

    Attributes:
        text: Its words.
        indent: How far it begins from the margin of the action, in characters of a typewriter.
        line: Its number in the file.
        gap: Whether there is white above it; None at the top of a page, where that is not known.
        number: The scene number that stands beside it.
        centred: Whether it stands in the middle.
        dual_group: For a row of two speeches side by side which pair it belongs to.
    """

    text: str
    indent: float
    line: int
    gap: bool | None
    number: str | None = None
    centred: bool = False
    dual_group: int = 0


def split_title(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The centred paragraphs before everything else, which are the title and who wrote it; and the others."""
    count = next((index for index, paragraph in enumerate(paragraphs) if not _is_title(paragraph)), 0)
    return paragraphs[:count], paragraphs[count:]


def count_speeches(rows: list[Printed]) -> int:
    """How many rows are names over speeches."""
    return sum(_is_certain_cue(rows, index) for index in range(len(rows)))


def is_screenplay(rows: list[Printed]) -> bool:
    """Whether rows keep to the columns of a screenplay: two speeches, or one and a heading."""
    speeches = count_speeches(rows)
    return speeches > 1 or (speeches == 1 and any(match_heading(row.text) for row in rows))


def read_columns(rows: list[Printed], *, wrapped: bool) -> list[Paragraph]:
    """Rows to paragraphs that say what they are.

    Args:
        rows: In their order. What a page says of itself only, such as (MORE) and CONTINUED, is left out.
        wrapped: Whether a paragraph goes on over several rows; else every row is a whole one.
    """
    reader = _Reader(rows, wrapped=wrapped)
    for index in range(len(rows)):
        reader.row(index)
    return reader.paragraphs


class _Reader:
    """The state machine: a row means what its column and the row above it make of it."""

    def __init__(self, rows: list[Printed], *, wrapped: bool) -> None:
        self.rows, self.wrapped = rows, wrapped
        self.paragraphs: list[Paragraph] = []
        self._speaking = False
        self._more = False
        self._speaker = ""
        self._cue_indent = 0.0
        columns = Counter(
            round(row.indent) for index, row in enumerate(rows) if not row.dual_group and _is_certain_cue(rows, index)
        )
        self._cue_column = columns.most_common(1)[0][0] if columns else None

    def row(self, index: int) -> None:
        """Read one row."""
        row = self.rows[index]
        text = " ".join(row.text.split())
        if _FURNITURE.fullmatch(text) and not (self._speaking and row.gap is False and not text.startswith("(")):
            self._more = self._more or _MORE.fullmatch(text) is not None
            return
        if row.gap:
            self._speaking = False
        indented = row.indent >= _INDENTED or row.dual_group > 0
        slug = None if self._speaking and indented else match_heading(text)
        if row.number and (slug is None and (is_upper(text) or _OMITTED.fullmatch(text))):
            # What has a scene's number is a scene, unless it only moves the camera.
            self._open("shot" if take_camera(text)[0] else "scene heading", text, row)
        elif slug and not row.dual_group and (slug.strong or row.number or row.gap is not False) and _is_set_so(text):
            self._open("scene heading", text, row)
        elif indented and is_transition(text) and (not self._speaking or row.indent > self._cue_indent + _SAME_COLUMN):
            self._open("transition", text, row)
        elif indented and self._is_cue(index):
            self._cue(text, row)
        elif indented and self._goes_on(row):
            self._speech(text, row)
        elif indented:
            self._aside(text, row)
        else:
            self._action(text, row)

    def _is_cue(self, index: int) -> bool:
        row = self.rows[index]
        if self._speaking and row.gap is False:
            return _starts_another(self.rows, index, self.paragraphs[-1].kind, self._cue_indent)
        return _is_certain_cue(self.rows, index) or (
            # A name that is not all in capitals ("McCLANE", "Voice") is known by where it stands.
            self._cue_column is not None
            and abs(row.indent - self._cue_column) <= _SAME_COLUMN
            and not row.text.lstrip().startswith("(")
            and len(row.text) <= 40
            and index + 1 < len(self.rows)
            and not self.rows[index + 1].gap
            and _INDENTED <= self.rows[index + 1].indent < row.indent - _SAME_COLUMN
        )

    def _cue(self, text: str, row: Printed) -> None:
        name, extensions, _ = split_cue(text)
        again = any(_AGAIN.fullmatch(extension) for extension in extensions)
        self._cue_indent = row.indent
        self._speaking = True
        if self._more or (row.gap is None and again):
            self._more = False
            # The same speech on the next page: the name is printed again, and was not said again.
            if again and name == self._speaker:
                return
        self._speaker = name
        self._open("character", text, row)
        self._speaking = True

    def _goes_on(self, row: Printed) -> bool:
        """Whether a row belongs to the speech above it."""
        if self._speaking and row.gap is not None:
            return True
        last = self.paragraphs[-1].kind if self.paragraphs else ""
        return self._speaking or (row.gap is None and last in {"dialogue", "parenthetical"} and not row.centred)

    def _speech(self, text: str, row: Printed) -> None:
        self._speaking = True
        last = self.paragraphs[-1]
        bracket_open = last.kind == "parenthetical" and not last.text.rstrip().endswith((")", "）"))
        if bracket_open:
            _join(last, text, row)
        elif text[0] in "(（":
            self.paragraphs.append(Paragraph("parenthetical", row.line, row.line, runs=[text]))
        elif last.kind == "dialogue":
            _join(last, text, row, sign=" " if self.wrapped else "\n")
        else:
            self.paragraphs.append(Paragraph("dialogue", row.line, row.line, runs=[text]))

    def _aside(self, text: str, row: Printed) -> None:
        """An indented row that nobody speaks: centred, a list, or a quoted letter."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if self.wrapped and last and last.kind == "general" and row.gap is False and not (last.centred or row.centred):
            _join(last, text, row)
        else:
            paragraph = self._open("general", text, row)
            paragraph.centred = row.centred

    def _action(self, text: str, row: Printed) -> None:
        last = self.paragraphs[-1] if self.paragraphs else None
        if last and last.kind == "scene heading" and row.gap is False and self.wrapped and is_upper(text):
            _join(last, text, row)
        elif row.gap is not False and is_transition(text):
            self._open("transition", text, row)
        elif last and last.kind == "action" and self._is_same(last, text, row):
            _join(last, text, row, sign=" " if self.wrapped else "\n")
        else:
            self._open("action", text, row)

    def _is_same(self, last: Paragraph, text: str, row: Printed) -> bool:
        if not self.wrapped:
            return row.line == last.line_end
        if row.gap is None:
            # A page ends in the middle of a sentence; or between two paragraphs.
            return not last.text.rstrip().endswith(_ENDED) and text[0].islower()
        return not row.gap

    def _open(self, kind: str, text: str, row: Printed) -> Paragraph:
        self._speaking = False
        paragraph = Paragraph(
            kind,
            row.line,
            row.line,
            number=row.number,
            dual_group=row.dual_group if kind == "character" else 0,
            runs=[text],
        )
        self.paragraphs.append(paragraph)
        return paragraph


def _is_certain_cue(rows: list[Printed], index: int) -> bool:
    """Whether a row is a name in capitals, away from the margin, right over an indented row that is no name."""
    row = rows[index]
    if (row.indent < _INDENTED and not row.dual_group) or index + 1 >= len(rows):
        return False
    below = rows[index + 1]
    if below.gap or (below.indent < _INDENTED and not below.dual_group):
        return False
    text = " ".join(row.text.split())
    if not is_cue_name(split_cue(text)[0]) or match_heading(text) or is_transition(text) or _FURNITURE.fullmatch(text):
        return False
    above = rows[index - 1] if index else None
    inside = row.gap is False and above is not None and above.indent >= _INDENTED
    if inside and not row.centred:
        # Capitals in the middle of a speech are shouted.
        return below.indent < row.indent - _SAME_COLUMN and row.indent > (above.indent if above else 0) + _SAME_COLUMN
    return below.centred or below.indent <= row.indent + _SAME_COLUMN


def _starts_another(rows: list[Printed], index: int, above: str, cue_indent: float) -> bool:
    """Whether the next speaker's name follows a speech without white between them."""
    row = rows[index]
    if above == "character" or not _is_certain_cue(rows, index):
        return False
    if row.centred:
        return not is_upper(rows[index + 1].text)
    return row.indent >= cue_indent - _SAME_COLUMN


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.kind == "general" and paragraph.centred


def _is_set_so(text: str) -> bool:
    """Whether a heading is set like one; a sentence can begin with "Int."."""
    return is_upper(text) or len(text) <= 80


def _join(paragraph: Paragraph, text: str, row: Printed, *, sign: str = " ") -> None:
    before = paragraph.text
    broken = before.endswith("-") and not before.endswith("--") and before[-2:-1].isalnum() and sign == " "
    paragraph.runs.append(text if broken else f"{sign}{text}")
    paragraph.line_end = max(paragraph.line_end, row.line)
