"""People, speeches and lists in one cell: readable, and read back exactly whatever they are called."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.boards.linecells import read_list, read_speeches, write_list, write_speeches
from storyboard.boards.peoplecell import read_people, write_people
from storyboard.boards.shotcells import COLUMNS, CellError, read_cells, shot_cells
from storyboard.model import Action, DialogueLine, Facing, Shot, Source, Staging, Subject, Voice
from storyboard.project import EDITABLE

# What trips a grammar up, and a few ordinary words.
PIECES = [*'ab;,[]()"\\\n /:：（ \u00a0n', "LEFT", "left", "facing ", "enters", " / ", "v.o.", "off screen", "灯"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
SUBJECTS = st.builds(
    Subject,
    character=TEXTS,
    look=TEXTS,
    on_screen=st.booleans(),
    staging=st.sampled_from(list(Staging)),
    facing=st.sampled_from(list(Facing)),
    shoulder=st.booleans(),
    expression=TEXTS,
    action=TEXTS,
    in_start=st.booleans(),
    in_end=st.booleans(),
)
LINES = st.builds(DialogueLine, character=TEXTS, text=TEXTS, delivery=TEXTS, voice=st.sampled_from(list(Voice)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(SUBJECTS, max_size=3))
def test_people_are_read_back_exactly(subjects):
    assert read_people(write_people(subjects)) == subjects


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=3))
def test_speeches_are_read_back_exactly(lines):
    assert read_speeches(write_speeches(lines)) == lines


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(TEXTS, max_size=4))
def test_lists_are_read_back_exactly(entries):
    assert read_list(write_list(entries)) == entries


def test_people_read_like_a_note_on_the_margin():
    subjects = [
        Subject(character="MARA", look="young", staging=Staging.LEFT, facing=Facing.RIGHT, expression="afraid"),
        Subject(character="DEV", on_screen=False),
        Subject(character="TOM", shoulder=True, in_start=False, action="puts down the rag, slowly"),
        Subject(character="ANNA; QUEEN"),
        Subject(character="STAGE LEFT", expression="sad"),
        Subject(character="OLD MAN", action="sits"),
    ]
    assert write_people(subjects) == (
        "MARA [young] left, facing right, afraid; DEV off screen; TOM back to camera, enters, (puts down the rag, slowly); "
        '"ANNA; QUEEN"; "STAGE LEFT", sad; OLD MAN (sits)'
    )


def test_people_are_read_as_a_person_types_them():
    people = read_people("mara Left, angry, tired\nTOM, off-screen ; OLD MAN LEFT BEHIND")
    assert people == [
        Subject(character="mara", staging=Staging.LEFT, expression="angry, tired"),
        Subject(character="TOM", on_screen=False),
        Subject(character="OLD MAN LEFT BEHIND"),
    ]


@pytest.mark.parametrize("text", ["[young] left", "MARA [young", 'MARA, "afraid', "MARA (waves", "; , left"])
def test_what_cannot_be_read_as_people_is_refused(text):
    with pytest.raises(ValueError, match=r"closed|no name"):
        read_people(text)


def test_speeches_are_read_as_a_person_types_them():
    assert read_speeches('MARA (V.O.) (softly): "Stop," he said.\n\nTOM [phone]：Yes: no.') == [
        DialogueLine(character="MARA", text='"Stop," he said.', delivery="softly", voice=Voice.VOICE_OVER),
        DialogueLine(character="TOM", text="Yes: no.", voice=Voice.PHONE),
    ]


@pytest.mark.parametrize("text", ["Stop!", ": Stop", "MARA [shouting]: Stop"])
def test_a_speech_of_nobody_is_refused(text):
    with pytest.raises(ValueError, match=r"who speaks|no way to be heard"):
        read_speeches(text)


def test_a_list_may_stand_on_one_line_or_on_several():
    assert read_list("KEEP OUT / 24/7\nDANGER\n\n") == ["KEEP OUT", "24/7", "DANGER"]


def test_every_field_that_people_can_edit_has_a_column():
    other = {"subjects": "people", "duration": "duration_s"}
    assert {other.get(name, name) for name in EDITABLE} <= set(COLUMNS)
    assert COLUMNS[:2] == ("number", "id")


def test_a_cell_that_cannot_be_read_names_its_column():
    shot = Shot(id="s001_0010", scene="s001", source=Source(file="a", line=1, line_end=1), duration_frames=24)
    assert shot_cells(shot, None, Fraction(24))["duration_s"] == "1"
    with pytest.raises(CellError) as caught:
        read_cells({"people": "MARA [x"}, shot)
    assert caught.value.column == "people"


def test_an_action_keeps_the_parts_that_were_not_edited():
    source = Source(file="a", line=1, line_end=1)
    shot = Shot(
        id="s001_0010", scene="s001", source=source, duration_frames=24, action=Action(text="He falls.", end="He lies.")
    )
    assert read_cells({"action_start": "He slips."}, shot)["action"][1] == {
        "text": "He falls.",
        "start": "He slips.",
        "end": "He lies.",
    }
    assert read_cells({"action_end": ""}, shot)["action"][1] == "He falls."
