"""Somebody without a reference: a neutral figure in colours that belong to the name, drawn as a reference would be."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Literal

import numpy as np

from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import Array, Colour, as_colour, seed_of, shade
from storyboard.backends.previs.kit import Kit, build_kit
from storyboard.backends.previs.wordcolours import Worn

_SIZE = (560, 1240)
_SKIN: Colour = (214, 202, 190)
_SHOE: Colour = (74, 66, 66)
_NOTHING_TOLD = Worn()


# Muted cloths that can be told from each other at a glance, in grey print by their lightness too.
_CLOTHS: tuple[Colour, ...] = (
    (176, 106, 96),
    (206, 158, 104),
    (150, 158, 104),
    (96, 140, 118),
    (110, 154, 172),
    (88, 108, 148),
    (140, 112, 150),
    (196, 140, 150),
    (128, 128, 132),
    (214, 204, 180),
    (92, 84, 92),
)
Cut = Literal["shirt", "jumper", "jacket", "hooded"]
_CUTS: tuple[Cut, ...] = ("hooded", "jumper", "jacket", "shirt")


def wardrobe_of(name: str) -> tuple[Colour, Colour, Colour]:
    """Jacket, trousers and hair of a figure nobody has described."""
    seed = seed_of("wardrobe", name.casefold())
    jacket = _CLOTHS[seed % len(_CLOTHS)]
    hue = ((seed >> 5) % 12) / 12
    trousers = as_colour([channel * 255 for channel in colorsys.hsv_to_rgb(hue, 0.22, 0.42)])
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
    # What is told may be a coat or a shirt, but is seldom a hood.
    cuts: tuple[Cut, ...] = _CUTS if worn.top is None else ("shirt", "jacket")
    _front_of(canvas, cuts[seed_of("cut", name.casefold()) // 101 % len(cuts)], jacket, skin)
    if worn.long_hair and not worn.bald:
        for sign in (-1, 1):
            lock = [(280 + sign * 58, 110), (280 + sign * 84, 150), (280 + sign * 92, 250), (280 + sign * 96, 352)]
            canvas.shape([*lock, (280 + sign * 58, 360), (280 + sign * 60, 250), (280 + sign * 64, 170)], hair, ink=5)
    face = [(280, 50), (348, 76), (360, 150), (336, 220), (280, 258), (224, 220), (200, 150), (212, 76)]
    canvas.shape(face, skin, ink=5)
    if worn.bearded:
        beard = [(204, 168), (226, 190), (280, 196), (334, 190), (356, 168), (344, 226), (280, 280), (216, 226)]
        canvas.shape(beard, hair, ink=4)
    cap = [(202, 150), (206, 84), (280, 40), (354, 84), (358, 150), (340, 116), (280, 98), (220, 116)]
    if not worn.bald:
        canvas.shape(cap, hair, ink=5)
    for sign in (-1, 1):
        canvas.ellipse((280 + sign * 34, 160), (6, 8), (60, 54, 58))
        canvas.stroke([(280 + sign * 52, 138), (280 + sign * 34, 132), (280 + sign * 18, 137)], 10)
    canvas.stroke([(284, 166), (290, 190), (278, 194)], 3)
    canvas.stroke([(262, 218), (280, 221), (298, 218)], 3)
    assert canvas.mask is not None
    return np.dstack([canvas.pixels, canvas.mask])


def _front_of(canvas: Canvas, cut: Cut, jacket: Colour, skin: Colour) -> None:
    """What of an upper garment tells one figure from another."""
    dark, light = shade(jacket, 0.8), shade(jacket, 1.16)
    match cut:
        case "shirt":
            canvas.stroke([(280, 300), (282, 500), (280, 700)], 4)
            for row in (380, 460, 540, 620):
                canvas.ellipse((288, row), (4, 4), dark)
        case "jumper":
            canvas.polygon([(170, 470), (392, 470), (394, 530), (168, 530)], light)
            for row in (470, 530):
                canvas.stroke([(170, row), (280, row + 5), (392, row)], 3)
            canvas.shape([(244, 284), (280, 306), (316, 284), (312, 306), (280, 328), (248, 306)], dark, ink=3)
            return
        case "jacket":
            canvas.polygon([(256, 286), (304, 286), (284, 470)], light)
            for side in (-1, 1):
                lapel = [(280 + side * 26, 282), (280 + side * 66, 340), (280 + side * 40, 372), (282, 480)]
                canvas.shape(lapel, dark, ink=4, smooth=False)
            canvas.stroke([(282, 480), (280, 700)], 4)
            return
        case "hooded":
            hood = [(222, 300), (226, 262), (334, 262), (338, 300), (314, 336), (280, 350), (246, 336)]
            canvas.shape(hood, dark, ink=4)
            canvas.polygon([(252, 262), (308, 262), (300, 300), (260, 300)], shade(skin, 0.86))
            canvas.shape([(216, 560), (344, 560), (364, 650), (196, 650)], dark, ink=3, smooth=False)
            return
    canvas.stroke([(248, 284), (270, 330), (280, 300)], 4)
    canvas.stroke([(312, 284), (292, 330), (280, 300)], 4)


@lru_cache(maxsize=64)
def stand_in(name: str, worn: Worn = _NOTHING_TOLD) -> Kit:
    """The kit of the neutral figure of that name."""
    return build_kit(draw_stand_in(name, worn), name)
