"""A street between houses: pavement on the left where the scene is played, road and parked cars on the right."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_FACADES: tuple[Colour, ...] = ((204, 166, 132), (182, 144, 122), (206, 200, 184), (166, 120, 104), (176, 184, 184))
_AWNINGS: tuple[Colour, ...] = ((170, 74, 64), (70, 104, 124), (96, 126, 92), (194, 154, 84))


def _street(stage: Stage, brief: SetBrief) -> None:
    alley = brief.named("alley", "lane", "backstreet")
    sky.draw_sky(stage)
    stage.haze = 90.0
    lamps_lit = stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}
    sky.plain(stage, stage.air((150, 148, 146), stage.camera.position + stage.camera.level * 60))
    road, opposite = (2.4, 13.5) if not alley else (1.6, 3.4)
    stage.polygon([(road, 0, -40), (opposite - 2.4, 0, -40), (opposite - 2.4, 0, 160), (road, 0, 160)], (104, 106, 114))
    for left, right in ((-3.2, road), (opposite - 2.4, opposite)):
        stage.polygon([(left, 0.0, -40), (right, 0, -40), (right, 0, 160), (left, 0, 160)], (190, 182, 170))
    for z in np.arange(-12, 50, 1.6):
        stage.line((-3.2, 0, z), (road, 0, z), 1.4, (152, 146, 138), overshoot=0)
    for x in (-1.4, 0.4):
        stage.line((x, 0, -20), (x, 0, 80), 1.4, (152, 146, 138), overshoot=0)
    stage.line((road, 0, -30), (road, 0, 160), 3.4, (84, 82, 86), overshoot=0)
    stage.line((road + 0.2, 0, -30), (road + 0.2, 0, 160), 1.8, (84, 82, 86), overshoot=0)
    if not alley:
        for z in range(-10, 80, 5):
            stage.polygon(
                [(6.6, 0.01, z), (6.76, 0.01, z), (6.76, 0.01, z + 2.2), (6.6, 0.01, z + 2.2)], (222, 214, 188)
            )
    stage.polygon([(-60, 0, 130), (80, 0, 130), (80, 15, 130), (-60, 15, 130)], stage.air((150, 152, 160), (0, 0, 130)))
    random = np.random.default_rng(stage.seed + 3)
    houses = []
    for side, x in ((-1, -3.2), (1, opposite)):
        z = -34.0
        while z < 112:
            width = random.uniform(6.5, 11.5)
            houses.append(
                (side, x, z, width, random.uniform(7, 16), int(random.integers(5)), int(random.integers(1000)))
            )
            z += width
    for side, x, z, width, height, tone, seed in sorted(houses, key=lambda house: -house[2]):
        _house(stage, side, x, z, width, height, _FACADES[tone], seed)
    if not alley:
        for z, colour in ((31, (92, 118, 112)), (19, (196, 188, 170)), (9.5, (150, 66, 60))):
            _car(stage, 3.95, z, colour)
    for z in (44, 27, 11.5):
        _street_lamp(stage, road - 0.35, z, lit=lamps_lit)


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
    facade = [(x, 0, z), (x, 0, z + width), (x, height, z + width), (x, height, z)]
    stage.polygon(facade, stage.air(colour, here), ink=2.4)
    stage.polygon(
        [(x, height - 0.5, z), (x, height - 0.5, z + width), (x, height, z + width), (x, height, z)],
        stage.air(shade(colour, 1.12), here),
        ink=1.6,
    )
    if away + width < 0 or away > 70:
        return
    glass: Colour = (255, 214, 140) if dark else stage.air((122, 144, 156), here)
    stage.polygon(
        [(x, 0.25, z + 0.6), (x, 0.25, z + width - 0.6), (x, 2.5, z + width - 0.6), (x, 2.5, z + 0.6)], glass, ink=1.8
    )
    for share in (0.2, 0.52):
        a, b = z + 0.6 + (width - 1.2) * share, z + 0.6 + (width - 1.2) * (share + 0.16)
        stage.polygon([(x, 0.25, a), (x, 0.25, a + 0.3), (x, 2.5, b + 0.3), (x, 2.5, b)], (255, 255, 255), alpha=0.22)
    for share in (0.36, 0.64):
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
        ink=1.8,
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
                [(x, y, near), (x, y, far), (x, y + 1.5, far), (x, y + 1.5, near)], pane, ink=1.3 if away < 32 else 0
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


STREET = SetDesign(
    "street",
    (
        "street",
        "alley",
        "city",
        "town",
        "sidewalk",
        "pavement",
        "avenue",
        "square",
        "market",
        "rooftop",
        "bridge",
        "parking",
        "village",
        "lane",
        "shop",
        "caf[eé]",
        "station",
        "house",
        "school",
        "(bus|tram|taxi) (stop|stand|rank)",
        "stop\\b",
        "platform",
        "kiosk",
        "corner",
        "cross(ing|roads)",
        "plaza",
        "store",
        "garage",
        "courtyard",
        "driveway",
        "building",
        "apartment",
        "hotel",
        "hospital",
        "office",
        "church",
        "bar\\b",
        "pub\\b",
        "diner",
        "restaurant",
        "theat(re|er)",
        "cinema",
        "museum",
        "embassy",
        "airport",
        "suburb",
        "neighbou?rhood",
        "downtown",
        "kerb",
        "curb",
        "car\\b",
        "taxi",
        "tram\\b",
        "bus\\b",
    ),
    False,
    _street,
)
