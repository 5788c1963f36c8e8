"""Light: what the hour does to colours, pools of lamplight, and the shade and rim on a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import Array, Colour
from storyboard.model import TimeOfDay

_MAP_STEP = 8
_ONE_IN_MAP = 110.0
# How much of what the hour takes from colours it takes from figures once more: else they look cut out of daylight.
_DEEPER = 0.28


@dataclass(frozen=True)
class Daylight:
    """One hour of the day.

    Attributes:
        outside: Factors on red, green, blue out of doors.
        inside: The same in a room whose lamps are not counted yet.
        lift: Added to every pixel, out of doors.
        sky: Colours of the sky from the zenith (0) to the horizon (1).
        sea: Colour of the sea.
        sun: Where the light comes from on the picture: right, down.
        rim: Colour of the bright edge on figures, and how strong it is.
        shade: How dark the side of a figure is that is turned from the light.
    """

    name: TimeOfDay
    outside: tuple[float, float, float]
    inside: tuple[float, float, float]
    lift: tuple[float, float, float]
    sky: tuple[tuple[float, Colour], ...]
    sea: Colour
    sun: tuple[float, float]
    rim: Colour
    rim_strength: float
    shade: float

    @property
    def dark(self) -> bool:
        """Lamps are lit."""
        return self.name is TimeOfDay.NIGHT

    @property
    def horizon_sky(self) -> Colour:
        """Colour of the sky where it meets the ground; what distance fades into."""
        return self.sky[-1][1]


DAYLIGHT: dict[TimeOfDay, Daylight] = {
    light.name: light
    for light in (
        Daylight(
            name=TimeOfDay.DAY,
            outside=(1.0, 1.0, 1.0),
            inside=(0.98, 0.97, 0.95),
            lift=(0, 0, 0),
            sky=((0.0, (128, 176, 214)), (0.65, (196, 220, 232)), (1.0, (232, 238, 234))),
            sea=(98, 146, 168),
            sun=(0.8, -0.7),
            rim=(255, 252, 240),
            rim_strength=0.10,
            shade=0.26,
        ),
        Daylight(
            name=TimeOfDay.DAWN,
            outside=(0.93, 0.84, 0.86),
            inside=(0.84, 0.76, 0.78),
            lift=(8, 2, 8),
            sky=((0.0, (132, 140, 184)), (0.5, (222, 176, 182)), (0.8, (252, 208, 176)), (1.0, (255, 230, 196))),
            sea=(160, 152, 178),
            sun=(-1.0, -0.2),
            rim=(255, 214, 190),
            rim_strength=0.42,
            shade=0.34,
        ),
        Daylight(
            name=TimeOfDay.DUSK,
            outside=(0.82, 0.68, 0.70),
            inside=(0.74, 0.62, 0.60),
            lift=(6, 0, 10),
            sky=((0.0, (70, 70, 122)), (0.42, (178, 108, 120)), (0.75, (244, 150, 102)), (1.0, (255, 200, 122))),
            sea=(116, 104, 138),
            sun=(1.0, -0.15),
            rim=(255, 184, 104),
            rim_strength=0.62,
            shade=0.42,
        ),
        Daylight(
            name=TimeOfDay.NIGHT,
            outside=(0.43, 0.49, 0.68),
            inside=(0.34, 0.37, 0.50),
            lift=(2, 4, 12),
            sky=((0.0, (34, 42, 78)), (0.6, (62, 78, 124)), (1.0, (104, 122, 164))),
            sea=(84, 104, 144),
            sun=(-0.8, -0.7),
            rim=(150, 180, 235),
            rim_strength=0.55,
            shade=0.46,
        ),
    )
}


@dataclass(frozen=True)
class Lamp:
    """Something that gives light in a set.

    `pool` is how far its light falls, `halo` how far it dazzles, both in metres; `colour` is added in the halo and
    tints the pool; `strength` scales both.
    """

    position: Array
    pool: float
    halo: float
    colour: Colour
    strength: float = 1.0


def light_map(camera: Camera, ambient: Sequence[float] | Array, lamps: Sequence[Lamp]) -> Array:
    """Factors on the picture's colours as a small picture: ambient light and every lamp's pool on top.

    Returns:
        Float array (height / 8, width / 8, 3).
    """
    width, height = -(-camera.width // _MAP_STEP), -(-camera.height // _MAP_STEP)
    factors = np.empty((height, width, 3), np.float32)
    factors[:] = np.asarray(ambient, np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for lamp in lamps:
        centre, depth = camera.pixel(lamp.position)
        if depth < 0.2 or lamp.pool <= 0:
            continue
        reach = max(2.0, lamp.pool * camera.focal / depth / _MAP_STEP)
        away = ((x - centre[0] / _MAP_STEP) ** 2 + (y - centre[1] / _MAP_STEP) ** 2) / reach**2
        fall = np.clip(1 - away, 0, 1) ** 2
        factors += fall[..., None] * (np.asarray(lamp.colour, np.float32) / 255 * lamp.strength)
    return np.clip(factors, 0, 1.75)


def apply_light(pixels: Array, factors: Array, lift: Sequence[float] = (0, 0, 0)) -> Array:
    """The picture under the light of a `light_map`."""
    height, width = pixels.shape[:2]
    small = (factors * _ONE_IN_MAP).astype(np.uint8)
    big = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    lit = cv2.multiply(pixels, big, scale=1 / _ONE_IN_MAP)
    if any(lift):
        steps = np.arange(256, dtype=np.float32)
        table = np.stack([np.clip(steps + add * (1 - steps / 255), 0, 255) for add in lift], 1).astype(np.uint8)
        lit = cv2.LUT(lit, table[None])
    return np.asarray(lit)


def light_at(factors: Array, pixel: Array) -> Array:
    """The light map's factors (3) at a pixel of the picture."""
    height, width = factors.shape[:2]
    x = int(np.clip(pixel[0] / _MAP_STEP, 0, width - 1))
    y = int(np.clip(pixel[1] / _MAP_STEP, 0, height - 1))
    window = factors[max(0, y - 6) : y + 7, max(0, x - 6) : x + 7]
    return np.asarray(window.mean((0, 1)))


def tint(factors: Sequence[float] | Array) -> Array:
    """A look-up table that multiplies each channel."""
    steps = np.arange(256, dtype=np.float32)
    return np.asarray(
        np.stack([np.clip(steps * float(factor) + 2, 0, 255) for factor in factors], 1).astype(np.uint8)[None]
    )


def lay_figure(
    canvas: Canvas,
    layer: Canvas,
    *,
    factors: Sequence[float] | Array,
    sun: tuple[float, float],
    rim: Colour,
    rim_strength: float,
    shade: float,
) -> None:
    """Put a figure's layer into the picture: tinted, shaded on the side away from the light, with a bright rim.

    The shading is worked out on a reduced mask: soft by nature, and eight times cheaper.
    """
    mask = layer.mask
    assert mask is not None
    height, width = mask.shape
    reach = max(3.0, 0.012 * canvas.height) * (1.0 if height > 260 else 0.5)
    step = 4 if height > 300 else 2
    small_size = (max(2, width // step), max(2, height // step))
    small = cv2.resize(mask, small_size, interpolation=cv2.INTER_AREA)
    closing = max(3, int(0.05 * canvas.height / step)) | 1
    padded = cv2.copyMakeBorder(small, closing, closing, closing, closing, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((closing, closing), np.uint8))
    small = np.ascontiguousarray(closed[closing:-closing, closing:-closing])

    def moved(by: float) -> Array:
        shift = np.array([[1, 0, sun[0] * reach * by / step], [0, 1, sun[1] * reach * by / step]], np.float32)
        return np.asarray(cv2.warpAffine(small, shift, small_size, borderMode=cv2.BORDER_REPLICATE))

    lit = _under(layer.pixels, np.asarray(factors, float))
    if shade:
        dark = cv2.subtract(small, moved(2.6))
        soft = max(3, int(reach * 2 / step)) | 1
        dark = cv2.resize(cv2.blur(dark, (soft, soft)), (width, height), interpolation=cv2.INTER_LINEAR)
        keep = 255 - cv2.convertScaleAbs(dark, alpha=shade)
        lit = cv2.multiply(lit, cv2.merge([keep, keep, keep]), scale=1 / 255)
    if rim_strength:
        # At full size: enlarged from the reduced mask it would show as a dotted line.
        shift = np.array([[1, 0, -sun[0] * reach * 0.7], [0, 1, -sun[1] * reach * 0.7]], np.float32)
        behind = cv2.warpAffine(mask, shift, (width, height), borderMode=cv2.BORDER_REPLICATE)
        ink = max(3, round(4 * canvas.unit)) | 1
        body = cv2.erode(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (ink, ink)))
        edge = cv2.blur(cv2.min(body, cv2.subtract(body, behind)), (3, 3))
        edge = cv2.convertScaleAbs(edge, alpha=rim_strength)
        lit = cv2.add(lit, cv2.merge([cv2.convertScaleAbs(edge, alpha=channel / 255) for channel in rim]))
    window = canvas.pixels[layer.top : layer.top + height, layer.left : layer.left + width]
    blend(window, lit, mask)


def _under(pixels: Array, factors: Array) -> Array:
    """A figure's colours under a light: they take on its hue, and in the dark they lose their own, as to the eye."""
    deep = factors - _DEEPER * np.clip(1 - factors, 0, 1) * factors
    grey = float(np.interp(deep.mean(), (0.5, 0.8), (0.30, 0.0)))
    if grey < 0.03:
        return np.asarray(cv2.LUT(pixels, tint(deep)))
    mixed = np.eye(3) * (1 - grey) + grey * np.array([0.299, 0.587, 0.114])
    return np.asarray(cv2.LUT(cv2.transform(pixels, mixed), tint(deep)))


@lru_cache(maxsize=8)
def vignette(width: int, height: int) -> Array:
    """A mask that darkens the corners a little."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    keep = (255 * (1 - 0.20 * np.clip((x * x * 0.8 + y * y * 0.7) - 0.35, 0, 2))).clip(0, 255).astype(np.uint8)
    return np.asarray(cv2.merge([keep, keep, keep]))
