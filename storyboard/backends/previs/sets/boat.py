"""In an open boat: water to the horizon, planks underfoot, the gunwale round about."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from storyboard.backends.previs.colour import Colour, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.coast import headland
from storyboard.backends.previs.stage import Stage

_HULLS: tuple[tuple[Colour, Colour], ...] = (
    ((164, 124, 88), (126, 88, 62)),
    ((196, 188, 170), (70, 104, 136)),
    ((186, 154, 112), (150, 62, 52)),
    ((134, 112, 98), (84, 104, 84)),
)


def _boat(stage: Stage, brief: SetBrief) -> None:
    large = brief.named("ship", "ferry", "deck", "yacht")
    half, bow, stern = (3.0, 9.0, -7.0) if large else (1.5, 3.6, -3.4)
    plank, rail = brief.pick("hull", _HULLS)
    sky.draw_sky(stage)
    stage.haze = 90.0
    sky.sea(stage, height=-0.55)
    if brief.pick("shore", (True, False)):  # A coast far off.
        side = brief.pick("side", (1, -1))
        headland(stage, side * 120, 260, 170, 26, (140, 134, 128), base=-0.55)
    steps = np.linspace(0, 1, 9)
    # From the stern along one side to the bow and back along the other.
    left = [(-half * float(np.cos(step * np.pi / 2) ** 0.7), stern + (bow - stern) * float(step)) for step in steps]
    outline = left + [(-x, z) for x, z in reversed(left[:-1])]
    stage.polygon([(x, 0.0, z) for x, z in outline], plank, ink=2.4)
    for x in np.arange(-half + 0.3, half, 0.3):
        end = bow - (bow - stern) * 0.5 * (abs(x) / half) ** 2
        stage.line((x, 0.01, stern), (x, 0.01, end), 1.5, shade(plank, 0.74), overshoot=0)
    high = 0.95 if large else 0.48
    for (x0, z0), (x1, z1) in pairwise(outline):
        wall = [(x0, 0, z0), (x1, 0, z1), (x1 * 1.06, high, z1), (x0 * 1.06, high, z0)]
        stage.polygon(wall, shade(plank, 0.86), ink=1.8)
        stage.bar((x0 * 1.06, high, z0), (x1 * 1.06, high, z1), 0.10, rail)
    if large:
        stage.box((0.9, 0, 5.0), (2.0, 1.9, 1.4), (224, 220, 206))
        stage.bar((-0.6, 0, 4.2), (-0.6, 6.5, 4.2), 0.16, rail)
    else:
        stage.box((0, 0.22, 1.7), (2.3, 0.07, 0.34), rail)


BOAT = SetDesign("boat", False, _boat, seated=True)
