"""What was measured of a drawn frame; numbers only, so that the rules about pictures need no pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

# A histogram's cells: lightness, and a and b in steps around grey.
LIGHT_CELLS, AB_CELLS, AB_WIDTH = 6, 11, 14.0


class Colour(NamedTuple):
    """A colour in CIELAB (D65) and the share of the region that has it, 0 to 1."""

    lightness: float
    a: float
    b: float
    share: float

    @property
    def chroma(self) -> float:
        """How far from grey it is: 0 is grey, a yellow raincoat about 70."""
        return math.hypot(self.a, self.b)

    @property
    def hue(self) -> float:
        """Hue angle in degrees: red about 30, yellow 85, blue -80."""
        return math.degrees(math.atan2(self.b, self.a))


class Line(NamedTuple):
    """A line of text that was read in a picture; `height` is its share of the picture's height."""

    text: str
    confidence: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A frame as measured.

    Attributes:
        shot: Id of the shot it stands for.
        path: Where it lies, relative to the project.
        sha256: Hash of its bytes; `changed` when the receipt remembers others.
        artist: Who drew it for its shot; empty for a picture somebody brought in.
        problem: Why it cannot be read; everything else is then empty.
        width: In pixels, as is `height`.
        dhash: Difference hash, 64 bits.
        thumb: The picture at 48 by 27 pixels, RGB.
        light: Mean lightness L*, 0 to 100.
        spread: Between the darkest and the lightest hundredth, in L*.
        bars: The thickness of bars or of a border, in pixels: ``top``, ``bottom``, ``left``, ``right``.
        histogram: Shares of coarse CIELAB cells, smoothed; `lower` of the lower half, where people wear their clothes.
        colours: Its main colours.
        worn: For somebody whose head the artist marked, the main colours below it.
        lines: The text read in it; None when nobody read it.
    """

    shot: str
    path: str
    sha256: str = ""
    changed: bool = False
    artist: str = ""
    problem: str = ""
    width: int = 0
    height: int = 0
    dhash: int = 0
    thumb: bytes = b""
    light: float = 0.0
    spread: float = 0.0
    bars: dict[str, int] = field(default_factory=dict)
    histogram: tuple[float, ...] = ()
    lower: tuple[float, ...] = ()
    colours: tuple[Colour, ...] = ()
    worn: dict[str, tuple[Colour, ...]] = field(default_factory=dict)
    lines: tuple[Line, ...] | None = None


def hash_distance(first: int, second: int) -> int:
    """Bits in which two difference hashes differ, 0 to 64."""
    return (first ^ second).bit_count()


def thumb_distance(first: bytes, second: bytes) -> float:
    """Mean difference of two thumbnails, 0 to 255."""
    if not first or len(first) != len(second):
        return 255.0
    return sum(abs(one - other) for one, other in zip(first, second, strict=True)) / len(first)


def palette_distance(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """How far two histograms are apart: 0 for the same, 1 for nothing in common."""
    if not first or len(first) != len(second):
        return 1.0
    return 1.0 - sum(map(min, first, second))


def same_colour(one: Colour, other: Colour, *, hue: float = 32.0, grey: float = 11.0) -> bool:
    """Whether two colours may be one thing in two lights: of like hue, or both nearly grey.

    Light changes lightness and chroma far more than hue, so that these are not compared.
    """
    if one.chroma < grey or other.chroma < grey:
        return min(one.chroma, other.chroma) < grey and max(one.chroma, other.chroma) < 2 * grey
    apart = abs(one.hue - other.hue) % 360
    return min(apart, 360 - apart) <= hue


def share_of(histogram: tuple[float, ...], colour: Colour, *, chroma: float) -> float:
    """The share of a picture that has a colour's hue, and at least some chroma."""
    middle = AB_CELLS // 2
    total = 0.0
    for index, share in enumerate(histogram):
        red, yellow = (index // AB_CELLS) % AB_CELLS - middle, index % AB_CELLS - middle
        cell = Colour(50, red * AB_WIDTH, yellow * AB_WIDTH, share)
        if share and cell.chroma >= chroma and same_colour(cell, colour):
            total += share
    return total
