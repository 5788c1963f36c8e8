"""Cutting a figure out of a plain background: a flood from the border, in small steps."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.outline import largest_part

# So many pixels of a column are no speck.
_A_SHOE = 4


def flood_from_border(colours: Array) -> tuple[Array, bool] | None:
    """Coverage when the border is a plain colour (or a gentle gradient), and whether it is perfectly plain; else None.

    The flood goes in small local steps, so a gradient is followed but an outline stops it.
    """
    height, width = colours.shape[:2]
    if min(height, width) < 8:  # It is all border.
        return None
    smooth = cv2.medianBlur(colours, 5)
    inset, stride = max(2, min(height, width) // 100), max(2, min(height, width) // 80)
    seeds = [(x, inset) for x in range(inset, width - inset, stride)]
    seeds += [(side, y) for side in (inset, width - 1 - inset) for y in range(inset, height - inset, stride)]
    lab = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB).astype(np.float32)
    corners = np.array([lab[inset, inset], lab[inset, width - 1 - inset]])
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    reached = 0
    for x, y in seeds:
        if flooded[y + 1, x + 1]:
            reached += 1
        elif np.linalg.norm(corners - lab[y, x], axis=1).min() < 26:
            flags = 4 | (1 << 8) | cv2.FLOODFILL_MASK_ONLY
            cv2.floodFill(smooth, flooded, (x, y), (0, 0, 0), (3, 3, 3), (3, 3, 3), flags)
            reached += 1
    background = flooded[1:-1, 1:-1] > 0
    # The lower corners may belong to a bust that fills the picture's width.
    grey = cv2.cvtColor(smooth, cv2.COLOR_RGB2GRAY)
    steps = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    upper = [(x, y) for x, y in seeds if y < 0.6 * height]
    rough = float(np.mean([steps[y, x] for x, y in upper]))
    even = rough < 3 and float(np.mean([background[y, x] for x, y in upper])) > 0.97
    if rough > 9 or reached / len(seeds) < 0.72 or not 0.08 < background.mean() < 0.985:
        return None
    figure = cv2.morphologyEx((~background).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    figure = largest_part(figure)
    figure = _open_pockets(figure, lab, background)
    figure = _drop_floor_shadow(figure, lab, background)
    if figure.mean() < 0.01:
        return None
    figure = cv2.erode(figure, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(figure.astype(np.float32), (0, 0), 0.9)), even


def _open_pockets(figure: Array, lab: Array, background: Array) -> Array:
    """Background seen between arm and body: enclosed, flat, and of exactly the background's colour.

    Only large pockets in the lower two thirds are opened; smaller ones may be eyes, teeth or a shirt.
    """
    colour = np.median(lab[background], axis=0)
    same = ((np.linalg.norm(lab - colour, axis=2) < 4) & (figure > 0)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(same, connectivity=4)
    rows = np.flatnonzero(figure.any(1))
    if not len(rows):
        return figure
    top, area = rows[0] + 0.3 * (rows[-1] - rows[0]), float(figure.sum())
    opened = figure.copy()
    for index in range(1, count):
        size, first_row = stats[index, cv2.CC_STAT_AREA], stats[index, cv2.CC_STAT_TOP]
        if 0.004 * area < size < 0.12 * area and first_row > top:
            pocket = (labels == index).astype(np.uint8)
            opened[cv2.dilate(pocket, np.ones((3, 3), np.uint8)) > 0] = 0
    return opened


def _drop_floor_shadow(figure: Array, lab: Array, background: Array) -> Array:
    """A soft shadow under the feet has the background's hue and is only a little darker: it is not the figure."""
    rows = np.flatnonzero(figure.any(1))
    if not len(rows):
        return figure
    start = int(rows[0] + 0.86 * (rows[-1] - rows[0]))
    colour = np.median(lab[background], axis=0)
    hue = np.linalg.norm(lab[start:, :, 1:] - colour[1:], axis=2)
    darker = colour[0] - lab[start:, :, 0]
    shadow = (hue < 9) & (darker > 2) & (darker < 90)
    # Above a shoe it is a grey or cream trouser leg: a shadow has nothing of the figure under it.
    solid = ((figure[start:] > 0) & ~shadow)[::-1].astype(np.int32)
    shadow &= np.cumsum(solid, axis=0)[::-1] < _A_SHOE
    cleaned = figure.copy()
    cleaned[start:][shadow] = 0
    opened = cv2.morphologyEx(cleaned, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    cleaned[start:] = opened[start:]
    kept = largest_part(cleaned)
    # Grey boots on grey ground would vanish too; then the shadow is the lesser evil.
    return kept if kept[start:].sum() > 0.35 * figure[start:].sum() else figure
