"""People without names: plain grey-blue figures behind the named ones, so that a crowd is not an empty place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, as_colour
from storyboard.backends.previs.light import light_at
from storyboard.backends.previs.reading import Group
from storyboard.backends.previs.silhouette import CHILD, GROWN, silhouette, tone_of


def draw_groups(
    canvas: Canvas,
    camera: Camera,
    groups: Sequence[Group],
    taken: Sequence[tuple[float, float]],
    factors: Array,
    *,
    visible: float,
    behind: float,
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

    Returns:
        How many were drawn.
    """
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
        silhouette(canvas, camera, foot, tall, tone, small=small)
    return len(people)


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
