from __future__ import annotations

from decimal import Decimal

import pytest

from storyboard.errors import BudgetError
from storyboard.paid import Order, Parcels, State, open_till


def orders(*keys: str, reserve: int = 100_000) -> list[Order]:
    return [
        Order(
            key=key, slot=f"shot/{key}/start", reserve=reserve, transport="batch", anchor="batch-1", memo=f"memo {key}"
        )
        for key in keys
    ]


def test_they_are_claimed_together_sent_under_one_name_and_fetched_by_a_later_run(folder):
    with open_till(folder, Decimal(10)) as till:
        parcels = Parcels(till)
        begun, left = parcels.claim(orders("a", "b", "c"))
        assert [order.key for order, _ in begun] == ["a", "b", "c"]
        assert left == []
        parcels.acknowledge([attempt for _, attempt in begun], "batch_77")
        assert till.money().reserved_usd == Decimal("0.30")
    with open_till(folder, Decimal(10)) as later:
        parcels = Parcels(later)
        first, second, third = parcels.waiting()
        assert {one.remote for one in (first, second, third)} == {"batch_77"}
        assert [one.memo for one in (first, second, third)] == ["memo a", "memo b", "memo c"]
        parcels.deliver(first, b"picture", lambda _: Decimal("0.04"))
        parcels.reject(second, "moderation")
        parcels.lose(third, "expired", billed=False)
        assert [one.key for one in parcels.unfiled()] == ["a"]
        assert parcels.answer(first) == b"picture"
        money = later.money()
        assert (money.spent_usd, money.reserved_usd, money.unknown_usd) == (Decimal("0.04"), 0, Decimal("0.10"))
        parcels.filed(parcels.unfiled()[0])
        assert parcels.unfiled() == []
        assert parcels.answer(first) is None


def test_what_is_under_way_is_not_claimed_twice(folder):
    with open_till(folder, Decimal(10)) as till:
        begun, _ = Parcels(till).claim(orders("a"))
        Parcels(till).acknowledge([begun[0][1]], "batch_77")
    with open_till(folder, Decimal(10)) as later:
        begun, left = Parcels(later).claim(orders("a", "b"))
    assert [order.key for order, _ in begun] == ["b"]
    assert [(order.key, refusal.state) for order, refusal in left] == [("a", "waiting")]


def test_where_they_do_not_all_fit_the_budget_none_is_held(folder):
    with open_till(folder, Decimal("0.25")) as till:
        with pytest.raises(BudgetError):
            Parcels(till).claim(orders("a", "b", "c"))
        assert till.money().committed_usd == 0


def test_a_batch_that_was_never_named_is_found_by_its_anchor(folder):
    with open_till(folder, Decimal(10)) as till:
        Parcels(till).claim([one.model_copy(update={"deadline": 9e9}) for one in orders("a")])
    with open_till(folder, Decimal(10)) as later:
        later.start()
        (waiting,) = Parcels(later).waiting()
        assert (waiting.state, waiting.anchor, waiting.remote) == (State.SENDING, "batch-1", "")
