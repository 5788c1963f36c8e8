"""The order of a film whose shots people moved: what they moved stays where they put it, the rest follows the script."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from storyboard.model import Shot


def moved_by_hand(written: Sequence[str], generated: Sequence[str]) -> set[str]:
    """Ids that no longer stand where the program put them: the fewest that explain the difference.

    Args:
        written: Ids in the order people left them in.
        generated: Ids in the order the program gave; ids that stand in only one of the two are not considered.
    """
    places = {shot_id: index for index, shot_id in enumerate(generated)}
    common = [shot_id for shot_id in written if shot_id in places]
    # The longest rising run of places is what stayed; found by patience sorting.
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, shot_id in enumerate(common):
        pile = bisect_left(tops, places[shot_id])
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [places[shot_id]]
        piles[pile : pile + 1] = [index]
    stayed = set()
    at = piles[-1] if piles else -1
    while at >= 0:
        stayed.add(common[at])
        at = before[at]
    return set(common) - stayed


def put_back(shots: Sequence[Shot], placed: Mapping[str, Shot], written: Sequence[str]) -> list[Shot]:
    """The shots of the script with those that people placed put among them.

    Args:
        shots: In the order of the script, without those in `placed`.
        placed: Shots that people moved or made, by id.
        written: Every id in the order people left them in. Each placed shot goes behind the nearest one before it that
            is still there; at the beginning of a scene, before the nearest one behind it.
    """
    result = list(shots)
    for index, shot_id in enumerate(written):
        shot = placed.get(shot_id)
        if shot is None:
            continue
        places = {entry.id: place for place, entry in enumerate(result)}
        earlier = [places[other] for other in reversed(written[:index]) if other in places]
        later = [places[other] for other in written[index + 1 :] if other in places]
        if earlier and (result[earlier[0]].scene == shot.scene or not later):
            at = earlier[0] + 1
        elif later and result[later[0]].scene == shot.scene:
            at = later[0]
        else:
            at = earlier[0] + 1 if earlier else 0
        result.insert(at, shot)
    return result
