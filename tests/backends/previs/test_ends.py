"""The first picture shows the onset, the last one the result; between them only what is said to move has moved."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Action, Movement, Subject

WIDE, SMALL = (1536, 864), (384, 216)
PARTS = ("start", "end")


def both(shot, kits, picture=WIDE):
    return [plan_shot(shot, part, picture, kits) for part in PARTS]


def same_view(start, end):
    names = ("yaw", "pitch", "roll", "fov", "shift")
    return np.allclose(start.position, end.position) and all(
        getattr(start, name) == getattr(end, name) for name in names
    )


def with_action(shot, start="", motion="", end=""):
    return shot.model_copy(update={"action": Action(text=motion, start=start, motion=motion, end=end)})


@pytest.mark.parametrize("size", ["MS", "FS", "WS"])
@pytest.mark.parametrize("comes", [True, False])
def test_the_camera_waits_where_it_stands_for_who_comes_or_leaves(make_shot, kits, size, comes):
    bram = Subject(character="BRAM", staging="right", in_start=not comes, in_end=comes)
    for others in ((Subject(character="ADA", staging="left"),), ()):
        start, end = both(make_shot(*others, bram, size=size), kits)
        assert same_view(start.camera, end.camera)
        assert [actor.subject.character for actor in (end if comes else start).actors][-1] == "BRAM"
        assert "BRAM" not in [actor.subject.character for actor in (start if comes else end).actors]
        for before, after in zip(start.actors, end.actors, strict=False):
            if before.subject is after.subject:
                assert np.allclose(before.body.foot, after.body.foot)


def test_who_comes_later_or_has_left_leaves_no_trace(make_shot, make_prompt, kits):
    ada = Subject(character="ADA", staging="left")
    bram = Subject(character="BRAM", staging="right", in_start=False)
    shot = make_shot(ada, bram, size="FS")
    start, end = (draw_frame(make_prompt(shot, part, size=SMALL), kits)[0].astype(int) for part in PARTS)
    changed = np.abs(start - end).max(2) > 12
    columns = np.flatnonzero(changed.any(0)) / SMALL[0]
    assert changed.mean() > 0.02
    # Everything else, ADA included, is the same to the pixel.
    assert columns.min() > 0.5
    leaves = shot.model_copy(update={"subjects": (ada, bram.model_copy(update={"in_start": True, "in_end": False}))})
    assert np.array_equal(draw_frame(make_prompt(leaves, "end", size=SMALL), kits)[0], start)


def test_who_falls_stands_first_and_lies_last_before_the_same_set(make_shot, kits):
    shot = with_action(
        make_shot(Subject(character="ADA"), size="FS"),
        start="Ada loses her footing",
        motion="Ada falls",
        end="Ada lies on the floor",
    )
    start, end = both(shot, kits)
    assert not start.main.body.lying
    assert end.main.body.lying
    assert same_view(start.camera, end.camera)


@pytest.mark.parametrize("size", ["FS", "WS"])
def test_room_is_kept_for_who_gets_up(make_shot, kits, size):
    shot = with_action(
        make_shot(Subject(character="ADA"), size=size), start="Ada sits", motion="Ada gets up", end="Ada stands"
    )
    start, end = both(shot, kits)
    assert start.main.body.pose.seat is not None
    assert end.main.body.pose.seat is None
    assert same_view(start.camera, end.camera)
    assert end.landmarks.heads[0].y > 0.03


def test_close_up_the_operator_follows_who_gets_up(make_shot, kits):
    shot = with_action(
        make_shot(Subject(character="ADA"), size="MCU"), start="Ada sits", motion="Ada gets up", end="Ada stands"
    )
    start, end = (plan.landmarks.heads[0] for plan in both(shot, kits))
    assert start.y == pytest.approx(end.y, abs=0.03)


@pytest.mark.parametrize(("facing", "sign"), [("right", 1), ("left", -1)])
def test_who_walks_has_got_farther_and_stays_in_the_picture(make_shot, kits, facing, sign):
    start, end = both(make_shot(Subject(character="ADA", facing=facing, action="walks"), size="WS"), kits)
    heads = [plan.landmarks.heads[0].centre[0] for plan in (start, end)]
    assert sign * (heads[1] - heads[0]) > 0.1
    assert 0.1 < heads[1] < 0.9
    assert same_view(start.camera, end.camera)


def test_who_walks_away_is_smaller_in_the_end(make_shot, kits):
    shot = make_shot(Subject(character="ADA", facing="away", action="walks"), size="FS")
    start, end = (plan.landmarks.heads[0] for plan in both(shot, kits))
    assert end.height < 0.92 * start.height
    assert end.behind


def test_a_camera_that_follows_keeps_who_it_follows_while_the_set_goes_by(make_shot, kits):
    shot = make_shot(
        Subject(character="ADA", facing="right", action="runs"), size="MS", movement=Movement(move="follow")
    )
    start, end = both(shot, kits)
    assert end.landmarks.heads[0].centre == pytest.approx(start.landmarks.heads[0].centre, abs=0.01)
    assert end.camera.position[0] - start.camera.position[0] > 0.5


@pytest.mark.parametrize(
    ("move", "direction"),
    [
        ("push", "in"),
        ("pull", "out"),
        ("zoom", "in"),
        ("pan", "left"),
        ("tilt", "up"),
        ("truck", "right"),
        ("crane", "up"),
        ("orbit", "left"),
        ("pedestal", "down"),
    ],
)
@pytest.mark.parametrize("size", ["MCU", "FS"])
def test_a_move_changes_the_last_picture_and_not_the_first(make_shot, kits, move, direction, size):
    still = make_shot(Subject(character="ADA"), size=size)
    moving = still.model_copy(update={"movement": Movement(move=move, direction=direction)})
    (first, _), (start, end) = both(still, kits), both(moving, kits)
    assert same_view(first.camera, start.camera)
    assert not same_view(start.camera, end.camera)
    assert np.allclose(start.main.body.foot, end.main.body.foot)
    assert np.allclose(start.main.body.front, end.main.body.front)
    (head,) = end.landmarks.heads
    assert 0.02 < head.centre[0] < 0.98
    assert 0.02 < head.centre[1] < 0.9


def test_the_pixels_of_the_first_picture_know_of_no_move(make_shot, make_prompt, kits):
    still = make_shot(Subject(character="ADA", facing="left"), size="MS")
    plain = draw_frame(make_prompt(still, size=SMALL), kits)[0]
    for move, direction in (("push", "in"), ("pan", "left"), ("crane", "up"), ("orbit", "right")):
        moving = still.model_copy(update={"movement": Movement(move=move, direction=direction)})
        assert np.array_equal(draw_frame(make_prompt(moving, size=SMALL), kits)[0], plain)
        assert not np.array_equal(draw_frame(make_prompt(moving, "end", size=SMALL), kits)[0], plain)


def test_furniture_stays_where_it_is_when_the_camera_moves(make_shot, make_prompt, kits):
    """A table between two who sit is drawn in both pictures, also when the last one is seen with a tilt."""
    people = (Subject(character="ADA", action="sits", staging="left"), Subject(character="BRAM", action="sits"))
    shot = make_shot(*people, size="FS", text="They sit at the table.", movement=Movement(move="crane", direction="up"))
    plain = shot.model_copy(update={"action": Action(text="They sit.")})
    for part in PARTS:
        with_table, without = (draw_frame(make_prompt(one, part, size=SMALL), kits)[0] for one in (shot, plain))
        assert (np.abs(with_table.astype(int) - without).max(2) > 20).mean() > 0.02


def test_a_lamp_that_is_lit_in_the_shot_is_dark_before(make_shot, make_prompt):
    shot = with_action(
        make_shot(size="WS", location="LIGHTHOUSE", sub_location="LAMP ROOM", time="night"),
        start="The bulb is in place",
        motion="Gold light floods the glass.",
        end="The lens is lit",
    )
    start, end = (draw_frame(make_prompt(shot, part, size=SMALL), {})[0].mean() for part in PARTS)
    assert end > 1.1 * start
