"""Open country: fields, a farm, a road to the horizon."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage

_FIELDS: tuple[Colour, ...] = ((150, 168, 100), (204, 182, 104), (126, 158, 96), (176, 166, 112))


def _field(stage: Stage, brief: SetBrief) -> None:
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage)
    stage.haze = 90.0
    earth = brief.tint("earth", brief.pick("earth", _FIELDS), 0.16)
    land.ground(stage, earth)
    horizon = stage.daylight.horizon_sky
    land.hills(
        stage,
        420,
        brief.between("far hills", 40, 90),
        mix((150, 164, 186), horizon, 0.45),
        rhythm=brief.between("a", 0.8, 1.4),
    )
    land.hills(
        stage,
        220,
        brief.between("hills", 14, 34),
        mix(shade(earth, 0.8), horizon, 0.35),
        rhythm=brief.between("b", 1.2, 2.2),
    )
    road = brief.named(*_ROADS)
    for near, far, wide, tone in (
        (26, 40, 60, 0.92),
        (44, 70, 110, 1.06),
        (16, 24, 40, 1.04),
    ):  # Strips of other crops.
        a, b = sorted((side * 4.5, side * (4.5 + wide)))
        stage.polygon(
            [(a, 0.004, near), (b, 0.004, near), (b, 0.004, far), (a, 0.004, far)],
            stage.air(shade(mix(earth, (206, 176, 92), 0.3), tone), (0, 0, near)),
        )
    if road:
        _road(stage, earth)
    else:
        left = [(-0.9, -9), (0.2, 8), (-side * 1.6, 22), (side * 0.6 - 0.2, 60)]
        right = [(1.1, -9), (1.6, 8), (1.0 - side * 1.6, 22), (side * 0.6 + 0.2, 60)]
        land.path(stage, left, right, (206, 182, 138))
    if brief.named("farm", "ferme", "granja", "bauernhof", "fattoria", "fazenda", "ферм", "농장") or brief.pick(
        "barn", (True, False, False)
    ):
        _barn(stage, -side * 13.0, 30.0)
    else:
        for z in (38.0, 44.0):
            _bale(stage, -side * (7 + z * 0.12), z)
    land.fence(stage, side * 3.6, -4, 60, colour=brief.pick("fence", ((128, 104, 82), (206, 202, 192))))
    for x, z, height in ((-9, 24, 7.0), (12, 38, 8.0), (-16, 46, 9.0)):
        land.tree(
            stage, side * x, z, height, brief.pick("leaf", ((112, 142, 86), (142, 152, 84), (98, 128, 90))), pine=False
        )
    if road and brief.pick("poles", (True, True, False)):
        _poles(stage, -side * 5.2)
    land.grass(stage, 130, shade(earth, 0.66), spread=13, depth=26, bare=2.8)


_ROADS: tuple[str, ...] = (
    *(
        "roads?\\b",
        "roadside",
        "highway",
        "freeway",
        "motorway",
        "street",
        "route",
        "autoroute",
        "carretera",
        "camino",
        "landstra",
        "autobahn",
    ),
    *(
        "strada",
        "autostrada",
        "estrada",
        "rodovia",
        "дорог",
        "шоссе",
        "公路",
        "马路",
        "道路",
        "道",
        "도로",
        "طريق",
        "כביש",
        "राजमार्ग",
    ),
)


def _road(stage: Stage, earth: Colour) -> None:
    stage.polygon(
        [(-2.6, 0.01, -30), (2.6, 0.01, -30), (2.6, 0.01, 300), (-2.6, 0.01, 300)],
        stage.air((122, 120, 124), (0, 0, 10)),
    )
    for z in range(-10, 90, 5):
        stage.polygon([(-0.07, 0.02, z), (0.07, 0.02, z), (0.07, 0.02, z + 2), (-0.07, 0.02, z + 2)], (236, 226, 190))
    for x in (-2.6, 2.6):
        stage.line((x, 0.01, -30), (x, 0.01, 200), 2.4, shade(earth, 0.6), overshoot=0)


def _poles(stage: Stage, x: float) -> None:
    """Telegraph poles along the road."""
    places = [float(z) for z in range(52, 0, -12)]
    for z in places:
        if stage.camera.depth((x, 0, z)) > 1.5:
            stage.bar((x, 0, z), (x, 6.4, z), 0.18, stage.air((112, 90, 74), (x, 0, z)))
            stage.bar((x - 0.8, 5.8, z), (x + 0.8, 5.8, z), 0.10, stage.air((112, 90, 74), (x, 0, z)))
    for first, second in pairwise(places):
        for dx in (-0.7, 0.7):
            sag = [
                (x + dx, 5.85 - 0.5 * math.sin(math.pi * s), first + (second - first) * s) for s in np.linspace(0, 1, 6)
            ]
            stage.curve(sag, 1.2, (92, 92, 100))


def _barn(stage: Stage, x: float, z: float) -> None:
    red: Colour = (160, 74, 60)
    stage.box((x, 0, z), (8.0, 4.0, 6.0), red)
    front, roof = z - 3.01, (96, 88, 88)
    stage.polygon(
        [(x - 4.2, 4.0, front), (x + 4.2, 4.0, front), (x + 3.0, 6.2, front), (x, 7.2, front), (x - 3.0, 6.2, front)],
        stage.air(shade(red, 0.94), (x, 0, z)),
        ink=2,
    )
    stage.polygon(
        [
            (x - 4.4, 3.9, front - 0.2),
            (x - 3.1, 6.3, front - 0.2),
            (x, 7.4, front - 0.2),
            (x + 3.1, 6.3, front - 0.2),
            (x + 4.4, 3.9, front - 0.2),
            (x + 3.0, 6.0, front - 0.2),
            (x, 7.0, front - 0.2),
            (x - 3.0, 6.0, front - 0.2),
        ],
        stage.air(roof, (x, 0, z)),
    )
    stage.polygon(
        [
            (x - 1.4, 0, front - 0.02),
            (x + 1.4, 0, front - 0.02),
            (x + 1.4, 2.8, front - 0.02),
            (x - 1.4, 2.8, front - 0.02),
        ],
        stage.air((236, 230, 216), (x, 0, z)),
        ink=1.8,
    )
    stage.polygon(
        [
            (x - 1.2, 0, front - 0.04),
            (x + 1.2, 0, front - 0.04),
            (x + 1.2, 2.6, front - 0.04),
            (x - 1.2, 2.6, front - 0.04),
        ],
        stage.air(shade(red, 0.7), (x, 0, z)),
        ink=1.4,
    )


def _bale(stage: Stage, x: float, z: float) -> None:
    spot, depth = stage.camera.pixel((x, 0.75, z))
    if depth > 2:
        radius = 0.75 * stage.camera.focal / depth
        stage.canvas.ellipse(
            spot + np.array([radius * 0.5, 0]), (radius, radius), stage.air((196, 164, 92), (x, 0, z)), ink=1.6
        )
        stage.canvas.ellipse(spot, (radius, radius), stage.air((222, 192, 116), (x, 0, z)), ink=1.6)


FIELD = SetDesign("field", False, _field)
