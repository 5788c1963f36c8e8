"""Camera moves told in sentences: ``we slowly push in``, ``..., slow push in``, ``La caméra recule``, ``镜头缓缓推近``."""

from __future__ import annotations

import re
from functools import cache

from storyboard.breakdown import camera_words as words
from storyboard.breakdown.directions import folded, movement_named
from storyboard.breakdown.sentences import plain_words, split_sentences, without_quotations, word_set
from storyboard.model import Direction, Move, Movement

_ENGLISH = re.compile(
    r"\b(?:we|(?:the )?(?:camera|drone|shot))\b(?:['’]s)?\s+(?:(?:is|starts?(?: to)?|begins?(?: to)?|then|slowly|gently|gradually|quickly|suddenly|smoothly)\s+)*(?P<move>"
    + "|".join(f"(?:{pattern})" for pattern, _ in words.PROSE_MOVES)
    + ")",
    re.IGNORECASE,
)
# A move as a phrase of its own: after a comma, a dash or a full stop, or called slow; nobody in the scene does it.
_PHRASE = re.compile(
    r"(?:(?:^|[.,;:–—(]|\s-)\s*(?:(?:and|then|with|on)\s+)?(?:an?\s+|the camera\s+)?(?:(?:very|one|long|smooth|gentle|fast|quick|slow|slowly)\s+)*"
    r"|\b(?:slow|gentle|smooth)\s+)(?P<move>"
    + "|".join(f"(?:{pattern})" for pattern, _ in words.PHRASE_MOVES)
    + r")(?=\s*(?:[.,;:!)–—]|-\s|$)|\s+(?:on|onto|to|toward|towards|into|across|over|around|from|with|as|until|past|through|along|while)\b)",
    re.IGNORECASE,
)
_CAMERA_WORDS = word_set(
    "we camera drone shot push pushes pushing dolly pull zoom pan tilt crane tracking track orbit orbiting arc handheld whip rack creep"
    " steadicam kamera macchina"
)
_MANY = re.compile(r"\b(?:they|both|all)\b", re.IGNORECASE)
_DEED = re.compile(r"(?:push|pull|creep|move|pan|track)\b(?!ing)", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:left|gauche|izquierda|esquerda|sinistra|links|влево|налево)\b|向左|左|اليسار", re.IGNORECASE)
_SIDEWAYS = {Move.PAN, Move.TRUCK, Move.ORBIT}
_LONGEST_HEAD, _BEHIND = 5, 24


def prose_movement(text: str) -> Movement | None:
    """The camera move a text tells of in a sentence or a phrase; None if it tells of none."""
    if text.isascii():
        found = plain_words(text)
        if found is None or found.isdisjoint(_CAMERA_WORDS):
            return _named_at_start(text)
    match = _ENGLISH.search(text)
    if match:
        return next(move for pattern, move in words.PROSE_MOVES if re.fullmatch(pattern, match["move"], re.IGNORECASE))
    phrase = _PHRASE.search(without_quotations(text))
    # "They stop, pull back": it is they who do.
    if phrase and not (_DEED.match(phrase["move"]) and _MANY.search(text[: phrase.start()].rpartition(".")[2])):
        return next(
            move for pattern, move in words.PHRASE_MOVES if re.fullmatch(pattern, phrase["move"], re.IGNORECASE)
        )
    return _by_the_camera(text) or _named_at_start(text)


def _by_the_camera(text: str) -> Movement | None:
    """What the camera does, in a sentence that names it, in any language but English."""
    for pattern, move in _foreign():
        match = pattern.search(text)
        if match:
            return _turned(move, text[match.start() : match.end() + _BEHIND])
    return None


def _named_at_start(text: str) -> Movement | None:
    """``Lent travelling avant sur son visage``: a sentence that begins with the name of a move."""
    if text.isascii() and not _may_name(text):
        return None
    for sentence in split_sentences(text)[1:]:
        move = movement_named(folded(sentence).split()[: _LONGEST_HEAD + 1])
        if move:
            return _turned(move, sentence)
    return None


def _may_name(text: str) -> bool:
    found = plain_words(text)
    return found is None or not found.isdisjoint(_NOUNS)


_NOUNS = word_set("travelling traveling zoom zooms kamerafahrt schwenk panoramica paneo carrellata fahrt")


def _turned(move: Movement, said: str) -> Movement:
    """The move the other way, where what is said of it says left."""
    if move.move in _SIDEWAYS and _LEFT.search(said):
        return move.model_copy(update={"direction": Direction.LEFT})
    return move


@cache
def _foreign() -> tuple[tuple[re.Pattern[str], Movement], ...]:
    """For each move the camera's name and, close behind it in the same sentence, the verb."""
    return tuple(
        (re.compile(rf"(?:{words.CAMERA})(?:[^.。!?،؟\n]{{0,36}}?[\s،、,])??(?:{spaced})(?!\w)|(?:{words.CAMERA_JOINED})[^.。！？\n]{{0,20}}?(?:{joined})", re.IGNORECASE), move)
        for spaced, joined, move in words.CAMERA_VERBS
    )  # fmt: skip
