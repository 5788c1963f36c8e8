"""Which kind of place a name or an action speaks of, in the languages scripts are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.backends.previs.sets.vocabulary import SIGNS, SPELT

# The head of a name stands before these: "back of a truck", "rue du port", "Küche im Bahnhof".
_LINKS = (
    "of|in|inside|into|at|on|onto|near|by|outside|behind|above|under|below|beside|before|with|without|to|from|overlooking"
    "|facing|across|along|between|around|aboard|for|next"
    "|de|des|du|d|da|do|das|dos|del|della|delle|dello|dei|di|al|alla|allo|au|aux|à|en|em|na|no|nas|nos|sur|sobre|sotto|sous"
    "|im|am|an|auf|bei|beim|vor|hinter|neben|über|unter|von|vom|zum|zur|mit|y|et|und|e"
    "|в|во|на|у|под|над|за|перед|около|возле|с|со|из|к|по"
)
_LINK = re.compile(rf"(?<!\w)(?:{_LINKS})(?!\w)|[,;:()\[\]/–—-]+(?=\s|$)|(?<=\s)[-–—/]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HEAD_FIRST = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")

# What an action says of where it is played. Phrases, because "beside a car" is not inside one.
_TOLD: dict[str, str] = {
    "car": r"(inside|into|in) (the|a|his|her|their|my) (\w+ )?(car|taxi|cab|truck|van)\b|passenger seat|back ?seat|behind the wheel|at the wheel"
    r"|windscreen|windshield|dashboard",
    "carriage": r"(inside|in|on|aboard) (the|a) (\w+ )?(train|tram|carriage|bus|subway car|underground)\b",
    "plane": r"(inside|in|on|aboard) (the|a) (\w+ )?(plane|airplane|aircraft|airliner|jet)\b",
    "boat": r"\b(in|on|aboard) (the|a) (\w+ )?(boat|ship|raft|dinghy|canoe|ferry|deck)\b",
    "spaceship": r"\b(in|on|aboard) (the|a) (\w+ )?(spaceship|starship|spacecraft|space station)\b",
    "space": r"\b(outer space|deep space|floats? in space|among the stars|in orbit)\b",
    "desert": r"\b(desert|dunes?)\b",
    "alley": r"\b(alley|alleyway|back street)\b",
    "rooftop": r"\b(on (the|a) roof|rooftops?)\b",
    "forest": r"\b(forest|woods|jungle|undergrowth|among the trees|between the trees|through the trees)\b",
    "park": r"\b(in (the|a) park|park bench|playground)\b",
    "garden": r"\b(in (the|a|her|his|their) (\w+ )?(garden|yard|back ?yard)|graveyard|cemetery)\b",
    "beach": r"\b(beach|seashore|shore|the sea|ocean|the waves)\b",
    "station": r"\b(train station|railway station|station platform|on the platform)\b",
    "street": r"\b(street|pavement|sidewalk|shop ?fronts?|shuttered shops?|kerb|crossroads|crossing|town square|city)\b",
    "mountain": r"\b(mountain(s|side|top)?|summit|mountain (path|ridge|trail)|alpine|glacier)\b",
    "field": r"\b(field|meadow|hillside|hills|road|highway|countryside|farm)\b",
    "harbour": r"\b(harbou?r|quay|docks|marina)\b",
    "cliff": r"\b(cliff|headland)\b",
    "kitchen": r"\bkitchen\b",
    "bathroom": r"\b(bathroom|bathtub|in the shower)\b",
    "bedroom": r"\b(bedroom|hotel room)\b",
    "hospital": r"\b(hospital|ward)\b",
    "school": r"\b(classroom|blackboard)\b",
    "office": r"\boffice\b",
    "prison": r"\b(prison|jail|behind bars|prison cell)\b",
    "warehouse": r"\b(warehouse|factory|garage|barn|basement|cellar)\b",
    "corridor": r"\b(corridor|hallway|tunnel)\b",
    "stairs": r"\b(staircase|stairs|stairwell)\b",
    "stage": r"\b(on stage|theat(re|er) stage|the stage|auditorium)\b",
    "bar": r"\b(in (a|the) (bar|pub)|at the bar|bartender)\b",
    "cafe": r"\b(caf[eé]|diner|restaurant)\b",
    "shop": r"\b(in|inside|into) (a|the) (\w+ )?(shop|store|market)\b",
    "church": r"\b(church|chapel|cathedral)\b",
    "living": r"\b(living room|lounge|armchair|sofa)\b",
}
_TRANSPORT = frozenset(("car", "carriage", "boat", "plane", "spaceship"))


@dataclass(frozen=True)
class Named:
    """A word for a kind of place in a name; `rank` is lower the more it is the head of the name."""

    kind: str
    rank: tuple[int, int, int]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for kind in SPELT:
        alternatives = []
        for word in _alternatives(SPELT[kind].casefold()):
            begun = word.endswith("*")
            alternatives.append(rf"(?<!\w)(?:{word.removesuffix('*')})" + ("" if begun else r"(?!\w)"))
        alternatives += _alternatives(SIGNS.get(kind, "").casefold())
        found.append((kind, re.compile("|".join(f"(?:{one})" for one in sorted(alternatives, key=len, reverse=True)))))
    return tuple(found)


def _alternatives(words: str) -> list[str]:
    """Parted at the bars outside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(words):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and not depth:
            parts.append(words[start:at])
            start = at + 1
    return [part for part in [*parts, words[start:]] if part]


@lru_cache(maxsize=512)
def kinds_in(name: str) -> tuple[str, ...]:
    """The kinds of place a casefolded name speaks of, the one it is about first.

    The longest word at a spot counts ("car park" is no car). What stands before "of", "du", "im" ... is the head; in
    English, German, Chinese, Japanese, Korean and Hindi the last word of it ("hospital corridor"), in Russian, Arabic
    and Hebrew the first. A genitive is never the head ("officer's mess").
    """
    spans = [
        (match.start(), match.end(), kind)
        for kind, pattern in _patterns()
        for match in pattern.finditer(name)
        if match.end() > match.start()
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, kind))
    links = [link.start() for link in _LINK.finditer(name) if not any(a <= link.start() < b for a, b, _ in kept)]
    ranked = []
    for start, end, kind in kept:
        segment = sum(link < start for link in links)
        owner = name[end : end + 2] in {"'s", "’s"}
        first = _HEAD_FIRST.match(name[start]) or _CYRILLIC.match(name[start])
        ranked.append(((int(owner), segment, start if first else -end), kind))
    return tuple(dict.fromkeys(kind for _, kind in sorted(ranked)))


def kinds_told(texts: Sequence[str]) -> Iterator[str]:
    """The kinds of place that an action speaks of; the first text that speaks of any decides."""
    for text in texts:
        lowered = text.casefold()
        found = [
            (match.start(), kind)
            for kind, pattern in _TOLD.items()
            if (match := re.search(pattern, lowered)) is not None
        ]
        inside = [one for one in found if one[1] in _TRANSPORT]
        if found:
            yield from (kind for _, kind in sorted(inside or found))
            return
        if _is_foreign(lowered) and (kinds := kinds_in(lowered)):
            yield from kinds
            return


def _is_foreign(text: str) -> bool:
    """Written in another script: in Latin letters an English sentence would be misread ("the car", "via", "mare")."""
    return (
        re.search(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", text) is not None
    )
