"""Sizes, headroom and angles as measured in the plan and again on the pixels, for references of several styles."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Landmarks, Subject

WIDE, SMALL = (1536, 864), (768, 432)
EVERYBODY = pytest.mark.parametrize("name", ["MARA", "TOMAS", "NIA", "CHIBI", "BUST"])
# The share of the picture's height that a head has, and the air above it; in this order from near to far.
TABLE = {
    "ECU": ((1.15, 1.40), (-0.25, -0.05)),
    "CU": ((0.55, 0.70), (0.03, 0.08)),
    "MCU": ((0.38, 0.56), (0.06, 0.11)),
    "MS": ((0.26, 0.45), (0.06, 0.12)),
    "MLS": ((0.19, 0.35), (0.06, 0.12)),
    "FS": ((0.10, 0.22), (0.06, 0.15)),
    "WS": ((0.065, 0.135), (0.22, 0.42)),
    "EWS": ((0.020, 0.050), (0.45, 0.70)),
}


def head_of(plan):
    """A head's height and the air above it, as shares; unlike a landmark's box not cut at the picture's edge."""
    body = plan.main.body
    (crown, chin), _ = plan.camera.project([body.at("crown"), body.at("chin")])
    return (chin[1] - crown[1]) / plan.camera.height, crown[1] / plan.camera.height


@EVERYBODY
def test_head_and_headroom_are_as_the_size_asks(make_shot, cast, name):
    shares = []
    for size, (heights, rooms) in TABLE.items():
        shot = make_shot(Subject(character=name), size=size, location="CLIFF", interior="EXT")
        share, room = head_of(plan_shot(shot, "start", WIDE, cast))
        assert heights[0] <= share <= heights[1], size
        assert rooms[0] <= room <= rooms[1], size
        shares.append(share)
    assert all(nearer > 1.12 * farther for nearer, farther in pairwise(shares))


def found_head(pixels, kit, head):
    """Best correlation with the reference's own head near a landmark, and the height and top it was found with."""
    height, width = pixels.shape[:2]
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    sprite, best = kit.front, (-1.0, 0.0, 0.0)
    for factor in np.arange(0.82, 1.2, 0.03):
        tall = head.height * height * factor
        scale = tall / (sprite.chin - sprite.top)
        template = cv2.resize(sprite.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        template = np.ascontiguousarray(template[int(sprite.top * scale) : int(sprite.chin * scale)])
        slack = int(0.16 * tall) + 2
        x0, y0 = int(head.centre[0] * width - sprite.axis * scale) - slack, int(head.y * height) - slack
        # What lies beyond the edge is grey, so that a head near it can be searched for in the same way.
        padded = cv2.copyMakeBorder(grey, 200, 200, 200, 200, cv2.BORDER_CONSTANT, value=128)
        rows = slice(y0 + 200, y0 + 200 + template.shape[0] + 2 * slack)
        window = padded[rows, x0 + 200 : x0 + 200 + template.shape[1] + 2 * slack]
        mask = (template[..., 3] > 200).astype(np.float32)
        wanted = cv2.cvtColor(np.ascontiguousarray(template[..., :3]), cv2.COLOR_RGB2GRAY).astype(np.float32)
        match = np.nan_to_num(cv2.matchTemplate(window, wanted, cv2.TM_CCOEFF_NORMED, mask=mask), nan=-1, posinf=-1)
        _, value, _, place = cv2.minMaxLoc(match)
        best = max(best, (value, tall / height, (y0 + place[1]) / height))
    return best


@EVERYBODY
@pytest.mark.parametrize("size", ["CU", "MS", "FS"])
def test_the_pixels_agree_with_the_landmarks(make_shot, make_prompt, cast, name, size):
    shot = make_shot(Subject(character=name), size=size)
    pixels, marks = draw_frame(make_prompt(shot, size=SMALL), cast)
    (head,) = marks.heads
    value, share, room = found_head(pixels, cast[name], head)
    assert value > 0.6
    assert share == pytest.approx(head.height, rel=0.08)
    assert room == pytest.approx(head.y, abs=0.05 * head.height + 0.01)
    low, high = TABLE[size][0]
    assert 0.92 * low < share < 1.08 * high


@EVERYBODY
@pytest.mark.parametrize("size", ["MCU", "MS", "FS"])
def test_at_eye_level_the_horizon_is_on_the_eye_line(make_shot, cast, name, size):
    plan = plan_shot(make_shot(Subject(character=name), size=size), "start", WIDE, cast)
    body = plan.main.body
    eyes = plan.camera.pixel((*body.foot[:1], body.eyes, *body.foot[2:]))[0][1]
    assert plan.camera.horizon == pytest.approx(eyes, abs=0.03 * WIDE[1])
    assert plan.camera.pitch == plan.camera.roll == 0


@pytest.mark.parametrize("size", ["MS", "FS", "WS"])
def test_every_angle_has_its_horizon(make_shot, cast, size):
    def plan_of(angle):
        shot = make_shot(Subject(character="MARA"), size=size, angle=angle, location="CLIFF", interior="EXT")
        return plan_shot(shot, "start", WIDE, cast)

    plans = {angle: plan_of(angle) for angle in ("eye", "low", "worm", "high", "overhead", "dutch")}
    horizons = {angle: plan.camera.horizon / WIDE[1] for angle, plan in plans.items()}
    waist = {angle: plan.camera.pixel(plan.main.body.at("hip"))[0][1] / WIDE[1] for angle, plan in plans.items()}
    assert horizons["overhead"] < -3
    assert horizons["high"] < plans["high"].landmarks.heads[0].y
    assert horizons["low"] > min(waist["low"], 0.9)
    assert horizons["worm"] > horizons["low"] + 0.02
    assert plans["dutch"].camera.roll > 5
    assert all(plan.camera.position[1] > 0.02 for plan in plans.values())


def test_overhead_is_a_plan_view_in_which_people_stand_on_their_marks(make_shot, make_prompt, cast):
    people = (Subject(character="MARA", staging="left"), Subject(character="TOMAS", staging="right"))
    shot = make_shot(*people, size="FS", framing="2S", angle="overhead")
    plan = plan_shot(shot, "start", SMALL, cast)
    assert plan.from_above
    for actor, head in zip(plan.actors, plan.landmarks.heads, strict=True):
        sole, depth = plan.camera.pixel(actor.body.foot)
        assert depth > 2
        # Straight down, head and feet lie on one another.
        assert np.hypot(head.centre[0] * SMALL[0] - sole[0], head.centre[1] * SMALL[1] - sole[1]) < 0.16 * SMALL[1]
        assert head.behind
    pixels, marks = draw_frame(make_prompt(shot, size=SMALL), cast)
    for head, hair in zip(marks.heads, ((150, 40, 34), (44, 46, 58)), strict=True):
        x, y = head.centre[0] * SMALL[0], head.centre[1] * SMALL[1]
        patch = pixels[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5].reshape(-1, 3)
        assert np.abs(np.median(patch, axis=0) - hair).max() < 50


def test_who_lies_on_their_back_is_seen_face_up_from_overhead(make_shot, make_prompt, cast):
    lying = Subject(character="MARA", action="lies on the floor")
    for size, share in (("CU", 0.5), ("FS", 0.08)):
        pixels, marks = draw_frame(make_prompt(make_shot(lying, size=size, angle="overhead"), size=SMALL), cast)
        (head,) = marks.heads
        assert not head.behind
        assert share < head.height < 2 * share
        assert found_head(pixels, cast["MARA"], head)[0] > 0.6


def test_an_overhead_close_up_of_who_stands_is_only_as_steep_as_a_face_allows(make_shot, cast):
    plan = plan_shot(make_shot(Subject(character="MARA"), size="CU", angle="overhead"), "start", WIDE, cast)
    assert not plan.from_above
    assert 25 < plan.camera.pitch < 40


@pytest.mark.parametrize("facing", ["left", "right"])
def test_alone_there_is_more_room_on_the_side_that_is_looked_at(make_shot, cast, facing):
    for size in ("CU", "MS", "FS"):
        shot = make_shot(Subject(character="NIA", facing=facing), size=size)
        (head,) = plan_shot(shot, "start", WIDE, cast).landmarks.heads
        ahead = head.centre[0] if facing == "left" else 1 - head.centre[0]
        assert ahead > 0.53


@pytest.mark.parametrize("size", ["MCU", "MS", "FS"])
def test_two_who_look_at_each_other_are_turned_to_each_other(make_shot, cast, size):
    people = (
        Subject(character="MARA", staging="left", facing="right"),
        Subject(character="TOMAS", staging="right", facing="left"),
    )
    left, right = plan_shot(make_shot(*people, size=size, framing="2S"), "start", WIDE, cast).actors
    towards = right.body.at("chin") - left.body.at("chin")
    assert left.body.front @ towards > 0
    assert right.body.front @ towards < 0


@pytest.mark.parametrize("count", [4, 5, 6])
@pytest.mark.parametrize("size", ["MS", "FS", "WS", "EWS"])
def test_in_a_group_nobody_stands_in_anothers_place(make_shot, cast, count, size):
    names = [f"P{index}" for index in range(count)]
    shot = make_shot(*(Subject(character=name) for name in names), size=size, location="BEACH", interior="EXT")
    heads = plan_shot(shot, "start", WIDE, dict.fromkeys(names, cast["TOMAS"])).landmarks.heads
    heads = sorted(heads, key=lambda head: head.x)
    assert all(left.x + left.width < right.x + 0.1 * right.width for left, right in pairwise(heads))
    assert heads[0].x > 0
    assert heads[-1].x + heads[-1].width < 1


def test_over_a_shoulder_only_the_shoulder_is_marked_as_seen_from_behind(make_shot, cast):
    people = (Subject(character="MARA", facing="right"), Subject(character="TOMAS", shoulder=True))
    marks = plan_shot(make_shot(*people, size="MCU", framing="OTS"), "start", WIDE, cast).landmarks
    assert {head.character: head.behind for head in marks.heads} == {"MARA": False, "TOMAS": True}


def test_landmarks_stored_before_backs_were_marked_are_read_as_faces():
    stored = {"heads": [{"character": "ADA", "x": 0.1, "y": 0.2, "width": 0.1, "height": 0.2}]}
    assert not Landmarks.model_validate(stored).heads[0].behind
