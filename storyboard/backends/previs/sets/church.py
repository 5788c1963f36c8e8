"""A nave: high walls with tall windows, pews on both sides of the aisle, an altar at its end."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.stage import Stage

_SHELLS = (
    Shell((212, 204, 188), (158, 150, 140), (150, 112, 70), half=3.8, height=6.4, deep=12.0, floor_kind="stone"),
    Shell(
        (174, 168, 164),
        (128, 122, 120),
        (206, 170, 92),
        half=4.2,
        height=7.0,
        deep=13.0,
        floor_kind="checker",
        wall_kind="stone",
    ),
    Shell((234, 226, 206), (150, 112, 82), (70, 104, 140), half=3.5, height=5.4, deep=10.0, wall_kind="wainscot"),
)
_PEWS: tuple[Colour, ...] = ((124, 86, 60), (92, 64, 50), (160, 118, 80))


def _church(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _SHELLS).resized(brief, 0.08))
    room.shell_and_floor()
    pew = brief.pick("pews", _PEWS)
    _runner(room)
    for wall, sign in (("left", 1), ("right", -1)):
        if room.seen(wall):
            for along in (10.6, 7.6, 4.6, 1.6):
                _window(room, wall, sign * along, 0.55, 1.7, 0.56 * room.height)
    if room.seen("far"):
        _window(room, "far", 0.0, 0.9, 2.4, 0.62 * room.height)
    stage.box((0, 0, room.zf - 1.2), (2.6, 1.0, 0.8), (232, 228, 216))
    stage.box((0, 1.0, room.zf - 1.2), (0.10, 0.9, 0.10), room.shell.accent)
    stage.box((0, 1.5, room.zf - 1.2), (0.5, 0.12, 0.10), room.shell.accent)
    for z in np.arange(room.zf - 3.0, 1.2, -1.3):
        for x in (-2.3, 2.3):
            stage.box((x, 0.30, z), (2.3, 0.14, 0.42), pew, ink=1.8 if z < 5 else 0)
            stage.box((x, 0, z + 0.24), (2.3, 0.95, 0.10), shade(pew, 0.9), ink=1.8 if z < 6 else 0)
    if room.lit:
        for x in (-1.0, 1.0):
            stage.lamp((x, 1.4, room.zf - 1.4), pool=3.0, halo=0.8, colour=(255, 200, 120), strength=0.8)
    if stage.daylight.dark:
        stage.lamp((0, 2.4, 1.0), pool=4.2, colour=(255, 196, 130), strength=0.3)


def _runner(room: Room) -> None:
    """The carpet in the aisle and the step before the altar."""
    stage, z = room.stage, room.zf
    red = room.brief.pick("runner", ((150, 52, 50), (60, 78, 120), (84, 104, 74)))
    stage.polygon([(-0.7, 0.006, room.zb), (0.7, 0.006, room.zb), (0.7, 0.006, z), (-0.7, 0.006, z)], red, ink=1.4)
    stage.box((0, 0, z - 1.1), (room.half * 1.4, 0.24, 2.2), shade(room.shell.floor, 1.1), ink=2)


def _window(room: Room, wall: str, along: float, half: float, low: float, high: float) -> None:
    """A tall window with a pointed arch."""
    arch = [(half * math.cos(turn), high + half * 1.5 * math.sin(turn)) for turn in np.linspace(0, math.pi, 9)]
    outline = [(half, low), *arch, (-half, low)]
    sky = room.stage.daylight.horizon_sky
    room.stage.polygon([room.at(wall, along + x, y) for x, y in outline], sky, ink=2.4)
    if room.brief.pick("glass", ("stained", "plain", "stained")) == "stained":
        tones: tuple[Colour, ...] = ((196, 92, 84), (92, 128, 176), (226, 186, 96), (110, 156, 116))
        for index, y in enumerate(np.arange(low, high, 0.6)):
            for left in (-half, 0.0):
                tone = mix(tones[(index + (left < 0)) % 4], sky, 0.3)
                tone = shade(tone, 0.5) if room.stage.daylight.dark else tone
                room.panel(wall, along + left, along + left + half, y, min(float(y) + 0.6, high), tone, ink=0)
    room.stage.line(room.at(wall, along, low), room.at(wall, along, high + half * 1.5), 2.0, overshoot=0)
    hairlines(
        room.stage,
        [[room.at(wall, along - half, y), room.at(wall, along + half, y)] for y in np.arange(low + 0.6, high, 0.6)],
        INK,
    )


CHURCH = SetDesign("church", True, _church)
