"""The soundtrack mixed, a second at a time: voices, effects, and music that makes room for them; then set to one level.

The film is mixed twice: once to measure how loud it is, once to write it. That costs less than keeping an hour of sound,
and memory stays the same for a film of any length.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.ducking import Ducker
from storyboard.animatic.limiter import limited
from storyboard.animatic.loudness import LoudnessMeter
from storyboard.animatic.music import music_blocks
from storyboard.animatic.soundtrack import Cue, Soundtrack
from storyboard.animatic.treatment import treated
from storyboard.media import SAMPLE_RATE, in_blocks, read_sound

if TYPE_CHECKING:
    from storyboard.media import Sound

BLOCK = SAMPLE_RATE
LOUDNESS = -16.0  # LUFS, as streaming services and podcasts ask for speech.
# Below the -1 dBTP that are promised: AAC adds a little to peaks.
_CEILING = 10 ** (-1.5 / 20)
_MOST_GAIN = 40.0
# Decibels: what is near enough, and how far peaks are pushed against the ceiling at the most.
_CLOSE, _MOST_PUSH = 0.3, 4.0
# Where a recording is broken off by the end of the film.
_FADE = 480
Buses = dict[tuple[str, str], "Sound"]


def mixed(soundtrack: Soundtrack) -> Iterator[Sound]:
    """The finished sound: exactly as many samples as the soundtrack has, in blocks of at most a second.

    Raises:
        InputError: A recording or the music is not sound.
    """
    if soundtrack.is_silent:
        for start in range(0, soundtrack.samples, BLOCK):
            yield np.zeros((min(BLOCK, soundtrack.samples - start), 2), np.float32)
        return
    yield from limited(_summed(soundtrack), master_gain(soundtrack), _CEILING)


def master_gain(soundtrack: Soundtrack) -> float:
    """The factor that brings the whole film to its loudness; 1 where nothing can be heard.

    Holding peaks down makes a film of sharp voices quieter again; then it is listened to once more, as it will be heard.
    """
    raw = _loudness(_summed(soundtrack))
    if math.isinf(raw):
        return 1.0
    gain = min(LOUDNESS - raw, _MOST_GAIN)
    missing = LOUDNESS - _loudness(limited(_summed(soundtrack), _factor(gain), _CEILING))
    # Of what is added, a part is held down again.
    return _factor(gain + min(max(missing, 0.0) * 1.8, _MOST_PUSH) if missing > _CLOSE else gain)


def _loudness(blocks: Iterator[Sound]) -> float:
    meter = LoudnessMeter()
    for block in blocks:
        meter.add(block)
    return meter.integrated


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def buses(soundtrack: Soundtrack, *, only: tuple[str, str] | None = None) -> Iterator[Buses]:
    """What is heard, kept apart: for each second the sound of ``("music", "")``, ``("sfx", "")`` and each speaker's.

    A bus is missing from a block in which it is silent. Together they are the mix before its level is set. With `only`,
    the others are not even read.
    """
    ducker = Ducker((cue.at, cue.end) for cue in soundtrack.cues if cue.kind == "dialogue")
    music = (
        music_blocks(soundtrack.music, soundtrack.samples, BLOCK)
        if soundtrack.music is not None and only in {None, ("music", "")}
        else iter(())
    )
    wanted = [cue for cue in soundtrack.cues if only in {None, (cue.kind, cue.speaker)}]
    waiting = sorted(wanted, key=lambda cue: -cue.at)
    players: list[_Player] = []
    for start in range(0, soundtrack.samples, BLOCK):
        count = min(BLOCK, soundtrack.samples - start)
        block: Buses = {}
        bed = next(music, None)
        if bed is not None:
            block["music", ""] = bed * ducker.level(start, count)[:, None]
        while waiting and waiting[-1].at < start + count:
            players.append(_Player(waiting.pop(), soundtrack.samples))
        for player in players:
            name = (player.cue.kind, player.cue.speaker)
            if name not in block:
                block[name] = np.zeros((count, 2), np.float32)
            player.play(block[name], start)
        players = [player for player in players if player.cue.end > start + count]
        yield block


def _summed(soundtrack: Soundtrack) -> Iterator[Sound]:
    for number, block in enumerate(buses(soundtrack)):
        whole = np.zeros((min(BLOCK, soundtrack.samples - number * BLOCK), 2), np.float32)
        for part in block.values():
            whole += part
        yield whole


class _Player:
    """Plays one recording into blocks, from its place on."""

    def __init__(self, cue: Cue, samples: int) -> None:
        self.cue = cue
        self._blocks = in_blocks(treated(_cut(cue), cue.heard), BLOCK)
        self._held: Sound = np.zeros((0, 2), np.float32)
        self._at = cue.at
        self._level = np.float32(10 ** (cue.gain / 20))
        self._samples = samples

    def play(self, into: Sound, start: int) -> None:
        """Add what falls into a block that begins at sample `start` of the film."""
        end = min(start + len(into), self.cue.end)
        while self._at + len(self._held) < end:
            more = next(self._blocks, None)
            if more is None:
                end = self._at + len(self._held)
                break
            self._held = np.concatenate((self._held, more))
        first = max(start, self._at)
        if end <= first:
            return
        part = self._held[first - self._at : end - self._at] * self._level
        if self.cue.end > self._samples:
            times = np.arange(first, end)
            part *= np.clip((self._samples - times) / _FADE, 0, 1).astype(np.float32)[:, None]
        into[first - start : end - start] += part
        self._held = self._held[end - self._at :]
        self._at = end


def _cut(cue: Cue) -> Iterator[Sound]:
    """The recording from the sample where it begins up to the one where it ends."""
    position, end = -cue.skip, cue.length
    for block in read_sound(cue.path):
        part = block[max(0, -position) : max(0, end - position)]
        if len(part):
            yield part
        position += len(block)
        if position >= end:
            return
