"""Camera directions in a script: ``CLOSE ON MARA``, ``[[shot: CU, low, push in, 4s]]``, ``we slowly push in``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from storyboard.breakdown import camera_words as words
from storyboard.model import Angle, Framing, Move, Movement, Size

_GAP = re.compile(r"[\s,;:.\-–—]*")
_LINK = re.compile(r"[\s:：.,;\-–—]*(?:\b(?:ON|OF|AT|WITH|TO|sur|de|von|auf|على)\b\s*)?[\s:：\-–—]*", re.IGNORECASE)
_OWNED = re.compile(
    r"(?P<owner>[^.,:;–—]{1,40}?)\s*(?:[:：]\s*|\s[-–—]+\s+|\s+(?=(?:on|looking|onto)\s))(?P<seen>.+)$", re.DOTALL
)
_PROSE_MOVE = re.compile(
    r"\b(?:we|(?:the )?camera)\b\s+(?:(?:slowly|gently|gradually|quickly|suddenly)\s+)*(?P<move>"
    + "|".join(f"(?:{pattern})" for pattern, _ in words.PROSE_MOVES)
    + ")",
    re.IGNORECASE,
)
_PROSE_FOLLOWS = re.compile(
    r"\b(?:l['’]appareil|la (?:caméra|cámara|camera)|die kamera|камера)\b[^.]{0,30}?\b(?:suit|sigue|segue|folgt|следует)\b",
    re.IGNORECASE,
)
_SECONDS = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:s|sec|secs|seconds?)|(?P<minutes>\d{1,2}):(?P<rest>\d{2})"
)


@dataclass(frozen=True)
class Cue:
    """A camera direction. Fields that it does not speak of are None or empty.

    Attributes:
        words: The direction as written, for the record of where a field came from.
        target: What it is on, as written after it.
        owner: Whose shoulder or point of view.
        seconds: How long the shot should last.
        unknown: Words of a shot note that mean nothing to us.
        rest: What follows the direction in its sentence.
    """

    words: str = ""
    size: Size | None = None
    angle: Angle | None = None
    movement: Movement | None = None
    framing: Framing | None = None
    reverse: bool = False
    target: str = ""
    owner: str = ""
    seconds: float | None = None
    unknown: tuple[str, ...] = ()
    rest: str = field(default="", compare=False)

    def joined(self, other: Cue) -> Cue:
        """This cue with the fields of another over it."""
        return replace(
            self,
            words=" ".join(part for part in (self.words, other.words) if part),
            size=other.size or self.size,
            angle=other.angle or self.angle,
            movement=other.movement or self.movement,
            framing=other.framing or self.framing,
            reverse=self.reverse or other.reverse,
            target=other.target or self.target,
            owner=other.owner or self.owner,
            seconds=other.seconds or self.seconds,
            unknown=(*self.unknown, *other.unknown),
            rest=other.rest or self.rest,
        )


_NOTE_WORDS: dict[str, Cue] = {
    "low": Cue(angle=Angle.LOW),
    "high": Cue(angle=Angle.HIGH),
    "dutch": Cue(angle=Angle.DUTCH),
    "overhead": Cue(angle=Angle.OVERHEAD),
    "top": Cue(angle=Angle.OVERHEAD),
    "worm": Cue(angle=Angle.WORM),
    "eye": Cue(angle=Angle.EYE),
    "wide": Cue(size=Size.WS),
    "close": Cue(size=Size.CU),
    "medium": Cue(size=Size.MS),
    "insert": Cue(framing=Framing.INSERT),
    "full": Cue(size=Size.FS),
    "aerial": Cue(size=Size.EWS),
    "establishing": Cue(size=Size.EWS),
    "two shot": Cue(framing=Framing.TWO_SHOT),
    "over the shoulder": Cue(framing=Framing.OVER_SHOULDER),
}


def read_cue(sentence: str, *, first: bool = True) -> Cue | None:
    """The camera direction a sentence begins with.

    Args:
        sentence: The sentence.
        first: It begins its paragraph; further on only capitals count, for there *close* and *wide* are mostly words.
    """
    start = _GAP.match(sentence)
    position = start.end() if start else 0
    cue = Cue()
    end = position
    while True:
        found = _match_at(sentence, position, first=first)
        if found is None:
            break
        piece, end = found
        cue = cue.joined(piece)
        gap = _GAP.match(sentence, end)
        position = gap.end() if gap else end
    if not cue.words:
        return None
    link = _LINK.match(sentence, end)
    rest = sentence[link.end() if link else end :].strip()
    if cue.framing in {Framing.POINT_OF_VIEW, Framing.OVER_SHOULDER} and not cue.owner:
        owner, rest = _owner_after(sentence[end:], rest)
        cue = replace(cue, owner=owner)
    return replace(cue, words=sentence[:end].strip(" .,:;-–—"), target=rest, rest=rest)


def _owner_after(behind: str, rest: str) -> tuple[str, str]:
    """Whose eyes or shoulder it is where that stands behind the words: ``POV NORA - the street``, ``OTS NORA: Lee``.

    Returns:
        The owner, empty if none is named, and what is left to be seen.
    """
    parted = _OWNED.match(rest)
    if re.match(r"\s*[:：.,;]", behind) or (re.match(r"\s*[-–—]", behind) and not parted):
        return "", rest
    owner = parted["owner"] if parted else rest.rstrip(" .")
    if not owner or len(owner.split()) > 4:
        return "", rest
    named = owner[0].isupper() or re.match(r"\s*(?:of|de|von)\b", behind, re.IGNORECASE)
    if not named or (parted is None and not owner.isupper()):
        return "", rest
    return re.sub(r"['’]S?$", "", owner, flags=re.IGNORECASE), parted["seen"].strip() if parted else ""


def find_inner_cue(sentence: str) -> int:
    """Where inside a sentence a camera direction in capitals begins after a dash; -1 if there is none."""
    for dash in re.finditer(r"\s(?:--|—|–)\s+(?=[A-Z]{2})|—(?=[A-Z]{3})", sentence):
        found = _match_at(sentence, dash.end(), first=False)
        if found:
            return dash.end()
    return -1


def prose_movement(text: str) -> Movement | None:
    """A camera move told in prose: ``we slowly push in on Sarah``."""
    match = _PROSE_MOVE.search(text) if "we " in text.casefold() or "camera " in text.casefold() else None
    if match is None:
        return Movement(move=Move.FOLLOW) if _PROSE_FOLLOWS.search(text) else None
    return next(move for pattern, move in words.PROSE_MOVES if re.fullmatch(pattern, match["move"], re.IGNORECASE))


def read_note(text: str) -> Cue | None:
    """The direction in a note ``shot: CU, low, push in, 4s``; None for a note about something else."""
    label, colon, body = text.partition(":")
    if not colon or label.strip().casefold() not in {"shot", "камера", "镜头", "plan", "plano"}:
        return None
    cue = Cue(words=f"[[{' '.join(text.split())}]]")
    for token in re.split(r"[,;\n]", body):
        cue = _with_token(cue, token.strip())
    return cue


def is_length(token: str) -> bool:
    """Whether a word of a direction is a length of time, such as ``4s``."""
    return _SECONDS.fullmatch(token) is not None


def _with_token(cue: Cue, token: str) -> Cue:
    if not token:
        return cue
    # "2S" is a two-shot and "2s" are two seconds.
    seconds = None if token.endswith("S") else _SECONDS.fullmatch(token)
    if seconds:
        length = (
            float(seconds["number"].replace(",", "."))
            if seconds["number"]
            else int(seconds["minutes"]) * 60.0 + int(seconds["rest"])
        )
        return replace(cue, seconds=length) if 0.1 <= length <= 600 else replace(cue, unknown=(*cue.unknown, token))
    known = _NOTE_WORDS.get(token.casefold())
    if known:
        return replace(cue.joined(known), words=cue.words)
    piece = read_cue(token)
    if piece is None:
        return replace(cue, unknown=(*cue.unknown, token))
    return replace(cue.joined(replace(piece, words="")), words=cue.words)


@cache
def _patterns() -> re.Pattern[str]:
    groups = [
        *(f"(?P<framing{index}>{pattern})" for index, (pattern, _) in enumerate(words.FRAMINGS)),
        f"(?P<aerial>{words.AERIAL})",
        f"(?P<new>{words.NEW_ANGLE})",
        *(f"(?P<angle{index}>{pattern})" for index, (pattern, _) in enumerate(words.ANGLES)),
        *(f"(?P<move{index}>{pattern})" for index, (pattern, _) in enumerate(words.MOVES)),
        *(f"(?P<size{index}>{pattern})" for index, (pattern, _) in enumerate(words.SIZES)),
    ]
    return re.compile("|".join(groups))


@cache
def _patterns_any_case() -> re.Pattern[str]:
    return re.compile(_patterns().pattern, re.IGNORECASE)


def _match_at(text: str, position: int, *, first: bool) -> tuple[Cue, int] | None:
    match = (_patterns_any_case() if first else _patterns()).match(text, position)
    if match is None or not match.group():
        return None
    name = next(group for group, found in match.groupdict().items() if found is not None)
    kind = name.rstrip("0123456789")
    index = int(name[len(kind) :] or 0)
    piece = Cue(words=match.group())
    end = match.end()
    if kind == "size":
        piece = replace(piece, size=words.SIZES[index][1])
    elif kind == "angle":
        piece = replace(piece, angle=words.ANGLES[index][1])
    elif kind == "move":
        piece = replace(piece, movement=words.MOVES[index][1])
    elif kind == "aerial":
        piece = replace(piece, size=Size.EWS, angle=Angle.HIGH)
    elif kind == "new":
        piece = replace(piece, reverse="REVERSE" in match.group().upper())
    else:
        owner = next((match[part] for part in ("over", "pov", "sees") if match[part]), "")
        piece = replace(piece, framing=words.FRAMINGS[index][1], owner=owner.strip())
        if not _owner_is_plain(owner):
            return None
    return piece, end


def _owner_is_plain(owner: str) -> bool:
    # "He walks over to the door and leans on her shoulder" is no over-the-shoulder shot.
    return len(owner.split()) <= 4
