"""What is learnt of a reference."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.kit import build_kit, read_kit
from storyboard.backends.previs.shelf import KitShelf
from storyboard.backends.previs.stand_in import stand_in

from .conftest import COAT, HAIR, HEAD, INK, LEGS, SKIN, figure, on_ground


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


def long_haired(bust=False):
    """Blonde hair over both shoulders, in front of a red coat."""
    blonde, coat = (214, 168, 74), (150, 36, 60)
    sheet = figure(hair=blonde, coat=coat, bust=bust)
    draw = ImageDraw.Draw(sheet)
    for side in (-1, 1):
        draw.rounded_rectangle((200 + side * 56 - 17, 100, 200 + side * 56 + 17, 350), 14, fill=blonde)
    return sheet, blonde, coat


def test_hair_over_the_shoulders_stays_long_on_the_head_and_leaves_the_chest():
    sheet, blonde, coat = long_haired()
    kit = build_kit(np.asarray(on_ground(sheet)), "BEA")
    front, size = kit.front, kit.head.height
    below = front.pixels[int(front.chin + 0.5 * size) :]
    shown = below[below[..., 3] > 128][:, :3].astype(float)
    assert len(below) > 0.3 * size
    assert distance(np.median(shown, axis=0), blonde) < 30
    throat = front.pixels[int(front.chin + 0.3 * size), int(front.axis), 3]
    assert throat < 128  # No patch under the chin.
    away = np.linalg.norm(kit.torso.astype(float) - coat, axis=2)
    assert (away < 60).mean() > 0.85


def test_short_hair_ends_with_the_head(kit):
    assert len(kit.front.pixels) - kit.front.chin < 0.25 * kit.head.height
    assert not kit.hair[int(kit.head.chin + 0.1 * kit.head.height) :].any()


def test_the_chest_of_a_bust_is_its_garment_and_not_its_neckline():
    sheet = figure(bust=True)
    draw = ImageDraw.Draw(sheet)
    draw.chord((150, 160, 250, 340), 0, 180, fill=SKIN)
    kit = build_kit(np.asarray(on_ground(sheet)), "SAM")
    assert not kit.full
    assert distance(kit.palette.top, COAT) < 12
    rows = len(kit.torso)
    lower = kit.torso[int(0.5 * rows) :].reshape(-1, 3).astype(float)
    assert (np.linalg.norm(lower - COAT, axis=1) < 40).mean() > 0.97
    skin = np.linalg.norm(kit.torso.astype(float) - SKIN, axis=2) < 30
    assert np.flatnonzero(skin.mean(1) > 0.1).max(initial=0) < 0.35 * rows


def test_trousers_nobody_has_seen_are_dark_and_nearly_grey():
    leg = build_kit(np.asarray(on_ground(figure(bust=True))), "SAM").palette.leg
    assert max(leg) < 0.6 * max(COAT)
    assert max(leg) - min(leg) < 0.3 * (max(COAT) - min(COAT))


def test_a_bust_has_a_back_below_its_picture():
    kit = build_kit(np.asarray(on_ground(figure(bust=True))), "SAM")
    assert len(kit.behind) > len(kit.sprite) + 0.5 * kit.head.height
    assert (kit.behind[-1, :, 3] > 128).sum() > kit.head.width


def test_a_standing_child_of_two_heads_is_dressed_in_its_own_colours_and_not_told_to_stand():
    sheet = Image.new("RGBA", (420, 620), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((140, 270, 280, 480), 30, fill=COAT, outline=INK, width=4)
    for side in (-1, 1):
        draw.rectangle((210 + side * 36 - 22, 470, 210 + side * 36 + 22, 580), fill=LEGS, outline=INK, width=4)
        draw.ellipse((210 + side * 40 - 32, 566, 210 + side * 40 + 32, 606), fill=(120, 50, 40), outline=INK, width=4)
        draw.rounded_rectangle(
            (210 + side * 92 - 20, 290, 210 + side * 92 + 20, 430), 16, fill=COAT, outline=INK, width=4
        )
    draw.ellipse((70, 20, 350, 290), fill=SKIN, outline=INK, width=5)
    draw.pieslice((64, 14, 356, 250), 180, 360, fill=HAIR)
    for side in (-1, 1):
        draw.ellipse((210 + side * 60 - 18, 160, 210 + side * 60 + 18, 210), fill=INK)
    kit = build_kit(np.asarray(sheet.crop(sheet.getbbox())), "KIM")  # Trimmed to its feet.
    assert kit.full
    assert kit.doubtful == ""
    assert 2.0 < kit.heads_tall < 2.4
    palette = kit.palette
    for read, drawn in ((palette.skin, SKIN), (palette.top, COAT), (palette.sleeve, COAT), (palette.leg, LEGS)):
        assert distance(read, drawn) < 12


def test_without_neck_and_eyes_the_message_says_what_was_looked_for():
    sheet = Image.new("RGBA", (300, 900), (0, 0, 0, 0))
    ImageDraw.Draw(sheet).rounded_rectangle((90, 40, 210, 860), 50, fill=COAT)
    doubt = build_kit(np.asarray(sheet), "POST").doubtful
    assert "eyes" in doubt
    assert "standing" not in doubt


def test_a_figure_lost_in_its_background_is_its_head_on_a_body_in_its_colours():
    # The ground has the coat's and the trousers' colours: nothing can tell them apart.
    ground = Image.new("RGB", (400, 900), COAT)
    draw = ImageDraw.Draw(ground)
    for row in range(0, 900, 60):
        draw.rectangle((0, row, 400, row + 30), fill=LEGS)
    for column in range(0, 400, 70):
        draw.rectangle((column, 0, column + 26, 900), fill=HAIR)
    kit = build_kit(np.asarray(on_ground(figure(), ground)), "DEV")
    assert kit.method == "redrawn"
    assert "drawn body" in kit.doubtful
    assert kit.full
    assert 6.5 < kit.heads_tall < 7.5
    palette = kit.palette
    assert distance(palette.skin, SKIN) < 15
    assert distance(palette.top, COAT) < 15
    face = kit.front.pixels[int((kit.head.eyes + kit.head.chin) / 2 - kit.head.top + kit.front.top)]
    middle = face[int(kit.front.axis - 40) : int(kit.front.axis - 20), :3]
    assert distance(np.median(middle.astype(float), axis=0), SKIN) < 40
    assert (kit.sprite[0, :, 3] == 0).all()


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


def test_a_picture_of_nobody_gives_a_neutral_figure_in_its_colours():
    # A cup on a table, as far as colours go.
    picture = Image.new("RGB", (480, 360), (150, 90, 50))
    draw = ImageDraw.Draw(picture)
    for row in range(0, 360, 24):
        draw.line((0, row, 480, row + 18), fill=(120 + row % 60, 70, 40), width=7)
    draw.ellipse((150, 120, 330, 300), fill=(200, 60, 30))
    kit = build_kit(np.asarray(picture), "NOBODY")
    assert kit.method == "stand-in"
    assert kit.doubtful.startswith("No person was recognised")
    assert kit.full
    assert distance(kit.palette.top, (200, 60, 30)) < 15
    face = kit.front.pixels
    assert distance(np.median(face[int(0.6 * len(face)), :, :3].astype(float), axis=0), (214, 202, 190)) < 30


def test_what_comes_along_beside_a_figure_is_no_reason_to_trust_a_guess():
    ground = Image.fromarray(np.random.default_rng(2).integers(60, 200, (90, 40, 3), dtype=np.uint8)).resize((400, 900))
    kit = build_kit(np.asarray(on_ground(figure(), ground)), "ADA")
    assert kit.doubtful
    assert kit.method in {"guess", "redrawn"}
