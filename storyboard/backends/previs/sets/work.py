"""Rooms that people work and learn in: office, classroom."""

from __future__ import annotations

from functools import partial

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import fittings, furniture
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.sets.window import window
from storyboard.backends.previs.stage import Stage

_OFFICES = (
    Shell((216, 222, 226), (152, 158, 166), (84, 118, 156), half=4.2, deep=3.2, floor_kind="carpet"),
    Shell((222, 214, 196), (140, 112, 88), (116, 66, 54), half=3.9, deep=3.0, wall_kind="wainscot"),
    Shell(
        (206, 214, 204), (166, 160, 150), (92, 124, 96), half=4.4, deep=3.4, floor_kind="tiles", wall_kind="two-tone"
    ),
    Shell(
        (188, 182, 176), (120, 116, 116), (196, 128, 62), half=4.4, deep=3.4, floor_kind="concrete", wall_kind="brick"
    ),
)
_CLASSES = (
    Shell((232, 222, 190), (186, 146, 104), (98, 140, 112), half=4.2, height=3.0, deep=3.4, wall_kind="two-tone"),
    Shell((210, 222, 228), (178, 166, 148), (206, 128, 74), half=4.4, height=3.0, deep=3.6, floor_kind="tiles"),
    Shell((226, 216, 204), (150, 122, 100), (124, 76, 78), half=4.0, height=3.2, deep=3.2, wall_kind="wainscot"),
)


def _office(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _OFFICES).resized(brief))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    wood: Colour = brief.pick("wood", ((186, 158, 124), (134, 98, 72), (214, 206, 192)))
    lamp = room.shell.wall_kind == "wainscot"
    plan = brief.pick("plan", ("two desks", "one desk", "partner desks"))
    dressing = "blinds" if not lamp else "curtains"
    if plan == "one desk":
        window(room, 0.2, half - 0.7, low=0.8, high=2.3, dressing=dressing, bars=3)
        room.put(-1.2, zf - 0.95, lambda on, x, z: fittings.desk(on, x, z, wood=wood, lit=room.lit, lamp=lamp))
        room.put(
            -half + 0.8,
            zf - 0.2,
            lambda on, x, z: furniture.shelf(on, x, z, 1.3, 2.1, colour=shade(wood, 0.9), seed=stage.seed % 71),
        )
        room.picture("far", -1.2, 1.75, 0.9, 0.6, mix(accent, (230, 222, 200), 0.4))
        room.put(half - 0.8, 1.3, lambda on, x, z: fittings.armchair(on, x, z, accent, yaw=60 * room.side))
    else:
        window(room, -half + 0.7, 0.9, low=0.95, high=2.25, dressing=dressing, bars=4)
        _noticeboard(room, half - 1.6, accent)
        for x in (-1.9, 1.6):
            room.put(x, zf - 1.0, lambda on, a, b: fittings.desk(on, a, b, wood=wood, lit=room.lit, lamp=lamp))
        if plan == "partner desks":
            room.put(half - 0.7, 0.95, lambda on, x, z: furniture.table(on, x, z, 0.9, 1.6, colour=wood))
            room.put(
                half - 0.7, 1.1, lambda on, x, z: on.box((x, 0.75, z), (0.3, 0.16, 0.36), (236, 232, 222), ink=1.6)
            )
    room.put(half - 0.3, 0.2, partial(fittings.side_cabinet, size=(0.48, 1.35, 1.4), colour=(150, 156, 160), rows=4))
    room.put(
        -half + 0.4, zf - 0.4 if plan != "one desk" else 0.9, lambda on, x, z: furniture.plant(on, x, z, height=1.5)
    )
    room.door("left", 0.5, mix(wood, (236, 228, 214), 0.4), glass=True)
    room.furnish()
    room.ceiling_panels()


def _noticeboard(room: Room, along: float, accent: Colour) -> None:
    along = room.along(along)
    room.panel("far", along - 0.75, along + 0.75, 1.15, 2.05, (196, 160, 112))
    for index, (x, y) in enumerate(
        ((-0.6, 1.65), (-0.25, 1.72), (0.15, 1.6), (0.4, 1.75), (-0.5, 1.25), (-0.05, 1.28), (0.35, 1.24))
    ):
        tone = ((244, 240, 228), mix(accent, (250, 248, 240), 0.5), (240, 214, 130))[index % 3]
        room.panel("far", along + x, along + x + 0.24, y, y + 0.26, tone, ink=1.1)


def _classroom(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _CLASSES).resized(brief, 0.08))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    wood: Colour = brief.pick("wood", ((206, 164, 112), (176, 128, 86), (222, 200, 160)))
    board: Colour = brief.pick("board", ((52, 84, 72), (48, 54, 60), (238, 240, 238)))
    chalk = (226, 228, 220) if sum(board) < 400 else (70, 90, 140)
    middle = room.along(brief.pick("off", (-0.2, -0.8, 0.4)))
    room.panel("far", middle - 1.8, middle + 1.8, 0.95, 2.25, mix(wood, (140, 100, 70), 0.4))
    room.panel("far", middle - 1.72, middle + 1.72, 1.02, 2.18, board, ink=1.4)
    if room.seen("far"):
        marks = [
            [room.at("far", middle - 1.4 + 0.05 * (n % 2), y), room.at("far", middle - 0.5 + 0.3 * (n % 3), y)]
            for n, y in enumerate((1.95, 1.78, 1.61, 1.44))
        ]
        marks += [
            [room.at("far", middle + 0.6, 1.3), room.at("far", middle + 1.0, 1.9)],
            [room.at("far", middle + 1.0, 1.9), room.at("far", middle + 1.4, 1.3)],
        ]
        marks += [[room.at("far", middle + 0.6, 1.3), room.at("far", middle + 1.4, 1.3)]]
        hairlines(stage, marks, chalk)
    room.panel("far", middle - 1.7, middle + 1.7, 0.93, 0.98, shade(wood, 0.8), ink=1.4)
    clock, depth = stage.camera.pixel(room.at("far", middle, 2.52))
    if room.seen("far") and depth > 0.3:
        radius = 0.15 * stage.camera.focal / depth
        stage.canvas.ellipse(clock, (radius, radius), (246, 244, 236), ink=2.2)
        stage.canvas.line(clock, np.add(clock, (0, -radius * 0.7)), 2)
        stage.canvas.line(clock, np.add(clock, (radius * 0.5, radius * 0.1)), 2)
    for along in (-1.7, 0.3, 2.3):
        window(room, along - 0.7, along + 0.7, low=0.95, high=2.4, wall="left", dressing="none", bars=2)
    room.put(half - 1.4, zf - 0.8, lambda on, x, z: furniture.table(on, x, z, 1.5, 0.7, colour=shade(wood, 0.86)))
    room.put(half - 1.1, zf - 0.85, lambda on, x, z: on.box((x, 0.75, z), (0.3, 0.14, 0.22), (168, 84, 70), ink=1.4))
    room.put(half - 0.45, zf - 0.4, _globe)
    for z in (1.35, -0.9):
        for x in (-2.9, -1.4, 1.5, 3.0):
            if abs(x) < half - 0.5 and (z > 0 or abs(x) > 2):
                room.put(x, z, lambda on, a, b: fittings.school_desk(on, a, b, wood))
    _drawings(room, accent)
    room.furnish()
    room.ceiling_panels(strength=0.42)
    if stage.daylight.dark:
        stage.lamp((0, 1.8, room.zf - 0.6), pool=4.6, colour=(226, 234, 230), strength=0.5)


def _globe(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 0, z), (0.5, 0.8, 0.4), (150, 116, 84))
    spot, depth = stage.camera.pixel((x, 1.05, z))
    if depth > 0.4:
        radius = 0.2 * stage.camera.focal / depth
        stage.canvas.ellipse(spot, (radius, radius), (104, 152, 186), ink=2)
        stage.canvas.ellipse(
            spot - np.array([radius * 0.2, radius * 0.2]), (radius * 0.4, radius * 0.5), (136, 160, 104)
        )


def _drawings(room: Room, accent: Colour) -> None:
    wall = room.wall("right")
    for index in range(4):
        x = room.along(-1.6 + 0.9 * index)
        tone = ((240, 206, 120), mix(accent, (255, 255, 250), 0.4), (150, 186, 206), (226, 150, 130))[index]
        room.panel(wall, x - 0.32, x + 0.32, 1.35, 1.85, (250, 248, 240), ink=1.4)
        room.panel(wall, x - 0.22, x + 0.2, 1.42, 1.72, tone, ink=0)


OFFICE = SetDesign("office", True, _office)
CLASSROOM = SetDesign("classroom", True, _classroom)
