"""The script's own camera directions."""

from __future__ import annotations

import pytest

from storyboard.breakdown.cues import read_cue, read_note
from storyboard.model import Angle, Framing, Size

OPENING = "ANNA (30) and BEN (40) wait by the window of the old hall."


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("CLOSE ON ANNA. She cries.", {"size": "CU"}),
        ("Close on Anna.", {"size": "CU"}),
        ("EXTREME CLOSE-UP - ANNA'S EYES", {"size": "ECU"}),
        ("MCU - ANNA", {"size": "MCU"}),
        ("MED. SHOT -- ANNA", {"size": "MS"}),
        ("COWBOY SHOT: Anna.", {"size": "MLS"}),
        ("FULL SHOT - ANNA", {"size": "FS"}),
        ("WIDER ANGLE", {"size": "WS"}),
        ("WIDE, LOW ANGLE ON the tower.", {"size": "WS", "angle": "low"}),
        ("AERIAL SHOT of the hall.", {"size": "EWS", "angle": "high"}),
        ("OVERHEAD. Anna lies down.", {"angle": "overhead"}),
        ("INSERT - LETTER. Torn.", {"size": "INSERT", "framing": "insert"}),
        ("ANNA'S POV. The sea.", {"framing": "POV"}),
        ("PUSH IN on Anna.", {"movement": "push in"}),
        ("PAN LEFT across the sea.", {"movement": "pan left"}),
        ("WHIP PAN to the door.", {"movement": "whip right"}),
        ("TILT DOWN to the floor.", {"movement": "tilt down"}),
        ("TRACKING with Anna as she runs.", {"movement": "follow"}),
        ("DOLLY LEFT past the columns.", {"movement": "truck left"}),
        ("HANDHELD. Anna runs.", {"movement": "handheld"}),
        ("We slowly push in on Anna.", {"movement": "push in"}),
        ("GROS PLAN sur la clé.", {"size": "CU"}),
        ("КРУПНЫЙ ПЛАН: рука.", {"size": "INSERT", "framing": "insert"}),
        ("特写：手。", {"size": "INSERT", "framing": "insert"}),
    ],
)
def test_directions_are_honoured_and_remembered(shots_of, text, fields):
    shot = shots_of(f"{OPENING}\n\n{text}")[-1]
    assert {name: str(getattr(shot, name)) for name in fields} == fields
    assert set(fields) <= set(shot.provenance)


@pytest.mark.parametrize(
    "text",
    ["Close the door.", "Very close, they listen.", "Wide eyes stare.", "Insert coin here.", "MS. SMITH enters.", "TIGHT.",
     "The pan is hot.", "Dolly waves at him.", "He reverses the car.", "A wide street."],
)  # fmt: skip
def test_everyday_words_are_no_directions(text):
    assert read_cue(text) is None


def test_only_capitals_count_inside_a_paragraph(shots_of):
    shots = shots_of("The fire burns low in the hall and nobody speaks. Close on six now. CLOSE ON the embers.")
    assert [shot.size.value for shot in shots] == ["WS", "CU"]


def test_over_the_shoulder_puts_its_owner_with_their_back_to_us(shots_of):
    shot = shots_of(f"{OPENING}\n\nOVER ANNA'S SHOULDER. Ben looks up.")[-1]
    assert shot.framing is Framing.OVER_SHOULDER
    assert [(subject.character, subject.shoulder, subject.facing.value) for subject in shot.subjects] == [
        ("BEN", False, "left"),
        ("ANNA", True, "away"),
    ]


def test_an_insert_shows_a_thing_and_nobody_who_is_not_named(shots_of):
    shot = shots_of(f'{OPENING}\n\nINSERT - THE SIGN. He painted it: "KEEP OUT".')[-1]
    assert shot.visible == ()
    assert shot.props == ("sign",)
    assert shot.frame_text == ("KEEP OUT",)


def test_a_point_of_view_does_not_show_its_owner(shots_of):
    shot = shots_of(f"{OPENING}\n\nANNA'S POV: Ben walks away.")[-1]
    assert [subject.character for subject in shot.visible] == ["BEN"]


def test_a_slug_line_is_for_the_paragraph_after_it(shots_of):
    shots = shots_of(f'{OPENING}\n\nINSERT - PHONE SCREEN\n\nIt reads: "CALL ME".\n\nBACK TO SCENE\n\nAnna nods.')
    assert [shot.size.value for shot in shots[1:]] == ["INSERT", "MCU"]
    assert shots[1].frame_text == ("CALL ME",)
    assert (shots[1].source.line, shots[1].source.line_end) == (5, 7)


def test_a_shot_line_and_a_shot_note_set_the_next_picture(shots_of):
    shots = shots_of(
        f"{OPENING}\n\n!!CLOSE ON THE KNIFE, 4s\n\nIt gleams.\n\n[[shot: CU, low, push in, 3.5s]]\nAnna turns."
    )
    assert (shots[1].size, shots[1].duration_frames, shots[1].action.text) == (Size.CU, 96, "The knife. It gleams.")
    assert (shots[2].size, shots[2].angle, str(shots[2].movement)) == (Size.CU, Angle.LOW, "push in")
    assert (shots[2].duration_frames, shots[2].duration_basis) == (84, "cue")


def test_a_note_inside_a_paragraph_is_for_that_paragraph(shots_of):
    shots = shots_of(f"{OPENING}\n\nAnna turns.[[shot: ECU]]\n\nBEN\nWait.[[shot: WS]]")
    assert [shot.size.value for shot in shots[1:]] == ["ECU", "WS"]


def test_words_of_a_shot_note_that_mean_nothing_are_said(cut):
    found = cut("INT. A - DAY\n\n[[shot: CU, sparkly]]\nAnna turns.").shot_list.diagnostics
    assert [(item.code, item.line) for item in found] == [("shot-note-unknown", 3)]


def test_other_notes_are_left_alone():
    assert read_note("remember: buy milk") is None
    assert read_note("shot: 2S, 2s").framing is Framing.TWO_SHOT
    assert read_note("shot: 2S, 2s").seconds == 2.0
    assert read_note("shot: 9999s").seconds is None


def test_a_speech_plays_in_the_shot_the_script_has_just_called_for(shots_of):
    shots = shots_of(f"{OPENING}\n\nCLOSE ON ANNA. She puts down the cup.\n\nANNA\nNo.\n\nBEN\nYes.")
    assert shots[1].dialogue[0].text == "No."
    assert len(shots) == 3


def test_a_montage_is_one_picture_a_line(shots_of):
    text = f"{OPENING}\n\nMONTAGE\n\n- Anna paints.\n- Ben sleeps.\n- A clock ticks.\n\nEND MONTAGE\n\nRain falls on the roofs of the town."
    assert [shot.action.text for shot in shots_of(text)[1:]] == [
        "Anna paints.",
        "Ben sleeps.",
        "A clock ticks.",
        "Rain falls on the roofs of the town.",
    ]
