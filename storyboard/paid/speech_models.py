"""Models that speak, and what a line costs."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from storyboard.errors import ServiceError
from storyboard.model import Noun, Quote, usd
from storyboard.paid.models import model_data

_MILLION = Decimal(1_000_000)
_MICRO = Decimal("0.000001")
# True consumption of a model billed by tokens can be above what the letters say; this much more is reserved.
_MARGIN = Decimal("1.5")


class SpeechModel(Noun):
    """A model that speaks.

    Attributes:
        per_million_letters: US dollars.
        retires: The day from which the service has it no more.
        most_letters: How many it speaks at once.
        takes_instructions: It can be told how to speak.
        female: Names of its voices; `male` likewise.
    """

    name: str
    per_million_letters: Decimal
    retires: date | None = None
    most_letters: int
    takes_instructions: bool = False
    female: tuple[str, ...]
    male: tuple[str, ...]

    def price(self, letters: int) -> Decimal:
        """What speaking that many letters costs in US dollars, rounded up to the millionth."""
        return (letters * self.per_million_letters / _MILLION).quantize(_MICRO, rounding=ROUND_CEILING)

    def quote(self, letters: int) -> Quote:
        """What it is expected to cost, and the most it should."""
        price = self.price(letters)
        return Quote(estimate=usd(price), at_most=(price * _MARGIN).quantize(_MICRO, rounding=ROUND_CEILING))

    def require_alive(self, today: date) -> None:
        """Make sure that the service still has it.

        Raises:
            ServiceError: It was shut down.
        """
        if self.retires is not None and today >= self.retires:
            raise ServiceError(
                f"The service stopped speaking on {self.retires.isoformat()}: {self.name} was shut down",
                cure="Take --voices piper or --voices espeak, or record the lines; what was bought before is still used",
            )


@lru_cache(maxsize=1)
def speech_model() -> SpeechModel:
    """The model that speaks scratch voices."""
    return SpeechModel.model_validate(model_data()["speech_models"][0])
