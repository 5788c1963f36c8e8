"""Fine regular work on floors and walls: boards, tiles, bricks and stripes, drawn many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from storyboard.backends.previs.camera import NEAR
from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.stage import Stage

_BITS = 4
_FAR_OFF = 6000.0


def hairlines(stage: Stage, segments: Sequence[Sequence[Sequence[float] | Array]] | Array, colour: Colour) -> None:
    """Thin straight lines in space, all of one colour: (N, 2, 3) metres. A hundred cost what one inked line does."""
    ends = np.asarray(segments, float)
    if not len(ends):
        return
    seen = stage.camera.view(ends.reshape(-1, 3)).reshape(-1, 2, 3)
    depth = seen[..., 2]
    seen, depth = seen[depth.max(1) > NEAR], depth[depth.max(1) > NEAR]
    for near in (0, 1):  # The part behind the lens is left out.
        behind = depth[:, near] < NEAR
        share = (NEAR - depth[behind, near]) / (depth[behind, 1 - near] - depth[behind, near])
        seen[behind, near] += (seen[behind, 1 - near] - seen[behind, near]) * share[:, None]
    pixels = stage.camera.screen(seen.reshape(-1, 3)).reshape(-1, 2, 2)
    low, high = pixels.min(1), pixels.max(1)
    width, height = stage.canvas.picture_size
    kept = (high[:, 0] > 0) & (high[:, 1] > 0) & (low[:, 0] < width) & (low[:, 1] < height)
    pixels = np.array([_shortened(one) for one in pixels[kept]])
    if len(pixels):
        thick = max(1, round(1.3 * stage.canvas.unit))
        fixed = np.round(pixels * (1 << _BITS)).astype(np.int32)
        cv2.polylines(stage.canvas.pixels, list(fixed), False, colour, thick, cv2.LINE_AA, _BITS)


def _shortened(line: Array) -> Array:
    """Far ends are drawn in: OpenCV's fixed point overflows."""
    for near in (0, 1):
        longest = float(np.abs(line[near]).max())
        if longest > _FAR_OFF:
            line[near] = line[1 - near] + (line[near] - line[1 - near]) * min(1.0, _FAR_OFF / longest)
    return line


def level_grid(
    stage: Stage,
    x: tuple[float, float],
    z: tuple[float, float],
    steps: tuple[float, float],
    colour: Colour,
    y: float = 0.0,
) -> None:
    """Lines on a level plane: every `steps[0]` metres across and `steps[1]` along; a step of 0 leaves them out."""
    lines: list[list[tuple[float, float, float]]] = []
    if steps[0]:
        lines += [[(at, y, z[0]), (at, y, z[1])] for at in np.arange(x[0] + steps[0], x[1], steps[0])]
    if steps[1]:
        lines += [[(x[0], y, at), (x[1], y, at)] for at in np.arange(z[0] + steps[1], z[1], steps[1])]
    hairlines(stage, lines, colour)


def checker(
    stage: Stage, x: tuple[float, float], z: tuple[float, float], side: float, colour: Colour, y: float = 0.004
) -> None:
    """Every second square of a level plane in another colour."""
    for row, along in enumerate(np.arange(z[0], z[1], side)):
        for across in np.arange(x[0] + side * (row % 2), x[1], 2 * side):
            right, far = min(across + side, x[1]), min(along + side, z[1])
            stage.polygon([(across, y, along), (right, y, along), (right, y, far), (across, y, far)], colour)


def bricks(
    stage: Stage, origin: Array, along: Array, length: float, height: float, colour: Colour, *, tall: float = 0.16
) -> None:
    """Joints of a brick wall: `along` is a level unit vector, `origin` the wall's lower left corner."""
    up = np.array([0.0, 1.0, 0.0])
    lines, wide = [], tall * 2.6
    for row, y in enumerate(np.arange(0.0, height, tall)):
        lines.append([origin + up * y, origin + along * length + up * y])
        lines += [
            [origin + along * x + up * y, origin + along * x + up * min(y + tall, height)]
            for x in np.arange(wide * (0.5 if row % 2 else 1.0), length, wide * 2)
        ]
    hairlines(stage, np.array(lines), colour)
