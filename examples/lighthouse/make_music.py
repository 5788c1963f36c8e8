"""Play the music bed of the example film: music/bed.m4a, a slow waltz for felt piano, strings, the sea and a buoy's bell.

    python examples/lighthouse/make_music.py [--to FILE]

Needs numpy and PyAV. Everything is laid on a ring of samples, reverberation too, so the end runs into the beginning
without a seam. The samples are the same every time.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt

Sound: TypeAlias = "npt.NDArray[np.float64]"

HERE = Path(__file__).resolve().parent
RATE = 48_000
LENGTH = 2048 * 1024
"""Samples in the loop: 43.7 seconds, in whole AAC frames so that nothing is padded at the end."""

BARS, BEATS = 16, 3
BEAT = LENGTH / RATE / (BARS * BEATS)
LOUDNESS = -18.0
"""Integrated loudness to reach, in LUFS; low enough to lie under speech."""

CHORDS = (
    "D2 A3 D4 F#4", "F#2 A3 D4 F#4", "G2 B3 D4 F#4", "G2 B3 D4 A4", "B2 F#3 D4 F#4", "A2 A3 C#4 E4", "G2 B3 D4 G4", "A2 A3 D4 E4",
    "D2 A3 D4 F#4", "F#2 A3 C#4 F#4", "G2 B3 D4 G4", "G2 Bb3 D4 E4", "A2 A3 D4 F#4", "B2 F#3 A3 D4", "E2 G3 B3 D4", "A2 G3 D4 E4",
)  # fmt: skip
"""One chord a bar, bass first. The twelfth is the one that aches."""

MELODY = (
    "A4:3", "D5:2 E5:1", "F#5:3", "E5:2 D5:1", "D5:2 C#5:1", "C#5:2 E5:1", "B4:2 D5:1", "E5:3",
    "A5:2 F#5:1", "A5:2 F#5:1", "G5:2 F#5:1", "G5:2 E5:1", "F#5:3", "D5:2 B4:1", "E5:2 G5:1", "E5:3",
)  # fmt: skip
"""Note and beats, bar by bar."""

BELLS = ((7, 2.0, "A5"), (15, 1.5, "D5"))
"""Bar and beat, counted from 0, of a buoy far off."""


def pitch(name: str) -> float:
    """Frequency in hertz of a note such as ``F#4``; A4 is 440."""
    steps = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}
    step = steps[name[0]] + {"#": 1, "b": -1}.get(name[1], 0)
    return 440.0 * 2 ** ((step + 12 * (int(name[-1]) - 4)) / 12)


def lay(ring: Sound, sound: Sound, second: float, pan: float) -> None:
    """Add a sound at a moment; what runs over the end goes on at the beginning. `pan` is -1 left to 1 right."""
    places = (round(second * RATE) + np.arange(len(sound))) % LENGTH
    angle = (pan + 1) * np.pi / 4
    np.add.at(ring[0], places, sound * np.cos(angle))
    np.add.at(ring[1], places, sound * np.sin(angle))


def piano(frequency: float, force: float, chance: np.random.Generator) -> Sound:
    """A felted piano note: a slow hammer, few overtones, two strings a hair apart."""
    seconds = np.arange(round(RATE * 5.5)) / RATE
    note = np.zeros_like(seconds)
    for partial in range(1, 11):
        stretched = frequency * partial * (1 + 0.00018 * partial**2)
        if stretched > 9000:
            break
        strength = partial**-1.45 * np.exp(-stretched / (900 + 1500 * force))
        lasting = 2.8 * (220 / frequency) ** 0.45 / (1 + 0.38 * (partial - 1))
        fall = 0.75 * np.exp(-seconds / (lasting * 0.45)) + 0.25 * np.exp(-seconds / (lasting * 1.5))
        for detune in (-0.00022, 0.00026):
            note += (
                0.5 * strength * fall * np.sin(2 * np.pi * stretched * (1 + detune) * seconds + chance.uniform(0, 6.28))
            )
    thump = np.cumsum(chance.standard_normal(len(seconds))) * np.exp(-seconds / 0.012)
    thump -= thump.mean()
    note += 0.05 * thump / np.abs(thump).max()
    attack = 1 - np.exp(-seconds / 0.006)
    release = np.clip((5.5 - seconds) / 0.8, 0, 1)
    return np.asarray(force * note * attack * release)


def strings(frequency: float, chance: np.random.Generator) -> Sound:
    """A soft held note, one bar and a half long, that comes in as the last one goes."""
    length = 1.75 * BEATS * BEAT
    seconds = np.arange(round(RATE * length)) / RATE
    note = np.zeros_like(seconds)
    for detune in (-0.0028, 0.0, 0.0031):
        vibrato = 0.0016 * np.sin(2 * np.pi * (4.6 + 200 * detune) * seconds + chance.uniform(0, 6.28))
        phase = 2 * np.pi * np.cumsum(frequency * (1 + detune + vibrato)) / RATE + chance.uniform(0, 6.28)
        for partial in range(1, 8):
            note += partial**-1.2 * np.exp(-frequency * partial / 900) * np.sin(partial * phase)
    return note * np.sin(np.pi * seconds / length) ** 1.3 / 3


def bell(frequency: float) -> Sound:
    """A small bell, inharmonic as bells are."""
    seconds = np.arange(RATE * 7) / RATE
    partials = (
        (0.5, 0.35, 3.2),
        (1.0, 1.0, 2.4),
        (1.19, 0.42, 1.6),
        (2.0, 0.4, 1.1),
        (2.74, 0.2, 0.7),
        (4.07, 0.1, 0.35),
    )
    note = sum(
        level * np.exp(-seconds / lasting) * np.sin(2 * np.pi * frequency * ratio * seconds)
        for ratio, level, lasting in partials
    )
    return np.asarray(note * (1 - np.exp(-seconds / 0.004)) * np.clip(7 - seconds, 0, 1))


def noise(shape_of: Sound, chance: np.random.Generator) -> Sound:
    """Noise with that spectrum, one value a bin; being made of whole waves, it has no seam either."""
    spectrum = shape_of * np.exp(2j * np.pi * chance.random(len(shape_of)))
    sound = np.fft.irfft(spectrum, LENGTH)
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def sea(chance: np.random.Generator) -> Sound:
    """Waves: a low wash that never stops, and five that come in and draw back."""
    bins = np.fft.rfftfreq(LENGTH, 1 / RATE)
    wash = (bins > 30) / np.maximum(bins, 30) ** 0.9 * np.exp(-bins / 1400)
    hiss = (bins > 300) / np.maximum(bins, 300) ** 0.5 * np.exp(-bins / 3800)
    turn = np.arange(LENGTH) / LENGTH
    sound = np.zeros((2, LENGTH))
    for channel in range(2):
        swell = (
            0.3
            + 0.7
            * (0.5 - 0.5 * np.cos(2 * np.pi * (5 * turn + 0.05 * channel + 0.08 * np.sin(2 * np.pi * 2 * turn)))) ** 2
        )
        edge = (
            0.5 - 0.5 * np.cos(2 * np.pi * (5 * turn - 0.06 + 0.05 * channel + 0.08 * np.sin(2 * np.pi * 2 * turn)))
        ) ** 5
        sound[channel] = noise(wash, chance) * swell + 0.4 * noise(hiss, chance) * edge
    return sound


def room(dry: Sound, chance: np.random.Generator) -> Sound:
    """The echo of a round stone room, laid on the ring."""
    seconds = np.arange(round(2.6 * RATE)) / RATE
    wet = np.empty_like(dry)
    bins = np.fft.rfftfreq(LENGTH, 1 / RATE)
    for channel in range(2):
        tail = np.zeros(LENGTH)
        tail[: len(seconds)] = (
            chance.standard_normal(len(seconds)) * np.exp(-seconds / 0.55) * np.clip(seconds / 0.02, 0, 1)
        )
        answer = np.fft.rfft(tail) * np.exp(-bins / 2600) * (bins > 120)
        answer /= np.sqrt(np.sum(np.fft.irfft(answer, LENGTH) ** 2))
        wet[channel] = np.fft.irfft(np.fft.rfft(dry[channel]) * answer, LENGTH)
    return wet


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS after ITU-R BS.1770, without the gate (nothing here is silent)."""
    bins = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    turn = np.exp(-2j * np.pi * bins / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * turn + 1.19839281085285 * turn**2) / (
        1 - 1.69065929318241 * turn + 0.73248077421585 * turn**2
    )
    high = (1 - 2 * turn + turn**2) / (1 - 1.99004745483398 * turn + 0.99007225036621 * turn**2)
    weighted = np.fft.irfft(np.fft.rfft(sound) * shelf * high, sound.shape[1])
    return float(-0.691 + 10 * np.log10(np.sum(np.mean(weighted**2, axis=1))))


def compose() -> Sound:
    """The whole bed: two channels of float samples, its loudness set and its peaks below full scale."""
    chance = np.random.default_rng(1989)
    keys, bowed, rung = (np.zeros((2, LENGTH)) for _ in range(3))
    for bar, (chord, tune) in enumerate(zip(CHORDS, MELODY, strict=True)):
        start = bar * BEATS * BEAT
        names = chord.split()
        for beat, (name, force) in enumerate(zip((names[0], names[1], names[2]), (0.62, 0.4, 0.44), strict=True)):
            late = chance.uniform(0, 0.018)
            lay(keys, piano(pitch(name), force, chance), start + beat * BEAT + late, -0.25 + 0.1 * beat)
        lay(keys, 0.8 * piano(pitch(names[3]), 0.36, chance), start + 2.5 * BEAT, 0.05)
        moment = 0.0
        for note in tune.split():
            name, beats = note.split(":")
            lay(
                keys,
                piano(pitch(name), 0.74 if moment == 0 else 0.6, chance),
                start + moment * BEAT + chance.uniform(0, 0.02),
                0.22,
            )
            moment += float(beats)
        for place, name in enumerate(names):
            frequency = pitch(name) * (2 if place == 0 else 1)
            lay(bowed, strings(frequency, chance), start - 0.35 * BEATS * BEAT, -0.6 + 0.4 * place)
    for bar, moment, name in BELLS:
        lay(rung, bell(pitch(name)), (bar * BEATS + moment) * BEAT, 0.55)

    def level(sound: Sound, decibels: float) -> Sound:
        return np.asarray(sound * (10 ** (decibels / 20) / np.sqrt(np.mean(sound**2))))

    dry = level(keys, -20) + level(bowed, -27)
    mix = (
        dry
        + 0.32 * room(level(keys, -20) + level(bowed, -25) + level(rung, -36), chance)
        + level(rung, -44)
        + level(sea(chance), -33)
    )
    mix *= 10 ** ((LOUDNESS - loudness(mix)) / 20)
    return seamed(np.tanh(mix / 0.9) * 0.9)


def seamed(sound: Sound) -> Sound:
    """Turn the ring so that the file starts a breath before the first note, and close both ends for a 60th of a second.

    An encoder knows nothing of rings: it hears silence before the first sample, and a step up from silence is a click.
    """
    turned = np.roll(sound, round(0.07 * RATE), axis=1)
    rise = np.sin(np.linspace(0, np.pi / 2, 800)) ** 2
    turned[:, : len(rise)] *= rise
    turned[:, -len(rise) :] *= rise[::-1]
    return turned


def write(sound: Sound, path: Path) -> None:
    """Encode as AAC in an m4a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=RATE)
        stream.layout = "stereo"
        stream.bit_rate = 112_000
        for start in range(0, sound.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(sound[:, start : start + 1024], np.float32), "fltp", "stereo"
            )
            frame.sample_rate = RATE
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main() -> None:
    """Compose and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=HERE / "music" / "bed.m4a", help="file to write")
    target = parser.parse_args().to
    write(compose(), target)
    print(target)


if __name__ == "__main__":
    main()
