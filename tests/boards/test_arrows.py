"""Camera moves as drawn shapes."""

from itertools import product

import pytest

from storyboard.boards.arrows import WIDTH, move_shapes
from storyboard.model import Direction, Move, Movement

DRAWN = [move for move in Move if move not in {Move.STATIC, Move.RACK}]


def shapes(move, direction=Direction.NONE, ratio=16 / 9, focus=(0.5, 0.5)):
    return move_shapes(Movement(move=move, direction=direction), ratio, focus)


def reach(drawn):
    points = [point for shape in drawn for point in shape.points]
    return (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))


@pytest.mark.parametrize("move", DRAWN)
def test_every_move_is_drawn_inside_the_picture(move):
    for ratio, direction, focus in product((16 / 9, 2.39, 9 / 16, 1.0, 3.0), Direction, ((0.5, 0.5), (0, 0), (1, 1))):
        drawn = shapes(move, direction, ratio, focus)
        assert drawn
        left, top, right, bottom = reach(drawn)
        assert left >= 0, (ratio, direction, focus)
        assert top >= 0, (ratio, direction, focus)
        assert right <= WIDTH, (ratio, direction, focus)
        assert bottom <= WIDTH / ratio + 0.01, (ratio, direction, focus)


@pytest.mark.parametrize("move", [Move.STATIC, Move.RACK])
def test_what_no_arrow_can_show_is_not_drawn(move):
    assert shapes(move) == ()


def test_a_push_draws_a_smaller_frame_and_four_arrows():
    drawn = shapes(Move.PUSH, Direction.IN)
    assert [bool(shape.stroke) for shape in drawn] == [True, False, False, False, False]


def test_the_smaller_frame_leans_towards_the_focus():
    centred, aside = shapes(Move.PUSH, focus=(0.5, 0.5))[0], shapes(Move.PUSH, focus=(0.9, 0.2))[0]
    assert aside.points[0][0] > centred.points[0][0]
    assert aside.points[0][1] < centred.points[0][1]


def test_push_and_pull_point_opposite_ways():
    def tip_of_first_arrow(move):
        return shapes(move)[1].points[4]

    inwards, outwards = tip_of_first_arrow(Move.PUSH), tip_of_first_arrow(Move.PULL)
    assert inwards[0] > outwards[0]
    assert inwards[1] > outwards[1]


@pytest.mark.parametrize("move", [Move.PAN, Move.WHIP])
def test_a_turn_is_drawn_at_the_side_it_goes_to(move):
    assert reach(shapes(move, Direction.LEFT))[2] < WIDTH / 2
    assert reach(shapes(move, Direction.RIGHT))[0] > WIDTH / 2


def test_a_tilt_is_drawn_at_the_edge_it_goes_to():
    assert reach(shapes(Move.TILT, Direction.UP))[3] < 450
    assert reach(shapes(Move.TILT, Direction.DOWN))[1] > 450


def test_a_truck_runs_along_the_bottom_edge():
    left, top, right, _ = reach(shapes(Move.TRUCK, Direction.RIGHT))
    assert top > 700
    assert right - left > WIDTH / 3
