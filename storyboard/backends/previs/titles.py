"""Words over a picture: title and end cards, posters, thumbnails. Large, inside safe margins, away from heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.signs import legible
from storyboard.media import font_for, is_cjk, missing_glyphs, wrap
from storyboard.model import Landmarks

_INK: Colour = (250, 244, 230)
_DARK: Colour = (14, 17, 24)
# Title-safe, as a share of each side.
_SAFE = 0.08
_SMALL = 0.40
_STEP = 1.16
_MOST_ROWS = 3


@dataclass(frozen=True)
class _Box:
    """A part of the picture, in shares of its sides."""

    left: float
    top: float
    right: float
    low: float

    def overlap(self, other: _Box) -> float:
        """How much of the picture both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.low, other.low) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, tall)


def draw_title(pixels: Array, words: Sequence[str]) -> Array:
    """A card: the place behind it soft and dark, the words in the middle.

    Args:
        pixels: The empty place, RGB, uint8.
        words: The lines, most important first.
    """
    height, width = pixels.shape[:2]
    soft = cv2.GaussianBlur(pixels, (0, 0), 0.016 * height)
    dark = cv2.addWeighted(soft, 0.44, np.full_like(soft, _DARK), 0.56, 0)
    _set_words(dark, words, _Box(0.14, 0.22, 0.86, 0.78), (width, height))
    return dark


def draw_over(pixels: Array, landmarks: Landmarks, words: Sequence[str]) -> Array:
    """Words over a picture of people, on the side where they cover no head; the picture darkens under them.

    Args:
        pixels: The picture, RGB, uint8.
        landmarks: Where its heads are.
        words: The lines, most important first.
    """
    height, width = pixels.shape[:2]
    if not words:
        return pixels
    deep = 0.30 if height > width else 0.34
    low = _Box(_SAFE, 1 - _SAFE - deep + 0.05, 1 - _SAFE, 1 - _SAFE)
    high = _Box(_SAFE, _SAFE, 1 - _SAFE, _SAFE + deep - 0.05)
    heads = [_Box(head.x, head.y, head.x + head.width, head.y + head.height) for head in landmarks.heads]

    def covered(box: _Box) -> float:
        return sum(box.overlap(head) for head in heads)

    box = min((low, high), key=lambda one: (round(covered(one), 4), one is high))
    shaded = _shaded(pixels, below=box is low, reach=deep + _SAFE + 0.10)
    _set_words(shaded, words, box, (width, height))
    return shaded


def unreadable(words: Sequence[str]) -> tuple[str, ...]:
    """A warning where the fonts here have no shape for some letters, with the extra that brings them."""
    missing = "".join(sorted({char for text in words for char in missing_glyphs(text)}))
    if not missing:
        return ()
    cure = 'pip install "storyboard[cjk]"' if any(is_cjk(char) for char in missing) else "install a font that has them"
    return (f"No font here has the letters {missing}: they are left out of the picture. {cure}",)


def _shaded(pixels: Array, *, below: bool, reach: float) -> Array:
    height = pixels.shape[0]
    share = np.clip((np.arange(height) / height - (1 - reach)) / (0.6 * reach), 0, 1)
    share = share if below else share[::-1]
    keep = (1 - 0.82 * share**1.2)[:, None, None]
    return np.asarray((pixels * keep + np.asarray(_DARK, float) * (1 - keep)).astype(np.uint8))


def _set_words(pixels: Array, words: Sequence[str], box: _Box, size: tuple[int, int]) -> None:
    """Type the words, centred in a box, as large as it allows; the first line large and bold."""
    from PIL import Image, ImageDraw, ImageFilter

    lines = [text for text in (" ".join(legible(word).split()) for word in words) if text]
    if not lines:
        return
    x0, y0, x1, y1 = (
        round(share * size[axis % 2]) for axis, share in enumerate((box.left, box.top, box.right, box.low))
    )
    rows = _rows(lines, x1 - x0, y1 - y0)
    tall = sum(step for *_, step in rows)
    sheet = Image.new("L", size, 0)
    draw = ImageDraw.Draw(sheet)
    y = y0 + (y1 - y0 - tall) / 2
    for text, font_size, bold, step in rows:
        font = font_for(text, font_size, bold=bold)
        draw.text(((x0 + x1) / 2, y + step / 2), text, font=font, fill=255, anchor="mm")
        y += step
    halo = np.asarray(sheet.filter(ImageFilter.GaussianBlur(max(2.0, 0.008 * size[1]))), np.float32)
    for mask, colour, strength in ((halo, _DARK, 1.5), (np.asarray(sheet, np.float32), _INK, 1.0)):
        cover = np.clip(mask / 255 * strength, 0, 1)[..., None]
        pixels[:] = (pixels * (1 - cover) + np.asarray(colour, np.float32) * cover).astype(np.uint8)


def _rows(lines: Sequence[str], width: int, height: int) -> list[tuple[str, int, bool, float]]:
    """Text, type size, weight and line step of every row, at the largest size at which all fits."""
    smallest = max(9, round(0.02 * (width + height)))
    for size in range(round(0.62 * height), smallest, -2):
        rows = _rows_at(lines, size, width)
        widest = max(font_for(text, own, bold=bold).getlength(text) for text, own, bold, _ in rows)
        split = any(font_for(word, size, bold=True).getlength(word) > width for word in lines[0].split())
        big = sum(bold for _, _, bold, _ in rows)
        if widest <= width and not split and big <= _MOST_ROWS and sum(step for *_, step in rows) <= height:
            return rows
    return _rows_at(lines, smallest, width)


def _rows_at(lines: Sequence[str], size: int, width: int) -> list[tuple[str, int, bool, float]]:
    rows: list[tuple[str, int, bool, float]] = []
    for order, line in enumerate(lines):
        own = size if order == 0 else max(9, round(size * _SMALL))
        font = font_for(line, own, bold=order == 0)
        # A little air between the title and what stands under it.
        rows += [(text, own, order == 0, own * (_STEP if order == 0 else 1.55)) for text in wrap(line, font, width)]
    return rows
