"""Somebody without a reference: a neutral figure in colours that belong to the name, drawn as a reference would be."""

from __future__ import annotations

import colorsys
from functools import lru_cache

import numpy as np

from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import Array, Colour, as_colour, seed_of, shade
from storyboard.backends.previs.kit import Kit, build_kit
from storyboard.backends.previs.wordcolours import Worn

_SIZE = (560, 1240)
_SKIN: Colour = (214, 202, 190)
_SHOE: Colour = (74, 66, 66)
_NOTHING_TOLD = Worn()


def wardrobe_of(name: str) -> tuple[Colour, Colour, Colour]:
    """Jacket, trousers and hair of a figure nobody has described."""
    seed = seed_of("wardrobe", name.casefold())
    hue = (seed % 360) / 360
    jacket = as_colour([channel * 255 for channel in colorsys.hsv_to_rgb(hue, 0.26, 0.70)])
    trousers = as_colour([channel * 255 for channel in colorsys.hsv_to_rgb((hue + 0.55) % 1, 0.22, 0.42)])
    hair = shade((148, 138, 130), 0.55 + 0.5 * ((seed >> 9) % 100) / 100)
    return jacket, trousers, hair


def draw_stand_in(name: str, worn: Worn = _NOTHING_TOLD) -> Array:
    """RGBA picture of the neutral figure: a face without features beyond brow and nose, so that it is nobody.

    Args:
        name: Gives the colours that `worn` does not.
        worn: Colours that a description names.
    """
    jacket, trousers, hair = wardrobe_of(name)
    jacket, trousers, hair = worn.top or jacket, worn.leg or trousers, worn.hair or hair
    skin, shoe = worn.skin or _SKIN, worn.shoe or _SHOE
    canvas = Canvas(_SIZE, (0, 0, *_SIZE))
    canvas.unit = 1.0

    def limb(x0: float, y0: float, x1: float, y1: float, wide: float, narrow: float, colour: Colour) -> None:
        outline = capsule(np.array([x0, y0]), np.array([x1, y1]), wide, narrow)
        canvas.shape(outline, colour, ink=5, smooth=False)

    for sign in (-1, 1):
        limb(280 + sign * 128, 470, 280 + sign * 150, 668, 26, 22, skin)
        limb(280 + sign * 104, 330, 280 + sign * 146, 628, 42, 30, shade(jacket, 0.94))
        limb(280 + sign * 46, 640, 280 + sign * 56, 1130, 54, 36, trousers)
        canvas.shape(
            [(280 + sign * 22, 1166), (280 + sign * 88, 1160), (280 + sign * 112, 1208), (280 + sign * 20, 1208)],
            shoe,
            ink=5,
            smooth=False,
        )
    canvas.shape([(252, 226), (308, 226), (314, 300), (246, 300)], shade(skin, 0.86), ink=4, smooth=False)
    coat = [(186, 306), (248, 282), (312, 282), (374, 306), (392, 480), (396, 690), (280, 706), (164, 690), (168, 480)]
    canvas.shape(coat, jacket, ink=5)
    canvas.stroke([(280, 300), (282, 500), (280, 700)], 4)
    canvas.stroke([(248, 284), (270, 330), (280, 300)], 4)
    canvas.stroke([(312, 284), (292, 330), (280, 300)], 4)
    face = [(280, 50), (348, 76), (360, 150), (336, 220), (280, 258), (224, 220), (200, 150), (212, 76)]
    canvas.shape(face, skin, ink=5)
    cap = [(202, 150), (206, 84), (280, 40), (354, 84), (358, 150), (340, 116), (280, 98), (220, 116)]
    canvas.shape(cap, hair, ink=5)
    for sign in (-1, 1):
        canvas.ellipse((280 + sign * 34, 160), (6, 8), (60, 54, 58))
        canvas.stroke([(280 + sign * 52, 138), (280 + sign * 34, 132), (280 + sign * 18, 137)], 4)
    canvas.stroke([(284, 166), (290, 190), (278, 194)], 3)
    canvas.stroke([(262, 218), (280, 221), (298, 218)], 3)
    assert canvas.mask is not None
    return np.dstack([canvas.pixels, canvas.mask])


@lru_cache(maxsize=64)
def stand_in(name: str, worn: Worn = _NOTHING_TOLD) -> Kit:
    """The kit of the neutral figure of that name."""
    return build_kit(draw_stand_in(name, worn), name)
