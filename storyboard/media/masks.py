"""Masks: pictures that say which part of another picture may change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import PictureError
from storyboard.media.pictures import open_picture

if TYPE_CHECKING:
    from PIL import Image

_OPEN = 128
_SHAPE_DIFFERS = 0.03
# How far the change fades into what is kept, in shares of the picture's longer side.
_FEATHER = 0.012


def read_mask(path: Path, size: tuple[int, int]) -> Image.Image:
    """Where a picture may change: 255 there and 0 elsewhere, 8-bit grey, of the given size in pixels.

    Two forms are understood: with transparency, what is transparent may change (as image services have it); without,
    what is white on black.

    Raises:
        PictureError: Not a picture, of another shape, or it opens nothing or everything.
    """
    drawn = open_picture(path, keep_alpha=True)
    width, height = size
    if abs(drawn.width / drawn.height - width / height) > _SHAPE_DIFFERS * width / height:
        raise PictureError(
            f"The mask has another shape ({drawn.width}x{drawn.height}) than the picture ({width}x{height})",
            cure="Draw it over the picture itself, at its size",
            file=path,
        )
    alpha = drawn.getchannel("A") if drawn.mode == "RGBA" else None
    if alpha is not None and alpha.getextrema() != (255, 255):
        cover = alpha.point(lambda value: 255 if value < _OPEN else 0)
    else:
        cover = drawn.convert("L").point(lambda value: 255 if value >= _OPEN else 0)
    cover = cover.resize(size)
    cover = cover.point(lambda value: 255 if value >= _OPEN else 0)
    if cover.getextrema() in {(0, 0), (255, 255)}:
        what = "nothing" if cover.getextrema() == (0, 0) else "everything"
        raise PictureError(
            f"The mask opens {what}",
            cure="Paint white (or erase to transparent) where the picture may change, and black where it must not",
            file=path,
        )
    return cover


def put_back(kept: Image.Image, changed: Image.Image, cover: Image.Image) -> Image.Image:
    """The change inside the mask, and outside it `kept`, pixel for pixel.

    The edge is soft, but only on the inside: no pixel that the mask closes differs from `kept`.

    Args:
        kept: The picture as it was, RGB.
        changed: The picture with the change; it is brought to the size of `kept`.
        cover: As `read_mask` gives it, of the size of `kept`.
    """
    from PIL import Image, ImageChops, ImageFilter

    radius = max(1.0, _FEATHER * max(kept.size))
    inner = cover.filter(ImageFilter.BoxBlur(radius)).point(lambda value: max(0, value * 2 - 255))
    soft = ImageChops.darker(inner.filter(ImageFilter.GaussianBlur(radius / 2)), cover)
    return Image.composite(changed.convert("RGB").resize(kept.size), kept.convert("RGB"), soft)
