"""Inside a train, a tram or a bus: a long narrow room with windows on both sides and rows of seats."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import mix
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.stage import Stage

_SHELLS = (
    Shell((206, 210, 204), (118, 116, 120), (72, 104, 122), half=1.75, height=2.45, deep=11.0, floor_kind="carpet"),
    Shell((196, 164, 122), (112, 84, 72), (124, 50, 48), half=1.7, height=2.5, deep=10.0, wall_kind="wainscot"),
    Shell((222, 214, 192), (126, 130, 128), (78, 118, 88), half=1.8, height=2.4, deep=12.0, floor_kind="carpet"),
    Shell((214, 220, 226), (104, 108, 118), (196, 120, 48), half=1.75, height=2.4, deep=11.0, floor_kind="carpet"),
)


def _carriage(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _SHELLS).resized(brief, 0.0))
    cloth, high = room.shell.accent, room.height - 0.01
    room.shell_and_floor()
    sky = stage.daylight.horizon_sky
    land = mix(brief.pick("land", ((120, 132, 108), (168, 156, 112), (110, 118, 128))), sky, 0.4)
    if brief.named("subway", "metro", "underground", "tube", "métro", "метро", "地铁", "지하철"):
        sky, land = (52, 54, 62), (44, 46, 54)
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
            stage.box((x, 0.18, z), (0.86, 0.28, 0.5), cloth, ink=1.8)
            stage.box((x, 0.40, z + 0.24), (0.86, 0.72, 0.12), cloth, ink=1.8)
    for z in (7.0, 3.6):
        for x in (-0.72, 0.72):
            stage.bar((x, 0, z), (x, room.height, z), 0.035, (214, 184, 92))
    for z in np.arange(9.0, -2.0, -2.6):
        stage.polygon(
            [(-0.3, high, z), (0.3, high, z), (0.3, high, z + 1.4), (-0.3, high, z + 1.4)], (255, 255, 246), ink=1.4
        )
        if stage.daylight.dark and z < 7:
            stage.lamp((0, 2.4, z), pool=2.6, halo=0.4, colour=(226, 230, 220), strength=0.34)


CARRIAGE = SetDesign("carriage", True, _carriage, seated=True)
