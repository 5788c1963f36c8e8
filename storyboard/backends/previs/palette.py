"""The colours a figure is dressed in, sampled where clothes are on a standing body."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.colour import Array, distance, luminance
from storyboard.backends.previs.face import HeadLines

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Palette:
    """Costume colours, red first, 0 to 255.

    `forearm` differs from `sleeve` when arms are bare; `hem` is how far a coat or skirt covers the thighs (0 to 1.2),
    `boot` how far footwear covers the shins (0 to 1).
    """

    skin: Triple
    hair: Triple
    top: Triple
    sleeve: Triple
    forearm: Triple
    leg: Triple
    shoe: Triple
    hem: float
    boot: float = 0.0


def read_palette(colours: Array, coverage: Array, head: HeadLines, *, full: bool) -> Palette:
    """Sample the costume of a figure seen from the front.

    Args:
        colours: RGB of the picture.
        coverage: 0 to 1.
        head: Where the head is.
        full: The feet are in the picture.
    """
    height = head.height
    solid = coverage > 0.6
    bottom = int(np.flatnonzero(solid.any(1))[-1])
    tall = bottom - head.top

    def box(x0: float, x1: float, y0: float, y1: float) -> Triple | None:
        return _commonest(colours, solid, x0, x1, y0, y1)

    middle = head.centre
    skin = box(
        middle - 0.3 * head.width, middle + 0.3 * head.width, head.eyes - 0.02 * height, head.eyes + 0.22 * height
    )
    skin = skin or (205.0, 165.0, 140.0)
    hair = box(
        middle - 0.35 * head.width, middle + 0.35 * head.width, head.top + 0.03 * height, head.top + 0.2 * height
    )
    hair = hair or (70.0, 55.0, 45.0)
    chest = head.chin + 0.45 * height
    top = box(middle - 0.45 * height, middle + 0.45 * height, chest, head.chin + 1.1 * height) or (130.0, 130.0, 140.0)
    darker = _scaled(top, 0.62)
    if not full:
        return Palette(skin, hair, top, top, top, darker, _scaled(darker, 0.5), 0.0)
    leg = box(middle - 0.5 * height, middle + 0.5 * height, head.top + 0.76 * tall, head.top + 0.86 * tall) or darker
    shoe = box(middle - 0.9 * height, middle + 0.9 * height, head.top + 0.945 * tall, float(bottom)) or _scaled(
        leg, 0.5
    )
    sleeve = _outer(colours, solid, head.top + 0.34 * tall, head.top + 0.40 * tall) or top
    forearm = _outer(colours, solid, head.top + 0.42 * tall, head.top + 0.47 * tall) or sleeve
    if distance(forearm, skin) > 60:
        forearm = sleeve
    hem = _hem(colours, solid, head, tall, top, leg)
    boot = _boot(colours, solid, head, tall, leg, shoe)
    return Palette(skin, hair, top, sleeve, forearm, leg, shoe, hem, boot)


def _commonest(colours: Array, solid: Array, x0: float, x1: float, y0: float, y1: float) -> Triple | None:
    """The colour most pixels of a box have; ink only counts where there is nothing else."""
    rows = slice(max(0, int(y0)), max(0, int(y1)) + 1)
    columns = slice(max(0, int(x0)), max(0, int(x1)) + 1)
    inside = colours[rows, columns][solid[rows, columns]].astype(np.float32)
    if len(inside) < 12:
        return None
    light = inside @ np.array([0.299, 0.587, 0.114], np.float32)
    # Outlines are the darkest few per cent; black clothes are everything.
    fill = inside[light > 48] if (light > 48).mean() > 0.45 else inside
    keys = (fill // 20).astype(np.int64) @ np.array([196, 14, 1])
    values, counts = np.unique(keys, return_counts=True)
    best = np.median(fill[keys == values[np.argmax(counts)]], axis=0)
    return float(best[0]), float(best[1]), float(best[2])


def _outer(colours: Array, solid: Array, y0: float, y1: float) -> Triple | None:
    """The commonest colour near the left edge of the outline: an arm that hangs."""
    samples = []
    for row in range(max(0, int(y0)), min(len(solid), int(y1) + 1)):
        columns = np.flatnonzero(solid[row])
        if len(columns) > 20:
            reach = max(4, int(0.09 * (columns[-1] - columns[0])))
            samples.append(colours[row, columns[0] + reach // 3 : columns[0] + reach])
    if not samples:
        return None
    strip = np.vstack(samples)[None]
    return _commonest(strip, np.ones(strip.shape[:2], bool), 0, strip.shape[1], 0, 1)


def _hem(colours: Array, solid: Array, head: HeadLines, tall: float, top: Triple, leg: Triple) -> float:
    """How far down the thighs the upper garment's colour goes, as a share of hip to knee."""
    if distance(top, leg) < 40:
        return 0.0
    hip, knee = head.top + 0.56 * tall, head.top + 0.755 * tall
    hem = 0.0
    for share in np.linspace(0.0, 1.2, 25):
        row = hip + (knee - hip) * share
        found = _commonest(
            colours, solid, head.centre - 0.28 * head.height, head.centre + 0.28 * head.height, row - 2, row + 3
        )
        if found is None or distance(found, top) > distance(found, leg):
            break
        hem = float(share)
    return hem if hem > 0.12 else 0.0


def _boot(colours: Array, solid: Array, head: HeadLines, tall: float, leg: Triple, shoe: Triple) -> float:
    """How far up the shins the footwear's colour goes, as a share of ankle to knee."""
    if distance(leg, shoe) < 36:
        return 0.0
    ankle, knee, boot = head.top + 0.955 * tall, head.top + 0.755 * tall, 0.0
    for share in np.linspace(0.1, 1.0, 19):
        row = ankle + (knee - ankle) * share
        reach = 0.6 * head.height
        found = _commonest(colours, solid, head.centre - reach, head.centre + reach, row - 2, row + 3)
        if found is None or distance(found, shoe) > distance(found, leg):
            break
        boot = float(share)
    return boot


def _scaled(colour: Triple, factor: float) -> Triple:
    return colour[0] * factor, colour[1] * factor, colour[2] * factor


def marker(colour: Triple) -> Triple:
    """The colour as a marker would lay it: shadows lifted, a little less loud."""
    light = luminance(colour)
    soft = [light + (channel - light) * 0.9 for channel in colour]
    lifted = [255 * (max(0.0, min(255.0, channel)) / 255) ** 0.92 for channel in soft]
    return lifted[0], lifted[1], lifted[2]
