"""Approving pictures and asking for them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.errors import InputError, SelectionError
from storyboard.flows import (
    FrameOptions,
    approve,
    current_shots,
    draw_frames,
    new_project,
    open_project,
    plan_frames,
    redo,
)

SCRIPT = """\
INT. HALL - DAY

Nora waits by the door.

NORA
Is anybody there?

EXT. YARD - NIGHT

Nora runs across the wet stones.
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    script = tmp_path / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    new_project(tmp_path / "film", script=script)
    return tmp_path / "film"


def test_a_note_is_kept_in_the_shot_list_and_said_in_the_next_prompt(film: Path) -> None:
    project = open_project(film)
    first = current_shots(project).shot_list.shots[0]
    redo(project, [first.id], "her  hand is on\nthe rail")
    again = open_project(film)
    assert current_shots(again).shot_list.shots[0].redo == "her hand is on the rail"
    row = plan_frames(again, FrameOptions(selectors=(first.id,))).plan.rows[0]
    assert "Her hand is on the rail" in row.frame.prompt.text


def test_what_is_approved_is_no_longer_to_be_redone(film: Path) -> None:
    project = open_project(film)
    draw_frames(project, FrameOptions())
    first = current_shots(project).shot_list.shots[0]
    redo(project, [first.id], "again")
    assert approve(project, [first.id]).shots[0].redo == ""
    kept = current_shots(open_project(film)).shot_list.shots[0]
    assert (kept.approved, kept.redo) == (True, "")


def test_a_shot_without_a_picture_cannot_be_approved_and_nothing_is_written(film: Path) -> None:
    project = open_project(film)
    current_shots(project)
    before = (film / "shots.yaml").read_bytes()
    with pytest.raises(InputError, match="No picture to approve"):
        approve(project, ["s001"])
    assert (film / "shots.yaml").read_bytes() == before


def test_the_whole_film_is_not_marked_by_accident(film: Path) -> None:
    with pytest.raises(SelectionError, match="Which shots"):
        redo(open_project(film), [])


def test_a_note_is_plain_and_short(film: Path) -> None:
    with pytest.raises(InputError, match="600"):
        redo(open_project(film), ["s001"], "x" * 601)
