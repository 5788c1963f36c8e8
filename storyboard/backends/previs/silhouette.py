"""A person who is nobody: a plain grey-blue figure with a head."""

from __future__ import annotations

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, mix

_TONES: tuple[Colour, ...] = (
    (104, 118, 142), (132, 128, 132), (92, 106, 130), (132, 140, 156), (122, 112, 120), (108, 126, 136), (118, 120, 146),
)  # fmt: skip
# Arms from the shoulder to the elbow and on to the hand, legs to the knee and on to the foot: across and up, as
# shares of the height, of the left and the right one.
_Way = tuple[float, float]
_ARMS: dict[str, tuple[tuple[_Way, _Way], ...]] = {
    "hang": (((0.030, -0.160), (0.010, -0.150)),) * 2,
    "pocket": (((0.062, -0.140), (-0.040, -0.120)), ((0.030, -0.160), (0.010, -0.150))),
    "crossed": (((0.030, -0.135), (-0.120, 0.020)),) * 2,
    "swing": (((0.075, -0.140), (0.050, -0.125)), ((-0.010, -0.160), (0.020, -0.150))),
    "pump": (((0.090, -0.110), (0.070, 0.090)), ((0.045, -0.130), (-0.085, 0.070))),
    "up": (((0.085, 0.110), (0.000, 0.165)),) * 2,
    "one up": (((0.085, 0.110), (-0.010, 0.160)), ((0.030, -0.160), (0.010, -0.150))),
}
_LEGS: dict[str, tuple[tuple[_Way, _Way], ...]] = {
    "stand": (((0.006, -0.215), (0.006, -0.210)),) * 2,
    "walk": (((0.075, -0.205), (0.045, -0.205)), ((-0.010, -0.215), (0.080, -0.195))),
    "run": (((0.125, -0.165), (-0.010, -0.215)), ((0.030, -0.205), (0.165, -0.085))),
}
# The outline of hair in heads: the face below it stays free.
_FRINGE: tuple[_Way, ...] = (
    (-1.0, -0.1),
    (-0.86, 0.55),
    (-0.4, 0.95),
    (0.4, 0.95),
    (0.86, 0.55),
    (1.0, -0.1),
    (0.5, 0.42),
    (-0.5, 0.36),
)
# From aside the face is a sliver, from behind there is none.
_ASIDE: tuple[_Way, ...] = (
    (-1.04, -0.72),
    (-1.06, 0.4),
    (-0.5, 1.0),
    (0.4, 0.98),
    (0.86, 0.55),
    (0.72, 0.36),
    (0.1, 0.30),
    (-0.06, -0.2),
    (-0.3, -0.74),
)
_AWAY: tuple[_Way, ...] = (
    (-1.0, -0.6),
    (-1.04, 0.3),
    (-0.6, 0.9),
    (0.0, 1.04),
    (0.6, 0.9),
    (1.04, 0.3),
    (1.0, -0.6),
    (0.5, -1.0),
    (-0.5, -1.0),
)
_LOOKS = ("here", "aside", "away", "here", "aside", "here", "away", "aside")
_BRIM: tuple[_Way, ...] = ((-1.5, 0.42), (1.5, 0.42), (1.4, 0.62), (-1.4, 0.62))
_CROWN: tuple[_Way, ...] = ((-0.92, 0.6), (0.92, 0.6), (0.8, 1.3), (0.2, 1.22), (-0.8, 1.3))
_CAP: tuple[_Way, ...] = ((-1.02, 0.42), (1.5, 0.36), (1.5, 0.5), (0.98, 0.62), (0.6, 1.06), (-0.6, 1.08), (-1.04, 0.7))
# What a person of a crowd does, by how many of them there were before.
_STANDING, _GLAD = ("hang", "pocket", "hang", "crossed", "hang"), ("up", "one up", "up", "hang", "up")
GROWN, CHILD = 1.70, 1.14


def tone_of(index: int) -> Colour:
    """The clothes of the nth of them."""
    return _TONES[index % len(_TONES)]


def silhouette(
    canvas: Canvas,
    camera: Camera,
    foot: Array,
    tall: float,
    tone: Colour,
    *,
    small: bool,
    legs: bool = True,
    does: str = "stand",
    variant: int = 0,
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
        does: ``stand``, ``walk``, ``run`` or ``cheer``.
        variant: No two of a crowd are alike: arms, hair and skirts go by this number.
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
    gesture = {"walk": "swing", "run": "pump", "cheer": _GLAD[variant % 5]}.get(does, _STANDING[variant % 5])
    stride = _LEGS[does if does in _LEGS else "stand"]
    turned = -1.0 if variant % 2 else 1.0  # To the left or the right.
    strides = does in {"walk", "run"}
    broad = (1.0, 0.93, 1.06, 0.97)[variant % 4]
    clothes, arms = [], []
    for place, sign in enumerate((-1, 1)):

        def chain(start: _Way, ways: tuple[_Way, _Way], side: float) -> tuple[_Way, _Way, _Way]:
            middle = (start[0] + ways[0][0] * side, start[1] + ways[0][1])
            return start, middle, (middle[0] + ways[1][0] * side, middle[1] + ways[1][1])

        # Strides swing to one side and the other of the way they go; standing, both sides are alike.
        side = turned * (1 if place else -1) if strides else sign
        if legs:
            hip, knee, ankle = chain((sign * 0.048 * (0.5 if strides else 1), 0.46), stride[place], side)
            clothes += [limb(hip, knee, 0.054, 0.043), limb(knee, ankle, 0.043, 0.032)]
        shoulder, elbow, hand = chain((sign * 0.098 * broad, chest - 0.045), _ARMS[gesture][place], side)
        end = (hand[0], hand[1] + (0.02 if hand[1] > elbow[1] else -0.02))
        # Ink around a shoulder would look like armour: it begins below.
        below = (shoulder[0] * 0.55 + elbow[0] * 0.45, shoulder[1] * 0.55 + elbow[1] * 0.45)
        inked = limb(below, elbow, 0.034, 0.030)
        arms.append(
            (inked, limb(shoulder, elbow, 0.037, 0.030), limb(elbow, hand, 0.030, 0.024), limb(hand, end, 0.022, 0.024))
        )
    body = [(-0.085, chest), (0.085, chest), (0.122, chest - 0.05), (0.098, 0.60), (0.104, 0.43)]
    if variant % 3 == 1 and legs and not strides:  # A skirt.
        body = [*body[:4], (0.150, 0.30)]
    body = [(x * broad, y) for x, y in body]
    clothes.append(np.array([at(x, y) for x, y in [*body, *[(-x, y) for x, y in body[::-1][:3]]]]))
    skin = [
        limb((0, chest - 0.01), (0, 0.88), 0.034, 0.032),
        limb((0, 1 - head), (0, 0.985 - 1.25 * head), head, head * 0.84),
    ]
    # Long hair, of every third.
    hair = [limb((0, 1.0 - head), (0, 0.90 - head), head * 1.12, head * 0.98)] if variant % 3 == 1 else []
    if legs:
        ring = [at(0.20 * float(np.cos(turn)), 0.018 * float(np.sin(turn))) for turn in np.linspace(0, 6.28, 20)]
        canvas.polygon(np.array(ring), (26, 22, 32), 0.30)
    edge = max(1.0, 1.7 * canvas.unit)

    def ink(part: Array) -> None:
        away = part - part.mean(0)
        canvas.polygon(part + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1)[:, None] * edge, INK)

    pale, dark = mix(tone, (214, 210, 206), 0.36), mix(tone, (58, 54, 60), 0.42)
    for part in (*hair, *clothes, *skin):
        ink(part)
    for part in hair:
        canvas.polygon(part, dark)
    for part in skin:
        canvas.polygon(part, pale)
    # Hair over the forehead; who looks aside or away shows more of it.
    looks = _LOOKS[variant % len(_LOOKS)]
    outline, flip = (_FRINGE, 1.0) if looks == "here" else (_AWAY, 1.0) if looks == "away" else (_ASIDE, turned)
    canvas.polygon(np.array([at(head * x * flip, 1 - head + head * y) for x, y in outline]), dark)
    if variant % 5 == 2 and not small:
        for outline in (_BRIM, _CROWN) if variant % 2 else (_CAP,):
            shape = np.array([at(head * x * turned, 1 - head + head * y) for x, y in outline])
            ink(shape)
            canvas.polygon(shape, mix(tone, (44, 40, 50), 0.6))
    for part in clothes:
        canvas.polygon(part, tone)
    if variant % 7 == 3 and not small:  # A bag on a strap.
        canvas.stroke([at(-0.08 * turned, chest - 0.02), at(0.12 * turned, 0.50)], 2.4, dark)
        bag = np.array([at(x * turned, y) for x, y in ((0.07, 0.52), (0.17, 0.52), (0.18, 0.40), (0.06, 0.40))])
        ink(bag)
        canvas.polygon(bag, mix(tone, (120, 84, 60), 0.55))
    for inked, upper, lower, fist in arms:
        for part in (fist, inked, lower):
            ink(part)
        canvas.polygon(fist, pale)
        canvas.polygon(upper, tone)
        canvas.polygon(lower, tone)
