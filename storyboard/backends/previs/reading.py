"""What the words of a shot say beyond its fields: its place and hour, the weather, unnamed people, words to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.backends.previs.seats import first_name
from storyboard.backends.previs.sets import SetDesign, is_known, set_for
from storyboard.model import Framing, Shot, Size, Subject, TimeOfDay

_HOURS = (
    (
        TimeOfDay.NIGHT,
        r"\b(night|midnight|moonlight|moonlit|after dark|nuit|noche|nacht|notte|noite)\b|ноч|夜|深夜|ليل",
    ),
    (
        TimeOfDay.DAWN,
        r"\b(dawn|sunrise|daybreak|first light|aube|amanecer|morgengrauen|alba|amanhecer)\b|рассвет|黎明|清晨|夜明け|فجر",
    ),
    (
        TimeOfDay.DUSK,
        r"\b(dusk|sunset|twilight|nightfall|crépuscule|atardecer|dämmerung|tramonto|anoitecer)\b|закат|сумерк|黄昏|傍晚|夕|غروب",
    ),
)
_WEATHER = (
    (
        "storm",
        r"\b(thunder ?)?storm\b|\bstormy\b|\btempest\b|\bhurricane\b|\borage\b|\btempête|\btormenta|\bsturm\b|\btempesta|\btempestade|гроза|буря|暴风雨|嵐|عاصفة",
    ),
    (
        "rain",
        r"\brain(s|y|ing|fall|drops?)?\b|\bdrizzl|\bdownpour|\bpluie|\bpleut|\blluvia|\bllueve|\bregen\b|\bregnet|\bpioggia|\bpiove|\bchuva|\bchove|дожд|雨|مطر",
    ),
    (
        "snow",
        r"\bsnow(s|y|ing|fall|flakes?|storm)?\b|\bblizzard|\bneige|\bnieve|\bnieva|\bschnee|\bschneit|\bneve\b|\bnevica|снег|雪|ثلج",
    ),
    (
        "fog",
        r"\b(fog|foggy|mist)\b|\bmisty (?!eye)|\bhaze\b|\bbrouillard|\bbrume|\bniebla|\bnebel\b|\bnebbia|\bnévoa|\bneblina|туман|雾|霧|ضباب",
    ),
)
_NO_WEATHER = re.compile(
    r"\b(no|without|after the|before the|despite no) (rain|snow|fog|mist|storm)|\b(rain|snow|storm|fog|mist) (has |had )?(stops|stopped|ended|ends|is over|lifted|lifts|clears)"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "dozen": 12, "twenty": 20, "several": 4, "some": 4, "few": 3, "many": 8, "deux": 2, "trois": 3, "dos": 2,
    "tres": 3, "zwei": 2, "drei": 3, "due": 2, "tre": 3, "dois": 2, "três": 3,
}  # fmt: skip
_MANY = "people|men|women|soldiers|officers|policemen|cops|guards|clerks|guests|passengers|workers|students|nurses|doctors|tourists|shoppers|passers-by|commuters|villagers|dancers|strangers|teenagers|protesters|reporters|figures|silhouettes|mourners|gens|personas|leute|persone|pessoas"
_SMALL = "children|kids|boys|girls|toddlers|schoolchildren|pupils|enfants|niños|kinder|bambini|crianças"
_ONE = "man|woman|nurse|policeman|policewoman|police officer|officer|soldier|guard|waiter|waitress|stranger|figure|silhouette|clerk|barman|bartender|passer-by|passenger|vendor|old man|old woman"
_ONE_SMALL = "child|boy|girl|kid"
_GROUP = re.compile(
    rf"\b(?:(?P<count>{'|'.join(_NUMBERS)}|\d+)\s+(?:of (?:the )?)?)?(?:(?:\w+-)?(?!of\b|and\b|with\b)\w+\s+)?(?P<who>{_MANY}|{_SMALL})\b(?!['’]s\b|['’]\s)"
)
_SOMEBODY = re.compile(
    rf"(?<!like )(?<!as )(?<!than )(?<!of )\b(?:an?|une?)\s+(?:\w+\s+)?(?P<who>{_ONE}|{_ONE_SMALL})\b(?!['’]s\b)"
)
_CROWD = re.compile(
    r"\b(crowd|mob|throng|audience|congregation|foule|multitud|menge|folla|multidão)\b(?! noise)|толпа|人群|群衆|حشد"
)
_SIGNS = re.compile(r"(?P<count>[两二三四五六七八])个?(?P<who>孩子|小孩|人|男人|女人)|(?P<all>孩子们|人们|子供たち)")
_SIGN_NUMBERS = {sign: index + 2 for index, sign in enumerate("二三四五六七八")} | {"两": 2}
MOST = 8
_QUOTED = re.compile(r"[\"“”«„「『]\s*([^\"“”«»„」』]{1,80}?)\s*[\"”»“」』]")
_READ_ON = re.compile(
    r"\b(signs?|board|notice|poster|placard|banner|billboard|neon|window|screen|display|monitor|headline|label|graffiti|clock|reads)\b[^.!?]{0,40}?[:,]?\s*$"
)
AHEAD = re.compile(r"\b(road|street|windscreen|windshield|ahead|highway|traffic|headlights)\b|дорог|路|道|طريق")
_HANDS = re.compile(
    r"^\W*(\w+['’]s )?(a |the |two |les |la |le |las |los |die |le )?(hands?|fingers|mains?|manos?|hände|mani|mãos?|руки|рука)\b"
)
_FACE = re.compile(r"\b(eyes?|face|mouth|lips?|tears?|hands?|fingers?|feet|foot|head|hair|ear|smile)\b")


@dataclass(frozen=True)
class Group:
    """People without names: how many, and whether they are children."""

    count: int
    small: bool


def told_of(shot: Shot, part: str = "start") -> list[str]:
    """What the action says of one picture, the nearest first."""
    return [shot.action.end if part == "end" else shot.action.start, shot.action.text, shot.light]


def design_of(shot: Shot) -> SetDesign:
    """The set of a shot: by its heading, else by what its action says."""
    return set_for(shot.location, shot.sub_location, shot.interior, [shot.action.text, shot.action.start, shot.light])


def hour_of(shot: Shot) -> TimeOfDay:
    """The hour of a shot: its own, unless nothing but its action tells where and when it is."""
    if shot.time is not TimeOfDay.DAY or is_known(shot.location, shot.sub_location, shot.interior):
        return shot.time
    told = " ".join([shot.location, *told_of(shot)]).casefold()
    return next((hour for hour, words in _HOURS if re.search(words, told)), shot.time)


def weather_of(shot: Shot, part: str = "start") -> str:
    """``rain``, ``snow``, ``fog``, ``storm`` or blank."""
    told = " ".join([shot.location, shot.sub_location, *told_of(shot, part)]).casefold()
    if _NO_WEATHER.search(told) is not None:
        return ""
    return next((name for name, words in _WEATHER if re.search(words, told)), "")


def words_of(shot: Shot) -> str:
    """The words that can be read in the picture; also those that an action quotes after a thing they stand on."""
    given = " ".join(shot.frame_text).strip()
    if given or shot.dialogue:
        return given
    for quoted in _QUOTED.finditer(shot.action.text):
        if _READ_ON.search(shot.action.text[: quoted.start()].casefold()):
            return quoted.group(1).strip()
    return ""


def groups_of(shot: Shot) -> tuple[Group, ...]:
    """The people an action speaks of without names, at most `MOST` together."""
    return _groups(
        shot.action.text, shot.framing is Framing.POINT_OF_VIEW, tuple(one.character for one in shot.subjects)
    )


@lru_cache(maxsize=64)
def _groups(text: str, seen_by_them: bool, named: tuple[str, ...]) -> tuple[Group, ...]:
    told = text.casefold()
    if seen_by_them and ":" in told:  # "POV of the children: the ball" shows no children.
        told = told.split(":", 1)[1]
    # Words in quotation marks are read or spoken, and names are people already.
    told = _QUOTED.sub(" ", told)
    for name in named:
        told = told.replace(name.casefold(), " ")
    groups: list[Group] = []
    if _CROWD.search(told):
        groups.append(Group(MOST, small=re.search(rf"crowd of (\w+ )?({_SMALL})", told) is not None))
    else:
        for match in _GROUP.finditer(told):
            small = re.fullmatch(_SMALL, match["who"]) is not None
            counted = match["count"]
            count = int(counted) if counted and counted.isdigit() else _NUMBERS.get(counted or "", 3 if small else 4)
            groups.append(Group(min(MOST, max(2, count)), small=small))
        groups += [
            Group(1, small=re.fullmatch(_ONE_SMALL, match["who"]) is not None) for match in _SOMEBODY.finditer(told)
        ]
        for match in _SIGNS.finditer(told):
            count = _SIGN_NUMBERS.get(match["count"] or "", 3)
            groups.append(Group(count, small=re.search(r"孩|子供", match.group()) is not None))
    kept, left = [], MOST
    for group in groups:
        if left > 0:
            kept.append(Group(min(group.count, left), small=group.small))
            left -= group.count
    return tuple(kept)


def is_crowd(told: str) -> bool:
    """Whether more people are spoken of than can be counted."""
    return _CROWD.search(told.casefold()) is not None


def is_insert(shot: Shot) -> bool:
    """The shot shows one thing: it is called so, or nobody is in an extreme close-up (of something without a face)."""
    if shot.size is Size.INSERT or shot.framing is Framing.INSERT:
        return not (groups_of(shot) and not shot.props)
    told = shot.action.text.casefold()
    if shot.size in {Size.ECU, Size.CU} and _HANDS.search(told) and not shot.dialogue:
        return True
    return (
        shot.size is Size.ECU
        and not any(subject.in_start or subject.in_end for subject in shot.visible)
        and bool(told.strip())
        and not _FACE.search(told)
        and not groups_of(shot)
    )


def shows_only_things(shot: Shot, *, referenced: bool) -> bool:
    """The shot is a close view of a thing: it is called an insert, or nobody is in it and the thing has a reference."""
    if is_insert(shot):
        return True
    near = shot.size in {Size.ECU, Size.CU, Size.MCU, Size.MS}
    return referenced and near and not shot.visible and not groups_of(shot)


def in_bed(shot: Shot, design: SetDesign) -> bool:
    """Who lies down lies in a bed."""
    return design.name in {"bedroom", "hospital"} or re.search(r"\bbed\b", shot.action.text.casefold()) is not None


def looks_past(shot: Shot, people: Sequence[Subject], shoulder: Subject, *, cramped: bool) -> bool:
    """Over a shoulder the place itself is looked at: nobody else is there, or the road ahead of a car is meant."""
    others = [one for one in people if one is not shoulder]
    if not others:
        return True
    told = shot.action.text.casefold()
    named = any(first_name(one) in told for one in others)
    return cramped and not shot.dialogue and not named and AHEAD.search(told) is not None
