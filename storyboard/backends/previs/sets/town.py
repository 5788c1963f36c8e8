"""Town, away from the street: a back alley, a roof, a railway platform."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import fittings, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import bricks, hairlines, level_grid
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_BRICKS: tuple[Colour, ...] = ((166, 112, 92), (150, 134, 122), (186, 152, 120), (128, 108, 112))


def _lit(stage: Stage) -> bool:
    return stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}


def _alley(stage: Stage, brief: SetBrief) -> None:
    side = brief.pick("side", (1, -1))
    wall, other = brief.pick("wall", _BRICKS), brief.pick("other", _BRICKS)
    half, far, high = brief.between("half", 2.2, 2.9), brief.between("far", 17, 24), 9.0
    near = min(-5.0, -(brief.distance + 2))
    sky.draw_sky(stage, clouds=False)
    stage.haze = 60.0
    sky.plain(stage, (112, 110, 112))
    stage.polygon([(-0.35, 0.005, near), (0.35, 0.005, near), (0.35, 0.005, far), (-0.35, 0.005, far)], (92, 92, 98))
    level_grid(stage, (-half, half), (near, far), (0.7, 0.7), (98, 96, 98))
    # The street at its end, then the walls.
    stage.polygon(
        [(-14, 0, far + 9), (14, 0, far + 9), (14, 11, far + 9), (-14, 11, far + 9)],
        stage.air(mix(other, (210, 190, 160), 0.5), (0, 0, far)),
    )
    for x in (-3.4, -0.4, 2.4):
        glass: Colour = (255, 216, 140) if _lit(stage) else (130, 140, 148)
        stage.polygon(
            [(x, 0.8, far + 8.9), (x + 1.5, 0.8, far + 8.9), (x + 1.5, 2.6, far + 8.9), (x, 2.6, far + 8.9)],
            stage.air(glass, (0, 0, far)),
            ink=1.4,
        )
    for sign, tone in ((-1, wall), (1, other)):
        x = sign * half
        if (stage.camera.position[0] - x) * sign > 0:
            continue
        pixels = stage.polygon([(x, 0, near), (x, 0, far), (x, high, far), (x, high, near)], tone)
        if pixels is not None:
            stage.canvas.gradient_polygon(pixels, shade(tone, 0.98), shade(tone, 0.78))
        bricks(stage, np.array([x, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]), far, 5.0, shade(tone, 0.80), tall=0.26)
        for z in (2.6, 7.4, 12.5):
            _window(stage, x, z + 0.7 * sign, 3.3, sign)
            _window(stage, x, z + 0.7 * sign, 6.0, sign)
        stage.line((x, high, near), (x, high, far), 2.6)
        stage.line((x, 0, near), (x, 0, far), 2.4)
        stage.bar((x - sign * 0.12, 0, 5.4 + sign), (x - sign * 0.12, high, 5.4 + sign), 0.12, (92, 88, 86))
    door_z = brief.between("door", 3.2, 5.0)
    x = side * (half - 0.02)
    stage.polygon(
        [(x, 0, door_z), (x, 0, door_z + 1.0), (x, 2.1, door_z + 1.0), (x, 2.1, door_z)],
        brief.pick("door colour", ((84, 104, 112), (126, 60, 54), (70, 88, 72))),
        ink=2.2,
    )
    _escape(stage, -side * half, brief.between("escape", 5.5, 8.0), -side)
    for spot_x, z in ((-side * (half - 0.6), 3.4), (side * (half - 0.55), 8.6)):
        _dumpster(stage, spot_x, z, brief.pick("bin", ((62, 104, 86), (70, 88, 120), (120, 84, 62))))
    fittings.crates(stage, side * (half - 0.5), 2.0, (176, 138, 96), high=2, side=0.55)
    for index, line_z in enumerate((9.0, 13.0)):
        stage.line((-half, 5.2 + index, line_z), (half, 5.4 + index, line_z), 1.6, overshoot=0)
        for n, dx in enumerate((-1.3, -0.5, 0.4, 1.2)):
            tone = ((226, 222, 212), (150, 84, 76), (104, 132, 150), (214, 184, 120))[n]
            stage.polygon(
                [
                    (dx, 4.5 + index, line_z),
                    (dx + 0.6, 4.5 + index, line_z),
                    (dx + 0.6, 5.28 + index, line_z),
                    (dx, 5.28 + index, line_z),
                ],
                stage.air(tone, (0, 0, line_z)),
                ink=1.3,
            )
    if _lit(stage):
        stage.lamp((x - side * 0.4, 2.7, door_z + 0.5), pool=3.4, halo=1.0, colour=(255, 196, 116), strength=0.95)
        stage.lamp((0, 0, door_z), pool=2.2, colour=(255, 190, 110), strength=0.3)
        stage.lamp((0, 2.0, far + 5), pool=4.5, colour=(255, 206, 130), strength=0.5)


def _window(stage: Stage, x: float, z: float, y: float, sign: int) -> None:
    lit = stage.daylight.dark and int(z * 3 + y) % 3 == 0
    pane: Colour = (255, 214, 140) if lit else (88, 96, 108)
    inner = x - sign * 0.01
    stage.polygon(
        [(inner, y - 0.08, z - 0.1), (inner, y - 0.08, z + 1.1), (inner, y + 1.5, z + 1.1), (inner, y + 1.5, z - 0.1)],
        (196, 186, 170),
        ink=1.4,
    )
    stage.polygon([(inner, y, z), (inner, y, z + 1.0), (inner, y + 1.4, z + 1.0), (inner, y + 1.4, z)], pane, ink=1.4)


def _escape(stage: Stage, x: float, z: float, sign: int) -> None:
    """Iron stairs on the wall."""
    iron: Colour = (58, 58, 66)
    inner = x - sign * 0.9
    for y in (3.0, 5.7):
        stage.polygon([(x, y, z), (inner, y, z), (inner, y, z + 3.0), (x, y, z + 3.0)], shade(iron, 1.2), ink=1.6)
        stage.bar((inner, y + 0.9, z), (inner, y + 0.9, z + 3.0), 0.05, iron)
        posts = [[(inner, y, at), (inner, y + 0.9, at)] for at in np.arange(z, z + 3.01, 0.3)]
        hairlines(stage, posts, iron)
    for dz in (0.0, 0.45):
        stage.bar((x - sign * 0.5, 3.0, z + 0.4 + dz), (x - sign * 0.5, 5.7, z + 2.2 + dz), 0.06, iron)


def _dumpster(stage: Stage, x: float, z: float, colour: Colour) -> None:
    stage.box((x, 0.12, z), (0.9, 1.0, 1.6), colour)
    stage.box((x, 1.12, z), (0.98, 0.08, 1.66), shade(colour, 0.7), ink=2)


def skyline(stage: Stage, distance: float, low: float, tall: tuple[float, float], colour: Colour, seed: int) -> None:
    """A row of towers round about; windows lit at night."""
    random = np.random.default_rng(seed)
    camera = stage.camera
    foot = camera.position * (1, 0, 1)
    azimuth = -62.0
    while azimuth < 62:
        wide, high = random.uniform(3.5, 8.0), random.uniform(*tall)
        a, b = np.radians(azimuth), np.radians(azimuth + wide)
        left, right = (foot + distance * np.array([np.sin(t), 0, np.cos(t)]) for t in (a, b))
        tone = shade(stage.air(colour, left), random.uniform(0.9, 1.06))
        up = np.array([0.0, 1.0, 0.0])
        pixels = stage.polygon(
            [left + up * low, right + up * low, right + up * (low + high), left + up * (low + high)], tone, ink=1.4
        )
        if pixels is not None:
            pane: Colour = (255, 216, 146) if stage.daylight.dark else shade(tone, 0.84)
            step = max(2.6, high / 7)
            rows = np.arange(low + high - step, low + high * 0.25, -step)
            spots = [
                (share, y)
                for y in rows
                for share in (0.2, 0.45, 0.7)
                if not stage.daylight.dark or random.random() < 0.45
            ]
            for share, y in spots:
                c, d = left + (right - left) * share, left + (right - left) * (share + 0.14)
                stage.polygon([c + up * y, d + up * y, d + up * (y + step * 0.5), c + up * (y + step * 0.5)], pane)
        azimuth += wide + random.uniform(-0.4, 1.4)


def _rooftop(stage: Stage, brief: SetBrief) -> None:
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage)
    stage.haze = 110.0
    sky.plain(stage, stage.air((140, 140, 146), stage.camera.position + stage.camera.level * 120), height=-24)
    skyline(stage, 150, -24, (26, 62), mix(brief.pick("far", _BRICKS), (150, 160, 176), 0.65), stage.seed % 9973 + 1)
    skyline(stage, 70, -24, (17, 36), mix(brief.pick("near", _BRICKS), (160, 150, 146), 0.3), stage.seed % 9973 + 2)
    stage.haze = None
    floor: Colour = brief.pick("floor", ((156, 150, 146), (170, 146, 126), (132, 136, 142)))
    half, far, near = brief.between("half", 6.0, 8.0), brief.between("far", 6.5, 9.0), min(-6.0, -(brief.distance + 2))
    stage.polygon([(-half, 0, near), (half, 0, near), (half, 0, far), (-half, 0, far)], floor)
    level_grid(stage, (-half, half), (near, far), (1.6, 1.6), shade(floor, 0.86))
    wall = brief.pick("wall", _BRICKS)
    for x in (-half, half):
        stage.box((x, 0, (far + near) / 2), (0.3, 0.9, far - near), wall)
    stage.box((0, 0, far), (2 * half, 0.9, 0.3), wall)
    bricks(
        stage,
        np.array([-half, 0.0, far - 0.152]),
        np.array([1.0, 0.0, 0.0]),
        2 * half,
        0.9,
        shade(wall, 0.76),
        tall=0.18,
    )
    stage.box((0, 0.9, far), (2 * half + 0.1, 0.08, 0.42), shade(wall, 1.2), ink=2)
    # The hut over the stairs, a water tank, chimneys and ducts.
    hut = -side * (half - 2.3)
    stage.box((hut, 0, far - 2.4), (3.0, 2.6, 2.4), mix(wall, (214, 200, 180), 0.4))
    fittings.front(stage, hut, far - 3.61, -0.5, 0.5, 0, 2.05, brief.pick("door", ((84, 104, 112), (140, 66, 56))), 2)
    tank = side * (half - 2.2)
    for dx in (-0.8, 0.8):
        for dz in (-0.8, 0.8):
            stage.bar((tank + dx, 0, far - 2.0 + dz), (tank + dx, 2.0, far - 2.0 + dz), 0.12, (96, 84, 76))
    if brief.pick("tank", (True, False)):
        stage.lathe(
            (tank, 2.0, far - 2.0), [(1.15, 0), (1.15, 1.8), (0.1, 2.6)], [(158, 112, 80), (120, 92, 76)], ink=2.2
        )
    else:
        stage.box((tank, 1.6, far - 2.0), (2.0, 1.1, 1.5), (186, 190, 192))
    for x, z in ((side * 1.4, far - 1.2), (-side * 0.6, far - 0.9)):
        stage.box((x, 0, z), (0.5, 1.1, 0.5), (166, 108, 88))
        stage.lathe((x, 1.1, z), [(0.16, 0), (0.13, 0.36)], [(120, 92, 84)], ink=1.6)
    stage.box((side * 3.2, 0, 1.9), (1.2, 0.8, 0.9), (190, 194, 196))
    stage.bar((-side * 3.0, 0, 2.4), (-side * 3.0, 2.6, 2.4), 0.06, (84, 86, 92))
    for y in (1.8, 2.1, 2.4):
        stage.bar((-side * 3.0 - 0.5, y, 2.4), (-side * 3.0 + 0.5, y, 2.4), 0.03, (84, 86, 92))
    if _lit(stage):
        stage.lamp((hut, 2.3, far - 3.9), pool=3.6, halo=0.9, colour=(255, 206, 130), strength=0.9)


def _platform(stage: Stage, brief: SetBrief) -> None:
    """A platform under its roof, rails on one side, a train that waits or a view of the country."""
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage)
    stage.haze = 100.0
    sky.plain(stage, stage.air((132, 138, 112), stage.camera.position + stage.camera.level * 60), height=-1.0)
    skyline(stage, 160, -1.0, (6, 16), (166, 168, 174), stage.seed % 9973 + 4)
    iron = brief.pick("iron", ((70, 100, 92), (126, 62, 56), (72, 84, 110)))
    near, far, edge = min(-8.0, -(brief.distance + 3)), 70.0, 2.1
    for track in (edge + 1.3, edge + 5.0):
        x = side * track
        stage.polygon(
            [(x - 1.3, -0.96, near), (x + 1.3, -0.96, near), (x + 1.3, -0.96, far), (x - 1.3, -0.96, far)],
            (120, 112, 106),
        )
        hairlines(stage, [[(x - 1.1, -0.94, z), (x + 1.1, -0.94, z)] for z in np.arange(-6, 40, 0.7)], (88, 76, 68))
        for dx in (-0.72, 0.72):
            stage.line((x + dx, -0.86, near), (x + dx, -0.86, far), 3.0, (150, 152, 158), overshoot=0)
    far_side = side * (edge + 7.2)
    stage.polygon(
        [(far_side, 0, near), (far_side + side * 3.4, 0, near), (far_side + side * 3.4, 0, far), (far_side, 0, far)],
        stage.air((186, 178, 166), (0, 0, 20)),
    )
    stage.polygon(
        [(far_side, 0, near), (far_side, 0, far), (far_side, -1, far), (far_side, -1, near)], (128, 120, 114), ink=1.8
    )
    if brief.pick("train", (True, False)):
        _train(stage, side * (edge + 5.0), side, brief.pick("livery", ((58, 96, 138), (150, 58, 54), (72, 112, 88))))
    back = -side * 3.4
    floor: Colour = (190, 182, 170)
    stage.polygon([(back, 0, near), (side * edge, 0, near), (side * edge, 0, far), (back, 0, far)], floor)
    level_grid(stage, (min(back, side * edge), max(back, side * edge)), (near, 30.0), (0.9, 0.9), shade(floor, 0.86))
    line = side * (edge - 0.55)
    stage.polygon(
        [(line, 0.006, near), (line + side * 0.16, 0.006, near), (line + side * 0.16, 0.006, far), (line, 0.006, far)],
        (242, 206, 92),
    )
    stage.polygon(
        [(side * edge, 0, near), (side * edge, 0, far), (side * edge, -1, far), (side * edge, -1, near)],
        (128, 120, 114),
        ink=2.2,
    )
    wall = brief.pick("wall", _BRICKS)
    pixels = stage.polygon(
        [(back, 0, near), (back, 0, far), (back, 4.2, far), (back, 4.2, near)], stage.air(wall, (back, 0, 8)), ink=2
    )
    if pixels is not None:
        bricks(stage, np.array([back, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]), 24, 3.4, shade(wall, 0.84), tall=0.3)
    for z in (15.5, 10.0, 4.5):
        for low, wide, tone in (
            (0.0, 1.1, shade(iron, 0.9)),
            (0.9, 2.0, (255, 220, 150) if _lit(stage) else (128, 146, 156)),
        ):
            at = z + (0 if low else 1.9)
            stage.polygon(
                [
                    (back + side * 0.02, low, at),
                    (back + side * 0.02, low, at + wide),
                    (back + side * 0.02, 2.3, at + wide),
                    (back + side * 0.02, 2.3, at),
                ],
                tone,
                ink=1.8,
            )
    high = 4.1
    roof = [
        (back, high + 0.3, near),
        (side * (edge - 0.3), high, near),
        (side * (edge - 0.3), high, 34),
        (back, high + 0.3, 34),
    ]
    if stage.camera.position[1] < high:
        stage.polygon(roof, shade(iron, 0.8), ink=2)
        hairlines(
            stage,
            [[(back, high + 0.3, z), (side * (edge - 0.3), high, z)] for z in np.arange(-3, 34, 1.1)],
            shade(iron, 0.6),
        )
    for z in (26.0, 20.0, 14.0, 8.0, 2.4):
        _post(stage, -side * 1.7, z, high, iron)
        if stage.daylight.dark:
            stage.lamp((-side * 0.6, high - 0.3, z), pool=3.0, halo=0.7, colour=(255, 226, 168), strength=0.6)
    fittings.bench(stage, -side * 2.7, 5.4, 1.5, (150, 106, 74))
    stage.box((-side * 2.2, 0, 3.4), (0.5, 0.62, 0.26), (146, 84, 60))
    spot, depth = stage.camera.pixel((-side * 0.6, 3.3, 8.0))
    if depth > 1:
        radius = 0.34 * stage.camera.focal / depth
        stage.bar((-side * 0.6, 3.6, 8.0), (-side * 0.6, high, 8.0), 0.06, iron)
        stage.canvas.ellipse(spot, (radius * 1.15, radius * 1.15), iron, ink=2)
        stage.canvas.ellipse(spot, (radius, radius), (248, 246, 236), ink=1.4)
        stage.canvas.line(spot, np.add(spot, (0, -radius * 0.7)), 2)
        stage.canvas.line(spot, np.add(spot, (radius * 0.5, radius * 0.2)), 2)


def _post(stage: Stage, x: float, z: float, high: float, iron: Colour) -> None:
    if stage.camera.depth((x, 0, z)) < 1.2:
        return
    stage.bar((x, 0, z), (x, high, z), 0.13, iron)
    for dx in (-0.6, 0.6):
        stage.bar((x, high - 0.7, z), (x + dx, high, z), 0.06, iron)


def _train(stage: Stage, x: float, side: int, colour: Colour) -> None:
    face = x - side * 1.3
    for z0 in (38.0, 20.5, 3.0):
        stage.box((x, -0.5, z0 + 8.4), (2.6, 3.2, 16.8), mix(colour, (228, 228, 222), 0.15))
        for z in np.arange(z0 + 15, z0 + 0.8, -1.9):
            glass: Colour = (255, 226, 160) if _lit(stage) else stage.air((112, 130, 146), (x, 0, z))
            stage.polygon(
                [
                    (face - side * 0.02, 1.1, z),
                    (face - side * 0.02, 1.1, z + 1.3),
                    (face - side * 0.02, 2.0, z + 1.3),
                    (face - side * 0.02, 2.0, z),
                ],
                glass,
                ink=1.3,
            )
        stage.polygon(
            [
                (face - side * 0.02, 0.4, z0),
                (face - side * 0.02, 0.4, z0 + 16.8),
                (face - side * 0.02, 0.7, z0 + 16.8),
                (face - side * 0.02, 0.7, z0),
            ],
            (236, 232, 220),
        )


ALLEY = SetDesign("alley", False, _alley)
ROOFTOP = SetDesign("rooftop", False, _rooftop)
PLATFORM = SetDesign("platform", False, _platform)
