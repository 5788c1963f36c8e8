"""From a description or a photo to the anchor, from the anchor to the sheet, and approval into the bible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import InputError, PictureError, SelectionError
from storyboard.flows import FrameOptions, Making, approve_reference, draw_making, open_project, plan_making
from storyboard.model import Role
from storyboard.project import Project

SCRIPT = """\
EXT. CAFÉ/BAR - DAY

MARA'S MOTHER (60), in a grey coat, waits. NORA runs to her.

NORA
Here.
"""
BIBLE = """\
# The film's own comment.
script: a.fountain
characters:
  NORA:
    description: woman of 30 in a red coat   # to be checked
    looks:
      soaked:
        state: wet through
"""
PREVIS = FrameOptions(backend="previs")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    (folder / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return folder


@pytest.fixture
def project(root: Path) -> Project:
    return open_project(root)


@pytest.fixture
def photo(tmp_path: Path, draw_figure: Callable[..., Path]) -> Path:
    return draw_figure(tmp_path / "elsewhere" / "photo.png", coat=(200, 40, 40))


def bible_of(project: Project) -> str:
    return project.layout.bible.read_text(encoding="utf-8")


def test_without_description_and_picture_it_says_what_the_script_says_and_makes_nothing(project):
    with pytest.raises(InputError) as refused:
        plan_making(project, [Making(name="mara's mother")], PREVIS)
    told = str(refused.value)
    assert "nothing is made up" in told
    assert "(60), in a grey coat" in told
    assert "characters: MARA'S MOTHER: description:" in told
    assert "--from IMAGE" in told


def test_planning_copies_and_draws_nothing(project, photo):
    planned = plan_making(project, [Making(name="NORA", source=photo)], PREVIS)
    assert planned.plan.images == 1
    assert not (project.root / "refs").exists()
    assert not (project.root / "frames").exists()


def test_a_photo_is_copied_into_the_project_and_sent_as_image_one(project, photo):
    take = draw_making(project, [Making(name="MARA'S MOTHER", source=photo)], PREVIS).takes[0]
    assert [(ref.number, ref.role, ref.path) for ref in take.receipt.references] == [
        (1, Role.TARGET, "refs/MARA'S-MOTHER-original.png")
    ]
    assert (project.root / "refs" / "MARA'S-MOTHER-original.png").read_bytes() == photo.read_bytes()
    assert str(take.slot) == "character/MARA'S MOTHER/anchor"


def test_the_photo_it_was_made_from_is_remembered(project, photo):
    draw_making(project, [Making(name="NORA", source=photo)], PREVIS)
    again = plan_making(project, [Making(name="NORA")], PREVIS)
    assert again.plan.images == 0


def test_approval_copies_the_bytes_and_writes_only_the_reference(project, photo):
    take = draw_making(project, [Making(name="NORA", source=photo)], PREVIS).takes[0]
    approved = approve_reference(project, "nora", 1)
    assert approved.path == project.root / "refs" / "NORA-anchor.png"
    assert approved.path.read_bytes() == take.path.read_bytes()
    assert approved.said == "characters: NORA: references: [refs/NORA-anchor.png]"
    text = bible_of(project)
    assert text.replace("    references: [refs/NORA-anchor.png]\n", "") == BIBLE
    assert open_project(project.root).bible.character("NORA").references == ("refs/NORA-anchor.png",)


def test_a_second_approval_never_overwrites_and_stands_first(project, photo, draw_figure):
    draw_making(project, [Making(name="NORA", source=photo)], PREVIS)
    approve_reference(project, "NORA", 1)
    other = draw_figure(photo.with_name("other.png"), coat=(20, 40, 160))
    project = open_project(project.root)
    first = (project.root / "refs" / "NORA-anchor.png").read_bytes()
    draw_making(project, [Making(name="NORA", source=other)], PREVIS)
    approved = approve_reference(project, "NORA", 2)
    assert approved.references == ("refs/NORA-anchor-2.png", "refs/NORA-anchor.png")
    assert (project.root / "refs" / "NORA-anchor.png").read_bytes() == first


def test_approving_the_same_take_twice_changes_nothing(project, photo):
    draw_making(project, [Making(name="NORA", source=photo)], PREVIS)
    approve_reference(project, "NORA", 1)
    text = bible_of(project)
    again = approve_reference(open_project(project.root), "NORA", 1)
    assert bible_of(project) == text
    assert again.references == ("refs/NORA-anchor.png",)


def test_an_entry_is_made_for_whoever_the_bible_does_not_know(project, photo):
    draw_making(project, [Making(name="MARA'S MOTHER", source=photo)], PREVIS)
    approve_reference(project, "MARA'S MOTHER", 1)
    bible = open_project(project.root).bible
    assert bible.character("MARA'S MOTHER").references == ("refs/MARA'S-MOTHER-anchor.png",)
    assert "# The film's own comment." in bible_of(project)


def test_a_place_whose_name_is_no_file_name_gets_its_plate(project, photo):
    take = draw_making(project, [Making(name="CAFÉ/BAR", source=photo)], PREVIS).takes[0]
    assert take.path.parent.name == "CAFÉ_2f_BAR"
    approve_reference(project, "CAFÉ/BAR", 1)
    assert open_project(project.root).bible.location("CAFÉ/BAR").references == ("refs/CAFÉ_2f_BAR-plate.png",)


def test_a_sheet_needs_an_approved_anchor_and_then_is_turned_from_it(project, photo):
    with pytest.raises(InputError, match=r"no approved anchor yet.*storyboard pick NORA 1"):
        plan_making(project, [Making(name="NORA", sheet=True)], PREVIS)
    draw_making(project, [Making(name="NORA", source=photo)], PREVIS)
    approve_reference(project, "NORA", 1)
    project = open_project(project.root)
    take = draw_making(project, [Making(name="NORA", sheet=True)], PREVIS).takes[0]
    assert [(ref.role, ref.path) for ref in take.receipt.references] == [(Role.CHARACTER, "refs/NORA-anchor.png")]
    with Image.open(take.path) as opened:
        assert opened.size == (1536, 1024)
    approved = approve_reference(project, "NORA", 1, sheet=True)
    assert approved.key == ("characters", "NORA", "sheets")
    assert open_project(project.root).bible.character("NORA").sheets == ("refs/NORA-sheet.png",)


def test_a_look_has_an_anchor_of_its_own_with_the_face_of_the_first(project, photo):
    with pytest.raises(InputError, match="no anchor yet whose face"):
        plan_making(project, [Making(name="NORA", look="soaked")], PREVIS)
    draw_making(project, [Making(name="NORA", source=photo)], PREVIS)
    approve_reference(project, "NORA", 1)
    project = open_project(project.root)
    take = draw_making(project, [Making(name="NORA", look="soaked")], PREVIS).takes[0]
    assert (str(take.slot), take.number) == ("character/NORA/anchor-soaked", 1)
    assert take.receipt.references[0].path == "refs/NORA-anchor.png"
    approve_reference(project, "NORA", take.number, look="soaked")
    character = open_project(project.root).bible.character("NORA")
    assert character.look("soaked").references == ("refs/NORA-soaked-anchor.png",)
    assert character.references == ("refs/NORA-anchor.png",)


@pytest.mark.parametrize(
    ("making", "error", "message"),
    [
        (Making(name="Norra"), SelectionError, "Did you mean NORA"),
        (Making(name="NORA", look="wet"), InputError, "no look 'wet' in the bible.*Known: soaked"),
        (Making(name="NORA", source=Path("nope.png")), PictureError, "No such picture"),
        (Making(name="CAFÉ/BAR", sheet=True), InputError, "A place has a plate and no sheet"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_cure(project, making, error, message):
    with pytest.raises(error, match=message):
        plan_making(project, [making], PREVIS)


def test_a_take_that_is_not_there_cannot_be_approved(project):
    text = bible_of(project)
    with pytest.raises(SelectionError, match="has no take 3"):
        approve_reference(project, "NORA", 3)
    assert bible_of(project) == text
    assert not (project.root / "refs").exists()


def test_more_takes_are_drawn_only_when_they_are_asked_for(project, photo):
    making = [Making(name="NORA", source=photo)]
    assert len(draw_making(project, making, PREVIS).takes) == 1
    assert len(draw_making(project, making, PREVIS).takes) == 0
    more = draw_making(project, making, PREVIS.model_copy(update={"takes": 3}))
    assert [take.number for take in more.takes] == [2, 3]
