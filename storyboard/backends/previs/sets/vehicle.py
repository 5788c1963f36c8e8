"""Inside a car: seen over the bonnet through the windscreen, or from the back seat with the road ahead."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.canvas import smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, mix, shade
from storyboard.backends.previs.sets.base import SetBrief, SetDesign
from storyboard.backends.previs.silhouette import CHILD, GROWN, silhouette, tone_of
from storyboard.backends.previs.stage import Stage

SEAT = 0.44
_LINING: Colour = (128, 120, 118)
_DASH: Colour = (70, 66, 74)
_LEATHERS: tuple[Colour, ...] = ((122, 92, 76), (92, 96, 106), (150, 118, 84), (104, 62, 60))
_BODIES: tuple[Colour, ...] = ((122, 58, 54), (62, 88, 118), (74, 100, 84), (150, 140, 122), (196, 160, 62))
# From a camera turned further than this the dashboard is beside, not before it.
_ACROSS = 30.0


def _car(stage: Stage, brief: SetBrief) -> None:
    if brief.ahead:
        _road_ahead(stage)
        stage.foreground.append(lambda: _front_from_behind(stage, brief.wheel))
        return
    daylight = stage.daylight
    sky = daylight.horizon_sky
    land = mix(brief.pick("land", ((124, 134, 110), (160, 150, 112), (128, 126, 128))), sky, 0.35)
    leather = brief.tint("leather", brief.pick("leather", _LEATHERS), 0.3)
    lining = brief.tint("lining", brief.pick("lining", (_LINING, (150, 140, 128), (110, 114, 122))), 0.2)
    stage.canvas.fill(lining)
    _rear_window(stage, sky, land)
    for sign in (-1, 1):
        _side(stage, sign, sky, land, lining)
    stage.polygon(
        [(-0.78, 1.42, -1), (0.78, 1.42, -1), (0.78, 1.42, 1.9), (-0.78, 1.42, 1.9)], shade(lining, 1.2), ink=2.2
    )
    _bench(stage, leather)
    for index, small in enumerate(brief.back_seat):
        x = 0.0 if len(brief.back_seat) == 1 else -0.30 + 0.60 * index / (len(brief.back_seat) - 1)
        tall = CHILD if small else GROWN
        # Only what the front seats leave of them is seen: their feet may be under the floor.
        foot = np.array([x, (1.24 if small else 1.34) - tall, 1.36])
        silhouette(stage.canvas, stage.camera, foot, tall, tone_of(index), small=small, legs=False)
    for x in (-SEAT, SEAT):
        _seat(stage, x, leather)
    if daylight.dark:
        stage.lamp((0.0, 0.7, -0.5), pool=1.5, colour=(150, 190, 220), strength=0.6)
        stage.lamp((0.6, 1.1, 0.2), pool=1.0, colour=(255, 200, 120), strength=0.35)
    if abs(stage.camera.yaw) < _ACROSS:
        stage.foreground.append(lambda: _dashboard(stage, brief))


def _rear_window(stage: Stage, sky: Colour, land: Colour) -> None:
    z = 2.0
    stage.polygon([(-1, 0.2, z), (1, 0.2, z), (1, 1.5, z), (-1, 1.5, z)], (134, 126, 124))
    stage.polygon([(-0.74, 0.86, z), (0.74, 0.86, z), (0.6, 1.34, z), (-0.6, 1.34, z)], sky, ink=3)
    stage.polygon([(-0.74, 0.86, z), (0.74, 0.86, z), (0.7, 1.0, z), (-0.7, 1.0, z)], land)
    for x, tall in ((-0.52, 0.14), (-0.2, 0.09), (0.26, 0.18)):
        corners = ((x, 0.98), (x + 0.18, 0.98), (x + 0.15, 0.98 + tall), (x + 0.03, 0.98 + tall))
        stage.polygon([(across, up, z - 0.01) for across, up in corners], mix(land, INK, 0.15), ink=1.2)


def _side(stage: Stage, sign: int, sky: Colour, land: Colour, lining: Colour) -> None:
    """A door with its windows: the front one and, behind the pillar, the rear one."""
    outer, inner = sign * 0.92, sign * 0.80
    stage.polygon(
        [(outer, 0, -1.2), (outer, 0, 2.0), (inner, 1.42, 1.9), (inner, 1.42, -1.0)], shade(lining, 1.05), ink=2.4
    )
    for near, far in ((-0.75, 0.42), (0.56, 1.5)):
        glass = [
            (sign * 0.90, 0.78, near),
            (sign * 0.90, 0.78, far),
            (sign * 0.82, 1.30, far - 0.06),
            (sign * 0.82, 1.30, near + 0.3),
        ]
        stage.polygon(glass, sky, ink=2.6)
        low = [glass[0], glass[1], (sign * 0.88, 0.94, far - 0.02), (sign * 0.88, 0.94, near + 0.1)]
        stage.polygon(low, land)


def _bench(stage: Stage, leather: Colour) -> None:
    stage.box((0, 0.30, 1.42), (1.5, 0.18, 0.5), shade(leather, 0.9))
    stage.box((0, 0.45, 1.66), (1.5, 0.52, 0.14), shade(leather, 0.9))


def _seat(stage: Stage, x: float, leather: Colour) -> None:
    """A front seat: cushion, rounded back, head-rest on two rods."""
    stage.box((x, 0.14, 0.30), (0.54, 0.2, 0.52), leather)
    for low, outline in (
        (0.30, [(-0.27, 0), (-0.28, 0.42), (-0.20, 0.62), (0.20, 0.62), (0.28, 0.42), (0.27, 0)]),
        (0.98, [(-0.13, 0), (-0.14, 0.14), (-0.10, 0.20), (0.10, 0.20), (0.14, 0.14), (0.13, 0)]),
    ):
        corners = [(x + across, low + up, 0.46) for across, up in outline]
        if stage.camera.depth((x, low, 0.46)) < 0.2:
            continue
        pixels, _ = stage.camera.project(np.array(corners))
        curve = smooth_curve(pixels)
        stage.canvas.polygon(curve, leather if low < 0.5 else shade(leather, 1.08))
        stage.canvas.stroke(np.vstack([curve, curve[:1]]), 2.6)
        if low < 0.5:
            for across in (-0.12, 0.12):
                stage.line((x + across, 0.40, 0.455), (x + across, 0.84, 0.455), 1.6, shade(leather, 0.7))
    for across in (-0.05, 0.05):
        stage.bar((x + across, 0.9, 0.46), (x + across, 1.0, 0.46), 0.015, (90, 90, 94))


def _dark(stage: Stage, colour: Colour) -> Colour:
    """Foreground is drawn after the light: it brings its own."""
    return shade(colour, 0.45 if stage.daylight.dark else 0.9)


def _dashboard(stage: Stage, brief: SetBrief) -> None:
    """Wheel and dashboard, and in a wide view the frame of the windscreen with the bonnet below it."""
    canvas, camera = stage.canvas, stage.camera
    dash = _dark(stage, _DASH)
    wheel(stage, (brief.wheel, 0.74, -0.36), dash)
    corners = np.array([(-1.4, 0.60, -0.62), (-0.5, 0.67, -0.6), (0.5, 0.67, -0.6), (1.4, 0.60, -0.62)])
    edge, depths = camera.project(corners)
    if depths.min() < 0.1:
        return
    curve = smooth_curve(edge, closed=False)
    below = np.array([[canvas.width + 80.0, canvas.height + 80.0], [-80.0, canvas.height + 80.0]])
    canvas.polygon(np.vstack([curve, below]), dash)
    canvas.stroke(curve, 4)
    if brief.visible > 0.9:
        _windscreen(stage, brief.tint("body", brief.pick("body", _BODIES), 0.3))


def _windscreen(stage: Stage, body: Colour) -> None:
    canvas, camera = stage.canvas, stage.camera
    paint, dash = _dark(stage, body), _dark(stage, _DASH)

    def at(*points: tuple[float, float, float]) -> Array:
        return camera.project(np.array(points))[0]

    width, height = float(canvas.width), float(canvas.height)
    head = at((-0.74, 1.36, -0.45), (0.0, 1.40, -0.48), (0.74, 1.36, -0.45))
    roof = at((-0.80, 1.47, -0.4), (0.0, 1.52, -0.4), (0.80, 1.47, -0.4))
    if roof[1][1] > 0:  # The sky over the roof.
        canvas.polygon(
            [[-80, -80], [width + 80, -80], [width + 80, roof[2][1]], *roof[::-1], [-80, roof[0][1]]],
            _dark(stage, stage.daylight.sky[len(stage.daylight.sky) // 2][1]),
        )
    band = np.vstack([smooth_curve(roof, closed=False), smooth_curve(head, closed=False)[::-1]])
    canvas.polygon(band, paint)
    canvas.stroke(smooth_curve(head, closed=False), 4)
    canvas.stroke(smooth_curve(roof, closed=False), 3)
    for sign in (-1, 1):
        post = at(
            (sign * 0.98, 0.60, -0.75),
            (sign * 0.74, 1.36, -0.45),
            (sign * 0.82, 1.47, -0.4),
            (sign * 1.08, 0.60, -0.75),
        )
        canvas.polygon(post, paint)
        canvas.line(post[0], post[1], 4)
        canvas.line(post[3], post[2], 3)
    mirror = at((-0.12, 1.24, -0.5), (0.12, 1.24, -0.5), (0.13, 1.32, -0.5), (-0.13, 1.32, -0.5))
    canvas.polygon(mirror, dash)
    canvas.outline(mirror, 3)
    cowl = smooth_curve(
        at((-1.5, 0.50, -0.8), (-0.6, 0.585, -0.8), (0.6, 0.585, -0.8), (1.5, 0.50, -0.8)), closed=False
    )
    if cowl[:, 1].min() < height:
        canvas.polygon(np.vstack([cowl, [[width + 80, height + 80], [-80, height + 80]]]), paint)
        canvas.stroke(cowl, 4)
        for sign in (-1, 1):
            rib = at((sign * 0.5, 0.575, -0.8), (sign * 0.42, 0.5, -1.3))
            canvas.line(rib[0], rib[1], 3)


def wheel(stage: Stage, centre: tuple[float, float, float], colour: Colour) -> None:
    """A steering wheel that faces the camera."""
    canvas, camera = stage.canvas, stage.camera
    hub, depth = camera.pixel(centre)
    if depth < 0.2:
        return
    radius = 0.18 * camera.focal / depth
    turn = np.linspace(0, 2 * math.pi, 60)
    rim = hub + np.stack([np.cos(turn) * radius, np.sin(turn) * radius * 0.84], 1)
    thick = 0.032 * camera.focal / depth / canvas.unit
    canvas.stroke(rim, thick + 5, INK, taper=0)
    canvas.stroke(rim, thick, colour, taper=0)
    canvas.line(np.subtract(hub, (radius, -radius * 0.1)), np.add(hub, (radius, radius * 0.1)), thick, colour)


def _road_ahead(stage: Stage) -> None:
    """What is seen through the windscreen from the back seat: the road to the horizon, in the headlights at night."""
    from storyboard.backends.previs.sets import sky

    sky.draw_sky(stage)
    stage.haze = 60.0
    sky.plain(stage, stage.air((124, 130, 104), stage.camera.position + stage.camera.level * 50))
    stage.polygon([(-4.2, -0.8, 1), (3.2, -0.8, 1), (3.2, -0.8, 300), (-4.2, -0.8, 300)], (96, 98, 106))
    for z in range(2, 90, 6):
        stage.polygon(
            [(-0.6, -0.79, z), (-0.44, -0.79, z), (-0.44, -0.79, z + 2.6), (-0.6, -0.79, z + 2.6)], (232, 226, 200)
        )
    for x in (-4.0, 3.0):
        stage.line((x, -0.79, 1), (x, -0.79, 200), 2.6, (214, 210, 196), overshoot=0)
    for z in (60, 42, 28, 18, 11):
        for x in (-5.4, 4.6):
            stage.bar((x, -0.8, z), (x, 0.2, z), 0.12, stage.air((206, 204, 196), (x, 0, z)))
    if stage.daylight.dark:
        stage.lamp((-0.4, -0.7, 9.0), pool=4.6, colour=(255, 236, 190), strength=1.0)


def _front_from_behind(stage: Stage, wheel_at: float) -> None:
    """Windscreen frame, dashboard, wheel and mirror, all in the picture's plane: the camera looks straight ahead."""
    canvas = stage.canvas
    width, height = canvas.width, canvas.height
    dash, lining = _dark(stage, _DASH), _dark(stage, (96, 90, 90))
    top, low = 0.16 * height, 0.66 * height
    canvas.polygon([[-9, -9], [width + 9, -9], [width + 9, top * 0.9], [width / 2, top * 0.7], [-9, top * 0.9]], lining)
    for sign in (0, 1):
        edge = [[0, top * 0.8], [0.13 * width, top * 0.8], [0.05 * width, low], [0, low]]
        canvas.polygon([[width - x if sign else x, y] for x, y in edge], lining)
        upper, lower = (np.array([width - x if sign else x, y]) for x, y in edge[1:3])
        canvas.line(upper, lower, 4)
    crest = smooth_curve(
        np.array([[-9, low * 1.02], [0.3 * width, low * 0.97], [0.7 * width, low * 0.97], [width + 9, low * 1.02]]),
        closed=False,
    )
    canvas.polygon(np.vstack([crest, [[width + 9, height + 9], [-9, height + 9]]]), dash)
    canvas.stroke(crest, 4)
    mirror = np.array([[0.43, 0.13], [0.57, 0.13], [0.58, 0.23], [0.42, 0.23]]) * (width, height)
    canvas.polygon(mirror, shade(stage.daylight.horizon_sky, 0.5))
    canvas.outline(mirror, 4)
    hub = np.array([(0.5 + 0.24 * float(np.sign(wheel_at or 1))) * width, 0.86 * height])
    radius = 0.20 * min(height, width)
    turn = np.linspace(0, 2 * math.pi, 60)
    rim = hub + np.stack([np.cos(turn) * radius, np.sin(turn) * radius * 0.9], 1)
    thick = 0.035 * min(height, width) / canvas.unit
    canvas.stroke(rim, thick + 5, INK, taper=0)
    canvas.stroke(rim, thick, shade(dash, 0.7), taper=0)


VEHICLE = SetDesign("car", True, _car, cramped=True)
