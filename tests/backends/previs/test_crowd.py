"""People without names, and many with them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.crowd import deed_of
from storyboard.backends.previs.silhouette import silhouette
from storyboard.model import Subject

SMALL = (384, 216)


@pytest.mark.parametrize(
    ("told", "does"),
    [
        ("A crowd cheers.", "cheer"),
        ("Ada waves. People walk past.", "walk"),
        ("Three children run along the beach", "run"),
        ("Two men stand and wait.", "stand"),
        ("The audience watches Ada run", "stand"),
        ("La foule court", "run"),
        ("人群欢呼", "cheer"),
        ("Ada runs.", "stand"),
    ],
)
def test_a_crowd_does_what_is_said_of_it(told, does):
    assert deed_of(told) == does


@pytest.mark.parametrize("does", ["stand", "walk", "run", "cheer"])
def test_no_two_silhouettes_side_by_side_are_alike_and_all_stand_on_the_floor(does):
    camera = Camera((0, 1.2, -4), size=SMALL)
    shapes = []
    for variant in range(6):
        canvas = Canvas(SMALL, (0, 0, *SMALL))
        silhouette(canvas, camera, np.zeros(3), 1.7, (100, 120, 140), small=False, does=does, variant=variant)
        shapes.append(canvas.mask > 128)
        rows = np.flatnonzero(shapes[-1].any(1))
        floor, crown = (camera.pixel(point)[0][1] for point in ((0, 0, 0), (0, 1.7, 0)))
        assert abs(rows[-1] - floor) < 0.06 * (floor - crown)
        if does != "cheer":
            assert abs(rows[0] - crown) < 0.03 * (floor - crown)
    assert all((one ^ other).any() for one, other in pairwise(shapes))


@pytest.mark.parametrize(
    ("size", "text"), [("WS", "They dance."), ("MS", "A crowd cheers behind them."), ("EWS", "They run.")]
)
def test_six_people_and_a_crowd_are_drawn(make_shot, make_prompt, kits, size, text):
    names = [f"{name} {number}" for number in range(3) for name in ("ADA", "BRAM")]
    six = {name: kits[name.split()[0]] for name in names}
    shot = make_shot(*(Subject(character=name) for name in names), text=text, size=size)
    pixels, landmarks = draw_frame(make_prompt(shot, size=SMALL), six)
    assert pixels.shape == (216, 384, 3)
    assert len(landmarks.heads) == 6
    middles = sorted(head.x + head.width / 2 for head in landmarks.heads)
    assert all(after > before for before, after in pairwise(middles))


def test_nobody_is_drawn_too(make_shot, make_prompt):
    pixels, landmarks = draw_frame(make_prompt(make_shot(text="The empty corridor.", size="WS"), size=SMALL), {})
    assert pixels.std() > 5
    assert landmarks.heads == ()
