"""The words of a film as subtitles: a track in the mp4, or a file beside it, in time to the frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from storyboard.animatic.captions import Card, Lettering, Spans, cards_for
from storyboard.media import Subtitle
from storyboard.model import Clip

# Lines are broken as on a screen of this shape; who shows subtitles has their own.
_SCREEN = Lettering(frame=(1920, 1080))
_WORD_JOINER = "\u2060"  # Seen by nobody; keeps what looks like mark-up from being read as such.


def subtitles_of(clips: Sequence[Clip], speech: Mapping[str, Spans] | None = None) -> tuple[Subtitle, ...]:
    """What is read over these clips, in frames from the first one's beginning; none overlaps another.

    Args:
        clips: Neighbours on the timeline.
        speech: Where the lines of a shot are heard, by its id.
    """
    found: list[Subtitle] = []
    begin = 0
    for clip in clips:
        cards = cards_for(clip.shot, _SCREEN, (speech or {}).get(clip.shot.id, ()))
        edges = sorted({edge for card in cards for edge in (card.first, card.last)})
        for first, last in pairwise(edges):
            lines = _lines([card for card in cards if card.first <= first < card.last])
            if not lines:
                continue
            if found and found[-1].last == begin + first and found[-1].lines == lines and first > 0:
                found[-1] = found[-1].model_copy(update={"last": begin + last})
            else:
                found.append(Subtitle(first=begin + first, last=begin + last, lines=lines))
        begin += clip.shot.duration_frames
    return tuple(found)


def to_srt(subtitles: Iterable[Subtitle], fps: Fraction) -> str:
    """SubRip."""
    return "".join(
        f"{number}\n{_clock(one.first, fps, ',')} --> {_clock(one.last, fps, ',')}\n"
        + "".join(f"{_plain(line)}\n" for line in one.lines)
        + "\n"
        for number, one in enumerate(subtitles, 1)
    )


def to_vtt(subtitles: Iterable[Subtitle], fps: Fraction) -> str:
    """WebVTT."""
    return "WEBVTT\n\n" + "".join(
        f"{_clock(one.first, fps, '.')} --> {_clock(one.last, fps, '.')}\n"
        + "".join(f"{_escaped(line)}\n" for line in one.lines)
        + "\n"
        for one in subtitles
    )


def _lines(cards: Sequence[Card]) -> tuple[str, ...]:
    """Titles above what is said."""
    return tuple(line for kind in ("title", "dialogue") for card in cards if card.kind == kind for line in card.lines)


def _clock(frame: int, fps: Fraction, point: str) -> str:
    """The nearest millisecond to the beginning of a frame."""
    whole = round(frame * 1000 / fps)
    seconds, thousandths = divmod(whole, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{thousandths:03d}"


def _plain(line: str) -> str:
    r"""SubRip knows no way to escape; players take ``<b>`` and ``{\an8}`` for mark-up, readers ``-->`` for a time."""
    apart = re.sub(r"(?<=[<{])|(?<=--)(?=>)", _WORD_JOINER, line)
    return apart or _WORD_JOINER


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
