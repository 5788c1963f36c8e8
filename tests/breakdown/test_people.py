"""Who is who, who is seen and who is only heard."""

from __future__ import annotations

import pytest

from storyboard.model import Bible, Character, Look, Voice


def names(shot):
    return [subject.character for subject in shot.visible]


@pytest.mark.parametrize(
    ("extension", "voice"),
    [("V.O.", Voice.VOICE_OVER), ("VOIX OFF", Voice.VOICE_OVER), ("З.К.", Voice.VOICE_OVER), ("ON PHONE", Voice.PHONE)],
)
def test_a_cue_with_vo_is_not_visible_and_lies_on_the_picture_before(shots_of, extension, voice):
    shots = shots_of(f"Anna's empty chair by the window.\n\nANNA ({extension})\nI left.")
    assert len(shots) == 1
    assert shots[0].visible == ()
    assert [(line.character, line.voice) for line in shots[0].dialogue] == [("ANNA", voice)]


def test_somebody_off_screen_is_heard_on_the_face_of_who_listens(shots_of):
    shots = shots_of("ANNA (30s) sits by the window.\n\nANNA\nBen?\n\nBEN (O.S.)\nDown here, in the cellar.")
    last = shots[-1]
    assert names(last) == ["ANNA"]
    assert [(subject.character, subject.on_screen) for subject in last.subjects] == [("ANNA", True), ("BEN", False)]
    assert last.visible[0].action == "listens"


def test_contd_is_the_same_person(cut):
    people = cut("INT. A - DAY\n\nANNA\nOne.\n\nAnna turns.\n\nANNA (CONT'D)\nTwo.").shot_list.people
    assert [(person.name, person.lines, person.visible) for person in people] == [("ANNA", 2, True)]


def test_only_heard_people_are_said_to_be_invisible(cut):
    people = cut("INT. A - DAY\n\nA lamp.\n\nGOD (V.O.)\nLight.").shot_list.people
    assert [(person.name, person.visible) for person in people] == [("GOD", False)]


def test_aliases_of_the_bible_win(cut):
    bible = Bible(characters=(Character(name="Mara Voss", aliases=("THE KEEPER", "MARRA")),))
    text = "INT. A - DAY\n\nMARA\nHi.\n\nTHE KEEPER\nYes.\n\nMARRA\nNo.\n\nThe keeper turns the lamp off."
    shot_list = cut(text, bible).shot_list
    assert [(person.name, person.lines) for person in shot_list.people] == [("Mara Voss", 3)]
    assert names(shot_list.shots[-1]) == ["Mara Voss"]
    assert not [found for found in shot_list.diagnostics if found.code == "cue-typo"]


def test_a_full_name_that_introduces_is_the_person_who_speaks_by_the_short_one(cut):
    text = "INT. A - DAY\n\nMARA VOSS (30s, wiry) kicks the door open.\n\nMARA\nHi."
    person = cut(text).shot_list.people[0]
    assert (person.name, person.aliases) == ("MARA", ("MARA VOSS",))
    assert person.introduction == "MARA VOSS (30s, wiry) kicks the door open."


def test_a_young_self_is_a_look_and_a_mother_is_somebody_else(cut):
    text = "INT. A - DAY\n\nMARA\nHi.\n\nINT. B - DAY\n\nYOUNG MARA (8) draws. MARA'S MOTHER hums.\n\nYOUNG MARA\nMum?\n\nMARA'S MOTHER\nYes."
    shots = cut(text).shot_list.shots
    young = next(subject for subject in shots[-1].subjects if subject.character == "MARA")
    assert young.look == "young"
    assert names(shots[-1])[0] == "MARA'S MOTHER"
    assert shots[0].subjects[0].look == "default"


def test_generic_nouns_have_no_young_selves(cut):
    people = cut("INT. A - DAY\n\nWOMAN\nHi.\n\nYOUNG WOMAN\nHo.").shot_list.people
    assert {person.name for person in people} == {"WOMAN", "YOUNG WOMAN"}


def test_looks_are_bound_to_scenes_by_the_bible(cut):
    looks = (Look(name="gown", scenes=("2",)),)
    bible = Bible(characters=(Character(name="ANNA", looks=looks),))
    shots = cut("INT. A - DAY\n\nANNA\nHi.\n\nINT. B - DAY\n\nANNA\nHo.", bible).shot_list.shots
    assert [shot.subjects[0].look for shot in shots] == ["default", "gown"]


def test_two_people_of_one_name_are_kept_apart_and_said(cut):
    text = "INT. A - DAY\n\nDETECTIVE LEE\nOne.\n\nCAPTAIN LEE\nTwo.\n\nLEE\nThree."
    shot_list = cut(text).shot_list
    assert {person.name for person in shot_list.people} == {"DETECTIVE LEE", "CAPTAIN LEE", "LEE"}
    found = next(item for item in shot_list.diagnostics if item.code == "ambiguous-name")
    assert found.line == 9
    assert "CAPTAIN LEE or DETECTIVE LEE" in found.message


def test_a_slip_of_one_letter_is_said_and_not_mended(cut):
    text = "INT. A - DAY\n\nMARA\nOne.\n\nMARA\nTwo.\n\nMARRA\nThree.\n\nGUARD #1\nA.\n\nGUARD 2\nB."
    shot_list = cut(text).shot_list
    assert [item.message.split(" is ")[0] for item in shot_list.diagnostics if item.code == "cue-typo"] == ["MARRA"]
    assert {"MARRA", "GUARD 1", "GUARD 2"} <= {person.name for person in shot_list.people}


def test_everybody_speaks_for_those_who_are_there(shots_of):
    shots = shots_of("ANNA\nOne.\n\nBEN\nTwo.\n\nBOTH\nThree.\n\nCROWD\nFour.")
    assert sorted(names(shots[2])) == ["ANNA", "BEN"]
    assert shots[2].dialogue[0].character == "BOTH"
    assert names(shots[3]) == []


def test_both_are_the_two_who_answer_the_third(shots_of):
    shots = shots_of("ANNA (30) and BEN (40) sit. CARL (50) stands.\n\nCARL\nOne?\n\nBOTH\nTwo.")
    assert sorted(names(shots[-1])) == ["ANNA", "BEN"]


@pytest.mark.parametrize("cue", ["MARA (YOUNG)", "YOUNG MARA", "MARA (8 YEARS YOUNGER)"])
def test_a_younger_self_is_named_before_the_name_or_beside_it(shots_of, cue):
    shot = shots_of(f"MARA\nOne.\n\nMARA\nOne more.\n\n{cue}\nTwo.")[-1]
    assert [(subject.character, subject.look) for subject in shot.visible] == [("MARA", "young")]


def test_a_younger_self_grows_into_the_only_full_name(cut):
    people = cut("INT. A - DAY\n\nMARA VOSS\nHi.\n\nINT. B - DAY\n\nYOUNG MARA\nHo.").shot_list.people
    assert [(person.name, person.lines) for person in people] == [("MARA VOSS", 2)]


def test_a_joint_cue_names_its_people(shots_of):
    shots = shots_of("ANNA\nOne.\n\nBEN\nTwo.\n\nBEN AND ANNA\nThree.")
    assert sorted(names(shots[2])) == ["ANNA", "BEN"]
    assert shots[2].framing.value == "2S"


def test_silent_people_with_an_age_are_people(cut):
    people = cut("EXT. A - DAY\n\nTOMAS (68), tall, white beard, waits. The OLD LAMP (broken) hums.").shot_list.people
    assert [(person.name, person.visible) for person in people] == [("TOMAS", True)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Anna turns.", ["ANNA"]),
        ("anna turns.", ["ANNA"]),
        ("Anna's coat lies on the floor.", []),
        ("Anna's hands shake.", ["ANNA"]),
        ("A photograph of Anna.", []),
        ('A sign: "ANNA & CO".', []),
        ("Annabel turns.", []),
        ("She turns.", ["ANNA"]),
        ("He turns.", ["BEN"]),
        ("They turn.", ["ANNA", "BEN"]),
        ("He hands Anna the key.", ["ANNA", "BEN"]),
        ("The lamp swings above the long table by the wall.", []),
    ],
)
def test_mentions_decide_who_is_seen(shots_of, text, seen):
    opening = "ANNA (30, woman in red) and BEN (40, bearded man) sit at a table in the large empty hall, far apart."
    shots = shots_of(f"{opening}\n\nThe old clock over the great door strikes twelve, very slowly.\n\n{text}")
    assert sorted(names(shots[-1])) == sorted(seen)


def test_a_dot_behind_a_name_makes_nobody_new_and_senior_is_not_junior(cut):
    text = "INT. A - DAY\n\nLEE SR.\nTaxi?\n\nLEE JR.\nDad.\n\nLEE SR\nYes?\n\nLee Sr. turns."
    for bible in (
        Bible(),
        Bible(characters=(Character(name="LEE SR."),)),
        Bible(characters=(Character(name="LEE SR"),)),
    ):
        shot_list = cut(text, bible).shot_list
        assert sorted((person.name.rstrip("."), person.lines) for person in shot_list.people) == [
            ("LEE JR", 1),
            ("LEE SR", 2),
        ]
        assert [name.rstrip(".") for name in names(shot_list.shots[-1])] == ["LEE SR"]
