"""Where eyes and mouth of a drawn face are, and where its hair ends; measured on a head sprite."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array

# Where lips are when they are not seen: below the eyes, and half their width, in units of eyes to chin.
LIPS, _HALF = 0.66, 0.25
# Lab distances: what is drawn on skin, and what is skin.
_DRAWN, _SKIN = 20, 26


@dataclass(frozen=True)
class Mouth:
    """A mouth on a head sprite, in its pixels; if not `seen`, where one would be. `bearded` says hair is around it.

    `half` is kept within what mouths are, `wide` is all of it; `bend` is by how many pixels its corners are higher than
    its middle.
    """

    centre: float
    row: float
    half: float
    tall: float
    seen: bool
    bearded: bool
    bend: float = 0.0
    wide: float = 0.0


@dataclass(frozen=True)
class Eye:
    """An eye on a head sprite, in its pixels: its middle, and its outline, convex, as points (any, 2)."""

    column: float
    row: float
    outline: Array

    @property
    def left(self) -> float:
        """Its first column."""
        return float(self.outline[:, 0].min())

    @property
    def right(self) -> float:
        """Its last column."""
        return float(self.outline[:, 0].max())

    @property
    def top(self) -> float:
        """Its first row."""
        return float(self.outline[:, 1].min())

    @property
    def bottom(self) -> float:
        """Its last row."""
        return float(self.outline[:, 1].max())

    @property
    def tall(self) -> float:
        """Rows that it takes."""
        return self.bottom - self.top + 1


def find_mouth(pixels: Array, middle: float, eyes: float, unit: float) -> Mouth:
    """The widest mark between nose and chin that lies across the face's middle.

    Args:
        pixels: The head, RGBA.
        middle: Column between the eyes.
        eyes: Row of the eyes.
        unit: Pixels from eyes to chin.
    """
    nowhere = Mouth(middle, eyes + LIPS * unit, _HALF * unit, 0.1 * unit, seen=False, bearded=False)
    y0, y1 = int(eyes + 0.42 * unit), int(min(len(pixels), eyes + 1.12 * unit))
    x0, x1 = int(max(0, middle - 0.46 * unit)), int(min(pixels.shape[1], middle + 0.46 * unit))
    if y1 - y0 < 8 or x1 - x0 < 8:
        return nowhere
    lab = lab_of(pixels[y0:y1, x0:x1])
    ground = np.median(lab.reshape(-1, 3), axis=0)
    cheek = colour_of_cheek(pixels, middle, eyes, unit)
    bearded = bool(np.linalg.norm((ground - cheek) * (0.6, 1.0, 1.0)) > _SKIN)
    # A hard shadow runs down a face: each column is compared with the skin of its neighbours.
    own = np.median(lab, axis=0).astype(np.uint8)[None]
    own = cv2.medianBlur(own, 2 * max(1, round(0.14 * unit)) + 1).astype(np.float32)
    away = np.linalg.norm(lab - own, axis=2)
    for least, joined in ((_DRAWN, 0.05), (_DRAWN, 0.0), (1.7 * _DRAWN, 0.05), (1.7 * _DRAWN, 0.0)):
        marks = (away > least).astype(np.uint8)
        # Lips that are drawn as two lines are one mouth; corners may lie close to the line of a cheek.
        reach = max(1, round(joined * unit))
        marks = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        found = _widest(marks, middle - x0, eyes + 0.97 * unit - y0, unit, bearded=bearded)
        if found is not None:
            x, y, wide, tall = (float(value) for value in cv2.boundingRect(found))
            half = float(np.clip(wide / 2, 0.12 * unit, 0.32 * unit))
            bend = _bend(found > 0, int(x), int(wide))
            return Mouth(
                x0 + x + wide / 2, y0 + y + tall / 2, half, tall, seen=True, bearded=bearded, bend=bend, wide=wide
            )
    return Mouth(nowhere.centre, nowhere.row, nowhere.half, nowhere.tall, seen=False, bearded=bearded)


def _widest(marks: Array, middle: float, lowest: float, unit: float, *, bearded: bool) -> Array | None:
    """The widest mark across the middle that is whole and shaped like a mouth, alone; None if there is none."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    best = 0
    for index in range(1, count):
        x, y, wide, tall = (float(value) for value in stats[index, :4])
        cut_off = x <= 0 or y <= 0 or x + wide >= marks.shape[1] or y + tall >= marks.shape[0]
        # Half a moustache is no mouth.
        aside = abs(x + wide / 2 - middle) > (0.12 if bearded else 0.26) * unit or y + tall / 2 > lowest
        small = wide < 0.17 * unit or tall > 0.75 * wide
        if not (cut_off or aside or small) and (not best or wide > stats[best, 2]):
            best = index
    return (labels == best).astype(np.uint8) if best else None


def _bend(own: Array, left: int, wide: int) -> float:
    rows = np.arange(len(own))[:, None]
    across = own[:, left : left + wide]
    middle = (across * rows).sum(0) / np.maximum(across.sum(0), 1)
    sixth = max(1, wide // 6)
    corners = np.concatenate([middle[:sixth], middle[-sixth:]]).mean()
    return float(middle[wide // 2 - sixth // 2 : wide // 2 + sixth // 2 + 1].mean() - corners)


def find_eyes(pixels: Array, middle: float, eyes: float, unit: float) -> tuple[Eye, ...]:
    """The left and the right eye of the picture; nothing unless both are seen alike."""
    x0, x1 = int(max(0, middle - 0.85 * unit)), int(min(pixels.shape[1], middle + 0.85 * unit))
    # Round eyes of a cartoon reach further up and down than where eyes are looked for.
    top, bottom = int(max(0, eyes - 0.55 * unit)), int(eyes + 0.55 * unit) + 1
    if min(bottom, len(pixels)) - top < 12 or x1 - x0 < 12:
        return ()
    away = np.linalg.norm(lab_of(pixels[top:bottom, x0:x1]) - colour_of_cheek(pixels, middle, eyes, unit), axis=2)
    # Lashes and creases may tie an eye to hair or to a brow.
    for reach, thinner in ((0.26, 0.07), (0.26, 0.04), (0.26, 0.0), (0.42, 0.07), (0.42, 0.0)):
        first = max(0, round(eyes - reach * unit) - top)
        window = away[first : round(eyes + reach * unit) + 1 - top]
        pair = _pair_of_eyes(window, middle - x0, unit, 2 * round(thinner * unit / 2) + 1)
        if pair:
            found = []
            for column, row, own in pair:
                whole = np.zeros(away.shape, bool)
                whole[first : first + len(own)] = own
                outline = _outline_of_eye(whole, away > _SKIN, (column, row + first), unit)
                found.append(Eye(x0 + column, top + row + first, outline + np.array([x0, top])))
            return _alike(found[0], found[1])
    return ()


def _alike(left: Eye, right: Eye) -> tuple[Eye, Eye]:
    """Where a lock of hair hides one eye's outline, that of the other is turned over."""
    wide = {eye.column: float(np.ptp(eye.outline[:, 0]) * np.ptp(eye.outline[:, 1])) for eye in (left, right)}
    if wide[left.column] > 1.7 * wide[right.column]:
        right = Eye(
            right.column, right.row, (left.outline - (left.column, left.row)) * (-1, 1) + (right.column, right.row)
        )
    elif wide[right.column] > 1.7 * wide[left.column]:
        left = Eye(
            left.column, left.row, (right.outline - (right.column, right.row)) * (-1, 1) + (left.column, left.row)
        )
    return left, right


def _pair_of_eyes(away: Array, middle: float, unit: float, thickness: int) -> tuple[tuple[float, float, Array], ...]:
    """Two marks alike at both sides of the middle, without what of them is thinner than a number of pixels.

    Of each its column, its row and where it is (bool).
    """
    marks = (away > 1.6 * _SKIN).astype(np.uint8)
    solid = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thickness,) * 2))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(solid, connectivity=8)
    found: dict[bool, tuple[int, float]] = {}
    for index in range(1, count):
        x, y, wide, tall, area = (float(value) for value in stats[index])
        column = float(centres[index][0])
        fits = 0.12 * unit < abs(column - middle) < 0.65 * unit and wide < 0.64 * unit and x > 0
        # What is cut off above or below is a brow, hair or a cheek's shadow.
        inside = x + wide < away.shape[1] and y > 0 and y + tall < away.shape[0] and tall < 1.3 * wide
        # Of brow, bag and eye the eye is the largest.
        side = column > middle
        if fits and inside and area > max(0.004 * unit**2, found.get(side, (0, 0.0))[1]):
            found[side] = index, area
    if len(found) < 2:
        return ()
    smaller, larger = sorted(found[side][1] for side in (False, True))
    left, right = (found[side][0] for side in (False, True))
    if abs(centres[left][1] - centres[right][1]) > 0.14 * unit or smaller < 0.3 * larger:
        return ()
    return tuple((float(centres[one][0]), float(centres[one][1]), labels == one) for one in (left, right))


def _outline_of_eye(own: Array, marked: Array, centre: tuple[float, float], unit: float) -> Array:
    """The eye with what is drawn around it: the white and the lines of its lids may be apart from the iris."""
    y, x = np.indices(own.shape)
    inner = ((x - centre[0]) / (0.25 * unit)) ** 2 + ((y - centre[1]) / (0.10 * unit)) ** 2 < 1
    outer = ((x - centre[0]) / (0.36 * unit)) ** 2 + ((y - centre[1]) / (0.36 * unit)) ** 2 < 1
    whole = (marked & inner) | own
    # The round eyes of a cartoon have a line all around.
    rings, _ = cv2.findContours((marked & outer).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for ring in rings:
        left, top, wide, tall = cv2.boundingRect(ring)
        round_one = 0.6 * wide < tall < 1.4 * wide and cv2.contourArea(ring) > 0.7 * wide * tall
        around = abs(left + wide / 2 - centre[0]) < 0.1 * unit and abs(top + tall / 2 - centre[1]) < 0.05 * unit
        if round_one and around:
            filled = np.zeros(own.shape, np.uint8)
            cv2.drawContours(filled, [ring], -1, 1, -1)
            whole |= filled > 0
    _, labels = cv2.connectedComponents(cv2.dilate(whole.astype(np.uint8), np.ones((3, 3), np.uint8)))
    whole &= labels == np.bincount(labels[own]).argmax()
    return np.asarray(cv2.convexHull(np.argwhere(whole)[:, ::-1].astype(np.int32)).reshape(-1, 2))


def close_lips(pixels: Array, mouth: Mouth, unit: float) -> None:
    """Take the drawn mouth away, so that another can be put in its place."""
    aside, margin = 0.12 * unit, 0.09 * unit
    half = max(mouth.half, mouth.wide / 2)
    x0, x1 = int(max(0, mouth.centre - half - aside)), int(mouth.centre + half + aside) + 1
    y0, y1 = int(max(0, mouth.row - mouth.tall / 2 - margin)), int(mouth.row + mouth.tall / 2 + margin) + 1
    window = pixels[y0:y1, x0:x1]
    if min(window.shape[:2]) < 6:
        return
    lab = lab_of(window)
    # A hard shadow may run down a face: each column is compared with the skin above and below the lips.
    kernel = 2 * max(1, round(0.03 * unit)) + 1
    above, below = (cv2.blur(lab[rows].mean(0)[None], (kernel, 1)) for rows in (slice(None, 2), slice(-2, None)))
    away = np.minimum(np.linalg.norm(lab - above, axis=2), np.linalg.norm(lab - below, axis=2))
    marks = (away > 0.45 * _DRAWN).astype(np.uint8)
    # The outline of a cheek that is turned away may lie close by.
    _, labels = cv2.connectedComponents(marks, connectivity=8)
    beside = np.isin(labels, np.unique(labels[:, [0, -1]]))
    beside[:, max(0, int(mouth.centre - half) - x0) : int(mouth.centre + half) + 1 - x0] = False
    marks[beside] = 0
    marks = cv2.dilate(marks, np.ones((5, 5), np.uint8))
    marks[:1], marks[-1:], marks[:, :1], marks[:, -1:] = 0, 0, 0, 0
    window[..., :3] = cv2.inpaint(np.ascontiguousarray(window[..., :3]), marks, 3, cv2.INPAINT_TELEA)


def below_hair(pixels: Array, middle: float, eyes: float, unit: float) -> Array:
    """How freely the face moves at every pixel: 0 at hair, a fringe or a cap, 1 well below it; float32."""
    height = len(pixels)
    like = np.linalg.norm(lab_of(pixels) - colour_of_cheek(pixels, middle, eyes, unit), axis=2) < _SKIN
    upper = like[: int(np.clip(eyes + 0.2 * unit, 1, height))].astype(np.uint8)
    run = max(2, round(0.04 * unit))
    upper = cv2.erode(upper, np.ones((run, 1), np.uint8), anchor=(0, 0))
    line = np.where(upper.any(0), upper.argmax(0), len(upper)).astype(np.float32)
    # A lock's tip hangs lower than what lies beside it.
    reach = max(1, round(0.05 * unit))
    lowest = cv2.dilate(line.reshape(1, -1), np.ones((1, reach), np.uint8))
    smooth = cv2.blur(lowest, (reach, 1)).ravel()
    rows = np.arange(height, dtype=np.float32)[:, None]
    free = np.clip((rows - smooth[None]) / (0.11 * unit), 0, 1)
    # Beside the eyes hair may hang to the chin: there it is the mouth's business alone.
    free[int(np.clip(eyes + 0.25 * unit, 0, height)) :] = 1
    return np.asarray(cv2.blur(free, (1, reach)), np.float32)


def colour_of_cheek(pixels: Array, middle: float, eyes: float, unit: float) -> Array:
    """The skin below the eyes, in Lab."""
    y0, y1 = int(max(0, eyes + 0.12 * unit)), int(eyes + 0.42 * unit) + 1
    x0, x1 = int(max(0, middle - 0.4 * unit)), int(middle + 0.4 * unit) + 1
    part = lab_of(pixels[y0:y1, x0:x1]).reshape(-1, 3)
    return np.asarray(np.median(part, axis=0) if len(part) else np.zeros(3), np.float32)


def lab_of(pixels: Array) -> Array:
    """Pixels, RGB or RGBA, in Lab as OpenCV gives it for bytes; float32."""
    return cv2.cvtColor(np.ascontiguousarray(pixels[..., :3]), cv2.COLOR_RGB2LAB).astype(np.float32)
