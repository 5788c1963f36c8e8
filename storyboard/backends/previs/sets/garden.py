"""Where people live out of doors: the front of a house, a garden, a park."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import fittings, land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_HOUSES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((226, 214, 190), (150, 84, 70), (70, 104, 110)),
    ((186, 200, 206), (84, 88, 100), (160, 64, 56)),
    ((206, 152, 116), (104, 76, 66), (236, 228, 206)),
    ((236, 232, 220), (92, 112, 92), (54, 74, 96)),
    ((222, 196, 128), (126, 86, 66), (96, 122, 92)),
)
_FLOWERS: tuple[Colour, ...] = ((220, 92, 88), (240, 190, 90), (226, 150, 186), (150, 120, 196), (244, 240, 228))
_GRASSES: tuple[Colour, ...] = ((142, 172, 100), (126, 160, 104), (160, 172, 96))


def _ground(stage: Stage, brief: SetBrief, haze: float = 90.0) -> Colour:
    sky.draw_sky(stage)
    stage.haze = haze
    turf = brief.tint("grass", brief.pick("grass", _GRASSES), 0.14)
    land.ground(stage, turf)
    land.hills(
        stage, 260, 30, mix((140, 160, 150), stage.daylight.horizon_sky, 0.45), rhythm=brief.between("rhythm", 0.8, 1.8)
    )
    return turf


def _lit(stage: Stage) -> bool:
    return stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}


def house(
    stage: Stage,
    x: float,
    z: float,
    size: tuple[float, float, float],
    colours: tuple[Colour, Colour, Colour],
    *,
    porch: bool = True,
    shift: float = 0.0,
) -> None:
    """A house whose front faces the camera: width, height of the walls, depth; wall, roof and door colours."""
    width, high, deep = size
    wall, roof, trim = colours
    here = (x, 0.0, z)
    stage.box((x, 0, z + deep / 2), (width, high, deep), wall)
    front, half = z - 0.01, width / 2
    boards = [[(x - half, y, front), (x + half, y, front)] for y in np.arange(0.3, high, 0.3)]
    hairlines(stage, boards, stage.air(shade(wall, 0.86), here))
    peak, eave = high + 0.42 * deep, 0.4
    slope = [
        (x - half - eave, high - 0.1, z - eave),
        (x + half + eave, high - 0.1, z - eave),
        (x + half - 0.2, peak, z + deep / 2),
        (x - half + 0.2, peak, z + deep / 2),
    ]
    for sign in (-1, 1):
        gable = [
            (x + sign * half, high, z),
            (x + sign * half, high, z + deep),
            (x + sign * (half - 0.1), peak, z + deep / 2),
        ]
        if (stage.camera.position[0] - x - sign * half) * sign > 0:
            stage.polygon(gable, stage.air(shade(wall, 0.8), here), ink=2)
    stage.polygon(slope, stage.air(stage.snowed(roof), here), ink=2.4)
    tiles = [
        [
            (x - half - eave + s * 0.6, high - 0.1 + s * (peak - high + 0.1), z - eave + s * (deep / 2 + eave)),
            (x + half + eave - s * 0.6, high - 0.1 + s * (peak - high + 0.1), z - eave + s * (deep / 2 + eave)),
        ]
        for s in (0.2, 0.4, 0.6, 0.8)
    ]
    hairlines(stage, tiles, stage.air(shade(roof, 0.78), here))
    stage.box((x + half * 0.5, peak - 0.9, z + deep / 2 - 0.3), (0.6, 1.5, 0.6), shade(roof, 0.9))

    def pane(left: float, low: float, w: float, h: float) -> None:
        glass: Colour = (255, 216, 140) if _lit(stage) else stage.air((118, 140, 156), here)
        fittings.front(
            stage,
            x,
            front - 0.01,
            left - 0.09,
            left + w + 0.09,
            low - 0.09,
            low + h + 0.09,
            stage.air((246, 244, 236), here),
        )
        fittings.front(stage, x, front - 0.02, left, left + w, low, low + h, glass, 1.4)
        hairlines(
            stage,
            [
                [(x + left + w / 2, low, front - 0.03), (x + left + w / 2, low + h, front - 0.03)],
                [(x + left, low + h * 0.55, front - 0.03), (x + left + w, low + h * 0.55, front - 0.03)],
            ],
            (240, 238, 230),
        )
        if stage.daylight.dark:
            stage.lamp(
                (x + left + w / 2, low + h / 2, front - 0.3), pool=1.6, halo=0.5, colour=(255, 204, 124), strength=0.5
            )

    for left in (-half + 0.7, half - 1.8):
        pane(left, 0.9, 1.1, 1.2)
    if high > 4:
        for left in (-half + 0.7, -0.5 + shift, half - 1.8):
            pane(left, high - 1.9, 1.0, 1.1)
    fittings.front(stage, x + shift, front - 0.02, -0.62, 0.62, 0.2, 2.5, stage.air((246, 244, 236), here))
    fittings.front(stage, x + shift, front - 0.03, -0.5, 0.5, 0.2, 2.35, stage.air(trim, here))
    if porch:
        stage.box((x + shift, 0, z - 0.9), (3.2, 0.2, 1.8), (196, 184, 166))
        stage.box((x + shift, 2.6, z - 0.9), (3.4, 0.18, 2.0), shade(roof, 1.1))
        for dx in (-1.45, 1.45):
            stage.bar((x + shift + dx, 0.2, z - 1.7), (x + shift + dx, 2.6, z - 1.7), 0.14, (246, 244, 236))
        if _lit(stage):
            stage.lamp((x + shift, 2.4, z - 1.0), pool=2.8, halo=0.8, colour=(255, 206, 130), strength=0.8)


def _house_front(stage: Stage, brief: SetBrief) -> None:
    turf = _ground(stage, brief)
    side = brief.pick("side", (1, -1))
    farm = brief.named("farm", "cabin", "cottage", "hut")
    size = (brief.between("wide", 8.5, 11.5), 3.2 if farm else brief.pick("storeys", (3.2, 5.6, 5.4)), 6.5)
    x, z = side * brief.between("x", 0.5, 2.4), 11.0
    for tree_x, tree_z, tall in ((-side * 8.5, 17, 8.0), (side * 12.5, 15, 7.0), (-side * 14, 26, 9.0)):
        land.tree(stage, tree_x, tree_z, tall, (112, 142, 86), pine=farm)
    if not farm:
        house(stage, x - side * 16, 14.0, (8.0, 5.4, 6.0), _HOUSES[stage.seed % 5], porch=False)
    house(stage, x, z, size, brief.pick("colours", _HOUSES), shift=side * -0.6)
    walk = x - side * 0.6
    land.path(
        stage,
        [(-0.7, -9), (walk * 0.4 - 0.7, 4), (walk - 0.7, z - 1.8)],
        [(0.9, -9), (walk * 0.4 + 0.7, 4), (walk + 0.7, z - 1.8)],
        (206, 196, 180),
    )
    for dx in (-3.6, -2.6, 2.8, 3.9):
        land.bush(stage, x + dx, z - 0.7, 0.7, shade(turf, 0.74))
    _fence(stage, 3.0, (246, 244, 236) if not farm else (150, 118, 86))
    stage.bar((side * 2.3, 0, 2.6), (side * 2.3, 1.1, 2.6), 0.09, (120, 92, 70))
    stage.box((side * 2.3, 1.05, 2.6), (0.26, 0.24, 0.42), (150, 64, 58), ink=1.8)
    land.grass(stage, 80, shade(turf, 0.7), spread=9, depth=9, bare=1.5)


def _fence(stage: Stage, z: float, colour: Colour) -> None:
    """A picket fence across the picture with a gap for the path."""
    for left, right in ((-9.0, -1.3), (1.5, 9.0)):
        for y in (0.32, 0.72):
            stage.bar((left, y, z), (right, y, z), 0.05, colour)
        for x in np.arange(left, right + 0.01, 0.35):
            if stage.camera.depth((x, 0, z)) > 1:
                stage.polygon(
                    [(x - 0.06, 0, z), (x + 0.06, 0, z), (x + 0.06, 0.9, z), (x, 1.0, z), (x - 0.06, 0.9, z)],
                    stage.air(colour, (x, 0, z)),
                    ink=1.2,
                )


def _flowerbed(stage: Stage, x: float, z: float, width: float, brief: SetBrief, name: str) -> None:
    tone = brief.pick(name, _FLOWERS)
    random = np.random.default_rng(stage.seed % 9973 + int(x * 10))
    stage.polygon(
        [
            (x - width / 2, 0.01, z - 0.4),
            (x + width / 2, 0.01, z - 0.4),
            (x + width / 2, 0.01, z + 0.5),
            (x - width / 2, 0.01, z + 0.5),
        ],
        (128, 96, 72),
        ink=1.4,
    )
    for _ in range(int(width * 10)):
        spot, depth = stage.camera.pixel((x + random.uniform(-width / 2, width / 2), 0, z + random.uniform(-0.3, 0.4)))
        if depth < 0.8:
            continue
        scale = stage.camera.focal / depth
        head = spot - np.array([0, random.uniform(0.24, 0.46) * scale])
        stage.canvas.line(spot, head, 1.6, (84, 122, 72))
        stage.canvas.ellipse(head, (0.075 * scale, 0.068 * scale), shade(tone, random.uniform(0.9, 1.08)), ink=1.0)


def _garden(stage: Stage, brief: SetBrief) -> None:
    graves = brief.named(
        "cemetery",
        "graveyard",
        "churchyard",
        "cimeti",
        "cementerio",
        "friedhof",
        "cimitero",
        "cemit",
        "кладбищ",
        "墓",
        "묘지",
        "مقبرة",
        "קברות",
        "कब्र",
    )
    turf = _ground(stage, brief)
    side = brief.pick("side", (1, -1))
    if not graves:
        house(stage, -side * 7.5, 15.0, (9.0, 3.3, 6.0), brief.pick_for_house("colours", _HOUSES), porch=False)
    _hedge(stage, 12.5, (104, 136, 86))
    for x, z, tall in ((side * 6.2, 10.5, 5.2), (-side * 10.5, 11.0, 5.6), (side * 3.2, 15, 6.6)):
        land.tree(stage, x, z, tall, brief.pick("leaf", ((122, 152, 88), (150, 150, 84), (104, 140, 100))), pine=graves)
    land.path(
        stage,
        [(-0.8, -9), (-0.4, 3), (side * 1.2 - 0.5, 12)],
        [(0.8, -9), (0.7, 3), (side * 1.2 + 0.5, 12)],
        (206, 190, 160),
    )
    if graves:
        for row, z in enumerate((9.0, 6.4, 4.0, 2.0)):
            for x in (-5.2, -3.6, -2.1, 2.2, 3.8, 5.4):
                if (row + int(x * 2)) % 4:
                    _gravestone(stage, x + 0.3 * (row % 2), z, (row + int(x)) % 3)
    else:
        for x, z, wide in ((-side * 3.4, 6.6, 3.2), (side * 3.6, 7.6, 3.4), (-side * 3.3, 3.2, 2.2)):
            _flowerbed(stage, x, z, wide, brief, f"bed {z}")
        if brief.pick("seat", ("table", "bench")) == "bench":
            fittings.bench(stage, side * 3.0, 3.2, 1.7, (150, 112, 78))
        else:
            stage.disc((side * 3.2, 0.74, 3.4), 0.6, (236, 234, 226), ink=2)
            stage.bar((side * 3.2, 0, 3.4), (side * 3.2, 0.72, 3.4), 0.08, (206, 204, 196))
            stage.bar((side * 3.2, 0.7, 3.4), (side * 3.2, 2.3, 3.4), 0.05, (206, 204, 196))
            top = [
                (side * 3.2 + 1.3 * math.cos(t), 2.0, 3.4 + 1.3 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 16)
            ]
            stage.polygon(top, brief.pick("cloth", _FLOWERS), ink=2)
    land.grass(stage, 70, shade(turf, 0.7), spread=8, depth=11, bare=1.3)


def _hedge(stage: Stage, z: float, colour: Colour) -> None:
    xs = np.linspace(-26, 26, 53)
    crest = [(float(x), 1.7 + 0.10 * math.sin(3.1 * x) + 0.06 * math.sin(7.3 * x), z) for x in xs]
    pixels = stage.polygon([*crest, (26, 0, z), (-26, 0, z)], stage.air(colour, (0, 0, z)))
    if pixels is not None:
        tone = stage.air(colour, (0, 0, z))
        stage.canvas.gradient_polygon(pixels, shade(tone, 1.06), shade(tone, 0.76))
    stage.curve(crest, 1.8)


def _gravestone(stage: Stage, x: float, z: float, kind: int) -> None:
    stone = stage.air(((170, 170, 168), (150, 154, 152), (186, 180, 170))[kind % 3], (x, 0, z))
    if stage.camera.depth((x, 0, z)) < 1.2:
        return
    if kind == 1:
        stage.box((x, 0, z), (0.16, 1.15, 0.12), stone, ink=1.8)
        stage.box((x, 0.68, z), (0.6, 0.16, 0.12), stone, ink=1.8)
        return
    arch = [(x + 0.3 * math.cos(t), 0.7 + 0.3 * math.sin(t), z) for t in np.linspace(0, math.pi, 8)]
    stage.polygon([(x + 0.3, 0, z), *arch, (x - 0.3, 0, z)], stone, ink=2)
    stage.polygon([(x + 0.3, 0, z), *arch[:4], (x + 0.14, 0.9, z), (x + 0.16, 0, z)], shade(stone, 0.8))


def _park(stage: Stage, brief: SetBrief) -> None:
    turf = _ground(stage, brief, haze=110.0)
    side = brief.pick("side", (1, -1))
    random = np.random.default_rng(stage.seed % 9973 + 7)
    for x in np.arange(-42, 44, 5.5):  # The town behind the trees.
        tall = random.uniform(7, 19)
        stage.box((x, 0, 75), (4.6, tall, 3), (176, 178, 186), ink=0)
    leaf = brief.pick("leaf", ((122, 152, 88), (206, 156, 84), (104, 144, 100), (166, 166, 90)))
    trees = [
        (x + random.uniform(-1.2, 1.2), random.uniform(24, 44), random.uniform(6, 9)) for x in np.arange(-26, 28, 5.2)
    ]
    trees += [(-side * 5.4, 9.5, 7.4), (side * 7.2, 13.5, 8.0), (-side * 9.5, 16, 8.2)]
    if brief.pick("water", (True, False, True)):
        pond = [
            (side * 6.0 + 5.4 * math.cos(t), 0.012, 17 + 3.4 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 30)
        ]
        stage.polygon(pond, stage.air(stage.daylight.sea, (0, 0, 17)))
        stage.curve(pond, 1.8)
    for x, z, tall in sorted(trees, key=lambda one: -one[1]):
        land.tree(stage, x, z, tall, shade(leaf, 0.94 + 0.08 * ((int(z) % 3) / 2)), pine=False)
    land.path(
        stage,
        [(-1.5, -9), (-1.2, 4), (-side * 1.0 - 1.2, 13), (-side * 6, 30)],
        [(1.6, -9), (1.4, 4), (-side * 1.0 + 1.2, 13), (-side * 3.4, 30)],
        (214, 200, 172),
    )
    if brief.named("playground", "spielplatz", "aire de jeux", "놀이터", "pracinha"):
        _swings(stage, side * 4.4, 7.0)
    else:
        fittings.bench(stage, side * 2.9, 4.2, 1.8, (150, 106, 72))
        fittings.bench(stage, -side * 3.6, 8.6, 1.8, (150, 106, 72))
    for x, z in ((-side * 2.3, 5.2), (side * 2.2, 12.5)):
        _lamp_post(stage, x, z)
    land.bush(stage, side * 4.6, 6.2, 0.8, shade(turf, 0.72))
    land.bush(stage, -side * 4.4, 4.4, 0.7, shade(turf, 0.76))
    land.grass(stage, 60, shade(turf, 0.72), spread=9, depth=12, bare=1.9)


def _lamp_post(stage: Stage, x: float, z: float) -> None:
    if stage.camera.depth((x, 0, z)) < 1.2:
        return
    stage.bar((x, 0, z), (x, 3.1, z), 0.09, (52, 62, 58))
    stage.lathe(
        (x, 3.1, z),
        [(0.10, 0), (0.2, 0.36), (0.05, 0.5)],
        [(255, 236, 180) if _lit(stage) else (226, 226, 214)] * 2,
        rings=False,
        ink=1.8,
    )
    if _lit(stage):
        stage.lamp((x, 3.3, z), pool=4.0, halo=1.1, colour=(255, 206, 130), strength=0.9)
        stage.lamp((x, 0.0, z), pool=2.4, colour=(255, 196, 120), strength=0.4)


def _swings(stage: Stage, x: float, z: float) -> None:
    red: Colour = (196, 78, 62)
    for dx in (-1.8, 1.8):
        for dz in (-0.9, 0.9):
            stage.bar((x + dx, 0, z + dz), (x + dx, 2.4, z), 0.10, red)
    stage.bar((x - 1.9, 2.4, z), (x + 1.9, 2.4, z), 0.10, red)
    for seat in (-0.8, 0.8):
        for dx in (-0.22, 0.22):
            stage.line((x + seat + dx, 2.4, z), (x + seat + dx, 0.5, z), 1.6, overshoot=0)
        stage.box((x + seat, 0.47, z), (0.5, 0.05, 0.24), (70, 84, 110), ink=1.6)


HOUSE = SetDesign("house", False, _house_front)
GARDEN = SetDesign("garden", False, _garden)
PARK = SetDesign("park", False, _park)
