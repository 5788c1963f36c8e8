"""A ceiling for the sound: gently turned down around what would be too loud, never cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.loudness import true_peaks
from storyboard.media import SAMPLE_RATE, in_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Sound

_BLOCK = SAMPLE_RATE
# Samples on either side of a peak over which the sound goes down and comes up again: 15 ms.
_REACH = 720
_AROUND = 2 * _REACH + 16
# Between samples sound can rise above them; below this share of the ceiling it cannot reach it.
_SAFE = 0.5


def limited(blocks: Iterable[Sound], gain: float, ceiling: float) -> Iterator[Sound]:
    """Sound times `gain`, whose true peak stays below `ceiling`.

    Args:
        blocks: Sound in blocks of any length.
        gain: A factor.
        ceiling: Full scale is 1.

    Yields:
        As many samples, each where it was, in blocks of at most a second.
    """
    before: Sound = np.zeros((_AROUND, 2), np.float32)
    waiting: Sound | None = None
    for quiet in in_blocks(blocks, _BLOCK):
        block = quiet * np.float32(gain)
        if waiting is not None:
            if len(block) < _AROUND:  # The last: too short to look into on its own.
                waiting = np.concatenate((waiting, block))
                break
            yield _held_down(before, waiting, block[:_AROUND], ceiling)
            before = _last(before, waiting)
        waiting = block
    if waiting is not None:
        yield _held_down(before, waiting, np.zeros((_AROUND, 2), np.float32), ceiling)


def _last(before: Sound, block: Sound) -> Sound:
    return np.concatenate((before, block))[-_AROUND:]


def _held_down(before: Sound, block: Sound, after: Sound, ceiling: float) -> Sound:
    around = np.concatenate((before, block, after))
    if np.abs(around).max() <= ceiling * _SAFE:
        return block
    peaks = true_peaks(around)
    if peaks.max() <= ceiling:
        return block
    # A peak between two samples concerns both.
    peaks[1:] = np.maximum(peaks[1:], peaks[:-1])
    allowed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    # The lowest within reach, then averaged within reach: below what is allowed everywhere, and smooth.
    level = _smooth(_lowest(allowed))[_AROUND : _AROUND + len(block)]
    return block * level.astype(np.float32)[:, None]


def _lowest(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The least of each value and its neighbours within reach."""
    width = 2 * _REACH + 1
    padded = np.pad(values, (_REACH, _REACH + width), constant_values=1.0)
    whole = len(padded) // width * width
    parts = padded[:whole].reshape(-1, width)
    forwards = np.minimum.accumulate(parts, axis=1).ravel()
    backwards = np.minimum.accumulate(parts[:, ::-1], axis=1)[:, ::-1].ravel()
    count = len(values)
    lowest: NDArray[np.float32] = np.minimum(backwards[:count], forwards[width - 1 : width - 1 + count])
    return lowest


def _smooth(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Each value averaged with its neighbours within reach, the nearer ones counting more: a running mean of a running mean."""
    width = _REACH + 1
    smooth = values.astype(np.float64)
    for _ in range(2):
        sums = np.cumsum(np.concatenate((np.zeros(1), smooth)))
        smooth = (sums[width:] - sums[:-width]) / width
    return np.pad(smooth, (_REACH, _REACH), mode="edge")
