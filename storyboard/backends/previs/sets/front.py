"""The fronts of buildings that people go into: a shop, a hospital, a school, a church, offices, a public house of columns."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets import land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.sets.fittings import WHITE, front
from storyboard.backends.previs.sets.pattern import hairlines, level_grid
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_LAMPLIGHT: Colour = (255, 214, 140)
_DOORLIGHT: Colour = (214, 182, 140)  # Its own lamp falls on it, too.
_BRICKS: tuple[Colour, ...] = ((176, 112, 92), (198, 152, 116), (150, 118, 104))
_PLASTERS: tuple[Colour, ...] = ((226, 214, 190), (204, 212, 210), (222, 196, 168), (190, 198, 210))
_STONES: tuple[Colour, ...] = ((204, 196, 180), (186, 184, 182), (212, 198, 170))
_TRIMS: tuple[Colour, ...] = ((150, 64, 58), (54, 92, 104), (84, 112, 76), (176, 124, 60))
_FACE = 14.0  # How far from where the scene is played the front stands, in metres.


class _Facade:
    """The face of a building that looks at the camera: rectangles on it are given from its middle."""

    def __init__(self, stage: Stage, brief: SetBrief, x: float, z: float = _FACE) -> None:
        self.stage, self.brief, self.x, self.z = stage, brief, x, z
        self.evening = stage.daylight.name in {TimeOfDay.NIGHT, TimeOfDay.DUSK}
        self._layers = 0

    def body(self, width: float, height: float, colour: Colour, *, deep: float = 9.0, shift: float = 0.0) -> None:
        self.stage.box((self.x + shift, 0, self.z + deep / 2), (width, height, deep), colour, ink=2.4)

    def panel(self, left: float, right: float, low: float, high: float, colour: Colour, *, ink: float = 1.6) -> None:
        """A rectangle on the wall; each lies over those before it."""
        self._layers += 1
        depth = self.z - 0.004 * self._layers
        front(self.stage, self.x, depth, left, right, low, high, self.air(colour), ink)

    def air(self, colour: Colour) -> Colour:
        return self.stage.air(colour, (self.x, 0.0, self.z))

    def glass(self, which: int, *, share: float = 0.45) -> Colour:
        """A pane: lit in the evening for some, always the same ones."""
        if self.evening and self.brief.between(f"lit {which}", 0, 1) < share:
            return _LAMPLIGHT
        return mix((112, 134, 150), self.stage.daylight.horizon_sky, 0.25)

    def windows(
        self, left: float, right: float, rows: tuple[float, ...], size: tuple[float, float], count: int, trim: Colour
    ) -> None:
        """Rows of `count` windows, their sills at the heights of `rows`."""
        for row, low in enumerate(rows):
            for column in range(count):
                middle = left + (column + 0.5) * (right - left) / count
                wide, tall = size[0] / 2, low + size[1]
                self.panel(middle - wide - 0.1, middle + wide + 0.1, low - 0.14, tall + 0.08, trim, ink=0)
                self.panel(middle - wide, middle + wide, low, tall, self.glass(17 * row + column))
                bar = self.z - 0.004 * self._layers - 0.002
                cross = [[(self.x + middle, low, bar), (self.x + middle, tall, bar)]]
                hairlines(self.stage, cross, self.air(shade(trim, 0.9)))

    def doors(self, half: float, high: float, colour: Colour, *, sill: float = 0.0, glazed: bool = True) -> None:
        """A double door in the middle; light falls out of it in the evening."""
        self.panel(-half - 0.14, half + 0.14, sill, high + 0.14, shade(colour, 0.7))
        for left, right in ((-half, -0.03), (0.03, half)):
            self.panel(left, right, sill, high, colour)
            if glazed:
                pane = _DOORLIGHT if self.evening else (150, 172, 184)
                self.panel(left + 0.14, right - 0.14, sill + 0.3, high - 0.16, pane, ink=1.2)
        if self.evening:
            door = (self.x, high * 0.7, self.z - 0.5)
            self.stage.lamp(door, pool=4.2, halo=0.9, colour=(255, 206, 130), strength=0.9)
            self.stage.lamp((self.x, 0.0, self.z - 3.0), pool=3.4, colour=(255, 200, 124), strength=0.5)

    def steps(self, half: float, count: int, colour: Colour) -> None:
        """Steps up to the door, the lowest in front."""
        for step in range(count):
            depth = 0.42 * (count - step)
            size = (2 * half + 0.3 * (count - step), 0.16, depth)
            self.stage.box((self.x, 0.16 * step, self.z - depth / 2), size, colour, ink=1.6)


def _forecourt(stage: Stage, brief: SetBrief, *, green: bool) -> None:
    """Sky, and paving or grass up to the front."""
    sky.draw_sky(stage)
    stage.haze = 90.0
    if green:
        turf = brief.tint("turf", (142, 168, 104), 0.12)
        land.ground(stage, turf)
        far = mix((140, 160, 150), stage.daylight.horizon_sky, 0.45)
        land.hills(stage, 260, 26, far, rhythm=brief.between("rhythm", 0.8, 1.8))
        edge = [(-1.5, -9.0), (-1.5, _FACE)], [(1.5, -9.0), (1.5, _FACE)]
        land.path(stage, *edge, brief.pick("path", ((206, 196, 180), (190, 180, 170))))
        return
    paving = brief.pick("paving", ((190, 182, 170), (176, 178, 180), (202, 184, 160)))
    sky.plain(stage, stage.air(paving, stage.camera.position + stage.camera.level * 40))
    stage.polygon([(-60, 0, -20), (60, 0, -20), (60, 0, _FACE), (-60, 0, _FACE)], paving)
    level_grid(stage, (-16.0, 16.0), (-8.0, _FACE), (2.0, 2.0), shade(paving, 0.86))
    side = brief.pick("bench side", (1, -1))
    for x, z in ((-side * 6.6, 9.5), (side * 7.4, 8.0), (-side * 4.4, 5.2)):
        stage.box((x, 0, z), (1.0, 0.6, 1.0), shade(paving, 0.82), ink=1.8)
        land.bush(stage, x, z - 0.2, 1.1, (104, 138, 88))
    for y, z in ((0.42, 6.4), (0.62, 6.66), (0.86, 6.7)):
        stage.bar((side * 3.4, y, z), (side * 5.2, y, z), 0.1, (150, 112, 82))
    for x in (side * 3.6, side * 5.0):
        stage.bar((x, 0, 6.5), (x, 0.86, 6.7), 0.07, (66, 68, 76))


def _neighbours(stage: Stage, brief: SetBrief, half: float) -> None:
    """Houses on both sides of the front, plainer and lower than it."""
    for side in (-1, 1):
        place = side * half
        for index in range(3):
            width = brief.between(f"width {side} {index}", 7.0, 10.0)
            high = brief.between(f"height {side} {index}", 5.0, 8.5)
            wall = mix(brief.pick(f"wall {side} {index}", _PLASTERS + _BRICKS), stage.daylight.horizon_sky, 0.18)
            next_door = _Facade(stage, brief, place + side * width / 2, _FACE + 1.6)
            next_door.body(width - 0.1, high, wall)
            trim = shade(wall, 1.1)
            next_door.windows(
                -width / 2 + 0.5, width / 2 - 0.5, tuple(np.arange(1.2, high - 1.9, 2.6)), (1.1, 1.4), 3, trim
            )
            place += side * width


def _shop(stage: Stage, brief: SetBrief) -> None:
    """Two storeys: show windows under a striped awning, the door between them, rooms above."""
    _forecourt(stage, brief, green=False)
    house = _Facade(stage, brief, brief.pick("side", (1, -1)) * brief.between("x", 0.4, 1.8))
    _neighbours(stage, brief, 6.2)
    wall, trim = brief.pick("wall", _PLASTERS + _BRICKS), brief.pick("trim", _TRIMS)
    house.body(12.0, 7.0, wall)
    house.panel(-5.6, 5.6, 0.0, 3.7, shade(trim, 0.9))
    for left, right in ((-5.2, -1.3), (1.3, 5.2)):
        house.panel(left, right, 0.6, 2.7, _LAMPLIGHT if house.evening else (168, 188, 196))
        _wares(house, left, right)
        if house.evening:
            stage.lamp(
                (house.x + (left + right) / 2, 1.4, house.z - 0.6), pool=3.2, colour=(255, 204, 124), strength=0.7
            )
    house.doors(0.85, 2.5, trim)
    house.panel(-5.4, 5.4, 3.0, 3.6, shade(trim, 1.25))
    _awning(house, -5.5, 5.5, trim)
    house.windows(-5.4, 5.4, (4.5,), (1.1, 1.6), 4, shade(wall, 1.12))


def _wares(house: _Facade, left: float, right: float) -> None:
    """What stands in a show window."""
    tones: tuple[Colour, ...] = ((190, 96, 80), (92, 128, 140), (220, 178, 96), (120, 146, 104))
    for index, along in enumerate(np.arange(left + 0.3, right - 0.5, 0.62)):
        tall = 0.35 + 0.5 * house.brief.between(f"ware {left} {index}", 0, 1)
        house.panel(float(along), float(along) + 0.44, 0.62, 0.62 + tall, tones[index % 4], ink=1.2)


def _awning(house: _Facade, left: float, right: float, colour: Colour) -> None:
    count = 14
    edges = np.linspace(left, right, count + 1)
    for index in range(count):
        tone = house.air(colour if index % 2 else (240, 234, 220))
        a, b = float(edges[index]) + house.x, float(edges[index + 1]) + house.x
        z = house.z - 0.2
        house.stage.polygon([(a, 3.05, z), (b, 3.05, z), (b, 2.62, z - 1.3), (a, 2.62, z - 1.3)], tone, ink=1.2)
        house.stage.polygon(
            [(a, 2.62, z - 1.3), (b, 2.62, z - 1.3), (b, 2.42, z - 1.3), (a, 2.42, z - 1.3)], shade(tone, 0.88)
        )


def _hospital(stage: Stage, brief: SetBrief) -> None:
    """White and wide: rows of windows, a canopy over glass doors, the cross beside it, an ambulance waiting."""
    _forecourt(stage, brief, green=False)
    side = brief.pick("side", (1, -1))
    house = _Facade(stage, brief, side * brief.between("x", 0.2, 1.6), _FACE + 2)
    wall = brief.pick("wall", ((238, 240, 238), (222, 230, 232), (236, 228, 214)))
    house.body(26.0, 9.6, wall)
    band = brief.pick("band", ((92, 150, 160), (96, 128, 176), (120, 160, 130)))
    for low in (3.1, 6.3, 9.2):
        house.panel(-13.0, 13.0, low, low + 0.4, band, ink=0)
    for left, right in ((-12.6, -3.4), (3.4, 12.6)):
        house.windows(left, right, (1.0, 4.2, 7.2), (1.5, 1.4), 4, WHITE)
    house.windows(-3.0, 3.0, (7.2,), (1.3, 1.4), 2, WHITE)
    house.doors(1.6, 2.7, (120, 150, 164))
    stage.box((house.x, 3.1, house.z - 1.7), (7.6, 0.36, 3.4), band)
    for along in (-3.4, 3.4):
        stage.bar((house.x + along, 0, house.z - 3.2), (house.x + along, 3.1, house.z - 3.2), 0.16, (206, 210, 212))
    house.panel(-1.0, 1.0, 4.3, 6.1, (58, 124, 96))
    house.panel(-0.22, 0.22, 4.6, 5.8, WHITE, ink=0)
    house.panel(-0.62, 0.62, 5.0, 5.42, WHITE, ink=0)
    _ambulance(stage, -side * 6.4, 9.0)


def _ambulance(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 0.4, z), (3.6, 1.9, 1.9), WHITE, ink=2)
    stage.box((x + 2.3, 0.4, z), (1.2, 1.1, 1.8), WHITE, ink=2)
    face = z - 0.96
    front(stage, x, face, -1.8, 2.9, 1.0, 1.24, (206, 84, 70), 1.2)
    front(stage, x, face - 0.01, 1.9, 2.7, 1.0, 1.42, (130, 152, 166), 1.2)
    for along in (-1.1, 2.2):
        hub, depth = stage.camera.pixel((x + along, 0.42, face))
        if depth > 1.5:
            radius = 0.4 * stage.camera.focal / depth
            stage.canvas.ellipse(hub, (radius, radius), INK)
            stage.canvas.ellipse(hub, (radius * 0.45, radius * 0.45), (150, 152, 158))
    stage.box((x + 1.2, 2.3, z), (0.5, 0.2, 0.9), (70, 120, 190), ink=1.4)


def _school(stage: Stage, brief: SetBrief) -> None:
    """Brick: a gabled middle with a clock over the steps, wings of wide windows, a flagpole in the yard."""
    _forecourt(stage, brief, green=False)
    side = brief.pick("side", (1, -1))
    house = _Facade(stage, brief, side * brief.between("x", 0.3, 1.5), _FACE + 1)
    wall = brief.pick("wall", _BRICKS)
    for tree_x in (-15.5, 16.5):
        land.tree(stage, tree_x, _FACE + 5, 8.0, (122, 146, 92), pine=False)
    house.body(25.0, 7.2, wall)
    for left, right in ((-12.2, -3.6), (3.6, 12.2)):
        house.windows(left, right, (1.1, 4.3), (1.7, 1.9), 4, (236, 230, 216))
    middle = _Facade(stage, brief, house.x, house.z - 1.2)
    middle.body(6.6, 8.0, shade(wall, 1.06), deep=3.0)
    gable = [(-3.6, 8.0), (0.0, 10.4), (3.6, 8.0)]
    roof = middle.air(shade(wall, 0.62))
    stage.polygon([(middle.x + across, high, middle.z - 0.05) for across, high in gable], roof, ink=2.2)
    middle.windows(-2.9, 2.9, (4.2,), (1.2, 1.7), 3, (236, 230, 216))
    middle.steps(1.9, 3, (196, 188, 176))
    middle.doors(1.1, 3.0, brief.pick("door", _TRIMS), sill=0.4)
    _clock(middle, 7.4, 0.7)
    pole = -side * 5.4
    stage.bar((pole, 0, 9.4), (pole, 7.2, 9.4), 0.09, (222, 222, 218))
    cloth = [(pole, 7.1, 9.4), (pole + side * 1.7, 6.9, 9.4), (pole + side * 1.6, 5.9, 9.4), (pole, 6.1, 9.4)]
    stage.polygon(cloth, stage.air(brief.pick("flag", _TRIMS), (pole, 0, 9.4)), ink=1.6)


def _clock(face: _Facade, height: float, radius: float) -> None:
    """A round clock on a front, at half past eight."""
    centre = np.array([face.x, height, face.z - 0.2])
    turn = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    rim = [centre + radius * np.array([math.cos(at), math.sin(at), 0.0]) for at in turn]
    face.stage.polygon(rim, face.air((246, 244, 236)), ink=2.0)
    for angle, long in ((-90.0, 0.75), (195.0, 0.5)):
        way = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle)), 0.0])
        face.stage.line(centre, centre + way * radius * long, 2.2, overshoot=0)


def _church(stage: Stage, brief: SetBrief) -> None:
    """A gable with a round window over a pointed door, a tower with its spire beside it, graves in the grass."""
    _forecourt(stage, brief, green=True)
    side = brief.pick("side", (1, -1))
    house = _Facade(stage, brief, side * brief.between("x", 0.1, 0.7), _FACE + 1)
    stone, slate = brief.pick("stone", _STONES), brief.pick("slate", ((92, 98, 112), (124, 88, 78)))
    for tree_x, tall in ((-11.5, 9.0), (12.5, 8.0), (-17, 8.0)):
        land.tree(stage, tree_x, _FACE + 6, tall, (96, 128, 84), pine=tall > 8.5)
    tower = _Facade(stage, brief, house.x + side * 6.0, _FACE + 2.4)
    tower.body(3.8, 10.5, shade(stone, 0.95), deep=3.8)
    spire = [(-2.1, 10.5), (0.0, 17.0), (2.1, 10.5)]
    stage.polygon([(tower.x + across, high, tower.z - 0.1) for across, high in spire], tower.air(slate), ink=2.2)
    flank = [(0.0, 17.0), (2.1, 10.5), (0.7, 10.5)]
    stage.polygon([(tower.x + across, high, tower.z - 0.12) for across, high in flank], tower.air(shade(slate, 0.82)))
    _arched(tower, 0.0, 0.55, 7.6, 9.0)
    _arched(tower, 0.0, 0.4, 3.4, 4.6)
    _cross(stage, tower.air((70, 66, 64)), (tower.x, 16.9, tower.z - 0.1), 1.3)
    house.body(8.0, 5.6, stone, deep=14.0)
    gable = [(-4.3, 5.5), (0.0, 10.2), (4.3, 5.5)]
    stage.polygon([(house.x + across, high, house.z - 0.02) for across, high in gable], house.air(stone), ink=2.4)
    for sign in (-1, 1):
        edge = [(sign * 4.6, 5.2), (0.0, 10.7), (0.0, 10.1), (sign * 4.1, 5.2)]
        stage.polygon([(house.x + across, high, house.z - 0.1) for across, high in edge], house.air(slate), ink=1.8)
    for along in (-2.7, 2.7):
        _arched(house, along, 0.5, 1.8, 4.0)
    _rose(house, 6.6, 0.95)
    house.steps(1.6, 2, shade(stone, 0.92))
    _arched(house, 0.0, 1.25, 0.3, 2.6, door=shade(brief.pick("door", _TRIMS), 0.72))
    _cross(stage, house.air((70, 66, 64)), (house.x, 10.6, house.z - 0.1), 1.0)
    for x, z in ((-side * 4.6, 9.0), (-side * 6.4, 11.0), (-side * 3.7, 11.8)):
        stage.box((x, 0, z), (0.7, 0.9, 0.16), (164, 162, 158), ink=1.8)
    if house.evening:
        stage.lamp((house.x, 2.4, house.z - 1.0), pool=4.2, halo=0.8, colour=(255, 206, 130), strength=0.8)
    land.grass(stage, 80, (98, 124, 76), spread=9, depth=9, bare=1.8)


def _arched(face: _Facade, along: float, half: float, low: float, high: float, *, door: Colour | None = None) -> None:
    """A pointed window, or a door when it has a colour."""
    x, z = face.x + along, face.z - 0.14
    sides = [(half * math.cos(turn), high + 1.5 * half * math.sin(turn)) for turn in np.linspace(0, math.pi, 9)]
    for grow, colour in ((1.22, (232, 226, 212)), (1.0, door or face.glass(round(10 * along), share=0.9))):
        z -= 0.01
        outline = [(half * grow, low), *((across * grow, tall) for across, tall in sides), (-half * grow, low)]
        face.stage.polygon([(x + across, tall, z) for across, tall in outline], face.air(colour), ink=1.8)
    face.stage.line((x, low, z - 0.01), (x, high + 1.4 * half, z - 0.01), 1.6, overshoot=0)


def _rose(face: _Facade, height: float, radius: float) -> None:
    """A round window with its spokes."""
    turn = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    centre = np.array([face.x, height, face.z - 0.16])
    spokes = [np.array([math.cos(at), math.sin(at), 0.0]) for at in turn]
    for grow, colour in ((1.18, (232, 226, 212)), (1.0, face.glass(5, share=0.9))):
        centre = centre - np.array([0.0, 0.0, 0.01])
        face.stage.polygon([centre + way * radius * grow for way in spokes], face.air(colour), ink=1.8)
    hairlines(face.stage, [[centre, centre + way * radius] for way in spokes[::3]], INK)


def _cross(stage: Stage, colour: Colour, foot: tuple[float, float, float], tall: float) -> None:
    x, y, z = foot
    stage.bar((x, y, z), (x, y + tall, z), 0.1, colour)
    stage.bar((x - 0.3 * tall, y + 0.66 * tall, z), (x + 0.3 * tall, y + 0.66 * tall, z), 0.1, colour)


def _columns(stage: Stage, brief: SetBrief) -> None:
    """Stone: a row of columns under a pediment at the head of broad steps."""
    _forecourt(stage, brief, green=False)
    house = _Facade(stage, brief, brief.pick("side", (1, -1)) * brief.between("x", 0.1, 1.4), _FACE + 2)
    stone = brief.pick("stone", _STONES)
    house.body(23.0, 8.0, stone)
    for left, right in ((-11.0, -5.6), (5.6, 11.0)):
        house.windows(left, right, (1.6, 5.0), (1.2, 1.9), 2, shade(stone, 1.12))
    house.doors(1.2, 3.8, brief.pick("door", _TRIMS), sill=0.8, glazed=False)
    house.steps(5.4, 5, shade(stone, 1.04))
    ahead = house.z - 1.5
    for along in np.linspace(-4.6, 4.6, 6):
        shaft = [(0.46, 0.0), (0.42, 0.3), (0.36, 5.6), (0.5, 6.0)]
        stage.lathe((house.x + float(along), 0.8, ahead), shaft, [shade(stone, 1.1)], rings=False, ink=1.8)
    stage.box((house.x, 6.8, ahead + 0.7), (10.8, 1.0, 2.2), shade(stone, 1.06))
    pediment = [(-5.7, 7.8), (0.0, 10.0), (5.7, 7.8)]
    for grow, light in ((1.0, 1.08), (0.78, 0.92)):
        corners = [(house.x + across * grow, 7.8 + (high - 7.8) * grow + 0.2 * (1 - grow)) for across, high in pediment]
        stage.polygon([(x, y, ahead - 0.42) for x, y in corners], house.air(shade(stone, light)), ink=2.0)


def _offices(stage: Stage, brief: SetBrief) -> None:
    """Glass and steel, with a revolving door under a flat canopy; trees in tubs."""
    _forecourt(stage, brief, green=False)
    house = _Facade(stage, brief, brief.pick("side", (1, -1)) * brief.between("x", 0.2, 1.6), _FACE + 1)
    _neighbours(stage, brief, 8.6)
    steel = brief.pick("steel", ((96, 108, 122), (132, 134, 138), (84, 96, 98)))
    house.body(17.0, 13.0, steel)
    for row, low in enumerate(np.arange(3.6, 12.4, 2.4)):
        for column in range(8):
            left = -8.3 + column * 2.09
            house.panel(left, left + 1.94, float(low), float(low) + 2.1, house.glass(9 * row + column, share=0.5))
    for left in (-8.2, -4.6, 2.0, 5.2):
        house.panel(left, left + 3.0, 0.2, 3.0, _LAMPLIGHT if house.evening else (150, 172, 186))
    house.doors(1.3, 2.8, (70, 80, 90))
    stage.box((house.x, 3.1, house.z - 1.2), (5.4, 0.26, 2.4), shade(steel, 0.8))
    for along in (-5.6, 5.6):
        stage.box((house.x + along, 0, house.z - 2.0), (1.1, 0.7, 1.1), (170, 164, 156))
        land.bush(stage, house.x + along, house.z - 2.0, 1.5, (104, 138, 88))


_BUILDERS: dict[str, Callable[[Stage, SetBrief], None]] = {
    "shop front": _shop,
    "hospital front": _hospital,
    "school front": _school,
    "church front": _church,
    "columns": _columns,
    "office front": _offices,
}
FRONTS = tuple(SetDesign(name, False, build) for name, build in _BUILDERS.items())
