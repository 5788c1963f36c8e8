"""Light on figures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.light import DAYLIGHT, lay_figure
from storyboard.model import TimeOfDay

YELLOW = (232, 178, 44)


def lit(hour: TimeOfDay) -> np.ndarray:
    """The middle of a yellow figure laid into a grey picture at an hour out of doors."""
    canvas, layer = Canvas((160, 120)), Canvas((160, 120), (40, 20, 120, 110))
    canvas.fill((120, 120, 120))
    layer.polygon([(50, 30), (110, 30), (110, 100), (50, 100)], YELLOW)
    daylight = DAYLIGHT[hour]
    lay_figure(
        canvas,
        layer,
        factors=daylight.outside,
        sun=daylight.sun,
        rim=daylight.rim,
        rim_strength=daylight.rim_strength,
        shade=0.0,
    )
    return canvas.pixels[55:75, 70:90].reshape(-1, 3).astype(float).mean(0)


def chroma(colour):
    lab = cv2.cvtColor(np.array([[colour]]).clip(0, 255).astype(np.uint8), cv2.COLOR_RGB2LAB)[0, 0].astype(float)
    return float(np.hypot(lab[1] - 128, lab[2] - 128))


def test_by_day_a_figure_keeps_its_colours():
    assert np.abs(lit(TimeOfDay.DAY) - YELLOW).max() <= 3


@pytest.mark.parametrize("hour", [TimeOfDay.DAWN, TimeOfDay.DUSK, TimeOfDay.NIGHT])
def test_other_hours_take_more_from_a_figure_than_from_its_set(hour):
    set_light = np.asarray(YELLOW) * DAYLIGHT[hour].outside
    assert lit(hour).mean() < 0.99 * set_light.mean()


def test_colours_fade_and_turn_blue_at_night():
    by_day, by_night = lit(TimeOfDay.DAY), lit(TimeOfDay.NIGHT)
    assert chroma(by_night) < 0.6 * chroma(by_day)
    assert by_night[2] / by_night[0] > 1.6 * by_day[2] / by_day[0]
