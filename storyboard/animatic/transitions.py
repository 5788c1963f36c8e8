"""How two shots are joined, and how one comes out of a colour or goes into it; lengths are whole frames."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from storyboard.model import Shot, TransitionKind, frames_of


class Join(StrEnum):
    """What is seen while both shots are."""

    DISSOLVE = "dissolve"
    WIPE = "wipe"
    WHIP = "whip"


class Fade(NamedTuple):
    """How many frames a fade takes, 0 for none, and the colour it comes from or goes to."""

    frames: int = 0
    white: bool = False


JOINS = {
    TransitionKind.DISSOLVE: Join.DISSOLVE,
    TransitionKind.WIPE: Join.WIPE,
    TransitionKind.WHIP: Join.WHIP,
}
_SECONDS = {Join.DISSOLVE: Fraction(1, 2), Join.WIPE: Fraction(1, 2), Join.WHIP: Fraction(1, 3)}
_FADE_SECONDS = Fraction(1, 2)
_FROM_COLOUR = (TransitionKind.FADE_IN, TransitionKind.FADE_FROM_WHITE)
_TO_COLOUR = (TransitionKind.FADE_OUT, TransitionKind.FADE_TO_WHITE)


def join_of(before: Shot, after: Shot, fps: Fraction) -> tuple[Join, int] | None:
    """How two neighbours are joined, and how many frames of it lie on either side of their cut; None for a plain cut.

    A fade at their cut, of either of them, is not mixed with anything. What the first one says goes before what the
    second says. A shot may be joined at both ends, so a third of it stays its own; too short a shot is cut.
    """
    if before.transition_out in _TO_COLOUR or after.transition_in in _FROM_COLOUR:
        return None
    join = JOINS.get(before.transition_out) or JOINS.get(after.transition_in)
    if join is None:
        return None
    half = min(round(_SECONDS[join] * fps) // 2, before.duration_frames // 3, after.duration_frames // 3)
    return (join, half) if half else None


def fades_of(shot: Shot, fps: Fraction) -> tuple[Fade, Fade]:
    """How a shot fades in and out. A third of a short shot at least is seen in full light."""
    frames = min(frames_of(_FADE_SECONDS, fps), shot.duration_frames // 3)
    return (
        Fade(frames, shot.transition_in is TransitionKind.FADE_FROM_WHITE)
        if shot.transition_in in _FROM_COLOUR
        else Fade(),
        Fade(frames, shot.transition_out is TransitionKind.FADE_TO_WHITE)
        if shot.transition_out in _TO_COLOUR
        else Fade(),
    )
