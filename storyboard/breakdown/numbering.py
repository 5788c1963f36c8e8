"""Ids that last and numbers people say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

STEP = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O look like 1 and 0 on a slate.


def shot_id(scene_id: str, number: int) -> str:
    """``s012_0010``: a scene's id and a number, which is always a multiple of ten unless it was put in between."""
    return f"{scene_id}_{number:04d}"


def number_of(identifier: str) -> int:
    """The number in a shot id."""
    return int(identifier.rpartition("_")[2])


def scene_of(identifier: str) -> str:
    """The scene id a shot id begins with."""
    return identifier.rpartition("_")[0]


def display_number(
    scene_number: str, position: int, identifier: str, numbering: Literal["tens", "letters", "dash"]
) -> str:
    """What people call a shot.

    Args:
        scene_number: The scene's number in the script.
        position: The shot's place in its scene, from 0.
        identifier: Its id.
        numbering: ``letters`` gives 12A, ``dash`` 12-1, ``tens`` 12-0010 with the number of its id.
    """
    if numbering == "tens":
        return f"{scene_number}-{number_of(identifier):04d}"
    if numbering == "dash":
        return f"{scene_number}-{position + 1}"
    parted = "-" if scene_number[-1:].isalpha() else ""
    return f"{scene_number}{parted}{slate_letter(position)}"


def row_numbers(rows: Sequence[tuple[str, str]]) -> list[str]:
    """What the shots of a list are called, by their own numbers.

    Args:
        rows: For each shot of the film its scene's number and its own, which may be empty.

    Returns:
        The rows' own numbers, all different: a bare letter behind its scene's number (12C), and every number where rows
        of two scenes say the same (2-1); counted on from the row before where a row has none (3, 3A, 3B). Nothing but
        empty texts for a list without numbers.
    """
    if not any(number for _, number in rows):
        return [""] * len(rows)
    whole = [f"{scene}{number}" if number.isalpha() and len(number) < 3 else number for scene, number in rows]
    if any(count > 1 for number, count in Counter(whole).items() if number):
        whole = [
            f"{scene}-{number}" if number and not _begins_with(number, scene) else number
            for (scene, _), number in zip(rows, whole, strict=True)
        ]
    taken = set(whole)
    given: set[str] = set()
    reached: Counter[str] = Counter()
    called: list[str] = []
    last = ""
    for (scene, _), number in zip(rows, whole, strict=True):
        name = number if number and number not in given else _counted_on(number or last or scene, taken, reached)
        given.add(name)
        taken.add(name)
        last = number or last or name
        called.append(name)
    return called


def _begins_with(number: str, scene: str) -> bool:
    """Whether a number has its scene's in it already: 12A of scene 12, but not 120 of it."""
    return number.startswith(scene) and len(number) > len(scene) and not number[len(scene)].isdigit()


def _counted_on(name: str, taken: set[str], reached: Counter[str]) -> str:
    """The next name after one: letters after a figure, figures after a letter."""
    while True:
        index = reached[name]
        reached[name] += 1
        found = f"{name}{slate_letter(index) if name[-1:].isdigit() else index + 2}"
        if found not in taken:
            return found


def slate_letter(position: int) -> str:
    """0 is A, 7 is H, 8 is J; after Z comes AA."""
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, len(_LETTERS))
        text = _LETTERS[rest] + text
    return text


def free_numbers(before: int, after: int | None, count: int, taken: set[int]) -> list[int]:
    """Numbers for shots put between two others.

    Args:
        before: Number of the shot before; 0 at the start of a scene.
        after: Number of the shot after; None at the end of a scene.
        count: How many are wanted.
        taken: Numbers that were ever used in the scene.

    Returns:
        `count` numbers, rising; tens at the end of a scene, halves and the like between two shots. Where there is no
        room left, the next free numbers above everything.
    """
    if after is None:
        start = max([before, *taken]) if taken else before
        first = (start // STEP + 1) * STEP
        return [first + STEP * index for index in range(count)]
    if after > before:
        spread = [before + (after - before) * (index + 1) // (count + 1) for index in range(count)]
        if len(set(spread)) == count and not taken.intersection(spread) and before not in spread:
            return spread
        room = [number for number in range(before + 1, after) if number not in taken]
        if len(room) >= count:
            step = len(room) / count
            return [room[int((index + 0.5) * step)] for index in range(count)]
    return free_numbers(max([before, after, *taken]), None, count, taken)


def setup_id(scene_id: str, index: int) -> str:
    """``s012_A``: one camera position of a scene."""
    return f"{scene_id}_{slate_letter(index)}"
