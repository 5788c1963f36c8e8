"""What is said beside a name in a cue: V.O., O.S., on the phone; and names in one form."""

from __future__ import annotations

import re

from storyboard.model import Voice

_OVER = frozenset(
    [
        "VO",
        "VOICEOVER",
        "VOICE",
        "NARRATION",
        "NARRATING",
        "NARRATOR",
        "PRELAP",
        "VOIXOFF",
        "ENOFF",
        "OFF",
        "VOZENOFF",
        "FUORICAMPO",
        "FC",
        "ЗК",
        "ГЗК",
        "ЗАКАДРОМ",
        "旁白",
        "声",
        "聲",
        "ナレーション",
        "صوت",
    ]
)
_OFF = frozenset(
    [
        "OS",
        "OC",
        "OFFSCREEN",
        "OFFCAMERA",
        "OFFSTAGE",
        "OUTOFFRAME",
        "OOV",
        "HORSCHAMP",
        "HC",
        "FUERADECUADRO",
        "FUERADECAMARA",
        "ВНЕКАДРА",
        "画外音",
        "畫外音",
    ]
)
_PHONE = (
    "PHONE",
    "RADIO",
    "FILTERED",
    "INTERCOM",
    "SPEAKER",
    "TÉLÉPHONE",
    "TELEFON",
    "TELÉFONO",
    "ТЕЛЕФОН",
    "电话",
    "電話",
    "TV",
)
_PHONE_END = re.compile(r"^(?:ON|OVER|THROUGH|VIA|FROM|AU|AM|AL|ПО) ")
_NO_SIGNS = re.compile(r"[\s.\-_'’/]+")
_VOICE_OF = re.compile(r"(?P<a>.+?)['’]S VOICE|VOICE OF (?P<b>.+)|VOIX DE (?P<c>.+)")
_NUMBER_SIGN = re.compile(r"\s*(?:#|№|N°|NO\.?)\s*(?=\d)")


def voice_of(extensions: tuple[str, ...]) -> Voice:
    """How a speech is heard, by what stands in brackets after the name."""
    for extension in extensions:
        upper = extension.upper()
        tight = _NO_SIGNS.sub("", upper)
        if tight in _OVER:
            return Voice.VOICE_OVER
        if tight in _OFF:
            return Voice.OFF_SCREEN
        # "INTO PHONE" is said by somebody we see; "ON PHONE" and "FILTERED" by somebody we hear.
        if any(word in upper.split() or upper.startswith(word) for word in _PHONE) and "INTO" not in upper:
            return Voice.PHONE
        if _PHONE_END.match(upper) and any(word in upper for word in _PHONE):
            return Voice.PHONE
    return Voice.ON


def fold(name: str) -> str:
    """A name as names are compared: capitals, straight quotes, single spaces, ``GUARD #1`` as ``GUARD 1``."""
    text = name.replace("’", "'").replace("“", '"').replace("”", '"').strip(' "\t:;,.')
    return " ".join(_NUMBER_SIGN.sub(" ", text).upper().split())


def without_voice(name: str) -> tuple[str, bool]:
    """A folded name without ``'S VOICE`` or ``VOICE OF``, and whether it had one."""
    match = _VOICE_OF.fullmatch(name)
    if match is None:
        return name, False
    return next(part for part in match.groups() if part), True
