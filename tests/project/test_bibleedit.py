"""Setting one value in storyboard.yaml leaves everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.errors import BibleError
from storyboard.project import parse_bible, set_in_bible, with_value

BIBLE = """\
# The film.
script: a.fountain   # as delivered

characters:
  MARA:              # the keeper
    description: >-
      woman of 36,
      freckles
    # references: [refs/old.png]
    looks:
      soaked: {scenes: [3], wardrobe: "wet coat"}   # after the storm

  DEV:
    description: ""

# Places.
locations:
  PIER:
"""


def test_a_new_key_goes_behind_the_last_one_of_its_character() -> None:
    edited = with_value(BIBLE, ("characters", "MARA", "references"), ["refs/mara.png"])
    assert '"wet coat"}   # after the storm\n    references: [refs/mara.png]\n\n  DEV:' in edited
    assert edited.replace("    references: [refs/mara.png]\n", "") == BIBLE


def test_a_value_is_replaced_and_the_comment_behind_it_stays() -> None:
    edited = with_value(BIBLE, ("script",), "b.fountain")
    assert edited == BIBLE.replace("script: a.fountain   #", "script: b.fountain   #")


def test_a_folded_text_is_replaced_as_a_whole() -> None:
    edited = with_value(BIBLE, ("characters", "MARA", "description"), "man of 60")
    assert parse_bible(edited, file="x").characters[0].description == "man of 60"
    assert "freckles" not in edited
    assert "# references: [refs/old.png]" in edited


def test_a_look_written_in_one_line_gets_its_key_in_that_line() -> None:
    edited = with_value(BIBLE, ("characters", "MARA", "looks", "soaked", "references"), ["refs/wet.png"])
    assert "soaked: {scenes: [3], wardrobe: wet coat, references: [refs/wet.png]}   # after the storm" in edited


def test_an_empty_place_gets_a_first_key() -> None:
    edited = with_value(BIBLE, ("locations", "PIER", "references"), ["refs/pier.png"])
    assert edited.endswith("  PIER:\n    references: [refs/pier.png]\n")


def test_whole_sections_are_added_at_the_end() -> None:
    edited = with_value(BIBLE, ("props", "FLASK", "references"), ["refs/flask.png"])
    assert edited == BIBLE + "props:\n  FLASK:\n    references: [refs/flask.png]\n"


def test_line_ends_of_windows_stay() -> None:
    windows = BIBLE.replace("\n", "\r\n")
    edited = with_value(windows, ("characters", "DEV", "references"), ["refs/dev.png"])
    assert edited.count("\n") == edited.count("\r\n") == BIBLE.count("\n") + 1


def test_a_layout_that_cannot_be_edited_is_left_alone_and_the_cure_says_what_to_write() -> None:
    text = "characters: {MARA: {description: 'a # b'},\n  DEV: {description: x}}\n"
    with pytest.raises(BibleError, match="Write it in by hand: references") as caught:
        with_value(text + "# end\n", ("characters", "MARA", "looks", "a", "references"), ["refs/x.png"])
    assert caught.value.line == 1


@given(st.text(min_size=1, max_size=30), st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
def test_any_text_reads_back_as_it_was_given(name: str, pictures: list[str]) -> None:
    clean = "".join(char for char in name if char.isalnum()) or "X"
    try:
        edited = with_value(BIBLE, ("characters", clean, "references"), pictures)
    except BibleError:
        return
    found = parse_bible(edited, file="x").character(clean)
    assert found is not None
    assert list(found.references) == pictures


def test_on_disk_the_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "storyboard.yaml"
    path.write_text(BIBLE, encoding="utf-8")
    set_in_bible(path, ("characters", "DEV", "voice"), "low")
    assert "    voice: low\n" in path.read_text(encoding="utf-8")
    assert [entry.name for entry in tmp_path.iterdir()] == ["storyboard.yaml"]
