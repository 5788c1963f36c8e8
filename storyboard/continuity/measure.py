"""Pixels to numbers: difference hash, light, bars, palettes, and the colours people wear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from storyboard.backends import cutout
from storyboard.continuity.picture import AB_CELLS, AB_WIDTH, LIGHT_CELLS, Colour, Picture
from storyboard.media import open_picture
from storyboard.model import Landmarks

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

    Pixels = NDArray[np.uint8]
    Numbers = NDArray[np.float32]

_THUMB = (48, 27)
_WORK = (256, 144)
_FLAT = 6  # Levels within which a row of a bar may vary.
_THICKEST = 0.3
_THINNEST = 0.012
_MAIN = 0.07  # A colour with a smaller share is no main colour.
_TORSO = (0.2, 0.5)  # Where a standing figure wears its coat, from its top down.
_BUST_BELOW = 0.45  # Where a head-and-shoulders picture shows clothes.
_SMALLEST = 10


def measure(path: Path, shot: str, landmarks: Landmarks, *, name: str, sha256: str, changed: bool = False) -> Picture:
    """Measure one frame.

    Args:
        path: The picture.
        shot: Id of its shot.
        landmarks: Where the heads are, as far as its artist said so.
        name: What findings call the file.
        sha256: Hash of its bytes.
        changed: The receipt remembers other bytes.

    Raises:
        PictureError: It cannot be read.
    """
    picture = open_picture(path)
    small = np.asarray(picture.resize(_WORK))
    lab = to_lab(small)
    low, high = np.percentile(lab[..., 0], (1, 99))
    return Picture(
        shot=shot,
        path=name,
        sha256=sha256,
        changed=changed,
        width=picture.width,
        height=picture.height,
        dhash=difference_hash(picture),
        thumb=picture.resize(_THUMB).tobytes(),
        light=float(lab[..., 0].mean()),
        spread=float(high - low),
        bars=find_bars(np.asarray(picture)),
        histogram=_histogram(lab),
        lower=_histogram(lab[round(0.45 * len(lab)) :]),
        colours=main_colours(small.reshape(-1, 3)),
        worn=_worn(picture, landmarks),
    )


def difference_hash(picture: Image.Image) -> int:
    """64 bits, each set where a cell of the picture at 9 by 8 is lighter than its right neighbour."""
    grey = np.asarray(picture.convert("L").resize((9, 8)), dtype=np.int16)
    bits = (grey[:, :-1] > grey[:, 1:]).ravel()
    return sum(1 << index for index, bit in enumerate(bits) if bit)


def to_lab(pixels: Pixels) -> Numbers:
    """RGB pixels of shape (height, width, 3) as CIELAB."""
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), dtype=np.float32)


def find_bars(pixels: Pixels) -> dict[str, int]:
    """Black or white bars at two opposite edges, or a border of one colour all round; their thickness in pixels."""
    height, width = pixels.shape[:2]
    top, bottom = _flat_rows(pixels), _flat_rows(pixels[::-1])
    across = pixels.transpose(1, 0, 2)
    left, right = _flat_rows(across), _flat_rows(across[::-1])
    edges = {"top": top, "bottom": bottom, "left": left, "right": right}
    colours = [pixels[0].mean(axis=0), pixels[-1].mean(axis=0), pixels[:, 0].mean(axis=0), pixels[:, -1].mean(axis=0)]
    if all(2 <= thickness <= _THICKEST * min(height, width) for thickness in edges.values()) and _alike(colours):
        return edges
    bars: dict[str, int] = {}
    for first, second, side, ends in (("top", "bottom", height, colours[:2]), ("left", "right", width, colours[2:])):
        thick = all(_THINNEST * side <= edges[name] <= _THICKEST * side for name in (first, second))
        extreme = all(colour.max() <= 14 or colour.min() >= 242 for colour in ends)
        if thick and extreme and _alike(ends) and abs(edges[first] - edges[second]) <= max(3, 0.25 * edges[first]):
            bars |= {first: edges[first], second: edges[second]}
    return bars


def _alike(colours: list[NDArray[np.float64]]) -> bool:
    return bool(np.ptp(np.stack(colours), axis=0).max() <= _FLAT + 2)


def _flat_rows(pixels: Pixels) -> int:
    """How many rows from the first have one colour, all the same one, and end at a clear edge; else 0."""
    if np.ptp(pixels[0], axis=0).max() > 2 * _FLAT:
        return 0
    first = pixels[0].astype(np.int16).mean(axis=0)
    limit = int(len(pixels) * _THICKEST) + 2
    block = pixels[:limit].astype(np.int16)
    flat = (np.abs(block - first).max(axis=(1, 2)) <= _FLAT).tolist()
    count = flat.index(False) if False in flat else 0
    if not count:
        return 0
    # A sky grows lighter row by row; a bar ends at once, along most of its edge.
    inside = block[min(count + 1, limit - 1)]
    stands_out = (np.abs(inside - first).max(axis=1) > 2 * _FLAT).mean()
    return count if stands_out > 0.35 else 0


def _histogram(lab: Numbers) -> tuple[float, ...]:
    light = np.clip(lab[..., 0] / (100.0001 / LIGHT_CELLS), 0, LIGHT_CELLS - 1).astype(int)
    middle = AB_CELLS // 2
    red = np.clip(np.rint(lab[..., 1] / AB_WIDTH) + middle, 0, AB_CELLS - 1).astype(int)
    yellow = np.clip(np.rint(lab[..., 2] / AB_WIDTH) + middle, 0, AB_CELLS - 1).astype(int)
    cells = np.zeros((LIGHT_CELLS, AB_CELLS, AB_CELLS))
    np.add.at(cells, (light, red, yellow), 1)
    for axis in range(3):
        # Neighbouring cells are nearly the same colour.
        padded = np.concatenate(
            [np.zeros_like(cells.take([0], axis)), cells, np.zeros_like(cells.take([0], axis))], axis
        )
        size = cells.shape[axis]
        cells = (
            padded.take(range(size), axis)
            + 2 * padded.take(range(1, size + 1), axis)
            + padded.take(range(2, size + 2), axis)
        ) / 4
    return tuple(np.round(cells.ravel() / cells.sum(), 5).tolist())


def main_colours(pixels: Pixels, *, most: int = 6) -> tuple[Colour, ...]:
    """The main colours of pixels of shape (count, 3), the largest share first."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(pixels.reshape(1, -1, 3))).quantize(
        most, method=Image.Quantize.MEDIANCUT, kmeans=2
    )
    palette = np.asarray(image.getpalette() or [0, 0, 0], dtype=np.uint8).reshape(-1, 3)
    shares = np.bincount(np.asarray(image).ravel(), minlength=len(palette))[: len(palette)] / len(pixels)
    lab = to_lab(palette.reshape(1, -1, 3))[0]
    found = [
        Colour(
            lightness=round(float(lab[index][0]), 1),
            a=round(float(lab[index][1]), 1),
            b=round(float(lab[index][2]), 1),
            share=round(float(shares[index]), 3),
        )
        for index in range(len(palette))
        if shares[index] >= _MAIN
    ]
    return tuple(sorted(found, key=lambda colour: -colour.share))


def _worn(picture: Image.Image, landmarks: Landmarks) -> dict[str, tuple[Colour, ...]]:
    """The colours below every marked head: about chest and belly, narrow enough to miss who stands beside."""
    pixels = np.asarray(picture)
    height, width = pixels.shape[:2]
    found: dict[str, tuple[Colour, ...]] = {}
    for head in landmarks.heads:
        tall = head.height * height
        middle = head.centre[0] * width
        top = (head.y + 1.15 * head.height) * height
        left, right = (int(min(max(middle + offset * tall, 0), width)) for offset in (-0.45, 0.45))
        begin, end = (int(min(max(edge, 0), height)) for edge in (top, top + 1.2 * tall))
        if right - left >= _SMALLEST and end - begin >= _SMALLEST:
            found[head.character] = main_colours(pixels[begin:end, left:right].reshape(-1, 3))
    return found


def worn_in_reference(path: Path) -> tuple[Colour, ...]:
    """The main colours of the clothes in a reference picture, without its background.

    Raises:
        PictureError: It cannot be read.
    """
    cut = np.asarray(cutout(path))
    inside = cut[..., 3] > 128
    rows, columns = np.nonzero(inside.any(axis=1))[0], np.nonzero(inside.any(axis=0))[0]
    if not len(rows):
        return ()
    top, tall = int(rows[0]), int(rows[-1] - rows[0] + 1)
    standing = tall > 1.7 * (columns[-1] - columns[0] + 1)
    begin, end = _TORSO if standing else (_BUST_BELOW, 1.0)
    band = np.zeros_like(inside)
    band[top + int(begin * tall) : top + int(end * tall)] = True
    pixels = cut[..., :3][inside & band]
    return main_colours(pixels) if len(pixels) >= _SMALLEST**2 else ()
