"""Slots that belong to no shot: missing, current, stale and why, as for shots."""

from __future__ import annotations

import asyncio

import pytest

from storyboard.frames import BriefExamination, State, Wanted, draw_plan, make_plan, source_of
from storyboard.model import Brief, Quality, Role, Slot, SlotKind
from storyboard.project import open_project
from storyboard.prompts import Guide
from storyboard.testing import FakeBackend

SLOT = Slot(kind=SlotKind.CHARACTER, id="MARA", part="anchor")


@pytest.fixture
def look(project):
    return lambda wanted, where=project: BriefExamination(where, backend="fake", quality=Quality.DRAFT).at(wanted)


@pytest.fixture
def draw(project, look):
    def drawn(wanted, *, takes=1, backend=None):
        artist = backend or FakeBackend(size=(64, 96))
        plan = make_plan([look(wanted)], artist, takes=takes)
        return asyncio.run(draw_plan(project, plan, artist))

    return drawn


def anchor(description="a woman of 36", **more):
    brief = Brief(kind=SlotKind.CHARACTER, part="anchor", name="MARA", description=description)
    return Wanted(slot=SLOT, brief=brief, size=(64, 96), **more)


def with_bible(project, old, new):
    path = project.layout.bible
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return open_project(project.root)


def test_a_slot_is_missing_until_it_is_drawn_and_then_current(look, draw):
    assert look(anchor()).state is State.MISSING
    draw(anchor())
    assert look(anchor()).state is State.CURRENT


def test_a_changed_description_is_named_with_both_values_and_its_line(look, draw, project):
    draw(anchor())
    changed = with_bible(project, "a woman of 36", "a woman of 40")
    frame = look(anchor("a woman of 40"), changed)
    assert frame.state is State.STALE
    assert frame.reasons == ("MARA's description: a woman of 36 -> a woman of 40 (storyboard.yaml:5)",)


def test_a_changed_style_makes_it_stale(look, draw, project):
    draw(anchor())
    changed = with_bible(project, "title: Errand", "title: Errand\nstyle: {text: gouache}")
    assert look(anchor(), changed).reasons == ("style: gouache (storyboard.yaml:2)",)


def test_approving_it_does_not_make_it_stale(look, draw, project):
    draw(anchor())
    changed = with_bible(
        project, "references: [mara.png]", "references: [frames/character/MARA/anchor-001.png, mara.png]"
    )
    assert look(anchor(), changed).state is State.CURRENT


def test_another_photo_makes_it_stale_and_the_old_one_is_remembered(look, draw, project):
    first, second = (
        (Guide(role=Role.TARGET, name="the original", path=project.root / name),) for name in ("mara.png", "tomas.png")
    )
    draw(anchor(targets=first))
    assert look(anchor(targets=first)).state is State.CURRENT
    assert look(anchor(targets=second)).reasons == ("the picture of the original changed",)
    assert source_of(project, SLOT) == project.root / "mara.png"


def test_a_sheet_depends_on_the_anchor_and_says_so(look, draw, project, draw_figure):
    brief = Brief(kind=SlotKind.CHARACTER, part="sheet", name="MARA", description="a woman of 36")
    sheet = Wanted(slot=Slot(kind=SlotKind.CHARACTER, id="MARA", part="sheet"), brief=brief, size=(96, 64))
    draw(sheet)
    draw_figure(project.root / "mara.png", coat=(1, 2, 3))
    frame = look(sheet, open_project(project.root))
    assert frame.reasons == ("the picture of MARA changed",)


def test_words_that_change_make_a_card_stale(look, draw):
    slot = Slot(kind=SlotKind.CARD, id="film", part="title")

    def card(*words):
        return Wanted(slot=slot, brief=Brief(kind=SlotKind.CARD, part="title", name="x", words=words), size=(96, 64))

    draw(card("Errand"))
    assert look(card("Errand")).state is State.CURRENT
    assert look(card("The Errand")).reasons == ("words: Errand -> The Errand",)


def test_a_refused_brief_stays_refused_until_something_changes(look, draw):
    artist = FakeBackend(size=(64, 96))
    artist.refuse(str(SLOT))
    draw(anchor(), backend=artist)
    assert look(anchor()).state is State.REFUSED
    assert look(anchor("somebody else")).state is State.MISSING


def test_several_takes_of_one_brief_are_variants_with_their_own_keys(draw, project):
    draw(anchor(), takes=3)
    takes = project.takes.takes(SLOT)
    assert [take.number for take in takes] == [1, 2, 3]
    assert len({take.receipt.key for take in takes}) == 3


def test_a_name_no_folder_can_have_is_shown_as_it_is(look):
    brief = Brief(kind=SlotKind.LOCATION, part="plate", name="CAFÉ/BAR", description="small")
    wanted = Wanted(slot=Slot.named(SlotKind.LOCATION, "CAFÉ/BAR", "plate"), brief=brief, size=(96, 64))
    assert look(wanted).label == "CAFÉ/BAR plate"
