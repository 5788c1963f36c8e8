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
    import_picture,
    new_project,
    open_project,
    plan_frames,
    redo,
)
from storyboard.frames import State
from storyboard.model import Silence, Slot

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


def resize(film: Path, name: str, size: str = "CU") -> str:
    """Give a shot another size by hand; gives back the one it had."""
    text = (film / "shots.yaml").read_text(encoding="utf-8")
    begin = text.index(f"id: {name}")
    old = text[text.index("size: ", begin) :].split("\n", 1)[0]
    changed = text[:begin] + text[begin:].replace(old, f"size: {size}", 1)
    (film / "shots.yaml").write_text(changed, encoding="utf-8")
    return old.removeprefix("size: ")


class Told(Silence):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def test_the_same_wish_again_is_a_new_wish(film: Path) -> None:
    project = open_project(film)
    draw_frames(project, FrameOptions())
    first = current_shots(project).shot_list.shots[0]
    for times in (1, 2, 3):
        said = redo(open_project(film), [first.id], "closer").shots[0].redo
        assert said == ("closer" if times == 1 else f"closer (asked {times} times)")
        assert len(draw_frames(open_project(film), FrameOptions(selectors=("redo",))).takes) == 1


def test_a_picture_of_ones_own_is_drawn_anew_when_that_is_asked_for(film: Path, draw_figure) -> None:
    first = current_shots(open_project(film)).shot_list.shots[0]
    import_picture(open_project(film), first.id, draw_figure(film / "own.png", coat=(40, 60, 110)))
    assert draw_frames(open_project(film), FrameOptions(selectors=(first.id,))).takes == ()
    redo(open_project(film), [first.id], "her hand is on the rail")
    row = plan_frames(open_project(film), FrameOptions(selectors=(first.id,))).plan.rows[0]
    assert (row.takes, row.frame.state) == (1, State.STALE)
    assert row.frame.reasons[0].startswith("redo: her hand is on the rail (shots.yaml:")
    report = draw_frames(open_project(film), FrameOptions(selectors=("redo",)))
    assert [take.number for take in report.takes] == [2]
    assert open_project(film).takes.pick(Slot.shot(first.id)).number == 2


def test_what_replaces_an_approved_picture_is_not_approved_and_that_is_said(film: Path) -> None:
    project = open_project(film)
    draw_frames(project, FrameOptions())
    first = current_shots(project).shot_list.shots[0]
    approve(project, [first.id])
    resize(film, first.id)
    told = Told()
    # Whoever approved it did so with open eyes: only being named makes it be drawn again.
    assert not draw_frames(open_project(film), FrameOptions()).takes
    assert len(draw_frames(open_project(film), FrameOptions(selectors=("stale",)), progress=told).takes) == 1
    assert current_shots(open_project(film)).shot_list.shots[0].approved is False
    assert any("approved is replaced by take 2" in note for note in told.notes)


def test_a_change_taken_back_picks_the_old_take_again_and_draws_nothing(film: Path) -> None:
    project = open_project(film)
    draw_frames(project, FrameOptions())
    first = current_shots(project).shot_list.shots[0]
    before = resize(film, first.id)
    assert len(draw_frames(open_project(film), FrameOptions()).takes) == 1
    resize(film, first.id, before)
    told = Told()
    assert draw_frames(open_project(film), FrameOptions(selectors=("stale",)), progress=told).takes == ()
    assert any("take 1 is up to date, so it is now the pick" in note for note in told.notes)
    assert open_project(film).takes.pick(Slot.shot(first.id)).number == 1


def test_a_look_for_a_scene_that_is_not_there_is_said_before_anything_is_drawn(film: Path) -> None:
    bible = (film / "storyboard.yaml").read_text(encoding="utf-8")
    looked = bible.replace("NORA:\n", "NORA:\n    looks: {soaked: {scenes: [33], wardrobe: wet coat}}\n")
    assert looked != bible
    (film / "storyboard.yaml").write_text(looked, encoding="utf-8")
    warnings = plan_frames(open_project(film), FrameOptions()).plan.warnings
    assert any("NORA, look soaked: the script has no scene 33" in warning for warning in warnings)
