"""Where the mouth of a drawn face is, and where its hair ends; measured on a head sprite."""

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
    """A mouth on a head sprite, in its pixels; if not `seen`, where one would be. `bearded` says hair is around it."""

    centre: float
    row: float
    half: float
    tall: float
    seen: bool
    bearded: bool


def find_mouth(pixels: Array, middle: float, eyes: float, unit: float) -> Mouth:
    """The widest mark between nose and chin that lies across the face's middle.

    Args:
        pixels: The head, RGBA.
        middle: Column between the eyes.
        eyes: Row of the eyes.
        unit: Pixels from eyes to chin.
    """
    nowhere = Mouth(middle, eyes + LIPS * unit, _HALF * unit, 0.1 * unit, seen=False, bearded=False)
    y0, y1 = int(eyes + 0.42 * unit), int(min(len(pixels), eyes + 0.97 * unit))
    x0, x1 = int(max(0, middle - 0.46 * unit)), int(min(pixels.shape[1], middle + 0.46 * unit))
    if y1 - y0 < 8 or x1 - x0 < 8:
        return nowhere
    lab = _lab(pixels[y0:y1, x0:x1])
    ground = np.median(lab.reshape(-1, 3), axis=0)
    cheek = _cheek(pixels, middle, eyes, unit)
    bearded = bool(np.linalg.norm(ground - cheek) > _SKIN)
    marks = (np.linalg.norm(lab - ground, axis=2) > _DRAWN).astype(np.uint8)
    # Lips that are drawn as two lines are one mouth.
    reach = max(1, round(0.05 * unit))
    marks = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    best: tuple[float, float, float, float] | None = None
    for index in range(1, count):
        x, y, wide, tall = (float(value) for value in stats[index, :4])
        cut_off = x <= 0 or y <= 0 or x + wide >= x1 - x0 or y + tall >= y1 - y0
        aside = abs(x0 + x + wide / 2 - middle) > 0.26 * unit
        if not (cut_off or aside or wide < 0.17 * unit or tall > 0.75 * wide) and (best is None or wide > best[2]):
            best = x, y, wide, tall
    if best is None:
        return Mouth(nowhere.centre, nowhere.row, nowhere.half, nowhere.tall, seen=False, bearded=bearded)
    x, y, wide, tall = best
    half = float(np.clip(wide / 2, 0.12 * unit, 0.32 * unit))
    return Mouth(x0 + x + wide / 2, y0 + y + tall / 2, half, tall, seen=True, bearded=bearded)


def find_eyes(pixels: Array, middle: float, eyes: float, unit: float) -> tuple[tuple[float, float], ...]:
    """Column and row of the left and the right eye of the picture; nothing unless both are seen alike."""
    y0, y1 = int(max(0, eyes - 0.2 * unit)), int(eyes + 0.2 * unit) + 1
    x0, x1 = int(max(0, middle - 0.85 * unit)), int(min(pixels.shape[1], middle + 0.85 * unit))
    if y1 - y0 < 6 or x1 - x0 < 12:
        return ()
    away = np.linalg.norm(_lab(pixels[y0:y1, x0:x1]) - _cheek(pixels, middle, eyes, unit), axis=2)
    count, _, stats, centres = cv2.connectedComponentsWithStats((away > 1.6 * _SKIN).astype(np.uint8), connectivity=8)
    found: dict[bool, tuple[float, float, float]] = {}
    for index in range(1, count):
        x, _, wide, _, area = (float(value) for value in stats[index])
        column, row = x0 + float(centres[index][0]), y0 + float(centres[index][1])
        fits = 0.12 * unit < abs(column - middle) < 0.65 * unit and wide < 0.55 * unit
        # Of brow, bag and eye the eye is the largest.
        side = column > middle
        if fits and x > 0 and x + wide < x1 - x0 and area > max(0.004 * unit**2, found.get(side, (0, 0, 0))[2]):
            found[side] = column, row, area
    if len(found) < 2 or abs(found[False][1] - found[True][1]) > 0.14 * unit:
        return ()
    return found[False][:2], found[True][:2]


def close_lips(pixels: Array, mouth: Mouth, unit: float) -> None:
    """Take the drawn mouth away, so that another can be put in its place."""
    aside, margin = 0.12 * unit, 0.09 * unit
    x0, x1 = int(max(0, mouth.centre - mouth.half - aside)), int(mouth.centre + mouth.half + aside) + 1
    y0, y1 = int(max(0, mouth.row - mouth.tall / 2 - margin)), int(mouth.row + mouth.tall / 2 + margin) + 1
    window = pixels[y0:y1, x0:x1]
    if min(window.shape[:2]) < 6:
        return
    lab = _lab(window)
    edge = np.concatenate([lab[:2].reshape(-1, 3), lab[-2:].reshape(-1, 3)])
    marks = (np.linalg.norm(lab - np.median(edge, axis=0), axis=2) > 0.45 * _DRAWN).astype(np.uint8)
    # The outline of a cheek that is turned away may lie close by.
    _, labels = cv2.connectedComponents(marks, connectivity=8)
    marks[np.isin(labels, np.unique(labels[:, [0, -1]]))] = 0
    marks = cv2.dilate(marks, np.ones((5, 5), np.uint8))
    marks[:1], marks[-1:], marks[:, :1], marks[:, -1:] = 0, 0, 0, 0
    window[..., :3] = cv2.inpaint(np.ascontiguousarray(window[..., :3]), marks, 3, cv2.INPAINT_TELEA)


def below_hair(pixels: Array, middle: float, eyes: float, unit: float) -> Array:
    """How freely the face moves at every pixel: 0 at hair, a fringe or a cap, 1 well below it; float32."""
    height = len(pixels)
    like = np.linalg.norm(_lab(pixels) - _cheek(pixels, middle, eyes, unit), axis=2) < _SKIN
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


def _cheek(pixels: Array, middle: float, eyes: float, unit: float) -> Array:
    y0, y1 = int(max(0, eyes + 0.12 * unit)), int(eyes + 0.42 * unit) + 1
    x0, x1 = int(max(0, middle - 0.4 * unit)), int(middle + 0.4 * unit) + 1
    part = _lab(pixels[y0:y1, x0:x1]).reshape(-1, 3)
    return np.asarray(np.median(part, axis=0) if len(part) else np.zeros(3), np.float32)


def _lab(pixels: Array) -> Array:
    return cv2.cvtColor(np.ascontiguousarray(pixels[..., :3]), cv2.COLOR_RGB2LAB).astype(np.float32)
