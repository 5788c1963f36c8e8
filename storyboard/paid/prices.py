"""What a picture will cost, and what it did cost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

from storyboard.model import Noun, Quote, usd
from storyboard.paid.models import ModelInfo

_MILLION = Decimal(1_000_000)
_MICRO = Decimal("0.000001")

# How the service counts a reference: scaled up (twice at most) towards 1024 pixels, cut into patches of 32, of which
# at most 1536 are looked at. Measured by users on about a hundred edits; the service publishes no rule.
_TOWARDS = 1024
_PATCH = 32
_MOST_PATCHES = 1536
_MOST_REFERENCE_RATIO = 3
_TEXT_OVERHEAD = 6
_LETTERS_PER_TOKEN = 4

# The service says that true consumption can differ from its calculator. This much more is reserved.
_MARGIN = Decimal("1.25")


class Usage(Noun):
    """Tokens as an answer of the service reports them."""

    text_in: int = 0
    image_in: int = 0
    cached_text_in: int = 0
    cached_image_in: int = 0
    out: int = 0

    @classmethod
    def from_answer(cls, usage: Mapping[str, Any]) -> Usage:
        """Read the ``usage`` object of an answer. Input that is not told apart counts as pictures, the dearer kind."""
        details = _mapping(usage.get("input_tokens_details"))
        cached = _mapping(details.get("cached_tokens_details"))
        total, text = _count(usage.get("input_tokens")), _count(details.get("text_tokens"))
        images = max(_count(details.get("image_tokens")), total - text)
        return cls(
            text_in=text,
            image_in=images,
            cached_text_in=min(_count(cached.get("text_tokens")), text),
            cached_image_in=min(_count(cached.get("image_tokens")), images),
            out=_count(usage.get("output_tokens")),
        )


def output_tokens(bases: Mapping[str, int], size: tuple[int, int], quality: str) -> int:
    """Tokens of one drawn picture, by the formula behind the published prices (models.yaml)."""
    width, height = size
    base = bases[quality] if quality in bases else max(bases.values())
    other = math.floor(base * min(size) / max(size) + 0.5)
    return math.ceil(base * other * (2_000_000 + width * height) / 4_000_000)


def reference_tokens(size: tuple[int, int]) -> int:
    """Tokens of one reference picture of that many pixels."""
    width, height = (float(side) for side in size)
    scale = min(2.0, _TOWARDS / max(width, height)) if max(width, height) < _TOWARDS else 1.0
    width, height = width * scale, height * scale
    width, height = max(width, height / _MOST_REFERENCE_RATIO), max(height, width / _MOST_REFERENCE_RATIO)
    return min(math.ceil(width / _PATCH) * math.ceil(height / _PATCH), _MOST_PATCHES)


def quote(
    model: ModelInfo,
    size: tuple[int, int],
    quality: str,
    references: int | Sequence[tuple[int, int]] = 0,
    prompt_chars: int = 0,
) -> Quote:
    """What one picture is expected to cost, and the most it should.

    Args:
        model: Whose prices hold.
        size: Width and height to be drawn, a legal size.
        quality: The service's word: low, medium, high ...
        references: The sizes of the reference pictures, or how many they are (each is then taken as a large one).
        prompt_chars: Length of the prompt.

    Returns:
        The estimate; and `at_most`, which allows a quarter more pictures' tokens than the formulas say, the largest
        base where the true one is not published, every reference at its cap and a token for every letter.
    """
    count = references if isinstance(references, int) else len(references)
    image_in = count * _MOST_PATCHES if isinstance(references, int) else sum(map(reference_tokens, references))
    text_in = math.ceil(prompt_chars / _LETTERS_PER_TOKEN) + _TEXT_OVERHEAD
    estimate = Usage(text_in=text_in, image_in=image_in, out=output_tokens(model.output_bases, size, quality))
    most = Usage(
        text_in=prompt_chars + _TEXT_OVERHEAD,
        image_in=_with_margin(count * _MOST_PATCHES),
        out=_with_margin(output_tokens(model.at_most_bases, size, quality)),
    )
    return Quote(estimate=usd(_cost(model, estimate)), at_most=_up(_cost(model, most)))


def price_of_usage(model: ModelInfo, usage: Mapping[str, Any]) -> Decimal:
    """What an answer cost in US dollars, from the ``usage`` it came with; rounded up to the millionth."""
    return _up(_cost(model, Usage.from_answer(usage)))


def cost_of(model: ModelInfo, usage: Usage) -> Decimal:
    """What so many tokens cost in US dollars; rounded up to the millionth."""
    return _up(_cost(model, usage))


def _cost(model: ModelInfo, usage: Usage) -> Decimal:
    prices = model.prices
    return (
        (usage.text_in - usage.cached_text_in) * prices.text_in
        + usage.cached_text_in * prices.text_in_cached
        + (usage.image_in - usage.cached_image_in) * prices.image_in
        + usage.cached_image_in * prices.image_in_cached
        + usage.out * prices.image_out
    ) / _MILLION


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(_MICRO, rounding=ROUND_CEILING)


def _with_margin(tokens: int) -> int:
    return math.ceil(tokens * _MARGIN)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: object) -> int:
    return max(value, 0) if isinstance(value, int) and not isinstance(value, bool) else 0
