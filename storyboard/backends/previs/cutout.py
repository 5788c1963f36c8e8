"""Cutting the figure out of its reference: its own transparency, a flood from a plain border, or a guess."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

from storyboard.backends.previs.blob import Face, find_face
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.reference import load_reference

if TYPE_CHECKING:
    from PIL import Image

# Tones of one channel (of 255) within which a colour counts as the same, and how much of a picture may differ.
_ONE_COLOUR, _SPECK = 12, 0.02
# What has fewer colours (at four bits a channel) is looked at in a picture of this side.
_FEW, _FEW_SIDE = 12, 120
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


def cutout(path: Path, mask: Path | None = None) -> Image.Image:
    """The figure of a reference picture on transparency, in the picture's own size (at most 1600 pixels a side).

    `mask`, if given, says where the figure is: white there and black around.

    Whether it can be trusted is `read_kit(path).doubtful`.

    Raises:
        PictureError: The picture cannot be read.
    """
    from PIL import Image

    cut = cut_out(load_reference(path, mask))
    alpha = (cut.coverage * 255).astype(np.uint8)
    return Image.fromarray(np.dstack([cut.colours, alpha]))


def cut_out(picture: Array) -> Cutout:
    """Find the figure in RGB or RGBA pixels."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4 and (picture[..., 3] < 128).mean() > 0.03:
        coverage = picture[..., 3].astype(np.float32) / 255
        if (coverage > 0.5).mean() > 0.005:
            return Cutout(colours, coverage, "transparency")
    plain = _flood_from_border(colours)
    if plain is not None and plain[1] and not spills(plain[0]):
        return Cutout(colours, plain[0], "plain background", _judge(plain[0]))
    guess = _grab(colours, None if plain is None else plain[0] < 0.5)
    flooded = None if plain is None else main_body(plain[0])
    if flooded is not None and not spills(flooded):
        # The flood knows the edge, the colours know what is no part of the figure: both must agree.
        both = flooded if guess is None else main_body(np.minimum(flooded, guess))
        coverage = both if (both > 0.5).sum() > 0.6 * (flooded > 0.5).sum() else flooded
        doubt = f"The background is not quite plain; look at the cut-out, or {_CURE}"
        return Cutout(colours, coverage, "plain background", _judge(coverage) or doubt)
    if guess is not None:
        return Cutout(colours, guess, "guess", f"The background is not plain, so the cut-out is a guess: {_CURE}")
    whole = np.ones(colours.shape[:2], np.float32)
    return Cutout(colours, whole, "whole picture", f"No figure was found; the whole picture is used as a card: {_CURE}")


def cut_out_thing(picture: Array) -> Cutout:
    """Find a thing, such as a product, in RGB or RGBA pixels: it may have any outline, and no face to look for."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4 and (picture[..., 3] < 128).any():
        coverage = picture[..., 3].astype(np.float32) / 255
        if (coverage > 0.5).mean() > 0.005:
            return Cutout(colours, coverage, "transparency")
    cure = "give a picture of the whole thing on one plain colour or on transparency"
    plain = _flood_from_border(colours)
    if plain is None:
        whole = np.ones(colours.shape[:2], np.float32)
        doubt = f"It could not be told from its background, so the whole picture is used as a card: {cure}"
        return Cutout(colours, whole, "whole picture", doubt)
    doubt = "" if plain[1] else f"The background is not quite plain; look at the cut-out, or {cure}"
    return Cutout(colours, plain[0], "plain background", doubt)


def _flood_from_border(colours: Array) -> tuple[Array, bool] | None:
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


def main_body(coverage: Array) -> Array:
    """Coverage without the scraps of background that hang on the figure by thin threads, or lie beside it.

    What is thinner than a wrist is opened away; the parts that are left stay if they are the body or stand on its axis
    (a head may have come off at the neck), and get back their own edge.
    """
    solid = _filled((coverage > 0.5).astype(np.uint8))
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
    return np.asarray(np.maximum(coverage, solid) * _largest_part(mine.astype(np.uint8)))


def _filled(figure: Array) -> Array:
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
    return bool(box[:deep, :far].mean() > 0.6 and box[:deep, -far:].mean() > 0.6)


def _grab(colours: Array, background: Array | None) -> Array | None:
    """Last resort on a busy background: GrabCut from the face that is seen, or from a template.

    `background` is what the flood from the border reached, if that went well.
    """
    height, width = colours.shape[:2]
    scale = min(1.0, 360 / max(height, width))
    small = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    if max(rows, columns) > _FEW_SIDE and _few_colours(small):
        small = cv2.resize(small, None, fx=_FEW_SIDE / 360, fy=_FEW_SIDE / 360, interpolation=cv2.INTER_AREA)
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
    found = _largest_part(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    found = main_body(_filled(found).astype(np.float32))
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


def middle_face(colours: Array) -> Face | None:
    """A face in the middle of a picture whose figure is not known."""
    rows, columns = colours.shape[:2]
    solid = np.zeros((rows, columns), bool)
    solid[:, int(0.15 * columns) : int(0.85 * columns) + 1] = True
    face = find_face(colours, solid)
    return face if face is not None and face.width < 0.7 * min(rows, columns) else None


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
