"""Faces that people make in shots."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.brows import find_brow
from storyboard.backends.previs.expression import expression_of, faced
from storyboard.backends.previs.features import find_eyes, find_mouth
from storyboard.backends.previs.kit import build_kit
from storyboard.model import Subject

from .conftest import figure, on_ground
from .faces import FACES, face_kit

MADE = ("smiling", "laughing", "sad", "angry", "afraid")


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
        ("furieux", "angry"),
        ("llorando", "sad"),
        ("erschrocken", "afraid"),
        ("улыбается", "smiling"),
        ("大笑", "laughing"),
        ("怯えた顔", "afraid"),
        ("غاضب", "angry"),
    ],
)
def test_what_is_written_is_one_of_six_faces(written, face):
    assert expression_of(Subject(character="ADA", expression=written)) == face


def test_what_somebody_does_tells_their_face_where_nothing_else_does():
    assert expression_of(Subject(character="ADA", action="laughs")) == "laughing"
    assert expression_of(Subject(character="ADA", expression="sad", action="laughs")) == "sad"


class Measured:
    """Where brows and corners of the mouth are on a head, as shares of the distance from eyes to chin."""

    def __init__(self, kit, name):
        front = kit.turned(0)[1]
        level = front.top + kit.head.eyes - kit.head.top
        self.unit = front.chin - level
        self.eyes = find_eyes(front.pixels, front.axis, level, self.unit)
        assert self.eyes, "the plain face has eyes that are found"
        middle = (self.eyes[0].column + self.eyes[1].column) / 2
        self.pixels = faced(kit, 0, name)[1].pixels
        self.mouth = find_mouth(self.pixels, middle, self.eyes[0].row, self.unit)
        self.brows = [find_brow(self.pixels, eye, middle, self.unit) for eye in self.eyes]

    @property
    def bend(self):
        return self.mouth.bend / self.unit

    def inner_end_lower(self):
        """By how much the inner ends of the brows are lower than the outer ones."""
        drops = []
        for side, brow in zip((-1, 1), self.brows, strict=True):
            assert brow.pixels is not None
            rows, columns = np.nonzero(brow.pixels[..., 3] > 128)
            drops.append(-side * np.polyfit(columns, rows, 1)[0])
        return float(np.mean(drops))

    def height(self):
        return np.mean([eye.row - brow.row for eye, brow in zip(self.eyes, self.brows, strict=True)]) / self.unit


@pytest.mark.parametrize("style", FACES)
def test_features_go_where_an_expression_wants_them(style):
    kit = face_kit(style)
    plain, smiling, sad, angry, afraid = (
        Measured(kit, name) for name in ("neutral", "smiling", "sad", "angry", "afraid")
    )
    assert smiling.bend > plain.bend + 0.02
    assert sad.bend < min(plain.bend, 0) - 0.02
    assert angry.bend < 0 < smiling.bend
    assert angry.inner_end_lower() > plain.inner_end_lower() + 0.2
    assert sad.inner_end_lower() < plain.inner_end_lower() - 0.15
    assert afraid.height() > plain.height() + 0.04
    assert angry.height() < plain.height() - 0.015


@pytest.mark.parametrize("style", FACES[:3])
@pytest.mark.parametrize("name", MADE)
def test_an_expression_is_seen_but_the_head_stays_itself(style, name):
    kit = face_kit(style)
    plain, made = kit.turned(0), faced(kit, 0, name)
    for before, after in zip((plain[0], plain[1].pixels), (made[0], made[1].pixels), strict=True):
        assert np.array_equal(before[..., 3], after[..., 3])
    # As a draughtsman's template would be held against it.
    heads = [cv2.resize(one.pixels, (64, 64), interpolation=cv2.INTER_AREA) for one in (plain[1], made[1])]
    solid = heads[0][..., 3] > 128
    grey = [cv2.cvtColor(np.ascontiguousarray(one[..., :3]), cv2.COLOR_RGB2GRAY)[solid].astype(float) for one in heads]
    assert np.corrcoef(*grey)[0, 1] >= 0.8
    changed = np.abs(plain[0][..., :3].astype(int) - made[0][..., :3]).max(2) > 24
    face = np.zeros_like(changed)
    head = kit.head
    reach = int(head.chin - head.eyes)
    face[
        int(head.eyes - 0.6 * reach) : int(head.chin + 0.1 * reach), int(head.centre) - reach : int(head.centre) + reach
    ] = True
    assert 0.004 < changed[face].mean() < 0.3
    assert not changed[~face].any()


def test_no_two_expressions_are_alike():
    kit = face_kit("cartoon")
    drawn = [faced(kit, 0, name)[1].pixels.astype(int) for name in ("neutral", *MADE)]
    for index, first in enumerate(drawn):
        for second in drawn[index + 1 :]:
            assert (np.abs(first - second).max(2) > 40).mean() > 0.004


def test_brows_under_a_fringe_are_inked_over_it():
    kit = face_kit("fringe")
    front = kit.turned(0)[1]
    level = front.top + kit.head.eyes - kit.head.top
    unit = front.chin - level
    eyes = find_eyes(front.pixels, front.axis, level, unit)
    assert all(find_brow(front.pixels, eye, front.axis, unit).pixels is None for eye in eyes)
    angry = faced(kit, 0, "angry")[1].pixels
    above = slice(int(eyes[0].top - 0.3 * unit), int(eyes[0].top - 0.02 * unit))
    changed = np.abs(front.pixels[above, :, :3].astype(int) - angry[above, :, :3]).max(2) > 40
    assert changed.sum() > 0.02 * unit**2


def test_a_blank_face_has_neither_eyes_nor_a_mouth():
    blank = np.full((300, 240, 4), (236, 200, 172, 255), np.uint8)
    assert find_eyes(blank, 120, 140, 100) == ()
    assert not find_mouth(blank, 120, 140, 100).seen


def test_a_laugh_shows_teeth_and_fright_an_open_mouth():
    def part(name, which):
        made = Measured(face_kit("ink"), name)
        y, x, reach = int(made.mouth.row), int(made.mouth.centre), int(0.25 * made.unit)
        window = made.pixels[y - reach // 2 : y + reach, x - reach : x + reach, :3].astype(int)
        return float(which(window).mean())

    red = {name: part(name, lambda rgb: rgb[..., 0] > rgb[..., 1] + 40) for name in ("sad", "laughing", "afraid")}
    assert red["sad"] < 0.01
    assert min(red["laughing"], red["afraid"]) > 0.05


@pytest.mark.parametrize(("name", "turn"), [("angry", 0.0), ("afraid", 0.9)])
def test_a_turned_face_keeps_its_body(kits, name, turn):
    kit = kits["BRAM"]
    plain, bent = kit.turned(turn), faced(kit, turn, name)
    below = int(kit.head.chin + 0.3 * kit.head.height)
    assert np.array_equal(plain[0][below:], bent[0][below:])
    assert not np.array_equal(plain[0], bent[0])


def test_a_bust_keeps_the_face_of_its_picture():
    kit = build_kit(np.asarray(on_ground(figure(bust=True))), "ADA")
    assert faced(kit, 0, "laughing")[0] is kit.sprite


@pytest.mark.parametrize(
    ("size", "facing", "seen"),
    [("CU", "camera", True), ("MS", "right", True), ("WS", "camera", False), ("MS", "away", False)],
)
def test_an_expression_is_seen_from_a_medium_shot_on(make_shot, make_prompt, kits, size, facing, seen):
    drawn = [
        draw_frame(make_prompt(make_shot(Subject(character="BRAM", expression=face, facing=facing), size=size)), kits)[
            0
        ]
        for face in ("", "laughing")
    ]
    assert np.array_equal(*drawn) != seen
