"""What everybody in a shot does: their pose, who hands something to whom, which thing of the set is worked on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.pose import POSES, pose_for
from storyboard.backends.previs.sets import Fixture, SetDesign
from storyboard.model import Facing, Shot, Staging, Subject

_BUSY_TURN = frozenset(("reach", "polish", "point", "strike", "sit", "write", "kneel", "crouch", "weep", "fall"))
_PROFILE = 66.0
_ARMS_LENGTH = 0.40
_CHEST = 0.73
_HOLDING = re.compile(r"\b(hold|carr|clutch|grip|grab|with an? |takes?\b|in (his|her|their) (hand|arm|fist))")
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


@dataclass(frozen=True)
class Act:
    """What one person does.

    `partner` is who they hand something to or take it from, `fixture` the thing of the set they work on; `held` is
    what is in the acting hand.
    """

    pose: str
    held: str = ""
    partner: Subject | None = None
    fixture: Fixture | None = None


def acts_of(shot: Shot, people: Sequence[Subject], part: str, design: SetDesign, *, alone: bool) -> dict[int, Act]:
    """What everybody does in one picture of a shot, by the identity of the subject."""
    acts = {id(subject): _act(shot, subject, part, design, alone=alone) for subject in people}
    for giver in people:
        if acts[id(giver)].pose != "give":
            continue
        taker = _taker(shot, giver, people)
        if taker is None or acts[id(taker)].pose == "give":
            continue
        acts[id(giver)] = Act("give", acts[id(giver)].held, partner=taker)
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
    if pose in {"walk", "run", "climb"}:  # A stride seen head-on cannot be read; three quarters into the picture can.
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


def _act(shot: Shot, subject: Subject, part: str, design: SetDesign, *, alone: bool) -> Act:
    shared = [shot.action.end if part == "end" else shot.action.start, shot.action.motion, shot.action.text]
    name = _first_name(subject)
    named = [text for text in shared if name in text.casefold()]
    texts = [subject.action, *(shared if alone else named)]
    if part == "end":
        texts = [*named[:1], *texts]
    pose = pose_for(*texts, name=subject.character)
    if design.cramped:
        return Act("drive" if "driv" in " ".join(texts).casefold() else "sit")
    sentences = [sentence for text in shared for sentence in re.split(r"(?<=[.!?;])\s+", text)]
    own = " ".join([subject.action, *(one for one in sentences if name in one.casefold())]).casefold()
    fixture = None
    if pose in {"polish", "reach"}:
        fixture = next(
            (one for one in design.fixtures if any(re.search(rf"\b{word}", own) for word in one.words)), None
        )
    return Act(pose, _held(pose, own), fixture=fixture)


def _held(pose: str, told: str) -> str:
    if pose == "phone":
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
