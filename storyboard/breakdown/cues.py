"""Camera directions in prose: ``CLOSE ON MARA``, ``MARA'S POV``, ``we slowly push in``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from storyboard.breakdown import camera_words as words
from storyboard.model import Angle, Framing, Movement, Size

_GAP = re.compile(r"[\s,;:.。、，\-–—]*")
_LINK = re.compile(
    r"[\s:：.,;。、，\-–—]*(?:\b(?:ON|OF|AT|WITH|TO|sur|de|von|auf|على)\b|(?-i:di|do|da|del|della|dello|der|dem|den|des|du|na|no|на)\b\s*)?[\s:：\-–—]*",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?P<owner>[^.,:;–—]{1,40}?)\s*(?:[:：]\s*|\s[-–—]+\s+|\s+(?=(?:on|looking|onto)\s))(?P<seen>.+)$", re.DOTALL
)


# "傘の柄のアップ", "手的特写": what it is of stands first.
_NAMED_FIRST = re.compile(
    r"(?P<thing>[^。、，：]{1,20}?)(?:の(?:どアップ|ドアップ|アップ|クローズアップ|大写し)|的特写)[。.]?"
)
# What nobody begins an ordinary sentence with.
_PLAIN = re.compile(
    r"(?:Extreme |Big |Medium )?Close[- ]up (?:of|on)\b|Close on (?:the|an?|his|her|their|its|[A-Z][a-z]+)\b|(?:Extreme |Medium )?(?:Wide|Long|Full|Medium) shot\b|(?:Insert|Cutaway)(?: shot)?(?: of| on)\b"
    r"|Over [^.,:]{1,30}['’]s shoulder\s?[:,]|[A-Z][\w'’]{1,20}['’]s POV\b|POV\b|Aerial shot\b|Overhead shot\b|Low angle\b|High angle\b"
    r"|(?:Très )?Gros plan\b|Plan (?:large|rapproché|moyen|d['’]ensemble)\b|Par[- ]dessus l['’]épaule\b|Insert\s?:"
    r"|(?:Nah|Groß|Gross)aufnahme\b|Totale\s?:|Primer(?:ísimo primer)? plano\b|Plano (?:general|medio|detalle|detalhe|subjetivo|geral)\b|Primo piano\b"
    r"|Крупный план\b|Крупно\s?:|Общий план\b|特写|近景：|中景：|全景：|远景：|لقطة (?:قريبة|متوسطة|واسعة|عامة)"
)


@dataclass(frozen=True)
class Cue:
    """A camera direction. Fields that it does not speak of are None or empty.

    Attributes:
        words: The direction as written, for the record of where a field came from.
        target: What it is on, as written after it.
        owner: Whose shoulder or point of view.
        lens: The lens asked for: ``24mm``, ``long lens``.
        seconds: How long the shot should last.
        unknown: Words of a shot note or list that mean nothing to us.
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
    lens: str = ""
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
            lens=other.lens or self.lens,
            seconds=other.seconds or self.seconds,
            unknown=(*self.unknown, *other.unknown),
            rest=other.rest or self.rest,
        )


def read_cue(sentence: str, *, first: bool = True) -> Cue | None:
    """The camera direction a sentence begins with.

    Args:
        sentence: The sentence.
        first: It begins its paragraph; further on only capitals count, for there *close* and *wide* are mostly words.
    """
    # "Mid-paragraph: Close-up of her hand." is as plain in small letters as in capitals.
    named = _NAMED_FIRST.fullmatch(sentence) if not sentence.isascii() else None
    if named:
        return Cue(words=sentence.strip(" 。"), size=Size.CU, target=named["thing"], rest=named["thing"])
    first = first or _PLAIN.match(sentence) is not None
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


_POV = re.compile(r"[Pp]\.?[Oo]\.?[Vv]")
_OWNERS = ("over", "over2", "over3", "over4", "pov", "pov2", "pov3", "pov4", "pov5", "sees")


@cache
def _patterns(*, owned: bool = True) -> re.Pattern[str]:
    """All directions; without those before which a name may stand (``MARA'S POV``), which are dear to look for, if not `owned`."""
    framings = [(f"framing{index}", pattern) for index, (pattern, _) in enumerate(words.FRAMINGS)]
    groups = [
        *(f"(?P<{name}>{pattern})" for name, pattern in framings if owned or not pattern.startswith("(?P<")),
        f"(?P<aerial>{words.AERIAL})",
        f"(?P<new>{words.NEW_ANGLE})",
        *(f"(?P<angle{index}>{pattern})" for index, (pattern, _) in enumerate(words.ANGLES)),
        *(f"(?P<move{index}>{pattern})" for index, (pattern, _) in enumerate(words.MOVES)),
        *(f"(?P<size{index}>{pattern})" for index, (pattern, _) in enumerate(words.SIZES)),
    ]
    return re.compile("|".join(groups))


@cache
def _patterns_any_case(*, owned: bool = True) -> re.Pattern[str]:
    return re.compile(_patterns(owned=owned).pattern, re.IGNORECASE)


def _match_at(text: str, position: int, *, first: bool) -> tuple[Cue, int] | None:
    owned = not text.isascii() or _POV.search(text) is not None
    match = (_patterns_any_case(owned=owned) if first else _patterns(owned=owned)).match(text, position)
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
        found = match.groupdict()
        owner = next((said for part in _OWNERS if (said := found.get(part))), "")
        piece = replace(piece, framing=words.FRAMINGS[index][1], owner=owner.strip())
        # Other tongues decline a name or put an article before it; who is meant is found by name.
        if not _owner_is_plain(owner):
            return None
    return piece, end


def _owner_is_plain(owner: str) -> bool:
    # "He walks over to the door and leans on her shoulder" is no over-the-shoulder shot.
    return len(owner.split()) <= 4
