"""A nave: high walls with tall windows, pews on both sides of the aisle, an altar at its end."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import Colour, shade
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.stage import Stage

_SHELL = Shell(
    (212, 204, 188), (192, 184, 168), (158, 150, 140), (150, 112, 70), half=3.8, height=6.4, deep=12.0, tiles=True
)
_PEW: Colour = (124, 86, 60)


def _church(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELL)
    room.shell_and_floor()
    for wall, sign in (("left", 1), ("right", -1)):
        if room.seen(wall):
            for along in (10.6, 7.6, 4.6, 1.6):
                _window(room, wall, sign * along, 0.55, 1.7, 3.6)
    if room.seen("far"):
        _window(room, "far", 0.0, 0.9, 2.6, 4.2)
    stage.box((0, 0, room.zf - 1.2), (2.6, 1.0, 0.8), (232, 228, 216))
    stage.box((0, 1.0, room.zf - 1.2), (0.10, 0.9, 0.10), _SHELL.accent)
    stage.box((0, 1.5, room.zf - 1.2), (0.5, 0.12, 0.10), _SHELL.accent)
    for z in np.arange(room.zf - 3.0, 1.2, -1.3):
        for x in (-2.3, 2.3):
            stage.box((x, 0.30, z), (2.3, 0.14, 0.42), _PEW, ink=1.8)
            stage.box((x, 0, z + 0.24), (2.3, 0.95, 0.10), shade(_PEW, 0.9), ink=1.8)
    if room.lit:
        for x in (-1.0, 1.0):
            stage.lamp((x, 1.4, room.zf - 1.4), pool=3.0, halo=0.8, colour=(255, 200, 120), strength=0.8)
    if stage.daylight.dark:
        stage.lamp((0, 2.4, 1.0), pool=4.2, colour=(255, 196, 130), strength=0.3)


def _window(room: Room, wall: str, along: float, half: float, low: float, high: float) -> None:
    """A tall window with a pointed arch."""
    arch = [(half * math.cos(turn), high + half * 1.5 * math.sin(turn)) for turn in np.linspace(0, math.pi, 9)]
    outline = [(half, low), *arch, (-half, low)]
    room.stage.polygon([room.at(wall, along + x, y) for x, y in outline], room.stage.daylight.horizon_sky, ink=2.4)
    room.stage.line(room.at(wall, along, low), room.at(wall, along, high + half * 1.5), 2.0, overshoot=0)
    for y in np.arange(low + 0.6, high, 0.6):
        room.stage.line(room.at(wall, along - half, y), room.at(wall, along + half, y), 1.4, overshoot=0)


CHURCH = SetDesign("church", ("church", "chapel", "cathedral", "nave\\b", "abbey", "monastery"), True, _church)
