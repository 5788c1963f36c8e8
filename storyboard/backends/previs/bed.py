"""A bed for whoever lies in one: headboard, mattress and pillow under them, a blanket over them up to the chest."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, Colour, as_colour, shade
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.backends.previs.stage import Stage

# Height of a bed above the floor, less that of the thin thing one lies on elsewhere.
MATTRESS = 0.38
_WIDE, _LONG, _TOP = 1.06, 2.06, 0.50
_SHEET: Colour = (236, 236, 234)
# How high the blanket lies over a body and how far it falls over the edge of the bed.
_BULGE, _HANGS = 0.15, 0.26


def lies_in_bed(body: Skeleton) -> bool:
    """Whether somebody lies higher than on a floor."""
    return body.lying and body.foot[1] > 0.1


class _Bed:
    """Where it stands under a body: its middle, and the ways to its head end and across it."""

    def __init__(self, body: Skeleton) -> None:
        self.along = (body.at("neck") - body.at("hip")) * (1, 0, 1)
        self.along /= max(float(np.linalg.norm(self.along)), 1e-6)
        self.across = np.array([-self.along[2], 0.0, self.along[0]])
        crown = body.at("crown") * (1, 0, 1)
        self.middle = crown + self.along * (0.14 - _LONG / 2)
        self.yaw = float(np.degrees(np.arctan2(self.along[0], self.along[2])))

    def at(self, along: float, across: float, high: float) -> Array:
        """A point of the world: metres from the middle towards the head end and across, and height."""
        return np.asarray(self.middle + self.along * along + self.across * across + np.array([0.0, high, 0.0]))

    def share(self, point: Array) -> float:
        """How far towards the head end a point lies, in metres from the middle."""
        return float((point - self.middle) @ self.along)


def draw_bed(stage: Stage, body: Skeleton, light: Array) -> None:
    """The bed, before who lies in it is drawn.

    Args:
        stage: The set.
        body: Lies along it.
        light: What there is of it, one factor for each channel.
    """
    bed = _Bed(body)
    wood, sheet, pillow = (as_colour(np.array(tone) * light) for tone in ((150, 118, 92), _SHEET, (250, 250, 248)))

    def block(along: float, size: tuple[float, float, float], low: float, colour: Colour) -> None:
        foot = bed.at(along, 0.0, low)
        stage.box((foot[0], foot[1], foot[2]), size, colour, yaw=bed.yaw)

    block(_LONG / 2 + 0.03, (_WIDE + 0.06, 0.92, 0.06), 0.0, wood)
    block(0.0, (_WIDE, 0.2, _LONG), 0.12, wood)
    block(0.0, (_WIDE, 0.20, _LONG), 0.30, sheet)
    block(bed.share((body.at("crown") + body.at("chin")) / 2), (0.70, 0.08, 0.40), 0.48, pillow)


def draw_blanket(canvas: Canvas, body: Skeleton, camera: Camera, light: Array, colour: Colour) -> None:
    """The blanket, over who has been drawn in the bed."""
    bed = _Bed(body)
    cloth, fold = as_colour(np.array(colour) * light), as_colour(np.array((244, 242, 238)) * light)
    chest = bed.share(body.at("hip") * 0.42 + body.at("neck") * 0.58)
    foot, half = -_LONG / 2 - 0.02, _WIDE / 2 + 0.015
    near = 1.0 if float((camera.position - bed.middle) @ bed.across) >= 0 else -1.0

    def shown(*points: Array) -> Array | None:
        pixels, depths = camera.project(np.array(points))
        return pixels if depths.min() > 0.1 else None

    def lay(points: Array | None, tone: Colour) -> None:
        if points is not None:
            canvas.shape(points, tone, ink=2.4, smooth=False)

    # Its two sides that can be seen hang down.
    lay(
        shown(
            bed.at(chest, near * half, _TOP),
            bed.at(foot, near * half, _TOP),
            bed.at(foot, near * half, _TOP - _HANGS),
            bed.at(chest, near * half, _TOP - _HANGS),
        ),
        shade(cloth, 0.78),
    )
    if float((camera.position - bed.at(foot, 0.0, 0.0)) @ bed.along) < 0:
        low = _TOP - _HANGS
        lay(
            shown(
                bed.at(foot, -half, _TOP), bed.at(foot, half, _TOP), bed.at(foot, half, low), bed.at(foot, -half, low)
            ),
            shade(cloth, 0.70),
        )
    lay(
        shown(*(bed.at(x, y, _TOP + 0.012) for x, y in ((chest, -half), (chest, half), (foot, half), (foot, -half)))),
        cloth,
    )
    _bulge(canvas, body, bed, camera, chest, cloth)
    band = _over(body, bed, chest, half)
    under = _over(body, bed, chest - 0.17, half)
    lay(shown(*band, *under[::-1]), fold)


def _bulge(canvas: Canvas, body: Skeleton, bed: _Bed, camera: Camera, chest: float, cloth: Colour) -> None:
    """What of a body rises under the blanket, and the folds along it."""
    middle = float((body.at("hip") - bed.middle) @ bed.across)
    rings = []
    for joint, wide, high in (("hip", 0.24, _BULGE), ("knee", 0.23, 0.12), ("ankle", 0.23, 0.12)):
        names = [joint] if joint == "hip" else [f"left {joint}", f"right {joint}"]
        rings.append((min(bed.share(body.at(name)) for name in names), wide, high))
    toes = max(body.at(f"{side} toe")[1] for side in ("left", "right"))
    rings.append((rings[-1][0] - 0.06, 0.25, max(0.16, toes - _TOP + 0.03)))
    rings.insert(0, (chest, 0.25, _BULGE))
    points = [
        bed.at(along, middle + wide * float(np.cos(turn)), _TOP + high * float(np.sin(turn)))
        for along, wide, high in rings
        for turn in np.linspace(0, np.pi, 7)
    ]
    pixels, depths = camera.project(np.array(points))
    if depths.min() < 0.1:
        return
    hull = cv2.convexHull(pixels.astype(np.float32)).reshape(-1, 2).astype(float)
    canvas.shape(hull, shade(cloth, 1.09), ink=2.0)
    for turn in (0.30, 0.62):
        line = [
            camera.pixel(
                bed.at(along, middle + wide * float(np.cos(turn * np.pi)), _TOP + high * float(np.sin(turn * np.pi)))
            )[0]
            for along, wide, high in rings[1:]
        ]
        canvas.stroke(line, 1.6, shade(cloth, 0.72), seed=round(turn * 10))


def _over(body: Skeleton, bed: _Bed, along: float, half: float) -> list[Array]:
    """A line from one edge of the bed over the body to the other."""
    middle = float((body.at("hip") - bed.middle) @ bed.across)
    over = [
        bed.at(along, middle - 0.26 * float(np.cos(turn)), _TOP + 0.02 + (_BULGE + 0.01) * float(np.sin(turn)))
        for turn in np.linspace(0, np.pi, 9)
    ]
    return [bed.at(along, -half, _TOP + 0.02), *over, bed.at(along, half, _TOP + 0.02)]
