from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from storyboard.media import crop_for, fit_to

SIDES = st.integers(16, 4000)
FRACTIONS = st.floats(-0.5, 1.5)


def columns(width: int, height: int) -> Image.Image:
    """Grey that rises from left to right and red that rises from top to bottom."""
    x = np.linspace(0, 255, width)[None, :].repeat(height, axis=0)
    y = np.linspace(0, 255, height)[:, None].repeat(width, axis=1)
    return Image.fromarray(np.stack([y, x, x], axis=2).round().astype(np.uint8))


@pytest.mark.parametrize("canvas", [(1280, 720), (720, 1280), (960, 960), (101, 57), (16, 16)])
@pytest.mark.parametrize("size", [(1536, 864), (640, 480), (31, 200)])
def test_the_canvas_is_filled_exactly(size, canvas):
    picture, crop = fit_to(columns(*size), canvas)
    assert picture.size == canvas
    assert crop.width / crop.height == pytest.approx(canvas[0] / canvas[1])


def test_a_picture_that_fits_is_given_back_untouched():
    picture = columns(64, 36)
    fitted, crop = fit_to(picture, (64, 36))
    assert fitted is picture
    assert (crop.left, crop.top, crop.width, crop.height, crop.scale) == (0, 0, 64, 36, 1)


def test_the_same_shape_is_scaled_whole():
    crop = crop_for((1536, 864), (1280, 720))
    assert (crop.left, crop.top, crop.width, crop.height) == (0, 0, 1536, 864)
    assert not crop.enlarges


def test_the_crop_is_central_by_default():
    crop = crop_for((1000, 500), (500, 500))
    assert (crop.left, crop.top, crop.width, crop.height) == (250, 0, 500, 500)


@pytest.mark.parametrize(
    ("focus", "left"), [((0.0, 0.5), 0), ((0.3, 0.5), 50), ((0.5, 0.0), 250), ((0.9, 0.5), 500), ((7.0, 0.5), 500)]
)
def test_the_crop_follows_the_focus_as_far_as_the_picture_goes(focus, left):
    assert crop_for((1000, 500), (500, 500), focus).left == left


def test_a_small_picture_is_enlarged_and_says_so():
    crop = crop_for((100, 100), (200, 200))
    assert crop.enlarges
    assert crop.scale == 2


def test_the_pixels_come_from_the_box():
    picture, crop = fit_to(columns(400, 100), (100, 100), (0.75, 0.5))
    assert (crop.left, crop.width) == (250, 100)
    left, right = picture.getpixel((2, 50))[1], picture.getpixel((97, 50))[1]
    assert left == pytest.approx(255 * 252 / 399, abs=3)
    assert right == pytest.approx(255 * 347 / 399, abs=3)


@given(st.tuples(SIDES, SIDES), st.tuples(SIDES, SIDES), st.tuples(FRACTIONS, FRACTIONS))
def test_any_crop_lies_inside_the_picture_and_has_the_shape_of_the_canvas(size, canvas, focus):
    crop = crop_for(size, canvas, focus)
    assert crop.left >= 0
    assert crop.top >= 0
    assert crop.left + crop.width <= size[0] + 1e-6
    assert crop.top + crop.height <= size[1] + 1e-6
    assert crop.width * crop.scale == pytest.approx(canvas[0], abs=1e-6)
    assert crop.height * crop.scale == pytest.approx(canvas[1], abs=1e-6)
    assert crop.width == pytest.approx(size[0]) or crop.height == pytest.approx(size[1]), "no more is cut than must be"


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(16, 300), st.integers(16, 300)),
    st.tuples(st.integers(16, 300), st.integers(16, 300)),
    st.tuples(FRACTIONS, FRACTIONS),
)
def test_any_picture_can_be_fitted(size, canvas, focus):
    assert fit_to(Image.new("RGB", size), canvas, focus)[0].size == canvas
