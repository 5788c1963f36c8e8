"""Words in the picture, words over it, and people without a name."""

from __future__ import annotations

import pytest

from storyboard.breakdown.unnamed import unnamed_in
from storyboard.model import Severity, Timing


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('PAN LEFT to a shop window: "FOR SALE".', ("FOR SALE",)),
        ('The sign above the door says "OPEN".', ("OPEN",)),
        ('On his T-shirt: "I AM FINE".', ("I AM FINE",)),
        ('Graffiti on the wall: "NO FUTURE".', ("NO FUTURE",)),
        ("The clock reads 11:58.", ("11:58",)),
        ("Une affiche : « CE SOIR ».", ("CE SOIR",)),
        ("Un letrero: «CERRADO».", ("CERRADO",)),
        ("Auf dem Schild steht „ZU“.", ("ZU",)),
        ("Un'insegna: «APERTO».", ("APERTO",)),
        ("Um cartaz: “FECHADO”.", ("FECHADO",)),
        ("На вывеске: «ХЛЕБ».", ("ХЛЕБ",)),
        ("招牌上写着“末班车”。", ("末班车",)),
        ("看板「本日休業」。", ("本日休業",)),
        ('Ben says "hello" to the wall.', ()),
        ('She walks out and shouts "stop".', ()),
        ("Lee reads a book.", ()),
    ],
)
def test_what_can_be_read_is_in_the_picture(shots_of, text, written):
    assert shots_of(f"A very large and silent hall, with a floor of stone.\n\n{text}")[-1].frame_text == written


@pytest.mark.parametrize(
    ("insert", "quotation", "written"),
    [
        ("INSERT - PHONE SCREEN", '"Do not get on."', "Do not get on."),
        ("INSERT - LA LETTRE", "« Ma chère Élodie. »", "Ma chère Élodie."),
        ("INSERT - 手机屏幕", "“不要上车。”", "不要上车。"),
        ("INSERT - 手紙", "「さようなら」", "さようなら"),
        ("INSERT - THE PEBBLE", '"Home"', "Home"),
        ("INSERT - WALL CLOCK", "It reads 11:58.", "11:58"),
    ],
)
def test_a_quotation_after_an_insert_is_what_it_says(shots_of, insert, quotation, written):
    shots = shots_of(f"A very large and silent hall, with a floor of stone.\n\n{insert}\n\n{quotation}")
    assert len(shots) == 2
    assert (shots[1].size.value, shots[1].frame_text) == ("INSERT", (written,))


@pytest.mark.parametrize("title", ["THE END", "> THE END <", "FIN", "完", "КОНЕЦ"])
def test_the_end_lies_over_the_last_picture(shots_of, title):
    shots = shots_of(f"A very large and silent hall, with a floor of stone.\n\n{title}")
    assert [shot.overlay_text for shot in shots] == [(title.strip("<> "),)]


def test_people_without_a_name_are_told_once_and_stay_in_the_action(cut):
    shot_list = cut(
        "INT. A - DAY\n\nA nurse brings soup to ANNA (8).\n\nINT. B - DAY\n\nThree children point at a crowd of people. "
        "Two GUARDS wait.\n\nINT. C - DAY\n\nA nurse runs."
    ).shot_list
    told = [found for found in shot_list.diagnostics if found.code == "unnamed-people"]
    assert [(found.line, found.severity) for found in told] == [(3, Severity.INFO)]
    assert told[0].message == (
        "a nurse, three children, a crowd of people, two guards: drawn only if you give them a name in CAPS"
    )
    assert "Three children point" in " ".join(shot.action.text for shot in shot_list.shots)
    assert [person.name for person in shot_list.people] == ["ANNA"]


def test_people_with_a_name_are_not_told(cut):
    found = cut("INT. A - DAY\n\nA nurse waits.\n\nNURSE\nYes?").shot_list.diagnostics
    assert [item.code for item in found] == []


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("LES ENFANTS dorment.", ("les enfants",)),
        ("三个孩子坐在后座。", ("三个孩子",)),
        ("The man's hat lies there.", ()),
        ('A sign: "TWO MEN".', ()),
        ("A lamp burns.", ()),
    ],
)
def test_nameless_people_in_other_words(text, nameless):
    assert unnamed_in(text) == nameless


def test_a_sentence_is_not_cut_for_a_second_or_two(shots_of):
    sentence = " ".join(["They will tear up the rails by spring,", *["and nobody has said a word"] * 4]) + "."
    said = [line.text for shot in shots_of(f"ANNA\n{sentence}") for line in shot.dialogue]
    words = len(sentence.split()) / Timing().words_per_second
    assert Timing().longest < words + Timing().speech_padding < Timing().longest * 4 / 3
    assert said == [sentence]
