"""Inside a train, a tram or a bus: a long narrow room with windows on both sides and rows of seats."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import Colour, mix
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.stage import Stage

_SHELL = Shell((206, 210, 204), (190, 196, 190), (118, 116, 120), (72, 104, 122), half=1.75, height=2.45, deep=11.0)
_CLOTH: Colour = (74, 104, 126)


def _carriage(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELL)
    room.shell_and_floor()
    sky = stage.daylight.horizon_sky
    land = mix((120, 132, 108), sky, 0.4)
    for wall, sign in (("left", 1), ("right", -1)):
        if not room.seen(wall):
            continue
        for along in np.arange(10.2, -3.0, -1.9):
            room.panel(wall, sign * along - 0.72, sign * along + 0.72, 0.95, 1.85, sky)
            room.panel(wall, sign * along - 0.72, sign * along + 0.72, 0.95, 1.2, land, ink=0)
        room.panel(wall, -12, 12, 1.98, 2.06, (150, 154, 152), ink=1.6)
    if room.seen("far"):
        room.panel("far", -0.45, 0.45, 0.0, 2.0, (150, 158, 156))
        room.panel("far", -0.28, 0.28, 1.1, 1.75, sky)
    for z in np.arange(room.zf - 1.0, 0.9, -1.5):
        for x in (-1.22, 1.22):
            stage.box((x, 0.18, z), (0.86, 0.28, 0.5), _CLOTH, ink=1.8)
            stage.box((x, 0.40, z + 0.24), (0.86, 0.72, 0.12), _CLOTH, ink=1.8)
    for z in (7.0, 3.6):
        for x in (-0.72, 0.72):
            stage.bar((x, 0, z), (x, room.height, z), 0.035, (214, 184, 92))
    for z in np.arange(9.0, -2.0, -2.6):
        stage.polygon(
            [(-0.3, 2.44, z), (0.3, 2.44, z), (0.3, 2.44, z + 1.4), (-0.3, 2.44, z + 1.4)], (255, 255, 246), ink=1.4
        )
        if stage.daylight.dark:
            stage.lamp((0, 2.4, z), pool=2.6, halo=0.5, colour=(226, 230, 220), strength=0.4)


CARRIAGE = SetDesign(
    "carriage",
    (
        "carriage",
        "(train|subway|dining|sleeping|tube|railway) car\\b",
        "train\\b(?! (station|stop))",
        "tram\\b(?! (station|stop))",
        "streetcar",
        "bus\\b(?! (station|stop))",
        "compartment",
        "coach\\b",
    ),
    True,
    _carriage,
    seated=True,
)
