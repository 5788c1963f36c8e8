"""The music under an animatic: looped or trimmed to the film, with a fade at either end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.soundtrack import Bed
from storyboard.errors import InputError
from storyboard.media import SAMPLE_RATE, in_blocks, read_sound

if TYPE_CHECKING:
    from storyboard.media import Sound

_FADE_IN, _FADE_OUT = 0.5, 2.0  # Seconds.
_SHORTEST = SAMPLE_RATE // 2


def music_blocks(bed: Bed, samples: int, length: int) -> Iterator[Sound]:
    """Exactly `samples` samples of music in blocks of `length`, the last one shorter.

    Raises:
        InputError: It is not sound, or too short to be repeated.
    """
    position, level = 0, np.float32(10 ** (bed.gain / 20))
    for block in in_blocks(_from(bed), length):
        part = block[: samples - position]
        yield part * (level * _envelope(position, len(part), samples))[:, None]
        position += len(part)
        if position >= samples:
            return


def _from(bed: Bed) -> Iterator[Sound]:
    left_out = bed.begins
    while True:
        length = 0
        for block in read_sound(bed.path):
            length += len(block)
            if left_out >= len(block):
                left_out -= len(block)
            else:
                yield block[left_out:]
                left_out = 0
        if length < _SHORTEST:
            raise InputError("The music is shorter than half a second", cure="Choose a longer piece", file=bed.path)
        left_out %= length


def _envelope(position: int, length: int, total: int) -> Sound:
    """The fades at both ends of the film, for `length` samples from `position`; shorter in a film of a few seconds."""
    times = np.arange(position, position + length, dtype=np.float64)
    fade_in = min(_FADE_IN * SAMPLE_RATE, total / 4)
    fade_out = min(_FADE_OUT * SAMPLE_RATE, total / 4)
    level = np.minimum(np.minimum(times / fade_in, (total - times) / fade_out), 1.0)
    return level.astype(np.float32)
