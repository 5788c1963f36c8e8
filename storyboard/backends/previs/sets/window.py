"""Windows: what is seen through them at this hour and in this weather, and the light that falls in."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.sets.pattern import hairlines
from storyboard.backends.previs.sets.room import Room
from storyboard.backends.previs.stage import Stage
from storyboard.model import TimeOfDay

VIEWS = ("hills", "roofs", "trees")
_SEASIDE = ("sea", "beach", "lighthouse", "harbou?r", "island", "coast", "boat", "ocean", "ship", "cliff", "port")
_TOWN = (
    "city",
    "downtown",
    "apartment",
    "flat",
    "office",
    "hotel",
    "police",
    "bar",
    "caf[eé]",
    "penthouse",
    "hospital",
)


def window(
    room: Room,
    left: float,
    right: float,
    low: float = 0.95,
    high: float = 2.15,
    *,
    wall: str = "far",
    dressing: str = "curtains",
    bars: int = 2,
) -> None:
    """A window of the plan with the sky in it, its frame and dressing, and its light on the floor.

    Args:
        room: Where it is.
        left: Its left edge in metres from the wall's middle, before the plan is laid the other way round.
        right: Its right edge.
        low: Its lower edge above the floor.
        high: Its upper edge.
        wall: ``far``, ``left`` or ``right``.
        dressing: ``curtains``, ``blinds``, ``shutters``, ``bars`` or ``none``.
        bars: Panes across.
    """
    stage = room.stage
    wall = room.wall(wall)
    left, right = sorted((room.along(left), room.along(right)))
    if not room.seen(wall):
        return
    frame: Colour = (244, 240, 230) if dressing != "bars" else (140, 142, 146)
    room.panel(wall, left - 0.08, right + 0.08, low - 0.08, high + 0.08, frame)
    corners = [(left, low), (right, low), (right, high), (left, high)]
    pixels = stage.polygon([room.at(wall, x, y) for x, y in corners], stage.daylight.horizon_sky)
    if pixels is not None:
        _view(room, wall, (left, right, low, high), pixels)
    for index in range(1, bars):
        x = left + (right - left) * index / bars
        stage.line(room.at(wall, x, low), room.at(wall, x, high), 4.0, frame, overshoot=0)
        stage.line(room.at(wall, x + 0.02, low), room.at(wall, x + 0.02, high), 1.4, overshoot=0)
    middle = low + (high - low) * 0.6
    if dressing != "none":
        stage.line(room.at(wall, left, middle), room.at(wall, right, middle), 3.4, frame, overshoot=0)
    for x, y, x1, y1 in (
        (left, low, right, low),
        (left, high, right, high),
        (left, low, left, high),
        (right, low, right, high),
    ):
        stage.line(room.at(wall, x, y), room.at(wall, x1, y1), 2.0, overshoot=0)
    _dress(room, wall, dressing, (left, right, low, high))
    room.panel(wall, left - 0.14, right + 0.14, low - 0.13, low - 0.06, shade(frame, 0.94), ink=1.8)
    _light(room, wall, (left, right, low, high))


def _view(room: Room, wall: str, opening: tuple[float, float, float, float], pixels: Array) -> None:
    """The world outside: the sky of the hour, a veil of weather, and what lies before it."""
    stage, brief, daylight = room.stage, room.brief, room.stage.daylight
    left, right, low, high = opening
    top, horizon = daylight.sky[len(daylight.sky) // 2][1], daylight.horizon_sky
    grey = mix(horizon, (150, 156, 164), 0.7)
    if brief.weather:
        grey = shade(grey, 0.6) if daylight.dark else grey
        top, horizon = mix(top, grey, 0.8), mix(horizon, grey, 0.7)
    stage.canvas.gradient_polygon(pixels, top, horizon)
    view = "sea" if brief.named(*_SEASIDE) else "roofs" if brief.named(*_TOWN) else brief.pick_for_house("view", VIEWS)
    if brief.weather == "fog" or low > 1.7:  # High windows show nothing but sky.
        view = ""
    wide, tall = right - left, high - low

    def shape(spots: list[tuple[float, float]], colour: Colour) -> None:
        stage.polygon([room.at(wall, left + x * wide, low + y * tall) for x, y in spots], colour)

    land = mix((124, 146, 112), horizon, 0.3)
    if daylight.dark:
        land = mix(land, (40, 52, 84), 0.6)
    if view == "sea":
        shape([(0, 0), (1, 0), (1, 0.36), (0, 0.36)], daylight.sea)
        shape([(0, 0), (0.45, 0), (0.3, 0.12), (0.1, 0.2), (0, 0.22)], mix(land, daylight.sea, 0.3))
    elif view == "roofs":
        for index, (x, w, h) in enumerate(
            ((0.0, 0.24, 0.5), (0.22, 0.2, 0.34), (0.40, 0.16, 0.62), (0.54, 0.28, 0.42), (0.8, 0.2, 0.56))
        ):
            tone = mix(((170, 130, 108), (150, 140, 136), (130, 118, 122))[index % 3], horizon, 0.35)
            tone = mix(tone, (44, 50, 78), 0.62) if daylight.dark else tone
            shape([(x, 0), (x + w, 0), (x + w, h), (x, h)], tone)
            pane: Colour = (255, 216, 140) if daylight.dark else shade(tone, 0.7)
            for row in range(2):
                y = h - 0.14 - 0.16 * row
                if y > 0.06 and (index + row) % 3:
                    shape([(x + w * 0.3, y), (x + w * 0.6, y), (x + w * 0.6, y + 0.08), (x + w * 0.3, y + 0.08)], pane)
    elif view == "trees":
        for x, y, r in ((0.12, 0.3, 0.22), (0.46, 0.2, 0.2), (0.8, 0.34, 0.26)):
            ring = [
                (min(1, max(0, x + r * np.cos(t) * tall / wide)), max(0.0, y + r * np.sin(t)))
                for t in np.linspace(0, 6.0, 12)
            ]
            shape([(float(a), float(b)) for a, b in ring], shade(land, 0.86))
        shape([(0, 0), (1, 0), (1, 0.16), (0.5, 0.2), (0, 0.14)], land)
    elif view:
        shape([(0, 0), (1, 0), (1, 0.2), (0.7, 0.34), (0.4, 0.22), (0.15, 0.3), (0, 0.26)], mix(land, horizon, 0.4))
        shape([(0, 0), (1, 0), (1, 0.1), (0.5, 0.16), (0, 0.08)], land)
    if brief.weather in {"rain", "storm", "snow"}:
        _falling(stage, pixels, snow=brief.weather == "snow")
    elif not daylight.dark:  # The pane shines.
        shape([(0.18, 1), (0.32, 1), (0.12, 0.35), (0, 0.35), (0, 0.45)], mix(horizon, (255, 255, 255), 0.5))


def _falling(stage: Stage, pixels: Array, *, snow: bool) -> None:
    """Drops running down a pane, or flakes before it."""
    random = np.random.default_rng([stage.seed % 99991, 77])
    width, height = stage.canvas.picture_size
    x0, y0 = np.maximum(np.floor(pixels.min(0)), 0).astype(int)
    x1, y1 = np.minimum(np.ceil(pixels.max(0)), (width, height)).astype(int)
    if x1 - x0 < 6 or y1 - y0 < 6:
        return
    pale: Colour = (170, 186, 214) if stage.daylight.dark else (244, 248, 252)
    window_pixels = stage.canvas.pixels[y0:y1, x0:x1]
    over = window_pixels.copy()
    for x, y, size in random.uniform(0, 1, (46, 3)):
        spot = (int(x * (x1 - x0)), int(y * (y1 - y0)))
        long = int((0.05 + 0.12 * size) * (y1 - y0))
        if snow:
            cv2.circle(over, spot, max(1, round(0.012 * (y1 - y0) * (1 + size))), pale, -1, cv2.LINE_AA)
        else:
            cv2.line(
                over,
                spot,
                (spot[0] - long // 6, spot[1] + long),
                pale,
                max(1, round(1.2 * stage.canvas.unit)),
                cv2.LINE_AA,
            )
    mask = np.zeros(over.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(pixels - (x0, y0)).astype(np.int32)], 150)
    cover = cv2.merge([mask] * 3)
    kept = cv2.multiply(window_pixels, 255 - cover, scale=1 / 255)
    cv2.add(kept, cv2.multiply(over, cover, scale=1 / 255), window_pixels)


def _dress(room: Room, wall: str, dressing: str, opening: tuple[float, float, float, float]) -> None:
    left, right, low, high = opening
    stage, accent = room.stage, room.shell.accent
    if dressing == "curtains":
        cloth = mix(accent, (255, 240, 220), 0.18)
        for a, b in ((left - 0.42, left + 0.12), (right - 0.12, right + 0.42)):
            room.panel(wall, a, b, max(0.04, low - 0.7), high + 0.18, cloth, ink=2.2)
            folds = [a + (b - a) * share for share in (0.25, 0.5, 0.75)]
            hairlines(
                stage, [[room.at(wall, x, low - 0.62), room.at(wall, x, high + 0.12)] for x in folds], shade(cloth, 0.7)
            )
        stage.bar(room.at(wall, left - 0.55, high + 0.2), room.at(wall, right + 0.55, high + 0.2), 0.04, (110, 88, 66))
    elif dressing == "blinds":
        slats = [
            [room.at(wall, left, y), room.at(wall, right, y)] for y in np.arange(low + (high - low) * 0.38, high, 0.07)
        ]
        room.panel(wall, left, right, high - 0.10, high, (222, 222, 214), ink=1.4)
        hairlines(stage, slats, (206, 208, 204))
    elif dressing == "shutters":
        for a, b in ((left - 0.5, left - 0.04), (right + 0.04, right + 0.5)):
            room.panel(wall, a, b, low, high, accent, ink=2.0)
            rows = [[room.at(wall, a + 0.05, y), room.at(wall, b - 0.05, y)] for y in np.arange(low + 0.1, high, 0.1)]
            hairlines(stage, rows, shade(accent, 0.74))
    elif dressing == "bars":
        for x in np.arange(left + 0.12, right, 0.16):
            stage.bar(room.at(wall, x, low), room.at(wall, x, high), 0.03, (84, 86, 92))


def _light(room: Room, wall: str, opening: tuple[float, float, float, float]) -> None:
    left, right, low, high = opening
    stage, daylight = room.stage, room.stage.daylight
    centre = room.at(wall, (left + right) / 2, (low + high) / 2)
    size = min(1.0, (right - left) * (high - low) / 1.6)
    if daylight.dark:
        stage.lamp(centre, pool=2.0, halo=0.0, colour=(120, 150, 220), strength=0.5 * size)
        return
    if room.brief.weather:
        stage.lamp(centre, pool=2.6, halo=0.6, colour=(206, 220, 236), strength=0.26 * size)
        return
    warm: Colour = (255, 232, 190) if daylight.name is TimeOfDay.DAY else (255, 178, 110)
    strength = 0.34 if daylight.name is TimeOfDay.DAY else 0.24
    stage.lamp(centre, pool=2.8, halo=1.2 * size, colour=warm, strength=strength * size)
    if low > 1.4 or (right - left) * (high - low) < 0.5:
        return
    glow: Colour = (255, 244, 214) if daylight.name is TimeOfDay.DAY else (255, 196, 130)
    shift = 0.9 * daylight.sun[0]
    if wall == "far":
        near, far = room.zf - 2.4, room.zf - 0.9
        patch = [(left - shift, far), (right - shift, far), (right - shift * 2.2, near), (left - shift * 2.2, near)]
        stage.polygon([(x, 0.008, z) for x, z in patch], glow, alpha=0.30)
        return
    inward = 1.0 if wall == "left" else -1.0
    start, ends = room.at(wall, 0, 0), sorted((room.at(wall, left, 0)[2], room.at(wall, right, 0)[2]))
    a, b = start[0] + inward * 0.7, start[0] + inward * 2.1
    stage.polygon(
        [(a, 0.008, ends[0]), (a, 0.008, ends[1]), (b, 0.008, ends[1] - 0.5), (b, 0.008, ends[0] - 0.5)],
        glow,
        alpha=0.30,
    )
