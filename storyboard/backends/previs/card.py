"""Cards: an end card, a title card, a pack shot. A clean ground, the thing itself, and words large enough to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import INK, PAPER, Array, Colour, luminance, mix, shade
from storyboard.backends.previs.propkit import PropKit, first_told, prop_layer
from storyboard.backends.previs.signs import legible
from storyboard.media import font_for, wrap
from storyboard.model import Landmarks, Shot

_GROUNDS: tuple[tuple[Colour, str], ...] = (
    ((246, 236, 214), r"cream|ivory|beige|off-white|sand(-coloured)?"),
    ((250, 250, 248), r"white"),
    ((24, 24, 28), r"black"),
    ((128, 132, 138), r"gr[ea]y"),
    ((190, 54, 48), r"red"),
    ((236, 124, 52), r"orange"),
    ((246, 206, 84), r"yellow|mustard"),
    ((74, 140, 96), r"green"),
    ((62, 110, 176), r"blue"),
    ((30, 74, 82), r"teal|petrol"),
    ((232, 168, 180), r"pink"),
    ((112, 78, 140), r"purple|violet"),
)
_ON_GROUND = r"(?:plain|clean|solid|on|over|flat|against|in|an?|pale|light|soft|bright|simple|background|,)"
# Contrast of large letters with their ground, as luminance steps of 255.
_LEGIBLE = 96.0
# Inside the title-safe area on every side; in a tall picture what an app writes over the lowest fifth stays free.
_SAFE = 0.10
_APP_STRIP = 0.20


@dataclass(frozen=True)
class _Box:
    """A part of the picture, in shares of its sides."""

    left: float
    top: float
    right: float
    low: float


def draw_card(
    shot: Shot, size: tuple[int, int], things: Mapping[str, PropKit], words: Sequence[str]
) -> tuple[Array, Landmarks]:
    """Draw a card.

    Args:
        shot: What is said of it: a colour, which thing.
        size: Width and height in pixels.
        things: The things of the shot that have a reference.
        words: What can be read on it, the most important first.

    Returns:
        The picture as RGB, uint8, and its landmarks: the focus lies on the thing, or on the words.
    """
    told = f"{shot.action.text} {shot.action.start}".casefold()
    hero = first_told(things, told)
    ground = _ground(told, hero)
    canvas = Canvas(size)
    canvas.fill(ground)
    lines = lines_of(words)
    picture, writing = _layout(size, with_thing=hero is not None, with_words=bool(lines))
    focus = ((writing.left + writing.right) / 2, (writing.top + writing.low) / 2)
    if hero is not None:
        _stand(canvas, hero, picture, ground)
        focus = ((picture.left + picture.right) / 2, (picture.top + picture.low) / 2)
    if lines:
        ink = _ink_on(ground, hero)
        x0, y0, x1, y1 = _pixels(writing, size)
        letters = lettered(lines, x1 - x0, y1 - y0, ink)
        window = canvas.pixels[y0:y1, x0:x1]
        blend(window, np.ascontiguousarray(letters[..., :3]), np.ascontiguousarray(letters[..., 3]))
    return canvas.pixels, Landmarks(focus=focus)


def lines_of(words: Sequence[str]) -> list[str]:
    """The lines of a card; a single text is parted at its sentences: "TARN. Still hot." is a name and a line."""
    given = [" ".join(legible(text).split()) for text in words if legible(text).strip()]
    if len(given) == 1:
        given = [part.strip() for part in re.split(r"(?<=[.!?。！？])\s*(?=\S)|\s*[/|\n]\s*", given[0]) if part.strip()]
    if len(given) > 1 and re.fullmatch(r"[\w&'’ ]{1,24}\.", given[0]) and " " not in given[0]:
        given[0] = given[0].rstrip(".")  # A name that stands alone in its line needs no full stop.
    return given[:5]


def _layout(size: tuple[int, int], *, with_thing: bool, with_words: bool) -> tuple[_Box, _Box]:
    """Where the thing and the words stand: above each other in a tall picture, beside each other in a wide one."""
    low = 1 - _APP_STRIP if size[1] > 1.5 * size[0] else 1 - _SAFE
    everything = _Box(_SAFE, _SAFE, 1 - _SAFE, low)
    if not (with_thing and with_words):
        return everything, everything
    if size[0] <= 1.15 * size[1]:
        parting = _SAFE + (low - _SAFE) * 0.72
        return _Box(_SAFE, _SAFE, 1 - _SAFE, parting), _Box(_SAFE, parting + 0.03, 1 - _SAFE, low)
    return _Box(_SAFE, _SAFE, 0.46, low), _Box(0.50, 0.22, 1 - _SAFE, 0.78)


def _pixels(box: _Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    return (
        round(box.left * size[0]),
        round(box.top * size[1]),
        round(box.right * size[0]),
        round(box.low * size[1]),
    )


def _ground(told: str, hero: PropKit | None) -> Colour:
    """The colour that is asked for, else a pale one that suits the thing."""
    for colour, names in _GROUNDS:
        if re.search(rf"\b{_ON_GROUND}\s+(?:\w+\s+)?(?:{names})\b(?!\s+(?:letters|text|type))", told):
            return colour
    return mix(PAPER, hero.colour, 0.16) if hero is not None else PAPER


def _ink_on(ground: Colour, hero: PropKit | None) -> Colour:
    """Letters in the thing's own colour made deep or pale enough to be read, else ink or paper."""
    dark_ground = luminance(ground) < 128
    own = mix(hero.colour, PAPER, 0.82) if hero and dark_ground else shade(hero.colour, 0.42) if hero else ground
    if abs(luminance(own) - luminance(ground)) >= _LEGIBLE:
        return own
    return PAPER if dark_ground else INK


def _stand(canvas: Canvas, prop: PropKit, box: _Box, ground: Colour) -> None:
    """The thing on a disc of its own colour and a soft shadow, as large as its box allows."""
    x0, y0, x1, y1 = _pixels(box, (canvas.width, canvas.height))
    tall = min(0.91 * (y1 - y0), 0.86 * (x1 - x0) / prop.aspect)
    middle, foot = (x0 + x1) / 2, (y0 + y1) / 2 + tall / 2
    disc = min(0.5 * (x1 - x0), 0.40 * max(tall, tall * prop.aspect))
    canvas.ellipse((middle, (y0 + y1) / 2), (disc, disc), mix(ground, prop.colour, 0.30))
    half = tall * prop.aspect / 2
    deep = min(0.16 * half, 0.10 * tall)
    for grow, alpha in ((1.5, 0.07), (1.25, 0.10), (1.0, 0.16)):
        canvas.ellipse((middle, foot), (half + (grow - 1) * deep * 6, deep * grow), (30, 24, 30), alpha)
    layer = prop_layer(canvas.picture_size, prop, (middle, foot), tall)
    if layer.empty or layer.mask is None:
        return
    window = canvas.pixels[layer.top : layer.top + layer.height, layer.left : layer.left + layer.width]
    blend(window, layer.pixels, layer.mask)


def lettered(lines: Sequence[str], width: int, height: int, ink: Colour) -> Array:
    """Lines of type on transparency, the first one large and bold: RGBA, (height, width, 4)."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGBA", (width, height), (*ink, 0))
    draw = ImageDraw.Draw(sheet)
    size = 0
    for wanted in range(max(10, int(min(0.52 * height, 0.30 * width))), 7, -2):
        rows = _rows(lines, wanted, width)
        if rows is not None and sum(step for *_, step in rows) <= height:
            size = wanted
            break
    rows = _rows(lines, size or 8, width, anyhow=True) or []
    y = max(0.0, (height - sum(step for *_, step in rows)) / 2)
    for text, font_size, bold, step in rows:
        font = font_for(text, font_size, bold=bold)
        draw.text((width / 2, y + step / 2), text, font=font, fill=(*ink, 255), anchor="mm")
        y += step
    return np.asarray(sheet)


def _rows(
    lines: Sequence[str], size: int, width: int, *, anyhow: bool = False
) -> list[tuple[str, int, bool, float]] | None:
    """Text, type size, weight and line step of every row; None where a word is too wide or a line needs three rows."""
    rows: list[tuple[str, int, bool, float]] = []
    for order, line in enumerate(lines):
        bold = order == 0
        own = size if bold else max(8, round(size * 0.52))
        font = font_for(line, own, bold=bold)
        broken = wrap(line, font, width)
        widest = max((font.getlength(word) for word in line.split()), default=0.0)
        if not anyhow and (widest > width or len(broken) > (2 if len(lines) > 1 else 4)):
            return None
        rows += [(text, own, bold, own * 1.26) for text in broken]
    return rows
