"""How a shot is framed: field of view, what the picture must show, and the camera that shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.reading import Group
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Angle, Direction, Facing, Framing, Move, Shot, Size, Subject

FOV = {
    Size.ECU: 20,
    Size.CU: 24,
    Size.MCU: 28,
    Size.MS: 32,
    Size.MLS: 35,
    Size.FS: 40,
    Size.WS: 46,
    Size.EWS: 52,
    Size.INSERT: 30,
}
_PITCH = {Angle.EYE: 0, Angle.DUTCH: 0, Angle.LOW: -15, Angle.WORM: -26, Angle.HIGH: 24, Angle.OVERHEAD: 62}
_DUTCH = 10.0
ROOM_TALL = 5.4
CLOSE = (Size.ECU, Size.CU, Size.MCU)


@dataclass(frozen=True)
class Frame:
    """What the picture must show: its height and its upper edge at the subject, the camera's height, in metres."""

    visible: float
    top: float
    eye: float


def yaw_of(shot: Shot, main: Subject | None) -> float:
    """Two-point perspective; shot and reverse shot see different corners of the set."""
    turned = main.facing if main is not None else Facing.CAMERA
    side = {Facing.RIGHT: -20.0, Facing.LEFT: 20.0}.get(turned, 8.0)
    return side if shot.size is not Size.EWS else side * 0.5


def frame_for(shot: Shot, body: Skeleton) -> Frame:
    top, head, size = body.top, body.head, shot.size
    if body.lying:
        visible = {
            Size.ECU: 0.5,
            Size.CU: 0.8,
            Size.MCU: 1.0,
            Size.MS: 1.3,
            Size.MLS: 1.5,
            Size.FS: 1.9,
            Size.WS: 3.2,
        }.get(size, 9.0)
        return Frame(visible, top + 0.5 * visible, 1.1)
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
    head_wide = body.head * float(np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3))
    alone = {Size.ECU: 0.80, Size.CU: 1.30, Size.MCU: 1.7}.get(shot.size, 0.0) * head_wide or 2.5 * body.shoulder_half
    if shot.framing is Framing.OVER_SHOULDER and aspect < 1:  # The one at the edge needs room beside the face.
        alone = max(alone, 2.3 * head_wide)
    needed = alone if count < 2 else max(alone, 0.60 * count + 0.1)
    if shot.size in {Size.WS, Size.EWS} and count < 2:
        needed = 0.0
    visible = max(frame.visible, needed / aspect)
    if visible <= frame.visible:
        return frame
    room = frame.top - body.top
    return Frame(visible, body.top + max(room, min(0.13, max(0.05, room / frame.visible)) * visible), frame.eye)


def closer_by(shot: Shot, part: str) -> float:
    """How much closer (below 1) or farther the last picture of a moving shot is."""
    if part != "end":
        return 1.0
    move = shot.movement
    if move.move is Move.PUSH or (move.move in {Move.ZOOM, Move.CRANE} and move.direction is Direction.IN):
        return 0.80
    if move.move is Move.PULL or (move.move in {Move.ZOOM, Move.CRANE} and move.direction is Direction.OUT):
        return 1.25
    return 1.0


def camera_for(
    shot: Shot,
    size: tuple[int, int],
    frame: Frame,
    *,
    fov: float,
    yaw: float,
    middle: float,
    distance: float,
    part: str,
    empty: bool,
    looks_out: bool,
) -> Camera:
    pitch: float = _PITCH[shot.angle]
    roll = _DUTCH if shot.angle is Angle.DUTCH else 0.0
    pan = 0.0
    if part == "end" and shot.movement.move in {Move.PAN, Move.WHIP, Move.TRUCK}:
        pan = {Direction.LEFT: -1.0, Direction.RIGHT: 1.0}.get(shot.movement.direction, 0.0) * (16.0 if empty else 5.0)
    if pitch < 0:  # The camera must stay above the floor.
        lowest = math.degrees(math.asin(float(np.clip((middle - 0.16) / distance, 0.03, 0.9))))
        pitch = -max(4.0, min(-pitch, lowest))
    aimed = Camera((0, 0, 0), size=size, yaw=yaw, pitch=pitch, roll=roll, fov=fov)
    position = np.array([0.0, middle, 0.0]) - aimed.forward * distance
    if looks_out:  # Up to the window.
        return Camera((0.0, 2.1, 1.9), size=size, yaw=yaw + pan, fov=46, roll=roll, shift=-0.08 * size[1])
    shift = 0.0
    if abs(pitch) <= 1:
        # At eye level the lens is shifted, not tilted: verticals stay vertical and the horizon runs through the eyes.
        shift = aimed.focal * (middle - frame.eye) / distance
        position[1] = frame.eye
    return Camera(position, size=size, yaw=yaw + pan, pitch=pitch, roll=roll, fov=fov, shift=shift)
