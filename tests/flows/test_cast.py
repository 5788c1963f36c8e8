"""The roster: numbers, what is missing, takes made so far, looks of scenes that do not exist, cut-outs on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storyboard.flows import (
    FrameOptions,
    Making,
    draw_making,
    open_project,
    read_roster,
    roster_json,
    write_cast_page,
)
from storyboard.flows.cutouts import cutout_of
from storyboard.project import Project

SCRIPT = """\
EXT. QUAY - DAY

NORA (30), in a red coat, waits. BEN comes.

NORA
Here.

INT. CABIN - NIGHT

Nora sits alone.

CLERK (V.O.)
Nobody came.
"""
BIBLE = """\
script: a.fountain
characters:
  NORA:
    description: woman of 30
    references: [refs/nora.png]
    looks:
      soaked: {state: wet, scenes: [2, 9]}
  BEN:
    references: [refs/gone.png]
locations:
  QUAY: {description: a quay, references: [refs/nora.png]}
"""


@pytest.fixture
def project(tmp_path: Path, draw_figure: Callable[..., Path]) -> Project:
    draw_figure(tmp_path / "refs" / "nora.png", coat=(200, 40, 40))
    (tmp_path / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return open_project(tmp_path)


def row(project: Project, name: str):
    return next(one for one in read_roster(project).people if one.name == name)


def test_everybody_is_listed_with_scenes_lines_and_whether_they_are_seen(project):
    nora, clerk = row(project, "NORA"), row(project, "CLERK")
    assert (nora.scenes, nora.lines, nora.visible) == (("1", "2"), 1, True)
    assert (clerk.scenes, clerk.lines, clerk.visible, clerk.missing) == (("2",), 1, False, ())


def test_looks_say_in_which_scenes_they_are_worn(project):
    looks = {look.name: look for look in row(project, "NORA").looks}
    assert looks["soaked"].scenes == ("2",)
    assert dict(looks["soaked"].facts) == {"state": "wet"}
    assert looks["default"].scenes == ("1",)


def test_a_look_bound_to_a_scene_that_does_not_exist_is_said(project):
    assert "NORA, look soaked: the script has no scene 9" in read_roster(project).doubts


def test_what_is_missing_is_named_and_what_the_script_says_is_shown_not_taken_over(project):
    assert row(project, "BEN").missing == ("no description", "refs/gone.png is not there")
    assert ("age", "30") in {(found.what, found.text) for found in row(project, "NORA").found}
    assert row(project, "NORA").description == "woman of 30"


def test_reference_pictures_made_so_far_are_listed(project):
    draw_making(project, [Making(name="NORA", source=project.root / "refs" / "nora.png")], FrameOptions(takes=2))
    draw_making(project, [Making(name="QUAY")], FrameOptions())
    made = ("frames/character/NORA/anchor-001.png", "frames/character/NORA/anchor-002.png")
    assert tuple(picture.written for picture in row(project, "NORA").takes) == made
    told = roster_json(read_roster(project))
    assert told["characters"][0]["takes"] == list(made)
    assert told["locations"][0]["takes"] == ["frames/location/QUAY/plate-001.png"]


def test_reading_the_roster_makes_no_cut_out_and_the_page_does(project):
    roster = read_roster(project)
    assert not (project.layout.cache / "cutouts").exists()
    page = write_cast_page(project, roster).read_text(encoding="utf-8")
    assert "cut-out" in page
    assert len(list((project.layout.cache / "cutouts").glob("*.png"))) == 1


def test_a_cut_out_is_made_once_for_a_picture_whatever_it_is_called(project):
    picture = project.root / "refs" / "nora.png"
    first = cutout_of(project, picture, "NORA")
    stamp = first.path.stat().st_mtime_ns
    copy = picture.with_name("other.png")
    copy.write_bytes(picture.read_bytes())
    assert cutout_of(project, copy, "NORA") == first
    assert first.path.stat().st_mtime_ns == stamp


def test_a_broken_note_beside_a_cut_out_only_costs_time(project):
    picture = project.root / "refs" / "nora.png"
    first = cutout_of(project, picture, "NORA")
    first.path.with_suffix(".json").write_text("{", encoding="utf-8")
    assert cutout_of(project, picture, "NORA") == first


def test_a_doubtful_cut_out_is_said_on_the_page_and_while_it_is_made(project):
    from PIL import Image

    class Notes:
        def __init__(self) -> None:
            self.said: list[str] = []

        def begin(self, stage: str, total: int) -> None: ...

        def advance(self, detail: str = "", steps: int = 1) -> None: ...

        def note(self, message: str) -> None:
            self.said.append(message)

        def end(self) -> None: ...

    noise = Image.effect_noise((240, 320), 90).convert("RGB")
    noise.save(project.root / "refs" / "nora.png")
    notes = Notes()
    page = write_cast_page(project, read_roster(project), progress=notes).read_text(encoding="utf-8")
    assert any(line.startswith("NORA: ") for line in notes.said)
    assert 'class="doubt"' in page
