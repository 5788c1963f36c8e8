"""Which entries of an old list are which of a new one: an order-keeping match in nearly linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Match equal entries without crossings.

    Equal heads and tails first, then entries that occur once in both lists, longest rising run of those, then the same
    in the gaps between them; what is left over in a gap is matched in order.

    Returns:
        For an index in `new`, the index in `old`.
    """
    matched: dict[int, int] = {}
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        old_start, old_end, new_start, new_end = gaps.pop()
        while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
            matched[new_start] = old_start
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            matched[new_end] = old_end
        if old_start >= old_end or new_start >= new_end:
            continue
        pivots = _pivots(old, new, (old_start, old_end), (new_start, new_end))
        if not pivots:
            matched.update(_in_order(old, new, (old_start, old_end), (new_start, new_end)))
            continue
        last_old, last_new = old_start, new_start
        for old_index, new_index in [*pivots, (old_end, new_end)]:
            gaps.append((last_old, old_index, last_new, new_index))
            if new_index < new_end:
                matched[new_index] = old_index
            last_old, last_new = old_index + 1, new_index + 1
    return matched


def _pivots(
    old: Sequence[str], new: Sequence[str], old_range: tuple[int, int], new_range: tuple[int, int]
) -> list[tuple[int, int]]:
    """Entries that occur once on both sides, in the longest selection whose order is the same."""
    old_count = Counter(old[index] for index in range(*old_range))
    new_count = Counter(new[index] for index in range(*new_range))
    place = {old[index]: index for index in range(*old_range) if old_count[old[index]] == 1}
    pairs = [
        (place[new[index]], index) for index in range(*new_range) if new_count[new[index]] == 1 and new[index] in place
    ]
    return longest_rising(pairs)


def longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of pairs, in order, whose first members rise."""
    tails: list[int] = []
    tail_index: list[int] = []
    previous: list[int] = []
    for index, (first, _) in enumerate(pairs):
        position = bisect_left(tails, first)
        previous.append(tail_index[position - 1] if position else -1)
        if position == len(tails):
            tails.append(first)
            tail_index.append(index)
        else:
            tails[position], tail_index[position] = first, index
    chain: list[tuple[int, int]] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _in_order(
    old: Sequence[str], new: Sequence[str], old_range: tuple[int, int], new_range: tuple[int, int]
) -> dict[int, int]:
    places: dict[str, list[int]] = {}
    for index in range(*old_range):
        places.setdefault(old[index], []).append(index)
    matched: dict[int, int] = {}
    last = old_range[0] - 1
    for index in range(*new_range):
        candidates = places.get(new[index], [])
        position = bisect_left(candidates, last + 1)
        if position < len(candidates):
            last = candidates[position]
            matched[index] = last
    return matched
