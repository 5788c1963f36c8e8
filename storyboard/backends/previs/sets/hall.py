"""Rooms one passes through: corridor, stairs, station hall."""

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

_CORRIDORS = (
    Shell(
        (222, 218, 202),
        (168, 164, 158),
        (108, 132, 138),
        half=1.5,
        height=2.6,
        deep=14.0,
        floor_kind="tiles",
        wall_kind="two-tone",
    ),
    Shell(
        (214, 196, 170),
        (126, 60, 58),
        (112, 78, 56),
        half=1.4,
        height=2.7,
        deep=12.0,
        floor_kind="carpet",
        wall_kind="wainscot",
    ),
    Shell((206, 214, 218), (150, 156, 164), (78, 104, 150), half=1.7, height=2.6, deep=15.0, floor_kind="tiles"),
)
_WARD_CORRIDOR = Shell(
    (224, 236, 232),
    (186, 202, 200),
    (112, 172, 168),
    half=1.7,
    height=2.6,
    deep=14.0,
    floor_kind="tiles",
    wall_kind="two-tone",
)


def _corridor(stage: Stage, brief: SetBrief) -> None:
    ward = brief.named("hospital", "clinic", "hôpital", "ospedale", "krankenhaus", "больни", "医院", "病院", "병원")
    tunnel = brief.named("tunnel", "túnel", "тоннел", "隧道", "sewer")
    shell = _WARD_CORRIDOR if ward else brief.pick("shell", _CORRIDORS)
    if tunnel:
        shell = Shell(
            (146, 142, 138),
            (110, 110, 112),
            (96, 98, 102),
            half=2.0,
            height=3.0,
            deep=18.0,
            floor_kind="concrete",
            wall_kind="stone",
        )
    room = Room(stage, brief, shell.resized(brief, 0.1))
    room.shell_and_floor()
    if shell.floor_kind == "carpet":
        w = room.half * 0.62
        stage.polygon(
            [(-w, 0.005, room.zb), (w, 0.005, room.zb), (w, 0.005, room.zf), (-w, 0.005, room.zf)],
            shade(shell.floor, 1.1),
            ink=1.4,
        )
    if tunnel:
        for sign in (-1, 1):
            stage.bar((sign * room.half * 0.94, 2.4, -2), (sign * room.half * 0.94, 2.4, room.zf), 0.12, (104, 100, 96))
        for z in np.arange(room.zf - 1, -3, -3.0):
            stage.box((0, room.height - 0.12, z), (0.3, 0.12, 0.5), (240, 226, 180), ink=1.6)
            stage.lamp((0, room.height - 0.2, z), pool=2.4, halo=0.6, colour=(255, 220, 150), strength=0.4)
        room.panel("far", -room.half, room.half, 0, room.height, (60, 60, 66))
        return
    tone = mix(room.shell.accent, (255, 250, 240), 0.15)
    if shell.floor_kind == "carpet":
        tone = (232, 220, 196)
    shift = brief.between("doors", 0, 1.2)
    for number, along in enumerate((9.4, 6.6, 3.8, 1.0)):
        for wall, sign in (("left", room.side), ("right", -room.side)):
            room.door(wall, sign * (along + shift * (wall == "left")) * room.side, tone, glass=ward)
            if number < 3:
                room.picture(wall, sign * (along + 1.4) * room.side, 1.55, 0.6, 0.45, mix(tone, (230, 214, 180), 0.6))
    if room.seen("far"):
        window(room, -0.5, 0.5, low=0.9, high=2.1, dressing="none", bars=2) if ward else room.door(
            "far", 0.0, (150, 110, 90)
        )
    if ward:
        room.put(-room.half + 0.55, 4.6, lambda on, x, z: fittings.hospital_bed(on, x, z, room.shell.accent))
        for wall in ("left", "right"):
            room.panel(wall, -12, 12, 0.86, 0.98, (236, 240, 238), ink=1.4)
    elif shell.floor_kind == "carpet":
        room.put(
            room.half - 0.25, 3.4, partial(fittings.side_cabinet, size=(0.34, 0.8, 1.0), colour=(122, 84, 60), rows=1)
        )
    else:
        room.put(-room.half + 0.22, 3.2, lambda on, x, z: fittings.bench(on, x, z, 0.42, back=False))
        room.put(room.half - 0.3, 5.2, lambda on, x, z: furniture.plant(on, x, z, height=1.3))
    room.furnish()
    room.ceiling_panels(step=2.8)


def _stairs(stage: Stage, brief: SetBrief) -> None:
    tones: tuple[Colour, ...] = ((210, 204, 192), (190, 204, 204), (214, 190, 166))
    shell = Shell(
        brief.pick("wall", tones),
        (154, 148, 142),
        brief.pick("accent", ((128, 92, 70), (78, 104, 108), (120, 62, 58))),
        half=2.2,
        height=4.6,
        deep=5.0,
        floor_kind="checker",
        wall_kind=brief.pick("walls", ("two-tone", "wainscot", "panels")),
    )
    room = Room(stage, brief, shell.resized(brief, 0.08))
    room.shell_and_floor()
    window(room, -1.7, -0.8, low=2.5, high=3.9, dressing="none", bars=2)
    room.door("far", -1.2, mix(room.shell.accent, (236, 220, 200), 0.3))
    furniture.steps(
        stage,
        0.85 * room.side,
        1.0,
        1.6,
        14,
        colour=brief.pick("steps", ((186, 180, 170), (170, 128, 92), (196, 190, 186))),
    )
    room.picture("left", -0.4, 1.6, 0.7, 0.9, mix(room.shell.accent, (226, 206, 170), 0.5))
    room.furnish()
    if room.lit:
        furniture.pendant(
            stage, -0.9 * room.side, 1.8, ceiling=room.height, lit=True, drop=1.6, colour=room.shell.accent
        )
    if stage.daylight.dark:
        stage.lamp((-0.8, 2.4, 2.2), pool=3.6, halo=0.4, colour=(255, 204, 140), strength=0.6)


def _station(stage: Stage, brief: SetBrief) -> None:
    """A hall under an iron roof, or a platform underground."""
    under = brief.named("subway", "metro", "underground", "tube", "métro", "u-bahn", "метро", "地铁", "地鐵", "지하철")
    tones: tuple[Colour, ...] = ((214, 204, 184), (196, 206, 206), (206, 190, 176))
    if under:
        shell = Shell(
            brief.pick("wall", ((232, 232, 222), (206, 216, 222))),
            (150, 150, 152),
            brief.pick("accent", ((60, 110, 140), (170, 80, 60), (70, 120, 90))),
            half=4.2,
            height=3.4,
            deep=5.2,
            floor_kind="tiles",
            wall_kind="tiles",
        )
    else:
        shell = Shell(
            brief.pick("wall", tones),
            (170, 164, 156),
            brief.pick("accent", ((70, 100, 92), (120, 66, 58), (74, 88, 116))),
            half=6.4,
            height=6.2,
            deep=8.5,
            floor_kind="stone",
            wall_kind="panels",
        )
    room = Room(stage, brief, shell.resized(brief, 0.08))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    if under:
        _underground(room)
    else:
        for at in (-3.4, 0.0, 3.4):
            window(room, at - 0.9, at + 0.9, low=2.9, high=5.4, dressing="none", bars=3)
        _clock(room, accent)
        for index, x in enumerate((-3.6, -1.8, 1.8, 3.6)):
            room.panel("far", x - 0.7, x + 0.7, 0.0, 2.2, shade(accent, 0.5 if index in {1, 2} else 1.0))
            room.panel("far", x - 0.8, x + 0.8, 2.2, 2.45, shade(accent, 1.2), ink=1.6)
        room.put(1.7, 5.6, _departures)
        for x, z in ((-2.6, 3.6), (2.9, 3.4), (-3.3, 1.2)):
            room.put(x, z, lambda on, a, b: fittings.bench(on, a, b, 1.9, (150, 106, 74)))
        for x in (-half + 0.9, half - 0.9):
            for z in (6.2, 2.6, -1.2):
                room.put(x, z, lambda on, a, b: _column(on, a, b, room.height, accent))
        room.put(-1.9, 1.7, lambda on, x, z: on.box((x, 0, z), (0.5, 0.62, 0.24), (146, 84, 60)))
    room.furnish()
    for z in np.arange(zf - 1.5, -2.5, -3.4):
        if stage.daylight.dark or under:
            stage.lamp(
                (0, room.height - 0.6, z),
                pool=4.4,
                halo=0.8,
                colour=(255, 226, 170),
                strength=0.42 if stage.daylight.dark else 0.12,
            )
    if stage.daylight.dark:
        stage.lamp((0, 2.2, 3.0), pool=7.0, colour=(255, 224, 176), strength=0.5)


def _underground(room: Room) -> None:
    stage, zf, half, accent = room.stage, room.zf, room.half, room.shell.accent
    # The line runs across behind the platform's edge; the wall beyond it is the tunnel's.
    edge = zf - 1.9
    stage.polygon([(-half, -0.02, edge), (half, -0.02, edge), (half, -0.02, zf), (-half, -0.02, zf)], (62, 62, 68))
    stage.polygon(
        [
            (-half, 0.006, edge - 0.5),
            (half, 0.006, edge - 0.5),
            (half, 0.006, edge - 0.28),
            (-half, 0.006, edge - 0.28),
        ],
        (240, 204, 84),
    )
    if room.brief.pick("train", (True, False)):
        x = room.side * 0.8
        stage.box((x, 0.0, zf - 1.0), (half * 1.9, 2.35, 1.2), mix(accent, (226, 230, 232), 0.6))
        for along in np.arange(-half + 0.5, half - 0.8, 1.3):
            fittings.front(stage, x + along, zf - 1.61, 0.0, 0.95, 1.0, 1.8, (255, 236, 184))
        stage.box((x, 0.5, zf - 1.02), (half * 1.9, 0.14, 1.24), accent, ink=1.2)
    left, right = sorted((room.along(-2.4), room.along(-0.6)))
    room.panel("far", left, right, 2.5, 2.95, accent)
    for x in (-half + 0.8, half - 0.9):
        room.put(x, 1.5, lambda on, a, b: _column(on, a, b, room.height, accent))
    room.put(half - 2.0, 1.2, lambda on, x, z: fittings.bench(on, x, z, 1.6, (176, 140, 100)))
    room.ceiling_panels(step=2.0, strength=0.3)


def _clock(room: Room, accent: Colour) -> None:
    spot, depth = room.stage.camera.pixel(room.at("far", 0.0, 2.5))
    if depth < 0.5 or not room.seen("far"):
        return
    radius = 0.5 * room.stage.camera.focal / depth
    room.stage.canvas.ellipse(spot, (radius * 1.1, radius * 1.1), accent, ink=2.4)
    room.stage.canvas.ellipse(spot, (radius * 0.94, radius * 0.94), (248, 244, 232), ink=1.6)
    room.stage.canvas.line(spot, np.add(spot, (0, -radius * 0.7)), 2.6)
    room.stage.canvas.line(spot, np.add(spot, (-radius * 0.45, radius * 0.2)), 2.6)


def _departures(stage: Stage, x: float, z: float) -> None:
    """A board without words: rows of lights."""
    for dx in (-1.1, 1.1):
        stage.bar((x + dx, 3.5, z), (x + dx, 6.0, z), 0.05, (70, 72, 78))
    stage.box((x, 2.6, z), (2.8, 1.0, 0.16), (44, 48, 56))
    rows = [
        [(x - 1.2, y, z - 0.09), (x - 0.1 + 0.3 * (n % 2), y, z - 0.09)] for n, y in enumerate((2.75, 2.95, 3.15, 3.35))
    ]
    rows += [[(x + 0.7, y, z - 0.09), (x + 1.2, y, z - 0.09)] for y in (2.75, 2.95, 3.15, 3.35)]
    hairlines(stage, rows, (246, 190, 90))


def _column(stage: Stage, x: float, z: float, height: float, colour: Colour) -> None:
    profile = [(0.26, 0), (0.2, 0.4), (0.16, height - 0.5), (0.34, height)]
    stage.lathe((x, 0, z), profile, [shade(colour, 0.8), colour, shade(colour, 0.9)], ink=2, rings=False)


CORRIDOR = SetDesign("corridor", True, _corridor)
STAIRS = SetDesign("stairs", True, _stairs)
STATION = SetDesign("station", True, _station)
