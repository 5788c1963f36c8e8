"""He and she: learnt from the script and the bible, and resolved to nobody who is the other."""

from __future__ import annotations

import pytest

from storyboard.breakdown.people import Cast
from storyboard.breakdown.pronouns import Pools, meant, pronouns_in
from storyboard.model import Bible, Character, Facing
from storyboard.script import parse_fountain


def genders(text: str, bible: Bible | None = None) -> dict[str, str]:
    return Cast(parse_fountain(f"INT. A - DAY\n\n{text}", file="f"), bible or Bible()).mentions.genders


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("NORA (30, a tall woman) waits.", {"NORA": "she"}),
        ("LEE (70, grey beard) waits.", {"LEE": "he"}),
        ("NORA (30) waits alone. She checks the time.", {"NORA": "she"}),
        ("LEE (70) waits.\n\nLEE\n(to himself)\nDamn.", {"LEE": "he"}),
        ("MRS. GRAY (50) waits.", {"MRS. GRAY": "she"}),
        ("NORA (30) waits.", {}),
        ("SAM (15) reads her letter.", {}),
    ],
)
def test_who_is_he_and_who_is_she_is_read_off_the_script(text, known):
    assert genders(text) == known


def test_the_bible_says_who_is_a_woman():
    bible = Bible(characters=(Character(name="KIM", description="a woman in her forties, raincoat"),))
    assert genders("KIM waits.", bible) == {"KIM": "she"}


OFFICE = """Nora sits at her desk. She types a long letter.

NORA
(into phone)
I can't talk now.

Lee walks in.

LEE
(to himself)
Got a minute?

NORA
No.
"""


def shots_after(shots_of, text):
    return shots_of(f"{OFFICE}\n{text}")


def test_he_is_not_the_woman_who_spoke_last(shots_of):
    shot = shots_after(shots_of, "He sits down opposite her anyway.")[-1]
    doing = {subject.character: subject.action for subject in shot.visible}
    assert doing["LEE"] == "sits down opposite her anyway"
    assert doing["NORA"] == ""


def test_an_object_pronoun_is_a_second_person_and_not_the_actor(shots_of):
    shot = shots_after(shots_of, "She takes the letter from the drawer and hands it to him.")[-1]
    doing = {subject.character: subject.action for subject in shot.visible}
    assert doing["NORA"].startswith("takes the letter")
    assert doing["LEE"] == ""


def test_him_beside_a_name_is_somebody_else(shots_of):
    shot = shots_of(
        "DEV walks along the empty street in the snow.\n\nDEV\nHello?\n\nNORA\nHi.\n\nNora runs up and hugs him."
    )[-1]
    assert sorted(subject.character for subject in shot.visible) == ["DEV", "NORA"]


def test_a_known_gender_goes_before_an_unknown_one_and_a_contradicting_one_never():
    pools = Pools(last=["SAM"], present=["NORA", "SAM", "LEE"], earlier=[], genders={"NORA": "she", "LEE": "he"})
    assert meant("He nods.", pools) == ["LEE"]
    assert meant("She nods.", pools) == ["NORA"]
    only = Pools(last=["NORA"], present=["NORA"], earlier=[], genders={"NORA": "she"})
    assert meant("He nods.", only) == []


def test_possessives_are_told_from_objects():
    roles = [
        (item.gender, item.role) for item in pronouns_in("She takes her coat, kisses her and lifts her head to him.")
    ]
    assert roles == [("she", "subject"), ("she", "own"), ("she", "object"), ("she", "body"), ("he", "object")]
    assert pronouns_in("Il pleut.") == ()


def test_everybody_is_told_their_own_part(shots_of):
    shot = shots_after(shots_of, "Lee turns away. She smiles.")[-1]
    assert {subject.character: subject.expression for subject in shot.visible} == {"LEE": "", "NORA": "smiling"}
    assert next(subject for subject in shot.visible if subject.character == "LEE").facing is Facing.AWAY
