"""What the camera does, as white signs with a black line: at the edges of the picture, and as a frame in the frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storyboard.backends.overlay.marks import (
    Mark,
    Pen,
    Point,
    Whose,
    arrow,
    bar,
    box,
    dashed,
    dashed_box,
    sampled,
    tick,
)
from storyboard.model import Direction, Head, Move, Movement

# How much of the picture's sides the smaller frame of a push takes, and how many heads high it is around a head.
_LEAST, _USUAL, _MOST = 0.40, 0.52, 0.62
_HEADS = 2.3
_BLOCK = (7.0, 7.4)  # head of an ordinary arrow
_BROAD = (10.0, 11.0)


@dataclass(frozen=True)
class Scene:
    """What is known of the picture: `focus` in fractions of it, and the heads in it.

    `busy` says that somebody's arrow lies along the lower edge; the camera's goes to the upper one then.
    """

    pen: Pen
    focus: Point
    heads: tuple[Head, ...] = ()
    busy: bool = False


def camera_marks(movement: Movement, scene: Scene) -> tuple[Mark, ...]:
    """The signs of a camera move; none for a static camera."""
    draw = _DRAWERS.get(movement.move)
    return draw(scene, movement.direction) if draw else ()


def _white(scene: Scene, *loops: Sequence[Point]) -> Mark:
    return scene.pen.mark(Whose.CAMERA, *loops)


def _inner(scene: Scene) -> tuple[Point, Point]:
    """Top left and bottom right of the smaller frame: around the head in the middle of things, clear of the edges."""
    x, y = scene.focus
    nearest = min(scene.heads, key=lambda head: math.dist(head.centre, scene.focus), default=None)
    side = _USUAL
    if nearest is not None and math.dist(nearest.centre, scene.focus) < nearest.height:
        side = min(max(nearest.height * _HEADS, _LEAST), _MOST)
        # Room below the chin rather than above the hair, but no hat is cut.
        y = min(y + nearest.height * 0.28, nearest.y + side / 2 - 0.02)
    reach = side / 2
    # Heads are near the upper edge more often than near the sides.
    x, y = (min(max(value, reach + room), 1 - reach - room) for value, room in ((x, 0.14), (y, 0.09)))
    return scene.pen.at(x - reach, y - reach), scene.pen.at(x + reach, y + reach)


def _closer(scene: Scene, *, inwards: bool, zoom: bool) -> tuple[Mark, ...]:
    pen, weight = scene.pen, 0.62 if zoom else 1.0
    top_left, bottom_right = _inner(scene)
    frame = dashed_box(top_left, bottom_right, 0.85) if zoom else box(top_left, bottom_right, 0.85)
    marks = [_white(scene, *frame)]
    for inner_x, outer_x in ((top_left[0], 0.0), (bottom_right[0], pen.wide)):
        for inner_y, outer_y in ((top_left[1], 0.0), (bottom_right[1], pen.high)):
            reach = math.dist((inner_x, inner_y), (outer_x, outer_y))
            step = ((inner_x - outer_x) / reach, (inner_y - outer_y) / reach)
            # A flat arrow needs more room before its wings are clear of the edge.
            flat = min(abs(step[0]), abs(step[1]))
            clear = min(max(3.5, 4.6 * weight / flat - 6 * weight, 2.2 * weight / flat), reach * 0.5)
            outer = (outer_x + step[0] * clear, outer_y + step[1] * clear)
            inner = (inner_x - step[0] * 2.4, inner_y - step[1] * 2.4)
            path = (outer, inner) if inwards else (inner, outer)
            head = (_BLOCK[0] * weight, _BLOCK[1] * weight)
            marks.append(_white(scene, arrow(path, 1.6 * weight, 3.0 * weight, head)))
    return tuple(marks)


def _push(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    return _closer(scene, inwards=direction is not Direction.OUT, zoom=False)


def _pull(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    return _closer(scene, inwards=direction is Direction.IN, zoom=False)


def _zoom(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    # The lens moves, not the camera: a broken frame and thin arrows.
    return _closer(scene, inwards=direction is not Direction.OUT, zoom=True)


def _arch(scene: Scene, direction: Direction) -> tuple[tuple[Point, ...], float]:
    """The way of a turn along the lower or the upper edge, and -1 when that goes to the left."""
    pen = scene.pen
    edge, bulge = (8.0, 6.0) if scene.busy else (pen.high - 8.0, -6.0)
    sign = -1.0 if direction is Direction.LEFT else 1.0
    half = min(pen.wide * 0.27, 46.0)

    def curve(share: float) -> Point:
        return pen.wide / 2 + sign * half * (2 * share - 1), edge + bulge * math.sin(math.pi * share)

    return sampled(curve), sign


def _pan(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """The camera turns: an arched arrow along an edge."""
    if direction in {Direction.UP, Direction.DOWN}:
        return _tilt(scene, direction)
    path, _ = _arch(scene, direction)
    both = direction is Direction.NONE
    return (_white(scene, arrow(path, 3.6 if both else 2.0, 4.2, _BROAD, double=both)),)


def _whip(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """A turn so fast that everything blurs: strokes of speed behind a thick arrow."""
    if direction in {Direction.UP, Direction.DOWN}:
        return _tilt(scene, direction)
    path, sign = _arch(scene, direction)
    way = path[10:]
    (x, y), half = path[8], scene.pen.wide * 0.5 - 4
    strokes = [
        bar((x - sign * gap, y + lift), (max(x - sign * reach, 3) if sign > 0 else min(x - sign * reach, 2 * half), y + lift), 1.5, 0.3)
        for gap, lift, reach in ((1.5, -2.6, 30.0), (3.5, 0.4, 38.0), (1.5, 3.4, 26.0))
    ]  # fmt: skip
    return (_white(scene, *strokes), _white(scene, arrow(way, 3.0, 5.0, (11.0, 12.5))))


def _tilt(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """The camera nods: an arched arrow at the right."""
    pen, both = scene.pen, direction is Direction.NONE
    sign = 1.0 if direction is Direction.DOWN else -1.0
    half = min(pen.high * 0.28, 40.0)

    def curve(share: float) -> Point:
        return pen.wide - 8 - 6 * math.sin(math.pi * share), pen.high / 2 + sign * half * (2 * share - 1)

    return (_white(scene, arrow(sampled(curve), 3.6 if both else 2.0, 4.2, _BROAD, double=both)),)


def _truck(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """The camera travels sideways: a straight thick arrow on its rails."""
    if direction in {Direction.IN, Direction.OUT}:
        return _push(scene, direction)
    pen, both = scene.pen, direction is Direction.NONE
    half = min(pen.wide * 0.27, 46.0)
    left, right = pen.wide / 2 - half, pen.wide / 2 + half
    line, rails = (13.0, (3.4, 5.8)) if scene.busy else (pen.high - 13.0, (pen.high - 5.8, pen.high - 3.4))
    path = ((right, line), (left, line)) if direction is Direction.LEFT else ((left, line), (right, line))
    tracks = [bar((left, y), (right, y), 0.8) for y in rails]
    return (_white(scene, *tracks), _white(scene, arrow(path, 4.4, 4.8, (10.5, 12.0), double=both)))


def _lift(scene: Scene, direction: Direction, bulge: float) -> tuple[Mark, ...]:
    """The camera rises or sinks: a long tapered arrow at the right with a box where it starts."""
    pen = scene.pen
    sign = 1.0 if direction is Direction.DOWN else -1.0
    half = min(pen.high * 0.33, 48.0)

    def curve(share: float) -> Point:
        return pen.wide - 9.5 - bulge * math.sin(math.pi * share), pen.high / 2 + sign * half * (2 * share - 1)

    (x, y), path = curve(0), sampled(curve)
    where = box((x - 5.4, y - 3.2), (x + 5.4, y + 3.2), 0.9)
    return (_white(scene, arrow(path[2:], 1.0, 4.8, (11.0, 11.0))), _white(scene, *where))


def _pedestal(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    return _lift(scene, direction, 0.0)


def _crane(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    # An arm swings: the way is bent.
    return _lift(scene, direction, 9.0)


def _orbit(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """The camera goes around somebody: a curved arrow on the floor under them."""
    pen = scene.pen
    wide = min(30.0, pen.wide / 2 - 9)
    middle = min(max(scene.focus[0] * pen.wide, wide + 7), pen.wide - wide - 7)
    turns = -1 if direction is Direction.LEFT else 1

    def curve(share: float) -> Point:
        angle = math.radians(150 - 262 * share)
        return middle - turns * wide * math.sin(angle), pen.high - 19 + 12 * math.cos(angle)

    return (_white(scene, arrow(sampled(curve, 40), 1.6, 4.0, _BROAD)),)


def _follow(scene: Scene, direction: Direction) -> tuple[Mark, ...]:
    """The camera goes along with somebody: a wedge from below into the depth, behind them."""
    pen = scene.pen
    lean = {Direction.LEFT: -1.0, Direction.RIGHT: 1.0}.get(direction, 0.0)
    if scene.busy and not lean:  # Beside the arrow of whoever is followed.
        lean = 1.0 if scene.focus[0] > 0.5 else -1.0
    x = min(max(scene.focus[0] * pen.wide - lean * 26, 16), pen.wide - 16)
    foot, tip = (x - lean * 9, pen.high - 3), (x + lean * 9, pen.high - 24)
    return (_white(scene, arrow((foot, tip), 13.0, 6.0, (9.0, 12.5))),)


def _handheld(scene: Scene, _: Direction) -> tuple[Mark, ...]:
    """The camera breathes: the corners of a frame that is never quite still."""
    pen = scene.pen
    ticks = [
        tick((x + h * 2.6 * step, y + v * 2.6 * step), (h, v), 11.0 - 2.2 * step, 0.9)
        for x, h in ((3.2, 1.0), (pen.wide - 3.2, -1.0))
        for y, v in ((3.2, 1.0), (pen.high - 3.2, -1.0))
        for step in range(3)
    ]
    return (_white(scene, *ticks),)


def _rack(scene: Scene, _: Direction) -> tuple[Mark, ...]:
    """The focus goes from one to another: a broken line from finder to finder, the second of them drawn full."""
    pen = scene.pen
    by_size = sorted(scene.heads, key=lambda head: -head.height)
    if len(by_size) > 1:
        first, last = by_size[0], by_size[-1]
        places = [(pen.at(*head.centre), max(head.height * pen.high * 0.62, 5.0)) for head in (first, last)]
    else:
        far = pen.at(*scene.focus)
        near = (pen.wide * (0.18 if scene.focus[0] > 0.5 else 0.82), pen.high * 0.80)
        places = [(near, 11.0), (far, max(by_size[0].height * pen.high * 0.62, 5.0) if by_size else 9.0)]
    (start, begin_reach), (end, end_reach) = places
    length = math.dist(start, end) or 1.0
    way = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    marks = [_finder(scene, start, begin_reach, 0.7), _finder(scene, end, end_reach, 1.3)]
    # From the edge of one finder to the edge of the other.
    begin_gap, end_gap = (
        reach * min(1 / max(abs(way[0]), 1e-6), 1 / max(abs(way[1]), 1e-6)) + 1.5 for reach in (begin_reach, end_reach)
    )
    if length > begin_gap + end_gap + 9:
        tail = (start[0] + way[0] * begin_gap, start[1] + way[1] * begin_gap)
        tip = (end[0] - way[0] * end_gap, end[1] - way[1] * end_gap)
        neck = (tip[0] - way[0] * 4, tip[1] - way[1] * 4)
        marks += [
            _white(scene, *dashed((tail, neck), 0.9, 3.0)),
            _white(scene, arrow((neck, tip), 0.9, 0.9, (4.0, 5.0))),
        ]
    return tuple(marks)


def _finder(scene: Scene, middle: Point, reach: float, width: float) -> Mark:
    pen = scene.pen
    x = min(max(middle[0], reach + 2.5), pen.wide - reach - 2.5)
    y = min(max(middle[1], reach + 2.5), pen.high - reach - 2.5)
    corners = [
        tick((x + h * reach, y + v * reach), (-h, -v), reach * 0.5, width) for h in (-1.0, 1.0) for v in (-1.0, 1.0)
    ]
    return _white(scene, *corners)


_DRAWERS: dict[Move, Callable[[Scene, Direction], tuple[Mark, ...]]] = {
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
    Move.RACK: _rack,
}
