from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.model import clock, frames_of, parse_fps, seconds_of, timecode


@pytest.mark.parametrize(
    ("written", "fps"),
    [
        ("24", Fraction(24)),
        (24, Fraction(24)),
        (25.0, Fraction(25)),
        (" 30 FPS ", Fraction(30)),
        ("23.976", Fraction(24000, 1001)),
        (23.976, Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        (29.97, Fraction(30000, 1001)),
        ("59.94fps", Fraction(60000, 1001)),
        ("30000/1001", Fraction(30000, 1001)),
        (Fraction(24000, 1001), Fraction(24000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("1", Fraction(1)),
        ("120", Fraction(120)),
    ],
)
def test_frame_rates_are_read_as_people_write_them(written, fps):
    assert parse_fps(written) == fps


@pytest.mark.parametrize(
    "written", ["", "fast", "0", "-24", "0.5", "121", "24/0", "1e3", "nan", "inf", "24;25", "1/1000000", "9" * 400]
)
def test_what_is_no_frame_rate_is_refused(written):
    with pytest.raises(ValueError, match="frame"):
        parse_fps(written)


@pytest.mark.parametrize(
    ("seconds", "fps", "frames"),
    [
        (1, Fraction(24), 24),
        (0, Fraction(24), 1),
        (-3, Fraction(24), 1),
        (Fraction(1, 48), Fraction(24), 1),
        (Fraction(5, 48), Fraction(24), 3),
        (10, Fraction(24000, 1001), 240),
        (1001, Fraction(24000, 1001), 24000),
        (0.1, Fraction(30000, 1001), 3),
    ],
)
def test_a_length_is_the_nearest_whole_number_of_frames(seconds, fps, frames):
    assert frames_of(seconds, fps) == frames


@given(st.integers(1, 1_000_000), st.sampled_from(["24", "25", "23.976", "29.97", "59.94", "120"]))
def test_frames_survive_the_way_to_seconds_and_back(frames, rate):
    fps = parse_fps(rate)
    assert frames_of(seconds_of(frames, fps), fps) == frames


@pytest.mark.parametrize(
    ("frames", "rate", "text"),
    [
        (0, "24", "00:00:00:00"),
        (23, "24", "00:00:00:23"),
        (24, "24", "00:00:01:00"),
        (24 * 3661 + 5, "24", "01:01:01:05"),
        (30 * 60, "29.97", "00:01:00:00"),
        (24, "23.976", "00:00:01:00"),
    ],
)
def test_timecode_counts_at_the_whole_rate(frames, rate, text):
    assert timecode(frames, parse_fps(rate)) == text


def test_timecode_can_start_at_an_hour():
    assert timecode(12, Fraction(25), start=25 * 3600) == "01:00:00:12"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(4, "4.0 s"), (59.94, "59.9 s"), (59.96, "1:00"), (65, "1:05"), (3599.6, "1:00:00"), (3722, "1:02:02")],
)
def test_a_clock_reads_as_people_say_it(seconds, text):
    assert clock(seconds) == text
