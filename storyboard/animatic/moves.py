"""Camera moves on a still: which part of the picture is seen at a moment. Pure geometry, in fractions of the picture."""

from __future__ import annotations

import hashlib
import math
from typing import NamedTuple

from storyboard.animatic.easing import rushed, smooth
from storyboard.model import Direction, Move, Movement

# How far a move goes in at its usual strength: how much larger the picture is at its closest than when it is seen whole.
_PUSHED = 0.18
_PANNED = 0.18
_TRUCKED = 0.14
_CRANED = 0.24
_WHIPPED = 0.30
_HAND_HELD = 0.07
# Who is followed stays as large, nearly; an orbit comes a little closer on its way.
_FOLLOWED, _FOLLOWED_ON = 0.10, 0.08
_ORBITED, _ORBITED_ON = 0.12, 0.06
_WHIP_STARTS = 0.72

_UNMOVED = frozenset({Move.STATIC, Move.RACK})
_SIDEWAYS = frozenset({Move.PAN, Move.TRUCK, Move.WHIP, Move.FOLLOW, Move.ORBIT})
_VERTICAL = frozenset({Move.TILT, Move.PEDESTAL, Move.CRANE})


class View(NamedTuple):
    """What is seen: a box of the picture's own shape. `left` and `top` to its corner, `extent` its width and height."""

    left: float
    top: float
    extent: float


WHOLE = View(0.0, 0.0, 1.0)


def moves(movement: Movement) -> bool:
    """Whether the picture moves at all. A rack changes focus, which one still cannot show: it stays as it is."""
    return movement.move not in _UNMOVED


def view_at(
    movement: Movement,
    progress: float,
    *,
    focus: tuple[float, float],
    seconds: float = 0.0,
    seed: str = "",
    strength: float = 1.0,
) -> View:
    """What the camera sees.

    Args:
        movement: The move; one that lacks its direction takes the usual one (push in, pan right, tilt up).
        progress: How much of the shot is over, 0 to 1.
        focus: What the shot is about, as fractions from the top left. Pushes go there.
        seconds: Time since the shot began, for moves that have no end (hand-held).
        seed: Names the drift of a hand-held shot, so that no two are alike and each is always the same.
        strength: How far it goes; 1 is the usual.

    Returns:
        A box that lies inside the picture.
    """
    move, direction = movement.move, movement.direction
    eased = smooth(progress)
    if move in _UNMOVED:
        return WHOLE
    if move in {Move.PUSH, Move.PULL, Move.ZOOM}:
        goes_out = direction is Direction.OUT or (move is Move.PULL and direction is not Direction.IN)
        return between(WHOLE, _around(focus, _closer(_PUSHED * strength)), 1 - eased if goes_out else eased)
    if move is Move.HANDHELD:
        return _hand_held(seconds, seed, _closer(_HAND_HELD * strength))
    if move is Move.WHIP and direction in {Direction.UP, Direction.DOWN}:
        down, extent = _whipped(progress), _closer(_WHIPPED * strength)
        return View(_at(focus[0], extent), (1 - extent) * (down if direction is Direction.DOWN else 1 - down), extent)
    if move in _VERTICAL:
        return _vertical(move, eased if direction is Direction.DOWN else 1 - eased, focus, strength)
    assert move in _SIDEWAYS
    return _sideways(move, progress, focus, strength, to_left=direction is Direction.LEFT)


def _sideways(move: Move, progress: float, focus: tuple[float, float], strength: float, *, to_left: bool) -> View:
    eased = smooth(progress)
    if move is Move.WHIP:
        eased = _whipped(progress)
    along = 1 - eased if to_left else eased
    if move is Move.FOLLOW:
        # The camera keeps with somebody who walks: it travels, and comes a little closer.
        extent = _closer((_FOLLOWED + _FOLLOWED_ON * eased) * strength)
        return View((1 - extent) * along, _at(focus[1], extent), extent)
    if move is Move.ORBIT:
        extent = _closer((_ORBITED + _ORBITED_ON * eased) * strength)
        arc = 0.5 - 0.5 * math.sin(math.pi * eased)
        return View((1 - extent) * along, (1 - extent) * arc, extent)
    extent = _closer({Move.PAN: _PANNED, Move.TRUCK: _TRUCKED, Move.WHIP: _WHIPPED}[move] * strength)
    return View((1 - extent) * along, _at(focus[1], extent), extent)


def _vertical(move: Move, down: float, focus: tuple[float, float], strength: float) -> View:
    if move is Move.CRANE:
        # A crane that rises sees more of the ground on its way.
        near, far = _closer(_CRANED * strength), _closer(_TRUCKED * strength)
        extent = near + (far - near) * (1 - down)
        return View(_at(focus[0], extent), (1 - extent) * down, extent)
    extent = _closer((_PANNED if move is Move.TILT else _TRUCKED) * strength)
    return View(_at(focus[0], extent), (1 - extent) * down, extent)


def _hand_held(seconds: float, seed: str, extent: float) -> View:
    """Smooth noise: a slow drift of three sines to each side whose phases and paces come from the seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    waves = ((0.19, 0.55), (0.43, 0.30), (0.81, 0.15))
    sway, bob = (
        sum(
            share
            * math.sin(2 * math.pi * (rate * (0.85 + 0.3 * digest[6 + place] / 256) * seconds + digest[place] / 256))
            for place, (rate, share) in enumerate(waves, start)
        )
        for start in (0, 3)
    )
    room = 1 - extent
    return View(room * (0.5 + 0.5 * sway), room * (0.5 + 0.4 * bob), extent)


def _whipped(progress: float) -> float:
    """Waits, and then tears across."""
    return rushed((progress - _WHIP_STARTS) / (1 - _WHIP_STARTS))


def _closer(by: float) -> float:
    """The share of the picture's sides that is seen when it is that much larger."""
    return 1 / (1 + by)


def _around(focus: tuple[float, float], extent: float) -> View:
    return View(_at(focus[0], extent), _at(focus[1], extent), extent)


def _at(centre: float, extent: float) -> float:
    """Where a stretch begins that has its middle as near to `centre` as the picture allows."""
    return _clamped(centre - extent / 2, 1 - extent)


def between(start: View, end: View, share: float) -> View:
    """A view on the way from one to another."""
    return View(*(first + (second - first) * share for first, second in zip(start, end, strict=True)))


def inside(view: View) -> View:
    """The nearest view of the same extent that does not reach over the picture's edge."""
    return View(_clamped(view.left, 1 - view.extent), _clamped(view.top, 1 - view.extent), view.extent)


def _clamped(place: float, most: float) -> float:
    return min(max(place, 0.0), most)
