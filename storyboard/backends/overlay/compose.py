"""The overlay of a shot: what its camera does and where its people go, together."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.backends.overlay.camera import Scene, camera_marks
from storyboard.backends.overlay.marks import Mark, Pen
from storyboard.backends.overlay.people import people_marks
from storyboard.backends.overlay.ways import Kind, ways_of
from storyboard.model import Landmarks, Move, Shot

_NOTHING = Landmarks()
_UPRIGHT = {Kind.RISES, Kind.SINKS, Kind.TURNS}


@dataclass(frozen=True)
class Overlay:
    """What lies over a picture of that ratio (width over height).

    `marks` are drawn in their order; `words` say the same for those who cannot see them: ``push in``, ``MARA enters
    right``.
    """

    ratio: float
    marks: tuple[Mark, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.marks)


def overlay_of(shot: Shot, ratio: float, landmarks: Landmarks = _NOTHING) -> Overlay:
    """The arrows and boxes of a shot; empty when neither its camera nor anybody in it moves.

    Args:
        shot: What happens.
        ratio: Width of the picture over its height.
        landmarks: Where heads, focus and horizon are in that picture, as far as somebody knows.
    """
    pen = Pen(ratio)
    # A thing is shown on its own: who it belongs to goes nowhere in it.
    ways = () if shot.is_card else ways_of(shot)
    red = people_marks(ways, pen, landmarks, shot.size)
    scene = Scene(pen, _focus(landmarks), landmarks.heads, busy=any(way.kind not in _UPRIGHT for way in ways))
    white = camera_marks(shot.movement, scene)
    moves = () if shot.movement.move is Move.STATIC else (str(shot.movement),)
    return Overlay(ratio, (*white, *red), (*moves, *(way.words for way in ways)))


def landmarks_within(landmarks: Landmarks, box: tuple[float, float, float, float]) -> Landmarks:
    """Landmarks as they lie in a part of their picture; heads outside it are gone.

    Args:
        landmarks: In fractions of the whole picture.
        box: Left, top, width and height of the part, in fractions of the whole picture.
    """
    left, top, width, height = box

    def across(x: float) -> float:
        return min(max((x - left) / width, 0.0), 1.0)

    def down(y: float) -> float:
        return min(max((y - top) / height, 0.0), 1.0)

    heads = []
    for head in landmarks.heads:
        x0, x1 = across(head.x), across(head.x + head.width)
        y0, y1 = down(head.y), down(head.y + head.height)
        if x1 > x0 and y1 > y0:
            heads.append(head.model_copy(update={"x": x0, "y": y0, "width": x1 - x0, "height": y1 - y0}))
    focus = landmarks.focus and (across(landmarks.focus[0]), down(landmarks.focus[1]))
    # The horizon may lie outside the picture and still say how the floor runs.
    horizon = None if landmarks.horizon is None else (landmarks.horizon - top) / height
    return Landmarks(heads=tuple(heads), focus=focus, horizon=horizon)


def _focus(landmarks: Landmarks) -> tuple[float, float]:
    """What the camera goes towards: the picture's focus, else the middle of its faces, else its own middle."""
    if landmarks.focus is not None:
        return landmarks.focus
    if not landmarks.heads:
        return 0.5, 0.5
    centres = [head.centre for head in landmarks.faces]
    x, y = (sum(axis) / len(centres) for axis in zip(*centres, strict=True))
    return x, y
