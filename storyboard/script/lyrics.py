"""Lyrics and captions with times: LRC, SRT and WebVTT. Each line is a moment of a music video, as long as it is sung."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.decode import clean_text
from storyboard.script.lengths import LONGEST, SHORTEST, written
from storyboard.script.speech import Heard, split_heard
from storyboard.script.table import MAX_ROWS

_LRC_TIME = re.compile(r"\[(?P<minutes>\d{1,3}):(?P<seconds>[0-5]?\d)(?:[.:](?P<part>\d{1,3}))?\]")
_LRC_FACT = re.compile(r"\s*\[(?P<key>[A-Za-z#]{1,12}):(?P<value>[^\]\n]*)\]\s*")
_WORD_TIME = re.compile(r"<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>")
_ARROW = re.compile(
    r"[ \t]*(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:[ \t].*)?"
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,40})?\s+(?P<name>[^<>\n]{1,40})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,60}>|\{\\[^{}\n]{0,60}\}")
# A rest between two lines shorter than this belongs to the line before it; a longer one is a moment without words.
_REST = Fraction(2)
_KEYS = {"ti": "title", "ar": "artist", "al": "album", "au": "author", "by": "by"}


@dataclass(frozen=True)
class _Line:
    start: Fraction
    end: Fraction | None
    words: str
    line: int
    line_end: int
    rows: tuple[int, ...] = ()


def is_lyrics(text: str) -> str:
    """``lrc``, ``srt`` or ``vtt`` for a text with times of that kind; empty for any other."""
    lines = text.split("\n", 400)[:400]
    if lines and lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        return "vtt"
    written_lines = [line for line in lines if line.strip()]
    if any(_ARROW.fullmatch(line) for line in written_lines[:20]):
        return "srt"
    timed = sum(_LRC_TIME.match(line.strip()) is not None for line in written_lines)
    facts = sum(_LRC_FACT.fullmatch(line) is not None and not _LRC_TIME.match(line.strip()) for line in written_lines)
    return "lrc" if timed and timed >= (len(written_lines) - facts) * 0.6 else ""


def parse_lyrics(text: str, *, file: str) -> Script:
    """Read timed lyrics or captions: for each line a SHOT element with its length, then the words.

    Rests of two seconds and more, and what is played before the first words, become shots of their own.

    Args:
        text: The whole text.
        file: Its name in sources and diagnostics.
    """
    clean, doubts = clean_text(text)
    form = is_lyrics(clean) or "srt"
    builder = Builder(file=file, form=form, text=text)
    builder.doubts += doubts
    lines = clean.split("\n")
    sung = _lrc(builder, lines) if form == "lrc" else _cues(builder, lines)
    if len(sung) > MAX_ROWS:
        builder.doubt(sung[MAX_ROWS].line, "too-many-rows", f"more than {MAX_ROWS:,} lines; the rest is left out")
        sung = sung[:MAX_ROWS]
    end = sung[-1].end if sung and sung[-1].end else None
    length = _length_of(builder.title_page.get("length", ""))
    _write(builder, sung, length if end is None else max(end, length or end))
    return builder.script(last_line=len(lines), untitled=builder.title_page.get("title") or "SONG")


def _lrc(builder: Builder, lines: list[str]) -> list[_Line]:
    found: list[_Line] = []
    offset = Fraction(0)
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        fact = _LRC_FACT.fullmatch(line)
        if fact and not _LRC_TIME.match(line):
            key = fact["key"].casefold()
            value = fact["value"].strip()
            if key == "offset" and re.fullmatch(r"[+-]?\d{1,6}", value):
                offset = Fraction(int(value), 1000)
            elif value:
                builder.fact(_KEYS.get(key, key), value)
            continue
        times: list[Fraction] = []
        position = 0
        while match := _LRC_TIME.match(line, position):
            part = match["part"] or "0"
            times.append(int(match["minutes"]) * 60 + int(match["seconds"]) + Fraction(int(part), 10 ** len(part)))
            position = match.end()
            while line[position : position + 1] == " ":
                position += 1
        words = " ".join(_WORD_TIME.sub("", line[position:]).split())
        if times:
            # A positive offset makes the words come earlier.
            found += [_Line(max(time - offset, Fraction(0)), None, words, number, number) for time in times]
        elif words:
            builder.add(ElementKind.NOTE, words, number)
    return sorted(found, key=lambda item: (item.start, item.line))


def _cues(builder: Builder, lines: list[str]) -> list[_Line]:
    found: list[_Line] = []
    index = 0
    while index < len(lines):
        match = _ARROW.fullmatch(lines[index])
        if match is None:
            stray = lines[index].strip()
            is_number = stray.isdigit() and index + 1 < len(lines) and _ARROW.fullmatch(lines[index + 1])
            if stray and not is_number and not (index == 0 and stray.startswith("WEBVTT")):
                # Comments, styles, and the names that WebVTT gives to lines.
                builder.add(ElementKind.NOTE, stray, index + 1)
            index += 1
            continue
        first = index + 1
        index += 1
        words: list[tuple[str, int]] = []
        while index < len(lines) and lines[index].strip() and not _ARROW.fullmatch(lines[index]):
            if lines[index].strip().isdigit() and index + 1 < len(lines) and _ARROW.fullmatch(lines[index + 1]):
                break
            words.append((_TAG.sub("", _VOICE.sub(_said_by, lines[index])).strip(), index + 1))
            index += 1
        start, end = _clock(match["start"]), _clock(match["end"])
        if end <= start:
            builder.doubt(first, "cue-ends-early", "the line ends before it begins; its length is left to the next one")
        found.append(
            _Line(
                start,
                end if end > start else None,
                "\n".join(word for word, _ in words if word),
                first,
                max(first, index),
                tuple(row for word, row in words if word),
            )
        )
    return sorted(found, key=lambda item: (item.start, item.line))


def _write(builder: Builder, sung: list[_Line], end_of_song: Fraction | None) -> None:
    if not sung:
        builder.doubt(1, "no-lines", "no line has a time")
        return
    if sung[0].start >= _REST:
        _rest(builder, sung[0].start, sung[0].line)
    for position, item in enumerate(sung):
        following = sung[position + 1].start if position + 1 < len(sung) else end_of_song
        ends = item.end if item.end is not None else following
        if ends is not None and following is not None:
            ends = following if following - ends < _REST else ends
        seconds = None if ends is None else _hundredths(ends) - _hundredths(item.start)
        if seconds is not None and seconds < SHORTEST:
            if item.words and following is not None and following > item.start:
                seconds = SHORTEST
            elif item.words and position + 1 < len(sung):
                builder.doubt(item.line, "same-time", "two lines at the same time; the first has no picture of its own")
                builder.paragraph(ElementKind.NOTE, item.words, item.line, item.line_end)
                continue
            elif item.words:
                # The song is said to end before it: that cannot be so.
                seconds = None
            else:
                continue
        if seconds is not None and seconds > LONGEST:
            builder.doubt(
                item.line, "length-unreadable", "the line would last over ten minutes; its length is left open"
            )
            seconds = None
        builder.add(ElementKind.SHOT, written(seconds) if seconds is not None else "", item.line, forced=True)
        if not item.words:
            builder.add(ElementKind.NOTE, "instrumental", item.line)
        for piece in split_heard(item.words, audio=False) if item.words else []:
            rows = item.rows or (item.line,)
            line, last = (rows[min(offset, len(rows) - 1)] for offset in (piece.line, piece.line_end))
            if piece.kind is Heard.SPEECH:
                builder.speech(piece.name, piece.text, line, last, extensions=piece.extensions, manner=piece.manner)
            else:
                builder.paragraph(ElementKind.LYRICS, piece.text, line, last)
        if ends is not None and following is not None and following - ends >= _REST:
            _rest(builder, following - ends, item.line)


def _rest(builder: Builder, seconds: Fraction, line: int) -> None:
    """A moment in which nothing is sung; long ones stay within what a shot may last."""
    builder.add(ElementKind.SHOT, written(min(seconds, LONGEST)), line, forced=True)
    builder.add(ElementKind.NOTE, "instrumental", line)


def _said_by(match: re.Match[str]) -> str:
    """``<v Nora>`` says who is heard."""
    return f"{match['name'].strip().upper()}: "


def _hundredths(time: Fraction) -> Fraction:
    """Times are cut to hundredths before they are subtracted, so that the lengths add up to the song's."""
    return Fraction(round(time * 100), 100)


def _clock(text: str) -> Fraction:
    whole, _, part = text.replace(",", ".").partition(".")
    seconds = Fraction(0)
    for number in whole.split(":"):
        seconds = seconds * 60 + int(number)
    return seconds + Fraction(int(part), 10 ** len(part))


def _length_of(text: str) -> Fraction | None:
    match = re.fullmatch(r"(\d{1,3}):(\d{2})(?:[.,]\d+)?", text.strip())
    return Fraction(int(match[1]) * 60 + int(match[2])) if match else None
