"""A small desk for flat poster pictures: cut-out shapes of one colour, each with one hard shadow and one soft gleam, no line.

Everything is given in drawing units; a sheet is so many units wide. Pictures are drawn three times too large and scaled
down once at the end, which is what makes the edges clean.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Outline: TypeAlias = "npt.NDArray[np.float64]"
"""The samples of a closed line, (N, 2), in drawing units."""

Mask: TypeAlias = "npt.NDArray[np.uint8]"
_OVERSAMPLE = 3
_SAMPLES = 14


def rgb(colour: str) -> npt.NDArray[np.float32]:
    """``#rrggbb`` as three floats 0..255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def shape(points: str) -> Outline:
    """A closed line through points ``"10,20 30,40! 50,20"``: smooth, but with a corner where a point has a `!`."""
    words = points.split()
    knots = np.array([[float(part) for part in word.rstrip("!").split(",")] for word in words])
    corner = [word.endswith("!") for word in words]
    count, pieces = len(knots), []
    share = np.linspace(0, 1, _SAMPLES, endpoint=False)[:, None]
    for index in range(count):
        after = (index + 1) % count
        start, end = knots[index], knots[after]
        # A corner has no slope of its own: the line leaves it straight.
        leave = end - start if corner[index] else _slope(knots[index - 1], end, start - end)
        arrive = end - start if corner[after] else _slope(start, knots[(after + 1) % count], start - end)
        pieces.append(
            (2 * share**3 - 3 * share**2 + 1) * start
            + (share**3 - 2 * share**2 + share) * leave
            + (3 * share**2 - 2 * share**3) * end
            + (share**3 - share**2) * arrive
        )
    return np.vstack(pieces)


def _slope(before: Outline, after: Outline, step: Outline) -> Outline:
    """The way through a point, as long as the step it belongs to: unevenly spaced points make no bumps then."""
    way = after - before
    return np.asarray(way / max(float(np.hypot(*way)), 1e-9) * float(np.hypot(*step)))


def mirrored(outline: Outline, middle: float) -> Outline:
    """The other side of a pair."""
    return np.column_stack([2 * middle - outline[:, 0], outline[:, 1]])


def ellipse(x: float, y: float, wide: float, tall: float, tilt: float = 0.0) -> Outline:
    """An ellipse by its middle and half its width and height; `tilt` in degrees, clockwise."""
    turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    across, down = wide * np.cos(turn), tall * np.sin(turn)
    cosine, sine = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    return np.column_stack([x + across * cosine - down * sine, y + across * sine + down * cosine])


def limb(points: str, widths: tuple[float, ...]) -> Outline:
    """A limb or a strap along points; `widths` are spread evenly from its first to its last point."""
    spine = shape(points)[: -_SAMPLES + 1]
    half = np.interp(np.linspace(0, 1, len(spine)), np.linspace(0, 1, len(widths)), widths)[:, None] / 2
    slope = np.gradient(spine, axis=0)
    normal = np.column_stack([-slope[:, 1], slope[:, 0]]) / np.maximum(np.hypot(*slope.T), 1e-9)[:, None]
    ahead = slope[-1] / max(float(np.hypot(*slope[-1])), 1e-9)
    turn = np.linspace(0, np.pi, 14)[1:-1, None]
    tip = spine[-1] + half[-1] * (np.cos(turn) * normal[-1] + np.sin(turn) * ahead)
    return np.vstack([spine + half * normal, tip, (spine - half * normal)[::-1]])


class Sheet:
    """A sheet of paper, or of nothing.

    Args:
        size: Width and height of the finished picture in pixels.
        wide: How many drawing units it is wide.
        paper: Its colour; None leaves it transparent.
    """

    def __init__(self, size: tuple[int, int], wide: float, paper: str | None = None) -> None:
        self.size = size
        self.scale = size[0] * _OVERSAMPLE / wide
        rows, columns = size[1] * _OVERSAMPLE, size[0] * _OVERSAMPLE
        self.pixels = np.zeros((rows, columns, 3), np.float32)
        self.cover = np.zeros((rows, columns), np.float32)
        if paper is not None:
            self.pixels[:] = rgb(paper)
            self.cover[:] = 1

    def mask(self, outline: Outline) -> Mask:
        """Where a shape covers the sheet, 0 to 255."""
        mask = np.zeros(self.cover.shape, np.uint8)
        cv2.fillPoly(mask, [np.round(outline * self.scale * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return mask

    def lay(self, mask: Mask, colour: str, strength: float = 1.0) -> None:
        """Colour on a part of the sheet."""
        x, y, wide, tall = cv2.boundingRect(mask)
        window = np.s_[y : y + tall, x : x + wide]
        share, before = mask[window].astype(np.float32) * (strength / 255), self.cover[window]
        total = share + before * (1 - share)
        weight = (share / np.maximum(total, 1e-6))[..., None]
        self.pixels[window] += (rgb(colour) - self.pixels[window]) * weight
        self.cover[window] = total

    def cut(
        self,
        outline: Outline,
        colour: str,
        *,
        shadow: str | None = None,
        side: Outline | None = None,
        within: Outline | None = None,
        strength: float = 1.0,
    ) -> None:
        """A cut-out shape; `side` is a shape that throws `shadow` on it, `within` one that it may not leave."""
        mask = self.mask(outline)
        if within is not None:
            mask = cv2.min(mask, self.mask(within))
        self.lay(mask, colour, strength)
        if shadow is not None and side is not None:
            self.lay(cv2.min(mask, self.mask(side)), shadow)

    def stroke(self, points: list[tuple[float, float]], width: float, colour: str) -> None:
        """A line of one width with round joints, for letters."""
        mask = np.zeros(self.cover.shape, np.uint8)
        placed = [np.round(np.array(points) * self.scale * 16).astype(np.int32)]
        cv2.polylines(mask, placed, False, 255, round(width * self.scale), cv2.LINE_AA, 4)
        self.lay(mask, colour)

    def soft(self, outline: Outline, colour: str, blur: float, *, within: Outline, strength: float = 1.0) -> None:
        """A gleam or a flush: a shape with an edge `blur` units soft that does not leave another."""
        mask = cv2.GaussianBlur(self.mask(outline), (0, 0), blur * self.scale)
        self.lay(cv2.min(mask, self.mask(within)), colour, strength)

    def save(self, path: Path) -> None:
        """Scale down and write a PNG, with transparency where nothing was laid."""
        cover = cv2.resize(self.cover, self.size, interpolation=cv2.INTER_AREA)
        colours = cv2.resize(self.pixels * self.cover[..., None], self.size, interpolation=cv2.INTER_AREA)
        colours = colours / np.maximum(cover, 1e-6)[..., None]
        picture = np.round(np.clip(colours, 0, 255)).astype(np.uint8)[..., ::-1]
        if cover.min() < 1:
            picture = np.dstack([picture, np.round(cover * 255).astype(np.uint8)])
        done, data = cv2.imencode(".png", np.ascontiguousarray(picture), [cv2.IMWRITE_PNG_COMPRESSION, 9])
        if not done:
            raise OSError(f"{path} could not be written as PNG")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.tobytes())
