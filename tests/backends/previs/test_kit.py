"""What is learnt of a reference."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.kit import KitShelf, build_kit, read_kit
from storyboard.backends.previs.stand_in import stand_in

from .conftest import COAT, HAIR, HEAD, LEGS, SKIN, figure, on_ground


@pytest.fixture
def reference(tmp_path):
    """Small, for tests of keeping."""
    path = tmp_path / "ada.png"
    on_ground(figure(looks=1, bust=True)).resize((100, 105)).save(path)
    return path


@pytest.fixture(scope="module")
def kit():
    return build_kit(np.asarray(on_ground(figure())), "ADA")


def test_the_head_is_found_between_crown_and_neck(kit):
    drawn = (HEAD[1] - HEAD[0]) / (860 - 56)
    assert kit.head.sure
    assert kit.head.height / kit.sprite.shape[0] == pytest.approx(drawn, rel=0.1)


def test_the_eyes_are_found(kit):
    share = (kit.head.eyes - kit.head.top) / kit.head.height
    assert share == pytest.approx((140 - HEAD[0]) / (HEAD[1] - HEAD[0]), abs=0.08)


@pytest.mark.parametrize("looks", [-1, 1])
def test_the_gaze_is_read_from_where_the_features_are(looks):
    kit = build_kit(np.asarray(on_ground(figure(looks=looks))), "ADA")
    assert np.sign(kit.head.looks) == looks
    assert abs(kit.head.looks) > 0.3


def test_a_face_that_looks_at_us_has_no_gaze(kit):
    assert abs(kit.head.looks) < 0.25


def test_the_costume_is_read_where_clothes_are(kit):
    palette = kit.palette
    found = (palette.skin, palette.hair, palette.top, palette.sleeve, palette.leg)
    for read, drawn in zip(found, (SKIN, HAIR, COAT, COAT, LEGS), strict=True):
        assert distance(read, drawn) < 12


def test_a_full_figure_and_a_bust_are_told_apart(kit):
    bust = build_kit(np.asarray(on_ground(figure(bust=True))), "ADA")
    assert kit.full
    assert not bust.full


def test_the_back_of_the_head_shows_hair_instead_of_a_face(kit):
    rows, columns = kit.back.pixels.shape[:2]
    middle = kit.back.pixels[int(rows * 0.45) : int(rows * 0.6), int(columns * 0.4) : int(columns * 0.6)]
    assert distance(np.median(middle[..., :3].reshape(-1, 3), axis=0), SKIN) > 90


def test_a_turned_head_keeps_its_outline(kit):
    turned, _ = kit.turned(1.0)
    assert (turned[..., 3] > 128).sum() == pytest.approx((kit.sprite[..., 3] > 128).sum(), rel=0.01)
    assert not np.array_equal(turned, kit.sprite)


@pytest.mark.parametrize("size", [(32, 64), (64, 64), (1200, 300)])
def test_pictures_of_any_shape_give_a_kit(size):
    picture = on_ground(figure()).resize(size)
    kit = build_kit(np.asarray(picture), "ADA")
    assert kit.sprite.ndim == 3
    assert kit.front.pixels.shape[2] == 4


def test_a_blank_picture_gives_a_doubtful_kit():
    assert build_kit(np.full((200, 120, 3), 128, np.uint8), "ADA").doubtful


@pytest.mark.parametrize("mode", ["L", "P", "CMYK"])
def test_colour_modes_make_no_difference_to_reading(tmp_path, mode):
    path = tmp_path / ("ada.jpg" if mode == "CMYK" else "ada.png")
    on_ground(figure()).convert(mode).save(path)
    assert read_kit(path).full


def test_a_kept_kit_is_the_kit_that_was_made(tmp_path, reference):
    made = KitShelf(tmp_path / "cache").kit(reference, "ADA")
    kept = KitShelf(tmp_path / "cache").kit(reference, "ADA")
    assert np.array_equal(kept.sprite, made.sprite)
    assert (kept.head, kept.palette, kept.full, kept.doubtful) == (made.head, made.palette, made.full, made.doubtful)


@pytest.mark.parametrize("ending", [".png", ".json"])
@pytest.mark.parametrize("damage", [b"", b"{}"])
def test_a_broken_cache_is_made_again(tmp_path, reference, ending, damage):
    folder = tmp_path / "cache"
    made = KitShelf(folder).kit(reference, "ADA")
    (file,) = folder.glob(f"*{ending}")
    file.write_bytes(damage)
    assert np.array_equal(KitShelf(folder).kit(reference, "ADA").sprite, made.sprite)
    assert file.read_bytes() != damage


def test_a_kept_kit_is_not_made_again(tmp_path, reference):
    folder = tmp_path / "cache"
    KitShelf(folder).kit(reference, "ADA")
    (file,) = folder.glob("*.json")
    before = file.stat().st_mtime_ns
    Image.new("RGB", (64, 64)).save(reference.with_name("other.png"))
    KitShelf(folder).kit(reference, "ADA")
    assert file.stat().st_mtime_ns == before


def test_stand_ins_of_two_names_differ_and_of_one_name_do_not():
    assert np.array_equal(stand_in("EVE").sprite, stand_in.__wrapped__("EVE").sprite)
    assert distance(stand_in("EVE").palette.top, stand_in("ADAM").palette.top) > 15
