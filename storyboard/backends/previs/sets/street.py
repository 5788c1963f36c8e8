"""A street between houses: pavement on the left where the scene is played, road and parked cars on the right."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets import fittings, furniture, land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines, level_grid
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

# Whole streets: brick, plaster, stone, the colours of the south.
_FACADES: tuple[tuple[Colour, ...], ...] = (
    ((204, 166, 132), (182, 144, 122), (206, 200, 184), (166, 120, 104), (176, 184, 184)),
    ((232, 214, 176), (226, 180, 140), (214, 198, 186), (240, 226, 200), (202, 158, 132)),
    ((158, 160, 168), (182, 186, 190), (140, 146, 156), (196, 192, 186), (168, 172, 170)),
    ((226, 150, 120), (160, 190, 186), (238, 206, 130), (200, 144, 156), (172, 190, 214)),
)
_BY_THE_SEA = (
    "sea ?side",
    "sea ?front",
    "sea\\b",
    "beach",
    "harbou?r",
    "promenade",
    "coast",
    "port\\b",
    "corniche",
    "strand",
    "playa",
    "mer\\b",
)
_AWNINGS: tuple[Colour, ...] = ((170, 74, 64), (70, 104, 124), (96, 126, 92), (194, 154, 84))


def _street(stage: Stage, brief: SetBrief) -> None:
    sky.draw_sky(stage)
    stage.haze = 90.0
    lamps_lit = stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}
    sky.plain(stage, stage.air((150, 148, 146), stage.camera.position + stage.camera.level * 60))
    road, opposite = 2.4, brief.between("wide", 11.5, 15.5)
    seaside = brief.named(*_BY_THE_SEA)
    stage.polygon([(road, 0, -40), (opposite - 2.4, 0, -40), (opposite - 2.4, 0, 160), (road, 0, 160)], (104, 106, 114))
    paving = brief.pick("paving", ((190, 182, 170), (176, 178, 180), (202, 184, 160)))
    for left, right in ((-3.2, road), (opposite - 2.4, opposite)):
        stage.polygon([(left, 0.0, -40), (right, 0, -40), (right, 0, 160), (left, 0, 160)], paving)
    level_grid(stage, (-3.2, road), (-12.0, 50.0), (1.6, 1.6), shade(paving, 0.84))
    stage.line((road, 0, -30), (road, 0, 160), 3.4, (84, 82, 86), overshoot=0)
    stage.line((road + 0.2, 0, -30), (road + 0.2, 0, 160), 1.8, (84, 82, 86), overshoot=0)
    for dash in range(-10, 80, 5):
        stage.polygon(
            [(6.6, 0.01, dash), (6.76, 0.01, dash), (6.76, 0.01, dash + 2.2), (6.6, 0.01, dash + 2.2)], (222, 214, 188)
        )
    far: Colour = stage.air((150, 152, 160), (0, 0, 130))
    stage.polygon([(-60, 0, 130), (opposite, 0, 130), (opposite, 15, 130), (-60, 15, 130)], far)
    if seaside:
        _sea_front(stage, opposite)
    else:
        stage.polygon([(opposite, 0, 130), (80, 0, 130), (80, 15, 130), (opposite, 15, 130)], far)
    random = np.random.default_rng(stage.seed + 3)
    facades = brief.pick("facades", _FACADES)
    low, high = brief.pick("storeys", ((5, 9), (7, 16), (7, 16), (12, 24)))
    village = brief.named("village", "suburb", "деревн", "dorf", "pueblo", "村")
    houses = []
    for side, x in ((-1, -3.2), (1, opposite)):
        z = -34.0
        while z < 112 and not (seaside and side > 0):
            width = random.uniform(6.5, 11.5)
            height = random.uniform(4.6, 7) if village else random.uniform(low, high)
            houses.append((side, x, z, width, height, int(random.integers(5)), int(random.integers(1000))))
            z += width
    for side, x, z, width, height, tone, seed in sorted(houses, key=lambda house: -house[2]):
        _house(stage, side, x, z, width, height, facades[tone], seed)
    if brief.pick("trees", (True, False)) or seaside:
        for along in (36.0, 19.0, 8.0):
            land.tree(stage, road - 0.5, along, 5.6, (118, 146, 92), pine=False)
    paints: tuple[Colour, ...] = ((92, 118, 112), (196, 188, 170), (150, 66, 60), (72, 92, 130), (212, 170, 80))
    shift = brief.between("cars", 0, 3)
    for index, along in enumerate((31.0, 19.0, 9.5)):
        _car(stage, 3.95, along + shift, paints[(stage.seed + index * 2) % 5])
    for along in (44.0, 27.0, 11.5):
        _street_lamp(stage, road - 0.35, along, lit=lamps_lit)
    if brief.named("caf[eé]", "restaurant", "bistro", "bar\\b", "terrace", "diner", "кафе", "咖啡", "카페"):
        _terrace(stage, brief)


def _sea_front(stage: Stage, x: float) -> None:
    """Where the other side of the street is open: a low wall and the water."""
    water = stage.daylight.sea
    stage.polygon([(x, 0.004, -60), (x, 0.004, 1800), (1800, 0.004, 1800), (1800, 0.004, -60)], water)
    stage.polygon(
        [(x, 0.006, 300), (x, 0.006, 1800), (1800, 0.006, 1800), (1800, 0.006, 300)],
        mix(water, stage.daylight.horizon_sky, 0.4),
    )
    stage.polygon([(x, 0, -40), (x, 0, 160), (x, 0.9, 160), (x, 0.9, -40)], (206, 196, 180), ink=2)
    glints = [[(x + 6 + 9 * (n % 7), 0.01, 8 + 5 * n), (x + 8 + 10 * (n % 7), 0.01, 8 + 5 * n)] for n in range(26)]
    hairlines(stage, glints, mix(water, (255, 255, 255), 0.4))


def _terrace(stage: Stage, brief: SetBrief) -> None:
    """Tables before a café, beside the wall."""
    cloth = _AWNINGS[stage.seed % 4]
    for z in (9.0, 5.6, 2.6):
        fittings.round_table(stage, -2.3, z, (232, 226, 214))
        for dz, yaw in ((0.6, 180), (-0.6, 0)):
            furniture.chair(stage, -2.3, z + dz, yaw=yaw, colour=(120, 92, 70))
    top = [(-2.3 + 1.2 * np.cos(t), 2.3, 5.6 + 1.2 * np.sin(t)) for t in np.linspace(0, 6.283, 14)]
    stage.bar((-2.3, 0.7, 5.6), (-2.3, 2.6, 5.6), 0.05, (206, 204, 196))
    stage.polygon(top, brief.pick("parasol", _AWNINGS) if brief.house else cloth, ink=2)


def _house(stage: Stage, side: int, x: float, z: float, width: float, height: float, colour: Colour, seed: int) -> None:
    camera, dark = stage.camera, stage.daylight.dark
    random = np.random.default_rng(seed)
    here = (x, 0.0, z + width / 2)
    for end, faces in ((z, camera.position[2] < z), (z + width, camera.position[2] > z + width)):
        if faces:
            stage.polygon(
                [(x, 0, end), (x + side * 10, 0, end), (x + side * 10, height, end), (x, height, end)],
                stage.air(shade(colour, 0.82), here),
                ink=2,
            )
    if (camera.position[0] - x) * -side <= 0:
        return
    away = z - camera.position[2]
    ink = 1.8 if away < 26 else 0.0  # Farther houses are too small for ink.
    facade = [(x, 0, z), (x, 0, z + width), (x, height, z + width), (x, height, z)]
    stage.polygon(facade, stage.air(colour, here), ink=2.4)
    stage.polygon(
        [(x, height - 0.5, z), (x, height - 0.5, z + width), (x, height, z + width), (x, height, z)],
        stage.air(shade(colour, 1.12), here),
        ink=ink,
    )
    if away + width < 0 or away > 70:
        return
    glass: Colour = (255, 214, 140) if dark else stage.air((122, 144, 156), here)
    stage.polygon(
        [(x, 0.25, z + 0.6), (x, 0.25, z + width - 0.6), (x, 2.5, z + width - 0.6), (x, 2.5, z + 0.6)], glass, ink=ink
    )
    for share in (0.2, 0.52):
        a, b = z + 0.6 + (width - 1.2) * share, z + 0.6 + (width - 1.2) * (share + 0.16)
        stage.polygon([(x, 0.25, a), (x, 0.25, a + 0.3), (x, 2.5, b + 0.3), (x, 2.5, b)], (255, 255, 255), alpha=0.22)
    for share in (0.36, 0.64) if ink else ():
        stage.line((x, 0.25, z + width * share), (x, 2.5, z + width * share), 2.2, overshoot=0)
    awning = stage.air(_AWNINGS[int(random.integers(4))], here)
    stage.polygon(
        [
            (x, 2.75, z + 0.3),
            (x, 2.75, z + width - 0.3),
            (x - side * 0.9, 2.4, z + width - 0.3),
            (x - side * 0.9, 2.4, z + 0.3),
        ],
        awning,
        ink=ink,
    )
    if dark and abs(away) < 30:
        stage.lamp((x - side * 0.4, 1.6, z + width / 2), pool=3.4, colour=(255, 196, 116), strength=0.45)
    columns = max(2, int(width / 2.4))
    for index in range(columns):
        for y in np.arange(3.5, height - 1.4, 2.6):
            near, far = z + (index + 0.27) * width / columns, z + (index + 0.73) * width / columns
            lit = dark and random.random() < 0.35
            pane: Colour = (255, 214, 140) if lit else stage.air(mix(shade(colour, 0.55), (96, 110, 124), 0.5), here)
            stage.polygon(
                [(x, y, near), (x, y, far), (x, y + 1.5, far), (x, y + 1.5, near)], pane, ink=1.3 if away < 10 else 0
            )


def _car(stage: Stage, x: float, z: float, colour: Colour) -> None:
    stage.box((x, 0.3, z), (1.7, 0.52, 4.0), colour, ink=2)
    stage.box((x, 0.82, z + 0.15), (1.46, 0.5, 2.1), mix(colour, (190, 206, 214), 0.55), ink=2)
    for along in (-1.25, 1.25):
        hub, depth = stage.camera.pixel((x - 0.86, 0.32, z + along))
        if depth > 1.5:
            radius = 0.32 * stage.camera.focal / depth
            stage.canvas.ellipse(hub, (radius * 0.6, radius), INK)
            stage.canvas.ellipse(hub, (radius * 0.26, radius * 0.45), (150, 152, 158))


def _street_lamp(stage: Stage, x: float, z: float, *, lit: bool) -> None:
    if stage.camera.depth((x, 0, z)) < 1.2:
        return
    stage.bar((x, 0, z), (x, 4.3, z), 0.11, (66, 68, 76))
    stage.bar((x, 4.3, z), (x - 0.7, 4.55, z), 0.07, (66, 68, 76))
    head: Colour = (255, 234, 176) if lit else (214, 214, 204)
    stage.lathe((x - 0.75, 4.2, z), [(0.2, 0), (0.11, 0.3)], [head], rings=False, ink=1.8)
    if lit:
        stage.lamp((x - 0.75, 4.2, z), pool=4.6, halo=1.5, colour=(255, 202, 126), strength=0.95)
        stage.lamp((x - 0.75, 0.0, z), pool=3.2, colour=(255, 190, 110), strength=0.5)


STREET = SetDesign("street", False, _street)
