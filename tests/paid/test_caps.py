from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from storyboard.errors import BudgetError, ExitCode
from storyboard.model import Quote
from storyboard.paid import open_till

QUOTE = Quote(estimate=Decimal("0.18"), at_most=Decimal("0.20"))


def buy_many(till, seller, count):
    for number in range(count):
        buy(till, seller, f"k{number}")


def buy(till, seller, key):
    asyncio.run(till.buy(key, f"shot/{key}/start", QUOTE, seller.sends(key), lambda _: Decimal("0.15")))
    till.stored(key)


@pytest.mark.parametrize(
    ("caps", "bought", "field"),
    [
        ({"cap": Decimal("0.50")}, 3, "budget"),
        ({"cap": Decimal(9), "per_run": Decimal("0.36")}, 2, "budget_per_run"),
        ({"cap": Decimal(9), "per_day": Decimal("0.50")}, 3, "budget_per_day"),
    ],
)
def test_each_bound_stops_before_it_can_be_broken_and_says_how_to_move_it(folder, seller, caps, bought, field):
    cap = caps.pop("cap")
    with open_till(folder, cap, **caps) as till, pytest.raises(BudgetError) as caught:
        buy_many(till, seller, 9)
    assert len(seller.sold) == bought
    assert caught.value.exit_code is ExitCode.OVER_BUDGET
    assert f"`{field}:`" in str(caught.value)


def test_another_run_has_its_own_allowance_and_the_day_has_not(folder, seller):
    for number in range(2):
        with open_till(folder, Decimal(9), per_run=Decimal("0.20"), per_day=Decimal("0.35")) as till:
            buy(till, seller, f"k{number}")
    with (
        open_till(folder, Decimal(9), per_run=Decimal("0.20"), per_day=Decimal("0.35")) as till,
        pytest.raises(BudgetError, match="today's budget"),
    ):
        buy(till, seller, "k3")
