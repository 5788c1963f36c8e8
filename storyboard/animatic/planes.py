"""Arithmetic on the three planes of a frame: blend, dim, black bars. Weights are whole 256ths, to fit 16-bit sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from storyboard.media import Planes

ALL = 256
# What no light at all, and all of it, is in each plane.
BLACK = (16, 128, 128)
WHITE = (235, 128, 128)


def empty_like(planes: Planes) -> Planes:
    """Planes of the same shapes, not filled yet."""
    luma, first, second = (np.empty(plane.shape, np.uint8) for plane in planes)
    return luma, first, second


def mix(planes: Planes, others: Planes, share: int) -> None:
    """Blend `others` into `planes`; `share` in 256ths is theirs."""
    for plane, other in zip(planes, others, strict=True):
        mixed = plane * np.uint16(ALL - share)
        mixed += other * np.uint16(share)
        mixed += ALL // 2
        plane[...] = mixed >> 8


def fade(planes: Planes, light: int, colour: tuple[int, int, int] = BLACK) -> None:
    """Fade to a colour, which is all there is at 0; `light` in 256ths is what stays of the picture."""
    for plane, whole in zip(planes, colour, strict=True):
        dimmed = plane * np.uint16(light)
        dimmed += np.uint16(whole * (ALL - light) + ALL // 2)
        plane[...] = dimmed >> 8


def bars_of(size: tuple[int, int], ratio: float | None) -> tuple[int, int]:
    """Pixels covered at each side, and at top and bottom, to leave a picture of that ratio; even, 0 where not needed."""
    if ratio is None:
        return 0, 0
    width, height = size
    return max(0, round((width - height * ratio) / 4) * 2), max(0, round((height - width / ratio) / 4) * 2)


def lay_bars(planes: Planes, ratio: float) -> None:
    """Cover with black what lies outside a picture of that ratio."""
    height, width = planes[0].shape
    side, above = bars_of((width, height), ratio)
    for plane, black, scale in zip(planes, BLACK, (1, 2, 2), strict=True):
        rows, columns = above // scale, side // scale
        plane[:rows] = plane[plane.shape[0] - rows :] = black
        plane[:, :columns] = plane[:, plane.shape[1] - columns :] = black
