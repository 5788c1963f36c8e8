"""What people moved stays where they put it."""

from __future__ import annotations

import pytest

from storyboard.model import Shot, Source
from storyboard.project.shotorder import moved_by_hand, put_back


def shot(name: str) -> Shot:
    """``1a``: scene 1, shot a."""
    number = "abcdefgh".index(name[1]) * 10 + 10
    return Shot(
        id=f"s00{name[0]}_{number:04d}",
        scene=f"s00{name[0]}",
        number=name,
        source=Source(file="a", line=1, line_end=1),
        duration_frames=24,
    )


@pytest.mark.parametrize(
    ("written", "generated", "moved"),
    [
        ("abcd", "abcd", ""),
        ("bacd", "abcd", "b"),
        ("dabc", "abcd", "d"),
        ("axbc", "abc", ""),
        ("acb", "axbyc", "c"),
        ("", "abc", ""),
    ],
)
def test_the_fewest_shots_that_explain_the_order_were_moved(written, generated, moved):
    found = moved_by_hand(written, generated)
    assert len(found) == len(moved)
    stayed = [one for one in written if one not in found]
    assert [one for one in generated if one in stayed] == [one for one in stayed if one in generated]


@pytest.mark.parametrize(
    ("script", "placed", "written", "result"),
    [
        ("1a 1c", "1b", "1a 1b 1c", "1a 1b 1c"),
        ("1a 1x 1c", "1b", "1a 1b 1c", "1a 1b 1x 1c"),
        ("1c", "1b", "1a 1b 1c", "1b 1c"),
        ("1a 2a 3a", "3b", "1a 3b 3a", "1a 2a 3b 3a"),
        ("1a 2a", "2b", "1a 2b 2a", "1a 2b 2a"),
        ("", "1b", "1b", "1b"),
        ("1a", "1b 1c", "1a 1b 1c", "1a 1b 1c"),
    ],
)
def test_a_placed_shot_follows_its_neighbour_within_its_scene(script, placed, written, result):
    by_hand = {shot(name).id: shot(name) for name in placed.split()}
    shots = [shot(name.replace("x", "h")) for name in script.split()]
    ids = [shot(name).id for name in written.split()]
    assert [entry.number.replace("h", "x") for entry in put_back(shots, by_hand, ids)] == result.split()
