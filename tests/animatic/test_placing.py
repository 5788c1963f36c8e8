import wave
from fractions import Fraction
from pathlib import Path

import pytest

from storyboard.animatic.measure import Measured, Measurements
from storyboard.animatic.placing import fit_to_voices, place_sound
from storyboard.animatic.stems import Marker, write_stems
from storyboard.animatic.subtitles import subtitles_of, to_srt, to_vtt
from storyboard.errors import InputError
from storyboard.media import read_sound
from storyboard.model import DialogueLine, Timing

RATE = 48_000
TIMING = Timing()


def says(*texts: str) -> tuple[DialogueLine, ...]:
    return tuple(DialogueLine(character="MARA", text=text) for text in texts)


def recording(name: str, seconds: float, silence: float = 0.0) -> tuple[Path, Measured]:
    begins = round(silence * RATE)
    length = round(seconds * RATE)
    return Path(name), Measured(
        sha256=name.ljust(64, "0"), samples=length + 2 * begins, begins=begins, ends=begins + length, loudness=-23.0
    )


def placed(timeline, spoken, **fields):
    return place_sound(
        timeline.clips, timeline.fps, spoken=spoken, **{"effects": {}, "music": None, "timing": TIMING} | fields
    )


def test_lines_follow_a_breath_after_the_cut_and_one_another_without_their_silences(timeline_of):
    timeline = timeline_of({"duration_frames": 48}, {"duration_frames": 120, "dialogue": says("I know.", "Go.")})
    spoken = {("s001_0020", 1): [recording("a", 1.0, 0.3)], ("s001_0020", 2): [recording("b", 0.5)]}
    first, second = placed(timeline, spoken).soundtrack.cues
    assert (first.at, first.length, first.skip) == (2 * RATE + RATE // 2, RATE, round(0.3 * RATE))
    assert second.at == first.end + RATE // 4
    assert first.gain == 5.0


def test_captions_are_read_while_their_line_is_heard(timeline_of):
    timeline = timeline_of({"duration_frames": 120, "dialogue": says("I know.", "Go.")})
    spoken = {("s001_0010", 1): [recording("a", 1.0)], ("s001_0010", 2): [recording("b", 0.5)]}
    sound = placed(timeline, spoken)
    assert sound.speech == {"s001_0010": ((12, 42), (42, 64))}
    assert [(one.first, one.last) for one in subtitles_of(timeline.clips, sound.speech)] == [(12, 42), (42, 64)]


def test_a_shot_too_short_for_its_voice_is_named_and_the_next_one_waits(timeline_of):
    timeline = timeline_of(*({"duration_frames": 48, "dialogue": says("I know.")} for _ in range(2)))
    spoken = {("s001_0010", 1): [recording("a", 2.5)], ("s001_0020", 1): [recording("b", 1.0)]}
    sound = placed(timeline, spoken)
    first, second = sound.soundtrack.cues
    assert sound.crowded == (("1A", 2.5, 2.0),)
    assert (first.at, second.at) == (0, first.end + RATE // 4)
    assert "s001_0010" not in sound.speech


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(30000, 1001)])
def test_shots_become_as_long_as_their_voices_in_whole_frames_rounded_up(timeline_of, fps):
    shot = {"duration_frames": 48, "dialogue": says("I know.")}
    bases = ("speech", "action", "hand")
    timeline = timeline_of(*(shot | {"duration_basis": basis} for basis in bases), fps=fps)
    long = {(f"s001_00{number}0", 1): [recording("a", 3.01)] for number in (1, 2, 3)}
    needed = -((-(Fraction(301, 100) + Fraction(9, 10)) * fps) // 1)
    fitted = fit_to_voices(timeline, long, TIMING)
    assert [clip.shot.duration_frames for clip in fitted.clips] == [needed, needed, 48]
    assert [clip.start_frame for clip in fitted.clips] == [0, needed, 2 * needed]
    assert placed(fitted, long).crowded == (("1C", 3.01, pytest.approx(48 / fps)),)
    short = {key: [recording("a", 0.2)] for key in long}
    lengths = [clip.shot.duration_frames for clip in fit_to_voices(timeline, short, TIMING).clips]
    assert lengths[0] < 48 == lengths[1] == lengths[2]


def write(path: Path, seconds: float, level: int = 8000, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        half = round(seconds * rate / 4)
        quiet = b"\0\0" * half
        file.writeframes(
            quiet
            + (level.to_bytes(2, "little", signed=True) + (-level).to_bytes(2, "little", signed=True)) * half
            + quiet
        )
    return path


def test_a_recording_is_measured_once(tmp_path):
    path = write(tmp_path / "a.wav", 1.0)
    measured = Measurements(tmp_path / "known").of(path)
    assert measured.samples == RATE
    assert (measured.begins, measured.ends) == (RATE // 4, RATE * 3 // 4)
    (known,) = (tmp_path / "known").iterdir()
    known.write_text(known.read_text().replace(str(RATE), "77"), encoding="utf-8")
    assert Measurements(tmp_path / "known").of(path).samples == 77
    known.write_text("{", encoding="utf-8")
    assert Measurements(tmp_path / "known").of(path) == measured


@pytest.mark.parametrize("content", [b"", b"It was a dark and stormy night.", b"RIFF\0\0\0\0WAVE"])
def test_what_is_no_recording_is_refused_by_name(tmp_path, content):
    path = tmp_path / "s001_0010.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match="s001_0010"):
        Measurements(tmp_path / "known").of(path)


def test_stems_are_as_long_as_the_film_and_named_after_speakers(timeline_of, tmp_path):
    path = write(tmp_path / "a.wav", 1.0)
    measured = Measurements(tmp_path / "known").of(path)
    lines = tuple(DialogueLine(character=name, text="Go.") for name in ("MARA", "mara", "../O'Neil", "陈"))
    timeline = timeline_of({"duration_frames": 120, "dialogue": lines, "sound": ("BANG",)})
    spoken = {("s001_0010", number): [(path, measured)] for number in (1, 2, 3, 4)}
    sound = placed(timeline, spoken, effects={"s001_0010": [(path, measured)]}, music=(path, measured)).soundtrack
    written = write_stems(sound, tmp_path / "stems", [Marker(frame=24, shot="s001_0010", text="=BANG")], timeline.fps)
    names = {one.name for one in written}
    assert names == {
        "dialogue-MARA.wav", "dialogue-mara-2.wav", "dialogue-O-Neil.wav", "dialogue-陈.wav", "sfx.wav", "music.wav",
        "mix.wav", "sounds-wanted.csv",
    }  # fmt: skip
    assert {sum(map(len, read_sound(one))) for one in written if one.suffix == ".wav"} == {5 * RATE}
    assert "00:00:01:00,24,s001_0010,'=BANG" in (tmp_path / "stems" / "sounds-wanted.csv").read_text(encoding="utf-8")


def test_subtitles_are_in_time_to_the_frame_and_nothing_in_them_is_mark_up(timeline_of):
    timeline = timeline_of(
        {"duration_frames": 30, "overlay_text": ("Norway",), "dialogue": says("<b>{\\an8} & 1 --> 2</b>")},
        {"duration_frames": 90, "dialogue": says("I know.")},
        fps=Fraction(30000, 1001),
    )
    texts = subtitles_of(timeline.clips)
    assert [(one.first, one.last) for one in texts] == [(0, 30), (30, 120)]
    assert texts[0].lines[0] == "Norway"
    srt, vtt = to_srt(texts, timeline.fps), to_vtt(texts, timeline.fps)
    assert "00:00:01,001 --> 00:00:04,004\nMARA: I know." in srt
    assert "00:00:01.001 --> 00:00:04.004\nMARA: I know." in vtt
    assert "<b>" not in srt
    assert "{\\an8}" not in srt
    assert srt.count("-->") == vtt.count("-->") == 2
    assert "&lt;b&gt;{\\an8} &amp; 1 --&gt; 2&lt;/b&gt;" in vtt
