"""The little camera: what is level stays level, a lens changes depth and not size, moves go where they say."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.framing import fov_of
from storyboard.backends.previs.moves import moved
from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Movement, Size, Subject

WIDE = (1536, 864)
AIM = np.array([0.0, 1.6, 0.0])


@pytest.fixture
def camera():
    return Camera((0.3, 1.6, -3.0), size=WIDE, yaw=-12, fov=40, shift=60)


def at_the_end(camera, move, direction="", heads=(), *, indoors=False):
    return moved(camera, Movement(move=move, direction=direction), AIM, 2.2, heads, indoors=indoors)


def row(camera, point):
    return camera.pixel(point)[0][1]


@pytest.mark.parametrize("yaw", [-20.0, 0.0, 31.0])
def test_uprights_stand_upright_when_the_camera_is_level(yaw):
    camera = Camera((0.4, 1.5, -2.0), size=WIDE, yaw=yaw, fov=50, shift=130)
    for x in (-1.0, 0.2, 1.3):
        (foot, head), _ = camera.project(np.array([[x, 0.0, 1.0], [x, 2.5, 1.0]]))
        assert foot[0] == pytest.approx(head[0], abs=0.01)


def test_the_horizon_is_where_what_is_far_and_as_high_as_the_lens_lies():
    camera = Camera((0.0, 1.4, 0.0), size=WIDE, pitch=9, fov=38, shift=-40)
    assert row(camera, (0.0, 1.4, 1e6)) == pytest.approx(camera.horizon, abs=0.5)


def test_a_dutch_camera_rolls_and_keeps_its_middle():
    level, dutch = (Camera((0, 1.5, -3), size=WIDE, roll=roll) for roll in (0, 10))
    assert np.allclose(level.pixel((0, 1.5, 0))[0], dutch.pixel((0, 1.5, 0))[0])
    (foot, head), _ = dutch.project(np.array([[0.0, 0.0, 0.0], [0.0, 2.5, 0.0]]))
    assert abs(foot[0] - head[0]) > 0.15 * abs(foot[1] - head[1])


@pytest.mark.parametrize(
    ("lens", "degrees"),
    [("24mm", 53.1), ("85 mm prime", 16.1), ("35mm anamorphic", 37.8), ("50mm", 27.0), ("2000mm", 6.0), ("4mm", 84.0)],
)
def test_a_lens_has_the_field_that_its_length_gives(make_shot, lens, degrees):
    assert fov_of(make_shot(size="MS", lens=lens)) == pytest.approx(degrees, abs=0.1)


def test_lenses_named_in_words_are_wide_or_long(make_shot):
    fields = [
        fov_of(make_shot(size="MS", lens=lens)) for lens in ("fisheye lens", "wide-angle lens", "portrait", "long lens")
    ]
    assert fields == sorted(fields, reverse=True)
    assert len(set(fields)) == 4
    assert fov_of(make_shot(size="MS", lens="vintage lens")) == fov_of(make_shot(size="MS"))


@pytest.mark.parametrize("size", ["CU", "MS", "FS"])
def test_a_lens_changes_the_distance_and_not_the_size(make_shot, kits, size):
    ada = Subject(character="ADA")
    plans = [plan_shot(make_shot(ada, size=size, lens=lens), "start", WIDE, kits) for lens in ("24mm", "85mm")]
    heads = [plan.landmarks.heads[0].height for plan in plans]
    assert heads[0] == pytest.approx(heads[1], rel=0.07)
    assert plans[1].distance > 2.5 * plans[0].distance
    # A pole four metres behind the subject is small through a wide lens and large through a long one.
    poles = [np.ptp(plan.camera.project(np.array([[0, 0, 4.0], [0, 2, 4.0]]))[0][:, 1]) for plan in plans]
    assert poles[1] > 1.5 * poles[0]


def test_without_a_lens_every_size_has_its_own(make_shot):
    fields = [fov_of(make_shot(size=size)) for size in ("ECU", "CU", "MCU", "MS", "MLS", "FS", "WS", "EWS")]
    assert fields == sorted(fields)
    assert fov_of(make_shot(size=Size.INSERT)) > 0


@pytest.mark.parametrize(("move", "direction", "larger"), [("push", "in", True), ("pull", "out", False)])
def test_pushing_in_goes_straight_to_the_aim(camera, move, direction, larger):
    end = at_the_end(camera, move, direction)
    assert (end.scale(AIM) > 1.15 * camera.scale(AIM)) is larger
    assert (end.scale(AIM) < 0.87 * camera.scale(AIM)) is not larger
    assert np.allclose(end.pixel(AIM)[0], camera.pixel(AIM)[0], atol=0.1)


def test_a_zoom_stays_where_it_is_and_changes_the_lens(camera):
    end = at_the_end(camera, "zoom", "in")
    assert np.array_equal(end.position, camera.position)
    assert end.fov < camera.fov
    assert row(end, AIM) == pytest.approx(row(camera, AIM), abs=0.1)
    # Unlike a push it leaves near and far things in proportion.
    far = np.array([0.0, 1.6, 5.0])
    assert end.scale(AIM) / end.scale(far) == pytest.approx(camera.scale(AIM) / camera.scale(far))


@pytest.mark.parametrize("move", ["pan", "whip", "truck"])
@pytest.mark.parametrize(("direction", "sign"), [("left", 1), ("right", -1)])
def test_panning_and_trucking_move_the_picture_the_other_way(camera, move, direction, sign):
    end = at_the_end(camera, move, direction)
    assert sign * (end.pixel(AIM)[0][0] - camera.pixel(AIM)[0][0]) > 0.1 * WIDE[0]
    assert np.array_equal(end.position, camera.position) is (move != "truck")


@pytest.mark.parametrize("move", ["tilt", "pedestal"])
@pytest.mark.parametrize(("direction", "sign"), [("up", 1), ("down", -1)])
def test_up_brings_the_subject_down(camera, move, direction, sign):
    end = at_the_end(camera, move, direction)
    assert sign * (row(end, AIM) - row(camera, AIM)) > 0.1 * WIDE[1]


@pytest.mark.parametrize(("direction", "sign"), [("up", 1), ("down", -1)])
def test_a_crane_rises_or_sinks_and_keeps_looking(camera, direction, sign):
    end = at_the_end(camera, "crane", direction)
    assert sign * (end.position[1] - camera.position[1]) > 0.8
    assert row(end, AIM) == pytest.approx(row(camera, AIM), abs=0.05 * WIDE[1])
    assert end.position[1] > 0.25
    assert at_the_end(camera, "crane", direction, indoors=True).position[1] <= 2.5


@pytest.mark.parametrize(("direction", "sign"), [("left", -1), ("right", 1)])
def test_an_orbit_goes_around_at_the_same_distance(camera, direction, sign):
    end = at_the_end(camera, "orbit", direction)
    assert np.linalg.norm(end.position - AIM) == pytest.approx(np.linalg.norm(camera.position - AIM))
    assert np.allclose(end.pixel(AIM)[0], camera.pixel(AIM)[0], atol=0.1)
    assert sign * float((end.position - camera.position) @ camera.right) > 0.5


@pytest.mark.parametrize("move", ["static", "handheld", "rack"])
def test_what_does_not_travel_ends_where_it_began(camera, move):
    assert at_the_end(camera, move) is camera


@pytest.mark.parametrize(
    ("move", "direction"), [("pan", "left"), ("truck", "right"), ("tilt", "down"), ("pedestal", "down")]
)
def test_a_move_stops_before_a_head_leaves_the_picture(camera, move, direction):
    heads = [np.array([-1.0, 1.5, 0.0]), np.array([1.0, 1.75, 0.2])]
    pixels, _ = at_the_end(camera, move, direction, heads).project(np.array(heads))
    assert (pixels > 0.08 * np.array(WIDE)).all()
    assert (pixels < 0.92 * np.array(WIDE)).all()
