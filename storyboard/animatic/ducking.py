"""Music that makes room for speech: down before the first word, up again after the last, not in every breath."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from storyboard.media import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTH = -9.0  # Decibels.
ATTACK = round(0.35 * SAMPLE_RATE)
RELEASE = round(0.9 * SAMPLE_RATE)
# Pauses shorter than this are no place for music to come up.
_BREATH = ATTACK + RELEASE + round(0.4 * SAMPLE_RATE)


class Ducker:
    """The level of the music at every moment.

    Args:
        speeches: Where somebody speaks, in samples: from, up to but not including.
        depth: The level under speech, in decibels.
    """

    def __init__(self, speeches: Iterable[tuple[int, int]], depth: float = DEPTH) -> None:
        self._spans: list[tuple[int, int]] = []
        for begin, end in sorted(speeches):
            if self._spans and begin - self._spans[-1][1] < _BREATH:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((begin, end))
        self._ends = [end for _, end in self._spans]
        self._depth = depth

    def level(self, position: int, count: int) -> NDArray[np.float32]:
        """Factors for `count` samples from `position`, shape (count,)."""
        down = np.zeros(count)
        index = bisect.bisect_left(self._ends, position - RELEASE)
        while index < len(self._spans) and self._spans[index][0] - ATTACK < position + count:
            begin, end = self._spans[index]
            times = np.arange(position, position + count, dtype=np.float64)
            share = np.minimum((times - (begin - ATTACK)) / ATTACK, (end + RELEASE - times) / RELEASE)
            down = np.maximum(down, np.clip(share, 0, 1))
            index += 1
        # In decibels, with a soft beginning and end: heard as one even movement.
        eased = down * down * (3 - 2 * down)
        level: NDArray[np.float32] = (10 ** (self._depth * eased / 20)).astype(np.float32)
        return level
