"""The little camera: metres in, pixels out. x is right, y is up, z goes away from a camera that is not turned."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from storyboard.backends.previs.colour import Array

NEAR = 0.08


class Camera:
    """A pinhole camera with lens shift.

    Args:
        position: Where it stands, in metres.
        yaw: Degrees it is turned to the right.
        pitch: Degrees it looks down.
        roll: Degrees of dutch.
        fov: Vertical field of view in degrees.
        shift: Pixels the picture is moved down; frames a subject without tilting, so that verticals stay vertical.
    """

    def __init__(
        self,
        position: Sequence[float] | Array,
        *,
        size: tuple[int, int],
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        fov: float = 35.0,
        shift: float = 0.0,
    ) -> None:
        self.position = np.array(position, float)
        self.width, self.height = size
        self.yaw, self.pitch, self.roll, self.shift, self.fov = yaw, pitch, roll, shift, fov
        self.focal = self.height / 2 / math.tan(math.radians(fov) / 2)
        cos_yaw, sin_yaw = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
        cos_pitch, sin_pitch = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
        self.right = np.array([cos_yaw, 0.0, -sin_yaw])
        self.level = np.array([sin_yaw, 0.0, cos_yaw])
        self.forward = self.level * cos_pitch + np.array([0.0, -sin_pitch, 0.0])
        self.up = self.level * sin_pitch + np.array([0.0, cos_pitch, 0.0])
        self._turn = np.stack([self.right, self.up, self.forward]).T
        self._cos_roll, self._sin_roll = math.cos(math.radians(roll)), math.sin(math.radians(roll))

    def placed(self, position: Sequence[float] | Array, **turned: float) -> Camera:
        """The same camera elsewhere; `turned` may give ``yaw``, ``pitch``, ``roll``, ``fov`` and ``shift`` anew."""
        own = {"yaw": self.yaw, "pitch": self.pitch, "roll": self.roll, "fov": self.fov, "shift": self.shift}
        return Camera(position, size=(self.width, self.height), **(own | turned))

    def view(self, points: Sequence[Array] | Array) -> Array:
        """Points (N, 3) as seen from the camera: right, up, depth in metres."""
        return np.asarray((np.asarray(points, float) - self.position) @ self._turn)

    def screen(self, seen: Array) -> Array:
        """Points of `view` as pixels (N, 2)."""
        depth = np.maximum(seen[:, 2], 1e-4)
        x = self.focal * seen[:, 0] / depth
        y = -self.focal * seen[:, 1] / depth + self.shift
        out = np.empty((len(seen), 2))
        out[:, 0] = self.width / 2 + x * self._cos_roll - y * self._sin_roll
        out[:, 1] = self.height / 2 + x * self._sin_roll + y * self._cos_roll
        return out

    def project(self, points: Sequence[Array] | Array) -> tuple[Array, Array]:
        """World points as pixels (N, 2), and their depths (N) in metres."""
        seen = self.view(points)
        return self.screen(seen), seen[:, 2]

    def pixel(self, point: Sequence[float] | Array) -> tuple[Array, float]:
        """One world point as a pixel, and its depth."""
        pixels, depths = self.project(np.asarray(point, float)[None])
        return pixels[0], float(depths[0])

    def scale(self, point: Sequence[float] | Array) -> float:
        """Pixels to the metre at a point."""
        return self.focal / max(0.05, float(self.view(np.asarray(point, float)[None])[0, 2]))

    def depth(self, point: Sequence[float] | Array) -> float:
        """Metres from the camera to the plane a point lies in."""
        return float(self.view(np.asarray(point, float)[None])[0, 2])

    @property
    def horizon(self) -> float:
        """The row the horizon lies on in the middle of the picture; may be outside it."""
        return self.height / 2 - self.focal * math.tan(math.radians(self.pitch)) + self.shift


def clip_near(seen: Array, near: float = NEAR) -> Array:
    """The part of a polygon of `Camera.view` that lies in front of the lens."""
    if seen[:, 2].min() >= near:
        return seen
    kept: list[Array] = []
    for index, here in enumerate(seen):
        following = seen[(index + 1) % len(seen)]
        if here[2] >= near:
            kept.append(here)
        if (here[2] >= near) != (following[2] >= near):
            kept.append(here + (following - here) * ((near - here[2]) / (following[2] - here[2])))
    return np.array(kept) if kept else np.empty((0, 3))


def clip_rectangle(points: Array, width: int, height: int, margin: float = 64) -> Array:
    """The part of a pixel polygon near the picture (OpenCV's fixed point overflows on far-away corners)."""
    if len(points) == 0:
        return points
    low, high = points.min(0), points.max(0)
    if low[0] >= -margin and low[1] >= -margin and high[0] <= width + margin and high[1] <= height + margin:
        return points
    for axis, limit, sign in ((0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1)):
        if len(points) == 0:
            return points
        inside = (points[:, axis] - limit) * sign
        if inside.min() >= 0:
            continue
        if inside.max() < 0:
            return points[:0]
        kept: list[Array] = []
        for index in range(len(points)):
            after = (index + 1) % len(points)
            if inside[index] >= 0:
                kept.append(points[index])
            if (inside[index] >= 0) != (inside[after] >= 0):
                share = inside[index] / (inside[index] - inside[after])
                kept.append(points[index] + (points[after] - points[index]) * share)
        points = np.array(kept)
    return points


def clip_segment(start: Array, end: Array, width: int, height: int, margin: float) -> tuple[Array, Array] | None:
    """The part of a line near the picture (Liang-Barsky); None when it is elsewhere."""
    way = end - start
    first, last = 0.0, 1.0
    bounds = (
        (-way[0], start[0] + margin),
        (way[0], width + margin - start[0]),
        (-way[1], start[1] + margin),
        (way[1], height + margin - start[1]),
    )
    for run, room in bounds:
        if abs(run) < 1e-9:
            if room < 0:
                return None
            continue
        share = room / run
        if run < 0:
            first = max(first, share)
        else:
            last = min(last, share)
        if first > last:
            return None
    return start + way * first, start + way * last
