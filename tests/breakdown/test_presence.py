"""Who is there: people who come, go, are left alone and return; and where they are in an intercut."""

from __future__ import annotations

import pytest

from storyboard.breakdown.whereabouts import comes, goes, is_alone
from storyboard.model import Framing, Voice

TWO = "NORA (30) and LEE (70) wait by the window of the old office."


def people(shot):
    return sorted(subject.character for subject in shot.visible)


@pytest.mark.parametrize(
    "leaving",
    [
        "Nora leaves the room.",
        "Nora exits.",
        "Nora goes out.",
        "Nora walks away.",
        "Nora storms out without a word.",
        "She leaves.",
        "Nora is gone.",
        "Lee stays behind, alone.",
        "Nora leaves the room. She slams the door.",
    ],
)
def test_who_has_left_is_in_no_shot_after_it(shots_of, leaving):
    opening = "NORA (30, a woman in red) and LEE (70, a man in green) wait by the window of the old office."
    shots = shots_of(f"{opening}\n\n{leaving}\n\nLEE\nDamn.\n\nLEE\nWhat a day this was, and it is not over.")
    assert [people(shot) for shot in shots[2:]] == [["LEE"]] * len(shots[2:])


def test_who_comes_back_is_there_again(shots_of):
    shots = shots_of(f"{TWO}\n\nNora leaves the room.\n\nLEE\nDamn.\n\nNora comes back.\n\nLEE\nYou!\n\nNORA\nMe.")
    assert people(shots[2]) == ["LEE"]
    assert people(shots[-1]) == ["LEE", "NORA"]


def test_a_chair_somebody_left_brings_nobody_back(shots_of):
    shots = shots_of(
        f"{TWO}\n\nNora leaves the room.\n\nLee stares at the chair where Nora sat for so long.\n\nLEE\nGone."
    )
    assert [people(shot) for shot in shots[2:]] == [["LEE"], ["LEE"]]


def test_everybody_is_whoever_is_still_there(shots_of):
    shots = shots_of(f"{TWO}\n\nSAM (15) and Lee read.\n\nNora leaves the room.\n\nEVERYONE\nGoodbye!")
    assert people(shots[-1]) == ["LEE", "SAM"]


@pytest.mark.parametrize(
    ("after", "enters", "exits"),
    [
        ("steps out of the dark.", True, False),
        ("runs out of the kiosk toward Nora.", True, False),
        ("comes out of the kitchen.", True, False),
        ("walks out of the mist and stops.", True, False),
        ("comes back.", True, False),
        ("emerges from behind the tram.", True, False),
        ("走出雾气。", True, False),
        ("sort de l'ombre.", True, False),
        ("walks out of the room.", False, True),
        ("goes out.", False, True),
        ("storms out.", False, True),
        ("leaves.", False, True),
        ("sort.", False, True),
        ("leaves her keys on the table.", False, False),
        ("turns to leave.", False, False),
        ("does not leave.", False, False),
        ("puts out the light.", False, False),
        ("gets out of the car and slams the door.", False, False),
        ("rests on shore leave.", False, False),
    ],
)
def test_entrances_and_exits_are_told_apart(after, enters, exits):
    assert (comes(after, there=False), goes(after, there=False)) == (enters, exits)


def test_who_is_beside_a_car_already_does_not_come_in_by_it(shots_of):
    shot = shots_of(
        f"{TWO}\n\nLee steps out of the car and looks at Nora.\n\nSAM (15) runs out of the kiosk toward Nora."
    )[-1]
    assert {subject.character: subject.in_start for subject in shot.visible} == {"NORA": True, "SAM": False}
    assert all(subject.in_end for subject in shot.visible)


def test_left_alone_is_not_alone():
    assert is_alone("Lee stays behind, alone.")
    assert is_alone("Élodie conduit, seule.")
    assert not is_alone("Leave me alone.")
    assert not is_alone("Lee is not alone.")


INTERCUT = """EXT. TRAM STOP - NIGHT

NORA (30) waits. LEE (70) waits beside her.

NORA
Where is it?

INT. CAR - NIGHT

DEV (40) drives. SAM (15) sleeps.

DEV
Pick up!

INTERCUT - CAR / TRAM STOP

NORA
It is coming.

DEV
Do not get on!

SAM
Who is it?

LEE (O.S.)
All aboard.
"""


def test_an_intercut_is_played_where_its_speakers_are(cut):
    shots = [shot for shot in cut(INTERCUT).shot_list.shots if shot.scene == "s002"][2:]
    assert [(shot.dialogue[0].character, shot.location) for shot in shots] == [
        ("NORA", "TRAM STOP"),
        ("DEV", "CAR"),
        ("SAM", "CAR"),
        ("LEE", "TRAM STOP"),
    ]
    assert [str(shot.interior) for shot in shots] == ["EXT", "INT", "INT", "EXT"]
    assert shots[0].provenance["location"].startswith("intercut")


def test_an_intercut_never_puts_people_into_each_others_sets(cut):
    home = {"NORA": "TRAM STOP", "LEE": "TRAM STOP", "DEV": "CAR", "SAM": "CAR"}
    for shot in cut(INTERCUT).shot_list.shots:
        assert {home[subject.character] for subject in shot.subjects} <= {shot.location}


def test_off_screen_under_the_name_is_off_screen(shots_of):
    shot = shots_of(f"{TWO}\n\nSAM\n(off-screen)\nYou can not quit!")[-1]
    assert shot.dialogue[0].voice is Voice.OFF_SCREEN
    assert shot.dialogue[0].delivery == ""
    assert "SAM" not in people(shot)


def test_four_people_are_framed_wide(shots_of):
    group = "NORA (30), LEE (70), SAM (15) and DEV (40)"
    for text in (f"{TWO}\n\n{group} stare at the letter.", f"{TWO}\n\n{group} frown.\n\nEVERYONE\nNo!"):
        shot = shots_of(text)[-1]
        assert shot.framing is Framing.THREE_SHOT
        assert shot.size.value in {"WS", "FS", "EWS"}
