"""Rooms of a home: living room, kitchen, bedroom, bathroom, and the room of no special kind."""

from __future__ import annotations

from functools import partial

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import fittings, furniture
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.sets.room import Room, Shell
from storyboard.backends.previs.sets.window import window
from storyboard.backends.previs.stage import Stage

# Colours of whole homes: wall, floor, accent, upholstery, wood.
_HOMES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((228, 213, 188), (176, 136, 100), (182, 96, 74), (112, 138, 130), (152, 108, 74)),
    ((196, 208, 198), (150, 118, 90), (62, 108, 98), (196, 150, 104), (128, 92, 66)),
    ((206, 208, 222), (186, 158, 126), (92, 108, 158), (178, 118, 112), (170, 134, 98)),
    ((232, 222, 210), (128, 98, 78), (148, 62, 66), (86, 96, 118), (104, 72, 54)),
    ((236, 222, 172), (170, 128, 92), (206, 128, 58), (88, 124, 142), (184, 138, 88)),
    ((184, 204, 214), (196, 176, 150), (58, 98, 132), (206, 178, 128), (206, 178, 140)),
    ((222, 200, 190), (146, 112, 92), (166, 86, 108), (122, 134, 108), (134, 96, 78)),
    ((214, 216, 206), (108, 88, 76), (88, 98, 72), (164, 104, 70), (96, 70, 52)),
)
_WALLS = ("plain", "wainscot", "stripes", "plain")


def _home(
    stage: Stage, brief: SetBrief, *, wall_kind: str, floor_kind: str, **measures: float
) -> tuple[Room, Colour, Colour]:
    """A room in the house's colours, its upholstery and its wood."""
    wall, floor, accent, cloth, wood = brief.pick_for_house("home", _HOMES)
    wall = mix(wall, brief.pick("tint", (accent, wood, cloth, (250, 244, 232))), 0.14)
    shell = Shell(wall, floor, accent, floor_kind=floor_kind, wall_kind=wall_kind, **measures)
    room = Room(stage, brief, shell.resized(brief))
    room.shell_and_floor()
    return room, cloth, wood


def _living(stage: Stage, brief: SetBrief) -> None:
    rustic = brief.named("cabin", "cottage", "farm", "hut")
    kind = "panels" if rustic else brief.pick("walls", _WALLS)
    room, cloth, wood = _home(stage, brief, wall_kind=kind, floor_kind="boards")
    zf, accent, half = room.zf, room.shell.accent, room.half
    if rustic:
        room.beams(shade(wood, 0.9))
    plan = brief.pick("plan", ("sofa", "hearth", "corner"))
    rug = brief.pick("rug", (accent, cloth, mix(accent, (240, 226, 200), 0.5)))
    furniture.rug(stage, 0.15 * room.side, 0.75, 3.2, 2.3, shade(rug, 0.96))
    if plan == "hearth" or rustic:
        window(room, -half + 0.7, -half + 1.9, dressing="curtains")
        window(room, half - 1.9, half - 0.7, dressing="curtains")
        stone: Colour = (168, 160, 152) if rustic else (206, 196, 182)
        room.put(0.1, zf - 0.18, partial(fittings.fireplace, lit=room.lit, stone=stone))
        room.picture("far", 0.1, 1.75, 1.0, 0.66, mix(cloth, (226, 206, 170), 0.3))
        room.put(-1.6, zf - 0.9, lambda on, x, z: fittings.armchair(on, x, z, cloth, yaw=-24 * room.side))
        room.put(1.75, zf - 0.9, lambda on, x, z: fittings.armchair(on, x, z, accent, yaw=24 * room.side))
        room.put(
            half - 0.24, 0.9, partial(fittings.side_cabinet, size=(0.4, 1.9, 1.8), colour=wood, rows=4, books=True)
        )
    elif plan == "sofa":
        window(room, -1.3, 0.9, bars=3)
        room.put(-0.9, zf - 0.62, lambda on, x, z: furniture.sofa(on, x, z, 2.2, cloth))
        room.put(-0.9, zf - 1.5, lambda on, x, z: furniture.table(on, x, z, 1.0, 0.5, height=0.4, colour=wood))
        room.picture("far", half - 1.1, 1.6, 0.9, 1.1, mix(accent, (230, 210, 170), 0.4))
        room.put(half - 1.1, zf - 0.28, partial(fittings.cabinet, size=(1.5, 0.8, 0.45), colour=wood, doors=3))
        room.put(
            half - 0.24,
            0.5,
            partial(fittings.side_cabinet, size=(0.4, 2.0, 1.6), colour=shade(wood, 0.9), rows=4, books=True),
        )
    else:
        window(room, 0.5, 2.7, low=0.7, high=2.25, bars=3)
        room.put(
            -half + 1.1,
            zf - 0.22,
            lambda on, x, z: furniture.shelf(on, x, z, 1.8, 2.1, colour=wood, seed=stage.seed % 97),
        )
        room.put(1.5, zf - 0.62, lambda on, x, z: furniture.sofa(on, x, z, 1.9, accent))
        room.put(-0.35, zf - 0.3, partial(fittings.cabinet, size=(1.1, 0.56, 0.42), colour=shade(wood, 0.86)))
        room.put(-0.35, zf - 0.32, lambda on, x, z: fittings.television(on, x, z, on=stage.daylight.dark))
        room.put(half - 0.5, 0.9, lambda on, x, z: fittings.armchair(on, x, z, cloth, yaw=70 * room.side))
    room.door("left", brief.between("door", -0.4, 1.0), mix(accent, (244, 236, 222), 0.35))
    room.picture("left", -1.6, 1.55, 0.8, 0.6, mix(cloth, (240, 230, 200), 0.3))
    room.put(-half + 0.42, zf - 0.45, lambda on, x, z: furniture.plant(on, x, z, height=1.5, seed=stage.seed % 91))
    lamp_x = {"sofa": 0.55, "hearth": half - 1.0, "corner": half - 0.45}[plan]
    room.put(lamp_x, zf - 0.42, partial(furniture.floor_lamp, lit=room.lit))
    room.furnish()
    if stage.daylight.dark:
        stage.lamp((0, 2.3, 0.5), pool=3.2, colour=(255, 190, 120), strength=0.35)


def _bedroom(stage: Stage, brief: SetBrief) -> None:
    inn = brief.named("hotel", "motel", "inn", "h[oô]tel", "albergo", "отел", "гостиниц")
    kind = brief.pick("walls", ("plain", "stripes", "wainscot") if not inn else ("stripes", "panels"))
    room, cloth, wood = _home(stage, brief, wall_kind=kind, floor_kind=brief.pick("floor", ("boards", "carpet")))
    zf, accent, half = room.zf, room.shell.accent, room.half
    child = brief.named("child", "kid", "nursery", "boy", "girl", "baby", "kinder")
    furniture.rug(stage, -0.3 * room.side, 0.5, 2.4, 1.6, mix(accent, (240, 232, 220), 0.45))
    bed_x = brief.between("bed", 0.4, 1.7)
    blanket = brief.pick("blanket", (accent, cloth, mix(cloth, accent, 0.5)))
    window(
        room,
        -half + 0.7,
        -half + brief.between("window", 1.9, 2.7),
        bars=2,
        dressing=brief.pick("dress", ("curtains", "blinds", "shutters")),
    )
    room.picture("far", bed_x, 1.85, 1.0, 0.6, mix(cloth, (236, 214, 180), 0.4))
    if not brief.bed_taken:
        room.put(bed_x, zf - 1.08, partial(furniture.bed, colour=blanket, wide=1.0 if child else 1.6, wood=wood))
    for x in (bed_x - 1.12, *((bed_x + 1.12,) if half > bed_x + 1.5 else ())):
        room.put(x, zf - 0.3, partial(fittings.cabinet, size=(0.46, 0.52, 0.4), colour=wood, doors=1, drawers=2))
        room.put(x, zf - 0.31, partial(_bedside_lamp, lit=room.lit))
    room.put(
        -half + 0.34, 0.6, partial(fittings.side_cabinet, size=(0.58, 2.05, 1.5), colour=shade(wood, 0.95), rows=1)
    )
    if brief.pick("extra", (True, False)):
        room.put(
            -half + 1.5, zf - 0.26, partial(fittings.cabinet, size=(1.2, 0.84, 0.44), colour=wood, doors=2, drawers=3)
        )
    else:
        room.put(-half + 1.3, zf - 0.6, lambda on, x, z: fittings.armchair(on, x, z, cloth, yaw=-30 * room.side))
    room.door("right", 0.2, mix(wood, (240, 230, 214), 0.3))
    if child:
        for index, tone in enumerate(((206, 90, 70), (240, 190, 80), (90, 140, 180))):
            room.put(
                -1.2 + 0.34 * index,
                1.7,
                partial(_toy, colour=tone),
            )
    room.furnish()
    if not room.lit:
        stage.lamp((0, 2.4, 0.2), pool=2.6, colour=(255, 244, 224), strength=0.10)


def _toy(stage: Stage, x: float, z: float, *, colour: Colour) -> None:
    stage.box((x, 0, z), (0.22, 0.22, 0.22), colour, ink=1.6)


def _bedside_lamp(stage: Stage, x: float, z: float, *, lit: bool) -> None:
    stage.lathe((x, 0.52, z), [(0.07, 0), (0.03, 0.2)], [(190, 150, 100)], ink=1.6)
    stage.lathe((x, 0.72, z), [(0.17, 0), (0.10, 0.22)], [(255, 224, 160) if lit else (236, 220, 190)], rings=False)
    if lit:
        stage.lamp((x, 0.82, z), pool=2.5, halo=1.0, colour=(255, 190, 112), strength=0.8)


def _kitchen(stage: Stage, brief: SetBrief) -> None:
    floor = brief.pick("floor", ("tiles", "checker", "boards"))
    room, cloth, wood = _home(
        stage, brief, wall_kind=brief.pick("walls", ("plain", "tiles", "wainscot")), floor_kind=floor
    )
    zf, accent, half = room.zf, room.shell.accent, room.half
    units = brief.pick(
        "units", (mix(accent, (255, 252, 244), 0.2), mix(cloth, (255, 250, 240), 0.3), (232, 226, 212), wood)
    )
    top: Colour = brief.pick("top", ((214, 182, 140), (98, 96, 100), (226, 222, 214)))
    window(room, -0.9, 0.8, 1.15, 2.1, dressing=brief.pick("dress", ("none", "curtains", "shutters")))
    for left, right in ((-half + 0.1, -1.5), (1.3, half - 1.2)):
        _wall_units(room, left, right, units)
    room.put(-0.5, zf - 0.32, lambda on, x, z: fittings.counter(on, x, z, 2 * half - 2.8, units, top))
    stove_x, fridge_x = (half - 1.35, -half + 0.5)
    if brief.pick("old", (True, False)) or brief.named("farm", "cottage", "lighthouse", "cabin"):
        room.put(stove_x, zf - 0.35, furniture.stove)
    else:
        room.put(stove_x, zf - 0.33, _cooker)
    room.put(
        fridge_x,
        zf - 0.36,
        partial(fittings.fridge, colour=brief.pick("fridge", ((242, 243, 240), (186, 196, 198), (206, 90, 74)))),
    )
    for x, tall, colour in (
        (-1.7, 0.26, accent),
        (-1.45, 0.2, cloth),
        (-1.22, 0.3, wood),
        (1.0, 0.18, (206, 196, 176)),
    ):
        room.put(x, zf - 0.3, partial(_jar, tall=tall, colour=colour))
    seats = brief.pick("table", ("left", "right", "island"))
    x = {"left": -half + 1.25, "right": half - 1.25, "island": half - 1.2}[seats]
    room.put(x, 1.15, lambda on, a, b: furniture.table(on, a, b, 1.5, 0.85, colour=wood))
    room.put(x - 0.35, 1.85, lambda on, a, b: furniture.chair(on, a, b, yaw=180, colour=wood))
    room.put(x + 0.4, 1.85, lambda on, a, b: furniture.chair(on, a, b, yaw=180, colour=wood))
    room.put(x, 1.14, lambda on, a, b: on.lathe((a, 0.75, b), [(0.10, 0), (0.19, 0.1)], [cloth], ink=1.8))
    lamp = partial(furniture.pendant, ceiling=room.height, lit=room.lit, colour=accent)
    room.put(x, 1.15, lamp)
    room.door("left" if x > 0 else "right", 0.6, mix(wood, (240, 232, 216), 0.25), glass=True)
    room.furnish()
    if stage.daylight.dark:
        stage.lamp((0.6, 2.2, 0.6), pool=3.0, colour=(255, 200, 130), strength=0.4)


def _wall_units(room: Room, left: float, right: float, colour: Colour) -> None:
    count = max(1, round((right - left) / 0.6))
    for index in range(count):
        edges = sorted(room.along(left + (right - left) * (index + step) / count) for step in (0, 1))
        room.panel("far", edges[0], edges[1] - 0.02, 1.5, 2.24, shade(colour, 1.02), ink=2.0, out=0.33)
    edges = sorted((room.along(left), room.along(right)))
    room.panel("far", edges[0], edges[1], 1.46, 1.5, shade(colour, 0.7), ink=1.2, out=0.33)


def _jar(stage: Stage, x: float, z: float, *, tall: float, colour: Colour) -> None:
    stage.lathe((x, 0.93, z), [(0.08, 0), (0.09, tall * 0.7), (0.05, tall)], [colour, shade(colour, 0.9)], ink=1.8)


def _cooker(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 0, z), (0.62, 0.9, 0.62), (226, 228, 226))
    fittings.front(stage, x, z - 0.315, -0.26, 0.26, 0.16, 0.62, (60, 62, 68))
    fittings.front(stage, x, z - 0.315, -0.28, 0.28, 0.72, 0.86, (90, 92, 98))
    stage.box((x, 1.5, z + 0.08), (0.7, 0.26, 0.4), (196, 200, 202), ink=2)
    stage.bar((x, 1.76, z + 0.1), (x, 2.7, z + 0.1), 0.24, (196, 200, 202))
    furniture.kettle(stage, x + 0.1, 0.9, z)


def _bathroom(stage: Stage, brief: SetBrief) -> None:
    public = brief.named("toilet", "men's", "ladies", "women's", "washroom", "rest ?room", "locker", "туалет")
    room, cloth, wood = _home(
        stage, brief, wall_kind="tiles", floor_kind=brief.pick("floor", ("checker", "tiles")), half=2.7, deep=2.2
    )
    zf, accent, half = room.zf, room.shell.accent, room.half
    if public:
        for index in range(3):
            room.put(0.1 + 0.98 * index, zf - 0.7, partial(_stall, colour=mix(accent, (230, 232, 230), 0.3)))
        for x in (-half + 0.7, -half + 1.75):
            room.put(x, zf - 0.24, partial(fittings.basin, lit=room.lit, wood=mix(wood, (220, 220, 216), 0.5)))
    else:
        window(room, 0.9, 1.8, 1.35, 2.15, dressing="blinds", bars=1)
        curtain = brief.pick("curtain", (mix(accent, (255, 255, 250), 0.55), mix(cloth, (255, 250, 240), 0.5), None))
        room.put(half - 1.1, zf - 0.42, partial(fittings.bathtub, curtain=curtain, ceiling=room.height))
        room.put(-half + 1.6, zf - 0.24, partial(fittings.basin, lit=room.lit, wood=wood))
        room.put(-half + 0.5, zf - 0.45, fittings.toilet)
        furniture.rug(stage, -0.5 * room.side, 0.9, 1.2, 0.8, mix(accent, (250, 244, 236), 0.4))
        room.put(
            -half + 0.22, 0.5, partial(fittings.side_cabinet, size=(0.34, 1.7, 0.7), colour=(238, 236, 230), rows=3)
        )
    room.door("right", 0.2, (232, 228, 218))
    room.furnish()
    if stage.daylight.dark:
        stage.lamp((0, room.height, 0.4), pool=3.0, colour=(255, 240, 214), strength=0.4)


def _stall(stage: Stage, x: float, z: float, *, colour: Colour) -> None:
    stage.box((x, 0.16, z), (0.96, 1.9, 1.3), colour)
    fittings.front(stage, x, z - 0.655, -0.38, 0.38, 0.2, 1.96, shade(colour, 1.08))
    hairlines(stage, [[(x + 0.28, 1.05, z - 0.66), (x + 0.34, 1.05, z - 0.66)]], (60, 60, 66))


def _room(stage: Stage, brief: SetBrief) -> None:
    """Nothing that would claim to be somewhere: walls, a window, a door, a table and a chair."""
    room, _, wood = _home(stage, brief, wall_kind=brief.pick("walls", ("plain", "wainscot")), floor_kind="boards")
    zf, half = room.zf, room.half
    at = brief.pick("window", (-1.0, 0.2, 0.9))
    window(room, at - 0.85, at + 0.85, dressing=brief.pick("dress", ("curtains", "blinds", "none")))
    room.door("left", brief.between("door", -0.2, 1.2), mix(wood, (236, 226, 206), 0.4))
    room.picture("right", -0.6, 1.55, 0.8, 0.6, mix(room.shell.accent, (226, 214, 190), 0.5))
    room.put(-half + 1.2, zf - 0.6, lambda on, x, z: furniture.table(on, x, z, 1.3, 0.7, colour=wood))
    room.put(-half + 1.2, zf - 1.25, lambda on, x, z: furniture.chair(on, x, z, colour=wood))
    room.put(half - 0.9, zf - 0.26, partial(fittings.cabinet, size=(1.2, 0.9, 0.44), colour=wood))
    lamp = partial(furniture.pendant, ceiling=room.height, lit=room.lit, drop=0.6, colour=(206, 198, 180))
    room.put(0.0, 1.4, lamp)
    room.furnish()
    if stage.daylight.dark:
        stage.lamp((0, 2.2, 0.4), pool=3.2, colour=(255, 196, 130), strength=0.3)


LIVING = SetDesign("living", True, _living)
BEDROOM = SetDesign("bedroom", True, _bedroom)
KITCHEN = SetDesign("kitchen", True, _kitchen)
BATHROOM = SetDesign("bathroom", True, _bathroom)
GENERIC_INTERIOR = SetDesign("room", True, _room)
