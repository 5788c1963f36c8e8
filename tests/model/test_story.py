"""Which look a character has in which scene."""

from __future__ import annotations

import pytest

from storyboard.model import Bible, Character, Look, LookCalendar, SceneTime, scene_times

MARA = Character(
    name="MARA",
    looks=(
        Look(name="soaked", scenes=("3", "4A")),
        Look(name="child", story=("flashback",)),
        Look(name="coat", since="5"),
        Look(name="burnt", since="8"),
        Look(name="ball", scenes=("9..10",)),
    ),
)
FILM = [
    SceneTime(number=number, story="flashback" if number in {"6", "6A"} else "")
    for number in ("1", "2", "3", "4", "4A", "5", "6", "6A", "7", "8", "9", "10", "11")
]


@pytest.mark.parametrize(
    ("scene", "look"),
    [
        ("1", "default"),
        ("3", "soaked"),
        ("4", "default"),
        ("4a", "soaked"),
        ("5", "coat"),
        ("6", "child"),
        ("6A", "child"),
        ("7", "coat"),
        ("8", "burnt"),
        ("9", "ball"),
        ("10", "ball"),
        ("11", "burnt"),
        ("99", "default"),
        ("", "default"),
    ],
)
def test_clothes_stay_on_until_something_changes_them(scene: str, look: str) -> None:
    assert LookCalendar(FILM).name_of_look(MARA, scene) == look


def test_what_begins_in_a_flashback_stays_in_it() -> None:
    torn = Character(name="MARA", looks=(Look(name="torn", since="6"),))
    calendar = LookCalendar(FILM)
    assert [calendar.name_of_look(torn, scene) for scene in ("5", "6", "6A", "7", "11")] == [
        "default", "torn", "torn", "default", "default",
    ]  # fmt: skip


def test_of_two_that_begin_in_one_scene_the_one_written_last_is_meant() -> None:
    twice = Character(name="MARA", looks=(Look(name="a", since="2"), Look(name="b", since="2")))
    assert LookCalendar(FILM).name_of_look(twice, "3") == "b"


def test_the_bible_says_when_a_scene_plays_before_the_script_does() -> None:
    bible = Bible(story_time={"day 2": ("7..",), "": ("6",)})
    times = {scene.number: scene.story for scene in scene_times(bible, FILM)}
    assert (times["5"], times["6"], times["6A"], times["7"], times["11"]) == ("", "", "flashback", "day 2", "day 2")


def test_a_look_bound_by_the_scenes_id_stays_when_numbers_move() -> None:
    moved = [SceneTime(number=str(place), id=name) for place, name in enumerate(("s001", "s001A", "s002"), 1)]
    bound = Character(name="MARA", looks=(Look(name="coat", scenes=("s002",)), Look(name="hat", since="S001A")))
    calendar = LookCalendar(moved)
    assert [calendar.name_of_look(bound, scene) for scene in ("1", "2", "3")] == ["default", "hat", "coat"]
    assert calendar.unknown_scenes(bound.looks[0]) == ()


def test_scenes_that_the_film_has_not_are_named() -> None:
    look = Look(name="x", scenes=("3", "33", "40..41"), since="50")
    assert LookCalendar(FILM).unknown_scenes(look) == ("33", "40", "41", "50")
    assert LookCalendar(FILM).unknown_scenes(MARA.looks[4]) == ()
