"""Sound through a filter, block by block, with nothing shifted in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from storyboard.media import in_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Sound

_FFT = 32_768


class Convolver:
    """A finite impulse response applied to sound that comes in blocks; each block gives one of the same length.

    What comes out is late by the filter's own delay, none for one that begins with its loudest sample.

    Args:
        kernel: The impulse response, shape (taps,).
    """

    def __init__(self, kernel: NDArray[np.float64]) -> None:
        self._taps = len(kernel)
        self._step = _FFT - self._taps + 1
        self._spectrum = np.fft.rfft(kernel, _FFT)[:, None]
        self._before: Sound = np.zeros((self._taps - 1, 2), np.float32)

    def add(self, block: Sound) -> Sound:
        """The block, filtered; shape (count, 2)."""
        joined = np.concatenate((self._before, block))
        self._before = joined[len(block) :]
        done = []
        for start in range(0, len(block), self._step):
            piece = np.fft.rfft(joined[start : start + _FFT], _FFT, axis=0) * self._spectrum
            count = min(self._step, len(block) - start)
            whole = np.fft.irfft(piece, _FFT, axis=0)
            done.append(whole[self._taps - 1 : self._taps - 1 + count].astype(np.float32))
        return np.concatenate(done) if done else block


def filtered(blocks: Iterable[Sound], kernel: NDArray[np.float64], delay: int) -> Iterator[Sound]:
    """All of a sound through a filter of that delay in samples; what comes out begins and ends with what went in."""
    convolver = Convolver(kernel)
    late = delay
    for block in in_blocks(blocks, 2 * _FFT):
        done = convolver.add(block)
        if late:
            done, late = done[late:], max(0, late - len(done))
        yield done
    yield convolver.add(np.zeros((delay, 2), np.float32))[late:]


@lru_cache(maxsize=8)
def shaped(points: tuple[tuple[float, float], ...], rate: int, taps: int = 1023) -> NDArray[np.float64]:
    """A symmetric impulse response with a given frequency response; its delay is half its length.

    Args:
        points: Frequencies in hertz, rising, each with its level in decibels; straight lines over octaves in between.
        rate: Samples a second.
        taps: Length of the response; odd.
    """
    size = 8192
    frequencies = np.maximum(np.fft.rfftfreq(size, 1 / rate), 1.0)
    corners, levels = np.array([point[0] for point in points]), np.array([point[1] for point in points])
    wanted = 10 ** (np.interp(np.log2(frequencies), np.log2(corners), levels) / 20)
    whole = np.roll(np.fft.irfft(wanted, size), taps // 2)[:taps]
    kernel: NDArray[np.float64] = whole * np.hanning(taps + 2)[1:-1]
    return kernel
