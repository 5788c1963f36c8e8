"""Things in a hand: small and plain ones that say what they are, and those that have a reference of their own."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, shade
from storyboard.backends.previs.hero import lay
from storyboard.backends.previs.propkit import PropKit, prop_layer
from storyboard.backends.previs.skeleton import Skeleton

# Where a hand holds a thing, as a share of its height from below.
GRIP = 0.20
# Wider ones are held from below.
_WIDE = 1.1
# Degrees that what is drunk from may lean: as far as the picture has room.
_LEANS = (52, 40, 28, 16)

_Part = tuple[list[tuple[float, float]], Colour]

# Outlines in metres around the palm: right, down. They stay upright whichever way the arm points.
_THINGS: dict[str, tuple[_Part, ...]] = {
    "phone": (([(-0.020, -0.08), (0.020, -0.08), (0.020, 0.05), (-0.020, 0.05)], (70, 74, 84)),),
    "cup": (([(-0.036, -0.085), (0.036, -0.085), (0.028, 0.02), (-0.028, 0.02)], (236, 232, 224)),),
    "paper": (([(-0.08, -0.13), (0.07, -0.11), (0.08, 0.06), (-0.07, 0.05)], (246, 243, 234)),),
    "book": (
        ([(-0.075, -0.12), (0.075, -0.12), (0.075, 0.06), (-0.075, 0.06)], (132, 62, 54)),
        ([(0.055, -0.11), (0.072, -0.11), (0.072, 0.05), (0.055, 0.05)], (232, 224, 206)),
    ),
    "bag": (([(-0.17, 0.05), (0.17, 0.05), (0.18, 0.32), (-0.18, 0.32)], (150, 112, 78)),),
    "lamp": (([(-0.05, 0.02), (0.05, 0.02), (0.06, 0.18), (-0.06, 0.18)], (232, 196, 120)),),
    "cloth": (
        (
            [
                (-0.045, -0.045),
                (0.0, -0.055),
                (0.04, -0.04),
                (0.05, 0.02),
                (0.03, 0.07),
                (0.0, 0.045),
                (-0.035, 0.085),
                (-0.05, 0.02),
            ],
            (178, 166, 146),
        ),
    ),
    "parcel": (([(-0.06, -0.075), (0.06, -0.075), (0.06, 0.015), (-0.06, 0.015)], (176, 148, 112)),),
    # A stick that leans, ferrule and tuft at its upper end.
    "brush": (
        ([(-0.072, 0.115), (-0.050, 0.122), (0.042, -0.108), (0.016, -0.118)], (172, 84, 62)),
        ([(0.008, -0.112), (0.046, -0.098), (0.058, -0.138), (0.020, -0.152)], (150, 152, 156)),
        (
            [(0.016, -0.150), (0.062, -0.132), (0.082, -0.186), (0.076, -0.226), (0.034, -0.212), (0.018, -0.18)],
            (240, 226, 186),
        ),
    ),
}


def draw_held(layer: Canvas, thing: str, hand: Array, way: Array, metre: float, ink: float) -> None:
    """Draw what a hand holds.

    Args:
        layer: The figure's layer.
        thing: ``phone``, ``cup``, ``paper``, ``book``, ``bag``, ``lamp``, ``cloth``, ``parcel`` or ``brush``.
        hand: The palm in pixels.
        way: From the wrist to the palm, in pixels.
        metre: Pixels to the metre at the hand.
        ink: Width of the outline in pixels.
    """
    side = -1.0 if way[0] < 0 else 1.0
    for points, colour in _THINGS.get(thing, ()):
        outline = np.array(points) * (side, 1.0) * metre + hand
        layer.polygon(_grown(outline, ink), INK)
        layer.polygon(outline, colour)


def held_up(body: Skeleton, prop: PropKit, camera: Camera) -> Array:
    """The point of the world where a hand holds a thing up: before the chest, below the face, inside the picture.

    Args:
        body: Who holds it, their hand empty.
        prop: The thing.
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
    column = hand[0]
    if row - over < chin[1] - 0.02 * metre:  # There is none: it is held beside the face.
        column = chin[0] + side * (0.42 * body.head * metre + half)
    edge = 0.04 * camera.width + half
    column = float(np.clip(column, edge, camera.width - edge))
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
        root, tip = row + out * (reach + 0.2 * thick), row + out * max(reach - 0.034 * metre, -0.3 * tall)
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
