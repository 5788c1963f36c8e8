"""The chest of a reference, as a texture for the body that is drawn in other poses."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.palette import Palette

_SIZE = (256, 320)


def shoulder_half(sprite: Array, head: HeadLines) -> float:
    """Half the chest's width on the sprite, arms left out."""
    row = int(min(sprite.shape[0] - 1, head.chin + 0.62 * head.height))
    line = sprite[row, :, 3] > 128
    columns = np.flatnonzero(line)
    half = (columns[-1] - columns[0]) / 2 if len(columns) else 0.8 * head.height
    return float(np.clip(half * 0.66, 0.34 * head.height, 1.1 * head.height))


def torso_texture(
    sprite: Array,
    head: HeadLines,
    palette: Palette,
    hair: Array,
    wrists: Sequence[tuple[float, float]] = (),
    *,
    full: bool,
    padding: int,
) -> Array:
    """The chest, straightened into a rectangle (RGB); where the reference has none, the garment's colour.

    Args:
        sprite: The whole figure, RGBA.
        head: Its head.
        palette: Its colours.
        hair: Where hair hangs below the chin, 0 to 1.
        wrists: Where hands were seen on the sprite: a hand on the belly would be a third one.
        full: The feet are in it.
        padding: Empty pixels around the sprite.
    """
    width, height = _SIZE
    base = np.empty((height, width, 3), np.uint8)
    base[:] = np.asarray(palette.top, np.uint8)
    rows = sprite.shape[0]
    first = head.chin + 0.16 * head.height
    # A bust is shown at its own scale; what its picture does not show is plain.
    last = head.top + 0.565 * (rows - head.top) if full else head.chin + 2.95 * head.height
    if min(last, rows) - first < 0.4 * head.height:
        return base
    half = shoulder_half(sprite, head)
    corners = np.array(
        [
            [head.centre - half, first],
            [head.centre + half, first],
            [head.centre + half * 0.94, last],
            [head.centre - half * 0.94, last],
        ],
        np.float32,
    )
    target = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    shown = sprite.copy()
    shown[: len(hair), :, 3] = (shown[: len(hair), :, 3] * (1 - hair)).astype(np.uint8)
    if not full:  # Fades out instead of ending in the cut's edge.
        fade = np.clip((rows - padding - 2 - np.arange(rows)) / (0.14 * head.height), 0, 1)
        shown[..., 3] = (shown[..., 3] * fade[:, None]).astype(np.uint8)
    straight = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(shown, straight, (width, height), flags=cv2.INTER_AREA)
    # The outer edge is plain cloth: it is what the flanks of the body are filled with.
    edge = np.minimum(np.arange(width), np.arange(width)[::-1]) / (0.09 * width)
    alpha = flat[..., 3:].astype(np.float32) / 255 * np.clip(edge, 0, 1)[None, :, None]
    for wrist in wrists:
        x, y = cv2.perspectiveTransform(np.array([[wrist]], np.float32), straight)[0, 0]
        if 0.12 * width < x < 0.88 * width and 0.2 * height < y < 1.05 * height:
            alpha = alpha * np.clip((y - 0.12 * height - np.arange(height)) / (0.1 * height), 0, 1)[:, None, None]
    return np.clip(flat[..., :3] * alpha + base * (1 - alpha), 0, 255).astype(np.uint8)
