"""A face with another expression: the reference's own features, bent; an open mouth is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.back import HeadSprite
from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.kit import Kit

_MOUTH: Colour = (96, 34, 38)
_TONGUE: Colour = (176, 84, 84)
_TEETH: Colour = (246, 243, 236)


@dataclass(frozen=True)
class _Pull:
    """One spot of the face that moves; all in units of the distance from eyes to chin.

    `across` is measured from the axis and applies to both sides, `down` from the eyes; so do `outward` and `lower`.
    """

    across: float
    down: float
    outward: float
    lower: float
    wide: float = 0.17
    high: float = 0.13


@dataclass(frozen=True)
class _Face:
    """What an expression does: spots that move, how far eyes open (1 as they are), and an open mouth."""

    pulls: tuple[_Pull, ...] = ()
    eyes: float = 1.0
    mouth: tuple[float, float] = (0.0, 0.0)
    grin: float = 0.0


_BROW, _LIPS = -0.24, 0.66
_INNER, _OUTER, _CORNER = 0.24, 0.56, 0.25
# More than about eight tenths of its reach and a pull would fold the face.
_FACES = {
    "neutral": _Face(),
    "smiling": _Face((_Pull(_CORNER, _LIPS, 0.07, -0.10), _Pull(0.5, 0.34, 0.0, -0.05)), eyes=0.9),
    "laughing": _Face(
        (_Pull(_CORNER, _LIPS, 0.08, -0.10), _Pull(0.5, 0.34, 0.0, -0.07), _Pull(0.42, _BROW, 0.0, -0.05, 0.3)),
        eyes=0.66,
        mouth=(0.25, 0.17),
        grin=1.0,
    ),
    "sad": _Face(
        (_Pull(_CORNER, _LIPS, 0.0, 0.10), _Pull(_INNER, _BROW, 0.0, -0.08), _Pull(_OUTER, _BROW, 0.0, 0.07)),
        eyes=0.84,
    ),
    "angry": _Face(
        (_Pull(_INNER, _BROW, -0.03, 0.09), _Pull(_OUTER, _BROW, 0.0, -0.06), _Pull(_CORNER, _LIPS, 0.04, 0.06)),
        eyes=0.80,
    ),
    "afraid": _Face(
        (_Pull(_INNER, _BROW, 0.0, -0.09), _Pull(_OUTER, _BROW, 0.0, -0.03), _Pull(_CORNER, _LIPS, -0.06, 0.03)),
        eyes=1.14,
        mouth=(0.12, 0.13),
    ),
}


def can_change(kit: Kit) -> bool:
    """Where eyes and chin are is known well enough: of a picture without a body it is not, and a mouth may land on a neck."""
    return kit.full and kit.head.sure


def with_expression(kit: Kit, name: str) -> HeadSprite:
    """The head of a kit seen from the front with an expression, such as ``sad``.

    Raises:
        KeyError: There is no such expression.
    """
    face, front = _FACES[name], kit.front
    pixels = front.pixels
    height, width = pixels.shape[:2]
    eyes = front.top + kit.head.eyes - kit.head.top
    unit = max(4.0, front.chin - eyes)
    middle = _middle_of_face(kit, eyes, unit)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    from_x, from_y = x.copy(), y.copy()
    for pull in face.pulls:
        for side in (-1, 1):
            centre = middle + side * pull.across * unit, eyes + pull.down * unit
            near = np.exp(-(((x - centre[0]) / (pull.wide * unit)) ** 2) - ((y - centre[1]) / (pull.high * unit)) ** 2)
            from_x -= side * pull.outward * unit * near
            from_y -= pull.lower * unit * near
    if face.eyes != 1.0:
        for side in (-1, 1):
            column = middle + side * 0.43 * unit
            near = np.exp(-(((x - column) / (0.27 * unit)) ** 2) - ((y - eyes) / (0.17 * unit)) ** 2)
            from_y += (y - eyes) * (1 / face.eyes - 1) * near
    bent = cv2.remap(pixels, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # Only features move: the outline of head and hair stays.
    bent[..., 3] = pixels[..., 3]
    if face.mouth[0]:
        _open_mouth(bent, middle, eyes + (_LIPS + 0.05) * unit, unit, face)
    return HeadSprite(bent, front.axis, front.top, front.chin)


def _middle_of_face(kit: Kit, eyes: float, unit: float) -> float:
    """The column between the eyes: hair may hang on one side, so that the head's own axis lies beside it."""
    front = kit.front
    rows = slice(max(0, int(eyes)), max(1, int(eyes + 0.45 * unit)))
    colours = front.pixels[rows, :, :3].astype(np.float32)
    like = np.linalg.norm(colours - np.asarray(kit.palette.skin, np.float32), axis=2) < 46
    like &= front.pixels[rows, :, 3] > 128
    columns = np.flatnonzero(like.mean(0) > 0.35)
    if len(columns) < 0.5 * unit:
        return front.axis
    middle = float(columns[0] + columns[-1]) / 2
    return float(np.clip(middle, front.axis - 0.4 * unit, front.axis + 0.4 * unit))


def _open_mouth(pixels: Array, axis: float, lips: float, unit: float, face: _Face) -> None:
    """A mouth laid over the lips: wide above and round below when it laughs, round when it cries out."""
    half, tall = face.mouth[0] * unit, face.mouth[1] * unit
    reach = half + 12
    canvas = Canvas(
        (pixels.shape[1], pixels.shape[0]), (axis - reach, lips - tall - 12, axis + reach, lips + tall + 12)
    )
    if canvas.empty:
        return
    canvas.unit = max(0.5, unit / 130)
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    upper = 1.0 - 0.75 * face.grin
    down = np.where(np.sin(turn) > 0, 1.0, upper) * np.sin(turn) * tall
    lift = -face.grin * 0.35 * tall * np.abs(np.cos(turn)) ** 2
    ring = np.stack([axis + np.cos(turn) * half, lips + down + lift], 1)
    canvas.polygon(ring, _MOUTH)
    canvas.ellipse((axis, lips + 0.82 * tall), (0.52 * half, 0.34 * tall), _TONGUE)
    if face.grin:
        teeth = [(axis + s * 0.78 * half, lips - 0.26 * tall + (0.12 if abs(s) < 1 else 0) * tall) for s in (-1, 0, 1)]
        low = [(axis + s * 0.70 * half, lips + 0.18 * tall) for s in (1, 0, -1)]
        canvas.polygon([*teeth, *low], _TEETH)
    canvas.stroke(np.vstack([ring, ring[:1]]), 3.4, taper=0.1)
    assert canvas.mask is not None
    window = pixels[canvas.top : canvas.top + canvas.height, canvas.left : canvas.left + canvas.width]
    colours = np.ascontiguousarray(window[..., :3])
    blend(colours, canvas.pixels, canvas.mask)
    window[..., :3] = colours
