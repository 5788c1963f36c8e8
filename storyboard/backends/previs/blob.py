"""A face by its colour: an even area of skin with two eyes in it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array

_WORK_ROWS = 520
_MOST_SPOTS = 40


@dataclass(frozen=True)
class Face:
    """A face on a picture, in its pixels.

    Attributes:
        eyes: Row of the eyes.
        chin: Row where the face ends, neck left out.
        centre: Column between the cheeks.
        width: From cheek to cheek at the eyes, without hair.
        score: How much it is like a face; only good for comparing.
    """

    eyes: float
    chin: float
    centre: float
    width: float
    score: float


def find_face(colours: Array, solid: Array) -> Face | None:
    """The best face in the upper part of what is `solid` (bool, height by width); None where nothing has two eyes."""
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if len(rows) < 16 or len(columns) < 16:
        return None
    y0, x0, x1 = int(rows[0]), int(columns[0]), int(columns[-1]) + 1
    tall, wide = int(rows[-1]) + 1 - y0, x1 - x0
    y1 = y0 + int(tall * (0.62 if tall > 1.6 * wide else 0.92))
    scale = min(1.0, _WORK_ROWS / (y1 - y0))
    size = max(8, round((x1 - x0) * scale)), max(8, round((y1 - y0) * scale))
    part = cv2.resize(np.ascontiguousarray(colours[y0:y1, x0:x1]), size, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(solid[y0:y1, x0:x1].astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
    lab = cv2.cvtColor(cv2.GaussianBlur(part, (0, 0), 0.7), cv2.COLOR_RGB2LAB).astype(np.float32)
    best: Face | None = None
    for colour in _skin_colours(lab, inside):
        for face in _faces_of(lab, inside, colour):
            if best is None or face.score > best.score:
                best = face
    if best is None:
        return None
    fx, fy = (x1 - x0) / size[0], (y1 - y0) / size[1]
    return Face(y0 + best.eyes * fy, y0 + best.chin * fy, x0 + best.centre * fx, best.width * fx, best.score)


def _skin_colours(lab: Array, inside: Array) -> list[Array]:
    """The commonest colours (Lab) that skin can have: of any lightness, reddish to yellowish, neither grey nor loud."""
    pixels = lab[inside]
    red, yellow = pixels[:, 1] - 128, pixels[:, 2] - 128
    chroma, hue = np.hypot(red, yellow), np.degrees(np.arctan2(yellow, red))
    pixels = pixels[(chroma > 5) & (chroma < 46) & (hue > 8) & (hue < 84) & (pixels[:, 0] > 36)]
    if len(pixels) < 30:
        return []
    keys = (pixels // (20, 8, 8)).astype(np.int64) @ np.array([4096, 64, 1])
    values, counts = np.unique(keys, return_counts=True)
    found: list[Array] = []
    for index in np.argsort(-counts, kind="stable")[:12]:
        if counts[index] < 0.003 * inside.sum():
            break
        colour = np.median(pixels[keys == values[index]], axis=0)
        if all(_apart(colour, other) > 14 for other in found):
            found.append(colour)
    return found[:6]


def _apart(colour: Array, other: Array) -> float:
    # Shade changes lightness more than hue.
    return float(np.hypot(0.5 * (colour[0] - other[0]), np.hypot(*(colour[1:] - other[1:]))))


def _faces_of(lab: Array, inside: Array, skin: Array) -> list[Face]:
    shade = np.abs(lab[..., 0] - skin[0])
    tint = np.hypot(lab[..., 1] - skin[1], lab[..., 2] - skin[2])
    like = ((shade < 44) & (tint < 13) & inside).astype(np.uint8)
    like = cv2.morphologyEx(like, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(like, connectivity=4)
    found = []
    for index in range(1, count):
        x, y, wide, tall, area = (int(value) for value in stats[index])
        if area < max(60, 0.004 * inside.sum()) or min(wide, tall) < 9:
            continue
        window = slice(y, y + tall), slice(x, x + wide)
        face = _measure(lab[window][..., 0] - skin[0], labels[window] == index)
        if face is not None:
            # Of two faces, the larger one, and the upper one.
            score = face.score * (face.width**0.7) * (1 - 0.4 * (y + face.eyes) / len(lab))
            found.append(Face(y + face.eyes, y + face.chin, x + face.centre, face.width, score))
    return found


def _measure(contrast: Array, skin: Array) -> Face | None:
    """A face in an area of skin: `contrast` is how much lighter than skin every pixel is."""
    outlines, _ = cv2.findContours(skin.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=len)
    filled, hull = np.zeros(skin.shape, np.uint8), np.zeros(skin.shape, np.uint8)
    cv2.drawContours(filled, [outline], -1, 1, -1)
    cv2.fillConvexPoly(hull, cv2.convexHull(outline), 1)
    marks = ((hull > 0) & ~skin & (np.abs(contrast) > 14)).astype(np.uint8)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(marks, connectivity=8)
    spots = []
    for index in range(1, count):
        x, y, wide, tall, area = (int(value) for value in stats[index])
        window = slice(y, y + tall), slice(x, x + wide)
        mine = labels[window] == index
        # A fringe comes in from outside; an eye has skin all around.
        within = float(filled[window][mine].mean()) > 0.9
        strong = float(np.abs(contrast[window][mine]).max()) > 34
        if area >= 4 and within and strong:
            spots.append((float(centres[index][0]), float(centres[index][1]), wide, tall, area))
    # Grain has hundreds of spots; eyes are among the larger ones.
    spots = sorted(sorted(spots, key=lambda spot: -spot[4])[:_MOST_SPOTS])
    best: tuple[float, float, float, float, float] | None = None
    for place, one in enumerate(spots):
        for other in [*spots[place + 1 :], one]:
            seen = _as_glasses(one, hull) if other is one else _as_eyes(one, other, hull)
            if seen is not None and (best is None or seen[0] > best[0]):
                best = seen
    if best is None:
        return None
    score, eyes, middle, left, right = best
    cheeks = np.zeros(skin.shape, np.uint8)
    reach = max(2, round(0.36 * (right - left))), max(2, round(0.26 * (right - left)))
    cv2.ellipse(cheeks, (round(middle), round(eyes + 0.18 * (right - left))), reach, 0, 0, 360, 1, -1)
    even = float(skin[cheeks > 0].mean())
    if even < 0.42:  # A wall with holes in it.
        return None
    score *= even
    chin = _chin(filled, eyes, middle, right - left)
    return None if chin is None else Face(eyes, chin, middle, right - left, score)


_Spot = tuple[float, float, int, int, int]


def _as_eyes(one: _Spot, other: _Spot, hull: Array) -> tuple[float, float, float, float, float] | None:
    """Score, row, and the face's middle, left and right of a pair of spots; None when they are no eyes."""
    apart, slope = abs(one[0] - other[0]), abs(one[1] - other[1])
    larger, smaller = max(one[4], other[4]), min(one[4], other[4])
    eyes, between = (one[1] + other[1]) / 2, (one[0] + other[0]) / 2
    left, right = _ends(hull, eyes)
    wide = right - left
    if wide < 10 or not 0.20 < apart / wide < 0.74 or slope > 0.22 * apart or larger > 3.5 * smaller:
        return None
    off = abs(between - (left + right) / 2) / wide
    if off > 0.2 or max(one[2], other[2]) > 0.42 * wide or max(one[3], other[3]) > 0.5 * wide:
        return None
    # Brows are flatter than eyes, freckles smaller.
    round_ = min(1.0, 1.6 * min(one[3] / one[2], other[3] / other[2]))
    area = float(np.sqrt(smaller)) / wide
    score = area * round_ * (smaller / larger) ** 0.5 * (1 - 2.0 * off) * (1 - slope / apart)
    return score, eyes, (left + right) / 2, left, right


def _as_glasses(spot: _Spot, hull: Array) -> tuple[float, float, float, float, float] | None:
    """The same for one wide spot in the middle: both eyes behind one pair of glasses."""
    left, right = _ends(hull, spot[1])
    wide = right - left
    off = abs(spot[0] - (left + right) / 2) / max(1.0, wide)
    if wide < 10 or not 0.42 < spot[2] / wide < 0.95 or off > 0.12 or not 0.10 < spot[3] / spot[2] < 0.62:
        return None
    return 0.10 * (1 - 2.0 * off), spot[1], (left + right) / 2, left, right


def _ends(hull: Array, row: float) -> tuple[float, float]:
    columns = np.flatnonzero(hull[min(len(hull) - 1, int(row))])
    return (float(columns[0]), float(columns[-1])) if len(columns) else (0.0, 0.0)


def _chin(filled: Array, eyes: float, middle: float, wide: float) -> float | None:
    """Row where the cheeks have closed; below it there may be a neck, or a whole bare chest."""
    widths = []
    for row in range(int(eyes), min(len(filled), int(eyes + 1.9 * wide))):
        line = filled[row]
        columns = np.flatnonzero(line)
        near = columns[np.abs(columns - middle) < 0.25 * wide]
        if not len(near):
            break
        gaps = np.flatnonzero(line == 0)
        column = near[int(np.argmin(np.abs(near - middle)))]
        widths.append(int(gaps[gaps > column].min(initial=len(line)) - gaps[gaps < column].max(initial=-1) - 1))
    if len(widths) < 0.12 * wide:
        return None
    across = np.asarray(widths, float)
    start = int(min(len(across) - 1, 0.30 * wide))
    step = max(2, int(0.09 * wide))
    cheeks = float(across[: start + 1].max())
    tail = cv2.blur(across[start:].reshape(-1, 1), (1, max(3, step // 2) | 1)).ravel()
    neck = next(
        (
            float(here)
            for row, here in enumerate(tail)
            if here < 0.85 * cheeks
            and here <= tail[max(0, row - step) : row + step].min()
            and tail[row:].max() > 1.2 * here
        ),
        None,
    )
    if (
        neck is None
        and len(across) > 2 * step
        and 0.86 * across[-step - step // 2 - 1] < across[-step // 2 - 1] < 0.8 * cheeks
    ):
        neck = float(across[-step // 2 - 1])  # It goes straight down into a collar.
    chin = float(len(across))
    if neck is not None:
        chin = float(start + np.flatnonzero(tail <= neck + 0.16 * (cheeks - neck))[0])
    # A beard covers the chin: then the face's width tells how long it is.
    chin = chin if chin > 0.34 * wide else 0.72 * wide
    return eyes + min(chin, 1.25 * wide)
