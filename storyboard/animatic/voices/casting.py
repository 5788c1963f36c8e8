"""Who sounds how: each speaker a voice of their own, from the bible's words, else from their name, and always the same."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

from storyboard.animatic.voices.base import Age, Gender, Timbre
from storyboard.model import Bible, Character

# `espeak:en-gb+f3`, `piper:voices/alba.onnx#2`, `openai:nova`.
_NAMED = re.compile(r"\b(espeak|piper|openai)\s*:\s*([^\s,;]+)", re.IGNORECASE)
_FEMALE = (
    r"\b(?:fe?male|wom[ae]n(?:'s)?|girls?|lady|ladies|mother|mum|mom|grandmother|grandma|wife|sister|daughter|aunt|queen|"
    r"princess|actress|waitress|she|her|soprano|alto|contralto|mezzo|feminine|weiblich|frau|mädchen|femme|fille|mujer|"
    r"niña|donna|ragazza|mulher|menina)\b|女|женщин|девочк|девушк|امرأة|فتاة"
)
_MALE = (
    r"\b(?:male|m[ae]n(?:'s)?|boys?|gentleman|father|dad|grandfather|grandpa|husband|brother|son|uncle|king|prince|actor|"
    r"waiter|he|his|him|tenor|baritone|bass|masculine|männlich|mann|junge|homme|garçon|hombre|niño|uomo|ragazzo|homem|"
    r"menino)\b|男|мужчин|мальчик|رجل|ولد"
)
_CHILD = r"\b(?:child(?:ish|like)?|kids?|boys?|girls?|toddler|little one|kind|mädchen|junge|enfant|niñ[oa]|bambin[oa])\b|孩|子供|ребён|ребен|девочк|мальчик|طفل"
_OLD = (
    r"\b(?:old|elderly|aged|ancient|grand(?:mother|father|ma|pa)|(?:in (?:his|her|their) )?(?:sixties|seventies|eighties)|"
    r"alte[rn]?|vieux|vieille|viej[oa]|vecchi[oa]|velh[oa])\b|老|старик|старух|стар(?:ый|ая)|عجوز"
)
_LOW = r"\b(?:low|deep|dark|bass|baritone|gravelly|gruff|husky|tief|grave|profond[oa]?|grav[eo])\b|低|низк"
_HIGH = r"\b(?:high|bright|light|thin|shrill|squeaky|soprano|hell|hoch|aigu[ë]?|agud[oa]|acut[oa])\b|高|высок"
_SLOW = r"\b(?:slow(?:ly)?|drawl(?:ing)?|measured|unhurried|langsam|lent[eo]?)\b|慢|медлен"
_FAST = r"\b(?:fast|quick(?:ly)?|rapid|hurried|breathless|schnell|rapide|rápid[oa]|veloce)\b|快|быстр"
_PLACES = 16


def cast_voices(speakers: Iterable[str], bible: Bible) -> dict[str, Timbre]:
    """A timbre for each speaker, by name.

    Gender and age come from the words of the bible's ``voice:``, else of the description; where neither says, from the
    name, by its checksum. A new speaker never changes the voice of one who stands before them in the bible.

    Args:
        speakers: Names as the speeches have them, in the order of the film.
        bible: Where characters are described.
    """
    cast: dict[str, Timbre] = {}
    taken: dict[Gender, set[int]] = {"female": set(), "male": set()}
    for name in _in_order(speakers, bible):
        character = bible.character(name)
        timbre = _timbre(name, character)
        free = (place % _PLACES for place in range(timbre.place, timbre.place + _PLACES))
        place = next((place for place in free if place not in taken[timbre.gender]), timbre.place)
        taken[timbre.gender].add(place)
        cast[name] = timbre.model_copy(update={"place": place})
    return cast


def _in_order(speakers: Iterable[str], bible: Bible) -> Sequence[str]:
    """Those of the bible first, in its order; then the others as they come."""
    names = list(dict.fromkeys(speakers))
    characters = list(bible.characters)
    ranks = {
        name: characters.index(found) if (found := bible.character(name)) is not None else len(characters)
        for name in names
    }
    return sorted(names, key=ranks.__getitem__)


def _timbre(name: str, character: Character | None) -> Timbre:
    written = character.voice if character is not None else ""
    named = {engine.lower(): voice for engine, voice in _NAMED.findall(written)}
    words = " ".join(_NAMED.sub(" ", written).split())
    seen = character.description if character is not None else ""
    checksum = zlib.crc32(" ".join(name.split()).casefold().encode("utf-8"))
    gender = _gender(words) or _gender(name) or _gender(seen) or ("female" if checksum & 1 else "male")
    pitch = 0.6 * (_has(_HIGH, words) - _has(_LOW, words))
    pace = 1.0 + 0.15 * (_has(_FAST, words) - _has(_SLOW, words))
    return Timbre(
        gender=gender,
        age=_age(words) or _age(name) or _age(seen) or "adult",
        description=words,
        pitch=pitch,
        pace=pace,
        place=(checksum >> 1) % _PLACES,
        named=named,
    )


def _gender(text: str) -> Gender | None:
    """What the words say first; `a man's mother` is rare enough."""
    female, male = re.search(_FEMALE, text, re.IGNORECASE), re.search(_MALE, text, re.IGNORECASE)
    if female and (not male or female.start() <= male.start()):
        return "female"
    return "male" if male else None


def _age(text: str) -> Age | None:
    if _has(_OLD, text):
        return "old"
    return "child" if _has(_CHILD, text) else None


def _has(pattern: str, text: str) -> int:
    return int(re.search(pattern, text, re.IGNORECASE) is not None)
