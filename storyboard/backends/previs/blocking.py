"""Blocking: where everybody stands in a shot, and the camera that is set up for all of it, from first picture to last.

People and camera are placed once for the whole shot: whoever comes in later finds room kept for them, and the last
picture is seen from where the first was unless the camera moves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from storyboard.backends.previs.acting import Act, acts_of, at_fixture, between, speaks_to, turned_of
from storyboard.backends.previs.bed import MATTRESS
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.framing import (
    CLOSE,
    ROOM_TALL,
    Frame,
    camera_for,
    fov_of,
    frame_for,
    frame_from_above,
    frame_of_nobody,
    from_above,
    head_wide,
    widened,
    yaw_of,
)
from storyboard.backends.previs.held import IN_FINGERS, Small, drunk_from, held_up
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.places import shoulder_place, shoulder_side, spots_of, stride_of, tall_of
from storyboard.backends.previs.pose import POSES, manner_of
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.reading import groups_of, in_bed, looks_past
from storyboard.backends.previs.sets import SetDesign
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Framing, Move, Shot, Size, Subject

PARTS = ("start", "end")
_TO_EACH_OTHER, _ALONG, _LISTENING = 66.0, 78.0, 35.0
# How far from the middle of the picture, as a share of its width, the face of who lies along it is.
_FACE_OF_WHO_LIES = {Size.ECU: 0.0, Size.CU: 0.03, Size.MCU: 0.08, Size.MS: 0.17, Size.MLS: 0.26}
# Metres a head must rise or sink before the operator of a close shot follows it.
_FOLLOWED = 0.15
_FOLLOWING = (*CLOSE, Size.MS, Size.MLS)
_NOTHING = Act("stand")


@dataclass
class Setup:
    """The camera at the start of a shot, what it shows, and where people stand across it.

    `visible` is the picture's height at the subject, `distance` how far that is, in metres. `plan_view` says that the
    camera looks straight down on people. `work` is how far camera
    and people have stepped to a thing of the set, how who works there is turned, and the point they touch.
    """

    camera: Camera
    visible: float
    distance: float
    looks_out: bool
    plan_view: bool = False
    spots: dict[int, float] = field(default_factory=dict)
    work: tuple[Array, float, Array] | None = None


@dataclass(frozen=True)
class Mark:
    """Where one person stands in one picture, and how."""

    subject: Subject
    kit: Kit
    act: Act
    pose: str
    place: Array
    turned: float
    shoulder: bool
    meet: Array | None = None

    def body(self, camera: Camera, turn: float = 0.0) -> Skeleton:
        """The posed body; `turn` is how far the camera has gone around it since it was placed, in degrees."""
        return Skeleton(
            self.kit,
            self.pose,
            self.place,
            self.turned + turn,
            camera.right,
            camera.level,
            tall_of(self.subject, self.kit),
            self.meet,
        )


def subjects_in(shot: Shot, part: str) -> list[Subject]:
    """Who is seen in the first or the last picture of a shot."""
    return [subject for subject in shot.visible if (subject.in_end if part == "end" else subject.in_start)]


class Blocking:
    """The people of a shot and what they do in its first and its last picture.

    Args:
        shot: What is to be seen.
        size: The picture in pixels.
        kits: A kit for every visible character.
        things: The things of the shot that have a reference.
        design: The set.

    Attributes:
        cast: Everybody who is seen in the first or the last picture.
        seen: The same without the one over whose shoulder we look, who is `shoulder`.
        lead: Who the camera is set up for; None when it is the place itself.
    """

    def __init__(
        self,
        shot: Shot,
        size: tuple[int, int],
        kits: Mapping[str, Kit],
        things: Mapping[str, PropKit],
        design: SetDesign,
    ) -> None:
        self.shot, self.size, self.kits, self.design = shot, size, kits, design
        self.aspect = size[0] / size[1]
        cast = [subject for subject in shot.visible if subject.in_start or subject.in_end]
        self.shoulder = _shoulder_of(shot, cast)
        if self.shoulder is not None and looks_past(shot, cast, self.shoulder, cramped=design.cramped):
            cast = [self.shoulder]
        self.cast = cast
        self.seen = [subject for subject in cast if subject is not self.shoulder]
        both = [subject for subject in self.seen if subject.in_start and subject.in_end]
        self.lead: Subject | None = next(iter(both or self.seen), None)
        self._acts = {part: self._acts_in(part, things) for part in PARTS}

    def people(self, part: str) -> list[Subject]:
        """Who of the cast is in that picture."""
        return [subject for subject in self.cast if (subject.in_end if part == "end" else subject.in_start)]

    def acts(self, part: str) -> dict[int, Act]:
        """What everybody of the cast does in that picture, by the identity of the subject; the absent do nothing."""
        return {id(subject): _NOTHING for subject in self.cast} | self._acts[part]

    def set_up(self, part: str, grow: float = 1.0, drop: float = 0.0) -> Setup:
        """The camera as it stands when the shot begins.

        Args:
            part: In closer shots the operator follows a head that rises or sinks before that picture.
            grow: How much more than usual must be seen, so that nobody is cut.
            drop: How much lower, as a share of the picture's height.
        """
        shot, bodies = self.shot, self._bodies
        lead = bodies[self._lead_part(part), id(self.lead)] if self.lead is not None else None
        plan_view = from_above(shot, lead)
        frame = self._frame(lead, [bodies[key] for key in bodies if key[1] != id(self.shoulder)])
        fov, visible = fov_of(shot), frame.visible * grow
        top = frame.top + (grow - 1) * frame.visible * 0.5 - drop * frame.visible
        middle, distance = top - visible / 2, visible / 2 / math.tan(math.radians(fov) / 2)
        words = shot.action.text.casefold()
        looks_out = (
            self.design.view and not self.cast and re.search(r"\b(sea|horizon|ocean|ships?|waves)\b", words) is not None
        )
        camera = camera_for(
            shot,
            self.size,
            frame,
            fov=fov,
            yaw=yaw_of(shot, self.lead),
            middle=middle,
            distance=distance,
            plan_view=plan_view,
            looks_out=looks_out,
            lying=lead is not None and lead.lying,
        )
        wide = visible * self.aspect
        widest = max((head_wide(body) for body in bodies.values()), default=0.0)
        spots = spots_of(shot, self.seen, self.acts(part), wide, widest)
        setup = Setup(camera, visible, distance, looks_out, plan_view and bool(self.cast), spots)
        if setup.plan_view and lead is not None and len(self.seen) == 1:
            self._over(setup, lead)
        elif not setup.plan_view:
            self._step_to_fixture(setup, wide)
        return setup

    def marks(self, part: str, setup: Setup) -> list[Mark]:
        """Where everybody in that picture stands."""
        camera, acts, people = setup.camera, self.acts(part), self.people(part)
        depth = 0.12 * (math.cos(math.radians(camera.pitch)) if abs(camera.pitch) > 1 else 1.0)
        shift = setup.work[0] if setup.work else np.zeros(3)
        places = {
            id(subject): camera.right * setup.spots[id(subject)] + camera.level * (depth * order) + shift
            for order, subject in enumerate(self.cast)
            if subject is not self.shoulder
        }
        if part == "end" and not setup.work:
            for subject in people:
                if subject.in_start and id(subject) in places:
                    places[id(subject)] = places[id(subject)] + self.stride(subject, setup)
        marks: list[Mark] = []
        # Who is looked at is placed first: the shoulder before them must not cover them.
        for subject in sorted(people, key=lambda one: one is self.shoulder):
            if subject is self.shoulder:
                marks.append(self._at_the_shoulder(subject, acts[id(subject)], marks, setup))
            else:
                marks.append(self._mark(subject, acts[id(subject)], places, setup))
        return marks

    def stride(self, subject: Subject, setup: Setup) -> Array:
        """How far somebody has come between the first picture and the last."""
        act = self._acts["end"].get(id(subject), _NOTHING)
        across, away = stride_of(self.shot, subject, act, setup.spots, setup.visible * self.aspect)
        return np.asarray(setup.camera.right * across + setup.camera.level * away)

    def _acts_in(self, part: str, things: Mapping[str, PropKit]) -> dict[int, Act]:
        people = self.people(part)
        alone = sum(one is not self.shoulder for one in people) == 1
        return acts_of(self.shot, people, part, self.design, things, alone=alone)

    @cached_property
    def _bodies(self) -> dict[tuple[str, int], Skeleton]:
        """Everybody as they are in each picture, not yet placed."""
        probe = Camera((0, 0, 0), size=self.size, yaw=yaw_of(self.shot, self.lead))
        bodies: dict[tuple[str, int], Skeleton] = {}
        for part in PARTS:
            for subject in self.people(part):
                act, kit = self._acts[part][id(subject)], self.kits[subject.character]
                if part == "end" and subject.in_start and act.pose == self._acts["start"][id(subject)].pose:
                    bodies[part, id(subject)] = bodies["start", id(subject)]
                    continue
                mark = Mark(subject, kit, act, act.pose, np.zeros(3), turned_of(subject, act.pose), shoulder=False)
                bodies[part, id(subject)] = mark.body(probe)
        return bodies

    def _lead_part(self, part: str) -> str:
        """Which picture's posture of the lead the camera is set up for."""
        lead = self.lead
        if lead is None or not lead.in_start:
            return "end"
        if part != "end" or not lead.in_end or self.shot.size not in _FOLLOWING:
            return "start"
        bodies = self._bodies
        before, after = bodies["start", id(lead)], bodies["end", id(lead)]
        return "end" if abs(before.top - after.top) > _FOLLOWED or before.lying != after.lying else "start"

    def _frame(self, lead: Skeleton | None, everybody: list[Skeleton]) -> Frame:
        shot, count = self.shot, len(self.seen)
        if from_above(shot, lead):
            return frame_from_above(shot, lead, count, self.aspect)
        frame = (
            frame_for(shot, lead, self._raised(lead))
            if lead is not None
            else frame_of_nobody(shot, groups_of(shot), self.aspect)
        )
        if lead is not None and shot.size not in CLOSE:
            # Somebody who stands beside somebody who sits has a head too, and so has who gets up in a full shot.
            others = everybody if shot.size not in _FOLLOWING else self._beside(lead)
            higher = max(body.top for body in others) - lead.top
            if higher > 0.06:
                frame = Frame(frame.visible + higher, frame.top + higher, frame.eye)
        if self.design.indoor and frame.visible > ROOM_TALL:  # Rooms have walls: nobody can step back so far.
            frame = Frame(ROOM_TALL, frame.top - (frame.visible - ROOM_TALL) * 0.62, frame.eye)
        return widened(frame, shot, count, self.aspect, lead)

    def _raised(self, body: Skeleton) -> float:
        """How high a bed lifts somebody."""
        return MATTRESS if body.lying and in_bed(self.shot, self.design) else 0.0

    def _beside(self, lead: Skeleton) -> list[Skeleton]:
        """The lead, and whoever else is in the picture that the lead's posture is of."""
        bodies = self._bodies
        part = next((key[0] for key, body in bodies.items() if body.pose_name == lead.pose_name), "start")
        return [lead, *(body for key, body in bodies.items() if key[0] == part and key[1] != id(self.shoulder))]

    def _mark(self, subject: Subject, act: Act, places: Mapping[int, Array], setup: Setup) -> Mark:
        kit, tall, camera, meet = (
            self.kits[subject.character],
            tall_of(subject, self.kits[subject.character]),
            setup.camera,
            None,
        )
        turned, place = turned_of(subject, act.pose), places[id(subject)]
        if POSES[act.pose].lying and not setup.plan_view:  # Along the picture, not with the soles to the camera.
            turned = math.copysign(_ALONG, turned or (1.0 if setup.spots[id(subject)] <= 0 else -1.0))
        if subject is self.lead and setup.work and act.fixture is not None:
            _, turned, meet = setup.work
        elif act.partner is not None and id(act.partner) in places:
            other = places[id(act.partner)]
            turned = math.copysign(_TO_EACH_OTHER, float((other - place) @ camera.right))
            meet = between(place, other, min(tall, tall_of(act.partner, self.kits[act.partner.character])))
        elif POSES[act.pose].upright or turned == 0.0:
            turned = self._towards_partner(subject, turned, places, camera)
        if self._raises(act):
            act = replace(act, pose=act.pose.removesuffix("hold") + "show")
            meet = held_up(Skeleton(kit, act.pose, place, turned, camera.right, camera.level, tall), Small(), camera)
        if act.prop is not None and (act.pose == "show" or act.pose.endswith(" show")):
            empty = Skeleton(kit, act.pose, place, turned, camera.right, camera.level, tall)
            meet = (drunk_from if act.pose == "drink show" else held_up)(empty, act.prop, camera)
        mark = Mark(subject, kit, act, act.pose, place, turned, shoulder=False, meet=meet)
        body = mark.body(camera)
        if not body.lying:
            return mark
        if not setup.plan_view and len(self.seen) == 1:
            place = place + camera.right * self._slid(body, place, turned, setup)
        # On the mattress, not on the floor.
        return replace(mark, place=place + np.array([0.0, self._raised(body), 0.0]), meet=None)

    def _raises(self, act: Act) -> bool:
        """What is held before the chest would be below a close picture: they hold it higher."""
        joined = act.pose.removesuffix("hold") + "show"
        return self.shot.size in CLOSE and act.held in IN_FINGERS and manner_of(act.pose) == "hold" and joined in POSES

    def _slid(self, body: Skeleton, place: Array, turned: float, setup: Setup) -> float:
        """Metres to the right that who lies along the picture must move: close up for their face, else all of them."""
        camera = setup.camera
        head = float((body.at("crown") + body.at("chin")) / 2 @ camera.right)
        share = _FACE_OF_WHO_LIES.get(self.shot.size)
        if share is None:
            ankle = float(body.at("left ankle") @ camera.right)
            return float(place @ camera.right) - (head + ankle) / 2
        return -math.copysign(share * setup.visible * self.aspect, turned) - head

    def _towards_partner(self, subject: Subject, turned: float, places: Mapping[int, Array], camera: Camera) -> float:
        """Turned to whom they talk to: eyelines meet, and over a shoulder they look at whose it is, not at us."""
        other = speaks_to(self.shot, subject, self.seen)
        if other is None or turned:
            return turned
        if id(other) in places:
            return math.copysign(_LISTENING, float((places[id(other)] - places[id(subject)]) @ camera.right))
        if other is not self.shoulder:
            return turned
        return _LISTENING * shoulder_side(other, subject)

    def _at_the_shoulder(self, subject: Subject, act: Act, marks: list[Mark], setup: Setup) -> Mark:
        kit = self.kits[subject.character]
        looked_at = next((mark.body(setup.camera) for mark in marks if mark.subject is self.lead), None)
        place = shoulder_place(subject, looked_at, self.lead, kit, setup.camera, setup.distance)
        return Mark(subject, kit, act, "stand", place, 172.0, shoulder=True)

    def _over(self, setup: Setup, lead: Skeleton) -> None:
        """The camera hangs over the face, or the middle, of the only one who is seen."""
        if lead.lying:
            close = self.shot.size in _FOLLOWING
            middle = (
                (lead.at("crown") + lead.at("chin")) / 2 if close else lead.at("hip") * 0.55 + lead.at("neck") * 0.45
            )
        else:
            middle = lead.at("neck")
        setup.camera.position = setup.camera.position + middle * (1, 0, 1)

    def _step_to_fixture(self, setup: Setup, wide: float) -> None:
        """Camera and people move to the thing of the set that the first of them works on."""
        lead, size = self.lead, self.shot.size
        acts = [self._acts[part].get(id(lead), _NOTHING) for part in PARTS] if lead is not None else []
        fixture = next((act.fixture for act in acts if act.fixture is not None), None)
        alone = len(self.seen) == 1
        if lead is None or fixture is None or size in CLOSE or not (alone or size in {Size.WS, Size.EWS}):
            return
        place, turned, touched = at_fixture(fixture, setup.camera, lead)
        if alone:  # Both the person and the thing must be seen.
            setup.spots[id(lead)] = -math.copysign(min(0.5 * (fixture.radius + 0.4), 0.26 * wide), turned)
        shift = place - setup.camera.right * setup.spots[id(lead)]
        setup.camera.position = setup.camera.position + shift
        setup.work = shift, turned, touched


def follows(shot: Shot) -> bool:
    """The camera goes along with who it looks at."""
    return shot.movement.move is Move.FOLLOW


def _shoulder_of(shot: Shot, people: list[Subject]) -> Subject | None:
    marked = next((subject for subject in people if subject.shoulder), None)
    if marked is not None:
        return marked
    if len(people) < 2:
        return None
    return people[-1] if shot.framing is Framing.OVER_SHOULDER else None
