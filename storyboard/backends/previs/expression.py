"""A face with another expression: the reference's own features, bent; an open mouth is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.back import HeadSprite
from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.features import LIPS as _LIPS
from storyboard.backends.previs.features import below_hair, close_lips, find_eyes, find_mouth
from storyboard.backends.previs.kit import TURN_REACH, Kit
from storyboard.model import Size, Subject

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


_BROW = -0.24
_INNER, _OUTER, _CORNER = 0.24, 0.56, 0.25
# Half of what lies between eyes, where they are not seen.
_APART = 0.43
# More than about eight tenths of its reach and a pull would fold the face.
_FACES = {
    "neutral": _Face(),
    "smiling": _Face((_Pull(_CORNER, _LIPS, 0.07, -0.10, 0.14), _Pull(0.5, 0.34, 0.0, -0.05)), eyes=0.9),
    "laughing": _Face(
        (_Pull(_CORNER, _LIPS, 0.08, -0.10, 0.14), _Pull(0.5, 0.34, 0.0, -0.07), _Pull(0.42, _BROW, 0.0, -0.05, 0.3)),
        eyes=0.66,
        mouth=(0.25, 0.17),
        grin=1.0,
    ),
    "sad": _Face(
        (
            _Pull(_CORNER, _LIPS, 0.0, 0.10, 0.14),
            _Pull(_INNER, _BROW, 0.0, -0.06, 0.17, 0.09),
            _Pull(_OUTER, _BROW, 0.0, 0.05, 0.17, 0.09),
        ),
        eyes=0.84,
    ),
    "angry": _Face(
        (_Pull(_INNER, _BROW, -0.03, 0.09), _Pull(_OUTER, _BROW, 0.0, -0.06), _Pull(_CORNER, _LIPS, 0.04, 0.06, 0.14)),
        eyes=0.80,
    ),
    "afraid": _Face(
        (
            _Pull(_INNER, _BROW, 0.0, -0.06, 0.17, 0.09),
            _Pull(_OUTER, _BROW, 0.0, -0.03),
            _Pull(_CORNER, _LIPS, -0.06, 0.03, 0.14),
        ),
        eyes=1.10,
        mouth=(0.12, 0.13),
    ),
}

# Where a face is large enough that its expression is seen, and how far it may be turned.
_FACES_READ, _THREE_QUARTER = frozenset((Size.ECU, Size.CU, Size.MCU, Size.MS)), 75
# What the breakdown calls a face, and what people write themselves -> the face that is drawn; the first that is found.
_MADE_BY = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        ("neutral", r"no longer|not\b|without|hides?\b|neutral|calm|blank"),
        ("laughing", r"laugh|chuckl|giggl"),
        (
            "smiling",
            r"smil|smirk|grin(?:s|ned|ning)?\b|beaming|happ(?:y|ily)|cheerful|pleased|delighted|excited|amused",
        ),
        (
            "sad",
            r"in tears|tearful|cr(?:y|ies|ying)\b|weep|sob|sad|worr|mournful|heartbroken|dejected|devastated|gloom",
        ),
        (
            "angry",
            r"ang(?:ry|rily|er)|furious|fury|rag(?:e|ing)\b|frown|scowl|glar(?:es?|ing)\b|seeth|annoyed|irritated",
        ),
        ("afraid", r"afraid|fright|scared|terrif|fear|panic|horrif|surpris|shock|startl|astonish"),
    )
)


def can_change(kit: Kit) -> bool:
    """Where eyes and chin are is known well enough: of a picture without a body it is not, and a mouth may land on a neck."""
    return kit.full and kit.head.sure


def expression_of(subject: Subject) -> str:
    """Which of the six faces somebody makes; ``neutral`` for what a face cannot show, such as ``curious``."""
    return next((name for name, words in _MADE_BY if words.search(subject.expression)), "neutral")


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
    face, pixels = _FACES[name], front.pixels
    height, width = pixels.shape[:2]
    eyes = front.top + kit.head.eyes - kit.head.top
    unit = max(4.0, front.chin - eyes)
    middle = _middle_of_face(kit, eyes, unit) + turn * TURN_REACH * kit.head.height
    seen = find_eyes(pixels, middle, eyes, unit)
    if seen:
        middle, eyes = (seen[0][0] + seen[1][0]) / 2, (seen[0][1] + seen[1][1]) / 2
    apart = (seen[1][0] - seen[0][0]) / 2 if seen else _APART * unit
    mouth = find_mouth(pixels, middle, eyes, unit)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    aside, down = np.zeros_like(x), np.zeros_like(y)
    for pull in face.pulls:
        of_mouth = pull.down == _LIPS
        centre = mouth.centre if of_mouth else middle
        across = mouth.half if of_mouth else apart + (pull.across - _APART) * unit
        row = mouth.row if of_mouth else eyes + pull.down * unit
        for side in (-1, 1):
            column = centre + side * across
            near = np.exp(-(((x - column) / (pull.wide * unit)) ** 2) - ((y - row) / (pull.high * unit)) ** 2)
            aside += side * pull.outward * unit * near
            down += pull.lower * unit * near
    if face.eyes != 1.0 and seen:
        for column, row in seen:
            near = np.exp(-(((x - column) / (0.27 * unit)) ** 2) - ((y - row) / (0.17 * unit)) ** 2)
            down -= (y - row) * (1 / face.eyes - 1) * near
    # A fringe or the peak of a cap lies over the brows and does not move with them.
    still = below_hair(pixels, middle, eyes, unit)
    bent = cv2.remap(pixels, x - aside * still, y - down * still, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # Only features move: the outline of head and hair stays.
    bent[..., 3] = pixels[..., 3]
    if face.mouth[0] and (mouth.seen or (mouth.bearded and face.grin)):
        if mouth.seen:
            close_lips(bent, mouth, unit)
        _open_mouth(bent, mouth.centre, mouth.row + 0.02 * unit, unit, face)
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
    canvas.ellipse((axis, lips + 0.60 * tall), (0.50 * half, 0.30 * tall), _TONGUE)
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
