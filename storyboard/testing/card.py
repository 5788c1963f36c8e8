"""What the fakes draw: a card that shows what was asked for, so that one look tells whether the right things were sent."""

from __future__ import annotations

import colorsys
import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyboard.media import font_for, wrap

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

_INK = (250, 248, 240)
_MOST_LINES = 9


def draw_card(size: tuple[int, int], title: str, text: str, thumbnails: Sequence[Image.Image] = ()) -> bytes:
    """A PNG of exactly `size` pixels; the same arguments give the same bytes.

    Args:
        size: Width and height.
        title: The line at the top.
        text: The prompt; its first lines are shown, and all of it decides the colour.
        thumbnails: The reference pictures in order; they are shown in a row, numbered from 1.
    """
    from PIL import Image, ImageDraw

    width, height = size
    unit = max(min(width, height) // 24, 6)
    picture = Image.new("RGB", size, _colour(text, 0.26))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width, unit * 2), fill=_colour(text, 0.42))
    pen.text((unit // 2, unit // 2), title, fill=_INK, font=font_for(title, unit))
    font = font_for(text, max(unit * 4 // 5, 6))
    for number, line in enumerate(wrap(text, font, width - unit, max_lines=_MOST_LINES)):
        pen.text((unit // 2, unit * (2.6 + number * 1.2)), line, fill=_INK, font=font)
    _draw_thumbnails(picture, pen, thumbnails, unit)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _draw_thumbnails(
    picture: Image.Image, pen: ImageDraw.ImageDraw, thumbnails: Sequence[Image.Image], unit: int
) -> None:
    if not thumbnails:
        return
    width, height = picture.size
    cell = min(width // max(len(thumbnails), 4), unit * 8)
    top = height - cell - unit // 2
    for number, thumbnail in enumerate(thumbnails, 1):
        small = thumbnail.convert("RGB")
        small.thumbnail((max(cell - unit // 2, 4), max(cell - unit // 2, 4)))
        left = (number - 1) * cell + unit // 2
        picture.paste(small, (left, top))
        pen.rectangle((left, top, left + unit * 1.4, top + unit * 1.4), fill=(20, 20, 20))
        pen.text((left + unit // 4, top), str(number), fill=_INK, font=font_for("1", unit))


def _colour(text: str, light: float) -> tuple[int, int, int]:
    hue = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[0] / 255
    red, green, blue = colorsys.hls_to_rgb(hue, light, 0.35)
    return round(red * 255), round(green * 255), round(blue * 255)
