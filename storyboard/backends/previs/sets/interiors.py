"""Rooms with four walls: living room, kitchen, office, café, shop, corridor, stairs and the room of no special kind."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import furniture
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.stage import Stage

_SHELLS = {
    "living": Shell((226, 212, 190), (206, 190, 168), (176, 136, 100), (178, 98, 78)),
    "bedroom": Shell((208, 206, 218), (188, 186, 202), (176, 146, 116), (112, 124, 164)),
    "kitchen": Shell((232, 224, 200), (212, 206, 184), (196, 178, 158), (104, 146, 142), tiles=True),
    "office": Shell((214, 220, 224), (194, 202, 208), (150, 154, 160), (92, 120, 150)),
    "cafe": Shell((206, 180, 150), (186, 160, 132), (140, 108, 84), (126, 74, 58)),
    "shop": Shell((224, 218, 200), (206, 200, 182), (168, 156, 140), (150, 96, 66)),
    "hospital": Shell((222, 234, 232), (202, 216, 216), (188, 200, 202), (120, 170, 168), tiles=True),
    "corridor": Shell(
        (216, 214, 200), (196, 194, 182), (164, 162, 158), (120, 138, 140), half=1.35, height=2.6, deep=14.0, tiles=True
    ),
    "stairs": Shell(
        (206, 202, 196), (186, 182, 178), (150, 146, 142), (128, 118, 112), half=2.0, height=4.6, deep=5.2, tiles=True
    ),
    "room": Shell((222, 214, 200), (202, 194, 182), (174, 150, 122), (140, 128, 116)),
}


def _living(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["living"])
    room.shell_and_floor()
    zf = room.zf
    room.window(-1.1, 0.9, 0.95, 2.15)
    if room.seen("left"):
        room.door("left", 1.5, shade(room.shell.accent, 1.15))
        _picture(room, "left", -0.9, 1.5, 0.9, 0.6, (150, 170, 160))
    _picture(room, "far", 2.1, 1.6, 0.8, 0.6, (206, 158, 104))
    furniture.shelf(stage, 2.75, zf - 0.25, 0.9, 1.25)
    furniture.rug(stage, 0.0, 0.7, 3.0, 2.2, (172, 110, 92))
    furniture.sofa(stage, -1.3, zf - 0.75, 2.1, (118, 140, 132))
    furniture.floor_lamp(stage, 0.55, zf - 0.5, lit=room.lit)
    furniture.plant(stage, -2.85, zf - 0.5)
    if stage.daylight.dark:
        stage.lamp((0, 2.3, 0.5), pool=3.2, colour=(255, 190, 120), strength=0.35)


def _bedroom(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["bedroom"])
    room.shell_and_floor()
    zf = room.zf
    room.window(-2.2, -0.7, 0.95, 2.15)
    if room.seen("left"):
        room.door("left", 1.4, (214, 206, 196))
    _picture(room, "far", 1.5, 1.8, 0.9, 0.55, (180, 150, 160))
    furniture.rug(stage, -0.4, 0.4, 2.4, 1.5, (150, 150, 180))
    furniture.bed(stage, 1.5, zf - 1.1, room.shell.accent)
    stage.box((0.35, 0, zf - 0.35), (0.45, 0.5, 0.4), furniture.WOOD)
    stage.lathe((0.35, 0.5, zf - 0.35), [(0.06, 0), (0.04, 0.18)], [(190, 150, 100)])
    stage.lathe(
        (0.35, 0.66, zf - 0.35),
        [(0.17, 0), (0.10, 0.22)],
        [(255, 224, 160) if room.lit else (230, 212, 180)],
        rings=False,
    )
    if room.lit:
        stage.lamp((0.35, 0.78, zf - 0.35), pool=2.8, halo=1.2, colour=(255, 190, 112), strength=0.95)


def _kitchen(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["kitchen"])
    room.shell_and_floor()
    zf, accent = room.zf, room.shell.accent
    room.window(-1.0, 0.8, 1.12, 2.05, curtains=False)
    if room.seen("left"):
        room.door("left", 1.3, (150, 120, 92))
    for left, right in ((-3.2, -1.35), (1.1, 2.2)):
        if room.seen("far"):
            room.panel("far", left, right, 1.5, 2.28, mix(accent, (255, 255, 250), 0.25))
            middle = (left + right) / 2
            stage.line(room.at("far", middle, 1.52), room.at("far", middle, 2.26), 2.0)
    stage.box((-1.2, 0, zf - 0.32), (4.0, 0.88, 0.6), mix(accent, (255, 255, 250), 0.12))
    for x in np.arange(-3.0, 0.8, 0.62):
        stage.polygon(
            [(x, 0.1, zf - 0.625), (x + 0.54, 0.1, zf - 0.625), (x + 0.54, 0.78, zf - 0.625), (x, 0.78, zf - 0.625)],
            accent,
            ink=1.6,
        )
    stage.box((-1.2, 0.88, zf - 0.34), (4.06, 0.05, 0.66), (214, 182, 140))
    furniture.stove(stage, 1.55, zf - 0.35)
    for x, tall, colour in (
        (-2.6, 0.26, (196, 110, 80)),
        (-2.3, 0.2, (224, 200, 150)),
        (-2.05, 0.3, (110, 140, 150)),
        (0.4, 0.18, (206, 196, 176)),
    ):
        stage.lathe(
            (x, 0.93, zf - 0.3), [(0.08, 0), (0.09, tall * 0.7), (0.05, tall)], [colour, shade(colour, 0.9)], ink=1.8
        )
    furniture.table(stage, -1.9, 0.95, 1.5, 0.85)
    furniture.chair(stage, -2.3, 1.7, yaw=180)
    stage.lathe((-1.9, 0.75, 1.0), [(0.10, 0), (0.17, 0.1)], [(206, 120, 84)], ink=1.8)
    stage.lathe((-1.55, 0.75, 0.85), [(0.04, 0), (0.045, 0.1)], [(240, 236, 226)], ink=1.6)
    furniture.pendant(stage, -1.2, 1.1, ceiling=room.height, lit=room.lit)
    if stage.daylight.dark:
        stage.lamp((0.6, 2.2, 0.6), pool=3.0, colour=(255, 200, 130), strength=0.4)


def _office(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["office"])
    room.shell_and_floor()
    zf = room.zf
    room.window(-2.6, 1.2, 0.95, 2.2, curtains=False)
    if room.seen("far"):
        for y in np.arange(1.5, 2.2, 0.09):
            stage.line(room.at("far", -2.6, y), room.at("far", 1.2, y), 1.5, (170, 176, 180), overshoot=0)
    if room.seen("left"):
        room.door("left", 1.4, (170, 160, 150))
    for x in (-1.7, 1.9):
        furniture.table(stage, x, zf - 0.85, 1.6, 0.8, colour=(176, 152, 124))
        stage.box((x, 0.75, zf - 0.75), (0.08, 0.14, 0.08), (70, 76, 84), ink=1.6)
        stage.box((x, 0.86, zf - 0.72), (0.62, 0.38, 0.05), (58, 66, 76))
        stage.polygon(
            [
                (x - 0.27, 0.9, zf - 0.75),
                (x + 0.27, 0.9, zf - 0.75),
                (x + 0.27, 1.2, zf - 0.75),
                (x - 0.27, 1.2, zf - 0.75),
            ],
            (150, 190, 206),
        )
        stage.box((x + 0.5, 0.75, zf - 0.9), (0.24, 0.05, 0.3), (240, 238, 230), ink=1.6)
        furniture.chair(stage, x, zf - 1.55, colour=(70, 84, 100))
        if stage.daylight.dark:
            stage.lamp((x, 1.05, zf - 0.8), pool=1.5, halo=0.7, colour=(150, 200, 230), strength=0.7)
    furniture.shelf(stage, 2.9, zf - 1.9, 0.7, 1.5, seed=8)
    furniture.plant(stage, -2.9, zf - 0.4, height=1.4)
    _ceiling_panels(stage, room)


def _cafe(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["cafe"])
    room.shell_and_floor()
    zf = room.zf
    if room.seen("far"):
        room.panel("far", -3.0, 3.0, 0.1, 1.0, shade(room.shell.accent, 1.1))
        for y in (1.5, 2.0):
            room.panel("far", -2.4, 0.6, y, y + 0.05, furniture.WOOD, ink=1.8)
            for index in range(12):
                x = -2.25 + index * 0.24
                tone = ((196, 110, 80), (110, 140, 120), (214, 190, 130), (130, 100, 90))[index % 4]
                room.panel("far", x, x + 0.11, y + 0.05, y + 0.05 + 0.2 + 0.08 * (index % 3), tone, ink=1.4)
    room.window(1.2, 3.0, 0.9, 2.2, curtains=False)
    stage.box((-0.9, 0, zf - 0.75), (3.6, 1.05, 0.55), shade(room.shell.accent, 1.05))
    stage.box((-0.9, 1.05, zf - 0.78), (3.75, 0.06, 0.72), (186, 146, 106))
    stage.box((-1.9, 1.11, zf - 0.75), (0.6, 0.42, 0.4), (176, 182, 186))
    for x in (-0.4, -0.15, 0.1):
        stage.lathe((x, 1.11, zf - 0.75), [(0.04, 0), (0.05, 0.09)], [(244, 240, 230)], ink=1.5)
    for x, z in ((2.1, 1.2), (-2.3, 0.9)):
        stage.lathe((x, 0, z), [(0.2, 0), (0.05, 0.05), (0.04, 0.72)], [(70, 62, 60)] * 2, ink=1.8)
        stage.disc((x, 0.74, z), 0.42, (196, 156, 114), ink=2.4)
        furniture.chair(stage, x + 0.05, z + 0.62, yaw=180, colour=(96, 74, 60))
    for x in (-1.7, -0.1, 1.6):
        furniture.pendant(stage, x, zf - 1.0, ceiling=room.height, lit=room.lit, drop=0.8)


def _shop(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["shop"])
    room.shell_and_floor()
    zf = room.zf
    if room.seen("left"):
        room.door("left", 1.3, (110, 140, 130))
    for x in (-2.5, -1.35, -0.2):
        furniture.shelf(stage, x, zf - 0.2, 1.1, 2.1, seed=int(x * 10) + 40)
    room.window(0.8, 2.9, 0.9, 2.2, curtains=False)
    stage.box((1.7, 0, zf - 1.1), (2.2, 0.95, 0.6), room.shell.accent)
    stage.box((1.7, 0.95, zf - 1.1), (2.3, 0.05, 0.7), (206, 172, 130))
    stage.box((2.2, 1.0, zf - 1.1), (0.42, 0.3, 0.35), (120, 118, 124))
    for x in (-1.2, 1.2):
        furniture.pendant(stage, x, 1.3, ceiling=room.height, lit=room.lit, drop=0.6)


def _hospital(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["hospital"])
    room.shell_and_floor()
    zf = room.zf
    room.window(-2.2, -0.2, 1.0, 2.2, curtains=True)
    stage.box((1.5, 0.35, zf - 1.2), (0.98, 0.22, 2.0), (240, 244, 244))
    stage.box((1.5, 0.57, zf - 1.4), (1.0, 0.06, 1.3), room.shell.accent)
    stage.box((1.5, 0.57, zf - 0.45), (0.8, 0.14, 0.4), (252, 252, 250))
    stage.box((0.6, 0, zf - 0.4), (0.5, 0.8, 0.4), (206, 216, 218))
    stage.bar((2.4, 0, zf - 0.5), (2.4, 1.9, zf - 0.5), 0.03, (150, 156, 160))
    stage.box((2.4, 1.5, zf - 0.5), (0.14, 0.28, 0.06), (206, 226, 232))
    _ceiling_panels(stage, room)


def _corridor(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["corridor"])
    room.shell_and_floor()
    for along in (9.4, 6.6, 3.8, 1.0):
        for wall, sign in (("left", 1), ("right", -1)):
            if room.seen(wall):
                room.door(wall, sign * along, mix(room.shell.accent, (255, 250, 240), 0.15))
    if room.seen("far"):
        room.door("far", 0.0, (150, 110, 90))
    _ceiling_panels(stage, room, step=2.8)


def _stairs(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["stairs"])
    room.shell_and_floor()
    room.window(-1.7, -0.9, 2.6, 3.8, curtains=False)
    furniture.steps(stage, 0.75, 1.0, 1.5, 14)
    if stage.daylight.dark:
        stage.lamp((-0.8, 2.4, 2.2), pool=3.6, halo=1.2, colour=(255, 204, 140), strength=0.8)


def _room(stage: Stage, brief: SetBrief) -> None:
    room = Room(stage, brief, _SHELLS["room"])
    room.shell_and_floor()
    zf = room.zf
    room.window(-0.9, 0.9, 0.95, 2.15)
    if room.seen("left"):
        room.door("left", 1.4, (168, 132, 100))
    _picture(room, "far", 2.0, 1.6, 0.7, 0.55, (170, 180, 170))
    furniture.rug(stage, 0.2, 0.6, 2.4, 1.6, (150, 120, 110))
    furniture.table(stage, -2.0, zf - 0.7, 1.3, 0.7)
    furniture.chair(stage, -2.0, zf - 1.4)
    furniture.shelf(stage, 2.5, zf - 0.25, 1.0, 1.1)
    furniture.floor_lamp(stage, 1.4, zf - 0.5, lit=room.lit)
    if stage.daylight.dark:
        stage.lamp((0, 2.2, 0.4), pool=3.2, colour=(255, 196, 130), strength=0.35)


def _picture(room: Room, wall: str, along: float, up: float, width: float, height: float, colour: Colour) -> None:
    if not room.seen(wall):
        return
    places = ((-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2))
    corners = [room.at(wall, along + x, up + y) for x, y in places]
    furniture.picture(room.stage, [(float(p[0]), float(p[1]), float(p[2])) for p in corners], colour)


def _ceiling_panels(stage: Stage, room: Room, step: float = 2.2) -> None:
    high = room.height - 0.01
    for z in np.arange(-2.6, room.zf - 1, step):
        if stage.camera.position[1] < high:
            stage.polygon(
                [(-0.5, high, z), (0.5, high, z), (0.5, high, z + 1), (-0.5, high, z + 1)], (255, 255, 248), ink=1.6
            )
        if stage.daylight.dark:
            stage.lamp((0, high, z + 0.5), pool=3.0, halo=0.6, colour=(206, 226, 236), strength=0.34)


INTERIORS = (
    SetDesign("bedroom", ("bed ?room", "hotel", "motel", "nursery", "dorm"), True, _bedroom),
    SetDesign("kitchen", ("kitchen", "pantry", "galley"), True, _kitchen),
    SetDesign("stairs", ("stair", "stairwell", "steps", "landing"), True, _stairs),
    SetDesign(
        "corridor",
        ("corridor", "hall", "tunnel", "subway", "passage", "(train|railway|tram|bus|underground) station"),
        True,
        _corridor,
    ),
    SetDesign("hospital", ("hospital", "clinic", "ward", "infirmary", "surgery"), True, _hospital),
    SetDesign(
        "office",
        ("office", "precinct", "studio", "lab\\b", "laborator", "classroom", "school", "station", "newsroom", "study"),
        True,
        _office,
    ),
    SetDesign(
        "cafe", ("caf[eé]", "bar\\b", "pub\\b", "diner", "restaurant", "tavern", "bistro", "canteen"), True, _cafe
    ),
    SetDesign("shop", ("shop", "store", "bakery", "market", "library", "pharmacy", "bookshop"), True, _shop),
    SetDesign(
        "living",
        ("living", "lounge", "apartment", "flat\\b", "house", "home", "cabin", "cottage", "parlou?r"),
        True,
        _living,
    ),
)
GENERIC_INTERIOR = SetDesign("room", (), True, _room)
