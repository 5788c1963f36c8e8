"""What the fake wants to be paid, to the millionth of a dollar."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from storyboard.model import Noun
from storyboard.paid import ModelInfo, price_of_usage, text_models

_MICRO = Decimal("0.000001")
_MILLION = Decimal(1_000_000)
_BATCH_SHARE = Decimal("0.5")


class TextPrices(Noun):
    """US dollars per million tokens of a model that reads and writes words."""

    text_in: Decimal
    text_out: Decimal


# Models the fake's /responses knows, at the prices of the program's own table: give your own where they differ.
TEXT_MODELS: dict[str, TextPrices] = {
    name: TextPrices(text_in=model.text_in, text_out=model.text_out) for name, model in text_models().items()
}
# US dollars per million letters. All of them shut down on 2027-01-06.
VOICE_MODELS: dict[str, Decimal] = {
    "tts-1": Decimal(15),
    "tts-1-hd": Decimal(30),
    "gpt-4o-mini-tts": Decimal(15),
    "gpt-4o-mini-tts-2025-12-15": Decimal(15),
}


class Bill(Noun):
    """A request the service wants to be paid for; `pictures` is how many came of it."""

    request_id: str
    endpoint: str
    model: str
    prompt: str
    size: str = ""
    quality: str = ""
    references: int = 0
    usage: dict[str, Any]
    price_usd: Decimal
    pictures: int = 1
    batch_id: str = ""
    custom_id: str = ""


def picture_price(model: ModelInfo, usage: Mapping[str, Any], *, batch: bool = False) -> Decimal:
    """What a picture costs by the table in `storyboard.paid`; half of it in a batch."""
    price = price_of_usage(model, usage)
    return up(price * _BATCH_SHARE) if batch else price


def text_price(prices: TextPrices, usage: Mapping[str, Any], *, batch: bool = False) -> Decimal:
    """What the words of a response cost."""
    price = (usage["input_tokens"] * prices.text_in + usage["output_tokens"] * prices.text_out) / _MILLION
    return up(price * _BATCH_SHARE if batch else price)


def speech_price(model: str, letters: int) -> Decimal:
    """What a spoken text costs."""
    return up(letters * VOICE_MODELS[model] / _MILLION)


def up(amount: Decimal) -> Decimal:
    """Rounded up to the millionth."""
    return amount.quantize(_MICRO, rounding=ROUND_CEILING)
