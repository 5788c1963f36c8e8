"""The overlay as a picture with transparency, to lay over a frame."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from storyboard.backends.overlay.marks import OUTLINE
from storyboard.backends.overlay.svg import COLOURS

if TYPE_CHECKING:
    from PIL import Image

    from storyboard.backends.overlay.compose import Overlay
    from storyboard.backends.overlay.marks import Mark

# Lines have whole widths in pixels, so small pictures are drawn larger, to at least about this on their shorter side.
_FINE = 700
_SUBPIXEL = 4


def overlay_rgba(overlay: Overlay, size: tuple[int, int]) -> Image.Image:
    """Draw it.

    Args:
        overlay: What to draw.
        size: Width and height in pixels.

    Returns:
        An RGBA picture, transparent everywhere but on the marks.
    """
    from PIL import Image

    width, height = size
    # Colours are multiplied by their cover while marks are laid over each other.
    layer = np.zeros((height, width, 4), np.float32)
    for mark in overlay.marks:
        _lay(layer, mark)
    pixels = np.zeros((height, width, 4), np.uint8)
    touched = np.nonzero(layer[..., 3])
    inked = layer[touched]
    inked[:, :3] /= inked[:, 3:]
    inked[:, 3] *= 255
    pixels[touched] = np.rint(np.clip(inked, 0, 255))
    return Image.fromarray(pixels)


def _lay(layer: np.ndarray[tuple[int, ...], np.dtype[np.float32]], mark: Mark) -> None:
    height, width = layer.shape[:2]
    line = 2 * OUTLINE / 100 * min(width, height)
    finer = min(4, math.ceil(_FINE / min(width, height)))
    loops = [np.array(loop) * (width, height) for loop in mark.loops]
    every = np.concatenate(loops)
    left, top = np.maximum(np.floor(every.min(axis=0) - line - 1), 0).astype(int)
    right, bottom = np.minimum(np.ceil(every.max(axis=0) + line + 1), (width, height)).astype(int)
    shape = ((bottom - top) * finer, (right - left) * finer)
    points = [
        np.rint(((loop - (left, top)) * finer - 0.5) * 2**_SUBPIXEL).astype(np.int32).reshape(-1, 1, 2)
        for loop in loops
    ]
    inner = np.zeros(shape, np.uint8)
    cv2.fillPoly(inner, points, 255, cv2.LINE_AA, _SUBPIXEL)
    outer = inner.copy()
    cv2.polylines(outer, points, True, 255, max(1, round(line * finer)), cv2.LINE_AA, _SUBPIXEL)
    small = (right - left, bottom - top)
    fill, edge = (tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in COLOURS[mark.whose])
    window = (slice(top, bottom), slice(left, right))
    for cover, colour in ((outer, edge), (inner, fill)):
        shares = cv2.resize(cover, small, interpolation=cv2.INTER_AREA)
        # Marks are thin: only what they touch is worked on.
        touched = np.nonzero(shares)
        share = shares[touched][:, None].astype(np.float32) / 255
        area = layer[window]
        area[touched] = area[touched] * (1 - share) + np.array((*colour, 1), np.float32) * share
