"""Where things are kept: warehouse, factory, garage, barn, cellar."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets import fittings, furniture
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.sets.window import window
from storyboard.backends.previs.stage import Stage


def _warehouse(stage: Stage, brief: SetBrief) -> None:
    barn = brief.named(
        "barn",
        "stable",
        "grange",
        "granero",
        "scheune",
        "fienile",
        "celeiro",
        "сара",
        "амбар",
        "mill",
        "shed",
        "attic",
        "чердак",
        "grenier",
        "dachboden",
    )
    cellar = brief.named(
        "basement", "cellar", "cave", "sous-sol", "sótano", "keller", "porão", "подвал", "地下室", "지하실", "attic"
    )
    garage = brief.named("garage", "car park", "гараж", "车库", "車庫")
    if cellar:
        shell = Shell(
            (158, 150, 140),
            (122, 118, 114),
            (132, 96, 66),
            half=3.4,
            height=2.5,
            deep=3.2,
            floor_kind="concrete",
            wall_kind="stone",
        )
    elif barn:
        shell = Shell(
            (150, 112, 80),
            (166, 142, 104),
            (140, 62, 50),
            half=4.6,
            height=4.6,
            deep=5.0,
            floor_kind="carpet",
            wall_kind="panels",
        )
    else:
        shell = Shell(
            brief.pick("wall", ((178, 180, 176), (164, 172, 180), (186, 150, 128))),
            (142, 140, 138),
            brief.pick("accent", ((206, 140, 52), (60, 104, 140), (150, 62, 52))),
            half=5.6,
            height=5.0,
            deep=7.0,
            floor_kind="concrete",
            wall_kind=brief.pick("walls", ("panels", "brick")),
        )
    if garage:
        shell = replace(shell, half=4.4, height=3.2, deep=4.6)
    room = Room(stage, brief, shell.resized(brief, 0.08))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    if cellar or barn:
        _rough_room(room, barn=barn and not cellar)
    else:
        left, right = sorted((room.along(-half + 0.9), room.along(-half + 4.2)))
        room.panel("far", left - 0.1, right + 0.1, 0, min(3.4, room.height - 0.2), shade(accent, 0.7))
        room.panel("far", left, right, 0, min(3.3, room.height - 0.3), mix(accent, (206, 206, 200), 0.5))
        slats = [
            [room.at("far", left, y), room.at("far", right, y)]
            for y in np.arange(0.25, min(3.3, room.height - 0.3), 0.25)
        ]
        if room.seen("far"):
            hairlines(stage, slats, shade(accent, 0.66))
        if room.height > 4:
            window(room, 0.6, half - 0.6, low=3.2, high=4.3, dressing="none", bars=5)
        stage.polygon(
            [
                (-half + 1.5, 0.006, room.zb),
                (-half + 1.62, 0.006, room.zb),
                (-half + 1.62, 0.006, zf),
                (-half + 1.5, 0.006, zf),
            ],
            (226, 186, 74),
        )
        if garage:
            room.put(half - 1.4, 2.6, lambda on, x, z: _parked_car(on, x, z, accent))
            room.put(-half + 0.5, 1.2, lambda on, x, z: fittings.rack(on, x, z, 2.0, height=2.4))
        else:
            room.put(half - 0.7, 2.9, lambda on, x, z: fittings.rack(on, x, z, 5.6, frame=accent))
            room.put(-half + 0.7, 4.8, lambda on, x, z: fittings.rack(on, x, z, 2.9, frame=accent))
            room.put(1.5, zf - 1.6, lambda on, x, z: fittings.crates(on, x, z, (190, 152, 106), high=3, side=0.95))
            room.put(-half + 1.4, 1.5, lambda on, x, z: fittings.crates(on, x, z, (170, 136, 98), high=2, side=0.8))
        _trusses(room)
    room.furnish()
    colour = (255, 214, 150) if cellar or barn else (240, 236, 214)
    for z in (zf - 2.0, 0.4):
        furniture.pendant(
            stage, 0.5 * room.side, z, ceiling=room.height, lit=room.lit or cellar, drop=0.6, colour=(84, 92, 92)
        )
        if stage.daylight.dark:
            stage.lamp((0.5, 1.8, z), pool=4.6, colour=colour, strength=0.40)


def _rough_room(room: Room, *, barn: bool) -> None:
    """A barn with hay and beams, or a cellar with shelves, barrels and a high small window."""
    half, zf = room.half, room.zf
    wood: Colour = (136, 98, 68)
    room.beams(shade(wood, 0.85), step=1.7, thick=0.26)
    if barn:
        window(room, -0.5, 0.5, low=3.0, high=3.8, dressing="none", bars=2)
        left, right = sorted((room.along(-half + 0.7), room.along(-half + 2.9)))
        room.panel("far", left, right, 0, 2.7, shade(wood, 1.1))
        for a, b in (((left, 0.05), (right, 2.65)), ((left, 2.65), (right, 0.05))):
            room.stage.bar(room.at("far", *a), room.at("far", *b), 0.12, shade(wood, 0.8))
        for x, z, high in ((half - 1.3, zf - 0.9, 3), (half - 2.6, zf - 0.7, 1), (half - 0.8, 1.4, 2)):
            room.put(x, z, partial(_bales, high=high))
        for x in (-half + 0.8, half - 0.4):
            room.put(x, 2.2, lambda on, a, b: on.box((a, 0, b), (0.24, room.height, 0.24), wood))
        return
    window(room, 0.8, 1.6, low=1.85, high=2.25, dressing="none")
    room.put(
        -half + 1.2,
        zf - 0.22,
        lambda on, x, z: furniture.shelf(on, x, z, 1.8, 1.8, colour=wood, seed=room.stage.seed % 67),
    )
    for x in (half - 0.6, half - 1.3):
        room.put(x, zf - 0.5, lambda on, a, b: fittings.barrel(on, a, b, (150, 104, 68)))
    room.put(half - 0.6, 1.2, lambda on, x, z: fittings.crates(on, x, z, (170, 136, 98), high=2, side=0.6))
    room.put(-half + 0.5, 0.9, lambda on, x, z: on.box((x, 0, z), (0.7, 1.5, 0.7), (150, 152, 150)))
    room.stage.bar((-half, room.height - 0.3, zf - 0.2), (half, room.height - 0.3, zf - 0.2), 0.12, (150, 120, 96))


def _bales(stage: Stage, x: float, z: float, high: int) -> None:
    for row in range(high):
        for column in range(max(1, 2 - row)):
            at = (x - column * 1.05 + 0.1 * row, row * 0.52, z)
            stage.box(at, (1.0, 0.5, 0.7), shade((222, 190, 110), 1.0 - 0.06 * ((row + column) % 2)), ink=2)
            cords = [[(at[0] + dx, at[1], z - 0.354), (at[0] + dx, at[1] + 0.5, z - 0.354)] for dx in (-0.2, 0.2)]
            hairlines(stage, cords, (150, 112, 60))


def _parked_car(stage: Stage, x: float, z: float, colour: Colour) -> None:
    stage.box((x, 0.3, z), (1.7, 0.52, 4.0), colour, ink=2)
    stage.box((x, 0.82, z + 0.15), (1.46, 0.5, 2.1), mix(colour, (190, 206, 214), 0.55), ink=2)
    for dx in (-0.55, 0.55):
        fittings.front(stage, x + dx, z - 2.01, -0.16, 0.16, 0.5, 0.68, (255, 244, 206))
        stage.box((x + dx * 1.3, 0, z - 1.3), (0.22, 0.6, 0.62), INK, ink=1.4)


def _trusses(room: Room) -> None:
    stage, high = room.stage, room.height
    steel: Colour = (110, 114, 120)
    for z in np.arange(room.zf - 1.0, -2.0, -2.4):
        if stage.camera.position[1] > high - 0.8:
            return
        low = high - 0.55
        stage.bar((-room.half, low, z), (room.half, low, z), 0.10, steel)
        xs = np.linspace(-room.half, room.half, 11)
        struts = [
            [(a, low if n % 2 else high, z), (b, high if n % 2 else low, z)] for n, (a, b) in enumerate(pairwise(xs))
        ]
        hairlines(stage, struts, shade(steel, 0.8))


WAREHOUSE = SetDesign("warehouse", True, _warehouse)
