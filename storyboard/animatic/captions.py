"""Which words lie over a shot, and when: dialogue as timed cards of two lines, titles in the middle."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from storyboard.animatic.planes import bars_of
from storyboard.media import font_for, is_cjk, is_mark, missing_glyphs, wrap
from storyboard.model import DialogueLine, Noun, Shot, Voice, timecode

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_DIALOGUE_LINES = 2
_TITLE_LINES = 4
# The usual limits of subtitles; an ideograph is as wide as two letters and says as much as three.
_LETTERS_IN_LINE, _IDEOGRAPHS_IN_LINE = 42, 20
# Letters and ideographs that people read in a second.
READING_SPEED, _READING_SPEED_CJK = 20.0, 9.0
_SAFE = 0.05  # Of each side; nothing is written further out.
# An upright film is watched in an app that lays its own words and buttons over it: at the bottom the caption, on the
# right a column of buttons, at the top the tabs. Both sides are kept free, so that lines stay in the middle.
_UPRIGHT = 1.5
_APP_SIDES, _APP_TOP, _APP_BOTTOM = 0.12, 0.12, 0.21
# Where a long speech is best cut: after a sentence, else after a clause.
_SENTENCE_ENDS = re.compile(r"""[.!?…]+["'”’)]*(?=\s)|[。！？]+[」』”]?""")
_CLAUSE_ENDS = re.compile(r"""[,;:—–]+["'”’)]*(?=\s)|[，、；：]""")
_VOICES = {Voice.VOICE_OVER: "V.O.", Voice.OFF_SCREEN: "O.S.", Voice.PHONE: "on phone"}


# Where each speech of a shot is heard, in frames of the shot: from, up to but not including.
Spans = tuple[tuple[int, int], ...]


class Card(Noun):
    """Some lines that are shown together, from `first` up to but not including `last`, in frames of the shot.

    `speaker` is what the first line begins with when it names who speaks; it is set in another colour. A ``corner`` is
    a note in small type, in the corner that `place` names; a ``watermark`` lies across the middle, faintly. One that
    has `counts_from` is a timecode that runs from that frame of the film.
    """

    kind: Literal["dialogue", "title", "corner", "watermark"]
    first: int
    last: int
    lines: tuple[str, ...]
    speaker: str = ""
    place: str = ""
    counts_from: int | None = None
    fps: Fraction = Fraction(24)

    def at(self, frame: int) -> Card:
        """What it says at a frame of the shot: only a running timecode changes."""
        if self.counts_from is None:
            return self
        reading = f"{self.lines[0]} {timecode(self.counts_from + frame, self.fps)}"
        return self.model_copy(update={"lines": (reading,), "counts_from": None})


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
    def note(self) -> int:
        """Size of the type of notes in the corners."""
        return max(8, round(min(self.frame) * 0.026))

    @property
    def margin(self) -> tuple[int, int]:
        """How far from the sides, and from top and bottom, everything stays."""
        side, above = bars_of(self.frame, self.matte)
        width, height = self.frame[0] - 2 * side, self.frame[1] - 2 * above
        return side + round(width * (_APP_SIDES if self.is_upright else _SAFE)), above + round(
            height * (_APP_TOP if self.is_upright else _SAFE)
        )

    @property
    def is_upright(self) -> bool:
        """The film is made for telephones."""
        return self.frame[1] >= _UPRIGHT * self.frame[0]

    @property
    def below(self) -> int:
        """How far from the bottom everything stays."""
        return max(self.margin[1], round(self.frame[1] * _APP_BOTTOM) if self.is_upright else 0)

    @property
    def padding(self) -> int:
        """Between the letters and the edge of the box behind them."""
        return round(self.dialogue * 0.5)

    @property
    def width(self) -> int:
        """The widest a line may be."""
        return self.frame[0] - 2 * (self.margin[0] + self.padding)


def cards_for(shot: Shot, lettering: Lettering, spans: Spans = ()) -> tuple[Card, ...]:
    """All cards of a shot.

    Speeches follow one another over the whole shot, each as long as its share of the letters; one that needs more than
    two lines is cut into several cards, after a sentence or a clause where it can be.

    Args:
        shot: The shot.
        lettering: How large everything is.
        spans: Where its speeches are heard, one for each; then they are read while they are heard.
    """
    speeches = [list(_speech(line, lettering)) for line in shot.dialogue]
    if len(spans) == len(speeches):
        dialogue = [timed for chunks, span in zip(speeches, spans, strict=True) for timed in _timed(chunks, span)]
    else:
        dialogue = list(_timed([chunk for chunks in speeches for chunk in chunks], (0, shot.duration_frames)))
    titles = _timed(_titles(shot.overlay_text, lettering), (0, shot.duration_frames))
    return (
        *(
            Card(kind="dialogue", first=first, last=last, lines=chunk.lines, speaker=chunk.speaker)
            for chunk, (first, last) in dialogue
        ),
        *(Card(kind="title", first=first, last=last, lines=chunk.lines) for chunk, (first, last) in titles),
    )


def hurry_of(shot: Shot, fps: Fraction) -> float:
    """How many times faster than people read comfortably the shot's dialogue goes by; at most 1 is well."""
    text = "".join("".join(line.text.split()) for line in shot.dialogue)
    ideographs = sum(is_cjk(char) for char in text)
    # Spaces are read as well, one to five letters or so.
    letters = (sum(not is_mark(char) for char in text) - ideographs) * 1.2
    return (letters / READING_SPEED + ideographs / _READING_SPEED_CJK) / shot.seconds(fps)


def missing_letters(shots: Iterable[Shot]) -> str:
    """The letters of their captions and titles that no font here has, each once; pictures (emoji) are not counted."""
    texts = {
        text
        for shot in shots
        for text in (*shot.overlay_text, *(f"{one.character}{one.text}" for one in shot.dialogue))
    }
    missing = {char for text in texts if not text.isascii() for char in missing_glyphs(text)}
    return "".join(sorted(char for char in missing if char.isalnum()))


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
    # Letters are half as wide as the type is high, on average; an ideograph counts as two.
    width = min(lettering.width, lettering.dialogue * _LETTERS_IN_LINE // 2)
    font = _ruler(font_for(text, lettering.dialogue), width)
    for number, piece in enumerate(_pieces(text, font, width)):
        lines = _balanced(piece, font, width)
        named = number == 0 and bool(name) and lines[0].startswith(speaker)
        yield _Chunk(lines, speaker if named else "", _weight(piece))


class _Ruler:
    """A font that only measures: a line is full when it is wide enough or has letters enough.

    It remembers: finding good breaks asks for the same stretches again and again.
    """

    def __init__(self, font: FreeTypeFont, width: int) -> None:
        def measure(text: str) -> float:
            ideographs = sum(is_cjk(char) for char in text)
            letters = sum(not is_mark(char) for char in text) - ideographs
            share = letters / _LETTERS_IN_LINE + ideographs / _IDEOGRAPHS_IN_LINE
            return max(font.getlength(text), share * width)

        self.getlength = lru_cache(maxsize=4096)(measure)


def _ruler(font: FreeTypeFont, width: int) -> FreeTypeFont:
    return cast("FreeTypeFont", _Ruler(font, width))


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
    while wide - narrow > max(1, width / (4 * _LETTERS_IN_LINE)):
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
    width = round(lettering.width * 0.85)
    font = _ruler(font_for("".join(clean), lettering.title, bold=True), width)
    blocks = [_balanced(text, font, width)[:_TITLE_LINES] for text in clean]
    together = tuple(line for block in blocks for line in block)
    if len(together) <= _TITLE_LINES:
        return [_Chunk(together, "", 1)]
    return [_Chunk(block, "", _weight(text)) for block, text in zip(blocks, clean, strict=True)]


def _timed(chunks: Sequence[_Chunk], span: tuple[int, int]) -> Iterator[tuple[_Chunk, tuple[int, int]]]:
    """Share out the frames by weight, without gaps; what would get no frame at all is left out."""
    total = sum(chunk.weight for chunk in chunks)
    begin, frames = span[0], span[1] - span[0]
    ends = [begin, *(begin + round(frames * sum_ / total) for sum_ in accumulate(chunk.weight for chunk in chunks))]
    for chunk, (first, last) in zip(chunks, pairwise(ends), strict=True):
        if last > first:
            yield chunk, (first, last)


def _weight(text: str) -> int:
    """How long a text takes to read; an ideograph says as much as two or three letters."""
    return sum(2 if is_cjk(char) else 1 for char in text) + 8
