"""How long each kind of description may be, and what is shortened first when a prompt would be too long."""

from __future__ import annotations

from collections.abc import Iterator

from storyboard.prompts.wording import clip, one_line, sentence

LONGEST = 900
# What gives way first stands first. Names, pictures, the likeness of people, words to be read and limits never do.
ORDER = ("props", "style", "wording", "place", "acting", "looks", "moment")
_STEPS = (400, 160, 60, 20)


class Rooms:
    """How many letters a description of each kind may have; notes what it cut.

    Attributes:
        shortened: What was cut, as ``the style: 1,240 letters -> 900``, in the order of the prompt.
    """

    def __init__(self, rooms: dict[str, int] | None = None) -> None:
        self._rooms = rooms or {}
        self.shortened: dict[str, str] = {}

    def __getitem__(self, kind: str) -> int:
        return self._rooms.get(kind, LONGEST)

    def bare(self, kind: str, what: str, text: str) -> str:
        """The text on one line, cut to its room."""
        whole, cut = one_line(text), clip(text, self[kind])
        if len(cut) < len(whole):
            self.shortened[what] = f"{what}: {len(whole):,} letters -> {len(cut):,}"
        return cut

    def describe(self, kind: str, what: str, text: str) -> str:
        """As `bare`, as a sentence."""
        return sentence(self.bare(kind, what, text))


def steps() -> Iterator[Rooms]:
    """The rooms to be tried, one after the other.

    First all at their longest; then each kind in `ORDER` goes down one step, and when all have, down the next.
    """
    rooms: dict[str, int] = {}
    yield Rooms()
    for room in _STEPS:
        for kind in ORDER:
            rooms[kind] = room
            yield Rooms(dict(rooms))
