"""Cars and other places where people sit."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.plan import plan_shot
from storyboard.backends.previs.seats import seats_of
from storyboard.model import DialogueLine, Size, Subject

WIDE, TALL = (1536, 864), (864, 1536)


def heads(plan):
    return {head.character: head for head in plan.landmarks.heads}


def actors(plan):
    return {actor.subject.character: actor for actor in plan.actors}


@pytest.fixture
def two():
    return (
        Subject(character="ADA", staging="left", facing="right", action="drives"),
        Subject(character="BRAM", staging="right", facing="left", action="sits in the passenger seat"),
    )


@pytest.mark.parametrize("picture", [WIDE, (1024, 1024), TALL])
@pytest.mark.parametrize("size", [size for size in Size if size is not Size.INSERT])
def test_two_people_sit_side_by_side_and_whole_heads_are_seen(make_shot, kits, two, size, picture):
    plan = plan_shot(make_shot(*two, size=size, location="CAR", framing="2S"), "start", picture, kits)
    found = heads(plan)
    assert found["ADA"].x > 0
    assert found["ADA"].x + found["ADA"].width < found["BRAM"].x
    assert found["BRAM"].x + found["BRAM"].width < 1
    assert all(head.y > 0 and head.y + head.height < 1 for head in found.values())
    assert found["ADA"].y == pytest.approx(found["BRAM"].y, abs=0.06)
    assert {name: actor.body.pose_name for name, actor in actors(plan).items()} == {"ADA": "drive", "BRAM": "sit"}


@pytest.mark.parametrize("size", ["ECU", "CU", "MCU", "MS", "MLS", "FS", "WS"])
@pytest.mark.parametrize("picture", [WIDE, TALL])
def test_one_person_alone_in_a_car_is_framed_by_the_head(make_shot, kits, size, picture):
    ada = Subject(character="ADA", staging="left")
    found = heads(plan_shot(make_shot(ada, size=size, location="CAR"), "start", picture, kits))["ADA"]
    assert 0.12 < found.centre[0] < 0.8
    assert found.x > 0 or size == "ECU"
    assert found.y + found.height < 1 or size == "ECU"


@pytest.mark.parametrize("picture", [WIDE, TALL])
def test_past_a_shoulder_in_a_car_both_sit(make_shot, kits, two, picture):
    looked_at, shoulder = two[1], two[0].model_copy(update={"shoulder": True, "staging": "far left", "facing": "away"})
    plan = plan_shot(make_shot(looked_at, shoulder, size="MCU", location="CAR", framing="OTS"), "start", picture, kits)
    found = heads(plan)
    assert found["ADA"].centre[0] < found["BRAM"].centre[0]
    assert all(head.y > 0 and head.height > 0.1 for head in found.values())
    assert found["BRAM"].x > 0
    assert found["BRAM"].x + found["BRAM"].width < 1


@pytest.mark.parametrize("size", ["CU", "MCU"])
@pytest.mark.parametrize("picture", [WIDE, TALL])
@pytest.mark.parametrize(("place", "action"), [("CAR", ""), ("KITCHEN", "sits")])
def test_nobody_who_sits_shows_legs_that_stand(make_shot, kits, size, picture, place, action):
    people = (
        Subject(character="ADA", staging="left", facing="right", action=action),
        Subject(character="BRAM", staging="far right", facing="away", shoulder=True),
    )
    plan = plan_shot(make_shot(*people, size=size, location=place, framing="OTS"), "start", picture, kits)
    actor = actors(plan)["ADA"]
    assert not actor.as_cutout or plan.camera.pixel(actor.body.at("hip"))[0][1] > picture[1] * 0.95


@pytest.mark.parametrize(
    ("actions", "text", "driver"),
    [
        (("", "drives"), "", "BRAM"),
        (("", ""), "BRAM is at the wheel. ADA sleeps.", "BRAM"),
        (("", ""), "ADA watches BRAM, who drives.", "BRAM"),
        (("", ""), "They are late.", "ADA"),
        (("", ""), "Bram conduit, Ada dort.", "BRAM"),
        (("", "开车"), "", "BRAM"),
    ],
)
def test_who_is_said_to_drive_does_and_else_the_first_named(make_shot, actions, text, driver):
    people = [Subject(character=name, action=action) for name, action in zip(("ADA", "BRAM"), actions, strict=True)]
    seats = seats_of(make_shot(*people, size="WS", location="CAR", text=text), people)
    assert [one.character for one in people if seats[id(one)].drives] == [driver]


def test_a_third_person_and_whoever_is_said_to_sits_in_the_back(make_shot):
    people = [Subject(character=name) for name in ("ADA", "BRAM", "EVE")]
    seats = seats_of(make_shot(*people, size="WS", location="CAR", text="Bram sleeps in the back seat."), people)
    assert [seats[id(one)].behind for one in people] == [False, True, False]
    seats = seats_of(make_shot(*people, size="WS", location="CAR", text="Ada drives."), people)
    assert [seats[id(one)].behind for one in people] == [False, False, True]


def test_hands_lie_on_the_wheel(make_shot, make_prompt, kits, two):
    plan = plan_shot(make_shot(*two, size="WS", location="CAR"), "start", WIDE, kits)
    pixels, _ = draw_frame(make_prompt(make_shot(*two, size="WS", location="CAR"), size=WIDE), kits)
    body, skin = actors(plan)["ADA"].body, np.array(kits["ADA"].palette.skin)
    for side in ("left", "right"):
        wrist, palm = (plan.camera.pixel(body.at(f"{side} {joint}"))[0] for joint in ("wrist", "hand"))
        x, y = (wrist * 0.3 + palm * 0.7).round().astype(int)
        patch = pixels[y - 3 : y + 4, x - 6 : x + 7].reshape(-1, 3)
        assert np.abs(np.median(patch, axis=0) - skin).max() < 60


@pytest.mark.parametrize(
    ("place", "interior", "action", "pose"),
    [
        ("TRAIN", "INT", "", "sit"),
        ("TRAIN", "INT", "stands by the door", "stand"),
        ("ROWING BOAT", "EXT", "", "sit"),
        ("OFFICE", "INT", "at the long table", "sit at table"),
        ("OFFICE", "INT", "stands at the table", "stand"),
        ("LIVING ROOM", "INT", "on the sofa", "sit"),
        ("KITCHEN", "INT", "", "stand"),
        ("厨房", "INT", "坐在桌旁", "sit at table"),
    ],
)
def test_people_sit_where_the_set_or_the_words_say_so(make_shot, kits, place, interior, action, pose):
    shot = make_shot(Subject(character="ADA", action=action), size="FS", location=place, interior=interior)
    (actor,) = plan_shot(shot, "start", WIDE, kits).actors
    assert actor.body.pose_name == pose


@pytest.mark.parametrize(
    ("line", "action", "pose"),
    [
        ({"delivery": "into phone"}, "", "phone"),
        ({"voice": "phone"}, "", "phone"),
        ({"delivery": "into phone"}, "sits", "sit phone"),
        ({"delivery": "softly"}, "", "stand"),
        ({}, "runs, a phone at her ear", "run phone"),
    ],
)
@pytest.mark.parametrize("size", ["MCU", "FS"])
def test_who_telephones_has_a_phone_at_the_ear(make_shot, kits, line, action, pose, size):
    shot = make_shot(
        Subject(character="ADA", action=action),
        size=size,
        dialogue=(DialogueLine(character="ADA", text="Yes.", **line),),
    )
    (actor,) = plan_shot(shot, "start", WIDE, kits).actors
    telephones = pose.endswith("phone")
    assert (actor.held == "phone") is telephones
    if telephones:
        assert actor.body.pose_name == pose
        assert not actor.as_cutout
        hand, chin, crown = (actor.body.at(name) for name in ("left hand", "chin", "crown"))
        near = min(
            float(np.linalg.norm(actor.body.at(f"{side} hand") - (chin + crown) / 2)) for side in ("left", "right")
        )
        assert near < actor.body.head
        assert hand is not None


def test_who_lies_in_bed_lies_on_it(make_shot, kits):
    lying = Subject(character="ADA", action="lies down")
    heights = [
        plan_shot(make_shot(lying, size="FS", location=place), "start", WIDE, kits).actors[0].body.height_of("hip")
        for place in ("HOSPITAL ROOM", "KITCHEN")
    ]
    assert heights[0] > heights[1] + 0.3
