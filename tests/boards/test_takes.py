"""The takes of each shot side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.boards import write_board
from storyboard.boards.takes import takes_board
from storyboard.errors import InputError
from storyboard.flows import FrameOptions, draw_frames, new_project, open_project, pick_take
from storyboard.flows.film import film_timeline
from storyboard.flows.shots import current_shots
from storyboard.model import Timeline

SCRIPT = "INT. HALL - DAY\n\nNora waits by the door.\n\nCLOSE ON a clock.\n"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    folder = tmp_path_factory.mktemp("takes")
    script = folder / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    new_project(folder / "film", script=script)
    project = open_project(folder / "film")
    draw_frames(project, FrameOptions())
    first = current_shots(project).shot_list.shots[0]
    draw_frames(project, FrameOptions(selectors=(first.id,), takes=3))
    pick_take(project, first.id, 2)
    return film_timeline(project, current_shots(project).shot_list)


def test_each_shot_is_a_row_of_its_takes_and_the_one_in_use_is_marked(film: Timeline) -> None:
    rows = takes_board(film).scenes
    assert [len(row.panels) for row in rows] == [3, 1]
    assert [panel.status for panel in rows[0].panels] == ["", "in use", ""]
    assert (rows[0].number, rows[0].size) == (film.clips[0].shot.number, "3 takes")


def test_the_page_and_the_sheet_show_them_all(film: Timeline, tmp_path: Path) -> None:
    page = write_board(film, tmp_path / "takes.html", takes=True).read_text(encoding="utf-8")
    assert page.count("<article") == 4
    assert page.count("chip in-use") == 2
    assert write_board(film, tmp_path / "takes.png", takes=True).stat().st_size > 10_000


def test_a_film_without_takes_has_no_such_board(film: Timeline, tmp_path: Path) -> None:
    bare = film.model_copy(update={"clips": tuple(clip.model_copy(update={"takes": ()}) for clip in film.clips)})
    with pytest.raises(InputError, match="No shot has a take"):
        write_board(bare, tmp_path / "takes.html", takes=True)
