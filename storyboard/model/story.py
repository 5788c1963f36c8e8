"""Which look a character has in which scene: bound to it, to its story time, or carried forward from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from storyboard.model.base import Noun
from storyboard.model.bible import Bible, Character, Look

RANGE = ".."


class SceneTime(Noun):
    """Where a scene stands in the story: its number, and its story time (``day 2``, ``flashback``; empty = the present).

    Its id stays the same when a scene put in before it moves its number.
    """

    number: str
    story: str = ""
    id: str = ""


class SceneLike(Protocol):
    """What a calendar needs to know of a scene."""

    @property
    def id(self) -> str: ...

    @property
    def number(self) -> str: ...

    @property
    def story(self) -> str: ...


class LookCalendar:
    """Answers which look a character has in a scene.

    In this order: a look bound to the scene by its number or its id; a look bound to its story time; the look that began last
    (`Look.since`) at or before it in the same story time, for clothes stay on until something changes them, while a
    flashback keeps its own; else the default look.

    Args:
        scenes: The film's scenes, in order.
    """

    def __init__(self, scenes: Sequence[SceneTime]) -> None:
        self._order = {_folded(scene.number): index for index, scene in enumerate(scenes)}
        self._story = {_folded(scene.number): _folded(scene.story) for scene in scenes}
        self._numbers = {_folded(scene.id): _folded(scene.number) for scene in scenes if scene.id}

    def look(self, character: Character, number: str) -> Look:
        """The look in the scene of that number; one without pictures has the character's."""
        return character.look(self.name_of_look(character, number))

    def name_of_look(self, character: Character, number: str) -> str:
        """As `look`, only its name."""
        scene = _folded(number)
        story = self._story.get(scene, "")
        for look in character.looks:
            if scene in self.scenes_of(look.scenes):
                return look.name
        for look in character.looks:
            if story and story in map(_folded, look.story):
                return look.name
        here = self._order.get(scene, -1)
        begun = [
            (self._order[start], look.name)
            for look in character.looks
            if (start := self._number(look.since)) in self._order
            and self._order[start] <= here
            and self._story[start] == story
        ]
        # Of two that begin in one scene, the one written last is meant.
        return max(enumerate(begun), key=lambda entry: (entry[1][0], entry[0]))[1][1] if begun else Look().name

    def scenes_of(self, written: Iterable[str]) -> frozenset[str]:
        """The scene numbers, lower case, that a list such as ``3, 5..8`` names; numbers no scene has are in it too."""
        found: set[str] = set()
        for entry in written:
            begins, dots, ends = entry.partition(RANGE)
            first, last = self._number(begins), self._number(ends)
            if not dots:
                found.add(first)
                continue
            begin = self._order.get(first, 0 if not first else None)
            end = self._order.get(last, len(self._order) if not last else None)
            if begin is None or end is None:
                found |= {first, last} - {""}
            else:
                found |= {number for number, index in self._order.items() if begin <= index <= end}
        return frozenset(found)

    def unknown_scenes(self, look: Look) -> tuple[str, ...]:
        """Scene numbers that a look names and the film has not."""
        named = [*self.scenes_of(look.scenes), *([self._number(look.since)] if look.since else [])]
        return tuple(sorted(number for number in named if number not in self._order))

    def _number(self, written: str) -> str:
        """The scene number, lower case, that a number or an id (``s005``) means."""
        folded = _folded(written)
        return self._numbers.get(folded, folded)


def scene_times(bible: Bible, scenes: Iterable[SceneLike]) -> tuple[SceneTime, ...]:
    """The story time of every scene.

    Args:
        bible: Its `story_time` names the scenes of each time and goes before what the script says.
        scenes: The scenes in film order, with their story times by the script.
    """
    marked = [SceneTime(number=scene.number, story=scene.story, id=scene.id) for scene in scenes]
    calendar = LookCalendar(marked)
    told = {number: name for name, numbers in bible.story_time.items() for number in calendar.scenes_of(numbers)}
    return tuple(scene.model_copy(update={"story": told.get(_folded(scene.number), scene.story)}) for scene in marked)


def _folded(text: str) -> str:
    return text.strip().casefold()
