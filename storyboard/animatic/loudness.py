"""How loud sound is, as ITU-R BS.1770-4 measures it: K-weighted, gated, in LUFS; and its true peak."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.convolve import Convolver

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Sound

_STEP = 4800  # A tenth of a second at 48 kHz; loudness is measured over four of them.
_WINDOW = 4
_OFFSET = -0.691
_SILENCE, _RELATIVE = -70.0, -10.0
# The two filters of the recommendation at 48 kHz: a shelf for the head, then a high-pass.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
_TAPS = 6144  # By then the response has fallen by 260 dB.
_PHASES, _REACH = 4, 12


class LoudnessMeter:
    """Measures sound that comes in blocks of any length, 48 kHz stereo; memory grows by 80 bytes a second."""

    def __init__(self) -> None:
        self._weighting = Convolver(k_weighting())
        self._held: NDArray[np.float64] = np.zeros(0)
        self._steps: list[float] = []
        self._energy = 0.0
        self._count = 0

    def add(self, block: Sound) -> None:
        """Listen to a block of shape (count, 2)."""
        if not len(block):
            return
        power = np.square(self._weighting.add(block).astype(np.float64)).sum(axis=1)
        self._energy += float(power.sum())
        self._count += len(block)
        power = np.concatenate((self._held, power))
        whole = len(power) // _STEP * _STEP
        self._steps += power[:whole].reshape(-1, _STEP).sum(axis=1).tolist()
        self._held = power[whole:]

    @property
    def integrated(self) -> float:
        """Loudness of all that was heard, in LUFS; minus infinity for silence.

        Of a sound shorter than the 0.4 s of a measurement it is the plain average.
        """
        if len(self._steps) < _WINDOW:
            return _lufs(self._energy / self._count) if self._energy else -math.inf
        steps = np.array(self._steps)
        windows = np.convolve(steps, np.ones(_WINDOW), "valid") / (_WINDOW * _STEP)
        loud = windows[windows > _power(_SILENCE)]
        if not len(loud):
            return -math.inf
        loud = loud[loud > _power(_lufs(float(loud.mean())) + _RELATIVE)]
        return _lufs(float(loud.mean()))


def _lufs(power: float) -> float:
    return _OFFSET + 10 * math.log10(power) if power > 0 else -math.inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


@lru_cache(maxsize=1)
def k_weighting() -> NDArray[np.float64]:
    """The impulse response of both filters."""
    signal = [1.0] + [0.0] * (_TAPS - 1)
    for (b0, b1, b2), (a1, a2) in (_SHELF, _HIGH_PASS):
        out: list[float] = []
        x1 = x2 = y1 = y2 = 0.0
        for value in signal:
            result = b0 * value + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = value, x1, result, y1
            out.append(result)
        signal = out
    return np.array(signal)


def true_peaks(sound: Sound) -> NDArray[np.float32]:
    """For each sample how high the sound rises from there to the next, between them too; the louder channel's.

    Args:
        sound: Shape (count, 2).

    Returns:
        Shape (count,), full scale at 1.
    """
    highest: NDArray[np.float32] = np.abs(sound).max(axis=1)
    for kernel in _between():
        for channel in sound.T:
            found = np.abs(np.convolve(channel, kernel)[_REACH - 1 : _REACH - 1 + len(sound)])
            np.maximum(highest, found, out=highest)
    return highest


@lru_cache(maxsize=1)
def _between() -> tuple[NDArray[np.float32], ...]:
    return tuple(_kernels())


def _kernels() -> Iterator[NDArray[np.float32]]:
    """For each of the three places between two samples the weights of the samples around, for `np.convolve`."""
    for phase in range(1, _PHASES):
        places = np.arange(1 - _REACH, _REACH + 1) - phase / _PHASES
        weights = np.sinc(places) * np.cos(np.pi * places / (2 * _REACH + 1)) ** 2
        yield (weights / weights.sum())[::-1].astype(np.float32)
