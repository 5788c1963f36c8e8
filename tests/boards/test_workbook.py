"""The shot list as an Excel workbook."""

from __future__ import annotations

import builtins
import io

import pytest

from storyboard.boards import write_shot_list
from storyboard.errors import InputError

openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")


@pytest.fixture
def sheet(film, tmp_path):
    return openpyxl.load_workbook(write_shot_list(film, tmp_path / "shots.xlsx"))["Shots"]


def column(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


def test_it_has_a_row_a_shot_under_a_bold_frozen_header(film, sheet):
    assert [cell.value for cell in sheet[1]][:3] == ["number", "id", "picture"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "C2"
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [clip.shot.id for clip in film.clips]
    assert sheet.cell(row=2, column=column(sheet, "action")).alignment.wrap_text
    assert sheet.column_dimensions["T"].width > sheet.column_dimensions["A"].width


def test_lengths_are_numbers_and_everything_else_is_text(film, sheet):
    row = 3
    assert sheet.cell(row=row, column=column(sheet, "duration_s")).value == 3.5
    assert sheet.cell(row=row, column=column(sheet, "duration_frames")).value == 84
    numbers = {column(sheet, "duration_s"), column(sheet, "duration_frames")}
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if cell.value is not None:
                assert cell.data_type == ("n" if cell.column in numbers else "s")
                assert cell.column in numbers or cell.number_format == "@"
    assert sheet.cell(row=4, column=column(sheet, "note")).value == "=1+1"


def test_every_drawn_shot_shows_its_picture_small(film, sheet):
    from PIL import Image

    places = {(image.anchor._from.row, image.anchor._from.col) for image in sheet._images}
    assert places == {(row, 2) for row, clip in enumerate(film.clips, 1) if clip.start_take}
    for image in sheet._images:
        picture = Image.open(io.BytesIO(image._data()))
        assert (picture.format, picture.size) == ("JPEG", (160, 90))
        low, high = picture.convert("L").getextrema()
        assert high - low > 60


def test_choices_drop_down_and_do_not_refuse_other_words(sheet):
    choices = {str(entry.sqref).split(":")[0]: entry for entry in sheet.data_validations.dataValidation}
    for name, word in {
        "size": "MCU",
        "angle": "dutch",
        "framing": "OTS",
        "transition_in": "dissolve",
        "movement": "push in",
    }.items():
        entry = choices[f"{openpyxl.utils.get_column_letter(column(sheet, name))}2"]
        assert word in entry.formula1
        assert not entry.showErrorMessage


def test_the_same_film_gives_the_same_bytes(film, tmp_path):
    one = write_shot_list(film, tmp_path / "one.xlsx").read_bytes()
    assert write_shot_list(film, tmp_path / "two.xlsx").read_bytes() == one
    assert len(one) < 60_000


def test_a_picture_that_is_gone_does_not_stop_the_list(film, tmp_path):
    film.clips[0].start_take.path.unlink()
    book = openpyxl.load_workbook(write_shot_list(film, tmp_path / "shots.xlsx"))
    assert len(book["Shots"]._images) == 6


def test_without_the_extra_the_cure_is_said(film, tmp_path, monkeypatch):
    load = builtins.__import__

    def without(name, *args, **more):
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return load(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"pip install 'storyboard\[xlsx\]'"):
        write_shot_list(film, tmp_path / "shots.xlsx")
