from __future__ import annotations

import asyncio
import time
from decimal import Decimal

import pytest

from storyboard.errors import DrawingRefused, InputError
from storyboard.model import Quote
from storyboard.paid import Gone, NotBilled, State, open_till

QUOTE = Quote(estimate=Decimal("0.18"), at_most=Decimal("0.20"))
SLOT = "shot/s001_0010/start"


class Service:
    """Keeps what it is asked for: anchors, and under each the name of a request with its answer."""

    transport = "responses"
    pause = 1.0

    def __init__(self, patience: float = 60.0) -> None:
        self.patience = patience
        self.anchors: list[str] = []
        self.sold: dict[str, str] = {}
        self.submit_fails: BaseException | None = None
        self.collect_fails: BaseException | None = None
        self.shows_after = 0
        self.looks = 0

    async def anchor(self) -> str:
        self.anchors.append(f"conv_{len(self.anchors)}")
        return self.anchors[-1]

    async def submit(self, anchor: str) -> str:
        if isinstance(self.submit_fails, NotBilled):
            raise self.submit_fails
        self.sold[anchor] = f"resp_{len(self.sold)}"
        if self.submit_fails is not None:
            raise self.submit_fails
        return self.sold[anchor]

    async def find(self, anchor: str) -> str:
        self.looks += 1
        return self.sold.get(anchor, "") if self.looks > self.shows_after else ""

    async def collect(self, remote: str) -> bytes:
        if self.collect_fails is not None:
            failure, self.collect_fails = self.collect_fails, None
            raise failure
        assert remote in self.sold.values()
        return f"picture of {remote}".encode()


def buy(till, service, key="k", slept=None, **options):
    async def sleep(seconds: float) -> None:
        (slept if slept is not None else []).append(seconds)

    return asyncio.run(
        till.buy_kept(key, SLOT, QUOTE, service, lambda _: Decimal("0.15"), sleep=sleep, memo="m", **options)
    )


def states(till):
    with till.ledger.reading() as books:
        return {state: [one.id for one in books.in_state(state)] for state in State if books.in_state(state)}


def test_it_is_anchored_before_money_is_held_and_its_answer_is_fetched_by_name(till):
    service = Service()
    assert buy(till, service) == b"picture of resp_0"
    assert service.anchors == ["conv_0"]
    assert list(states(till)) == [State.SPOOLED]
    assert till.money().spent_usd == Decimal("0.15")
    assert buy(till, service) == b"picture of resp_0"  # given again from the spool
    assert len(service.sold) == 1
    assert service.anchors == ["conv_0"]


def test_a_request_whose_name_was_never_read_is_looked_for_and_not_sent_again(till):
    service, slept = Service(), []
    service.submit_fails, service.shows_after = ConnectionResetError(), 3
    assert buy(till, service, slept=slept) == b"picture of resp_0"
    assert (len(service.sold), service.looks, slept) == (1, 4, [1.0, 1.0, 1.0])


def test_one_that_never_turns_up_is_unknown_and_is_still_looked_for_later(till):
    service = Service(patience=0.0)
    service.submit_fails, service.shows_after = ConnectionResetError(), 1
    with pytest.raises(DrawingRefused, match="no trace") as caught:
        buy(till, service)
    assert caught.value.state == "unknown"
    assert till.unknown() == [SLOT]
    assert till.money().unknown_usd == Decimal("0.20")
    assert buy(till, service) == b"picture of resp_0"
    assert len(service.sold) == 1


def test_a_run_that_ends_while_the_service_works_leaves_it_to_the_next(folder):
    service = Service()
    service.collect_fails = asyncio.CancelledError()
    with open_till(folder, Decimal(10)) as first:
        with pytest.raises(asyncio.CancelledError):
            buy(first, service)
        assert list(states(first)) == [State.ACKED]
        assert first.money().reserved_usd == Decimal("0.20")
    with open_till(folder, Decimal(10)) as second:
        assert buy(second, service) == b"picture of resp_0"
        assert second.money().spent_usd == Decimal("0.15")
    assert len(service.sold) == 1


def test_an_answer_that_the_service_has_let_go_is_counted_and_needs_consent_to_buy_again(till):
    service = Service()
    service.collect_fails = Gone("404")
    with pytest.raises(DrawingRefused, match="no longer has the answer") as caught:
        buy(till, service)
    assert caught.value.state == "unknown"
    assert till.money().spent_usd == Decimal("0.20")
    with pytest.raises(DrawingRefused):
        buy(till, service)
    assert len(service.sold) == 1
    assert buy(till, service, retry_unknown=True) == b"picture of resp_1"
    assert till.money().spent_usd == Decimal("0.35")


@pytest.mark.parametrize("at", ["submit", "collect"])
def test_what_was_certainly_not_billed_is_released(till, at):
    service = Service()
    setattr(service, f"{at}_fails", NotBilled(InputError("refused")))
    with pytest.raises(NotBilled):
        buy(till, service)
    assert till.money().committed_usd == 0
    service.submit_fails = None
    assert buy(till, service).startswith(b"picture")


def test_what_is_with_the_service_by_another_road_is_not_bought_again(folder, seller):
    service = Service()
    service.collect_fails = asyncio.CancelledError()
    with open_till(folder, Decimal(10)) as first, pytest.raises(asyncio.CancelledError):
        buy(first, service)
    with open_till(folder, Decimal(10)) as second, pytest.raises(DrawingRefused, match="--resume") as caught:
        asyncio.run(second.buy("k", SLOT, QUOTE, seller.sends("a"), lambda _: Decimal("0.15")))
    assert caught.value.state == "waiting"
    assert seller.sold == []


def test_the_steps_are_told_in_their_order(folder):
    steps: list[str] = []
    with open_till(folder, Decimal(10), on_step=steps.append) as till:
        buy(till, Service(), landing=1000)
        till.stored("k")
    assert steps == ["claimed", "submitted", "acknowledged", "answered", "spooled", "settled", "stored"]
    assert list((folder / "spool").iterdir()) == []


def test_a_dead_run_s_anchored_request_is_held_until_it_can_no_longer_turn_up(folder):
    with open_till(folder, Decimal(10)) as till:
        claims = till.start()
        assert claims is not None
        with till.ledger.writing() as books:
            books.begin("a", "k", SLOT, "dead", 200_000, transport="responses", anchor="c", deadline=time.time() + 60)
            books.begin("b", "l", SLOT, "dead", 200_000, transport="responses", anchor="c", deadline=time.time() - 1)
        assert till.money().reserved_usd == Decimal("0.20")
        assert till.money().unknown_usd == Decimal("0.20")
