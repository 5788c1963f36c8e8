"""Things in a hand: small and plain ones that say what they are, and those that have a reference of their own."""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, shade
from storyboard.backends.previs.hero import lay
from storyboard.backends.previs.propkit import PropKit, prop_layer
from storyboard.backends.previs.skeleton import Skeleton

# Where a hand holds a thing, as a share of its height from below.
GRIP = 0.175
# Wider ones are held from below.
_WIDE = 1.1
# These are seen before the palm, with fingers around them; half their widths in metres.
IN_FINGERS = frozenset(("phone", "cup", "bottle", "apple", "ball"))
_HALF = {"phone": 0.028, "cup": 0.041, "bottle": 0.036, "apple": 0.036, "ball": 0.046}
# Degrees that what is drunk from may lean: as far as the picture has room.
_LEANS = (52, 40, 28, 16)


class Sized(Protocol):
    """Something of some size in metres."""

    @property
    def tall(self) -> float:
        """Its height."""

    @property
    def wide(self) -> float:
        """Its width."""


class Small(NamedTuple):
    """The size of a thing without a reference."""

    tall: float = 0.16
    wide: float = 0.10


_Part = tuple[list[tuple[float, float]], Colour]


def _round(x: float, y: float, wide: float, tall: float) -> list[tuple[float, float]]:
    return [
        (x + wide * math.cos(turn), y + tall * math.sin(turn))
        for turn in np.linspace(0, 2 * math.pi, 16, endpoint=False)
    ]


def _box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


_STEEL, _WOOD, _DARK, _GOLD = (196, 202, 208), (132, 92, 60), (62, 64, 72), (222, 178, 76)

# Outlines in metres around the palm: right, down. They stay upright whichever way the arm points.
_THINGS: dict[str, tuple[_Part, ...]] = {
    "phone": (([(-0.028, -0.13), (0.028, -0.13), (0.028, 0.06), (-0.028, 0.06)], (70, 74, 84)),),
    "cup": (
        (_round(-0.050, -0.035, 0.024, 0.030), (196, 98, 70)),
        ([(-0.046, -0.095), (0.046, -0.095), (0.038, 0.04), (-0.038, 0.04)], (214, 112, 80)),
        ([(-0.046, -0.095), (0.0, -0.105), (0.046, -0.095), (0.0, -0.086)], (248, 226, 200)),
    ),
    "paper": (([(-0.10, -0.17), (0.09, -0.15), (0.10, 0.05), (-0.09, 0.04)], (246, 243, 234)),),
    "book": (
        ([(-0.125, -0.12), (0.0, -0.10), (0.0, 0.07), (-0.125, 0.05)], (132, 62, 54)),
        ([(0.125, -0.12), (0.0, -0.10), (0.0, 0.07), (0.125, 0.05)], (156, 76, 64)),
    ),
    "bag": (
        ([(-0.09, 0.0), (-0.07, -0.02), (0.07, -0.02), (0.09, 0.0), (0.10, 0.09), (0.07, 0.09), (0.06, 0.02), (-0.06, 0.02), (-0.07, 0.09), (-0.10, 0.09)], (110, 80, 56)),
        ([(-0.16, 0.08), (0.16, 0.08), (0.18, 0.34), (-0.18, 0.34)], (150, 112, 78)),
    ),
    "suitcase": (
        (_box(-0.06, -0.02, 0.06, 0.05), (96, 66, 46)),
        (_box(-0.26, 0.04, 0.26, 0.38), (142, 96, 62)),
        (_box(-0.26, 0.04, -0.20, 0.38), (112, 74, 48)),
        (_box(0.20, 0.04, 0.26, 0.38), (112, 74, 48)),
    ),
    "lantern": (
        ([(-0.05, 0.07), (-0.06, 0.0), (-0.02, -0.03), (0.02, -0.03), (0.06, 0.0), (0.05, 0.07), (0.035, 0.07), (0.04, 0.0), (-0.04, 0.0), (-0.035, 0.07)], _DARK),
        ([(-0.045, 0.07), (0.045, 0.07), (0.065, 0.11), (-0.065, 0.11)], (92, 74, 58)),
        ([(-0.055, 0.11), (0.055, 0.11), (0.055, 0.23), (-0.055, 0.23)], (255, 222, 138)),
        (_round(0.0, 0.18, 0.016, 0.034), (255, 250, 226)),
        (_box(-0.07, 0.23, 0.07, 0.27), (92, 74, 58)),
    ),
    "bottle": (
        ([(-0.013, -0.19), (0.013, -0.19), (0.016, -0.09), (0.036, -0.05), (0.036, 0.10), (-0.036, 0.10), (-0.036, -0.05), (-0.016, -0.09)], (72, 112, 84)),
        (_box(-0.036, -0.02, 0.036, 0.07), (226, 218, 190)),
    ),
    "camera": (
        (_box(-0.035, -0.085, 0.035, -0.055), _DARK),
        (_box(-0.085, -0.06, 0.085, 0.05), _DARK),
        (_round(0.0, -0.005, 0.042, 0.042), (132, 140, 150)),
        (_round(0.0, -0.005, 0.024, 0.024), (38, 44, 60)),
    ),
    "flowers": (
        ([(-0.02, 0.12), (0.02, 0.12), (0.05, -0.12), (-0.05, -0.12)], (86, 132, 78)),
        *((_round(x, y, 0.042, 0.040), colour) for x, y, colour in (
            (-0.07, -0.13, (226, 92, 108)), (0.07, -0.14, (238, 178, 72)), (-0.03, -0.20, (240, 222, 228)),
            (0.04, -0.21, (206, 76, 96)), (0.0, -0.13, (232, 120, 140)),
        )),
    ),
    "rope": (
        (_round(0.0, 0.10, 0.095, 0.14), (192, 164, 118)),
        (_round(0.0, 0.10, 0.055, 0.10), (132, 108, 74)),
    ),
    "stick": (([(-0.016, -0.06), (0.016, -0.06), (0.011, 0.72), (-0.011, 0.72)], _WOOD),),
    "umbrella": (
        ([(-0.010, -0.10), (0.010, -0.10), (0.010, 0.06), (-0.010, 0.06)], _WOOD),
        ([(-0.022, 0.05), (0.022, 0.05), (0.036, 0.16), (0.006, 0.66), (-0.006, 0.66), (-0.036, 0.16)], (52, 62, 92)),
    ),
    "open umbrella": (
        (_box(-0.009, -0.86, 0.009, 0.10), _WOOD),
        ([(-0.56, -0.52), (-0.44, -0.70), (-0.22, -0.83), (0.0, -0.87), (0.22, -0.83), (0.44, -0.70), (0.56, -0.52), (0.37, -0.56), (0.19, -0.52), (0.0, -0.56), (-0.19, -0.52), (-0.37, -0.56)], (52, 62, 92)),
    ),
    "hammer": (
        (_box(-0.013, -0.20, 0.013, 0.08), _WOOD),
        (_box(-0.065, -0.25, 0.055, -0.19), _STEEL),
    ),
    "microphone": (
        ([(-0.013, -0.06), (0.013, -0.06), (0.010, 0.08), (-0.010, 0.08)], _DARK),
        (_round(0.0, -0.085, 0.026, 0.030), (150, 154, 162)),
    ),
    "apple": (
        (_round(0.0, -0.045, 0.040, 0.038), (204, 62, 54)),
        (_box(-0.004, -0.10, 0.004, -0.075), (92, 66, 44)),
    ),
    "ball": ((_round(0.0, -0.055, 0.052, 0.052), (208, 120, 72)),),
    "cloth": (
        ([(-0.06, -0.05), (0.0, -0.06), (0.05, -0.05), (0.08, 0.04), (0.10, 0.15), (0.05, 0.12), (0.02, 0.19), (-0.03, 0.13), (-0.07, 0.18), (-0.09, 0.07)], (206, 190, 158)),
        ([(0.0, -0.02), (0.05, 0.03), (0.055, 0.11), (0.02, 0.16), (0.0, 0.06)], (182, 164, 134)),
    ),
    "parcel": (
        ([(-0.11, -0.14), (0.11, -0.14), (0.11, 0.03), (-0.11, 0.03)], (176, 148, 112)),
        (_box(-0.014, -0.14, 0.014, 0.03), (206, 184, 146)),
    ),
    # A stick that leans, ferrule and tuft at its upper end.
    "brush": (
        ([(-0.072, 0.115), (-0.050, 0.122), (0.042, -0.108), (0.016, -0.118)], (172, 84, 62)),
        ([(0.008, -0.112), (0.046, -0.098), (0.058, -0.138), (0.020, -0.152)], (150, 152, 156)),
        (
            [(0.016, -0.150), (0.062, -0.132), (0.082, -0.186), (0.076, -0.226), (0.034, -0.212), (0.018, -0.18)],
            (240, 226, 186),
        ),
    ),
}  # fmt: skip
# These point where the hand does: along it, and down.
_POINTING: dict[str, tuple[_Part, ...]] = {
    "gun": (
        ([(-0.012, -0.03), (0.045, -0.02), (0.030, 0.085), (-0.030, 0.080)], (76, 60, 50)),
        ([(-0.020, -0.055), (0.190, -0.055), (0.190, -0.016), (-0.020, -0.012)], _DARK),
    ),
    "knife": (
        ([(0.045, -0.016), (0.200, -0.012), (0.240, 0.006), (0.045, 0.018)], _STEEL),
        (_box(-0.060, -0.016, 0.050, 0.018), _WOOD),
    ),
    "sword": (
        ([(0.06, -0.018), (0.74, -0.012), (0.80, 0.0), (0.74, 0.012), (0.06, 0.018)], _STEEL),
        (_box(0.045, -0.070, 0.070, 0.070), _GOLD),
        (_box(-0.080, -0.014, 0.05, 0.014), _WOOD),
    ),
    "torch": (
        (_box(-0.080, -0.020, 0.090, 0.020), _DARK),
        ([(0.085, -0.024), (0.140, -0.040), (0.140, 0.040), (0.085, 0.024)], (96, 100, 110)),
        (_box(0.136, -0.036, 0.150, 0.036), (255, 244, 190)),
    ),
    "key": (
        (_box(0.060, -0.008, 0.150, 0.008), _GOLD),
        (_box(0.118, 0.004, 0.130, 0.030), _GOLD),
        (_box(0.138, 0.004, 0.150, 0.026), _GOLD),
        (_round(0.045, 0.0, 0.028, 0.028), _GOLD),
    ),
    "cigarette": (
        (_box(0.040, -0.007, 0.110, 0.007), (248, 246, 240)),
        (_box(0.104, -0.007, 0.116, 0.007), (228, 110, 60)),
    ),
}  # fmt: skip


def draw_held(layer: Canvas, thing: str, hand: Array, way: Array, metre: float, ink: float) -> None:
    """Draw what a hand holds.

    Args:
        layer: The figure's layer.
        thing: Its kind, as `propwords.thing_in` names it; others are not drawn.
        hand: The palm in pixels.
        way: From the wrist to the palm, in pixels.
        metre: Pixels to the metre at the hand.
        ink: Width of the outline in pixels.
    """
    side = -1.0 if way[0] < 0 else 1.0
    length = float(np.hypot(*way))
    along = way / max(length, 1e-6)
    if length < 0.05 * metre:  # It points at the lens: a little aslant it can still be told.
        along = np.array([0.94 * side, -0.34])
    down = np.array([-along[1], along[0]]) * side
    for points, colour in _POINTING.get(thing, ()):
        _part(layer, np.array(points) @ np.array([along, down]) * metre + hand, colour, ink)
    for points, colour in _THINGS.get(thing, ()):
        _part(layer, np.array(points) * (side, 1.0) * metre + hand, colour, ink)


def fingers_around(
    layer: Canvas, thing: str, hand: Array, metre: float, skin: Colour, ink: float, *, side: float
) -> None:
    """Four fingers round the side of a thing that `draw_held` has drawn in front of the palm; `side` is where they come from."""
    half = _HALF.get(thing, 0.038) * metre
    thick = 0.0105 * metre
    for index in range(4):
        row = hand + np.array([0.0, (index - 1.5) * 2.1 * thick])
        root, tip = row + np.array([side * (half + 0.3 * thick), 0.0]), row + np.array([side * 0.35 * half, 0.0])
        layer.polygon(capsule(root, tip, thick + ink * 0.7, thick * 0.9 + ink * 0.7), INK)
        layer.polygon(capsule(root, tip, thick, thick * 0.9), shade(skin, 1.0 - 0.03 * index))


def _part(layer: Canvas, outline: Array, colour: Colour, ink: float) -> None:
    layer.polygon(_grown(outline, ink * 0.8), INK)
    layer.polygon(outline, colour)


def held_up(body: Skeleton, prop: Sized, camera: Camera) -> Array:
    """The point of the world where a hand holds a thing up: before the chest, below the face, inside the picture.

    Args:
        body: Who holds it, their hand empty.
        prop: The thing, or its size.
        camera: Where it is seen from.
    """
    shoulder = body.at(f"{body.acting} shoulder")
    out = (shoulder - body.foot) * (1, 0, 1)
    point = body.foot * (1, 0, 1) + out * 0.9 + body.front * 0.26 * body.build
    point[1] = shoulder[1] - 0.16 * body.build
    (hand, chin), depths = camera.project(np.array([point, body.at("chin")]))
    metre = camera.focal / max(float(depths[0]), 0.1)
    over, under = (1 - GRIP) * prop.tall * metre, GRIP * prop.tall * metre
    room = 0.05 * camera.height
    # Below the face where there is room, and all of it inside the picture.
    row = min(max(hand[1], chin[1] + 0.02 * metre + over), camera.height - room - under)
    half = (prop.wide / 2 + 0.02) * metre
    side = 1.0 if hand[0] >= chin[0] else -1.0
    edge = 0.04 * camera.width + half
    column = hand[0]
    if row - over < chin[1] - 0.02 * metre:  # There is none: it is held beside the face.
        column = chin[0] + side * (0.42 * body.head * metre + half)
    column = float(np.clip(column, edge, camera.width - edge))
    face = 0.32 * body.head * metre * float(np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3))
    if row - over < chin[1] + 0.01 * metre and abs(column - chin[0]) < half + face:
        row = chin[1] + 0.03 * metre + over  # Nor there: the picture cuts it, but not the face.
    return np.asarray(point + camera.right * (column - hand[0]) / metre + np.array([0.0, (hand[1] - row) / metre, 0.0]))


def drunk_from(body: Skeleton, prop: PropKit, camera: Camera) -> Array:
    """The point of the world where a hand holds a thing whose upper end is at its holder's mouth."""
    mouth = mouth_of(body)
    pixel, depth = camera.pixel(mouth)
    metre = camera.focal / max(depth, 0.1)
    acting = camera.pixel(body.at(f"{body.acting} shoulder"))[0]
    side = 1.0 if acting[0] >= pixel[0] else -1.0
    ways = [np.array([side * np.sin(turn), np.cos(turn)]) for turn in np.radians(_LEANS)]
    size = np.array([camera.width, camera.height], float)

    def cropped(way: Array) -> float:
        end = pixel + way * prop.tall * metre + np.array([side * 0.6 * prop.wide, 0.0]) * metre
        return float(np.maximum(end - 0.97 * size, 0.03 * size - end).max().clip(0))

    across, down = min(ways, key=cropped) * 0.5 * prop.tall
    # Farther from the face than the lips are: an arm folded up tightly would come before it.
    ahead = body.front * 0.16 * body.build
    return np.asarray(mouth + ahead + camera.right * across - np.array([0.0, down, 0.0]))


def mouth_of(body: Skeleton) -> Array:
    """Just before the lips, in world metres."""
    return np.asarray(body.at("chin") * 0.80 + body.at("crown") * 0.20 + body.front * 0.10 * body.build)


def hold(
    layer: Canvas,
    prop: PropKit,
    hand: Array,
    mouth: Array | None,
    metre: float,
    skin: Colour,
    ink: float,
    *,
    side: float,
    grip: float = GRIP,
) -> None:
    """Put a thing into a hand of a figure's layer, and its fingers around it.

    Args:
        layer: The figure's layer, the arm drawn.
        prop: The thing.
        hand: The palm in pixels.
        mouth: The mouth in pixels if it is drunk from; the thing leans there.
        metre: Pixels to the metre at the hand.
        skin: Of the hand.
        ink: Width of the outline in pixels.
        side: 1 when the hand comes from the right of the picture, -1 from the left.
        grip: Where the hand holds it, as a share of its height from below.
    """
    tall, half = prop.tall * metre, prop.wide * metre / 2
    tilt = 0.0
    if mouth is not None:  # From the mouth through the hand.
        tilt = float(np.degrees(np.arctan2(mouth[0] - hand[0], max(hand[1] - mouth[1], 1e-6))))
    turn = np.radians(tilt)
    down, across = np.array([-np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), np.sin(turn)])
    foot = hand + down * grip * tall if mouth is None else mouth + down * 0.98 * tall
    lay(layer, prop_layer(layer.picture_size, prop, foot, tall, tilt=tilt))
    # The palm lies behind the thing; four fingers come round its side, or under a wide one.
    along, out = (down, across * side) if prop.aspect < _WIDE else (across, down)
    reach = half if prop.aspect < _WIDE else grip * tall
    thick = 0.0115 * metre
    for index in range(4):
        row = hand + along * (index - 1.5) * 2.15 * thick
        root, tip = row + out * (reach + 0.2 * thick), row + out * max(reach - 0.028 * metre, -0.3 * tall)
        layer.polygon(capsule(root, tip, thick + ink * 0.8, thick * 0.9 + ink * 0.8), INK)
        layer.polygon(capsule(root, tip, thick, thick * 0.9), shade(skin, 1.0 - 0.03 * index))


def _grown(outline: Array, by: float) -> Array:
    """The outline moved outwards by some pixels."""
    closed = np.vstack([outline[-1:], outline, outline[:1]])
    into, out = closed[1:-1] - closed[:-2], closed[2:] - closed[1:-1]

    def normal(way: Array) -> Array:
        turned = np.stack([way[:, 1], -way[:, 0]], 1)
        return np.asarray(turned / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None])

    both = normal(into) + normal(out)
    both /= np.maximum(np.hypot(both[:, 0], both[:, 1]), 0.7)[:, None]
    area = float(np.sum(outline[:, 0] * np.roll(outline[:, 1], -1) - np.roll(outline[:, 0], -1) * outline[:, 1]))
    return np.asarray(outline + both * (by * 1.2 if area > 0 else -by * 1.2))
