"""Drafts on sheets, and finals from drafts, against the image service's stand-in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from storyboard.errors import InputError
from storyboard.flows.frames import FrameOptions, draw_frames, plan_frames
from storyboard.flows.sheets import draw_sheets, parse_grid, plan_sheets
from storyboard.model import Quality, Slot
from storyboard.project import Project, open_project

SCRIPT = """\
EXT. FERRY - DAY

WIDE SHOT of the deck. ANA stands at the rail.

CLOSE ON ANA, who laughs.

INSERT: a rope.

INT. CABIN - NIGHT

ANA sleeps.
"""
DRAFTS = FrameOptions()


@pytest.fixture
def film(write_film: Callable[[str], Project]) -> Project:
    return write_film(SCRIPT)


def test_shots_of_a_scene_share_a_request_and_each_becomes_a_take(film, service):
    planned = plan_sheets(film, DRAFTS, (2, 2))
    assert (planned.sheets, planned.shots, planned.frames.plan.images) == (1, 3, 2)  # the other scene's shot is alone
    assert planned.frames.plan.quote.estimate < planned.singly.estimate < planned.frames.plan.quote.at_most
    assert service.requests == []
    report = draw_sheets(film, DRAFTS, (2, 2))
    assert len(service.requests) == 2
    assert len(report.takes) == 5  # the sheet, its panels, the single one
    assert plan_frames(open_project(film.root), DRAFTS).plan.images == 0
    shots = sorted((film.root / "frames" / "shot").iterdir())
    for shot in shots[:3]:
        (take,) = film.takes.takes(Slot.shot(shot.name))
        assert take.receipt.width / take.receipt.height == pytest.approx(16 / 9, rel=0.01)
        assert take.receipt.price_usd == 0
        assert take.receipt.parameters["sheet"].startswith("frames/sheet/")
        assert "contact sheet" in take.receipt.prompt
    spent = sum(Decimal(bill.price_usd) for bill in service.bills)
    assert sum(take.receipt.price_usd for take in report.takes) == spent


def test_a_sheet_that_is_no_grid_is_kept_and_its_shots_are_drawn_singly(film, service):
    service.fail("grid_lost")
    most = plan_sheets(film, DRAFTS, (2, 2)).frames.plan.quote.at_most
    report = draw_sheets(film, DRAFTS, (2, 2))
    assert len(service.requests) == 5  # the sheet and the single one, then three again
    assert plan_frames(open_project(film.root), DRAFTS).plan.images == 0
    assert len(report.takes) == 5
    assert sum(Decimal(bill.price_usd) for bill in service.bills) <= most


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"backend": "previs"}, "cost nothing"),
        ({"quality": Quality.FINAL}, "drafts"),
        ({"takes": 2}, "one picture"),
        ({"which": "both"}, "one picture"),
    ],
)
def test_what_sheets_are_not_for_is_said(film, fields, said):
    with pytest.raises(InputError, match=said):
        plan_sheets(film, DRAFTS.model_copy(update=fields), (2, 2))


@pytest.mark.parametrize(("text", "grid"), [("2x2", (2, 2)), ("3X1", (3, 1)), (" 2 × 3 ", (2, 3))])
def test_a_grid_is_columns_and_rows(text, grid):
    assert parse_grid(text) == grid


@pytest.mark.parametrize("text", ["", "1x1", "5x1", "2", "2x", "axb", "-1x2", "22x2"])
def test_what_is_no_grid_is_refused(text):
    with pytest.raises(InputError, match="2x2"):
        parse_grid(text)


def test_a_final_picture_follows_the_draft_that_was_seen(film, service):
    draw_frames(film, DRAFTS.model_copy(update={"selectors": ("1B",)}))
    service.requests.clear()
    final = DRAFTS.model_copy(update={"selectors": ("1B",), "quality": Quality.FINAL})
    draw_frames(film, final)
    (request,) = service.requests
    draft, last = film.takes.takes(Slot.shot("s001_0020"))
    assert [seen.name.split("-")[1] for seen in request.references] == ["draft", "character"]
    assert "Image 1: the approved draft of this very picture" in request.prompt
    assert "Keep exactly the composition of Image 1" in request.prompt
    assert (draft.receipt.quality, last.receipt.quality) == (Quality.DRAFT, Quality.FINAL)
    assert film.takes.pick(last.slot).number == last.number
    assert last.receipt.references[0].sha256 == draft.receipt.sha256
