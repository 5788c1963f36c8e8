"""Larger pieces that say what a room is for: cabinets, baths, counters, desks, racks. Metres, standing at (x, z)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets.furniture import WOOD, chair, table
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.stage import Stage

WHITE: Colour = (242, 243, 240)
STEEL: Colour = (150, 156, 162)


def front(
    stage: Stage,
    x: float,
    z: float,
    left: float,
    right: float,
    low: float,
    high: float,
    colour: Colour,
    ink: float = 1.6,
) -> None:
    """A rectangle on the face of something at depth `z` that looks at the camera; edges relative to `x`."""
    if stage.camera.position[2] > z:
        return
    corners = [(x + left, low, z), (x + right, low, z), (x + right, high, z), (x + left, high, z)]
    stage.polygon(corners, colour, ink=ink)


def cabinet(
    stage: Stage,
    x: float,
    z: float,
    size: tuple[float, float, float],
    colour: Colour,
    *,
    doors: int = 2,
    drawers: int = 0,
) -> None:
    """A sideboard, chest or wardrobe against the far wall: width, height, depth."""
    width, height, depth = size
    stage.box((x, 0, z), size, colour)
    face = z - depth / 2 - 0.004
    low, high = 0.10, height - 0.06
    for index in range(doors):
        left = -width / 2 + 0.05 + index * (width - 0.1) / doors
        right = left + (width - 0.1) / doors - 0.03
        for row in range(max(1, drawers)):
            y0 = low + row * (high - low) / max(1, drawers)
            y1 = low + (row + 1) * (high - low) / max(1, drawers) - 0.03
            front(stage, x, face, left, right, y0, y1, shade(colour, 1.05))
            middle = (left + right) / 2 if drawers else (right - 0.06 if index % 2 == 0 else left + 0.06)
            y = (y0 + y1) / 2
            hairlines(stage, [[(x + middle - 0.05, y, face), (x + middle + 0.05, y, face)]], shade(colour, 0.45))


def side_cabinet(
    stage: Stage,
    x: float,
    z: float,
    size: tuple[float, float, float],
    colour: Colour,
    *,
    rows: int = 2,
    books: bool = False,
) -> None:
    """A cabinet or bookcase against a side wall: `size` is depth, height, length along the wall."""
    depth, height, length = size
    stage.box((x, 0, z), size, colour)
    inward = -1.0 if x > 0 else 1.0
    face = x + inward * (depth / 2 + 0.004)
    if (stage.camera.position[0] - face) * inward <= 0:
        return
    tones: tuple[Colour, ...] = ((168, 84, 70), (84, 112, 130), (206, 178, 120), (120, 134, 96))
    columns = max(1, round(length / 0.6))
    for row in range(rows):
        y0, y1 = 0.08 + row * (height - 0.12) / rows, 0.04 + (row + 1) * (height - 0.12) / rows
        for column in range(columns):
            z0 = z - length / 2 + 0.04 + column * (length - 0.08) / columns
            z1 = z0 + (length - 0.08) / columns - 0.03
            tone = shade(colour, 0.6) if books else shade(colour, 1.05)
            stage.polygon([(face, y0, z0), (face, y0, z1), (face, y1, z1), (face, y1, z0)], tone, ink=1.4)
            if books:
                tall = y0 + (y1 - y0) * (0.72 + 0.2 * ((row + column) % 2))
                full = z0 + (z1 - z0) * (0.6 + 0.35 * ((row * 2 + column) % 2))
                spine = tones[(row + 2 * column) % 4]
                stage.polygon([(face, y0, z0), (face, y0, full), (face, tall, full), (face, tall, z0)], spine, ink=1.2)
                cuts = [[(face, y0, at), (face, tall, at)] for at in np.linspace(z0, full, 5)[1:-1]]
                hairlines(stage, cuts, shade(spine, 0.6))


def armchair(stage: Stage, x: float, z: float, colour: Colour, *, yaw: float = 0.0) -> None:
    """An upholstered chair that looks towards the camera when it is not turned."""
    cosine, sine = float(np.cos(np.radians(yaw))), float(np.sin(np.radians(yaw)))

    def part(
        dx: float, y: float, dz: float, size: tuple[float, float, float], light: float
    ) -> tuple[float, Callable[[], None]]:
        spot = (x + dx * cosine + dz * sine, y, z - dx * sine + dz * cosine)
        away = float(np.linalg.norm(np.subtract(spot, stage.camera.position)))
        return away, lambda: stage.box(spot, size, shade(colour, light), yaw=yaw, ink=2.2)

    parts = [
        part(0, 0.08, 0, (0.62, 0.34, 0.7), 0.94),
        part(0, 0.30, 0.34, (0.78, 0.62, 0.18), 1.0),
        part(-0.38, 0.08, 0, (0.16, 0.52, 0.8), 0.9),
        part(0.38, 0.08, 0, (0.16, 0.52, 0.8), 0.97),
    ]
    for _, draw in sorted(parts, key=lambda one: -one[0]):
        draw()


def television(stage: Stage, x: float, z: float, *, on: bool, low: float = 0.62) -> None:
    stage.box((x, low, z), (1.1, 0.64, 0.06), (40, 42, 48))
    front(stage, x, z - 0.035, -0.51, 0.51, low + 0.04, low + 0.60, (120, 160, 196) if on else (62, 68, 78))
    if on:
        stage.lamp((x, low + 0.3, z - 0.1), pool=1.6, halo=0.5, colour=(130, 170, 220), strength=0.5)


def fireplace(stage: Stage, x: float, z: float, *, lit: bool, stone: Colour = (196, 186, 174)) -> None:
    stage.box((x, 0, z), (1.6, 1.1, 0.34), stone)
    front(stage, x, z - 0.175, -0.45, 0.45, 0.0, 0.74, (44, 38, 38))
    stage.box((x, 1.1, z - 0.03), (1.8, 0.08, 0.44), shade(stone, 0.8))
    for along, tall in ((-0.6, 0.22), (0.62, 0.16), (0.44, 0.26)):
        stage.lathe((x + along, 1.18, z), [(0.06, 0), (0.04, tall)], [(176, 120, 86)], ink=1.4)
    if lit:
        for along, tall in ((-0.18, 0.3), (0.02, 0.42), (0.2, 0.26)):
            flame = [(x + along - 0.1, 0.05, z - 0.18), (x + along + 0.1, 0.05, z - 0.18), (x + along, tall, z - 0.18)]
            stage.polygon(flame, (255, 170, 70))
        stage.lamp((x, 0.3, z - 0.3), pool=2.8, halo=0.9, colour=(255, 160, 80), strength=0.8)


def counter(
    stage: Stage, x: float, z: float, width: float, colour: Colour, top: Colour, *, units: float = 0.62
) -> None:
    """Kitchen units under a worktop, along the far wall."""
    stage.box((x, 0, z), (width, 0.88, 0.6), shade(colour, 0.92))
    count = max(1, round(width / units))
    for index in range(count):
        left = -width / 2 + 0.03 + index * (width - 0.04) / count
        right = left + (width - 0.04) / count - 0.03
        front(stage, x, z - 0.304, left, right, 0.62, 0.82, shade(colour, 1.05), 1.4)
        front(stage, x, z - 0.304, left, right, 0.1, 0.59, shade(colour, 1.02), 1.4)
    stage.box((x, 0.88, z - 0.02), (width + 0.06, 0.05, 0.66), top)


def fridge(stage: Stage, x: float, z: float, colour: Colour = WHITE) -> None:
    stage.box((x, 0.04, z), (0.72, 1.8, 0.66), colour)
    for low, high in ((0.08, 1.16), (1.2, 1.8)):
        front(stage, x, z - 0.334, -0.33, 0.33, low, high, shade(colour, 1.03))
    for y in (0.8, 1.3):
        stage.bar((x - 0.27, y, z - 0.36), (x - 0.27, y + 0.24, z - 0.36), 0.025, STEEL)


def bathtub(stage: Stage, x: float, z: float, *, curtain: Colour | None, ceiling: float) -> None:
    stage.box((x, 0, z), (1.75, 0.58, 0.76), WHITE)
    rim = [
        (x - 0.80, 0.585, z - 0.3),
        (x + 0.80, 0.585, z - 0.3),
        (x + 0.80, 0.585, z + 0.3),
        (x - 0.80, 0.585, z + 0.3),
    ]
    stage.polygon(rim, (206, 220, 224), ink=1.6)
    stage.bar((x - 0.72, 0.58, z + 0.3), (x - 0.72, 1.95, z + 0.3), 0.03, STEEL)
    stage.bar((x - 0.72, 1.95, z + 0.3), (x - 0.5, 1.95, z + 0.1), 0.03, STEEL)
    if curtain is not None:
        stage.bar((x - 0.9, min(2.1, ceiling), z - 0.36), (x + 0.9, min(2.1, ceiling), z - 0.36), 0.03, STEEL)
        front(stage, x, z - 0.38, 0.25, 0.92, 0.3, 2.08, curtain, 2.0)
        folds = [[(x + at, 0.34, z - 0.385), (x + at, 2.06, z - 0.385)] for at in (0.38, 0.52, 0.66, 0.8)]
        hairlines(stage, folds, shade(curtain, 0.78))


def basin(stage: Stage, x: float, z: float, *, lit: bool, wood: Colour) -> None:
    """A wash-stand with its mirror on the wall behind it."""
    front(stage, x, z + 0.21, -0.42, 0.42, 1.12, 2.0, shade(wood, 0.8), 2.2)
    front(stage, x, z + 0.205, -0.37, 0.37, 1.17, 1.95, (206, 222, 228))
    front(stage, x, z + 0.202, -0.30, -0.10, 1.2, 1.9, (228, 238, 242), 0)
    cabinet(stage, x, z, (0.9, 0.78, 0.42), wood)
    stage.box((x, 0.78, z), (0.98, 0.10, 0.48), WHITE)
    stage.bar((x, 0.88, z + 0.12), (x, 1.04, z + 0.12), 0.035, STEEL)
    stage.bar((x, 1.04, z + 0.12), (x, 1.02, z - 0.02), 0.03, STEEL)
    front(stage, x, z + 0.2, -0.16, 0.16, 2.06, 2.16, (255, 246, 220))
    if lit:
        stage.lamp((x, 2.1, z + 0.1), pool=2.6, halo=0.7, colour=(255, 228, 180), strength=0.8)


def toilet(stage: Stage, x: float, z: float) -> None:
    stage.box((x, 0.36, z + 0.24), (0.46, 0.44, 0.18), WHITE, ink=2)
    stage.lathe((x, 0, z - 0.08), [(0.13, 0), (0.13, 0.2), (0.23, 0.38), (0.24, 0.43)], [WHITE] * 3, ink=2, rings=False)


def desk(stage: Stage, x: float, z: float, *, wood: Colour, lit: bool, lamp: bool = False) -> None:
    """An office desk with a screen, papers and a swivel chair on this side of it."""
    table(stage, x, z, 1.6, 0.8, colour=wood)
    stage.box((x + 0.55, 0.02, z), (0.42, 0.66, 0.7), shade(wood, 0.86), ink=1.8)
    stage.box((x, 0.75, z + 0.10), (0.08, 0.14, 0.08), (70, 76, 84), ink=1.6)
    stage.box((x, 0.86, z + 0.13), (0.62, 0.38, 0.05), (58, 66, 76))
    front(stage, x, z + 0.10, -0.27, 0.27, 0.9, 1.2, (150, 190, 206))
    stage.box((x - 0.05, 0.75, z - 0.16), (0.46, 0.025, 0.16), (206, 208, 206), ink=1.2)
    stage.box((x + 0.52, 0.75, z - 0.05), (0.24, 0.07, 0.3), (240, 238, 230), ink=1.6)
    if lamp:
        stage.bar((x - 0.62, 0.75, z), (x - 0.62, 1.15, z), 0.03, (60, 84, 72))
        stage.lathe((x - 0.56, 1.1, z), [(0.16, 0), (0.07, 0.14)], [(60, 110, 84)], rings=False, ink=1.8)
        if lit:
            stage.lamp((x - 0.56, 1.05, z), pool=1.8, halo=0.6, colour=(255, 210, 140), strength=0.8)
    elif lit:
        stage.lamp((x, 1.05, z), pool=1.5, halo=0.7, colour=(150, 200, 230), strength=0.6)
    swivel_chair(stage, x - 0.1, z - 0.72)


def swivel_chair(stage: Stage, x: float, z: float, colour: Colour = (70, 84, 100)) -> None:
    for dx, dz in ((-0.26, 0), (0.26, 0), (0, -0.26), (0, 0.26)):
        stage.bar((x, 0.10, z), (x + dx, 0.04, z + dz), 0.04, (60, 62, 70))
    stage.bar((x, 0.06, z), (x, 0.42, z), 0.06, (80, 84, 92))
    stage.box((x, 0.42, z), (0.48, 0.09, 0.46), colour, ink=2)
    stage.box((x, 0.58, z - 0.22), (0.44, 0.5, 0.06), shade(colour, 0.92), ink=2)


def school_desk(stage: Stage, x: float, z: float, colour: Colour) -> None:
    table(stage, x, z, 1.1, 0.5, height=0.70, colour=colour)
    chair(stage, x, z - 0.45, colour=shade(colour, 0.84))


def stool(stage: Stage, x: float, z: float, colour: Colour, *, height: float = 0.74) -> None:
    for dx, dz in ((-0.16, -0.16), (0.16, -0.16), (-0.16, 0.16), (0.16, 0.16)):
        stage.bar((x + dx * 0.6, height, z + dz * 0.6), (x + dx, 0, z + dz), 0.035, (74, 62, 56))
    stage.lathe((x, height - 0.03, z), [(0.19, 0), (0.19, 0.08)], [colour], ink=1.8)


def round_table(stage: Stage, x: float, z: float, top: Colour, *, radius: float = 0.40) -> None:
    stage.lathe((x, 0, z), [(0.2, 0), (0.05, 0.05), (0.04, 0.72)], [(70, 62, 60)] * 2, ink=1.8)
    stage.disc((x, 0.74, z), radius, top, ink=2.2)
    stage.lathe((x + 0.08, 0.745, z), [(0.04, 0), (0.05, 0.09)], [(244, 240, 230)], ink=1.4)


def crates(stage: Stage, x: float, z: float, colour: Colour, *, high: int = 3, side: float = 0.8) -> None:
    """A pile of slatted crates."""
    for row in range(high):
        for column in range(max(1, 2 - row // 2)):
            at = (x + column * (side + 0.04) + 0.1 * (row % 2), row * side * 0.8, z + 0.05 * row)
            tone = shade(colour, (1.0, 0.92, 1.06)[(row + column) % 3])
            stage.box(at, (side, side * 0.8, side), tone, ink=2)
            face = z + 0.05 * row - side / 2 - 0.004
            slats = [
                [(at[0] - side / 2, at[1] + up * side, face), (at[0] + side / 2, at[1] + up * side, face)]
                for up in (0.26, 0.52)
            ]
            slats.append([(at[0] - side / 2, at[1], face), (at[0] + side / 2, at[1] + 0.8 * side, face)])
            hairlines(stage, slats, shade(tone, 0.62))


def rack(
    stage: Stage, x: float, z: float, length: float, *, height: float = 3.2, frame: Colour = (58, 92, 128)
) -> None:
    """Pallet racking along a side wall."""
    tones: tuple[Colour, ...] = ((190, 156, 112), (170, 136, 98), (204, 180, 140), (140, 150, 156))
    for row, y in enumerate((0.1, 1.15, 2.2)):
        stage.box((x, y - 0.06, z), (0.9, 0.08, length), (206, 118, 56), ink=1.4)
        count = int(length / 0.95)
        for index in reversed(range(count)):
            at = z - length / 2 + 0.5 + index * 0.95
            tall = 0.5 + 0.22 * ((index * 2 + row) % 3)
            if (index + row) % 4 != 3:
                stage.box((x, y + 0.02, at), (0.78, tall, 0.78), tones[(index + row) % 4], ink=1.6)
    for end in (z + length / 2, z, z - length / 2):
        for dx in (-0.45, 0.45):
            stage.bar((x + dx, 0, end), (x + dx, height, end), 0.09, frame)


def locker_row(stage: Stage, x: float, z: float, count: int, colour: Colour) -> None:
    for index in range(count):
        cabinet(stage, x + index * 0.42, z, (0.42, 1.85, 0.45), shade(colour, 1.0 - 0.04 * (index % 2)), doors=1)


def hospital_bed(stage: Stage, x: float, z: float, blanket: Colour) -> None:
    stage.box((x, 0.30, z), (0.98, 0.10, 2.0), STEEL, ink=2)
    for dx in (-0.44, 0.44):
        for dz in (-0.9, 0.9):
            stage.bar((x + dx, 0, z + dz), (x + dx, 0.34, z + dz), 0.05, STEEL)
    stage.box((x, 0.40, z + 0.98), (1.0, 0.62, 0.06), (214, 220, 222), ink=2)
    stage.box((x, 0.40, z), (0.94, 0.18, 1.96), WHITE)
    stage.box((x, 0.58, z + 0.68), (0.66, 0.13, 0.4), (252, 252, 250), ink=2)
    stage.box((x, 0.52, z - 0.30), (0.98, 0.10, 1.36), blanket)
    stage.box((x, 0.34, z - 1.0), (1.0, 0.44, 0.05), (214, 220, 222), ink=2)
    for dx in (-0.5, 0.5):
        stage.bar((x + dx, 0.80, z - 0.5), (x + dx, 0.80, z + 0.4), 0.03, STEEL)


def drip(stage: Stage, x: float, z: float) -> None:
    stage.bar((x, 0, z), (x, 1.9, z), 0.03, STEEL)
    stage.bar((x - 0.2, 0.04, z), (x + 0.2, 0.04, z), 0.03, STEEL)
    stage.box((x, 1.5, z), (0.14, 0.28, 0.06), (206, 226, 232), ink=1.6)


def bench(stage: Stage, x: float, z: float, width: float, colour: Colour = WOOD, *, back: bool = True) -> None:
    for dx in (-width / 2 + 0.12, width / 2 - 0.12):
        stage.box((x + dx, 0, z), (0.07, 0.42, 0.4), (66, 68, 74), ink=1.6)
    for dz in (-0.14, 0.0, 0.14):
        stage.box((x, 0.42, z + dz), (width, 0.04, 0.12), colour, ink=1.6)
    if back:
        for y in (0.58, 0.74):
            stage.box((x, y, z + 0.22), (width, 0.12, 0.04), mix(colour, (255, 240, 220), 0.08), ink=1.6)


def barrel(stage: Stage, x: float, z: float, colour: Colour) -> None:
    profile = [(0.28, 0), (0.33, 0.3), (0.33, 0.58), (0.28, 0.88)]
    stage.lathe((x, 0, z), profile, [colour, shade(colour, 1.06), colour], ink=2)
