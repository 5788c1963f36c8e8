"""Faces that people make in shots."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.expression import expression_of, faced
from storyboard.backends.previs.features import find_eyes, find_mouth
from storyboard.backends.previs.kit import build_kit
from storyboard.model import Subject

from .conftest import figure, on_ground


@pytest.mark.parametrize(
    ("written", "face"),
    [
        ("", "neutral"),
        ("curious", "neutral"),
        ("almost smiling", "smiling"),
        ("smiles", "smiling"),
        ("laughing", "laughing"),
        ("laughs, then cries", "laughing"),
        ("in tears", "sad"),
        ("worried", "sad"),
        ("angrily", "angry"),
        ("frowning", "angry"),
        ("frightened", "afraid"),
        ("Afraid", "afraid"),
        ("surprised", "afraid"),
        ("no longer smiling", "neutral"),
        ("grim", "neutral"),
        ("encouraged", "neutral"),
    ],
)
def test_what_is_written_is_one_of_six_faces(written, face):
    assert expression_of(Subject(character="ADA", expression=written)) == face


def box_of(kit):
    front = kit.front
    eyes = front.top + kit.head.eyes - kit.head.top
    return front, eyes, front.chin - eyes


def test_eyes_and_mouth_are_found_where_they_are_drawn(kits):
    kit = kits["BRAM"]
    front, eyes, unit = box_of(kit)
    scale = kit.head.height / 150  # The head was drawn 150 high, its eyes 26 to the sides, its mouth at row 187.
    left, right = find_eyes(front.pixels, front.axis, eyes, unit)
    assert right[0] - left[0] == pytest.approx(52 * scale, rel=0.15)
    mouth = find_mouth(front.pixels, (left[0] + right[0]) / 2, eyes, unit)
    assert mouth.seen
    assert mouth.row - left[1] == pytest.approx(47 * scale, rel=0.15)


def test_a_blank_face_has_neither():
    blank = np.full((300, 240, 4), (236, 200, 172, 255), np.uint8)
    assert find_eyes(blank, 120, 140, 100) == ()
    assert not find_mouth(blank, 120, 140, 100).seen


@pytest.mark.parametrize(("name", "turn"), [("smiling", 0.0), ("angry", 0.0), ("afraid", 0.9)])
def test_only_features_move(kits, name, turn):
    kit = kits["BRAM"]
    plain, bent = kit.turned(turn), faced(kit, turn, name)
    for before, after in zip((plain[0], plain[1].pixels), (bent[0], bent[1].pixels), strict=True):
        assert np.array_equal(before[..., 3], after[..., 3])
        changed = np.abs(before[..., :3].astype(int) - after[..., :3]).max(2) > 24
        assert 0.0005 < changed[before[..., 3] > 128].mean() < 0.25
    below = int(kit.head.chin + 0.3 * kit.head.height)
    assert np.array_equal(plain[0][below:], bent[0][below:])


def test_a_laugh_shows_teeth_and_a_sad_mouth_hangs(kits):
    kit = kits["BRAM"]
    front, eyes, unit = box_of(kit)
    lips = slice(int(eyes + 0.5 * unit), int(eyes + 0.9 * unit)), slice(int(front.axis - 40), int(front.axis + 40))
    white = {name: (faced(kit, 0, name)[1].pixels[lips][..., :3].min(2) > 225).sum() for name in ("sad", "laughing")}
    assert white["laughing"] > white["sad"] + 50
    dark = {name: (faced(kit, 0, name)[1].pixels[lips][..., 1] < 90).sum() for name in ("sad", "afraid")}
    assert dark["afraid"] > dark["sad"] + 50


def test_a_bust_keeps_the_face_of_its_picture():
    kit = build_kit(np.asarray(on_ground(figure(bust=True))), "ADA")
    assert faced(kit, 0, "laughing")[0] is kit.sprite


@pytest.mark.parametrize(
    ("size", "facing", "seen"), [("CU", "camera", True), ("MS", "right", True), ("WS", "camera", False)]
)
def test_an_expression_is_seen_from_a_medium_shot_on(make_shot, make_prompt, kits, size, facing, seen):
    drawn = [
        draw_frame(make_prompt(make_shot(Subject(character="BRAM", expression=face, facing=facing), size=size)), kits)[
            0
        ]
        for face in ("", "laughing")
    ]
    assert np.array_equal(*drawn) != seen


def test_a_back_has_no_expression(make_shot, make_prompt, kits):
    drawn = [
        draw_frame(make_prompt(make_shot(Subject(character="BRAM", expression=face, facing="away"), size="MS")), kits)[
            0
        ]
        for face in ("", "laughing")
    ]
    assert np.array_equal(*drawn)
