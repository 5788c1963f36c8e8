"""Places and light: one scene, one time of day; one place, one name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from storyboard.continuity.excuses import time_goes_by
from storyboard.continuity.film import Film, called, time_passes, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import Shot

_CLOSE = 0.86
_SHORTEST = 5


def changed_light(film: Film) -> Iterator[Finding]:
    """The time of day differs between shots of one scene at one place, and nothing says that time goes by."""
    for shots in film.stretches:
        usual = Counter(shot.time for shot in shots).most_common(1)[0][0]
        scene = film.summaries.get(shots[0].scene)
        if scene is not None and any(shot.time is scene.heading.time for shot in shots):
            usual = scene.heading.time
        passed = False
        before: Shot | None = None
        for shot in shots:
            passed = passed or time_goes_by(words_of(shot)) or (before is not None and time_passes(before, shot))
            before = shot
            if shot.time is usual or passed:
                continue
            yield film.find(
                "light-changes",
                Gravity.ERROR,
                f"It is {shot.time} in this shot, and {usual} in the rest of scene {film.scene_name(shot.scene)}",
                f"Set the time of {called(shot)} to {usual} in shots.yaml, or say in the action that time goes by",
                shot=shot,
                time=str(shot.time),
                scene_time=str(usual),
            )


def misspelt_places(film: Film) -> Iterator[Finding]:
    """A place that the bible does not know is spelt almost like one that it knows, or almost like one used more often.

    It would be drawn as another place, without its description and picture.
    """
    used = Counter(shot.location for shot in film.shots if shot.location)
    in_bible = [name for place in film.bible.locations for name in (place.name, *place.aliases)]
    told: set[frozenset[str]] = set()
    for place in used:
        if film.bible.location(place) is not None:
            continue
        candidates = [*in_bible, *(other for other in used if used[other] > used[place])]
        near = max(candidates, key=lambda other: _likeness(place, other), default="")
        if not near or _likeness(place, near) < _CLOSE or frozenset((place, near)) in told:
            continue
        told.add(frozenset((place, near)))
        shots = [shot for shot in film.shots if shot.location == place]
        known = near in in_bible
        yield film.find(
            "place-misspelt",
            Gravity.WARNING if known else Gravity.INFO,
            f"{place} is not in the bible, {near} is" if known else f"{place} is spelt almost like {near}",
            f"If they are one place, give it one name in the script and storyboard.yaml, or add {place} to the aliases: of {near}",
            shot=shots[0],
            place=place,
            known=near,
            likeness=round(_likeness(place, near), 3),
            shots=[shot.id for shot in shots],
        )


def _likeness(name: str, other: str) -> float:
    """How alike two names are, 0 to 1; names that differ in a number or by a whole word are two places."""
    left, right = _folded(name), _folded(other)
    if left == right or min(len(left), len(right)) < _SHORTEST:
        return 1.0 if left == right and name != other else 0.0
    if re.findall(r"\d+", left) != re.findall(r"\d+", right) or len(left.split()) != len(right.split()):
        return 0.0
    # In names of several words one word is wrong, and that one only by a letter or two.
    wrong = [(a, b) for a, b in zip(left.split(), right.split(), strict=True) if a != b]
    if len(wrong) != 1 or min(map(len, wrong[0])) < _SHORTEST - 1:
        return 0.0
    return min(SequenceMatcher(None, left, right).ratio(), SequenceMatcher(None, *wrong[0]).ratio() + 0.06)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("'", "’").split())
