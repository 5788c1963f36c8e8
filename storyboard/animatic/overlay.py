"""What is laid over the planes of a frame: cards, which are letters on a soft dark box, and arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from storyboard.animatic.captions import Card, Lettering
from storyboard.animatic.plan import Arrows
from storyboard.animatic.planes import BLACK, bars_of
from storyboard.backends import overlay_rgba
from storyboard.media import font_for, planes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Planes

_WHITE = (244, 244, 240)
_SPEAKER = (250, 205, 120)
_BOX_ALPHA = 168
_LEADING = 1.28


def overlay_for(what: Card | Arrows, lettering: Lettering) -> Overlay:
    """A card or arrows, ready to be laid over frames; `lettering` has the frame's measures."""
    return Overlay(*(draw_card(what, lettering) if isinstance(what, Card) else _draw_arrows(what, lettering)))


def _draw_arrows(arrows: Arrows, lettering: Lettering) -> tuple[Image.Image, Image.Image, tuple[int, int]]:
    width, height = lettering.frame
    side, above = bars_of(lettering.frame, lettering.matte)
    drawn = overlay_rgba(arrows.overlay, (width - 2 * side, height - 2 * above))
    alpha = drawn.getchannel("A")
    picture = Image.new("RGB", drawn.size)
    picture.paste(drawn, mask=alpha)
    return picture, alpha, (side, above)


class Overlay:
    """A picture as it lies on a frame; only the pixels of its own area are touched.

    Args:
        picture: Its colours, premultiplied by its alpha.
        alpha: How much of it covers, of the same size.
        place: Where its top left lies in the frame; even numbers.
    """

    def __init__(self, picture: Image.Image, alpha: Image.Image, place: tuple[int, int]) -> None:
        left, top = place
        half = alpha.resize((alpha.width // 2, alpha.height // 2), Image.Resampling.BOX)
        self._parts: list[tuple[tuple[slice, slice], NDArray[np.int32], NDArray[np.int32]]] = []
        for plane, mask, scale in zip(planes_of(picture), (alpha, half, half), (1, 2, 2), strict=True):
            where = (
                slice(top // scale, top // scale + plane.shape[0]),
                slice(left // scale, left // scale + plane.shape[1]),
            )
            self._parts.append((where, plane.astype(np.int32), 255 - np.asarray(mask).astype(np.int32)))

    def draw(self, planes: Planes) -> None:
        """Lay it over a frame."""
        # The picture is premultiplied by its alpha, so what shows through is added to it.
        for plane, black, (where, letters, through) in zip(planes, BLACK, self._parts, strict=True):
            behind = plane[where].astype(np.int32) - black
            plane[where] = np.clip(letters + (behind * through + 127) // 255, 0, 255)


def draw_card(card: Card, lettering: Lettering) -> tuple[Image.Image, Image.Image, tuple[int, int]]:
    """A card as a picture premultiplied by its alpha, the alpha, and where its top left lies in the frame (all even)."""
    is_title = card.kind == "title"
    size = lettering.title if is_title else lettering.dialogue
    font = font_for("".join(card.lines), size, bold=is_title)
    pitch = round(size * _LEADING)
    width = round(max(font.getlength(line) for line in card.lines))
    height = pitch * len(card.lines)
    # Around the letters comes the box, and around that the softness of its edge.
    padding, soft = lettering.padding, max(2, lettering.padding // 2)
    around = padding + 2 * soft
    frame_width, frame_height = lettering.frame
    bottom = frame_height - lettering.margin[1] - padding
    text_top = (frame_height - height) // 2 if is_title else bottom - height
    left, top = (frame_width - width) // 2 - around, text_top - around // 2
    left, top = _even(max(left, 0)), _even(max(top, 0))
    right = min(_even(left + width + 2 * around + 1), frame_width)
    below = min(_even(text_top + height + around + 1), frame_height)

    area = (right - left, below - top)
    middle, baseline = (right - left) // 2, text_top - top + round(size * 1.02)
    box = Image.new("L", area, 0)
    ImageDraw.Draw(box).rounded_rectangle(
        (
            middle - width // 2 - padding,
            text_top - top - padding // 3,
            middle + width // 2 + padding,
            text_top - top + height + padding // 3,
        ),
        radius=padding // 2,
        fill=_BOX_ALPHA,
    )
    box = box.filter(ImageFilter.GaussianBlur(soft / 2))
    letters, colours = Image.new("L", area, 0), Image.new("RGB", area)
    ink, paint = ImageDraw.Draw(letters), ImageDraw.Draw(colours)
    for number, line in enumerate(card.lines):
        speaker = card.speaker if number == 0 else ""
        place = (middle - font.getlength(line) / 2, baseline + number * pitch)
        for text, colour in ((speaker, _SPEAKER), (line[len(speaker) :], _WHITE)):
            ink.text(place, text, font=font, fill=255, anchor="ls")
            paint.text(place, text, font=font, fill=colour, anchor="ls")
            place = (place[0] + font.getlength(text), place[1])
    return colours, ImageChops.screen(box, letters), (left, top)


def _even(number: int) -> int:
    return number // 2 * 2
