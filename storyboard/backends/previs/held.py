"""Things in a hand, small and plain: they say what it is, no more."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import INK, Array, Colour

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
