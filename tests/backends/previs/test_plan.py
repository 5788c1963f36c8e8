"""Camera and staging, as geometry."""

from __future__ import annotations

import pytest

from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Movement, Size, Subject

SIZES = ("ECU", "CU", "MCU", "MS", "MLS", "FS", "WS", "EWS")
WIDE = (1536, 864)


def heads(plan):
    return {head.character: head for head in plan.landmarks.heads}


@pytest.mark.parametrize("picture", [WIDE, (1024, 1024), (864, 1536)])
@pytest.mark.parametrize("interior", ["INT", "EXT"])
def test_a_larger_shot_size_shows_a_smaller_head(make_shot, kits, picture, interior):
    shares = []
    for size in SIZES:
        plan = plan_shot(
            make_shot(Subject(character="ADA"), size=size, interior=interior, location="SOMEWHERE"),
            "start",
            picture,
            kits,
        )
        body = plan.main.body
        (crown, chin), _ = plan.camera.project([body.at("crown"), body.at("chin")])
        shares.append(float(chin[1] - crown[1]) / picture[1])
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == len(shares)


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [("CU", 0.5, 0.8), ("MCU", 0.38, 0.62), ("MS", 0.2, 0.5), ("FS", 0.1, 0.3), ("WS", 0.05, 0.2)],
)
def test_heads_have_the_size_that_the_shot_is_named_for(make_shot, kits, size, low, high):
    head = heads(plan_shot(make_shot(Subject(character="ADA"), size=size), "start", WIDE, kits))["ADA"]
    assert low < head.height < high


@pytest.mark.parametrize("size", ["CU", "MCU", "MS", "MLS", "FS"])
def test_there_is_air_above_the_head_but_not_too_much(make_shot, kits, size):
    head = heads(plan_shot(make_shot(Subject(character="ADA"), size=size), "start", WIDE, kits))["ADA"]
    assert 0.02 < head.y < 0.16


@pytest.mark.parametrize("size", ["FS", "WS", "EWS"])
def test_feet_are_in_the_picture_when_the_shot_is_full(make_shot, kits, size):
    plan = plan_shot(make_shot(Subject(character="ADA"), size=size), "start", WIDE, kits)
    feet, _ = plan.camera.pixel(plan.main.body.foot)
    assert 0.5 * WIDE[1] < feet[1] < 0.98 * WIDE[1]


def test_at_eye_level_the_horizon_runs_through_the_eyes(make_shot, kits):
    plan = plan_shot(make_shot(Subject(character="ADA"), size="MS"), "start", WIDE, kits)
    head = heads(plan)["ADA"]
    assert plan.landmarks.horizon == pytest.approx(head.y + 0.5 * head.height, abs=0.03)


def test_a_low_camera_puts_the_horizon_below_the_waist_and_a_high_one_above_the_head(make_shot, kits):
    low = plan_shot(make_shot(Subject(character="ADA"), size="FS", angle="low"), "start", WIDE, kits)
    waist, _ = low.camera.pixel(low.main.body.at("hip"))
    assert low.camera.horizon > waist[1]
    assert low.camera.position[1] > 0.05
    high = plan_shot(make_shot(Subject(character="ADA"), size="FS", angle="high"), "start", WIDE, kits)
    assert high.camera.horizon < heads(high)["ADA"].y * WIDE[1]


@pytest.mark.parametrize("size", ["MCU", "MS", "FS", "WS"])
@pytest.mark.parametrize("left", ["ADA", "BRAM"])
def test_left_is_left_and_right_is_right(make_shot, kits, size, left):
    right = "BRAM" if left == "ADA" else "ADA"
    people = (
        Subject(character=right, staging="right", facing="left"),
        Subject(character=left, staging="left", facing="right"),
    )
    found = heads(plan_shot(make_shot(*people, size=size, framing="2S"), "start", WIDE, kits))
    assert 0 < found[left].centre[0] < 0.5 < found[right].centre[0] < 1


def test_two_people_in_one_place_do_not_hide_each_other(make_shot, kits):
    found = heads(
        plan_shot(make_shot(Subject(character="ADA"), Subject(character="BRAM"), size="MS"), "start", WIDE, kits)
    )
    assert (
        found["ADA"].x + found["ADA"].width < found["BRAM"].x or found["BRAM"].x + found["BRAM"].width < found["ADA"].x
    )


@pytest.mark.parametrize("picture", [WIDE, (1024, 1024), (864, 1536)])
def test_over_the_shoulder_the_one_we_look_at_is_not_covered(make_shot, kits, picture):
    people = (
        Subject(character="ADA", facing="right", staging="left"),
        Subject(character="BRAM", staging="right", shoulder=True),
    )
    plan = plan_shot(make_shot(*people, size="MCU", framing="OTS"), "start", picture, kits)
    found = heads(plan)
    assert plan.main.subject.character == "ADA"
    assert found["BRAM"].x > found["ADA"].centre[0]
    assert plan.camera.depth(plan.actors[1].body.foot) < plan.camera.depth(plan.main.body.foot)


def test_a_face_that_must_look_the_other_way_is_mirrored(make_shot, kits):
    mirrored = {
        facing: plan_shot(
            make_shot(Subject(character="ADA", facing=facing), size="CU"), "start", WIDE, kits
        ).main.mirrored
        for facing in ("left", "right")
    }
    assert mirrored == {"left": True, "right": False}


def test_who_leaves_is_not_in_the_last_picture(make_shot, kits):
    shot = make_shot(Subject(character="ADA", in_end=False), Subject(character="BRAM", in_start=False), size="FS")
    assert set(heads(plan_shot(shot, "start", WIDE, kits))) == {"ADA"}
    assert set(heads(plan_shot(shot, "end", WIDE, kits))) == {"BRAM"}


def test_a_push_in_ends_closer_than_it_starts(make_shot, kits):
    shot = make_shot(Subject(character="ADA"), size="MS", movement=Movement(move="push", direction="in"))
    start, end = (heads(plan_shot(shot, part, WIDE, kits))["ADA"] for part in ("start", "end"))
    assert end.height > start.height * 1.15
    assert end.y > 0


def test_the_focus_is_the_face_of_the_one_the_shot_is_about(make_shot, kits):
    plan = plan_shot(
        make_shot(Subject(character="ADA", staging="left"), Subject(character="BRAM", staging="right"), size="FS"),
        "start",
        WIDE,
        kits,
    )
    assert plan.landmarks.focus == pytest.approx(heads(plan)["ADA"].centre, abs=0.01)


@pytest.mark.parametrize("count", [0, 1, 3, 5])
@pytest.mark.parametrize("size", [size for size in Size if size is not Size.INSERT])
def test_any_number_of_people_fits_any_size(make_shot, kits, count, size):
    names = [f"P{index}" for index in range(count)]
    everybody = dict.fromkeys(names, kits["ADA"])
    plan = plan_shot(make_shot(*(Subject(character=name) for name in names), size=size), "start", WIDE, everybody)
    centres = [head.centre[0] for head in plan.landmarks.heads]
    assert len(centres) == count
    assert all(0 < centre < 1 for centre in centres)


@pytest.mark.parametrize("size", ["MS", "MLS", "FS", "WS"])
def test_who_stands_beside_somebody_seated_keeps_their_head(make_shot, kits, size):
    people = (Subject(character="ADA", action="sits", staging="left"), Subject(character="BRAM", staging="right"))
    assert all(head.y > 0.01 for head in plan_shot(make_shot(*people, size=size), "start", WIDE, kits).landmarks.heads)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_in_a_tall_picture_the_shoulder_leaves_the_face_free(make_shot, kits, facing):
    staging = ("right", "far left") if facing == "left" else ("left", "far right")
    people = (
        Subject(character="ADA", facing=facing, staging=staging[0]),
        Subject(character="BRAM", facing="away", staging=staging[1], shoulder=True),
    )
    found = heads(plan_shot(make_shot(*people, size="MCU", framing="OTS"), "start", (864, 1536), kits))
    ada, bram = found["ADA"], found["BRAM"]
    overlap = min(ada.x + ada.width, bram.x + bram.width) - max(ada.x, bram.x)
    assert overlap < 0.1 * ada.width or bram.y > ada.y + ada.height
    assert ada.x > 0
    assert ada.x + ada.width < 1


@pytest.mark.parametrize("location", ["FOREST", "CAR"])
def test_over_a_shoulder_with_nobody_beyond_the_place_is_seen(make_shot, kits, location):
    shot = make_shot(
        Subject(character="ADA", staging="far left", facing="away", shoulder=True),
        size="MCU",
        framing="OTS",
        location=location,
        interior="EXT" if location == "FOREST" else "INT",
        text="the road",
    )
    plan = plan_shot(shot, "start", WIDE, kits)
    assert plan.main is None
    (head,) = plan.landmarks.heads
    assert head.centre[0] < 0.4
    assert head.y > 0.05
    assert head.height < 0.5


def test_who_talks_to_somebody_seated_does_not_tower_before_the_lens(make_shot, kits):
    people = (
        Subject(character="ADA", facing="right", staging="left", action="sits"),
        Subject(character="BRAM", staging="far right", facing="away", shoulder=True),
    )
    found = heads(plan_shot(make_shot(*people, size="MCU", framing="OTS"), "start", WIDE, kits))
    assert found["BRAM"].y > 0.0
    assert found["BRAM"].centre[1] < 0.6
