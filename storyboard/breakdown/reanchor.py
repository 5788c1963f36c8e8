"""Ids for the shots of a new reading: what was there before keeps its id, whatever was put in around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from storyboard.breakdown.alignment import align, longest_rising
from storyboard.breakdown.numbering import STEP, free_numbers, number_of, scene_of, shot_id
from storyboard.breakdown.sentences import normalised
from storyboard.model import ShotLock
from storyboard.script import letters

_SAME_SCENE = 0.35
_SAME_SHOT = 0.6
_SAME_BEGINNING = 0.95
_SAME_PARAGRAPH = 0.75
_MANY = 60


@dataclass
class NewScene:
    """A scene as just read: its own id, its heading and the words of each of its shots, normalised.

    The words of a shot are a line for each paragraph it was made from, so that a shot is known again by one of them when
    its neighbour has been joined to it or taken out of it.
    """

    id: str
    heading: str
    anchors: list[str]


@dataclass
class Placement:
    """The ids: of each scene, and of each shot in it."""

    scenes: list[str]
    shots: list[list[str]]
    anchors: dict[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()


@dataclass
class _OldScene:
    id: str
    heading: str
    shots: list[str]
    anchors: list[str]


def place(scenes: list[NewScene], previous: ShotLock | None) -> Placement:
    """Give every shot its id.

    A shot whose words are unchanged keeps its id, also when it moved or its scene got another number; one that was
    slightly reworded and stands where it stood does, too. New shots get numbers between their neighbours. An id that
    was ever used is never given to another shot; one that is cut and comes back with the same words gets its own again.
    """
    if previous is None or not previous.shots:
        retired = previous.retired if previous else ()
        if not retired:
            return _first_placement(scenes)
    assert previous is not None
    old_scenes = _old_scenes(previous)
    kept: list[list[str | None]] = [[None] * len(scene.anchors) for scene in scenes]
    matched = _match_scenes(old_scenes, scenes)
    used: set[str] = set()
    for new_index, old_index in matched.items():
        old = old_scenes[old_index]
        for new_shot, old_shot in align(_flat(old.anchors), _flat(scenes[new_index].anchors)).items():
            kept[new_index][new_shot] = old.shots[old_shot]
            used.add(old.shots[old_shot])
    _moved(old_scenes, scenes, kept, used)
    for new_index, old_index in matched.items():
        _reworded(old_scenes[old_index], scenes[new_index], kept[new_index], used)
    _returned(previous, scenes, kept, used)
    every = {*previous.anchors, *previous.retired, *(shot.id for shot in previous.shots)}
    ids = _scene_ids(old_scenes, scenes, matched, {scene_of(identifier) for identifier in every})
    shots = [
        _fill(scene_id, row, {number_of(identifier) for identifier in every if scene_of(identifier) == scene_id})
        for scene_id, row in zip(ids, kept, strict=True)
    ]
    anchors = {
        identifier: anchor
        for scene, row in zip(scenes, shots, strict=True)
        for anchor, identifier in zip(scene.anchors, row, strict=True)
    }
    retired = tuple(sorted(every - set(anchors)))
    # The words of retired shots are kept: only by them can a cut shot be known again.
    anchors |= {identifier: previous.anchors[identifier] for identifier in retired if identifier in previous.anchors}
    return Placement(ids, shots, anchors, retired)


def heading_key(text: str) -> str:
    """A heading as headings are compared."""
    return normalised(text)


def _first_placement(scenes: list[NewScene]) -> Placement:
    shots = [[shot_id(scene.id, STEP * (index + 1)) for index in range(len(scene.anchors))] for scene in scenes]
    anchors = {
        identifier: anchor
        for scene, row in zip(scenes, shots, strict=True)
        for anchor, identifier in zip(scene.anchors, row, strict=True)
    }
    return Placement([scene.id for scene in scenes], shots, anchors)


def _old_scenes(previous: ShotLock) -> list[_OldScene]:
    shots: dict[str, list[str]] = defaultdict(list)
    for shot in sorted(previous.shots, key=lambda item: item.order):
        shots[shot.scene].append(shot.id)
    headings = {scene.id: heading_key(scene.heading.text) for scene in previous.scenes}
    return [
        _OldScene(scene_id, headings.get(scene_id, ""), row, [previous.anchors.get(shot, "") for shot in row])
        for scene_id, row in shots.items()
    ]


def _match_scenes(old: list[_OldScene], new: list[NewScene]) -> dict[int, int]:
    """Which scene is which: by equal shots first, then by heading and place in the order."""
    votes: Counter[tuple[int, int]] = Counter()
    where: dict[str, list[int]] = defaultdict(list)
    for index, before in enumerate(old):
        for anchor in set(_flat(before.anchors)):
            where[anchor].append(index)
    for index, scene in enumerate(new):
        for anchor in set(_flat(scene.anchors)):
            # Words that stand in half the film ("Yes.") say nothing about which scene this is.
            if anchor and len(where[anchor]) <= 3:
                for candidate in where[anchor]:
                    votes[index, candidate] += 1
    scored = sorted(
        (
            (
                count / max(1, min(len(old[o].anchors), len(new[n].anchors))) + (old[o].heading == new[n].heading),
                -abs(o - n),
                n,
                o,
            )
            for (n, o), count in votes.items()
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, new_index, old_index in scored:
        if score >= _SAME_SCENE and new_index not in matched and old_index not in taken:
            matched[new_index] = old_index
            taken.add(old_index)
    free_old = [index for index in range(len(old)) if index not in taken]
    free_new = [index for index in range(len(new)) if index not in matched]
    pairs = align([old[index].heading for index in free_old], [new[index].heading for index in free_new])
    for new_place, old_place in pairs.items():
        matched[free_new[new_place]] = free_old[old_place]
    return matched


def _moved(old: list[_OldScene], new: list[NewScene], kept: list[list[str | None]], used: set[str]) -> None:
    """Shots that went elsewhere: their words are in the film once before and once now."""
    sources: dict[str, list[str]] = defaultdict(list)
    for before in old:
        for identifier, anchor in zip(before.shots, before.anchors, strict=True):
            if identifier not in used and anchor:
                sources[_one_line(anchor)].append(identifier)
    targets: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, scene in enumerate(new):
        for place_in_scene, anchor in enumerate(scene.anchors):
            if kept[index][place_in_scene] is None:
                targets[_one_line(anchor)].append((index, place_in_scene))
    for anchor, identifiers in sources.items():
        if len(identifiers) == len(targets.get(anchor, ())):
            for identifier, (index, place_in_scene) in zip(identifiers, targets[anchor], strict=True):
                kept[index][place_in_scene] = identifier
                used.add(identifier)


def _reworded(old: _OldScene, new: NewScene, kept: list[str | None], used: set[str]) -> None:
    """Shots between the same neighbours that say nearly the same."""
    places = {identifier: index for index, identifier in enumerate(old.shots)}
    fixed = [(places[name], index) for index, name in enumerate(kept) if name in places]
    fixed = [(-1, -1), *longest_rising(fixed), (len(old.shots), len(kept))]
    for (old_before, new_before), (old_after, new_after) in pairwise(fixed):
        free_old = [index for index in range(old_before + 1, old_after) if old.shots[index] not in used][:_MANY]
        free_new = [index for index in range(new_before + 1, new_after) if kept[index] is None][:_MANY]
        likeness = sorted(
            ((_likeness(old.anchors[o], new.anchors[n]), -abs(o - n), o, n) for o in free_old for n in free_new),
            reverse=True,
        )
        for score, _, old_index, new_index in likeness:
            if score < _SAME_SHOT:
                break
            if kept[new_index] is None and old.shots[old_index] not in used:
                kept[new_index] = old.shots[old_index]
                used.add(old.shots[old_index])


def _returned(previous: ShotLock, scenes: list[NewScene], kept: list[list[str | None]], used: set[str]) -> None:
    """Cut shots that were put back."""
    cut: dict[str, list[str]] = defaultdict(list)
    for identifier in previous.retired:
        anchor = previous.anchors.get(identifier, "")
        if len(anchor.split()) >= 3:
            cut[_one_line(anchor)].append(identifier)
    for index, scene in enumerate(scenes):
        for place_in_scene, anchor in enumerate(scene.anchors):
            waiting = cut.get(_one_line(anchor))
            if kept[index][place_in_scene] is None and waiting:
                kept[index][place_in_scene] = waiting.pop(0)
                used.add(str(kept[index][place_in_scene]))


def _flat(anchors: list[str]) -> list[str]:
    return [_one_line(anchor) for anchor in anchors]


def _one_line(anchor: str) -> str:
    return anchor.replace("\n", " ")


def _likeness(first: str, second: str) -> float:
    """How much two shots have in common, 0 to 1: the share of their words, more where a whole paragraph is the same."""
    here, there = Counter(first.split()), Counter(second.split())
    total = here.total() + there.total()
    words = 2 * (here & there).total() / total if total else 0.0
    ours, theirs = first.split("\n"), second.split("\n")
    if ours[0] == theirs[0] and ours[0]:
        return max(words, _SAME_BEGINNING)
    return max(words, _SAME_PARAGRAPH) if not set(ours).isdisjoint(theirs) else words


def _scene_ids(old: list[_OldScene], new: list[NewScene], matched: dict[int, int], ever_used: set[str]) -> list[str]:
    taken = ever_used | {scene.id for scene in old}
    ids: list[str] = []
    for index, scene in enumerate(new):
        if index in matched:
            scene_id = old[matched[index]].id
        elif scene.id not in taken:
            scene_id = scene.id
        else:
            scene_id = _between(ids[-1] if ids else scene.id, taken)
        taken.add(scene_id)
        ids.append(scene_id)
    return ids


def _between(before: str, taken: set[str]) -> str:
    """The id of a scene put in after another: its number with the next free letter."""
    digits = before.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    index = 0
    while True:
        scene_id = f"{digits}{letters(index)}"
        if scene_id not in taken:
            return scene_id
        index += 1


def _fill(scene_id: str, row: list[str | None], taken: set[int]) -> list[str]:
    """Numbers for the shots of a scene that have none yet."""
    taken = set(taken)
    ids = list(row)
    index = 0
    while index < len(ids):
        if ids[index] is not None:
            index += 1
            continue
        end = index
        while end < len(ids) and ids[end] is None:
            end += 1
        before = next((number_of(name) for name in reversed(ids[:index]) if name and scene_of(name) == scene_id), 0)
        after = next((number_of(name) for name in ids[end:] if name and scene_of(name) == scene_id), None)
        for offset, number in enumerate(free_numbers(before, after, end - index, taken)):
            ids[index + offset] = shot_id(scene_id, number)
            taken.add(number)
        index = end
    return [str(name) for name in ids]
