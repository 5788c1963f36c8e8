"""Cutting figures out of their references."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from storyboard.backends.previs import cutout, read_kit
from storyboard.backends.previs.cutout import cut_out
from storyboard.errors import PictureError

from .conftest import GROUND, SIZE, figure, on_ground, overlap


def busy_ground() -> Image.Image:
    random = np.random.default_rng(4)
    return Image.fromarray(random.integers(0, 255, (SIZE[1], SIZE[0], 3), dtype=np.uint8)).filter(
        ImageFilter.GaussianBlur(3)
    )


def test_transparency_is_taken_as_it_is(truth):
    cut = cut_out(np.asarray(figure()))
    assert cut.method == "transparency"
    assert cut.doubtful == ""
    assert overlap(cut.coverage > 0.5, truth) == 1.0


@pytest.mark.parametrize("ground", [(255, 255, 255), GROUND, (70, 130, 160), (20, 22, 26)])
def test_a_figure_on_a_plain_colour_is_found_to_the_pixel(truth, ground):
    cut = cut_out(np.asarray(on_ground(figure(), ground)))
    assert cut.method == "plain background"
    assert cut.doubtful == ""
    assert overlap(cut.coverage > 0.5, truth) > 0.95


def test_a_figure_on_a_gentle_gradient_is_found(truth):
    rows = np.linspace(150, 235, SIZE[1]).astype(np.uint8)[:, None, None]
    ground = Image.fromarray(np.ascontiguousarray(np.broadcast_to(rows, (SIZE[1], SIZE[0], 3))))
    assert overlap(cut_out(np.asarray(on_ground(figure(), ground))).coverage > 0.5, truth) > 0.95


def test_a_shadow_on_the_floor_is_not_the_figure(truth):
    ground = Image.new("RGB", SIZE, GROUND)
    ImageDraw.Draw(ground).ellipse((70, 835, 330, 890), fill=(190, 192, 189))
    ground = ground.filter(ImageFilter.GaussianBlur(6))
    cut = cut_out(np.asarray(on_ground(figure(), ground)))
    assert overlap(cut.coverage > 0.5, truth) > 0.93


def test_a_busy_background_is_said_to_be_doubtful():
    cut = cut_out(np.asarray(on_ground(figure(), busy_ground())))
    assert "plain" in cut.doubtful


def test_an_empty_picture_is_said_to_be_doubtful():
    assert cut_out(np.full((300, 200, 3), 200, np.uint8)).doubtful


def test_the_cutout_of_a_file_is_a_transparent_picture_of_its_size(reference, truth):
    picture = cutout(reference)
    assert (picture.mode, picture.size) == ("RGBA", SIZE)
    assert overlap(np.asarray(picture.getchannel("A")) > 128, truth) > 0.95
    assert read_kit(reference).doubtful == ""


def test_a_file_that_is_no_picture_is_the_users_error(tmp_path):
    path = tmp_path / "mara.png"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(PictureError, match=r"mara\.png"):
        cutout(path)
