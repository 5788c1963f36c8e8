"""Brows and eyelids of a drawn face: found, lifted off, and put back at another slant."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import INK, Array, Colour, as_colour, luminance
from storyboard.backends.previs.features import Eye, colour_of_cheek, lab_of

# Lab distances of a brow from skin that are tried: shaded skin around it is far from that of the cheek.
_BROW = (20, 30, 42, 58, 76)
# A brow that is not seen: how far above the eye it lies, half its length and its thickness, in units of eyes to chin.
_ABOVE, _HALF, _THICK = 0.13, 0.23, 0.05
# How far from an eye's middle its brow is looked for: towards the nose, and towards the temple, where hair is.
_REACH = (0.40, 0.32)


@dataclass(frozen=True)
class Brow:
    """A brow lifted off a head: its pixels, RGBA, and where its middle is; `pixels` is None where none was seen."""

    column: float
    row: float
    pixels: Array | None
    left: int
    top: int


def find_brow(pixels: Array, eye: Eye, middle: float, unit: float) -> Brow:
    """The brow above an eye; where hair or a cap hides it, the place where one would be.

    Args:
        pixels: The head, RGBA.
        eye: The eye below it.
        middle: Column between the eyes.
        unit: Pixels from eyes to chin.
    """
    hidden = Brow(eye.column, eye.top - _ABOVE * unit, None, 0, 0)
    y0, y1 = int(max(0, eye.top - 0.42 * unit)), int(eye.top + 0.04 * unit)
    x0, x1 = int(max(0, eye.column - 0.7 * unit)), int(min(pixels.shape[1], eye.column + 0.7 * unit))
    if y1 - y0 < 6 or x1 - x0 < 10:
        return hidden
    away = np.linalg.norm(lab_of(pixels[y0:y1, x0:x1]) - colour_of_cheek(pixels, middle, eye.row, unit), axis=2)
    outward = np.sign(eye.column - middle) * (np.arange(x0, x1) - eye.column) / unit
    near = (-_REACH[0] < outward) & (outward < _REACH[1])
    near &= np.abs(np.arange(x0, x1) - middle) > 0.02 * unit
    opening = np.zeros(away.shape, np.uint8)
    cv2.fillConvexPoly(opening, (eye.outline - (x0, y0)).astype(np.int32), 1)
    free = cv2.dilate(opening, np.ones((5, 5), np.uint8)) == 0
    free[:, ~near] = False
    own, largest = None, 0.0
    for least in _BROW:
        found = _likeliest(away > least, free, eye.column - x0, unit)
        if found is not None and found.sum() > 1.15 * largest:
            own, largest = found, float(found.sum())
    if own is None:
        return hidden
    cover = cv2.GaussianBlur(cv2.dilate(own * 255, np.ones((3, 3), np.uint8)), (0, 0), max(0.8, 0.008 * unit))
    # Skin between its hairs stays behind, or it would lie on a fringe like a plaster.
    cover = (cover * np.clip((away - 6) / 20, 0, 1)).astype(np.uint8)
    lifted = np.dstack([pixels[y0:y1, x0:x1, :3], cover])
    rows, columns = np.nonzero(own)
    return Brow(x0 + float(columns.mean()), y0 + float(rows.mean()), lifted, x0, y0)


def _likeliest(marks: Array, free: Array, column: float, unit: float) -> Array | None:
    """Of what is drawn above an eye that which is most like a brow, filled (0 or 1); None if nothing is."""
    marks = marks.astype(np.uint8)
    # A fringe or the peak of a cap is thicker than any brow that hangs out from under it.
    thick = max(3, round(0.15 * unit))
    padded = cv2.copyMakeBorder(marks, thick, 0, thick, thick, cv2.BORDER_REPLICATE)
    padded = cv2.copyMakeBorder(padded, 0, thick, 0, 0, cv2.BORDER_CONSTANT)
    fringe = cv2.morphologyEx(padded, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))[thick:-thick, thick:-thick]
    line = 2 * max(1, round(0.03 * unit)) + 1
    marks[cv2.dilate(fringe, np.ones((line, line), np.uint8)) > 0] = 0
    marks[~free] = 0
    outlines, _ = cv2.findContours(marks, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    best, most = None, 0.0
    for outline in outlines:
        if cv2.boundingRect(outline)[2] < 0.15 * unit:
            continue
        own = np.zeros_like(marks)
        cv2.drawContours(own, [outline], -1, 1, -1)
        # The line of a temple may run up from its end.
        middle = float(np.median(np.nonzero(own)[0]))
        own[: int(max(0, middle - 0.12 * unit))] = 0
        own[int(middle + 0.12 * unit) :] = 0
        x, _, wide, tall = cv2.boundingRect(own)
        area = float(own.sum())
        # Creases of the lid are longer than brows, but thin.
        fits = wide > 0.15 * unit and tall < 0.8 * wide and area > 0.024 * unit * wide
        if fits and abs(x + wide / 2 - column) < 0.28 * unit and area > most:
            best, most = own, area
    return best


def without_brow(pixels: Array, brow: Brow, skin: Array, unit: float) -> None:
    """Take a brow that was seen off the head, in place; `skin` is the cheek in Lab."""
    if brow.pixels is None:
        return
    rows, columns = brow.pixels.shape[:2]
    window = pixels[brow.top : brow.top + rows, brow.left : brow.left + columns]
    colours = window[..., :3].astype(np.float32)
    marks = cv2.dilate((brow.pixels[..., 3] > 8).astype(np.uint8), np.ones((5, 5), np.uint8))
    # Skin from around it: ink, hair or a cap above must not run in.
    like = ((np.linalg.norm(lab_of(window) - skin, axis=2) < 40) & (marks == 0)).astype(np.float32)
    reach = 0.13 * unit
    weight = cv2.GaussianBlur(like, (0, 0), reach) + 1e-4
    plain = cv2.cvtColor(np.clip(skin, 0, 255).astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_LAB2RGB)[0, 0]
    filled = (cv2.GaussianBlur(colours * like[..., None], (0, 0), reach) + 1e-4 * plain) / weight[..., None]
    cover = cv2.GaussianBlur(marks.astype(np.float32), (0, 0), 1.2)[..., None]
    window[..., :3] = np.clip(colours * (1 - cover) + filled * cover, 0, 255).astype(np.uint8)


def put_brow(
    pixels: Array, brow: Brow, side: int, unit: float, *, slant: float, lift: float, inward: float, colour: Colour
) -> None:
    """Lay a brow on the head, in place; one that was not seen is inked.

    Args:
        pixels: The head, RGBA.
        brow: As it was found.
        side: -1 for the picture's left.
        unit: Pixels from eyes to chin.
        slant: Degrees by which its inner end is lower than before.
        lift: How far it is raised, in units of eyes to chin.
        inward: How far it goes towards the nose, in the same units.
        colour: Of a brow that is inked.
    """
    across, down = -side * inward * unit, -lift * unit
    if brow.pixels is not None:
        turn = cv2.getRotationMatrix2D((brow.column - brow.left, brow.row - brow.top), side * slant, 1.0)
        turn[:, 2] += np.array([brow.left + across, brow.top + down])
        x0, y0 = int(brow.column - 0.6 * unit), int(brow.row - 0.5 * unit)
        turn[:, 2] -= np.array([x0, y0])
        side_x, side_y = int(1.2 * unit), int(unit)
        moved = cv2.warpAffine(brow.pixels, turn, (side_x, side_y), flags=cv2.INTER_LINEAR)
        _lay(pixels, moved, x0, y0)
        return
    centre = np.array([brow.column + across, brow.row + down])
    layer = _layer(pixels, centre, 0.5 * unit)
    if layer is None:
        return
    angle = math.radians(slant) * side
    share = np.linspace(-1, 1, 9)
    arch = np.stack([share * _HALF * unit, -0.05 * unit * (1 - share**2)], 1)
    turned = arch @ np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    layer.unit = 1.0
    layer.stroke(turned + centre, _THICK * unit, colour, taper=0.6)
    _put(pixels, layer)


def brow_colour(kit_hair: tuple[float, float, float], skin: tuple[float, float, float]) -> Colour:
    """Colour of a brow nobody has seen: that of dark hair, else ink, for it must be read on the skin."""
    dark = as_colour([channel * 0.45 for channel in kit_hair])
    return dark if luminance(dark) < 0.42 * luminance(skin) else INK


def lower_lid(pixels: Array, eye: Eye, side: int, *, inner: float, outer: float) -> None:
    """Let the upper lid of an eye hang, in place: `inner` and `outer` are the shares of the eye it covers there."""
    margin = max(2, round(0.12 * eye.tall))
    x0, y0 = int(max(0, eye.left - margin)), int(max(0, eye.top - margin))
    x1, y1 = int(min(pixels.shape[1], eye.right + margin + 1)), int(min(len(pixels), eye.bottom + margin + 1))
    window = pixels[y0:y1, x0:x1]
    if min(window.shape[:2]) < 5:
        return
    opening = np.zeros(window.shape[:2], np.uint8)
    cv2.fillConvexPoly(opening, (eye.outline - (x0, y0)).astype(np.int32), 255)
    grown = cv2.dilate(opening, np.ones((5, 5), np.uint8))
    ring = (cv2.dilate(grown, np.ones((7, 7), np.uint8)) > 0) & (grown == 0)
    colours = window[..., :3][ring].astype(np.float32)
    light = colours @ np.array([0.299, 0.587, 0.114], np.float32)
    skin = np.median(colours[light >= np.median(light)], axis=0)
    inside = window[..., :3][opening > 0].astype(np.float32)
    line = as_colour(np.percentile(inside, 6, axis=0))
    left, right = (outer, inner) if side < 0 else (inner, outer)
    columns = np.arange(x0, x1)
    share = np.clip((columns - eye.left) / max(1.0, eye.right - eye.left), 0, 1)
    # A lid is round: it hangs lowest in its middle.
    edge = eye.top + eye.tall * (left + (right - left) * share - 0.12 * (1 - (2 * share - 1) ** 2) * (left + right))
    rows = np.arange(y0, y1)[:, None]
    above = np.clip(edge[None] - rows + 0.5, 0, 1) * cv2.GaussianBlur(grown, (3, 3), 0) / 255
    mixed = window[..., :3] * (1 - above[..., None]) + skin * above[..., None]
    window[..., :3] = np.clip(mixed, 0, 255).astype(np.uint8)
    kept = (columns >= eye.left) & (columns <= eye.right)
    path = np.stack([columns[kept], edge[kept]], 1)[:: max(1, int(kept.sum()) // 12)]
    layer = _layer(pixels, np.array([eye.column, eye.row]), eye.right - eye.left + 8)
    if layer is not None:
        layer.unit = 1.0
        layer.stroke(path, max(2.2, 0.16 * eye.tall), line, taper=0.4)
        _put(pixels, layer)


def furrow(pixels: Array, middle: float, row: float, unit: float, colour: Colour) -> None:
    """Two short lines between the brows, in place."""
    layer = _layer(pixels, np.array([middle, row]), 0.3 * unit)
    if layer is None:
        return
    layer.unit = 1.0
    for side in (-1, 1):
        x = middle + side * 0.055 * unit
        layer.stroke(
            [(x + side * 0.02 * unit, row - 0.10 * unit), (x, row), (x, row + 0.04 * unit)], 0.024 * unit, colour
        )
    _put(pixels, layer)


def _layer(pixels: Array, centre: Array, reach: float) -> Canvas | None:
    box = (centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach)
    layer = Canvas((pixels.shape[1], pixels.shape[0]), box)
    return None if layer.empty else layer


def _put(pixels: Array, layer: Canvas) -> None:
    assert layer.mask is not None
    window = pixels[layer.top : layer.top + layer.height, layer.left : layer.left + layer.width]
    colours = np.ascontiguousarray(window[..., :3])
    blend(colours, layer.pixels, layer.mask)
    window[..., :3] = colours


def _lay(pixels: Array, over: Array, left: int, top: int) -> None:
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(pixels.shape[1], left + over.shape[1]), min(len(pixels), top + over.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    over = np.ascontiguousarray(over[y0 - top : y1 - top, x0 - left : x1 - left])
    colours = np.ascontiguousarray(pixels[y0:y1, x0:x1, :3])
    blend(colours, np.ascontiguousarray(over[..., :3]), np.ascontiguousarray(over[..., 3]))
    pixels[y0:y1, x0:x1, :3] = colours
