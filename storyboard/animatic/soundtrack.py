"""The sound of a film as pure data: which files are heard, from which sample on, how loud; and so also its cache key."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Literal

from storyboard.errors import InputError
from storyboard.media import SAMPLE_RATE, sha256_of
from storyboard.model import Noun, Voice

# Raise this whenever the same soundtrack is mixed differently.
ENGINE = 2


class Cue(Noun):
    """One recording, heard once.

    Attributes:
        at: The sample of the film it begins with.
        length: How many samples it lasts.
        skip: How many of its own samples are left out at its beginning.
        gain: In decibels.
        speaker: Who speaks; empty for effects.
        heard: How it is treated.
    """

    kind: Literal["dialogue", "sfx"]
    path: Path
    sha256: str
    at: int
    length: int
    skip: int = 0
    gain: float = 0.0
    speaker: str = ""
    heard: Voice = Voice.ON

    @property
    def end(self) -> int:
        """First sample after it."""
        return self.at + self.length


class Bed(Noun):
    """Music under the film: repeated when it is over; `begins` is the sample of it that is heard first.

    `gain` is in decibels.
    """

    path: Path
    sha256: str
    begins: int = 0
    gain: float = 0.0


class Soundtrack(Noun):
    """All that is heard, in `samples` samples at 48 kHz."""

    samples: int
    music: Bed | None = None
    cues: tuple[Cue, ...] = ()

    @property
    def is_silent(self) -> bool:
        """There is nothing to hear."""
        return self.music is None and not self.cues

    @property
    def key(self) -> str:
        """Name of the finished sound in the cache; it depends on what is in the files, not on where they lie."""
        body = self.model_dump_json(exclude={"music": {"path"}, "cues": {"__all__": {"path"}}})
        return hashlib.sha256(f"{ENGINE} {body}".encode()).hexdigest()[:40]


def sample_at(frame: int, fps: Fraction) -> int:
    """The sample with which a frame of the film begins: exact, however long the film; never off by more than a half."""
    return round(Fraction(frame) * SAMPLE_RATE / fps)


def bed_of(music: Path) -> Bed:
    """A piece of music as a bed.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return Bed(path=music, sha256=sha256_of(music))
    except OSError as error:
        raise InputError(
            f"The music cannot be read: {error.strerror}",
            cure="Check its path in storyboard.yaml; it is relative to the project folder",
            file=music,
        ) from error


def only_music(music: Path | None, samples: int) -> Soundtrack:
    """A soundtrack of nothing but music, or of silence.

    Raises:
        InputError: The music cannot be read.
    """
    return Soundtrack(samples=samples, music=bed_of(music) if music is not None else None)
