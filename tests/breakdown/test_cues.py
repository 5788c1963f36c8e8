"""The script's own camera directions."""

from __future__ import annotations

import pytest

from storyboard.breakdown.cues import read_cue
from storyboard.breakdown.directions import read_note
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
    ("text", "size", "action"),
    [
        ("ECU - ANNA'S EYE", "ECU", "ANNA'S EYE"), ("XCU: Anna.", "ECU", "Anna."), ("TIGHT ON Anna's face.", "ECU", "Anna's face."),
        ("MACRO: a seed.", "ECU", "A seed."), ("CLOSE SHOT - ANNA", "CU", "ANNA"), ("CLOSER ON ANNA", "CU", "ANNA"),
        ("CU Anna.", "CU", "Anna."), ("MS: Anna.", "MS", "Anna."), ("FS - Anna.", "FS", "Anna."), ("WIDE ON the hall.", "WS", "The hall."),
        ("LONG SHOT - the hall", "WS", "The hall"), ("WS: the hall.", "WS", "The hall."), ("MASTER: the hall.", "WS", "The hall."),
        ("ESTABLISHING SHOT of the hall.", "EWS", "The hall."), ("EST: the hall.", "EWS", "The hall."), ("TO ESTABLISH: the hall.", "EWS", "The hall."),
        ("DRONE SHOT: the town.", "EWS", "The town."), ("TRÈS GROS PLAN : la clé.", "ECU", "La clé."), ("PLAN LARGE : la salle.", "WS", "La salle."),
        ("NAH: Anna weint.", "MCU", "Anna weint."), ("NAHAUFNAHME: Anna weint.", "CU", "Anna weint."), ("TOTALE: die Halle.", "WS", "Die Halle."),
        ("PRIMER PLANO de Anna.", "CU", "Anna."), ("PLANO GENERAL: la sala.", "WS", "La sala."), ("PRIMO PIANO di Anna.", "CU", "Anna."),
        ("CAMPO LUNGO: la sala.", "WS", "La sala."), ("PLANO MÉDIO: Anna.", "MS", "Anna."), ("СРЕДНИЙ ПЛАН. Анна.", "MS", "Анна."),
        ("近景：安娜。", "MCU", "安娜。"), ("中景：安娜。", "MS", "安娜。"), ("全景：大厅。", "WS", "大厅。"), ("远景：城市。", "EWS", "城市。"),
        ("ロングショット：町。", "WS", "町。"), ("لقطة واسعة: القاعة.", "WS", "القاعة."), ("لقطة قريبة: آنا تبكي.", "CU", "آنا تبكي."),
    ],
)  # fmt: skip
def test_a_size_is_said_in_many_ways(shots_of, text, size, action):
    shot = shots_of(f"{OPENING}\n\n{text}")[-1]
    assert (str(shot.size), shot.action.text) == (size, action)
    assert shot.provenance["size"] in text


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("TWO SHOT - ANNA AND BEN", "framing", "2S"), ("2-SHOT: Anna and Ben.", "framing", "2S"), ("THREE SHOT: Anna, Ben.", "framing", "3S"),
        ("OTS ANNA: Ben nods.", "framing", "OTS"), ("POV ANNA: the sea.", "framing", "POV"), ("P.O.V. ANNA - the sea.", "framing", "POV"),
        ("WHAT ANNA SEES: the sea.", "framing", "POV"), ("BINOCULAR POV: the ship.", "framing", "POV"), ("SCOPE POV - THE SHIP", "framing", "POV"),
        ("INSERT: the letter. Torn.", "framing", "insert"), ("HIGH ANGLE: Anna alone.", "angle", "high"), ("LOW ANGLE ON BEN.", "angle", "low"),
        ("DUTCH ANGLE: the stairs.", "angle", "dutch"), ("BIRD’S-EYE VIEW: the hall.", "angle", "overhead"), ("UP ANGLE - BEN", "angle", "low"),
        ("DOWN ANGLE - BEN", "angle", "high"), ("CONTRAPICADO: Ben.", "angle", "low"), ("俯拍：街道。", "angle", "high"),
        ("PULL BACK to reveal Ben.", "movement", "pull out"), ("DOLLY IN on Anna.", "movement", "push in"), ("DOLLY with Anna.", "movement", "follow"),
        ("TRACK IN on Anna.", "movement", "push in"), ("PAN ACROSS the hall.", "movement", "pan right"), ("TILT UP to the lamp.", "movement", "tilt up"),
        ("CRANE DOWN to Anna.", "movement", "crane down"), ("ZOOM IN on Anna.", "movement", "zoom in"), ("ZOOM OUT.", "movement", "zoom out"),
        ("RACK FOCUS to Ben.", "movement", "rack"), ("STEADICAM follows Anna.", "movement", "follow"), ("CIRCLE Anna.", "movement", "orbit left"),
        ("CAMERA MOVES in on Anna.", "movement", "push in"), ("TRAVELLING AVANT : Anna.", "movement", "push in"), ("НАЕЗД: Анна.", "movement", "push in"),
    ],
)  # fmt: skip
def test_framings_angles_and_moves_are_said_in_many_ways(shots_of, text, field, value):
    shots = shots_of(f"{OPENING}\n\n{text}")
    assert len(shots) == 2
    assert str(getattr(shots[-1], field)) == value
    assert field in shots[-1].provenance


@pytest.mark.parametrize(
    "text", ["ANGLE ON BEN. He nods.", "NEW ANGLE - BEN", "REVERSE ON BEN", "REVERSE ANGLE - BEN", "REVERSE: Ben."]
)
def test_a_new_angle_cuts_to_whom_it_names(shots_of, text):
    shots = shots_of(f"{OPENING}\n\n{text}")
    assert len(shots) == 2
    assert [subject.character for subject in shots[-1].visible] == ["BEN"]


def test_what_a_move_reveals_is_what_is_seen(shots_of):
    assert shots_of(f"{OPENING}\n\nPULL BACK to reveal Ben.")[-1].action.text == "Ben."


@pytest.mark.parametrize(
    "text",
    [
        "TIME-LAPSE: clouds.",
        "SPLIT SCREEN: Anna / Ben.",
        "FREEZE FRAME on Anna.",
        "SLOW MOTION: Anna runs.",
        "慢动作：雨。",
    ],
)
def test_a_trick_of_the_picture_has_one_of_its_own(shots_of, text):
    shots = shots_of(f"Dust.\n\n{text}")
    assert [shot.action.text for shot in shots] == ["Dust.", text]


@pytest.mark.parametrize("label", ["SUPER", "TITLE", "TITLE CARD", "CHYRON", "CAPTION"])
def test_titles_lie_over_the_picture_of_a_screenplay(shots_of, label):
    (shot,) = shots_of(f"{OPENING}\n\n{label}: Berlin")
    assert (shot.overlay_text, shot.frame_text) == (("Berlin",), ())


def test_a_lens_is_asked_for_in_a_line_or_a_note(shots_of):
    for direction in ("!!CU, low, 35 mm, 4s", "[[shot: CU, low, 35mm, 4s]]"):
        shot = shots_of(f"{OPENING}\n\n{direction}\n\nAnna cries.")[-1]
        assert (shot.lens, str(shot.angle), shot.duration_frames, shot.action.text) == (
            "35mm",
            "low",
            96,
            "Anna cries.",
        )
        assert "35" in shot.provenance["lens"]


def test_a_line_nobody_understands_as_a_list_is_what_is_seen(shots_of):
    shot = shots_of(f"{OPENING}\n\n!!ANNA AT THE WINDOW")[-1]
    assert shot.action.text == "ANNA AT THE WINDOW"
    assert [subject.character for subject in shot.visible] == ["ANNA"]


@pytest.mark.parametrize(
    "text",
    ["Close the door.", "Very close, they listen.", "Wide eyes stare.", "Insert coin here.", "MS. SMITH enters.", "TIGHT.",
     "The pan is hot.", "Dolly waves at him.", "He reverses the car.", "A wide street.",
     "2s later, Anna leaves.", "VERY CLOSE, we can't hear.", "INSERT COIN", "The angle is wrong.", "PAN", "ANGLE", "INSERT - EXT. CAB"],
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
