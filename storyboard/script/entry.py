"""One row of a list of shots, whatever the list came from: its filled cells and what they mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from storyboard.script.fields import Field

_IDENTIFIER = re.compile(
    r"(?:(?:scene|sc|shot|sh|s|szene|scène|escena|сцена|кадр|cut|c|no|nr|#|№|第)?[\s._#-]*)?"
    r"(?P<number>[A-Za-z]{0,4}_?\d{1,5}(?:(?:[._-][A-Za-z]{0,4}|[A-Za-z]{1,4})\d{1,5})*[A-Za-z]{0,3})\s*[场場镜鏡集カット话話.)]*",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 24
_TWO_PARTS = re.compile(
    r"(?:scene|sc|s)?0*(?P<scene>\d{1,4})(?:(?:[\s._-]+(?:shot|sh|s)?|shot|sh|s)[._-]?0*(?P<shot>\d{1,4})|(?P<letter>[A-Za-z]{1,2}))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """One filled cell: what it means, what its column is called, its text and its lines."""

    field: Field
    label: str
    text: str
    line: int
    line_end: int


@dataclass
class Entry:
    """One row, list item or mapping. `section` is the text of a row that only names what follows."""

    line: int
    line_end: int
    cells: list[Cell] = field(default_factory=list)
    section: str = ""
    seconds: Fraction | None = None

    def all(self, kind: Field) -> list[Cell]:
        """The cells of one kind."""
        return [cell for cell in self.cells if cell.field is kind]

    def text(self, kind: Field) -> str:
        """The text of the first cell of one kind."""
        return next((" ".join(cell.text.split()) for cell in self.cells if cell.field is kind), "")


def identifier(text: str) -> str:
    """The number in a scene or shot cell (``Shot 2B`` is 2B); empty for a text that is more than a number."""
    text = text.strip().strip("*_#")
    match = _IDENTIFIER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if match is None:
        return ""
    # SC01_SH010 is one name; in "Shot 12" the word is only a label.
    return text if "_" in match["number"] else match["number"]


def split_numbers(entries: list[Entry]) -> None:
    """Shot numbers such as ``2-1``, ``SC02_SH010`` or ``2A`` carry the scene where the list has no column for it."""
    rows = [entry for entry in entries if not entry.section]
    placed = (Field.SCENE, Field.PLACE, Field.HEADING)
    if len(rows) < len(entries) or any(entry.text(kind) for entry in rows for kind in placed):
        return
    numbers = [entry.text(Field.SHOT) for entry in rows]
    matches = [_TWO_PARTS.fullmatch(number) for number in numbers if number]
    found = [match for match in matches if match]
    scenes = Counter(match["scene"] for match in found if match["shot"] or match["letter"])
    plain = [match for match in found if not match["shot"] and not match["letter"]]
    if not scenes or len(found) < len(matches) or plain or max(scenes.values()) < 2:
        return
    for entry in rows:
        match = _TWO_PARTS.fullmatch(entry.text(Field.SHOT))
        if match:
            entry.cells.insert(0, Cell(Field.SCENE, "scene", match["scene"], entry.line, entry.line))
