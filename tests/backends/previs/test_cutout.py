"""Cutting figures out of their references."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from storyboard.backends.previs import cutout, read_kit
from storyboard.backends.previs.cutout import cut_out, main_body, spills
from storyboard.backends.previs.reference import load_reference, smaller_jpeg
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


def blotched_ground(seed=3):
    """Grainy, of soft tones, with hard shapes behind and beside the head."""
    random = np.random.default_rng(seed)
    tones = Image.fromarray(random.integers(70, 170, (SIZE[1] // 8, SIZE[0] // 8, 3), dtype=np.uint8))
    ground = tones.resize(SIZE, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(ground)
    for box in ((84, 20, 142, 78), (238, 12, 300, 72), (20, 300, 70, 350), (320, 520, 380, 600)):
        draw.rectangle(box, fill=tuple(int(value) for value in random.integers(30, 220, 3)))
    draw.rectangle((0, 760, *SIZE), fill=(110, 90, 70))
    return ground.filter(ImageFilter.GaussianBlur(2))


@pytest.mark.parametrize("seed", [3, 8])
def test_scraps_of_a_busy_background_are_not_the_figure(truth, seed):
    cut = cut_out(np.asarray(on_ground(figure(), blotched_ground(seed))))
    found = cut.coverage > 0.5
    assert cut.doubtful
    assert overlap(found, truth) > 0.88
    assert not found[:50].any()


def test_floor_and_furniture_do_not_come_along_with_a_figure_on_a_plain_wall(truth):
    ground = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(ground)
    draw.rectangle((0, 740, *SIZE), fill=(150, 124, 96))
    draw.rectangle((2, 200, 34, 760), fill=(60, 110, 90))
    cut = cut_out(np.asarray(on_ground(figure(), ground)))
    assert overlap(cut.coverage > 0.5, truth) > 0.85


def test_what_hangs_on_a_figure_by_a_thread_is_dropped_and_its_head_on_a_thin_neck_is_not():
    body, thread = np.zeros((2, 600, 400), np.uint8)
    body[200:560, 120:280] = 1
    body[60:180, 150:250] = 1  # Head,
    body[180:200, 190:210] = 1  # and a neck thinner than an arm.
    thread[90:94, 250:300] = thread[60:120, 300:360] = 1
    cleaned = main_body((body | thread).astype(np.float32)) > 0.5
    assert overlap(cleaned, body > 0) > 0.97
    assert not cleaned[:, 290:].any()


def test_a_wave_beside_the_head_is_no_spill_and_a_floor_is():
    figure_mask = np.zeros((900, 400), np.float32)
    figure_mask[60:200, 170:230] = figure_mask[200:860, 140:260] = figure_mask[40:300, 300:330] = 1
    assert not spills(figure_mask)
    figure_mask[760:] = 1
    assert spills(figure_mask)


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


FLAT = {
    "one colour": np.full((500, 500, 3), (120, 130, 140), np.uint8),
    "two halves": np.repeat(np.array([[[200, 40, 40]] * 250 + [[20, 30, 200]] * 250], np.uint8), 500, 0),
    "a speck": np.pad(np.zeros((10, 10, 3), np.uint8), ((245, 245), (245, 245), (0, 0)), constant_values=180),
    "narrow": np.full((600, 300, 3), (10, 20, 30), np.uint8),
}


@pytest.mark.parametrize("name", FLAT)
def test_a_flat_picture_is_doubted(name):
    assert cut_out(FLAT[name]).doubtful


def test_a_large_jpeg_is_decoded_at_half_its_size_and_comes_out_upright(tmp_path):
    upright = on_ground(figure()).resize((1480, 3330))
    exif = Image.Exif()
    exif[0x0112] = 3
    path = tmp_path / "large.jpg"
    upright.rotate(180).save(path, exif=exif, quality=92)
    data = smaller_jpeg(path)
    assert data is not None
    assert Image.open(io.BytesIO(data)).size == (740, 1665)
    decoded = load_reference(path)
    small = np.asarray(upright.resize((decoded.shape[1], decoded.shape[0])))
    assert decoded.shape == (1600, 711, 3)
    assert np.abs(decoded.astype(int) - small).mean() < 3


def test_a_large_jpeg_that_is_cut_off_is_still_a_picture_error(tmp_path):
    path = tmp_path / "large.jpg"
    on_ground(figure()).resize((1480, 3330)).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(PictureError):
        load_reference(path)
