from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFilter

from storyboard.media import compare_pictures, comparison

SIZE = (480, 270)


@pytest.fixture(scope="module")
def scene() -> Image.Image:
    picture = Image.new("RGB", SIZE, (120, 140, 160))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 180, 480, 270), fill=(90, 100, 60))
    draw.ellipse((200, 60, 280, 160), fill=(220, 180, 150))
    draw.rectangle((190, 150, 290, 270), fill=(210, 170, 40))
    return picture


def _with(scene: Image.Image, box: tuple[int, int, int, int], fill: str) -> Image.Image:
    other = scene.copy()
    ImageDraw.Draw(other).rectangle(box, fill=fill)
    return other


def test_the_same_picture_does_not_differ(scene):
    same = compare_pictures(scene, scene.copy())
    assert (same.share, same.outside, same.areas) == (0, 0, ())
    assert str(same) == "nothing visible differs"


def test_a_shimmer_and_a_shift_of_a_pixel_are_no_difference(scene):
    shimmer = Image.blend(scene, Image.effect_noise(SIZE, 40).convert("RGB"), 0.03)
    shifted = scene.transform(SIZE, Image.Transform.AFFINE, (1, 0, 1, 0, 1, 0))
    for other in (shimmer.filter(ImageFilter.GaussianBlur(0.6)), shifted):
        assert compare_pictures(scene, other).share < 0.004


def test_a_changed_coat_is_found_where_it_is(scene):
    found = compare_pictures(scene, _with(scene, (190, 150, 290, 270), "red"))
    assert found.share == pytest.approx(100 * 120 / (480 * 270), rel=0.1)
    assert found.outside == 0
    assert found.areas[0].where == "lower"


def test_what_changed_elsewhere_is_told_apart(scene):
    drifted = _with(_with(scene, (190, 150, 290, 270), "red"), (400, 10, 460, 60), "black")
    found = compare_pictures(scene, drifted)
    assert [area.where for area in found.areas] == ["lower", "upper right"]
    assert found.outside == pytest.approx(60 * 50 / (480 * 270), rel=0.15)
    assert "elsewhere" in str(found)


def test_with_a_mask_everything_beyond_it_counts_as_outside(scene):
    cover = Image.new("L", SIZE, 0)
    ImageDraw.Draw(cover).rectangle((390, 0, 480, 70), fill=255)
    drifted = _with(_with(scene, (190, 150, 290, 270), "red"), (400, 10, 460, 60), "black")
    found = compare_pictures(scene, drifted, cover)
    assert found.outside == pytest.approx(100 * 120 / (480 * 270), rel=0.1)


def test_a_picture_drawn_anew_has_no_outside_to_be_spared(scene):
    found = compare_pictures(scene, Image.effect_noise(SIZE, 200).convert("RGB"))
    assert found.share > 0.8
    assert found.outside > 0.8


def test_the_sheet_shows_before_after_and_where(scene):
    other = _with(scene, (190, 150, 290, 270), "red")
    sheet = comparison(scene, other, compare_pictures(scene, other))
    assert sheet.width > 3 * SIZE[0]
    middle = sheet.getpixel((2 * (SIZE[0] + 6) + 240, 220))
    corner = sheet.getpixel((2 * (SIZE[0] + 6) + 20, 20))
    assert sum(middle) > sum(corner) + 150
