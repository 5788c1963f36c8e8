"""storyboard shots -o list.xlsx, and --import of what became of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")


@pytest.fixture
def edit(film: Path, run: Any) -> Callable[..., Path]:
    """Writes list.xlsx, changes cells of it by shot id and column as openpyxl does, and gives the file."""

    def change(cells: dict[tuple[str, str], object], work: Callable[[Any], None] = lambda sheet: None) -> Path:
        path = film / "list.xlsx"
        assert run("-C", film, "shots", "-o", path).code == 0
        book = openpyxl.load_workbook(path)
        sheet = book["Shots"]
        columns = {cell.value: cell.column for cell in sheet[1]}
        rows = {sheet.cell(row=row, column=2).value: row for row in range(2, sheet.max_row + 1)}
        for (shot, column), value in cells.items():
            sheet.cell(row=rows[shot], column=columns[column]).value = value
        work(sheet)
        book.save(path)
        return path

    return change


def test_an_untouched_workbook_saved_again_changes_no_byte(film, run, edit):
    path = edit({})
    before = (film / "shots.yaml").read_bytes()
    result = run("-C", film, "shots", "--import", path)
    assert (result.code, result.out) == (0, "Nothing has changed\n")
    assert (film / "shots.yaml").read_bytes() == before


def test_what_a_spreadsheet_retypes_is_no_edit(film, run, edit):
    def number_it_with_dashes() -> None:
        bible = film / "storyboard.yaml"
        bible.write_text(
            bible.read_text(encoding="utf-8").replace("numbering: letters", "numbering: dash"), encoding="utf-8"
        )

    def retype(sheet: Any) -> None:
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            seconds, frames, number, scene = (
                sheet.cell(row=row, column=columns[name])
                for name in ("duration_s", "duration_frames", "number", "scene")
            )
            seconds.value = str(seconds.value).replace(".", ",")
            frames.value = float(frames.value)
            scene.value = int(scene.value)
            first, last = (int(part) for part in number.value.split("-"))
            number.value = dt.datetime(2026, first, last)  # noqa: DTZ001 - a cell of Excel knows no zone

    number_it_with_dashes()
    path = edit({}, retype)
    before = (film / "shots.yaml").read_bytes()
    result = run("-C", film, "shots", "--import", path)
    assert (result.code, result.out) == (0, "Nothing has changed\n")
    assert (film / "shots.yaml").read_bytes() == before


def test_edits_are_told_in_one_line_and_as_json(film, run, edit):
    path = edit({("s001_0010", "size"): "medium wide", ("s001_0020", "note"): "ask Tomas"})
    told = json.loads(run("-C", film, "shots", "--import", path, "--json").out)
    assert [shot["size"] for shot in told["shots"][:1]] == ["MLS"]
    assert [change["id"] for change in told["import"]["changed"]] == ["s001_0010", "s001_0020"]
    assert told["import"]["added"] == []
    path = edit({("s001_0010", "size"): "CU", ("s001_0020", "note"): None})
    result = run("-C", film, "shots", "--import", path)
    assert result.out == '2 shots changed: s001_0010 size MLS -> CU; s001_0020 note "ask Tomas" -> ""\n'


def test_a_wrong_cell_is_named_by_row_and_letter(film, run, edit):
    before = (film / "list.xlsx", (run("-C", film, "shots"), (film / "shots.yaml").read_bytes())[1])[1]
    path = edit({("s001_0020", "size"): "HUGE"})
    result = run("-C", film, "shots", "--import", path)
    assert result.code == 2
    assert "list.xlsx:3: column I (size), shot s001_0020: 'HUGE' is not a shot size; take ECU, CU, MCU" in result.err
    assert (film / "shots.yaml").read_bytes() == before


def test_pictures_that_an_edit_makes_wrong_are_counted(film, run, edit):
    assert run("-C", film, "frames").code == 0
    path = edit({("s001_0010", "size"): "ECU", ("s001_0020", "note"): "nothing to see"})
    result = run("-C", film, "shots", "--import", path)
    assert "1 picture is out of date now; storyboard plan tells why" in result.err


def test_import_and_fitting_at_once_are_refused(film, run, edit):
    assert run("-C", film, "shots", "--import", edit({}), "--length", "30s").code == 2


def test_edits_by_hand_in_a_spreadsheet_and_in_the_script_outlive_each_other(film, run, edit):
    run("-C", film, "shots")
    shots = film / "shots.yaml"
    text = shots.read_text(encoding="utf-8").replace("    size: MCU", "    # she insists\n    size: CU  # closer", 1)
    assert "she insists" in text
    shots.write_text(text, encoding="utf-8")

    def add_a_row(sheet: Any) -> None:
        columns = {cell.value: cell.column for cell in sheet[1]}
        sheet.insert_rows(3)
        sheet.cell(row=3, column=columns["action"]).value = "Her boots on the planks."

    path = edit(
        {("s001_0010", "light"): "fog; low sun", ("s002_0010", "people"): '"MARA" left, tired; TOMAS off screen'},
        add_a_row,
    )
    result = run("-C", film, "shots", "--import", path)
    assert result.code == 0, result.err
    assert "1 new: s001_0015" in result.out
    script = film / "errand.fountain"
    read = script.read_text(encoding="utf-8").replace(
        "EXT. HARBOUR", "EXT. SEA - DAWN\n\nA ferry far out.\n\nEXT. HARBOUR", 1
    )
    script.write_text(read, encoding="utf-8")
    listed = json.loads(run("-C", film, "shots", "--json").out)["shots"]
    ids = [shot["id"] for shot in listed]
    assert ids.index("s001_0015") == ids.index("s001_0010") + 1
    assert ids[0] not in {"s001_0010", "s002_0010"}
    by_id = {shot["id"]: shot for shot in listed}
    assert by_id["s001_0010"]["light"] == "fog; low sun"
    assert by_id["s001_0015"]["action"] == "Her boots on the planks."
    people = by_id["s002_0010"]["subjects"]
    assert [(one["character"], one["staging"], one["expression"], one["on_screen"]) for one in people] == [
        ("MARA", "left", "tired", True),
        ("TOMAS", "centre", "", False),
    ]
    assert "    # she insists\n    size: CU  # closer\n" in shots.read_text(encoding="utf-8")


def test_explain_tells_values_in_words_and_edits_from_rules(film, run, edit):
    run("-C", film, "shots", "--import", edit({("s001_0020", "people"): "TOMAS left, wary; MARA off screen"}))
    lines = run("-C", film, "shots", "--explain", "s001_0020").out.splitlines()
    people = next(index for index, line in enumerate(lines) if line.startswith("  people"))
    assert lines[people].split("  ")[-1].strip() == "by hand (shots.yaml)"
    assert "TOMAS left, wary" in lines[people]
    assert lines[people + 1].strip() == "MARA off screen"
    assert not any("Subject(" in line for line in lines)
    assert any("the scene's heading" in line for line in lines)


def test_the_list_tells_minutes_against_pages(film, run):
    lines = run("-C", film, "shots").out.splitlines()
    listed = json.loads(run("-C", film, "shots", "--json").out)
    harbour = listed["scenes"][0]
    assert lines[1].startswith("1  EXT. HARBOUR - DAY   (")
    assert f"{harbour['page_eighths']}/8 page, 0:{round(harbour['duration_s']):02d})" in lines[1]
    assert lines[-1].startswith(f"{len(listed['shots'])} shots, 0:")
    assert lines[-1].endswith(f"; script {listed['page_eighths']}/8 page")
    assert sum(scene["duration_s"] for scene in listed["scenes"]) == pytest.approx(listed["duration_s"], abs=0.001)
