"""What people stand, sit and lie on: the shadow under their feet, a chair, a bed, the table before them."""

from __future__ import annotations

import re

import cv2
import numpy as np

from storyboard.backends.previs.acting import TABLE
from storyboard.backends.previs.bed import draw_bed, draw_blanket, lies_in_bed
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, as_colour
from storyboard.backends.previs.light import DAYLIGHT, Daylight, light_at
from storyboard.backends.previs.plan import Actor, ShotPlan
from storyboard.backends.previs.stage import Stage
from storyboard.model import Shot, Size

_ON_STONE = re.compile(
    r"\bon (?:the|an?|his|her|their|some) (?:\w+ ){0,2}(?:rocks?|stones?|boulders?|ledge|wall|steps?|kerb|log)\b"
)


def contact_shadow(canvas: Canvas, actor: Actor, plan: ShotPlan, daylight: Daylight) -> None:
    """The shadow that keeps feet on the floor."""
    feet_seen = plan.size in {Size.FS, Size.WS, Size.EWS, Size.MLS} or plan.camera.pitch > 10
    body, camera = actor.body, plan.camera
    if not feet_seen or plan.design.cramped or actor.shoulder or (plan.from_above and body.lying):
        return
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


def draw_seat(canvas: Canvas, actor: Actor, plan: ShotPlan, factors: Array, told: str) -> None:
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
    if lies_in_bed(body):
        draw_bed(stage, body, light)
        return
    if body.lying:  # The floor does.
        return
    foot = body.foot - body.front * 0.04
    high = 0.44 * body.build
    stage.box((foot[0], 0, foot[2]), (0.46, high, 0.46), colour, yaw=yaw)
    if abs(body.turned) < 120 and not stone:
        back = foot - body.front * 0.22
        stage.box((back[0], high, back[2]), (0.46, 0.5, 0.05), colour, yaw=yaw)


def cover(canvas: Canvas, actor: Actor, plan: ShotPlan, factors: Array) -> None:
    """The blanket over somebody who lies in bed."""
    if not lies_in_bed(actor.body):
        return
    pixel, _ = plan.camera.pixel(actor.body.at("hip"))
    light = np.clip(light_at(factors, np.clip(pixel, 0, [canvas.width - 1, canvas.height - 1])), 0.3, 1.2)
    colour = (128, 168, 178) if plan.design.name == "hospital" else (172, 96, 92)
    draw_blanket(canvas, actor.body, plan.camera, light, colour)


def draw_table(stage: Stage, shot: Shot, plan: ShotPlan, factors: Array) -> float:
    """The table that people sit at stands between them and the camera; says how high, 0 for none."""
    camera = plan.staged
    seated = [actor.body for actor in plan.actors if actor.body.pose.seat is not None and not actor.shoulder]
    named = TABLE.search(shot.action.text.casefold())
    if not seated or named is None or shot.size in {Size.ECU, Size.CU, Size.MCU, Size.EWS} or abs(camera.pitch) > 1:
        return 0.0
    across = [float((body.foot - camera.position) @ camera.right) for body in seated]
    near = min(float((body.foot - camera.position) @ camera.level) for body in seated) - 0.54
    foot = camera.position * (1, 0, 1) + camera.right * (min(across) + max(across)) / 2 + camera.level * near
    light = np.clip(light_at(factors, camera.pixel(foot + np.array([0, 0.74, 0]))[0].clip(0, None)), 0.3, 1.1)
    wood, leg = (as_colour(np.array(tone) * light) for tone in ((172, 128, 90), (132, 96, 68)))
    # As high as whoever sits at it needs.
    top = min(0.75, max(body.height_of("hip") + 0.28 * body.build for body in seated))
    wide = max(across) - min(across) + 1.1
    for sign in (-1, 1):
        post = foot + camera.right * sign * (wide / 2 - 0.1)
        stage.box((post[0], 0, post[2]), (0.08, top - 0.05, 0.4), leg, yaw=camera.yaw)
    stage.box((foot[0], top - 0.05, foot[2]), (wide, 0.05, 0.52), wood, yaw=camera.yaw)
    return top
