"""Words that belong to a picture, over it or beside it: signs, titles, sounds."""

from __future__ import annotations

import re

from storyboard.breakdown.camera_words import OVERLAY
from storyboard.breakdown.sentences import quotations, split_sentences

_WRITTEN = re.compile(
    r"\b(?:signs?|letters?|lettering|note|door|screen|reads?|written|writes|board|billboard|headline|label(?:led)?|poster"
    r"|banner|card|plaque|page|message|notification|text|display|hull|tattoo|book|title|monitor|plate|graffiti|neon|newspaper"
    r"|envelope|map|marked|engraved|inscription|stone|badge|caption|enseigne|panneau|lettre|cartel|letrero|schild|вывеск\w+)\b"
    r"|写着|招牌|牌子",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(
    r"\b(?:reads?|says?|message|marked|label+ed|display|sign|letters)\b[^.:]{0,24}[:,]?\s+(?P<words>[^\W\da-z][^a-z.\"]{2,60})"
)
_OVERLAY_LINE = re.compile(rf"(?:{OVERLAY})\s*(?:[:：]|--|–|—|-\s)\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL)
_OVERLAY_QUOTED = re.compile(rf"(?:{OVERLAY})\b[^\"“]{{0,30}}(?=[\"“])")
_SOUNDS = re.compile(
    r"\b(?:BUZZ|RING|BANG|CRASH|ROAR|BEEP|KNOCK|THUNDER|SCREECH|SCREAM|BOOM|CLICK|SLAM|HONK|BLAST|GUNSHOT|SIREN|ALARM|EXPLO"
    r"|CHIME|WHISTL|HOWL|BARK|CREAK|RUMBL|SHATTER|THUD|SPLASH|HISS|CLANG|SNAP|CRACK|TOLL|DING|WHIR|HUM|GROWL|POP|ECHO|SHOTS"
    r"|MUSIC|APPLAUS|DOORBELL|TICK|CLATTER|RATTL|WHOOSH|SQUEAL|SQUEAK|WAIL|ROAR|PLAYS)[A-Z]*\b"
)
_HEARD = re.compile(
    r"^(?:WE HEAR|SFX|SOUND(?: OF| EFFECT)?|FX|МУЗЫКА|ЗВУК|MUSIC)\b\s*[:：]?\s*|^(?:we hear)\s+", re.IGNORECASE
)
_EDGE = " \"“”«»'.:-–—"


def overlay_in(line: str) -> str | None:
    """The words a ``SUPER:`` or title line lays over the picture; None for any other line."""
    line = line.strip(" \t.…-–—")
    match = _OVERLAY_LINE.match(line)
    if match and (line[:3].isupper() or match["words"].lstrip().startswith(('"', "“"))):
        quoted = quotations(match["words"])
        return (quoted[0] if quoted else " ".join(match["words"].split())).strip(_EDGE)
    if _OVERLAY_QUOTED.match(line):
        quoted = quotations(line)
        return quoted[0] if quoted else None
    return None


def written_in(text: str, thing: str = "") -> tuple[str, ...]:
    """The words that can be read in the picture of an action: on its sign, letter, door or screen.

    Args:
        text: The action.
        thing: What an insert shows; on a sign or letter every quotation is its lettering.
    """
    if thing and _WRITTEN.search(thing):
        lettering = tuple(dict.fromkeys(words.rstrip(",;") for words in quotations(text)))
        if lettering:
            return lettering
    if not _WRITTEN.search(text):
        return ()
    found: list[str] = []
    for sentence in split_sentences(text):
        if not _WRITTEN.search(sentence):
            continue
        quoted = quotations(sentence)
        found += [words.rstrip(",;") for words in quoted]
        if not quoted:
            match = _UNQUOTED.search(sentence)
            words = match["words"].strip(_EDGE + ",;") if match else ""
            if len(words) > 2:
                found.append(words)
    return tuple(dict.fromkeys(words for words in found if words))


def sounds_in(text: str) -> tuple[str, ...]:
    """What can be heard in an action: the sentences with a sound in capitals."""
    if not any(sign.isupper() for sign in text):
        return ()
    return tuple(
        sentence.rstrip(" .!")[:80]
        for sentence in split_sentences(text)
        if _SOUNDS.search(sentence) or _HEARD.match(sentence)
    )


def is_only_sound(text: str) -> bool:
    """Whether a paragraph is heard and not seen, as ``WE HEAR A DOOR SLAM`` is."""
    if _HEARD.match(text):
        return True
    return text.isupper() and len(text.split()) <= 8 and _SOUNDS.search(text) is not None
