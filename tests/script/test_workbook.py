"""Excel workbooks, real ones and ones made to hurt."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from storyboard.errors import ScriptError
from storyboard.script import read_script
from storyboard.script.sheetparts import read_sheet_parts

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_of(sheet: bytes) -> bytes:
    """A zip archive that looks like a workbook as far as the guards go."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f"<workbook xmlns='{NAMESPACE}'/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


@pytest.fixture
def saved(tmp_path):
    """Save rows as a workbook."""
    openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")

    def saver(*rows, more=(), merged=()):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for title in more:
            book.create_sheet(title).append(["x"])
        for cells in merged:
            book.active.merge_cells(cells)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return path

    return saver


def test_a_sheet_is_read_like_any_shot_list(saved, look):
    path = saved(
        ["My film"],
        ["Scene", "Shot", "Description", "Size", "Duration"],
        [1, "1A", "Nora enters\nthe kitchen", "WS", 4.5],
        [None, "1B", "Her hand", "CU", "0:03"],
        [None, None, None, None, None],
        [2, "2A", "Rain", "WS", dt.time(0, 6)],
    )
    script = read_script(path)
    assert (script.format, script.title_page) == ("xlsx", {"title": "My film"})
    assert look.shots(script) == [("1A", "WS, 4.5s"), ("1B", "CU, 3.0s"), ("2A", "WS, 6s")]
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [3, 4, 6]


def test_other_sheets_are_named(saved, look):
    path = saved(["Shot", "Description"], [1, "A man walks"], more=["Budget"])
    script = read_script(path)
    assert look.codes(script) == ["other-sheets"]
    assert "Budget" in script.diagnostics[0].message


def test_an_empty_workbook_is_an_error(saved):
    with pytest.raises(ScriptError, match="empty"):
        read_script(saved())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook_of(b"A" * 40_000_000), "unpacks from"),
        (workbook_of(b"A" * 80_000_000), "unpacks to 80 MB"),
        (workbook_of(b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "document type"),
        (workbook_of(b"<worksheet/>"), "damaged|extra"),
        (workbook_of(b"<worksheet/>")[:120], "damaged zip"),
    ],
)
def test_a_workbook_made_to_hurt_is_refused_before_it_is_unpacked(tmp_path, data, said):
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    with pytest.raises(ScriptError, match=said) as caught:
        read_script(path)
    assert str(caught.value).startswith(str(path))


def test_other_archives_are_named_for_what_they_are(tmp_path):
    path = tmp_path / "script.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(ScriptError, match="Word document"):
        read_script(path)


def test_a_formula_without_a_stored_result_is_named(saved):
    script = read_script(saved(["Shot", "Description", "Duration"], ["1", "Nora sits", "=A1+2"], ["2", "Mug", 3]))
    found = [found for found in script.diagnostics if found.code == "formula-without-result"]
    assert [(one.line, "cell C2 is a formula" in one.message) for one in found] == [(2, True)]


def test_a_cell_merged_downwards_holds_for_each_of_its_rows(saved, look):
    path = saved(
        ["Scene", "Shot", "Location", "Size", "Description", "Duration"],
        [1, "1A", "Kitchen", "WS", "Nora sits", 4],
        [None, "1B", None, None, "Mug", None],
        [None, "1C", None, "CU", None, 2],
        [2, "2A", "Street", "MS", "Run", 3],
        merged=("A2:A4", "C2:C4", "D2:D3", "E3:E4", "F2:F3"),
    )
    script = read_script(path)
    assert [scene.heading.place for scene in script.scenes] == ["Kitchen", "Street"]
    assert look.shots(script) == [("1A", "WS, 4s"), ("1B", "WS"), ("1C", "CU, 2.0s"), ("2A", "MS, 3.0s")]
    assert look.texts(script) == ["Nora sits", "Mug", "Mug", "Run"]


def test_merged_cells_without_end_are_refused(tmp_path):
    sheet = f"<worksheet xmlns='{NAMESPACE}'><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><mergeCells>"
    path = tmp_path / "list.xlsx"
    merges = "".join(f"<mergeCell ref='A{row}:B{row + 1}'/>" for row in range(1, 20_050))
    path.write_bytes(f"{sheet}{merges}</mergeCells></worksheet>".encode())
    with pytest.raises(ScriptError, match="more than 20,000 merged cells"):
        read_sheet_parts(path.read_bytes(), path)
