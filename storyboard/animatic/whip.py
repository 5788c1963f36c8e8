"""Two frames side by side: a wipe's soft edge, and a whip, where the camera tears from one to the other in a blur."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.easing import rushed, smooth

if TYPE_CHECKING:
    from storyboard.media import Plane, Planes

# Width of a wipe's edge, as a share of the frame's.
_EDGE = 0.06
# How much of the way between two frames the shutter is open; a whip is all smear.
_SHUTTER = 0.9


def lay_wipe(planes: Planes, others: Planes, progress: float) -> None:
    """Cover `planes` with `others` from the left; `progress` from 0 to 1."""
    width = planes[0].shape[1]
    edge = max(2.0, width * _EDGE)
    front = smooth(progress) * (width + edge)
    ramp = np.clip((front - np.arange(width)) / edge, 0, 1) * 256
    for plane, other in zip(planes, others, strict=True):
        share = np.rint(ramp[:: width // plane.shape[1]]).astype(np.uint16)
        mixed = plane * (np.uint16(256) - share)
        mixed += other * share
        mixed += np.uint16(128)
        plane[...] = mixed >> 8


def lay_whip(planes: Planes, others: Planes, progress: float, step: float, *, to_left: bool) -> None:
    """Turn `planes` into a moment of the way from them to `others`, which lie beside them.

    Args:
        planes: The frame that is left, and where the result goes.
        others: The frame that is come to.
        progress: From 0 to 1.
        step: How much of it passes in one frame.
        to_left: The camera turns to the left.
    """
    width = planes[0].shape[1]
    along = rushed(progress)
    blur = abs(rushed(progress + step / 2) - rushed(progress - step / 2)) * _SHUTTER
    for plane, other in zip(planes, others, strict=True):
        wide = plane.shape[1]
        strip = np.concatenate((other, plane) if to_left else (plane, other), axis=1)
        # Chroma is half as wide; whole pixels of it keep both together.
        offset = round((1 - along if to_left else along) * width / 2) * 2 * wide // width
        plane[...] = _smeared(strip, offset, wide, max(1, round(blur * wide)))


def smear(planes: Planes, rush: float) -> None:
    """Blur a frame along the way of a camera that passes that share of the frame's width in a frame's time."""
    for plane in planes:
        length = round(rush * _SHUTTER * plane.shape[1])
        if length > 1:
            plane[...] = _smeared(plane, 0, plane.shape[1], length)


def _smeared(strip: Plane, offset: int, width: int, length: int) -> Plane:
    """`width` columns from `offset` on, each the mean of the `length` ones around it."""
    if length == 1:
        return strip[:, offset : offset + width]
    before = length // 2
    columns = np.clip(np.arange(offset - before - 1, offset + width + length - before - 1), 0, strip.shape[1] - 1)
    sums = np.cumsum(strip[:, columns], axis=1, dtype=np.int32)
    means: Plane = ((sums[:, length:] - sums[:, :-length] + length // 2) // length).astype(np.uint8)
    return means[:, :width]
