"""Rooms that are open to strangers: café, bar, shop, library, hospital, prison."""

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

_CAFES = (
    Shell((226, 204, 172), (150, 112, 82), (132, 72, 56), half=4.2, deep=3.2, wall_kind="wainscot"),
    Shell((206, 216, 204), (170, 150, 126), (58, 102, 86), half=4.0, deep=3.0, floor_kind="checker"),
    Shell((196, 122, 98), (128, 104, 92), (54, 70, 92), half=4.4, deep=3.4, wall_kind="brick", floor_kind="concrete"),
    Shell((234, 222, 190), (186, 128, 96), (46, 110, 132), half=4.0, deep=3.0, wall_kind="tiles", floor_kind="tiles"),
)
_BARS = (
    Shell((112, 74, 58), (92, 66, 52), (150, 48, 44), half=4.2, deep=3.2, wall_kind="panels"),
    Shell((66, 84, 82), (86, 66, 54), (186, 132, 62), half=4.0, deep=3.0, wall_kind="wainscot"),
    Shell((128, 72, 60), (76, 70, 72), (46, 84, 116), half=4.5, deep=3.4, wall_kind="brick", floor_kind="concrete"),
)
_SHOPS = (
    Shell((232, 224, 202), (186, 166, 140), (168, 86, 62), half=4.2, deep=3.0),
    Shell((208, 222, 214), (204, 198, 188), (56, 116, 104), half=4.4, deep=3.2, floor_kind="tiles"),
    Shell((226, 206, 200), (148, 118, 96), (122, 66, 96), half=4.0, deep=2.9, wall_kind="stripes"),
)
_WARDS = (
    Shell(
        (224, 236, 232), (190, 204, 202), (112, 172, 168), half=3.9, deep=3.0, floor_kind="tiles", wall_kind="two-tone"
    ),
    Shell(
        (232, 232, 222), (196, 196, 186), (142, 172, 126), half=3.7, deep=2.8, floor_kind="tiles", wall_kind="two-tone"
    ),
    Shell((222, 230, 240), (178, 188, 200), (110, 146, 190), half=4.0, deep=3.1, floor_kind="tiles"),
)
_GOODS: tuple[Colour, ...] = (
    (196, 96, 74),
    (92, 128, 134),
    (222, 186, 104),
    (120, 140, 96),
    (206, 196, 178),
    (132, 92, 112),
)


def _cafe(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _CAFES).resized(brief))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    seaside = brief.named("sea", "beach", "harbou?r", "port\\b", "mer\\b", "mar\\b")
    if seaside or brief.pick("front", (True, False)):
        window(room, 0.9, half - 0.4, low=0.7, high=2.35, dressing="none", bars=3)
    else:
        window(room, 1.5, half - 0.6, dressing="curtains")
        _menu(room, "right", -1.2, accent)
    _bottles(room, -half + 0.5, 0.4, accent)
    room.put(-half + 2.0, zf - 0.75, lambda on, x, z: _bar_counter(on, x, z, 3.0, shade(accent, 1.05), (196, 154, 112)))
    room.put(-half + 1.2, zf - 0.75, _coffee_machine)
    for x, z in ((half - 1.2, 1.5), (half - 2.7, 1.9), (-half + 1.0, 1.05), (half - 0.9, -0.6)):
        room.put(x, z, lambda on, a, b: fittings.round_table(on, a, b, (206, 168, 124)))
        room.put(x - 0.55, z + 0.25, lambda on, a, b: furniture.chair(on, a, b, yaw=90, colour=(106, 82, 66)))
        room.put(x + 0.55, z + 0.25, lambda on, a, b: furniture.chair(on, a, b, yaw=-90, colour=(106, 82, 66)))
    lamp = partial(
        furniture.pendant, ceiling=room.height, lit=room.lit, drop=0.75, colour=mix(accent, (250, 230, 190), 0.2)
    )
    room.pendants(((-half + 1.2, zf - 1.0), (-half + 2.8, zf - 1.0), (half - 1.2, 1.5)), lamp)
    room.door("left", 0.4, shade(accent, 1.1), glass=True)
    room.furnish()


def _bar_counter(stage: Stage, x: float, z: float, width: float, colour: Colour, top: Colour) -> None:
    stage.box((x, 0, z), (width, 1.05, 0.55), colour)
    count = max(2, round(width / 0.7))
    for index in range(count):
        left = -width / 2 + 0.06 + index * (width - 0.06) / count
        fittings.front(
            stage, x, z - 0.28, left, left + (width - 0.06) / count - 0.07, 0.16, 0.9, shade(colour, 1.12), 1.4
        )
    stage.box((x, 1.05, z - 0.03), (width + 0.15, 0.06, 0.72), top)


def _coffee_machine(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 1.11, z), (0.62, 0.42, 0.4), (180, 186, 190))
    fittings.front(stage, x, z - 0.205, -0.26, 0.26, 1.2, 1.36, (70, 72, 78))
    for dx in (0.5, 0.65, 0.8):
        stage.lathe((x + dx, 1.11, z), [(0.04, 0), (0.05, 0.09)], [(244, 240, 230)], ink=1.4)


def _bottles(room: Room, left: float, right: float, accent: Colour, *, rows: tuple[float, ...] = (1.5, 1.95)) -> None:
    """Shelves with bottles on the far wall."""
    left, right = sorted((room.along(left), room.along(right)))
    for row, y in enumerate(rows):
        room.panel("far", left, right, y, y + 0.05, shade(mix(accent, furniture.WOOD, 0.6), 0.9), ink=1.6, out=0.2)
        for index, x in enumerate(np.arange(left + 0.1, right - 0.1, 0.2)):
            tone = ((112, 140, 112), (196, 130, 70), (150, 70, 60), (214, 200, 150))[(index + row) % 4]
            tall = 0.20 + 0.07 * ((index * 2 + row) % 3)
            room.panel("far", x, x + 0.10, y + 0.05, y + 0.05 + tall, tone, ink=1.1, out=0.2)
            room.panel("far", x + 0.035, x + 0.065, y + 0.05 + tall, y + 0.12 + tall, shade(tone, 0.8), ink=0, out=0.2)


def _menu(room: Room, wall: str, along: float, accent: Colour) -> None:
    wall, along = room.wall(wall), room.along(along)
    room.panel(wall, along - 0.6, along + 0.6, 1.2, 2.1, mix(accent, (110, 84, 64), 0.6))
    room.panel(wall, along - 0.54, along + 0.54, 1.26, 2.04, (52, 62, 60), ink=0)
    rows = [
        [room.at(wall, along - 0.4, y), room.at(wall, along + 0.1 + 0.1 * (n % 3), y)]
        for n, y in enumerate((1.4, 1.55, 1.7, 1.85))
    ]
    hairlines(room.stage, rows, (214, 216, 206))


def _bar(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _BARS).resized(brief))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    wood = mix(room.shell.wall, (150, 96, 60), 0.6)
    room.beams(shade(wood, 0.8), step=1.6)
    left, right = sorted((room.along(-half + 0.6), room.along(1.5)))
    room.panel("far", left, right, 1.3, 2.5, mix((120, 130, 132), room.shell.wall, 0.4), ink=2.2)
    _bottles(room, -half + 0.6, 1.5, accent, rows=(1.35, 1.75, 2.15))
    width = half + 1.9
    room.put(-half + 0.3 + width / 2, zf - 0.95, lambda on, x, z: _bar_counter(on, x, z, width, wood, shade(wood, 1.3)))
    for index in range(4):
        room.put(-half + 1.1 + 1.05 * index, zf - 1.55, lambda on, x, z: fittings.stool(on, x, z, accent))
    for dx in (0.0, 0.14, 0.28):
        room.put(-0.6 + dx, zf - 0.95, lambda on, x, z: on.bar((x, 1.1, z), (x, 1.42, z), 0.05, (206, 176, 96)))
    room.put(half - 0.75, 1.2, lambda on, x, z: fittings.round_table(on, x, z, shade(wood, 1.2), radius=0.45))
    room.put(half - 0.75, 2.0, lambda on, x, z: furniture.chair(on, x, z, yaw=180, colour=wood))
    window(room, half - 1.5, half - 0.4, low=1.2, high=2.2, dressing="none", bars=2)
    lamp = partial(furniture.pendant, ceiling=room.height, lit=room.lit, drop=0.9, colour=accent, strength=0.5)
    room.pendants(((-half + 1.2, zf - 1.1), (-half + 2.9, zf - 1.1), (-half + 4.6, zf - 1.1), (half - 0.75, 1.2)), lamp)
    if not room.lit:  # Bars are dim by day: only the bottles have light.
        stage.lamp(room.at("far", room.along(-0.6), 1.7), pool=4.0, colour=(255, 214, 160), strength=0.34)
    room.picture("left", -0.8, 1.7, 0.7, 0.5, mix(accent, (220, 190, 140), 0.5))
    room.door("right", 0.2, shade(wood, 1.1))
    room.furnish()


def _shop(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _SHOPS).resized(brief))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    books = brief.named("book", "librer", "librair", "书店", "書店")
    for index in range(4):
        x = -half + 0.65 + 1.2 * index
        if x > half - 2.6:
            break
        piece = (
            partial(_goods, seed=stage.seed % 89 + index)
            if not books
            else partial(_bookcase, seed=stage.seed % 89 + index)
        )
        room.put(x, zf - 0.2, piece)
    window(room, half - 2.1, half - 0.3, low=0.6, high=2.3, dressing="none", bars=2)
    room.put(half - 1.5, zf - 1.15, lambda on, x, z: _bar_counter(on, x, z, 2.2, accent, (214, 182, 140)))
    room.put(half - 1.1, zf - 1.15, _till)
    room.put(
        -half + 0.3,
        0.6,
        partial(
            fittings.side_cabinet, size=(0.5, 1.2, 2.2), colour=mix(accent, (230, 214, 186), 0.5), rows=2, books=books
        ),
    )
    room.put(-half + 1.5, 1.25, lambda on, x, z: _crate_of_fruit(on, x, z, _GOODS[stage.seed % 3]))
    room.put(-half + 2.3, 1.3, lambda on, x, z: _crate_of_fruit(on, x, z, _GOODS[3]))
    room.door("right", 0.3, shade(accent, 1.1), glass=True)
    lamp = partial(furniture.pendant, ceiling=room.height, lit=room.lit, drop=0.5, colour=accent)
    room.pendants(((-1.6, 1.4), (1.6, 1.4)), lamp)
    room.furnish()


def _goods(stage: Stage, x: float, z: float, *, seed: int) -> None:
    """Shelves with boxes, tins and jars: each board has one kind of thing."""
    wood: Colour = (206, 182, 146)
    stage.box((x, 0, z), (1.14, 2.0, 0.34), wood)
    for row in range(4):
        y = 0.08 + row * 0.48
        fittings.front(stage, x, z - 0.175, -0.53, 0.53, y, y + 0.42, shade(wood, 0.72), 0)
        kind = (seed * 3 + row * 5) % 4
        wide, tall = ((0.24, 0.30), (0.13, 0.22), (0.32, 0.20), (0.15, 0.32))[kind]
        for index, along in enumerate(np.arange(-0.5, 0.5 - wide, wide + 0.03)):
            tone = _GOODS[(seed + row + (index // 2 if kind else 0)) % 6]
            left, right, top = along, along + wide, y + 0.02 + tall
            fittings.front(stage, x, z - 0.18, left, right, y + 0.02, top, tone, 1.2)
            label = (0.3, 0.66) if kind != 3 else (0.2, 0.5)
            low, high = y + 0.02 + tall * label[0], y + 0.02 + tall * label[1]
            fittings.front(
                stage, x, z - 0.182, left + 0.02, right - 0.02, low, high, mix(tone, (250, 246, 234), 0.75), 0
            )
            if kind == 3:
                fittings.front(stage, x, z - 0.18, left + 0.05, right - 0.05, top, top + 0.05, shade(tone, 0.6), 0)


def _bookcase(stage: Stage, x: float, z: float, *, seed: int) -> None:
    furniture.shelf(stage, x, z, 1.14, 2.25, seed=seed)


def _till(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 1.11, z), (0.42, 0.16, 0.36), (96, 98, 106), ink=2)
    stage.box((x, 1.27, z + 0.08), (0.36, 0.2, 0.06), (120, 150, 160), ink=2)


def _crate_of_fruit(stage: Stage, x: float, z: float, colour: Colour) -> None:
    stage.box((x, 0, z), (0.7, 0.62, 0.5), (186, 148, 104))
    for dx in (-0.22, 0.0, 0.22):
        for dz in (0.12, -0.10):
            spot, depth = stage.camera.pixel((x + dx, 0.66, z + dz))
            if depth > 0.4:
                radius = 0.11 * stage.camera.focal / depth
                stage.canvas.ellipse(spot, (radius, radius * 0.9), colour, ink=1.3)


def _library(stage: Stage, brief: SetBrief) -> None:
    woods: tuple[Colour, ...] = ((126, 84, 56), (98, 70, 56), (160, 116, 78))
    wood = brief.pick("wood", woods)
    shell = Shell(
        (212, 200, 176),
        (138, 106, 82),
        brief.pick("accent", ((62, 104, 82), (132, 60, 52), (58, 80, 116))),
        half=4.2,
        height=3.5,
        deep=3.6,
    )
    room = Room(stage, brief, shell.resized(brief))
    room.shell_and_floor()
    zf, half = room.zf, room.half
    for index in range(6):
        x = -half + 0.75 + 1.4 * index
        if x < half - 0.6 and index != 3:
            room.put(
                x,
                zf - 0.2,
                partial(furniture.shelf, width=1.36, height=2.9, colour=wood, seed=stage.seed % 83 + index),
            )
        elif x < half - 0.6:
            window(room, x - 0.5, x + 0.5, low=1.0, high=2.9, dressing="none")
    for sign in (-1, 1):
        room.put(
            sign * (half - 0.26),
            1.3,
            partial(fittings.side_cabinet, size=(0.42, 2.9, 2.4), colour=wood, rows=6, books=True),
        )
    for x in (-1.9, 2.0):
        room.put(x, 1.5, lambda on, a, b: furniture.table(on, a, b, 1.9, 0.9, colour=wood))
        room.put(x - 0.4, 2.2, lambda on, a, b: furniture.chair(on, a, b, yaw=180, colour=wood))
        room.put(x, 1.49, partial(_reading_lamp, lit=room.lit))
        room.put(x + 0.5, 1.4, lambda on, a, b: on.box((a, 0.75, b), (0.3, 0.12, 0.22), (168, 84, 70), ink=1.4))
    room.furnish()


def _reading_lamp(stage: Stage, x: float, z: float, *, lit: bool) -> None:
    stage.bar((x, 0.75, z), (x, 1.1, z), 0.035, (196, 160, 90))
    stage.lathe((x, 1.06, z), [(0.22, 0), (0.10, 0.14)], [(52, 112, 84)], rings=False, ink=1.8)
    if lit:
        stage.lamp((x, 1.04, z), pool=2.4, halo=0.7, colour=(255, 214, 140), strength=0.9)


def _hospital(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, brief.pick("shell", _WARDS).resized(brief))
    room.shell_and_floor()
    zf, half, accent = room.zf, room.half, room.shell.accent
    ward = brief.pick("beds", (2, 1, 2)) if not brief.named("ward") else 2
    window(room, -half + 0.6, -half + 2.3, dressing="blinds", bars=2)
    spots = (1.0,) if ward == 1 else (0.2, 2.3)
    for x in spots:
        room.put(x, zf - 1.1, lambda on, a, b: fittings.hospital_bed(on, a, b, accent))
        room.put(
            x - 0.85,
            zf - 0.3,
            partial(fittings.cabinet, size=(0.46, 0.8, 0.4), colour=(216, 224, 224), doors=1, drawers=2),
        )
        room.put(x + 0.75, zf - 0.5, fittings.drip)
        _monitor(room, x, lit=True)
    if ward == 2:
        room.put(1.28, zf - 1.0, lambda on, x, z: _screen(on, x, z, mix(accent, (250, 252, 250), 0.55), room.height))
    room.put(-half + 0.8, 0.9, lambda on, x, z: furniture.chair(on, x, z, yaw=60 * room.side, colour=accent))
    room.put(half - 0.3, 0.4, partial(fittings.side_cabinet, size=(0.46, 1.9, 1.2), colour=(226, 232, 232), rows=2))
    room.door("right" if ward == 1 else "left", 0.6, mix(accent, (244, 246, 244), 0.5), glass=True)
    room.furnish()
    room.ceiling_panels()


def _monitor(room: Room, x: float, *, lit: bool) -> None:
    left, right = sorted((room.along(x + 0.35), room.along(x + 0.85)))
    room.panel("far", left, right, 1.35, 1.72, (60, 66, 72), out=0.1)
    room.panel("far", left + 0.04, right - 0.04, 1.39, 1.68, (30, 52, 54), ink=0, out=0.11)
    if lit and room.seen("far"):
        wave = [
            room.at("far", left + 0.05 + 0.04 * n, 1.53 + (0.09 if n == 4 else -0.05 if n == 5 else 0.0), 0.115)
            for n in range(11)
        ]
        room.stage.curve(wave, 1.6, (120, 236, 170))


def _screen(stage: Stage, x: float, z: float, cloth: Colour, ceiling: float) -> None:
    """A curtain between beds, gathered towards the wall."""
    high = min(2.2, ceiling - 0.3)
    stage.bar((x, high, z - 1.0), (x, high, z + 1.0), 0.03, fittings.STEEL)
    stage.polygon([(x, 0.35, z), (x, 0.35, z + 1.0), (x, high, z + 1.0), (x, high, z)], cloth, ink=2)
    hairlines(stage, [[(x, 0.4, z + at), (x, high - 0.05, z + at)] for at in (0.2, 0.4, 0.6, 0.8)], shade(cloth, 0.82))


def _prison(stage: Stage, brief: SetBrief) -> None:
    stone = brief.named("dungeon", "cachot", "calabozo", "kerker", "темниц")
    interview = brief.named("interrogation", "interview")
    tones: tuple[Colour, ...] = ((168, 170, 164), (176, 168, 152), (150, 164, 166))
    shell = Shell(
        brief.pick("wall", tones),
        (128, 126, 124),
        brief.pick("accent", ((92, 112, 108), (110, 100, 84))),
        half=2.5,
        height=2.7,
        deep=2.3,
    )
    cover = "stone" if stone else "plain" if interview else "brick"
    shell = Shell(**{**shell.__dict__, "wall_kind": cover, "floor_kind": "stone" if stone else "concrete"})
    room = Room(stage, brief, shell.resized(brief))
    room.shell_and_floor()
    zf, half = room.zf, room.half
    if interview:
        left, right = sorted((room.along(-1.6), room.along(1.2)))
        room.panel("far", left, right, 1.1, 1.95, (52, 60, 68))
        room.panel("far", left + 0.2, left + 0.7, 1.14, 1.9, (78, 90, 98), ink=0)
        room.put(1.2, 1.2, lambda on, x, z: furniture.table(on, x, z, 1.5, 0.8, colour=(138, 142, 146)))
        room.put(1.2, 1.9, lambda on, x, z: furniture.chair(on, x, z, yaw=180, colour=(92, 96, 102)))
        room.door("left", 0.4, (120, 126, 130))
    else:
        at = brief.pick("window", (-0.5, 0.3))
        window(room, at - 0.35, at + 0.35, low=1.75, high=2.35, dressing="bars", bars=1)
        room.put(half - 0.55, 0.9, lambda on, x, z: _bunk(on, x, z, room.shell.accent))
        room.put(-half + 0.5, zf - 0.4, fittings.toilet)
        room.put(-half + 1.3, zf - 0.2, lambda on, x, z: on.box((x, 0.72, z), (0.5, 0.16, 0.36), fittings.WHITE))
        _bars(room)
    room.furnish()
    lamp = partial(furniture.pendant, ceiling=room.height, lit=stage.daylight.dark, drop=0.35, colour=(120, 124, 126))
    lamp(stage, 0.0, 1.2)


def _bunk(stage: Stage, x: float, z: float, blanket: Colour) -> None:
    for y in (0.42, 1.4):
        stage.box((x, y, z), (0.86, 0.07, 2.0), (96, 100, 106), ink=1.8)
        stage.box((x, y + 0.07, z), (0.80, 0.12, 1.94), (206, 204, 194))
        stage.box((x, y + 0.14, z - 0.25), (0.84, 0.07, 1.3), blanket, ink=1.8)
        stage.box((x, y + 0.17, z + 0.72), (0.5, 0.1, 0.3), (238, 236, 228), ink=1.6)
        for dz in (0.98, -0.98):
            for dx in (-0.42, 0.42):
                stage.bar((x + dx, 0 if y < 1 else 0.5, z + dz), (x + dx, y + 0.3, z + dz), 0.06, (84, 88, 94))


def _bars(room: Room) -> None:
    """The grille on one side wall, with its door."""
    wall = room.wall("left")
    if not room.seen(wall):
        return
    room.panel(wall, -2.4, 2.6, 0.0, room.height, shade(room.shell.wall, 0.42), ink=0)
    stage = room.stage
    for x in np.arange(-2.3, 2.6, 0.19):
        stage.bar(room.at(wall, float(x), 0.0), room.at(wall, float(x), room.height), 0.035, (70, 72, 78))
    for y in (0.12, 1.05, 2.15):
        stage.bar(room.at(wall, -2.4, y), room.at(wall, 2.6, y), 0.06, (70, 72, 78))
    room.panel(wall, 0.5, 0.74, 0.95, 1.2, (84, 86, 92), ink=2, out=0.04)


CAFE = SetDesign("cafe", True, _cafe)
BAR = SetDesign("bar", True, _bar)
SHOP = SetDesign("shop", True, _shop)
LIBRARY = SetDesign("library", True, _library)
HOSPITAL = SetDesign("hospital", True, _hospital)
PRISON = SetDesign("prison", True, _prison)
