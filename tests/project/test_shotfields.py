from __future__ import annotations

from fractions import Fraction

import pytest

from storyboard.model import (
    Action,
    Direction,
    Move,
    Movement,
    Shot,
    Size,
    Source,
    Staging,
    Subject,
)
from storyboard.project import apply_fields, fields_of, read_duration, read_movement
from storyboard.project.shotfields import write_duration

FPS = Fraction(24)
SHOT = Shot(
    id="s001_0010",
    scene="s001",
    source=Source(file="a.fountain", line=3, line_end=4),
    size=Size.CU,
    subjects=(Subject(character="MARA", staging=Staging.LEFT),),
    action=Action(text="Mara looks up.", end="Mara looks up"),
    frame_text=("KEEP OUT",),
    duration_frames=60,
)


def test_fields_and_shot_are_each_other():
    fields = fields_of(SHOT, FPS)
    bare = Shot(id=SHOT.id, scene=SHOT.scene, source=SHOT.source, duration_frames=1)
    again = apply_fields(bare, {name: value for name, value in fields.items() if name != "id"}, FPS)
    assert again.model_copy(update={"duration_basis": ""}) == SHOT


def test_defaults_are_left_out():
    assert set(fields_of(SHOT, FPS)) == {
        "id", "scene", "size", "angle", "framing", "movement", "duration", "subjects", "action", "frame_text",
    }  # fmt: skip
    assert fields_of(SHOT, FPS)["subjects"] == [{"character": "MARA", "staging": "left"}]


@pytest.mark.parametrize(
    ("written", "frames"),
    [("4s", 96), ("2.5", 60), (3, 72), ("1,5 s", 36), ("96f", 96), ("0:04", 96), ("1:00.5", 1452), ("12 frames", 12)],
)
def test_lengths_as_people_write_them(written, frames):
    assert read_duration(written, FPS) == frames


@pytest.mark.parametrize(
    "written", ["", "0", "-1s", "nan", "inf", "1e9", "601s", "12.5f", True, None, "four", "9" * 5000]
)
def test_what_is_no_length_is_refused(written):
    with pytest.raises(ValueError):
        read_duration(written, FPS)


@pytest.mark.parametrize(
    "fps", [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)]
)
@pytest.mark.parametrize("frames", [1, 7, 24, 59, 60, 1001])
def test_a_written_length_is_read_back_to_the_frame(fps, frames):
    assert read_duration(write_duration(frames, fps), fps) == frames


@pytest.mark.parametrize(
    ("written", "movement"),
    [
        ("push in", Movement(move=Move.PUSH, direction=Direction.IN)),
        ("dolly", Movement(move=Move.PUSH, direction=Direction.IN)),
        ("PAN left", Movement(move=Move.PAN, direction=Direction.LEFT)),
        ("tracking right", Movement(move=Move.TRUCK, direction=Direction.RIGHT)),
        ("", Movement()),
        ("static", Movement()),
    ],
)
def test_moves_and_their_synonyms(written, movement):
    assert read_movement(written) == movement


@pytest.mark.parametrize("written", ["jump", "pan sideways", "push in out"])
def test_an_unknown_move_is_refused(written):
    with pytest.raises(ValueError, match="camera move"):
        read_movement(written)


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("size", "close-up", "CU"),
        ("size", "Extreme Close Up", "ECU"),
        ("size", "ms", "MS"),
        ("size", "wide shot", "WS"),
        ("angle", "Low Angle", "low"),
        ("angle", "bird's-eye view", "overhead"),
        ("framing", "two-shot", "2S"),
        ("framing", "over the shoulder", "OTS"),
        ("framing", "POV shot", "POV"),
        ("interior", "ext/int", "INT/EXT"),
        ("time", "Sunset", "dusk"),
        ("transition_in", "Fade-In", "fade in"),
        ("angle", None, "eye"),
        ("framing", "", "single"),
    ],
)
def test_words_of_the_trade_are_understood(field, written, value):
    assert getattr(apply_fields(SHOT, {field: written}, FPS), field) == value


@pytest.mark.parametrize("field", ["size", "angle", "framing", "interior", "time", "transition_out"])
def test_another_word_is_refused_with_those_that_are_taken(field):
    with pytest.raises(ValueError, match=rf"{field}: 'sideways' is not .*take|{field}: 'sideways' is not one of"):
        apply_fields(SHOT, {field: "sideways"}, FPS)


def test_what_yaml_takes_for_numbers_is_text_where_text_belongs():
    written = {
        "lens": 35,
        "light": True,
        "frame_text": [1989, "OPEN"],
        "dialogue": [{"character": "HAL", "text": 9000}],
    }
    shot = apply_fields(SHOT, {**written, "subjects": [{"character": 7, "on_screen": False}]}, FPS)
    assert (shot.lens, shot.light, shot.frame_text) == ("35", "true", ("1989", "OPEN"))
    assert shot.dialogue[0].text == "9000"
    assert (shot.subjects[0].character, shot.subjects[0].on_screen) == ("7", False)


@pytest.mark.parametrize(
    ("written", "value"), [(True, True), ("yes", True), ("x", True), ("", False), (None, False), ("No", False)]
)
def test_approval_is_said_in_many_ways(written, value):
    assert apply_fields(SHOT, {"approved": written}, FPS).approved is value
