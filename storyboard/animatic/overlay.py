"""What is laid over the planes of a frame: cards, which are letters on a soft dark box, and arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from storyboard.animatic.captions import Card, Lettering
from storyboard.animatic.plan import Arrows
from storyboard.animatic.planes import BLACK, bars_of
from storyboard.animatic.typeset import typeset
from storyboard.media import planes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Planes

_WHITE = (244, 244, 240)
_SPEAKER = (250, 205, 120)
_BOX_ALPHA = 168
_WATERMARK_ALPHA = 72


def overlay_for(what: Card | Arrows, lettering: Lettering) -> Overlay:
    """A card or arrows, ready to be laid over frames; `lettering` has the frame's measures."""
    return Overlay(*(draw_card(what, lettering) if isinstance(what, Card) else _draw_arrows(what, lettering)))


def _draw_arrows(arrows: Arrows, lettering: Lettering) -> tuple[Image.Image, Image.Image, tuple[int, int]]:
    from storyboard.backends import Overlay as ArrowOverlay
    from storyboard.backends import overlay_rgba

    assert isinstance(arrows.overlay, ArrowOverlay)
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
        self._parts: list[tuple[tuple[slice, slice], NDArray[np.uint16], NDArray[np.uint16]]] = []
        for plane, mask, scale, black in zip(planes_of(picture), (alpha, half, half), (1, 2, 2), BLACK, strict=True):
            where = (
                slice(top // scale, top // scale + plane.shape[0]),
                slice(left // scale, left // scale + plane.shape[1]),
            )
            through = 255 - np.asarray(mask).astype(np.int32)
            # The picture is premultiplied by its alpha, so what shows through is added to it. All that does not depend
            # on the frame is worked out once, in 255ths.
            added = np.clip(plane.astype(np.int32) * 255 - black * through, 0, 255 * 255) + 128
            self._parts.append((where, added.astype(np.uint16), through.astype(np.uint16)))

    def draw(self, planes: Planes) -> None:
        """Lay it over a frame."""
        for plane, (where, added, through) in zip(planes, self._parts, strict=True):
            mixed = plane[where] * through
            mixed += added
            mixed += mixed >> 8
            plane[where] = mixed >> 8


def draw_card(card: Card, lettering: Lettering) -> tuple[Image.Image, Image.Image, tuple[int, int]]:
    """A card as a picture premultiplied by its alpha, the alpha, and where its top left lies in the frame (all even)."""
    text = typeset(
        card.lines, _type_size(card, lettering), bold=card.kind in {"title", "watermark"}, speaker=card.speaker
    )
    padding = lettering.padding if card.kind != "corner" else lettering.note // 2
    # Around the letters comes the box, and around that the softness of its edge.
    soft = max(2, padding // 2)
    around = padding + 2 * soft
    frame_width, frame_height = lettering.frame
    text_left, text_top = _place(card, lettering, (text.width, text.height))
    left, top = _even(max(text_left - around, 0)), _even(max(text_top - around // 2, 0))
    right = min(_even(text_left + text.width + around + 1), frame_width)
    below = min(_even(text_top + text.height + around + 1), frame_height)

    area = (right - left, below - top)
    letters, colours = Image.new("L", area, 0), Image.new("RGB", area)
    text.draw(letters, colours, (text_left - left, text_top - top), speaker=_SPEAKER, colour=_WHITE)
    if card.kind == "watermark":
        faint = letters.point(lambda value: value * _WATERMARK_ALPHA // 255)
        picture = Image.new("RGB", area)
        picture.paste(Image.merge("RGB", (faint, faint, faint)))
        return picture, faint, (left, top)
    box = Image.new("L", area, 0)
    ImageDraw.Draw(box).rounded_rectangle(
        (
            text_left - left - padding,
            text_top - top - padding // 3,
            text_left - left + text.width + padding,
            text_top - top + text.height + padding // 3,
        ),
        radius=padding // 2,
        fill=_BOX_ALPHA,
    )
    box = box.filter(ImageFilter.GaussianBlur(soft / 2))
    return colours, ImageChops.screen(box, letters), (left, top)


def _type_size(card: Card, lettering: Lettering) -> int:
    if card.kind == "watermark":
        # As large as fits: it is words of any length.
        longest = max(1, *(len(line) for line in card.lines))
        return max(10, min(round(min(lettering.frame) * 0.12), round(lettering.width * 1.6 / longest)))
    return {"title": lettering.title, "corner": lettering.note}.get(card.kind, lettering.dialogue)


def _place(card: Card, lettering: Lettering, size: tuple[int, int]) -> tuple[int, int]:
    """Where the top left of a card's letters lies in the frame."""
    (frame_width, frame_height), (width, height) = lettering.frame, size
    side, above = lettering.margin
    middle = max(0, (frame_width - width) // 2)
    if card.kind == "corner":
        down = above + (round(lettering.note * 2.2) if card.place.startswith("below") else 0)
        inside = side + lettering.note // 2
        return (inside if card.place.endswith("left") else max(0, frame_width - inside - width)), down
    if card.kind == "dialogue":
        return middle, frame_height - lettering.below - lettering.padding - height
    # A watermark lies above the middle, where titles are.
    return middle, round((frame_height - height) * (0.3 if card.kind == "watermark" else 0.5))


def _even(number: int) -> int:
    return number // 2 * 2
