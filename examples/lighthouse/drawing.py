"""A small drawing desk: smooth curves, flat colour with soft cel shadows, and an ink line that swells and thins.

Everything is given in drawing units; a sheet is so many units wide. Pictures are drawn several times too large and
scaled down once at the end, which is what makes the edges clean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Points: TypeAlias = "str | Iterable[Sequence[float]]"
"""Points a line goes through: ``"10,20 30,40! 50,20"``, where `!` marks a corner, or as many (x, y) or (x, y, 1)."""

Path2D: TypeAlias = "npt.NDArray[np.float64]"
"""A drawn line's samples, (N, 2)."""

Mask: TypeAlias = "npt.NDArray[np.uint8]"
Window: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of the sheet, in its large pixels."""

INK = "#2b2230"
LIGHT_FROM = np.array([-0.8, -0.6])
"""Towards the light: up and to the left in every picture, so that figures fit together in one frame."""


def rgb(colour: str) -> npt.NDArray[np.float32]:
    """``#rrggbb`` as three floats 0..255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two; `share` 0 is the first, 1 the second."""
    blend = rgb(first) * (1 - share) + rgb(second) * share
    return "#" + "".join(f"{round(float(channel)):02x}" for channel in blend)


def _spline(points: Path2D, closed: bool, step: float) -> Path2D:
    """A centripetal Catmull-Rom curve through the points: no loops or overshoot where points lie close together."""
    count = len(points)
    if count < 3 and not closed:
        steps = max(2, int(np.hypot(*(points[-1] - points[0])) / step))
        return np.asarray(points[0] + np.linspace(0, 1, steps)[:, None] * (points[-1] - points[0]))
    if closed:
        ring = np.vstack([points[-1], points, points[0], points[1]])
    else:
        ring = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = []
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        gaps = [
            max(math.sqrt(float(np.hypot(*(b - a)))), 1e-4) for a, b in ((before, start), (start, end), (end, after))
        ]
        leave = ((start - before) / gaps[0] - (end - before) / (gaps[0] + gaps[1]) + (end - start) / gaps[1]) * gaps[1]
        arrive = ((end - start) / gaps[1] - (after - start) / (gaps[1] + gaps[2]) + (after - end) / gaps[2]) * gaps[1]
        steps = max(3, int(np.hypot(*(end - start)) / step))
        t = np.linspace(0, 1, steps, endpoint=False)[:, None]
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * start
            + (t**3 - 2 * t**2 + t) * leave
            + (3 * t**2 - 2 * t**3) * end
            + (t**3 - t**2) * arrive
        )
    return np.vstack(pieces if closed else [*pieces, points[-1:]])


def plotted(points: Points) -> list[tuple[float, float, bool]]:
    """Points as x, y and whether the line has a corner there."""
    if isinstance(points, str):
        words = [(word.rstrip("!").split(","), word.endswith("!")) for word in points.split()]
        return [(float(x), float(y), corner) for (x, y), corner in words]
    return [(point[0], point[1], len(point) > 2 and bool(point[2])) for point in points]


def mirrored(points: Points, side: int, middle: float) -> list[tuple[float, float, bool]]:
    """Points given for the left of a body (`side` -1), on the right of its middle where `side` is 1."""
    return [(x if side < 0 else 2 * middle - x, y, corner) for x, y, corner in plotted(points)]


def curve(points: Points, *, closed: bool = False, step: float = 1.0) -> Path2D:
    """A smooth curve through the points, broken at its corners.

    Args:
        points: In drawing units.
        closed: Whether it returns to its first point.
        step: Distance between the samples it returns, in drawing units.
    """
    given = plotted(points)
    places = np.array([point[:2] for point in given], np.float64)
    corners = [index for index, point in enumerate(given) if point[2]]
    if not corners:
        return _spline(places, closed, step)
    if closed:
        places = np.roll(places, -corners[0], axis=0)
        places = np.vstack([places, places[:1]])
        breaks = [index - corners[0] for index in corners] + [len(places) - 1]
    else:
        breaks = sorted({0, *corners, len(places) - 1})
    runs = [_spline(places[a : b + 1], False, step) for a, b in pairwise(breaks)]
    return np.vstack(runs)


def shape(points: Points) -> Path2D:
    """A closed curve."""
    return curve(points, closed=True)


def ellipse(centre: tuple[float, float], radius_x: float, radius_y: float, tilt: float = 0.0) -> Path2D:
    """An ellipse; `tilt` in degrees, clockwise on the sheet."""
    turn = np.linspace(0, 2 * math.pi, 72, endpoint=False)
    x, y = radius_x * np.cos(turn), radius_y * np.sin(turn)
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    return np.column_stack([centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos])


def normals(path: Path2D) -> Path2D:
    """Unit vectors to the right of the way along the path, one a sample."""
    along = np.gradient(path, axis=0)
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    return np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]


def tube(spine: Points, widths: Sequence[float]) -> Path2D:
    """The outline of a limb, finger or lock of hair: `widths` are spread evenly along the spine; its ends are round."""
    line = curve(spine)
    share = np.linspace(0, 1, len(line))
    half = np.interp(share, np.linspace(0, 1, len(widths)), widths)[:, None] / 2
    side = normals(line)
    ahead = line[-1] - line[-2]
    ahead /= max(float(np.hypot(*ahead)), 1e-9)
    turn = np.linspace(0, math.pi, 12)[1:-1, None]
    tip = line[-1] + half[-1] * (np.cos(turn) * side[-1] + np.sin(turn) * ahead)
    return np.vstack([line + half * side, tip, (line - half * side)[::-1]])


def moved(path: Path2D, x: float = 0.0, y: float = 0.0) -> Path2D:
    """The path, shifted."""
    return np.asarray(path + np.array([x, y]))


def leaning(
    path: Path2D,
    *,
    neck: tuple[float, float],
    hips: tuple[float, float],
    feet: float,
    sway: float,
    tilt: float,
    head_tilt: float,
) -> Path2D:
    """Put the weight on one leg: hips to one side, shoulders tilted against them, the head another way again.

    Args:
        path: Points of a body constructed upright.
        neck: Where the head turns.
        hips: Middle of the hips.
        feet: The height below which nothing moves.
        sway: By how many units the hips go to the right.
        tilt: Degrees by which the shoulders turn clockwise, and the hips half as much the other way.
        head_tilt: Degrees by which the head turns clockwise on the neck.
    """
    x, y = path[:, 0], path[:, 1]
    above = np.clip((hips[1] - y) / (hips[1] - neck[1]), 0, 1)
    below = np.clip((feet - y) / (feet - hips[1]), 0, 1)
    ease = below * below * (3 - 2 * below)
    turn = np.radians(tilt) * (above * 1.5 - 0.5) * ease
    across = x - hips[0]
    placed_x = x + sway * ease * (1 - 0.55 * above)
    placed_y = y + across * np.sin(turn)
    share = np.clip((neck[1] + 12 - y) / 40, 0, 1)
    angle = np.radians(head_tilt) * share * share * (3 - 2 * share)
    pivot_x = neck[0] + sway * 0.45
    cos, sin = np.cos(angle), np.sin(angle)
    away_x, away_y = placed_x - pivot_x, placed_y - neck[1]
    return np.column_stack([pivot_x + away_x * cos - away_y * sin, neck[1] + away_x * sin + away_y * cos])


class Sheet:
    """A sheet of paper.

    Args:
        size: Width and height of the finished picture in pixels.
        view: Left, top and width, in drawing units, of what the picture shows.
        paper: Colour of the paper.
        pose: Moves every point just before it is drawn; a body is constructed upright and then leans on one leg.
        oversample: How many times larger it is drawn than it is kept.
    """

    def __init__(
        self,
        size: tuple[int, int],
        view: tuple[float, float, float],
        paper: str,
        pose: Callable[[Path2D], Path2D],
        oversample: int = 3,
    ) -> None:
        self.size = size
        self.scale = size[0] * oversample / view[2]
        self.corner = np.array(view[:2])
        self.pose = pose
        self.pixels = np.empty((size[1] * oversample, size[0] * oversample, 3), np.uint8)
        self.pixels[:] = rgb(paper).astype(np.uint8)

    def _placed(self, path: Path2D) -> Path2D:
        return np.asarray(self.pose(path) - self.corner)

    def _window(self, path: Path2D, margin: float) -> Window:
        path = self._placed(path)
        low = np.floor((path.min(axis=0) - margin) * self.scale).astype(int)
        high = np.ceil((path.max(axis=0) + margin) * self.scale).astype(int) + 1
        height, width = self.pixels.shape[:2]
        return max(0, low[0]), max(0, low[1]), min(width, high[0]), min(height, high[1])

    def _mask(self, path: Path2D, window: Window) -> Mask:
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), np.uint8)
        points = np.round((self._placed(path) * self.scale - (left, top)) * 16).astype(np.int32)
        cv2.fillPoly(mask, [points], 255, lineType=cv2.LINE_AA, shift=4)
        return mask

    def _soften(self, mask: Mask, softness: float) -> Mask:
        """Blurred by `softness` units; worked out small, for speed, where it is blurred much."""
        sigma = softness * self.scale
        if sigma < 0.5:
            return mask
        shrink = max(1, int(sigma // 4))
        height, width = mask.shape
        small = cv2.resize(mask, (max(1, width // shrink), max(1, height // shrink)), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)

    def _lay(self, colour: str, mask: Mask, window: Window, strength: float = 1.0) -> None:
        left, top, right, bottom = window
        area = self.pixels[top:bottom, left:right]
        share = (mask.astype(np.float32) * (strength / 255))[..., None]
        area[:] = np.round(area + (rgb(colour) - area) * share).astype(np.uint8)

    def paint(
        self,
        path: Path2D,
        colour: str,
        *,
        within: Path2D | None = None,
        soft: float = 0.0,
        strength: float = 1.0,
    ) -> None:
        """Fill a shape; `soft` blurs its edge by so many units, `within` keeps it inside another shape."""
        window = self._window(path, soft * 3)
        mask = self._soften(self._mask(path, window), soft)
        if within is not None:
            mask = (mask.astype(np.uint16) * self._mask(within, window) // 255).astype(np.uint8)
        self._lay(colour, mask, window, strength)

    def model(
        self,
        path: Path2D,
        colour: str,
        shadow: str,
        *,
        depth: float,
        soft: float = 2.0,
        light: str | None = None,
        within: Path2D | None = None,
    ) -> None:
        """Fill a shape and round it: a cel shadow `depth` units deep on the side away from the light, a lighter rim towards it."""
        window = self._window(path, 1)
        mask = self._mask(path, window)
        if within is not None:
            mask = mask & self._mask(within, window)
        self._lay(colour, mask, window)
        away = LIGHT_FROM * depth
        dark = mask & ~self._mask(moved(path, *away), window)
        soft_dark = self._soften(dark, soft).astype(np.uint16) * mask // 255
        self._lay(shadow, soft_dark.astype(np.uint8), window)
        if light:
            rim = mask & ~self._mask(moved(path, *(-away * 0.45)), window)
            soft_rim = self._soften(rim, soft * 0.8).astype(np.uint16) * mask // 255
            self._lay(light, soft_rim.astype(np.uint8), window, 0.8)

    def ink(
        self,
        path: Path2D,
        width: float,
        *,
        taper: tuple[float, float] = (0.25, 0.25),
        colour: str = INK,
        within: Path2D | None = None,
        strength: float = 1.0,
    ) -> None:
        """An open pen stroke; `taper` is the share of its length over which it thins at its start and its end."""
        share = np.linspace(0, 1, len(path))
        weight = np.ones(len(path))
        for length, distance in ((taper[0], share), (taper[1], 1 - share)):
            if length > 0:
                rise = np.clip(distance / length, 0, 1)
                weight *= 0.12 + 0.88 * np.sin(rise * math.pi / 2)
        self._stroke(path, width * weight, colour, within, strength)

    def outline(self, path: Path2D, width: float, *, colour: str = INK, within: Path2D | None = None) -> None:
        """The line round a closed shape, heavier on the side away from the light."""
        ring = np.vstack([path, path[:2]])
        x, y = ring[:-1, 0], ring[:-1, 1]
        clockwise = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) > 0
        outward = normals(ring) * (-1 if clockwise else 1)
        away = -(outward @ LIGHT_FROM)
        weight = cv2.GaussianBlur((0.95 + 0.32 * away).reshape(-1, 1), (1, 31), 0).ravel()
        self._stroke(ring, width * weight, colour, within, 1.0)

    def _stroke(
        self, path: Path2D, widths: npt.NDArray[np.float64], colour: str, within: Path2D | None, strength: float
    ) -> None:
        window = self._window(path, float(widths.max()) + 1)
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), np.uint8)
        points = np.round((self._placed(path) * self.scale - (left, top)) * 16).astype(np.int32)
        thickness = np.maximum(1, np.round(widths * self.scale)).astype(int)
        for start, end, thick in zip(points, points[1:], thickness, strict=False):
            cv2.line(mask, tuple(map(int, start)), tuple(map(int, end)), 255, int(thick), cv2.LINE_AA, 4)
        if within is not None:
            mask = mask & self._mask(within, window)
        self._lay(colour, mask, window, strength)

    def save(self, path: Path) -> None:
        """Scale down and write a PNG."""
        small = cv2.resize(self.pixels, self.size, interpolation=cv2.INTER_AREA)
        done, data = cv2.imencode(".png", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 9])
        if not done:
            raise OSError(f"{path} could not be written as PNG")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.tobytes())
