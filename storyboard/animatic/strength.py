"""How far and fast a camera move goes, from the words of its shot and from how long it lasts."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from storyboard.model import Shot

# Words that weaken or strengthen a move, in the languages scripts are most often written in.
_GENTLE = re.compile(
    r"\b(?:slow|slowly|slight|slightly|gentle|gently|subtle|subtly|creep(?:s|ing)?|creeping|imperceptibl[ey]|lent|lente|"
    r"lentement|doucement|langsam|leicht|sanft|lento|lentamente|suave|suavemente|devagar|piano|медленн\w+|плавн\w+)\b"
    r"|缓缓|慢慢|缓慢|ゆっくり|ببطء",
    re.IGNORECASE,
)
_BRISK = re.compile(
    r"\b(?:fast|quick|quickly|rapid|rapidly|hard|snap|crash|violent(?:ly)?|rapide|rapidement|vite|schnell|hart|r[aá]pido|"
    r"r[aá]pidamente|veloce|velocemente|быстр\w+|резк\w+)\b|快速|迅速|急速|素早く|بسرعة",
    re.IGNORECASE,
)
# The words count where the camera is spoken of: a man who walks slowly says nothing about it.
_CAMERA = re.compile(
    r"\b(?:camera|we|push(?:es|ing)?|pull(?:s|ing)?|pan(?:s|ning)?|tilt(?:s|ing)?|truck(?:s|ing)?|track(?:s|ing)?|doll(?:y|ies)|"
    r"zoom\w*|crane\w*|orbit\w*|arc\w*|hand-?held|move in|moving|travelling|traveling|caméra|kamera|cámara|câmera|"
    r"camera|камера)\b|镜头|カメラ|الكاميرا",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;。！？])\s*")
_WEAK, _PLAIN, _STRONG = 0.6, 1.0, 1.5
_USUAL_SECONDS = 3.0
_LEAST, _MOST = 0.45, 1.75


def strength_of(shot: Shot, fps: Fraction) -> float:
    """How strong the shot's move is: 1 is the usual one in a shot of three seconds.

    A short shot moves less far and a long one further, by the square root of its length, so that both move at about
    the same pace. ``slow``, ``slight`` and ``gentle`` beside the camera's word weaken it to six tenths, ``fast`` and
    ``crash`` strengthen it by half. A hand-held camera does not drift further because the shot is long.
    """
    said = (shot.action.text, shot.action.motion, shot.wording, shot.note)
    sentences = [part for text in said for part in _SENTENCE_ENDS.split(text) if _CAMERA.search(part)]
    # What the script said of the move is not always kept in the action: "Slow push in" is the reason for the move.
    together = " ".join((shot.provenance.get("movement", ""), *sentences))
    word = _WEAK if _GENTLE.search(together) else _STRONG if _BRISK.search(together) else _PLAIN
    pace = min(max(math.sqrt(shot.seconds(fps) / _USUAL_SECONDS), 0.6), 1.5)
    return round(min(max(word * pace, _LEAST), _MOST), 3)
