"""Shapes of figures: which parts of a mask are the person, and which came along."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array

# A gap of this share of the height is no neck; pixels that are compared across an outline; and Lab units that are one colour.
_GAP = 0.08
_ACROSS = 8
_ALIKE = 9.0


def largest_part(figure: Array) -> Array:
    """The largest part of a mask (0 or 1), and those that are not much smaller."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(figure, connectivity=8)
    if count <= 2:
        return figure
    areas = stats[1:, cv2.CC_STAT_AREA]
    keep = [index + 1 for index, area in enumerate(areas) if area > 0.12 * areas.max()]
    return np.isin(labels, keep).astype(np.uint8)


def main_body(coverage: Array) -> Array:
    """Coverage without the scraps of background that hang on the figure by thin threads, or lie beside it.

    What is thinner than a wrist is opened away; the parts that are left stay if they are the body or stand on its axis
    (a head may have come off at the neck), and get back their own edge.
    """
    solid = filled((coverage > 0.5).astype(np.uint8))
    rows = np.flatnonzero(solid.any(1))
    if not len(rows):
        return coverage
    # The size of things is the body's own thickness: a scrap may be as tall as the picture.
    depth = cv2.distanceTransform(np.pad(solid, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    middle = np.abs(np.arange(solid.shape[1]) - (solid.shape[1] - 1) / 2) / solid.shape[1]
    inner = depth * np.clip(1.25 - 1.5 * middle, 0.3, 1)[None]
    row, column = divmod(int(np.argmax(inner)), solid.shape[1])
    thick = float(depth[row, column])
    radius = max(1, round(0.14 * thick))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2)
    padded = cv2.copyMakeBorder(solid, radius, radius, radius, radius, cv2.BORDER_REPLICATE)
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)[radius:-radius, radius:-radius]
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=4)
    body = int(labels[row, column])
    if count <= 2 or not body:
        return coverage if count <= 2 else np.asarray(coverage * (opened > 0))
    kept = labels == body
    left, right = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_LEFT] + stats[:, cv2.CC_STAT_WIDTH]
    for index in range(1, count):
        on_axis = left[index] < column < right[index] and abs(centres[index][0] - column) < 0.8 * thick
        if index != body and on_axis and stats[index, cv2.CC_STAT_AREA] > 0.5 * thick**2:
            kept |= labels == index
    near = cv2.dilate(kept.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (radius + 1,) * 2)) > 0
    # The bridge between a head and its body is thinner than what was opened away.
    span = np.flatnonzero(kept.any(1))
    gap = np.ones(len(solid), np.uint8)
    gap[span] = 0
    gap[: span[0]], gap[span[-1] :] = 0, 0
    rows_between = cv2.dilate(gap.reshape(-1, 1), np.ones((2 * radius + 1, 1), np.uint8)).ravel() > 0
    bridge = np.zeros(solid.shape, bool)
    bridge[rows_between, max(0, int(column - 0.8 * thick)) : int(column + 0.8 * thick) + 1] = True
    mine = (solid > 0) & (near | bridge)
    return np.asarray(np.maximum(coverage, solid) * largest_part(mine.astype(np.uint8)))


def filled(figure: Array) -> Array:
    """Lips and lenses that were taken for background are closed; a gap between arm and body is larger."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((figure == 0).astype(np.uint8), connectivity=4)
    height, width = figure.shape
    closed = figure.copy()
    for index in range(1, count):
        x, y, wide, tall, area = (int(value) for value in stats[index])
        if x > 0 and y > 0 and x + wide < width and y + tall < height and area < 0.015 * figure.sum():
            closed[labels == index] = 1
    return closed


def spills(coverage: Array) -> bool:
    """Floor or furniture came along: it leaves the picture sideways above where the shoulders of a bust may do so."""
    solid = coverage > 0.5
    height, width = solid.shape
    rows = np.flatnonzero(solid.any(1))
    if not len(rows):
        return True
    edge = max(1, width // 100)
    sides = np.logical_or(solid[:, :edge].any(1), solid[:, -edge:].any(1))
    # The wall behind a standing figure is seen on both sides of the legs; a bust may fill the lower part.
    across = solid.sum(1)
    upper = float(np.median(across[rows[0] : rows[0] + max(1, len(rows) // 6)]))
    bust = across[-1] > 1.6 * upper and height < 1.5 * width
    lower = int(0.5 * height) if bust else height
    if sides[:lower].mean() > 0.04 or solid[: max(1, height // 100)].any(0).mean() > 0.3:
        return True
    # Heads are round and smaller than what is below them: a figure leaves the upper corners of its box free.
    columns = np.flatnonzero(solid.any(0))
    box = solid[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    deep, far = max(1, len(box) // 10), max(1, box.shape[1] // 8)
    # Two buns, or an animal's ears, have air between them; what stands behind a figure has not.
    third = box.shape[1] // 3
    between = box[: max(1, deep // 4), third:-third] if third else box[:deep]
    return bool(box[:deep, :far].mean() > 0.6 and box[:deep, -far:].mean() > 0.6 and between.mean() > 0.1)


def in_pieces(coverage: Array) -> bool:
    """Head and shoes, say, with nothing between them: what was between has the background's colour."""
    rows = np.flatnonzero((coverage > 0.5).any(1))
    return bool(len(rows) and np.diff(rows).max(initial=1) > _GAP * (rows[-1] - rows[0]))


def faint_edge(colours: Array, coverage: Array) -> float:
    """The share of the outline along which the figure hardly differs from what is outside (RGB): it may have leaked."""
    solid = (coverage > 0.5).astype(np.uint8)
    height, width = solid.shape
    lab = cv2.cvtColor(cv2.medianBlur(colours, 5), cv2.COLOR_RGB2LAB).astype(np.float32)
    soft = cv2.GaussianBlur(solid.astype(np.float32), (0, 0), 4)
    y, x = np.nonzero((solid > 0) & (cv2.erode(solid, np.ones((3, 3), np.uint8)) == 0))
    inner = (y > _ACROSS) & (y < height - _ACROSS - 1) & (x > _ACROSS) & (x < width - _ACROSS - 1)
    if not inner.any():
        return 0.0
    y, x = y[inner], x[inner]
    inwards = np.stack([cv2.Sobel(soft, cv2.CV_32F, 1, 0)[y, x], cv2.Sobel(soft, cv2.CV_32F, 0, 1)[y, x]])
    inwards = inwards / np.maximum(1e-6, np.hypot(*inwards))

    def at(steps: int) -> Array:
        across, down = np.rint(x + inwards[0] * steps).astype(int), np.rint(y + inwards[1] * steps).astype(int)
        return np.asarray(lab[down, across])

    outside = at(-5)
    differs = np.max([np.linalg.norm(at(steps) - outside, axis=1) for steps in range(1, _ACROSS)], axis=0)
    return float((differs < _ALIKE).mean())


def figures_apart(coverage: Array) -> list[Array]:
    """Masks (bool) of figures that stand side by side, the likeliest first; a single one when there is one figure.

    They may touch with their hands. A thing held or lying beside a figure is smaller, or above or below it.
    """
    solid = (coverage > 0.5).astype(np.uint8)
    depth = cv2.distanceTransform(np.pad(solid, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    for core in (solid, (depth > 0.3 * float(depth.max())).astype(np.uint8)):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
        bodies = _side_by_side(stats) if count > 2 else []
        if len(bodies) > 1:
            break
    else:
        return [solid > 0]
    # Every point belongs to the body it is nearest to.
    near = cv2.dilate(solid, np.ones((5, 5), np.uint8)) > 0
    away = np.stack([cv2.distanceTransform((labels != body).astype(np.uint8), cv2.DIST_L2, 3) for body in bodies])
    nearest = np.argmin(away, axis=0)
    middle = solid.shape[1] / 2

    def weight(place: int) -> float:
        x, wide, area = (
            float(stats[bodies[place], key]) for key in (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA)
        )
        return float(area * (1 - 0.3 * abs(x + wide / 2 - middle) / middle))

    return [near & (nearest == place) for place in sorted(range(len(bodies)), key=weight, reverse=True)]


def _side_by_side(stats: Array) -> list[int]:
    """Which parts of a mask may be people: nearly as large and tall as the largest, none above or below another."""
    areas = stats[:, cv2.CC_STAT_AREA]
    order = sorted(range(1, len(stats)), key=lambda index: -int(areas[index]))
    bodies: list[int] = []
    for index in order:
        x, wide = int(stats[index, cv2.CC_STAT_LEFT]), int(stats[index, cv2.CC_STAT_WIDTH])
        large = areas[index] > 0.35 * areas[order[0]]
        tall = stats[index, cv2.CC_STAT_HEIGHT] > 0.55 * stats[order[0], cv2.CC_STAT_HEIGHT]
        shared = [
            min(x + wide, stats[other, cv2.CC_STAT_LEFT] + stats[other, cv2.CC_STAT_WIDTH])
            - max(x, stats[other, cv2.CC_STAT_LEFT])
            for other in bodies
        ]
        if large and tall and all(overlap < 0.3 * wide for overlap in shared):
            bodies.append(index)
    return bodies
