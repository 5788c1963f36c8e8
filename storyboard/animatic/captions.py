"""Which words lie over a shot, and when: dialogue as timed cards of two lines, titles in the middle."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from storyboard.animatic.planes import bars_of
from storyboard.media import font_for, is_cjk, wrap
from storyboard.model import DialogueLine, Noun, Shot, Voice

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_DIALOGUE_LINES = 2
_TITLE_LINES = 4
_LETTERS_IN_LINE = 42
_SAFE = 0.05  # Of each side; nothing is written further out.
# Where a long speech is best cut: after a sentence, else after a clause.
_SENTENCE_ENDS = re.compile(r"""[.!?…]+["'”’)]*(?=\s)|[。！？]+[」』”]?""")
_CLAUSE_ENDS = re.compile(r"""[,;:—–]+["'”’)]*(?=\s)|[，、；：]""")
_VOICES = {Voice.VOICE_OVER: "V.O.", Voice.OFF_SCREEN: "O.S.", Voice.PHONE: "on phone"}


class Card(Noun):
    """Some lines that are shown together, from `first` up to but not including `last`, in frames of the shot.

    `speaker` is what the first line begins with when it names who speaks; it is set in another colour.
    """

    kind: Literal["dialogue", "title"]
    first: int
    last: int
    lines: tuple[str, ...]
    speaker: str = ""


class Lettering(Noun):
    """Type measures for one frame size, in pixels.

    They follow the shorter side, so that an upright film reads as well. Where the frame is matted, everything stays
    inside the picture that is left.
    """

    frame: tuple[int, int]
    matte: float | None = None

    @property
    def dialogue(self) -> int:
        """Size of the type of dialogue."""
        return max(9, round(min(self.frame) * 0.046))

    @property
    def title(self) -> int:
        """Size of the type of titles."""
        return max(12, round(min(self.frame) * 0.07))

    @property
    def margin(self) -> tuple[int, int]:
        """How far from the edges everything stays."""
        side, above = bars_of(self.frame, self.matte)
        width, height = self.frame[0] - 2 * side, self.frame[1] - 2 * above
        return side + round(width * _SAFE), above + round(height * _SAFE)

    @property
    def padding(self) -> int:
        """Between the letters and the edge of the box behind them."""
        return round(self.dialogue * 0.5)

    @property
    def width(self) -> int:
        """The widest a line may be."""
        return self.frame[0] - 2 * (self.margin[0] + self.padding)


def cards_for(shot: Shot, lettering: Lettering) -> tuple[Card, ...]:
    """All cards of a shot.

    Speeches follow one another over the whole shot, each as long as its share of the letters; one that needs more than
    two lines is cut into several cards, after a sentence or a clause where it can be.
    """
    speeches = [chunk for line in shot.dialogue for chunk in _speech(line, lettering)]
    dialogue = [
        Card(kind="dialogue", first=first, last=last, lines=chunk.lines, speaker=chunk.speaker)
        for chunk, (first, last) in _timed(speeches, shot.duration_frames)
    ]
    titles = [
        Card(kind="title", first=first, last=last, lines=chunk.lines)
        for chunk, (first, last) in _timed(_titles(shot.overlay_text, lettering), shot.duration_frames)
    ]
    return (*dialogue, *titles)


class _Chunk(NamedTuple):
    lines: tuple[str, ...]
    speaker: str
    weight: int


def _speech(line: DialogueLine, lettering: Lettering) -> Iterator[_Chunk]:
    spoken = " ".join(line.text.split())
    if not spoken:
        return
    name = " ".join(line.character.split())
    speaker = f"{name} ({_VOICES[line.voice]}):" if line.voice in _VOICES else f"{name}:"
    text = f"{speaker} {spoken}" if name else spoken
    font = _ruler(font_for(text, lettering.dialogue))
    # Letters are half as wide as the type is high, on average; an ideograph counts as two.
    width = min(lettering.width, lettering.dialogue * _LETTERS_IN_LINE // 2)
    for number, piece in enumerate(_pieces(text, font, width)):
        lines = _balanced(piece, font, width)
        named = number == 0 and bool(name) and lines[0].startswith(speaker)
        yield _Chunk(lines, speaker if named else "", _weight(piece))


class _Ruler:
    """A font that only measures, and remembers: finding good breaks asks for the same stretches again and again."""

    def __init__(self, font: FreeTypeFont) -> None:
        self.getlength = lru_cache(maxsize=4096)(font.getlength)


def _ruler(font: FreeTypeFont) -> FreeTypeFont:
    return cast("FreeTypeFont", _Ruler(font))


def _pieces(text: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """The text in parts that fit on one card each."""
    rest = text
    while rest:
        lines = wrap(rest, font, width)
        if len(lines) <= _DIALOGUE_LINES:
            yield rest
            return
        fitting = _length_of(rest, lines[:_DIALOGUE_LINES])
        cut = _good_cut(rest, fitting)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()


def _length_of(text: str, lines: Sequence[str]) -> int:
    """How many letters of `text` stand in its first lines; wrapping drops the spaces at the breaks."""
    position = 0
    for line in lines:
        position = text.index(line, position) + len(line)
    return position


def _good_cut(text: str, fitting: int) -> int:
    """Where to cut a text of which `fitting` letters go on the card: after a sentence or clause that nearly fills it.

    Where there is none, evenly, so that no card is left with the last two words.
    """
    for ends, least in ((_SENTENCE_ENDS, 0.35), (_CLAUSE_ENDS, 0.55)):
        cuts = [match.end() for match in ends.finditer(text) if least * fitting <= match.end() <= fitting]
        if cuts:
            return cuts[-1]
    even = math.ceil(len(text) / math.ceil(len(text) / fitting))
    space = text.find(" ", even, fitting + 1)
    return space if space > 0 else fitting


def _balanced(text: str, font: FreeTypeFont, width: int) -> tuple[str, ...]:
    """Lines of about equal length: the narrowest measure that takes no more lines than the widest does."""
    lines = wrap(text, font, width)
    if len(lines) == 1:
        return tuple(lines)
    # To a quarter of a letter is near enough.
    narrow, wide = int(font.getlength(text) / len(lines)), width
    while wide - narrow > width / (4 * _LETTERS_IN_LINE):
        middle = (narrow + wide) // 2
        if len(wrap(text, font, middle)) <= len(lines):
            wide = middle
        else:
            narrow = middle
    return tuple(wrap(text, font, wide))


def _titles(texts: Sequence[str], lettering: Lettering) -> list[_Chunk]:
    """Titles stand together while they fit, else one after the other."""
    clean = [" ".join(text.split()) for text in texts if text.strip()]
    if not clean:
        return []
    font = _ruler(font_for("".join(clean), lettering.title, bold=True))
    width = round(lettering.width * 0.85)
    blocks = [_balanced(text, font, width)[:_TITLE_LINES] for text in clean]
    together = tuple(line for block in blocks for line in block)
    if len(together) <= _TITLE_LINES:
        return [_Chunk(together, "", 1)]
    return [_Chunk(block, "", _weight(text)) for block, text in zip(blocks, clean, strict=True)]


def _timed(chunks: Sequence[_Chunk], frames: int) -> Iterator[tuple[_Chunk, tuple[int, int]]]:
    """Share out the frames by weight, without gaps; what would get no frame at all is left out."""
    total = sum(chunk.weight for chunk in chunks)
    ends = [0, *(round(frames * sum_ / total) for sum_ in accumulate(chunk.weight for chunk in chunks))]
    for chunk, (first, last) in zip(chunks, pairwise(ends), strict=True):
        if last > first:
            yield chunk, (first, last)


def _weight(text: str) -> int:
    """How long a text takes to read; an ideograph says as much as two or three letters."""
    return sum(2 if is_cjk(char) else 1 for char in text) + 8
