"""Things with a reference that nobody holds: each stands beside people, on a rock or a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, as_colour, shade
from storyboard.backends.previs.framing import CLOSE
from storyboard.backends.previs.hero import on_rock
from storyboard.backends.previs.light import Daylight, lay_figure, light_at
from storyboard.backends.previs.plan import ShotPlan
from storyboard.backends.previs.propkit import PropKit, prop_layer
from storyboard.backends.previs.stage import Stage
from storyboard.model import Shot, Size

_LOW = re.compile(r"\b(on|to|in|from) the (ground|floor|grass|sand|snow|path|road|gravel|beach)\b")
_TABLE, _ROCK = 0.74, 0.44


@dataclass(frozen=True)
class _Spot:
    """Where a thing stands: its foot in metres, and how high that is above the floor."""

    foot: Array
    high: float


def draw_standing(
    canvas: Canvas,
    shot: Shot,
    plan: ShotPlan,
    things: Mapping[str, PropKit],
    daylight: Daylight,
    factors: Array,
) -> None:
    """Draw every thing of the shot that nobody holds, each on something to stand on.

    Args:
        canvas: The picture.
        shot: What is told of it.
        plan: Where camera and people are.
        things: The things of the shot that have a reference.
        daylight: The hour.
        factors: The light, as `light_map` gives it.
    """
    held = {actor.prop.name for actor in plan.actors if actor.prop is not None}
    left = [prop for prop in things.values() if prop.name not in held]
    if plan.design.cramped or not left:
        return
    told = f"{shot.action.text} {shot.action.start}".casefold()
    busy = _taken(plan)
    for prop in left:
        share = _free_share(busy, prop, plan)
        busy = sorted([*busy, (share - 0.1, share + 0.1)])
        spot = _spot(share, plan, told)
        rocky = on_rock(told, indoor=plan.design.indoor)
        light = np.clip(light_at(factors, _inside(canvas, plan.camera.pixel(spot.foot)[0])), 0.35, 1.1)
        if spot.high > 0.05:
            _support(Stage(canvas, plan.camera, daylight, 5), spot, prop, plan, light, rocky=rocky)
        _one(canvas, prop, spot, plan, daylight, light)


def _taken(plan: ShotPlan) -> list[tuple[float, float]]:
    """Where people are, across the picture from 0 to 1: all of them where they are seen whole, else their heads."""
    taken = []
    for actor in plan.actors:
        names = ("chin", "crown", "neck") if plan.size in CLOSE else tuple(actor.body.joints)
        if plan.size in {Size.MS, Size.MLS}:  # Arms may be overlapped.
            names = ("chin", "crown", "left shoulder", "right shoulder")
        columns = plan.camera.project(np.array([actor.body.at(name) for name in names]))[0][:, 0] / plan.camera.width
        taken.append((float(columns.min()) - 0.02, float(columns.max()) + 0.02))
    return sorted(taken)


def _free_share(busy: list[tuple[float, float]], prop: PropKit, plan: ShotPlan) -> float:
    """Between people, else in the wider gap beside them and near them; in the middle when nobody is there."""
    if not busy:
        return 0.5
    edges = [(0.0, 0.0), *busy, (1.0, 1.0)]
    gaps = []
    last = 0.0
    for left, right in edges[1:]:
        gaps.append((left - last, last, left))
        last = max(last, right)
    half = 0.5 * prop.wide / (plan.visible * plan.camera.width / plan.camera.height)
    between = [gap for gap in gaps if gap[1] > 0 and gap[2] < 1 and gap[0] > 2 * half + 0.04]
    if between:
        return sum(max(between)[1:]) / 2
    wide, start, end = max(gaps, key=lambda gap: (round(gap[0], 3), gap[1]))
    near = start + half + 0.05 if end >= 1.0 else end - half - 0.05
    if wide < 2 * half + 0.06:  # No room: it stands before them, at the edge.
        return float(np.clip(near, 0.06 + half, 0.94 - half))
    return float(np.clip(near, start + half, end - half))


def _spot(share: float, plan: ShotPlan, told: str) -> _Spot:
    camera = plan.staged  # It stays where it is when the camera moves.
    wide = plan.visible * camera.width / camera.height
    low = _LOW.search(told) is not None
    nearer = 0.15 if low else -0.12 if plan.actors else 0.0
    origin = camera.position * (1, 0, 1) + camera.level * (plan.distance + nearer)
    foot = origin + camera.right * ((share - 0.5) * wide * (plan.distance + nearer) / plan.distance)
    if low:
        high = 0.0
    else:
        high = _ROCK if on_rock(told, indoor=plan.design.indoor) else _TABLE
        seats = [actor.body.pose.seat * actor.body.build for actor in plan.actors if actor.body.pose.seat is not None]
        high = seats[0] if seats and high != _TABLE else high
    if abs(camera.pitch) < 1:
        # What it stands on may not lie below the picture.
        below = (camera.height / 2 - camera.shift) * (plan.distance + nearer) / camera.focal
        lowest = camera.position[1] - below + (0.02 if low else 0.07) * plan.visible
        high = max(high, lowest) if not low or lowest > 0.2 else 0.0
    return _Spot(foot * (1, 0, 1) + np.array([0.0, high, 0.0]), high)


def _support(stage: Stage, spot: _Spot, prop: PropKit, plan: ShotPlan, light: Array, *, rocky: bool) -> None:
    """A rock, or a small table, from the floor up to the thing's foot."""
    camera, room = plan.camera, max(0.22, 0.9 * prop.wide)
    base = spot.foot * (1, 0, 1)
    if not rocky:
        wood, leg = (as_colour(np.array(tone) * light) for tone in ((172, 128, 90), (132, 96, 68)))
        for sign in (-1, 1):
            post = base + camera.right * sign * (room - 0.05)
            stage.box((post[0], 0, post[2]), (0.06, spot.high - 0.04, 0.3), leg, yaw=camera.yaw)
        stage.box((base[0], spot.high - 0.04, base[2]), (2 * room, 0.04, 0.44), wood, yaw=camera.yaw)
        return
    stone = as_colour(np.array((150, 146, 142)) * light)
    outline = (
        (-1.5, 0.0),
        (-1.38, 0.42),
        (-1.05, 0.86),
        (-0.82, 1.0),
        (0.86, 1.0),
        (1.16, 0.78),
        (1.42, 0.36),
        (1.52, 0.0),
    )
    corners = [base + camera.right * x * room + np.array([0.0, y * spot.high, 0.0]) for x, y in outline]
    stage.polygon(corners, stone, ink=2.6)
    dark = [corners[index] for index in (4, 5, 6, 7)] + [base + camera.right * 0.62 * room]
    stage.polygon(dark, shade(stone, 0.78))
    top = [
        base + camera.right * x * room + np.array([0.0, spot.high * y, 0.0])
        for x, y in ((-0.82, 1), (0.86, 1), (0.7, 0.93), (-0.9, 0.94))
    ]
    stage.polygon(top, shade(stone, 1.14))


def _one(canvas: Canvas, prop: PropKit, spot: _Spot, plan: ShotPlan, daylight: Daylight, light: Array) -> None:
    camera = plan.camera
    pixel, depth = camera.pixel(spot.foot)
    if depth < 0.15:
        return
    tall = prop.tall * camera.focal / depth
    most = (0.34 if plan.size in CLOSE else 0.6) * canvas.height
    least = 0.0 if plan.actors else 0.20 * canvas.height
    tall = float(np.clip(tall, least, most))
    half = tall * prop.aspect / 2
    for grow, alpha in ((1.4, 0.12), (1.1, 0.2)):
        canvas.ellipse(pixel, (half * grow, half * 0.2 * grow), (26, 22, 30), alpha)
    layer = prop_layer((canvas.width, canvas.height), prop, pixel, tall)
    if layer.empty:
        return
    lit = np.clip(light * 0.72 + 0.26, 0.4, 1.12)
    lay_figure(
        canvas,
        layer,
        factors=lit,
        sun=daylight.sun,
        rim=daylight.rim,
        rim_strength=0.5 * daylight.rim_strength,
        shade=0.5 * daylight.shade,
    )


def _inside(canvas: Canvas, pixel: Array) -> Array:
    return np.asarray(np.clip(pixel, 0, [canvas.width - 1, canvas.height - 1]))
