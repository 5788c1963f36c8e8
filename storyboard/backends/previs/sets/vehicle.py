"""Inside a car, seen through the windscreen: seats, side windows with the world in them, dashboard and wheel in front."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.canvas import smooth_curve
from storyboard.backends.previs.colour import INK, Colour, mix
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage

_LINING: Colour = (116, 108, 108)
_LEATHER: Colour = (112, 84, 72)
_DASH: Colour = (70, 66, 74)


def _car(stage: Stage, brief: SetBrief) -> None:
    del brief
    daylight = stage.daylight
    sky = daylight.horizon_sky
    land = mix((124, 134, 110), sky, 0.35)
    stage.canvas.fill(_LINING)
    stage.polygon([(-1, 0.2, 1.6), (1, 0.2, 1.6), (1, 1.5, 1.6), (-1, 1.5, 1.6)], (126, 118, 118))
    stage.polygon([(-0.66, 0.82, 1.59), (0.66, 0.82, 1.59), (0.54, 1.24, 1.59), (-0.54, 1.24, 1.59)], sky, ink=3)
    stage.polygon([(-0.66, 0.82, 1.58), (0.66, 0.82, 1.58), (0.62, 0.95, 1.58), (-0.62, 0.95, 1.58)], land)
    for x, tall in ((-0.48, 0.14), (-0.2, 0.09), (0.22, 0.18)):
        stage.polygon(
            [(x, 0.93, 1.58), (x + 0.18, 0.93, 1.58), (x + 0.15, 0.93 + tall, 1.58), (x + 0.03, 0.93 + tall, 1.58)],
            mix(land, INK, 0.15),
            ink=1.2,
        )
    for sign in (-1, 1):
        stage.polygon(
            [(sign * 0.8, 0, -1.2), (sign * 0.8, 0, 1.6), (sign * 0.68, 1.35, 1.5), (sign * 0.68, 1.35, -1.0)],
            (124, 114, 114),
            ink=2.4,
        )
        stage.polygon(
            [
                (sign * 0.79, 0.78, -0.7),
                (sign * 0.79, 0.80, 0.55),
                (sign * 0.70, 1.24, 0.45),
                (sign * 0.71, 1.22, -0.45),
            ],
            sky,
            ink=2.6,
        )
        stage.polygon(
            [
                (sign * 0.79, 0.78, -0.7),
                (sign * 0.79, 0.8, 0.55),
                (sign * 0.775, 0.94, 0.52),
                (sign * 0.775, 0.94, -0.62),
            ],
            land,
        )
    stage.polygon([(-0.7, 1.36, -1), (0.7, 1.36, -1), (0.7, 1.36, 1.5), (-0.7, 1.36, 1.5)], (150, 142, 138), ink=2.2)
    for x in (-0.38, 0.38):
        stage.box((x, 0.25, 0.42), (0.5, 0.68, 0.16), _LEATHER)
        stage.box((x, 0.95, 0.44), (0.26, 0.2, 0.1), _LEATHER)
    if daylight.dark:
        stage.lamp((0.0, 0.7, -0.5), pool=1.5, colour=(150, 190, 220), strength=0.6)
        stage.lamp((0.6, 1.1, 0.2), pool=1.0, colour=(255, 200, 120), strength=0.35)
    stage.foreground.append(lambda: _dashboard(stage))


def _dashboard(stage: Stage) -> None:
    canvas, camera = stage.canvas, stage.camera
    width, height = canvas.picture_size
    dark = 0.45 if stage.daylight.dark else 0.9
    dash: Colour = (int(_DASH[0] * dark), int(_DASH[1] * dark), int(_DASH[2] * dark))
    hub, depth = camera.pixel((0.38, 0.72, -0.42))
    radius = 0.175 * camera.focal / max(depth, 0.2)
    turn = np.linspace(0, 2 * math.pi, 60)
    rim = hub + np.stack([np.cos(turn) * radius, np.sin(turn) * radius * 0.82], 1)
    thick = 0.034 * camera.focal / depth / canvas.unit
    canvas.stroke(rim, thick + 5, INK, taper=0)
    canvas.stroke(rim, thick, dash, taper=0)
    canvas.line(np.subtract(hub, (radius, -radius * 0.1)), np.add(hub, (radius, radius * 0.1)), thick, dash)
    edge, _ = camera.project(np.array([(-1.4, 0.66, -0.62), (-0.5, 0.73, -0.6), (0.3, 0.74, -0.6), (1.4, 0.66, -0.62)]))
    curve = smooth_curve(edge, closed=False)
    canvas.polygon(np.vstack([curve, [[width + 80, height + 80], [-80, height + 80]]]), dash)
    canvas.stroke(curve, 4)
    for sign in (-1, 1):
        post, _ = camera.project(np.array([(sign * 0.98, 0.66, -0.75), (sign * 0.66, 1.42, -0.5)]))
        out = np.array([sign * 0.075 * camera.focal / 1.6, 0])
        canvas.polygon([post[0], post[1], post[1] + out, post[0] + out], dash)
        canvas.line(post[0], post[1], 4)


VEHICLE = SetDesign(
    "car", ("car\\b", "taxi", "cab\\b", "truck", "van\\b", "vehicle", "bus\\b", "limousine"), True, _car, cramped=True
)
