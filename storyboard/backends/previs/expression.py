"""A face with another expression: the reference's own features, moved on its own head; mouths are drawn anew."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.back import HeadSprite
from storyboard.backends.previs.brows import brow_colour, find_brow, furrow, lower_lid, put_brow, without_brow
from storyboard.backends.previs.colour import Array, as_colour, distance
from storyboard.backends.previs.features import LIPS as _LIPS
from storyboard.backends.previs.features import (
    Eye,
    Mouth,
    below_hair,
    close_lips,
    colour_of_cheek,
    find_eyes,
    find_mouth,
)
from storyboard.backends.previs.kit import TURN_REACH, Kit
from storyboard.backends.previs.lips import Opening, draw_mouth, read_mouth
from storyboard.breakdown import expression_in
from storyboard.model import Size, Subject


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
class _Brows:
    """Degrees by which their inner ends go down, and how far they rise and draw together, in units of eyes to chin."""

    slant: float = 0.0
    lift: float = 0.0
    inward: float = 0.0


@dataclass(frozen=True)
class _Mouth:
    """A mouth that is drawn, as `draw_mouth` takes it."""

    opening: Opening
    wide: float
    bend: float
    tall: float = 0.0


@dataclass(frozen=True)
class _Face:
    """What an expression does to a face.

    `eyes` is how far they open (1 as they are), `lids` how much of an eye its upper lid covers at its inner and its
    outer end. Lips that are closed and can be pulled into shape are pulled; else `mouth` is drawn over them.
    """

    brows: _Brows
    mouth: _Mouth
    pulls: tuple[_Pull, ...] = ()
    eyes: float = 1.0
    lids: tuple[float, float] = (0.0, 0.0)
    furrowed: bool = False


_CORNER = 0.25
# Half of what lies between eyes, where they are not seen.
_APART = 0.43
# More than about eight tenths of its reach and a pull would fold the face.
_FACES = {
    "smiling": _Face(
        _Brows(-2, 0.02),
        _Mouth("closed", 1.12, 0.11),
        (_Pull(_CORNER, _LIPS, 0.09, -0.11, 0.14), _Pull(0.5, 0.34, 0.0, -0.06)),
        eyes=0.88,
    ),
    "laughing": _Face(_Brows(-4, 0.07), _Mouth("laugh", 1.14, 0.0, 0.19), (_Pull(0.5, 0.34, 0.0, -0.07),), eyes=0.62),
    "sad": _Face(_Brows(-17, 0.03, 0.02), _Mouth("closed", 0.86, -0.10), lids=(0.10, 0.40)),
    "angry": _Face(_Brows(19, -0.075, 0.03), _Mouth("closed", 1.04, -0.085), lids=(0.42, 0.08), furrowed=True),
    "afraid": _Face(_Brows(-13, 0.10, 0.02), _Mouth("cry", 0.86, 0.0, 0.125), eyes=1.24),
}

# Where a face is large enough that its expression is seen, and how far it may be turned.
_FACES_READ, _THREE_QUARTER = frozenset((Size.ECU, Size.CU, Size.MCU, Size.MS, Size.MLS)), 75
# What the breakdown calls a face -> the face that is drawn.
_MADE_BY = {
    "laughing": "laughing",
    "smiling": "smiling",
    "almost smiling": "smiling",
    "smirking": "smiling",
    "excited": "smiling",
    "in tears": "sad",
    "sad": "sad",
    "worried": "sad",
    "angry": "angry",
    "frowning": "angry",
    "frightened": "afraid",
    "surprised": "afraid",
}


def can_change(kit: Kit) -> bool:
    """Where eyes and chin are is known well enough: of a picture without a body it is not, and a mouth may land on a neck."""
    return kit.full and kit.head.sure


def expression_of(subject: Subject) -> str:
    """Which of the six faces somebody makes; ``neutral`` for what a face cannot show, such as ``curious``.

    What is written may be in any language whose faces the breakdown knows.
    """
    written = subject.expression.strip() or subject.action
    return _MADE_BY.get(expression_in(written), "neutral")


def expression_seen(subject: Subject, size: Size, turned: float) -> str:
    """Their expression, ``neutral`` where their head is small or turned far away: then features stay as they are."""
    return expression_of(subject) if size in _FACES_READ and abs(turned) <= _THREE_QUARTER else "neutral"


def faced(kit: Kit, turn: float, name: str) -> tuple[Array, HeadSprite]:
    """Sprite and head of a kit with the face turned, as `Kit.turned` gives them, and with an expression.

    Raises:
        KeyError: There is no such expression.
    """
    step = round(float(np.clip(turn, -1, 1)) * 4)
    if name == "neutral" or not can_change(kit):
        return kit.turned(turn)
    known = kit.faces.get((step, name))
    if known is None:
        sprite, front = kit.turned(step / 4)
        head = _bent(kit, front, name, step / 4)
        x, y = round(kit.head.centre - front.axis), round(kit.head.top - front.top)
        rows, columns = head.pixels.shape[:2]
        sprite = sprite.copy()
        sprite[y : y + rows, x : x + columns, :3] = head.pixels[..., :3]
        known = kit.faces[step, name] = (sprite, head)
    return known


def with_expression(kit: Kit, name: str) -> HeadSprite:
    """The head of a kit seen from the front with an expression, such as ``sad``.

    Raises:
        KeyError: There is no such expression.
    """
    return _bent(kit, kit.front, name, 0.0)


def _bent(kit: Kit, front: HeadSprite, name: str, turn: float) -> HeadSprite:
    if name == "neutral":
        return front
    face, pixels = _FACES[name], front.pixels
    level = front.top + kit.head.eyes - kit.head.top
    unit = max(4.0, front.chin - level)
    middle = _middle_of_face(kit, level, unit) + turn * TURN_REACH * kit.head.height
    eyes = find_eyes(pixels, middle, level, unit)
    if eyes:
        middle, level = (eyes[0].column + eyes[1].column) / 2, (eyes[0].row + eyes[1].row) / 2
        # A chin that was taken to be higher than it is would put the mouth on the nose.
        unit = max(unit, 1.2 * (eyes[1].column - eyes[0].column))
    mouth = find_mouth(pixels, middle, level, unit)
    bent = pixels.copy()
    ink = brow_colour(kit.palette.hair, kit.palette.skin)
    # Where eyes are not found neither are brows, and what is drawn there had better be left alone.
    brows = tuple(find_brow(pixels, eye, middle, unit) for eye in eyes)
    skin = colour_of_cheek(pixels, middle, level, unit)
    for brow in brows:
        without_brow(bent, brow, skin, unit)
    colours = read_mouth(pixels, mouth)
    pulled = name == "smiling" and mouth.seen and not colours.toothed and mouth.bend > -0.03 * unit
    if not pulled and mouth.seen:
        close_lips(bent, mouth, unit)
    bent = _pulled(bent, face, (middle, level, unit), mouth, eyes, lips=pulled)
    for side, eye in zip((-1, 1), eyes, strict=False):
        if any(face.lids):
            lower_lid(bent, eye, side, inner=face.lids[0], outer=face.lids[1])
    if face.furrowed and eyes and _is_skin(bent, middle, level - 0.14 * unit, kit):
        furrow(bent, middle, level - 0.10 * unit, unit, ink)
    for side, brow in zip((-1, 1), brows, strict=False):
        put_brow(
            bent,
            brow,
            side,
            unit,
            slant=face.brows.slant,
            lift=face.brows.lift,
            inward=face.brows.inward,
            colour=ink,
        )
    if not pulled and (mouth.seen or mouth.bearded):
        drawn = face.mouth
        draw_mouth(bent, mouth, unit, colours, opening=drawn.opening, wide=drawn.wide, bend=drawn.bend, tall=drawn.tall)
    # Only features move: the outline of head and hair stays.
    bent[..., 3] = pixels[..., 3]
    return HeadSprite(bent, front.axis, front.top, front.chin)


def _pulled(
    pixels: Array,
    face: _Face,
    lines: tuple[float, float, float],
    mouth: Mouth,
    eyes: tuple[Eye, ...],
    *,
    lips: bool,
) -> Array:
    """The head with cheeks, and lips where they are closed, pulled, and eyes opened or narrowed."""
    if not (face.pulls or (face.eyes != 1.0 and eyes)):
        return pixels
    middle, level, unit = lines
    # Nothing further away moves.
    y0, y1 = int(max(0, level - 0.65 * unit)), int(min(len(pixels), level + 1.2 * unit))
    x0, x1 = int(max(0, middle - unit)), int(min(pixels.shape[1], middle + unit))
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    aside, down = np.zeros_like(x), np.zeros_like(y)
    for pull in face.pulls:
        of_mouth = pull.down == _LIPS
        if of_mouth and not lips:
            continue
        centre = mouth.centre if of_mouth else middle
        across = mouth.half if of_mouth else _APART * unit + (pull.across - _APART) * unit
        row = mouth.row if of_mouth else level + pull.down * unit
        for side in (-1, 1):
            column = centre + side * across
            near = np.exp(-(((x - column) / (pull.wide * unit)) ** 2) - ((y - row) / (pull.high * unit)) ** 2)
            aside += side * pull.outward * unit * near
            down += pull.lower * unit * near
    if face.eyes != 1.0:
        for eye in eyes:
            reach = max(0.17 * unit, 0.75 * eye.tall)
            near = np.exp(-((((x - eye.column) / (0.30 * unit)) ** 4) + ((y - eye.row) / reach) ** 4))
            # Large eyes would fold.
            share = min(1.0, 0.26 * unit / eye.tall)
            down -= (y - eye.row) * (1 / face.eyes - 1) * share * near
    # A fringe or the peak of a cap does not move with the face beneath it.
    still = below_hair(pixels[:y1, x0:x1], middle - x0, level, unit)[y0:]
    across, along = x - aside * still - x0, y - down * still - y0
    window = pixels[y0:y1, x0:x1]
    pulled = pixels.copy()
    pulled[y0:y1, x0:x1] = cv2.remap(window, across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return pulled


def _is_skin(pixels: Array, column: float, row: float, kit: Kit) -> bool:
    y, x = int(np.clip(row, 2, len(pixels) - 3)), int(np.clip(column, 2, pixels.shape[1] - 3))
    found = as_colour(np.median(pixels[y - 2 : y + 3, x - 2 : x + 3, :3].reshape(-1, 3), axis=0))
    return distance(found, kit.palette.skin) < 70


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
