import math

import av
import numpy as np
import pytest

from storyboard.animatic.limiter import limited
from storyboard.animatic.loudness import LoudnessMeter, true_peaks

RATE = 48_000


def speech_like(seconds: float, level: float = 0.2) -> np.ndarray:
    """Noise that comes and goes over a rising tone, other in either channel."""
    random = np.random.default_rng(3)
    count = round(seconds * RATE)
    swell = np.repeat(random.random(math.ceil(seconds * 10)) ** 3, RATE // 10)[:count, None]
    times = np.arange(count) / RATE
    tone = np.sin(2 * np.pi * (60 + 900 * times) * times)[:, None]
    return (level * swell * random.normal(0, 1, (count, 2)) + 0.5 * level * tone).astype(np.float32)


def measured(sound: np.ndarray) -> float:
    meter = LoudnessMeter()
    for block in np.array_split(sound, 7):
        meter.add(block)
    return meter.integrated


def by_ffmpeg(sound: np.ndarray) -> tuple[float, float]:
    """Integrated loudness and true peak as FFmpeg's own filter finds them."""
    graph = av.filter.Graph()
    source = graph.add("abuffer", "sample_rate=48000:sample_fmt=flt:channel_layout=stereo:time_base=1/48000")
    meter, sink = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound).reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate, frame.pts = RATE, 0
    source.push(frame)
    source.push(None)
    found: dict[str, str] = {}
    while True:
        try:
            found = dict(sink.pull().metadata)
        except (av.error.EOFError, av.error.BlockingIOError):
            return float(found["lavfi.r128.I"]), 20 * math.log10(float(found["lavfi.r128.true_peak"]))


@pytest.mark.parametrize("level", [0.02, 0.4])
def test_loudness_and_true_peak_are_what_ffmpeg_measures(level):
    sound = speech_like(6, level)
    loudness, peak = by_ffmpeg(sound)
    assert measured(sound) == pytest.approx(loudness, abs=0.1)
    assert 20 * math.log10(true_peaks(sound).max()) == pytest.approx(peak, abs=0.2)


def test_a_full_sine_at_997_hertz_in_one_channel_is_at_minus_3_lufs():
    sound = np.zeros((4 * RATE, 2), np.float32)
    sound[:, 0] = np.sin(2 * np.pi * 997 * np.arange(4 * RATE) / RATE)
    assert measured(sound) == pytest.approx(-3.01, abs=0.05)


def test_pauses_do_not_make_a_film_quieter():
    sound = speech_like(4)
    assert measured(np.concatenate((sound, sound * 0.001))) == pytest.approx(measured(sound), abs=0.3)


def test_silence_has_no_loudness_and_a_click_has_one():
    assert measured(np.zeros((RATE, 2), np.float32)) == -math.inf
    click = np.zeros((4000, 2), np.float32)
    click[10] = 0.5
    assert -70 < measured(click) < -20


def test_a_peak_between_two_samples_is_found():
    # A quarter of the sampling rate, an eighth of a turn late: every sample is at 0.707 of the wave's height.
    times = np.arange(2000)
    sound = np.stack((np.sin(np.pi / 2 * times + np.pi / 4),) * 2, axis=1).astype(np.float32)
    assert np.abs(sound).max() < 0.71
    assert true_peaks(sound)[100:-100].max() == pytest.approx(1, abs=0.02)


def test_nothing_rises_above_the_ceiling_and_nothing_is_shifted_or_cut_off():
    sound = speech_like(5.3, 0.5)
    held = np.concatenate(list(limited(np.array_split(sound, 11), 3.0, 0.8)))
    assert held.shape == sound.shape
    assert true_peaks(held).max() <= 0.8 * 1.001
    assert by_ffmpeg(held)[1] <= 20 * math.log10(0.8) + 0.1
    # It is turned down, never bent: each sample keeps its sign, and the level moves slowly.
    loud = np.abs(sound) > 0.05
    level = np.where(loud, held / np.where(loud, sound * 3, 1), 1)
    assert level[loud].min() > 0.1
    assert level[loud].max() <= 1.0001


def test_what_is_low_enough_is_left_as_it_is():
    sound = speech_like(2.5, 0.05)
    assert (np.concatenate(list(limited([sound], 1.0, 0.9))) == sound).all()
