"""Cutting a figure out of a busy background without any net: a guess from the face that is seen, or from a template."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.blob import Face, find_face
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.outline import filled, largest_part, main_body

_WORK_SIDE = 360
# Tones of one channel (of 255) within which a colour counts as the same, and how much of a picture may differ.
_ONE_COLOUR, _SPECK = 12, 0.02
# What has fewer colours (at four bits a channel), or is so much grain, is looked at in a picture of this side.
_FEW, _GRAIN, _FEW_SIDE = 12, 0.45, 120
_LIKE_A_FACE = 0.012
# So much that its crop may be shown without a body; faces score from 0.03 up.
SURELY_A_FACE = 0.028


def grab(colours: Array, background: Array | None) -> Array | None:
    """GrabCut from the face that is seen, or from a template: coverage, or None where there is nothing to be found.

    `background` is what the flood from the border reached, if that went well.
    """
    height, width = colours.shape[:2]
    scale = min(1.0, _WORK_SIDE / max(height, width))
    small = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    if max(rows, columns) > _FEW_SIDE and (_few_colours(small) or _is_grain(small)):
        small = cv2.resize(
            small, None, fx=_FEW_SIDE / _WORK_SIDE, fy=_FEW_SIDE / _WORK_SIDE, interpolation=cv2.INTER_AREA
        )
        rows, columns = small.shape[:2]
    if min(rows, columns) < 24 or _almost_one_colour(small):  # Nothing is there to be found.
        return None
    face = middle_face(small)
    marks = _template(rows, columns) if face is None else _template_below(face, rows, columns)
    if background is not None:
        reached = cv2.resize(background.astype(np.uint8), (columns, rows), interpolation=cv2.INTER_AREA) > 0
        marks[reached & (marks != cv2.GC_FGD)] = cv2.GC_BGD
    cv2.setRNGSeed(7)
    blank = np.zeros((1, 65))
    cv2.grabCut(
        np.ascontiguousarray(small[..., ::-1]), marks, (0, 0, 1, 1), blank, blank.copy(), 4, cv2.GC_INIT_WITH_MASK
    )
    found = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.uint8)
    if not 0.04 < found.mean() < 0.92:
        return None
    found = largest_part(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    found = main_body(filled(found).astype(np.float32))
    big = cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.GaussianBlur((big > 0.5).astype(np.float32), (0, 0), 1.5))


def _almost_one_colour(colours: Array) -> bool:
    """Hardly anything differs from the picture's commonest tone; GrabCut would look for a border there for seconds."""
    away = np.abs(colours.astype(np.int16) - np.median(colours, axis=(0, 1)).astype(np.int16)).max(axis=2)
    return bool((away > _ONE_COLOUR).mean() < _SPECK)


def _few_colours(colours: Array) -> bool:
    """Made of a few flat areas: GrabCut, to which all of one is alike, takes ten seconds at full size."""
    coarse = (colours[::2, ::2] >> 4).astype(np.int32)
    return len(np.unique(coarse[..., 0] << 8 | coarse[..., 1] << 4 | coarse[..., 2])) < _FEW


def _is_grain(colours: Array) -> bool:
    """Noise, mostly: neighbours differ about as much as any two pixels do, and GrabCut weighs every one of them."""
    values = colours.astype(np.float32)
    steps = float(np.abs(np.diff(values, axis=0)).mean() + np.abs(np.diff(values, axis=1)).mean()) / 2
    return steps > _GRAIN * max(1.0, float(values.std()))


def middle_face(colours: Array, least: float = _LIKE_A_FACE) -> Face | None:
    """A face in the middle of a picture whose figure is not known, if it is at least that much like one."""
    rows, columns = colours.shape[:2]
    solid = np.zeros((rows, columns), bool)
    solid[:, int(0.15 * columns) : int(0.85 * columns) + 1] = True
    face = find_face(colours, solid)
    if face is None or face.width > 0.7 * min(rows, columns):
        return None
    # A larger face scores higher; what scores less for its size is leaves, bricks or pebbles.
    return face if face.score > least * face.width**0.7 else None


def _template(rows: int, columns: int) -> Array:
    """Where the figure may be when nothing is known of it: in the middle."""
    marks = np.full((rows, columns), cv2.GC_BGD, np.uint8)
    middle = columns // 2
    tall = rows > 1.2 * columns
    body = 0.30 * columns if tall else 0.42 * columns
    cv2.rectangle(marks, (int(middle - body), int(rows * 0.03)), (int(middle + body), rows), int(cv2.GC_PR_BGD), -1)
    cv2.ellipse(
        marks, (middle, int(rows * 0.55)), (int(body * 0.75), int(rows * 0.5)), 0, 0, 360, int(cv2.GC_PR_FGD), -1
    )
    cv2.ellipse(marks, (middle, int(rows * 0.45)), (int(body * 0.22), int(rows * 0.24)), 0, 0, 360, int(cv2.GC_FGD), -1)
    return marks


def _template_below(face: Face, rows: int, columns: int) -> Array:
    """Where the figure of a face may be: hair around it, a body below it."""
    marks = np.full((rows, columns), cv2.GC_BGD, np.uint8)
    middle, head = face.centre, max(2.2 * (face.chin - face.eyes), 1.4 * face.width)
    hip, foot = int(face.chin + 3.0 * head), int(min(rows, face.chin + 6.9 * head))

    def box(left: float, top: float, bottom: float, mark: int) -> None:
        first, last = (int(middle - left), int(top)), (int(middle + left), int(min(rows, bottom)))
        cv2.rectangle(marks, first, last, int(mark), -1)

    box(1.5 * head, face.eyes - 1.1 * head, foot + 0.3 * head, cv2.GC_PR_BGD)
    box(0.75 * head, face.chin + 0.2 * head, foot, cv2.GC_PR_FGD)
    centre = int(middle), int(face.eyes - 0.1 * head)
    cv2.ellipse(marks, centre, (int(0.55 * head), int(0.68 * head)), 0, 0, 360, int(cv2.GC_PR_FGD), -1)
    centre = int(middle), int((face.eyes + face.chin) / 2)
    axes = int(0.36 * face.width), int(0.5 * (face.chin - face.eyes))
    cv2.ellipse(marks, centre, axes, 0, 0, 360, int(cv2.GC_FGD), -1)
    box(0.30 * head, face.chin + 0.5 * head, min(hip, foot), cv2.GC_FGD)
    return marks
