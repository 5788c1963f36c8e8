"""Scenes counted in eighths of a page."""

from __future__ import annotations

import pytest

from storyboard.breakdown import eighths_text, page_eighths
from storyboard.script import parse_fountain


def eighths(text: str) -> int:
    return page_eighths(parse_fountain(f"INT. HALL - DAY\n\n{text}", file="film.fountain").scenes[0])


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "1/8"), (5, "5/8"), (8, "1"), (11, "1 3/8"), (16, "2"), (953, "119 1/8")]
)
def test_eighths_are_written_as_schedules_write_them(count, text):
    assert eighths_text(count) == text


def test_the_shortest_scene_is_an_eighth():
    assert eighths("Nothing.") == 1


def test_a_page_holds_fifty_four_lines():
    # Three for the heading; a line of action and the one left blank before it: two each.
    assert eighths("\n\n".join(["A door."] * 25)) == 8
    assert eighths("\n\n".join(["A door."] * 52)) == 16


def test_dialogue_is_narrower_than_action():
    words = "word " * 120
    assert eighths(words) == 2
    assert eighths(f"NORA\n{words}") == 3


def test_of_two_who_speak_at_once_only_the_longer_counts():
    speech = "word " * 80
    once = eighths(f"NORA\n{speech}")
    assert eighths(f"NORA\n{speech}\n\nBEN ^\n{speech}") == once
    assert eighths(f"NORA\n{speech}\n\nBEN\n{speech}") > once


def test_what_is_not_printed_takes_no_paper():
    assert eighths("A door.\n\n[[" + "note " * 200 + "]]\n\n/* " + "gone " * 200 + "*/") == 1


def test_signs_as_wide_as_two_fill_a_line_sooner():
    assert eighths("山" * 600) == pytest.approx(eighths("a" * 1200), abs=1)


def test_one_endless_word_is_broken_at_the_edge():
    assert eighths("x" * 60 * 51) == 8
