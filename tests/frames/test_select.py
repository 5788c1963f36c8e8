from __future__ import annotations

import pytest

from storyboard.errors import SelectionError
from storyboard.frames import find_shot, select
from storyboard.model import Shot, Source, Subject


def make(index: int, scene: str, number: str, *people: str, **more: object) -> Shot:
    return Shot(
        id=f"{scene}_{index * 10:04d}",
        scene=scene,
        number=number,
        order=index - 1,
        source=Source(file="a", line=1, line_end=1),
        subjects=tuple(Subject(character=name) for name in people),
        duration_frames=24,
        **more,
    )


SHOTS = (
    make(1, "s001", "1A"),
    make(2, "s001", "1B", "MARA"),
    make(3, "s002", "2A", "MARA", "TOMAS", redo="too dark"),
    make(4, "s002", "2B", "TOMAS", approved=True),
)
STATES = {"s001_0010": "current", "s001_0020": "stale", "s002_0030": "missing", "s002_0040": "current"}


@pytest.mark.parametrize(
    ("selectors", "numbers"),
    [
        ([], "1A 1B 2A 2B"),
        (["1b"], "1B"),
        (["s001_0020"], "1B"),
        (["S002"], "2A 2B"),
        (["@mara"], "1B 2A"),
        (["1B..2A"], "1B 2A"),
        (["..1B"], "1A 1B"),
        (["2A.."], "2A 2B"),
        (["stale", "missing"], "1B 2A"),
        (["redo"], "2A"),
        (["approved"], "2B"),
        (["2B", "1A"], "1A 2B"),
    ],
)
def test_a_selector_names_shots_in_film_order(selectors, numbers):
    assert " ".join(shot.number for shot in select(SHOTS, selectors, states=STATES)) == numbers


@pytest.mark.parametrize(
    ("selector", "says"),
    [
        ("1Z", "There is no shot '1Z'"),
        ("@BOB", "Known: MARA, TOMAS"),
        ("2A..1A", "Write 1A..2A"),
        ("", "There is no shot"),
    ],
)
def test_a_selector_that_names_nothing_is_an_error(selector, says):
    with pytest.raises(SelectionError, match=says):
        select(SHOTS, [selector], states=STATES)


def test_a_near_miss_is_suggested():
    with pytest.raises(SelectionError, match="Did you mean s001_0010"):
        find_shot(SHOTS, "s001_001")
