"""Desert: dunes, or red rock standing in the plain."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.sets import land, sky
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage

_SANDS: tuple[Colour, ...] = ((228, 198, 146), (222, 172, 122), (226, 210, 178))


def _desert(stage: Stage, brief: SetBrief) -> None:
    """Dunes or red rock, far to near, with ripples in the sand."""
    sand, side = brief.tint("sand", brief.pick("sand", _SANDS), 0.14), brief.pick("side", (1, -1))
    sky.draw_sky(stage, clouds=brief.pick("clouds", (True, False)))
    stage.haze = 140.0
    horizon = stage.daylight.horizon_sky
    land.ground(stage, sand)
    if brief.named("dune", "sahara", "düne", "дюн") or brief.pick("kind", ("dunes", "mesas")) == "dunes":
        for distance, high, tone in ((260.0, 46.0, 0.94), (130.0, 22.0, 1.0), (60.0, 8.0, 0.96)):
            _dune(stage, distance, high, mix(shade(sand, tone), horizon, min(0.5, distance / 520)), side)
        _dune(stage, 26.0, 2.2, shade(sand, 0.98), -side)
    else:
        for azimuth, wide, high, distance in ((-30, 15, 46, 240), (6, 9, 60, 300), (24, 20, 38, 260), (-8, 5, 54, 280)):
            _mesa(stage, side * azimuth, wide, high, distance, mix((186, 112, 84), horizon, 0.25))
    for x, z, tall in ((side * 5.2, 12.0, 2.6), (-side * 6.4, 16.0, 3.2), (side * 3.3, 6.0, 1.2)):
        _cactus(stage, x, z, tall)
    land.boulders(
        stage,
        ((-side * 4.6, 9.5, 0.7), (-side * 3.3, 5.2, 0.35), (side * 7.0, 15, 0.9)),
        mix((176, 130, 104), sand, 0.3),
    )
    random = np.random.default_rng(stage.seed + 2)
    for _ in range(44):  # Ripples.
        x, z = random.uniform(-9, 9), random.uniform(-2, 14)
        long = random.uniform(0.4, 1.1)
        stage.curve([(x - long, 0.01, z), (x, 0.03, z + 0.10), (x + long, 0.01, z)], 1.4, shade(sand, 0.82))


def _dune(stage: Stage, distance: float, high: float, colour: Colour, side: int) -> None:
    camera = stage.camera
    foot = camera.position * (1, 0, 1)
    crest, shadow = [], []
    for azimuth in np.linspace(-80, 80, 40):
        turn = math.radians(azimuth)
        wave = 0.5 + 0.5 * math.sin(azimuth * 0.07 * side + distance * 0.3)
        wave = wave**1.5 + 0.12 * math.sin(azimuth * 0.21 + distance)
        at = foot + distance * np.array([math.sin(turn), 0, math.cos(turn)])
        crest.append(at + np.array([0, max(0.02, wave) * high, 0]))
        shadow.append(at + np.array([0, max(0.0, wave - 0.34 - 0.2 * math.sin(azimuth * 0.16 + 1)) * high, 0]))
    base = [point * (1, 0, 1) - (0, 0.5, 0) for point in crest]
    stage.polygon([*crest, *reversed(base)], colour)
    stage.polygon([*crest, *reversed(shadow)], mix(shade(colour, 0.86), (140, 90, 90), 0.10))
    stage.curve(crest, 1.8, shade(colour, 0.66))


def _mesa(stage: Stage, azimuth: float, wide: float, high: float, distance: float, colour: Colour) -> None:
    foot = stage.camera.position * (1, 0, 1)

    def at(degrees: float, y: float) -> Array:
        turn = math.radians(degrees)
        return np.asarray(foot + distance * np.array([math.sin(turn), 0, math.cos(turn)]) + np.array([0.0, y, 0.0]))

    left, right = azimuth - wide / 2, azimuth + wide / 2
    shape = [
        at(left - wide * 0.2, 0),
        at(left, high * 0.5),
        at(left + wide * 0.04, high),
        at(right - wide * 0.05, high * 0.97),
        at(right, high * 0.46),
        at(right + wide * 0.22, 0),
    ]
    stage.polygon(shape, colour, ink=1.8)
    lit = 1 if stage.daylight.sun[0] < 0 else -1
    edge = right if lit > 0 else left
    stage.polygon(
        [
            at(edge, 0),
            at(edge, high * 0.5),
            at(edge - lit * wide * 0.05, high * 0.97),
            at(edge - lit * wide * 0.3, high * 0.97),
            at(edge - lit * wide * 0.24, 0),
        ],
        shade(colour, 0.82),
    )
    for share in (0.62, 0.8):
        stage.curve(
            [at(left + wide * s, high * share + math.sin(s * 9) * high * 0.02) for s in np.linspace(0.02, 0.97, 6)],
            1.3,
            shade(colour, 0.74),
        )


def _cactus(stage: Stage, x: float, z: float, tall: float) -> None:
    if stage.camera.depth((x, 0, z)) < 1.5:
        return
    green = stage.air((104, 134, 92), (x, 0, z))
    thick = 0.15 * tall
    for sign, low, rise in ((-1, 0.42, 0.34), (1, 0.56, 0.30)):
        elbow = x + sign * 0.26 * tall
        stage.bar((x, low * tall, z), (elbow, low * tall, z), thick * 0.7, green)
        stage.bar((elbow, low * tall - thick * 0.3, z), (elbow, (low + rise) * tall, z), thick * 0.7, green)
    stage.bar((x, 0, z), (x, tall, z), thick, green)


DESERT = SetDesign("desert", False, _desert)
