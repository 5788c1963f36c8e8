"""Revising pictures against the image service's stand-in: what goes out, what is kept, what is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.errors import InputError, PictureError, SelectionError
from storyboard.flows.frames import FrameOptions, draw_frames, plan_frames
from storyboard.flows.revision import Revision, plan_revision, revise
from storyboard.flows.shots import current_shots
from storyboard.flows.takes import pick_take
from storyboard.frames import why_an_end
from storyboard.model import Slot
from storyboard.project import Project, open_project
from storyboard.testing import FakeImageService

SCRIPT = """\
EXT. FERRY - DAY

WIDE SHOT of the empty deck. ANA enters.

CLOSE ON ANA, who laughs.
"""
OPTIONS = FrameOptions()


@pytest.fixture
def film(write_film: Callable[[str], Project], service: FakeImageService) -> Project:
    """The film, with its first pictures drawn."""
    project = write_film(SCRIPT)
    draw_frames(project, OPTIONS)
    service.requests.clear()
    return project


def test_it_sends_the_picture_in_use_then_the_people_and_the_result_is_the_pick(film, service):
    asked = Revision(selectors=("1B",), instruction="make the coat red")
    price = plan_revision(film, asked, OPTIONS).plan.quote
    assert service.requests == []
    done = revise(film, asked, OPTIONS)
    (request,) = service.requests
    first = film.takes.takes(Slot.shot("s001_0020"))[0]
    assert [seen.name.split("-")[1] for seen in request.references] == ["target", "character"]
    assert "Change only this: Make the coat red." in request.prompt
    (take,) = done.report.takes
    assert (take.receipt.origin, take.receipt.parent, take.receipt.instruction) == (
        "revised", "start-001.png", "make the coat red",
    )  # fmt: skip
    assert take.receipt.inputs == first.receipt.inputs
    assert film.takes.pick(take.slot).number == take.number == 2
    assert Decimal(0) < take.receipt.price_usd <= price.at_most
    (compared,) = done.compared
    assert compared.path.is_file()
    assert (compared.label, compared.parent) == ("1B", 1)
    assert plan_frames(open_project(film.root), OPTIONS).plan.images == 0
    pick_take(film, "1B", 1)
    revise(film, asked, OPTIONS)  # undone, and asked for again: it is another take, bought again
    assert film.takes.pick(take.slot).receipt.parent == "start-001.png"


def test_outside_a_mask_the_picture_stays_pixel_for_pixel_and_the_service_s_own_is_kept(film, service, tmp_path):
    service.fail("breaks_rest")
    mask = Image.new("L", (1280, 720), 0)
    ImageDraw.Draw(mask).rectangle((400, 200, 800, 600), fill=255)
    mask.save(tmp_path / "mask.png")
    asked = Revision(selectors=("1B",), instruction="a lit candle", mask=tmp_path / "mask.png")
    (take,) = revise(film, asked, OPTIONS).report.takes
    before, after = (np.asarray(Image.open(path).convert("RGB")) for path in (
        take.path.with_name("start-001.png"), take.path,
    ))  # fmt: skip
    closed = np.asarray(mask) == 0
    assert np.array_equal(before[closed], after[closed])
    assert not np.array_equal(before, after)
    original = film.root / take.receipt.parameters["original"]
    assert not np.array_equal(np.asarray(Image.open(original).convert("RGB"))[closed], before[closed])
    assert (film.root / take.receipt.parameters["mask"]).is_file()


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"instruction": " "}, InputError, "Nothing is asked for"),
        ({"selectors": ()}, InputError, "No shot is named"),
        ({"selectors": ("9Z",)}, SelectionError, "no shot"),
        ({"take": 7}, SelectionError, "no take 7"),
        ({"which": "end"}, InputError, "no picture yet"),
        ({"mask": Path("nowhere.png")}, PictureError, "nowhere"),
    ],
)
def test_what_cannot_be_revised_is_said_before_anything_is_sent(film, service, fields, error, said):
    asked = Revision.model_validate({"selectors": ("1B",), "instruction": "make it red"} | fields)
    with pytest.raises(error, match=said):
        revise(film, asked, OPTIONS)
    assert service.requests == []


def test_previs_pictures_are_not_revised_by_words(film):
    with pytest.raises(InputError, match="cannot change a picture by words"):
        plan_revision(film, Revision(selectors=("1B",), instruction="x"), FrameOptions(backend="previs"))
    draw_frames(film, FrameOptions(backend="previs", takes=2))
    number = max(one.number for one in film.takes.takes(Slot.shot("s001_0020")))
    with pytest.raises(InputError, match="previs drawing"):
        plan_revision(film, Revision(selectors=("1B",), instruction="x", take=number), OPTIONS)


def test_a_paid_last_picture_is_the_first_one_changed_and_only_where_something_changes(film, service):
    shots = current_shots(film).shot_list.shots
    assert [bool(why_an_end(shot)) for shot in shots] == [True, False]
    draw_frames(film, FrameOptions(which="end"))
    (request,) = service.requests
    assert "target" in request.references[0].name
    assert "Image 1: the first instant of this same shot" in request.prompt
    assert [take.slot.part for take in film.takes.takes(Slot.shot(shots[0].id, "end"))] == ["end"]
    assert film.takes.takes(Slot.shot(shots[1].id, "end")) == ()


def test_a_conversation_goes_on_from_revision_to_revision(film, service):
    first = Revision(selectors=("1B",), instruction="make the coat red", conversation=True)
    (take,) = revise(film, first, OPTIONS).report.takes
    said = take.receipt.parameters["response"]
    (second,) = revise(film, first.model_copy(update={"instruction": "and the hat blue"}), OPTIONS).report.takes
    asked = [seen for seen in service.requests if seen.endpoint == "responses"]
    assert [seen.parameters.get("previous_response_id") for seen in asked] == [None, said]
    assert second.receipt.parent == take.path.name
    assert sum(bill.price_usd for bill in service.bills) == sum(
        one.receipt.price_usd for slot in ("s001_0010", "s001_0020") for one in film.takes.takes(Slot.shot(slot))
    )
