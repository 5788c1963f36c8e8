"""What every exterior has behind it: sky, sun, moon, clouds, stars, and ground or sea to the horizon."""

from __future__ import annotations

import math

import cv2
import numpy as np

from storyboard.backends.previs.canvas import smooth_curve
from storyboard.backends.previs.colour import Array, Colour, mix
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

_FAR = 900.0


def draw_sky(stage: Stage, *, clouds: bool = True) -> None:
    """Gradient, sun or moon, clouds or stars; fixed to the world, so that they turn with the camera."""
    canvas, camera, daylight = stage.canvas, stage.camera, stage.daylight
    width, height = canvas.width, canvas.height
    length = math.ceil(math.hypot(width, height)) + 8
    rows = (np.arange(length) - length / 2) + height / 2
    # The gradient spans a fixed angle above the horizon, so a longer lens sees less of it.
    span = camera.focal * 0.62
    share = 1 - np.clip((camera.horizon - rows) / span, 0, 1)
    stops = [stop for stop, _ in daylight.sky]
    colours = np.array([colour for _, colour in daylight.sky], float)
    table = np.stack([np.interp(share, stops, colours[:, channel]) for channel in range(3)], 1).astype(np.uint8)
    if abs(camera.roll) < 0.1:
        first = round(length / 2 - height / 2)
        column = np.ascontiguousarray(table[first : first + height, None])
        cv2.resize(column, (width, height), dst=canvas.pixels, interpolation=cv2.INTER_NEAREST)
    else:
        square = cv2.resize(np.ascontiguousarray(table[:, None]), (length, length), interpolation=cv2.INTER_NEAREST)
        matrix = cv2.getRotationMatrix2D((length / 2, length / 2), -camera.roll, 1)
        matrix[0, 2] += width / 2 - length / 2
        matrix[1, 2] += height / 2 - length / 2
        canvas.pixels = cv2.warpAffine(square, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    if daylight.dark:
        _stars(stage)
    _sun_or_moon(stage)
    if clouds:
        _clouds(stage)


def heavenly(stage: Stage, azimuth: float, elevation: float) -> tuple[Array, float]:
    """A place on the dome of the sky as a pixel, and its depth (behind the camera when negative)."""
    turn, lift = math.radians(azimuth), math.radians(elevation)
    way = np.array([math.sin(turn) * math.cos(lift), math.sin(lift), math.cos(turn) * math.cos(lift)])
    return stage.camera.pixel(stage.camera.position + _FAR * way)


def _sun_or_moon(stage: Stage) -> None:
    daylight, camera = stage.daylight, stage.camera
    if daylight.name is TimeOfDay.DAY:
        return
    azimuth, elevation = {TimeOfDay.DUSK: (20, 5.5), TimeOfDay.DAWN: (-20, 5.0)}.get(daylight.name, (-17, 17))
    pixel, depth = heavenly(stage, azimuth, elevation)
    if depth <= 0:
        return
    radius = 0.03 * camera.focal
    if daylight.dark:
        stage.canvas.glow(pixel, radius * 6, (60, 74, 104), 0.9)
        stage.canvas.ellipse(pixel, (radius * 0.8, radius * 0.8), (236, 240, 246))
    else:
        stage.canvas.glow(pixel, radius * 14, (120, 70, 30), 0.9)
        stage.canvas.ellipse(pixel, (radius, radius), (255, 244, 206))


def _stars(stage: Stage) -> None:
    random = np.random.default_rng(stage.seed + 9)
    for _ in range(110):
        pixel, depth = heavenly(stage, random.uniform(-75, 75), random.uniform(4, 46))
        size = random.uniform(0.8, 1.7) * stage.canvas.unit
        if depth > 0:
            stage.canvas.ellipse(pixel, (size, size), (206, 214, 234))


def _clouds(stage: Stage) -> None:
    random = np.random.default_rng(stage.seed + 11)
    daylight, camera = stage.daylight, stage.camera
    top = mix(daylight.horizon_sky, (255, 255, 255), 0.55 if not daylight.dark else 0.06)
    base = mix(daylight.sky[0][1], daylight.horizon_sky, 0.45)
    for _ in range(8):
        pixel, depth = heavenly(stage, random.uniform(-62, 62), random.uniform(7, 26))
        long = camera.focal * random.uniform(0.07, 0.16)
        tall = long * random.uniform(0.16, 0.26)
        bumps = random.uniform(0.55, 1.0, 7)
        if depth <= 0:
            continue
        crown = [
            (pixel[0] + long * (index / 3 - 1), pixel[1] - tall * bumps[index] * math.sin(index / 6 * math.pi))
            for index in range(7)
        ]
        foot = [(pixel[0] + long * 1.12, pixel[1] + tall * 0.14), (pixel[0] - long * 1.12, pixel[1] + tall * 0.14)]
        stage.canvas.gradient_polygon(smooth_curve(crown + foot), top, base, 0.85 if not daylight.dark else 0.5)
        if not daylight.dark:
            stage.canvas.stroke(smooth_curve(crown, closed=False), 1.5, mix(base, (60, 60, 80), 0.35), alpha=0.6)


def plain(stage: Stage, colour: Colour, *, height: float = 0.0) -> None:
    """A level plane to the horizon."""
    x, _, z = stage.camera.position
    reach = 2500.0
    corners = [
        (x - reach, height, z - reach),
        (x + reach, height, z - reach),
        (x + reach, height, z + reach),
        (x - reach, height, z + reach),
    ]
    stage.polygon(corners, colour)


def sea(stage: Stage, *, height: float, near: float = 10.0) -> None:
    """Water to the horizon: darker near by, glints under the sun, broken wave lines."""
    camera, daylight = stage.camera, stage.daylight
    lies, stage.snow = stage.snow, False  # Snow melts on it.
    plain(stage, daylight.sea, height=height)
    x, _, z = camera.position
    for distance_from, light in ((2500.0, 0.55), (700.0, 0.3), (260.0, 0.12)):
        ahead = camera.level * distance_from
        across = camera.right * distance_from * 2
        here = np.array([x, height, z])
        band = [
            here + ahead - across,
            here + ahead + across,
            here + camera.level * 2400 + across,
            here + camera.level * 2400 - across,
        ]
        stage.polygon(band, mix(daylight.sea, daylight.horizon_sky, light))
    stage.snow = lies
    random = np.random.default_rng(stage.seed + 21)
    pale, deep = mix(daylight.sea, (255, 255, 255), 0.32), mix(daylight.sea, (20, 30, 60), 0.28)
    for _ in range(120):
        away = near * (1.0 + 60 * random.uniform(0, 1) ** 2.2)
        side = random.uniform(-1.0, 1.0) * away * 1.1
        long = random.uniform(0.03, 0.10) * away
        lift = random.uniform(-0.5, 0.5)
        middle = np.array([x, height, z]) + camera.level * away + camera.right * side
        points = [
            middle - camera.right * long,
            middle + camera.level * lift * 0.02 * away,
            middle + camera.right * long,
        ]
        stage.curve(points, 1.7 if away < near * 8 else 1.2, pale if random.random() < 0.55 else deep)
    if daylight.name is not TimeOfDay.DAY:
        azimuth = {TimeOfDay.DUSK: 20, TimeOfDay.DAWN: -20}.get(daylight.name, -17)
        turn = math.radians(azimuth)
        glint = mix(daylight.horizon_sky, (255, 250, 230), 0.6)
        for _ in range(46):
            away = near * (2 + 70 * random.uniform(0, 1) ** 1.6)
            side = random.uniform(-0.035, 0.035) * away
            middle = np.array([x + math.sin(turn) * away + side, height, z + math.cos(turn) * away])
            stage.line(
                middle - camera.right * 0.012 * away, middle + camera.right * 0.012 * away, 2.0, glint, overshoot=0
            )
