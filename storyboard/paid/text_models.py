"""Models that read and write words, and what a call of one costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import Any

from storyboard.model import Noun, OpenAISettings, Quote, usd
from storyboard.paid.models import model_data
from storyboard.paid.prices import reference_tokens

_MILLION = Decimal(1_000_000)
_MICRO = Decimal("0.000001")
# Letters of a script to a token: in English four, in Chinese or Thai about one.
_LETTERS, _DENSE_LETTERS = 4, 1


class TextModel(Noun):
    """US dollars per million tokens of a model of that name; `warning` is said when the table has it not."""

    name: str
    text_in: Decimal
    text_out: Decimal
    warning: str = ""

    def price(self, usage: Mapping[str, Any]) -> Decimal:
        """What an answer cost, from the ``usage`` it came with; rounded up to the millionth."""
        tokens = (usage.get("input_tokens"), usage.get("output_tokens"))
        spent_in, spent_out = (one if isinstance(one, int) and one > 0 else 0 for one in tokens)
        return self._cost(spent_in, spent_out)

    def quote(
        self, text: str, *, answer_tokens: int, at_most_tokens: int, pictures: Sequence[tuple[int, int]] = ()
    ) -> Quote:
        """What a call is expected to cost and the most it can.

        Args:
            text: All that is sent in words.
            answer_tokens: How long the answer is expected to be; `at_most_tokens` is the limit that is sent along.
            at_most_tokens: See above.
            pictures: The sizes of the pictures that go along.
        """
        ascii_letters = sum(char.isascii() for char in text)
        words = math.ceil(ascii_letters / _LETTERS) + (len(text) - ascii_letters) // _DENSE_LETTERS
        images = sum(reference_tokens(size) for size in pictures)
        most_in = len(text) + math.ceil(images * 1.5)
        return Quote(
            estimate=usd(self._cost(words + images, answer_tokens)), at_most=self._cost(most_in, at_most_tokens)
        )

    def _cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        cost = (tokens_in * self.text_in + tokens_out * self.text_out) / _MILLION
        return cost.quantize(_MICRO, rounding=ROUND_CEILING)


def text_model(settings: OpenAISettings) -> TextModel:
    """The model that the bible names, with the prices that it gives or the table has.

    One that the table lacks is taken to be as dear as the dearest, with a warning; it is tried, not refused.
    """
    table = text_models()
    name = settings.text_model
    found = table.get(name)
    if found is None:
        dear = max(table.values(), key=lambda one: one.text_out)
        warning = f"The model {name!r} is not in the price table: the prices of {dear.name} are used for it"
        found = dear.model_copy(update={"name": name, "warning": warning})
    own = {
        field: price
        for field, price in (("text_in", settings.text_price_in), ("text_out", settings.text_price_out))
        if price is not None
    }
    return found.model_copy(update={**own, "warning": ""} if len(own) == 2 else own)


@lru_cache(maxsize=1)
def text_models() -> dict[str, TextModel]:
    """Every model of words in the table, the default first."""
    return {row["name"]: TextModel.model_validate(row) for row in model_data()["text_models"]}
