"""Inside what flies: the cabin of an aeroplane, the bridge of a spaceship."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import fittings, void
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.stage import Stage

_CLOTHS: tuple[Colour, ...] = ((62, 84, 132), (142, 60, 62), (74, 112, 108), (96, 86, 110))
_HULLS: tuple[Colour, ...] = ((196, 204, 212), (206, 200, 190), (120, 132, 146))


def _ribs(half: float, high: float, count: int = 11) -> list[tuple[float, float]]:
    """The cross-section of a fuselage from the left floor over the ceiling to the right floor: x, y."""
    turn = np.linspace(math.radians(205), math.radians(-25), count)
    return [(half * 1.06 * math.cos(angle), high * 0.46 + high * 0.56 * math.sin(angle)) for angle in turn]


def _plane(stage: Stage, brief: SetBrief) -> None:
    cloth = brief.tint("cloth", brief.pick("cloth", _CLOTHS), 0.3)
    hull = brief.tint("hull", mix((232, 232, 226), brief.pick("hull", _HULLS), 0.3), 0.12)
    half, high, near, far = 1.9, 2.3, min(-4.0, -(brief.distance + 1)), 9.5
    stage.canvas.fill(shade(hull, 0.86))
    stage.polygon(
        [(-half, 0, near), (half, 0, near), (half, 0, far), (-half, 0, far)],
        shade(mix(cloth, (110, 110, 118), 0.6), 0.8),
    )
    stage.polygon(
        [(-0.3, 0.004, near), (0.3, 0.004, near), (0.3, 0.004, far), (-0.3, 0.004, far)],
        mix(cloth, (150, 150, 156), 0.45),
        ink=1.2,
    )
    section = _ribs(half, high)
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(section)):
        light = (0.82, 0.92, 1.0, 1.03, 1.06, 1.06, 1.03, 0.98, 0.9, 0.8)[index]
        stage.polygon([(x0, y0, near), (x0, y0, far), (x1, y1, far), (x1, y1, near)], shade(hull, light))
    stage.polygon([(x, y, far) for x, y in section], shade(hull, 0.9), ink=2.4)
    stage.polygon(
        [(-0.42, 0, far - 0.01), (0.42, 0, far - 0.01), (0.42, 1.95, far - 0.01), (-0.42, 1.95, far - 0.01)],
        mix(cloth, hull, 0.3),
        ink=2.0,
    )
    for sign in (-1, 1):
        for z in np.arange(far - 0.8, -2.6, -0.86):
            _porthole(stage, sign, float(z), half, brief)
        bins = [(sign * 1.62, 1.66), (sign * 1.02, 1.62), (sign * 0.92, 1.98), (sign * 1.2, 2.2)]
        for (x0, y0), (x1, y1) in ((bins[0], bins[1]), (bins[1], bins[2]), (bins[2], bins[3])):
            stage.polygon(
                [(x0, y0, near), (x0, y0, far), (x1, y1, far), (x1, y1, near)], shade(hull, 1.04 if y1 > 1.7 else 0.84)
            )
        hairlines(
            stage,
            [[(sign * 1.02, 1.62, z), (sign * 0.92, 1.98, z)] for z in np.arange(far, -2, -1.5)],
            shade(hull, 0.6),
        )
        for x, y in (bins[1], bins[2]):
            stage.line((x, y, near), (x, y, far), 1.8, overshoot=0)
    rows = [float(z) for z in np.arange(far - 1.0, 0.9, -0.92)]
    for z in rows:
        for x in (-1.42, -0.92, 0.92, 1.42):
            _plane_seat(stage, x, z, cloth)
    if brief.visible > 2.6:  # In a wide view the rows go on past the camera, at the windows.
        for z in (-0.9, -1.82):
            for x in (-1.6, 1.6):
                _plane_seat(stage, x, z, cloth)
    for z in np.arange(far - 1, -2, -2.2):
        stage.polygon(
            [(-0.22, 2.33, z), (0.22, 2.33, z), (0.22, 2.33, z + 1.5), (-0.22, 2.33, z + 1.5)], (255, 255, 246)
        )
        if stage.daylight.dark and z < 6:
            stage.lamp((0, 1.8, float(z)), pool=2.4, halo=0.0, colour=(220, 216, 236), strength=0.26)


def _porthole(stage: Stage, sign: int, z: float, half: float, brief: SetBrief) -> None:
    turn = np.linspace(0, 2 * math.pi, 16 if z < 3.5 else 9, endpoint=False)

    def ring(size: float, out: float) -> list[tuple[float, float, float]]:
        return [
            (
                sign * (half * 1.03 - out - 0.08 * abs(math.sin(t)) * size),
                1.14 + 0.26 * size * math.sin(t),
                z + 0.17 * size * math.cos(t),
            )
            for t in turn
        ]

    ink = 1.4 if z < 3.5 else 0.0
    stage.polygon(ring(1.25, 0.0), (246, 246, 240), ink=ink)
    glass = stage.daylight.sky[len(stage.daylight.sky) // 2][1]
    pixels = stage.polygon(ring(1.0, 0.01), glass, ink=ink)
    if pixels is not None and not brief.weather:
        stage.polygon(
            [point for point, t in zip(ring(1.0, 0.012), turn, strict=True) if math.sin(t) < 0.1],
            stage.daylight.horizon_sky,
        )
    if not stage.daylight.dark and z < 4:
        stage.lamp((sign * half, 1.14, z), pool=0.7, colour=(255, 244, 220), strength=0.12)


def _plane_seat(stage: Stage, x: float, z: float, cloth: Colour) -> None:
    near = z < 3.2  # Farther rows are too small for ink.
    if near:
        stage.box((x, 0.26, z - 0.12), (0.44, 0.18, 0.44), shade(cloth, 0.9), ink=1.6)
    stage.box((x, 0.40, z + 0.12), (0.44, 0.62, 0.12), shade(cloth, 1.0 if near else 0.92), ink=1.8 if near else 0)
    rest = mix(cloth, (240, 240, 236), 0.75)
    stage.box((x, 0.96, z + 0.11), (0.34, 0.22, 0.10), rest, ink=1.4 if near else 0)


def _spaceship(stage: Stage, brief: SetBrief) -> None:
    hull, glow = (
        brief.tint("hull", brief.pick("hull", _HULLS), 0.2),
        brief.pick("glow", ((96, 206, 236), (255, 176, 84), (140, 236, 160), (236, 110, 150))),
    )
    half, high, near, far = 3.4 * brief.between("half", 0.9, 1.12), 3.0, min(-4.2, -(brief.distance + 1)), 3.6
    dark = shade(hull, 0.62)
    void.stars(stage)
    section = [
        (-half, 0.0),
        (-half * 1.12, 1.2),
        (-half * 0.86, high * 0.86),
        (-half * 0.4, high),
        (half * 0.4, high),
        (half * 0.86, high * 0.86),
        (half * 1.12, 1.2),
        (half, 0.0),
    ]
    stage.polygon([(-half, 0, near), (half, 0, near), (half, 0, far), (-half, 0, far)], shade(hull, 0.5))
    hairlines(stage, [[(x, 0.004, near), (x, 0.004, far)] for x in np.arange(-half, half, 0.8)], shade(hull, 0.36))
    hairlines(stage, [[(-half, 0.004, z), (half, 0.004, z)] for z in np.arange(near, far, 0.8)], shade(hull, 0.36))
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(section)):
        stage.polygon(
            [(x0, y0, near), (x0, y0, far), (x1, y1, far), (x1, y1, near)],
            shade(hull, (0.66, 0.74, 0.8, 0.84, 0.78, 0.7, 0.62)[index]),
        )
    # The front wall is a frame round a great pane.
    pane = [
        (-half * 0.86, 0.95),
        (half * 0.86, 0.95),
        (half * 0.72, 2.35),
        (half * 0.3, 2.62),
        (-half * 0.3, 2.62),
        (-half * 0.72, 2.35),
    ]
    outer = [
        (-half * 1.12, 0.0),
        (half * 1.12, 0.0),
        (half * 1.12, 1.2),
        (half * 0.86, high * 0.86),
        (half * 0.4, high),
        (-half * 0.4, high),
        (-half * 0.86, high * 0.86),
        (-half * 1.12, 1.2),
    ]
    stage.polygon([(x, y, far) for x, y in outer], shade(hull, 0.72))
    pixels = stage.polygon([(x, y, far - 0.01) for x, y in pane], (16, 20, 42))
    if pixels is not None:
        _outlook(stage, brief, pixels)
        stage.canvas.outline(pixels, 3.4)
    for x in (-half * 0.3, half * 0.3):
        stage.bar((x, 0.95, far - 0.02), (x * 0.9, 2.6, far - 0.02), 0.10, dark)
    for z in np.arange(far - 0.9, -3.0, -1.8):  # Ribs.
        for (x0, y0), (x1, y1) in pairwise(section):
            stage.bar((x0 * 0.985, y0, z), (x1 * 0.985, y1, z), 0.12, dark)
        for sign in (-1, 1):
            strip = [
                (sign * half * 1.06, 1.25, z - 1.5),
                (sign * half * 1.06, 1.25, z - 0.3),
                (sign * half * 1.05, 1.34, z - 0.3),
                (sign * half * 1.05, 1.34, z - 1.5),
            ]
            stage.polygon(strip, glow, ink=1.2)
            stage.lamp((sign * half, 1.3, z - 0.9), pool=1.6, colour=glow, strength=0.22)
    for x, wide in ((-half * 0.55, 1.5), (half * 0.5, 1.7)):
        _console(stage, x, far - 0.75, wide, hull, glow)
    seat_x = brief.pick("chair", (-0.9, 1.0))
    fittings.swivel_chair(stage, seat_x, far - 1.7, shade(hull, 0.44))
    stage.lamp((0, 1.0, far - 0.8), pool=2.6, halo=0.4, colour=glow, strength=0.45)
    stage.lamp((0, 2.9, 0.2), pool=3.2, colour=(214, 226, 240), strength=0.3)


def _outlook(stage: Stage, brief: SetBrief, pixels: np.ndarray) -> None:
    random = np.random.default_rng(stage.seed % 99991)
    low, high = pixels.min(0), pixels.max(0)
    size = high - low
    for x, y, r in random.uniform(0.05, 0.95, (46, 3)):
        spot = low + size * (x, y * 0.8 + 0.06)
        if abs(x - 0.5) < 0.36:
            stage.canvas.ellipse(spot, ((0.5 + r**3) * stage.canvas.unit,) * 2, (226, 232, 246))
    if brief.pick("planet", (True, True, False)):
        centre, radius = low + size * (0.5 + 0.18 * brief.pick("where", (1, -1)), 0.62), 0.24 * size[1]
        tone: Colour = brief.pick("world", ((104, 150, 196), (196, 132, 92), (150, 120, 176)))
        stage.canvas.ellipse(centre, (radius, radius), tone)
        stage.canvas.ellipse(
            centre + np.array([radius * 0.22, radius * 0.12]), (radius * 0.78, radius * 0.84), shade(tone, 0.72)
        )


def _console(stage: Stage, x: float, z: float, wide: float, hull: Colour, glow: Colour) -> None:
    stage.box((x, 0, z), (wide, 0.78, 0.5), shade(hull, 0.56))
    top = [
        (x - wide / 2, 0.78, z - 0.34),
        (x + wide / 2, 0.78, z - 0.34),
        (x + wide / 2, 1.0, z + 0.2),
        (x - wide / 2, 1.0, z + 0.2),
    ]
    stage.polygon(top, shade(hull, 0.42), ink=2)
    for index in range(3):
        left = x - wide / 2 + 0.1 + index * (wide - 0.1) / 3
        right = left + (wide - 0.1) / 3 - 0.08
        tone = (glow, mix(glow, (255, 255, 255), 0.5), shade(glow, 0.7))[index]
        stage.polygon(
            [(left, 0.83, z - 0.24), (right, 0.83, z - 0.24), (right, 0.96, z + 0.1), (left, 0.96, z + 0.1)],
            tone,
            ink=1.2,
        )


PLANE = SetDesign("plane", True, _plane, seated=True)
SPACESHIP = SetDesign("spaceship", True, _spaceship)
