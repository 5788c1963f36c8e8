"""Arrows laid over the beginning of a shot, when they are asked for."""

import numpy as np
import pytest

from storyboard.animatic.plan import plan_segments
from storyboard.media import EncoderSettings
from storyboard.model import Direction, Format, Head, Landmarks, Move, Movement, Subject

PLAIN = {"captions": False}
WALKS = {"duration_frames": 48, "subjects": (Subject(character="MARA", action="walks", facing="left"),)}
PANS = {"movement": Movement(move=Move.PAN, direction=Direction.LEFT)}


def keys(timeline, **options):
    return [segment.key(EncoderSettings()) for segment in plan_segments(timeline, **options)]


def test_arrows_lie_over_the_first_second_and_a_half_and_then_are_gone(timeline_of, helpers):
    timeline = timeline_of(WALKS)
    bare, drawn = helpers.Painted(timeline, **PLAIN), helpers.Painted(timeline, arrows=True, **PLAIN)
    changed = bare.luma(35) != drawn.luma(35)
    assert changed.sum() > 150
    assert changed[: changed.shape[0] // 2].sum() == 0, "MARA walks at the bottom of the picture"
    assert (bare.luma(36) == drawn.luma(36)).all()


def test_the_picture_moves_under_arrows_that_rest(timeline_of, helpers):
    drawn = helpers.Painted(timeline_of(PANS), arrows=True, **PLAIN)
    first, later = drawn.luma(0), drawn.luma(16)
    white = (first > 225) & (later > 225)
    assert white[-40:].sum() > 150
    assert (first != later).mean() > 0.5


@pytest.mark.parametrize("arrows", [False, True])
def test_a_shot_in_which_nothing_moves_is_the_same_segment_either_way(timeline_of, arrows):
    still, moving = timeline_of({}), timeline_of(PANS)
    assert keys(still, arrows=arrows) == keys(still)
    assert (keys(moving, arrows=arrows) == keys(moving)) is not arrows


def test_arrows_keep_to_the_visible_part_of_a_matted_film(timeline_of, helpers):
    wide = Format(name="2.39", frame=(256, 144), draw=(320, 180), matte=2.39)
    head = Head(character="MARA", x=0.45, y=0.3, width=0.1, height=0.2)
    shot = {**WALKS, "landmarks": Landmarks(heads=(head,), focus=head.centre, horizon=0.4)}
    drawn = helpers.Painted(timeline_of(shot, fmt=wide), arrows=True, **PLAIN).luma(0)
    bar = (144 - round(256 / 2.39)) // 2 // 2 * 2
    assert np.unique(drawn[:bar]).tolist() == np.unique(drawn[-bar:]).tolist() == [16]
