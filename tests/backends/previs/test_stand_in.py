"""Somebody without a picture."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from storyboard.backends.previs import PrevisBackend
from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.stand_in import draw_stand_in, stand_in, wardrobe_of
from storyboard.backends.previs.wordcolours import Worn, colours_told
from storyboard.model import Subject

NAMES = ("ANNA", "BORIS", "CHEN", "DARA", "EMIL", "FAY", "GUS", "HANA")


def top_colour(sprite):
    return np.median(sprite[380:460, 200:360, :3].reshape(-1, 3), axis=0)


def test_people_of_other_names_look_other():
    """Two of many may share a cloth; then their trousers, hair or the cut of what they wear differ."""
    drawn = {name: draw_stand_in(name)[::6, ::6].astype(int) for name in NAMES}
    for first, second in combinations(NAMES, 2):
        assert (np.abs(drawn[first] - drawn[second]).max(2) > 24).mean() > 0.02
    cloths = {wardrobe_of(name)[0] for name in NAMES}
    assert len(cloths) >= 5


def test_the_same_name_is_always_the_same():
    assert np.array_equal(draw_stand_in("ANNA"), draw_stand_in("anna"))


@pytest.mark.parametrize(
    ("told", "field", "expected"),
    [
        ("short dark-red hair; yellow raincoat, teal trousers", "top", (240, 192, 52)),
        ("woman with waist-length black hair", "long_hair", True),
        ("short black hair, long grey coat", "long_hair", False),
        ("bald man of 50", "bald", True),
        ("full white beard, black cap", "bearded", True),
        ("clean-shaven", "bearded", False),
    ],
)
def test_a_description_gives_colours_and_hair(told, field, expected):
    assert getattr(colours_told(told), field) == expected


def test_what_is_told_is_worn():
    drawn = draw_stand_in("ANNA", Worn(top=(186, 44, 40)))
    assert distance(top_colour(drawn), (186, 44, 40)) < 40


def test_hair_changes_the_outline():
    plain, long, bald, bearded = (
        draw_stand_in("ANNA", worn).astype(int)
        for worn in (Worn(), Worn(long_hair=True), Worn(bald=True), Worn(bearded=True))
    )
    hair = wardrobe_of("ANNA")[2]

    def count(pixels, rows):
        return (np.linalg.norm(pixels[rows, 180:380, :3] - np.asarray(hair), axis=2) < 24).sum()

    assert count(long, slice(260, 350)) > count(plain, slice(260, 350)) + 500
    assert count(bald, slice(40, 140)) < 0.1 * count(plain, slice(40, 140))
    assert count(bearded, slice(190, 270)) > count(plain, slice(190, 270)) + 500


@pytest.mark.parametrize("name", ["smiling", "angry"])
def test_a_stand_in_makes_faces_too(name):
    from storyboard.backends.previs.expression import faced

    kit = stand_in("ANNA")
    assert kit.full
    assert not np.array_equal(faced(kit, 0, name)[0], kit.sprite)


def test_in_a_shot_it_wears_what_the_prompt_says(make_shot, make_prompt):
    shot = make_shot(Subject(character="ANNA"), size="MS")
    text = "Subjects:\n- ANNA: in the middle. Looks: woman of 40, purple coat, bald."
    plain, told = (PrevisBackend().draw_now(make_prompt(shot, size=(384, 216), text=given)) for given in ("", text))
    assert plain.image != told.image
    assert any("no reference" in warning for warning in told.warnings)
