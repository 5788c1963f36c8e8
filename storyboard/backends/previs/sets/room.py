"""A room's shell: floor, ceiling, walls and what covers them; doors, pictures, and the furniture put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.sets.base import SetBrief
from storyboard.backends.previs.sets.pattern import bricks, checker, hairlines, level_grid
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay


@dataclass(frozen=True)
class Shell:
    """A room's colours, measures and surfaces.

    Attributes:
        wall: Colour of the far wall; the side walls are a shade darker.
        floor: Colour of the floor.
        accent: Colour of doors, curtains, upholstery: what the room is remembered by.
        half: Half its width in metres.
        height: Its height.
        deep: How far behind the people the far wall stands.
        floor_kind: ``boards``, ``tiles``, ``checker``, ``carpet``, ``concrete`` or ``stone``.
        wall_kind: ``plain``, ``wainscot``, ``stripes``, ``brick``, ``tiles``, ``panels``, ``two-tone`` or ``stone``.
    """

    wall: Colour
    floor: Colour
    accent: Colour
    half: float = 3.7
    height: float = 2.8
    deep: float = 2.9
    floor_kind: str = "boards"
    wall_kind: str = "plain"

    def resized(self, brief: SetBrief, amount: float = 0.12) -> Shell:
        """No two rooms of a kind are of one size and quite of one colour."""
        return replace(
            self,
            wall=brief.tint("wall", self.wall, 0.16),
            floor=brief.tint("floor", self.floor, 0.20),
            accent=brief.tint("accent", self.accent, 0.24),
            half=self.half * brief.between("half", 1 - amount, 1 + amount),
            height=self.height * brief.between("height", 1 - amount * 0.4, 1 + amount),
            deep=self.deep * brief.between("deep", 1 - amount * 0.6, 1 + amount),
        )


class Room:
    """A room being drawn; `zf` is where the far wall stands, `side` (1 or -1) which way round its plan is laid.

    Furniture is `put` and drawn by `furnish`, the farthest first.
    """

    def __init__(self, stage: Stage, brief: SetBrief, shell: Shell, *, side: int = 0) -> None:
        self.stage, self.brief, self.shell = stage, brief, shell
        self.half, self.height, self.zf = shell.half, shell.height, shell.deep
        self.zb = min(-4.2, -(brief.distance + 1.2))
        self.side = side or brief.pick("side", (1, -1))
        self.lit = stage.daylight.dark or stage.daylight.name is TimeOfDay.DUSK
        self._pieces: list[tuple[float, int, Callable[[], object]]] = []

    def wall(self, wall: str) -> str:
        """The wall's name in a plan that is laid the other way round."""
        return {"left": "right", "right": "left"}.get(wall, wall) if self.side < 0 else wall

    def at(self, wall: str, along: float, up: float, out: float = 0.0) -> Array:
        """A point on a wall: metres to its right from its middle, up, and out into the room."""
        return {
            "far": np.array([along, up, self.zf - out]),
            "left": np.array([-self.half + out, up, along - 0.4]),
            "right": np.array([self.half - out, up, -along - 0.4]),
        }[wall]

    def panel(
        self,
        wall: str,
        left: float,
        right: float,
        low: float,
        high: float,
        colour: Colour,
        *,
        ink: float = 2.4,
        out: float = 0.0,
    ) -> Array | None:
        """A rectangle on a wall that can be seen; its pixels."""
        if not self.seen(wall):
            return None
        corners = [(left, low), (right, low), (right, high), (left, high)]
        return self.stage.polygon([self.at(wall, x, y, out) for x, y in corners], colour, ink=ink)

    def seen(self, wall: str) -> bool:
        """The wall's inner side faces the camera."""
        position = self.stage.camera.position
        return bool(
            {"far": position[2] < self.zf, "left": position[0] > -self.half, "right": position[0] < self.half}[wall]
        )

    def put(self, x: float, z: float, draw: Callable[[Stage, float, float], object]) -> None:
        """Furniture that stands at (x, z) of the plan."""
        x *= self.side
        away = float(np.hypot(*(np.array([x, z]) - self.stage.camera.position[[0, 2]])))
        self._pieces.append((-away, len(self._pieces), lambda: draw(self.stage, x, z)))

    def furnish(self) -> None:
        """Draw what was put, the farthest first."""
        for *_, draw in sorted(self._pieces, key=lambda piece: piece[:2]):
            draw()
        self._pieces.clear()

    def shell_and_floor(self) -> None:
        """Floor, ceiling and the walls that can be seen, with what covers them."""
        stage, shell = self.stage, self.shell
        w, h, zf, zb = self.half, self.height, self.zf, self.zb
        stage.canvas.fill(shade(shell.wall, 0.9))
        below = stage.camera.position[1] < h
        if below:
            ceiling = [(-w, h, zb), (w, h, zb), (w, h, zf), (-w, h, zf)]
            stage.polygon(ceiling, mix(shell.wall, (255, 252, 246), 0.35))
        self._floor()
        top = h if below else stage.camera.position[1] + 2.0  # From above, walls end outside the picture.
        walls = {"far": (-w, zf, w, zf), "left": (-w, zb, -w, zf), "right": (w, zf, w, zb)}
        side = mix(shade(shell.wall, 0.92), shell.floor, 0.06)
        tones = {"far": shell.wall, "left": side, "right": shade(side, 0.94)}
        for wall in ("left", "right", "far"):
            if not self.seen(wall):
                continue
            x0, z0, x1, z1 = walls[wall]
            pixels = stage.polygon([(x0, 0, z0), (x1, 0, z1), (x1, top, z1), (x0, top, z0)], tones[wall])
            if pixels is None:
                continue
            # Corners are darker than the middle of a wall: a soft gradient from ceiling to floor.
            stage.canvas.gradient_polygon(pixels, shade(tones[wall], 0.88), mix(tones[wall], (255, 248, 236), 0.14))
            self._cover(tones[wall], (x0, z0), (x1, z1))
            stage.line((x0, 0, z0), (x1, 0, z1), 2.6)
            if below:
                stage.line((x0, h, z0), (x1, h, z1), 2.6)
        for x in (-w, w):
            stage.line((x, 0, zf), (x, top, zf), 2.6)

    def _floor(self) -> None:
        stage, shell = self.stage, self.shell
        x, z = (-self.half, self.half), (self.zb, self.zf)
        floor = stage.polygon([(x[0], 0, z[0]), (x[1], 0, z[0]), (x[1], 0, z[1]), (x[0], 0, z[1])], shell.floor)
        if floor is not None:  # Nearer is darker: the eye is led to the people.
            stage.canvas.gradient_polygon(floor, mix(shell.floor, (255, 246, 230), 0.10), shade(shell.floor, 0.84))
        joint = shade(shell.floor, 0.80)
        match shell.floor_kind:
            case "boards":
                level_grid(stage, x, z, (0.30, 0), joint)
            case "tiles" | "stone":
                level_grid(stage, x, z, (0.6, 0.6) if shell.floor_kind == "tiles" else (0.9, 0.7), joint)
            case "checker":
                checker(stage, x, (-2.4, z[1]), 0.6, shade(shell.floor, 0.74))
            case "concrete":
                level_grid(stage, x, z, (0, 2.4), joint)

    def _cover(self, tone: Colour, start: tuple[float, float], end: tuple[float, float]) -> None:
        """What covers a wall, from its left lower corner to its right one."""
        stage, shell = self.stage, self.shell
        a, b = np.array([start[0], 0.0, start[1]]), np.array([end[0], 0.0, end[1]])
        length = float(np.linalg.norm(b - a))
        along, up = (b - a) / length, np.array([0.0, 1.0, 0.0])

        def band(low: float, high: float, colour: Colour, *, ink: float = 0.0) -> None:
            stage.polygon([a + up * low, b + up * low, b + up * high, a + up * high], colour, ink=ink)

        def posts(step: float, low: float, high: float) -> list[list[Array]]:
            return [[a + along * x + up * low, a + along * x + up * high] for x in np.arange(step, length, step)]

        match shell.wall_kind:
            case "wainscot":
                wood = mix(tone, shell.accent, 0.55)
                band(0.0, 0.95, wood)
                band(0.92, 1.0, shade(wood, 1.14), ink=1.2)
                hairlines(stage, posts(0.42, 0.14, 0.92), shade(wood, 0.78))
            case "panels":
                hairlines(stage, posts(0.9, 0.14, self.height), shade(tone, 0.80))
                hairlines(stage, [[a + up * 1.25, b + up * 1.25]], shade(tone, 0.80))
            case "stripes":
                pale = mix(tone, shell.accent, 0.16)
                for x in np.arange(0.15, length - 0.15, 0.5):
                    p, q = a + along * x, a + along * (x + 0.22)
                    stage.polygon([p, q, q + up * self.height, p + up * self.height], pale)
            case "brick":
                bricks(stage, a, along, length, self.height, shade(tone, 0.82))
            case "stone":
                bricks(stage, a, along, length, self.height, shade(tone, 0.80), tall=0.42)
            case "tiles":
                high = 1.9
                band(0.0, high, mix(tone, shell.accent, 0.22))
                rows = [[a + up * y, b + up * y] for y in np.arange(0.2, high + 0.01, 0.2)]
                hairlines(stage, rows + posts(0.2, 0.0, high), shade(tone, 0.88))
                band(high, high + 0.06, shell.accent)
            case "two-tone":
                band(0.0, 1.25, mix(tone, shell.accent, 0.5))
                band(1.25, 1.31, shade(shell.accent, 0.8))
        if shell.wall_kind not in {"tiles", "brick", "stone"}:
            band(0.0, 0.12, shade(tone, 0.78), ink=1.4)
        if shell.height < 3.6 and shell.wall_kind in {"plain", "stripes", "wainscot"}:
            band(self.height - 0.10, self.height, mix(tone, (255, 252, 244), 0.5))

    def door(self, wall: str, middle: float, colour: Colour, *, glass: bool = False) -> None:
        """A panelled door, or one with a pane."""
        wall = self.wall(wall)
        middle = self.along(middle)
        self.panel(wall, middle - 0.52, middle + 0.52, 0, 2.12, shade(colour, 0.8))
        self.panel(wall, middle - 0.44, middle + 0.44, 0, 2.04, colour)
        for low, high in ((0.18, 0.92), (1.08, 1.9)):
            tone = (204, 218, 222) if glass and low > 1 else shade(colour, 1.08)
            self.panel(wall, middle - 0.32, middle + 0.32, low, high, tone, ink=1.6)
        knob, depth = self.stage.camera.pixel(self.at(wall, middle + 0.36 * self.side, 1.0))
        if depth > 0.3 and self.seen(wall):
            radius = 0.035 * self.stage.camera.focal / depth
            self.stage.canvas.ellipse(knob, (radius, radius), (214, 176, 96), ink=1.4)

    def along(self, x: float) -> float:
        """Metres along a wall of the plan as it is laid. Side walls run the other way as soon as they change places."""
        return x * self.side

    def picture(self, wall: str, along: float, up: float, width: float, height: float, colour: Colour) -> None:
        """A framed picture."""
        wall, along = self.wall(wall), self.along(along)
        w, h = width / 2, height / 2
        self.panel(wall, along - w, along + w, up - h, up + h, mix(shade(self.shell.accent, 0.6), (96, 74, 56), 0.5))
        w, h = w - 0.06, h - 0.06
        self.panel(wall, along - w, along + w, up - h, up + h, (244, 238, 224), ink=1.2)
        w, h = w * 0.80, h * 0.76
        self.panel(wall, along - w, along + w, up - h, up + h, colour, ink=1.2)
        self.panel(wall, along - w, along + w, up - h, up - h * 0.1, shade(colour, 0.74), ink=0)
        self.panel(
            wall, along - w * 0.2, along + w * 0.5, up - h * 0.3, up + h * 0.4, mix(colour, (255, 244, 210), 0.5), ink=0
        )

    def pendants(self, places: tuple[tuple[float, float], ...], draw: Callable[[Stage, float, float], object]) -> None:
        """Lamps that hang from the ceiling."""
        for x, z in places:
            self.put(x, z, draw)

    def beams(self, colour: Colour, *, step: float = 1.3, thick: float = 0.20) -> None:
        """Wooden beams under the ceiling."""
        if self.stage.camera.position[1] > self.height - thick:
            return
        low, high = self.height - thick, self.height
        for z in np.arange(self.zf - 0.5, max(self.zb, -2.4), -step):
            far = [(-self.half, low, z + 0.16), (self.half, low, z + 0.16)]
            near = [(-self.half, low, z), (self.half, low, z)]
            self.stage.polygon([*far, *reversed(near)], shade(colour, 0.66))
            self.stage.polygon([*near, (self.half, high, z), (-self.half, high, z)], colour, ink=1.8)

    def ceiling_panels(self, *, step: float = 2.2, strength: float = 0.34) -> None:
        """Flat lights in the ceiling."""
        high = self.height - 0.01
        for z in np.arange(-2.6, self.zf - 1, step):
            if self.stage.camera.position[1] < high:
                panel = [(-0.5, high, z), (0.5, high, z), (0.5, high, z + 1), (-0.5, high, z + 1)]
                self.stage.polygon(panel, (255, 255, 248), ink=1.6)
            if self.stage.daylight.dark:
                self.stage.lamp((0, high, z + 0.5), pool=3.0, halo=0.6, colour=(206, 226, 236), strength=strength)
