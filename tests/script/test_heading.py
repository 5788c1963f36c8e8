"""Sluglines taken apart."""

from __future__ import annotations

import pytest

from storyboard.model import Interior, TimeOfDay
from storyboard.script.heading import match_heading, read_heading


@pytest.mark.parametrize(
    ("text", "interior", "place", "sub_place", "time"),
    [
        ("INT. LIGHTHOUSE - LAMP ROOM - NIGHT", Interior.INT, "LIGHTHOUSE", "LAMP ROOM", TimeOfDay.NIGHT),
        ("EXT. HOUSE -- LATER THAT NIGHT", Interior.EXT, "HOUSE", "", TimeOfDay.NIGHT),
        ("INT./EXT. CAR – MAGIC HOUR", Interior.BOTH, "CAR", "", TimeOfDay.DUSK),
        ("I/E. CAR / STREET - EARLY MORNING", Interior.BOTH, "CAR", "STREET", TimeOfDay.DAWN),
        ("INT.CABIN.DAY", Interior.INT, "CABIN", "", TimeOfDay.DAY),
        ("EXT. Nuit. Campement", Interior.EXT, "Campement", "", TimeOfDay.NIGHT),
        ("INT HOUSE DAY", Interior.INT, "HOUSE", "", TimeOfDay.DAY),
        ("ИНТ. КВАРТИРА – КУХНЯ – НОЧЬ", Interior.INT, "КВАРТИРА", "КУХНЯ", TimeOfDay.NIGHT),
        ("内景 咖啡馆 - 黄昏", Interior.INT, "咖啡馆", "", TimeOfDay.DUSK),
        ("خارجي - الدرج - ليل", Interior.EXT, "الدرج", "", TimeOfDay.NIGHT),
        ("INT. BAR - 11:30 PM", Interior.INT, "BAR", "", TimeOfDay.NIGHT),
        ("EXT. LAWN - CLOSE ON CNN MAN - SUNSET (MARCH 15, 1999)", Interior.EXT, "LAWN", "", TimeOfDay.DUSK),
        ("INT. NIGHT CLUB - DAY", Interior.INT, "NIGHT CLUB", "", TimeOfDay.DAY),
        ("INT. HOUSE - DAY - FLASHBACK (1944)", Interior.INT, "HOUSE", "", TimeOfDay.DAY),
    ],
)
def test_headings_are_taken_apart(text, interior, place, sub_place, time):
    heading = read_heading(text, before=TimeOfDay.DAY)
    assert (heading.interior, heading.place, heading.sub_place, heading.time) == (interior, place, sub_place, time)


@pytest.mark.parametrize("word", ["CONTINUOUS", "LATER", "MOMENTS LATER", "SAME TIME", "CONTINU", "ПРОДОЛЖЕНИЕ"])
def test_carried_times_mean_the_light_of_the_scene_before(word):
    heading = read_heading(f"INT. HALL - {word}", before=TimeOfDay.DUSK)
    assert (heading.place, heading.time_raw, heading.time) == ("HALL", word, TimeOfDay.DUSK)


def test_times_run_through_a_script(read):
    script = read("INT. A - NIGHT\n\nx\n\nINT. B - CONTINUOUS\n\nx\n\nINT. C\n\nx\n\nEXT. D - DAY\n\nx")
    assert [scene.heading.time.value for scene in script.scenes] == ["night", "night", "night", "day"]
    assert [found.code for found in script.diagnostics] == ["heading-lacks-time"]


@pytest.mark.parametrize(
    "line",
    [
        "Interior decorators arrive.",
        "Est ce que tu viens ?",
        "Extra guards - two.",
        "INT.",
        "INTO THE WOODS",
        "ESTABLISHING",
    ],
)
def test_sentences_that_begin_like_headings_are_none(line):
    assert match_heading(line) is None


def test_scene_numbers_become_ids_that_stay_unique(read):
    numbers = ["1", "1A", "A2", "1", None, "3-X7", "$%"]
    text = "\n\n".join(f"INT. A - DAY{f' #{number}#' if number else ''}\n\nGo." for number in numbers)
    scenes = read(text).scenes
    assert [scene.id for scene in scenes] == ["s001", "s001A", "s002A", "s001B", "s001C", "s003", "s003A"]
    assert [scene.number for scene in scenes] == ["1", "1A", "A2", "1", "1C", "3-X7", "3A"]


def test_scenes_without_numbers_are_counted(read):
    scenes = read("INT. A - DAY\n\nGo.\n\n12. EXT. B - DAY\n\nGo.\n\nINT. C - DAY\n\nGo.").scenes
    assert [(scene.id, scene.number) for scene in scenes] == [("s001", "1"), ("s012", "12"), ("s012A", "12A")]


@pytest.mark.parametrize(
    "text",
    [
        "INT. HOUSE - NIGHT - FLASHBACK",
        "INT. HOUSE - FLASHBACK - NIGHT",
        "INT. HOUSE - NIGHT (FLASHBACK)",
        "INT. HOUSE - NIGHT FLASHBACK",
        "FLASHBACK - INT. HOUSE - NIGHT",
        "FLASHBACK: INT. HOUSE - NIGHT",
    ],
)
def test_a_flashback_keeps_its_place_and_its_time(text):
    assert match_heading(text) is not None
    heading = read_heading(text)
    assert (heading.interior.value, heading.place, heading.sub_place, heading.time.value) == (
        "INT",
        "HOUSE",
        "",
        "night",
    )


def test_a_heading_without_any_sign_counts_only_where_nothing_keeps_to_the_rules():
    assert match_heading("int forest cabin night") is None
    assert match_heading("int forest cabin night", loose=True).strong
    assert match_heading("ext the long road to the old house by night in the rain", loose=True) is None
    assert (
        match_heading("Int. is short for the interior of a house.", loose=True) is None
        or not match_heading("Int. is short for the interior of a house.", loose=True).strong
    )
