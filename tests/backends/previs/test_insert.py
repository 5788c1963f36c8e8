"""Inserts: one thing, close."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.catalogue import PROPS
from storyboard.backends.previs.insert import prop_for
from storyboard.backends.previs.reading import is_insert
from storyboard.backends.previs.signs import lettering
from storyboard.backends.previs.things import time_in
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
        ("They watch the sea", "thing"),
        ("The spoon.", "spoon"),
        ("a wedding ring", "ring"),
        ("the phone rings", "screen"),
        ("le couteau glisse", "knife"),
        ("手机屏幕", "screen"),
        ("письмо", "letter"),
        ("a digital clock", "digits"),
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


PLAIN = [words[0].replace("\\b", "").replace("digital (clock|watch|display)", "digital clock") for words, _, _ in PROPS]


def test_every_thing_is_drawn_and_none_looks_like_another(make_shot, make_prompt):
    drawn = [
        draw_frame(make_prompt(make_shot(text=f"the {words}", size="INSERT"), size=(208, 117)), {})[0].astype(int)
        for words in [*PLAIN, "something"]
    ]
    assert all(picture.std() > 15 for picture in drawn)
    assert min(np.abs(a - b).mean() for i, a in enumerate(drawn) for b in drawn[i + 1 :]) > 1.5


@pytest.mark.parametrize("words", ["letter", "phone", "clock", "knife", "something"])
def test_things_fit_a_tall_picture(make_shot, make_prompt, words):
    pixels, _ = draw_frame(make_prompt(make_shot(text=f"the {words}", size="INSERT"), size=(117, 208)), {})
    assert pixels.std() > 15


def test_what_the_shot_lists_comes_before_what_happens(make_shot):
    shot = make_shot(text="« La lampe ! »", size="INSERT", props=("la lettre",), frame_text=("La lampe !",))
    assert prop_for(shot)[0].__name__ == "letter"


@pytest.mark.parametrize(
    ("text", "time"),
    [("It reads 11:58.", (11, 58)), ("à 7h05", (7, 5)), ("23:40", (23, 40)), ("page 12", None), ("9:75", None)],
)
def test_a_time_is_read_from_the_words(text, time):
    assert time_in(text) == time


def test_a_clock_shows_the_time_it_is_given(make_shot, make_prompt):
    drawn = {
        time: draw_frame(
            make_prompt(make_shot(text="WALL CLOCK", size="INSERT", frame_text=(time,)), size=(480, 270)), {}
        )[0]
        for time in ("3:00", "9:00", "15:00")
    }
    assert np.array_equal(drawn["3:00"], drawn["15:00"])

    def ink(pixels, side):  # How dark the dial is to the right (1) or left (-1) of its middle.
        return 255 - pixels[131:140, 240 + side * 12 : 240 + side * 42 : side].mean()

    assert ink(drawn["3:00"], 1) > ink(drawn["3:00"], -1) + 20
    assert ink(drawn["9:00"], -1) > ink(drawn["9:00"], 1) + 20


@pytest.mark.parametrize(
    ("size", "text", "people", "insert"),
    [
        ("ECU", "The spoon.", False, True),
        ("ECU", "Something odd.", False, True),
        ("ECU", "Her eyes.", False, False),
        ("ECU", "The spoon.", True, False),
        ("CU", "Ada's hand picking up a red ball", True, True),
        ("WS", "The spoon.", False, False),
        ("INSERT", "Two children watch through the window.", False, False),
    ],
)
def test_a_thing_alone_is_an_insert(make_shot, size, text, people, insert):
    subjects = (Subject(character="ADA"),) if people else ()
    assert is_insert(make_shot(*subjects, size=size, text=text)) is insert


@pytest.mark.parametrize("size", [(1536, 864), (864, 1536)])
def test_the_words_on_a_board_can_be_read(make_shot, make_prompt, size):
    text = "LIGHT CLOSED SINCE 1989"
    shot = make_shot(text="THE BOARD", size="INSERT", location="CLIFF", interior="EXT", time="dusk", frame_text=(text,))
    grey = cv2.cvtColor(draw_frame(make_prompt(shot, size=size), {})[0], cv2.COLOR_RGB2GRAY).astype(np.float32)
    unit = min(size[1], size[0] * 0.76)
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


@pytest.mark.parametrize(("thing", "verb"), [("letter", "hold"), ("book", "open")])
def test_fingers_leave_the_words_free(make_shot, make_prompt, kits, thing, verb):
    def letters(text):
        """Where two texts differ in what is seen."""
        drawn = []
        for words in ("SECRETS", "HARBOURS"):
            shot = make_shot(Subject(character="MARA"), text=text, size="INSERT", interior="INT", frame_text=(words,))
            drawn.append(draw_frame(make_prompt(shot, size=(768, 432)), kits)[0].astype(int))
        return (np.abs(drawn[0] - drawn[1]).max(2) > 40).sum()

    assert letters(f"MARA's hands {verb} the {thing}.") > 0.97 * letters(f"The {thing}.") > 100
