"""From a shot to a camera and people standing in metres: pure geometry, from which the landmarks follow."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from storyboard.backends.previs.acting import Act, acts_of, at_fixture, between, turned_of
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array, seed_of
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
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.sets import SetDesign, set_for
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Facing, Framing, Head, Landmarks, Shot, Size, Staging, Subject

_ACROSS = {
    Staging.FAR_LEFT: 0.17,
    Staging.LEFT: 0.31,
    Staging.CENTRE: 0.5,
    Staging.RIGHT: 0.69,
    Staging.FAR_RIGHT: 0.83,
}
_STANDING_TALL = 1.72
_TO_EACH_OTHER = 66.0
_STRETCHED = frozenset(("point", "reach", "polish", "give", "aim", "strike"))
# Metres from the middle to each of two people who touch.
_COUPLES = {"embrace": 0.16, "strike": 0.5, "give": 0.47}


@dataclass
class Actor:
    """Somebody placed in the set; `as_cutout` says that their reference itself is shown, `held` what is in their hand."""

    subject: Subject
    kit: Kit
    body: Skeleton
    mirrored: bool
    shoulder: bool
    as_cutout: bool
    held: str = ""


@dataclass
class ShotPlan:
    """Where everything is. `visible` is the picture's height at the subject, `distance` how far that is, in metres."""

    camera: Camera
    design: SetDesign
    size: Size
    visible: float
    distance: float
    looks_out: bool = False
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


def plan_shot(shot: Shot, part: str, size: tuple[int, int], kits: Mapping[str, Kit]) -> ShotPlan:
    """Place camera and people.

    Args:
        shot: What is to be seen.
        part: ``end`` for the shot's last picture, anything else for its first.
        size: The picture in pixels.
        kits: A kit for every visible character.
    """
    design = set_for(shot.location, shot.sub_location, shot.interior)
    people = subjects_in(shot, part)
    shoulder = _shoulder_of(shot, people)
    seen = [subject for subject in people if subject is not shoulder]
    main = seen[0] if seen else None
    acts = acts_of(shot, people, part, design, alone=len(seen) == 1)
    grow, drop = 1.0, 0.0
    for _ in range(4):
        plan = _place(shot, part, size, kits, design, people, shoulder, main, acts, grow, drop)
        spill_low, spill_high, spill_side = _spill(plan)
        if shot.size not in {Size.FS, Size.WS} or design.cramped or max(spill_low, spill_high, spill_side) < 0.004:
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
    yaw = 0.0 if design.cramped else yaw_of(shot, main)
    probe = Camera((0, 0, 0), size=size, yaw=yaw)
    bodies = {
        id(subject): Skeleton(
            kits[subject.character],
            acts[id(subject)].pose,
            np.zeros(3),
            turned_of(subject, acts[id(subject)].pose),
            probe.right,
            probe.level,
            _tall(subject),
        )
        for subject in people
    }
    seen = [subject for subject in people if subject is not shoulder]
    frame = frame_for(shot, bodies[id(main)]) if main is not None else frame_of_nobody(shot)
    if main is not None and shot.size not in CLOSE:  # Somebody who stands beside somebody who sits has a head too.
        higher = max(bodies[id(subject)].top for subject in seen) - bodies[id(main)].top
        if higher > 0.06:
            frame = Frame(frame.visible + higher, frame.top + higher, frame.eye)
    if design.cramped:
        frame = Frame(min(frame.visible, 1.15), 1.46 if shot.size not in CLOSE else frame.top, min(frame.eye, 1.05))
        fov = 46 if shot.size not in CLOSE else fov
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
    spots = _spots(shot, seen, acts, visible * width / height, design)
    tilt = math.cos(math.radians(camera.pitch)) if abs(camera.pitch) > 1 else 1.0
    work = _step_to_fixture(shot, seen, main, acts, camera, spots, visible * width / height)
    shift = work[0] if work else np.zeros(3)
    places = {
        id(subject): camera.right * spots[id(subject)]
        + camera.level * (0.12 * order * tilt if not design.cramped else 0.18)
        + shift
        for order, subject in enumerate(people)
        if subject is not shoulder
    }
    for subject in people:
        kit, act, tall, meet = kits[subject.character], acts[id(subject)], _tall(subject), None
        pose, turned = act.pose, turned_of(subject, act.pose)
        if subject is shoulder:
            pose, turned = "stand", 172.0
            places[id(subject)] = _shoulder_place(subject, main, kit, camera, distance)
        elif subject is main and work:
            _, turned, meet = work
        elif act.partner is not None and id(act.partner) in places:
            mine, other = places[id(subject)], places[id(act.partner)]
            turned = math.copysign(_TO_EACH_OTHER, float((other - mine) @ camera.right))
            meet = between(mine, other, min(tall, _tall(act.partner)))
        place = places[id(subject)]
        body = Skeleton(kit, pose, place, turned, camera.right, camera.level, tall, meet)
        as_cutout = _as_cutout(shot.size, body, camera, shoulder=subject is shoulder)
        if as_cutout and not body.pose.upright:
            body = Skeleton(kit, "stand", place, turned, camera.right, camera.level, tall)
        actor = Actor(subject, kit, body, _mirrored(kit, turned), subject is shoulder, as_cutout, act.held)
        plan.actors.append(actor)
        if subject is main:
            plan.main = actor
    return plan


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
    on_feet = (
        body.pose.seat is None
        and not body.pose.lying
        and body.pose_name not in {"crouch", "kneel", "fall", "weep", "phone", "drink"}
    )
    if size in CLOSE and on_feet and not body.pose.upright:
        return body.kit.full and abs(camera.pitch) < 38 and body.pose_name not in {"embrace", "reach up", "cheer"}
    if size is Size.MS and body.pose_name in {"walk", "run", "climb"}:  # The legs are out of the picture.
        return body.kit.full and abs(camera.pitch) < 38
    return cutout_shows_enough(body, camera, turned_away=body.away)


def _shoulder_of(shot: Shot, people: list[Subject]) -> Subject | None:
    if len(people) < 2:
        return None
    marked = next((subject for subject in people if subject.shoulder), None)
    if marked is not None:
        return marked
    return people[-1] if shot.framing is Framing.OVER_SHOULDER else None


def _mirrored(kit: Kit, turned: float) -> bool:
    wanted = 0 if abs(turned) < 8 or abs(turned) > 150 else int(np.sign(turned))
    looks = kit.head.looks
    return bool(wanted and abs(looks) > 0.12 and np.sign(looks) != wanted)


def _tall(subject: Subject) -> float:
    # People are not all of one height; who is taller is the same in every shot.
    return _STANDING_TALL + (seed_of("height", subject.character.casefold()) % 11 - 5) / 100


def _spots(
    shot: Shot, seen: list[Subject], acts: Mapping[int, Act], wide: float, design: SetDesign
) -> dict[int, float]:
    """Metres to the right of the middle for everybody who is not over the shoulder."""
    spots: dict[int, float] = {}
    limit = {Size.EWS: 2.2, Size.WS: 1.7}.get(shot.size, 9.0)
    shares = _shares(shot, seen)
    if len(seen) == 1 and shot.size not in CLOSE and acts[id(seen[0])].pose in _STRETCHED:
        # The hand that is stretched out belongs into the picture.
        shares = [float(np.clip(shares[0] - math.copysign(0.10, turned_of(seen[0], acts[id(seen[0])].pose)), 0.2, 0.8))]
    poses = {key: act.pose for key, act in acts.items()}
    touch = next((gap for pose, gap in _COUPLES.items() if pose in poses.values()), None)
    for subject, share in zip(seen, shares, strict=True):
        across = float(np.clip((share - 0.5) * wide, -limit, limit))
        if design.cramped:
            somebody_drives = "drive" in poses.values()
            driving = poses[id(subject)] == "drive" if somebody_drives else len(seen) > 1 and share > 0.5
            across = 0.38 if driving else -0.38
        elif len(seen) == 2 and shot.size not in CLOSE and touch is not None:
            touch = min(touch, 0.29 * wide)
            across = math.copysign(touch, share - 0.5) if share != 0.5 else touch
        spots[id(subject)] = across
    return spots


def _shares(shot: Shot, seen: list[Subject]) -> list[float]:
    """Where everybody stands across the picture, 0 to 1; nobody hides behind another."""
    if len(seen) == 1:
        only = seen[0]
        if only.staging is not Staging.CENTRE:
            pull = 0.45 if shot.size in CLOSE else 0.85
            return [0.5 + (_ACROSS[only.staging] - 0.5) * pull]
        lead = 0.04 if shot.size in CLOSE else 0.07
        side = {Facing.LEFT: -1, Facing.RIGHT: 1}.get(only.facing, 0)
        if shot.framing is Framing.OVER_SHOULDER:
            return [0.5 - 0.12 * (side or 1)]
        return [0.5 - lead * side]
    wanted = [_ACROSS[subject.staging] for subject in seen]
    if len({round(share, 2) for share in wanted}) == len(wanted):
        return wanted
    order = sorted(range(len(seen)), key=lambda index: (wanted[index], index))
    spread = {2: (0.31, 0.69), 3: (0.2, 0.5, 0.8)}.get(len(seen)) or tuple(np.linspace(0.12, 0.88, len(seen)))
    shares = [0.5] * len(seen)
    for place, index in enumerate(order):
        shares[index] = float(spread[place])
    return shares


def _shoulder_place(subject: Subject, main: Subject | None, kit: Kit, camera: Camera, distance: float) -> Array:
    """Where the one over whose shoulder we look stands: near the camera, at the picture's edge."""
    side = {Staging.FAR_LEFT: -1, Staging.LEFT: -1, Staging.RIGHT: 1, Staging.FAR_RIGHT: 1}.get(subject.staging, 0)
    if not side and main is not None:
        side = {Facing.LEFT: -1, Facing.RIGHT: 1}.get(main.facing, 0) or (-1 if _ACROSS[main.staging] > 0.5 else 1)
    head = _tall(subject) / kit.heads_tall
    tallest = 0.52 * min(camera.height, 0.72 * camera.width)
    near = float(np.clip(head * camera.focal / tallest, 0.45 * distance, 0.86 * distance))
    # The head may not cover the one who is looked at: its inner edge stays in the outer third.
    half = head * camera.focal / near * float(np.clip(kit.head.width / kit.head.height, 0.6, 1.3)) / 2
    column = float(np.clip(0.68 * camera.width + half, 0.84 * camera.width, 1.04 * camera.width))
    across = (side or 1) * (column - camera.width / 2) * near / camera.focal
    return np.asarray(camera.right * across - camera.level * (distance - near))


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
