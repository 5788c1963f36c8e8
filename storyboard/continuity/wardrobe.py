"""Clothes: the look of somebody within a scene, and looks that name what the film has not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from storyboard.continuity.excuses import dresses
from storyboard.continuity.film import Film, call_all, called, time_passes, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import DEFAULT_LOOK, Character, LookCalendar, Shot, scene_times


def changed_wardrobe(film: Film) -> Iterator[Finding]:
    """Somebody's look differs between two shots of one scene, and nothing that happens explains it.

    Explained by an action about clothes, water, dirt or blood in between, by the look's own name in the script's words,
    by a dissolve. A single shot in another look is told once.
    """
    for shots in film.stretches:
        people = dict.fromkeys(subject.character for shot in shots for subject in shot.visible)
        for name in people:
            worn = [(shot, one.look) for shot in shots for one in shot.visible if one.character == name]
            if len({look for _, look in worn}) > 1:
                yield from _changes(film, name, worn, shots)


def _changes(film: Film, name: str, worn: list[tuple[Shot, str]], shots: tuple[Shot, ...]) -> Iterator[Finding]:
    known, look_known = worn[0]
    doubted: str | None = None
    for shot, look in worn[1:]:
        if look in {look_known, doubted} or _explained(shots, known, shot, look):
            known, look_known, doubted = shot, look, None
            continue
        # A look the bible does not describe may be nothing but another word.
        sure = all(_wardrobe(film, name, one) for one in (look, look_known))
        yield film.find(
            "wardrobe",
            Gravity.ERROR if sure else Gravity.WARNING,
            f"{name} wears {_in_words(film, name, look)}, but {_in_words(film, name, look_known)} in {called(known)} of the same scene",
            f"Give {name} one look in both shots, bind the look to the scene in storyboard.yaml, or show the change",
            shot=shot,
            character=name,
            look=look,
            look_before=look_known,
            shots=[known.id, shot.id],
        )
        known, doubted = shot, look


def _explained(shots: tuple[Shot, ...], before: Shot, now: Shot, look: str) -> bool:
    way = shots[shots.index(before) : shots.index(now) + 1]
    if any(time_passes(*two) for two in pairwise(way)):
        return True
    # "YOUNG MARA" in the script is its own explanation.
    named = look != DEFAULT_LOOK and look.casefold() in words_of(now).casefold()
    return named or any(dresses(words_of(shot)) for shot in way)


def _wardrobe(film: Film, name: str, look: str) -> str:
    character = film.bible.character(name)
    if character is None:
        return ""
    if look == DEFAULT_LOOK and all(one.name != look for one in character.looks):
        return character.description
    return next(
        (one.wardrobe or one.state or one.injury or one.age or one.name for one in character.looks if one.name == look),
        "",
    )


def _in_words(film: Film, name: str, look: str) -> str:
    written = _wardrobe(film, name, look)
    usual = "the usual clothes" if look == DEFAULT_LOOK else f"the look {look!r}"
    return f"{usual} ({written[:60].rstrip()})" if written and look not in {DEFAULT_LOOK, written} else usual


def lost_looks(film: Film) -> Iterator[Finding]:
    """A look names a scene or story time that the film has not: it will never be worn, or too little."""
    scenes = scene_times(film.bible, film.shot_list.scenes)
    calendar = LookCalendar(scenes)
    stories = {scene.story.strip().casefold() for scene in scenes}
    for character in film.bible.characters:
        for look in character.looks:
            unknown = list(calendar.unknown_scenes(look))
            unknown += [story for story in look.story if story.strip().casefold() not in stories]
            if unknown:
                yield film.find(
                    "look-lost",
                    Gravity.WARNING,
                    f"{character.name}'s look {look.name!r} names {', '.join(unknown)}, which the film has not",
                    "Correct its scenes:, story: or since: in storyboard.yaml; storyboard shots prints the scene numbers",
                    character=character.name,
                    look=look.name,
                    unknown=unknown,
                )


def unknown_looks(film: Film) -> Iterator[Finding]:
    """A shot asks for a look that the bible does not describe: the artist draws the usual one."""
    asked: dict[tuple[str, str], list[Shot]] = {}
    for shot in film.shots:
        for subject in shot.visible:
            character = film.bible.character(subject.character)
            if character is not None and not _has(character, subject.look):
                asked.setdefault((character.name, subject.look), []).append(shot)
    for (name, look), shots in asked.items():
        yield film.find(
            "look-unknown",
            Gravity.WARNING,
            f"{name} should have the look {look!r}, which is not in the bible (in {call_all(shots)})",
            f"Describe it under looks: of {name} in storyboard.yaml, or take another look in shots.yaml",
            shot=shots[0],
            character=name,
            look=look,
            shots=[shot.id for shot in shots],
        )


def _has(character: Character, look: str) -> bool:
    return look == DEFAULT_LOOK or any(one.name == look for one in character.looks)
