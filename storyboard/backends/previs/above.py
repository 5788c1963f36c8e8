"""People from straight above: the tops of their heads, their shoulders, their hands and shoes; who lies is seen whole."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.back import read_cover
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule, smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, as_colour, luminance, shade
from storyboard.backends.previs.expression import faced
from storyboard.backends.previs.figure import ink_contour
from storyboard.backends.previs.palette import marker
from storyboard.backends.previs.skeleton import Skeleton

_SIDES = ("right", "left")
# Radii in metres: thigh, shin, shoe, upper arm, wrist, hand.
_THIGH, _SHIN, _SHOE, _ARM, _WRIST, _HAND = 0.085, 0.062, 0.052, 0.062, 0.046, 0.048


def draw_from_above(size: tuple[int, int], body: Skeleton, camera: Camera, *, expression: str) -> Canvas | None:
    """Somebody as a layer with coverage; None when they are out of sight.

    Args:
        size: The picture's width and height.
        body: The posed skeleton.
        camera: Looks straight down on it, or nearly.
        expression: What face they make; only seen of who lies on their back.
    """
    pixels, depths = camera.project(np.array(list(body.joints.values())))
    if depths.min() < 0.15:
        return None
    room = 0.35 * camera.focal / float(depths.min())
    low, high = pixels.min(0) - room, pixels.max(0) + room
    layer = Canvas(size, (low[0], low[1], high[0], high[1]))
    if layer.empty:
        return None
    if body.lying and body.kit.full:
        _lying(layer, body, camera, expression)
    else:
        _Painter(layer, body, camera).paint()
    return layer


def _lying(layer: Canvas, body: Skeleton, camera: Camera, expression: str) -> None:
    """The reference laid on the floor: nobody is more easily known than face up."""
    kit = body.kit
    sprite = faced(kit, 0.0, expression)[0]
    height, width = sprite.shape[:2]
    crown = body.at("crown")
    along = (crown - (body.at("left ankle") + body.at("right ankle")) / 2) * (1, 0, 1)
    along /= max(float(np.linalg.norm(along)), 1e-6)
    up, right = float(along @ camera.level), float(along @ camera.right)
    across = camera.right * up - camera.level * right
    metres = body.tall / height
    top = crown * (1, 0, 1) + np.array([0.0, body.height_of("hip") + 0.1, 0.0]) + along * kit.head.top * metres
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    placed = [top + across * (x - kit.head.centre) * metres - along * y * metres for x, y in corners]
    pixels = camera.project(np.array(placed))[0].astype(np.float32)
    layer.paste(sprite, cv2.getPerspectiveTransform(corners, pixels).astype(float))
    ink_contour(layer, float(np.hypot(*(pixels[1] - pixels[0]))) / width)


class _Painter:
    def __init__(self, layer: Canvas, body: Skeleton, camera: Camera) -> None:
        self.layer, self.body, self.camera, self.kit = layer, body, camera, body.kit
        self.ink = 2.6 * layer.unit
        palette = body.kit.palette
        self.skin, self.top, self.sleeve, self.forearm, self.leg, self.shoe = (
            as_colour(marker(tone))
            for tone in (palette.skin, palette.top, palette.sleeve, palette.forearm, palette.leg, palette.shoe)
        )

    def paint(self) -> None:
        """From the floor up."""
        for side in _SIDES:
            self._leg(side)
        raised = [side for side in _SIDES if self.body.at(f"{side} hand")[1] > self.body.at("chin")[1]]
        for side in _SIDES:
            if side not in raised:
                self._arm(side)
        self._shoulders()
        self._head()
        for side in raised:
            self._arm(side)

    def _pixel(self, joint: str) -> Array:
        return self.camera.pixel(self.body.at(joint))[0]

    def _metre(self, joint: str) -> float:
        return self.body.build * self.camera.scale(self.body.at(joint))

    def _limb(self, start: str, end: str, wide: float, narrow: float, colour: Colour) -> None:
        first, last = self._pixel(start), self._pixel(end)
        wide, narrow = wide * self._metre(start), narrow * self._metre(end)
        self.layer.polygon(capsule(first, last, wide + self.ink, narrow + self.ink), INK)
        self.layer.polygon(capsule(first, last, wide, narrow), colour)

    def _leg(self, side: str) -> None:
        self._limb(f"{side} ankle", f"{side} toe", _SHOE, 0.8 * _SHOE, self.shoe)
        self._limb(f"{side} ankle", f"{side} knee", _SHIN, _THIGH * 0.9, shade(self.leg, 0.86))
        self._limb(f"{side} knee", f"{side} hip", _THIGH * 0.9, _THIGH, self.leg)

    def _arm(self, side: str) -> None:
        hand = self._pixel(f"{side} hand")
        radius = _HAND * self._metre(f"{side} hand")
        self.layer.ellipse(hand, (radius + self.ink, radius + self.ink), INK)
        self.layer.ellipse(hand, (radius, radius), self.skin)
        self._limb(f"{side} wrist", f"{side} elbow", _WRIST, _ARM * 0.9, shade(self.forearm, 0.94))
        self._limb(f"{side} elbow", f"{side} shoulder", _ARM * 0.9, _ARM, self.sleeve)

    def _shoulders(self) -> None:
        left, right = self._pixel("left shoulder"), self._pixel("right shoulder")
        deep = 0.125 * self._metre("neck")
        self._limb("hip", "neck", 0.15, 0.12, shade(self.top, 0.9))
        self.layer.polygon(capsule(left, right, deep * 0.72 + self.ink, deep * 0.72 + self.ink), INK)
        middle = (left + right) / 2
        bulk = self._turned(middle, 0.62 * float(np.hypot(*(left - right))), deep)
        self.layer.polygon(self._grown(bulk, self.ink), INK)
        self.layer.polygon(capsule(left, right, deep * 0.72, deep * 0.72), self.top)
        self.layer.polygon(bulk, self.top)
        # The collar, and the shade of the head on it.
        self.layer.polygon(self._turned(middle, deep * 1.1, deep * 0.86), shade(self.top, 0.74))

    def _head(self) -> None:
        body, kit = self.body, self.kit
        cover = read_cover(kit.sprite, kit.head, kit.palette)
        middle = self._pixel("chin") * 0.5 + self._pixel("crown") * 0.5
        size = body.head * self.camera.scale(body.at("crown"))
        across = 0.43 * size * float(np.clip(kit.head.width / kit.head.height, 0.6, 1.2))
        deep = 1.10 * across
        front, _ = self._axes()
        hair = as_colour(marker(_triple(cover.lower if cover.hat else cover.upper)))
        face = self._turned(middle + front * 0.16 * deep, 0.80 * across, 0.98 * deep)
        nose = self._turned(middle + front * 1.12 * deep, 0.13 * across, 0.16 * deep)
        for shape in (nose, face):
            self.layer.polygon(self._grown(shape, self.ink), INK)
            self.layer.polygon(shape, self.skin)
        self.layer.polygon(nose, shade(self.skin, 0.95))
        long = cover.end is not None
        back = middle - front * (0.24 if long else 0.06) * deep
        mass = self._turned(back, across * (1.08 if long else 1.0), deep * (1.02 if long else 0.94))
        self.layer.polygon(self._grown(mass, self.ink), INK)
        self.layer.polygon(mass, hair)
        self._strands(back, across, deep, hair)
        if cover.hat:
            self._hat(middle, across, deep, as_colour(marker(_triple(cover.upper))))

    def _strands(self, middle: Array, across: float, deep: float, hair: Colour) -> None:
        front, side = self._axes()
        tone = shade(hair, 0.72 if luminance(hair) > 60 else 1.7)
        for index, turn in enumerate(np.linspace(0.2, 2 * np.pi - 0.4, 11)):
            way = side * np.sin(turn) * across + front * np.cos(turn) * deep
            bend = side * np.cos(turn) * across * 0.10
            path = [middle + way * 0.16, middle + way * 0.5 + bend, middle + way * (0.84 - 0.06 * (index % 3))]
            self.layer.stroke(smooth_curve(path, closed=False, steps=4), 1.8, tone, seed=index, taper=0.6)

    def _hat(self, middle: Array, across: float, deep: float, colour: Colour) -> None:
        front, _ = self._axes()
        peak = self._turned(middle + front * 0.62 * deep, 0.82 * across, 0.66 * deep)
        crown = self._turned(middle - front * 0.02 * deep, 1.08 * across, 1.0 * deep)
        for shape, tone in ((peak, shade(colour, 0.62)), (crown, colour)):
            self.layer.polygon(self._grown(shape, self.ink), INK)
            self.layer.polygon(shape, tone)
        rim = self._turned(middle - front * 0.02 * deep, 0.80 * across, 0.74 * deep)
        self.layer.stroke(np.vstack([rim, rim[:1]]), 1.8, shade(colour, 0.7), seed=3)

    def _axes(self) -> tuple[Array, Array]:
        """Where the front is in the picture, and what is to the right of it."""
        flat = self.body.front
        front = np.array([float(flat @ self.camera.right), -float(flat @ self.camera.level)])
        front /= max(float(np.hypot(*front)), 1e-6)
        return front, np.array([-front[1], front[0]])

    def _turned(self, middle: Array, across: float, deep: float) -> Array:
        """An ellipse whose depth lies along the front."""
        front, side = self._axes()
        turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        return np.asarray(middle + np.outer(np.sin(turn), side) * across + np.outer(np.cos(turn), front) * deep)

    def _grown(self, shape: Array, by: float) -> Array:
        middle = shape.mean(0)
        away = shape - middle
        return np.asarray(shape + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-6)[:, None] * by)


def _triple(colour: Colour) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])
