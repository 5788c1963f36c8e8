"""What the fakes draw: a card that shows what was asked for, so that one look tells whether the right things were sent."""

from __future__ import annotations

import colorsys
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storyboard.media import font_for
from storyboard.testing.encode import encode_png

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

INK = (250, 248, 240)
_MOST_LINES = 6
# A letter of our face is about this part of its size wide; measuring every line would cost more than the whole picture.
_LETTER_WIDTH = 0.5


def draw_card(size: tuple[int, int], title: str, text: str, thumbnails: Sequence[Image.Image] = ()) -> bytes:
    """A PNG of exactly `size` pixels; the same arguments give the same bytes.

    Args:
        size: Width and height.
        title: The line at the top.
        text: The prompt; its first lines are shown, and all of it decides the colour.
        thumbnails: The reference pictures in order; they are shown in a row, numbered from 1.
    """
    return encode_png(paint_card(size, title, text, thumbnails))


def paint_card(
    size: tuple[int, int], title: str, text: str, thumbnails: Sequence[Image.Image] = (), *, colour_of: str = ""
) -> Image.Image:
    """The card of `draw_card` as a picture; its colour can be decided by something else than the text."""
    from PIL import Image, ImageDraw

    width, height = size
    unit = max(min(width, height) // 24, 6)
    picture = Image.new("RGB", size, colour_for(colour_of or text, 0.26))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width, unit * 2), fill=colour_for(colour_of or text, 0.42))
    pen.text((unit // 2, unit // 2), title, fill=INK, font=font_for(title, unit))
    letter = max(unit * 4 // 5, 6)
    font = font_for(text[:2000], letter)
    columns = max(int((width - unit) / (letter * _LETTER_WIDTH)), 4)
    top = unit * 2.6
    room = height - top - (unit * 7 if thumbnails else unit)
    for number, line in enumerate(_lines(text, columns, min(_MOST_LINES, max(int(room / (unit * 1.2)), 1)))):
        pen.text((unit // 2, top + number * unit * 1.2), line, fill=INK, font=font)
    draw_thumbnails(picture, pen, thumbnails, (0, 0, width, height))
    return picture


def draw_thumbnails(
    picture: Image.Image,
    pen: ImageDraw.ImageDraw,
    thumbnails: Sequence[Image.Image],
    box: tuple[int, int, int, int],
    *,
    first: int = 1,
) -> None:
    """Small pictures in a row along the bottom of a box, numbered from `first`."""
    from PIL import Image

    left, _, right, bottom = box
    width, height = picture.size
    unit = max(min(width, height) // 24, 6)
    cell = min((right - left) // max(len(thumbnails), 4), unit * 6)
    top = bottom - cell - unit // 2
    for number, thumbnail in enumerate(thumbnails):
        small = thumbnail.convert("RGB")
        small.thumbnail(
            (max(cell - unit // 2, 4), max(cell - unit // 2, 4)), Image.Resampling.BILINEAR, reducing_gap=1.0
        )
        x = left + number * cell + unit // 2
        picture.paste(small, (x, top))
        pen.rectangle((x, top, x + unit * 1.4, top + unit * 1.4), fill=(20, 20, 20))
        pen.text((x + unit // 4, top), str(number + first), fill=INK, font=font_for("1", unit))


def colour_for(text: str, light: float) -> tuple[int, int, int]:
    """A colour decided by a text; `light` is 0 for black, 1 for white."""
    hue = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[0] / 255
    red, green, blue = colorsys.hls_to_rgb(hue, light, 0.35)
    return round(red * 255), round(green * 255), round(blue * 255)


def _lines(text: str, columns: int, most: int) -> Iterator[str]:
    """The first lines of a text, broken between words; wide letters count twice."""
    line, used, lines = "", 0, 0
    for word in text[: columns * (most + 1)].split():
        width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in word)
        if line and used + 1 + width > columns:
            yield line
            line, used, lines = "", 0, lines + 1
            if lines == most:
                return
        line, used = f"{line} {word}".strip(), used + width + bool(line)
    if line:
        yield line
