"""Onset and result of actions, faces, and why a field is as it is."""

from __future__ import annotations

import pytest

from storyboard.breakdown.changes import called
from storyboard.breakdown.faces import expression_in

TWO = "NORA (30, a woman) and LEE (70, a man) wait by the window of the old office."


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Nora falls.", "Nora loses balance", "Nora lies on the ground"),
        ("Nora stands up, trips and falls.", "Nora is still down", "Nora lies on the ground"),
        ("Lee watches. Nora sits down.", "Nora stands before the seat", "Nora is seated"),
        ("Lee helps Nora up. Nora hugs Lee.", "Nora leans closer", "Nora holds on in an embrace"),
        ("Nora and Lee sit down.", "Nora and Lee stand before the seat", "Nora and Lee are seated"),
        ("Nora opens the door and leaves.", "the door is still closed", "Nora is gone"),
        ("Nora opens the envelope and takes out a photo.", "the envelope is still closed", "the envelope is open"),
        ("Nora turns around. She falls asleep.", "Nora before turning", "Nora has turned"),
        ("The door opens. Nora comes in.", "Nora in the doorway, coming in", "Nora is inside"),
        ("The door opens.", "the door is closed", "the door is open"),
        ("The lamp goes out.", "the lamp is lit", "the lamp is dark"),
        ("Nora stares. The glass falls.", "the glass begins to fall", "the glass lies on the ground"),
        ("Rain falls. Nora stares.", "Rain falls. Nora stares.", ""),
        ("The cave opens into a hall.", "The cave opens into a hall.", ""),
        ("Nora has a house for sale.", "Nora has a house for sale.", ""),
    ],
)
def test_an_action_has_an_onset_and_a_result(shots_of, text, start, end):
    action = shots_of(f"{TWO}\n\n{text}")[-1].action
    assert (action.start, action.end) == (start, end)


def test_who_is_found_sitting_did_not_just_sit_down(shots_of):
    assert shots_of("NORA (30) sits on a bench.")[0].action.motion == ""


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("furious", "angry"),
        ("wiping her tears", ""),
        ("Her smile fades.", ""),
        ("no longer smiling", ""),
        ("without a smile", ""),
        ("souriante", "smiling"),
        ("lächelnd", "smiling"),
        ("llorando", "in tears"),
        ("spaventata", "frightened"),
        ("cansado", "tired"),
        ("She is out of breath.", "out of breath"),
        ("испуганно", "frightened"),
        ("غاضبا", "angry"),
        ("她没哭", ""),
        ("惊讶地", "surprised"),
        ("泣きながら", "in tears"),
        ("looks at the map", ""),
    ],
)
def test_a_face_is_read_and_never_guessed(text, face):
    assert expression_in(text) == face


def test_a_face_is_of_the_one_it_is_said_of(shots_of):
    shot = shots_of(f"{TWO}\n\nNora hugs Lee, crying. Two waiters laugh.")[-1]
    assert {subject.character: subject.expression for subject in shot.visible} == {"NORA": "in tears", "LEE": ""}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Nora tells the clerk about Lee.", {"NORA"}),
        ("Nora waits for Lee.", {"NORA"}),
        ("Nora reads a letter from Lee.", {"NORA"}),
        ("The coat of Lee. Nora touches it.", {"NORA"}),
        ("Nora stands at the side of Lee.", {"NORA", "LEE"}),
        ("Nora kisses the hand of Lee.", {"NORA", "LEE"}),
    ],
)
def test_who_is_only_spoken_of_is_not_there(shots_of, text, seen):
    assert {subject.character for subject in shots_of(f"{TWO}\n\n{text}")[-1].visible} == seen


def test_who_is_said_to_be_gone_is_not_seen_going(cut):
    text = f"INT. A - DAY\n\n{TWO}\n\nINT. B - DAY\n\nLee stares at the empty chair. Nora is gone."
    assert [subject.character for subject in cut(text).shot_list.shots[-1].visible] == ["LEE"]


def test_who_is_met_alone_in_an_intercut_is_at_its_other_end(cut):
    text = "INT. A - DAY\n\nNORA (30) waits.\n\nINTERCUT - NORA / LEE'S KITCHEN\n\nLEE (70) stirs a pot.\n\nNORA\nHello.\n\nLEE\nYes."
    shots = cut(text).shot_list.shots
    where = {subject.character: shot.location for shot in shots for subject in shot.visible}
    assert where == {"NORA": "A", "LEE": "LEE'S KITCHEN"}


def test_people_of_a_montage_are_not_in_the_scene_after_it(cut):
    text = "INT. A - DAY\n\nNORA (30) waits.\n\nMONTAGE\n\n- LEE (70) sweeps.\n- Nora sleeps.\n\nEND MONTAGE\n\nLee enters. Nora looks up."
    last = cut(text).shot_list.shots[-1]
    assert {subject.character: subject.in_start for subject in last.visible} == {"NORA": True, "LEE": False}


def test_the_children_are_those_the_script_has_named(shots_of):
    shots = shots_of(
        "NORA (30) waits. BEN (9) and LOTTE (7) play cards on the bench.\n\nThe children look up at the clock."
    )
    assert {subject.character for subject in shots[-1].visible} == {"BEN", "LOTTE"}


def test_every_field_says_why(shots_of):
    shot = shots_of(f'{TWO}\n\nLOW ANGLE: Nora, furious, falls.\n\nSUPER: "1999"')[-1]
    why = shot.provenance
    assert why["angle"] == "LOW ANGLE"
    assert why["expression"] == "Nora: the action"
    assert why["action"].startswith("the script")
    assert why["time"] == "the heading says DAY"
    assert why["duration"] == "the time the action takes to see"
    for name in ("size", "framing", "subjects", "staging", "facing", "location", "overlay_text"):
        assert why[name]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("MARA'S MOTHER", "Mara's Mother"),
        ("JEAN-LUC D'ARCY", "Jean-Luc D'Arcy"),
        ("ÉLODIE O’BRIEN", "Élodie O’Brien"),
        ("O'NEIL'S SON", "O'Neil's Son"),
        ("GUARD 1", "Guard 1"),
        ("McCoy", "McCoy"),
    ],
)
def test_a_name_in_capitals_reads_like_a_name_in_a_sentence(name, written):
    assert called(name) == written
