"""What the model would shoot otherwise than the rules, scene by scene."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.breakdown.llm.lines import Line
from storyboard.model import Noun


class SceneDifference(Noun):
    """One scene, shot by the rules and by the model.

    Attributes:
        scene: Its id as the script has it; `number` and `heading` are what people call it, `line` is where it begins.
        rules: How many shots the rules make of it.
        model: How many it has now.
        regrouped: Stretches of the script's lines, first and last, that are put together or parted otherwise.
        covered: Stretches that the model left out and the rules' shots show.
        why: Why the scene, or a part of it, is the rules' after all; empty where it is the model's.
    """

    scene: str
    number: str
    heading: str
    line: int
    rules: int
    model: int
    regrouped: tuple[tuple[int, int], ...] = ()
    covered: tuple[tuple[int, int], ...] = ()
    why: str = ""


def regrouped(lines: Sequence[Line], shots: Sequence[tuple[int, ...]]) -> list[int]:
    """The lines that share their shot with other lines than they do by the rules."""
    by_rules: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_rules.setdefault(line.draft, []).append(index)
    before = {index: tuple(group) for group in by_rules.values() for index in group}
    return [index for group in shots for index in group if before[index] != group]


def stretches(lines: Sequence[Line], indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The script's lines that some lines stand on, those that follow each other in one stretch."""
    found: list[tuple[int, int]] = []
    last = -2
    for index in indices:
        first, end = lines[index].source, lines[index].source_end
        if found and (index == last + 1 or first <= found[-1][1] + 1):
            found[-1] = (min(found[-1][0], first), max(found[-1][1], end))
        else:
            found.append((first, end))
        last = index
    return tuple(found)


def lines_text(places: Sequence[tuple[int, int]]) -> str:
    """``lines 4-6 and 9``."""
    words = [str(first) if first == end else f"{first}-{end}" for first, end in places]
    many = len(words) > 1 or any(first != end for first, end in places)
    listed = ", ".join(words[:6]) + (f" and {len(words) - 6} more stretches" if len(words) > 6 else "")
    return f"line{'s' * many} {listed}"
