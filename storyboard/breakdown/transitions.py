"""Fades, dissolves, wipes and whips, in the words of many languages. Match, smash and jump cuts are cuts."""

from __future__ import annotations

import re

from storyboard.model import TransitionKind

_FADE_IN = (
    "FADE IN",
    "FADE UP",
    "OUVERTURE",
    "AUFBLENDE",
    "ABRE DE NEGRO",
    "DESDE NEGRO",
    "APERTURA IN DISSOLVENZA",
    "ABRE EM FADE",
    "ИЗ ЗТМ",
    "フェードイン",
    "淡入",
    "IRIS IN",
    "FROM BLACK",
    "FROM WHITE",
    "FADE FROM",
)
_FADE_OUT = (
    "FADE", "FONDU AU NOIR", "FONDU AU BLANC", "FERMETURE", "FUNDIDO", "ABBLENDE", "ЗАТЕМНЕНИЕ", "ЗТМ", "フェードアウト", "淡出", "渐隐", "إظلام", "تلاشي", "IRIS OUT",
)  # fmt: skip
_DISSOLVE = (
    "DISSOLVE",
    "CROSSFADE",
    "CROSS FADE",
    "X-FADE",
    "FONDU ENCHAÎNÉ",
    "НАПЛЫВ",
    "DISSOLVENZA",
    "ENCADENADO",
    "ÜBERBLENDUNG",
    "FUSÃO",
    "叠化",
    "ディゾルブ",
    "オーバーラップ",
    "مزج",
)
_WIPE = ("WIPE", "VOLET", "CORTINILLA", "TENDINA", "WISCHBLENDE", "ШТОРКА", "ワイプ", "划像", "划变")
_WHIP = (
    "WHIP",
    "SWISH",
    "FLASH PAN",
    "FILÉ",
    "BARRIDO",
    "REISSSCHWENK",
    "REIẞSCHWENK",
    "A SCHIAFFO",
    "ПЕРЕБРОСКА",
    "甩",
)
_WHITE = re.compile(r"\b(?:WHITE|BLANC|BLANCO|BIANCO|BRANCO|WEISS|WEIẞ)\b|БЕЛ(?:ОЕ|ОГО|ЫЙ)|白")
# A fade through a colour ends one shot and begins the next.
_THROUGH = re.compile(r"\bFADE (?:THROUGH|THRU|VIA)\b|\bDIP TO\b|\bTHROUGH (?:BLACK|WHITE)\b")
_TO_BLACK = re.compile(r"(?!.*\b(?:CUT|COUPE|CORTE|STACCO|SCHNITT)\b).*\b(?:NOIR|NEGRO|NERO|PRETO|SCHWARZ|BLACK)\b")


def is_fade(upper: str) -> bool:
    """Whether a line in capitals is nothing but a fade: ``OUVERTURE EN FONDU``."""
    words_of_line = upper.rstrip(" .:…")
    known = next((word for word in (*_FADE_IN, *_FADE_OUT, *_DISSOLVE) if words_of_line.startswith(word)), "")
    return known != "" and len(words_of_line.split()) <= 4 and not words_of_line[len(known) : len(known) + 1].isalpha()


def kinds_of(text: str) -> tuple[TransitionKind, TransitionKind]:
    """How a transition ends the shot before it and begins the one after; a cut where it says nothing of that side.

    A dissolve, a wipe and a whip belong to both; a fade in only begins, a fade out only ends, and a fade through a
    colour does both.
    """
    upper = text.upper()
    white = _WHITE.search(upper) is not None
    kind = _kind_of(upper)
    if _THROUGH.search(upper) and not kind.joins:
        return _coloured(TransitionKind.FADE_OUT, white=white), _coloured(TransitionKind.FADE_IN, white=white)
    if kind.joins:
        return kind, kind
    kind = _coloured(kind, white=white)
    begins = kind in {TransitionKind.FADE_IN, TransitionKind.FADE_FROM_WHITE}
    return (TransitionKind.CUT, kind) if begins else (kind, TransitionKind.CUT)


def _coloured(kind: TransitionKind, *, white: bool) -> TransitionKind:
    if white and kind is TransitionKind.FADE_IN:
        return TransitionKind.FADE_FROM_WHITE
    if white and kind is TransitionKind.FADE_OUT:
        return TransitionKind.FADE_TO_WHITE
    return kind


def _kind_of(upper: str) -> TransitionKind:
    if any(word in upper for word in _FADE_IN):
        return TransitionKind.FADE_IN
    to_black = _TO_BLACK.match(upper) is not None
    if any(word in upper for word in _DISSOLVE) and not to_black:
        return TransitionKind.DISSOLVE
    if to_black or any(word in upper for word in _FADE_OUT):
        return TransitionKind.FADE_OUT
    if any(word in upper for word in _WIPE):
        return TransitionKind.WIPE
    if any(word in upper for word in _WHIP):
        return TransitionKind.WHIP
    return TransitionKind.CUT
