"""Where people go, as red arrows with a white line: on the floor in perspective, or beside a body that rises or sinks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storyboard.backends.overlay.marks import Mark, Pen, Point, Whose, arrow, sampled
from storyboard.backends.overlay.ways import Kind, Toward, Way
from storyboard.model import Head, Landmarks, Size, Staging

_PLACES = {
    Staging.FAR_LEFT: 0.17,
    Staging.LEFT: 0.31,
    Staging.CENTRE: 0.50,
    Staging.RIGHT: 0.69,
    Staging.FAR_RIGHT: 0.83,
}
# Head height as a share of the picture's, where nobody has measured it.
_HEADS = {Size.ECU: 0.9, Size.CU: 0.58, Size.MCU: 0.46, Size.MS: 0.32, Size.MLS: 0.23, Size.FS: 0.13, Size.WS: 0.08}
_HEADS_TALL = 6.4
_HORIZON = 0.42
# Distance of the picture plane in heights of the picture: about what lenses from full to medium shots have.
_FOCAL = 1.4
# A floor that lies less than this below the horizon is seen edge-on.
_EDGE_ON = 13.0
_LOWEST = 11.0
_LARGEST = 40.0
_ON_FLOOR = {Kind.ENTERS, Kind.LEAVES, Kind.GOES}


@dataclass(frozen=True)
class _Body:
    """Somebody in the pen's units: their head's middle and height, and where their feet or the arrow's floor is."""

    x: float
    head_y: float
    head: float
    floor: float


def people_marks(ways: tuple[Way, ...], pen: Pen, landmarks: Landmarks, size: Size) -> tuple[Mark, ...]:
    """The arrow of each way.

    Args:
        ways: Who moves and how.
        pen: For the picture.
        landmarks: What is known of the picture; without heads people stand where their staging says.
        size: The shot's size.
    """
    heads = {head.character: head for head in landmarks.heads}
    horizon = (landmarks.horizon if landmarks.horizon is not None else _HORIZON) * pen.high
    # Arrows of one picture are of one kind: a large head of a small figure makes no large arrow.
    most = 1.4 * min((head.height * pen.high for head in landmarks.heads), default=math.inf)
    marks = []
    for way in ways:
        body = _body(way, pen, heads.get(way.subject.character), size)
        body = replace(body, head=min(body.head, most)) if way.kind in _ON_FLOOR else body
        if way.kind in {Kind.RISES, Kind.SINKS}:
            marks.append(_beside(body, pen, rises=way.kind is Kind.RISES))
        elif way.kind is Kind.TURNS:
            marks.append(_around(body, pen, way.toward))
        else:
            marks.append(_on_floor(way, body, pen, horizon, _room(body, heads.values(), pen, way.toward)))
    return tuple(marks)


def _body(way: Way, pen: Pen, head: Head | None, size: Size) -> _Body:
    tall = (head.height if head else _HEADS.get(size, 0.05)) * pen.high
    x = (head.centre[0] if head else _PLACES[way.subject.staging]) * pen.wide
    top = head.y * pen.high if head else 0.1 * pen.high
    if not head and size in {Size.WS, Size.EWS}:
        top = 0.4 * pen.high
    return _Body(x, top + tall / 2, tall, min(top + _HEADS_TALL * tall, pen.high - _LOWEST))


def _room(body: _Body, heads: Iterable[Head], pen: Pen, toward: Toward) -> float:
    """How far somebody may go sideways before they reach the next person."""
    sign = {Toward.LEFT: -1.0, Toward.RIGHT: 1.0}.get(toward, 0.0)
    ahead = [(head.centre[0] * pen.wide - body.x) * sign for head in heads]
    return min((distance for distance in ahead if distance > 1), default=math.inf)


def _on_floor(way: Way, body: _Body, pen: Pen, horizon: float, room_ahead: float) -> Mark:
    across, deep = {
        Toward.LEFT: (-1.0, 0.0),
        Toward.RIGHT: (1.0, 0.0),
        Toward.AWAY: (0.0, 1.0),
        # Whoever comes nearer comes three quarters into the picture.
        Toward.NEARER: (-0.67 if way.subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 0.67, -0.74),
    }[way.toward]
    unit = min(max(body.head * 0.8, 6.0), 13.0)
    aside = min(max(body.head * 1.5, 5.0), 20.0)
    length = min(max(3.4 * unit, 20.0), _LARGEST)
    if deep:
        length = _LARGEST if deep > 0 else 26.0
    start = body.x + across * aside
    if across and not deep:
        edge = pen.wide - 2.5 if across > 0 else 2.5
        room = abs(edge - start)
        if way.kind is Kind.LEAVES:
            length = min(max(room, 14.0), 2 * _LARGEST)
            start = edge - across * length
        elif way.kind is Kind.ENTERS:
            begin = 2.5 if across > 0 else pen.wide - 2.5
            length = min(max(abs(body.x - across * aside - begin), 16.0), 2 * _LARGEST)
            start = begin
        else:
            length = max(min(length, room_ahead - 2.0), 13.0)
            start -= across * max(0.0, length + aside - min(room + aside, max(room_ahead, length)))
    drop = body.floor - horizon
    flat = drop < _EDGE_ON
    # A floor seen at a low angle would press an arrow that goes sideways into a line.
    broad = unit if flat or deep else unit * min(max(0.5 * _FOCAL * pen.high / drop, 1.0), 2.4)
    outline = arrow(
        tuple((across * length * step / 8, deep * length * step / 8) for step in range(9)),
        broad * 0.62,
        broad * 0.72,
        (unit * 1.5, broad * 2.0),
    )
    if flat:
        floor = min(body.floor, pen.high - _LOWEST)
        loop = [(start + x, floor - 0.5 * z) for x, z in outline]
    else:
        # Something on the floor goes towards the horizon as its distance grows.
        focal = _FOCAL * pen.high
        loop = [(body.x + (start - body.x + x) / (1 + z / focal), horizon + drop / (1 + z / focal)) for x, z in outline]
    return pen.mark(Whose.SUBJECT, _moved_inside(loop, pen))


def _moved_inside(loop: list[Point], pen: Pen) -> list[Point]:
    """The same outline where all of it can be seen."""

    def shift(values: list[float], most: float) -> float:
        low, high = min(values), max(values)
        return max(2.0 - low, 0.0) or min(most - 2.0 - high, 0.0)

    right, down = shift([x for x, _ in loop], pen.wide), shift([y for _, y in loop], pen.high)
    return [(x + right, y + down) for x, y in loop]


def _beside(body: _Body, pen: Pen, *, rises: bool) -> Mark:
    """Upwards or downwards, at the side where there is more room."""
    away = min(max(body.head * 1.7, 8.0), 0.36 * pen.wide)
    x = body.x + (away if body.x < pen.wide / 2 else -away)
    reach = min(max(body.head * 1.5, 11.0), 30.0)
    middle = min(max(body.head_y + body.head * 0.9, reach + 4), pen.high - reach - 4)
    sign = -1.0 if rises else 1.0
    path = ((x, middle - sign * reach), (x, middle + sign * reach))
    return pen.mark(Whose.SUBJECT, _moved_inside(list(arrow(path, 3.0, 4.4, (8.5, 10.5))), pen))


def _around(body: _Body, pen: Pen, toward: Toward) -> Mark:
    """A turn: an arrow around the neck, open behind."""
    wide = min(max(body.head * 0.95, 7.0), 24.0)
    y = body.head_y + max(body.head * 0.82, 4.6)
    sign = -1.0 if toward is Toward.LEFT else 1.0

    def curve(share: float) -> Point:
        angle = math.radians(150 - 290 * share)
        return body.x - sign * wide * math.sin(angle), y + wide * 0.34 * math.cos(angle)

    weight = wide / 12
    outline = arrow(sampled(curve, 32), 0.9 * weight, 2.2 * weight, (4.6 * weight, 5.6 * weight))
    return pen.mark(Whose.SUBJECT, _moved_inside(list(outline), pen))
