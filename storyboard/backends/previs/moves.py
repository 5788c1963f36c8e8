"""What the camera does during a shot: where it has got to in the last picture. The first is not touched by a move."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array
from storyboard.model import Direction, Move, Movement

_CLOSER, _FARTHER = 0.78, 1.28
# Degrees turned with people in the picture and without, and around somebody.
_PAN, _EMPTY_PAN, _TILT, _EMPTY_TILT, _ORBIT = 12.0, 22.0, 5.0, 14.0, 28.0
# Shares of the picture's height at the subject.
_SIDEWAYS, _RISE, _CRANE = 0.30, 0.20, 0.62
_LOWEST, _UNDER_A_CEILING = 0.28, 2.5
_SIGN = {Direction.LEFT: -1.0, Direction.RIGHT: 1.0, Direction.UP: 1.0, Direction.DOWN: -1.0}
_TRIES = 7


def nearness(movement: Movement) -> float:
    """How much closer (below 1) or farther the last picture is: the distance, or the lens's field, times this."""
    inwards, outwards = movement.direction is Direction.IN, movement.direction is Direction.OUT
    if movement.move is Move.PUSH or (inwards and movement.move in {Move.ZOOM, Move.CRANE}):
        return _CLOSER
    if movement.move is Move.PULL or (outwards and movement.move in {Move.ZOOM, Move.CRANE}):
        return _FARTHER
    return 1.0


def moved(
    camera: Camera, movement: Movement, aim: Array, visible: float, heads: Sequence[Array], *, indoors: bool
) -> Camera:
    """The camera at the end of its move.

    Args:
        camera: At the start.
        movement: What it does.
        aim: What it moves towards, around or stays on, in world metres.
        visible: The picture's height there, in metres.
        heads: Middles of the heads that must still be seen; the move is the shorter for them.
        indoors: There is a ceiling.
    """
    amount = 1.0
    for _ in range(_TRIES):
        end = _at_end(camera, movement, aim, visible, amount, empty=not heads, indoors=indoors)
        if end is camera or not heads or _inside(end, heads):
            return end
        amount *= 0.7
    return end


def _inside(camera: Camera, heads: Sequence[Array]) -> bool:
    pixels, depths = camera.project(np.array(heads))
    across, down = pixels[:, 0] / camera.width, pixels[:, 1] / camera.height
    return bool(
        depths.min() > 0.2 and across.min() > 0.12 and across.max() < 0.88 and down.min() > 0.10 and down.max() < 0.84
    )


def _at_end(
    camera: Camera, movement: Movement, aim: Array, visible: float, amount: float, *, empty: bool, indoors: bool
) -> Camera:
    move, sign = movement.move, _SIGN.get(movement.direction, 0.0)
    distance = max(0.3, camera.depth(aim))
    wide = visible * camera.width / camera.height
    near = 1 + (nearness(movement) - 1) * amount
    if move is Move.ZOOM:
        return _zoomed(camera, aim, near)
    if near != 1.0:  # Straight towards the aim: it stays where it is in the picture.
        return camera.placed(camera.position + (aim - camera.position) * (1 - near))
    if move in {Move.PAN, Move.WHIP} and sign:
        return camera.placed(camera.position, yaw=camera.yaw + sign * amount * (_EMPTY_PAN if empty else _PAN))
    if move is Move.TILT and sign:
        return camera.placed(camera.position, pitch=camera.pitch - sign * amount * (_EMPTY_TILT if empty else _TILT))
    if move is Move.TRUCK and sign:
        return camera.placed(camera.position + camera.right * sign * _SIDEWAYS * amount * wide)
    if move is Move.PEDESTAL and sign:
        return camera.placed(_risen(camera, sign * _RISE * amount * visible, indoors=indoors))
    if move is Move.CRANE and sign:
        position = _risen(camera, sign * _CRANE * amount * visible, indoors=indoors)
        before, after = (math.atan2(place[1] - aim[1], distance) for place in (camera.position, position))
        return camera.placed(position, pitch=camera.pitch + math.degrees(after - before))
    if move is Move.ORBIT:
        # To its right the camera turns to its left, and the other way round.
        turn = -(sign or 1.0) * _ORBIT * amount
        around = Camera((0, 0, 0), size=(camera.width, camera.height), yaw=camera.yaw + turn)
        away = camera.position - aim
        position = aim + around.right * (away @ camera.right) + around.level * (away @ camera.level)
        position[1] = camera.position[1]
        return camera.placed(position, yaw=camera.yaw + turn)
    return camera


def _zoomed(camera: Camera, aim: Array, near: float) -> Camera:
    """Another field of view from the same place; the lens's shift keeps the aim on its row."""
    if near == 1.0:
        return camera
    tangent = math.tan(math.radians(camera.fov) / 2) * near
    zoomed = camera.placed(camera.position, fov=2 * math.degrees(math.atan(tangent)))
    if abs(camera.roll) < 0.1:
        zoomed.shift += float(camera.pixel(aim)[0][1] - zoomed.pixel(aim)[0][1])
    return zoomed


def _risen(camera: Camera, metres: float, *, indoors: bool) -> Array:
    highest = max(_UNDER_A_CEILING, camera.position[1]) if indoors else math.inf
    lowest = min(_LOWEST, camera.position[1])
    height = float(np.clip(camera.position[1] + metres, lowest, highest))
    return np.array([camera.position[0], height, camera.position[2]])
