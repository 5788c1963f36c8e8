"""A take: one picture for a slot, with the receipt that says how it was made."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from storyboard.model.base import Noun, Stored
from storyboard.model.landmarks import Landmarks
from storyboard.model.prompt import Quality, Role
from storyboard.model.slot import Slot


class Drawing(Noun):
    """What a backend gives back: the bytes as the artist made them, and what is to be remembered of it."""

    image: bytes
    media_type: Literal["image/png", "image/jpeg", "image/webp"] = "image/png"
    landmarks: Landmarks = Landmarks()
    model: str = ""
    parameters: dict[str, Any] = {}
    usage: dict[str, Any] = {}
    price_usd: Decimal = Decimal(0)
    request_id: str = ""
    warnings: tuple[str, ...] = ()


class ReferenceUsed(Stored):
    """A reference as the receipt remembers it; the path is relative to the project where it lies inside it."""

    number: int
    role: Role
    name: str
    path: str
    sha256: str


class Receipt(Stored):
    """How a take was made; lies beside the picture as JSON.

    Attributes:
        parent: File name of the take it was made from by a revision; `instruction` is what was asked to be changed.
        inputs: The named inputs that decide whether the take is current: for each, its value, or its beginning and a
            hash where it is long. `inputs_schema` says by which naming: 1 hashed all descriptions of a character in one.
    """

    schema_: int = Field(default=1, alias="schema")
    slot: str
    take: int
    file: str
    sha256: str
    origin: Literal["drawn", "revised", "imported"] = "drawn"
    key: str = ""
    backend: str = ""
    model: str = ""
    quality: Quality = Quality.DRAFT
    width: int
    height: int
    prompt: str = ""
    references: tuple[ReferenceUsed, ...] = ()
    parent: str = ""
    instruction: str = ""
    inputs_schema: int = 1
    inputs: dict[str, str] = {}
    parameters: dict[str, Any] = {}
    usage: dict[str, Any] = {}
    price_usd: Decimal = Decimal(0)
    request_id: str = ""
    landmarks: Landmarks = Landmarks()
    warnings: tuple[str, ...] = ()
    created: datetime
    program: str = ""


class Take(Noun):
    """A picture on disk with its receipt."""

    slot: Slot
    number: int
    path: Path
    receipt: Receipt
