"""Colours as the sets use them: three whole numbers, red first, and what is done to them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Colour = tuple[int, int, int]

INK: Colour = (38, 34, 42)
PAPER: Colour = (246, 242, 232)


def seed_of(*words: str) -> int:
    """A number that is the same on every machine for the same words."""
    return zlib.crc32("|".join(words).encode("utf-8", "surrogatepass"))


def as_colour(values: Sequence[float] | Array) -> Colour:
    """Any three numbers as a legal colour."""
    red, green, blue = (int(min(255, max(0, round(float(value))))) for value in values)
    return red, green, blue


def shade(colour: Sequence[float] | Array, factor: float) -> Colour:
    """The colour made darker (factor below 1) or lighter."""
    return as_colour([float(value) * factor for value in colour])


def mix(first: Sequence[float] | Array, second: Sequence[float] | Array, amount: float) -> Colour:
    """`first` moved towards `second`; `amount` 0 leaves it, 1 replaces it."""
    return as_colour([float(a) * (1 - amount) + float(b) * amount for a, b in zip(first, second, strict=True)])


def distance(first: Sequence[float] | Array, second: Sequence[float] | Array) -> float:
    """How far apart two colours are, in steps of 255."""
    return float(np.linalg.norm(np.asarray(first, float) - np.asarray(second, float)))


def luminance(colour: Sequence[float] | Array) -> float:
    """Perceived lightness, 0 to 255."""
    return float(np.asarray(colour, float) @ (0.299, 0.587, 0.114))
