"""Cards, posters, plates, anchors, expansions and comic pages of a small film, with the free artist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import InputError, SelectionError
from storyboard.flows import FrameOptions, KindOptions, draw_frames, draw_kind, open_project, plan_kind
from storyboard.model import Interior, Role, TimeOfDay
from storyboard.project import Project

SCRIPT = """\
Title: The Errand
Credit: Written by
Author: A. Writer

EXT. CAFÉ/BAR - NIGHT

NORA and BEN face each other at the door.

NORA
Go.

BEN
(afraid)
Not without you.

INT. YARD - DAY

CLOSE ON NORA, who smiles.

NORA (V.O.)
That was the last evening.
"""
BIBLE = """\
script: a.fountain
format: 640x360
characters:
  NORA: {description: woman of 30 in a red coat, references: [refs/nora.png]}
  BEN: {description: "man of 50, green jacket"}
  GHOST: {description: nobody has seen it}
locations:
  CAFÉ/BAR: {description: a small bar with a lamp}
props:
  KEY: {description: an old brass key}
"""
PREVIS = FrameOptions(backend="previs")
PAID = FrameOptions(backend="openai")


@pytest.fixture
def project(tmp_path: Path, draw_figure: Callable[..., Path]) -> Project:
    draw_figure(tmp_path / "refs" / "nora.png", coat=(200, 40, 40))
    (tmp_path / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return open_project(tmp_path)


def briefs(project: Project, kind: str, *names: str, **more: object):
    planned = plan_kind(project, KindOptions(kind=kind, names=names, **more), PREVIS)
    return {str(row.frame.slot): row.frame.prompt.brief for row in planned.plan.rows}


def pixels(path: Path) -> tuple[int, int]:
    with Image.open(path) as opened:
        return opened.size


def test_a_title_card_has_the_title_pages_words_largest_first(project):
    assert briefs(project, "title")["card/film/title"].words == ("The Errand", "Written by A. Writer")
    assert briefs(project, "title", text=("ONE", "two"))["card/film/title"].words == ("ONE", "two")
    assert briefs(project, "thumbnail")["poster/film/thumbnail"].words == ("The Errand",)


def test_a_poster_shows_who_is_seen_most_first_with_their_references(project):
    planned = plan_kind(project, KindOptions(kind="poster"), PREVIS)
    prompt = planned.plan.rows[0].frame.prompt
    assert prompt.brief.people == ("NORA", "BEN")
    assert [ref.name for ref in prompt.references] == ["NORA"]
    assert prompt.size == (1024, 1536)


def test_a_paid_poster_with_somebody_without_a_picture_says_that_it_would_be_refused(project):
    planned = plan_kind(project, KindOptions(kind="poster"), PAID)
    assert "No reference picture for BEN" in planned.refusal
    assert planned.plan.quote.estimate > 0
    allowed = plan_kind(project, KindOptions(kind="poster"), PAID.model_copy(update={"allow_undescribed": True}))
    assert allowed.refusal == ""


def test_plates_are_made_of_every_place_of_the_film_that_is_described(project):
    with pytest.raises(InputError, match="YARD has no description, and nothing is made up"):
        briefs(project, "location")
    brief = briefs(project, "location", "café/bar")["location/CAFÉ_2f_BAR/plate"]
    assert (brief.name, brief.time, brief.interior) == ("CAFÉ/BAR", TimeOfDay.NIGHT, Interior.EXT)
    assert all(not shot.subjects for shot in brief.shots)


def test_anchors_are_made_of_who_is_seen_and_has_no_picture_unless_somebody_is_named(project):
    assert list(briefs(project, "character")) == ["character/BEN/anchor"]
    assert list(briefs(project, "character", "NORA")) == ["character/NORA/anchor"]


@pytest.mark.parametrize(
    ("kind", "names", "more", "message"),
    [
        ("poter", (), {}, "Did you mean poster?"),
        ("poster", ("NORA",), {}, "There is one poster a film"),
        ("comic", (), {"text": ("x",)}, "No words are written on a picture of kind comic"),
        ("expand", ("1A",), {}, "To which format?"),
        ("expand", ("1A",), {"format": "9:99"}, "is not a format"),
        ("expand", ("1A",), {"format": "9:16"}, "No picture yet of 1A.*storyboard frames 1A"),
        ("comic", (), {}, "No picture yet of"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(project, kind, names, more, message):
    with pytest.raises(InputError, match=message):
        briefs(project, kind, *names, **more)


def test_a_name_that_nobody_has_is_refused_with_the_nearest(project):
    with pytest.raises(SelectionError, match="Did you mean NORA"):
        briefs(project, "character", "Norra")
    with pytest.raises(SelectionError, match="Did you mean CAFÉ/BAR"):
        briefs(project, "location", "CAFÉ BAR")


def test_what_is_drawn_is_current_afterwards_and_stale_when_its_words_change(project):
    asked = KindOptions(kind="title")
    report = draw_kind(project, asked, PREVIS)
    assert pixels(report.takes[0].path) == (640, 360)
    assert draw_kind(project, asked, PREVIS).takes == ()
    other = plan_kind(project, KindOptions(kind="title", text=("Another",)), PREVIS).plan.rows[0]
    assert other.frame.reasons == ("words: The Errand / Written by A. Writer -> Another",)


def test_another_format_of_a_poster_is_a_picture_of_its_own(project):
    draw_kind(project, KindOptions(kind="thumbnail", format="320x320"), PREVIS)
    planned = plan_kind(project, KindOptions(kind="thumbnail"), PREVIS)
    assert planned.plan.images == 1


def test_a_shots_picture_is_extended_and_a_scene_becomes_a_page(project):
    draw_frames(project, PREVIS)
    expanded = draw_kind(project, KindOptions(kind="expand", names=("1A",), format="360x640"), PREVIS)
    assert pixels(expanded.takes[0].path) == (360, 640)
    target = expanded.takes[0].receipt.references[0]
    assert (target.role, target.name, target.path) == (Role.TARGET, "1A", "frames/shot/s001_0010/start-001.png")
    page = draw_kind(project, KindOptions(kind="comic", names=("s001",)), PREVIS)
    assert pixels(page.takes[0].path) == (1024, 1536)
    assert [ref.name for ref in page.takes[0].receipt.references if ref.role is Role.TARGET] == ["1A", "1B", "1C"]


def test_a_page_is_stale_when_a_shot_on_it_is_drawn_anew(project):
    draw_frames(project, PREVIS)
    asked = KindOptions(kind="comic", names=("s001",))
    draw_kind(project, asked, PREVIS)
    draw_frames(project, FrameOptions(backend="previs", takes=2, selectors=("1A",)))
    take = project.takes.takes(next(row.frame.slot for row in plan_kind(project, asked, PREVIS).plan.rows))
    assert len(take) == 1
    frame = plan_kind(project, asked, PREVIS).plan.rows[0].frame
    # previs draws the same picture again: equal bytes are no change.
    assert frame.state == "current"
    Image.new("RGB", (640, 360), "red").save(project.root / "own.png")
    from storyboard.flows import import_picture

    import_picture(project, "1A", project.root / "own.png")
    frame = plan_kind(project, asked, PREVIS).plan.rows[0].frame
    assert frame.reasons == ("the picture of 1A changed",)
