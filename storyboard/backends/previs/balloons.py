"""Speech in a panel: balloons with tails and caption boxes, set so that reading order holds and no head is covered."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.media import font_for, wrap
from storyboard.model import Head

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

_WHITE, _CAPTION, _INK = (255, 255, 253), (250, 236, 190), (24, 22, 28)
# Type sizes on a page 1024 wide, largest first, near each other, for a page reads best in one; smaller cannot be read
# in print.
_TYPE = (19, 18, 17, 15, 13)
_WIDTHS = (0.34, 0.44, 0.56, 0.70, 0.92)
_DEEPEST = 0.62
_EDGE = 0.03


@dataclass(frozen=True)
class Balloon:
    """One text: spoken by somebody, or a caption."""

    text: str
    speaker: str = ""
    caption: bool = False


@dataclass(frozen=True)
class _Rectangle:
    x0: float
    y0: float
    x1: float
    y1: float

    def overlap(self, other: _Rectangle) -> float:
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        tall = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0.0, wide) * max(0.0, tall)


@dataclass(frozen=True)
class _Set:
    """A text as it is set: where, in which size, in which lines."""

    balloon: Balloon
    place: _Rectangle
    size: int
    lines: tuple[str, ...]


def letter_panel(
    panel: Image.Image,
    balloons: Sequence[Balloon],
    heads: Sequence[Head],
    *,
    unit: float,
    backs: Collection[str] = (),
) -> bool:
    """Set the texts into a panel.

    Args:
        panel: Drawn upon.
        balloons: The texts in the order in which they are read.
        heads: Where heads are, as shares of the panel.
        backs: Of whom only the back is seen, over a shoulder: a text may lie on it.
        unit: Pixels of the panel that are one on a page 1024 wide.

    Returns:
        Whether every word was set.
    """
    from PIL import ImageDraw

    if not balloons:
        return True
    width, height = panel.size
    taken = [
        _Rectangle(
            (head.x - 0.08 * head.width) * width,
            (head.y - 0.05 * head.height) * height,
            (head.x + 1.08 * head.width) * width,
            (head.y + 1.05 * head.height) * height,
        )
        for head in heads
        if head.character not in backs
    ]
    faces = {head.character: head for head in heads}
    layouts = [_arranged(balloons, faces, taken, (width, height), round(size * unit)) for size in _TYPE]
    # The largest type that covers nobody; where none does, the one that covers least.
    best = next((layout for layout, cost in layouts if cost <= 0.0), None)
    if best is None:
        best = min(layouts, key=lambda layout: layout[1])[0]
    draw = ImageDraw.Draw(panel)
    for one in best:
        _draw(draw, one, faces.get(one.balloon.speaker), (width, height), unit)
    return all("".join(one.lines).replace(" ", "") == one.balloon.text.replace(" ", "") for one in best)


def _arranged(
    balloons: Sequence[Balloon],
    faces: dict[str, Head],
    taken: Sequence[_Rectangle],
    size: tuple[int, int],
    type_size: int,
) -> tuple[list[_Set], float]:
    """The texts one after another at their best places, and how much of heads and of each other they cover."""
    placed: list[_Set] = []
    cost = 0.0
    for balloon in balloons:
        face = faces.get(balloon.speaker)
        options = list(_options(balloon, size, type_size))
        if not options:
            options = [_cut(balloon, size, type_size)]
            cost += 1e9
        best = min(
            options,
            key=lambda one: _cost(one, face, taken, [other.place for other in placed], size),
            default=options[0],
        )
        blocked = sum(best.place.overlap(other) for other in (*taken, *(one.place for one in placed)))
        cost += blocked
        placed.append(best)
    return placed, cost


def _options(balloon: Balloon, size: tuple[int, int], type_size: int) -> list[_Set]:
    width, height = size
    found = []
    font = font_for(balloon.text, type_size)
    padding = _padding(balloon, type_size)
    for share in _WIDTHS:
        room = round(share * width - 2 * padding[0])
        if room < 3 * type_size:
            continue
        lines = tuple(wrap(balloon.text, font, room))
        wide = max(font.getlength(line) for line in lines) + 2 * padding[0]
        tall = len(lines) * 1.22 * type_size + 2 * padding[1]
        if tall > _DEEPEST * height or wide > width * (1 - 2 * _EDGE):
            continue
        edge = _EDGE * min(width, height)
        for column in range(9):
            x = edge + (width - 2 * edge - wide) * column / 8
            for row in range(12):
                y = edge + (height - 2 * edge - tall) * row / 11
                found.append(_Set(balloon, _Rectangle(x, y, x + wide, y + tall), type_size, lines))
    return found


def _cut(balloon: Balloon, size: tuple[int, int], type_size: int) -> _Set:
    width, height = size
    font, padding = font_for(balloon.text, type_size), _padding(balloon, type_size)
    rows = max(1, int((_DEEPEST * height - 2 * padding[1]) / (1.22 * type_size)))
    room = round(_WIDTHS[-1] * width - 2 * padding[0])
    lines = tuple(wrap(balloon.text, font, max(room, 2 * type_size), max_lines=rows))
    wide = min(width * 0.94, max(font.getlength(line) for line in lines) + 2 * padding[0])
    edge = _EDGE * min(width, height)
    tall = len(lines) * 1.22 * type_size + 2 * padding[1]
    return _Set(balloon, _Rectangle(edge, edge, edge + wide, edge + tall), type_size, lines)


def _padding(balloon: Balloon, type_size: int) -> tuple[float, float]:
    return (0.7 * type_size, 0.45 * type_size) if balloon.caption else (1.0 * type_size, 0.75 * type_size)


def _cost(
    one: _Set, face: Head | None, taken: Sequence[_Rectangle], before: Sequence[_Rectangle], size: tuple[int, int]
) -> float:
    width, height = size
    area, place = width * height, one.place
    covered = sum(place.overlap(other) for other in taken) + 1.6 * sum(place.overlap(other) for other in before)
    cost = 60.0 * covered / area + 0.5 * place.y0 / height
    if before:
        last = before[-1]
        # What is read later stands lower, or further right at the same height.
        if place.y0 < last.y0 - 0.02 * height:
            cost += 4.0 + 6.0 * (last.y0 - place.y0) / height
        elif place.y0 < last.y1 and place.x0 < last.x1:
            cost += 3.0
    if one.balloon.caption:
        return cost + 0.8 * place.x0 / width
    middle = (place.x0 + place.x1) / 2
    if face is not None:
        mouth = face.centre[0] * width, (face.y + 0.8 * face.height) * height
        gap = math.hypot(middle - mouth[0], place.y1 - mouth[1]) / math.hypot(width, height)
        cost += 0.9 * gap + (1.2 if place.y0 > mouth[1] else 0.0)
    # A text set in a few even lines reads better than a ribbon.
    shape = (place.x1 - place.x0) / max(1.0, place.y1 - place.y0)
    return cost + 0.12 * abs(math.log(shape / 2.2))


def _draw(draw: ImageDraw.ImageDraw, one: _Set, face: Head | None, size: tuple[int, int], unit: float) -> None:
    place, ink = one.place, max(2, round(2.2 * unit))
    box = (place.x0, place.y0, place.x1, place.y1)
    if one.balloon.caption:
        draw.rectangle(box, fill=_CAPTION, outline=_INK, width=ink)
    else:
        radius = min(0.5 * (place.y1 - place.y0), 1.5 * one.size)
        tail = _tail(place, face, size, one.size)
        # The tail's ink, the body, then the tail's white over the seam.
        draw.polygon(tail, fill=_WHITE)
        draw.line([tail[0], tail[1], tail[2]], fill=_INK, width=ink, joint="curve")
        draw.rounded_rectangle(box, radius=radius, fill=_WHITE, outline=_INK, width=ink)
        draw.polygon(_inner(tail, place, ink), fill=_WHITE)
    font = font_for(one.balloon.text, one.size)
    tall = len(one.lines) * 1.22 * one.size
    y = (place.y0 + place.y1 - tall) / 2
    for index, line in enumerate(one.lines):
        middle = ((place.x0 + place.x1) / 2, y + (index + 0.5) * 1.22 * one.size)
        draw.text(middle, line, font=font, fill=_INK, anchor="mm")


Point = tuple[float, float]


def _tail(place: _Rectangle, face: Head | None, size: tuple[int, int], type_size: int) -> tuple[Point, Point, Point]:
    """A tail's root, tip and other root: towards the speaker's mouth, or out of the panel for a voice from outside."""
    width, height = size
    half = 0.55 * type_size
    if face is None:
        goal = (0.0 if place.x0 + place.x1 < width else float(width), min(height * 0.92, place.y1 + 2.4 * type_size))
    else:
        goal = (face.centre[0] * width, (face.y + 0.86 * face.height) * height)
    below = goal[1] >= (place.y0 + place.y1) / 2
    edge = place.y1 - 1 if below else place.y0 + 1
    root = min(max(goal[0], place.x0 + 2.4 * half), place.x1 - 2.4 * half)
    way = goal[0] - root, goal[1] - edge
    length = math.hypot(*way)
    # It points at the mouth and does not touch it.
    reach = (
        min(max(0.0, length - 0.9 * type_size), 3.2 * type_size) if face is not None else min(length, 3.0 * type_size)
    )
    reach = max(reach, 0.9 * type_size)
    tip = (root + way[0] / max(length, 1e-6) * reach, edge + way[1] / max(length, 1e-6) * reach)
    return (root - half, edge), tip, (root + half, edge)


def _inner(tail: tuple[Point, Point, Point], place: _Rectangle, ink: int) -> list[Point]:
    first, tip, second = tail
    inwards = -1.2 * ink if first[1] > (place.y0 + place.y1) / 2 else 1.2 * ink
    middle = (first[0] + second[0]) / 2
    return [
        (first[0] + ink, first[1] + inwards),
        (first[0] + ink, first[1]),
        (middle * 0.5 + tip[0] * 0.5, first[1] * 0.5 + tip[1] * 0.5),
        (second[0] - ink, second[1]),
        (second[0] - ink, second[1] + inwards),
    ]
