import itertools

import pytest

from storyboard.animatic.moves import WHOLE, moves, view_at
from storyboard.model import Direction, Move, Movement

CENTRE = (0.5, 0.5)
EVERY = [Movement(move=move, direction=direction) for move, direction in itertools.product(Move, Direction)]


def views(movement: Movement, *, focus=CENTRE, steps: int = 49, seed: str = "s001_0010"):
    return [view_at(movement, n / (steps - 1), focus=focus, seconds=n / 24, seed=seed) for n in range(steps)]


@pytest.mark.parametrize("movement", EVERY, ids=str)
@pytest.mark.parametrize("focus", [CENTRE, (0.0, 1.0), (0.98, 0.03)])
def test_no_move_ever_shows_what_is_outside_the_picture(movement, focus):
    for view in views(movement, focus=focus):
        assert view.left >= -1e-12
        assert view.top >= -1e-12
        assert view.left + view.extent <= 1 + 1e-12
        assert view.top + view.extent <= 1 + 1e-12


@pytest.mark.parametrize("move", [Move.STATIC, Move.RACK])
def test_a_shot_without_a_move_shows_the_whole_picture_and_rests(move):
    assert not moves(Movement(move=move))
    assert set(views(Movement(move=move))) == {WHOLE}


def test_a_push_ends_closer_with_what_matters_nearer_the_middle():
    start, *_, end = views(Movement(move=Move.PUSH, direction=Direction.IN), focus=(0.45, 0.55))
    assert start == WHOLE
    assert end.extent == pytest.approx(1 / 1.18)
    assert end.left + end.extent / 2 == pytest.approx(0.45)
    assert end.top + end.extent / 2 == pytest.approx(0.55)


def test_a_pull_is_a_push_backwards():
    push = views(Movement(move=Move.PUSH, direction=Direction.IN), focus=(0.3, 0.4))
    pull = views(Movement(move=Move.PULL, direction=Direction.OUT), focus=(0.3, 0.4))
    for there, back in zip(push, reversed(pull), strict=True):
        assert there == pytest.approx(back)


@pytest.mark.parametrize(
    ("move", "direction", "axis", "sign"),
    [
        (Move.PAN, Direction.LEFT, 0, -1),
        (Move.PAN, Direction.RIGHT, 0, 1),
        (Move.TRUCK, Direction.LEFT, 0, -1),
        (Move.FOLLOW, Direction.RIGHT, 0, 1),
        (Move.WHIP, Direction.LEFT, 0, -1),
        (Move.ORBIT, Direction.RIGHT, 0, 1),
        (Move.TILT, Direction.UP, 1, -1),
        (Move.TILT, Direction.DOWN, 1, 1),
        (Move.PEDESTAL, Direction.UP, 1, -1),
        (Move.CRANE, Direction.DOWN, 1, 1),
    ],
)
def test_the_camera_goes_where_the_cue_says(move, direction, axis, sign):
    middles = [view[axis] + view.extent / 2 for view in views(Movement(move=move, direction=direction))]
    travelled = [later - sooner for sooner, later in itertools.pairwise(middles)]
    assert all(step * sign >= -1e-12 for step in travelled)
    assert (middles[-1] - middles[0]) * sign > 0.1


def test_a_whip_waits_and_then_goes_fast():
    lefts = [view.left for view in views(Movement(move=Move.WHIP, direction=Direction.RIGHT))]
    assert lefts[0] == lefts[30] == 0
    assert max(b - a for a, b in itertools.pairwise(lefts)) > 0.02


@pytest.mark.parametrize("move", [Move.PUSH, Move.PAN, Move.TILT, Move.FOLLOW, Move.ORBIT, Move.CRANE])
def test_moves_start_and_land_softly(move):
    found = views(Movement(move=move))
    steps = [max(abs(a - b) for a, b in zip(one, two, strict=True)) for one, two in itertools.pairwise(found)]
    assert steps[0] < 0.2 * max(steps)
    assert steps[-1] < 0.2 * max(steps)


def test_a_hand_held_shot_drifts_a_little_and_always_the_same_way():
    movement = Movement(move=Move.HANDHELD)
    assert views(movement) == views(movement)
    assert views(movement) != views(movement, seed="s001_0020")
    steps = [abs(a.left - b.left) for a, b in itertools.pairwise(views(movement))]
    assert 0.0005 < max(steps) < 0.005
