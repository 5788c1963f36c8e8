"""Where people look, and what the first picture leaves free for the motion that follows."""

from __future__ import annotations

import pytest

from storyboard.model import DialogueLine, Facing, Movement, Reference, Role, Size, Staging, Subject, Voice
from storyboard.prompts import still_prompt


@pytest.fixture
def line_of(bible):
    def line(shot, start, *, part="start"):
        found = [row for row in still_prompt(shot, bible, (), part=part).splitlines() if row.startswith(start)]
        return found[0] if found else ""

    return line


def two(**tomas):
    return (
        Subject(character="MARA", staging=Staging.LEFT, facing=Facing.RIGHT),
        Subject(**{"character": "TOMAS", "staging": Staging.RIGHT, "facing": Facing.LEFT, **tomas}),
    )


def test_people_who_face_each_other_look_at_each_other(make_shot, line_of):
    shot = make_shot(*two())
    assert "frame right, looking at TOMAS, not at the camera." in line_of(shot, "- MARA")
    assert "frame left, looking at MARA, not at the camera." in line_of(shot, "- TOMAS")


def test_of_several_the_nearest_is_looked_at(make_shot, line_of):
    shot = make_shot(*two(), Subject(character="THE BOY", staging=Staging.CENTRE))
    assert "looking at THE BOY" in line_of(shot, "- MARA")


@pytest.mark.parametrize(
    ("subject", "fields"),
    [
        ({"action": "looks down at the board"}, {}),
        ({"facing": Facing.AWAY}, {}),
        ({"facing": Facing.CAMERA}, {}),
        ({"shoulder": True}, {}),
        ({}, {"size": Size.INSERT}),
        ({"facing": Facing.RIGHT}, {}),
    ],
)
def test_where_the_script_says_it_or_nobody_is_there_no_gaze_is_made_up(make_shot, line_of, subject, fields):
    assert "looking" not in line_of(make_shot(*two(**subject), **fields), "- TOMAS").replace("looks down", "")


def test_a_partner_who_is_heard_from_off_screen_is_looked_at_without_a_name(make_shot, bible):
    shot = make_shot(
        Subject(character="MARA", facing=Facing.RIGHT),
        Subject(character="TOMAS", on_screen=False),
        dialogue=(DialogueLine(character="TOMAS", text="Here.", voice=Voice.OFF_SCREEN),),
    )
    text = still_prompt(shot, bible, ())
    assert "looking out of the frame to the right, not at the camera" in text
    assert "TOMAS" not in text
    narrated = shot.model_copy(
        update={"dialogue": (DialogueLine(character="TOMAS", text="x", voice=Voice.VOICE_OVER),)}
    )
    assert "looking out" not in still_prompt(narrated, bible, ())


@pytest.mark.parametrize(
    ("move", "direction", "said"),
    [
        ("truck", "right", "Leave room on the right"),
        ("pan", "left", "Leave room on the left"),
        ("whip", "", "Leave room on both sides"),
        ("tilt", "up", "Leave room above"),
        ("crane", "down", "Leave room below"),
        ("push", "in", "Keep what matters near the middle"),
        ("pull", "out", "Let the place go on to all four edges"),
        ("zoom", "out", "Let the place go on to all four edges"),
        ("orbit", "", "Leave room on all sides"),
        ("static", "", ""),
    ],
)
def test_the_first_picture_leaves_room_for_the_camera_and_the_last_need_not(make_shot, line_of, move, direction, said):
    shot = make_shot(movement=Movement(move=move, direction=direction))
    assert line_of(shot, "Room for motion:").startswith(f"Room for motion: {said}" if said else "")
    assert line_of(shot, "Room for motion:", part="end") == ""


def test_room_is_left_for_who_comes_in_without_naming_them_and_for_who_goes(make_shot, bible, line_of):
    enters = make_shot(Subject(character="MARA"), Subject(character="TOMAS", staging=Staging.FAR_LEFT, in_start=False))
    assert "Leave clear room on the left for somebody who comes in later" in line_of(enters, "Room for motion:")
    assert "TOMAS" not in still_prompt(enters, bible, ())
    leaves = make_shot(Subject(character="MARA", facing=Facing.RIGHT, in_end=False))
    assert "Leave room on the right for MARA to go out of the frame." in line_of(leaves, "Room for motion:")


def test_an_injury_is_said_like_the_rest_of_the_look(make_shot, bible, line_of):
    mara = bible.character("MARA")
    looks = (mara.looks[0].model_copy(update={"injury": "a cut over the left brow", "age": "16"}),)
    book = bible.model_copy(update={"characters": (mara.model_copy(update={"looks": looks}),)})
    text = still_prompt(make_shot(Subject(character="MARA", look="soaked")), book, ())
    assert "Age: 16, in place of any age named before." in text
    assert "Injury: a cut over the left brow." in text


@pytest.mark.parametrize("pictured", [True, False])
def test_an_age_that_the_picture_does_not_show_is_told_and_the_likeness_leaves_it_free(
    make_shot, bible, tmp_path, pictured
):
    mara = bible.character("MARA")
    own = ("refs/mara-wet.png",) if pictured else ()
    looks = (mara.looks[0].model_copy(update={"name": "child", "age": "8", "wardrobe": "", "references": own}),)
    book = bible.model_copy(update={"characters": (mara.model_copy(update={"looks": looks}),)})
    picture = Reference(number=1, role=Role.CHARACTER, name="MARA", path=tmp_path / "x.png", sha256="0")
    text = still_prompt(make_shot(Subject(character="MARA", look="child")), book, [picture])
    assert "Age: 8, in place of any age named before." in text
    assert ("the same face, hair, skin tone, age," in text) is pictured
    assert ("MARA is the person in Image 1 at another age, 8:" in text) is not pictured
    assert ("skin tone, wardrobe from it" in text or "not the age" in text) is not pictured


def test_a_sheet_is_said_to_be_one_person_seen_from_several_sides(make_shot, bible, tmp_path):
    pictures = [
        Reference(number=number, role=role, name="MARA", path=tmp_path / "x.png", sha256="0")
        for number, role in enumerate((Role.CHARACTER, Role.SHEET), 1)
    ]
    text = still_prompt(make_shot(Subject(character="MARA")), bible, pictures)
    assert "- Image 2: turnaround sheet of MARA, the same character as in Image 1: several views of one person." in text
    assert "- Keep MARA's exact likeness as in Images 1 and 2:" in text
