import numpy as np
import pytest

from storyboard.animatic import as_clip
from storyboard.animatic.clip import FilmPainter
from storyboard.animatic.plan import plan_segments
from storyboard.model import Move, Movement


def test_moviepy_gets_the_painters_own_frames(timeline_of):
    timeline = timeline_of({"movement": Movement(move=Move.PUSH)}, {"duration_frames": 12})
    clip, film = as_clip(timeline), FilmPainter(plan_segments(timeline))
    assert clip.size == (256, 144)
    assert clip.duration == pytest.approx(36 / 24)
    assert clip.fps == 24
    for number in (0, 7, 23, 24, 35, 5):
        frame = clip.get_frame(number / 24)
        assert (frame == film.frame(number)).all()
    assert not (clip.get_frame(0) == clip.get_frame(10 / 24)).all()


def test_a_frame_has_the_colours_of_its_picture(timeline_of):
    from PIL import Image

    timeline = timeline_of({})
    Image.new("RGB", (320, 180), (200, 60, 30)).save(timeline.clips[0].start_take.path)
    frame = as_clip(timeline).get_frame(0.5)
    assert np.abs(frame.astype(int) - (200, 60, 30)).max() <= 3
