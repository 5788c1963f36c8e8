"""From a shot to a camera and people standing in metres: pure geometry, from which the landmarks follow."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from storyboard.backends.previs.acting import Act, acts_of, at_fixture, between, turned_of
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.car import in_car, looks_ahead
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.figure import cutout_shows_enough
from storyboard.backends.previs.framing import (
    CLOSE,
    FOV,
    ROOM_TALL,
    Frame,
    camera_for,
    closer_by,
    frame_for,
    frame_of_nobody,
    widened,
    yaw_of,
)
from storyboard.backends.previs.held import drunk_from, held_up
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.places import shoulder_place, spots_of, tall_of
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.reading import design_of, groups_of, in_bed, looks_past
from storyboard.backends.previs.seats import seats_of, wheel_of
from storyboard.backends.previs.sets import SetDesign
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Framing, Head, Landmarks, Shot, Size, Subject

_TO_EACH_OTHER = 66.0
# Height of a bed above the floor, less that of the thin thing one lies on elsewhere.
MATTRESS = 0.38


@dataclass
class Actor:
    """Somebody placed in the set.

    `as_cutout` says that their reference itself is shown, `held` what kind of thing is in their hand, `prop` which
    one when it has a reference of its own.
    """

    subject: Subject
    kit: Kit
    body: Skeleton
    mirrored: bool
    shoulder: bool
    as_cutout: bool
    held: str = ""
    prop: PropKit | None = None


@dataclass
class ShotPlan:
    """Where everything is. `visible` is the picture's height at the subject, `distance` how far that is, in metres."""

    camera: Camera
    design: SetDesign
    size: Size
    visible: float
    distance: float
    looks_out: bool = False
    ahead: bool = False
    wheel: float = 0.44
    actors: list[Actor] = field(default_factory=list)
    main: Actor | None = None

    @property
    def landmarks(self) -> Landmarks:
        """Heads, focus and horizon, in fractions of the picture."""
        width, height = self.camera.width, self.camera.height
        heads = [head for head in (self._head(actor) for actor in self.actors) if head is not None]
        focus = None
        if self.main is not None:
            pixel, _ = self.camera.pixel((self.main.body.at("crown") + self.main.body.at("chin")) / 2)
            focus = (float(np.clip(pixel[0] / width, 0, 1)), float(np.clip(pixel[1] / height, 0, 1)))
        horizon = self.camera.horizon / height
        return Landmarks(heads=tuple(heads), focus=focus, horizon=horizon if 0 <= horizon <= 1 else None)

    def _head(self, actor: Actor) -> Head | None:
        (crown, chin), depths = self.camera.project(np.array([actor.body.at("crown"), actor.body.at("chin")]))
        if depths.min() < 0.1:
            return None
        middle, tall = (crown + chin) / 2, float(np.hypot(*(crown - chin)))
        wide = tall * float(np.clip(actor.kit.head.width / actor.kit.head.height, 0.6, 1.3))
        x0, x1 = (float(np.clip((middle[0] + sign * wide / 2) / self.camera.width, 0, 1)) for sign in (-1, 1))
        y0, y1 = (float(np.clip((middle[1] + sign * tall / 2) / self.camera.height, 0, 1)) for sign in (-1, 1))
        if x1 - x0 < 0.002 or y1 - y0 < 0.002:
            return None
        return Head(character=actor.subject.character, x=x0, y=y0, width=x1 - x0, height=y1 - y0)


def subjects_in(shot: Shot, part: str) -> list[Subject]:
    """Who is seen in the first or the last picture of a shot."""
    return [subject for subject in shot.visible if (subject.in_end if part == "end" else subject.in_start)]


def plan_shot(
    shot: Shot,
    part: str,
    size: tuple[int, int],
    kits: Mapping[str, Kit],
    things: Mapping[str, PropKit] = MappingProxyType({}),
) -> ShotPlan:
    """Place camera and people.

    Args:
        shot: What is to be seen.
        part: ``end`` for the shot's last picture, anything else for its first.
        size: The picture in pixels.
        kits: A kit for every visible character.
        things: The things of the shot that have a reference.
    """
    design = design_of(shot)
    people = subjects_in(shot, part)
    shoulder = _shoulder_of(shot, people)
    if shoulder is not None and looks_past(shot, people, shoulder, cramped=design.cramped):
        people = [shoulder]
    seen = [subject for subject in people if subject is not shoulder]
    main = seen[0] if seen else None
    acts = acts_of(shot, people, part, design, things, alone=len(seen) == 1)
    if design.cramped:
        return _place_in_car(shot, part, size, kits, design, people, shoulder, main, acts)
    grow, drop = 1.0, 0.0
    for _ in range(4):
        plan = _place(shot, part, size, kits, design, people, shoulder, main, acts, grow, drop)
        spill_low, spill_high, spill_side = _spill(plan)
        if shot.size not in {Size.FS, Size.WS} or max(spill_low, spill_high, spill_side) < 0.004:
            break
        grow *= 1 + (spill_low + spill_high) * 1.2 + spill_side * 1.3
        drop += (spill_low - spill_high) * 0.45
    return plan


def _place(
    shot: Shot,
    part: str,
    size: tuple[int, int],
    kits: Mapping[str, Kit],
    design: SetDesign,
    people: list[Subject],
    shoulder: Subject | None,
    main: Subject | None,
    acts: Mapping[int, Act],
    grow: float,
    drop: float,
) -> ShotPlan:
    width, height = size
    fov: float = FOV[shot.size]
    yaw = yaw_of(shot, main)
    probe = Camera((0, 0, 0), size=size, yaw=yaw)
    bodies = {
        id(subject): Skeleton(
            kits[subject.character],
            acts[id(subject)].pose,
            np.zeros(3),
            turned_of(subject, acts[id(subject)].pose),
            probe.right,
            probe.level,
            tall_of(subject),
        )
        for subject in people
    }
    seen = [subject for subject in people if subject is not shoulder]
    frame = (
        frame_for(shot, bodies[id(main)])
        if main is not None
        else frame_of_nobody(shot, groups_of(shot), width / height)
    )
    if main is not None and shot.size not in CLOSE:  # Somebody who stands beside somebody who sits has a head too.
        higher = max(bodies[id(subject)].top for subject in seen) - bodies[id(main)].top
        if higher > 0.06:
            frame = Frame(frame.visible + higher, frame.top + higher, frame.eye)
    if design.indoor and frame.visible > ROOM_TALL:  # Rooms have walls: nobody can step back so far.
        frame = Frame(ROOM_TALL, frame.top - (frame.visible - ROOM_TALL) * 0.62, frame.eye)
    frame = widened(frame, shot, len(seen), width / height, bodies[id(main)] if main is not None else None)
    visible = frame.visible * grow * closer_by(shot, part)
    top = frame.top + (grow - 1) * frame.visible * 0.5 - drop * frame.visible
    if part == "end" and visible < frame.visible:
        top -= (frame.visible - visible) * 0.35
    middle = top - visible / 2
    distance = visible / 2 / math.tan(math.radians(fov) / 2)
    looks_out = (
        design.view
        and not people
        and re.search(r"\b(sea|horizon|ocean|ships?|waves)\b", shot.action.text.casefold()) is not None
    )
    camera = camera_for(
        shot,
        size,
        frame,
        fov=fov,
        yaw=yaw,
        middle=middle,
        distance=distance,
        part=part,
        empty=not people,
        looks_out=looks_out,
    )
    plan = ShotPlan(camera, design, shot.size, visible, distance, looks_out)
    spots = spots_of(shot, seen, acts, visible * width / height)
    tilt = math.cos(math.radians(camera.pitch)) if abs(camera.pitch) > 1 else 1.0
    work = _step_to_fixture(shot, seen, main, acts, camera, spots, visible * width / height)
    shift = work[0] if work else np.zeros(3)
    places = {
        id(subject): camera.right * spots[id(subject)] + camera.level * (0.12 * order * tilt) + shift
        for order, subject in enumerate(people)
        if subject is not shoulder
    }
    # Who is looked at is placed first: the shoulder before them must not cover them.
    for subject in sorted(people, key=lambda one: one is shoulder):
        kit, act, tall, meet = kits[subject.character], acts[id(subject)], tall_of(subject), None
        pose, turned = act.pose, turned_of(subject, act.pose)
        if subject is shoulder:
            pose, turned = "stand", 172.0
            looked_at = plan.main.body if plan.main is not None else None
            places[id(subject)] = shoulder_place(subject, looked_at, main, kit, camera, distance)
        elif subject is main and work:
            _, turned, meet = work
        elif act.partner is not None and id(act.partner) in places:
            mine, other = places[id(subject)], places[id(act.partner)]
            turned = math.copysign(_TO_EACH_OTHER, float((other - mine) @ camera.right))
            meet = between(mine, other, min(tall, tall_of(act.partner)))
        place = places[id(subject)]
        if act.prop is not None and subject is not shoulder and (pose == "show" or pose.endswith(" show")):
            empty = Skeleton(kit, pose, place, turned, camera.right, camera.level, tall)
            meet = (drunk_from if pose == "drink show" else held_up)(empty, act.prop, camera)
        body = Skeleton(kit, pose, place, turned, camera.right, camera.level, tall, meet)
        as_cutout = _as_cutout(shot.size, body, camera, shoulder=subject is shoulder)
        as_cutout = as_cutout and (act.prop is None or subject is shoulder)  # A reference's arms hang.
        if as_cutout and body.pose.seat is not None and camera.pixel(body.at("hip"))[0][1] < height:
            as_cutout = False  # Legs would be seen that stand.
        if as_cutout and not body.pose.upright:
            body = _standing_at(body, camera)
        if body.lying and in_bed(shot, design):  # On the mattress, not on the floor.
            raised = place + np.array([0.0, MATTRESS, 0.0])
            body = Skeleton(kit, pose, raised, turned, camera.right, camera.level, tall)
        prop = None if subject is shoulder else act.prop
        actor = Actor(subject, kit, body, _mirrored(kit, turned), subject is shoulder, as_cutout, act.held, prop)
        plan.actors.append(actor)
        if subject is main:
            plan.main = actor
    return plan


def _place_in_car(
    shot: Shot,
    part: str,
    size: tuple[int, int],
    kits: Mapping[str, Kit],
    design: SetDesign,
    people: list[Subject],
    shoulder: Subject | None,
    main: Subject | None,
    acts: Mapping[int, Act],
) -> ShotPlan:
    """Everybody in their seat, the camera over the bonnet, at a shoulder, or on the back seat when it looks ahead."""
    seats = seats_of(shot, people)
    view = in_car(shot, part, size, kits, seats, people, shoulder, main, acts)
    plan = ShotPlan(
        view.camera,
        design,
        shot.size,
        view.visible,
        view.distance,
        ahead=main is None and (shoulder is not None or looks_ahead(shot)),
    )
    plan.wheel = wheel_of(seats)
    for subject in sorted(people, key=lambda one: one is shoulder):
        kit, act = kits[subject.character], acts[id(subject)]
        if subject is shoulder:
            looked_at = plan.main.body if plan.main is not None else None
            place = shoulder_place(subject, looked_at, main, kit, view.camera, view.distance)
            if main is None:
                place = place - np.array([0.0, tall_of(subject) - view.camera.position[1] - 0.10, 0.0])
            body = Skeleton(kit, "stand", place, 172.0, view.camera.right, view.camera.level, tall_of(subject))
        else:
            body = view.bodies[id(subject)]
        upright = _standing_at(body, view.camera)
        # Seen with everybody else, a driver has hands on the wheel; alone and close, it is the likeness that counts.
        close = shot.size in CLOSE and view.camera.yaw != 0 and act.held != "phone"
        close = close and view.camera.pixel(body.at("hip"))[0][1] > size[1]  # No legs may be seen that stand.
        as_cutout = subject is shoulder or (close and cutout_shows_enough(upright, view.camera, turned_away=False))
        if as_cutout and subject is not shoulder:
            body = upright
        actor = Actor(subject, kit, body, _mirrored(kit, body.turned), subject is shoulder, as_cutout, act.held)
        plan.actors.append(actor)
        if subject is main:
            plan.main = actor
    return plan


def _standing_at(body: Skeleton, camera: Camera) -> Skeleton:
    """The same body upright with its head where it was: below the picture it does not matter how it got there."""
    lower = Skeleton(body.kit, "stand", body.foot, body.turned, camera.right, camera.level, body.tall)
    down = np.array([0.0, lower.height_of("chin") - body.height_of("chin"), 0.0])
    if not body.pose.seat:
        return lower
    return Skeleton(body.kit, "stand", body.foot - down, body.turned, camera.right, camera.level, body.tall)


def _step_to_fixture(
    shot: Shot,
    seen: list[Subject],
    main: Subject | None,
    acts: Mapping[int, Act],
    camera: Camera,
    spots: dict[int, float],
    wide: float,
) -> tuple[Array, float, Array] | None:
    """Camera and people move to the thing of the set that the first of them works on.

    Returns:
        How far, how the first is turned, and the point their hand lies on; None when there is no such thing.
    """
    fixture = acts[id(main)].fixture if main is not None else None
    alone = len(seen) == 1
    if main is None or fixture is None or shot.size in CLOSE or not (alone or shot.size in {Size.WS, Size.EWS}):
        return None
    place, turned, touched = at_fixture(fixture, camera, main)
    if alone:  # Both the person and the thing must be seen.
        spots[id(main)] = -math.copysign(min(0.5 * (fixture.radius + 0.4), 0.26 * wide), turned)
    shift = place - camera.right * spots[id(main)]
    camera.position = camera.position + shift
    return shift, turned, touched


def _as_cutout(size: Size, body: Skeleton, camera: Camera, *, shoulder: bool) -> bool:
    if shoulder:
        return True
    # Close up only head and shoulders are seen: whoever is on their feet may stand as their own reference.
    on_feet = not body.pose.lying and body.pose_name not in {"crouch", "kneel", "fall", "weep", "phone", "drink"}
    on_feet = on_feet and not body.pose_name.endswith(" phone")
    if size in CLOSE and on_feet and not body.pose.upright:
        return body.kit.full and abs(camera.pitch) < 38 and body.pose_name not in {"embrace", "reach up", "cheer"}
    if size is Size.MS and body.pose_name in {"walk", "run", "climb"}:  # The legs are out of the picture.
        return body.kit.full and abs(camera.pitch) < 38
    return cutout_shows_enough(body, camera, turned_away=body.away)


def _shoulder_of(shot: Shot, people: list[Subject]) -> Subject | None:
    marked = next((subject for subject in people if subject.shoulder), None)
    if marked is not None:
        return marked
    if len(people) < 2:
        return None
    return people[-1] if shot.framing is Framing.OVER_SHOULDER else None


def _mirrored(kit: Kit, turned: float) -> bool:
    wanted = 0 if abs(turned) < 8 or abs(turned) > 150 else int(np.sign(turned))
    looks = kit.head.looks
    return bool(wanted and abs(looks) > 0.12 and np.sign(looks) != wanted)


def _spill(plan: ShotPlan) -> tuple[float, float, float]:
    """How far people stick out of the picture: below, above, sideways, as shares of its sides."""
    bodies = [actor.body for actor in plan.actors if not actor.shoulder]
    if not bodies:
        return 0.0, 0.0, 0.0
    camera = plan.camera
    pixels = np.vstack([camera.project(np.array(list(body.joints.values())))[0] for body in bodies])
    x0, y0 = pixels.min(0)
    x1, y1 = pixels.max(0)
    low = max(0.0, (y1 - 0.955 * camera.height) / camera.height)
    high = max(0.0, (0.045 * camera.height - y0) / camera.height)
    side = max(0.0, (x1 - 0.97 * camera.width) / camera.width, (0.03 * camera.width - x0) / camera.width)
    return low, high, side
