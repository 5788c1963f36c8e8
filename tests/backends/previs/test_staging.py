"""What a director asks of people in a picture: faces stay free, who lies lies, who talks looks at whom they talk to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.bed import lies_in_bed
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.crowd import draw_groups
from storyboard.backends.previs.ground import draw_table
from storyboard.backends.previs.light import DAYLIGHT
from storyboard.backends.previs.plan import plan_shot
from storyboard.backends.previs.posing import pose_for
from storyboard.backends.previs.reading import Group
from storyboard.backends.previs.stage import Stage
from storyboard.model import Subject, TimeOfDay

WIDE, SMALL, UPRIGHT = (1536, 864), (384, 216), (216, 384)
SIZES = ("ECU", "CU", "MCU", "MS", "MLS", "FS", "WS")


@pytest.mark.parametrize(
    ("told", "pose"),
    [
        ("lies in bed", "lie"), ("lies asleep in bed", "lie"), ("sleeps in the car", "lie"), ("lies to him", "stand"),
        ("liegt im Bett", "lie"), ("steht in Berlin", "stand"),
    ],
)  # fmt: skip
def test_lying_is_read_whatever_else_the_words_look_like(told, pose):
    assert pose_for(told) == pose


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["BEDROOM", "WAREHOUSE"])
def test_who_lies_is_never_their_upright_cutout_and_their_face_is_in_the_picture(make_shot, kits, size, place):
    ada = Subject(character="ADA", action="lies asleep")
    plan = plan_shot(make_shot(ada, size=size, location=place, interior="INT"), "start", WIDE, kits)
    (actor,) = plan.actors
    assert actor.body.lying
    assert not actor.as_cutout
    assert lies_in_bed(actor.body) == (place == "BEDROOM")
    (head,) = plan.landmarks.heads
    assert 0.1 < head.centre[0] < 0.9
    assert 0.1 < head.centre[1] < 0.9
    assert not head.behind
    assert plan.camera.pitch >= 20


def test_a_blanket_hides_boots_and_the_set_has_no_second_bed(make_shot, make_prompt, kits):
    shot = make_shot(Subject(character="ADA", action="sleeps"), size="FS", location="BEDROOM", interior="INT")
    plan = plan_shot(shot, "start", SMALL, kits)
    pixels, _ = draw_frame(make_prompt(shot, size=SMALL), kits)
    toe, _ = plan.camera.pixel(plan.main.body.at("left toe"))
    red, green, blue = pixels[int(toe[1]) + 2, int(toe[0])].astype(int)
    assert red > green + 20
    assert red > blue + 20


@pytest.mark.parametrize("size", ["CU", "MCU", "MS", "MLS"])
def test_who_runs_keeps_their_head_in_the_picture(make_shot, kits, size):
    plan = plan_shot(make_shot(Subject(character="ADA", action="runs"), size=size), "start", WIDE, kits)
    crown, _ = plan.camera.pixel(plan.main.body.at("crown"))
    assert crown[1] > 0


def test_a_runners_fists_are_at_the_chest(make_shot, kits):
    body = plan_shot(make_shot(Subject(character="ADA", action="runs"), size="FS"), "start", WIDE, kits).main.body
    assert all(body.height_of(f"{side} hand") < body.height_of("neck") for side in ("left", "right"))


@pytest.mark.parametrize("framing", ["2S", "OTS"])
def test_who_talks_is_turned_to_whom_they_talk_to(make_shot, kits, framing):
    left = Subject(character="ADA", staging="left")
    right = Subject(character="BRAM", staging="right", shoulder=framing == "OTS")
    shot = make_shot(left, right, size="MS", framing=framing, text="Ada and Bram talk.")
    turned = {actor.subject.character: actor.body.turned for actor in plan_shot(shot, "start", WIDE, kits).actors}
    assert turned["ADA"] > 20
    assert framing == "OTS" or turned["BRAM"] < -20


def test_who_stands_beside_somebody_or_looks_at_us_keeps_facing_us(make_shot, kits):
    people = (Subject(character="ADA", staging="left"), Subject(character="BRAM", staging="right"))
    for text in ("Ada and Bram talk side by side.", "Ada and Bram talk to the camera.", "Ada and Bram wait."):
        plan = plan_shot(make_shot(*people, size="MS", framing="2S", text=text), "start", WIDE, kits)
        assert [actor.body.turned for actor in plan.actors] == [0.0, 0.0]


@pytest.mark.parametrize("size", ["CU", "MS", "MLS"])
def test_heads_of_a_hug_are_beside_each_other(make_shot, kits, size):
    people = (
        Subject(character="ADA", staging="left", facing="right", action="hugs Bram"),
        Subject(character="BRAM", staging="right", facing="left"),
    )
    plan = plan_shot(make_shot(*people, size=size, framing="2S", text="Ada hugs Bram."), "start", WIDE, kits)
    ada, bram = plan.landmarks.heads
    overlap = ada.x + ada.width - bram.x
    assert overlap < 0.5 * bram.width
    assert bram.centre[0] - ada.centre[0] < 2.6 * bram.width


@pytest.mark.parametrize("size", ["CU", "MCU", "MS"])
def test_a_cup_that_is_held_is_in_the_picture(make_shot, kits, size):
    ada = Subject(character="ADA", action="holds a cup of cocoa")
    (actor,) = plan_shot(make_shot(ada, size=size), "start", WIDE, kits).actors
    assert actor.held == "cup"
    assert not actor.as_cutout


@pytest.mark.parametrize("picture", [WIDE, UPRIGHT, (512, 512), (800, 335)])
@pytest.mark.parametrize("size", ["ECU", "CU", "MCU", "MS"])
@pytest.mark.parametrize("facing", ["camera", "left", "right"])
def test_nothing_that_is_held_covers_a_face_from_the_eyes_to_the_chin(make_shot, kits, picture, size, facing):
    ada = Subject(character="ADA", action="holds a cup of cocoa", facing=facing)
    plan = plan_shot(make_shot(ada, size=size), "start", picture, kits)
    (actor,), (head,) = plan.actors, plan.landmarks.heads
    body, camera = actor.body, plan.camera
    palm, _ = camera.pixel(body.at(f"{body.acting} hand"))
    (crown, chin), _ = camera.project(np.array([body.at("crown"), body.at("chin")]))
    metre = camera.scale(body.at(f"{body.acting} hand"))
    above = palm[1] - 0.105 * metre < chin[1] - 0.05 * (chin[1] - crown[1])
    beside = abs(palm[0] - chin[0]) > 0.05 * metre + 0.26 * head.width * picture[0]
    assert actor.as_cutout or beside or not above


def test_what_is_held_close_is_no_embrace(make_shot, kits):
    ada = Subject(character="ADA", action="holds the letter close")
    plan = plan_shot(make_shot(ada, size="FS"), "start", WIDE, kits)
    assert plan.main.body.pose_name in {"hold", "carry"}
    assert plan.main.held == "paper"


def test_people_of_few_heads_are_small_and_sturdy_with_arms_that_reach_their_faces(make_shot, kits):
    ada = kits["ADA"]
    chibi = replace(ada, head=replace(ada.head, chin=ada.head.top + ada.sprite.shape[0] / 3.2))
    drinks = Subject(character="ADA", action="drinks")
    grown, small = (
        plan_shot(make_shot(drinks, size="FS"), "start", WIDE, {"ADA": kit}).main.body for kit in (ada, chibi)
    )
    assert small.tall < 0.8 * grown.tall
    assert small.girth > 1.2
    assert small.girth > grown.girth
    hand = small.at(f"{small.acting} hand")
    assert float(np.linalg.norm(hand - small.at("chin"))) < 0.75 * small.head


def test_a_crowd_fills_the_picture_from_edge_to_edge():
    camera = Camera((0, 1.6, -6), size=SMALL, fov=46)
    canvas = Canvas(SMALL)
    canvas.pixels[:] = 255
    factors = np.ones((2, 2, 3), np.float32)
    told = "A crowd fills the street."
    drawn = draw_groups(canvas, camera, [Group(8, small=False)], [], factors, visible=3.2, behind=0.9, told=told)
    assert 20 <= drawn <= 36
    chests = canvas.pixels[100:120].min(2) < 250
    assert chests.any(0).mean() > 0.75


@pytest.mark.parametrize("angle", ["low", "worm"])
def test_from_below_legs_loom_over_a_small_head(make_shot, kits, angle):
    plan = plan_shot(make_shot(Subject(character="ADA"), size="FS", angle=angle), "start", WIDE, kits)
    body = plan.main.body
    assert plan.camera.scale(body.foot) > 1.2 * plan.camera.scale(body.at("crown"))


@pytest.mark.parametrize("look", ["5 years old", "default"])
def test_a_table_is_as_high_as_whoever_sits_at_it_needs(make_shot, kits, look):
    ada = Subject(character="ADA", action="sits at the table", look=look)
    shot = make_shot(ada, size="MS", text="Ada sits at the table.")
    plan = plan_shot(shot, "start", SMALL, kits)
    stage = Stage(Canvas(SMALL), plan.camera, DAYLIGHT[TimeOfDay.DAY], 3)
    top = draw_table(stage, shot, plan, np.ones((2, 2, 3), np.float32))
    body = plan.main.body
    assert body.height_of("hip") < top < body.height_of("neck")
    assert all(body.height_of(f"{side} wrist") > top - 0.02 for side in ("left", "right"))
