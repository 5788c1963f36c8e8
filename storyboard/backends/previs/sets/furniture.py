"""Furniture that rooms are dressed with; every piece stands on the floor at (x, z), in metres."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, shade
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.stage import Stage

WOOD: Colour = (166, 124, 88)
CREAM: Colour = (238, 230, 212)


def table(
    stage: Stage, x: float, z: float, width: float, depth: float, *, height: float = 0.75, colour: Colour = WOOD
) -> None:
    for leg_x in (x - width / 2 + 0.06, x + width / 2 - 0.06):
        for leg_z in (z + depth / 2 - 0.06, z - depth / 2 + 0.06):
            _leg(stage, leg_x, leg_z, height - 0.04, 0.06, shade(colour, 0.8))
    stage.box((x, height - 0.05, z), (width, 0.05, depth), colour)


def _leg(stage: Stage, x: float, z: float, height: float, thick: float, colour: Colour) -> None:
    """A leg: farther away a bar looks the same as a post with four sides, for a fifth of the time."""
    if stage.camera.scale((x, 0, z)) * thick < 16 * stage.canvas.unit:
        stage.bar((x, 0, z), (x, height, z), thick, colour)
    else:
        stage.box((x, 0, z), (thick, height, thick), colour, ink=1.8)


def chair(stage: Stage, x: float, z: float, *, yaw: float = 0.0, colour: Colour = WOOD) -> None:
    """A plain chair whose back is away from where yaw points."""
    turn = np.radians(yaw)
    ahead = np.array([np.sin(turn), np.cos(turn)])
    for dx, dz in ((-0.19, -0.19), (0.19, -0.19), (-0.19, 0.19), (0.19, 0.19)):
        _leg(stage, x + dx, z + dz, 0.44, 0.045, shade(colour, 0.75))
    stage.box((x, 0.43, z), (0.44, 0.05, 0.44), colour, ink=2, yaw=yaw)
    stage.box((x - ahead[0] * 0.2, 0.46, z - ahead[1] * 0.2), (0.44, 0.48, 0.04), shade(colour, 0.92), ink=2, yaw=yaw)


def sofa(stage: Stage, x: float, z: float, width: float, colour: Colour) -> None:
    stage.box((x, 0.08, z), (width, 0.34, 0.85), shade(colour, 0.9))
    stage.box((x, 0.40, z + 0.34), (width, 0.46, 0.22), colour)
    for sign in (-1, 1):
        stage.box((x + sign * (width / 2 - 0.09), 0.08, z), (0.2, 0.56, 0.88), shade(colour, 0.96))
    for index in range(2):
        stage.box(
            (x - width / 4 + index * width / 2, 0.40, z + 0.08), (width * 0.36, 0.36, 0.14), shade(colour, 1.14), ink=2
        )


def bed(stage: Stage, x: float, z: float, colour: Colour, *, wide: float = 1.6, wood: Colour = WOOD) -> None:
    """A bed whose head stands at the far wall, its middle at (x, z)."""
    stage.box((x, 0, z + 0.98), (wide + 0.06, 1.1, 0.1), wood)
    stage.box((x, 0.12, z), (wide, 0.36, 1.95), CREAM)
    for sign in (-1, 1) if wide > 1.2 else (0,):
        stage.box((x + sign * 0.25 * wide, 0.48, z + 0.68), (min(0.62, wide * 0.6), 0.14, 0.38), (246, 243, 238), ink=2)
    stage.box((x, 0.44, z - 0.3), (wide + 0.04, 0.11, 1.38), colour)
    stage.box((x, 0.50, z + 0.30), (wide + 0.05, 0.07, 0.26), shade(colour, 1.16), ink=1.6)
    stage.box((x, 0.08, z - 1.0), (wide + 0.06, 0.46, 0.07), shade(wood, 0.92))


def floor_lamp(stage: Stage, x: float, z: float, *, lit: bool, height: float = 1.55) -> None:
    stage.disc((x, 0.01, z), 0.15, (70, 62, 58), ink=1.6)
    stage.bar((x, 0, z), (x, height - 0.3, z), 0.03, (90, 78, 66))
    shade_colour: Colour = (255, 226, 160) if lit else (226, 206, 170)
    stage.lathe((x, height - 0.34, z), [(0.22, 0), (0.13, 0.30)], [shade_colour], rings=False)
    if lit:
        stage.lamp((x, height - 0.2, z), pool=3.4, halo=1.1, colour=(255, 196, 116), strength=0.7)


def pendant(
    stage: Stage,
    x: float,
    z: float,
    *,
    ceiling: float,
    lit: bool,
    drop: float = 0.85,
    colour: Colour = (196, 92, 66),
    strength: float = 0.65,
) -> None:
    low = ceiling - drop
    stage.line((x, ceiling, z), (x, low + 0.2, z), 2.0, overshoot=0)
    stage.lathe((x, low, z), [(0.24, 0), (0.09, 0.16), (0.05, 0.22)], [colour, colour], rings=False)
    if lit:
        stage.lamp((x, low - 0.02, z), pool=3.0, halo=1.1, colour=(255, 204, 132), strength=strength)


def shelf(
    stage: Stage,
    x: float,
    z: float,
    width: float,
    height: float,
    *,
    yaw: float = 0.0,
    colour: Colour = WOOD,
    seed: int = 5,
) -> None:
    """Open shelves with books and jars, in front of a wall the camera faces."""
    random = np.random.default_rng(seed)
    stage.box((x, 0, z), (width, height, 0.32), shade(colour, 0.66), yaw=yaw)
    front = z - 0.165
    if abs(yaw) > 1 or stage.camera.position[2] > front:
        return
    count = max(2, int(height / 0.42))
    edges: list[list[tuple[float, float, float]]] = []
    for row in range(count):
        y = 0.08 + row * (height - 0.1) / count
        along = x - width / 2 + 0.06
        while along < x + width / 2 - 0.12:
            thick = random.uniform(0.04, 0.10)
            tall = random.uniform(0.2, (height - 0.1) / count - 0.05)
            tone = ((168, 84, 70), (84, 112, 130), (206, 178, 120), (120, 134, 96), (214, 206, 190))[
                int(random.integers(5))
            ]
            corners = [
                (along, y, front),
                (along + thick, y, front),
                (along + thick, y + tall, front),
                (along, y + tall, front),
            ]
            stage.polygon(corners, shade(tone, random.uniform(0.85, 1.1)))
            edges += [[corners[0], corners[3]], [corners[3], corners[2]], [corners[2], corners[1]]]
            along += thick + (0.01 if random.random() > 0.2 else 0.13)
        stage.line((x - width / 2, y - 0.02, front), (x + width / 2, y - 0.02, front), 2.4, overshoot=0)
    hairlines(stage, edges, (60, 46, 46))


def rug(stage: Stage, x: float, z: float, width: float, depth: float, colour: Colour) -> None:
    for inset, factor in ((0.0, 1.0), (0.12, 1.18), (0.2, 0.94)):
        half_width, half_depth = width / 2 - inset, depth / 2 - inset
        stage.polygon(
            [
                (x - half_width, 0.005, z - half_depth),
                (x + half_width, 0.005, z - half_depth),
                (x + half_width, 0.005, z + half_depth),
                (x - half_width, 0.005, z + half_depth),
            ],
            shade(colour, factor),
            ink=1.6 if not inset else 0,
        )


def plant(stage: Stage, x: float, z: float, *, height: float = 1.1, seed: int = 3) -> None:
    random = np.random.default_rng(seed)
    stage.lathe((x, 0, z), [(0.14, 0), (0.19, 0.34)], [(186, 108, 78)])
    if stage.camera.depth((x, 0, z)) < 0.6:
        return
    scale = stage.camera.scale((x, 0.5, z))
    root, _ = stage.camera.pixel((x, 0.34, z))
    for index in range(9):
        lean = (index - 4) * 0.26 + random.uniform(-0.1, 0.1)
        length = (height - 0.3) * scale * random.uniform(0.7, 1.0)
        tip = root + np.array([np.sin(lean) * length * 0.8, -np.cos(lean) * length])
        middle = (root + tip) / 2
        across = np.array([tip[1] - root[1], root[0] - tip[0]]) * 0.09
        stage.canvas.shape(
            [root, middle + across, tip, middle - across], shade((98, 140, 88), random.uniform(0.85, 1.15)), ink=1.6
        )


def stove(stage: Stage, x: float, z: float) -> None:
    """An iron range with its pipe."""
    stage.box((x, 0.1, z), (0.9, 0.78, 0.6), (86, 84, 90))
    front = z - 0.305
    for left in (-0.38, 0.04):
        stage.polygon(
            [
                (x + left, 0.3, front),
                (x + left + 0.34, 0.3, front),
                (x + left + 0.34, 0.66, front),
                (x + left, 0.66, front),
            ],
            (104, 102, 108),
            ink=1.8,
        )
    stage.bar((x + 0.25, 0.88, z + 0.1), (x + 0.25, 2.6, z + 0.1), 0.14, (96, 94, 100))
    kettle(stage, x - 0.2, 0.88, z)


def kettle(stage: Stage, x: float, y: float, z: float) -> None:
    stage.lathe(
        (x, y, z), [(0.11, 0), (0.13, 0.07), (0.07, 0.17), (0.02, 0.2)], [(150, 168, 176)] * 3, rings=False, ink=1.8
    )


def steps(
    stage: Stage,
    x: float,
    z: float,
    width: float,
    count: int,
    *,
    rise: float = 0.18,
    going: float = 0.28,
    colour: Colour = (186, 180, 170),
) -> None:
    """A flight of stairs going up and away."""
    for index in reversed(range(count)):
        stage.box((x, 0, z + index * going + going / 2), (width, rise * (index + 1), going), colour, ink=2)
    for sign in (-1, 1):
        rail_x = x + sign * width / 2
        stage.bar((rail_x, 0.9, z), (rail_x, 0.9 + rise * count, z + going * count), 0.05, INK)
        for index in range(0, count + 1, 2):
            base_y = rise * index
            stage.bar(
                (rail_x, base_y, z + going * index), (rail_x, base_y + 0.9, z + going * index), 0.025, (80, 74, 76)
            )
