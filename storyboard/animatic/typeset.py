"""Lines of type ready to be drawn: each in the direction it is read in, and without letters that no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageDraw, features

from storyboard.media import font_for, missing_glyphs

if TYPE_CHECKING:
    from PIL import Image

_LEADING = 1.28
_BASELINE = 1.02  # Of the type's size, from the top of a line.
_RIGHT_TO_LEFT = {"R", "AL"}
_GAP = re.compile(r"\s+(?=[\s:,.!?;])")
# "O.S." is read from left to right in any line; its last point would else go astray.
_ABBREVIATED = re.compile(r"(?<=[A-Z]\.)(?=\))")
_LEFT_TO_RIGHT_MARK = "\u200e"
Colour = tuple[int, int, int]


class _Piece(NamedTuple):
    text: str
    is_speaker: bool
    width: float


class Typeset:
    """Some lines, in the middle of one another.

    Args:
        lines: What they say, as it is spelled.
        size: Of the type, in pixels.
        bold: Set in bold, where the font has it.
        speaker: What the first line begins with, to be set in another colour.
    """

    def __init__(self, lines: Sequence[str], size: int, *, bold: bool, speaker: str) -> None:
        text = "".join(lines)
        self._font = font_for(text, size, bold=bold)
        self._size = size
        # A line without a direction of its own follows the others.
        self._rightwards = not reads_leftwards(text.removeprefix(speaker))
        self._lines = [self._pieces(line, speaker if number == 0 else "") for number, line in enumerate(lines)]
        self._pitch = round(size * _LEADING)
        self._widths = [sum(piece.width for piece in line) for line in self._lines]
        self.width = round(max(self._widths, default=0))
        self.height = self._pitch * len(self._lines)

    def draw(
        self, letters: Image.Image, colours: Image.Image, place: tuple[int, int], *, speaker: Colour, colour: Colour
    ) -> None:
        """Draw them with their top left at `place`: how much they cover into `letters` (L), what colour into `colours`."""
        ink, paint = ImageDraw.Draw(letters), ImageDraw.Draw(colours)
        direction = None if self._rightwards or not _can_shape() else "rtl"
        for number, (line, width) in enumerate(zip(self._lines, self._widths, strict=True)):
            x = place[0] + (self.width - width) / 2
            y = place[1] + number * self._pitch + round(self._size * _BASELINE)
            for piece in line if self._rightwards else reversed(line):
                fill = speaker if piece.is_speaker else colour
                ink.text((x, y), piece.text, font=self._font, fill=255, anchor="ls", direction=direction)
                paint.text((x, y), piece.text, font=self._font, fill=fill, anchor="ls", direction=direction)
                x += piece.width

    def _pieces(self, line: str, speaker: str) -> list[_Piece]:
        parts: tuple[tuple[str, bool], ...] = (
            ((line[: len(speaker)], True), (line[len(speaker) :], False)) if speaker else ((line, False),)
        )
        if not self._rightwards:
            parts = tuple((_ABBREVIATED.sub(_LEFT_TO_RIGHT_MARK, part), is_speaker) for part, is_speaker in parts)
        shown = [(without_boxes(part), is_speaker) for part, is_speaker in parts]
        return [_Piece(part, is_speaker, self._font.getlength(part)) for part, is_speaker in shown if part]


def typeset(lines: Sequence[str], size: int, *, bold: bool = False, speaker: str = "") -> Typeset:
    """Lines ready to be drawn; see `Typeset`."""
    return Typeset(lines, size, bold=bold, speaker=speaker)


def reads_leftwards(text: str) -> bool:
    """Whether a text is read from right to left: whether its first letter that has a direction is."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


@lru_cache(maxsize=2048)
def without_boxes(text: str) -> str:
    """The text without what would be drawn as an empty box: an ellipsis for words in a script without a font.

    Signs and pictures (emoji) are left out; so are characters that are not drawn at all.
    """
    if text.isascii() and text.isprintable():
        return text
    missing = set(missing_glyphs(text))
    shown: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if char in missing:
            if category[0] in "LN" and (not shown or shown[-1] != "…"):
                shown.append("…")
        elif category[0] != "C" or category == "Cf":
            shown.append(char)
    # What is left out leaves no gap.
    return _GAP.sub("", "".join(shown)) if missing else "".join(shown)


@lru_cache(maxsize=1)
def _can_shape() -> bool:
    return bool(features.check_feature("raqm"))
