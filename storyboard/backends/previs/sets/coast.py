"""Where land meets sea: cliffs with a lighthouse, beaches, harbours."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.canvas import smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, mix, shade
from storyboard.backends.previs.sets import land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_SEA_BELOW = -26.0


def lighthouse(stage: Stage, x: float, z: float, *, lit: bool, ground: float = 0.0, height: float = 17.0) -> None:
    """A white tower with a gallery and a dark lantern; its beam when it is lit."""
    base = (x, ground, z)
    white: Colour = (240, 236, 224)
    slim = height / 17
    stage.box((x - 4.6 * slim, ground, z + 1), (5.0 * slim, 2.6 * slim, 4.0 * slim), (228, 220, 204))
    roof = [
        (x - 7.4 * slim, ground + 2.6 * slim, z - 1.2),
        (x - 1.8 * slim, ground + 2.6 * slim, z - 1.2),
        (x - 2.6 * slim, ground + 4.0 * slim, z + 1),
        (x - 6.6 * slim, ground + 4.0 * slim, z + 1),
    ]
    stage.polygon(roof, stage.air((150, 92, 78), base), ink=2)
    for left in (-6.4, -4.4):
        pane: Colour = (255, 214, 130) if stage.daylight.dark else (120, 134, 146)
        corners = [
            (x + left * slim, ground + 0.9 * slim, z - 1.05),
            (x + (left + 0.9) * slim, ground + 0.9 * slim, z - 1.05),
            (x + (left + 0.9) * slim, ground + 1.9 * slim, z - 1.05),
            (x + left * slim, ground + 1.9 * slim, z - 1.05),
        ]
        stage.polygon(corners, stage.air(pane, base), ink=1.4)
    stage.lathe(
        base,
        [(2.3 * slim, 0), (1.75 * slim, height * 0.42), (1.45 * slim, height * 0.74)],
        [white, white],
        ink=2.4,
        rings=False,
    )
    for share in (0.2, 0.45, 0.64):
        y, front = ground + height * share, z - 1.9 * slim
        stage.polygon(
            [
                (x - 0.28 * slim, y, front),
                (x + 0.28 * slim, y, front),
                (x + 0.28 * slim, y + 0.9 * slim, front),
                (x - 0.28 * slim, y + 0.9 * slim, front),
            ],
            stage.air((74, 76, 88), base),
            ink=1.4,
        )
    stage.polygon(
        [
            (x - 0.5 * slim, ground, z - 2.3 * slim),
            (x + 0.5 * slim, ground, z - 2.3 * slim),
            (x + 0.5 * slim, ground + 1.9 * slim, z - 2.3 * slim),
            (x - 0.5 * slim, ground + 1.9 * slim, z - 2.3 * slim),
        ],
        stage.air((92, 70, 62), base),
        ink=1.6,
    )
    top = height * 0.74
    dark: Colour = (58, 58, 68)
    stage.lathe(
        (x, ground + top, z),
        [(1.5 * slim, 0), (2.1 * slim, 0.35 * slim), (2.1 * slim, 0.6 * slim)],
        [dark, dark],
        ink=1.8,
    )
    for turn in np.linspace(0, 2 * math.pi, 12, endpoint=False):
        rail = np.array([x + math.cos(turn) * 2.05 * slim, ground + top + 0.6 * slim, z + math.sin(turn) * 2.05 * slim])
        stage.line(rail, np.add(rail, (0, 0.9 * slim, 0)), 1.4, overshoot=0)
    glass: Colour = (255, 228, 150) if lit else mix(stage.daylight.horizon_sky, (80, 96, 116), 0.55)
    stage.lathe((x, ground + top + 0.6 * slim, z), [(1.15 * slim, 0), (1.15 * slim, 2.0 * slim)], [glass], ink=2.0)
    for share in (-0.6, 0.0, 0.6):
        stage.line(
            (x + share * 1.1 * slim, ground + top + 0.6 * slim, z - 1.0 * slim),
            (x + share * 1.1 * slim, ground + top + 2.6 * slim, z - 1.0 * slim),
            1.6,
            overshoot=0,
        )
    stage.lathe(
        (x, ground + top + 2.6 * slim, z),
        [(1.4 * slim, 0), (0.7 * slim, 0.9 * slim), (0.12 * slim, 1.4 * slim), (0.12 * slim, 2.0 * slim)],
        [dark, dark, dark],
        ink=1.8,
        rings=False,
    )
    if lit:
        _beam(stage, np.array([x, ground + top + 1.6 * slim, z]), slim)


def _beam(stage: Stage, lamp: Array, slim: float) -> None:
    strength = 0.34 if stage.daylight.dark else 0.22
    for sign, rise in ((1, 0.10), (-1, -0.02)):
        far = lamp + np.array([sign * 70.0, rise * 70 + 3, -6.0])
        spread = np.array([0, 5.0, 0])
        stage.polygon(
            [np.subtract(lamp, (0, 0.4, 0)), far - spread, far + spread, np.add(lamp, (0, 0.4, 0))],
            (255, 238, 180),
            alpha=strength,
        )
        stage.polygon(
            [np.subtract(lamp, (0, 0.2, 0)), far - spread * 0.4, far + spread * 0.4, np.add(lamp, (0, 0.2, 0))],
            (255, 246, 210),
            alpha=strength,
        )
    stage.lamp(lamp, pool=14 * slim, halo=7 * slim, colour=(255, 214, 140), strength=0.9)


def _gulls(stage: Stage) -> None:
    random = np.random.default_rng(stage.seed + 41)
    for _ in range(9):
        pixel, depth = sky.heavenly(stage, random.uniform(-32, 32), random.uniform(5, 20))
        span = stage.camera.focal * random.uniform(0.008, 0.018)
        lift = random.uniform(0.25, 0.5)
        if depth > 0:
            wing = [
                (pixel[0] - span, pixel[1] - span * lift),
                (pixel[0] - span * 0.4, pixel[1] - span * lift * 0.9),
                (pixel[0], pixel[1]),
                (pixel[0] + span * 0.4, pixel[1] - span * lift * 0.9),
                (pixel[0] + span, pixel[1] - span * lift * 0.8),
            ]
            stage.canvas.stroke(smooth_curve(wing, closed=False), 2.2, mix(INK, stage.daylight.horizon_sky, 0.2))


def headland(
    stage: Stage, x: float, z: float, width: float, height: float, colour: Colour, *, base: float = _SEA_BELOW
) -> None:
    """A cliff standing in the sea: turf on top, rock below with cracks."""
    random = np.random.default_rng(stage.seed + int(abs(x) * 10))
    count = 9
    top = [
        (
            x + width * (index / (count - 1) - 0.5),
            base + height * (0.78 + 0.22 * math.sin(index * 0.9 + x)) * (0.5 if index in {0, count - 1} else 1),
            z,
        )
        for index in range(count)
    ]
    foot = [(x + width * 0.56, base, z), (x - width * 0.56, base, z)]
    rock = stage.air(colour, (x, base, z))
    if stage.polygon([*top, *foot], rock) is None:
        return
    turf = [*top, *[(point[0], point[1] - height * 0.12, z) for point in reversed(top)]]
    stage.polygon(turf, stage.air((122, 140, 92), (x, base, z)))
    stage.curve(top, 2.0, stage.air(INK, (x, base, z)))
    for index in range(1, count - 1):
        start = np.array(top[index]) - (0, height * 0.14, 0)
        drop = random.uniform(0.3, 0.6) * height
        stage.curve(
            [start, np.add(start, (width * 0.015, -drop * 0.5, 0)), np.add(start, (-width * 0.01, -drop, 0))],
            1.5,
            shade(rock, 0.72),
        )
    foam = [
        (point[0] * 1.0, base + 0.2, z - 0.5) for point in (foot[1], ((foot[0][0] + foot[1][0]) / 2, 0, 0), foot[0])
    ]
    stage.curve(foam, 2.4, (238, 242, 242))


_TURFS: tuple[Colour, ...] = ((136, 152, 92), (158, 150, 98), (124, 150, 108))


def _cliff(stage: Stage, brief: SetBrief) -> None:
    sky.draw_sky(stage)
    side = brief.pick("side", (1, -1))
    _gulls(stage)
    sky.sea(stage, height=_SEA_BELOW, near=40)
    stage.haze = 150.0
    headland(stage, -120 * side, 240, 130, 34, (128, 118, 112))
    headland(stage, 190 * side, 330, 170, 30, (136, 126, 120))
    turf = brief.tint("turf", brief.pick("turf", _TURFS), 0.16)
    # The top of the cliff: a tongue of land with the sea on both sides, rising to the tower.
    left = [(-3.4, -12), (-4.2, 2), (-6.5, 10), (-6.0, 20), (-11, 32), (-13, 50)]
    right = [(4.6, -12), (4.4, 2), (5.6, 9), (5.0, 18), (12, 30), (22, 50)]
    if side < 0:
        left, right = [(-x, z) for x, z in right], [(-x, z) for x, z in left]
    edge = [*left, *reversed(right)]
    random = np.random.default_rng(stage.seed + 51)
    for edge_of in (left, right):
        for (x0, z0), (x1, z1) in zip(reversed(edge_of[:-1]), reversed(edge_of[1:]), strict=True):
            wall = [(x0, 0, z0), (x1, _rise(z1), z1), (x1 * 1.05, -24, z1), (x0 * 1.05, -24, z0)]
            stage.polygon(wall, stage.air((132, 120, 110), (x0, 0, z0)))
            for _ in range(4):
                share = random.uniform(0, 1)
                top = np.array([x0 + (x1 - x0) * share, -0.2, z0 + (z1 - z0) * share])
                stage.curve(
                    [top, np.add(top, (0.1, -2, 0.2)), np.add(top, (-0.1, -random.uniform(3, 9), 0))], 1.6, (96, 84, 80)
                )
    stage.polygon([(x, _rise(z), z) for x, z in edge], stage.air(turf, (0, 0, 14)))
    near = [point for point in edge if point[1] <= 20]
    stage.polygon([(x, _rise(z), z) for x, z in near], mix(turf, stage.air(turf, (0, 0, 14)), 0.4))
    for edge_of in (left, right):
        stage.curve([(x, _rise(z), z) for x, z in edge_of], 2.8)
    sharp_left = [(-0.75, -9), (-0.8, 0), (0.3, 7), (-0.9, 14), (0.9, 24), (4.2, 38)]
    sharp_right = [(1.0, -9), (0.9, 0), (1.7, 7), (0.2, 14), (1.7, 24), (4.8, 38)]
    if side < 0:
        sharp_left, sharp_right = [(-x, z) for x, z in sharp_right], [(-x, z) for x, z in sharp_left]
    path_left, path_right = (
        [(float(x), float(z)) for x, z in smooth_curve(edge, closed=False, steps=6)]
        for edge in (sharp_left, sharp_right)
    )
    stage.polygon(
        [(x, _rise(z) + 0.02, z) for x, z in [*path_left, *reversed(path_right)]],
        stage.air((208, 186, 148), (0, 0, 10)),
    )
    for verge in (path_left, path_right):
        stage.curve([(x, _rise(z) + 0.02, z) for x, z in verge], 1.6, shade(turf, 0.62))
    if brief.says("lighthouse", "lamp", "tower", "beacon", "light"):
        close = brief.named("lighthouse", "tower")
        x, z = (3.4, 19.0) if close else (4.6, 41.0)
        lighthouse(stage, side * x, z, lit=brief.lit, ground=_rise(z), height=17.0 if not close else 15.0)
    land.fence(stage, -2.9 * side, 1.5, 18, colour=(132, 112, 92), step=2.6)
    land.grass(stage, 150, shade(turf, 0.68), spread=4.2, depth=16, bare=1.25)


def _rise(z: float) -> float:
    """The land's height along the tongue."""
    return max(0.0, (z - 14) * 0.05)


def _beach(stage: Stage, brief: SetBrief) -> None:
    sky.draw_sky(stage)
    _gulls(stage)
    sands: tuple[Colour, ...] = ((230, 208, 164), (214, 196, 170), (240, 222, 186), (176, 172, 166))
    sand, side = brief.tint("sand", brief.pick("sand", sands), 0.14), brief.pick("side", (1, -1))
    reach, bend = brief.between("shore", 4.2, 7.6), brief.between("bend", 0, 6)
    stage.haze = 160.0
    sky.sea(stage, height=-0.02, near=9)
    headland(
        stage,
        -brief.between("near head", 45, 95) * side,
        190,
        90,
        brief.between("head", 18, 38),
        (150, 140, 130),
        base=0,
    )
    headland(stage, 120 * side, 260, 120, 26, (156, 148, 140), base=0)
    if brief.says("lighthouse"):
        lighthouse(stage, -46, 180, lit=brief.lit, ground=22, height=15)
    shore = [
        (x, 0.0, reach + 0.9 * math.sin(x * 0.12 + bend) + 0.4 * math.sin(x * 0.33)) for x in np.linspace(-60, 60, 60)
    ]
    stage.polygon([*shore, (300, 0, -200), (-300, 0, -200)], sand)
    wet = [(x, y, z - 1.1) for x, y, z in shore]
    stage.polygon([*shore, *reversed(wet)], shade(sand, 0.84))
    for off, width in ((0.0, 4.6), (0.8, 2.4), (2.4, 2.4), (5.0, 1.8)):
        stage.curve([(x, y, z + off + 0.2 * math.sin(x * (0.7 + off))) for x, y, z in shore], width, (248, 250, 248))
    _dune_grass(stage, brief, side)
    random = np.random.default_rng(stage.seed + 2)
    for _ in range(60):
        x, z = random.uniform(-7, 7), random.uniform(-3, 4)
        stage.curve([(x, 0.01, z), (x + 0.12, 0.02, z), (x + 0.26, 0.01, z)], 1.4, shade(sand, 0.8))
    if not brief.named("pier", "jetty"):
        _beach_things(stage, brief, side)
        return
    for z in np.arange(40, -8, -1.0):
        stage.polygon(
            [(-1.6, 0.62, z), (1.8, 0.62, z), (1.8, 0.62, z + 0.92), (-1.6, 0.62, z + 0.92)],
            shade((176, 148, 116), 0.94 + 0.06 * (z % 2)),
            ink=1.4,
        )


def _dune_grass(stage: Stage, brief: SetBrief, side: int) -> None:
    """Clumps of marram on one side of the picture."""
    random = np.random.default_rng(stage.seed % 9973 + 8)
    for x, z in random.uniform((1.9, -0.5), (7.0, 3.6), (brief.pick("clumps", (10, 22, 34)), 2)):
        spot, depth = stage.camera.pixel((-side * x, 0, z))
        if depth < 1.2:
            continue
        size = 0.5 * stage.camera.focal / depth
        for tip in (-0.5, -0.2, 0.1, 0.45):
            end = spot + np.array([tip * size, -size * (1 - 0.4 * abs(tip))])
            stage.canvas.stroke([spot, (spot + end) / 2 + (tip * size * 0.1, 0), end], 1.8, (132, 140, 86))


def _beach_things(stage: Stage, brief: SetBrief, side: int) -> None:
    """What lies on the sand: a boat, rocks, a parasol or driftwood; grass at the edges."""
    kind = brief.pick("things", ("boat", "rocks", "parasol", "boat", "driftwood"))
    if kind == "boat":
        _rowing_boat(stage, -2.6 * side, 3.0, brief.pick("hull", ((178, 84, 70), (74, 116, 140), (216, 176, 84))))
    elif kind == "parasol":
        stripes: tuple[Colour, Colour] = brief.pick(
            "stripes", (((214, 84, 72), (248, 240, 224)), ((70, 124, 150), (246, 236, 214)))
        )
        x, z = 2.9 * side, 2.6
        stage.bar((x, 0, z), (x + 0.2, 2.2, z), 0.05, (206, 200, 186))
        rim = [(x + 0.2 + 1.25 * math.cos(t), 1.75, z + 1.25 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 13)]
        wedges = sorted(zip(rim[:-1], rim[1:], range(12), strict=True), key=lambda one: -one[0][2] - one[1][2])
        for a, b, index in wedges:
            stage.polygon([a, b, (x + 0.2, 2.3, z)], stripes[index % 2], ink=1.2)
        stage.polygon(
            [(x - 1.0, 0.012, z - 0.9), (x + 0.7, 0.012, z - 0.9), (x + 0.7, 0.012, z), (x - 1.0, 0.012, z)],
            stripes[0],
            ink=1.4,
        )
    elif kind == "driftwood":
        stage.bar((-3.4 * side, 0.16, 3.0), (-1.5 * side, 0.22, 3.5), 0.22, (170, 150, 130))
        stage.bar((-2.2 * side, 0.2, 3.2), (-1.7 * side, 0.75, 3.2), 0.10, (170, 150, 130))
    land.boulders(
        stage,
        ((3.9 * side, 4.6, 0.55), (5.6 * side, 6.4, 0.9), (-6.4 * side, 5.6, 0.8))[: 3 if kind == "rocks" else 1],
        (140, 136, 132),
    )


def _rowing_boat(stage: Stage, x: float, z: float, colour: Colour) -> None:
    hull = [
        (x - 1.6, 0.62, z),
        (x - 0.6, 0.42, z - 0.5),
        (x + 0.7, 0.42, z - 0.5),
        (x + 1.6, 0.56, z),
        (x + 1.2, 0, z),
        (x - 1.1, 0, z),
    ]
    stage.polygon(hull, colour, ink=2.4)
    stage.polygon(
        [
            (x - 1.6, 0.62, z),
            (x - 0.6, 0.46, z + 0.4),
            (x + 0.7, 0.46, z + 0.4),
            (x + 1.6, 0.56, z),
            (x + 0.7, 0.42, z - 0.5),
            (x - 0.6, 0.42, z - 0.5),
        ],
        (142, 108, 82),
        ink=2.0,
    )
    stage.line((x - 1.5, 0.5, z - 0.05), (x + 1.5, 0.46, z - 0.3), 2.0, (240, 230, 210))


def _fishing_boat(stage: Stage, x: float, z: float, colour: Colour) -> None:
    hull = [(x - 3.4, 1.5, z), (x + 3.0, 1.1, z), (x + 2.5, -0.2, z), (x - 2.6, -0.2, z)]
    stage.polygon(hull, stage.air(colour, (x, 0, z)), ink=2.4)
    stage.polygon(
        [(x - 3.4, 1.5, z), (x + 3.0, 1.1, z), (x + 2.95, 0.85, z), (x - 3.25, 1.2, z)],
        stage.air((240, 234, 220), (x, 0, z)),
        ink=1.6,
    )
    stage.box((x + 0.9, 1.1, z + 0.2), (1.7, 1.5, 1.4), (236, 230, 216), ink=2)
    stage.box((x + 0.9, 2.6, z + 0.2), (2.0, 0.14, 1.6), colour, ink=2)
    stage.bar((x - 0.9, 1.2, z), (x - 0.9, 5.6, z), 0.12, (120, 98, 80))
    stage.line((x - 0.9, 5.5, z), (x - 3.2, 1.5, z), 1.5, overshoot=0)
    stage.line((x - 0.9, 5.5, z), (x + 2.8, 1.2, z), 1.5, overshoot=0)


def _harbour(stage: Stage, brief: SetBrief) -> None:
    sky.draw_sky(stage)
    _gulls(stage)
    stage.haze = 120.0
    sky.sea(stage, height=-1.2, near=12)
    headland(stage, -90, 200, 150, 26, (140, 136, 130), base=-1.2)
    if brief.says("lighthouse"):
        lighthouse(stage, 34, 120, lit=brief.lit, ground=0, height=15)
    side = brief.pick("side", (1, -1))
    paints: tuple[Colour, ...] = ((90, 128, 110), (176, 90, 70), (84, 110, 146), (216, 178, 90), (226, 222, 210))
    for index, (x, z) in enumerate(((9, 34), (-11, 28), (2.5, brief.between("boat", 13, 20)))):
        _fishing_boat(stage, side * x, z, paints[(stage.seed + index) % 5])
    quay: Colour = brief.pick("quay", ((176, 170, 160), (168, 140, 112), (158, 162, 166)))
    stage.polygon([(-60, 0, -60), (60, 0, -60), (60, 0, 4.2), (-60, 0, 4.2)], quay)
    stage.polygon([(-60, 0, 4.2), (60, 0, 4.2), (60, -1.4, 4.2), (-60, -1.4, 4.2)], (126, 120, 114), ink=2)
    for along in np.arange(-14, 15, 1.4):
        stage.line((along, 0, -8), (along, 0, 4.2), 1.4, (146, 140, 132), overshoot=0)
    for bollard in (-5.2, -1.9, 2.2, 5.6):
        stage.lathe((bollard, 0, 3.7), [(0.16, 0), (0.13, 0.34), (0.2, 0.40), (0.2, 0.5)], [(76, 76, 84)] * 3, ink=2)
    for x, z in ((-2.9, 2.4), (-2.3, 2.9), (3.4, 2.6)):
        stage.box((side * x, 0, z), (0.62, 0.5, 0.55), (186, 150, 106))
    if stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}:
        for place in (-4.4, 4.4):
            stage.bar((place, 0, 3.2), (place, 3.6, 3.2), 0.08, (70, 70, 78))
            stage.lathe((place, 3.6, 3.2), [(0.2, 0), (0.12, 0.3)], [(255, 228, 160)], rings=False)
            stage.lamp((place, 3.6, 3.2), pool=3.6, halo=1.6, colour=(255, 204, 130), strength=0.9)


COAST = (
    SetDesign("cliff", False, _cliff),
    SetDesign("harbour", False, _harbour),
    SetDesign("beach", False, _beach),
)
