"""Cutting a figure out of a busy background with the nets: a rough map, sharpened by colours, the head looked at twice."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.nets import Nets, SeenFace, SeenPose

_WORK_SIDE = 360
# Shares of the picture: less is nobody, more is no background.
_LEAST, _MOST = 0.02, 0.93
_LIMBS = (
    ("shoulder", "elbow", 0.055), ("elbow", "wrist", 0.04), ("hip", "knee", 0.075), ("knee", "ankle", 0.05),
    ("ankle", "toe", 0.035),
)  # fmt: skip


@dataclass(frozen=True)
class Segmented:
    """A figure as the nets see it.

    Attributes:
        coverage: 0 to 1, float32, of the picture's size.
        face: The face it was cut out around, if one was seen.
        agreement: How well map and colours agree, 0 to 1.
        others: How many more people there are in the picture.
    """

    coverage: Array
    face: SeenFace | None
    agreement: float
    others: int


def main_face(faces: list[SeenFace], width: int) -> SeenFace | None:
    """Whom a picture is of: the largest face, and of faces about as large the one nearest to the middle."""

    def weight(face: SeenFace) -> float:
        away = abs(face.centre[0] / width - 0.5)
        return face.width * (1 - 0.6 * away) * face.score**2

    return max(faces, key=weight, default=None)


def faces_on(faces: list[SeenFace], coverage: Array) -> list[SeenFace]:
    """Those that are on a body, or what may be one: 0 to 1, of the picture's size."""
    height, width = coverage.shape

    def covered(face: SeenFace) -> bool:
        rows = slice(int(max(0, face.y + 0.3 * face.height)), int(min(height, face.y + 0.9 * face.height)) + 1)
        columns = slice(int(max(0, face.x + 0.25 * face.width)), int(min(width, face.x + 0.75 * face.width)) + 1)
        part = coverage[rows, columns]
        return part.size > 0 and float(part.mean()) > 0.3

    return [face for face in faces if covered(face)]


def other_people(faces: list[SeenFace], face: SeenFace | None) -> list[SeenFace]:
    """Faces large enough to be people beside the one the picture is of, and no posters or passers-by far away."""
    if face is None:
        return []
    return [other for other in faces if other is not face and other.width > 0.45 * face.width and other.score > 0.7]


def segment(colours: Array, nets: Nets, faces: list[SeenFace], pose: SeenPose | None) -> Segmented | None:
    """The figure in RGB pixels; None where the nets see nobody."""
    height, width = colours.shape[:2]
    seen = _from_near(colours, nets.segment(colours), nets, pose)
    people = faces_on(faces, seen)
    face = main_face(people, width)
    others = other_people(people, face)
    if face is not None:
        for other in others:
            seen = seen * _nearer(face, other, height, width)
    if not _LEAST < float((seen > 0.5).mean()) < _MOST:
        return None
    tight = _by_colour(colours, seen, face, pose if not others else None)
    if tight is None:
        figure, agreement = (seen > 0.5).astype(np.uint8), 0.0
    else:
        both = float(((tight > 0) & (seen > 0.5)).sum())
        agreement = both / max(1.0, float(((tight > 0) | (seen > 0.5)).sum()))
        figure = tight if agreement > 0.5 else (seen > 0.5).astype(np.uint8)
    figure = _whole(figure, face)
    coverage = _soft_edge(colours, figure)
    if face is not None:
        coverage = _head_again(colours, coverage, nets, face)
    return Segmented(coverage, face, agreement, len(others))


def _from_near(colours: Array, seen: Array, nets: Nets, pose: SeenPose | None) -> Array:
    """The map made again of the part where the person is, when that is small: it has only so many points."""
    height, width = seen.shape
    inside = seen > 0.4
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    if not len(rows):
        return seen
    x, y = [float(columns[0]), float(columns[-1])], [float(rows[0]), float(rows[-1])]
    if pose is not None:
        sure = [point for joint, point in pose.points.items() if pose.seen[joint] > 0.7]
        x += [point[0] for point in sure]
        y += [point[1] for point in sure]
    margin = 0.12 * max(max(x) - min(x), max(y) - min(y))
    x0, x1 = int(max(0, min(x) - margin)), int(min(width, max(x) + margin)) + 1
    y0, y1 = int(max(0, min(y) - margin)), int(min(height, max(y) + margin)) + 1
    if (x1 - x0) * (y1 - y0) > 0.6 * width * height or min(x1 - x0, y1 - y0) < 48:
        return seen
    near = np.zeros_like(seen)
    near[y0:y1, x0:x1] = nets.segment(np.ascontiguousarray(colours[y0:y1, x0:x1]))
    return near


def _nearer(face: SeenFace, other: SeenFace, height: int, width: int) -> Array:
    """1 where a point is nearer to one face than to another, column by column, in units of the faces' widths."""
    columns = np.arange(width, dtype=np.float32)
    mine = np.abs(columns - face.centre[0]) / face.width
    theirs = np.abs(columns - other.centre[0]) / other.width
    row = np.clip((theirs - mine) * 2 + 0.5, 0, 1)
    return np.ascontiguousarray(np.broadcast_to(row, (height, width)))


def _by_colour(colours: Array, seen: Array, face: SeenFace | None, pose: SeenPose | None) -> Array | None:
    """GrabCut from what the map is sure of (bool as 0 or 1, of the picture's size); None where it cannot decide."""
    height, width = colours.shape[:2]
    scale = min(1.0, _WORK_SIDE / max(height, width))
    small = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rough = cv2.resize(seen, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    bands = ((0.08, cv2.GC_PR_BGD), (0.45, cv2.GC_PR_FGD), (0.93, cv2.GC_FGD))
    marks = np.full(rough.shape, cv2.GC_BGD, np.uint8)
    for least, mark in bands:
        marks[rough > least] = mark
    if pose is not None:
        _mark_limbs(marks, rough, pose, scale)
    if face is not None:
        centre = round(face.centre[0] * scale), round(face.centre[1] * scale)
        cv2.ellipse(
            marks,
            centre,
            (round(0.3 * face.width * scale), round(0.36 * face.height * scale)),
            0,
            0,
            360,
            cv2.GC_FGD,
            -1,
        )
    if (marks == cv2.GC_FGD).sum() < 50 or (marks == cv2.GC_BGD).sum() < 50:
        return None
    cv2.setRNGSeed(7)
    blank = np.zeros((1, 65))
    pixels = np.ascontiguousarray(small[..., ::-1])
    cv2.grabCut(pixels, marks, (0, 0, 1, 1), blank, blank.copy(), 3, cv2.GC_INIT_WITH_MASK)
    found = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.float32)
    big = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray((big > 0.5).astype(np.uint8))


def _mark_limbs(marks: Array, rough: Array, pose: SeenPose, scale: float) -> None:
    """Around its bones there may be the body even where the map lost it; on them there surely is."""
    sides = [
        (np.array(pose.points[f"{side} shoulder"]), np.array(pose.points[f"{side} hip"])) for side in ("left", "right")
    ]
    long = float(np.mean([np.linalg.norm(hip - shoulder) for shoulder, hip in sides])) * scale
    for side in ("left", "right"):
        for start, end, _ in _LIMBS:
            if min(pose.seen[f"{side} {start}"], pose.seen[f"{side} {end}"]) < 0.6:
                continue
            ends = [tuple(round(value * scale) for value in pose.points[f"{side} {joint}"]) for joint in (start, end)]
            for thick, least, mark in ((0.28, 0, cv2.GC_PR_FGD), (0.07, 0.04, cv2.GC_FGD)):
                limb = np.zeros_like(marks)
                cv2.line(limb, ends[0], ends[1], 1, max(1, round(thick * long)))
                # What the map is sure to be background stays a question of colour.
                limb[(marks == cv2.GC_FGD) | (rough < least)] = 0
                grown = (limb > 0) & ((mark == cv2.GC_FGD) | (marks == cv2.GC_BGD) | (marks == cv2.GC_PR_BGD))
                marks[grown] = mark if mark == cv2.GC_FGD else np.where(rough[grown] > 0.25, mark, cv2.GC_PR_BGD)


def _whole(figure: Array, face: SeenFace | None) -> Array:
    """The one part that is the person, small holes closed and threads taken off."""
    height, width = figure.shape
    size = max(3, width // 110)
    smooth = cv2.morphologyEx(figure, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(smooth, connectivity=8)
    if count > 1:
        areas = stats[:, cv2.CC_STAT_AREA].astype(float)
        areas[0] = 0
        if face is not None:
            x, y = (int(np.clip(value, 0, end - 1)) for value, end in zip(face.centre, (width, height), strict=True))
            areas[labels[y, x]] *= 4
        smooth = (labels == int(np.argmax(areas))).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((smooth == 0).astype(np.uint8), connectivity=4)
    for index in range(1, count):
        x, y, wide, tall, area = (int(value) for value in stats[index])
        inside = x > 0 and y > 0 and x + wide < width and y + tall < height
        if inside and area < 0.004 * height * width:
            smooth[labels == index] = 1
    return smooth


def _soft_edge(colours: Array, figure: Array) -> Array:
    """The figure with an edge that follows the picture's own."""
    radius = max(2, min(figure.shape) // 200)
    rough = cv2.GaussianBlur(figure.astype(np.float32), (0, 0), 0.8 * radius)
    soft = _guided(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), rough, 2 * radius)
    near = cv2.dilate(figure, np.ones((4 * radius + 1,) * 2, np.uint8)) > 0
    return np.asarray(np.clip((soft - 0.15) / 0.7, 0, 1) * near, np.float32)


def _guided(guide: Array, values: Array, radius: int) -> Array:
    """A guided filter: `values` smoothed, but not across edges of `guide` (grey, uint8)."""
    grey = guide.astype(np.float32) / 255

    def mean(of: Array) -> Array:
        return cv2.boxFilter(of, -1, (2 * radius + 1,) * 2)

    slope = (mean(grey * values) - mean(grey) * mean(values)) / (mean(grey * grey) - mean(grey) ** 2 + 1e-3)
    rest = mean(values) - slope * mean(grey)
    return np.clip(mean(slope) * grey + mean(rest), 0, 1)


def _head_again(colours: Array, coverage: Array, nets: Nets, face: SeenFace) -> Array:
    """Head and shoulders by a second look from near, which follows the hair more finely; blended in at its borders."""
    height, width = coverage.shape
    reach = 1.7 * face.height
    x0, x1 = int(max(0, face.centre[0] - reach)), int(min(width, face.centre[0] + reach))
    y0, y1 = int(max(0, face.centre[1] - reach)), int(min(height, face.centre[1] + reach))
    if min(x1 - x0, y1 - y0) < 60 or x1 - x0 > 0.75 * width:
        return coverage
    part = np.ascontiguousarray(colours[y0:y1, x0:x1])
    near, far = nets.segment(part), coverage[y0:y1, x0:x1]
    both = float(((near > 0.5) & (far > 0.5)).sum())
    if both < 0.75 * max(1, (near > 0.5).sum()) or both < 0.7 * max(1, (far > 0.5).sum()):
        return coverage
    fine = _guided(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), near, max(2, len(part) // 90))
    fine = np.clip((fine - 0.25) / 0.5, 0, 1)
    kept = _whole((fine > 0.5).astype(np.uint8), None).astype(np.float32)
    fine = fine * (cv2.GaussianBlur(kept, (0, 0), 1.2) > 0.02)
    y, x = np.mgrid[0 : y1 - y0, 0 : x1 - x0].astype(np.float32)
    inner = (y1 - y0 - 1 - y) / (0.5 * reach)
    for distance, open_side in ((x, x0 > 0), (x1 - x0 - 1 - x, x1 < width), (y, y0 > 0)):
        if open_side:
            inner = np.minimum(inner, distance / (0.12 * reach))
    weight = np.clip(inner, 0, 1)
    blended = coverage.copy()
    blended[y0:y1, x0:x1] = far * (1 - weight) + fine * weight
    return blended


def side_of(coverage: Array) -> str:
    """Where in its picture a figure stands, in words."""
    columns = np.flatnonzero((coverage > 0.5).any(0))
    middle = float(columns[0] + columns[-1]) / 2 / coverage.shape[1] if len(columns) else 0.5
    return "on the left" if middle < 0.42 else "on the right" if middle > 0.58 else "in the middle"
