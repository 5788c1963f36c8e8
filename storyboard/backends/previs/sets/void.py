"""Places that are nowhere on earth: space, and the empty ground of dreams and product shots."""

from __future__ import annotations

import math

import cv2
import numpy as np

from storyboard.backends.previs.colour import Colour, mix, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage

_NEBULAE: tuple[Colour, ...] = ((92, 60, 140), (36, 96, 132), (140, 62, 84), (52, 110, 96))
_GROUNDS: tuple[Colour, ...] = ((198, 206, 214), (214, 200, 186), (186, 200, 186), (206, 190, 204))


def stars(stage: Stage, *, count: int = 170) -> None:
    """The black sky with its stars, turning with the camera."""
    stage.canvas.fill((14, 17, 34))
    random = np.random.default_rng(stage.seed % 99991 + 9)
    for azimuth, lift, size, warm in random.uniform(0, 1, (count, 4)):
        pixel, depth = sky.heavenly(stage, -80 + 160 * azimuth, -34 + 78 * lift)
        if depth > 0:
            radius = (0.7 + 1.5 * size**3) * stage.canvas.unit
            stage.canvas.ellipse(pixel, (radius, radius), mix((206, 216, 240), (255, 232, 196), warm))


def _space(stage: Stage, brief: SetBrief) -> None:
    moon = brief.says("moon", "lunar", "mars", "planet", "asteroid", "crater", "surface", "луна", "月")
    stars(stage)
    glow = brief.pick("nebula", _NEBULAE)
    side = brief.pick("side", (1, -1))
    bright = 0.55 if stage.daylight.dark else 1.0
    for azimuth, lift, wide in ((-24, 12, 0.55), (-6, 18, 0.42), (14, 9, 0.5)):
        pixel, depth = sky.heavenly(stage, side * azimuth, lift)
        if depth > 0:
            stage.canvas.glow(pixel, wide * stage.camera.focal, glow, 0.55 * bright)
    if moon:
        _moonscape(stage, side)
    else:
        _planet(stage, brief, side, bright)
        # Something of human make gives the scale and a middle distance.
        _station(stage, side)
    pixel, depth = sky.heavenly(stage, -side * 30, 24)
    if depth > 0:
        stage.canvas.glow(pixel, 0.30 * stage.camera.focal, (255, 244, 214), 0.9 * bright)
        stage.canvas.ellipse(pixel, (0.016 * stage.camera.focal,) * 2, (255, 252, 238))


def _planet(stage: Stage, brief: SetBrief, side: int, bright: float) -> None:
    tone: Colour = brief.pick("world", ((88, 144, 196), (204, 138, 92), (150, 116, 172), (120, 168, 140)))
    pixel, depth = sky.heavenly(stage, side * 19, 2)
    if depth <= 0:
        return
    radius = 0.30 * stage.camera.focal
    canvas = stage.canvas
    canvas.glow(pixel, radius * 1.5, shade(tone, 0.6), 0.7 * bright)
    canvas.ellipse(pixel, (radius, radius), shade(tone, bright), ink=2.2)
    for share, lift, flat in ((0.82, -0.32, 0.10), (0.95, 0.06, 0.13), (0.76, 0.42, 0.09)):
        canvas.ellipse(
            pixel + np.array([0, lift * radius]),
            (radius * share * 0.94, radius * flat),
            mix(tone, (255, 250, 240), 0.35),
            0.5,
        )
    turn = np.linspace(-math.pi / 2, math.pi / 2, 20)
    outer = pixel + radius * np.stack([np.cos(turn) * side, np.sin(turn)], 1)
    inner = pixel + radius * np.stack([0.42 * np.cos(turn[::-1]) * side, np.sin(turn[::-1])], 1)
    canvas.polygon(np.vstack([outer, inner]), (10, 12, 26), 0.55)
    if brief.pick("rings", (True, False)):
        ring = np.linspace(0, 2 * math.pi, 50)
        path = pixel + radius * np.stack([1.6 * np.cos(ring), 0.24 * np.sin(ring) + 0.25 * np.cos(ring)], 1)
        front = path[10:36] if side > 0 else path[:26]
        canvas.stroke(front, 7.0, mix(tone, (255, 244, 220), 0.6), taper=0.3)


def _station(stage: Stage, side: int) -> None:
    hull: Colour = (206, 210, 216)
    z, x = 16.0, -side * 4.5
    stage.haze = None
    y = float(stage.camera.position[1]) + 0.9
    for dx in (-2.6, 2.6):
        stage.box((x + dx, y - 0.6, z), (2.6, 1.5, 0.1), (62, 84, 132))
        for cut in (-0.7, 0.0, 0.7):
            stage.line(
                (x + dx + cut, y - 0.6, z - 0.06), (x + dx + cut, y + 0.9, z - 0.06), 1.4, (150, 170, 206), overshoot=0
            )
    stage.bar((x - 1.4, y + 0.15, z), (x + 1.4, y + 0.15, z), 0.16, shade(hull, 0.7))
    stage.box((x, y - 0.5, z), (1.4, 1.3, 1.2), hull)
    stage.box((x, y + 0.8, z), (0.7, 0.5, 0.7), shade(hull, 0.86))


def _moonscape(stage: Stage, side: int) -> None:
    dust: Colour = (176, 172, 168) if not stage.daylight.dark else (150, 150, 158)
    from storyboard.backends.previs.sets import land

    land.hills(stage, 240, 24, shade(dust, 0.62), rhythm=1.6)
    sky.plain(stage, shade(dust, 0.86))
    random = np.random.default_rng(stage.seed % 99991 + 5)
    for x, z, size in random.uniform(0, 1, (16, 3)):
        at = (-16 + 32 * x, 0.004, 2.0 + 26 * z)
        if abs(at[0]) < 1.2 and at[2] < 4:
            continue
        reach = 0.4 + 1.5 * size
        stage.disc(at, reach, shade(dust, 1.06), ink=1.6)
        stage.disc((at[0] + 0.12 * side * reach, 0.006, at[2]), reach * 0.8, shade(dust, 0.66))
    land.boulders(stage, ((3.4, 9, 0.8), (-4.6, 7, 0.6), (5.2, 4.5, 0.4), (-3.0, 3.4, 0.28)), shade(dust, 0.94))


def _abstract(stage: Stage, brief: SetBrief) -> None:
    """A studio's endless sweep: no walls, a pool of light, a horizon that cannot be found."""
    black = brief.named(
        "black",
        "dark",
        "void",
        "nothing",
        "limbo",
        "темнот",
        "пустот",
        "虚",
        "虛",
        "暗",
        "vacío",
        "vide",
        "leere",
        "공허",
    )
    ground: Colour = (46, 46, 54) if black else brief.pick("ground", _GROUNDS)
    ground = brief.tint("ground", ground, 0.16)
    if brief.named("white"):
        ground = (236, 236, 234)
    canvas, camera = stage.canvas, stage.camera
    width, height = canvas.width, canvas.height
    rows = np.arange(height, dtype=np.float32)
    horizon = camera.horizon
    above = np.clip((horizon - rows) / (0.7 * height), 0, 1)
    under = np.clip((rows - horizon) / (0.6 * height), 0, 1)
    light = np.where(rows < horizon, 1.02 - 0.26 * above, 1.02 - 0.16 * (1 - under) * under * 4 + 0.04 * under)
    column = np.clip(light[:, None] * np.asarray(ground, np.float32), 0, 255).astype(np.uint8)
    cv2.resize(
        np.ascontiguousarray(column[:, None]), (width, height), dst=canvas.pixels, interpolation=cv2.INTER_NEAREST
    )
    for reach, alpha in ((3.4, 0.10), (2.6, 0.12), (1.8, 0.14)):
        stage.disc((0, 0.002, 0.2), reach, mix(ground, (255, 250, 236), 0.5 if not black else 0.28), alpha=alpha)
    side = brief.pick("side", (1, -1))
    accent: Colour = brief.pick("accent", ((196, 116, 84), (92, 132, 160), (126, 150, 104), (160, 110, 150)))
    tone = mix(accent, ground, 0.45)
    block, ball = brief.between("block", 2.0, 3.6), brief.between("ball", 2.2, 4.0)
    for kind, x, z, size in (
        ("block", side * block, 3.2, brief.between("tall", 0.8, 1.7)),
        ("ball", -side * ball, 4.0, brief.between("round", 0.5, 1.1)),
        ("post", side * (block + 1.6), 5.5, 1.0),
    ):
        stage.disc((x, 0.003, z), size * 0.95, shade(ground, 0.72), alpha=0.5)
        if kind == "block":
            stage.box((x, 0, z), (size, size * 0.9, size), tone, yaw=24 * side)
        elif kind == "post":
            stage.lathe((x, 0, z), [(0.4, 0), (0.4, 2.6)], [shade(tone, 0.92)])
        else:
            pixel, depth = camera.pixel((x, size, z))
            if depth > 0.5:
                radius = size * camera.focal / depth
                canvas.ellipse(pixel, (radius, radius), tone, ink=2.4)
                canvas.ellipse(
                    pixel + np.array([radius * 0.2, -radius * 0.2]),
                    (radius * 0.62,) * 2,
                    mix(tone, (255, 250, 240), 0.22),
                )
    stage.lamp((0, 3.0, 0.5), pool=4.0, colour=(255, 246, 230), strength=0.35 if stage.daylight.dark else 0.12)


SPACE = SetDesign("space", False, _space)
ABSTRACT = SetDesign("abstract", True, _abstract)
