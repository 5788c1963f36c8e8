"""How a shot is framed: field of view, what the picture must show, and the camera that shows it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.reading import Group
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Angle, Facing, Framing, Shot, Size, Subject

_FOV = {
    Size.ECU: 20.0,
    Size.CU: 24.0,
    Size.MCU: 28.0,
    Size.MS: 32.0,
    Size.MLS: 35.0,
    Size.FS: 40.0,
    Size.WS: 46.0,
    Size.EWS: 52.0,
    Size.INSERT: 30.0,
}
_PITCH = {Angle.EYE: 0, Angle.DUTCH: 0, Angle.LOW: -20, Angle.WORM: -26, Angle.HIGH: 24, Angle.OVERHEAD: 86}
_DUTCH = 10.0
# From the ground people are seen whole only through a short lens from near by, and then the camera looks up steeply.
_WORM_FOV, _WORM_PITCH = 64.0, -37
# From below, a shorter lens from nearer makes verticals converge: legs loom, heads are small.
_LOW_SHORTER = 1.4
_WORM = (Size.MLS, Size.FS, Size.WS, Size.EWS)
# Straight down: heights of pictures in metres, how high above the floor they are measured, and a lens long enough
# that heads do not hide shoulders.
_PLAN = {Size.MS: 1.5, Size.MLS: 1.9, Size.FS: 2.4, Size.WS: 4.0, Size.EWS: 8.0}
_PLAN_HIGH, _PLAN_FOV = 1.2, 30.0
# The head's share of a picture that looks down on who lies on their back.
_FACE_UP = {Size.ECU: 1.22, Size.CU: 0.58, Size.MCU: 0.44, Size.MS: 0.30, Size.MLS: 0.20}
# The same of who is seen from the side, lying along the picture.
_LYING = {Size.ECU: 1.05, Size.CU: 0.52, Size.MCU: 0.37, Size.MS: 0.25}
# A camera looks down on who lies: their face could not be seen otherwise.
_DOWN_ON = {Size.FS: 30.0, Size.WS: 20.0, Size.EWS: 0.0}
_DOWN_CLOSE = 38.0
# Arms that reach over the head.
_OVERHEAD = frozenset(("above", "raised"))
# How wide a picture of who lies along it must at least be: in heads close up, else as a share of their height.
_LYING_HEADS = {Size.ECU: 0.9, Size.CU: 1.5, Size.MCU: 1.9, Size.MS: 2.6}
_LYING_SHARE = {Size.MLS: 0.8, Size.FS: 1.14, Size.WS: 1.3, Size.EWS: 1.3}
# Steeper, a face could not be seen: close up "overhead" is as high as a face allows.
_STEEP = 34.0
# Height of a full-frame negative in millimetres: lenses are named for it.
_NEGATIVE = 24.0
_MILLIMETRES = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*(?:[-–]\s*\d+\s*)?mm\b")
_LENSES = (
    (12.0, r"fish ?eye"),
    (18.0, r"ultra ?wide"),
    (24.0, r"\bwide|\bshort|probe|grand angle"),
    (135.0, r"\btele|\blong|macro"),
    (85.0, r"portrait"),
    (50.0, r"\bnormal|\bstandard"),
)
ROOM_TALL = 5.4
# Pictures narrower than this, width to height.
_NARROW = 1.2
CLOSE = (Size.ECU, Size.CU, Size.MCU)


@dataclass(frozen=True)
class Frame:
    """What the picture must show: its height and its upper edge at the subject, the camera's height, in metres."""

    visible: float
    top: float
    eye: float


def from_above(shot: Shot, lead: Skeleton | None) -> bool:
    """The shot is a plan view: straight down, people seen as the tops of their heads, or face up if they lie."""
    return shot.angle is Angle.OVERHEAD and (shot.size not in CLOSE or (lead is not None and lead.lying))


def fov_of(shot: Shot) -> float:
    """Vertical field of view in degrees: of the lens that is asked for, else of the one that suits the size."""
    told = shot.lens.casefold()
    named = _MILLIMETRES.search(told)
    length = float(named[1].replace(",", ".")) if named else 0.0
    if not length:
        length = next((length for length, words in _LENSES if re.search(words, told)), 0.0)
    if length:
        return float(np.clip(2 * math.degrees(math.atan(_NEGATIVE / 2 / length)), 6.0, 84.0))
    if shot.angle is Angle.OVERHEAD and shot.size not in CLOSE:
        return _PLAN_FOV
    if shot.angle is Angle.WORM and shot.size in _WORM:
        return max(_WORM_FOV, _FOV[shot.size])
    return _FOV[shot.size] * (_LOW_SHORTER if shot.angle in {Angle.LOW, Angle.WORM} else 1.0)


def yaw_of(shot: Shot, main: Subject | None) -> float:
    """Two-point perspective; shot and reverse shot see different corners of the set."""
    turned = main.facing if main is not None else Facing.CAMERA
    side = {Facing.RIGHT: -20.0, Facing.LEFT: 20.0}.get(turned, 8.0)
    return side if shot.size is not Size.EWS else side * 0.5


def frame_for(shot: Shot, body: Skeleton, raised: float = 0.0) -> Frame:
    """What the picture of a body must show.

    Args:
        shot: Gives the size.
        body: Not yet placed.
        raised: How high a bed lifts it, in metres.
    """
    top, head, size = body.top, body.head, shot.size
    if body.lying:
        wide = _LYING.get(size)
        visible = head / wide if wide else {Size.MLS: 1.35, Size.FS: 1.75, Size.WS: 3.2}.get(size, 9.0)
        return Frame(visible, body.height_of("hip") + raised + 0.5 * visible, 1.1)
    # Big-headed cartoons must keep the order ECU > CU > MCU > MS.
    medium = head / max((top - body.waist) / 0.90, head * 1.9)
    share = {Size.MCU: max(0.40, min(0.60, 1.22 * medium))}
    share[Size.CU] = max(0.58, min(0.76, 1.24 * share[Size.MCU]))
    share[Size.ECU] = max(1.22, 1.5 * share[Size.CU])
    if size in share:
        visible = head / share[size]
        room = {Size.ECU: -0.15, Size.CU: 0.06, Size.MCU: 0.09}[size]
        return Frame(visible, top + room * visible, body.eyes)
    if size in {Size.MS, Size.MLS}:
        bottom = body.waist if size is Size.MS else body.thigh
        if body.pose.arms[1] in _OVERHEAD:  # What hands do above a head is what the shot is about.
            top = max(top, *(body.height_of(f"{side} hand") + 0.05 * body.build for side in ("left", "right")))
        visible = max((top - bottom) / 0.90, head * 1.9)
        return Frame(visible, top + 0.09 * visible, body.eyes)
    if size is Size.WS:
        visible = max(top - body.low, 1.2) / 0.54
        return Frame(visible, body.low + 0.88 * visible, body.eyes)
    if size is Size.EWS:
        visible = max(top - body.low, 1.3) / 0.19
        return Frame(visible, body.low + 0.78 * visible, max(body.eyes, 1.9))
    visible = max((top - body.low) / 0.83, 1.5 if body.pose.seat else 0.0)
    return Frame(visible, top + 0.10 * visible, body.eyes)


def frame_of_nobody(shot: Shot, groups: Sequence[Group] = (), aspect: float = 16 / 9) -> Frame:
    """A place without named people; unnamed ones are framed as named ones would be."""
    if groups and shot.size not in {Size.EWS, Size.ECU}:
        tall = 1.7 if any(not group.small for group in groups) else 1.16
        share = {Size.WS: 1.85, Size.FS: 1.25, Size.MLS: 0.85, Size.MS: 0.72}.get(shot.size, 0.5)
        visible = max(tall * share, 0.5 * sum(group.count for group in groups) / aspect)
        return Frame(visible, tall + 0.12 * visible, 0.88 * tall if tall > 1.3 else 1.25)
    visible, top = {Size.EWS: (9.5, 7.2), Size.WS: (4.6, 3.7)}.get(shot.size, (3.0, 2.7))
    return Frame(visible, top, 1.6)


def widened(frame: Frame, shot: Shot, count: int, aspect: float, body: Skeleton | None) -> Frame:
    """Everybody must fit across: a picture that is too narrow shows more height instead."""
    if body is None:
        return frame
    if body.lying:
        needed = _LYING_HEADS.get(shot.size, 0.0) * body.head or _LYING_SHARE.get(shot.size, 1.0) * body.tall
        more = max(0.0, needed / aspect - frame.visible)
        return Frame(frame.visible + more, frame.top + more / 2, frame.eye)
    wide = head_wide(body)
    alone = {Size.ECU: 0.80, Size.CU: 1.30, Size.MCU: 1.7}.get(shot.size, 0.0) * wide or 2.5 * body.shoulder_half
    if shot.framing is Framing.OVER_SHOULDER and aspect < 1:  # The one at the edge needs room beside the face.
        alone = max(alone, 2.3 * wide)
    needed = alone if count < 2 else max(alone, 0.60 * count + 0.1)
    if count > 1 and aspect < _NARROW:  # People stand closer, one shoulder behind the other.
        needed = count * 1.3 * wide + 0.08 if shot.size in CLOSE else max(count * 1.25 * wide, 0.47 * count) + 0.1
    if shot.size in {Size.WS, Size.EWS} and count < 2:
        needed = 0.0
    visible = max(frame.visible, needed / aspect)
    if visible <= frame.visible:
        return frame
    room = frame.top - body.top
    room = max(room, min(0.13, max(0.05, room / frame.visible)) * visible)
    # A picture that has become taller than who is in it shows them in its middle, not under its upper edge.
    room = max(room, 0.46 * (visible - (body.top - body.low)))
    return Frame(visible, body.top + room, frame.eye)


def head_wide(body: Skeleton) -> float:
    """A head's width in metres."""
    return body.head * float(np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3))


def frame_from_above(shot: Shot, lead: Skeleton | None, count: int, aspect: float) -> Frame:
    """A plan view is framed by the floor that is seen around people, or by the face of who lies on their back."""
    if lead is not None and lead.lying and count == 1 and shot.size in _FACE_UP:
        visible, high = lead.head / _FACE_UP[shot.size], lead.height_of("hip") + 0.1
        return Frame(max(visible, 1.1 * lead.head / aspect), high + visible / 2, high)
    visible = max(_PLAN.get(shot.size, 2.4), (0.85 * count + 0.3) / aspect if count else 3.4)
    if lead is not None and lead.lying:
        visible = max(visible, 1.16 * lead.tall)
    return Frame(visible, _PLAN_HIGH + visible / 2, _PLAN_HIGH)


def camera_for(
    shot: Shot,
    size: tuple[int, int],
    frame: Frame,
    *,
    fov: float,
    yaw: float,
    middle: float,
    distance: float,
    plan_view: bool,
    looks_out: bool,
    lying: bool = False,
) -> Camera:
    """The camera that shows a frame.

    Args:
        shot: Gives the angle.
        size: The picture in pixels.
        frame: What it must show; its eye height is the camera's at eye level.
        fov: Vertical field of view in degrees.
        yaw: Degrees turned to the right.
        middle: Height of the picture's middle at the subject, in metres.
        distance: From the camera to the subject, in metres.
        plan_view: Straight down.
        looks_out: Up to the window of the set, from inside.
        lying: It is about somebody who lies.
    """
    pitch: float = _PITCH[shot.angle]
    if lying and pitch >= 0 and not plan_view:
        pitch = max(pitch, _DOWN_ON.get(shot.size, _DOWN_CLOSE))
    if shot.angle is Angle.OVERHEAD and not plan_view:
        pitch = _STEEP
    if shot.angle is Angle.WORM and shot.size in _WORM:
        pitch = _WORM_PITCH
    roll = _DUTCH if shot.angle is Angle.DUTCH else 0.0
    if pitch < 0:  # The camera must stay above the floor.
        floor = 0.08 if shot.angle is Angle.WORM else 0.16
        lowest = math.degrees(math.asin(float(np.clip((middle - floor) / distance, 0.03, 0.9))))
        pitch = -max(4.0, min(-pitch, lowest))
    aimed = Camera((0, 0, 0), size=size, yaw=yaw, pitch=pitch, roll=roll, fov=fov)
    position = np.array([0.0, middle, 0.0]) - aimed.forward * distance
    if looks_out:  # Up to the window.
        return Camera((0.0, 2.1, 1.9), size=size, yaw=yaw, fov=46, roll=roll, shift=-0.08 * size[1])
    shift = 0.0
    if abs(pitch) <= 1:
        # At eye level the lens is shifted, not tilted: verticals stay vertical and the horizon runs through the eyes.
        shift = aimed.focal * (middle - frame.eye) / distance
        position[1] = frame.eye
    return Camera(position, size=size, yaw=yaw, pitch=pitch, roll=roll, fov=fov, shift=shift)
