"""Drawing in metres: polygons, boxes, turned bodies and lines in space, through the camera, onto the canvas."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from storyboard.backends.previs.camera import NEAR, Camera, clip_near
from storyboard.backends.previs.canvas import Canvas, smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, mix, shade
from storyboard.backends.previs.light import Daylight, Lamp

Point = Sequence[float]
# A little blue, as in the shade of an overcast sky; and what counts as level, in metres.
_SNOW: Colour = (232, 237, 244)
_LEVEL = 0.02


class Stage:
    """A set under construction, drawn from far to near.

    `lamps` collects what gives light; `foreground` what must be drawn after the people. `haze` is how many metres
    away things are half lost in the sky's colour; None indoors. With `snow`, whatever looks up at the sky is white.
    """

    def __init__(self, canvas: Canvas, camera: Camera, daylight: Daylight, seed: int) -> None:
        self.canvas, self.camera, self.daylight, self.seed = canvas, camera, daylight, seed
        self.random = np.random.default_rng(seed)
        self.lamps: list[Lamp] = []
        self.foreground: list[Callable[[], None]] = []
        self.haze: float | None = None
        self.snow = False
        self._strokes = 0

    def air(self, colour: Colour, point: Point | Array) -> Colour:
        """The colour as seen through the air between it and the camera."""
        if self.haze is None:
            return colour
        away = max(0.0, self.camera.depth(point))
        return mix(colour, self.daylight.horizon_sky, 0.8 * (1 - math.exp(-away / self.haze * 0.7)))

    def snowed(self, colour: Colour, amount: float = 0.82) -> Colour:
        """The colour under the snow that lies on it, if any lies."""
        return mix(colour, _SNOW, amount) if self.snow else colour

    def polygon(
        self, points: Sequence[Point | Array], colour: Colour, *, ink: float = 0.0, alpha: float = 1.0
    ) -> Array | None:
        """A flat shape in space; returns its pixels, or None when it is out of sight."""
        corners = np.array([np.asarray(point, float) for point in points])
        seen = clip_near(self.camera.view(corners))
        if len(seen) < 3:
            return None
        pixels = self.camera.screen(seen)
        low, high = pixels.min(0), pixels.max(0)
        size = self.canvas.picture_size
        if high[0] < 0 or high[1] < 0 or low[0] > size[0] or low[1] > size[1] or (high - low).min() < 0.5:
            return None
        if self.snow and alpha == 1.0 and np.ptp(corners[:, 1]) < _LEVEL:
            colour = self.snowed(colour)
        self.canvas.polygon(pixels, colour, alpha)
        if ink:
            if (high - low).max() < 40 and len(seen) == len(corners):
                self.canvas.stroke(np.vstack([pixels, pixels[:1]]), min(ink, 1.5), INK)
            else:
                for index in range(len(corners)):
                    self.line(corners[index], corners[(index + 1) % len(corners)], ink)
        return pixels

    def line(
        self,
        start: Point | Array,
        end: Point | Array,
        width: float = 3.0,
        colour: Colour = INK,
        *,
        overshoot: float = 4.0,
        alpha: float = 1.0,
    ) -> None:
        """An inked line in space."""
        seen = self.camera.view(np.array([np.asarray(start, float), np.asarray(end, float)]))
        if seen[0, 2] < NEAR and seen[1, 2] < NEAR:
            return
        for index in (0, 1):
            if seen[index, 2] < NEAR:
                other = seen[1 - index]
                seen[index] += (other - seen[index]) * ((NEAR - seen[index, 2]) / (other[2] - seen[index, 2]))
        pixels = self.camera.screen(seen)
        self._strokes += 1
        self.canvas.line(
            pixels[0], pixels[1], width, colour, seed=self.seed % 997 + self._strokes, overshoot=overshoot, alpha=alpha
        )

    def bar(self, start: Point | Array, end: Point | Array, thickness: float, colour: Colour) -> None:
        """A round bar of `thickness` metres: its own colour with ink on both sides."""
        pixels, depths = self.camera.project(np.array([np.asarray(start, float), np.asarray(end, float)]))
        if depths.min() < NEAR * 3:
            return
        wide = thickness * self.camera.focal / float(depths.mean()) / self.canvas.unit
        self._strokes += 1
        if wide > 3:
            self.canvas.line(pixels[0], pixels[1], wide + 3.4, INK, seed=self._strokes, taper=0.1)
        tone = colour if wide > 3 else shade(colour, 0.75)
        self.canvas.line(pixels[0], pixels[1], max(1.4, wide), tone, seed=self._strokes, taper=0.1)

    def curve(self, points: Sequence[Point | Array], width: float = 2.0, colour: Colour = INK) -> None:
        """An inked curve through points in space; parts behind the camera are left out."""
        # Bent in space, not in the picture: there a near point is so far from the next that the bend would overshoot.
        bent = smooth_curve([np.asarray(point, float) for point in points], closed=False, steps=6)
        pixels, depths = self.camera.project(bent)
        seen = depths > 0.3
        if seen.sum() > 2:
            self._strokes += 1
            self.canvas.stroke(pixels[seen], width, colour, seed=self._strokes)

    def box(
        self, base: Point, size: tuple[float, float, float], colour: Colour, *, ink: float = 2.4, yaw: float = 0.0
    ) -> None:
        """A box standing on `base` (the middle of its foot); size is width, height, depth in metres."""
        half_width, height, half_depth = size[0] / 2, size[1], size[2] / 2
        cosine, sine = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))

        def corner(x: float, y: float, z: float) -> Array:
            return np.array([base[0] + x * cosine + z * sine, base[1] + y, base[2] - x * sine + z * cosine])

        ring = (
            (-half_width, -half_depth),
            (half_width, -half_depth),
            (half_width, half_depth),
            (-half_width, half_depth),
        )
        corners = [corner(x, 0, z) for x, z in ring] + [corner(x, height, z) for x, z in ring]
        middle = np.mean(corners, axis=0)
        faces = (
            ((0, 1, 5, 4), 0.94),
            ((1, 2, 6, 5), 0.78),
            ((2, 3, 7, 6), 0.84),
            ((3, 0, 4, 7), 0.82),
            ((4, 5, 6, 7), 1.08),
            ((3, 2, 1, 0), 0.6),
        )
        visible = []
        for indices, light in faces:
            points = [corners[index] for index in indices]
            centre = np.mean(points, axis=0)
            if np.dot(centre - middle, self.camera.position - centre) > 0:
                visible.append((float(np.linalg.norm(centre - self.camera.position)), points, light))
        for _, points, light in sorted(visible, key=lambda face: -face[0]):
            self.polygon(points, self.air(shade(colour, light), base), ink=ink)

    def lathe(
        self,
        base: Point,
        profile: Sequence[tuple[float, float]],
        colours: Sequence[Colour],
        *,
        ink: float = 2.4,
        rings: bool = True,
    ) -> None:
        """A body turned on an upright axis: `profile` is (radius, height) from the foot up, a colour for each span.

        Drawn as its silhouette with a lit and a dark flank; level rings follow the perspective.
        """
        axis = np.asarray(base, float)
        if self.camera.depth(axis) < 0.4:
            return
        side = np.cross(np.array([0.0, 1.0, 0.0]), self.camera.position - axis)
        side /= max(float(np.linalg.norm(side)), 1e-6)
        side = side if np.dot(side, self.camera.right) > 0 else -side
        flank = 1 if self.daylight.sun[0] < 0 else -1
        for index, ((low_radius, low), (high_radius, high)) in enumerate(pairwise(profile)):
            foot, head = np.add(axis, (0, low, 0)), np.add(axis, (0, high, 0))
            rim = [self._ring(foot, low_radius, near=True), self._ring(head, high_radius, near=True)]
            outline = np.vstack([rim[0], rim[1][::-1]])
            colour = self.air(colours[min(index, len(colours) - 1)], axis)
            self.canvas.polygon(outline, colour)
            for share, light in ((0.36, 0.90), (0.66, 0.80)):
                part = [
                    foot + side * low_radius * flank * share,
                    foot + side * low_radius * flank,
                    head + side * high_radius * flank,
                    head + side * high_radius * flank * share,
                ]
                self.polygon(part, shade(colour, light))
            if ink:
                for sign in (-1, 1):
                    self.line(foot + side * low_radius * sign, head + side * high_radius * sign, ink, overshoot=0)
                if rings:
                    self.canvas.stroke(rim[0], ink * 0.8, INK, seed=index)
                    self.canvas.stroke(rim[1], ink * 0.8, INK, seed=index + 3)
        if self.camera.position[1] > axis[1] + profile[-1][1]:
            top = self._ring(np.add(axis, (0, profile[-1][1], 0)), profile[-1][0], near=False)
            self.canvas.polygon(top, self.air(shade(colours[-1], 1.08), axis))
            self.canvas.stroke(np.vstack([top, top[:1]]), ink, INK)

    def disc(self, centre: Point, radius: float, colour: Colour, *, alpha: float = 1.0, ink: float = 0.0) -> None:
        """A level disc (a rug, a table top, a pool of light)."""
        turn = np.linspace(0, 2 * math.pi, 36, endpoint=False)
        ring = np.asarray(centre, float) + np.stack([np.cos(turn), np.zeros(36), np.sin(turn)], 1) * radius
        pixels = self.polygon(list(ring), colour, alpha=alpha)
        if ink and pixels is not None:
            self.canvas.stroke(np.vstack([pixels, pixels[:1]]), ink, INK)

    def lamp(
        self,
        position: Point | Array,
        *,
        pool: float,
        halo: float = 0.0,
        colour: Colour = (255, 200, 120),
        strength: float = 1.0,
    ) -> None:
        """Something that gives light."""
        self.lamps.append(Lamp(np.asarray(position, float), pool, halo, colour, strength))

    def _ring(self, centre: Array, radius: float, *, near: bool) -> Array:
        away = centre - self.camera.position
        facing = math.atan2(-away[2], -away[0])
        turn = (
            np.linspace(facing - math.pi / 2, facing + math.pi / 2, 14)
            if near
            else np.linspace(0, 2 * math.pi, 28, endpoint=False)
        )
        points = centre + np.stack([np.cos(turn), np.zeros(len(turn)), np.sin(turn)], 1) * radius
        pixels, _ = self.camera.project(points)
        return pixels
