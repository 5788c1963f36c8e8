"""People from behind: what covers the head, measured at the sides of the face, and the coat without its front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from storyboard.backends.previs.canvas import blend
from storyboard.backends.previs.colour import INK, Array, Colour, as_colour, distance, luminance, shade
from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.palette import Palette

# Shares of the head's height, crown to chin.
_EAR = 0.60
_NAPE = 0.87
_NECK_HALF = 0.18


@dataclass(frozen=True)
class HeadSprite:
    """A head on its own: RGBA, and where its axis, crown and chin are in it."""

    pixels: Array
    axis: float
    top: float
    chin: float


@dataclass(frozen=True)
class Cover:
    """What the back of a head shows.

    Attributes:
        upper: Colour of hat, hood or hair on top; skin when there is none.
        lower: Colour below `edge`.
        edge: Where the upper colour ends, in head heights below the crown; None when there is but one.
        hat: The upper colour is a hat's: it ends in a clean line.
        end: Where hair or hood that hangs beside the neck ends, in head heights; None when the nape is free.
        ears: They can be seen.
    """

    upper: Colour
    lower: Colour
    edge: float | None
    hat: bool
    end: float | None
    ears: bool


@dataclass(frozen=True)
class _Window:
    """The part of a figure around its head, and where its pixels are in head heights."""

    pixels: Array
    solid: Array
    down: Array
    across: Array


def read_cover(sprite: Array, head: HeadLines, palette: Palette) -> Cover:
    """Find what covers a head from the colours at the sides of its face."""
    view = _window(sprite, head, 2.6, step=max(1, int(head.height / 130)))
    skin = _like_skin(view.pixels, palette)
    light = view.pixels @ np.array([0.299, 0.587, 0.114], np.float32)
    # Outlines are thin and dark; black hair is everything.
    ink = light < (0 if luminance(palette.hair) < 46 else 42)
    # A collar around the jaw is not the head.
    worn = _near(view.pixels, palette.top) < 45
    hooded = distance(palette.hair, palette.top) < 34
    if not hooded:
        view = replace(view, solid=view.solid & ~(worn & (view.down > 0.75)))
    half = _half_widths(view)
    outer = view.solid & (np.abs(view.across) > 0.70 * half[:, None]) & ~ink
    upper = as_colour(palette.hair)
    bald_top = bool(_like_skin(np.asarray(palette.hair, np.float32)[None, None], palette)[0, 0])

    def rows(first: float, last: float) -> Array:
        return (view.down >= first) & (view.down < last)

    temples = outer & rows(0.40, 0.72)
    own = temples & ~skin
    share = float(own.sum()) / max(1.0, float(temples.sum()))
    side = _commonest(view.pixels[own]) if share > 0.12 else None
    beside = view.solid & ~ink & rows(0.80, 1.0) & (np.abs(view.across) > 0.70 * half[:, None])
    hangs = float((beside & ~skin).sum() / max(1, beside.sum())) > 0.5
    middle = view.solid & ~ink & rows(0.72, 0.90) & (np.abs(view.across) < 0.14)
    bare_chin = float((middle & skin).sum() / max(1, middle.sum())) > 0.35
    widest = float(half[rows(0.42, 0.75)[:, 0]].max(initial=0.01))
    jaw = float(np.median(half[rows(0.86, 0.96)[:, 0]])) if rows(0.86, 0.96).any() else 0.0
    if side is None:  # Hair that is drawn as a cap on top covers the whole back of the head.
        return Cover(upper, upper, None, hat=False, end=None, ears=share < 0.72)
    gap = distance(side, upper)
    steps = _brim_steps(half, view)
    hue = distance(np.asarray(side, float) * (luminance(upper) / max(1.0, luminance(side))), upper)
    parted = bald_top or gap > 95 or (gap > 50 and hue > 38) or (gap > 34 and steps)
    # A beard hides the chin too, but narrows towards it; a hood or scarf does not, and leaves no room for a hat.
    long = hangs and (bare_chin or (jaw > 0.88 * widest and not parted))
    ears = share < 0.72 and not long
    end = (1.10 if hooded else _hanging_end(view, side if parted else upper, side)) if long else None
    if not parted:
        return Cover(upper, upper, None, hat=False, end=end, ears=ears)
    edge = _edge(view, outer, upper, side)
    return Cover(upper, side, edge, hat=not bald_top, end=end, ears=ears)


def back_head(sprite: Array, head: HeadLines, front: HeadSprite, cover: Cover, skin: Colour) -> HeadSprite:
    """The head from behind, with the neck below and the hair that hangs beside it."""
    end = max(1.22, (cover.end or 0.0) + 0.02)
    view = _window(sprite, head, end)
    size = head.height
    x0, y0 = _origin(head)
    axis, top = head.centre - x0, head.top - y0
    shape = view.down.shape
    alpha = np.zeros(shape, np.float32)
    # The front head's mask leaves out whatever else is beside the head, a raised hand for one.
    left, up = round(axis - front.axis), round(top - front.top)
    part = front.pixels[max(0, -up) :, max(0, -left) :, 3][: shape[0] - max(0, up), : shape[1] - max(0, left)]
    alpha[max(0, up) :, max(0, left) :][: part.shape[0], : part.shape[1]] = part / 255
    across, down = np.abs(view.across), view.down
    neck = np.clip((_NECK_HALF - across) * size / 2 + 0.5, 0, 1) * (down > 0.7) * (down < 1.06)
    half = _half_widths(view)
    if cover.end is None:
        wide = float(np.percentile(half[(down[:, 0] > 0.4) & (down[:, 0] < _EAR)], 70)) if shape[0] > 9 else 0.4
        round_off = np.sqrt(np.clip(1 - ((down - _EAR) / (0.96 - _EAR)) ** 2, 0, 1))
        limit = np.where(down < _EAR, 9.0, _NECK_HALF * 0.9 + (wide - _NECK_HALF * 0.9) * round_off)
        alpha *= np.clip((limit - across) * size / 2 + 0.5, 0, 1) * (down < 0.97)
        hair = np.clip((_NAPE - 0.9 * across**2 - down) * size / 2 + 0.5, 0, 1)
    else:
        alpha *= down < 1.0
        hanging = _hanging_shape(view, half, cover.end)
        alpha = np.maximum(alpha, hanging)
        hair = np.maximum(np.where(down < 0.97, 1.0, 0.0), hanging)
    alpha = np.maximum(alpha, neck)
    pixels = _fill(view, cover, hair.astype(np.float32), skin)
    alpha8 = (np.clip(alpha, 0, 1) * 255).astype(np.uint8)
    if cover.ears:
        _ears(pixels, alpha8, axis, top, size, float(np.median(half[(down[:, 0] > 0.5) & (down[:, 0] < 0.62)])), skin)
    thick = max(3, int(size * 0.013)) | 1
    core = cv2.erode(alpha8, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick)))
    line = np.empty_like(pixels)
    line[:] = INK
    blend(pixels, line, cv2.subtract(alpha8, core))
    return HeadSprite(np.dstack([pixels, alpha8]), axis, top, top + size)


def figure_from_behind(
    sprite: Array,
    head: HeadLines,
    front: HeadSprite,
    back: HeadSprite,
    palette: Palette,
    *,
    full: bool,
    chest: float,
    hangs: bool,
) -> Array:
    """The whole figure from behind, RGBA: its outline, the garment without its front, the back of the head.

    Args:
        sprite: The figure from the front.
        head: Its head's lines.
        front: The head on its own.
        back: The head from behind.
        palette: Costume colours.
        full: The feet are in it.
        chest: Half the chest's width in pixels, arms left out.
        hangs: Hair hangs over the collar.
    """
    turned = sprite.copy()
    height, width = sprite.shape[:2]
    size = head.height
    first = int(np.clip(head.chin - 0.25 * size, 0, height - 1))
    hem = head.top + (0.555 + 0.195 * palette.hem) * (height - head.top) if full else float(height)
    last = int(min(height, hem + 0.012 * height))
    across = (np.arange(width, dtype=np.float32) - head.centre) / size
    folds = 1 - 0.16 * np.abs(across) - 0.10 * np.exp(-((across / 0.03) ** 2))
    row = np.asarray(palette.top, np.float32)[None] * np.clip(folds, 0.55, 1)[:, None]
    cloth = np.ascontiguousarray(np.broadcast_to(row.clip(0, 255).astype(np.uint8), (last - first, width, 3)))
    # Sleeves look the same from behind, and the ink of the outline stays.
    reach = chest * 1.2 / size
    middle = np.clip((reach - np.abs(across)) / (0.12 * reach), 0, 1)
    rows = np.arange(first, last, dtype=np.float32)
    level = np.clip((rows - (head.chin + 0.04 * size)) / (0.06 * size), 0, 1)
    if full:
        level *= np.clip((hem - rows) / (0.012 * height) + 1, 0, 1)
    grow = 2 * max(2, int(size * 0.012)) + 1
    inside = cv2.erode(np.ascontiguousarray(sprite[first:last, :, 3]), np.ones((grow, grow), np.uint8))
    plain = (level[:, None] * middle[None] * 255).astype(np.uint8)
    colours = np.ascontiguousarray(turned[first:last, :, :3])
    blend(colours, cloth, cv2.multiply(inside, plain, scale=1 / 255))
    turned[first:last, :, :3] = colours
    _take_off(turned, head, front)
    place = round(head.centre - back.axis), round(head.top - back.top)
    if not hangs:
        _lay(turned, back, *place)
    _collar(turned, head, as_colour(palette.top))
    if hangs:
        _lay(turned, back, *place)
    return turned


def _origin(head: HeadLines) -> tuple[int, int]:
    half = 0.85 * max(head.height, head.width)
    return int(max(0, head.centre - half)), int(max(0, head.top - 0.02 * head.height))


def _window(sprite: Array, head: HeadLines, end: float, *, step: int = 1) -> _Window:
    x0, y0 = _origin(head)
    x1 = int(min(sprite.shape[1], head.centre + 0.85 * max(head.height, head.width))) + 1
    y1 = int(min(sprite.shape[0], head.top + end * head.height)) + 1
    part = sprite[y0:y1:step, x0:x1:step]
    y = np.arange(y0, y1, step, dtype=np.float32)[: part.shape[0], None]
    x = np.arange(x0, x1, step, dtype=np.float32)[None, : part.shape[1]]
    return _Window(
        part[..., :3].astype(np.float32),
        part[..., 3] > 128,
        np.ascontiguousarray(np.broadcast_to((y - head.top) / head.height, part.shape[:2])),
        np.ascontiguousarray(np.broadcast_to((x - head.centre) / head.height, part.shape[:2])),
    )


def _half_widths(view: _Window) -> Array:
    """Per row, how far the figure reaches from the axis, in head heights."""
    reach = np.where(view.solid, np.abs(view.across), 0)
    return np.asarray(cv2.blur(reach.max(1).reshape(-1, 1), (1, 3)).ravel())


def _like_skin(pixels: Array, palette: Palette) -> Array:
    """Skin, or skin in shade or blushing."""
    skin = np.asarray(palette.skin, np.float32)
    light = pixels @ np.array([0.299, 0.587, 0.114], np.float32)
    bright = luminance(skin)
    even = pixels * (bright / np.maximum(light, 1.0))[..., None]
    return np.asarray((light > 0.6 * bright) & (_near(even, palette.skin) < 42) & (light < 1.25 * bright))


def _near(pixels: Array, colour: Sequence[float]) -> Array:
    """How far every pixel is from a colour."""
    return np.asarray(np.linalg.norm(pixels - np.asarray(colour, np.float32), axis=2))


def _commonest(pixels: Array) -> Colour:
    keys = (pixels // 24).astype(np.int64) @ np.array([196, 14, 1])
    values, counts = np.unique(keys, return_counts=True)
    return as_colour(np.median(pixels[keys == values[np.argmax(counts)]], axis=0))


def _brim_steps(half: Array, view: _Window) -> bool:
    """The outline steps in below something on the upper head: a brim or a band."""
    down = view.down[:, 0]
    reach = max(2, int(0.07 / max(1e-6, float(down[1] - down[0]))))
    rows = np.flatnonzero((down > 0.12) & (down < 0.52))
    return any(half[row] > 1.08 * half[row + reach : row + 3 * reach].max(initial=0.3) for row in rows)


def _edge(view: _Window, outer: Array, upper: Colour, side: Colour) -> float:
    """Where the upper colour ends at the sides of the head, in head heights."""
    nearer = _near(view.pixels, upper) < _near(view.pixels, side)
    down = view.down[:, 0]
    rows = (down > 0.08) & (down < 0.62)
    counts = np.maximum(outer.sum(1), 1)
    mine = (outer & nearer).sum(1) / counts > 0.5
    last = down[rows & mine & (outer.sum(1) > 2)]
    if not len(last):
        return 0.4
    gaps = np.flatnonzero(np.diff(last) > 0.08)
    return float(np.clip(last[gaps[0]] if len(gaps) else last[-1], 0.18, 0.60))


def _hanging_end(view: _Window, colour: Colour, other: Colour) -> float:
    """How far down hair (or hood) goes beside the neck."""
    light = view.pixels @ np.array([0.299, 0.587, 0.114], np.float32)
    even = view.pixels * (luminance(colour) / np.maximum(light, 1.0))[..., None]
    like = np.minimum(_near(view.pixels, colour), _near(view.pixels, other)) < 40
    # Locks in shade have the hue only.
    like |= (_near(even, colour) < 26) & (light > 30) & (light < 1.2 * luminance(colour))
    beside = (np.abs(view.across) > 0.2) & (np.abs(view.across) < 0.62)
    per_row = (like & beside & view.solid).sum(1) * float(abs(view.across[0, 1] - view.across[0, 0]))
    down = view.down[:, 0]
    hair = down[(per_row > 0.08) & (down > 0.7)]
    if not len(hair):
        return 0.98
    gaps = np.flatnonzero(np.diff(hair) > 0.10)
    return float(np.clip(hair[gaps[0]] if len(gaps) else hair[-1], 0.94, 2.4))


def _hanging_shape(view: _Window, half: Array, end: float) -> Array:
    """Hair below the jaw: as wide as the head, its lower edge a soft curve."""
    down, across = view.down, np.abs(view.across)
    size = 1 / max(1e-6, float(down[1, 0] - down[0, 0]))
    wide = float(np.median(half[(down[:, 0] > 0.78) & (down[:, 0] < 0.95)]))
    taper = 1 - 0.10 * np.clip((down - 0.9) / max(0.2, end - 0.9), 0, 1)
    inside = np.clip((wide * taper - across) * size / 2 + 0.5, 0, 1)
    curve = end - 0.12 * (across / max(wide, 0.1)) ** 2
    return np.asarray(inside * np.clip((curve - down) * size / 2 + 0.5, 0, 1) * (down > 0.8))


def _fill(view: _Window, cover: Cover, hair: Array, skin: Colour) -> Array:
    down, across = view.down, view.across
    light = (1.03 - 0.16 * np.clip(down, 0, 1) - 0.30 * across**2).astype(np.float32)
    bald = distance(cover.lower, skin) < 12
    if bald:
        even = (light - 0.34 * np.clip((down - 0.66) / 0.4, 0, 1))[..., None]
        return np.asarray(np.clip(np.asarray(skin, np.float32) * even, 0, 255).astype(np.uint8))
    strands: Array = (1 + 0.03 * np.sin(across * 44 + 1.6 * np.sin(down * 5)) * (down > 0.1)).astype(np.float32)
    tone: Array = np.broadcast_to(np.asarray(cover.lower, np.float32), (*down.shape, 3))
    if cover.edge is not None:
        # The rim of a hat is seen from a little below; a bald crown ends in a rising curve.
        edge = cover.edge + (0.02 - 0.16 * across**2 if cover.hat else 0.06 - 0.5 * across**2)
        size = 1 / max(1e-6, float(down[1, 0] - down[0, 0]))
        above = np.clip((edge - down) * size / 2 + 0.5, 0, 1)[..., None]
        strands = np.where(down < edge, 1.0, strands)
        tone = tone * (1 - above) + np.asarray(cover.upper, np.float32) * above
        if cover.hat:
            rim = np.clip(1 - np.abs(edge - down) / 0.011, 0, 1)[..., None]
            tone = tone * (1 - rim) + np.asarray(INK, np.float32) * rim
    covered = tone * (light * strands)[..., None]
    shadow = 0.84 - 0.10 * np.clip((0.98 - down) / 0.1, 0, 1) - 0.6 * across**2
    bare = np.asarray(skin, np.float32) * shadow[..., None]
    return np.asarray(np.clip(covered * hair[..., None] + bare * (1 - hair[..., None]), 0, 255).astype(np.uint8))


def _ears(pixels: Array, alpha: Array, axis: float, top: float, size: float, half: float, skin: Colour) -> None:
    for sign in (-1, 1):
        centre = (round((axis + sign * (half - 0.045) * size) * 16), round((top + 0.58 * size) * 16))
        for grow, colour in ((0.012, INK), (0.0, shade(skin, 0.92))):
            axes = (round((0.045 + grow) * size * 16), round((0.10 + grow) * size * 16))
            cv2.ellipse(pixels, centre, axes, 0, 0, 360, colour, -1, cv2.LINE_AA, 4)
            cv2.ellipse(alpha, centre, axes, 0, 0, 360, 255, -1, cv2.LINE_AA, 4)


def _take_off(turned: Array, head: HeadLines, front: HeadSprite) -> None:
    """Remove the front of the head from the outline: beards and chins are not seen from behind."""
    x0, y0 = round(head.centre - front.axis), round(head.top - front.top)
    window = turned[max(0, y0) : y0 + front.pixels.shape[0], max(0, x0) : x0 + front.pixels.shape[1], 3]
    mine = front.pixels[max(0, -y0) :, max(0, -x0) :, 3][: window.shape[0], : window.shape[1]]
    window[:] = cv2.subtract(np.ascontiguousarray(window), np.ascontiguousarray(mine))


def _collar(turned: Array, head: HeadLines, cloth: Colour) -> None:
    """The collar (or the back of a neckline) closes the coat around the neck."""
    size, chin, centre = head.height, head.chin, head.centre
    share = np.linspace(-1, 1, 15)
    upper = np.stack([centre + share * 0.27 * size, chin + (0.03 + 0.05 * (1 - share**2)) * size], 1)
    lower = np.stack([centre + share * 0.46 * size, chin + (0.24 + 0.07 * (1 - share**2)) * size], 1)
    outline = [np.round(np.vstack([upper, lower[::-1]]) * 16).astype(np.int32)]
    colours, alpha = np.ascontiguousarray(turned[..., :3]), np.ascontiguousarray(turned[..., 3])
    last = int(min(len(turned), chin + 0.5 * size))
    colours, alpha = colours[:last], alpha[:last]
    cv2.fillPoly(colours, outline, shade(cloth, 0.95), cv2.LINE_AA, 4)
    cv2.fillPoly(alpha, outline, 255, cv2.LINE_AA, 4)
    thick = max(2, round(0.013 * size))
    for edge in (upper, lower):
        cv2.polylines(colours, [np.round(edge * 16).astype(np.int32)], False, INK, thick, cv2.LINE_AA, 4)
    turned[:last, :, :3], turned[:last, :, 3] = colours, alpha


def _lay(turned: Array, back: HeadSprite, x0: int, y0: int) -> None:
    """Put the back of the head on."""
    window = turned[max(0, y0) : y0 + back.pixels.shape[0], max(0, x0) : x0 + back.pixels.shape[1]]
    over = back.pixels[max(0, -y0) :, max(0, -x0) :][: window.shape[0], : window.shape[1]]
    colours, alpha = np.ascontiguousarray(window[..., :3]), np.ascontiguousarray(over[..., 3])
    blend(colours, np.ascontiguousarray(over[..., :3]), alpha)
    window[..., :3] = colours
    window[..., 3] = np.maximum(window[..., 3], alpha)
