"""The parts of a Word document that say how its paragraphs look: styles and automatic numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LEVEL = re.compile(r"%([1-9])")
_DEEPEST_STYLE = 20
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST_ROMAN = 399


@dataclass
class Look:
    """What a style or a paragraph says of its own looks; None where it says nothing.

    `left` and `first` are indents in twentieths of a point, `first` from `left`; `level` and `list_id` belong to automatic
    numbers.
    """

    left: int | None = None
    first: int | None = None
    align: str | None = None
    capitals: bool | None = None
    list_id: str | None = None
    level: int | None = None

    def over(self, other: Look) -> Look:
        """These looks where they say something, else the others."""
        return Look(
            **{name: getattr(other, name) if getattr(self, name) is None else getattr(self, name) for name in _LOOKS}
        )


_LOOKS = tuple(Look.__dataclass_fields__)


@dataclass
class Style:
    """A paragraph style: its name as people see it, what it is based on, and its looks."""

    name: str = ""
    based_on: str = ""
    look: Look = field(default_factory=Look)


class StylesReader:
    """Handler for ``word/styles.xml``."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self._open: Style | None = None

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:  # noqa: ARG002 - the handler's protocol
        if tag == "style":
            self._open = Style()
            self.styles[attributes.get("styleId", "")] = self._open
        elif self._open is None:
            return
        elif tag == "name":
            self._open.name = attributes.get("val", "").strip().casefold()
        elif tag == "basedOn":
            self._open.based_on = attributes.get("val", "")
        else:
            read_look(self._open.look, tag, attributes)

    def text(self, data: str) -> None:
        """Styles hold no text."""

    def end(self, tag: str, line: int) -> None:  # noqa: ARG002 - the handler's protocol
        if tag == "style":
            self._open = None

    def look_of(self, style: str) -> Look:
        """The looks of a style and of all that it is based on."""
        if style not in self._looks:
            look = Look()
            for known in self._chain(style):
                look = look.over(known.look)
            self._looks[style] = look
        return self._looks[style]

    def names_of(self, style: str) -> list[str]:
        """The names of a style and of all that it is based on, in small letters."""
        return [known.name for known in self._chain(style)]

    def _chain(self, style: str) -> Iterator[Style]:
        for _ in range(_DEEPEST_STYLE):
            known = self.styles.get(style)
            if known is None:
                return
            yield known
            style = known.based_on


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


class NumbersReader:
    """Handler for ``word/numbering.xml``; counts as Word would."""

    def __init__(self) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._list = ""
        self._number = ""
        self._level: _Level | None = None

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:  # noqa: ARG002 - the handler's protocol
        value = attributes.get("val", "")
        if tag == "abstractNum":
            self._list = attributes.get("abstractNumId", "")
        elif tag == "lvl":
            self._level = _Level()
            # An override of one list is taken for all lists of its kind; they seldom differ in more than where they start.
            self._levels.setdefault(self._list, {}).setdefault(_whole(attributes.get("ilvl")) or 0, self._level)
        elif tag == "num":
            self._number = attributes.get("numId", "")
        elif tag == "abstractNumId":
            self._list = value
            self._abstract[self._number] = value
        elif self._level and tag == "numFmt":
            self._level.form = value
        elif self._level and tag == "lvlText":
            self._level.text = value
        elif self._level and tag == "start":
            self._level.start = _whole(value) or 0

    def text(self, data: str) -> None:
        """Numbers hold no text."""

    def end(self, tag: str, line: int) -> None:  # noqa: ARG002 - the handler's protocol
        if tag == "lvl":
            self._level = None

    def label(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of a list: ``2.``, ``b)``, ``-`` for a bullet, or nothing."""
        abstract = self._abstract.get(list_id)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        known = levels[level]
        if known.form == "bullet":
            return "-"
        if known.form == "none":
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = levels.get(index, _Level())
            return _written(counts.get(index, other.start), other.form)

        return _LEVEL.sub(shown, known.text)[:40]


def read_look(look: Look, tag: str, attributes: dict[str, str]) -> None:
    """Take over what a tag inside of paragraph properties says."""
    value = attributes.get("val", "")
    if tag == "ind":
        left = _whole(attributes.get("left", attributes.get("start")))
        first, hanging = _whole(attributes.get("firstLine")), _whole(attributes.get("hanging"))
        look.left = left if left is not None else look.left
        look.first = -hanging if hanging is not None else first if first is not None else look.first
    elif tag == "jc":
        look.align = value
    elif tag == "caps":
        look.capitals = value not in {"0", "false", "off"}
    elif tag == "numId":
        look.list_id = value
    elif tag == "ilvl":
        look.level = _whole(value)


def _whole(text: str | None) -> int | None:
    """A whole number within reason; None for anything else."""
    try:
        return max(-100_000, min(int(float(text)), 100_000)) if text and len(text) < 20 else None
    except (ValueError, OverflowError):
        return None


def _written(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= _HIGHEST_ROMAN:
        roman = ""
        for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), *_ROMAN):
            roman += sign * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)
