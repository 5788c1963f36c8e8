"""Mouths that are drawn over a face's own, in the colours of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import INK, Array, Colour, as_colour
from storyboard.backends.previs.features import Mouth, lab_of

_INSIDE: Colour = (96, 34, 38)
_TONGUE: Colour = (176, 84, 84)
_TEETH: Colour = (246, 243, 236)
# Half of what a mouth is wide, in units of eyes to chin.
_NARROWEST, _WIDEST = 0.16, 0.27

Opening = Literal["closed", "laugh", "cry"]


@dataclass(frozen=True)
class MouthColours:
    """Colours of a mouth as it was drawn: of its lips, None where it is but a line, and of that line."""

    lips: Colour | None
    line: Colour
    toothed: bool


def read_mouth(pixels: Array, mouth: Mouth) -> MouthColours:
    """The colours of a mouth that is seen; ink for one that is not."""
    y0, y1 = int(max(0, mouth.row - mouth.tall / 2)), int(mouth.row + mouth.tall / 2) + 1
    x0, x1 = int(max(0, mouth.centre - mouth.half)), int(mouth.centre + mouth.half) + 1
    window = pixels[y0:y1, x0:x1]
    if not mouth.seen or min(window.shape[:2]) < 3:
        return MouthColours(None, INK, toothed=False)
    lab, colours = lab_of(window).reshape(-1, 3), window[..., :3].reshape(-1, 3)
    around = lab_of(pixels[max(0, y0 - 8) : y1 + 8, max(0, x0 - 8) : x1 + 8])
    ground = np.median(np.concatenate([around[:3].reshape(-1, 3), around[-3:].reshape(-1, 3)]), axis=0)
    red = (lab[:, 1] > ground[1] + 7) & (lab[:, 0] > 50)
    white = (lab[:, 0] > 205) & (lab[:, 0] > ground[0] + 18)
    dark = colours[lab[:, 0] <= np.percentile(lab[:, 0], 8)]
    line = as_colour(np.median(dark, axis=0) * 0.85)
    lips = as_colour(np.median(colours[red], axis=0)) if red.mean() > 0.22 else None
    return MouthColours(lips, line, toothed=bool(white.mean() > 0.12))


def draw_mouth(
    pixels: Array,
    mouth: Mouth,
    unit: float,
    colours: MouthColours,
    *,
    opening: Opening,
    wide: float,
    bend: float,
    tall: float = 0.0,
) -> None:
    """Draw a mouth on a head, in place.

    Args:
        pixels: The head, RGBA.
        mouth: Where its own is.
        unit: Pixels from eyes to chin.
        colours: Of its own.
        opening: Closed, wide open below when it laughs, round when it cries out.
        wide: Against its own width.
        bend: How much higher its corners are than its middle, in units of eyes to chin; below 0 they hang.
        tall: How far it is open, in the same units.
    """
    half = float(np.clip(mouth.half, _NARROWEST * unit, _WIDEST * unit)) * wide
    reach = half + 0.12 * unit
    box = (mouth.centre - reach, mouth.row - reach, mouth.centre + reach, mouth.row + reach)
    canvas = Canvas((pixels.shape[1], pixels.shape[0]), box)
    if canvas.empty:
        return
    canvas.unit = max(0.5, unit / 130)
    if opening == "closed":
        _closed(canvas, mouth, half, bend * unit, unit, colours)
    else:
        _open(canvas, mouth, half, tall * unit, colours, laughs=opening == "laugh")
    assert canvas.mask is not None
    window = pixels[canvas.top : canvas.top + canvas.height, canvas.left : canvas.left + canvas.width]
    under = np.ascontiguousarray(window[..., :3])
    blend(under, canvas.pixels, canvas.mask)
    window[..., :3] = under


def _closed(canvas: Canvas, mouth: Mouth, half: float, bend: float, unit: float, colours: MouthColours) -> None:
    share = np.linspace(-1, 1, 15)
    across = mouth.centre + share * half
    middle = mouth.row + bend * (0.5 - share**2)
    if colours.lips is not None:
        swell = (1 - share**2) ** 0.8
        # A dip in the middle of the upper lip.
        bow = 1 - 0.35 * np.exp(-((share / 0.22) ** 2))
        upper = middle - 0.038 * unit * swell * bow
        lower = middle + 0.055 * unit * swell
        shape = np.vstack([np.stack([across, upper], 1), np.stack([across, lower], 1)[::-1]])
        canvas.polygon(shape, colours.lips)
    line = np.stack([across, middle], 1)
    canvas.stroke(line, 4.2, colours.line, taper=0.35)
    for side, index in ((-1, 0), (1, -1)):
        # Corners are pressed into the cheek.
        corner = line[index]
        way = -0.035 * unit if bend > 0 else 0.045 * unit
        crease = np.array([(0, 0), (side * 0.02 * unit, 0.6 * way), (side * 0.025 * unit, way)])
        canvas.stroke(corner + crease, 3.0, colours.line)
    if colours.lips is None:
        below = mouth.row + 0.5 * bend + 0.11 * unit
        canvas.stroke([(mouth.centre - 0.3 * half, below), (mouth.centre + 0.3 * half, below)], 2.2, colours.line)


def _open(canvas: Canvas, mouth: Mouth, half: float, tall: float, colours: MouthColours, *, laughs: bool) -> None:
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    x, y = np.cos(turn), np.sin(turn)
    if laughs:
        down = np.where(y > 0, 1.0, 0.25) * y * tall - 0.35 * tall * np.abs(x) ** 2
    else:
        # The corners of a frightened mouth are drawn back and down.
        down = np.where(y > 0, 0.8, 0.85) * np.sign(y) * np.abs(y) ** 0.8 * tall + 0.30 * tall * np.abs(x) ** 3
    ring = np.stack([mouth.centre + x * half, mouth.row + down], 1)
    middle = ring.mean(0)
    if colours.lips is not None:
        canvas.polygon(middle + (ring - middle) * (1.14, 1.34), colours.lips)
    canvas.polygon(ring, _INSIDE)
    inside = np.zeros((canvas.height, canvas.width), np.uint8)
    cv2.fillPoly(inside, [np.round((ring - (canvas.left, canvas.top)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    detail = Canvas(
        canvas.picture_size, (canvas.left, canvas.top, canvas.left + canvas.width, canvas.top + canvas.height)
    )
    detail.ellipse((mouth.centre, mouth.row + 0.72 * tall), (0.56 * half, 0.34 * tall), _TONGUE)
    high, low = (-1.2, 0.20) if laughs else (-1.2, -0.42)
    detail.polygon(
        [
            (mouth.centre + sign * 1.1 * half, mouth.row + at * tall)
            for sign, at in ((-1, high), (1, high), (1, low - 0.1), (0, low), (-1, low - 0.1))
        ],
        _TEETH,
    )
    assert detail.mask is not None
    blend(canvas.pixels, detail.pixels, cv2.min(detail.mask, inside))
    canvas.stroke(np.vstack([ring, ring[:1]]), 3.4, colours.line, taper=0.1)
