"""Selectors: how people name shots. ``s001_0020``, ``2B``, ``s003``, ``@mara``, ``s001_0010..s002_0030``, ``stale`` ..."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from storyboard.errors import SelectionError
from storyboard.model import Shot

STATES = ("missing", "stale", "current", "refused", "unknown", "waiting")


def select(shots: Sequence[Shot], selectors: Sequence[str], *, states: Mapping[str, str]) -> tuple[Shot, ...]:
    """The shots that any of the selectors names, in film order; without selectors all of them.

    Args:
        shots: The film's shots in order.
        selectors: Shot ids or numbers, scene ids or numbers, ``@character``, ``A..B``, a state, ``redo``, ``approved``.
        states: A shot's id -> its state, for selectors that name one.

    Raises:
        SelectionError: A selector names nothing.
    """
    if not selectors:
        return tuple(shots)
    wanted: set[str] = set()
    for selector in selectors:
        wanted.update(shot.id for shot in _named(shots, selector.strip(), states))
    return tuple(shot for shot in shots if shot.id in wanted)


def find_shot(shots: Sequence[Shot], name: str) -> Shot:
    """The one shot of that id or number.

    Raises:
        SelectionError: There is none.
    """
    folded = name.strip().casefold()
    for shot in shots:
        if folded in {shot.id.casefold(), shot.number.casefold()}:
            return shot
    names = [shot.id for shot in shots] + [shot.number for shot in shots]
    near = difflib.get_close_matches(name, names, n=1)
    cure = f"Did you mean {near[0]}?" if near else "See them with: storyboard shots"
    raise SelectionError(f"There is no shot {name!r:.60}", cure=cure)


def _named(shots: Sequence[Shot], selector: str, states: Mapping[str, str]) -> list[Shot]:
    folded = selector.casefold()
    if ".." in selector:
        first, _, last = selector.partition("..")
        begin = find_shot(shots, first).order if first else 0
        end = find_shot(shots, last).order if last else len(shots)
        if begin > end:
            raise SelectionError(f"{selector!r:.60} runs backwards", cure=f"Write {last}..{first}")
        return [shot for shot in shots if begin <= shot.order <= end]
    if folded in STATES:
        return [shot for shot in shots if states.get(shot.id) == folded]
    if folded == "redo":
        return [shot for shot in shots if shot.redo]
    if folded == "approved":
        return [shot for shot in shots if shot.approved]
    if selector.startswith("@"):
        found = [shot for shot in shots if any(subject.character.casefold() == folded[1:] for subject in shot.subjects)]
        if not found:
            names = sorted({subject.character for shot in shots for subject in shot.subjects})
            raise SelectionError(
                f"Nobody called {selector[1:]!r:.60} is in any shot", cure=f"Known: {', '.join(names) or 'nobody'}"
            )
        return found
    in_scene = [shot for shot in shots if folded == shot.scene.casefold()]
    return in_scene or [find_shot(shots, selector)]
