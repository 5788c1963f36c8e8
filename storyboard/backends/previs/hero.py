"""A close view of a thing with a reference: it stands there as itself, on rock or on a table, in a hand if one holds it."""

from __future__ import annotations

import re

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas, capsule
from storyboard.backends.previs.colour import INK, Array, Colour, shade
from storyboard.backends.previs.desk import Desk
from storyboard.backends.previs.propkit import PropKit, prop_layer

_ON_ROCK = re.compile(r"\b(rocks?|stones?|boulders?|ledge|slab|cliff|summit|peak)\b")
_ON_WOOD = re.compile(r"\b(table|bench|deck|wood(en)?|counter|shelf|desk|bar|pier|jetty|plank|log)\b")
_STEAMS = re.compile(r"\b(steam\w*|vapou?r|smok(es|ing)|dampf\w*|vapeur)\b")
# Wider things lie on a hand, slimmer ones are held at their side.
_WIDE = 1.1
# Half a finger's width in metres.
_FINGER = 0.0085


def on_rock(told: str, *, indoor: bool) -> bool:
    """Whether a thing stands on stone rather than on wood."""
    return _ON_ROCK.search(told) is not None or not (indoor or _ON_WOOD.search(told))


def rock(desk: Desk) -> None:
    """A flat rock whose top fills the lower half of the picture."""
    side, tall = desk.canvas.width / desk.unit, desk.canvas.height / desk.unit
    front = 0.34 * tall
    top: Colour = (158, 154, 150)
    back = [(-side, 0.02), (-0.46, -0.05), (-0.20, -0.02), (0.12, -0.07), (0.40, -0.03), (side, 0.03)]
    edge = [
        (side, front + 0.02),
        (0.34, front - 0.02),
        (0.02, front + 0.03),
        (-0.38, front - 0.01),
        (-side, front + 0.03),
    ]
    desk.shape([*back, *edge], top, ink=0, shaded=False)
    desk.canvas.gradient_polygon(desk.points([*back, (side, 0.16), (-side, 0.16)]), shade(top, 0.80), top)
    face = [*edge[::-1], (side, tall), (-side, tall)]
    desk.shape(face, shade(top, 0.62), ink=0, shaded=False)
    desk.stroke(back, 3.6, smooth=False)
    desk.stroke(edge, 3.0, smooth=False)
    for line in (
        [(-0.52, 0.20), (-0.36, 0.24), (-0.30, 0.33)],
        [(0.30, 0.10), (0.44, 0.13), (0.56, 0.11)],
        [(-0.10, front + 0.05), (-0.06, front + 0.16), (-0.12, front + 0.27)],
        [(0.36, front + 0.02), (0.32, front + 0.12)],
    ):
        desk.stroke(line, 2.2, shade(top, 0.55), smooth=False)


def hero_size(desk: Desk, prop: PropKit) -> tuple[float, float]:
    """Height of the thing and the row its foot stands on, in pixels."""
    width, height = desk.canvas.width, desk.canvas.height
    tall = min(0.56 * height, (0.62 if prop.aspect < _WIDE else 0.78) * width / prop.aspect)
    return tall, float(np.clip(0.53 * height + tall / 2, 0.64 * height, 0.86 * height))


def stand(desk: Desk, prop: PropKit, told: str, *, held: bool) -> None:
    """The thing in the middle, its shadow under it unless it is held, steam over it if the words say so."""
    tall, foot = hero_size(desk, prop)
    half = tall * prop.aspect / 2
    middle = desk.canvas.width / 2
    if not held:
        for grow, alpha in ((1.45, 0.10), (1.2, 0.14), (1.0, 0.22)):
            spot = (middle + 0.16 * half, foot - 0.02 * tall)
            deep = min(0.24 * half, 0.16 * tall)
            desk.canvas.ellipse(spot, (half + (grow - 1) * deep * 4, deep * grow), (26, 22, 28), alpha)
    layer = prop_layer(desk.canvas.picture_size, prop, (middle, foot), tall)
    lay(desk.canvas, layer)
    if _STEAMS.search(told):
        _steam(desk, middle, foot - tall, half)


def hold(desk: Desk, prop: PropKit, told: str, skin: Colour, sleeve: Colour) -> None:
    """The thing in a hand that comes from the lower right: palm behind it, fingers around its edge."""
    tall, foot = hero_size(desk, prop)
    metre = tall / prop.tall
    half = tall * prop.aspect / 2
    canvas, middle = desk.canvas, desk.canvas.width / 2
    edge = 2.4 * canvas.unit
    thick = float(np.clip(_FINGER * metre, 0.020 * canvas.height, 0.034 * canvas.height))
    wide = prop.aspect >= _WIDE
    palm = np.array([middle + half - 0.4 * thick, foot - 0.22 * tall])
    if wide:  # It lies on the hand.
        palm = np.array([middle + 0.12 * half, foot + 0.6 * thick])
    wrist = palm + np.array([3.0, 3.6]) * thick
    away = palm + np.array([9.0, 16.0]) * thick

    def limb(start: Array, end: Array, wide: float, narrow: float, colour: Colour) -> None:
        canvas.polygon(capsule(start, end, wide + edge, narrow + edge), INK)
        canvas.polygon(capsule(start, end, wide, narrow), colour)

    limb(wrist, palm, 2.5 * thick, 3.6 * thick, skin)
    limb(away, wrist + (away - wrist) * 0.12, 4.4 * thick, 3.1 * thick, sleeve)
    if not wide:
        thumb = palm + np.array([-0.35 * half, -5.6 * thick])
        limb(palm - (0, 3.0 * thick), thumb, 1.2 * thick, 0.9 * thick, shade(skin, 0.94))
    stand(desk, prop, told, held=True)
    for index in range(4):
        root = palm + np.array([0.9 * thick, (index - 1.5) * 2.05 * thick])
        tip = root - np.array([min(3.3 * thick, 0.9 * half), 0.35 * thick * (1.5 - index)])
        if wide:
            root = palm + np.array([(index - 1.5) * 2.05 * thick, 0.9 * thick])
            tip = root - np.array([0.0, min(3.6 * thick, 0.5 * tall)])
        limb(root, tip, 1.08 * thick, 0.92 * thick, shade(skin, 1.0 - 0.03 * index))


def lay(under: Canvas, layer: Canvas) -> None:
    """A layer on another canvas of the same picture, where the two overlap; a layer's colours stay unmixed at its edge."""
    x0, y0 = max(under.left, layer.left), max(under.top, layer.top)
    x1 = min(under.left + under.width, layer.left + layer.width)
    y1 = min(under.top + under.height, layer.top + layer.height)
    if x1 <= x0 or y1 <= y0 or layer.mask is None:
        return
    here = np.s_[y0 - under.top : y1 - under.top, x0 - under.left : x1 - under.left]
    there = np.s_[y0 - layer.top : y1 - layer.top, x0 - layer.left : x1 - layer.left]
    cover = layer.mask[there].astype(np.float32) / 255
    before = np.ones_like(cover) if under.mask is None else under.mask[here].astype(np.float32) / 255
    total = cover + before * (1 - cover)
    share = (cover / np.maximum(total, 1e-6))[..., None]
    mixed = layer.pixels[there] * share + under.pixels[here] * (1 - share)
    under.pixels[here] = np.where(total[..., None] > 0, mixed + 0.5, 0).astype(np.uint8)
    if under.mask is not None:
        under.mask[here] = (total * 255 + 0.5).astype(np.uint8)


def _steam(desk: Desk, middle: float, top: float, half: float) -> None:
    """Three wisps that widen as they rise, soft against the set."""
    tall = min(0.17 * desk.canvas.height, top - 0.04 * desk.canvas.height)
    if tall < 12:
        return
    wisp = Canvas(desk.canvas.picture_size, (middle - 1.6 * half, top - tall, middle + 1.6 * half, top))
    colour: Colour = (250, 248, 244)
    cv2.rectangle(wisp.pixels, (0, 0), (wisp.width, wisp.height), colour, -1)
    rise = np.linspace(0, 1, 12)
    for start, phase, reach in ((-0.42, 0.0, 0.8), (0.06, 1.7, 1.0), (0.46, 3.1, 0.7)):
        across = middle + half * (start * (1 + 0.5 * rise) + 0.16 * np.sin(rise * 6.0 + phase))
        wisp.stroke(np.stack([across, top - tall * reach * rise], 1), 15, colour, seed=int(phase * 10), taper=0.9)
    assert wisp.mask is not None
    wisp.mask = cv2.convertScaleAbs(cv2.GaussianBlur(wisp.mask, (0, 0), 3.2 * desk.canvas.unit), alpha=0.72)
    lay(desk.canvas, wisp)
