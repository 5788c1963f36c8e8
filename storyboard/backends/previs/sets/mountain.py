"""High ground: peaks with snow behind each other, mist in the valley between them, a stony path and boulders."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.land import boulders, grass, path, tree
from storyboard.backends.previs.stage import Stage


def _mountains(stage: Stage, brief: SetBrief) -> None:
    snow = brief.says("snow", "winter", "glacier", "ice\\b")
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage)
    stage.haze = 120.0
    turfs: tuple[Colour, ...] = ((158, 170, 116), (186, 170, 126), (142, 168, 122))
    turf: Colour = (226, 230, 236) if snow else brief.tint("turf", brief.pick("turf", turfs), 0.16)
    rock = brief.pick("rock", ((118, 132, 166), (150, 128, 140), (128, 140, 146)))
    sky.plain(stage, turf)
    air = stage.daylight.horizon_sky
    _ridge(
        stage, 900, brief.between("peaks", 320, 460), mix(rock, air, 0.52), 9.0, 0, cap=mix((250, 250, 252), air, 0.25)
    )
    _ridge(
        stage, 620, 190, mix(shade(rock, 0.8), air, 0.34), 7.0, 1, cap=mix((246, 248, 250), air, 0.15) if snow else None
    )
    _mist(stage, 560, 34, air)
    _ridge(stage, 380, 64, mix((78, 100, 104), air, 0.20), 6.0, 2, cap=None)
    _mist(stage, 300, 13, air)
    _ridge(stage, 160, 12, mix(shade(turf, 0.72), air, 0.14), 8.0, 3, cap=None)
    for x, z, height in ((-10, 26.0, 6.0), (-13.5, 31, 7.2), (13, 36, 7.0), (17, 42, 8.0), (-7.4, 40, 6.4)):
        tree(stage, side * x, z, height, (84, 112, 88), pine=True)
    path(
        stage,
        [(-0.9, -9), (0.1, 6), (-1.0 - 0.5 * side, 16), (0.4 + 0.4 * side, 34), (-0.4, 64)],
        [(1.1, -9), (1.5, 6), (0.0 - 0.5 * side, 16), (1.0 + 0.4 * side, 34), (-0.1, 64)],
        shade(turf, 0.94) if snow else (186, 172, 146),
    )
    rocks = ((3.4, 15, 1.1), (-4.6, 11, 0.8), (5.2, 8.5, 0.6), (-2.9, 6.4, 0.42), (2.6, 4.4, 0.30), (-3.6, 20, 1.3))
    boulders(stage, [(side * x, z, size) for x, z, size in rocks])
    if not snow:
        grass(stage, 90, shade(turf, 0.66), spread=11, depth=20, bare=2.2)


def _ridge(
    stage: Stage, distance: float, height: float, colour: Colour, step: float, order: int, *, cap: Colour | None
) -> None:
    """A row of peaks: straight flanks, the one away from the light darker, and snow above where there is a `cap`."""
    camera = stage.camera
    foot = camera.position * (1, 0, 1)
    random = np.random.default_rng(stage.seed % 9973 + 101 * order)
    count = round(176 / step)
    azimuths = np.linspace(-88, 88, count) + random.uniform(-0.25, 0.25, count) * step
    tops = np.where(np.arange(count) % 2 == 0, random.uniform(0.55, 1.0, count), random.uniform(0.16, 0.42, count))

    def at(azimuth: float, rise: float) -> list[float]:
        turn = math.radians(azimuth)
        return list(foot + distance * np.array([math.sin(turn), 0, math.cos(turn)]) + (0, height * rise, 0))

    crest = [at(azimuth, top) for azimuth, top in zip(azimuths, tops, strict=True)]
    stage.polygon([*crest, at(88, -0.4), at(-88, -0.4)], colour, ink=0)
    lit = 1 if stage.daylight.sun[0] < 0 else -1
    for index in range(0, count - 1, 2):
        beside = index + lit
        if not 0 <= beside < count:
            continue
        peak, low = crest[index], crest[beside]
        base = at(azimuths[index] + 0.12 * lit * step, tops[beside] - 0.12)
        stage.polygon([peak, low, base], shade(colour, 0.88), ink=0)
        if cap is not None and tops[index] > 0.6 and index > 0:
            other = crest[index - lit] if 0 <= index - lit < count else low
            edge = [np.asarray(peak) * 0.62 + np.asarray(end) * 0.38 for end in (other, low)]
            inner = [np.asarray(peak) * share + np.asarray(base) * (1 - share) for share in (0.58, 0.74, 0.62)]
            zigzag = [edge[0], inner[0] * 0.6 + edge[0] * 0.4, inner[1], inner[2] * 0.6 + edge[1] * 0.4, edge[1]]
            stage.polygon([peak, *[list(point) for point in zigzag]], cap, ink=0)
    pixels, depths = camera.project(np.array(crest))
    for index in range(
        count - 1
    ):  # One by one: a single stroke along a crest that leaves the picture cuts its corners.
        if depths[index : index + 2].min() > 1:
            stage.canvas.line(pixels[index], pixels[index + 1], 1.8, shade(colour, 0.70), seed=index, taper=0.2)


def _mist(stage: Stage, distance: float, height: float, air: Colour) -> None:
    """A pale band that lies in a valley and thins upwards."""
    camera = stage.camera
    left, right = camera.level - camera.right * 1.6, camera.level + camera.right * 1.6
    foot = camera.position * (1, 0, 1)
    pale = mix(air, (255, 255, 255), 0.35)
    for share, alpha in ((1.0, 0.16), (0.7, 0.22), (0.4, 0.30)):
        corners = [foot + left * distance, foot + right * distance]
        top = [corner + np.array([0.0, height * share, 0.0]) for corner in corners]
        stage.polygon([top[0], top[1], corners[1] - (0, 4, 0), corners[0] - (0, 4, 0)], pale, alpha=alpha, ink=0)


MOUNTAIN = SetDesign("mountain", False, _mountains)
