import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyboard.animatic.ducking import ATTACK, RELEASE, Ducker
from storyboard.animatic.loudness import LoudnessMeter, true_peaks
from storyboard.animatic.mix import buses, mixed
from storyboard.animatic.soundtrack import Bed, Cue, Soundtrack, sample_at
from storyboard.animatic.treatment import treated
from storyboard.media import read_sound, write_aac
from storyboard.model import Voice

RATE = 48_000


def write(path: Path, samples: np.ndarray, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def click(path: Path, rate: int = RATE) -> Path:
    samples = np.zeros(rate // 4)
    samples[0] = 0.9
    return write(path, samples, rate)


def cue(path: Path, at: int, length: int, **fields: object) -> Cue:
    return Cue.model_validate(
        {"kind": "dialogue", "path": path, "sha256": "0" * 64, "at": at, "length": length, **fields}
    )


def tone(seconds: float, pitch: float = 440, level: float = 0.3) -> np.ndarray:
    return level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)


def whole(blocks) -> np.ndarray:
    return np.concatenate(list(blocks))


def level_of(sound: np.ndarray) -> float:
    return 20 * np.log10(np.sqrt(np.mean(np.square(sound, dtype=float))) + 1e-12)


@pytest.mark.parametrize("fps", [Fraction(24000, 1001), Fraction(30000, 1001), Fraction(25)])
def test_a_click_in_each_shot_is_heard_at_its_sample(tmp_path, fps):
    path = click(tmp_path / "click.wav")
    cuts = [0, 17, 41, 100, 101, 153, 230]
    places = [sample_at(frame, fps) for frame in cuts]
    soundtrack = Soundtrack(samples=sample_at(260, fps), cues=tuple(cue(path, at, 900) for at in places))
    sound = np.abs(whole(mixed(soundtrack))[:, 0])
    assert len(sound) == soundtrack.samples
    assert np.flatnonzero(sound > sound.max() * 0.7).tolist() == places


@pytest.mark.parametrize("fps", [Fraction(24000, 1001), Fraction(30000, 1001), Fraction(60000, 1001), Fraction(24)])
def test_sound_never_drifts_from_the_picture(fps):
    for frame in (1, 1000, 86_399, round(3600 * fps), round(36_000 * fps)):
        exact = Fraction(frame) * RATE / fps
        assert abs(sample_at(frame, fps) - exact) <= Fraction(1, 2)  # A hundredth of a millisecond, after any time.


@pytest.mark.parametrize("rate", [8_000, 24_000, 44_100, 96_000])
def test_other_sampling_rates_do_not_move_a_sound(tmp_path, rate):
    samples = np.zeros(rate // 2)
    samples[rate // 10] = 0.9
    sound = whole(read_sound(write(tmp_path / "a.wav", samples, rate)))
    assert int(np.abs(sound[:, 0]).argmax()) == 4_800


def test_a_click_is_still_at_its_sample_when_it_was_coded(tmp_path):
    path = click(tmp_path / "click.wav")
    soundtrack = Soundtrack(samples=3 * RATE, cues=(cue(path, 70_001, 900),))
    write_aac(tmp_path / "a.m4a", mixed(soundtrack))
    sound = np.abs(whole(read_sound(tmp_path / "a.m4a"))[:, 0])
    assert abs(int(sound.argmax()) - 70_001) <= 1


def test_seven_channels_at_192_khz_are_heard_in_two(tmp_path):
    noise = np.random.default_rng(1).normal(0, 0.1, (96_000, 8))
    sound = whole(read_sound(write(tmp_path / "a.wav", noise.ravel(), 192_000, 8)))
    assert sound.shape == (24_000, 2)
    assert level_of(sound) > -40


def test_a_film_of_voices_and_music_has_its_loudness_and_never_clips(tmp_path):
    random = np.random.default_rng(2)
    voice = tone(2, 180, 0.2) * (random.random(2 * RATE) < 0.3)
    path = write(tmp_path / "voice.wav", voice)
    music = write(tmp_path / "music.wav", tone(3, 330))
    cues = tuple(cue(path, start * RATE, 2 * RATE) for start in (1, 5, 8))
    soundtrack = Soundtrack(samples=11 * RATE, cues=cues, music=Bed(path=music, sha256="1" * 64, gain=-12))
    sound = whole(mixed(soundtrack))
    meter = LoudnessMeter()
    meter.add(sound)
    assert meter.integrated == pytest.approx(-16, abs=0.7)
    assert 20 * np.log10(true_peaks(sound).max()) <= -1.49
    # As it is heard, once it was coded.
    write_aac(tmp_path / "a.m4a", [sound])
    assert 20 * np.log10(true_peaks(whole(read_sound(tmp_path / "a.m4a"))).max()) <= -1.0


def test_the_parts_add_up_to_the_mix_but_for_its_level(tmp_path):
    path, other = write(tmp_path / "a.wav", tone(1)), write(tmp_path / "b.wav", tone(1, 900))
    music = write(tmp_path / "m.wav", tone(2, 100))
    soundtrack = Soundtrack(
        samples=4 * RATE + 100,
        music=Bed(path=music, sha256="1" * 64),
        cues=(
            cue(path, 10_000, RATE, speaker="A"),
            cue(other, 90_000, RATE, speaker="B"),
            cue(other, 0, RATE, kind="sfx"),
        ),
    )
    blocks = list(buses(soundtrack))
    assert {name for block in blocks for name in block} == {
        ("dialogue", "A"),
        ("dialogue", "B"),
        ("sfx", ""),
        ("music", ""),
    }
    total = np.concatenate([sum(block.values()) for block in blocks])
    sound = whole(mixed(soundtrack))
    assert np.allclose(sound, total * (sound[60_007, 0] / total[60_007, 0]), atol=1e-4)
    alone = [block[name] for block in buses(soundtrack, only=("dialogue", "A")) for name in block]
    assert np.allclose(alone[0], blocks[0]["dialogue", "A"])


def test_music_goes_down_softly_before_speech_and_comes_back_after_it():
    ducker = Ducker([(200_000, 300_000), (310_000, 400_000)])
    level = 20 * np.log10(np.concatenate([ducker.level(start, 50_000) for start in range(0, 600_000, 50_000)]))
    assert level[200_000:400_000].max() == pytest.approx(-9, abs=0.01)  # Not up again in a breath.
    assert level[200_000 - ATTACK - 1] == level[400_000 + RELEASE + 1] == 0
    assert np.abs(np.diff(level)).max() < 0.002
    assert level[200_000 - ATTACK // 2] == pytest.approx(-4.5, abs=0.1)


def test_a_recording_is_broken_off_softly_by_the_end_of_the_film(tmp_path):
    path = write(tmp_path / "a.wav", tone(2))
    sound = whole(mixed(Soundtrack(samples=RATE, cues=(cue(path, RATE // 2, 2 * RATE),))))
    assert len(sound) == RATE
    assert abs(sound[-1, 0]) < 0.01 < level_of(sound[-2000:-1000]) + 100


def bands(sound: np.ndarray) -> dict[str, float]:
    power = np.abs(np.fft.rfft(sound[:, 0])) ** 2
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = {"rumble": (20, 150), "body": (500, 1500), "air": (6000, 12_000)}
    return {name: 10 * np.log10(power[(pitch > low) & (pitch < high)].mean()) for name, (low, high) in edges.items()}


def test_a_telephone_has_neither_rumble_nor_air_and_a_wall_takes_the_air_away():
    noise = np.random.default_rng(5).normal(0, 0.1, (2 * RATE, 2)).astype(np.float32)
    voices = (Voice.ON, Voice.PHONE, Voice.OFF_SCREEN, Voice.VOICE_OVER)
    dry, phone, wall, over = (bands(whole(treated([noise], voice))) for voice in voices)
    assert phone["body"] == pytest.approx(dry["body"], abs=4)
    assert phone["rumble"] < dry["rumble"] - 20
    assert phone["air"] < dry["air"] - 40
    assert wall["air"] < wall["body"] - 25
    assert over["body"] == pytest.approx(dry["body"], abs=2)


@pytest.mark.parametrize("voice", list(Voice))
def test_a_treated_voice_is_as_long_as_before_and_in_the_same_place(voice):
    sound = np.zeros((70_000, 2), np.float32)
    sound[30_000] = 1
    heard = whole(treated(np.array_split(sound, 5), voice))
    assert len(heard) == 70_000
    assert int(np.abs(heard[:, 0]).argmax()) == pytest.approx(30_000, abs=2)


def test_the_key_of_a_soundtrack_follows_what_is_heard_and_not_where_files_lie(tmp_path):
    one = Soundtrack(samples=100, cues=(cue(tmp_path / "a.wav", 0, 50),))
    assert one.key == one.model_copy(update={"cues": (cue(tmp_path / "b.wav", 0, 50),)}).key
    assert one.key != one.model_copy(update={"cues": (cue(tmp_path / "a.wav", 1, 50),)}).key
    assert one.key != one.model_copy(update={"samples": 101}).key
