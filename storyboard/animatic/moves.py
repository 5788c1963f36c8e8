"""Camera moves on a still: which part of the picture is seen at a moment. Pure geometry, in fractions of the picture."""

from __future__ import annotations

import hashlib
import math
from typing import NamedTuple

from storyboard.model import Direction, Move, Movement

# How far a move goes in: the share of the picture's sides that is still seen at its closest.
_PUSHED = 1 / 1.18
_PANNED = 1 / 1.18
_TRUCKED = 1 / 1.14
_CRANED = 1 / 1.24
_WHIPPED = 1 / 1.3
_HAND_HELD = 1 / 1.07
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
    """Whether the picture moves at all. A rack changes focus, which one still cannot show."""
    return movement.move not in _UNMOVED


def view_at(
    movement: Movement, progress: float, *, focus: tuple[float, float], seconds: float = 0.0, seed: str = ""
) -> View:
    """What the camera sees.

    Args:
        movement: The move; one that lacks its direction takes the usual one (push in, pan right, tilt up).
        progress: How much of the shot is over, 0 to 1.
        focus: What the shot is about, as fractions from the top left. Pushes go there.
        seconds: Time since the shot began, for moves that have no end (hand-held).
        seed: Names the drift of a hand-held shot, so that no two are alike and each is always the same.

    Returns:
        A box that lies inside the picture.
    """
    move, direction = movement.move, movement.direction
    eased = smooth(progress)
    if move in _UNMOVED:
        return WHOLE
    if move in {Move.PUSH, Move.PULL, Move.ZOOM}:
        goes_out = direction is Direction.OUT or (move is Move.PULL and direction is not Direction.IN)
        return _between(WHOLE, _around(focus, _PUSHED), 1 - eased if goes_out else eased)
    if move is Move.HANDHELD:
        return _hand_held(seconds, seed)
    if move in _VERTICAL:
        return _vertical(move, eased if direction is Direction.DOWN else 1 - eased, focus)
    assert move in _SIDEWAYS
    return _sideways(move, progress, focus, to_left=direction is Direction.LEFT)


def smooth(progress: float) -> float:
    """Smoothstep: starts and lands softly."""
    inside = min(max(progress, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def _sideways(move: Move, progress: float, focus: tuple[float, float], *, to_left: bool) -> View:
    eased = smooth(progress)
    if move is Move.WHIP:
        eased = smooth((progress - _WHIP_STARTS) / (1 - _WHIP_STARTS))
    along = 1 - eased if to_left else eased
    if move is Move.FOLLOW:
        # The camera keeps with somebody who walks: it travels, and comes a little closer.
        extent = 1 / (1.10 + 0.08 * eased)
        return View((1 - extent) * along, _at(focus[1], extent), extent)
    if move is Move.ORBIT:
        extent = 1 / (1.12 + 0.06 * eased)
        arc = 0.5 - 0.5 * math.sin(math.pi * eased)
        return View((1 - extent) * along, (1 - extent) * arc, extent)
    extent = {Move.PAN: _PANNED, Move.TRUCK: _TRUCKED, Move.WHIP: _WHIPPED}[move]
    return View((1 - extent) * along, _at(focus[1], extent), extent)


def _vertical(move: Move, down: float, focus: tuple[float, float]) -> View:
    if move is Move.CRANE:
        # A crane that rises sees more of the ground on its way.
        extent = _CRANED + (_TRUCKED - _CRANED) * (1 - down)
        return View(_at(focus[0], extent), (1 - extent) * down, extent)
    extent = _PANNED if move is Move.TILT else _TRUCKED
    return View(_at(focus[0], extent), (1 - extent) * down, extent)


def _hand_held(seconds: float, seed: str) -> View:
    """A slow drift of three sines to each side whose phases come from the seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    phases = [byte / 256 * 2 * math.pi for byte in digest[:6]]
    waves = ((0.19, 0.55), (0.43, 0.30), (0.81, 0.15))
    room = 1 - _HAND_HELD
    sway, bob = (
        sum(
            share * math.sin(2 * math.pi * rate * seconds + phase)
            for (rate, share), phase in zip(waves, phases[start : start + 3], strict=True)
        )
        for start in (0, 3)
    )
    return View(room * (0.5 + 0.5 * sway), room * (0.5 + 0.4 * bob), _HAND_HELD)


def _around(focus: tuple[float, float], extent: float) -> View:
    return View(_at(focus[0], extent), _at(focus[1], extent), extent)


def _at(centre: float, extent: float) -> float:
    """Where a stretch begins that has its middle as near to `centre` as the picture allows."""
    return min(max(centre - extent / 2, 0.0), 1 - extent)


def _between(start: View, end: View, share: float) -> View:
    return View(*(first + (second - first) * share for first, second in zip(start, end, strict=True)))
