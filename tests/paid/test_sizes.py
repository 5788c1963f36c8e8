from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.errors import InputError
from storyboard.model import FORMATS
from storyboard.paid import legal_size, model_info

MODEL = model_info("gpt-image-2")


@pytest.mark.parametrize(
    ("wanted", "legal"),
    [
        ((1280, 720), (1280, 720)),
        ((1920, 1080), (2048, 1152)),
        ((1080, 1920), (1152, 2048)),
        ((640, 360), (1280, 720)),
        ((800, 600), (960, 720)),
        ((3840, 2160), (3840, 2160)),
        ((5000, 5000), (2880, 2880)),
        ((1998, 1080), (2016, 1088)),
        ((3000, 1000), (3024, 1008)),
    ],
)
def test_a_wanted_size_becomes_the_legal_size_of_its_shape(wanted, legal):
    assert legal_size(wanted, MODEL) == legal


def test_every_format_of_the_bible_is_drawn_at_a_legal_size_as_it_is():
    for fmt in FORMATS.values():
        assert legal_size(fmt.draw, MODEL) == fmt.draw


def test_1920x1080_is_known_to_be_illegal():
    assert not MODEL.sizes.allows((1920, 1080))
    assert not MODEL.sizes.allows((1024, 576))
    assert MODEL.sizes.allows((2048, 1152))


@pytest.mark.parametrize("wanted", [(4000, 1000), (500, 4000), (0, 100), (-5, 5)])
def test_a_shape_that_no_model_draws_is_the_users_error(wanted):
    with pytest.raises(InputError):
        legal_size(wanted, MODEL)


@given(st.integers(256, 3840), st.integers(256, 3840))
def test_whatever_the_bible_allows_gets_a_legal_size_of_nearly_its_shape(width, height):
    if max(width, height) > 3 * min(width, height):
        return
    legal = legal_size((width, height), MODEL)
    rule = MODEL.sizes
    assert legal[0] % 16 == 0
    assert legal[1] % 16 == 0
    assert rule.min_pixels <= legal[0] * legal[1] <= rule.max_pixels
    assert abs((legal[0] / legal[1]) / (width / height) - 1) < 0.02
    if width * height <= 7_000_000 and max(width, height) <= 3600:
        assert legal[0] >= width
        assert legal[1] >= height
