"""Cutting the figure out of its reference: its own transparency, a flood from a plain border, or a guess."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.media import open_picture

if TYPE_CHECKING:
    from PIL import Image

WORK_SIDE = 1600
_CURE = "give a picture of the whole figure on one plain colour or on transparency"


@dataclass(frozen=True)
class Cutout:
    """A figure and its coverage.

    Attributes:
        colours: RGB, uint8, (height, width, 3); the old background is still there where coverage is 0.
        coverage: 0 to 1, float32, (height, width).
        method: How it was found.
        doubtful: Why a person should look at it; empty when it is sure.
    """

    colours: Array
    coverage: Array
    method: Literal["transparency", "plain background", "guess", "whole picture"]
    doubtful: str = ""


def cutout(path: Path) -> Image.Image:
    """The figure of a reference picture on transparency, in the picture's own size (at most 1600 pixels a side).

    Whether it can be trusted is `read_kit(path).doubtful`.

    Raises:
        PictureError: The picture cannot be read.
    """
    from PIL import Image

    cut = cut_out(load_reference(path))
    alpha = (cut.coverage * 255).astype(np.uint8)
    return Image.fromarray(np.dstack([cut.colours, alpha]))


def load_reference(path: Path) -> Array:
    """A reference as RGB or RGBA pixels, at most 1600 a side."""
    picture = open_picture(path, keep_alpha=True)
    scale = WORK_SIDE / max(picture.size)
    if scale < 1:
        picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    return np.ascontiguousarray(np.asarray(picture))


def cut_out(picture: Array) -> Cutout:
    """Find the figure in RGB or RGBA pixels."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4 and (picture[..., 3] < 128).mean() > 0.03:
        coverage = picture[..., 3].astype(np.float32) / 255
        if (coverage > 0.5).mean() > 0.005:
            return Cutout(colours, coverage, "transparency")
    plain = _flood_from_border(colours)
    if plain is not None:
        coverage, even = plain
        doubt = _judge(coverage) or (
            "" if even else f"The background is not quite plain; look at the cut-out, or {_CURE}"
        )
        return Cutout(colours, coverage, "plain background", doubt)
    guess = _grab(colours)
    if guess is not None:
        return Cutout(colours, guess, "guess", f"The background is not plain, so the cut-out is a guess: {_CURE}")
    whole = np.ones(colours.shape[:2], np.float32)
    return Cutout(colours, whole, "whole picture", f"No figure was found; the whole picture is used as a card: {_CURE}")


def _flood_from_border(colours: Array) -> tuple[Array, bool] | None:
    """Coverage when the border is a plain colour (or a gentle gradient), and whether it is perfectly plain; else None.

    The flood goes in small local steps, so a gradient is followed but an outline stops it.
    """
    height, width = colours.shape[:2]
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
    figure = _largest_part(figure)
    figure = _open_pockets(figure, lab, background)
    figure = _drop_floor_shadow(figure, lab, background)
    if figure.mean() < 0.01:
        return None
    figure = cv2.erode(figure, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(figure.astype(np.float32), (0, 0), 0.9)), even


def _largest_part(figure: Array) -> Array:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(figure, connectivity=8)
    if count <= 2:
        return figure
    areas = stats[1:, cv2.CC_STAT_AREA]
    keep = [index + 1 for index, area in enumerate(areas) if area > 0.12 * areas.max()]
    return np.isin(labels, keep).astype(np.uint8)


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
    cleaned = figure.copy()
    cleaned[start:][shadow] = 0
    opened = cv2.morphologyEx(cleaned, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    cleaned[start:] = opened[start:]
    kept = _largest_part(cleaned)
    # Grey boots on grey ground would vanish too; then the shadow is the lesser evil.
    return kept if kept[start:].sum() > 0.35 * figure[start:].sum() else figure


def _judge(coverage: Array) -> str:
    solid = coverage > 0.5
    if solid.mean() > 0.9:
        return f"Almost the whole picture was taken for the figure: {_CURE}"
    if solid.mean() < 0.025:
        return f"The figure is very small in its picture: {_CURE}"
    return ""


def _grab(colours: Array) -> Array | None:
    """Last resort on a busy background: GrabCut from a head-and-shoulders template."""
    height, width = colours.shape[:2]
    scale = min(1.0, 360 / max(height, width))
    small = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    if min(rows, columns) < 24 or small.std() < 3:  # Nothing is there to be found.
        return None
    marks = np.full((rows, columns), cv2.GC_BGD, np.uint8)
    middle = columns // 2
    tall = rows > 1.2 * columns
    body = 0.30 * columns if tall else 0.42 * columns
    cv2.rectangle(marks, (int(middle - body), int(rows * 0.03)), (int(middle + body), rows), int(cv2.GC_PR_BGD), -1)
    cv2.ellipse(
        marks, (middle, int(rows * 0.55)), (int(body * 0.75), int(rows * 0.5)), 0, 0, 360, int(cv2.GC_PR_FGD), -1
    )
    cv2.ellipse(marks, (middle, int(rows * 0.45)), (int(body * 0.22), int(rows * 0.24)), 0, 0, 360, int(cv2.GC_FGD), -1)
    cv2.setRNGSeed(7)
    blank = np.zeros((1, 65))
    cv2.grabCut(
        np.ascontiguousarray(small[..., ::-1]), marks, (0, 0, 1, 1), blank, blank.copy(), 4, cv2.GC_INIT_WITH_MASK
    )
    found = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.uint8)
    if not 0.04 < found.mean() < 0.92:
        return None
    found = _largest_part(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    big = cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.GaussianBlur((big > 0.5).astype(np.float32), (0, 0), 1.5))
