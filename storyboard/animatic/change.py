"""How a shot comes from the picture of its beginning to that of its end: a dissolve, or a move that lines them up."""

from __future__ import annotations

from typing import Literal

from storyboard.animatic.easing import smooth
from storyboard.animatic.moves import WHOLE, View, between, inside
from storyboard.media import crop_for
from storyboard.model import Head, Move, Noun, Receipt, Shot

Ends = Literal["auto", "dissolve", "move"]
_CAMERA_GOES = frozenset({Move.PUSH, Move.PULL, Move.ZOOM, Move.CRANE, Move.FOLLOW})
# Pictures that differ less than this in size need no move, and more than that are not one camera's.
_ALIKE, _APART = 1.04, 3.0
# Masters are not finer than this; a closer view would be soft.
_CLOSEST = 0.55


class Change(Noun):
    """How the end takes over.

    Attributes:
        first: The share of the shot after which it begins to be seen; `last` when nothing else is.
        arrives: The part of the first picture that the camera comes to, over the whole shot (left, top, extent).
        departs: The part of the last picture that it comes from.
    """

    first: float
    last: float
    arrives: tuple[float, float, float] | None = None
    departs: tuple[float, float, float] | None = None

    def share(self, progress: float) -> float:
        """How much of the last picture is seen."""
        return smooth((progress - self.first) / (self.last - self.first))

    def views(self, progress: float) -> tuple[View, View] | None:
        """Where the camera is in either picture; None where it does what the shot says."""
        eased = smooth(progress)
        if self.arrives is not None:
            return between(WHOLE, View(*self.arrives), eased), WHOLE
        if self.departs is not None:
            return WHOLE, between(View(*self.departs), WHOLE, eased)
        return None


# The end is what a shot is cut on: it comes late, and is then seen as long as it may be.
_DISSOLVE = Change(first=2 / 3, last=1.0)


def change_of(
    shot: Shot, start: Receipt, end: Receipt, size: tuple[int, int], focus: tuple[float, float], ends: Ends
) -> Change:
    """How to go from one picture to the other.

    ``auto`` moves where the shot's camera goes nearer or away and somebody's head says by how much; all else dissolves,
    eased, over the last third. ``move`` does so whatever the camera does.
    """
    if ends == "dissolve" or (ends == "auto" and shot.movement.move not in _CAMERA_GOES):
        return _DISSOLVE
    pair = _same_head(start, end)
    if pair is None:
        return _DISSOLVE
    before, after = (_in_frame(head, receipt, size, focus) for head, receipt in zip(pair, (start, end), strict=True))
    nearer = after[2] / before[2]
    if not 1 / _APART < nearer < _APART or 1 / _ALIKE < nearer < _ALIKE:
        return _DISSOLVE
    if nearer > 1:
        return Change(first=2 / 3, last=1.0, arrives=tuple(_matching(before, after, 1 / nearer)))
    return Change(first=0.0, last=1 / 3, departs=tuple(_matching(after, before, nearer)))


def _matching(wide: tuple[float, float, float], close: tuple[float, float, float], extent: float) -> View:
    """The part of the wider picture in which its head lies where the closer one has it."""
    extent = max(extent, _CLOSEST)
    return inside(View(wide[0] - close[0] * extent, wide[1] - close[1] * extent, extent))


def _same_head(start: Receipt, end: Receipt) -> tuple[Head, Head] | None:
    """The largest face that is in both pictures."""
    later = {head.character: head for head in end.landmarks.heads}
    both = [(head, later[head.character]) for head in start.landmarks.heads if head.character in later]
    return max(both, key=lambda pair: pair[0].width * pair[0].height, default=None)


def _in_frame(
    head: Head, receipt: Receipt, size: tuple[int, int], focus: tuple[float, float]
) -> tuple[float, float, float]:
    """Middle and height of a head as fractions of the frame."""
    crop = crop_for((receipt.width, receipt.height), size, focus)
    across, down = head.centre
    return (
        (across * receipt.width - crop.left) / crop.width,
        (down * receipt.height - crop.top) / crop.height,
        max(head.height, 1e-3) * receipt.height / crop.height,
    )
