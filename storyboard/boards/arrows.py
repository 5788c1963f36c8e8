"""Camera moves as crews draw them on boards: frames in the frame, block arrows on its edges.

The geometry is drawn twice from here: as SVG over the page's pictures and with Pillow on the contact sheet. It is never
drawn into a take, because a video model would animate the arrow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from storyboard.model import Direction, Move, Movement

Point = tuple[float, float]
WIDTH = 1600.0
_INNER = 0.58  # side of the smaller frame of a push or pull, as a share of the picture's


@dataclass(frozen=True)
class Shape:
    """A filled outline, or a line of `stroke` units; in a picture `WIDTH` units wide, from its top left."""

    points: tuple[Point, ...]
    stroke: float = 0.0
    closed: bool = False


def move_shapes(movement: Movement, ratio: float, focus: Point = (0.5, 0.5)) -> tuple[Shape, ...]:
    """The arrows of a camera move.

    Args:
        movement: The move; static, and moves that no arrow can show (a rack of focus), give none.
        ratio: Width of the picture over its height.
        focus: What the camera goes towards or around, as fractions of the visible picture from its top left.
    """
    draw = _DRAWERS.get(movement.move)
    return draw(_Frame(ratio, focus), movement.direction) if draw else ()


def outline_width(ratio: float) -> float:
    """Width of the dark line around the white shapes, in the shapes' units."""
    return _Frame(ratio, (0.5, 0.5)).unit * 0.75


class _Frame:
    """The picture's measures; `unit` is a hundredth of its shorter side, so that arrows suit every format."""

    def __init__(self, ratio: float, focus: Point) -> None:
        self.width, self.height = WIDTH, WIDTH / ratio
        self.unit = min(self.width, self.height) / 100
        self.focus = focus

    def at(self, x: float, y: float) -> Point:
        return x * self.width, y * self.height

    def inner(self) -> tuple[Point, Point]:
        """Top left and bottom right of the smaller frame, around the focus but clear of the edges."""
        reach = _INNER / 2
        x, y = (min(max(value, 0.42), 0.58) for value in self.focus)
        return self.at(x - reach, y - reach), self.at(x + reach, y + reach)


def _arrow(tail: Point, tip: Point, unit: float, *, weight: float = 1.0, double: bool = False) -> Shape:
    """A block arrow; with `double` it has a head at both ends."""
    length = math.dist(tail, tip) or 1.0
    along = ((tip[0] - tail[0]) / length, (tip[1] - tail[1]) / length)
    across = (-along[1], along[0])
    head = min(6.5 * unit * weight, length * (0.42 if double else 0.62))
    shaft, wing = 1.15 * unit * weight, 3.5 * unit * weight

    def place(forward: float, sideways: float) -> Point:
        return tail[0] + along[0] * forward + across[0] * sideways, tail[1] + along[1] * forward + across[1] * sideways

    right = [place(length - head, shaft), place(length - head, wing), (tip[0], tip[1])]
    left = [place(length - head, -wing), place(length - head, -shaft)]
    if double:
        back = [place(head, -shaft), place(head, -wing), tail, place(head, wing), place(head, shaft)]
    else:
        back = [place(0, -shaft), place(0, shaft)]
    return Shape((*back, *right, *left), closed=True)


def _rectangle(corner: Point, opposite: Point, stroke: float) -> Shape:
    (left, top), (right, bottom) = corner, opposite
    return Shape(((left, top), (right, top), (right, bottom), (left, bottom)), stroke=stroke, closed=True)


def _curved(curve: Callable[[float], Point], unit: float, *, weight: float = 1.0) -> tuple[Shape, ...]:
    """An arrow along `curve(0)` to `curve(1)`, its head in the direction the curve ends in."""
    points = tuple(curve(step / 24) for step in range(25))
    start, end = points[-4], points[-1]
    length = math.dist(start, end) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    head, wing = 6.5 * unit * weight, 3.5 * unit * weight
    tip = (end[0] + along[0] * head * 0.8, end[1] + along[1] * head * 0.8)
    base = (tip[0] - along[0] * head, tip[1] - along[1] * head)
    corners = (
        (base[0] - along[1] * wing, base[1] + along[0] * wing),
        (base[0] + along[1] * wing, base[1] - along[0] * wing),
    )
    return Shape(points, stroke=2.3 * unit * weight), Shape((corners[0], tip, corners[1]), closed=True)


def _closer(frame: _Frame, *, weight: float, inwards: bool) -> tuple[Shape, ...]:
    top_left, bottom_right = frame.inner()
    unit = frame.unit
    shapes = [_rectangle(top_left, bottom_right, 0.7 * unit)]
    for inner_x, outer_x in ((top_left[0], 0.0), (bottom_right[0], frame.width)):
        for inner_y, outer_y in ((top_left[1], 0.0), (bottom_right[1], frame.height)):
            reach = math.dist((inner_x, inner_y), (outer_x, outer_y))
            step = ((inner_x - outer_x) / reach, (inner_y - outer_y) / reach)
            # A flat arrow needs more room before its wings are clear of the edge.
            flat = min(abs(step[0]), abs(step[1]))
            clear = max(3.0, 3.8 * weight / flat - 6.5 * weight, 1.5 * weight / flat)
            outer = (outer_x + step[0] * clear * unit, outer_y + step[1] * clear * unit)
            inner = (inner_x - step[0] * 2 * unit, inner_y - step[1] * 2 * unit)
            shapes.append(
                _arrow(outer, inner, unit, weight=weight) if inwards else _arrow(inner, outer, unit, weight=weight)
            )
    return tuple(shapes)


def _push(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    return _closer(frame, weight=1.0, inwards=direction is not Direction.OUT)


def _pull(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    return _closer(frame, weight=1.0, inwards=direction is Direction.IN)


def _zoom(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    # The lens moves, not the camera: thin joining lines instead of block arrows.
    return _closer(frame, weight=0.5, inwards=direction is not Direction.OUT)


def _pan(frame: _Frame, direction: Direction, *, weight: float = 1.35) -> tuple[Shape, ...]:
    """The camera turns: an arrow at the side it turns to."""
    if direction in {Direction.UP, Direction.DOWN}:
        return _tilt(frame, direction)
    unit, middle = frame.unit, frame.height / 2
    if direction is Direction.LEFT:
        return (_arrow((24 * unit, middle), (2.5 * unit, middle), unit, weight=weight),)
    if direction is Direction.RIGHT:
        return (_arrow((frame.width - 24 * unit, middle), (frame.width - 2.5 * unit, middle), unit, weight=weight),)
    low = frame.height - 8 * unit
    return (
        _arrow(
            (frame.width / 2 - 18 * unit, low), (frame.width / 2 + 18 * unit, low), unit, weight=weight, double=True
        ),
    )


def _whip(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    (arrow,) = _pan(frame, direction, weight=1.1)
    side = -1 if direction is Direction.LEFT else 1
    edge = 0.0 if direction is Direction.LEFT else frame.width
    unit, middle = frame.unit, frame.height / 2
    streaks = [
        Shape(
            ((edge - side * far * unit, middle + high * unit), (edge - side * near * unit, middle + high * unit)),
            stroke=0.9 * unit,
        )
        for high, far, near in ((-8, 34, 10), (8, 34, 10), (0, 38, 27))
    ]
    return (*streaks, arrow) if direction in {Direction.LEFT, Direction.RIGHT} else (arrow,)


def _tilt(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    unit, middle = frame.unit, frame.width / 2
    if direction is Direction.UP:
        return (_arrow((middle, 24 * unit), (middle, 2.5 * unit), unit, weight=1.35),)
    if direction is Direction.DOWN:
        return (_arrow((middle, frame.height - 24 * unit), (middle, frame.height - 2.5 * unit), unit, weight=1.35),)
    side = frame.width - 8 * unit
    return (
        _arrow(
            (side, frame.height / 2 - 18 * unit), (side, frame.height / 2 + 18 * unit), unit, weight=1.35, double=True
        ),
    )


def _truck(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    """The camera travels sideways: an arrow along the bottom edge, on its rails."""
    if direction in {Direction.IN, Direction.OUT}:
        return _push(frame, direction)
    unit = frame.unit
    left, right, low = frame.width * 0.28, frame.width * 0.72, frame.height - 10 * unit
    rails = tuple(
        Shape(((left, low + drop * unit), (right, low + drop * unit)), stroke=0.6 * unit) for drop in (5.2, 7.2)
    )
    tail, tip = ((right, low), (left, low)) if direction is Direction.LEFT else ((left, low), (right, low))
    return (*rails, _arrow(tail, tip, unit, weight=1.2, double=direction is Direction.NONE))


def _pedestal(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    """The camera rises or sinks: an arrow along the right edge, beside its column."""
    unit = frame.unit
    side, high, low = frame.width - 10 * unit, frame.height * 0.26, frame.height * 0.74
    column = tuple(
        Shape(((side + away * unit, high), (side + away * unit, low)), stroke=0.6 * unit) for away in (5.2, 7.2)
    )
    tail, tip = ((side, high), (side, low)) if direction is Direction.DOWN else ((side, low), (side, high))
    return (*column, _arrow(tail, tip, unit, weight=1.2, double=direction is Direction.NONE))


def _crane(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    """The camera swings up or down on an arm: a curved arrow along the right edge."""
    unit = frame.unit
    turns = -1 if direction is Direction.DOWN else 1

    def arc(share: float) -> Point:
        angle = turns * math.radians(52 - 104 * share)
        reach = frame.height * 0.36
        return frame.width - 8 * unit - reach * (1 - math.cos(angle)), frame.height / 2 + reach * math.sin(angle)

    return _curved(arc, unit, weight=1.15)


def _orbit(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    """The camera goes around its subject: an ellipse on the floor below the focus."""
    turns = -1 if direction is Direction.LEFT else 1
    middle = min(max(frame.focus[0], 0.3), 0.7) * frame.width

    def arc(share: float) -> Point:
        angle = turns * math.radians(150 - 300 * share)
        return middle + frame.unit * 30 * math.sin(-angle), frame.height - frame.unit * (17 - 9 * math.cos(angle))

    return _curved(arc, frame.unit)


def _follow(frame: _Frame, direction: Direction) -> tuple[Shape, ...]:
    """The camera stays with somebody: finder brackets around them, and the way they go where it is known."""
    unit = frame.unit
    x = min(max(frame.focus[0], 0.2), 0.8) * frame.width
    y = min(max(frame.focus[1], 0.25), 0.75) * frame.height
    reach, leg = 18 * unit, 6 * unit
    brackets = tuple(
        Shape(
            (
                (x + h * (reach - leg), y + v * reach),
                (x + h * reach, y + v * reach),
                (x + h * reach, y + v * (reach - leg)),
            ),
            stroke=1.4 * unit,
        )
        for h in (-1, 1)
        for v in (-1, 1)
    )
    rails = 2
    return (
        (*brackets, *_truck(frame, direction)[rails:]) if direction in {Direction.LEFT, Direction.RIGHT} else brackets
    )


def _handheld(frame: _Frame, _: Direction) -> tuple[Shape, ...]:
    """The camera breathes: a wave along two corners."""
    unit = frame.unit

    def wave(start_x: float, y: float) -> Shape:
        span = range(41)
        return Shape(
            tuple((start_x + step * 0.5 * unit, y + 1.7 * unit * math.sin(step * math.pi / 5)) for step in span),
            stroke=unit,
        )

    return wave(4 * unit, 6 * unit), wave(frame.width - 24 * unit, frame.height - 6 * unit)


_DRAWERS: dict[Move, Callable[[_Frame, Direction], tuple[Shape, ...]]] = {
    Move.PAN: _pan,
    Move.TILT: _tilt,
    Move.PUSH: _push,
    Move.PULL: _pull,
    Move.ZOOM: _zoom,
    Move.TRUCK: _truck,
    Move.PEDESTAL: _pedestal,
    Move.CRANE: _crane,
    Move.ORBIT: _orbit,
    Move.FOLLOW: _follow,
    Move.WHIP: _whip,
    Move.HANDHELD: _handheld,
}
