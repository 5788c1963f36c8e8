"""What a tool takes, and what of the film follows from it."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from storyboard.bundles import Target, load_target
from storyboard.bundles.compose import Composer
from storyboard.model import Silence


def test_generic_keeps_the_films_own_size_and_rate(film):
    generic = load_target("generic")
    assert generic.canvas_for(film) == (1280, 720)
    assert generic.fps_for(film) == Fraction(24)


def test_a_tool_with_its_own_canvas_and_rate_gets_them_and_the_plan_is_kept(film):
    tool = Target(name="t", title="T", canvas="832x480", fps="16", end_frames=False, negative_prompts=False)
    composer = Composer(film, tool, created="", progress=Silence())
    names = [name for name, _ in composer.files()]
    shot = composer.manifest.shots[0]
    assert (shot.start.width, shot.start.height) == (832, 480)
    assert (shot.duration_frames, shot.planned_frames, shot.planned_seconds) == (56, 84, 3.5)
    assert shot.end is None
    assert "shots/001_s001_0010/end.png" not in names
    assert shot.negative_prompt == ""


@pytest.mark.parametrize("fields", [{"canvas": "wide"}, {"canvas": "1280x"}, {"fps": "fast"}, {"limits": 3}])
def test_a_target_that_makes_no_sense_is_refused(fields):
    with pytest.raises(ValidationError):
        Target.model_validate({"name": "t", "title": "T", **fields})
