"""Names as other words of a sentence bend them: ``с Анной``, ``Friedas Gesicht``, ``وسامي``."""

from __future__ import annotations

import re

from storyboard.breakdown.sentences import is_cjk

_VOWEL_ENDINGS = {
    "а": ("ы", "и", "е", "у", "ой", "ою", "ей"),
    "я": ("и", "е", "ю", "ей", "ёй"),
    "й": ("я", "ю", "ем", "е"),
    "ь": ("я", "ю", "ем", "е", "и"),
}
_HARD_ENDINGS = ("а", "у", "ом", "ем", "е")
_RUSSIAN_BODY = r"(?:лиц|глаз|рук|ладон|пальц|палец|рот|губ|голов|ног|ступн|плеч|спин|волос|взгляд|силуэт|фигур|отражен|улыбк|тел|щек|щёк)\w*"
_RUSSIAN_NEAR = (
    r"(?:у|около|возле|напротив|мимо|вокруг|против|подле|близ|сзади|позади|впереди|справа от|слева от|недалеко от)"
)
_RUSSIAN_SHOWN = re.compile(
    rf"(?:^|\b)(?:{_RUSSIAN_BODY}|{_RUSSIAN_NEAR}|\w{{2,}}(?:ет|ёт|ит|ут|ют|ат|ят|ал|ала|али|ил|ила|или|ть|ая|ив|ся))\s+$",
    re.IGNORECASE,
)
GERMAN_BODY = re.compile(
    r"s\s+(?:\w+\s+){0,2}?(?:Gesicht|Augen?|Blick|Hand|Hände|Finger|Faust|Mund|Lippen|Kopf|Füße|Fuß|Beine?|Arme?|Rücken|Haare?"
    r"|Schultern?|Silhouette|Lächeln|Körper|Wangen?|Spiegelbild)\b"
)
ARABIC_PREFIXES = "وفبلك"
_CYRILLIC = re.compile(r"[а-яёіїєґ]+", re.IGNORECASE)


def inflected(form: str) -> dict[str, bool]:
    """The cases of a Russian name, in small letters, but for the one in the dictionary.

    Returns:
        Each with whether it may also mean that something belongs to them.
    """
    if not _CYRILLIC.fullmatch(form) or len(form) < 3:
        return {}
    end = form[-1]
    if end in _VOWEL_ENDINGS:
        return {form[:-1] + ending: ending in {"ы", "и"} or end in "йь" for ending in _VOWEL_ENDINGS[end]}
    if end in "оеиуюыэё":
        return {}
    return {form + ending: ending == "а" for ending in _HARD_ENDINGS}


def genitive_shows(before: str) -> bool:
    """Whether somebody in the genitive is seen: ``руки Анны`` and ``обнимает Виктора`` show them, ``пальто Анны`` does not."""
    return _RUSSIAN_SHOWN.search(before) is not None


def is_joined_script(text: str) -> bool:
    """Whether a name is written in signs that stand without spaces."""
    return any(is_cjk(sign) for sign in text)
