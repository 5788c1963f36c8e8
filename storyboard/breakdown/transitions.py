"""Fades and dissolves, in the words of many languages."""

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
    "FADE FROM",
)
_FADE_OUT = (
    "FADE", "FONDU AU NOIR", "FERMETURE", "FUNDIDO", "ABBLENDE", "ЗАТЕМНЕНИЕ", "ЗТМ", "フェードアウト", "淡出", "渐隐", "إظلام", "تلاشي", "IRIS OUT",
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
_TO_BLACK = re.compile(r"(?!.*\b(?:CUT|COUPE|CORTE|STACCO|SCHNITT)\b).*\b(?:NOIR|NEGRO|NERO|PRETO|SCHWARZ|BLACK)\b")


def is_fade(upper: str) -> bool:
    """Whether a line in capitals is nothing but a fade: ``OUVERTURE EN FONDU``."""
    words_of_line = upper.rstrip(" .:…")
    known = next((word for word in (*_FADE_IN, *_FADE_OUT, *_DISSOLVE) if words_of_line.startswith(word)), "")
    return known != "" and len(words_of_line.split()) <= 4 and not words_of_line[len(known) : len(known) + 1].isalpha()


def kind_of(text: str) -> TransitionKind:
    """How a transition joins two shots; a cut where it says nothing else."""
    upper = text.upper()
    if any(word in upper for word in _FADE_IN):
        return TransitionKind.FADE_IN
    to_black = _TO_BLACK.match(upper) is not None
    if any(word in upper for word in _DISSOLVE) and not to_black:
        return TransitionKind.DISSOLVE
    if to_black or any(word in upper for word in _FADE_OUT):
        return TransitionKind.FADE_OUT
    return TransitionKind.CUT
