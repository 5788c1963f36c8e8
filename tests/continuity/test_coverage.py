from __future__ import annotations

import pytest

from storyboard.model import Angle, Framing, Movement, Size, TransitionKind
from tests.continuity.shots import make_shot, somebody


def alone(number: int, size: Size = Size.MCU, facing: str = "right", **more):
    return make_shot(number, somebody("MARA", "left", facing), size=size, **more)


def test_the_same_size_twice_jumps(found):
    (finding,) = found("jump-cut", alone(1), alone(2, action="Mara laughs."))
    assert (finding.shot, finding.severity) == ("s001_0020", "warning")
    assert finding.evidence["sizes"] == ["MCU", "MCU"]


def test_one_size_apart_is_worth_a_look(found):
    assert [finding.severity for finding in found("jump-cut", alone(1, Size.MCU), alone(2, Size.CU))] == ["info"]


def test_going_on_in_the_same_setup_is_worth_a_look_only(found):
    shots = alone(1, setup="s001_A"), alone(2, setup="s001_A")
    assert [finding.severity for finding in found("jump-cut", *shots)] == ["info"]


@pytest.mark.parametrize(
    "later",
    [
        alone(2, Size.MLS),
        alone(2, angle=Angle.LOW),
        alone(2, facing="left"),
        alone(2, frame_from="s001_0010"),
        alone(2, transition_in=TransitionKind.DISSOLVE),
        alone(2, framing=Framing.POINT_OF_VIEW),
        alone(2, Size.INSERT),
        alone(2, location="KITCHEN"),
        make_shot(2, somebody("TOMAS"), size=Size.MCU),
        make_shot(2, somebody("MARA", in_start=False), size=Size.MCU),
        make_shot(2, somebody("MARA"), somebody("TOMAS"), size=Size.MCU),
    ],
)
def test_a_cut_that_changes_enough_does_not_jump(found, later):
    assert not found("jump-cut", alone(1), later)


def test_a_push_in_before_the_cut_excuses_it(found):
    assert not found("jump-cut", alone(1, movement=Movement(move="push", direction="in")), alone(2))


def test_from_a_face_to_the_far_view_is_a_leap(found):
    assert [finding.severity for finding in found("size-leap", alone(1, Size.ECU), alone(2, Size.EWS))] == ["info"]
    assert not found("size-leap", alone(1, Size.CU), alone(2, Size.FS))


def tight(scene: int, **more):
    return [alone(number, size, scene=scene, **more) for number, size in enumerate((Size.CU, Size.MS, Size.MCU), 1)]


def test_a_scene_that_never_shows_its_place_is_told(found):
    (finding,) = found("no-establishing", *tight(1))
    assert (finding.scene, finding.shot) == ("s001", "s001_0010")
    assert finding.evidence["sizes"] == ["CU", "MS", "MCU"]


def test_a_place_that_was_seen_or_is_seen_soon_is_fine(found):
    assert not found("no-establishing", alone(1, Size.WS), *tight(2))
    assert not found("no-establishing", *tight(1)[:2], alone(3, Size.FS))
    assert not found("no-establishing", *tight(1)[:2])
    assert not found("no-establishing", *tight(1, location=""))
    assert len(found("no-establishing", alone(1, Size.WS), *tight(2, location="KITCHEN"))) == 1
