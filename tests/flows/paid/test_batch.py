"""Batches: half the price, sent now, fetched by another run; nothing lost, nothing sent twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from storyboard.errors import BudgetError, InputError, ServiceError
from storyboard.flows.batch import fetch_batches, plan_batch, send_batch
from storyboard.flows.frames import FrameOptions, draw_frames, frames_of, plan_frames
from storyboard.flows.shots import current_shots
from storyboard.flows.status import project_status
from storyboard.project import Project, open_project

SCRIPT = """\
EXT. FERRY - DAY

WIDE SHOT of the deck. ANA stands at the rail.

CLOSE ON ANA, who laughs.

INT. CABIN - NIGHT

INSERT: a rope.
"""
OPTIONS = FrameOptions()


@pytest.fixture
def film(write_film: Callable[[str], Project]) -> Project:
    return write_film(SCRIPT)


def states(project: Project) -> list[str]:
    return [str(frame.state) for frame in frames_of(project, current_shots(project).shot_list)]


def test_they_are_sent_at_half_the_price_and_fetched_by_another_run(film, service):
    planned = plan_batch(film, OPTIONS)
    assert planned.plan.images == 2  # the close-up waits for its master
    assert planned.plan.quote.estimate < plan_frames(film, OPTIONS).plan.quote.estimate
    sent = send_batch(film, OPTIONS)
    assert (sent.pictures, len(sent.batches), sent.later, sent.left) == (2, 2, 1, ())  # an edit, and one from words
    assert states(film) == ["waiting", "missing", "waiting"]
    assert project_status(film).money.reserved_usd == pytest.approx(planned.plan.quote.at_most, abs=Decimal("0.00001"))
    again = open_project(film.root)
    fetched = fetch_batches(again, OPTIONS)
    assert (len(fetched.takes), fetched.at_work, fetched.refused) == (2, 0, ())
    assert states(again) == ["current", "missing", "current"]
    billed = sum(bill.price_usd for bill in service.bills)
    assert project_status(again).money.spent_usd == billed == sum(take.receipt.price_usd for take in fetched.takes)
    assert plan_batch(again, OPTIONS).plan.images == 1


def test_what_is_on_its_way_is_not_bought_again_by_any_road(film, service):
    service.fail("slow", seconds=3600, times=None)
    send_batch(film, OPTIONS)
    bills = len(service.bills)
    assert send_batch(film, OPTIONS).pictures == 0  # the close-up is to match a master that is on its way
    assert plan_frames(film, OPTIONS).plan.images == 0
    draw_frames(film, OPTIONS)
    assert len(service.bills) == bills


@pytest.mark.parametrize("fault", ["bad_key", "quota"])
def test_a_batch_that_is_refused_holds_no_money(film, service, fault):
    service.fail(fault, times=None)
    with pytest.raises(ServiceError):
        send_batch(film, OPTIONS)
    assert project_status(film).money.committed_usd == 0
    assert states(film) == ["missing"] * 3


def test_a_batch_that_breaks_the_budget_is_not_sent(film, service):
    with pytest.raises(BudgetError):
        send_batch(film, OPTIONS.model_copy(update={"budget": Decimal("0.001")}))
    assert service.bills == []


def test_previs_takes_no_batches(film):
    with pytest.raises(InputError, match="takes no batches"):
        plan_batch(film, OPTIONS.model_copy(update={"backend": "previs"}))
