"""Clothes of a look that has no picture: the reference's own, in other colours."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest

from storyboard.backends.previs import PrevisBackend
from storyboard.backends.previs.colour import distance, luminance
from storyboard.backends.previs.wardrobe import Told, Wardrobe, clothes_of, tinted, told_of
from storyboard.backends.previs.wordcolours import Worn, clothes_told
from storyboard.model import Subject

from .conftest import COAT, HAIR, INK, LEGS, SKIN

RED, BLACK = (186, 44, 40), (28, 28, 32)
LINE = (
    "- ADA (Image 1): in the left third of the frame. Looks: woman of 36, yellow coat, brown boots. Wears: red coat, black "
    "trousers, in place of any clothes named before or shown in Image 1. State: soaked. Expression: sad. Does: waits."
)


def near(pixels, colour, within=48):
    """Where a sprite is of a colour, and solid."""
    return (np.linalg.norm(pixels[..., :3].astype(float) - np.asarray(colour), axis=2) < within) & (
        pixels[..., 3] > 128
    )


def hue(colour):
    return colorsys.rgb_to_hsv(*(channel / 255 for channel in colour))[0]


@pytest.fixture(scope="module")
def red(kits):
    """BRAM would do as well, but ADA's coat is as yellow as coats get."""
    return tinted(kits["ADA"], Worn(top=RED, leg=BLACK))


@pytest.mark.parametrize(
    ("words", "top", "leg"),
    [
        ("red coat, black trousers", RED, BLACK),
        ("manteau rouge, pantalon noir", RED, BLACK),
        ("abrigo rojo y pantalones negros", RED, BLACK),
        ("roter Mantel, schwarze Hose", RED, BLACK),
        ("красное пальто, чёрные брюки", RED, BLACK),
        ("红色外套，黑裤子", RED, BLACK),
        ("赤いコート", RED, None),
        ("معطف أحمر", RED, None),
        ("dressed all in black", BLACK, BLACK),
        ("red dress", RED, RED),
        ("torn clothes", None, None),
    ],
)
def test_colours_of_clothes_are_read_in_every_script_language(words, top, leg):
    worn = clothes_told(words)
    assert (worn.top, worn.leg) == (top, leg)


def test_pyjamas_have_a_colour_of_their_own_from_top_to_toe():
    worn = clothes_told("in pyjamas")
    assert worn.top is not None
    assert worn.top == worn.leg
    assert clothes_told("striped red pyjamas").top == RED


def test_a_coat_takes_the_hue_that_is_told_and_trousers_theirs(kits, red):
    before, after = kits["ADA"].sprite, red.sprite
    coat = near(before, COAT)
    coat[: int(red.head.chin)] = False
    assert coat.sum() > 5000
    changed = np.median(after[coat][:, :3], axis=0)
    assert abs(hue(changed) - hue(RED)) < 0.03
    trousers = np.median(after[near(before, LEGS)][:, :3], axis=0)
    assert luminance(trousers) < 70
    assert np.ptp(trousers) < 20
    assert not (near(after, COAT, 30) & coat).mean() > 0.01


def test_face_hair_hands_and_shoes_keep_every_pixel(kits, red):
    before, after = kits["ADA"], red
    assert np.array_equal(before.front.pixels, after.front.pixels)
    hands = near(before.sprite, SKIN, 20)
    assert hands.any()
    same = (before.sprite == after.sprite).all(2)
    assert same[hands].mean() > 0.99
    assert same[near(before.sprite, HAIR, 20)].all()
    assert same[near(before.sprite, (70, 50, 44), 16)].mean() > 0.9


def test_lines_and_shading_stay(kits):
    import dataclasses

    kit = kits["ADA"]
    shaded = kit.sprite.copy()
    coat = near(shaded, COAT)
    dark = coat & (np.arange(coat.shape[1]) > kit.head.centre)[None]
    shaded[dark, :3] = (shaded[dark, :3] * 0.8).astype(np.uint8)
    red = tinted(dataclasses.replace(kit, sprite=shaded), Worn(top=RED)).sprite
    assert np.median(red[dark][:, 0]) == pytest.approx(0.8 * np.median(red[coat & ~dark][:, 0]), rel=0.06)
    ink = near(kit.sprite, INK, 12) & (np.arange(coat.shape[0]) > kit.head.chin)[:, None]
    assert luminance(np.median(red[ink][:, :3], axis=0)) < 50


def test_a_mannequin_and_a_back_wear_it_too(kits, red):
    assert distance(red.palette.top, RED) < 30
    assert red.palette.sleeve == red.palette.top
    assert red.palette.skin == kits["ADA"].palette.skin
    middle = red.torso[100:220, 60:200].reshape(-1, 3)
    assert abs(hue(np.median(middle, axis=0)) - hue(RED)) < 0.03
    behind = red.behind[int(red.head.chin + red.head.height * 0.6) : int(red.head.chin + red.head.height)]
    assert abs(hue(np.median(behind[behind[..., 3] > 200][:, :3], axis=0)) - hue(RED)) < 0.03


def test_what_a_prompt_tells_of_one_of_its_people_is_read():
    told = told_of(f"Subjects:\n{LINE}\n- BRAM: on the right. Wears: a blue shirt.", "ADA")
    assert told == Told(
        looks="woman of 36, yellow coat, brown boots",
        wears="red coat, black trousers",
        state="soaked",
        other_clothes=True,
    )
    other = told_of(f"{LINE}\n- BRAM: on the right. Wears: a blue shirt.", "BRAM")
    assert (other.wears, other.other_clothes) == ("a blue shirt", False)
    assert told_of(LINE, "CHIDI") == Told()


def test_a_look_with_its_own_picture_is_left_alone(kits):
    kit, doubt = Wardrobe().dressed(kits["ADA"], Told(wears="red coat"))
    assert kit is kits["ADA"]
    assert not doubt


def test_each_look_is_made_once_and_its_limits_are_said(kits):
    wardrobe, told = Wardrobe(), Told(wears="red coat", other_clothes=True)
    kit, doubt = wardrobe.dressed(kits["ADA"], told)
    assert wardrobe.dressed(kits["ADA"], told)[0] is kit
    assert "tinted" in doubt
    unread, doubt = wardrobe.dressed(kits["ADA"], Told(wears="something borrowed", other_clothes=True))
    assert np.array_equal(unread.sprite, kits["ADA"].sprite)
    assert "no colour" in doubt


def test_rain_darkens_clothes_and_hair_but_not_the_face(kits):
    kit = kits["ADA"]
    wet, _ = Wardrobe().dressed(kit, Told(state="soaked to the skin"))
    for colour in (COAT, HAIR):
        where = near(kit.sprite, colour, 30)
        assert wet.sprite[where][:, :3].mean() < 0.85 * kit.sprite[where][:, :3].mean()
    face = near(kit.sprite, SKIN, 12)
    assert np.abs(wet.sprite[face].astype(int) - kit.sprite[face]).mean() < 1.5


@pytest.mark.parametrize(
    ("injury", "red_there"),
    [("a cut over the left brow", True), ("right arm in a sling", False), ("bandaged head", False)],
)
def test_a_cut_is_red_on_the_side_that_is_told(kits, injury, red_there):
    kit = kits["BRAM"]
    hurt = Wardrobe().dressed(kit, Told(injury=injury))[0].sprite
    blood = near(hurt, (158, 30, 32), 30) & ~near(kit.sprite, (158, 30, 32), 30)
    assert (blood.sum() > 40) == red_there
    if red_there:  # Their left is the picture's right.
        assert np.nonzero(blood)[1].mean() > kit.head.centre
    assert not clothes_of(kit)[blood].any()


def test_the_backend_dresses_people_as_the_prompt_says(make_shot, make_prompt, reference):
    shot = make_shot(Subject(character="ADA", look="city"), size="MS")
    plain, told = (
        PrevisBackend().draw_now(make_prompt(shot, references={"ADA": reference}, size=(384, 216), text=text))
        for text in ("", LINE)
    )
    assert plain.image != told.image
    assert plain.landmarks == told.landmarks
    assert any("tinted" in warning for warning in told.warnings)
    assert not any("tinted" in warning for warning in plain.warnings)
