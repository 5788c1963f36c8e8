"""Heads and coats from behind."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pytest
from PIL import ImageDraw

from storyboard.backends.previs.back import read_cover
from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.kit import build_kit

from .conftest import COAT, HAIR, INK, SKIN, figure, on_ground

WHITE, CAP, BROWN = (236, 235, 230), (44, 58, 92), (96, 60, 38)


@lru_cache
@cache
def person(kind, hair=HAIR):
    """Somebody with long or short hair, a bald head, a beard and cap, or a hood, as a kit."""
    sheet = figure(hair=SKIN if kind == "bald" else COAT if kind == "hood" else hair)
    draw = ImageDraw.Draw(sheet)
    if kind in {"short", "cap"}:
        for side in (-1, 1):
            draw.rectangle((200 + side * 58 - 10, 108, 200 + side * 58 + 10, 156), fill=hair)
    if kind == "cap":
        draw.chord((146, 150, 254, 222), 0, 180, fill=hair, outline=INK, width=3)
        draw.rectangle((148, 176, 252, 190), fill=hair)
        draw.rounded_rectangle((122, 40, 278, 112), 20, fill=CAP, outline=INK, width=4)
    if kind in {"long", "hood"}:
        colour = COAT if kind == "hood" else hair
        for side in (-1, 1):
            draw.rectangle(
                (200 + side * 66 - 14, 110, 200 + side * 66 + 14, 222 if kind == "hood" else 300), fill=colour
            )
    return build_kit(np.asarray(on_ground(sheet)), kind)


def part(kit, down, across=0.0, reach=0.05):
    """The commonest colour of the back of the head around a place, in head heights from the crown and the axis."""
    back, size = kit.back, kit.back.chin - kit.back.top
    row, column = back.top + down * size, back.axis + across * size
    window = back.pixels[int(row - reach * size) : int(row + reach * size)]
    return np.median(
        window[:, int(column - reach * size) : int(column + reach * size), :3].reshape(-1, 3).astype(float), axis=0
    )


@pytest.mark.parametrize("hair", [HAIR, WHITE, BROWN])
def test_short_hair_covers_the_head_and_the_neck_is_skin(hair):
    kit = person("short", hair)
    for down in (0.2, 0.45, 0.7):
        assert distance(part(kit, down), hair) < 60
    neck = part(kit, 1.0, reach=0.03)
    assert distance(neck, np.array(SKIN) * 0.83) < min(30, distance(neck, np.array(hair) * 0.85))


@pytest.mark.parametrize("hair", [WHITE, (232, 204, 128)])
def test_light_hair_has_no_streaks(hair):
    kit = person("short", hair)
    rows = np.array([part(kit, down, reach=0.02) for down in np.arange(0.15, 0.75, 0.05)])
    assert np.abs(np.diff(rows, axis=0)).max() < 9
    assert np.ptp(rows[:, 0] / rows[:, 2]) < 0.06


def test_a_bald_head_is_skin_all_over():
    kit = person("bald")
    for down in (0.2, 0.5, 0.75):
        assert distance(part(kit, down), SKIN) < 60


def test_a_cap_keeps_its_colour_and_ends_in_a_clean_edge_above_the_hair():
    kit = person("cap", WHITE)
    cover = read_cover(kit.sprite, kit.head, kit.palette)
    assert cover.hat
    assert distance(part(kit, 0.2), CAP) < 40
    assert distance(part(kit, cover.edge + 0.12, reach=0.03), WHITE) < 60
    assert distance(part(kit, cover.edge + 0.12, -0.2, reach=0.03), WHITE) < 60


def test_a_beard_is_not_seen_from_behind():
    kit = person("cap", WHITE)
    assert distance(part(kit, 0.99, reach=0.03), SKIN) < 90
    assert kit.back.pixels[int(kit.back.top + 0.93 * (kit.back.chin - kit.back.top)), 12, 3] == 0


def test_long_hair_hangs_over_the_neck():
    kit = person("long")
    size = kit.head.height
    assert distance(part(kit, 1.0), HAIR) < 60
    row = kit.behind[int(kit.head.chin + 0.25 * size), int(kit.head.centre), :3]
    assert distance(row, HAIR) < 60


def test_a_hood_is_no_long_hair():
    kit = person("hood")
    cover = read_cover(kit.sprite, kit.head, kit.palette)
    assert cover.end is None or cover.end < 1.3
    assert distance(part(kit, 0.5), COAT) < 60


def test_the_coat_has_a_collar_and_no_front():
    kit = person("short")
    size = kit.head.height
    for down in (1.25, 1.7, 2.2):
        row = kit.behind[int(kit.head.top + down * size), int(kit.head.centre) + 12, :3]
        assert distance(row, COAT) < 60
