"""What a set is, and what it is told about the shot."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from storyboard.backends.previs.colour import Colour, as_colour
from storyboard.backends.previs.stage import Stage

Choice = TypeVar("Choice")
_OF_SNOW = (
    *(
        "snow",
        "ice\\b",
        "icy",
        "glacier",
        "arctic",
        "antarctic",
        "tundra",
        "igloo",
        "north pole",
        "south pole",
        "frozen",
    ),
    *("neige", "nieve", "schnee", "neve\\b", "снег", "лёд", "ледник", "雪", "冰", "氷", "눈밭", "ثلج"),
)
_LYING = (
    r"\bsnow[- ](covered|clad)",
    r"\bsnowy\b",
    r"\bdeep snow\b",
    r"\b(in|through|across) the snow\b",
    r"\bsnow lies\b",
)


def _number(what: str, place: str) -> int:
    """A number from words, well mixed: a bare checksum of two like names would pick neighbours."""
    mixed = zlib.crc32(f"{what}|{' '.join(place.split())}".encode("utf-8", "surrogatepass"))
    mixed = (mixed ^ (mixed >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF
    mixed = (mixed ^ (mixed >> 12)) * 0x297A2D39 & 0xFFFFFFFF
    return mixed ^ (mixed >> 15)


@dataclass(frozen=True)
class SetBrief:
    """What the set is built for.

    Attributes:
        place: Location and sub-location, casefolded.
        text: What is said of the place and of what happens, casefolded: dresses the set.
        visible: Height of the picture at the subject, in metres.
        distance: From the camera to the subject, in metres.
        looks_out: Nobody is in the shot, and it is about the sea outside.
        lit: The lamp of a lighthouse (or the like) burns.
        wheel: How far right of the middle a car's driver sits, in metres.
        back_seat: Whether each of the unnamed people on a car's back seat is a child.
        ahead: A car is seen from its back seat: the road lies ahead.
        house: The location alone, casefolded: rooms of one house agree in their colours.
        weather: What can be seen of it through a window: ``rain``, ``snow``, ``fog``, ``storm`` or blank.
        bed_taken: Somebody lies in the bed: it stands where they are.
    """

    place: str
    text: str
    visible: float
    distance: float
    looks_out: bool
    lit: bool
    wheel: float = 0.44
    back_seat: tuple[bool, ...] = ()
    ahead: bool = False
    house: str = ""
    weather: str = ""
    bed_taken: bool = False

    def pick(self, what: str, choices: Sequence[Choice]) -> Choice:
        """One of the choices: always the same for this place, whatever the shot; `what` tells the questions apart."""
        return choices[_number(what, self.place) % len(choices)]

    def pick_for_house(self, what: str, choices: Sequence[Choice]) -> Choice:
        """As `pick`, with the same answer in every room of the house."""
        return choices[_number(what, self.house or self.place) % len(choices)]

    def between(self, what: str, low: float, high: float) -> float:
        """A measure in metres that belongs to this place."""
        return low + (high - low) * (_number(what, self.place) % 1009) / 1008

    def tint(self, what: str, colour: Colour, amount: float = 0.10) -> Colour:
        """The colour a little warmer or cooler, lighter or darker, as this place has it."""
        warm, light = self.between(f"warm {what}", -1, 1), self.between(f"light {what}", -1, 1)
        lift = 1 + amount * 0.55 * light
        return as_colour(
            (
                colour[0] * (lift + amount * 0.55 * warm),
                colour[1] * lift,
                colour[2] * (lift - amount * 0.55 * warm),
            )
        )

    def says(self, *words: str) -> bool:
        """One of the words stands in the place's name or in the text."""
        return any(re.search(rf"\b{word}", self.place) or re.search(rf"\b{word}", self.text) for word in words)

    def named(self, *words: str) -> bool:
        """One of the words stands in the place's name."""
        return any(re.search(rf"\b{word}", self.place) for word in words)

    @property
    def names_snow(self) -> bool:
        """The place is one of ice or snow, whatever falls."""
        return self.named(*_OF_SNOW) or any(re.search(words, self.text) is not None for words in _LYING)


@dataclass(frozen=True)
class Fixture:
    """A thing of the set that people work on: `words` name it, `radius` is how thick it is at `height` (metres)."""

    words: tuple[str, ...]
    x: float
    z: float
    radius: float
    height: float


@dataclass(frozen=True)
class SetDesign:
    """A family of places.

    `indoor` says what the light does; `cramped` keeps the camera close and everybody in its seats (a car); in one that is `seated` people sit unless they are said to do
    something else; `view` says that an empty shot about the sea may step up to its windows; `fixtures` always
    stand in the same place.
    """

    name: str
    indoor: bool
    draw: Callable[[Stage, SetBrief], None]
    cramped: bool = False
    seated: bool = False
    view: bool = False
    fixtures: tuple[Fixture, ...] = ()

    def build(self, stage: Stage, brief: SetBrief) -> None:
        """Draw it on the stage; out of doors snow lies where it falls, or where it is said to lie."""
        stage.snow = not self.indoor and (brief.weather == "snow" or brief.names_snow)
        self.draw(stage, brief)
