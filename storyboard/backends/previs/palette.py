"""The colours a figure is dressed in, sampled where clothes are on a standing body."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from storyboard.backends.previs.colour import Array, distance, luminance
from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.nets import SeenPose

Triple = tuple[float, float, float]
# How well a joint must be seen for its colours to be taken.
_SEEN = 0.6


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


def read_palette(
    colours: Array, coverage: Array, head: HeadLines, *, full: bool, pose: SeenPose | None = None
) -> Palette:
    """Sample the costume of a figure seen from the front.

    Args:
        colours: RGB of the picture.
        coverage: 0 to 1.
        head: Where the head is.
        full: The feet are in the picture.
        pose: Its joints, where they were seen: then arms, legs and shoes are sampled along their bones.
    """
    palette = _by_outline(colours, coverage, head, full=full)
    return palette if pose is None else _by_bones(palette, colours, coverage > 0.6, head, pose, full=full)


def _by_outline(colours: Array, coverage: Array, head: HeadLines, *, full: bool) -> Palette:
    height = head.height
    solid = coverage > 0.6
    bottom = int(np.flatnonzero(solid.any(1))[-1])
    tall = bottom - head.top

    def box(x0: float, x1: float, y0: float, y1: float) -> Triple | None:
        return commonest(colours, solid, x0, x1, y0, y1)

    middle = head.centre
    skin = box(
        middle - 0.3 * head.width, middle + 0.3 * head.width, head.eyes - 0.02 * height, head.eyes + 0.22 * height
    )
    skin = skin or (205.0, 165.0, 140.0)
    hair = box(
        middle - 0.35 * head.width, middle + 0.35 * head.width, head.top + 0.03 * height, head.top + 0.2 * height
    )
    hair = hair or (70.0, 55.0, 45.0)
    chest = head.chin + (0.45 if full else 0.2) * height
    reach, deep = (0.45, 1.1) if full else (1.2, 2.2)
    # A neckline shows skin; the garment is what is around it.
    top = commonest(
        colours, solid, middle - reach * height, middle + reach * height, chest, head.chin + deep * height, but=skin
    ) or (130.0, 130.0, 140.0)
    darker = darker_neutral(top)
    if not full:
        # Below the hips of a picture that ends at the knees there are trousers.
        low = head.chin + 3.3 * height
        leg = box(middle - 0.4 * height, middle + 0.4 * height, low, float(bottom)) if bottom > low + 9 else None
        leg = leg or darker
        return Palette(skin, hair, top, top, top, leg, _scaled(leg, 0.5), 0.0)

    def down(share: float) -> float:
        # Shares of the body without its head, so that they hold for a child of two heads as well.
        return head.chin + share * (bottom - head.chin)

    leg = box(middle - 0.5 * height, middle + 0.5 * height, down(0.72), down(0.84)) or darker
    shoe = box(middle - 0.9 * height, middle + 0.9 * height, head.top + 0.945 * tall, float(bottom)) or _scaled(
        leg, 0.5
    )
    sleeve = _outer(colours, solid, down(0.23), down(0.30)) or top
    forearm = _outer(colours, solid, down(0.33), down(0.385)) or sleeve
    if distance(forearm, skin) > 60:
        forearm = sleeve
    hem = _hem(colours, solid, head, tall, top, leg)
    boot = _boot(colours, solid, head, tall, leg, shoe)
    return Palette(skin, hair, top, sleeve, forearm, leg, shoe, hem, boot)


def _by_bones(
    palette: Palette, colours: Array, solid: Array, head: HeadLines, pose: SeenPose, *, full: bool
) -> Palette:
    radius = 0.09 * head.height

    def along(start: str, end: str, first: float, last: float) -> Triple | None:
        samples = []
        for side in ("left", "right"):
            ends = f"{side} {start}", f"{side} {end}"
            if min(pose.seen[joint] for joint in ends) < _SEEN:
                continue
            a, b = (np.array(pose.points[joint]) for joint in ends)
            for share in np.linspace(first, last, 7):
                x, y = a + (b - a) * share
                box = (
                    slice(int(max(0, y - radius)), int(max(0, y + radius)) + 1),
                    slice(int(max(0, x - radius)), int(max(0, x + radius)) + 1),
                )
                samples.append(colours[box][solid[box]])
        strip = np.vstack(samples)[None] if samples else np.empty((1, 0, 3), np.uint8)
        return commonest(strip, np.ones(strip.shape[:2], bool), 0, strip.shape[1], 0, 1) if strip.size else None

    sleeve = along("shoulder", "elbow", 0.25, 0.9) or palette.sleeve
    forearm = along("elbow", "wrist", 0.25, 0.85) or palette.forearm
    # Bare or not; what lies in front of a forearm is no sleeve.
    if distance(forearm, palette.skin) > 60:
        forearm = sleeve
    if not full:
        return replace(palette, sleeve=sleeve, forearm=forearm)
    bone = ("knee", "ankle") if palette.hem > 0.6 else ("hip", "knee")
    first, last = (0.05, 0.5) if palette.hem > 0.6 else (max(0.45, palette.hem + 0.1), 0.95)
    leg = along(*bone, first, last) or palette.leg
    shoe = along("ankle", "toe", 0.35, 0.9) or palette.shoe
    return replace(palette, sleeve=sleeve, forearm=forearm, leg=leg, shoe=shoe)


def commonest(
    colours: Array, solid: Array, x0: float, x1: float, y0: float, y1: float, *, but: Triple | None = None
) -> Triple | None:
    """The colour most pixels of a box have; ink, or `but`, only counts where there is nothing else."""
    rows = slice(max(0, int(y0)), max(0, int(y1)) + 1)
    columns = slice(max(0, int(x0)), max(0, int(x1)) + 1)
    inside = colours[rows, columns][solid[rows, columns]].astype(np.float32)
    if len(inside) < 12:
        return None
    if but is not None:
        other = np.linalg.norm(inside - np.asarray(but, np.float32), axis=1) > 42
        inside = inside[other] if other.mean() > 0.2 else inside
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
    return commonest(strip, np.ones(strip.shape[:2], bool), 0, strip.shape[1], 0, 1)


def _hem(colours: Array, solid: Array, head: HeadLines, tall: float, top: Triple, leg: Triple) -> float:
    """How far down the thighs the upper garment's colour goes, as a share of hip to knee."""
    if distance(top, leg) < 40:
        return 0.0
    hip, knee = head.top + 0.56 * tall, head.top + 0.755 * tall
    hem = 0.0
    for share in np.linspace(0.0, 1.2, 25):
        row = hip + (knee - hip) * share
        found = commonest(
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
        found = commonest(colours, solid, head.centre - reach, head.centre + reach, row - 2, row + 3)
        if found is None or distance(found, shoe) > distance(found, leg):
            break
        boot = float(share)
    return boot


def darker_neutral(colour: Triple) -> Triple:
    """Trousers nobody has seen: dark, with a hint of the garment's hue."""
    light = 0.42 * luminance(colour) + 18
    hint = [light + 0.14 * (channel - luminance(colour)) for channel in colour]
    return hint[0], hint[1], hint[2]


def _scaled(colour: Triple, factor: float) -> Triple:
    return colour[0] * factor, colour[1] * factor, colour[2] * factor


def marker(colour: Triple) -> Triple:
    """The colour as a marker would lay it: shadows lifted, a little less loud."""
    light = luminance(colour)
    soft = [light + (channel - light) * 0.9 for channel in colour]
    lifted = [255 * (max(0.0, min(255.0, channel)) / 255) ** 0.92 for channel in soft]
    return lifted[0], lifted[1], lifted[2]
