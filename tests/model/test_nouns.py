from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from storyboard.model import Bible, Clip, Head, Landmarks, Movement, Shot, ShotList, ShotLock, Source, Subject, Timeline


def shot(shot_id: str = "s001_0010", **fields: object) -> Shot:
    given = {"scene": "s001", "source": Source(file="a", line=1, line_end=1), "duration_frames": 48}
    return Shot(id=shot_id, **{**given, **fields})


@pytest.mark.parametrize("shot_id", ["s001_0010", "s012A_0010", "s1234_12345", "s001AB_0015"])
def test_shot_ids_are_scene_and_number(shot_id):
    assert shot(shot_id).id == shot_id


@pytest.mark.parametrize(
    "shot_id", ["", "s1_0010", "s001_010", "s001a_0010", "S001_0010", "s001_0010\n", "../s001_0010", "s001_0010/x"]
)
def test_other_shot_ids_are_refused(shot_id):
    with pytest.raises(ValidationError):
        shot(shot_id)


@pytest.mark.parametrize("frames", [0, -1, 1.5, "long"])
def test_a_shot_lasts_whole_frames_and_at_least_one(frames):
    with pytest.raises(ValidationError):
        shot(duration_frames=frames)


def test_a_misspelt_field_is_refused_and_a_shot_cannot_be_changed():
    with pytest.raises(ValidationError):
        shot(durration=3)
    with pytest.raises(ValidationError):
        shot().note = "new"


def test_only_those_on_screen_are_visible():
    seen, heard = Subject(character="A"), Subject(character="B", on_screen=False)
    assert shot(subjects=(heard, seen)).visible == (seen,)


def test_seconds_follow_the_frame_rate():
    assert shot(duration_frames=24).seconds(Fraction(24000, 1001)) == pytest.approx(1.001)


def test_a_move_reads_as_words():
    assert str(Movement(move="pan", direction="left")) == "pan left"
    assert str(Movement()) == "static"


def test_a_shot_list_knows_its_shots():
    listed = ShotList(shots=(shot(), shot("s001_0020")))
    assert listed.shot("s001_0020").id == "s001_0020"
    with pytest.raises(KeyError):
        listed.shot("s001_0030")


def test_a_lock_keeps_keys_that_a_newer_program_wrote():
    lock = ShotLock.model_validate({"schema": 1, "shots": [], "from_the_future": {"a": 1}})
    assert lock.model_dump(by_alias=True)["from_the_future"] == {"a": 1}


def test_a_timeline_is_as_long_as_its_shots():
    clips = (Clip(shot=shot(), start_frame=0), Clip(shot=shot("s001_0020", duration_frames=12), start_frame=48))
    line = Timeline(title="", format=Bible().format, fps=Fraction(24), clips=clips)
    assert (line.frames, line.seconds, clips[1].end_frame) == (60, 2.5, 60)
    assert line.scene("s009") is None


def test_the_middle_of_a_head():
    assert Head(character="A", x=0.2, y=0.1, width=0.2, height=0.4).centre == pytest.approx((0.3, 0.3))


def test_what_a_viewer_looks_at_is_the_faces_or_else_the_heads():
    face = Head(character="MARA", x=0.3, y=0.2, width=0.1, height=0.2)
    back = Head(character="TOMAS", x=0.7, y=0.1, width=0.3, height=0.6, behind=True)
    assert Landmarks(heads=(face, back)).faces == (face,)
    assert Landmarks(heads=(back,)).faces == (back,)
