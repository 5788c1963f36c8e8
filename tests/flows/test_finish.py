"""A finish is the built-in artist's: it redraws what is free, and never makes a paid picture wrong."""

from __future__ import annotations

from pathlib import Path

from storyboard.flows import FrameOptions, current_shots, draw_frames, import_picture, new_project, open_project
from storyboard.frames import State, examine
from storyboard.model import Quality
from storyboard.project import Project, set_in_bible

SCRIPT = "INT. HALL - DAY\n\nNora waits by the door.\n\nEXT. YARD - NIGHT\n\nNora runs.\n"


def states(project: Project, backend: str) -> list[State]:
    frames = examine(project, current_shots(project).shot_list, backend=backend, quality=Quality.DRAFT)
    return [frame.state for frame in frames]


def test_another_finish_makes_the_free_pictures_stale_and_no_paid_or_imported_one(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    new_project(tmp_path / "film", script=script)
    film = open_project(tmp_path / "film")
    draw_frames(film, FrameOptions())
    shots = current_shots(film).shot_list.shots
    clean = film.takes.takes(
        next(
            frame.slot
            for frame in examine(film, current_shots(film).shot_list, backend="previs", quality=Quality.DRAFT)
        )
    )[0]
    import_picture(film, shots[1].id, clean.path)
    set_in_bible(film.layout.bible, ("style", "finish"), "pencil")
    changed = open_project(film.root)
    assert states(changed, "previs") == [State.STALE, State.CURRENT]
    assert states(changed, "openai") == [State.MISSING, State.CURRENT]
    report = draw_frames(changed, FrameOptions())
    assert len(report.takes) == 1
    assert report.takes[0].path.read_bytes() != clean.path.read_bytes()
    assert states(open_project(film.root), "previs") == [State.CURRENT, State.CURRENT]
