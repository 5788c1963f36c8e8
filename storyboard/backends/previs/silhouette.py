"""A person who is nobody: a plain grey-blue figure with a head."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, mix

_TONES: tuple[Colour, ...] = ((104, 118, 142), (122, 134, 150), (92, 106, 130), (132, 140, 156), (112, 118, 138))
GROWN, CHILD = 1.70, 1.14


def tone_of(index: int) -> Colour:
    """The clothes of the nth of them."""
    return _TONES[index % len(_TONES)]


def silhouette(
    canvas: Canvas, camera: Camera, foot: Array, tall: float, tone: Colour, *, small: bool, legs: bool = True
) -> None:
    """Draw one on the canvas: head, body, arms and legs under a single outline.

    Args:
        canvas: What is drawn on.
        camera: Where it is seen from.
        foot: Where it stands, in metres.
        tall: Its height in metres.
        tone: Its clothes; the head is lighter.
        small: It has a child's proportions.
        legs: They are seen, and the shadow they stand on.
    """
    (ground, crown), depths = camera.project(np.array([foot, np.add(foot, (0, tall, 0))]))
    if depths.min() < 0.3:
        return
    metre = float(np.hypot(*(ground - crown)))
    up = (crown - ground) / max(metre, 1e-6)
    across = np.array([-up[1], up[0]])

    def at(x: float, y: float) -> Array:
        return np.asarray(ground + (across * x + up * y) * metre)

    def limb(start: tuple[float, float], end: tuple[float, float], wide: float, narrow: float) -> Array:
        return capsule(at(*start), at(*end), wide * metre, narrow * metre)

    head = 0.088 if small else 0.064
    chest = 0.775 if small else 0.815
    clothes = []
    for sign in (-1, 1):
        if legs:
            clothes.append(limb((sign * 0.048, 0.46), (sign * 0.060, 0.035), 0.052, 0.034))
        clothes.append(limb((sign * 0.098, chest - 0.045), (sign * 0.138, 0.46), 0.036, 0.024))
    body = [(-0.085, chest), (0.085, chest), (0.122, chest - 0.05), (0.098, 0.60), (0.104, 0.43)]
    clothes.append(np.array([at(x, y) for x, y in [*body, *[(-x, y) for x, y in body[::-1][:3]]]]))
    skin = [
        limb((0, chest - 0.01), (0, 0.88), 0.034, 0.032),
        limb((0, 1 - head), (0, 0.985 - 1.25 * head), head, head * 0.84),
    ]
    if legs:
        ring = [at(0.20 * float(np.cos(turn)), 0.018 * float(np.sin(turn))) for turn in np.linspace(0, 6.28, 20)]
        canvas.polygon(np.array(ring), (26, 22, 32), 0.30)
    edge = max(1.0, 1.7 * canvas.unit)
    for part in (*clothes, *skin):
        hull = cv2.convexHull(part.astype(np.float32)).reshape(-1, 2)
        away = hull - hull.mean(0)
        canvas.polygon(hull + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1)[:, None] * edge, INK)
    for part in skin:
        canvas.polygon(part, mix(tone, (214, 210, 206), 0.36))
    for part in clothes:
        canvas.polygon(part, tone)
