"""Directions as shot lists and shot notes write them: ``WS, Master, Eye Level, Static, 24mm, 6s``, token by token."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache

from storyboard.breakdown import direction_words as words
from storyboard.breakdown.cues import Cue, read_cue
from storyboard.breakdown.sentences import is_cjk, word_set
from storyboard.model import Angle, Framing, Movement, Size
from storyboard.script import is_upper

_NOTE_LABELS = frozenset(
    ["shot", "камера", "кадр", "镜头", "鏡頭", "plan", "plano", "toma", "einstellung", "inquadratura", "カット", "لقطة"]
)
_SECONDS = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:s|secs?|seconds?|sek|seg|сек|с|秒|ث)\.?|(?P<minutes>\d{1,2}):(?P<rest>\d{2}(?:[.,]\d{1,3})?)"
)
_SHORTEST, _LONGEST = 0.1, 600
_LENS = re.compile(
    r"(?P<length>\d{1,4}(?:[.,]\d)?(?:\s?[-–]\s?\d{1,4})?)\s?(?:mm|мм|毫米|ミリ|مم)(?![^\W_])"
    r"(?P<kind>(?:\s+(?:macro|makro|prime|anamorphic|spherical|zoom|wide|tele|telephoto|vintage|lens|objektiv|equivalent|full[- ]frame))*)",
    re.IGNORECASE,
)
_APERTURE = re.compile(r"\b[ftFT]/?(?P<stop>\d{1,2}(?:\.\d)?)\b(?!\s*(?:mm|s\b))")
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][^:：.!?。\n\"]{0,50}?)\s*[:：](?!//)(?P<rest>.*)", re.DOTALL)
_NO_SIGNS = re.compile(r"[.'’\"“”()\[\]]")
_SPACES = re.compile(r"[\s\-‐‑–—_/+&・·]+")
_LONGEST_PHRASE = 6
_LONGEST_TAIL, _LONGEST_TOKEN = 5, 200
_SURE_LABELS = word_set(
    """luftaufnahme totale halbtotale nahaufnahme großaufnahme grossaufnahme detailaufnahme halbnah nah close closeup panorâmica panorámica panoramique
    travelling zoom contrechamp gegenschuss contraplano contracampo controcampo plongée contreplongée picado contrapicado крупно наезд отъезд
    деталь вставка"""
)
_TAILS = frozenset(["handheld", "pov", "ots", "mcu", "ecu", "drone", "steadicam", "overhead"])
# Names of moves that mean nothing else.
_SURE = frozenset(
    [
        "zoom",
        "travelling",
        "kamerafahrt",
        "ranfahrt",
        "schwenk",
        "carrellata",
        "panorámica",
        "panoramique",
        "наезд",
        "отъезд",
        "панорама",
    ]
)
_NOTHING_SAID = frozenset(
    [
        "none",
        "n/a",
        "na",
        "tbd",
        "tba",
        "tbc",
        "-",
        "--",
        "—",
        "–",
        "?",
        "x",
        "any",
        "keine",
        "aucun",
        "нет",
        "无",
        "なし",
    ]
)


@dataclass
class _Read:
    """What the words of one token say; `known` and `strange` count its words."""

    cue: Cue
    weak: Cue = field(default_factory=Cue)
    known: int = 0
    strange: int = 0


def tokens_of(text: str) -> list[str]:
    """The parts of a direction: ``CU, low; push in`` has three."""
    # A decimal comma belongs to its number: "85 mm, 3,5 s" has two.
    parts = re.split(r"[;；、，\n]|,(?!\d(?:\d)?\s?(?:s|sec|сек|秒|mm)\b)|(?<=\D),", text)
    return [part.strip() for part in parts if part.strip(" .") and part.strip().casefold() not in _NOTHING_SAID]


def read_note(text: str) -> Cue | None:
    """The direction in a note ``shot: CU, low, push in, 4s``; None for a note about something else."""
    label, colon, body = text.replace("：", ":", 1).partition(":")
    if not colon or label.strip().casefold() not in _NOTE_LABELS:
        return None
    return replace(read_tokens(body), words=f"[[{' '.join(text.split())}]]")


def read_tokens(text: str) -> Cue:
    """A list of tokens taken one by one.

    The first token that speaks of a field decides it; words such as *master*, *drone* or *handheld* only where no other
    does. What no token says is None; tokens nobody understands are in `unknown`.
    """
    cue, weak = Cue(words=" ".join(text.split())), Cue()
    for token in tokens_of(text):
        said = _token(token)
        if said is None:
            cue = replace(cue, unknown=(*cue.unknown, token))
            continue
        cue = _filled(cue, said.cue)
        weak = _filled(weak, said.weak)
        if said.strange:
            cue = replace(cue, unknown=(*cue.unknown, token))
    return _filled(cue, weak)


def read_label(sentence: str) -> Cue | None:
    """The direction in capitals before a colon, in the words of any language: ``HALBTOTALE: die Halle``, ``俯拍：街道``."""
    match = _LABELLED.match(sentence) if ":" in sentence or "：" in sentence else None
    if match is None:
        return None
    label, rest = match["label"], match["rest"].strip()
    if rest[:1].isdigit():
        return None
    capitals = is_upper(label) or label.upper() == label.lower()
    # "Gros plan serré : ..." and "Luftaufnahme: ..." are directions in small letters too; a single English word may be anything.
    if not capitals and not (label[:1].isupper() and (" " in label or folded(label) in _SURE_LABELS)):
        return None
    cue = read_tokens(label)
    if cue.unknown or cue.target or not (cue.size or cue.angle or cue.movement or cue.framing):
        return None
    return replace(cue, words=label.strip(), target=rest, rest=rest)


def says_anything(cue: Cue) -> bool:
    """Whether a direction decides any field of a shot."""
    return bool(cue.size or cue.angle or cue.movement or cue.framing or cue.lens or cue.seconds or cue.reverse)


def movement_named(found: list[str]) -> Movement | None:
    """The camera move that folded words begin with, words such as *slow* before it left out; None if they begin with none."""
    start = 0
    while start < len(found) - 1 and found[start] in _fillers():
        start += 1
    for end in range(min(len(found), start + _LONGEST_PHRASE), start, -1):
        entry = _table().get(" ".join(found[start:end]))
        move = entry.strong.movement if entry else None
        # Alone such a word may be any noun or verb: "Track 9", "Rising, he nods"; "Travelling" is none.
        if move and (end - start > 1 or start > 0 or found[start] in _SURE):
            return move
    return None


def tail_of(text: str) -> tuple[str, Cue | None]:
    """Directions that close a text after commas, ``They eat together, two-shot, handheld.``: the text without them, and them."""
    if "," not in text:
        return text, None
    parts = text.rstrip(" .").split(",")
    cue: Cue | None = None
    # One word alone (wide, close, low) may be said of anything.
    while (
        len(parts) > 1
        and len(parts[-1].split()) <= _LONGEST_TAIL
        and (" " in folded(parts[-1]) or parts[-1].strip().casefold() in _TAILS)
    ):
        said = _token(parts[-1].strip())
        if said is None or said.strange or said.cue.target or not says_anything(found := _filled(said.cue, said.weak)):
            break
        found = replace(found, words=parts.pop().strip())
        cue = found.joined(cue) if cue else found
    return (f"{','.join(parts).rstrip()}." if cue else text), cue


def is_length(token: str) -> bool:
    """Whether a word of a direction is a length of time, such as ``4s``."""
    return _SECONDS.fullmatch(token) is not None


def is_lens(token: str) -> bool:
    """Whether a word of a direction is a lens, such as ``35mm`` or ``long lens``."""
    return _LENS.fullmatch(token) is not None or _table().get(folded(token), _NOTHING).lens != ""


def folded(text: str) -> str:
    """Words as the tables of directions have them."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(_SPACES.sub(" ", _NO_SIGNS.sub("", plain)).split())


def _token(token: str) -> _Read | None:
    """What one token says; None if nothing of it is understood."""
    if len(token) > _LONGEST_TOKEN:
        return None
    bare = token.strip(" .()[]")
    # "2S" is a two-shot and "2s" are two seconds.
    if bare in {"2S", "3S"}:
        return _Read(Cue(framing=Framing.TWO_SHOT if bare == "2S" else Framing.THREE_SHOT), known=1)
    seconds = _SECONDS.fullmatch(bare)
    if seconds:
        length = (
            float(seconds["number"].replace(",", "."))
            if seconds["number"]
            else int(seconds["minutes"]) * 60.0 + float(seconds["rest"].replace(",", "."))
        )
        return _Read(Cue(seconds=length), known=1) if _SHORTEST <= length <= _LONGEST else None
    said = _words(bare)
    if said.known and not said.strange:
        return said
    # Whose shoulder or eyes it is, and what it is on: "OTS Nora", "close on the knife".
    piece = read_cue(bare)
    if piece:
        return _Read(replace(piece, words="", lens=said.cue.lens), said.weak, known=1)
    return said if said.known and said.known >= said.strange else None


def _words(text: str) -> _Read:
    """What the known words in a token say, the longest phrases first."""
    said = _Read(Cue())
    lens: list[str] = []
    for match in _LENS.finditer(text):
        length = re.sub(r"\s", "", match["length"]).replace("–", "-").replace(",", ".")
        lens.append(f"{length}mm{' ' if match['kind'] else ''}{' '.join(match['kind'].split())}")
    rest = _LENS.sub(" ", text)
    lens += [f"f/{match['stop']}" for match in _APERTURE.finditer(rest)]
    rest = _APERTURE.sub(" ", rest)
    said.known += len(lens)
    found = folded(rest).split()
    index = 0
    while index < len(found):
        end = min(len(found), index + _LONGEST_PHRASE)
        phrase = next((size for size in range(end, index, -1) if " ".join(found[index:size]) in _table()), None)
        if phrase is None:
            word = found[index]
            index += 1
            if word not in _fillers():
                _joined_words(word, said)
            continue
        name = " ".join(found[index:phrase])
        entry = _table()[name]
        if entry.lens:
            lens.append(name if entry.lens == "*" else entry.lens)
        _take(said, entry)
        index = phrase
    if lens:
        said.cue = replace(said.cue, lens=" ".join([*([said.cue.lens] if said.cue.lens else []), *lens]))
    return said


def _joined_words(word: str, said: _Read) -> None:
    """A word in a script without spaces: ``近景推镜头`` is two directions."""
    if not any(is_cjk(sign) for sign in word):
        said.strange += 1
        return
    index = 0
    strange = False
    while index < len(word):
        for size in range(min(len(word), index + 12), index, -1):
            part = word[index:size]
            if part in _table():
                entry = _table()[part]
                if entry.lens:
                    said.cue = replace(said.cue, lens=entry.lens)
                _take(said, entry)
                break
            if part in _fillers():
                break
        else:
            strange, size = True, index + 1
        index = size
    said.strange += strange


@dataclass(frozen=True)
class _Entry:
    strong: Cue = field(default_factory=Cue)
    weak: Cue = field(default_factory=Cue)
    lens: str = ""


_NOTHING = _Entry()


def _take(said: _Read, entry: _Entry) -> None:
    said.cue = _filled(said.cue, entry.strong)
    said.weak = _filled(said.weak, entry.weak)
    said.known += 1


def _filled(cue: Cue, other: Cue) -> Cue:
    """A cue with the fields it does not speak of taken from another."""
    return replace(
        cue,
        size=cue.size or other.size,
        angle=cue.angle or other.angle,
        movement=cue.movement or other.movement,
        framing=cue.framing or other.framing,
        lens=cue.lens or other.lens if not (cue.lens and other.lens) else f"{cue.lens} {other.lens}",
        reverse=cue.reverse or other.reverse,
        target=cue.target or other.target,
        owner=cue.owner or other.owner,
        seconds=cue.seconds or other.seconds,
        rest=cue.rest or other.rest,
    )


def _phrases(text: str) -> list[str]:
    # Lines end phrases too.
    return [phrase for part in re.split(r"[;\n]", text) if (phrase := folded(part))]


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word for phrase in _phrases(words.FILLERS) for word in (phrase, *phrase.split()))


@cache
def _table() -> dict[str, _Entry]:
    table: dict[str, _Entry] = {}

    def add(phrases: str, *, strong: Cue | None = None, weak: Cue | None = None, lens: str = "") -> None:
        for phrase in _phrases(phrases):
            known = table.get(phrase, _NOTHING)
            table[phrase] = _Entry(
                _filled(known.strong, strong or Cue()), _filled(known.weak, weak or Cue()), known.lens or lens
            )

    def fields(
        *,
        size: Size | None = None,
        angle: Angle | None = None,
        framing: Framing | None = None,
        movement: Movement | None = None,
    ) -> Cue:
        return Cue(size=size, angle=angle, framing=framing, movement=movement)

    for size, phrases in words.SIZES.items():
        add(phrases, strong=fields(size=size))
    for size, phrases in words.WEAK_SIZES.items():
        add(phrases, weak=fields(size=size))
    for angle, phrases in words.ANGLES.items():
        add(phrases, strong=fields(angle=angle))
    for angle, phrases in words.WEAK_ANGLES.items():
        add(phrases, weak=fields(angle=angle))
    for framing, phrases in words.FRAMINGS.items():
        add(phrases, strong=fields(framing=framing))
    add(words.REVERSE, strong=Cue(reverse=True))
    for movement, phrases in words.MOVES:
        add(phrases, strong=fields(movement=movement))
    for movement, phrases in words.RIGS:
        add(phrases, weak=fields(movement=movement))
    add(words.MERE_RIGS)
    for said, phrases in words.LENSES.items():
        add(phrases, lens=said or "*")
    return table
