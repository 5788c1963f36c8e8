"""Prompts to be pasted into Midjourney and ChatGPT, and the pictures that come back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import InputError, ProjectError
from storyboard.flows import current_shots, import_folder, make_handoff, open_project
from storyboard.model import Slot
from storyboard.project import Project, set_in_bible

SCRIPT = """\
INT. HALL - NIGHT

NORA and BEN face each other. A sign says "ROOM --draft 7 {a, b}".

NORA
(afraid)
Go.

INT. YARD - DAY

A dog sleeps in the sun.
"""

BIBLE = """\
script: a.fountain
characters:
  NORA: {references: [refs/1-nora.png]}
  BEN: {references: [refs/1-ben.png]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "film"
    (root / "refs").mkdir(parents=True)
    for name, colour in (("nora", "#a33"), ("ben", "#338")):
        Image.new("RGB", (300, 600), colour).save(root / "refs" / f"1-{name}.png")
    (root / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    (root / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return open_project(root)


def messages(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["messages"]
    return found


def test_every_shot_has_its_message_and_its_pictures_in_the_order_of_their_numbers(project: Project) -> None:
    report = make_handoff(project, "chatgpt")
    both = next(entry for entry in messages(report.path) if len(entry["pictures"]) == 2)  # type: ignore[arg-type]
    folder = next(path for path in report.path.iterdir() if path.name.endswith(str(both["shot"])))
    pictures = sorted(path for path in folder.iterdir() if path.suffix == ".png")
    for number, picture in enumerate(pictures, 1):
        name = picture.stem.rpartition("-")[2].upper()
        assert f"Image {number}: {name}" in both["text"]  # type: ignore[operator]
        assert picture.read_bytes() == next(project.root.glob(f"refs/*{name.lower()}.png")).read_bytes()


def test_midjourney_gets_one_omni_reference_and_says_who_is_left_to_the_description(project: Project) -> None:
    report = make_handoff(project, "midjourney")
    assert any("NORA" in warning or "BEN" in warning for warning in report.warnings)
    for entry in messages(report.path):
        assert len(entry["pictures"]) <= 1  # type: ignore[arg-type]
        assert str(entry["text"]).endswith("--draft --v 7")
        assert "--ar 16:9" in str(entry["text"])


def test_words_of_the_script_are_never_taken_for_midjourneys_parameters(project: Project) -> None:
    report = make_handoff(project, "midjourney")
    for entry in messages(report.path):
        described, _, parameters = str(entry["text"]).partition(" --ar ")
        assert "--" not in described
        assert not set("{}[]<>|") & set(described + parameters)


def test_a_linked_reference_stands_in_the_prompt(project: Project) -> None:
    written = project.bible.characters[0].references[0]
    set_in_bible(project.layout.bible, ("links", written), "https://example.com/nora.png")
    report = make_handoff(open_project(project.root), "midjourney")
    assert any("--oref https://example.com/nora.png --ow 100" in str(entry["text"]) for entry in messages(report.path))


def test_only_chosen_shots_are_written_and_an_export_replaces_the_last_one(project: Project) -> None:
    make_handoff(project, "chatgpt")
    report = make_handoff(project, "chatgpt", selectors=["s002"])
    assert [str(entry["shot"])[:4] for entry in messages(report.path)] == ["s002"]
    (report.path / "mine.png").write_bytes(b"paid for")
    with pytest.raises(ProjectError, match=r"mine\.png"):
        make_handoff(project, "chatgpt")


def test_another_program_is_refused(project: Project) -> None:
    with pytest.raises(InputError, match="midjourney, chatgpt"):
        make_handoff(project, "paint")


def test_pictures_come_back_by_the_id_in_their_names(project: Project, tmp_path: Path) -> None:
    shots = current_shots(project).shot_list.shots
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in (f"anna_{shots[0].id}_wide_shot_1.png", f"anna_{shots[0].id.upper()}_wide_shot_2.png", "holiday.png"):
        shutil.copy(project.root / "refs" / "1-nora.png", folder / name)
    Image.new("RGB", (400, 300), "#585").save(folder / f"{shots[-1].number}.png")
    taken = import_folder(project, folder)
    assert taken.left == ("holiday.png",)
    assert sorted(str(take.slot) for take in taken.takes) == sorted(
        [str(Slot.shot(shots[0].id))] * 2 + [str(Slot.shot(shots[-1].id))]
    )
    assert project.takes.picked_number(Slot.shot(shots[0].id)) == 2
