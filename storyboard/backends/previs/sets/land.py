"""Places on land: forest, field and road, and open ground of no special kind."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from storyboard.backends.previs.canvas import smooth_curve
from storyboard.backends.previs.colour import INK, Colour, mix, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage


def hills(stage: Stage, distance: float, height: float, colour: Colour, *, rhythm: float = 1.0) -> None:
    """A ridge on the horizon."""
    colour = stage.snowed(colour, 0.6)
    camera = stage.camera
    foot = camera.position * (1, 0, 1)
    crest = []
    for azimuth in np.linspace(-85, 85, 60):
        turn = math.radians(azimuth)
        wave = abs(math.sin(azimuth * 0.09 * rhythm + stage.seed % 7) * math.sin(azimuth * 0.041 + 2 + rhythm))
        crest.append(
            foot + distance * np.array([math.sin(turn), 0, math.cos(turn)]) + (0, height * (0.25 + 0.75 * wave), 0)
        )
    pixels, depths = camera.project(np.array(crest))
    base, _ = camera.project(np.array([point * (1, 0, 1) for point in crest]))
    seen = depths > 1
    if seen.sum() > 2:
        stage.canvas.polygon(np.vstack([pixels[seen], base[seen][::-1]]), colour)
        stage.canvas.stroke(pixels[seen], 1.6, shade(colour, 0.72), seed=3)


def grass(
    stage: Stage,
    count: int,
    colour: Colour,
    *,
    spread: float = 9.0,
    depth: float = 22.0,
    bare: float = 1.4,
    height: float = 0.0,
) -> None:
    """Tufts of grass on either side of a bare strip."""
    colour = stage.snowed(colour, 0.35)
    random = np.random.default_rng(stage.seed + 31)
    for _ in range(count):
        x, z = random.uniform(-spread, spread), random.uniform(-3, depth)
        lean = random.uniform(-0.3, 0.3)
        if abs(x) < bare:
            continue
        pixel, away = stage.camera.pixel((x, height, z))
        if away < 0.7:
            continue
        size = stage.camera.focal / away * 0.15
        for tip in (-0.5, 0.05, 0.6):
            end = pixel + np.array([(tip + lean) * size, -size * (1 - 0.3 * abs(tip))])
            stage.canvas.stroke([pixel, (pixel + end) / 2 + (tip * size * 0.1, 0), end], 1.6, colour)


def tree(stage: Stage, x: float, z: float, height: float, colour: Colour, *, pine: bool) -> None:
    """A tree seen whole or in part."""
    camera, canvas, random = stage.camera, stage.canvas, stage.random
    shape = random.uniform(0.8, 1.12, 13)
    (foot, top), depths = camera.project(np.array([[x, 0, z], [x, height, z]]))
    if depths[0] < 0.6:
        return
    scale = camera.focal / float(depths[0])
    up = top - foot
    across = np.array([-up[1], up[0]]) / max(float(np.hypot(*up)), 1)
    wide = 0.03 * height * scale
    bark, leaf = stage.air((112, 86, 68), (x, 0, z)), stage.air(stage.snowed(colour, 0.62), (x, 0, z))
    ink_width = float(np.clip(3.4 - depths[0] * 0.09, 1.0, 3.2))
    ink = stage.air(INK, (x, 0, z))
    trunk = np.array(
        [
            foot + across * wide,
            foot + across * wide * 0.7 + up * 0.3,
            foot + across * wide * 0.3 + up * 0.85,
            foot - across * wide * 0.3 + up * 0.85,
            foot - across * wide * 0.7 + up * 0.3,
            foot - across * wide,
        ]
    )
    canvas.polygon(trunk, bark)
    canvas.polygon([trunk[0], trunk[1], trunk[2], foot + up * 0.85, foot], shade(bark, 0.82))
    canvas.stroke(trunk[:3], ink_width, ink, seed=int(shape[0] * 90))
    canvas.stroke(trunk[3:], ink_width, ink, seed=int(shape[1] * 90))
    if pine:
        for layer in range(4):
            low, high = 0.2 + layer * 0.19, min(0.2 + layer * 0.19 + 0.33, 1.02)
            reach = (0.24 - layer * 0.048) * height * scale * shape[layer]
            skirt = np.array(
                [
                    foot + up * low + across * reach,
                    foot + up * (low - 0.02),
                    foot + up * low - across * reach,
                    foot + up * high,
                ]
            )
            canvas.polygon(skirt, leaf)
            canvas.polygon([skirt[0], skirt[1], skirt[3]], shade(leaf, 0.86))
            canvas.stroke(skirt[[0, 3, 2]], ink_width * 0.8, ink, seed=layer)
        return
    crown = []
    for index in range(13):
        turn = 2 * math.pi * index / 13
        reach = height * 0.30 * scale * shape[index]
        crown.append(
            foot
            + up * 0.76
            + across * math.cos(turn) * reach * 1.05
            + up / max(float(np.hypot(*up)), 1) * math.sin(turn) * reach * 0.85
        )
    outline = smooth_curve(crown, steps=5)
    canvas.polygon(outline, leaf)
    middle = foot + up * 0.70 + across * wide * 1.5
    canvas.polygon(smooth_curve(np.array(crown) * 0.64 + middle * 0.36, steps=5), shade(leaf, 0.88))
    canvas.stroke(np.vstack([outline, outline[:1]]), ink_width * 0.8, ink, taper=0.2)


def ground(stage: Stage, colour: Colour) -> None:
    """Level ground to the horizon, paler with distance."""
    sky.plain(stage, stage.air(colour, stage.camera.position + stage.camera.level * 40))
    near = stage.camera.position + stage.camera.level * 20
    for reach, light in ((60.0, 0.5), (22.0, 1.0)):
        x, z = near[0], near[2] - 20
        tone = mix(stage.air(colour, stage.camera.position + stage.camera.level * 40), colour, light)
        stage.polygon(
            [(x - 200, 0, z - 80), (x + 200, 0, z - 80), (x + 200, 0, z + reach), (x - 200, 0, z + reach)], tone
        )


def path(
    stage: Stage, left: Sequence[tuple[float, float]], right: Sequence[tuple[float, float]], colour: Colour
) -> None:
    """A trodden path between two edges of (x, z), with ink along them."""
    edges = [[(x, 0.01, z) for x, z in side] for side in (left, right)]
    stage.polygon(
        [*edges[0], *reversed(edges[1])], stage.air(colour if not stage.snow else shade(colour, 0.8), (0, 0, 8))
    )
    for edge in edges:
        stage.curve(edge, 1.6, shade(colour, 0.62))


def bush(stage: Stage, x: float, z: float, height: float, colour: Colour) -> None:
    """A round shrub."""
    foot, depth = stage.camera.pixel((x, 0, z))
    bumps = stage.random.uniform(0.75, 1.1, 9)
    if depth < 1.5:
        return
    size = height * stage.camera.focal / depth
    crown = [
        foot
        + np.array(
            [-math.cos(math.pi * index / 8) * size * 0.95, -math.sin(math.pi * index / 8) * size * bumps[index] * 0.9]
        )
        for index in range(9)
    ]
    tone = stage.air(stage.snowed(colour, 0.66), (x, 0, z))
    outline = smooth_curve(crown, closed=False)
    stage.canvas.gradient_polygon(
        np.vstack([outline, crown[-1] + (0, 3), crown[0] + (0, 3)]), shade(tone, 1.1), shade(tone, 0.78)
    )
    stage.canvas.stroke(outline, 2.0, stage.air(INK, (x, 0, z)))


def boulders(stage: Stage, places: Sequence[tuple[float, float, float]], colour: Colour = (148, 146, 144)) -> None:
    """Rocks at (x, z) of a size, the farthest first."""
    for x, z, size in sorted(places, key=lambda place: -place[1]):
        if stage.camera.depth((x, 0, z)) < 1.0:
            continue
        stone = stage.air(colour, (x, 0, z))
        right = stage.camera.right
        outline = ((-1.0, 0.0), (-0.86, 0.46), (-0.40, 0.78), (0.22, 0.84), (0.74, 0.52), (1.04, 0.0))
        corners = [np.array([x, 0.0, z]) + right * a * size + np.array([0.0, b * size, 0.0]) for a, b in outline]
        stage.polygon(corners, stone, ink=2.0)
        flank = [corners[index] for index in (3, 4, 5)] + [np.array([x, 0.0, z]) + right * 0.28 * size]
        stage.polygon(flank, shade(stone, 0.80), ink=0)


# Ground, three tones of leaf, and how many of a dozen trees are firs.
_WOODS: tuple[tuple[Colour, tuple[Colour, Colour, Colour], int], ...] = (
    ((140, 150, 108), ((104, 136, 84), (126, 150, 92), (90, 122, 88)), 6),
    ((166, 142, 100), ((196, 138, 70), (178, 152, 80), (150, 110, 70)), 3),
    ((122, 138, 108), ((74, 108, 88), (88, 122, 94), (66, 98, 84)), 11),
    ((150, 164, 104), ((146, 172, 96), (124, 160, 92), (166, 182, 110)), 1),
)


def _forest(stage: Stage, brief: SetBrief) -> None:
    turf, leaves, firs = brief.pick("wood", _WOODS)
    if brief.named("jungle", "rain ?forest", "selva", "dschungel", "giungla", "джунгл", "丛林", "정글"):
        turf, leaves, firs = (118, 146, 92), ((84, 138, 78), (104, 156, 84), (70, 120, 80)), 0
    turf = brief.tint("turf", turf, 0.14)
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage, clouds=False)
    stage.haze = 42.0
    ground(stage, turf)
    far = mix(leaves[2], (150, 170, 170), 0.4)
    hills(stage, 70, 15, stage.air(far, stage.camera.position + stage.camera.level * 30), rhythm=3)
    left = [(-1.3, -9), (-0.6, 6), (side * 0.9 - 0.7, 16), (side * 2.4 - 0.2, 44)]
    right = [(1.5, -9), (1.9, 6), (side * 0.9 + 0.6, 16), (side * 2.4 + 0.2, 44)]
    path(stage, left, right, mix(turf, (196, 164, 122), 0.8))
    random = np.random.default_rng(stage.seed + 5)
    trees = [(-3.1, 1.8, 8.5), (3.6, 2.8, 9.0)]
    for _ in range(40):
        x, z = random.uniform(-16, 16), random.uniform(3.0, 32)
        if abs(x - 0.4) < 1.9 + 0.05 * z:
            x += 3.6 * (1 if x > 0.4 else -1)
        trees.append((x, z, random.uniform(6.5, 11)))
    position = stage.camera.position
    for index, (x, z, height) in enumerate(
        sorted(trees, key=lambda one: -math.hypot(one[0] - position[0], one[1] - position[2]))
    ):
        if stage.camera.depth((x, 0, z)) > 1.6:
            if index % 3 == 0:
                bush(stage, x + 1.1, z - 0.3, 0.5 + 0.09 * (index % 5), shade(leaves[1], 0.84))
            fir = index * 5 % 12 < firs
            tree(
                stage, x, z, height, mix(leaves[index % 3], (80, 112, 88), 0.75) if fir else leaves[index % 3], pine=fir
            )
    if brief.pick("log", (True, False)):
        _log(stage, side * 2.9, 4.6, side)
    grass(stage, 100, shade(turf, 0.62), depth=14)


def _log(stage: Stage, x: float, z: float, side: int) -> None:
    stage.bar((x - 1.2, 0.24, z + 0.5 * side), (x + 1.2, 0.22, z - 0.4 * side), 0.42, (122, 92, 70))
    end, depth = stage.camera.pixel((x - 1.2 * side, 0.24, z))
    if depth > 1:
        radius = 0.21 * stage.camera.focal / depth
        stage.canvas.ellipse(end, (radius * 0.8, radius), (206, 172, 128), ink=1.8)
        stage.canvas.ellipse(end, (radius * 0.4, radius * 0.5), (176, 138, 98))


def _open_ground(stage: Stage, brief: SetBrief) -> None:
    side = brief.pick("side", (1, -1))
    sky.draw_sky(stage)
    stage.haze = 70.0
    turf = brief.tint("turf", brief.pick("turf", ((166, 170, 128), (176, 164, 124), (150, 168, 132))), 0.16)
    ground(stage, turf)
    hills(stage, 260, brief.between("hills", 14, 40), mix((140, 160, 150), stage.daylight.horizon_sky, 0.4))
    for x, z, height in ((-7, 15, 6.5), (-11, 24, 8.0), (8.5, 19, 7.0), (15, 34, 8.5), (3.5, 44, 8.0)):
        tree(stage, side * x, z * brief.between("trees", 0.9, 1.3), height, shade(turf, 0.78), pine=False)
    path(
        stage,
        [(-1.4, -9), (0.4, 8), (-0.6, 26), (1.9, 70)],
        [(1.8, -9), (2.6, 8), (0.4, 26), (2.6, 70)],
        (204, 186, 150),
    )
    boulders(stage, ((side * 4.4, 8.0, 0.5), (-side * 5.2, 11.0, 0.7)))
    grass(stage, 120, shade(turf, 0.68), depth=24, bare=2.0)


def fence(
    stage: Stage, x: float, first: float, last: float, *, colour: Colour, step: float = 3.0, height: float = 0.0
) -> None:
    """Posts and two rails along the view."""
    places = list(np.arange(first, last, step))
    for z in reversed(places):
        if stage.camera.depth((x, height, z)) < 1.2:
            continue
        tone = stage.air(colour, (x, height, z))
        for rail in (0.45, 0.85):
            stage.bar((x, height + rail, z), (x, height + rail, z + step), 0.035, tone)
        stage.bar((x, height, z), (x, height + 1.0, z), 0.09, tone)


FOREST = SetDesign("forest", False, _forest)
GENERIC_EXTERIOR = SetDesign("open ground", False, _open_ground)
