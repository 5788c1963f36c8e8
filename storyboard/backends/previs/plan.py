"""From a shot to a camera and people standing in metres: pure geometry, from which the landmarks follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from storyboard.backends.previs.blocking import PARTS, Blocking, Mark, Setup, follows
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.car import in_car, looks_ahead
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.figure import cutout_shows_enough
from storyboard.backends.previs.framing import CLOSE
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.moves import moved
from storyboard.backends.previs.places import shoulder_place, tall_of
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.reading import design_of
from storyboard.backends.previs.seats import seats_of, wheel_of
from storyboard.backends.previs.sets import SetDesign
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Head, Landmarks, Move, Shot, Size, Subject

# In a car there is no room for other moves.
_IN_A_CAR = (Move.PUSH, Move.PULL, Move.ZOOM)


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
    """Where everything is.

    Attributes:
        camera: What sees it.
        staged: The camera as it stood when the shot began; sets, boards and tables are placed by it.
        visible: The picture's height at the subject when the shot began, in metres.
        distance: How far away the subject was then.
        from_above: It is a plan view: people are seen as the tops of their heads.
    """

    camera: Camera
    staged: Camera
    design: SetDesign
    size: Size
    visible: float
    distance: float
    looks_out: bool = False
    from_above: bool = False
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
        if self.from_above:
            return self._head_from_above(actor)
        (crown, chin), depths = self.camera.project(np.array([actor.body.at("crown"), actor.body.at("chin")]))
        if depths.min() < 0.1:
            return None
        middle, tall = (crown + chin) / 2, float(np.hypot(*(crown - chin)))
        wide = tall * float(np.clip(actor.kit.head.width / actor.kit.head.height, 0.6, 1.3))
        return self._box(actor, middle, wide, tall, behind=actor.shoulder or actor.body.away)

    def _head_from_above(self, actor: Actor) -> Head | None:
        middle, across, deep = top_of_head(actor.body, self.camera)
        return self._box(actor, middle, 2 * across, 2 * deep, behind=not actor.body.lying)

    def _box(self, actor: Actor, middle: Array, wide: float, tall: float, *, behind: bool) -> Head | None:
        x0, x1 = (float(np.clip((middle[0] + sign * wide / 2) / self.camera.width, 0, 1)) for sign in (-1, 1))
        y0, y1 = (float(np.clip((middle[1] + sign * tall / 2) / self.camera.height, 0, 1)) for sign in (-1, 1))
        if x1 - x0 < 0.002 or y1 - y0 < 0.002:
            return None
        return Head(character=actor.subject.character, x=x0, y=y0, width=x1 - x0, height=y1 - y0, behind=behind)


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
    part = "end" if part == "end" else "start"
    design = design_of(shot)
    blocking = Blocking(shot, size, kits, things, design)
    if design.cramped:
        return _plan_in_car(blocking, part)
    setup = _set_up(blocking, part)
    marks = blocking.marks(part, setup)
    plan = ShotPlan(
        setup.camera,
        setup.camera,
        design,
        shot.size,
        setup.visible,
        setup.distance,
        setup.looks_out,
        setup.plan_view,
    )
    if part == "end":
        plan.camera = _at_the_end(blocking, setup, marks)
    # Only a camera that goes around somebody sees another side of them.
    turn = plan.camera.yaw - setup.camera.yaw if shot.movement.move is Move.ORBIT else 0.0
    basis = plan.camera if turn else setup.camera
    plan.actors = [_actor(mark, mark.body(basis, turn), plan, basis) for mark in marks]
    plan.main = _main(plan, blocking.lead)
    return plan


def _set_up(blocking: Blocking, part: str) -> Setup:
    """The camera from which nobody is cut, in a full or wide shot in neither of its pictures."""
    grow, drop = 1.0, 0.0
    for _ in range(5):
        setup = blocking.set_up(part, grow, drop)
        if blocking.shot.size not in {Size.FS, Size.WS}:
            return setup
        bodies = [
            mark.body(setup.camera)
            for one in PARTS
            for mark in blocking.marks(one, setup)
            if not mark.shoulder and (one == part or not follows(blocking.shot))
        ]
        low, high, side = _spill(setup.camera, bodies)
        if max(low, high, side) < 0.004:
            return setup
        grow *= 1 + (low + high) * 1.2 + side * 1.3
        drop += (low - high) * 0.45
    return setup


def _at_the_end(blocking: Blocking, setup: Setup, marks: list[Mark]) -> Camera:
    """Where the camera has got to when the shot ends."""
    camera, shot, carried = setup.camera, blocking.shot, np.zeros(3)
    if follows(shot) and marks:
        lead = next((mark.subject for mark in marks if mark.subject is blocking.lead), marks[0].subject)
        carried = blocking.stride(lead, setup) if lead.in_start and not setup.work else carried
        return camera.placed(camera.position + carried)
    bodies = {id(mark.subject): mark.body(camera) for mark in marks}
    heads = {key: (body.at("crown") + body.at("chin")) / 2 for key, body in bodies.items()}
    # The middle of the picture, when nobody is in it.
    middle = camera.position + camera.forward * setup.distance
    middle = middle + camera.up * (camera.shift * setup.distance / camera.focal)
    aim = heads.get(id(blocking.lead), next(iter(heads.values()), middle))
    kept = [heads[id(mark.subject)] for mark in marks if not mark.shoulder]
    return moved(camera, shot.movement, aim, setup.visible, kept, indoors=blocking.design.indoor)


def _actor(mark: Mark, body: Skeleton, plan: ShotPlan, basis: Camera) -> Actor:
    as_cutout = not plan.from_above and _as_cutout(plan.size, body, plan.camera, shoulder=mark.shoulder)
    if as_cutout and mark.act.held and not mark.shoulder:
        as_cutout = plan.camera.pixel(body.at(f"{body.acting} hand"))[0][1] > 0.97 * plan.camera.height
    as_cutout = as_cutout and (mark.act.prop is None or mark.shoulder)  # A reference's arms hang.
    if as_cutout and body.pose.seat is not None and plan.camera.pixel(body.at("hip"))[0][1] < plan.camera.height:
        as_cutout = False  # Legs would be seen that stand.
    if as_cutout and not body.pose.upright:
        body = _standing_at(body, basis)
    prop = None if mark.shoulder else mark.act.prop
    mirrored = _mirrored(mark.kit, mark.turned)
    return Actor(mark.subject, mark.kit, body, mirrored, mark.shoulder, as_cutout, mark.act.held, prop)


def _main(plan: ShotPlan, lead: Subject | None) -> Actor | None:
    """Who the picture is about: who the camera was set up for, or else whoever of the others is there."""
    seen = [actor for actor in plan.actors if not actor.shoulder]
    return next((actor for actor in seen if actor.subject is lead), seen[0] if seen else None)


def _plan_in_car(blocking: Blocking, part: str) -> ShotPlan:
    """Everybody in their seat, the camera over the bonnet, at a shoulder, or on the back seat when it looks ahead."""
    shot, size, kits, shoulder = blocking.shot, blocking.size, blocking.kits, blocking.shoulder
    lead, acts = blocking.lead, blocking.acts(part)
    seats = seats_of(shot, blocking.cast)
    view = in_car(shot, size, kits, seats, blocking.cast, shoulder, lead, acts)
    plan = ShotPlan(
        view.camera,
        view.camera,
        blocking.design,
        shot.size,
        view.visible,
        view.distance,
        ahead=lead is None and (shoulder is not None or looks_ahead(shot)),
    )
    plan.wheel = wheel_of(seats)
    people = blocking.people(part)
    heads = {key: (body.at("crown") + body.at("chin")) / 2 for key, body in view.bodies.items()}
    if part == "end" and shot.movement.move in _IN_A_CAR and id(lead) in heads:
        kept = [heads[id(one)] for one in people if one is not shoulder]
        plan.camera = moved(view.camera, shot.movement, heads[id(lead)], view.visible, kept, indoors=True)
    for subject in sorted(people, key=lambda one: one is shoulder):
        plan.actors.append(_in_seat(subject, blocking, plan, view.bodies, acts[id(subject)].held))
    plan.main = _main(plan, lead)
    return plan


def _in_seat(subject: Subject, blocking: Blocking, plan: ShotPlan, bodies: Mapping[int, Skeleton], held: str) -> Actor:
    kit, camera, lead = blocking.kits[subject.character], plan.staged, blocking.lead
    if subject is blocking.shoulder:
        place = shoulder_place(subject, bodies.get(id(lead)), lead, kit, camera, plan.distance)
        if lead is None:
            place = place - np.array([0.0, tall_of(subject, kit) - camera.position[1] - 0.10, 0.0])
        body = Skeleton(kit, "stand", place, 172.0, camera.right, camera.level, tall_of(subject, kit))
        return Actor(subject, kit, body, _mirrored(kit, 172.0), shoulder=True, as_cutout=True, held=held)
    body = bodies[id(subject)]
    upright = _standing_at(body, camera)
    # Seen with everybody else, a driver has hands on the wheel; alone and close, it is the likeness that counts.
    close = plan.size in CLOSE and camera.yaw != 0 and held != "phone"
    close = close and plan.camera.pixel(body.at("hip"))[0][1] > camera.height  # No legs may be seen that stand.
    as_cutout = close and cutout_shows_enough(upright, camera, turned_away=False)
    body = upright if as_cutout else body
    return Actor(subject, kit, body, _mirrored(kit, body.turned), shoulder=False, as_cutout=as_cutout, held=held)


def top_of_head(body: Skeleton, camera: Camera) -> tuple[Array, float, float]:
    """A head seen from above: its middle in pixels, and half its width and depth across the picture and down it."""
    middle = (body.at("crown") + body.at("chin")) / 2
    pixel, depth = camera.pixel(middle)
    shape = float(np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3))
    half = 0.5 * body.head * camera.focal / max(depth, 0.1)
    if body.lying:
        along = camera.pixel(body.at("crown"))[0] - camera.pixel(body.at("chin"))[0]
        sideways = abs(along[0]) > abs(along[1])
        return pixel, half * (1.0 if sideways else shape), half * (shape if sideways else 1.0)
    return pixel, 0.88 * half * shape, 0.96 * half * shape


def _standing_at(body: Skeleton, camera: Camera) -> Skeleton:
    """The same body upright with its head where it was: below the picture it does not matter how it got there."""
    lower = Skeleton(body.kit, "stand", body.foot, body.turned, camera.right, camera.level, body.tall)
    down = np.array([0.0, lower.height_of("chin") - body.height_of("chin"), 0.0])
    return Skeleton(body.kit, "stand", body.foot - down, body.turned, camera.right, camera.level, body.tall)


def _as_cutout(size: Size, body: Skeleton, camera: Camera, *, shoulder: bool) -> bool:
    if shoulder:
        return True
    # Close up only head and shoulders are seen: whoever is on their feet may stand as their own reference.
    on_feet = not body.pose.lying and not body.pose.by_face
    on_feet = on_feet and body.pose_name.split(" ")[0] not in {"crouch", "kneel", "fall", "crawl", "bow"}
    if size in CLOSE and on_feet and not body.pose.upright:
        return body.kit.full and abs(camera.pitch) < 38
    if size is Size.MS and body.pose_name in {"walk", "run", "climb"}:  # The legs are out of the picture.
        return body.kit.full and abs(camera.pitch) < 38
    return cutout_shows_enough(body, camera, turned_away=body.away)


def _mirrored(kit: Kit, turned: float) -> bool:
    wanted = 0 if abs(turned) < 8 or abs(turned) > 150 else int(np.sign(turned))
    looks = kit.head.looks
    return bool(wanted and abs(looks) > 0.12 and np.sign(looks) != wanted)


def _spill(camera: Camera, bodies: list[Skeleton]) -> tuple[float, float, float]:
    """How far people stick out of the picture: below, above, sideways, as shares of its sides."""
    if not bodies:
        return 0.0, 0.0, 0.0
    pixels = np.vstack([camera.project(np.array(list(body.joints.values())))[0] for body in bodies])
    x0, y0 = pixels.min(0)
    x1, y1 = pixels.max(0)
    low = max(0.0, (y1 - 0.93 * camera.height) / camera.height)
    high = max(0.0, (0.045 * camera.height - y0) / camera.height)
    side = max(0.0, (x1 - 0.97 * camera.width) / camera.width, (0.03 * camera.width - x0) / camera.width)
    return low, high, side
