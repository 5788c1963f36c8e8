"""Is the machine ready: every row is true, says its cure, and gives no secret away."""

from __future__ import annotations

from datetime import date

import pytest

from storyboard.flows import check_machine, checkup_json, new_project
from storyboard.flows.doctor import CheckState

TODAY = date(2026, 11, 25)
KEY = "sk-" + "Q7wZx9" * 10


@pytest.fixture
def film(tmp_path, picture):
    return new_project(tmp_path / "film", characters={"ALEX": picture}).root


def rows_of(folder=None, **environ):
    checkup = check_machine(folder, environ=environ, today=TODAY)
    return {row.name: row for row in checkup.rows}, checkup


def write(film, old: str, new: str) -> None:
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    assert old in text
    bible.write_text(text.replace(old, new), encoding="utf-8")


def test_this_machine_is_ready_and_what_is_there_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows, checkup = rows_of()
    assert checkup.ready
    assert {"python", "storyboard", "opencv", "av", "openai", "ffmpeg", "fonts", "nets", "disk", "key", "model"} <= set(
        rows
    )
    assert rows["opencv"].what[0].isdigit()
    assert "Latin" in rows["fonts"].what
    assert "project" not in rows
    assert rows["key"].state is CheckState.OK  # previs needs none.


def test_every_row_that_is_not_ok_says_its_cure(film):
    write(film, "backend: previs", "backend: openai")
    _, checkup = rows_of(film)
    for row in checkup.rows:
        assert bool(row.cure) == (row.state is not CheckState.OK), row


def test_nets_that_were_not_fetched_are_a_warning_with_the_command(tmp_path):
    rows, _ = rows_of()
    assert rows["nets"].state is CheckState.WARNING
    assert "storyboard doctor --nets" in rows["nets"].cure


def test_a_project_for_openai_without_a_key_is_not_ready(film):
    write(film, "backend: previs", "backend: openai")
    rows, checkup = rows_of(film)
    assert rows["key"].state is CheckState.MISSING
    assert not checkup.ready
    rows, checkup = rows_of(film, OPENAI_API_KEY=KEY)
    assert rows["key"].state is CheckState.OK
    assert checkup.ready


@pytest.mark.parametrize("key", [KEY, "Zx9", "Zx9 Vb8Nm7Kj6", "“Zx9Vb8Nm7Kj6”"])
def test_no_part_of_a_key_is_shown(film, key):
    rows, checkup = rows_of(film, OPENAI_API_KEY=key)
    shown = str(checkup_json(checkup))
    assert not any(key[at : at + 3] in shown for at in range(len(key) - 2))
    assert ("does not look like a key" in rows["key"].what) == (key != KEY)


def test_an_address_with_a_password_is_refused_and_not_shown(film):
    rows, checkup = rows_of(film, OPENAI_BASE_URL="https://me:hunter2@example.org/v1")
    assert rows["service"].state is CheckState.WARNING
    assert "hunter2" not in str(checkup_json(checkup))
    rows, checkup = rows_of(film, OPENAI_BASE_URL="https://example.org/v1?token=hunter2")
    assert "example.org/v1" in rows["service"].what
    assert "hunter2" not in str(checkup_json(checkup))


@pytest.mark.parametrize(
    ("model", "says", "state"),
    [
        ("gpt-image-2", "no shut-down is known", CheckState.OK),
        ("gpt-image-1.5", "2026-12-01 (in 6 days)", CheckState.WARNING),
        ("gpt-image-1", "was shut down on 2026-10-23", CheckState.WARNING),
        ("gpt-image-99", "not in the table", CheckState.WARNING),
    ],
)
def test_the_projects_model_is_looked_up(film, model, says, state):
    write(film, "backend: previs", f"openai:\n  model: {model}\nbackend: previs")
    rows, _ = rows_of(film)
    assert says in rows["model"].what
    assert rows["model"].state is state


def test_a_broken_bible_is_a_row_and_no_crash(film):
    (film / "storyboard.yaml").write_text("characters: [", encoding="utf-8")
    rows, checkup = rows_of(film)
    assert rows["project"].state is CheckState.MISSING
    assert "storyboard.yaml" in rows["project"].what
    assert not checkup.ready


def test_a_folder_that_cannot_be_written_is_said(film):
    folder = film / "frames"
    folder.write_text("a file where the folder should be", encoding="utf-8")
    rows, checkup = rows_of(film)
    assert rows["folder"].state is CheckState.MISSING
    assert not checkup.ready
