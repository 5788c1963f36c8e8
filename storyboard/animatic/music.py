"""The sound under an animatic: its music, looped or trimmed to the film and set to one level; or silence."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from storyboard.errors import InputError
from storyboard.media import SAMPLE_RATE, in_blocks, read_sound

if TYPE_CHECKING:
    from storyboard.media import Sound

ENGINE = 1
_LEVEL = 10 ** (-20 / 20)  # Average level of the bed, as a share of full scale: loud enough to feel, never in the way.
_CEILING = 10 ** (-1 / 20)
_QUIET = 10 ** (-50 / 20)  # Blocks below this are pauses, and do not count in the average.
_FADE_IN, _FADE_OUT = 0.5, 2.0  # Seconds.
_BLOCK = SAMPLE_RATE  # One second: what is held in memory at a time.
_SHORTEST = SAMPLE_RATE // 2


def sound_key(music: Path | None, samples: int) -> str:
    """Name of a finished sound track in the cache.

    Raises:
        InputError: The music cannot be read.
    """
    content = "silence"
    if music is not None:
        try:
            with music.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise InputError(
                f"The music cannot be read: {error.strerror}",
                cure="Check its path in storyboard.yaml; it is relative to the project folder",
                file=music,
            ) from error
    return hashlib.sha256(f"{ENGINE} {content} {samples}".encode()).hexdigest()[:40]


def sound_track(music: Path | None, samples: int) -> Iterator[Sound]:
    """Exactly `samples` samples of sound in blocks of at most a second.

    Args:
        music: Any file `read_sound` takes; none for silence. It starts again when it is over.
        samples: Length of the film at 48 kHz.

    Raises:
        InputError: The music is not sound, or too short to be repeated.
    """
    if music is None:
        for start in range(0, samples, _BLOCK):
            yield np.zeros((min(_BLOCK, samples - start), 2), np.float32)
        return
    gain = _gain_of(music, samples)
    position = 0
    for block in in_blocks(_repeated(music), _BLOCK):
        part = block[: samples - position]
        yield part * (gain * _envelope(position, len(part), samples))[:, None]
        position += len(part)
        if position >= samples:
            return


def _repeated(music: Path) -> Iterator[Sound]:
    while True:
        heard = 0
        for block in read_sound(music):
            heard += len(block)
            yield block
        if heard < _SHORTEST:
            raise InputError("The music is shorter than half a second", cure="Choose a longer piece", file=music)


def _gain_of(music: Path, samples: int) -> float:
    """What brings the part that is heard to the bed's level, without clipping its loudest moment."""
    energy, count, peak, position = 0.0, 0, 0.0, 0
    for block in in_blocks(read_sound(music), _BLOCK):
        power = float(np.mean(np.square(block, dtype=np.float64)))
        if math.sqrt(power) > _QUIET:
            energy += power * len(block)
            count += len(block)
        peak = max(peak, float(np.abs(block).max()))
        position += len(block)
        if position >= samples:
            break
    if not count:
        return 1.0
    return min(_LEVEL / math.sqrt(energy / count), _CEILING / peak)


def _envelope(position: int, length: int, total: int) -> Sound:
    """The fades at both ends of the film, for `length` samples from `position`; shorter in a film of a few seconds."""
    times = np.arange(position, position + length, dtype=np.float64)
    fade_in = min(_FADE_IN * SAMPLE_RATE, total / 4)
    fade_out = min(_FADE_OUT * SAMPLE_RATE, total / 4)
    level = np.minimum(np.minimum(times / fade_in, (total - times) / fade_out), 1.0)
    return level.astype(np.float32)
