"""Edited shot lists taken back: what a spreadsheet does to a file is no edit, what a person does is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from storyboard.errors import ShotListError
from storyboard.flows import (
    Project,
    current_shots,
    import_shots,
    new_project,
    open_project,
    write_shots,
)

SCRIPT = """\
INT. HALL - DAY

NORA (30) waits by the door; she is afraid.

NORA
(whispers)
Straße; «où», “äh”?

CLOSE ON the door. A sign: "1-1".

EXT. YARD - NIGHT

Nora and TOM run across the wet stones.

TOM (V.O.)
It was -- 5 o'clock.
"""
Rows = list[dict[str, str]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    script = tmp_path / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    new_project(tmp_path / "film", script=script)
    opened = open_project(tmp_path / "film")
    current_shots(opened)
    _edit(opened, "size: CU", "size: CU  # closer!")
    _edit(opened, "    setup: s002_A", '    note: =1+1\n    lens: "007"\n    light: true\n    setup: s002_A')
    # In the words of a person, and with a number that spreadsheets take for a date.
    _edit(opened, "    framing: single", "    number: 1-1\n    framing: Single Shot")
    return opened


def _edit(project: Project, old: str, new: str) -> None:
    text = project.layout.shots.read_text(encoding="utf-8")
    assert old in text
    project.layout.shots.write_text(text.replace(old, new, 1), encoding="utf-8")


def _rows(project: Project) -> Rows:
    path = write_shots(project, project.layout.root / "list.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _save(
    project: Project, rows: Rows, *, name: str = "list.csv", delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = project.layout.root / name
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def _as_is(cells: dict[str, str]) -> dict[str, str]:
    return cells


def _as_excel_in_europe(cells: dict[str, str]) -> dict[str, str]:
    changed = {
        "duration_s": cells["duration_s"].replace(".", ","),
        "number": "01. Jan" if cells["number"] == "1-1" else cells["number"],
    }
    changed |= {"lens": cells["lens"].lstrip("0"), "light": cells["light"].replace("true", "WAHR")}
    return {**cells, **changed}


def _as_libreoffice(cells: dict[str, str]) -> dict[str, str]:
    return {
        **cells,
        "duration_frames": f"{cells['duration_frames']}.0",
        "number": "2026-01-01" if cells["number"] == "1-1" else cells["number"],
    }


@pytest.mark.parametrize("rewrite", [_as_is, _as_excel_in_europe, _as_libreoffice])
@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [
        (",", "utf-8"),
        (";", "utf-8-sig"),
        ("\t", "utf-16"),
        (";", "utf-16-le"),
        (";", "cp1252"),
        (";", "cp1250"),
        (",", "mac_roman"),
    ],
)
def test_an_untouched_export_changes_no_byte_whatever_rewrote_it(
    project: Project, rewrite: Callable[[dict[str, str]], dict[str, str]], delimiter: str, encoding: str
) -> None:
    before = project.layout.shots.read_bytes()
    file = _save(project, [rewrite(row) for row in _rows(project)], delimiter=delimiter, encoding=encoding)
    report = import_shots(project, file)
    assert (report.changed, report.added, report.reordered, report.missing) == ((), (), False, ())
    assert project.layout.shots.read_bytes() == before


def test_letters_that_an_old_code_page_lost_are_no_edit(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text("EXT. ПРИСТАНЬ - ДЕНЬ\n\nАнна ждёт у воды. 灯塔又亮了。\n\nАННА\nГде ты?\n", encoding="utf-8")
    new_project(tmp_path / "film", script=script)
    project = open_project(tmp_path / "film")
    current_shots(project)
    before = project.layout.shots.read_bytes()
    rows = _rows(project)
    rows[-1]["note"] = "Ближе"
    report = import_shots(project, _save(project, rows, delimiter=";", encoding="cp1251"))
    assert [(change.id, [cell.column for cell in change.cells]) for change in report.changed] == [
        (rows[-1]["id"], ["note"])
    ]
    assert "Ближе".encode() in project.layout.shots.read_bytes()
    assert "灯塔又亮了。".encode() in before
    assert "灯塔又亮了。".encode() in project.layout.shots.read_bytes()
    assert any("cp1251" in note for note in report.notes)


def test_edits_are_kept_like_edits_by_hand_and_comments_stay(project: Project) -> None:
    rows = _rows(project)
    rows[0] |= {
        "size": "close-up",
        "duration_s": "3,5",
        "people": "NORA [young] left, afraid; TOM off screen",
        "light": "lamp",
    }
    rows[1] |= {
        "dialogue": "NORA (V.O.): Wait.\nTOM [o.s.]: No.",
        "frame_text": "KEEP OUT / 5 \\/ 6",
        "movement": "dolly in",
    }
    report = import_shots(project, _save(project, rows))
    first, second = report.shots.shot_list.shots[:2]
    assert (str(first.size), first.duration_frames, first.light) == ("CU", 84, "lamp")
    assert [(one.character, one.look, one.on_screen) for one in first.subjects] == [
        ("NORA", "young", True),
        ("TOM", "default", False),
    ]
    assert [(line.character, str(line.voice), line.text) for line in second.dialogue] == [
        ("NORA", "v.o.", "Wait."),
        ("TOM", "o.s.", "No."),
    ]
    assert (second.frame_text, str(second.movement)) == (("KEEP OUT", "5 / 6"), "push in")
    assert [change.id for change in report.changed] == [first.id, second.id]
    assert "size: CU  # closer!" in project.layout.shots.read_text(encoding="utf-8")
    assert current_shots(project, again=True).shot_list.shots == report.shots.shot_list.shots


def test_an_emptied_cell_puts_the_field_back(project: Project) -> None:
    rows = _rows(project)
    kept = rows[-1]["id"]
    assert rows[-1]["dialogue"]
    rows[-1] |= {"dialogue": "", "people": "", "angle": "", "location": ""}
    rows[0] |= {"number": ""}
    shots = import_shots(project, _save(project, rows)).shots.shot_list
    last = shots.shot(kept)
    assert (last.dialogue, last.subjects, str(last.angle), last.location) == ((), (), "eye", "")
    assert shots.shots[0].number == "1A"
    again = current_shots(project, again=True).shot_list.shot(kept)
    assert (again.dialogue, again.subjects) == ((), ())


def test_columns_that_are_missing_or_unknown_change_nothing(project: Project) -> None:
    before = project.layout.shots.read_bytes()
    rows = [{"Shot ID": row["id"], "Shot Size": row["size"], "Catering": "soup"} for row in _rows(project)]
    report = import_shots(project, _save(project, rows))
    assert not report.changed
    assert project.layout.shots.read_bytes() == before
    assert any("Catering" in note for note in report.notes)


def test_the_order_of_the_rows_is_the_order_of_the_film_and_outlives_a_new_reading(project: Project) -> None:
    rows = _rows(project)
    order = [row["id"] for row in rows]
    moved = [order[1], order[0], *order[2:]]
    report = import_shots(project, _save(project, [rows[1], rows[0], *rows[2:]]))
    assert report.reordered
    assert not report.changed
    assert [shot.id for shot in current_shots(project, again=True).shot_list.shots] == moved


def test_new_rows_get_ids_between_their_neighbours_and_never_a_used_one(project: Project) -> None:
    rows = _rows(project)
    blank = dict.fromkeys(rows[0], "")
    (project.layout.root / "frames" / "shot" / "s001_0015").mkdir(parents=True)
    total = blank | {"duration_s": "99"}
    new = [blank | {"action": "Her hands."}, blank | {"size": "ECU", "duration_s": "0:02"}]
    report = import_shots(project, _save(project, [rows[0], *new, *rows[1:], blank | {"action": "The end."}, total]))
    ids = [shot.id for shot in report.shots.shot_list.shots]
    assert ids[0] == "s001_0010"
    assert ids[3] == "s001_0020"
    assert "s001_0015" not in ids
    assert all("s001_0010" < shot_id < "s001_0020" for shot_id in report.added[:2])
    assert ids[-1].startswith("s002_")
    made = report.shots.shot_list.shot(ids[1])
    assert (made.location, made.scene, str(made.time), made.number) == ("HALL", "s001", "day", f"1-{ids[1][-4:]}")
    assert any("left out" in note for note in report.notes)
    assert [shot.id for shot in current_shots(project, again=True).shot_list.shots] == ids


def test_rows_that_are_missing_are_left_alone_in_their_place(project: Project) -> None:
    rows = _rows(project)
    order = [row["id"] for row in rows]
    report = import_shots(project, _save(project, [rows[0], *rows[2:]]))
    assert report.missing == (order[1],)
    assert [shot.id for shot in report.shots.shot_list.shots] == order
    assert not report.reordered


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"size": "HUGE"}, r"list\.csv:3: column 'size', shot s001_0020: 'HUGE' is not a shot size; take ECU, CU"),
        ({"size": ""}, "column 'size'.*a shot has a size"),
        ({"duration_s": ""}, "column 'duration_s'.*a shot has a length"),
        ({"duration_s": "soon"}, "column 'duration_s'.*'soon' is not a length"),
        ({"duration_s": "2", "duration_frames": "20"}, "2 seconds are not 20 frames"),
        ({"movement": "teleport"}, "column 'movement'.*not a camera move"),
        ({"people": "NORA [young left"}, "column 'people'.*the bracket of the look is not closed"),
        ({"dialogue": "Wait!"}, "column 'dialogue'.*does not say who speaks"),
        ({"scene": "9"}, "column 'scene'.*there is no scene '9'.*Known: 1, 2"),
        ({"frame_from": "7Z"}, "column 'frame_from'.*there is no shot '7Z'"),
        ({"frame_from": "s001_0020"}, "cannot use its own picture"),
        ({"reference_policy": "nonsense"}, "column 'reference_policy'"),
        ({"approved": "perhaps"}, "neither yes nor no"),
        ({"id": "s001_0010"}, r"list\.csv:3: column 'id': s001_0010 stands in row 2 too.*Empty the id"),
        ({"id": "s009_0010"}, r"list\.csv:3: column 'id': there is no shot 's009_0010'.*Leave the id of a new shot empty"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_row_and_column_and_nothing_is_written(
    project: Project, change: dict[str, str], says: str
) -> None:
    before = project.layout.shots.read_bytes()
    rows = _rows(project)
    rows[0]["note"] = "this must not be written"
    rows[1] |= change
    with pytest.raises(ShotListError, match=f"(?s){says}"):
        import_shots(project, _save(project, rows))
    assert project.layout.shots.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("list.csv", b"a,b\n1,2\n", "no column 'id'"),
        ("list.csv", b"", "no table"),
        ("list.csv", b"\x89PNG\r\n\x1a\n", "PNG picture"),
        ("list.csv", b"PK\x03\x04nonsense", "zip archive"),
        ("list.docx", b"", "ends in .csv, .tsv, .xlsx or .yaml"),
        ("list.yaml", b"shoots: []\n", "no list called 'shots'.*Give a shots.yaml"),
        ("list.yaml", b"\xff\xfe", "Not UTF-8"),
        ("list.yaml", b"shots:\n  - id: s001_0010\n    size: HUGE\n", "list.yaml:3:.*size"),
    ],
)
def test_a_file_that_is_no_shot_list_says_so(project: Project, name: str, data: bytes, says: str) -> None:
    before = project.layout.shots.read_bytes()
    path = project.layout.root / name
    path.write_bytes(data)
    with pytest.raises(ShotListError, match=f"(?s){says}"):
        import_shots(project, path)
    assert project.layout.shots.read_bytes() == before


def test_a_shots_yaml_takes_the_place_of_the_other_with_its_comments(project: Project) -> None:
    text = project.layout.shots.read_text(encoding="utf-8")
    copy = project.layout.root / "theirs.yml"
    copy.write_text(text.replace("size: CU  # closer!", "size: ECU  # closest!"), encoding="utf-8")
    report = import_shots(project, copy)
    assert [cell.after for change in report.changed for cell in change.cells] == ["ECU"]
    assert project.layout.shots.read_bytes() == copy.read_bytes()


def test_a_name_nobody_knows_is_asked_about(project: Project) -> None:
    rows = _rows(project)
    rows[0]["people"] = "NORRA left"
    notes = import_shots(project, _save(project, rows)).notes
    assert any(
        "list.csv:2: column 'people': 'NORRA' is nobody known so far. Did you mean NORA?" in note for note in notes
    )


def test_numbers_and_scenes_of_a_list_older_than_the_script_are_nobodys_wish(project: Project) -> None:
    rows = _rows(project)
    rows[0]["note"] = "closer"
    script = project.script
    script.write_text(f"INT. ATTIC - DAY\n\nDust.\n\n{SCRIPT}", encoding="utf-8")
    before = {shot.id: shot for shot in current_shots(project).shot_list.shots}
    report = import_shots(project, _save(project, rows))
    assert [(change.id, [cell.column for cell in change.cells]) for change in report.changed] == [
        (rows[0]["id"], ["note"])
    ]
    assert all(shot.scene == before[shot.id].scene for shot in report.shots.shot_list.shots)
    assert any("older than the script" in note for note in report.notes)


def test_another_way_of_numbering_is_no_edit(project: Project) -> None:
    rows = [row | {"number": f"x{index}"} for index, row in enumerate(_rows(project))]
    report = import_shots(project, _save(project, rows))
    assert not report.changed
    assert any("numbers the shots in another way" in note for note in report.notes)
