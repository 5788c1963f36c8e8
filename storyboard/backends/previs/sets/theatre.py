"""A theatre's stage seen from the stalls."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import level_grid
from storyboard.backends.previs.stage import Stage


def _stage_set(stage: Stage, brief: SetBrief) -> None:
    """A theatre's stage seen from the stalls: boards, curtains, a painted back-cloth, footlights."""
    curtain: Colour = brief.pick("curtain", ((150, 36, 44), (46, 62, 112), (98, 40, 96), (40, 92, 76)))
    cloth: Colour = brief.pick("cloth", ((176, 190, 206), (206, 186, 150), (150, 130, 160), (92, 104, 128)))
    floor: Colour = brief.pick("floor", ((160, 116, 82), (120, 88, 68), (92, 78, 74)))
    stage.canvas.fill((30, 24, 28))
    half, deep, high = 4.6 * brief.between("wide", 0.92, 1.1), 4.6, 5.6
    back = [(-half * 1.2, 0, deep), (half * 1.2, 0, deep), (half * 1.2, high, deep), (-half * 1.2, high, deep)]
    pixels = stage.polygon(back, cloth)
    if pixels is not None:
        stage.canvas.gradient_polygon(pixels, shade(cloth, 0.72), mix(cloth, (255, 240, 210), 0.3))
    scene = brief.pick("scene", ("hills", "moon", "arches"))
    if scene == "hills":
        for base, light in ((1.9, 0.8), (1.2, 0.66)):
            crest = [
                (x, base + 0.5 * np.sin(x * 1.1 + base), deep - 0.02) for x in np.linspace(-half * 1.2, half * 1.2, 16)
            ]
            stage.polygon([*crest, (half * 1.2, 0, deep - 0.02), (-half * 1.2, 0, deep - 0.02)], shade(cloth, light))
    elif scene == "moon":
        turn = np.linspace(0, 6.283, 28)
        stage.polygon(
            [(1.4 * brief.pick("at", (1, -1)) + 0.7 * np.cos(t), 2.9 + 0.7 * np.sin(t), deep - 0.02) for t in turn],
            (250, 240, 204),
        )
    else:
        for x in (-2.4, 0.0, 2.4):
            arch = [(x + 0.8 * np.cos(t), 2.2 + 0.8 * np.sin(t), deep - 0.02) for t in np.linspace(0, np.pi, 10)]
            stage.polygon([(x + 0.8, 0, deep - 0.02), *arch, (x - 0.8, 0, deep - 0.02)], shade(cloth, 0.7), ink=1.8)
    boards = stage.polygon(
        [(-half * 1.3, 0, -6), (half * 1.3, 0, -6), (half * 1.3, 0, deep), (-half * 1.3, 0, deep)], floor
    )
    if boards is not None:
        level_grid(stage, (-half * 1.3, half * 1.3), (-6, deep), (0.28, 0), shade(floor, 0.78))
    for z, reach in ((3.4, 0.62), (1.9, 0.74)):
        for sign in (-1, 1):
            _leg(
                stage, sign * half * reach * 1.1, sign * half * 1.35, z, high, shade(curtain, 0.55 + 0.12 * (4 - z) / 2)
            )
    for sign in (-1, 1):
        _leg(stage, sign * half * 0.80, sign * half * 1.5, 0.9, high, curtain, folds=7)
    _valance(stage, half * 1.5, 0.9, 3.3, high, curtain)
    for x in np.linspace(-half * 0.8, half * 0.8, 7):
        stage.lamp((x, 3.4, 1.6), pool=1.1, colour=(255, 236, 190), strength=0.10)
    stage.lamp((0, 0.4, 0.4), pool=3.2, colour=(255, 238, 200), strength=0.75 if stage.daylight.dark else 0.35)
    if stage.camera.position[1] < 3.6:
        for x, tone in ((-1.7, (255, 214, 140)), (1.7, (190, 206, 255))):
            spot = [(x, 4.6, 1.2), (x * 0.2 + 1.1, 0.01, 0.9), (x * 0.2 - 1.1, 0.01, 0.9)]
            stage.polygon(spot, tone, alpha=0.10)
    stage.disc((0, 0.008, 0.6), 1.7, (255, 240, 206), alpha=0.30)


def _leg(stage: Stage, inner: float, outer: float, z: float, high: float, colour: Colour, *, folds: int = 4) -> None:
    stage.polygon([(inner, 0, z), (outer, 0, z), (outer, high, z), (inner, high, z)], colour, ink=2.2)
    xs = np.linspace(inner, outer, folds + 2)
    for a, b in pairwise(xs):
        stage.polygon(
            [(a, 0.02, z), (a + (b - a) * 0.45, 0.02, z), (a + (b - a) * 0.45, high, z), (a, high, z)],
            shade(colour, 0.82),
        )


def _valance(stage: Stage, half: float, z: float, low: float, high: float, colour: Colour) -> None:
    edge = [(x, low - 0.28 * abs(np.sin(x * 2.0)), z - 0.05) for x in np.linspace(-half, half, 49)]
    stage.polygon([*edge, (half, high, z - 0.05), (-half, high, z - 0.05)], colour)
    stage.curve(edge, 2.6)
    stage.curve([(x, y + 0.12, zz) for x, y, zz in edge], 2.4, (226, 182, 84))


STAGE = SetDesign("stage", True, _stage_set)
