"""Clean colour, ink and wash, pencil."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import PrevisBackend, draw_frame
from storyboard.backends.previs.finish import finished
from storyboard.backends.previs.light import vignette
from storyboard.model import Subject

FINISHES = ("ink", "pencil")


@pytest.fixture(scope="module")
def pixels(kits):
    """A person before a set, large enough that lines are lines."""
    from storyboard.model import FramePrompt, Shot, Slot, Source

    shot = Shot(
        id="s001_0010",
        scene="s001",
        source=Source(file="f", line=1, line_end=1),
        interior="EXT",
        location="CLIFF PATH",
        size="MS",
        subjects=(Subject(character="ADA"),),
        duration_frames=24,
    )
    return draw_frame(FramePrompt(slot=Slot.shot("s001_0010"), text="", size=(1152, 648), shot=shot), kits)[0]


def chroma(pixels):
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(float)
    return float(np.hypot(lab[..., 1] - 128, lab[..., 2] - 128).mean())


def test_clean_is_the_drawing_itself(pixels):
    assert finished(pixels, "clean") is pixels


@pytest.mark.parametrize("finish", FINISHES)
def test_a_finish_has_less_colour_and_lies_on_light_paper(pixels, finish):
    drawn = finished(pixels, finish)
    assert drawn.shape == pixels.shape
    assert chroma(drawn) < 0.6 * chroma(pixels)
    assert np.percentile(drawn, 97) > 220
    assert drawn.std() > 25


@pytest.mark.parametrize("finish", FINISHES)
def test_dark_places_stay_darker_than_light_ones(pixels, finish):
    before, after = (
        cv2.resize(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), (24, 14), interpolation=cv2.INTER_AREA).ravel().astype(float)
        for one in (pixels, finished(pixels, finish))
    )
    assert np.corrcoef(before, after)[0, 1] > 0.85


def test_ink_and_wash_is_cooler_than_its_paper(pixels):
    drawn = finished(pixels, "ink").astype(int)
    tone = drawn.mean(2)
    washed = drawn[(tone > 90) & (tone < 200)]
    assert washed[:, 2].mean() > washed[:, 0].mean() + 8


def test_only_pencil_hatches(pixels):
    def stripes(picture):
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        return float(np.abs(grey - cv2.blur(grey, (7, 7))).mean())

    assert stripes(finished(pixels, "pencil")) > 1.8 * max(stripes(pixels), stripes(finished(pixels, "ink")))


@pytest.mark.parametrize("finish", FINISHES)
def test_a_finish_is_the_same_every_time(pixels, finish):
    assert np.array_equal(finished(pixels, finish), finished(pixels, finish))


def test_no_two_finishes_are_alike(pixels):
    drawn = [cv2.resize(finished(pixels, finish), (144, 81)).astype(int) for finish in ("clean", *FINISHES)]
    for first, second in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(drawn[first] - drawn[second]).mean() > 8


@pytest.mark.parametrize("finish", FINISHES)
@pytest.mark.parametrize(("board", "letters"), [((34, 44, 52), (240, 238, 230)), ((232, 226, 210), (60, 50, 48))])
def test_words_on_a_sign_can_be_read_in_every_finish(finish, board, letters):
    sheet = np.full((324, 576, 3), 150, np.uint8)
    sheet[90:210, 120:460] = board
    cv2.putText(sheet, "OPEN", (170, 175), cv2.FONT_HERSHEY_SIMPLEX, 2.4, letters, 8, cv2.LINE_AA)
    written = (np.abs(sheet.astype(int) - letters).max(2) < 20)[90:210, 120:460]
    drawn = cv2.cvtColor(finished(sheet, finish), cv2.COLOR_RGB2GRAY)[90:210, 120:460].astype(float)
    apart = abs(drawn[written].mean() - drawn[~written].mean())
    assert apart > 90
    assert apart > 2 * max(drawn[written].std(), drawn[~written].std())


@pytest.mark.parametrize("finish", FINISHES)
def test_night_stays_darker_than_day(pixels, finish):
    night = (pixels * 0.35).astype(np.uint8)
    assert finished(night, finish).mean() < 0.85 * finished(pixels, finish).mean()


@pytest.mark.parametrize("finish", FINISHES)
def test_the_dark_corners_of_a_picture_leave_no_rings(finish):
    wall = cv2.multiply(np.full((324, 576, 3), 190, np.uint8), vignette(576, 324), scale=1 / 255)
    tone = cv2.blur(cv2.cvtColor(finished(wall, finish), cv2.COLOR_RGB2GRAY), (25, 25)).astype(float)
    assert np.ptp(tone[20:-20, 20:-20]) < 26


@pytest.mark.parametrize("size", [(256, 256), (864, 1536), (257, 301)])
@pytest.mark.parametrize("finish", FINISHES)
def test_every_shape_can_be_finished(size, finish):
    drawn = finished(np.full((size[1], size[0], 3), 90, np.uint8), finish)
    assert drawn.shape == (size[1], size[0], 3)


def test_the_backend_says_its_finish_only_when_it_has_one(make_shot, make_prompt):
    prompt = make_prompt(make_shot(location="KITCHEN"), size=(320, 256))
    clean, inked = PrevisBackend(), PrevisBackend(finish="ink")
    assert "finish" not in clean.parameters(prompt)
    assert inked.parameters(prompt)["finish"] == "ink"
    first, second = clean.draw_now(prompt), inked.draw_now(prompt)
    assert first.image != second.image
    assert first.landmarks == second.landmarks
    assert second.parameters["finish"] == "ink"
