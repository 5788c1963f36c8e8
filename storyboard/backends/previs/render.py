"""A frame, from the far sky to the vignette: set, blur, light, people, foreground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np

from storyboard.backends.previs.above import draw_from_above
from storyboard.backends.previs.bed import lies_in_bed
from storyboard.backends.previs.blocking import subjects_in
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.card import draw_card
from storyboard.backends.previs.colour import Array, as_colour, seed_of, shade
from storyboard.backends.previs.crowd import draw_groups
from storyboard.backends.previs.expression import expression_seen
from storyboard.backends.previs.figure import draw_cutout, face_turn
from storyboard.backends.previs.ground import contact_shadow, cover, draw_seat, draw_table
from storyboard.backends.previs.insert import draw_insert, hands_of
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.light import DAYLIGHT, Daylight, apply_light, lay_figure, light_at, light_map, vignette
from storyboard.backends.previs.mannequin import draw_mannequin
from storyboard.backends.previs.palette import marker
from storyboard.backends.previs.placed import draw_standing
from storyboard.backends.previs.plan import Actor, ShotPlan, plan_shot
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.reading import (
    groups_of,
    hour_of,
    shows_only_things,
    weather_of,
    words_of,
)
from storyboard.backends.previs.sets import SetBrief
from storyboard.backends.previs.signs import HELD_SIGNS, LIT_SIGNS, place_sign, sign_of, sign_texture
from storyboard.backends.previs.stage import Stage
from storyboard.backends.previs.stand_in import stand_in
from storyboard.backends.previs.weather import weather_before, weather_behind
from storyboard.model import FramePrompt, Landmarks, Shot, Size

# Depth of field: how soft the set is behind a close subject, in pixels of a picture 864 high.
_SOFT = {Size.ECU: 9.0, Size.CU: 7.0, Size.MCU: 4.5, Size.MS: 2.0, Size.MLS: 0.9}
# Narrower boards cannot be read.
_READABLE_PIXELS = 270
# So many letters need so much of the width.
_LONG_TEXT, _ROOM_FOR_LONG = 36, 0.42
_LIT = re.compile(r"\b(beam|shines?|shining|glow\w*|burns?|lit\b|lamp still turns|light sweeps)")
# A lamp that is lit in the shot is not yet lit in its first picture.
_LIGHTS_UP = re.compile(r"\b(floods?|lights? up|comes? alive|turns home|gold light|flickers? on|comes? on)\b")


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
    # Room is kept also for those who are not in this picture.
    names += [subject.character for subject in shot.visible if subject.character not in names]
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
    spot = _board_spot(plan, len(words_of(shot))) if words_of(shot) and shot.size is not Size.ECU else None
    if spot is not None and sign_of(shot) in HELD_SIGNS:  # Held up before the lens.
        spot = _BoardSpot(0.6 if spot.width < 0.3 else spot.share, max(spot.width, 0.36), in_front=True)
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
    table = 0.0 if plan.design.cramped else draw_table(stage, shot, plan, factors)
    if table:
        for actor in plan.actors:
            if actor.body.pose.seat is not None and not actor.as_cutout and actor.body.pose.arms[1] != "lap":
                _actor(canvas, actor, plan, daylight, factors, ambient, "", arms_above=table)
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
        lit=not dark and _is_lit(shot, part, now),
        wheel=plan.wheel,
        back_seat=tuple(group.small for group in groups_of(shot) for _ in range(group.count))[:3],
        ahead=plan.ahead,
        house=shot.location.casefold(),
        weather=weather_of(shot, part),
        bed_taken=any(lies_in_bed(actor.body) for actor in plan.actors),
    )


def _is_lit(shot: Shot, part: str, now: str) -> bool:
    if _LIGHTS_UP.search(now) is not None:
        onset = shot.action.start.casefold()
        return part == "end" or not onset or _LIGHTS_UP.search(onset) is not None or _LIT.search(onset) is not None
    return _LIT.search(now) is not None


def _unnamed(canvas: Canvas, shot: Shot, plan: ShotPlan, factors: Array) -> None:
    """People that the action speaks of without names."""
    groups = groups_of(shot)
    if not groups or (shot.size in {Size.ECU, Size.CU} and plan.actors):
        return
    if plan.design.cramped:  # They sit in the back.
        return
    taken = _taken(plan)
    draw_groups(
        canvas,
        plan.camera,
        groups,
        taken,
        factors,
        visible=plan.visible,
        behind=0.9 if plan.actors else 0.0,
        told=shot.action.text,
    )


def _hands_on_wheel(canvas: Canvas, actor: Actor, plan: ShotPlan, factors: Array) -> None:
    """The driver's hands lie on the wheel, which is nearer than the driver."""
    if not plan.design.cramped or not actor.body.pose_name.startswith("drive") or abs(plan.staged.yaw) > 1:
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


def _board_spot(plan: ShotPlan, letters: int) -> _BoardSpot:
    """The widest gap between people, or else a place in front of them: so many letters must be readable."""
    camera = plan.staged
    taken = _taken(plan)
    edges = sorted(taken)
    gaps, last = [], 0.02
    for left, right in [*edges, (0.98, 1.0)]:
        gaps.append((left - last, (left + last) / 2))
        last = max(last, right)
    wide, middle = max(gaps)
    if wide * camera.width < _READABLE_PIXELS or (letters > _LONG_TEXT and wide < _ROOM_FOR_LONG):
        return _BoardSpot(0.5, 0.5, in_front=True)
    if not taken:
        return _BoardSpot(0.76, 0.30, in_front=False)
    return _BoardSpot(middle, min(0.30, wide * 0.94), in_front=False)


def _taken(plan: ShotPlan) -> list[tuple[float, float]]:
    """Where people are, across the picture from 0 to 1."""
    camera, taken = plan.staged, []
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
    camera = plan.staged
    wide = plan.visible * camera.width / camera.height
    depth = -0.35 if spot.in_front else 0.55 if plan.actors else 0.0
    scale = (plan.distance + depth) / plan.distance
    width = spot.width * wide * scale
    foot = camera.right * ((spot.share - 0.5) * wide * scale) + camera.level * depth
    kind = sign_of(shot)
    texture = sign_texture(kind, text, outdoors=not plan.design.indoor, seed=stage.seed % 1000)
    # A tall sheet must fit too.
    tallest = 0.44 if spot.in_front else 0.62
    width = min(width, tallest * plan.visible * scale * texture.shape[1] / texture.shape[0])
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
        lift = 0.03 if kind in HELD_SIGNS else 0.07
        low = max(0.05, bottom + lift * plan.visible) if abs(camera.pitch) < 1 else 0.3
    posts = as_colour(np.array((128, 108, 88)) * light) if kind in {"board", "banner"} else None
    place_sign(stage, texture, foot, width, low, posts=posts, kind=kind)


def _actor(
    canvas: Canvas,
    actor: Actor,
    plan: ShotPlan,
    daylight: Daylight,
    factors: Array,
    ambient: Array,
    told: str,
    *,
    arms_above: float | None = None,
) -> None:
    camera, body, size = plan.camera, actor.body, (canvas.width, canvas.height)
    if arms_above is None:
        contact_shadow(canvas, actor, plan, daylight)
    expression = "neutral" if actor.shoulder else expression_seen(actor.subject, plan.size, body.turned)
    if plan.from_above:
        draw_seat(canvas, actor, plan, factors, told)
        layer = draw_from_above(size, body, camera, expression=expression)
    elif actor.as_cutout:
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
        if arms_above is None:
            draw_seat(canvas, actor, plan, factors, told)
        layer = draw_mannequin(
            size,
            body,
            camera,
            mirrored=actor.mirrored,
            holds=actor.held,
            prop=actor.prop,
            expression=expression,
            arms_above=arms_above,
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
    cover(canvas, actor, plan, factors)
