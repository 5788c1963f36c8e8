"""People without names: plain grey-blue figures behind the named ones, so that a crowd is not an empty place."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, as_colour, mix
from storyboard.backends.previs.light import light_at
from storyboard.backends.previs.posing import pose_for
from storyboard.backends.previs.reading import Group, is_crowd
from storyboard.backends.previs.silhouette import CHILD, GROWN, silhouette, tone_of

# Words for people without names; a verb of theirs follows.
_PEOPLE = re.compile(
    r"\b(?:crowd|mob|throng|audience|people|men|women|soldiers|guests|passengers|workers|students|children|kids|dancers|protesters|commuters|villagers|fans|figures"
    r"|foule|gens|enfants|multitud|gente|niños|menge|leute|kinder|folla|persone|bambini|multidão|pessoas|crianças)\b|толпа|люди|дети|人群|群衆|人々|人们|孩子们|子供たち|حشد|ناس"
)

# Metres behind the first row that the rows of a crowd stand, and between two of a row; most in a row.
_ROWS, _SHOULDERS, _ABREAST, _GOLDEN = (0.0, 0.9, 2.1), 0.42, 12, 0.61803
_FAR = (56, 70, 110)


def draw_groups(
    canvas: Canvas,
    camera: Camera,
    groups: Sequence[Group],
    taken: Sequence[tuple[float, float]],
    factors: Array,
    *,
    visible: float,
    behind: float,
    told: str = "",
) -> int:
    """Draw everybody of the groups, the farthest first.

    Args:
        canvas: The lit set.
        camera: Where it is seen from.
        groups: Who is to be seen.
        taken: Where named people are, across the picture from 0 to 1: the gaps fill first.
        factors: The light map.
        visible: Height of the picture at the subject, in metres.
        behind: How far behind the subjects the first row stands, in metres.
        told: What the action says: whether they stand, walk, run or cheer.

    Returns:
        How many were drawn.
    """
    does = deed_of(told)
    if is_crowd(told):
        return _draw_crowd(canvas, camera, groups, factors, visible=visible, behind=behind, does=does)
    people = [group.small for group in groups for _ in range(group.count)]
    wide = visible * camera.width / camera.height
    spots = _spread(len(people), taken)
    rows = sorted(
        (
            (behind + 0.55 * (index % 3), share, small, index)
            for index, (share, small) in enumerate(zip(spots, people, strict=True))
        ),
        key=lambda row: -row[0],
    )
    for depth, share, small, index in rows:
        scale = 1 + depth / max(0.5, camera.focal * visible / camera.height)
        foot = camera.right * ((share - 0.5) * wide * scale) + camera.level * depth
        # Never taller than those in front, and no two alike.
        tall = (CHILD if small else GROWN) * (0.96 + 0.02 * ((index * 7) % 5))
        chest, _ = camera.pixel(np.add(foot, (0, 0.7 * tall, 0)))
        light = np.clip(light_at(factors, np.clip(chest, 0, [canvas.width - 1, canvas.height - 1])), 0.25, 1.1)
        tone = as_colour(np.asarray(tone_of(index), float) * (light * 0.8 + 0.16))
        silhouette(canvas, camera, foot, tall, tone, small=small, does=does, variant=index)
    return len(people)


def _draw_crowd(
    canvas: Canvas,
    camera: Camera,
    groups: Sequence[Group],
    factors: Array,
    *,
    visible: float,
    behind: float,
    does: str,
) -> int:
    """A crowd fills the place: rows behind each other from edge to edge, darker and bluer with distance."""
    wide = visible * camera.width / camera.height
    small = all(group.small for group in groups)
    distance = max(0.5, camera.focal * visible / camera.height)
    drawn = 0
    for row in reversed(range(len(_ROWS))):
        depth, count = (
            behind + _ROWS[row],
            max(3, min(_ABREAST, round(wide * (1 + _ROWS[row] / distance) / _SHOULDERS))),
        )
        for place in range(count):
            # The golden section scatters people without two gaps alike, and always in the same way.
            index = row * 31 + place
            stray = (index * _GOLDEN) % 1 - 0.5
            share = (place + 0.5 * (row % 2) + 0.4 * stray) / (count - 0.5)
            away = depth + 0.5 * ((index * 2.618) % 1)
            foot = camera.right * ((share - 0.5) * wide * (1 + away / distance)) + camera.level * away
            tall = (CHILD if small else GROWN) * (0.93 + 0.14 * ((index * 0.7548) % 1))
            chest, _ = camera.pixel(np.add(foot, (0, 0.7 * tall, 0)))
            light = np.clip(light_at(factors, np.clip(chest, 0, [canvas.width - 1, canvas.height - 1])), 0.25, 1.1)
            tone = mix(tone_of(index * 3), _FAR, 0.34 * row)
            shown = as_colour(np.asarray(tone, float) * (light * 0.8 + 0.16))
            silhouette(canvas, camera, foot, tall, shown, small=small, does=does, variant=index)
            drawn += 1
    return drawn


def deed_of(told: str) -> str:
    """What people without names do: ``stand``, ``walk``, ``run`` or ``cheer``."""
    named = _PEOPLE.search(told.casefold())
    pose = pose_for(told.casefold()[named.end() :]) if named else "stand"
    glad = pose.split(" ")[-1] in {"cheer", "wave", "dance", "jump"}
    return "cheer" if glad else next((one for one in ("walk", "run") if pose.startswith(one)), "stand")


def _spread(count: int, taken: Sequence[tuple[float, float]]) -> list[float]:
    """Places across the picture: those clear of named people first, then evenly in between."""
    slots = [float(share) for share in np.linspace(0.10, 0.90, max(count, 2) * 2 + 1)]
    chosen: list[float] = []
    for _ in range(count):

        def clear(slot: float) -> float:
            from_named = min((max(left - slot, slot - right, 0.0) for left, right in taken), default=1.0)
            from_others = min((abs(slot - other) for other in chosen), default=0.5 - abs(slot - 0.5))
            return min(from_others, 0.25) + 1.2 * min(from_named, 0.10) - 0.02 * abs(slot - 0.5)

        best = max(slots, key=clear)
        slots.remove(best)
        chosen.append(best)
    return chosen
