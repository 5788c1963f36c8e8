"""What everybody in a shot does: their pose, who hands something to whom, which thing of the set is worked on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.pose import POSES, pose_for
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.sets import Fixture, SetDesign
from storyboard.model import Facing, Shot, Staging, Subject, Voice

_BUSY_TURN = frozenset(("reach", "polish", "point", "strike", "sit", "write", "kneel", "crouch", "weep", "fall"))
_PROFILE = 66.0
_ARMS_LENGTH = 0.40
_CHEST = 0.73
_HOLDING = re.compile(r"\b(hold|carr|clutch|grip|grab|with an? |takes?\b|in (his|her|their) (hand|arm|fist))")
_SEATED = re.compile(
    r"\b(at|around|round|behind|over) (the|a|his|her|their|its) (\w+ ){0,2}(table|desk|bar counter|piano|wheel)\b"
    r"|\b(on|in) (the|a|his|her|their) (\w+ ){0,2}(sofa|couch|bench|armchair|chair|stool|pew|throne|passenger seat|back ?seat)\b"
    r"|\b(assise?s?|s'assie[dt]|sentad[oa]s?|se sienta|sitzt|sitzen|sedut[oaie]|siede|sentam?)\b|сид[иея]т|坐|座って|座る|جالس|يجلس"
)
_ON_FEET = re.compile(
    r"\b(st[ao]nds?|standing|stood|rises?|gets up|waits|leans?|walks?|runs?|enters?|stops?|appears?)\b"
)
_ON_THE_PHONE = re.compile(r"phone|téléphone|teléfono|telefon|telefono|телефон|电话|電話|هاتف")
_WITH_PHONE = re.compile(
    r"\bphone (at|to|against|pressed to) (his|her|their|the) ear\b|\bon the phone\b|\binto (the|his|her) phone\b"
)
_HELD = (
    ("phone", r"phone|mobile|handset"),
    ("cup", r"cup|mug|glass of|coffee|tea\b"),
    ("book", r"(note)?books?\b|diary|journal"),
    ("paper", r"letter|paper|page|map\b|newspaper|document|note\b|envelope|photograph|photo\b"),
    ("brush", r"(paint)?brush|pen\b|pencil"),
    ("cloth", r"rag\b|cloth\b|towel|handkerchief"),
    ("lamp", r"lantern|torch|candle"),
    ("bag", r"suitcase|briefcase|bag\b"),
    ("parcel", r"box|parcel|package|gift|present\b"),
)


# What is done with a thing that is in the hand then; its name follows within a few words, or it is said to be there.
_TO_HOLD = (
    r"(?:h[oe]ld|carr|clutch|grip|grab|lift|rais|show|present|dr[iau]nk|sip|open|unscrew|pour|pick|took|tak(?:e|es|ing)\b|us(?:e|es|ing)\b|hug"
    r"|cradl|swing|wip|wav|hand(?:s|ed|ing)\b|offer|unpack|with\b|tient|port[ea]|sostiene|lleva|hält|trägt|tiene|segura)"
)
_IN_HAND = r"(?:in|into|from) (?:his|her|their|one|the|both) (?:\w+ )?(?:hands?|arms?|fist|palm)"
# Between words of one phrase: no stop or comma lies between a verb and what it is done to.
_NEXT = r"[^\w.,;:!?]+"
# Larger things are carried with both arms.
_ONE_HAND = 0.5


@dataclass(frozen=True)
class Act:
    """What one person does.

    `partner` is who they hand something to or take it from, `fixture` the thing of the set they work on; `held` is
    what is in the acting hand, by its kind, or `prop` when it has a reference of its own.
    """

    pose: str
    held: str = ""
    prop: PropKit | None = None
    partner: Subject | None = None
    fixture: Fixture | None = None


def acts_of(
    shot: Shot,
    people: Sequence[Subject],
    part: str,
    design: SetDesign,
    things: Mapping[str, PropKit] = MappingProxyType({}),
    *,
    alone: bool,
) -> dict[int, Act]:
    """What everybody does in one picture of a shot, by the identity of the subject; `things` have a reference."""
    acts = {id(subject): _act(shot, subject, part, design, things, alone=alone) for subject in people}
    acts = _one_holder_each(acts)
    for giver in people:
        if acts[id(giver)].pose != "give":
            continue
        taker = _taker(shot, giver, people)
        if taker is None or acts[id(taker)].pose == "give":
            continue
        acts[id(giver)] = replace(acts[id(giver)], partner=taker)
        acts[id(taker)] = Act("take", "", partner=giver)
    return acts


def turned_of(subject: Subject, pose: str) -> float:
    """Degrees the body is turned from the camera: 0 towards it, 90 to screen right."""
    if subject.facing is Facing.AWAY:
        return 172.0
    strides = not POSES[pose].upright
    angle = {
        Facing.LEFT: -_PROFILE if strides else -35.0,
        Facing.RIGHT: _PROFILE if strides else 35.0,
    }.get(subject.facing, 0.0)
    if subject.facing is not Facing.CAMERA:
        return angle
    side = -1.0 if subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 1.0
    if pose.removesuffix(" phone").removesuffix(" show") in {
        "walk",
        "run",
        "climb",
    }:  # A stride seen head-on cannot be read; three quarters into the picture can.
        return 42.0 * side
    if pose in {"give", "take"}:
        return _PROFILE * side
    return 34.0 * side if pose in _BUSY_TURN else 0.0


def at_fixture(fixture: Fixture, camera: Camera, subject: Subject) -> tuple[Array, float, Array]:
    """Where somebody stands to work on a thing of the set, how they are turned, and the point they touch.

    They stand at the side of it from which they look the way they should.
    """
    side = -1.0 if subject.facing is Facing.LEFT or subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 1.0
    away = -side * camera.right * 0.97 + camera.level * 0.24
    axis = np.array([fixture.x, 0.0, fixture.z])
    touched = axis + away * fixture.radius + np.array([0.0, fixture.height, 0.0])
    place = axis + away * (fixture.radius + _ARMS_LENGTH)
    turned = math.degrees(math.atan2(-float(away @ camera.right), float(away @ camera.level)))
    return place, turned, touched


def between(first: Array, second: Array, tall: float) -> Array | None:
    """Where two people's hands meet; None when they are too far apart."""
    if float(np.linalg.norm((second - first) * (1, 0, 1))) > 1.3:
        return None
    return np.asarray((first + second) / 2 * (1, 0, 1) + np.array([0.0, _CHEST * tall, 0.0]))


def _one_holder_each(acts: dict[int, Act]) -> dict[int, Act]:
    """A thing is in one hand at a time: that of the first who is said to have it."""
    had: set[str] = set()
    for key, act in acts.items():
        if act.prop is not None and act.prop.name in had:
            acts[key] = replace(act, pose="stand" if act.pose == "show" else act.pose.removesuffix(" show"), prop=None)
        elif act.prop is not None:
            had.add(act.prop.name)
    return acts


def _act(
    shot: Shot, subject: Subject, part: str, design: SetDesign, things: Mapping[str, PropKit], *, alone: bool
) -> Act:
    shared = [shot.action.end if part == "end" else shot.action.start, shot.action.motion, shot.action.text]
    name = _first_name(subject)
    named = [text for text in shared if name in text.casefold()]
    texts = [subject.action, *(shared if alone else named)]
    if part == "end":
        texts = [*named[:1], *texts]
    pose = pose_for(*texts, name=subject.character)
    sentences = [sentence for text in shared for sentence in re.split(r"(?<=[.!?;])\s+", text)]
    own = " ".join([subject.action, *(one for one in sentences if name in one.casefold())]).casefold()
    pose = _seated(pose, own, design)
    if _telephones(shot, subject, own):
        pose = {"stand": "phone"}.get(pose, f"{pose} phone" if f"{pose} phone" in POSES else pose)
    prop = _prop_held(things, " ".join([subject.action, *(shared if alone else [own])]).casefold())
    if prop is not None and not design.cramped:
        return Act(_pose_with(prop, pose), "", prop)
    if design.cramped:
        return Act("sit", "phone" if pose.endswith("phone") else "")
    fixture = None
    if pose in {"polish", "reach"}:
        fixture = next(
            (one for one in design.fixtures if any(re.search(rf"\b{word}", own) for word in one.words)), None
        )
    return Act(pose, _held(pose, own), fixture=fixture)


def _prop_held(things: Mapping[str, PropKit], told: str) -> PropKit | None:
    """Which of the things with a reference somebody has in a hand."""
    for prop in things.values():
        name = rf"(?:{'|'.join(map(re.escape, dict.fromkeys(prop.words)))})(?!\w)"
        verb = rf"\b{_TO_HOLD}\w*{_NEXT}(?:\w+{_NEXT}){{0,4}}?{name}"
        there = rf"{name}(?:{_NEXT}\w+){{0,4}}?{_NEXT}{_IN_HAND}"
        if re.search(verb, told) or re.search(there, told):
            return prop
    return None


def _pose_with(prop: PropKit, pose: str) -> str:
    """The pose that shows what is held: a thing is held up in one hand, a large one carried."""
    if max(prop.tall, prop.wide) > _ONE_HAND:
        return pose if pose in {"walk", "run", "sit", "give", "take"} else "carry"
    if pose in {"carry", "stand", "reach", "take", "point", "polish", "cheer", "reach up"}:
        return "show"
    return f"{pose} show" if pose in {"walk", "sit", "drink"} else pose


def _seated(pose: str, told: str, design: SetDesign) -> str:
    """Who does nothing else sits where the words or the set say that people sit."""
    if pose != "stand" or _ON_FEET.search(told):
        return pose
    return "sit" if design.seated or _SEATED.search(told) else pose


def _telephones(shot: Shot, subject: Subject, told: str) -> bool:
    """They speak or listen into a telephone in the picture."""
    own = [line for line in shot.dialogue if line.character == subject.character]
    return bool(_WITH_PHONE.search(told)) or any(
        line.voice is Voice.PHONE or _ON_THE_PHONE.search(line.delivery.casefold()) for line in own
    )


def _held(pose: str, told: str) -> str:
    if pose.endswith("phone"):
        return "phone"
    if pose == "drink":
        return "cup"
    named = next((thing for thing, words in _HELD if re.search(rf"\b({words})", told)), "")
    if pose == "polish":
        return named if named in {"brush", "cloth"} else "brush" if re.search(r"\bpaint", told) else "cloth"
    if pose == "give":
        return named or "parcel"
    if pose == "carry":
        return named
    holding = pose in {"reach", "walk", "point", "sit", "stand", "take"} and _HOLDING.search(told)
    return named if holding else ""


def _taker(shot: Shot, giver: Subject, people: Sequence[Subject]) -> Subject | None:
    others = [one for one in people if one is not giver and not one.shoulder]
    told = f"{giver.action} {shot.action.text}".casefold()
    named = [one for one in others if _first_name(one) in told]
    return named[0] if named else others[0] if len(others) == 1 else None


def _first_name(subject: Subject) -> str:
    return subject.character.casefold().split(" ")[0]
