"""What a set is, and what it is told about the shot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from storyboard.backends.previs.stage import Stage


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

    def says(self, *words: str) -> bool:
        """One of the words stands in the place's name or in the text."""
        return any(re.search(rf"\b{word}", self.place) or re.search(rf"\b{word}", self.text) for word in words)

    def named(self, *words: str) -> bool:
        """One of the words stands in the place's name."""
        return any(re.search(rf"\b{word}", self.place) for word in words)


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

    `words` are looked for in the slugline; `indoor` says what the light does; `cramped` keeps the camera close and
    everybody in its seats (a car); in one that is `seated` people sit unless they are said to do
    something else; `view` says that an empty shot about the sea may step up to its windows; `fixtures` always
    stand in the same place.
    """

    name: str
    words: tuple[str, ...]
    indoor: bool
    build: Callable[[Stage, SetBrief], None]
    cramped: bool = False
    seated: bool = False
    view: bool = False
    fixtures: tuple[Fixture, ...] = ()
