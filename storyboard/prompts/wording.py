"""Care for text that people wrote: it goes into a prompt as one line, of bounded length, cut where it reads well."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# Marks that turn the writing direction of whatever follows, so that a prompt would not read as it is sent; and halves
# of characters, which cannot be sent at all.
_UNSENDABLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|[。！？]+[」』”’）]*")
_CLAUSE_END = re.compile(r"[,;:](?=\s)|[，；：、]")
# What a script says to the camera: two capital words or more, the first of them one of these.
_CUE = re.compile(
    r"^(?:PAN|TILT|PUSH|PULL|DOLLY|TRACK|TRACKING|TRUCK|CRANE|ZOOM|WHIP|RACK|CLOSE|CLOSER|ANGLE|LOW|HIGH|WIDE|WIDER|"
    r"INSERT|OVER|MEDIUM|EXTREME|TWO|ON|POV)"
    r"(?:[\s–—-]+[A-Z][A-Z'’-]*(?=[\s.,:–—-]|$))+[\s.,:–—-]*"
)


def without_cue(text: str) -> str:
    """The text without the camera cue it begins with: ``PAN RIGHT across the sea`` -> ``across the sea``."""
    return _CUE.sub("", text)


def one_line(text: str) -> str:
    """The text with every run of white space and control characters as one space."""
    return " ".join(_UNSENDABLE.sub("", _CONTROL.sub(" ", text)).split())


def clip(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut after a sentence, else after a clause, else after a word.

    A cut is only made after a sentence or clause that leaves at least a third of the room used.
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    for ends, keep_mark in ((_SENTENCE_END, True), (_CLAUSE_END, False)):
        cuts = [match.end() if keep_mark else match.start() for match in ends.finditer(line, 0, limit + 1)]
        cuts = [cut for cut in cuts if limit / 3 <= cut <= limit]
        if cuts:
            return line[: cuts[-1]].rstrip()
    head = line[: max(limit, 0)]
    if not line[limit : limit + 1].isspace():
        head = head.rsplit(" ", 1)[0] if " " in head else head
    return head.rstrip(" ,;:，；：、")


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own; nothing for nothing."""
    bare = text.rstrip(" ,;:")
    if not bare:
        return ""
    return bare if bare.rstrip("\"'”’)」』").endswith((".", "!", "?", "…", "。", "！", "？")) else f"{bare}."


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
