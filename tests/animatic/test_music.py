import wave
from pathlib import Path

import numpy as np
import pytest

from storyboard.animatic import render_animatic
from storyboard.animatic.loudness import LoudnessMeter
from storyboard.animatic.mix import mixed
from storyboard.animatic.soundtrack import only_music
from storyboard.errors import InputError
from storyboard.media import in_blocks, read_sound, write_aac


def write_wav(path: Path, seconds: float, *, rate: int = 22_050, level: float = 0.5, channels: int = 1) -> Path:
    times = np.arange(round(seconds * rate)) / rate
    wave_form = (level * 32767 * np.sin(2 * np.pi * 220 * times)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(wave_form, channels).tobytes())
    return path


def level_of(sound: np.ndarray) -> float:
    return 20 * np.log10(np.sqrt(np.mean(sound**2)))


def test_any_sound_is_read_as_48_khz_stereo(tmp_path):
    sound = np.concatenate(list(read_sound(write_wav(tmp_path / "a.wav", 1.5, channels=2))))
    assert sound.dtype == np.float32
    assert sound.shape[1] == 2
    assert len(sound) == pytest.approx(72_000, abs=64)
    assert level_of(sound) == pytest.approx(-9, abs=0.5)


def test_a_sound_track_of_ours_can_be_read_again(tmp_path):
    write_aac(tmp_path / "a.m4a", in_blocks(read_sound(write_wav(tmp_path / "a.wav", 1.0)), 700))
    assert sum(len(block) for block in read_sound(tmp_path / "a.m4a")) == pytest.approx(48_000, abs=1024)


def loudness_of(sound: np.ndarray) -> float:
    meter = LoudnessMeter()
    meter.add(sound.astype(np.float32))
    return meter.integrated


@pytest.mark.parametrize("level", [0.02, 0.9])
@pytest.mark.parametrize("seconds", [1.3, 30.0])
def test_music_is_looped_or_trimmed_to_the_film_at_one_loudness(tmp_path, level, seconds):
    blocks = list(mixed(only_music(write_wav(tmp_path / "a.wav", seconds, level=level), 12 * 48_000)))
    assert max(len(block) for block in blocks) <= 48_000
    sound = np.concatenate(blocks)
    assert len(sound) == 12 * 48_000
    assert loudness_of(sound) == pytest.approx(-16, abs=0.3)


def test_music_fades_at_both_ends_of_the_film(tmp_path):
    sound = np.concatenate(list(mixed(only_music(write_wav(tmp_path / "a.wav", 3), 10 * 48_000))))
    middle = level_of(sound[4 * 48_000 : 5 * 48_000])
    assert level_of(sound[:4800]) < middle - 10
    assert level_of(sound[-4800:]) < middle - 20
    assert np.abs(sound).max() <= 1


def test_a_film_has_its_music(timeline_of, tmp_path, helpers):
    timeline = timeline_of({"duration_frames": 48}, music=write_wav(tmp_path / "a.wav", 1.0))
    film = helpers.Film(render_animatic(timeline, tmp_path / "film.mp4", cache=tmp_path / "cache").path)
    assert film.samples.shape[0] == 2
    assert level_of(film.samples[:, 30_000:60_000]) > -24
    silent = timeline.model_copy(update={"music": None})
    film = helpers.Film(render_animatic(silent, tmp_path / "film.mp4", cache=tmp_path / "cache").path)
    assert np.abs(film.samples).max() < 0.001


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{}\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.wav", "ffconcat version 1.0\nfile {}\n"),
        ("list.mp3", PLAYLIST),
        ("text.mp3", "It was a dark and stormy night."),
        ("empty.wav", ""),
        ("cut.wav", "RIFF\x04\x00\x00\x00WAVE"),
        ("frame.mp3", "ID3"),
    ],
)
def test_what_is_not_sound_is_refused_and_lists_are_never_followed(tmp_path, name, content):
    real = write_wav(tmp_path / "real.wav", 1.0)
    path = tmp_path / name
    path.write_bytes(content.format(real).encode())
    with pytest.raises(InputError) as caught:
        list(read_sound(path))
    assert str(caught.value).startswith(str(path))


def test_a_film_without_sound_is_no_music(tmp_path):
    import av

    silent = tmp_path / "silent.mp4"
    with av.open(str(silent), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(InputError, match="no sound"):
        list(read_sound(silent))


def test_music_that_is_missing_or_far_too_short_is_refused_before_any_film_is_written(timeline_of, tmp_path):
    for music, said in ((tmp_path / "none.wav", "cannot be read"), (write_wav(tmp_path / "a.wav", 0.2), "shorter")):
        with pytest.raises(InputError, match=said):
            render_animatic(timeline_of({}, music=music), tmp_path / "film.mp4", cache=tmp_path / "cache")
    assert not (tmp_path / "film.mp4").exists()


def test_silence_has_the_length_of_the_film():
    blocks = list(mixed(only_music(None, 100_001)))
    assert [len(block) for block in blocks] == [48_000, 48_000, 4_001]
    assert not any(block.any() for block in blocks)
