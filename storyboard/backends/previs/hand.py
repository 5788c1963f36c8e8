"""A drawn hand: palm, fingers and thumb, in the few shapes that hands have in a story."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, shade

# Metres: half the palm's width at wrist and knuckles, half a finger, a finger's length.
_WRIST, _KNUCKLES, _FINGER, _LONG = 0.030, 0.041, 0.0118, 0.082
# For every finger from the index on: degrees it is spread, and its share of the longest one's length.
_SPREAD = {
    "open": ((-20, 0.92), (-6, 1.0), (8, 0.96), (24, 0.80)),
    "flat": ((-3, 0.92), (-1, 1.0), (1, 0.95), (4, 0.78)),
    "easy": ((-2, 0.62), (2, 0.68), (5, 0.62), (9, 0.50)),
    "point": ((0, 1.0),),
    "fist": (),
}
_THUMB = {"open": (58, 0.85), "flat": (24, 0.72), "easy": (26, 0.66), "point": (14, 0.52), "fist": (12, 0.46)}


def draw_hand(
    layer: Canvas, wrist: Array, palm: Array, metre: float, skin: Colour, ink: float, *, thumb: float, grip: str
) -> None:
    """Draw one.

    Args:
        layer: The figure's layer.
        wrist: Where it begins, in pixels.
        palm: Its middle, in pixels; from the wrist to there it points.
        metre: Pixels to the metre at the hand.
        skin: Its colour.
        ink: Width of its outline in pixels.
        thumb: 1 or -1, the side of the thumb as seen along the hand.
        grip: ``easy``, ``flat``, ``open``, ``fist`` or ``point``.
    """
    way = palm - wrist
    length = float(np.hypot(*way))
    along = way / length if length > 1e-3 else np.array([0.0, 1.0])
    across = np.array([along[1], -along[0]]) * thumb
    # However short a hand is seen, it keeps its bulk.
    length = max(length, 0.055 * metre)
    knuckle = wrist + along * length * 0.92
    narrow, wide, finger = (share * metre for share in (_WRIST, _KNUCKLES, _FINGER))
    closed = grip in {"fist", "point"}

    def turned(degrees: float) -> Array:
        angle = math.radians(degrees)
        return np.asarray(along * math.cos(angle) + across * math.sin(angle))

    shapes: list[Array] = []
    fingers = _SPREAD[grip]
    for index, (spread, share) in enumerate(fingers):
        root = knuckle + across * wide * (0.74 - 0.49 * index)
        tip = root + turned(-spread) * _LONG * share * metre
        shapes.append(capsule(root - along * finger, tip, finger * 1.08, finger * 0.9))
    degrees, share = _THUMB[grip]
    root = wrist + along * length * 0.36 + across * wide * 0.72
    thumb_shape = capsule(root, root + turned(degrees) * _LONG * share * metre, finger * 1.4, finger * 1.05)
    end = knuckle + along * (0.020 * metre if closed else 0.0)
    body = capsule(wrist, end, narrow, wide * (1.06 if closed else 0.98))
    for shape in (*shapes, thumb_shape, body):
        layer.polygon(_wider(shape, ink), INK)
    layer.polygon(body, skin)
    for shape in shapes:
        layer.polygon(shape, skin)
    if finger > 2.2:  # Large enough that fingers can be told apart.
        crease = shade(skin, 0.66)
        thin = max(1.0, 0.5 * ink) / layer.unit
        if closed:
            for index in (-1, 0, 1):
                start = end + across * wide * 0.42 * index + along * wide * 0.85
                layer.stroke([start, start - along * wide * 0.75], thin, crease)
        for index in range(1, len(fingers)):
            start = knuckle + across * wide * (0.985 - 0.49 * index)
            between = -(fingers[index][0] + fingers[index - 1][0]) / 2
            if fingers[index][0] - fingers[index - 1][0] < 10:
                layer.stroke([start, start + turned(between) * _LONG * fingers[index][1] * 0.86 * metre], thin, crease)
    layer.polygon(thumb_shape, shade(skin, 0.97))


def _wider(shape: Array, by: float) -> Array:
    away = shape - shape.mean(0)
    return np.asarray(shape + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1)[:, None] * by)
