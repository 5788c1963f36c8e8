from __future__ import annotations

from typing import Any

import pytest

from storyboard.model import Facing, Framing, Movement, Size, TransitionKind, Voice
from tests.continuity.shots import line, make_shot, somebody


def two(number: int, left: str, right: str, **more: Any):
    more = {"framing": Framing.TWO_SHOT, **more}
    return make_shot(number, somebody(left, "left", "right"), somebody(right, "right", "left"), **more)


def over_shoulder(number: int, speaker: str, side: str, shoulder: str):
    far, facing = ("far right", "right") if side == "left" else ("far left", "left")
    return make_shot(
        number,
        somebody(speaker, side, facing),
        somebody(shoulder, far, "away", shoulder=True),
        framing=Framing.OVER_SHOULDER,
        says=speaker,
    )


def single(number: int, name: str, facing: str, **more: Any):
    return make_shot(number, somebody(name, "left", facing), **{"size": Size.MCU, "says": name, **more})


def test_two_who_change_sides_on_a_cut_cross_the_line(found):
    (finding,) = found("line-crossed", two(1, "MARA", "TOMAS"), two(2, "TOMAS", "MARA"))
    assert (finding.shot, finding.severity) == ("s001_0020", "error")
    assert finding.evidence["people"] == ["MARA", "TOMAS"]
    assert finding.evidence["shots"] == ["s001_0010", "s001_0020"]
    assert "1A" in finding.message
    assert "1B" in finding.fix


def test_two_who_keep_their_sides_do_not(found):
    assert not found("line-crossed", two(1, "MARA", "TOMAS"), two(2, "MARA", "TOMAS"))


def test_a_shoulder_has_a_side_too(found):
    (finding,) = found("line-crossed", two(1, "MARA", "TOMAS"), over_shoulder(2, "TOMAS", "left", "MARA"))
    assert finding.shot == "s001_0020"


def test_reverse_shots_over_both_shoulders_keep_the_line(found):
    shots = (
        two(1, "MARA", "TOMAS"),
        over_shoulder(2, "TOMAS", "right", "MARA"),
        over_shoulder(3, "MARA", "left", "TOMAS"),
    )
    assert not found("line-crossed", *shots)


def test_one_shot_the_wrong_way_round_is_told_once(found):
    shots = two(1, "MARA", "TOMAS"), two(2, "TOMAS", "MARA"), two(3, "MARA", "TOMAS"), two(4, "MARA", "TOMAS")
    assert [finding.shot for finding in found("line-crossed", *shots)] == ["s001_0020"]


def test_who_stays_on_the_other_side_is_told_once(found):
    shots = two(1, "MARA", "TOMAS"), two(2, "TOMAS", "MARA"), two(3, "TOMAS", "MARA"), two(4, "TOMAS", "MARA")
    assert [finding.shot for finding in found("line-crossed", *shots)] == ["s001_0020"]


@pytest.mark.parametrize(
    "between",
    [
        make_shot(2, action="Gulls over the harbour."),
        make_shot(2, somebody("MARA", "left", "camera"), size=Size.MCU),
        make_shot(2, somebody("MARA", "left", "right"), size=Size.INSERT),
        make_shot(2, somebody("MARA", "left", "right"), action="Mara crosses to the other window."),
        make_shot(2, somebody("MARA", "left", "right"), movement=Movement(move="orbit", direction="left")),
        make_shot(2, somebody("MARA", "left", "right", in_end=False)),
        make_shot(2, somebody("MARA", "left", "right"), transition_out=TransitionKind.DISSOLVE),
    ],
    ids=["cut-away", "neutral", "insert", "walks", "orbit", "leaves", "dissolve"],
)
def test_what_carries_the_eye_across_excuses_it(found, between):
    assert not found("line-crossed", two(1, "MARA", "TOMAS"), between, two(3, "TOMAS", "MARA"))


def test_a_single_between_does_not_excuse_it_but_makes_it_less_sure(found):
    shots = two(1, "MARA", "TOMAS"), single(2, "MARA", "right"), two(3, "TOMAS", "MARA")
    assert [finding.severity for finding in found("line-crossed", *shots)] == ["warning"]


def test_another_scene_has_its_own_line(found):
    assert not found("line-crossed", two(1, "MARA", "TOMAS"), two(1, "TOMAS", "MARA", scene=2))


def test_the_two_places_of_an_intercut_have_their_own_lines(found):
    shots = two(1, "MARA", "TOMAS"), two(2, "TOMAS", "MARA", location="KITCHEN")
    assert not found("line-crossed", *shots)


def test_two_who_talk_and_look_the_same_way_miss_each_other(found):
    (finding,) = found("eyeline", single(1, "MARA", "left"), single(2, "TOMAS", "left"))
    assert (finding.shot, finding.severity) == ("s001_0020", "warning")
    assert set(finding.evidence["people"]) == {"MARA", "TOMAS"}
    assert "face right" in finding.fix


def test_two_who_look_at_each_other_do_not(found):
    assert not found("eyeline", single(1, "MARA", "right"), single(2, "TOMAS", "left"))


def test_who_looks_away_from_where_the_other_was_seen_is_told(found):
    shots = two(1, "MARA", "TOMAS"), single(2, "MARA", "left"), single(3, "TOMAS", "left")
    assert [finding.shot for finding in found("eyeline", *shots)] == ["s001_0020"]


@pytest.mark.parametrize(
    "shots",
    [
        (single(1, "MARA", "left"), single(2, "TOMAS", "left"), make_shot(3, somebody("ANNA"), says="ANNA")),
        (single(1, "MARA", "left"), single(2, "TOMAS", "left", action="Tomas turns to the window.")),
        (single(1, "MARA", "left"), single(2, "TOMAS", "left", dialogue=(line("TOMAS", voice=Voice.PHONE),))),
        (single(1, "MARA", "left"), single(2, "TOMAS", "left", dialogue=())),
        (single(1, "MARA", "left"), single(2, "TOMAS", "left", movement=Movement(move="follow"))),
        (
            make_shot(1, somebody("MARA", "left", "left"), somebody("TOMAS", "right", "left"), framing=Framing.TWO_SHOT),
            single(2, "MARA", "left"),
            single(3, "TOMAS", "left"),
        ),
    ],
    ids=["a third to look at", "looks elsewhere", "on the phone", "says nothing", "walk and talk", "side by side"],
)  # fmt: skip
def test_good_reasons_to_look_the_same_way_are_no_finding(found, shots):
    assert not found("eyeline", *shots)


def leaving(facing: Facing, coming: Facing, **more: Any):
    return (
        make_shot(1, somebody("MARA", "right", facing, in_end=False)),
        make_shot(1, somebody("MARA", "left", coming, in_start=False), scene=2, **more),
    )


def test_who_leaves_right_and_comes_in_moving_left_has_turned_back(found):
    (finding,) = found("screen-direction", *leaving(Facing.RIGHT, Facing.LEFT))
    assert (finding.shot, finding.severity) == ("s002_0010", "info")


@pytest.mark.parametrize(
    "shots",
    [
        leaving(Facing.RIGHT, Facing.RIGHT),
        leaving(Facing.RIGHT, Facing.CAMERA),
        leaving(Facing.RIGHT, Facing.LEFT, transition_in=TransitionKind.DISSOLVE),
    ],
)
def test_who_goes_on_the_same_way_has_not(found, shots):
    assert not found("screen-direction", *shots)
