"""Who sits where in a car: the driver behind the wheel, somebody beside them, everybody else in the back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.sets.vehicle import SEAT
from storyboard.model import Shot, Size, Staging, Subject

_DRIVES = re.compile(
    r"\b(driv\w+|at the wheel|behind the wheel|steer\w*|conduit|au volant|conduce|maneja|al volante|fährt|am steuer|guida"
    r"|dirige|ao volante)\b|вед[её]т|за рул|开车|開車|驾驶|駕駛|運転|يقود|تقود"
)
_IN_THE_BACK = re.compile(r"back ?seat|rear seat|in the back|à l'arrière|asiento trasero|rücksitz|后座|後座|後部座席")
_FRONT_Z, _BACK_Z = 0.24, 1.34
# The hips' height above the floor, and the highest a head may be under the roof.
_HIPS, _ROOF = 0.36, 1.29
_SIDE = {Staging.FAR_LEFT: -2, Staging.LEFT: -1, Staging.RIGHT: 1, Staging.FAR_RIGHT: 2}


@dataclass(frozen=True)
class Seat:
    """Where somebody's hips are: metres to the right and into the car; `drives` has the wheel in front of it."""

    x: float
    z: float
    drives: bool = False

    @property
    def behind(self) -> bool:
        """On the back seat."""
        return self.z > 1.0


def seats_of(shot: Shot, people: Sequence[Subject]) -> dict[int, Seat]:
    """A seat for everybody, by the identity of the subject.

    Left and right follow the staging, so that shot and reverse shot agree. Without a word about it the first named
    drives when the whole car is seen; close by, nobody needs to.
    """
    if not people:
        return {}
    driver = next((one for one in people if _DRIVES.search(_own_words(shot, one, people))), None)
    if driver is None and (len(people) > 1 or shot.size in {Size.WS, Size.EWS, Size.FS, Size.MLS}):
        driver = people[0]
    behind = [one for one in people if one is not driver and _IN_THE_BACK.search(_own_words(shot, one, people))]
    front = [one for one in people if not any(one is other for other in behind)]
    front.sort(key=lambda one: one is not driver)
    behind += front[2:]
    front = front[:2]
    first = front[0] if front else None
    side = _SIDE.get(first.staging, 0) if first is not None else 0
    if len(front) == 2 and side == _SIDE.get(front[1].staging, 0):
        side = 1
    elif len(front) == 2:
        side = side - _SIDE.get(front[1].staging, 0)
    left_or_right = 1.0 if side >= 0 else -1.0
    seats = {
        id(one): Seat(SEAT * (left_or_right if one is first else -left_or_right), _FRONT_Z, drives=one is driver)
        for one in front
    }
    spread = {1: (0.0,), 2: (-0.22, 0.22)}.get(len(behind)) or tuple(
        -0.34 + 0.68 * index / max(1, len(behind) - 1) for index in range(len(behind))
    )
    return seats | {id(one): Seat(x, _BACK_Z) for one, x in zip(behind, spread, strict=True)}


def wheel_of(seats: Mapping[int, Seat]) -> float:
    """Where the steering wheel is: before the driver, or else opposite the one who does not drive."""
    drivers = [seat.x for seat in seats.values() if seat.drives]
    others = [-seat.x for seat in seats.values() if seat.x and not seat.behind]
    return (drivers or others or [SEAT])[0]


def fitting(kit: Kit, tall: float, *, hips: float = _HIPS) -> float:
    """How tall somebody may be to sit under a car's roof."""
    share = 0.38 * (1 - 1.1 / kit.heads_tall) + 1.12 / kit.heads_tall
    return min(tall, (_ROOF - hips) / share)


def in_seat(seat: Seat, hips: float) -> Array:
    """The place of somebody whose skeleton has its hips so many metres above its place."""
    return np.array([seat.x, _HIPS + (0.10 if seat.behind else 0.0) - hips, seat.z])


def _own_words(shot: Shot, subject: Subject, people: Sequence[Subject]) -> str:
    """What is said of one person: their action and, in sentences that name them, what follows up to the next name."""
    name = first_name(subject)
    others = [re.escape(first_name(one)) for one in people if first_name(one) != name]
    stop = re.compile("|".join(others)) if others else None
    told = []
    for text in (shot.action.start, shot.action.motion, shot.action.text):
        lowered = text.casefold()
        for match in re.finditer(re.escape(name), lowered):
            after = re.split(r"[.!?;。！？]", lowered[match.end() :], maxsplit=1)[0]
            told.append(stop.split(after, maxsplit=1)[0] if stop is not None else after)
    return " ".join([subject.action.casefold(), *told])


def first_name(subject: Subject) -> str:
    """What the script calls somebody after the first time."""
    return subject.character.casefold().split(" ")[0]
