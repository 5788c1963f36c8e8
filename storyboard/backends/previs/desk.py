"""Where a close view is drawn, and the hands that come into it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storyboard.backends.previs.camera import clip_rectangle
from storyboard.backends.previs.canvas import Canvas, capsule, smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, mix, shade
from storyboard.backends.previs.signs import lettering

Spot = tuple[float, float]


@dataclass
class Desk:
    """Where a close view is drawn: unit 1 is the shorter side of the picture, (0, 0) its middle, y down.

    Attributes:
        canvas: What is drawn on.
        text: Words to be read on the thing.
        lit: The thing gives light.
    """

    canvas: Canvas
    text: str = ""
    lit: bool = False

    @property
    def unit(self) -> float:
        """Pixels to one unit."""
        return min(self.canvas.height, self.canvas.width * 0.76)  # The widest, an open book, is whole in every format.

    def at(self, x: float, y: float) -> Array:
        """A spot as a pixel."""
        return np.array([self.canvas.width / 2 + x * self.unit, self.canvas.height / 2 + y * self.unit])

    def points(self, spots: Sequence[Spot]) -> Array:
        """Spots as pixels."""
        return np.array([self.at(x, y) for x, y in spots])

    def shape(
        self, spots: Sequence[Spot], colour: Colour, *, ink: float = 4.5, smooth: bool = False, shaded: bool = True
    ) -> None:
        """A filled, inked shape, with the flank away from the light darker."""
        points = self.points(spots)
        outline = smooth_curve(points) if smooth else points
        self.canvas.polygon(outline, colour)
        if shaded:
            low, high = outline.min(0), outline.max(0)
            start = low[0] + (high[0] - low[0]) * 0.72
            corner = np.array([start, low[1]])
            flank = clip_rectangle(outline - corner, math.ceil(high[0] - start), math.ceil(high[1] - low[1]), 0)
            if len(flank) > 2:
                self.canvas.polygon(flank + corner, shade(colour, 0.86))
        if ink:
            self.canvas.stroke(np.vstack([outline, outline[:1]]), ink, INK, taper=0.15, seed=len(spots))

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, colour: Colour, *, ink: float = 4.0, alpha: float = 1.0
    ) -> None:
        """An inked ellipse."""
        self.canvas.ellipse(self.at(x, y), (rx * self.unit, ry * self.unit), colour, alpha, ink=ink)

    def stroke(self, spots: Sequence[Spot], width: float = 3.0, colour: Colour = INK, *, smooth: bool = True) -> None:
        """An inked line."""
        points = self.points(spots)
        self.canvas.stroke(smooth_curve(points, closed=False) if smooth else points, width, colour, seed=len(spots) + 3)

    def shadow(self, x: float, y: float, rx: float, ry: float) -> None:
        """A soft shadow on the table."""
        for grow, alpha in ((1.25, 0.14), (1.0, 0.22)):
            self.ellipse(x + 0.02, y, rx * grow, ry * grow, (30, 22, 26), ink=0, alpha=alpha)

    def write(
        self, text: str, corners: Sequence[Spot], ink: Colour, *, bold: bool = True, margin: float = 0.07
    ) -> None:
        """Letters in a quadrilateral given from upper left round."""
        placed = self.points(corners)
        wide = int(np.hypot(*(placed[1] - placed[0])))
        tall = int(np.hypot(*(placed[3] - placed[0])))
        if not text.strip() or wide < 24 or tall < 16:
            return
        self.lay(lettering(text, wide, tall, ink, bold=bold, margin=margin), corners)

    def lay(self, sheet: Array, corners: Sequence[Spot]) -> None:
        """A picture (RGBA) in a quadrilateral given from upper left round."""
        tall, wide = sheet.shape[:2]
        source = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
        matrix = cv2.getPerspectiveTransform(source, self.points(corners).astype(np.float32))
        self.canvas.paste(sheet, matrix.astype(float))


def hand(desk: Desk, x: float, y: float, *, left: bool, skin: Colour, sleeve: Colour) -> None:
    """A hand that comes in from below and holds something at (x, y)."""
    sign = -1.0 if left else 1.0
    unit = desk.unit

    def limb(start: Spot, end: Spot, wide: float, narrow: float, colour: Colour) -> None:
        a, b = desk.at(*start), desk.at(*end)
        edge = 2.3 * desk.canvas.unit
        desk.canvas.polygon(capsule(a, b, wide * unit + edge, narrow * unit + edge), INK)
        desk.canvas.polygon(capsule(a, b, wide * unit, narrow * unit), colour)

    wrist = (x + sign * 0.20, y + 0.22)
    limb((x + sign * 0.62, y + 0.72), (x + sign * 0.29, y + 0.33), 0.135, 0.095, sleeve)
    limb(wrist, (x + sign * 0.09, y + 0.07), 0.072, 0.082, skin)
    limb((x + sign * 0.31, y + 0.36), (x + sign * 0.275, y + 0.315), 0.112, 0.108, shade(sleeve, 1.12))
    for index, (dx, dy) in enumerate(((-0.085, -0.075), (-0.105, -0.02), (-0.10, 0.035), (-0.075, 0.085))):
        root = (x + sign * (0.10 + 0.012 * index), y + 0.0 + 0.042 * index)
        limb(
            root,
            (x + sign * dx * -0.2 + sign * dx * 0.9 * -0.0 + sign * (dx + 0.03), y + dy + 0.02),
            0.034,
            0.028,
            shade(skin, 1.0 - 0.03 * index),
        )
    limb((x + sign * 0.13, y + 0.02), (x + sign * 0.03, y - 0.12), 0.040, 0.030, mix(skin, (255, 255, 255), 0.05))
