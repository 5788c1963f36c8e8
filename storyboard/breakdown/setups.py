"""Set-ups: which shots share a camera position, and which of them can share a picture."""

from __future__ import annotations

from storyboard.breakdown.compose import camera_of
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.segment import changes_state


def number_setups(drafts: list[Draft]) -> list[int]:
    """For each draft of a scene the number of its camera position, counted in order of appearance."""
    known: dict[object, int] = {}
    return [known.setdefault(camera_of(draft), len(known)) for draft in drafts]


def shared_pictures(drafts: list[Draft]) -> list[int | None]:
    """For each draft of a scene the index of the earlier one whose picture it can use.

    A picture is shared when a voice goes on over it, and when a dialogue cuts back to a set-up in which everything that
    can be seen is as it was: the same people with the same looks, sides and faces, and nobody has moved in between.
    """
    index_of = {id(draft): index for index, draft in enumerate(drafts)}
    first_in_state: dict[object, int] = {}
    moved: dict[str, int] = {}
    everywhere = 0
    shared: list[int | None] = []
    for index, draft in enumerate(drafts):
        if draft.holds:
            held = index_of[id(draft.holds)]
            earlier = shared[held]
            shared.append(held if earlier is None else earlier)
            continue
        if changes_state(draft):
            for name in draft.people:
                moved[name] = index
            # The light goes out, the door bursts open: what has no people in it may change the place for all.
            everywhere = everywhere if draft.people else index
        found: int | None = None
        if draft.is_pure_speech and draft.people:
            names = tuple(sorted({subject.character for subject in draft.subjects if subject.on_screen}))
            state = (
                camera_of(draft),
                tuple(subject for subject in draft.subjects if subject.on_screen),
                tuple(draft.written),
                tuple(moved.get(name, -1) for name in names),
                everywhere,
            )
            found = first_in_state.setdefault(state, index)
        shared.append(found if found != index else None)
    return shared
