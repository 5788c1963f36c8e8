"""The hour of shots that stand in a list, under no heading that says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.breakdown import break_down
from storyboard.breakdown.hour import hour_in
from storyboard.model import Bible
from storyboard.script import read_script


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("A mountain path at dawn.", "dawn"),
        ("The pier, golden hour.", "dusk"),
        ("She walks home at night.", "night"),
        ("A night club.", "night"),
        ("Elle attend, de nuit.", "night"),
        ("Он идёт ночью домой.", "night"),
        ("黄昏的海边。", "dusk"),
        ("夜明けの港。", "dawn"),
        ("A nightgown on a chair.", ""),
        ("Two knights ride past.", ""),
    ],
)
def test_words_for_the_hour(text: str, hour: str) -> None:
    found = hour_in(text)
    assert (str(found[0]) if found else "") == hour


def test_what_one_item_says_holds_until_another_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "1. A harbour at dawn (2s)\n2. Nora mends a net (2s)\n3. The same harbour at night (2s)\n4. A lamp (2s)\n",
        encoding="utf-8",
    )
    shots = break_down(read_script(path), Bible()).shot_list.shots
    assert [str(shot.time) for shot in shots] == ["dawn", "dawn", "night", "night"]
    assert "at dawn" in shots[1].provenance["time"]


def test_a_heading_goes_before_the_words(shots_of) -> None:
    assert str(shots_of("INT. HALL - DAY\n\nNora dreams of the sea at night.")[0].time) == "day"
