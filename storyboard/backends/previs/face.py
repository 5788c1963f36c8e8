"""Where the head is on a cut-out, without a face detector: neck by the outline, face, eyes and gaze by the drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from storyboard.backends.previs.blob import Face, find_face
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.nets import SeenFace

# What a face scores for its size, at least, that is believed more than the outline.
_SURE_FACE = 0.045


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
        sure: The outline has a neck, or a face with eyes was seen; otherwise the chin is an estimate.
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

    def scaled(self, factor: float) -> HeadLines:
        """The lines on the picture enlarged by `factor`."""
        lines = {name: getattr(self, name) * factor for name in ("top", "chin", "eyes", "centre", "width")}
        return replace(self, **lines)


def find_head(colours: Array, coverage: Array, seen: SeenFace | None = None) -> HeadLines:
    """Measure the head of a standing or half-length figure.

    Going down from the crown, the outline widens to the cheeks, narrows to the neck and widens to the shoulders. Where
    it does not, as hair covers the neck or the head is as wide as the shoulders, the face's own lower end is the chin.

    Args:
        colours: RGB, uint8.
        coverage: 0 to 1.
        seen: The face, where a net has seen it: its eyes and gaze are taken, and the outline's chin only if it is near.
    """
    lines = _by_outline(colours, coverage)
    return lines if seen is None else _corrected(lines, seen, colours, coverage)


def _by_outline(colours: Array, coverage: Array) -> HeadLines:
    solid = coverage > 0.5
    rows = np.flatnonzero(solid.any(1))
    first, last = _crown(solid), int(rows[-1])
    tall = last - first + 1
    columns = np.flatnonzero(solid.any(0))
    wide = int(columns[-1] - columns[0] + 1)
    axis = _head_axis(solid, first, tall, wide)
    widths, centres = _run_widths(solid, first, tall, axis)
    standing = tall > 2.0 * wide
    limit = 0.40 if standing else 0.72
    chin, sure = _neck(widths, tall, standing=standing, limit=limit)
    face = find_face(colours, solid)
    if face is not None and sure and standing and face.eyes - first > 2 * chin:
        face = None  # Far below a neck it is a hand or a pocket.
    # A neck that is seen is only doubted for a face that surely is one: two buttons on a collar may look like eyes.
    fits = sure and face is not None and 0.22 < (face.eyes - first) / chin < 0.86
    if face is not None and not fits and not (sure and face.score < _SURE_FACE * face.width**0.7):
        return _around(face, colours, coverage)
    face = face if fits else None
    if not sure and standing:
        # A cartoon's head may be half of it; what narrows there and is not as round as a head is a waist.
        low, found = _neck(widths, tall, standing=standing, limit=0.52)
        if found and 0.8 < float(widths[:low].max(initial=1)) / low < 1.5:
            chin, sure = low, True
    if not sure:
        chin = max(4, int(0.15 * tall if standing else min(0.42 * tall, 0.6 * wide)))
    head_rows = widths[: max(2, int(chin * 0.8))]
    width = float(np.percentile(head_rows, 90))
    centre = float(np.median(centres[int(chin * 0.2) : max(int(chin * 0.2) + 1, int(chin * 0.75))]))
    top, chin_row = float(first), float(first + chin)
    eyes, looks = _eyes_and_gaze(colours, coverage, top, chin_row, centre, width)
    return HeadLines(top, chin_row, face.eyes if face is not None else eyes, centre, width, looks, sure)


def gaze_of(seen: SeenFace) -> float:
    """Which way a face looks, -1 to 1: how far the nose has left the middle between the eyes."""
    (left, left_row), (right, right_row) = seen.eyes
    along = np.array([right - left, right_row - left_row])
    between = np.array([(left + right) / 2, (left_row + right_row) / 2])
    apart = max(1.0, float(np.hypot(*along)))
    turn = float((np.array(seen.nose) - between) @ along) / apart**2
    return 0.0 if abs(turn) < 0.06 else float(np.clip(turn / 0.28, -1, 1))


def face_of(seen: SeenFace) -> Face:
    """The lines of a face a net has seen."""
    eyes = (seen.eyes[0][1] + seen.eyes[1][1]) / 2
    reach = max(seen.mouth[1] - eyes, 0.2 * seen.height)
    chin = min(eyes + 1.5 * reach, seen.y + seen.height)
    return Face(eyes, max(chin, eyes + 1.2 * reach), seen.centre[0], seen.width, seen.score)


def _corrected(lines: HeadLines, seen: SeenFace, colours: Array, coverage: Array) -> HeadLines:
    face, looks = face_of(seen), gaze_of(seen)
    reach = max(seen.mouth[1] - face.eyes, 0.2 * seen.height)
    near = -0.1 < (lines.chin - seen.mouth[1]) / reach < 0.9 and abs(lines.centre - face.centre) < 0.5 * face.width
    crown = 0.7 < (face.eyes - lines.top) / reach < 3.6
    if lines.sure and near and crown and lines.width < 3 * face.width:
        # A face that hardly turns may still look aside, which the drawing shows better than the net.
        return replace(lines, eyes=face.eyes, looks=looks or float(np.clip(lines.looks, -0.35, 0.35)))
    return replace(_around(face, colours, coverage), looks=looks)


def _around(face: Face, colours: Array, coverage: Array) -> HeadLines:
    """The head of a face that was seen: its crown is where the figure begins above it."""
    solid = coverage > 0.5
    if face.chin >= len(solid):  # The picture ends above it.
        face = replace(face, eyes=min(face.eyes, len(solid) - 4.0), chin=len(solid) - 1.0)
    highest = int(max(0, face.eyes - 3.2 * (face.chin - face.eyes)))
    left, right = int(max(0, face.centre - 0.3 * face.width)), int(face.centre + 0.3 * face.width) + 1
    above = np.flatnonzero(~solid[highest : int(face.eyes), left:right].any(1))
    top = float(highest + above[-1] + 1 if len(above) else highest)
    top = min(top, face.eyes - 1)
    tall = max(2, int(face.chin - top))
    widths, _ = _run_widths(solid, int(top), tall, int(face.centre))
    width = float(np.clip(np.percentile(widths, 90), face.width, 2.4 * face.width))
    _, looks = _eyes_and_gaze(colours, coverage, top, face.chin, face.centre, width)
    return HeadLines(top, face.chin, face.eyes, face.centre, width, looks, sure=True)


def _crown(solid: Array) -> int:
    """First row of what stands on the body's axis: neither a raised hand nor a scrap beside the head is a crown."""
    depth = cv2.distanceTransform(np.pad(solid.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    _, deepest = divmod(int(np.argmax(depth)), solid.shape[1])
    rows = np.flatnonzero(solid.any(1))
    reach = max(1.3 * float(depth.max()), 0.09 * (rows[-1] - rows[0] + 1))
    on_axis = solid[:, int(max(0, deepest - reach)) : int(deepest + reach) + 1]
    return int(np.flatnonzero(on_axis.any(1))[0])


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


def _neck(widths: Array, tall: int, *, standing: bool, limit: float) -> tuple[int, bool]:
    """Rows from crown to chin, and whether a neck was found above `limit`, a share of the height."""
    kernel = max(3, tall // 120) | 1
    smooth = cv2.blur(widths.reshape(-1, 1).astype(np.float32), (1, kernel)).ravel()
    for row in range(int(tall * (0.07 if standing else 0.16)), int(tall * limit)):
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
    return 1, False


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


def on_feet(solid: Array, head: HeadLines) -> bool:
    """The figure ends in feet, however close the picture is trimmed: two, wider than the shins, or narrow and round.

    What is cut off goes on as wide as it was.
    """
    rows = np.flatnonzero(solid.any(1))
    tall = len(rows)
    across = solid.sum(1)[rows[0] : rows[-1] + 1].astype(float)
    foot = across[int(0.95 * tall) : max(int(0.95 * tall) + 1, tall - max(1, tall // 200))]
    line = np.diff(np.concatenate([[0], solid[rows[0] + int(0.9 * tall)].astype(int), [0]]))
    legs = int((line > 0).sum())
    shin = float(across[int(0.88 * tall) : int(0.92 * tall) + 1].min())
    wider = float(foot.max()) > 1.12 * shin
    rounds_off = float(across[-2:].mean()) < 0.72 * float(foot.max())
    return bool(foot.max() < 1.25 * head.width and (wider or rounds_off) and (legs == 2 or rounds_off))
