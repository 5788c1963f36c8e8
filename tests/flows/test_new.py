"""A new project: checked whole before anything is written, and accepted by everything that follows."""

from __future__ import annotations

import pytest

from storyboard.errors import InputError, PictureError, ProjectError
from storyboard.flows import current_shots, new_project, open_project, project_for_script

SCRIPT = "EXT. QUAY - DAY\n\nMARA (36) and LÉON wait.\n\nMARA\nNow.\n\nLÉON (V.O.)\nI was late.\n"


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "my film.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_script_and_pictures_are_copied_and_the_originals_stay(tmp_path, script, picture):
    made = new_project(tmp_path / "film", script=script, characters={"mara": picture})
    project = open_project(tmp_path / "film")
    assert project.script.read_bytes() == script.read_bytes()
    mara = project.bible.character("MARA")
    assert (project.root / mara.references[0]).read_bytes() == picture.read_bytes()
    assert picture.exists()
    assert made.pictured == ("MARA",)
    assert made.unknown == ()


def test_who_still_needs_a_picture_is_named_and_has_a_blank_to_fill(tmp_path, script, picture):
    made = new_project(tmp_path / "film", script=script, characters={"MARA": picture})
    text = (tmp_path / "film" / "storyboard.yaml").read_text(encoding="utf-8")
    assert "LÉON" in made.without_picture
    assert "LÉON:" in text


def test_somebody_the_script_does_not_know_is_said(tmp_path, script, picture):
    assert new_project(tmp_path / "film", script=script, characters={"BOB": picture}).unknown == ("BOB",)


def test_a_cut_out_is_shown_and_judged(tmp_path, script, picture):
    made = new_project(tmp_path / "film", script=script, characters={"MARA": picture})
    (cutout,) = made.cutouts
    assert cutout.path.is_file()
    assert cutout.doubtful == ""


def test_without_a_script_a_sample_is_put_there(tmp_path):
    new_project(tmp_path / "film")
    assert len(current_shots(open_project(tmp_path / "film")).shot_list.shots) >= 4


def test_an_empty_folder_may_be_there_already(tmp_path, script):
    (tmp_path / "film").mkdir()
    new_project(tmp_path / "film", script=script)
    assert open_project(tmp_path / "film").script.is_file()


@pytest.mark.parametrize("name", ["", "  ", "A\nB", "X" * 61, "a\u202eb"])
def test_what_is_no_name_is_refused(tmp_path, script, picture, name):
    with pytest.raises(InputError, match="is not a name"):
        new_project(tmp_path / "film", script=script, characters={name: picture})
    assert not (tmp_path / "film").exists()


@pytest.mark.parametrize(
    "name", ["O'BRIEN", "LÉON", "小明", "A: B", "# one", "- dash", "YES", "42", "DR. LEE", "МАРИЯ"]
)
def test_any_name_makes_a_bible_that_is_read_back(tmp_path, script, picture, name):
    new_project(tmp_path / "film", script=script, characters={name: picture})
    assert open_project(tmp_path / "film").bible.character(name) is not None


def test_nothing_is_left_when_a_picture_is_broken(tmp_path, script):
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(PictureError):
        new_project(tmp_path / "film", script=script, characters={"MARA": tmp_path / "bad.png"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.png", "my film.fountain"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, script):
    (tmp_path / "film").mkdir()
    (tmp_path / "film" / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(ProjectError, match="not empty"):
        new_project(tmp_path / "film", script=script)


def test_a_bare_script_gets_its_project_once(tmp_path, script, picture):
    first = project_for_script(script, characters={"MARA": picture})
    assert first.root == tmp_path / "my film"
    assert project_for_script(script).root == first.root
