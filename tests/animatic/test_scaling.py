"""Sub-pixel placement: soft dots are drawn through every frame of a move, and their centres measured."""

import numpy as np
import pytest
from PIL import Image

from storyboard.animatic.moves import view_at
from storyboard.animatic.plate import MovingPlate
from storyboard.animatic.scaling import PlaneScaler, span_for
from storyboard.media import blank_frame, rgb_of
from storyboard.model import Direction, Move, Movement

SOURCE, FRAME = (768, 432), (640, 360)
DOTS = [(x, y) for x in (250.3, 384.7, 520.1) for y in (130.6, 216.2, 300.9)]


def chart() -> np.ndarray:
    y, x = np.mgrid[0 : SOURCE[1], 0 : SOURCE[0]] + 0.5
    ground = np.full((SOURCE[1], SOURCE[0]), 70.0)
    for dot_x, dot_y in DOTS:
        ground += 150 * np.exp(-((x - dot_x) ** 2 + (y - dot_y) ** 2) / 50)
    return np.rint(ground).astype(np.uint8)


def centre_of(plane: np.ndarray, near: tuple[float, float]) -> tuple[float, float]:
    left, top = int(near[0]) - 22, int(near[1]) - 22
    window = plane[top : top + 45, left : left + 45].astype(float) - 70
    y, x = np.mgrid[0:45, 0:45] + 0.5
    weight = np.clip(window, 0, None)
    return left + float((x * weight).sum() / weight.sum()), top + float((y * weight).sum() / weight.sum())


@pytest.mark.parametrize("move", [Move.PUSH, Move.PAN])
def test_a_slow_move_is_smooth_to_a_few_hundredths_of_a_pixel(move):
    scaler, out = PlaneScaler(chart()), np.empty((FRAME[1], FRAME[0]), np.uint8)
    movement, errors = Movement(move=move), []
    for number in range(36):
        view = view_at(movement, number / 35, focus=(0.5, 0.5))
        box = (view.left * SOURCE[0], view.top * SOURCE[1], view.extent * SOURCE[0], view.extent * SOURCE[1])
        scaler.draw(box, out)
        wanted = [((x - box[0]) * FRAME[0] / box[2], (y - box[1]) * FRAME[1] / box[3]) for x, y in DOTS]
        errors.append([np.subtract(centre_of(out, place), place) for place in wanted])
    error = np.array(errors)
    shake = error[2:] - 2 * error[1:-1] + error[:-2]
    assert np.sqrt(np.mean(shake**2)) < 0.03
    assert np.abs(error).max() < 0.12


def test_the_whole_pixel_span_for_a_simple_ratio_is_exact():
    span = span_for(256.0, 640.0, 320, 1152)
    assert span.error == 0
    assert (span.start - 256) * span.scaled + span.skip * span.taken == 0


def test_nothing_from_outside_the_picture_comes_in_at_the_corners():
    plane = np.full((216, 384), 90, np.uint8)
    scaler, out = PlaneScaler(plane), np.empty((180, 320), np.uint8)
    for box in ((0.0, 0.0, 330.3, 185.8), (384 - 330.3, 216 - 185.8, 330.3, 185.8), (0.0, 0.0, 384.0, 216.0)):
        scaler.draw(box, out)
        assert set(np.unique(out)) == {90}


def test_colour_stays_on_its_shape_through_a_move():
    source = (1280, 720)
    picture = Image.new("RGB", source, (40, 40, 40))
    picture.paste((220, 40, 40), (500, 250, 766, 482))
    plate, planes = MovingPlate(picture), blank_frame(FRAME)[1]
    left, top, extent = view = view_at(Movement(move=Move.PUSH, direction=Direction.IN), 0.6, focus=(0.3, 0.6))
    plate.draw(view, planes)
    got = rgb_of(planes).astype(int)
    box = (left * source[0], top * source[1], (left + extent) * source[0], (top + extent) * source[1])
    exact = np.asarray(picture.resize(FRAME, Image.Resampling.BICUBIC, box=box)).astype(int)
    assert np.abs(got - exact).mean() < 2
    # Chroma that is sited wrongly would shift the red by a fifth of a pixel.
    for axis in (0, 1):
        profiles = [redness(frame).sum(axis) for frame in (got, exact)]
        middles = [float(np.average(np.arange(profile.size), weights=profile)) for profile in profiles]
        assert middles[0] == pytest.approx(middles[1], abs=0.06)


def redness(picture: np.ndarray) -> np.ndarray:
    return np.clip(picture[..., 0] - picture[..., 1], 0, None)
