"""Where the head is on a cut-out, without a face detector: neck by the outline, eyes and gaze by the drawing."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array


@dataclass(frozen=True)
class HeadLines:
    """A head on a picture, in its pixels.

    Attributes:
        top: Row of the crown (hair and hat included).
        chin: Row of the chin.
        eyes: Row of the eyes.
        centre: Column of the head's axis.
        width: Width of the head with its hair.
        looks: Which way the face looks on the picture: -1 left, 1 right, 0 at us.
        sure: The outline has a neck; otherwise the chin is an estimate.
    """

    top: float
    chin: float
    eyes: float
    centre: float
    width: float
    looks: float
    sure: bool

    @property
    def height(self) -> float:
        """Crown to chin."""
        return self.chin - self.top


def find_head(colours: Array, coverage: Array) -> HeadLines:
    """Measure the head of a standing or half-length figure.

    Going down from the crown, the outline widens to the cheeks, narrows to the neck and widens to the shoulders.
    """
    solid = coverage > 0.5
    rows = np.flatnonzero(solid.any(1))
    first, last = int(rows[0]), int(rows[-1])
    tall = last - first + 1
    columns = np.flatnonzero(solid.any(0))
    wide = int(columns[-1] - columns[0] + 1)
    axis = _head_axis(solid, first, tall, wide)
    widths, centres = _run_widths(solid, first, tall, axis)
    chin, sure = _neck(widths, tall, wide)
    head_rows = widths[: max(2, int(chin * 0.8))]
    width = float(np.percentile(head_rows, 90))
    centre = float(np.median(centres[int(chin * 0.2) : max(int(chin * 0.2) + 1, int(chin * 0.75))]))
    top, chin_row = float(first), float(first + chin)
    eyes, looks = _eyes_and_gaze(colours, coverage, top, chin_row, centre, width)
    return HeadLines(top, chin_row, eyes, centre, width, looks, sure)


def _head_axis(solid: Array, first: int, tall: int, wide: int) -> int:
    """Column the head stands on: the middle of what is seen just under the crown."""
    depth = max(3, int(min(0.08 * tall, 0.25 * wide)))
    columns = np.flatnonzero(solid[first : first + depth].any(0))
    return int(np.median(columns))


def _run_widths(solid: Array, first: int, tall: int, axis: int) -> tuple[Array, Array]:
    """For each row, the width and middle of the run of figure that holds the axis (raised hands do not count)."""
    widths, centres = np.zeros(tall), np.zeros(tall)
    column = axis
    for row in range(tall):
        line = solid[first + row]
        if not line[column]:
            near = np.flatnonzero(line)
            if not len(near):
                widths[row], centres[row] = 0.0, axis  # A gap: the head floats above the body.
                continue
            column = int(near[np.argmin(np.abs(near - axis))])
        gaps = np.flatnonzero(~line)
        left = gaps[gaps < column].max(initial=-1)
        right = gaps[gaps > column].min(initial=len(line))
        widths[row], centres[row] = right - left - 1, (left + right) / 2
        column = axis
    return widths, centres


def _neck(widths: Array, tall: int, wide: int) -> tuple[int, bool]:
    """Rows from crown to chin, and whether a neck was found."""
    kernel = max(3, tall // 120) | 1
    smooth = cv2.blur(widths.reshape(-1, 1).astype(np.float32), (1, kernel)).ravel()
    standing = tall > 2.0 * wide
    lowest, limit = int(tall * (0.07 if standing else 0.16)), int(tall * (0.40 if standing else 0.72))
    for row in range(lowest, limit):
        before = float(smooth[: row + 1].max())
        # Shoulders come at once below a neck; below the brim of a cap there is a face first.
        after = smooth[row : min(tall, row + int((0.065 if standing else 0.14) * tall) + 2)]
        is_lowest = smooth[row] <= smooth[max(0, row - kernel * 2) : row + kernel * 2 + 1].min() + 0.5
        if is_lowest and smooth[row] < 0.88 * before and after.max() > 1.4 * smooth[row]:
            # The chin is where the narrowing begins to end, above the middle of the neck.
            widest = int(np.flatnonzero(smooth[: row + 1] > 0.9 * before)[-1])
            reach = smooth[row] + 0.16 * (before - smooth[row])
            below = np.flatnonzero(smooth[widest : row + 1] <= reach)
            return widest + (int(below[0]) if len(below) else row - widest), True
    estimate = 0.15 * tall if standing else min(0.42 * tall, 0.6 * wide)
    return max(4, int(estimate)), False


def _eyes_and_gaze(
    colours: Array, coverage: Array, top: float, chin: float, centre: float, width: float
) -> tuple[float, float]:
    """Row of the eyes, and the gaze, from where the drawing differs from the skin inside the face."""
    height = chin - top
    y0, y1 = int(top + 0.30 * height), int(top + 0.92 * height)
    x0, x1 = int(max(0, centre - 0.5 * width)), int(min(coverage.shape[1], centre + 0.5 * width))
    default = top + 0.52 * height
    if y1 - y0 < 12 or x1 - x0 < 12:
        return default, 0.0
    lab = cv2.cvtColor(np.ascontiguousarray(colours[y0:y1, x0:x1]), cv2.COLOR_RGB2LAB).astype(np.float32)
    skin = _skin_of(lab, coverage[y0:y1, x0:x1])
    near = (np.linalg.norm(lab - skin, axis=2) < 30).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=4)
    if count < 2:
        return default, 0.0
    face = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    hull = np.zeros_like(near)
    contour = np.argwhere(face)[:, ::-1].reshape(-1, 1, 2).astype(np.int32)
    cv2.fillConvexPoly(hull, cv2.convexHull(contour), 1)
    inner = cv2.erode(hull, np.ones((max(3, int(0.07 * height)) | 1,) * 2, np.uint8))
    marks = ((np.linalg.norm(lab - skin, axis=2) > 45) & (inner > 0)).astype(np.float32)
    per_row = cv2.blur(marks.sum(1).reshape(-1, 1), (1, max(3, int(0.05 * height)) | 1)).ravel()
    upper = per_row[: int(0.42 * len(per_row)) + 1]
    if upper.max() < 2:
        return default, 0.0
    eyes = y0 + float(np.argmax(upper))
    columns = np.flatnonzero(hull.any(0))
    middle, half = (columns[0] + columns[-1]) / 2, max(1.0, (columns[-1] - columns[0]) / 2)
    band = marks[: int(0.75 * len(marks))].sum(0)
    if band.sum() < 8:
        return eyes, 0.0
    offset = float((band * np.arange(len(band))).sum() / band.sum() - middle) / half
    return eyes, float(np.clip(offset / 0.28, -1, 1)) if abs(offset) > 0.05 else 0.0


def _skin_of(lab: Array, coverage: Array) -> Array:
    """The commonest colour in the middle of the face that is not ink."""
    rows, columns = coverage.shape
    part = lab[int(rows * 0.15) : int(rows * 0.7), int(columns * 0.22) : int(columns * 0.78)].reshape(-1, 3)
    part = part[part[:, 0] > 70] if (part[:, 0] > 70).mean() > 0.2 else part
    bins = (part // 12).astype(np.int64)
    keys = bins[:, 0] * 4096 + bins[:, 1] * 64 + bins[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    return np.asarray(np.median(part[keys == values[np.argmax(counts)]], axis=0))
