"""Which reference pictures go along with a frame: ``anchor+location+master``, chosen per film and per shot."""

from __future__ import annotations

from storyboard.model.base import Noun

_PEOPLE = ("anchor", "sheet", "packed")
_EXTRAS = ("location", "master", "previous", "layout")
POLICY_WORDS = (*_PEOPLE, *_EXTRAS)


class ReferencePolicy(Noun):
    """What is sent of each kind.

    Attributes:
        people: ``anchor``: one picture a character; ``sheet``: the anchor and the turnaround sheet; ``packed``: all
            pictures of people and things in one labelled picture, for every picture sent has its price.
        location: The location's plate.
        master: The scene's master shot for its coverage; the master is drawn first.
        previous: The take in use of the shot before, from the same camera position.
        layout: The previs frame of the shot, for its composition.
    """

    people: str = "anchor"
    location: bool = True
    master: bool = True
    previous: bool = False
    layout: bool = False

    def __str__(self) -> str:
        return "+".join([self.people, *(name for name in _EXTRAS if getattr(self, name))])


def parse_policy(written: str) -> ReferencePolicy:
    """The policy of words such as ``anchor+location+master``. Without a word for people, one picture each is sent.

    A text that begins with ``+`` adds to the default: ``+layout``.

    Raises:
        ValueError: A word that names nothing.
    """
    words = [word.strip().lower() for word in written.split("+")]
    adds = words[:1] == [""]
    words = [word for word in words if word]
    unknown = next((word for word in words if word not in POLICY_WORDS), None)
    if unknown is not None or not words:
        raise ValueError(
            f"{unknown or written!r} is no way to send references; join some of {', '.join(POLICY_WORDS)} with +"
        )
    people = [word for word in words if word in _PEOPLE]
    if len(people) > 1:
        raise ValueError(f"{' and '.join(people)} exclude each other; take one")
    default = ReferencePolicy()
    chosen = {name: name in words or (adds and bool(getattr(default, name))) for name in _EXTRAS}
    return ReferencePolicy(people=people[0] if people else default.people, **chosen)
