"""The camera in a car, and everybody in their seats before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from storyboard.backends.previs.acting import Act
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.framing import CLOSE, Frame, camera_for, fov_of, frame_for, widened
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.places import tall_of
from storyboard.backends.previs.reading import AHEAD
from storyboard.backends.previs.seats import Seat, fitting, in_seat
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Angle, Facing, Framing, Shot, Size, Subject

# Degrees the camera is turned towards the door: for one person alone, and past another's shoulder.
_ALONE, _ACROSS = 16.0, 44.0
# Longer or shorter ones do not fit between dashboard and seat, in degrees of their field.
_LENSES = (16.0, 50.0)
_WHOLE = {Size.MS: 1.0, Size.MCU: 0.85, Size.CU: 0.85, Size.ECU: 0.85}


@dataclass
class CarView:
    """The camera, what it shows at the subject (metres high, metres away), and the seated bodies by subject."""

    camera: Camera
    visible: float
    distance: float
    bodies: dict[int, Skeleton] = field(default_factory=dict)


def in_car(
    shot: Shot,
    size: tuple[int, int],
    kits: Mapping[str, Kit],
    seats: Mapping[int, Seat],
    people: Sequence[Subject],
    shoulder: Subject | None,
    main: Subject | None,
    acts: Mapping[int, Act],
) -> CarView:
    """Place the camera so that every head is in the picture.

    Several people are seen from over the bonnet, one alone from the middle of the windscreen, the one over whose
    partner's shoulder we look across the car. With nobody but the shoulder, the camera looks ahead from the back.
    """
    aspect = size[0] / size[1]
    if main is None and shoulder is None and not looks_ahead(shot):
        visible = max(1.34, 1.5 / aspect)
        distance = visible / 2 / math.tan(math.radians(21))
        middle = 1.62 + 0.42 * (visible - 1.34) - visible / 2
        camera = Camera((0.0, 1.1, -distance), size=size, fov=42)
        camera.shift = camera.focal * (middle - 1.1) / distance
        return CarView(camera, visible, distance)
    if main is None:
        # A level camera at the height of somebody who sits in the back.
        camera = Camera((0.0, 1.12, 0.9), size=size, fov=46)
        return CarView(camera, 1.7, 2.0)
    seen = [one for one in people if one is not shoulder]
    whole = shoulder is None and (len(seen) > 1 or shot.size in {Size.WS, Size.EWS, Size.FS, Size.MLS})
    seat = seats[id(main)]
    yaw = 0.0 if whole else math.copysign(_ALONE if shoulder is None else _ACROSS, seat.x or 1.0)
    probe = Camera((0, 0, 0), size=size, yaw=yaw)
    bodies = {id(one): _seated(one, kits, seats, acts, probe, whole=whole) for one in seen}
    fov = float(np.clip(fov_of(shot), *_LENSES))
    if whole:
        heads = max(body.top for body in bodies.values())
        base = _WHOLE.get(shot.size, 1.34)
        visible = max(base, (1.46 if len(seen) > 1 else 1.4) / aspect)
        roomy = visible > 1.2
        frame = Frame(visible, max(1.62 if roomy else 0.0, heads + 0.09 * base) + 0.42 * (visible - base), 1.10)
        fov = 42.0
        across = 0.0
    else:
        frame = frame_for(shot, bodies[id(main)])
        if shot.size not in CLOSE:
            frame = Frame(max(frame.visible, 0.82), bodies[id(main)].top + 0.10 * max(frame.visible, 0.82), frame.eye)
        frame = widened(frame, shot, 1, aspect, bodies[id(main)])
        visible = frame.visible
        across = 0.12 * visible * aspect * (np.sign(seat.x) if shot.framing is Framing.OVER_SHOULDER else 0.3)
    middle = frame.top - visible / 2
    distance = visible / 2 / math.tan(math.radians(fov) / 2)
    # There is no room under a dashboard or over a roof: only the horizon may tilt.
    level = shot if shot.angle is Angle.DUTCH else shot.model_copy(update={"angle": Angle.EYE})
    camera = camera_for(
        level,
        size,
        frame,
        fov=fov,
        yaw=yaw,
        middle=middle,
        distance=distance,
        plan_view=False,
        looks_out=False,
    )
    if not whole:
        camera.position = camera.position + np.array([seat.x, 0.0, seat.z]) - camera.right * across
    return CarView(camera, visible, distance, bodies)


def looks_ahead(shot: Shot) -> bool:
    """With nobody in the picture, somebody's view of the road or the words about it show what lies ahead."""
    return shot.framing is Framing.POINT_OF_VIEW or AHEAD.search(shot.action.text.casefold()) is not None


def _seated(
    subject: Subject,
    kits: Mapping[str, Kit],
    seats: Mapping[int, Seat],
    acts: Mapping[int, Act],
    probe: Camera,
    *,
    whole: bool,
) -> Skeleton:
    kit, seat = kits[subject.character], seats[id(subject)]
    tall = fitting(kit, tall_of(subject, kit))
    phone = " phone" if acts[id(subject)].held == "phone" else ""
    pose = ("drive" if seat.drives else "sit") + phone
    if whole:
        turned = 0.0 if seat.drives or seat.behind else -math.copysign(14.0, seat.x)
    else:
        turned = {Facing.LEFT: -24.0, Facing.RIGHT: 24.0}.get(subject.facing, 0.5 * probe.yaw)
        turned = float(np.clip(turned, -15, 15)) if seat.drives else turned
    flat = Skeleton(kit, pose, np.zeros(3), turned, probe.right, probe.level, tall)
    return Skeleton(kit, pose, in_seat(seat, flat.height_of("hip")), turned, probe.right, probe.level, tall)
