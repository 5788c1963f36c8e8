"""The pen: arrows, boxes, bars and dashes as outlines. It measures in hundredths of the picture's shorter side."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Point = tuple[float, float]
Loop = tuple[Point, ...]

OUTLINE = 0.75
"""Width of the contrasting line around a mark, in hundredths of the picture's shorter side."""

_EDGE = 1.2  # What a mark keeps from the edge of the picture: its outline must show whole.


class Whose(StrEnum):
    """Whose way a mark shows: the camera's are white with a black line, people's red with a white one."""

    CAMERA = "camera"
    SUBJECT = "subject"


@dataclass(frozen=True)
class Mark:
    """A filled sign with a line around it.

    `loops` are closed outlines in fractions of the picture's width and height, from its top left; where they enclose
    one another, every second one is a hole (even-odd).
    """

    whose: Whose
    loops: tuple[Loop, ...]


class Pen:
    """Draws on a picture of that ratio; x runs to `wide` and y to `high`, the shorter of which is 100."""

    def __init__(self, ratio: float) -> None:
        self.wide, self.high = (100 * ratio, 100.0) if ratio >= 1 else (100.0, 100 / ratio)

    def at(self, x: float, y: float) -> Point:
        """A point by its fractions of the picture."""
        return x * self.wide, y * self.high

    def mark(self, whose: Whose, *loops: Sequence[Point]) -> Mark:
        """Outlines of the pen's units as a mark; what would leave the picture is pressed against its edge."""

        def inside(point: Point) -> Point:
            x, y = (min(max(v, _EDGE), most - _EDGE) for v, most in zip(point, (self.wide, self.high), strict=True))
            return x / self.wide, y / self.high

        return Mark(whose, tuple(tuple(inside(point) for point in loop) for loop in loops))


def sampled(curve: Callable[[float], Point], steps: int = 24) -> Loop:
    """Points along `curve(0)` to `curve(1)`."""
    return tuple(curve(step / steps) for step in range(steps + 1))


def arrow(path: Sequence[Point], tail: float, neck: float, head: tuple[float, float], *, double: bool = False) -> Loop:
    """The outline of an arrow along a path.

    Args:
        path: Where its middle runs, from tail to tip.
        tail: Its width at the tail.
        neck: Its width where the head begins.
        head: Length and width of the head.
        double: It has a head at both ends.
    """
    whole = sum(math.dist(a, b) for a, b in pairwise(path)) or 1.0
    reach = min(head[0], whole * (0.42 if double else 0.6))
    wide = head[1] * max(reach / head[0], 0.6)
    shaft = _part(path, reach if double else 0.0, whole - reach)
    sides = [_across(shaft, index) for index in range(len(shaft))]
    widths = [tail + (neck - tail) * index / max(len(shaft) - 1, 1) for index in range(len(shaft))]
    right = [_off(point, side, width / 2) for point, side, width in zip(shaft, sides, widths, strict=True)]
    left = [_off(point, side, -width / 2) for point, side, width in zip(shaft, sides, widths, strict=True)]
    tip = [_off(shaft[-1], sides[-1], wide / 2), path[-1], _off(shaft[-1], sides[-1], -wide / 2)]
    end = [_off(shaft[0], sides[0], -wide / 2), path[0], _off(shaft[0], sides[0], wide / 2)] if double else []
    return (*right, *tip, *reversed(left), *end)


def bar(start: Point, end: Point, width: float, end_width: float | None = None) -> Loop:
    """A straight stroke; with `end_width` it tapers."""
    side = _across((start, end), 0)
    last = width if end_width is None else end_width
    return (
        _off(start, side, width / 2),
        _off(end, side, last / 2),
        _off(end, side, -last / 2),
        _off(start, side, -width / 2),
    )


def box(corner: Point, opposite: Point, width: float) -> tuple[Loop, Loop]:
    """A frame drawn with a line of that width."""
    half = width / 2
    (left, top), (right, bottom) = corner, opposite
    return (
        ((left - half, top - half), (right + half, top - half), (right + half, bottom + half), (left - half, bottom + half)),
        ((left + half, top + half), (right - half, top + half), (right - half, bottom - half), (left + half, bottom - half)),
    )  # fmt: skip


def dashed(points: Sequence[Point], width: float, dash: float = 4.2) -> tuple[Loop, ...]:
    """A broken line through the points; every straight piece begins and ends with a dash."""
    loops = []
    for start, end in pairwise(points):
        length = math.dist(start, end)
        count = max(1, round(length / dash / 1.7))
        # Dashes of 1 and gaps of 0.7, so that the last dash ends at the corner.
        step = length / (count + 0.7 * (count - 1))
        for index in range(count):
            first, last = index * 1.7 * step / (length or 1), (index * 1.7 + 1) * step / (length or 1)
            loops.append(bar(_between(start, end, first), _between(start, end, last), width))
    return tuple(loops)


def dashed_box(corner: Point, opposite: Point, width: float) -> tuple[Loop, ...]:
    """A frame drawn with a broken line."""
    (left, top), (right, bottom) = corner, opposite
    return dashed(((left, top), (right, top), (right, bottom), (left, bottom), (left, top)), width)


def tick(corner: Point, toward: Point, leg: float, width: float) -> Loop:
    """The corner of a frame: two legs from `corner`, in the directions of the signs of `toward`."""
    (x, y), half = corner, width / 2
    h, v = math.copysign(1, toward[0]), math.copysign(1, toward[1])
    return (
        (x - h * half, y - v * half),
        (x + h * leg, y - v * half),
        (x + h * leg, y + v * half),
        (x + h * half, y + v * half),
        (x + h * half, y + v * leg),
        (x - h * half, y + v * leg),
    )


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _off(point: Point, side: Point, distance: float) -> Point:
    return point[0] + side[0] * distance, point[1] + side[1] * distance


def _across(path: Sequence[Point], index: int) -> Point:
    """Unit vector to the right of the way at a point of the path."""
    before, after = path[max(index - 1, 0)], path[min(index + 1, len(path) - 1)]
    length = math.dist(before, after) or 1.0
    return -(after[1] - before[1]) / length, (after[0] - before[0]) / length


def _part(path: Sequence[Point], first: float, last: float) -> Loop:
    """The part of a path between two distances along it."""
    kept: list[Point] = []
    gone = 0.0
    for start, end in pairwise(path):
        length = math.dist(start, end)
        if length > 0 and gone + length > first and gone < last:
            if not kept:
                kept.append(_between(start, end, max(first - gone, 0) / length))
            kept.append(_between(start, end, min(last - gone, length) / length))
        gone += length
    return tuple(kept) if len(kept) > 1 else (path[0], path[-1])
