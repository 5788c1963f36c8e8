"""The shot list as a table."""

import csv
import io

import pytest

from storyboard.boards import safe_cell, write_shot_list
from storyboard.errors import InputError


def test_a_csv_has_every_shot_and_opens_as_utf_8(film, tmp_path):
    data = write_shot_list(film, tmp_path / "shots.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [clip.shot.id for clip in film.clips]
    assert rows[1]["duration_s"] == "3.5"
    assert rows[1]["movement"] == "push in"
    assert rows[4]["dialogue"] == "نور: البحر لا ينسى أحدًا."
    assert rows[2]["note"] == "'=1+1"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠a"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "MARA", "1+1=2", "'=1", "—no"])
def test_other_cells_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_a_page_has_one_table_a_scene_and_no_cell_breaks_out(film, tmp_path):
    text = write_shot_list(film, tmp_path / "shots.md").read_text(encoding="utf-8")
    assert text.count("\n## ") == 2
    assert "\\<img src=x onerror=alert(1)\\>" in text
    rows = [line for line in text.splitlines() if line.startswith(("| 1", "| 2"))]
    assert len(rows) == 8
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}


def test_other_endings_are_refused(film, tmp_path):
    with pytest.raises(InputError, match=r"\.csv, \.xlsx or \.md"):
        write_shot_list(film, tmp_path / "shots.docx")
