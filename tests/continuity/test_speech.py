from __future__ import annotations

import pytest

from storyboard.model import Bible, Size, Timing, Voice
from tests.continuity.shots import line, make_shot, somebody


def speaking(words: int, frames: int, **more):
    text = " ".join(["word"] * words)
    return make_shot(1, somebody("MARA"), dialogue=(line("MARA", text, **more),), duration_frames=frames)


def test_a_speech_a_quarter_too_long_is_an_error(found):
    (finding,) = found("dialogue-too-long", speaking(20, 120))  # 8 s of words in 5 s.
    assert finding.severity == "error"
    assert finding.evidence == {"needs_s": 8.0, "has_s": 5.0, "ratio": 1.6, "speakers": ["MARA"]}
    assert "8.0 s" in finding.message


def test_a_speech_a_little_too_long_is_a_warning(found):
    assert [finding.severity for finding in found("dialogue-too-long", speaking(14, 120))] == ["warning"]


def test_a_speech_that_just_fits_is_fine(found):
    assert not found("dialogue-too-long", speaking(13, 120))  # 5.2 s in 5 s.


def test_a_voice_over_may_run_on_over_the_next_shot(found):
    shot = speaking(20, 120, voice=Voice.VOICE_OVER)
    assert [finding.severity for finding in found("dialogue-too-long", shot)] == ["warning"]


def test_the_bible_says_how_fast_people_speak(found):
    fast = Bible(timing=Timing(words_per_second=5))
    assert not found("dialogue-too-long", speaking(20, 120), bible=fast)


def test_chinese_is_counted_by_the_character(found):
    shot = make_shot(1, dialogue=(line("李雷", "她" * 20),), duration_frames=48)  # 4 s in 2 s.
    assert found("dialogue-too-long", shot)[0].evidence["needs_s"] == 4.0


def test_a_letter_that_is_gone_before_it_is_read_is_told(found):
    text = ("Meet me at the old harbour at nine",)
    (finding,) = found("text-too-fast", make_shot(1, size=Size.INSERT, frame_text=text))
    assert (finding.severity, finding.evidence["needs_s"]) == ("warning", 3.67)
    assert [one.severity for one in found("text-too-fast", make_shot(1, size=Size.WS, frame_text=text))] == ["info"]
    assert not found("text-too-fast", make_shot(1, size=Size.INSERT, frame_text=text, duration_frames=90))


def test_a_title_over_the_picture_needs_its_time_too(found):
    assert len(found("overlay-too-fast", make_shot(1, overlay_text=("Three years and one long winter later",)))) == 1
    assert not found("overlay-too-fast", make_shot(1, overlay_text=("Later",)))


@pytest.mark.parametrize(
    ("frames", "code", "severity"),
    [(2, "flash-frame", "error"), (3, "flash-frame", "error"), (10, "short-shot", "warning")],
)
def test_a_shot_nobody_can_see_is_told(found, frames, code, severity):
    assert [finding.severity for finding in found(code, make_shot(1, duration_frames=frames))] == [severity]


def test_half_a_second_can_be_seen(found):
    assert not found("flash-frame", make_shot(1, duration_frames=12))
    assert not found("short-shot", make_shot(1, duration_frames=12))
