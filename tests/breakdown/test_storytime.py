"""Flashbacks, dreams and days, as scripts announce them."""

from __future__ import annotations

import pytest

from storyboard.model import Bible, Character, Look


@pytest.mark.parametrize(
    ("heading", "story"),
    [
        ("INT. HALL - DAY", ""),
        ("INT. HALL - NIGHT (FLASHBACK)", "flashback"),
        ("INT. HALL - DAY [FLASHBACK]", "flashback"),
        ("EXT. BEACH - DAY - TWENTY YEARS EARLIER", "flashback"),
        ("INT. HALL - DREAM SEQUENCE", "dream"),
        ("INT. HALL - DAY 2", "day 2"),
        ("INT. DREAMLAND CINEMA - DAY", ""),
        ("INT. SALON - JOUR (RETOUR EN ARRIÈRE)", "flashback"),
        ("ИНТ. КУХНЯ - ДЕНЬ (ФЛЭШБЕК)", "flashback"),
        ("INNEN. KÜCHE - TAG (RÜCKBLENDE)", "flashback"),
    ],
)
def test_a_heading_says_when_its_scene_plays(cut, heading: str, story: str) -> None:
    scenes = cut(f"{heading}\n\nNora waits.\n\nINT. CELLAR - DAY\n\nBen waits.\n").shot_list.scenes
    assert [scene.story for scene in scenes] == [story, ""]


def test_a_line_says_it_for_the_scenes_that_follow_until_another_ends_it(cut) -> None:
    script = (
        "INT. HALL - DAY\n\nNora waits.\n\nBEGIN FLASHBACK:\n\nINT. SCHOOL - DAY\n\nNora reads.\n\n"
        "INT. YARD - DAY\n\nNora runs.\n\nEND FLASHBACK.\n\nINT. HALL - DAY\n\nNora wakes.\n"
    )
    assert [scene.story for scene in cut(script).shot_list.scenes] == ["", "flashback", "flashback", ""]


def test_a_sentence_about_a_dream_begins_none(cut) -> None:
    script = "INT. HALL - DAY\n\nNora tells him of her dream.\n\nINT. CELLAR - DAY\n\nBen waits.\n"
    assert [scene.story for scene in cut(script).shot_list.scenes] == ["", ""]


def test_a_look_bound_to_flashbacks_is_worn_in_them_and_nowhere_else(cut) -> None:
    nora = Character(name="NORA", looks=(Look(name="uniform", story=("flashback",)), Look(name="coat", since="3")))
    script = (
        "INT. HALL - DAY\n\nNora waits.\n\nINT. SCHOOL - DAY (FLASHBACK)\n\nNora reads.\n\n"
        "INT. STREET - DAY\n\nNora walks.\n\nINT. SHOP - DAY\n\nNora looks up.\n"
    )
    shots = cut(script, Bible(characters=(nora,))).shot_list.shots
    assert [shot.visible[0].look for shot in shots] == ["default", "uniform", "coat", "coat"]
