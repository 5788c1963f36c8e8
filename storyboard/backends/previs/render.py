"""A frame, from the far sky to the vignette: set, blur, light, people, foreground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.card import draw_card
from storyboard.backends.previs.colour import Array, as_colour, seed_of, shade
from storyboard.backends.previs.crowd import draw_groups
from storyboard.backends.previs.expression import expression_seen
from storyboard.backends.previs.figure import draw_cutout, face_turn
from storyboard.backends.previs.insert import draw_insert, hands_of
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.light import DAYLIGHT, Daylight, apply_light, lay_figure, light_at, light_map, vignette
from storyboard.backends.previs.mannequin import draw_mannequin
from storyboard.backends.previs.palette import marker
from storyboard.backends.previs.placed import draw_standing
from storyboard.backends.previs.plan import Actor, ShotPlan, plan_shot, subjects_in
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.reading import (
    groups_of,
    hour_of,
    shows_only_things,
    weather_of,
    words_of,
)
from storyboard.backends.previs.sets import SetBrief
from storyboard.backends.previs.signs import LIT_SIGNS, place_sign, sign_of, sign_texture
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.backends.previs.stage import Stage
from storyboard.backends.previs.stand_in import stand_in
from storyboard.backends.previs.weather import weather_before, weather_behind
from storyboard.model import FramePrompt, Landmarks, Shot, Size

# Depth of field: how soft the set is behind a close subject, in pixels of a picture 864 high.
_SOFT = {Size.ECU: 9.0, Size.CU: 7.0, Size.MCU: 4.5, Size.MS: 2.0, Size.MLS: 0.9}
# Narrower boards cannot be read.
_READABLE_PIXELS = 270
_ON_STONE = re.compile(
    r"\bon (?:the|an?|his|her|their|some) (?:\w+ ){0,2}(?:rocks?|stones?|boulders?|ledge|wall|steps?|kerb|log)\b"
)
_LIT = re.compile(
    r"\b(beam|shines?|shining|glow\w*|floods?|burns?|lit\b|lights? up|comes? alive|turns home|lamp still turns|light sweeps|gold light)"
)


def draw_frame(
    prompt: FramePrompt, kits: Mapping[str, Kit], things: Mapping[str, PropKit] = MappingProxyType({})
) -> tuple[Array, Landmarks]:
    """Draw a prompt's shot.

    Args:
        prompt: What is wanted; its `shot` and `size` decide.
        kits: Kits by character name; whoever has none gets the neutral figure.
        things: Kits of props by name; what has none is drawn as a draughtsman knows it.

    Returns:
        The picture as RGB, uint8, (height, width, 3), and where heads, focus and horizon are.
    """
    shot = prompt.shot
    if shot is None:
        raise ValueError("a prompt without a shot has nothing that previs could draw")
    part = prompt.slot.part
    if shot.is_card:
        return draw_card(shot, prompt.size, things, shot.frame_text)
    # An insert shows a thing in its set: where its owner stands does not matter.
    insert = shows_only_things(shot, referenced=bool(things))
    names = people_drawn(shot, part, insert=insert)
    everybody = {name: kits.get(name) or stand_in(name) for name in names}
    daylight = DAYLIGHT[hour_of(shot)]
    seed = seed_of("set", shot.location.casefold(), shot.sub_location.casefold())
    staged = shot.model_copy(update={"subjects": ()}) if insert else shot
    if not insert and shot.size is Size.INSERT:  # Called an insert, but people are seen.
        staged = shot = shot.model_copy(update={"size": Size.MS})
    plan = plan_shot(staged, part, prompt.size, everybody, things)
    brief = _brief(shot, prompt, plan, part)
    if insert:
        return draw_insert(shot, part, prompt.size, plan.design, brief, daylight, seed, everybody, things)
    canvas = Canvas(prompt.size)
    stage = Stage(canvas, plan.camera, daylight, seed)
    plan.design.build(stage, brief)
    _soften(canvas, _SOFT.get(shot.size, 0.0) * (0.5 if plan.design.cramped or plan.main is None else 1.0))
    spot = _board_spot(plan) if words_of(shot) and shot.size is not Size.ECU else None
    ambient = np.asarray(daylight.inside if plan.design.indoor else daylight.outside)
    if plan.looks_out:  # What is looked at is outside.
        ambient = np.asarray(daylight.outside) * 1.3
    factors = light_map(plan.camera, ambient, stage.lamps)
    canvas.pixels = apply_light(canvas.pixels, factors, (0, 0, 0) if plan.design.indoor else daylight.lift)
    _halos(canvas, stage)
    weather = weather_of(shot, part) if not plan.design.indoor else ""
    if weather:
        weather_behind(canvas, weather, daylight, plan.camera.horizon, seed)
    if spot is not None and not spot.in_front:
        _board(stage, shot, plan, spot, factors)
    _unnamed(canvas, shot, plan, factors)
    if plan.ahead:  # Whoever looks at the road sits behind the dashboard.
        for draw in stage.foreground:
            draw()
    for actor in sorted(plan.actors, key=lambda one: -plan.camera.depth(one.body.foot)):
        _actor(canvas, actor, plan, daylight, factors, ambient, shot.action.text.casefold())
    if not plan.ahead:
        for draw in stage.foreground:
            draw()
    draw_standing(canvas, shot, plan, things, daylight, factors)
    if not plan.design.cramped:
        _table(stage, shot, plan, factors)
    for actor in plan.actors:
        _hands_on_wheel(canvas, actor, plan, factors)
    if spot is not None and spot.in_front:
        _board(stage, shot, plan, spot, factors)
    if weather:
        weather_before(canvas, weather, daylight, seed)
    canvas.pixels = cv2.multiply(canvas.pixels, vignette(*prompt.size), scale=1 / 255)
    return canvas.pixels, plan.landmarks


def people_drawn(shot: Shot, part: str, *, insert: bool) -> list[str]:
    """Whose reference the first or the last picture of a shot shows, in a fixed order; an `insert` shows hands only."""
    people = {subject.character for subject in subjects_in(shot, part)}
    if insert:
        people = {hands_of(shot, part)} - {""}
    return sorted(people)


def _brief(shot: Shot, prompt: FramePrompt, plan: ShotPlan, part: str) -> SetBrief:
    happens = [shot.action.end if part == "end" else shot.action.start, shot.action.text, shot.light, *shot.props]
    now = " ".join(happens).casefold()
    dark = re.search(r"\b(dark|dead|unlit|out of order)\b", now) is not None
    return SetBrief(
        place=f"{shot.location} {shot.sub_location}".casefold(),
        text=f"{now} {prompt.text.casefold()}",
        visible=plan.visible,
        distance=plan.distance,
        looks_out=plan.looks_out,
        lit=not dark and _LIT.search(now) is not None,
        wheel=plan.wheel,
        back_seat=tuple(group.small for group in groups_of(shot) for _ in range(group.count))[:3],
        ahead=plan.ahead,
    )


def _unnamed(canvas: Canvas, shot: Shot, plan: ShotPlan, factors: Array) -> None:
    """People that the action speaks of without names."""
    groups = groups_of(shot)
    if not groups or (shot.size in {Size.ECU, Size.CU} and plan.actors):
        return
    if plan.design.cramped:  # They sit in the back.
        return
    taken = _taken(plan)
    draw_groups(canvas, plan.camera, groups, taken, factors, visible=plan.visible, behind=0.9 if plan.actors else 0.0)


def _hands_on_wheel(canvas: Canvas, actor: Actor, plan: ShotPlan, factors: Array) -> None:
    """The driver's hands lie on the wheel, which is nearer than the driver."""
    if not plan.design.cramped or not actor.body.pose_name.startswith("drive") or abs(plan.camera.yaw) > 1:
        return
    body, camera = actor.body, plan.camera
    light = np.clip(light_at(factors, camera.pixel(body.at("neck"))[0]) * 0.72 + 0.26, 0.4, 1.12)
    skin = as_colour(np.asarray(marker(body.kit.palette.skin), float) * light)
    for side in ("left", "right"):
        (wrist, palm), depths = camera.project(np.array([body.at(f"{side} wrist"), body.at(f"{side} hand")]))
        if body.pose_name != "drive" and palm[1] < camera.pixel(body.at("neck"))[0][1]:
            continue
        radius = 0.042 * body.build * camera.focal / max(float(depths.min()), 0.2)
        for index in range(3):
            knuckle = wrist * 0.3 + palm * 0.7 + np.array([0.0, (index - 1) * radius * 0.55])
            canvas.ellipse(knuckle, (radius, radius * 0.62), shade(skin, 1.0 - 0.04 * index), ink=1.6)


def _soften(canvas: Canvas, amount: float) -> None:
    sigma = amount * canvas.height / 864
    if sigma < 0.3:
        return
    step = 2 if sigma < 4 else 4
    small = cv2.resize(canvas.pixels, (canvas.width // step, canvas.height // step), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    canvas.pixels = cv2.resize(small, (canvas.width, canvas.height), interpolation=cv2.INTER_LINEAR)


def _halos(canvas: Canvas, stage: Stage) -> None:
    for lamp in stage.lamps:
        pixel, depth = stage.camera.pixel(lamp.position)
        if depth > 0.3 and lamp.halo > 0:
            canvas.glow(pixel, lamp.halo * stage.camera.focal / depth, lamp.colour, 0.5 * min(1.2, lamp.strength))


@dataclass(frozen=True)
class _BoardSpot:
    """Where a board with words stands: across the picture (0 to 1), how wide it may be, and whether before people."""

    share: float
    width: float
    in_front: bool


def _board_spot(plan: ShotPlan) -> _BoardSpot:
    """The widest gap between people, or else a place in front of them: the words must be readable."""
    camera = plan.camera
    taken = _taken(plan)
    edges = sorted(taken)
    gaps, last = [], 0.02
    for left, right in [*edges, (0.98, 1.0)]:
        gaps.append((left - last, (left + last) / 2))
        last = max(last, right)
    wide, middle = max(gaps)
    if wide * camera.width < _READABLE_PIXELS:
        return _BoardSpot(0.5, 0.5, in_front=True)
    if not taken:
        return _BoardSpot(0.76, 0.30, in_front=False)
    return _BoardSpot(middle, min(0.30, wide * 0.94), in_front=False)


def _taken(plan: ShotPlan) -> list[tuple[float, float]]:
    """Where people are, across the picture from 0 to 1."""
    camera, taken = plan.camera, []
    for actor in plan.actors:
        pixel, depth = camera.pixel(actor.body.at("chin"))
        half = max(0.75 * actor.body.shoulder_half, 0.55 * actor.body.head) * camera.focal / max(depth, 0.1)
        left, right = pixel[0] - half, pixel[0] + half
        if actor.body.lying:
            columns = camera.project(np.array(list(actor.body.joints.values())))[0][:, 0]
            left, right = float(columns.min()), float(columns.max())
        taken.append((left / camera.width, right / camera.width))
    return taken


def _board(stage: Stage, shot: Shot, plan: ShotPlan, spot: _BoardSpot, factors: Array) -> None:
    """Words in the picture stand on a board beside the people, large enough to be read."""
    text = words_of(shot)
    camera = plan.camera
    wide = plan.visible * camera.width / camera.height
    depth = -0.35 if spot.in_front else 0.55 if plan.actors else 0.0
    scale = (plan.distance + depth) / plan.distance
    width = spot.width * wide * scale
    foot = camera.right * ((spot.share - 0.5) * wide * scale) + camera.level * depth
    kind = sign_of(shot)
    texture = sign_texture(kind, text, outdoors=not plan.design.indoor, seed=stage.seed % 1000)
    # A tall sheet must fit too.
    width = min(width, 0.62 * plan.visible * scale * texture.shape[1] / texture.shape[0])
    height = width * texture.shape[0] / texture.shape[1]
    middle = np.array([spot.share * camera.width, 0.5 * camera.height])
    # Words are there to be read: they keep more light than the wall behind them.
    light = np.clip(light_at(factors, middle) * 0.75 + 0.28, 0.45, 1.0) if kind not in LIT_SIGNS else np.ones(3)
    texture = texture.copy()
    texture[..., :3] = np.clip(texture[..., :3] * light, 0, 255).astype(np.uint8)
    eye = camera.position[1] if abs(camera.pitch) < 1 else 1.45
    low = float(np.clip(eye - height * 0.75, 0.35, 1.5))
    if spot.in_front:
        bottom = (
            camera.position[1]
            - camera.forward[1]
            - (camera.height / 2 - camera.shift) * (plan.distance + depth) / camera.focal
        )
        low = max(0.05, bottom + 0.07 * plan.visible) if abs(camera.pitch) < 1 else 0.3
    posts = as_colour(np.array((128, 108, 88)) * light) if kind in {"board", "banner"} else None
    place_sign(stage, texture, foot, width, low, posts=posts, kind=kind)


def _actor(
    canvas: Canvas, actor: Actor, plan: ShotPlan, daylight: Daylight, factors: Array, ambient: Array, told: str
) -> None:
    camera, body, size = plan.camera, actor.body, (canvas.width, canvas.height)
    _contact(canvas, actor, plan, daylight)
    expression = "neutral" if actor.shoulder else expression_seen(actor.subject, plan.size, body.turned)
    if actor.as_cutout:
        layer = draw_cutout(
            size,
            body,
            camera,
            mirrored=actor.mirrored,
            behind=actor.shoulder or body.away,
            turn=face_turn(actor.kit, body.turned),
            expression=expression,
        )
    else:
        _seat(canvas, actor, plan, factors, told)
        layer = draw_mannequin(
            size, body, camera, mirrored=actor.mirrored, holds=actor.held, prop=actor.prop, expression=expression
        )
    if layer is None or layer.empty:
        return
    chest, _ = camera.pixel((body.at("neck") + body.at("chin")) / 2)
    # People are kept a little lighter than the set, so that they can be read at night.
    lit = light_at(factors, np.clip(chest, 0, [canvas.width - 1, canvas.height - 1]))
    light = np.clip(np.maximum(lit, ambient) * 0.72 + 0.26, 0.4, 1.12)
    rim, shade = daylight.rim_strength, daylight.shade
    if actor.shoulder:
        light, rim = light * (0.66 if daylight.dark else 0.74), rim * 0.6
        assert layer.mask is not None
        blur = 2.2 * canvas.height / 864
        layer.pixels = cv2.GaussianBlur(layer.pixels, (0, 0), blur)
        layer.mask = cv2.GaussianBlur(layer.mask, (0, 0), blur * 0.7)
    sun, colour = daylight.sun, daylight.rim
    if plan.design.indoor and daylight.dark:
        sun, colour = (0.9, -0.5), (255, 206, 140)
    lay_figure(canvas, layer, factors=light, sun=sun, rim=colour, rim_strength=rim, shade=shade)


def _contact(canvas: Canvas, actor: Actor, plan: ShotPlan, daylight: Daylight) -> None:
    """The shadow that keeps feet on the floor."""
    feet_seen = plan.size in {Size.FS, Size.WS, Size.EWS, Size.MLS} or plan.camera.pitch > 10
    if not feet_seen or plan.design.cramped or actor.shoulder:
        return
    body, camera = actor.body, plan.camera
    lean = np.array([-0.05 * daylight.sun[0], 0.0, 0.0]) if not plan.design.indoor else np.zeros(3)
    if body.lying:
        middle = (body.at("neck") + body.at("hip")) / 2 * (1, 0, 1)
        spots, long = [middle], 0.85
    elif actor.as_cutout:
        spots, long = [body.foot - camera.right * 0.1 * body.build, body.foot + camera.right * 0.1 * body.build], 0.17
    else:
        # A foot's shadow lies under its sole, between heel and toe.
        spots = [(body.at(f"{side} ankle") * 0.45 + body.at(f"{side} toe") * 0.55) for side in ("left", "right")]
        low = min(spot[1] for spot in spots)
        spots = [spot * (1, 0, 1) for spot in spots if spot[1] < low + 0.12 or body.pose.air]
        long = 0.15
    long *= 1.0 if body.lying else body.build
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    faint = 1.0 if body.pose.air == 0 else 0.6
    for grow, alpha in ((1.75, 0.05), (1.55, 0.06), (1.35, 0.07), (1.15, 0.09), (0.95, 0.11), (0.75, 0.14)):
        ring = np.stack(
            [np.cos(turn) * long, np.full(28, 0.005), np.sin(turn) * long * (0.75 if long < 0.5 else 0.3)], 1
        )
        corners = np.vstack([spot + lean * grow + ring * grow for spot in spots])
        pixels, depths = camera.project(corners)
        if depths.min() > 0.1:
            # One outline around both feet: two shadows would darken each other where they overlap.
            hull = cv2.convexHull(pixels.astype(np.float32)).reshape(-1, 2)
            canvas.polygon(hull, (26, 22, 32), alpha * faint)


def _seat(canvas: Canvas, actor: Actor, plan: ShotPlan, factors: Array, told: str) -> None:
    """Something to sit or lie on."""
    body = actor.body
    if plan.design.cramped or (body.pose.seat is None and not body.lying):
        return
    pixel, _ = plan.camera.pixel(body.at("hip"))
    light = np.clip(light_at(factors, np.clip(pixel, 0, [canvas.width - 1, canvas.height - 1])), 0.3, 1.2)
    wood = tuple(int(min(255, channel * factor)) for channel, factor in zip((150, 112, 84), light, strict=True))
    stone = not plan.design.indoor and _ON_STONE.search(told) is not None
    if stone:
        wood = as_colour(np.array((150, 146, 142)) * light)
    stage = Stage(canvas, plan.camera, DAYLIGHT[next(iter(DAYLIGHT))], 3)
    yaw = float(np.degrees(np.arctan2(body.front[0], body.front[2])))
    colour = (wood[0], wood[1], wood[2])
    if body.lying and body.foot[1] > 0.1:
        _bed(stage, body, yaw, light)
        return
    if body.lying:
        middle = (body.at("neck") + body.at("hip")) / 2 * (1, 0, 1)
        stage.box((middle[0], -0.01, middle[2]), (0.9, 0.10, 1.9), colour, yaw=yaw)
        return
    foot = body.foot - body.front * 0.04
    high = 0.44 * body.build
    stage.box((foot[0], 0, foot[2]), (0.46, high, 0.46), colour, yaw=yaw)
    if abs(body.turned) < 120 and not stone:
        back = foot - body.front * 0.22
        stage.box((back[0], high, back[2]), (0.46, 0.5, 0.05), colour, yaw=yaw)


def _table(stage: Stage, shot: Shot, plan: ShotPlan, factors: Array) -> None:
    """The table that people sit at stands between them and the camera."""
    camera = plan.camera
    seated = [actor.body for actor in plan.actors if actor.body.pose.seat is not None and not actor.shoulder]
    named = re.search(r"\b(tables?|desks?|tavola|tavolo|tisch|mesa|bureau)\b|стол|桌", shot.action.text.casefold())
    if not seated or named is None or shot.size in {Size.ECU, Size.CU, Size.MCU, Size.EWS} or abs(camera.pitch) > 1:
        return
    across = [float((body.foot - camera.position) @ camera.right) for body in seated]
    near = min(float((body.foot - camera.position) @ camera.level) for body in seated) - 0.62
    foot = camera.position * (1, 0, 1) + camera.right * (min(across) + max(across)) / 2 + camera.level * near
    light = np.clip(light_at(factors, camera.pixel(foot + np.array([0, 0.74, 0]))[0].clip(0, None)), 0.3, 1.1)
    wood, leg = (as_colour(np.array(tone) * light) for tone in ((172, 128, 90), (132, 96, 68)))
    wide = max(across) - min(across) + 1.1
    for sign in (-1, 1):
        post = foot + camera.right * sign * (wide / 2 - 0.1)
        stage.box((post[0], 0, post[2]), (0.08, 0.70, 0.5), leg, yaw=camera.yaw)
    stage.box((foot[0], 0.70, foot[2]), (wide, 0.05, 0.66), wood, yaw=camera.yaw)


def _bed(stage: Stage, body: Skeleton, yaw: float, light: Array) -> None:
    """A bed with its pillow under the head."""
    middle = (body.at("neck") * 0.4 + body.at("hip") * 0.6) * (1, 0, 1)
    head = (body.at("crown") + body.at("chin")) / 2 * (1, 0, 1)
    frame, sheet, pillow = (
        as_colour(np.array(tone) * light) for tone in ((150, 132, 118), (232, 234, 236), (250, 250, 248))
    )
    stage.box((middle[0], 0.12, middle[2]), (1.0, 0.2, 2.05), frame, yaw=yaw)
    stage.box((middle[0], 0.30, middle[2]), (1.0, 0.20, 2.05), sheet, yaw=yaw)
    stage.box((head[0], 0.48, head[2]), (0.62, 0.07, 0.36), pillow, yaw=yaw)
