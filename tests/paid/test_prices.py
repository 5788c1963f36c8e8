from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.paid import model_info, model_names, output_tokens, price_of_usage, quote, reference_tokens

MODEL = model_info("gpt-image-2")
FLARE = model_info("gpt-image-2.5-flare")


@pytest.mark.parametrize(
    ("size", "prices"),
    [
        ((1024, 1024), ("0.006", "0.053", "0.211")),
        ((1536, 1024), ("0.005", "0.041", "0.165")),
        ((1024, 1536), ("0.005", "0.041", "0.165")),
    ],
)
def test_the_formula_gives_the_published_prices(size, prices):
    for quality, published in zip(("low", "medium", "high"), prices, strict=True):
        tokens = output_tokens(MODEL.output_bases, size, quality)
        assert round(tokens * MODEL.prices.image_out / 1_000_000, 3) == Decimal(published)


@pytest.mark.parametrize(
    ("size", "expected"), [((3840, 2160), 13342), ((1536, 864), 4312), ((1792, 1008), 4934), ((2560, 1440), 7370)]
)
def test_the_formula_gives_known_token_counts(size, expected):
    assert output_tokens(MODEL.output_bases, size, "high") == expected


def test_flare_takes_a_quarter_of_the_tokens_at_medium_and_the_same_at_low():
    assert output_tokens(FLARE.output_bases, (1536, 864), "medium") == 280
    assert (
        output_tokens(FLARE.output_bases, (1536, 864), "low")
        == output_tokens(MODEL.output_bases, (1536, 864), "low")
        == 120
    )


@pytest.mark.parametrize(
    ("size", "tokens"),
    [((1024, 1024), 1024), ((512, 512), 1024), ((300, 200), 247), ((4000, 3000), 1536), ((3000, 100), 1536)],
)
def test_a_reference_is_counted_in_patches(size, tokens):
    assert reference_tokens(size) == tokens


def test_references_and_prompt_are_in_the_quote():
    bare = quote(MODEL, (1536, 864), "low")
    full = quote(MODEL, (1536, 864), "low", [(1024, 1024)] * 3, 4000)
    assert bare.estimate == Decimal("0.00363")
    assert full.estimate - bare.estimate == 3 * 1024 * Decimal("0.000008") + 1000 * Decimal("0.000005")
    assert quote(MODEL, (1536, 864), "low", 3, 4000).estimate > full.estimate


def test_usage_is_priced_exactly():
    usage = {
        "input_tokens": 3100,
        "input_tokens_details": {"text_tokens": 100, "image_tokens": 3000},
        "output_tokens": 1078,
    }
    assert price_of_usage(MODEL, usage) == Decimal("0.05684")


def test_cached_input_is_cheaper():
    usage = {
        "input_tokens": 1100,
        "input_tokens_details": {
            "text_tokens": 100,
            "image_tokens": 1000,
            "cached_tokens_details": {"text_tokens": 100, "image_tokens": 1000},
        },
        "output_tokens": 0,
    }
    assert price_of_usage(MODEL, usage) == Decimal("0.002125")


def test_input_that_is_not_told_apart_is_priced_as_pictures():
    assert price_of_usage(MODEL, {"input_tokens": 1000, "output_tokens": 0}) == Decimal("0.008")


@pytest.mark.parametrize("usage", [{}, {"output_tokens": "many"}, {"input_tokens_details": 3, "output_tokens": None}])
def test_odd_usage_costs_nothing_rather_than_failing(usage):
    assert price_of_usage(MODEL, usage) == 0


@given(
    st.sampled_from(model_names()),
    st.sampled_from([(1024, 1024), (1536, 864), (864, 1536), (2048, 1152), (3840, 2160)]),
    st.sampled_from(["low", "medium", "high"]),
    st.lists(st.tuples(st.integers(16, 5000), st.integers(16, 5000)), max_size=16),
    st.integers(0, 32000),
)
def test_what_is_reserved_covers_what_is_expected(name, size, quality, references, letters):
    asked = quote(model_info(name), size, quality, references, letters)
    assert asked.at_most >= asked.estimate > 0
