"""Props: in whose hand they are, and whether they were there before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyboard.continuity.film import Film, called, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import Character, Prop, Shot, Size

_HANDS_IN_VIEW = {Size.MS, Size.MLS, Size.FS, Size.WS}
_HELD = (
    r"\b(?:hold(?:s|ing)?|carr(?:y|ies|ying)|clutch(?:es|ing)?|grip(?:s|ping)?|wield(?:s|ing)?|aim(?:s|ing)?|point(?:s|ing)?|brandish(?:es|ing)?"
    r"|swing(?:s|ing)?|wav(?:e|es|ing)|with)\s+(?:\w+\s+){{0,3}}?(?:{words})\b"
    r"|\b(?:{words})\s+(?:still\s+)?in\s+(?:his|her|their|the|one|both|each)\s+(?:\w+\s+)?hands?\b"
)


def things_from_nowhere(film: Film) -> Iterator[Finding]:
    """A prop of the bible is already in somebody's hand at its first mention, after shots of them without it.

    Conservative: English words for holding only; the person's hands must have been in view earlier in the scene; a prop
    that was named with them before in the film, or belongs to how they are described, is theirs.
    """
    for prop in film.bible.props:
        held = re.compile(_HELD.format(words="|".join(map(re.escape, (prop.name, *prop.aliases)))), re.IGNORECASE)
        owners: set[str] = {one.name for one in film.bible.characters if _describes(one, prop)}
        for shots in film.stretches:
            yield from _from_nowhere(film, shots, prop, held, owners)


def _from_nowhere(
    film: Film, shots: tuple[Shot, ...], prop: Prop, held: re.Pattern[str], owners: set[str]
) -> Iterator[Finding]:
    without: dict[str, Shot] = {}
    mentioned = False
    for shot in shots:
        people = [subject.character for subject in shot.visible]
        if names(shot, prop):
            if (
                not mentioned
                and len(people) == 1
                and people[0] in without
                and people[0] not in owners
                and held.search(shot.action.text)
            ):
                before = without[people[0]]
                yield film.find(
                    "prop-from-nowhere",
                    Gravity.WARNING,
                    f"{people[0]} holds the {prop.name.lower()}, which was not there when their hands were last seen, in {called(before)}",
                    f"Show where it comes from, or name it in {called(before)}",
                    shot=shot,
                    prop=prop.name,
                    character=people[0],
                    shots=[before.id, shot.id],
                )
            mentioned = True
            owners |= set(people)
        elif shot.size in _HANDS_IN_VIEW:
            without.update(dict.fromkeys(people, shot))


def names(shot: Shot, prop: Prop) -> bool:
    """Whether a shot speaks of a prop."""
    if prop.name in shot.props:
        return True
    text = words_of(shot).casefold()
    return any(_says(text, word) for word in (prop.name, *prop.aliases))


def _says(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) is not None


def _describes(character: Character, prop: Prop) -> bool:
    written = " ".join([character.description, *(look.wardrobe for look in character.looks)]).casefold()
    return any(_says(written, word) for word in (prop.name, *prop.aliases))


def coming_and_going_things(film: Film) -> Iterator[Finding]:
    """A prop with a reference picture is in the shots before and after of one set-up, and not in the one between."""
    for shots in film.scenes:
        for prop in film.bible.props:
            if not prop.references:
                continue
            for setup in dict.fromkeys(shot.setup for shot in shots if shot.setup):
                own = [shot for shot in shots if shot.setup == setup and film.origin(shot).id == shot.id]
                there = [names(shot, prop) for shot in own]
                for index in range(1, len(own) - 1):
                    if there[index] or not (there[index - 1] and there[index + 1]):
                        continue
                    yield film.find(
                        "prop-comes-and-goes",
                        Gravity.INFO,
                        f"The {prop.name.lower()} is in {called(own[index - 1])} and {called(own[index + 1])} of this set-up, not in {called(own[index])}",
                        f"Add {prop.name} to the props of {called(own[index])}, or let somebody take it away",
                        shot=own[index],
                        prop=prop.name,
                        shots=[own[index - 1].id, own[index].id, own[index + 1].id],
                    )
