"""Every format has a composition of its own."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Subject

FORMATS = {
    "16:9": (1536, 864),
    "9:16": (864, 1536),
    "1:1": (1024, 1024),
    "4:3": (1152, 864),
    "3:4": (864, 1152),
    "2.39": (1536, 643),
}
EVERY = pytest.mark.parametrize("picture", FORMATS.values(), ids=FORMATS)


def two(size, **fields):
    people = (
        Subject(character="MARA", staging="left", facing="right"),
        Subject(character="TOMAS", staging="right", facing="left"),
    )
    return people, {"size": size, "framing": "2S"} | fields


def whole(head):
    return head.x > 0 and head.y > 0 and head.x + head.width < 1 and head.y + head.height < 1


def extent(plan, actor):
    """Highest and lowest row, leftmost and rightmost column of a body, as shares."""
    pixels = plan.camera.project(np.array(list(actor.body.joints.values())))[0] / (
        plan.camera.width,
        plan.camera.height,
    )
    return pixels[:, 1].min(), pixels[:, 1].max(), pixels[:, 0].min(), pixels[:, 0].max()


@EVERY
@pytest.mark.parametrize("size", ["CU", "MCU", "MS", "MLS", "FS", "WS"])
def test_two_people_are_both_seen_with_whole_heads_that_do_not_overlap(make_shot, cast, picture, size):
    people, fields = two(size)
    left, right = plan_shot(make_shot(*people, **fields), "start", picture, cast).landmarks.heads
    assert whole(left)
    assert whole(right)
    assert left.x + left.width < right.x + 0.02


@EVERY
@pytest.mark.parametrize("size", ["FS", "WS"])
@pytest.mark.parametrize("action", ["", "walks", "runs", "sits", "lies down"])
def test_a_full_figure_keeps_head_and_feet(make_shot, cast, picture, size, action):
    shot = make_shot(Subject(character="TOMAS", facing="right", action=action), size=size)
    plan = plan_shot(shot, "start", picture, cast)
    top, bottom, left, right = extent(plan, plan.main)
    assert top > 0.03
    assert bottom < 0.96
    assert left > 0.01
    assert right < 0.99


@EVERY
def test_who_stands_full_length_fills_the_height_unless_the_width_forbids_it(make_shot, cast, picture):
    plan = plan_shot(make_shot(Subject(character="NIA"), size="FS"), "start", picture, cast)
    top, bottom, _, _ = extent(plan, plan.main)
    assert bottom - top > 0.72


@EVERY
@pytest.mark.parametrize("size", ["MS", "MLS"])
def test_who_is_widened_to_full_length_stands_in_the_middle_of_the_height(make_shot, cast, picture, size):
    people, fields = two(size)
    plan = plan_shot(make_shot(*people, **fields), "start", picture, cast)
    top, bottom, _, _ = extent(plan, plan.main)
    if bottom < 0.97:  # Whole, for want of width.
        assert bottom > 0.80
        assert top < 0.25


@EVERY
def test_close_up_the_face_is_whole_across(make_shot, cast, picture):
    for name in ("MARA", "NIA", "CHIBI"):
        (head,) = plan_shot(make_shot(Subject(character=name), size="CU"), "start", picture, cast).landmarks.heads
        assert whole(head)
        assert head.height > 0.3


@EVERY
def test_an_extreme_wide_shot_shows_a_small_figure_and_the_horizon(make_shot, cast, picture):
    shot = make_shot(Subject(character="MARA"), size="EWS", location="CLIFF", interior="EXT")
    marks = plan_shot(shot, "start", picture, cast).landmarks
    assert marks.heads[0].height < 0.06
    assert 0.3 < marks.horizon < 0.8


def test_no_format_is_cut_from_another(make_shot, cast):
    shots = [
        plan_shot(make_shot(Subject(character="MARA"), size="FS"), "start", picture, cast)
        for picture in FORMATS.values()
    ]
    # A crop would give the wide format a larger head than the square one, and the tall one the same as the wide.
    heights = [plan.landmarks.heads[0].height for plan in shots]
    assert max(heights) < 1.35 * min(heights)
