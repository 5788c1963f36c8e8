"""Inserts: one thing, close."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.insert import prop_for
from storyboard.backends.previs.props import PROPS
from storyboard.backends.previs.signs import lettering
from storyboard.model import Subject


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("THE BOARD. White letters on weathered wood", "board"),
        ("Her hands lift a big glass bulb out of a red scarf", "bulb"),
        ("the old radio crackles", "radio"),
        ("a key turns", "key"),
        ("keyhole surgery", "thing"),
        ("his watch", "clock"),
        ("a brass nameplate", "plate"),
        ("something stirs", "thing"),
    ],
)
def test_the_words_choose_the_thing(make_shot, text, thing):
    assert prop_for(make_shot(text=text, size="INSERT"))[0].__name__ == thing


def test_props_of_the_shot_are_asked_too(make_shot):
    assert prop_for(make_shot(text="It lies there.", size="INSERT", props=("LANTERN",)))[0].__name__ == "lamp"


def test_words_without_a_thing_stand_on_a_board_outside_and_on_paper_inside(make_shot):
    outside = make_shot(size="INSERT", interior="EXT", frame_text=("GO",))
    inside = make_shot(size="INSERT", interior="INT", frame_text=("GO",))
    assert (prop_for(outside)[0].__name__, prop_for(inside)[0].__name__) == ("board", "letter")


@pytest.mark.parametrize("words", [words[0].strip("\\b") for words, _, _ in PROPS] + ["something"])
def test_every_thing_is_drawn_in_every_shape_of_picture(make_shot, make_prompt, words):
    shot = make_shot(text=f"the {words}", size="INSERT", framing="insert")
    pictures = [draw_frame(make_prompt(shot, size=size), {})[0] for size in ((480, 270), (270, 480))]
    assert all(picture.std() > 15 for picture in pictures)


def test_things_differ(make_shot, make_prompt):
    drawn = [
        draw_frame(
            make_prompt(make_shot(text=f"the {words[0]}".replace("\\b", ""), size="INSERT"), size=(240, 136)), {}
        )[0].astype(int)
        for words, _, _ in PROPS
    ]
    assert min(np.abs(a - b).mean() for i, a in enumerate(drawn) for b in drawn[i + 1 :]) > 2


@pytest.mark.parametrize("size", [(1536, 864), (864, 1536)])
def test_the_words_on_a_board_can_be_read(make_shot, make_prompt, size):
    text = "LIGHT CLOSED SINCE 1989"
    shot = make_shot(text="THE BOARD", size="INSERT", location="CLIFF", interior="EXT", time="dusk", frame_text=(text,))
    grey = cv2.cvtColor(draw_frame(make_prompt(shot, size=size), {})[0], cv2.COLOR_RGB2GRAY).astype(np.float32)
    unit = min(size[1], size[0] * 0.9)
    half = min(0.44 * size[0] / unit, 0.82) * 0.96
    mask = lettering(text, int(2 * half * unit), int(0.53 * unit), (255, 255, 255), margin=0.05)[..., 3].astype(
        np.float32
    )
    assert cv2.matchTemplate(grey, mask, cv2.TM_CCOEFF_NORMED).max() > 0.6


def test_the_hands_wear_the_sleeves_of_the_character(make_shot, make_prompt, kits):
    shot = make_shot(Subject(character="ADA"), text="Ada's hands hold the letter", size="INSERT")
    none = make_shot(text="the letter", size="INSERT")
    coat = [
        (
            np.abs(draw_frame(make_prompt(one, size=(768, 432)), kits)[0].astype(int) - kits["ADA"].palette.top).max(2)
            < 50
        ).sum()
        for one in (shot, none)
    ]
    assert coat[0] > coat[1] + 1500


def test_the_focus_lies_on_the_thing(make_shot, make_prompt):
    _, landmarks = draw_frame(make_prompt(make_shot(text="a key", size="INSERT")), {})
    assert landmarks.focus == (0.5, 0.5)
    assert landmarks.heads == ()
