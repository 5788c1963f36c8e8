"""An ink-and-marker canvas over numpy and OpenCV: flat colour with soft edges, strokes that swell and taper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from storyboard.backends.previs.camera import clip_rectangle, clip_segment
from storyboard.backends.previs.colour import INK, Array, Colour

# Pictures must not depend on how many cores drew them.
cv2.setNumThreads(1)

_BITS = 4
_ONE = 1 << _BITS
_GOLDEN = 0.7548776662
_REFERENCE_SIDE = 1152.0


class Canvas:
    """A picture being drawn.

    Args:
        size: Width and height of the whole picture in pixels.
        box: Draw only this part (left, top, right, bottom) and keep a coverage mask: a layer, composited later.
            Coordinates stay those of the whole picture.
    """

    def __init__(self, size: tuple[int, int], box: tuple[float, float, float, float] | None = None) -> None:
        self.picture_size = size
        left, top, right, bottom = box or (0, 0, *size)
        self.left, self.top = max(0, math.floor(left)), max(0, math.floor(top))
        self.width = max(0, min(size[0], math.ceil(right)) - self.left)
        self.height = max(0, min(size[1], math.ceil(bottom)) - self.top)
        self.pixels: Array = np.zeros((self.height, self.width, 3), np.uint8)
        self.mask: Array | None = np.zeros((self.height, self.width), np.uint8) if box else None
        # Line widths are meant for a picture of about 1536x864.
        self.unit = math.sqrt(size[0] * size[1]) / _REFERENCE_SIDE

    @property
    def empty(self) -> bool:
        """Nothing of it lies in the picture."""
        return self.width < 2 or self.height < 2

    def fill(self, colour: Colour) -> None:
        """One colour all over."""
        cv2.rectangle(self.pixels, (0, 0), (self.width, self.height), colour, -1)

    def polygon(self, points: Sequence[Sequence[float] | Array] | Array, colour: Colour, alpha: float = 1.0) -> None:
        """A filled polygon in pixels."""
        corners = clip_rectangle(np.asarray(points, float) - (self.left, self.top), self.width, self.height)
        if len(corners) < 3 or self.empty:
            return
        if alpha >= 0.999:
            fixed = [_fixed(corners)]
            cv2.fillPoly(self.pixels, fixed, colour, cv2.LINE_AA, _BITS)
            if self.mask is not None:
                cv2.fillPoly(self.mask, fixed, 255, cv2.LINE_AA, _BITS)
            return
        window = self._window(corners)
        if window is None:
            return
        x0, y0, x1, y1 = window
        under = self.pixels[y0:y1, x0:x1]
        over = under.copy()
        cv2.fillPoly(over, [_fixed(corners - (x0, y0))], colour, cv2.LINE_AA, _BITS)
        cv2.addWeighted(over, alpha, under, 1 - alpha, 0, under)

    def gradient_polygon(
        self, points: Sequence[Sequence[float] | Array] | Array, top: Colour, bottom: Colour, alpha: float = 1.0
    ) -> None:
        """A polygon whose colour runs from its top to its bottom."""
        corners = clip_rectangle(np.asarray(points, float) - (self.left, self.top), self.width, self.height)
        window = self._window(corners) if len(corners) >= 3 else None
        if window is None:
            return
        x0, y0, x1, y1 = window
        low, high = float(corners[:, 1].min()), float(corners[:, 1].max())
        share = np.clip((np.arange(y0, y1) - low) / max(1.0, high - low), 0, 1)[:, None]
        rows = (np.asarray(top, float) * (1 - share) + np.asarray(bottom, float) * share).astype(np.uint8)
        source = cv2.resize(np.ascontiguousarray(rows[:, None]), (x1 - x0, y1 - y0), interpolation=cv2.INTER_NEAREST)
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.fillPoly(mask, [_fixed(corners - (x0, y0))], 255, cv2.LINE_AA, _BITS)
        if self.mask is not None:
            cover = self.mask[y0:y1, x0:x1]
            np.maximum(cover, mask, out=cover)
        blend(self.pixels[y0:y1, x0:x1], source, cv2.convertScaleAbs(mask, alpha=alpha) if alpha < 1 else mask)

    def stroke(
        self,
        points: Sequence[Sequence[float] | Array] | Array,
        width: float = 3.0,
        colour: Colour = INK,
        *,
        seed: int = 0,
        taper: float = 0.55,
        alpha: float = 1.0,
    ) -> None:
        """A hand-inked line through pixel points: it wobbles a little and thins at both ends."""
        path = np.asarray(points, float)
        if len(path) < 2 or self.empty:
            return
        real = width * self.unit
        if real <= 1.7 and alpha >= 0.999:
            self._hairline(path, real, colour)
            return
        steps = np.hypot(*(path[1:] - path[:-1]).T)
        length = float(steps.sum())
        if length < 1.5:
            return
        count = int(np.clip(length / 26, 3, 60))
        travelled = np.concatenate([[0.0], np.cumsum(steps)])
        share, ends, wobble, swell = _hand(count, seed)
        at = share * length
        line = np.empty((count, 2))
        line[:, 0], line[:, 1] = np.interp(at, travelled, path[:, 0]), np.interp(at, travelled, path[:, 1])
        normal = np.empty_like(line)
        normal[1:-1, 0], normal[1:-1, 1] = line[:-2, 1] - line[2:, 1], line[2:, 0] - line[:-2, 0]
        for end, before, after in ((0, 0, 1), (-1, -2, -1)):
            normal[end] = line[before, 1] - line[after, 1], line[after, 0] - line[before, 0]
        normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-6)[:, None]
        line += normal * (wobble * (self.unit * min(1.0, length / 150)))[:, None]
        half = (real * 0.5 * (1 - taper * ends) * swell)[:, None] * normal
        self.polygon(np.vstack([line + half, (line - half)[::-1]]), colour, alpha)

    def line(
        self,
        start: Sequence[float] | Array,
        end: Sequence[float] | Array,
        width: float = 3.0,
        colour: Colour = INK,
        *,
        seed: int = 0,
        overshoot: float = 0.0,
        taper: float = 0.55,
        alpha: float = 1.0,
    ) -> None:
        """A straight inked line; `overshoot` lets it run past its ends, as a draughtsman's does."""
        a, b = np.asarray(start, float), np.asarray(end, float)
        if overshoot:
            way = b - a
            way = way / max(float(np.hypot(*way)), 1e-6) * overshoot * self.unit
            a, b = a - way, b + way
        kept = clip_segment(a - (self.left, self.top), b - (self.left, self.top), self.width, self.height, 40)
        if kept is not None:
            self.stroke(np.add(kept, (self.left, self.top)), width, colour, seed=seed, taper=taper, alpha=alpha)

    def outline(
        self,
        points: Sequence[Sequence[float] | Array] | Array,
        width: float = 3.0,
        colour: Colour = INK,
        *,
        seed: int = 0,
    ) -> None:
        """Inked lines around a polygon."""
        corners = np.asarray(points, float)
        for index in range(len(corners)):
            self.line(corners[index], corners[(index + 1) % len(corners)], width, colour, seed=seed + index * 7)

    def shape(
        self,
        points: Sequence[Sequence[float] | Array] | Array,
        colour: Colour,
        *,
        ink: float = 3.0,
        seed: int = 0,
        smooth: bool = True,
    ) -> Array:
        """A filled and inked shape; returns its outline."""
        corners = smooth_curve(points, closed=True) if smooth else np.asarray(points, float)
        self.polygon(corners, colour)
        if ink:
            self.stroke(np.vstack([corners, corners[:1]]), ink, INK, seed=seed, taper=0.2)
        return corners

    def ellipse(
        self,
        centre: Sequence[float] | Array,
        radii: tuple[float, float],
        colour: Colour,
        alpha: float = 1.0,
        *,
        ink: float = 0.0,
    ) -> None:
        """A filled ellipse."""
        turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
        ring = np.stack([np.cos(turn) * radii[0], np.sin(turn) * radii[1]], 1) + np.asarray(centre, float)
        self.polygon(ring, colour, alpha)
        if ink:
            self.stroke(np.vstack([ring, ring[:1]]), ink, INK, taper=0.1)

    def glow(
        self, centre: Sequence[float] | Array, radius: float, colour: Sequence[float], strength: float = 1.0
    ) -> None:
        """Light added in a soft disc of `radius` pixels."""
        reach = int(radius)
        if reach < 2:
            return
        x, y = int(centre[0]) - self.left, int(centre[1]) - self.top
        x0, y0, x1, y1 = max(0, x - reach), max(0, y - reach), min(self.width, x + reach), min(self.height, y + reach)
        if x1 <= x0 or y1 <= y0:
            return
        disc = _soft_disc()
        side = disc.shape[0] / (2 * reach)
        a, b = int((y0 - (y - reach)) * side), int((y1 - (y - reach)) * side)
        c, d = int((x0 - (x - reach)) * side), int((x1 - (x - reach)) * side)
        part = cv2.resize(disc[a : max(a + 1, b), c : max(c + 1, d)], (x1 - x0, y1 - y0))
        window = self.pixels[y0:y1, x0:x1]
        added = cv2.merge([cv2.convertScaleAbs(part, alpha=strength * float(channel) / 255) for channel in colour])
        cv2.add(window, added, window)

    def paste(self, sprite: Array, matrix: Array) -> None:
        """Warp an RGBA sprite into the picture by a 3x3 matrix from sprite pixels to picture pixels."""
        if self.empty:
            return
        to_here = np.array([[1, 0, -self.left], [0, 1, -self.top], [0, 0, 1.0]]) @ matrix
        height, width = sprite.shape[:2]
        corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], float)
        placed = cv2.perspectiveTransform(corners, to_here)[0]
        x0, y0 = np.maximum(np.floor(placed.min(0)).astype(int), 0)
        x1, y1 = np.minimum(np.ceil(placed.max(0)).astype(int) + 1, (self.width, self.height))
        if x1 - x0 < 1 or y1 - y0 < 1:
            return
        grow = max(np.hypot(*(placed[1] - placed[0])) / width, np.hypot(*(placed[3] - placed[0])) / height)
        if grow < 0.7:  # A plain warp would skip pixels and glitter.
            small = max(float(grow) * 1.15, 0.02)
            while small < 0.5 and min(sprite.shape[:2]) > 8:  # Halving is many times faster than other reductions.
                sprite = cv2.resize(sprite, (sprite.shape[1] // 2, sprite.shape[0] // 2), interpolation=cv2.INTER_AREA)
                small *= 2
            reduced = (max(1, int(sprite.shape[1] * small)), max(1, int(sprite.shape[0] * small)))
            sprite = cv2.resize(sprite, reduced, interpolation=cv2.INTER_AREA)
            to_here = to_here @ np.diag([width / reduced[0], height / reduced[1], 1.0])
        to_window = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]]) @ to_here
        warped = cv2.warpPerspective(sprite, to_window, (int(x1 - x0), int(y1 - y0)), flags=cv2.INTER_LINEAR)
        alpha = np.ascontiguousarray(warped[..., 3])
        blend(self.pixels[y0:y1, x0:x1], np.ascontiguousarray(warped[..., :3]), alpha)
        if self.mask is not None:
            cover = self.mask[y0:y1, x0:x1]
            np.maximum(cover, alpha, out=cover)

    def _hairline(self, path: Array, width: float, colour: Colour) -> None:
        fixed = [_fixed(np.clip(path - (self.left, self.top), -4000, 9000))]
        if width < 1.2:
            keep = 0.55 + 0.35 * width
            colour = (
                int(colour[0] * keep + 190 * (1 - keep)),
                int(colour[1] * keep + 190 * (1 - keep)),
                int(colour[2] * keep + 190 * (1 - keep)),
            )
        cv2.polylines(self.pixels, fixed, False, colour, 1, cv2.LINE_AA, _BITS)
        if self.mask is not None:
            cv2.polylines(self.mask, fixed, False, 255, 1, cv2.LINE_AA, _BITS)

    def _window(self, corners: Array) -> tuple[int, int, int, int] | None:
        x0, y0 = np.maximum(np.floor(corners.min(0)).astype(int) - 1, 0)
        x1, y1 = np.minimum(np.ceil(corners.max(0)).astype(int) + 2, (self.width, self.height))
        return (int(x0), int(y0), int(x1), int(y1)) if x1 > x0 and y1 > y0 else None


def blend(under: Array, over: Array, mask: Array) -> None:
    """Lay `over` on `under`, in place, by an 8-bit mask."""
    cover = cv2.merge([mask, mask, mask])
    kept = cv2.multiply(under, 255 - cover, scale=1 / 255)
    cv2.add(kept, cv2.multiply(over, cover, scale=1 / 255), under)


def smooth_curve(points: Sequence[Sequence[float] | Array] | Array, *, closed: bool = True, steps: int = 6) -> Array:
    """A Catmull-Rom curve through points."""
    knots = np.asarray(points, float)
    count = len(knots)
    share = (np.arange(steps) / steps)[None, :, None]
    index = np.arange(count if closed else count - 1)
    around = [index + step for step in (-1, 0, 1, 2)]
    a, b, c, d = (knots[one % count if closed else one.clip(0, count - 1)][:, None] for one in around)
    curve = 0.5 * (
        2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * share**2 + (3 * b - a - 3 * c + d) * share**3
    )
    curve = curve.reshape(-1, knots.shape[1])
    return curve if closed else np.vstack([curve, knots[-1:]])


def capsule(start: Array, end: Array, start_radius: float, end_radius: float, steps: int = 9) -> Array:
    """The outline of a limb: two discs and what lies between them."""
    way = end - start
    length = float(np.hypot(*way))
    if length < 1e-3:
        turn = np.linspace(0, 2 * math.pi, 18)
        return start + max(start_radius, end_radius) * np.stack([np.cos(turn), np.sin(turn)], 1)
    angle = math.atan2(way[1], way[0])
    lean = (
        math.acos(np.clip((start_radius - end_radius) / length, -1, 1))
        if length > abs(start_radius - end_radius)
        else 0.0
    )
    front = np.linspace(angle - lean, angle + lean, steps)
    back = np.linspace(angle + lean, angle - lean + 2 * math.pi, steps)
    return np.vstack(
        [
            end + end_radius * np.stack([np.cos(front), np.sin(front)], 1),
            start + start_radius * np.stack([np.cos(back), np.sin(back)], 1),
        ]
    )


@lru_cache(maxsize=4096)
def _hand(count: int, seed: int) -> tuple[Array, Array, Array, Array]:
    """A hand that draws a line in so many steps: how far each has come, how near the ends, how it trembles and presses."""
    phase, beat = (seed * _GOLDEN) % 1 * 2 * math.pi, np.arange(count)
    share = beat / (count - 1)
    wobble = (np.sin(beat * 0.9 + phase) * 0.6 + np.sin(beat * 0.37 + phase * 2.1)) * 0.55
    return share, np.abs(2 * share - 1) ** 3, wobble, 1 + 0.12 * np.sin(beat * 1.3 + phase * 3)


def _fixed(points: Array) -> Array:
    return np.round(np.asarray(points) * _ONE).astype(np.int32)


@lru_cache(maxsize=1)
def _soft_disc() -> Array:
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    return np.asarray((np.clip(1 - np.hypot(x, y), 0, 1) ** 2 * 255).astype(np.uint8))
