"""Rain, snow, fog and storm: layers between the set and the people, and before both."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, Colour, as_colour, mix, shade
from storyboard.backends.previs.light import Daylight

# For each weather: how much of the far set is lost in grey, how much darker everything is, strokes behind and before.
_LOOKS: dict[str, tuple[float, float, int, int]] = {
    "rain": (0.30, 0.90, 170, 130),
    "storm": (0.42, 0.72, 260, 210),
    "snow": (0.28, 1.0, 190, 110),
    "fog": (0.60, 1.0, 0, 0),
}


def weather_behind(canvas: Canvas, weather: str, daylight: Daylight, horizon: float, seed: int) -> None:
    """What lies between the set and the people: the veil, thickest at the horizon, and the far drops or flakes."""
    veil, dim, far, _ = _LOOKS[weather]
    height, width = canvas.height, canvas.width
    colour = _air(weather, daylight)
    rows = np.arange(height, dtype=np.float32)
    middle = float(np.clip(horizon, -0.2 * height, 1.1 * height))
    spread = np.where(rows < middle, 0.75, 0.34) * height
    amount = np.clip(veil * np.exp(-(((rows - middle) / spread) ** 2)) + (0.08 if weather == "fog" else 0.0), 0, 0.9)
    mask = np.ascontiguousarray(np.repeat((amount * 255).astype(np.uint8)[:, None], width, axis=1))
    sheet = np.empty_like(canvas.pixels)
    cv2.rectangle(sheet, (0, 0), (width, height), colour, -1)
    cover = cv2.merge([mask, mask, mask])
    kept = cv2.multiply(canvas.pixels, 255 - cover, scale=dim / 255)
    canvas.pixels = cv2.add(kept, cv2.multiply(sheet, cover, scale=1 / 255))
    _fall(canvas, weather, daylight, far, seed, near=False)


def weather_before(canvas: Canvas, weather: str, daylight: Daylight, seed: int) -> None:
    """What is nearer than the people: larger drops or flakes, a breath of fog along the ground."""
    if weather == "fog":
        height, width = canvas.height, canvas.width
        under = canvas.pixels[int(height * 0.62) :]
        sheet = np.empty_like(under)
        cv2.rectangle(sheet, (0, 0), (width, under.shape[0]), _air(weather, daylight), -1)
        ramp = (np.linspace(0, 0.30, under.shape[0]) * 255).astype(np.uint8)[:, None]
        mask = cv2.merge([np.ascontiguousarray(np.repeat(ramp, width, axis=1))] * 3)
        under[:] = cv2.add(cv2.multiply(under, 255 - mask, scale=1 / 255), cv2.multiply(sheet, mask, scale=1 / 255))
        return
    _fall(canvas, weather, daylight, _LOOKS[weather][3], seed + 1, near=True)


def _air(weather: str, daylight: Daylight) -> Colour:
    grey = mix(daylight.horizon_sky, (150, 156, 164), 0.55)
    if daylight.dark:
        grey = shade(grey, 0.72)
    return (
        shade(grey, 0.72)
        if weather == "storm"
        else mix(grey, (244, 246, 248), 0.25)
        if weather in {"snow", "fog"} and not daylight.dark
        else grey
    )


def _fall(canvas: Canvas, weather: str, daylight: Daylight, count: int, seed: int, *, near: bool) -> None:
    """Slanted strokes or flakes, all of one transparency: drawn once beside the picture and laid over it."""
    if not count:
        return
    random = np.random.default_rng([seed, 41 if near else 40])
    height, width = canvas.height, canvas.width
    x, y, size = (random.uniform(low, high, count) for low, high in ((-0.1, 1.1), (-0.1, 1.05), (0.6, 1.4)))
    over: Array = canvas.pixels.copy()
    bright = as_colour((186, 204, 228) if daylight.dark else (236, 242, 248))
    if weather == "snow":
        flake = as_colour((226, 232, 242) if daylight.dark else (255, 255, 255))
        for across, down, large in zip(x, y, size, strict=True):
            radius = large * (0.0062 if near else 0.0032) * height
            spot = (int(across * width * 16), int(down * height * 16))
            cv2.circle(over, spot, max(12, int(radius * 16)), flake, -1, cv2.LINE_AA, 4)
        alpha = 0.92
    else:
        slant = 0.42 if weather == "storm" else 0.20
        long = (0.12 if near else 0.06) * height
        thick = max(1, round((2.2 if near else 1.2) * canvas.unit))
        for across, down, large in zip(x, y, size, strict=True):
            start = np.array([across * width, down * height])
            end = start + np.array([-slant, 1.0]) * long * large
            (x0, y0), (x1, y1) = (np.round(spot * 16).astype(int).tolist() for spot in (start, end))
            cv2.line(over, (x0, y0), (x1, y1), bright, thick, cv2.LINE_AA, 4)
        alpha = 0.42 if near else 0.38
    cv2.addWeighted(over, alpha, canvas.pixels, 1 - alpha, 0, canvas.pixels)
