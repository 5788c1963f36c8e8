"""A newer program derives shots differently; what was paid for stays as it was drawn."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from storyboard.flows import current_shots, import_picture, new_project, open_project
from storyboard.project import Project

SCRIPT = """\
INT. HALL - DAY

Nora waits by the door.

NORA
Is anybody there?

EXT. YARD - NIGHT

Nora runs across the wet stones.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    script = folder / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    new_project(folder / "film", script=script)
    project = open_project(folder / "film")
    first = current_shots(project).shot_list.shots[0]
    picture = folder / "own.png"
    Image.effect_noise((640, 360), 60).convert("RGB").save(picture)
    import_picture(project, first.id, picture)
    return folder / "film"


@pytest.fixture
def older(made: Path, tmp_path: Path) -> Project:
    """A project whose shots an older program made: every one of them a low close-up, in its eyes."""
    root = tmp_path / "film"
    shutil.copytree(made, root)
    lock = root / "shots.lock.json"
    stored = json.loads(lock.read_text(encoding="utf-8"))
    stored["rules"] = 1
    for shot in stored["shots"]:
        shot |= {"size": "CU", "angle": "low"}
    lock.write_text(json.dumps(stored), encoding="utf-8")
    (root / "shots.yaml").unlink()
    return open_project(root)


def test_only_shots_with_paid_pictures_keep_the_older_fields(older: Project) -> None:
    report = current_shots(older, again=True)
    first, *others = report.shot_list.shots
    assert report.kept == (first.id,)
    assert (first.size, first.angle) == ("CU", "low")
    assert all(shot.angle == "eye" for shot in others)


def test_they_keep_them_through_later_readings_until_the_script_says_otherwise(older: Project) -> None:
    current_shots(older, again=True)
    assert current_shots(open_project(older.root), again=True).shot_list.shots[0].angle == "low"
    older.script.write_text(SCRIPT.replace("waits by", "is standing beside"), encoding="utf-8")
    assert current_shots(open_project(older.root)).shot_list.shots[0].angle == "eye"


def test_fresh_derives_them_all_anew(older: Project) -> None:
    report = current_shots(older, fresh=True)
    assert not report.kept
    assert report.shot_list.shots[0].angle == "eye"
