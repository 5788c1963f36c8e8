"""The roster: everybody and everything that must look the same from picture to picture, and what is still missing."""

from __future__ import annotations

from pathlib import Path

from storyboard.model.base import Noun


class PictureRow(Noun):
    """A picture the bible names; `missing` where the file is not there."""

    written: str
    path: Path
    missing: bool = False


class LookRow(Noun):
    """One look of a character.

    `scenes` are the numbers of the scenes in which somebody is seen so; `known` is false for a look that only the script
    speaks of. `facts` are wardrobe, age, state and injury as far as the bible gives them, each with its name.
    """

    name: str
    scenes: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    pictures: tuple[PictureRow, ...] = ()
    known: bool = True


class Found(Noun):
    """Something that the script says of somebody, to be taken over or not: ``age``, ``34``, ``script.fountain:12``."""

    what: str
    text: str
    where: str


class CastRow(Noun):
    """A character.

    Attributes:
        known: They stand in the bible.
        visible: They can be seen in a shot; else they are only heard.
        lines: How many speeches they have; `shots` in how many shots they are seen.
        scenes: Numbers of the scenes they speak or are seen in.
        looks: Their looks, those first that the film uses.
        sheets: Turnaround sheets.
        takes: Reference pictures made of them so far, of anchors and sheets, approved or not.
        cutout: The previs artist's cut-out of the first reference, where one was made; `cutout_doubt` says what is
            wrong with it, if anything.
        found: What the script says of their age and clothes; nothing of it is taken over by itself.
        doubts: Names that may mean somebody else, or that may be misspelt.
        missing: What a paid frame would want and there is not, in words.
    """

    name: str
    aliases: tuple[str, ...] = ()
    known: bool = False
    visible: bool = True
    lines: int = 0
    shots: int = 0
    scenes: tuple[str, ...] = ()
    description: str = ""
    voice: str = ""
    looks: tuple[LookRow, ...] = ()
    sheets: tuple[PictureRow, ...] = ()
    takes: tuple[PictureRow, ...] = ()
    cutout: Path | None = None
    cutout_doubt: str = ""
    found: tuple[Found, ...] = ()
    doubts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class ThingRow(Noun):
    """A location or a prop; `kind` says which. `takes` are the pictures made of it so far, approved or not."""

    kind: str
    name: str
    known: bool = False
    shots: int = 0
    scenes: tuple[str, ...] = ()
    description: str = ""
    pictures: tuple[PictureRow, ...] = ()
    takes: tuple[PictureRow, ...] = ()
    missing: tuple[str, ...] = ()


class Roster(Noun):
    """The cast, the places and the things of a film; `doubts` are those that belong to no single character."""

    title: str = ""
    people: tuple[CastRow, ...] = ()
    things: tuple[ThingRow, ...] = ()
    doubts: tuple[str, ...] = ()
