"""Who is seen in a shot of the model's: people of the film by their own names, or names that stand in the script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storyboard.breakdown.draft import Draft
from storyboard.breakdown.llm.answer import PersonAnswer, ShotAnswer
from storyboard.breakdown.llm.lines import SceneCut, people_of, speakers_of
from storyboard.breakdown.names import is_group
from storyboard.breakdown.voices import fold
from storyboard.model import DEFAULT_LOOK, DialogueLine, Facing, Framing, Staging, Subject, Voice

_HEARD_ONLY = {Voice.OFF_SCREEN, Voice.VOICE_OVER, Voice.PHONE}


@dataclass
class Seen:
    """The people of one shot: `names` face us, `shoulder` is the one it looks past, `unseen` speak from off frame."""

    names: list[str]
    shoulder: str
    unseen: list[str]
    subjects: tuple[Subject, ...]
    lines: list[DialogueLine]
    notes: list[str] = field(default_factory=list)


class Casting:
    """Finds the people of a scene.

    Args:
        cut: The scene.
    """

    def __init__(self, cut: SceneCut) -> None:
        self._cast = cut.cast
        self._there = people_of(cut)
        self._text = " ".join(element.text for element in cut.elements).casefold()

    def seen(
        self, shot: ShotAnswer, sources: Sequence[Draft], lines: Sequence[DialogueLine], looks: dict[str, str]
    ) -> Seen:
        """Who can be seen.

        Args:
            shot: What the model says.
            sources: The rules' shots that its lines come from.
            lines: What is said in it.
            looks: Younger and older selves.
        """
        by_rules = list(dict.fromkeys(name for source in sources for name in source.people))
        notes: list[str] = []
        people: dict[str, PersonAnswer] = {}
        for person in shot.people:
            name = self.name_of(person.name)
            if not name:
                notes.append(f"{person.name or 'somebody'} is not in the script and is left out")
            elif name not in by_rules and self._only_heard(name, lines):
                notes.append(f"{name} is only heard there and is not shown")
            else:
                people.setdefault(name, person)
        if not people and shot.framing not in {Framing.INSERT, Framing.POINT_OF_VIEW}:
            speakers = [name for line in lines if line.voice is Voice.ON for name in self._speakers(line)]
            people = {name: _standing(name, index) for index, name in enumerate(dict.fromkeys(speakers))}
        backs = [name for name, person in people.items() if person.back_in_foreground]
        over = shot.framing is Framing.OVER_SHOULDER and len(backs) == 1 and len(people) > 1
        shoulder = backs[0] if over else ""
        names = [name for name in people if name != shoulder]
        heard = self._heard(people, sources, lines)
        subjects = [
            *(self._subject(name, people, lines, looks, shoulder=shoulder) for name in people),
            *(Subject(character=name, look=looks.get(name, DEFAULT_LOOK), on_screen=False) for name in heard),
        ]
        spoken = [self._as_heard(line, people) for line in lines]
        return Seen(names, shoulder, heard, tuple(subjects), spoken, notes)

    def name_of(self, given: str) -> str:
        """Whom a name means; empty if it is nobody of the script."""
        folded = fold(given)
        if not folded or is_group(folded):
            return ""
        if given in self._there or folded in self._there:
            return folded if folded in self._there else given
        known = self._cast.names.canonical.get(folded, "")
        if known in self._there:
            return known
        words = re.escape(given.casefold().strip())
        # Scripts without spaces between their words have no edges to look for.
        edge = r"(?<!\w)", r"(?!\w)"
        pattern = f"{edge[0]}{words}{edge[1]}" if given.isascii() else words
        return (known or folded) if re.search(pattern, self._text) else ""

    def _speakers(self, line: DialogueLine) -> tuple[str, ...]:
        return speakers_of(self._cast, line.character)

    def _only_heard(self, name: str, lines: Sequence[DialogueLine]) -> bool:
        voices = {line.voice for line in lines if name in self._speakers(line)}
        return bool(voices) and voices <= _HEARD_ONLY

    def _heard(
        self, people: dict[str, PersonAnswer], sources: Sequence[Draft], lines: Sequence[DialogueLine]
    ) -> list[str]:
        speakers = [
            name for line in lines if line.voice in {Voice.ON, Voice.OFF_SCREEN} for name in self._speakers(line)
        ]
        known = {name for source in sources for name in (*source.people, *source.unseen)}
        return [name for name in dict.fromkeys(speakers) if name not in people and name in known]

    def _as_heard(self, line: DialogueLine, people: dict[str, PersonAnswer]) -> DialogueLine:
        """A speech whose speaker is not in the picture comes from off frame."""
        speakers = self._speakers(line)
        if line.voice is Voice.ON and speakers and people and not any(name in people for name in speakers):
            return line.model_copy(update={"voice": Voice.OFF_SCREEN})
        return line

    def _subject(
        self,
        name: str,
        people: dict[str, PersonAnswer],
        lines: Sequence[DialogueLine],
        looks: dict[str, str],
        *,
        shoulder: str,
    ) -> Subject:
        person = people[name]
        others_stay = any(not other.enters for key, other in people.items() if key != name)
        talk = bool(lines) and any(line.voice is Voice.ON for line in lines)
        speaks = any(name in self._speakers(line) and line.voice is Voice.ON for line in lines)
        pastime = ("speaks" if speaks else "listens") if talk else ""
        return Subject(
            character=name,
            look=looks.get(name, DEFAULT_LOOK),
            staging=person.staging,
            facing=Facing.AWAY if name == shoulder else person.facing,
            shoulder=name == shoulder,
            expression=person.expression,
            action=person.doing or pastime,
            in_start=not (person.enters and others_stay),
            in_end=not person.leaves,
        )


def _standing(name: str, index: int) -> PersonAnswer:
    """Somebody of whom only the name is known."""
    staging = (Staging.CENTRE, Staging.RIGHT, Staging.LEFT)[min(index, 2)]
    return PersonAnswer(
        name=name,
        staging=staging,
        facing=Facing.CAMERA,
        expression="",
        doing="",
        enters=False,
        leaves=False,
        back_in_foreground=False,
    )
