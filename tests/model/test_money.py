from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.model import Quote, format_usd, usd


@pytest.mark.parametrize(
    ("amount", "exact"),
    [
        (0.1, "0.100000"),
        ("0.0000005", "0.000001"),
        ("0.0000004", "0.000000"),
        (3, "3.000000"),
        (Decimal("1.25"), "1.250000"),
    ],
)
def test_dollars_are_exact_to_the_millionth(amount, exact):
    assert str(usd(amount)) == exact


@given(st.lists(st.integers(0, 10**9), max_size=50))
def test_sums_of_dollars_lose_nothing(millionths):
    amounts = [usd(Decimal(count) / 1_000_000) for count in millionths]
    assert sum(amounts, Decimal(0)) == Decimal(sum(millionths)) / 1_000_000


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "$0"),
        ("0.000000", "$0"),
        ("0.0004", "<$0.001"),
        ("0.0005", "<$0.001"),
        ("0.0006", "$0.001"),
        ("0.006", "$0.006"),
        ("0.0994", "$0.099"),
        ("0.1", "$0.10"),
        ("1234.5", "$1,234.50"),
    ],
)
def test_dollars_are_said_so_that_something_is_never_nothing(amount, text):
    assert format_usd(Decimal(amount)) == text


def test_quotes_add_up_and_multiply():
    one = Quote(estimate=Decimal("0.041"), at_most=Decimal("0.20"))
    assert one + one.times(2) == Quote(estimate=Decimal("0.123"), at_most=Decimal("0.60"))
