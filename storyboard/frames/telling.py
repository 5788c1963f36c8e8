"""The few pictures that tell most about how a film will look, to be drawn before the rest is bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from storyboard.frames.guides import find_masters
from storyboard.model import Noun, Shot, Size, TimeOfDay
from storyboard.prompts import people_seen

_WIDE = (Size.EWS, Size.WS, Size.FS)
_CLOSE = (Size.CU, Size.MCU, Size.ECU)


class Telling(Noun):
    """A shot that tells much, and what it tells."""

    shot: Shot
    why: str


def find_telling(shots: Sequence[Shot]) -> tuple[Telling, ...]:
    """A wide, a two-hander, a close-up and a night, each another shot; fewer where the film has not got them.

    Of several wides that with most people, masters first, for others follow them; of two-handers, and of close-ups, the
    one with those who are seen most often, for theirs are the faces that must hold; of nights a wide one with people.

    Args:
        shots: The shots to choose from, in film order.
    """
    often = Counter(subject.character for shot in shots for subject in people_seen(shot, "start"))
    masters = {shot.id for shot in find_masters(shots).values()}

    def people(shot: Shot) -> int:
        return len(people_seen(shot, "start"))

    def weight(shot: Shot) -> int:
        return sum(often[subject.character] for subject in people_seen(shot, "start"))

    wanted: tuple[tuple[str, Callable[[Shot], bool], Callable[[Shot], int]], ...] = (
        (
            "a wide: place, scale and figures",
            lambda shot: shot.size in _WIDE,
            lambda shot: 2 * people(shot) + (shot.id in masters),
        ),
        ("a two-hander: two likenesses in one picture", lambda shot: people(shot) == 2, weight),
        ("a close-up: a face", lambda shot: shot.size in _CLOSE and people(shot) == 1, weight),
        (
            "a night: how dark it is drawn",
            lambda shot: shot.time is TimeOfDay.NIGHT,
            lambda shot: 2 * (shot.size in _WIDE) + bool(people(shot)),
        ),
    )
    # The rarer kind chooses first, so that no other takes its only shot.
    by_rarity = sorted(range(len(wanted)), key=lambda index: sum(map(wanted[index][1], shots)))
    found: dict[int, Shot] = {}
    for index in by_rarity:
        _, fits, worth = wanted[index]
        free = [shot for shot in shots if fits(shot) and all(shot.id != other.id for other in found.values())]
        if free:
            found[index] = max(free, key=lambda shot: (worth(shot), -shot.order))
    return tuple(Telling(shot=found[index], why=wanted[index][0]) for index in sorted(found))
