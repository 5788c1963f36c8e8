"""The finish of a film's pictures: clean colour as it is drawn, ink and wash, or pencil; laid over the drawn picture.

Paper has no grain: noise would make the picture's file three times as large.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.light import vignette

Finish = Literal["clean", "ink", "pencil"]

_PAPER: Colour = (247, 243, 234)
_WASH: tuple[tuple[int, Colour], ...] = (
    (0, (30, 36, 50)),
    (70, (74, 88, 108)),
    (140, (142, 158, 174)),
    (205, (212, 219, 222)),
    (240, _PAPER),
    (255, _PAPER),
)
_SHEET: Colour = (248, 246, 240)
# How much of its light a pencil line leaves in each channel.
_GRAPHITE: Colour = (66, 66, 72)
# Tones of a picture run at least this far, so that night scenes are not brightened into day.
_LEAST_RANGE = 120


def finished(pixels: Array, finish: Finish) -> Array:
    """A drawn picture in a finish.

    Args:
        pixels: RGB, uint8, (height, width, 3).
        finish: ``clean`` gives the picture back as it is.

    Returns:
        RGB, uint8, of the same shape.
    """
    if finish == "clean":
        return pixels
    return _ink_and_wash(pixels) if finish == "ink" else _pencil(pixels)


def _ink_and_wash(pixels: Array) -> Array:
    grey, tone = _tones(pixels)
    wash = cv2.applyColorMap(_large(tone, grey), _wash_colours())
    line = 255 - _lines(grey, 3.2)
    return np.asarray(cv2.multiply(wash, cv2.merge([line] * 3), scale=1 / 255))


def _pencil(pixels: Array) -> Array:
    grey, tone = _tones(pixels)
    tone = _large(tone, grey)
    light, dark = _hatching(grey.shape[1], grey.shape[0])
    first, second, third = _pencil_tables()
    strokes = cv2.add(
        cv2.multiply(cv2.LUT(tone, first), light, scale=1 / 255),
        cv2.multiply(cv2.LUT(tone, second), dark, scale=1 / 255),
    )
    lead = cv2.max(cv2.add(strokes, cv2.LUT(tone, third)), _lines(grey, 2.6))
    # A breath of the colours, as of crayon, over the sheet.
    tinted = cv2.LUT(pixels, _crayon())
    left = cv2.merge([cv2.convertScaleAbs(lead, alpha=channel / 255 - 1, beta=255) for channel in _GRAPHITE])
    return np.asarray(cv2.multiply(tinted, left, scale=1 / 255))


def _tones(pixels: Array) -> tuple[Array, Array]:
    """The picture in grey, and at half its size its tones, without lines and spread towards black and white."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    half = cv2.resize(grey, (max(1, grey.shape[1] // 2), max(1, grey.shape[0] // 2)), interpolation=cv2.INTER_AREA)
    # Lines are drawn on their own: closing takes them out of the tone beneath.
    half = cv2.morphologyEx(half, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    # Dark corners are a lens's, not a draughtsman's: in steps of wash they would show as rings.
    half = cv2.divide(half, cv2.resize(vignette(*grey.shape[::-1])[..., 0], half.shape[::-1]), scale=255)
    share = np.cumsum(cv2.calcHist([half], [0], None, [256], [0, 256]).ravel()) / half.size
    low, high = int(np.searchsorted(share, 0.02)), int(np.searchsorted(share, 0.985))
    if high - low < _LEAST_RANGE:
        low, high = max(0, high - _LEAST_RANGE), max(high, _LEAST_RANGE)
    spread = np.clip((np.arange(256) - low) * 255.0 / (high - low), 0, 255)
    # A little lighter in the middle, for paper is what most of a drawing is; but night stays night.
    table = (255 * (spread / 255) ** np.interp(half.mean(), (55, 115), (1.15, 0.8))).astype(np.uint8)
    return grey, cv2.LUT(half, table)


def _large(tone: Array, like: Array) -> Array:
    soft = cv2.blur(tone, (3, 3))
    return np.asarray(cv2.resize(soft, (like.shape[1], like.shape[0]), interpolation=cv2.INTER_LINEAR))


def _lines(grey: Array, strength: float) -> Array:
    """How dark the drawn lines are: what is darker than all that is around it, and edges, faintly; uint8."""
    reach = max(5, (grey.shape[0] // 100) | 1)
    darker = cv2.subtract(cv2.blur(grey, (reach, reach)), grey)
    table = np.clip((np.arange(256) - 9) * strength * 2, 0, 255).round().astype(np.uint8)
    return np.asarray(cv2.LUT(darker, table))


@lru_cache(maxsize=1)
def _wash_colours() -> Array:
    """Tone -> colour (256, 1, 3): four washes that run into each other, deeper where two meet."""
    tones = np.arange(256, dtype=float)
    steps = tones / 51
    washed = 51 * (np.floor(steps) + np.clip((steps % 1 - 0.5) * 2.2 + 0.5, 0, 1))
    at, colours = zip(*_WASH, strict=True)
    table = np.stack([np.interp(washed, at, [colour[channel] for colour in colours]) for channel in range(3)], 1)
    return np.ascontiguousarray(table.round().astype(np.uint8)[:, None])


@lru_cache(maxsize=1)
def _pencil_tables() -> tuple[Array, Array, Array]:
    """Tone -> how dark strokes one way, strokes the other way and rubbed graphite are."""
    tones = np.arange(256, dtype=float)
    first = np.clip((205 - tones) * 1.3, 0, 128)
    second = np.clip((110 - tones) * 1.6, 0, 112)
    rubbed = np.clip((225 - tones) * 0.30, 0, 70) + np.clip((84 - tones) * 1.2, 0, 92)
    return first.astype(np.uint8), second.astype(np.uint8), rubbed.astype(np.uint8)


@lru_cache(maxsize=1)
def _crayon() -> Array:
    """A channel's light -> that of the sheet with a quarter of the colour on it; (1, 256, 3) for `cv2.LUT`."""
    light = np.arange(256, dtype=float)[:, None]
    sheet = np.asarray(_SHEET, float)
    return np.ascontiguousarray((sheet - 0.26 * (1 - light / 255) * sheet).round().astype(np.uint8)[None])


@lru_cache(maxsize=4)
def _hatching(width: int, height: int) -> tuple[Array, Array]:
    """Strokes of a hand across the sheet, falling to the left and to the right: 255 is a full stroke."""
    size = height / 864
    gap = 5.6 * size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    layers = []
    for lean, bend, phase in ((0.80, 0.011, 0.0), (-0.55, 0.008, 2.0)):
        # Strokes swing a little and end now and then, as those of a wrist do.
        across = (x + lean * y + 5 * size * np.sin((y - lean * x) * bend / size + phase)) / np.hypot(1, lean)
        along = (y - lean * x) / np.hypot(1, lean)
        number = np.floor(across / gap)
        wave = np.abs(across / gap - number - 0.5) * 2
        pressed = 0.72 + 0.28 * np.sin(along / (46 * size) + number * 2.4)
        layers.append((np.clip((0.62 - wave) * 3, 0, 1) * pressed * 255).astype(np.uint8))
    return layers[0], layers[1]
