"""Where people go in a shot: read from who is in its first and last picture, and from the words of its action."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from storyboard.model import Facing, Shot, Staging, Subject


class Kind(StrEnum):
    """How somebody moves."""

    ENTERS = "enters"
    LEAVES = "leaves"
    GOES = "goes"
    RISES = "rises"
    SINKS = "goes down"
    TURNS = "turns"


class Toward(StrEnum):
    """Where to, as the camera sees it."""

    LEFT = "left"
    RIGHT = "right"
    AWAY = "away"
    NEARER = "nearer"


@dataclass(frozen=True)
class Way:
    """One person's movement."""

    subject: Subject
    kind: Kind
    toward: Toward

    @property
    def words(self) -> str:
        """``MARA enters from the left``."""
        where = {Toward.AWAY: "away", Toward.NEARER: "towards us"}.get(self.toward, f"to the {self.toward}")
        if self.kind is Kind.ENTERS and self.toward in {Toward.LEFT, Toward.RIGHT}:
            where = f"from the {'left' if self.toward is Toward.RIGHT else 'right'}"
        if self.toward is Toward.AWAY:
            return f"{self.subject.character} {Kind.GOES} {where}"
        upright = self.kind in {Kind.RISES, Kind.SINKS}
        return f"{self.subject.character} {self.kind}{'' if upright else f' {where}'}"


_LEFTWARD = r"\b(?:to (?:the |his |her |their )?)?left\b(?! (?:hand|arm|eye|ear|foot|leg|shoulder|side of))"
_RIGHTWARD = r"\b(?:to (?:the |his |her |their )?)?right\b(?! (?:hand|arm|eye|ear|foot|leg|shoulder|side of|behind|away|into|at))"
_AWAY = re.compile(r"\b(?:away|off into|into the distance|out (?:in)?to)\b")
_NEARER = re.compile(r"\b(?:toward|towards|to) (?:the )?(?:camera|us|lens)\b")
_FROM = re.compile(r"\bfrom (?:the |screen |camera |frame )*(left|right)\b")
_SIDES = ((Toward.LEFT, re.compile(_LEFTWARD)), (Toward.RIGHT, re.compile(_RIGHTWARD)))

_STEPS = r"walk|run|sprint|march|stroll|wander|rush|hurr|dash|race|chase|flee|jog|stride|stagger|limp|crawl|creep|sneak|tiptoe|cross|approach|retreat|ride|cycl|skat|swim|climb|head|step|trudg|bolt|charg|follow|com(?:e|es|ing)|pac"
_KINDS = (
    (Kind.ENTERS, r"enters?|entering|comes? (?:\w+ )?in(?:to|side)?|walks? in(?:to|side)?|runs? in(?:to|side)?|bursts? in|steps? in(?:to|side)?"),
    (Kind.LEAVES, r"exits?|exiting|leaves? (?!\w+ (?:on|in|at|for|behind)\b)|goes (?:out|off)|(?:walk|run|storm|step|rush|hurr|slip|drive|ride)(?:s|es|ies|ing)? (?:out|off|away)"),
    (Kind.RISES, r"(?:st[ao]nds?|gets?|jumps?|springs?|rises?|straightens?) up|rises|leaps?|jumps|climbs? (?:the |a |up (?:the |a )?)?(?:\w+ )?(?:ladder|stairs?|steps|rope|wall)"),
    (Kind.SINKS, r"sits? down|lies? down|falls?|collapses?|kneels?|crouch(?:es)?|ducks?|sinks?|slumps?|climbs? down|drops? to"),
    (Kind.GOES, rf"(?:{_STEPS})(?:s|es|ies|ing|y|e|ed)?(?! (?:his|her|their|its|a|an) (?:hand|hands|finger|fingers|eyes?|tongue|thumb|arms|legs|horse|bath)\b)"),
    (Kind.TURNS, r"turns?(?! (?:on|off|out|it|up|down|the|a|an|home|page)\b)(?! (?:his|her|their) (?!head|back)\w+)"),
)  # fmt: skip
_VERBS = tuple((kind, re.compile(rf"\b(?:{words})(?!\w)")) for kind, words in _KINDS)
_STOPS = re.compile(r"\b(?:stands? (?:still|side by side)|waits?|does not move|without moving)\b")
# Between a name and what its owner does lie few words.
_NEAR = 10
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\b(?:while|as|when|until|before|after)\b")
_SMALL_STEPS = {Facing.LEFT: Toward.LEFT, Facing.RIGHT: Toward.RIGHT, Facing.AWAY: Toward.AWAY}
_ON_THE_LEFT = {Staging.FAR_LEFT, Staging.LEFT}


def ways_of(shot: Shot) -> tuple[Way, ...]:
    """How everybody who is seen moves; who keeps still is left out."""
    ways = []
    for subject in shot.visible:
        if subject.shoulder or not (subject.in_start or subject.in_end):
            continue
        told = _told(shot, subject)
        kind = _kind(subject, told)
        if kind is not None:
            ways.append(Way(subject, kind, _toward(subject, kind, told)))
    return tuple(ways)


def _told(shot: Shot, subject: Subject) -> str:
    """The words that say what somebody does: their own, or what follows their name."""
    if subject.action.strip():
        return subject.action.casefold()
    name = re.escape(subject.character.casefold().split(" ")[0])
    for text in (shot.action.motion, shot.action.text, shot.action.start):
        for sentence in _SENTENCE.split(text.casefold()):
            named = re.search(rf"\b{name}\b(?!['’]s)", sentence)
            if named is not None:
                return " ".join(sentence[named.end() :].split()[:_NEAR])
    pronoun = re.match(r"\s*(?:he|she|they)\b(.*)", shot.action.motion.casefold()) if len(shot.visible) == 1 else None
    return pronoun[1] if pronoun is not None else ""


def _kind(subject: Subject, told: str) -> Kind | None:
    if not subject.in_start:
        return Kind.ENTERS
    if not subject.in_end:
        return Kind.LEAVES
    if _STOPS.match(told.strip()):
        return None
    found = [(match.start(), order, kind) for order, (kind, verb) in enumerate(_VERBS) if (match := verb.search(told))]
    # What is said first is done first; of two readings of one verb the more particular one counts.
    return min(found)[2] if found else None


def _toward(subject: Subject, kind: Kind, told: str) -> Toward:
    """The words decide, then which way they look, then where they stand."""
    origin = _FROM.search(told)
    if origin is not None:
        return Toward.RIGHT if origin[1] == "left" else Toward.LEFT
    if _NEARER.search(told):
        return Toward.NEARER
    said = next((toward for toward, words in _SIDES if words.search(told)), None)
    if said is not None:
        return said
    if kind is not Kind.ENTERS and _AWAY.search(told) and subject.facing not in {Facing.LEFT, Facing.RIGHT}:
        return Toward.AWAY
    if subject.facing in _SMALL_STEPS and not (kind is Kind.ENTERS and subject.facing is Facing.AWAY):
        return _SMALL_STEPS[subject.facing]
    on_left = subject.staging in _ON_THE_LEFT
    if kind is Kind.ENTERS:
        return Toward.RIGHT if on_left or subject.staging is Staging.CENTRE else Toward.LEFT
    if kind is Kind.LEAVES:
        return Toward.LEFT if on_left else Toward.RIGHT
    if kind is Kind.GOES:
        return Toward.NEARER
    return Toward.RIGHT if on_left else Toward.LEFT
