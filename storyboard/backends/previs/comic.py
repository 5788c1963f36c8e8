"""A comic page: the pictures of shots as panels in rows, with gutters; balloons and captions keep clear of heads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from storyboard.backends.previs.balloons import Balloon, letter_panel
from storyboard.media import crop_for, missing_glyphs
from storyboard.model import Head, Landmarks, Shot, Size, Voice

if TYPE_CHECKING:
    from PIL import Image

_PAPER, _INK = (252, 250, 244), (24, 22, 28)
_MARGIN, _GUTTER, _BORDER = 0.034, 0.012, 0.0032
# Drawn twice as large and made smaller: Pillow draws curves without smoothing.
_OVERSAMPLE = 2
_WIDTHS = {Size.EWS: 1.45, Size.WS: 1.3, Size.FS: 1.1, Size.MCU: 0.9, Size.CU: 0.82, Size.ECU: 0.82}
_WIDEST_ROW = 3


@dataclass(frozen=True)
class Panel:
    """A shot on the page: its picture, where heads are in it, and what is said."""

    shot: Shot
    picture: Image.Image
    landmarks: Landmarks


def draw_page(panels: Sequence[Panel], size: tuple[int, int]) -> tuple[Image.Image, tuple[str, ...]]:
    """Lay out and letter a page.

    Args:
        panels: One to nine of them, in reading order.
        size: Width and height in pixels.

    Returns:
        The page, and what a person should know: words that did not fit, letters that no font here has.
    """
    from PIL import Image, ImageDraw

    width, height = size[0] * _OVERSAMPLE, size[1] * _OVERSAMPLE
    page = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(page)
    doubts: list[str] = []
    for panel, (x0, y0, x1, y1) in zip(panels, panel_boxes(panels, (width, height)), strict=True):
        inside, heads = _cropped(panel, (x1 - x0, y1 - y0))
        said = list(_balloons(panel.shot))
        backs = {one.character for one in panel.shot.visible if one.shoulder}
        if not letter_panel(inside, said, heads, unit=width / 1024, backs=backs):
            doubts.append(f"{panel.shot.number or panel.shot.id}: its words do not fit its panel; the last are cut")
        page.paste(inside, (x0, y0))
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), outline=_INK, width=max(2, round(_BORDER * width)))
        missing = "".join(missing_glyphs(balloon.text) for balloon in said)
        if missing:
            doubts.append(f"No font here has the letters {missing}: they are drawn as boxes")
    return page.resize(size, Image.Resampling.LANCZOS), tuple(dict.fromkeys(doubts))


def panel_boxes(panels: Sequence[Panel], size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Where each panel stands: left, top, right, bottom in pixels.

    Of all ways to fill rows of at most three, the one that cuts the least from the pictures; wides get more width.
    """
    width, height = size
    margin, gutter = round(_MARGIN * width), round(_GUTTER * width)
    wide, tall = width - 2 * margin, height - 2 * margin

    def boxes(rows: Sequence[int]) -> list[tuple[int, int, int, int]]:
        found: list[tuple[int, int, int, int]] = []
        step = (tall + gutter) / len(rows)
        first = 0
        for index, count in enumerate(rows):
            top, low = margin + round(index * step), margin + round((index + 1) * step) - gutter
            shares = [_share(panel.shot) for panel in panels[first : first + count]]
            room, left = wide - gutter * (count - 1), float(margin)
            for share in shares:
                right = left + room * share / sum(shares)
                found.append((round(left), top, round(right), low))
                left = right + gutter
            first += count
        return found

    def loss(rows: Sequence[int]) -> float:
        cut = 0.0
        for panel, (x0, y0, x1, y1) in zip(panels, boxes(rows), strict=True):
            own = panel.picture.width / panel.picture.height
            # Words in the picture would be cut off with its sides.
            cut += abs(math.log((x1 - x0) / (y1 - y0) / own)) ** 1.5 * (4 if panel.shot.frame_text else 1)
        # Equal rows one under another look like a contact sheet.
        return cut + 0.12 * sum(here == after for here, after in pairwise(rows))

    return boxes(min(_fillings(len(panels)), key=lambda rows: (round(loss(rows), 6), rows)))


def _share(shot: Shot) -> float:
    return max(_WIDTHS.get(shot.size, 1.0), 1.4 if shot.frame_text else 0.0)


def _fillings(count: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
        return
    for first in range(1, min(_WIDEST_ROW, count) + 1):
        for rest in _fillings(count - first):
            yield (first, *rest)


def _cropped(panel: Panel, size: tuple[int, int]) -> tuple[Image.Image, list[Head]]:
    """The picture in its panel's shape, around the heads; and the heads in it, in shares of the panel."""
    from PIL import Image

    heads = list(panel.landmarks.heads)
    backs = {one.character for one in panel.shot.visible if one.shoulder}
    # Whose face is seen is what the panel is about; without a face, whoever there is.
    faces = [head for head in heads if head.character not in backs] or heads
    if faces:
        low, high = min(head.x for head in faces), max(head.x + head.width for head in faces)
        top, bottom = min(head.y for head in faces), max(head.y + head.height for head in faces)
        focus = ((low + high) / 2, (top + bottom) / 2)
    else:
        focus = panel.landmarks.focus or (0.5, 0.5)
        if panel.shot.visible and panel.landmarks.focus:
            # Nobody says where the heads are; the focus of a picture of people is a face.
            heads = [Head(character="", x=focus[0] - 0.09, y=focus[1] - 0.16, width=0.18, height=0.32)]
    picture = panel.picture
    crop = crop_for(picture.size, size, focus)
    box = (crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)
    inside = picture.resize(size, Image.Resampling.LANCZOS, box=box)
    return inside, [
        head.model_copy(
            update={
                "x": (head.x * picture.width - crop.left) / crop.width,
                "y": (head.y * picture.height - crop.top) / crop.height,
                "width": head.width * picture.width / crop.width,
                "height": head.height * picture.height / crop.height,
            }
        )
        for head in heads
    ]


def _balloons(shot: Shot) -> Iterator[Balloon]:
    for text in shot.overlay_text:
        yield Balloon(text=" ".join(text.split()), caption=True)
    for line in shot.dialogue:
        text = " ".join(line.text.split())
        if line.voice is Voice.VOICE_OVER:
            yield Balloon(text=text, speaker=line.character, caption=True)
        else:
            yield Balloon(text=text, speaker=line.character)
