"""A room's shell: floor, ceiling, the walls that can be seen, windows and doors in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.sets.base import SetBrief
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_FURTHEST = 9.0


@dataclass(frozen=True)
class Shell:
    """A room's colours and measures: half width, height, depth in front of the stage, in metres."""

    wall: Colour
    side: Colour
    floor: Colour
    accent: Colour
    half: float = 3.3
    height: float = 2.75
    deep: float = 3.0
    tiles: bool = False


class Room:
    """A room shell being drawn; `zf` is where the far wall stands."""

    def __init__(self, stage: Stage, brief: SetBrief, shell: Shell) -> None:
        self.stage, self.brief, self.shell = stage, brief, shell
        # A very wide shot needs a larger room, or the camera would stand outside a doll's house.
        grow = max(1.0, min(brief.visible, _FURTHEST) / 3.6)
        keep = shell.deep > 10
        self.half = shell.half * (1.0 if keep else grow**0.85)
        self.height = shell.height * (1.0 if keep else grow**0.6)
        self.zf = shell.deep * (1.0 if keep else grow**0.5)
        self.zb = min(-4.2, -(brief.distance + 1.2))
        self.lit = stage.daylight.dark or stage.daylight.name is TimeOfDay.DUSK

    def at(self, wall: str, along: float, up: float) -> Array:
        """A point on a wall: metres to its right from its middle, and up."""
        return {
            "far": np.array([along, up, self.zf]),
            "left": np.array([-self.half, up, along - 0.4]),
            "right": np.array([self.half, up, -along - 0.4]),
        }[wall]

    def panel(
        self, wall: str, left: float, right: float, low: float, high: float, colour: Colour, *, ink: float = 2.4
    ) -> None:
        """A rectangle on a wall."""
        corners = [
            self.at(wall, left, low),
            self.at(wall, right, low),
            self.at(wall, right, high),
            self.at(wall, left, high),
        ]
        self.stage.polygon(corners, colour, ink=ink)

    def seen(self, wall: str) -> bool:
        """The wall's inner side faces the camera."""
        position = self.stage.camera.position
        return bool(
            {"far": position[2] < self.zf, "left": position[0] > -self.half, "right": position[0] < self.half}[wall]
        )

    def shell_and_floor(self) -> None:
        """Floor, ceiling and the walls that can be seen, with their skirting."""
        stage, shell = self.stage, self.shell
        w, h, zf, zb = self.half, self.height, self.zf, self.zb
        stage.canvas.fill(shade(shell.wall, 0.9))
        if stage.camera.position[1] < h:
            stage.polygon([(-w, h, zb), (w, h, zb), (w, h, zf), (-w, h, zf)], mix(shell.wall, (255, 252, 246), 0.35))
        stage.polygon([(-w, 0, zb), (w, 0, zb), (w, 0, zf), (-w, 0, zf)], shell.floor)
        step = 0.7 if shell.tiles else 0.34
        for x in np.arange(-w + step, w, step):
            stage.line((x, 0, zb), (x, 0, zf), 1.4, shade(shell.floor, 0.8), overshoot=0)
        if shell.tiles:
            for z in np.arange(zb, zf, step):
                stage.line((-w, 0, z), (w, 0, z), 1.4, shade(shell.floor, 0.8), overshoot=0)
        walls = {"far": (-w, zf, w, zf), "left": (-w, zb, -w, zf), "right": (w, zf, w, zb)}
        tones = {"far": shell.wall, "left": shell.side, "right": shade(shell.side, 0.94)}
        for wall in ("left", "right", "far"):
            if not self.seen(wall):
                continue
            x0, z0, x1, z1 = walls[wall]
            pixels = stage.polygon([(x0, 0, z0), (x1, 0, z1), (x1, h, z1), (x0, h, z0)], tones[wall], ink=2.6)
            if pixels is not None:
                # Corners are darker than the middle of a wall: a soft gradient from ceiling to floor.
                stage.canvas.gradient_polygon(pixels, shade(tones[wall], 0.9), mix(tones[wall], (255, 248, 236), 0.12))
                for a, b in (((x0, 0, z0), (x1, 0, z1)), ((x0, h, z0), (x1, h, z1)), ((x1, 0, z1), (x1, h, z1))):
                    stage.line(a, b, 2.6)
            base = [(x0, 0, z0), (x1, 0, z1), (x1, 0.13, z1), (x0, 0.13, z0)]
            stage.polygon(base, shade(tones[wall], 0.8), ink=1.6)

    def window(
        self, left: float, right: float, low: float, high: float, *, curtains: bool = True, sill: bool = True
    ) -> None:
        """A window in the far wall, with the sky in it and its light on the floor."""
        stage, daylight = self.stage, self.stage.daylight
        if not self.seen("far"):
            return
        self.panel("far", left - 0.08, right + 0.08, low - 0.08, high + 0.08, (248, 244, 234))
        corners = [
            self.at("far", left, low),
            self.at("far", right, low),
            self.at("far", right, high),
            self.at("far", left, high),
        ]
        pixels = stage.polygon(corners, daylight.horizon_sky, ink=2.0)
        if pixels is not None:
            stage.canvas.gradient_polygon(pixels, daylight.sky[len(daylight.sky) // 2][1], daylight.horizon_sky)
        hill = [(left, low), (right, low), (right, low + 0.16), ((left + right) / 2, low + 0.3), (left, low + 0.12)]
        stage.polygon([self.at("far", x, y) for x, y in hill], mix(daylight.sea, daylight.horizon_sky, 0.4))
        for share in (1 / 3, 2 / 3) if right - left > 1.4 else (0.5,):
            x = left + (right - left) * share
            stage.line(self.at("far", x, low), self.at("far", x, high), 4.0, (244, 240, 232), overshoot=0)
            stage.line(self.at("far", x + 0.02, low), self.at("far", x + 0.02, high), 1.4, overshoot=0)
        middle = (low + high) / 2 + 0.1
        stage.line(self.at("far", left, middle), self.at("far", right, middle), 3.4, (244, 240, 232), overshoot=0)
        stage.line(self.at("far", left, middle - 0.02), self.at("far", right, middle - 0.02), 1.4, overshoot=0)
        if curtains:
            for a, b in ((left - 0.4, left + 0.1), (right - 0.1, right + 0.4)):
                self.panel("far", a, b, low - 0.5, high + 0.16, mix(self.shell.accent, (255, 240, 220), 0.15), ink=2.2)
                for share in (0.25, 0.5, 0.75):
                    x = a + (b - a) * share
                    stage.line(
                        self.at("far", x, low - 0.45),
                        self.at("far", x, high + 0.1),
                        1.4,
                        shade(self.shell.accent, 0.7),
                        overshoot=0,
                    )
        if sill:
            self.panel("far", left - 0.14, right + 0.14, low - 0.13, low - 0.05, (236, 230, 218), ink=1.8)
        centre = self.at("far", (left + right) / 2, (low + high) / 2)
        if daylight.dark:
            stage.lamp(centre, pool=2.0, halo=0.0, colour=(120, 150, 220), strength=0.55)
            return
        warm: Colour = (255, 232, 190) if daylight.name is TimeOfDay.DAY else (255, 178, 110)
        stage.lamp(centre, pool=2.8, halo=1.2, colour=warm, strength=0.34 if daylight.name is TimeOfDay.DAY else 0.2)
        shift = 0.9 * daylight.sun[0]
        patch = [
            (left - shift, 0.008, self.zf - 0.9),
            (right - shift, 0.008, self.zf - 0.9),
            (right - shift * 2.2, 0.008, self.zf - 2.6),
            (left - shift * 2.2, 0.008, self.zf - 2.6),
        ]
        stage.polygon(patch, (255, 244, 214), alpha=0.34)

    def door(self, wall: str, middle: float, colour: Colour) -> None:
        """A panelled door."""
        self.panel(wall, middle - 0.52, middle + 0.52, 0, 2.12, shade(colour, 0.8))
        self.panel(wall, middle - 0.44, middle + 0.44, 0, 2.04, colour)
        for low, high in ((0.18, 0.92), (1.08, 1.9)):
            self.panel(wall, middle - 0.32, middle + 0.32, low, high, shade(colour, 1.08), ink=1.6)
        knob, depth = self.stage.camera.pixel(self.at(wall, middle + 0.36, 1.0))
        if depth > 0.3 and self.seen(wall):
            radius = 0.035 * self.stage.camera.focal / depth
            self.stage.canvas.ellipse(knob, (radius, radius), (214, 176, 96), ink=1.4)
