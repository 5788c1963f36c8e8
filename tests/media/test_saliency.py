from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from storyboard.errors import PictureError
from storyboard.media import Glance, crop_for, decode_picture, glance_at, png_bytes, point_of_interest


def figure(size: tuple[int, int], head: tuple[int, int, int, int], ground: str) -> Image.Image:
    picture = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = head
    draw.ellipse(head, fill=(222, 180, 150), outline="black", width=4)
    for eye in (0.35, 0.65):
        centre, row = left + (right - left) * eye, top + (bottom - top) * 0.45
        draw.ellipse((centre - 5, row - 5, centre + 5, row + 5), fill="black")
    draw.rectangle((left - 40, bottom + 20, right + 40, size[1]), fill=(40, 60, 120), outline="black", width=4)
    return picture


@pytest.mark.parametrize("ground", ["white", "grey", "darkgreen"])
def test_the_face_of_a_full_figure_is_found(ground):
    head = (300, 100, 400, 230)
    x, y = point_of_interest(figure((700, 1600), head, ground))
    assert 260 / 700 < x < 440 / 700
    assert 60 / 1600 < y < 270 / 1600


def test_a_tall_picture_cropped_wide_keeps_the_head():
    picture = figure((700, 1600), (300, 100, 400, 230), "white")
    crop = crop_for(picture.size, (1280, 720), point_of_interest(picture))
    assert crop.top <= 100
    assert crop.top + crop.height >= 230


@pytest.mark.parametrize("size", [(16, 16), (16, 128), (4000, 500)])
def test_any_picture_has_a_point(size):
    x, y = point_of_interest(Image.new("RGB", size, "white"))
    assert 0 <= x <= 1
    assert 0 <= y <= 1


def test_it_is_the_same_every_time():
    picture = figure((300, 500), (120, 60, 170, 130), "white")
    assert point_of_interest(picture) == point_of_interest(picture.copy())


def test_a_picture_that_was_glanced_at_is_not_decoded_again_and_says_the_same():
    data = png_bytes(figure((300, 500), (120, 60, 170, 130), "white"))
    first = glance_at(data, name="a")
    assert first == Glance((300, 500), point_of_interest(decode_picture(data, name="a")))
    assert glance_at(bytes(bytearray(data)), name="b") is first


def test_a_broken_picture_is_said_to_be_broken_every_time():
    data = png_bytes(figure((300, 500), (120, 60, 170, 130), "grey"))
    for _ in range(2):
        with pytest.raises(PictureError, match="cut off"):
            glance_at(data[: len(data) // 2], name="half")
