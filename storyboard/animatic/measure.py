"""A recording measured: how long it is, where something is heard in it, how loud. Measured once and remembered."""

from __future__ import annotations

import math
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from storyboard.animatic.loudness import LoudnessMeter
from storyboard.errors import InputError
from storyboard.media import SAMPLE_RATE, in_blocks, read_sound, sha256_of
from storyboard.model import Noun

_ENGINE = 1
_STEP = SAMPLE_RATE // 100  # Ten milliseconds.
_AUDIBLE = 10 ** (-40 / 20)  # Below the loudest moment by this much is no speech.
_FLOOR = 10 ** (-66 / 20)


class Measured(Noun):
    """A recording at 48 kHz.

    `begins` and `ends` are the samples between which something is heard; equal where all is silent. `loudness` is in
    LUFS, none where all is silent.
    """

    sha256: str
    samples: int
    begins: int
    ends: int
    loudness: float | None


class Measurements:
    """What is known of recordings, by what they contain.

    Args:
        folder: Where it is remembered; it may be deleted.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, path: Path) -> Measured:
        """The measures of a recording.

        Raises:
            InputError: It cannot be read, or is not sound.
        """
        try:
            digest = sha256_of(path)
        except OSError as error:
            raise InputError(
                f"The sound file cannot be read: {error.strerror}", cure="Check its path", file=path
            ) from error
        known = self._folder / f"{digest[:40]}-{_ENGINE}.json"
        with suppress(OSError, ValueError):
            measured = Measured.model_validate_json(known.read_text(encoding="utf-8"))
            if measured.sha256 == digest:
                return measured
        measured = measure(path, digest)
        with suppress(OSError):  # It is only ever measured again.
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".unfinished-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(measured.model_dump_json())
            Path(name).replace(known)
        return measured


def measure(path: Path, digest: str) -> Measured:
    """Listen to a whole recording; `digest` is its SHA-256.

    Raises:
        InputError: It cannot be read, or is not sound.
    """
    meter, samples, steps = LoudnessMeter(), 0, [np.zeros(0, np.float32)]
    for block in in_blocks(read_sound(path), 100 * _STEP):
        if not np.isfinite(block).all():
            raise InputError("The sound file is damaged: it holds values that are no numbers", file=path)
        meter.add(block)
        samples += len(block)
        padded = np.pad(np.abs(block).max(axis=1), (0, -len(block) % _STEP))
        steps.append(padded.reshape(-1, _STEP).max(axis=1))
    peaks = np.concatenate(steps)
    heard = np.flatnonzero(peaks > max(float(peaks.max(initial=0)) * _AUDIBLE, _FLOOR))
    begins, ends = (int(heard[0]) * _STEP, min((int(heard[-1]) + 1) * _STEP, samples)) if len(heard) else (0, 0)
    loudness = meter.integrated
    return Measured(
        sha256=digest,
        samples=samples,
        begins=begins,
        ends=ends,
        loudness=None if math.isinf(loudness) else round(loudness, 2),
    )
