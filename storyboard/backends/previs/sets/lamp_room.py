"""The top of a lighthouse: a ring of tall panes above the sea, and the great lens in the middle."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.sets import sky
from storyboard.backends.previs.sets.base import Fixture, SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage

_SIDES = 14
_DOOR = 10
_LEDGE = 0.82
_HIGH = 3.1
_SEA_BELOW = -34.0
_IRON: Colour = (92, 98, 108)
_IRONS: tuple[Colour, ...] = ((92, 98, 108), (150, 72, 60), (84, 116, 104), (206, 204, 196))
_LENS = Fixture(("lens", "prism", "lamp", "glass", "light"), 1.05, 1.5, radius=0.64, height=1.26)


def _lamp_room(stage: Stage, brief: SetBrief) -> None:
    sky.draw_sky(stage)
    sky.sea(stage, height=_SEA_BELOW, near=60)
    _ships_light(stage)
    camera = stage.camera
    iron = brief.tint("iron", brief.pick("iron", _IRONS), 0.3)
    door = brief.pick("door", (_DOOR, _DOOR + 1, _DOOR - 1))
    radius = 3.0 * max(1.0, min(brief.visible, 7.0) / 3.2) ** 0.8
    middle = np.array([0.0, 0.0, 0.35])
    ring = [
        middle + radius * np.array([math.sin(turn), 0, math.cos(turn)])
        for turn in (2 * math.pi * (index + 0.5) / _SIDES for index in range(_SIDES))
    ]
    stage.polygon(
        ring, brief.tint("floor", brief.pick("floor", ((124, 118, 116), (136, 112, 92), (110, 118, 124))), 0.3)
    )
    if not brief.looks_out:
        for share in (0.35, 0.68):
            inner = [middle + (point - middle) * share for point in ring]
            for a, b in zip(inner, [*inner[1:], inner[0]], strict=True):
                stage.line(a, b, 1.6, (92, 88, 90), overshoot=0)
        for point in ring:
            stage.line(middle, point, 1.4, (92, 88, 90), overshoot=0)
    walls = [(ring[index], ring[(index + 1) % _SIDES]) for index in range(_SIDES)]
    order = sorted(
        enumerate(walls), key=lambda one: -float(np.linalg.norm((one[1][0] + one[1][1]) / 2 - camera.position))
    )
    for index, (a, b) in order:
        centre = (a + b) / 2
        inward = middle - centre
        # Panes between the camera and the stage would only be in the way.
        if np.dot(inward, camera.position - centre) > 0 and camera.depth(centre) > 0.5:
            _bay(stage, a, b, door=index == door, iron=iron)
    _dome(stage, ring, middle)
    if not brief.looks_out:
        lens(stage, _LENS.x, _LENS.z, lit=brief.lit, polished=brief.says("polish", "clean", "dust"))
        _workbench(stage, radius)


def _bay(stage: Stage, a: Array, b: Array, *, door: bool, iron: Colour) -> None:
    """One side of the ring: an iron parapet, a tall pane above it, or a low door."""
    up = np.array([0.0, 1.0, 0.0])
    stage.polygon([a, b, b + up * _LEDGE, a + up * _LEDGE], shade(iron, 0.95), ink=2.4)
    stage.polygon(
        [a + up * (_LEDGE - 0.1), b + up * (_LEDGE - 0.1), b + up * _LEDGE, a + up * _LEDGE], shade(iron, 1.25), ink=1.6
    )
    glass = [a + up * _LEDGE, b + up * _LEDGE, b + up * _HIGH, a + up * _HIGH]
    stage.polygon(glass, mix(stage.daylight.horizon_sky, (255, 255, 255), 0.3), alpha=0.10)
    streak = [
        a + (b - a) * 0.18 + up * _HIGH,
        a + (b - a) * 0.40 + up * _HIGH,
        a + (b - a) * 0.14 + up * (_LEDGE + 0.7),
        a + up * (_LEDGE + 0.9),
    ]
    stage.polygon(streak, (255, 255, 255), alpha=0.10)
    for post in (a, b):
        stage.bar(post + up * _LEDGE, post + up * _HIGH, 0.075, shade(iron, 0.8))
    for bar in (_LEDGE + 0.82, _LEDGE + 1.6):
        stage.bar(a + up * bar, b + up * bar, 0.03, shade(iron, 0.8))
    if door:
        wide = [a + (b - a) * 0.14, a + (b - a) * 0.86]
        stage.polygon([wide[0], wide[1], wide[1] + up * 1.95, wide[0] + up * 1.95], (112, 84, 70), ink=2.6)
        inner = [a + (b - a) * 0.24, a + (b - a) * 0.76]
        for low, high in ((0.2, 0.9), (1.05, 1.75)):
            stage.polygon(
                [inner[0] + up * low, inner[1] + up * low, inner[1] + up * high, inner[0] + up * high],
                (128, 98, 80),
                ink=1.6,
            )


def _dome(stage: Stage, ring: list[Array], middle: Array) -> None:
    up = np.array([0.0, 1.0, 0.0])
    if stage.camera.position[1] > _HIGH:
        return
    apex = middle + up * (_HIGH + 1.1)
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        centre = (a + b) / 2
        if stage.camera.depth(centre) < 0.5:
            continue
        stage.polygon([a + up * _HIGH, b + up * _HIGH, apex], (86, 84, 90))
        stage.bar(a + up * _HIGH, b + up * _HIGH, 0.12, shade(_IRON, 0.85))
        stage.line(a + up * _HIGH, apex, 2.0, shade(_IRON, 0.6), overshoot=0)


def lens(
    stage: Stage, x: float, z: float, *, lit: bool, polished: bool = False, base: float = 0.0, size: float = 1.0
) -> None:
    """A Fresnel lens in a brass frame on its pedestal."""
    brass: Colour = (206, 164, 92)
    glass: Colour = (255, 236, 176) if lit else (158, 190, 196)
    pale: Colour = (255, 248, 220) if lit else (190, 216, 218)
    stage.lathe(
        (x, base, z),
        [(0.62 * size, 0), (0.5 * size, 0.12), (0.40 * size, 0.5 * size), (0.52 * size, 0.62 * size)],
        [shade(_IRON, 0.8), _IRON, shade(_IRON, 1.1)],
    )
    foot = base + 0.62 * size
    profile = [(0.44, 0.0), (0.56, 0.22), (0.64, 0.5), (0.66, 0.85), (0.64, 1.2), (0.55, 1.5), (0.40, 1.72)]
    body = [(radius * size, foot + height * size - base) for radius, height in profile]
    tones = [glass, pale, glass, glass, pale, glass]
    stage.lathe((x, base, z), body, tones, ink=2.2, rings=False)
    # Concentric prisms: level rings close together, and the bull's eye turned to the sea.
    camera = stage.camera
    if camera.depth((x, base, z)) > 0.5:
        for height in np.linspace(0.12, 1.62, 11):
            width = float(np.interp(height, [h for _, h in profile], [r for r, _ in profile])) * size
            points = [
                (x + width * math.cos(turn), foot + height * size, z - width * abs(math.sin(turn)))
                for turn in np.linspace(math.pi, 0, 11)
            ]
            stage.curve(points, 1.5 if height < 1.5 else 2.0, mix(shade(glass, 0.72), brass, 0.25))
        eye, depth = camera.pixel((x, foot + 0.85 * size, z - 0.62 * size))
        for share in (0.30, 0.20, 0.10):
            reach = share * size * camera.focal / depth
            stage.canvas.ellipse(eye, (reach, reach), pale if share != 0.20 else glass, ink=1.5)
        for sign in (-1, 1):
            ribs = [
                (x + sign * radius * size * 0.62, foot + height * size, z - radius * size * 0.78)
                for radius, height in profile
            ]
            stage.curve(ribs, 4.0, brass)
            stage.curve([(px + 0.02, py, pz) for px, py, pz in ribs], 1.3)
        if polished and not lit:
            shine = [
                (x - 0.34 * size, foot + 1.25 * size, z - 0.6 * size),
                (x - 0.22 * size, foot + 1.4 * size, z - 0.6 * size),
                (x - 0.3 * size, foot + 0.6 * size, z - 0.62 * size),
                (x - 0.42 * size, foot + 0.55 * size, z - 0.62 * size),
            ]
            stage.polygon(shine, (255, 255, 255), alpha=0.5)
    for height, radius in ((0.0, 0.46), (1.72, 0.42)):
        stage.lathe(
            (x, foot + height * size - 0.03, z), [(radius * size, 0), (radius * size, 0.08 * size)], [brass], ink=2
        )
    stage.lathe(
        (x, foot + 1.78 * size, z),
        [(0.40 * size, 0), (0.12 * size, 0.3 * size), (0.05 * size, 0.42 * size)],
        [shade(_IRON, 0.9), shade(_IRON, 0.9)],
        ink=2,
        rings=False,
    )
    if lit:
        stage.lamp((x, foot + 0.85 * size, z), pool=5.0 * size, halo=1.5 * size, colour=(255, 190, 96), strength=0.62)


def _workbench(stage: Stage, radius: float) -> None:
    x, z = -radius * 0.56, radius * 0.62
    stage.box((x, 0, z), (1.0, 0.7, 0.5), (128, 96, 72))
    stage.lathe((x - 0.25, 0.7, z), [(0.07, 0), (0.07, 0.12)], [(150, 70, 60)], ink=1.6)
    stage.lathe(
        (x + 0.2, 0.7, z),
        [(0.09, 0), (0.06, 0.05), (0.09, 0.09), (0.08, 0.26), (0.03, 0.34)],
        [(90, 84, 80), (90, 84, 80), (255, 226, 150), (90, 84, 80)],
        ink=1.8,
    )
    if stage.daylight.dark:
        stage.lamp((x + 0.2, 0.9, z), pool=3.4, halo=0.9, colour=(255, 190, 110), strength=0.8)
        stage.lamp((0.2, 2.6, 0.2), pool=3.2, colour=(255, 206, 150), strength=0.30)


def _ships_light(stage: Stage) -> None:
    """Far out, a light: what a lighthouse is for."""
    if not stage.daylight.dark:
        return
    pixel, depth = sky.heavenly(stage, 15, -1.2)
    if depth > 0:
        stage.canvas.glow(pixel, 16 * stage.canvas.unit, (255, 214, 150), 1.0)
        stage.canvas.ellipse(pixel, (2.2 * stage.canvas.unit, 2.2 * stage.canvas.unit), (255, 246, 220))


LAMP_ROOM = SetDesign("lamp room", True, _lamp_room, view=True, fixtures=(_LENS,))
