"""The table of picture models: rules, prices and shut-down dates are data (models.yaml), never branches in code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import Field

from storyboard.errors import ServiceError
from storyboard.model import Noun


class SizeRule(Noun):
    """Which sizes a model draws: sides are multiples of `multiple`, within a ratio, a longest side and a pixel count."""

    multiple: int = Field(ge=1)
    max_ratio: float = Field(ge=1)
    max_side: int
    min_pixels: int
    max_pixels: int

    def allows(self, size: tuple[int, int]) -> bool:
        """The service takes a picture of that many pixels."""
        width, height = size
        short, long = min(size), max(size)
        return (
            short > 0
            and width % self.multiple == 0
            and height % self.multiple == 0
            and long <= self.max_side
            and long <= self.max_ratio * short
            and self.min_pixels <= width * height <= self.max_pixels
        )


class TokenPrices(Noun):
    """US dollars per million tokens."""

    text_in: Decimal
    text_in_cached: Decimal
    image_in: Decimal
    image_in_cached: Decimal
    image_out: Decimal


class ModelInfo(Noun):
    """What is known of one model.

    `snapshot` is the dated name that never changes its behaviour (the plain name where none is published). `parameters`
    are those its endpoints take. `output_bases` and `at_most_bases` are explained in models.yaml. `seconds` is roughly
    how long a picture takes, `images_per_minute` how many an account may have, by its tier. `checked` is the day the prices were read. `warning` is said when the name is not in the table.
    """

    name: str
    snapshot: str
    released: date | None = None
    endpoints: tuple[str, ...]
    sizes: SizeRule
    qualities: tuple[str, ...]
    output_formats: tuple[str, ...]
    parameters: frozenset[str]
    max_references: int
    max_reference_bytes: int
    prompt_limit: int
    prices: TokenPrices
    output_bases: dict[str, int]
    at_most_bases: dict[str, int]
    seconds: dict[str, int]
    images_per_minute: dict[int, int]
    retires: date | None = None
    successor: str = ""
    checked: date
    warning: str = ""

    @property
    def known(self) -> bool:
        """The table has this model; otherwise the newest model's rules and prices stand in."""
        return not self.warning

    def require_alive(self, today: date) -> None:
        """Make sure that the model has not been shut down.

        Raises:
            ServiceError: It has been; the message names what to use instead.
        """
        if self.retires is not None and today >= self.retires:
            raise ServiceError(
                f"The model {self.name} was shut down on {self.retires.isoformat()}",
                cure=f"Write `model: {self.successor}` under `openai:` in storyboard.yaml",
            )


def model_names() -> tuple[str, ...]:
    """Every name in the table, the default first."""
    return tuple(_table())


def model_info(name: str) -> ModelInfo:
    """What is known of the model of that name or snapshot.

    A name the table lacks gets the newest model's rules, and a warning that says so: it is tried, not refused.
    """
    table = _table()
    found = table.get(name) or next((info for info in table.values() if info.snapshot == name), None)
    if found is not None:
        return found
    newest = table[_newest()]
    warning = (
        f"The model {name!r} is not in the price table of {newest.checked.isoformat()}: "
        f"the rules and prices of {newest.name} are used for it"
    )
    return newest.model_copy(
        update={"name": name, "snapshot": name, "released": None, "retires": None, "successor": "", "warning": warning}
    )


@lru_cache(maxsize=1)
def model_data() -> dict[str, Any]:
    """The table as it is written."""
    from ruamel.yaml import YAML

    text = files("storyboard.paid").joinpath("models.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return data


def _newest() -> str:
    return str(model_data()["newest"])


@lru_cache(maxsize=1)
def _table() -> dict[str, ModelInfo]:
    data = model_data()
    table = {}
    for row in data["models"]:
        facts = {**_family(data["families"], row["family"]), "checked": data["checked"], "snapshot": row["name"], **row}
        del facts["family"]
        table[row["name"]] = ModelInfo.model_validate(facts)
    return table


def _family(families: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    own = dict(families[name])
    like = own.pop("like", None)
    return {**(_family(families, like) if like else {}), **own}
