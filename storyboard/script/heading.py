"""Sluglines: ``12. INT. LIGHTHOUSE - LAMP ROOM - NIGHT #12A#``, in any language, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.model import Heading, Interior, TimeOfDay
from storyboard.script.cue import is_upper
from storyboard.script.words import (
    CARRY_WORDS,
    EXTERIOR_WORDS,
    FLASHBACK_WORDS,
    INTERIOR_WORDS,
    TIME_FILLERS,
    TIME_WORDS,
)

_SIDE = "|".join(re.escape(word) for word in sorted((*INTERIOR_WORDS, *EXTERIOR_WORDS), key=len, reverse=True))
_PREFIX = re.compile(
    r"(?:(?:FLASH ?BACK|FLASH ?FORWARD|DREAM(?: SEQUENCE)?|NIGHTMARE|MEMORY|FANTASY)\s?[:–—-]+\s?)?(?:(?P<number>[0-9]{1,4}[A-Z]{0,3}|[A-Z][0-9]{1,4}|[0-9]{1,3}-[0-9]{1,3})[.)]?[ \t]+(?:[|｜][ \t]*)?)?"
    rf"(?P<prefix>I\.?\s?[/／]\s?E|E\.?\s?[/／]\s?I|(?:{_SIDE})(?:[.．]?\s?[/／-]\s?(?:{_SIDE}))?)"
    r"(?:(?P<dot>[.．。])|(?=[\s–—:：·-]))",
    re.IGNORECASE,
)
_LOOSE_WORDS = 8
_SEPARATOR = re.compile(r" [-–—]+ | ?[–—]+ ?| --+ ?| ?[|｜·] ?")
_NUMBER = re.compile(r"[A-Za-z0-9.\-]+")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?\s?([ap])\.?m\b", re.IGNORECASE)
_EDGE = " \t.-–—:：·,"
_CAMERA = re.compile(
    r"(?:CLOSE|WIDE|MED(?:IUM)?\b|ANGLE|INSERT|POV\b|ESTABLISHING|AERIAL|TRACKING|TWO SHOT|LOW ANGLE|HIGH ANGLE"
    r"|SERIES OF SHOTS|MONTAGE|INTERCUT|.{0,40}\bPOV$)"
)


@dataclass(frozen=True)
class Slug:
    """A line that is a heading: its text without scene number, its number, and how sure that is.

    `strong` is a heading that could be nothing else, even where the blank lines around it are missing.
    """

    text: str
    number: str | None
    strong: bool


def match_heading(line: str, *, loose: bool = False) -> Slug | None:
    """The heading in a line that starts with INT, EXT or their like; None for any other line.

    Args:
        line: The line.
        loose: In a text that keeps to no rules ``int forest cabin night`` is one as well, and a strong one.
    """
    match = _PREFIX.match(line)
    if match is None:
        return None
    # Runs of white space go first: the patterns below must never meet one.
    text, number = split_scene_number(" ".join(line.split()))
    match = _PREFIX.match(text) or match
    rest = text[match.end() :].strip(_EDGE)
    if not rest:
        return None
    capitals = is_upper(_BRACKETS.sub("", text)) or not _has_case(text)
    dashed = _SEPARATOR.search(rest) is not None
    timed = _time_in(_parts_of(rest)) is not None
    loose = loose and timed and len(text.split()) <= _LOOSE_WORDS and text[-1:] not in ".!?"
    if not match["dot"] and not (capitals or dashed or loose):
        # "Est-ce que", "Ext ..." in a sentence: without its full stop the word must be set like a heading.
        return None
    leading = match["number"]
    if leading and number is None:
        number = leading
        text = text[match.start("prefix") :].strip()
    return Slug(text, number, strong=loose or (capitals and timed and (bool(match["dot"]) or dashed)))


def looks_like_heading(line: str) -> bool:
    """Whether a line would start a scene if it stood alone."""
    return match_heading(line.strip()) is not None


def split_scene_number(text: str) -> tuple[str, str | None]:
    """A heading without its ``#12A#``, and that number."""
    text = text.rstrip()
    if text.endswith(("#", "＃")):
        start = max(text.rfind("#", 0, len(text) - 1), text.rfind("＃", 0, len(text) - 1))
        number = text[start + 1 : -1]
        if start > 0 and _NUMBER.fullmatch(number):
            return text[:start].rstrip(), number
    return text, None


def read_heading(text: str, *, before: TimeOfDay = TimeOfDay.DAY) -> Heading:
    """Take a heading apart.

    Args:
        text: The slugline without its scene number.
        before: The light of the scene before; CONTINUOUS, LATER and a missing time mean that.
    """
    text = " ".join(text.split())
    match = _PREFIX.match(text)
    interior = _interior_of(match["prefix"]) if match else Interior.UNKNOWN
    rest = (text[match.end() :] if match else text).strip(_EDGE)
    asides = [aside.strip() for aside in _BRACKETS.findall(rest)]
    parts = _parts_of(_BRACKETS.sub(" ", rest))
    found = _time_in(parts)
    time_raw, meaning = "", None
    if found is not None:
        index, time_raw, meaning = found
        parts = _without_time(parts, index, time_raw)
    else:
        for aside in asides:
            meaning = _meaning(aside)
            if meaning:
                time_raw = aside
                break
    places = [part for part in parts if not _is_remark(part)] or parts[:1]
    place, _, slash_place = places[0].partition(" / ") if places else ("", "", "")
    sub_places = [part for part in (slash_place, *places[1:]) if part]
    return Heading(
        text=text,
        interior=interior,
        place=" ".join(place.split()) or text.strip(),
        sub_place=" - ".join(" ".join(part.split()) for part in sub_places),
        time_raw=time_raw,
        time=meaning if isinstance(meaning, TimeOfDay) else before,
    )


def _has_case(text: str) -> bool:
    return text.upper() != text.lower()


def _interior_of(prefix: str) -> Interior:
    sides = set()
    for word in re.split(r"[./／\s．-]+", prefix.casefold()):
        if word in {"i", *INTERIOR_WORDS}:
            sides.add(Interior.INT)
        elif word in {"e", *(name.casefold() for name in EXTERIOR_WORDS)}:
            sides.add(Interior.EXT)
    if len(sides) > 1:
        return Interior.BOTH
    return sides.pop() if sides else Interior.UNKNOWN


def _parts_of(rest: str) -> list[str]:
    """What stands between the dashes; where a time word shows that points, commas or hyphens part, between those."""
    parts = [part.strip(_EDGE) for part in _SEPARATOR.split(rest)]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        for sign in (".", "。", ",", "，", "-", "、"):
            pieces = [piece.strip(_EDGE) for piece in parts[0].split(sign)]
            pieces = [piece for piece in pieces if piece]
            if len(pieces) > 1 and any(_meaning(piece) for piece in pieces):
                return pieces
        words = parts[0].split()
        for count in (2, 1):
            if len(words) > count and _meaning(" ".join(words[-count:])):
                return [" ".join(words[:-count]), " ".join(words[-count:])]
    return parts


def _time_in(parts: list[str]) -> tuple[int, str, TimeOfDay | str] | None:
    """Which part is the time of day: its index, its words and what they mean. The last one wins."""
    for index in range(len(parts) - 1, -1, -1):
        if index == 0 and len(parts) == 1:
            break
        meaning = _meaning(parts[index])
        if meaning:
            return index, parts[index], meaning
        first, comma, _ = parts[index].partition(",")
        if comma and index and (meaning := _meaning(first)):
            return index, first.strip(), meaning
    return None


def _without_time(parts: list[str], index: int, time_raw: str) -> list[str]:
    left = parts[index].removeprefix(time_raw).strip(_EDGE)
    return [*parts[:index], *([left] if left else []), *parts[index + 1 :]]


def _meaning(text: str) -> TimeOfDay | str | None:
    """The light a phrase stands for; "carry" for the light of the scene before; None if it is no time."""
    clock = _CLOCK.search(text)
    if clock:
        return _light_at(int(clock[1]) % 12 + (12 if clock[2].lower() == "p" else 0))
    words = _WORD.findall(text.casefold())
    if not words or len(words) > 6:
        return None
    concrete: TimeOfDay | None = None
    carries = False
    for word in words:
        time = TIME_WORDS.get(word)
        if time is None and not word.isascii():
            # Scripts without spaces: 第二天夜晚 ends in its time word.
            time = next((TIME_WORDS[word[-length:]] for length in (3, 2) if word[-length:] in TIME_WORDS), None)
        if time is not None:
            concrete = time
        elif word in CARRY_WORDS or word.startswith("simultan"):
            carries = True
        elif word not in TIME_FILLERS and word not in FLASHBACK_WORDS and not word.isdigit():
            return None
    if "hour" in words and ("magic" in words or "golden" in words):
        return TimeOfDay.DUSK
    if "early" in words and "morning" in words:
        return TimeOfDay.DAWN
    if concrete is not None:
        return concrete
    return "carry" if carries else None


def _light_at(hour: int) -> TimeOfDay:
    if 5 <= hour < 7:
        return TimeOfDay.DAWN
    if 7 <= hour < 18:
        return TimeOfDay.DAY
    return TimeOfDay.DUSK if 18 <= hour < 20 else TimeOfDay.NIGHT


def _is_remark(part: str) -> bool:
    """A part of a slugline that names no place: FLASHBACK, CLOSE ON X, a year."""
    words = part.casefold().split()
    if not words:
        return True
    return words[0] in FLASHBACK_WORDS or part.isdigit() or (is_upper(part) and _CAMERA.match(part) is not None)
