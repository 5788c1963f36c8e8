"""A head on its own: cropped from its figure with the hair that falls below the chin, without the garment."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.back import HeadSprite
from storyboard.backends.previs.colour import Array, distance
from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.palette import Palette, commonest

# How far below the chin hair is followed, in head heights.
FALL = 1.7


def front_head(sprite: Array, head: HeadLines, palette: Palette | None = None, hair: Array | None = None) -> HeadSprite:
    """The head with a little neck, cut from the figure along a soft egg; given `hair`, with what falls below."""
    size, axis = head.height, head.centre
    sprite = sprite[: int(head.chin + (FALL if hair is not None else 0.25) * size) + 1]
    height, width = sprite.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    half = max(0.60 * size, 0.56 * head.width)
    egg = ((x - axis) / half) ** 2 + ((y - head.top - size * 0.48) / (size * 0.62)) ** 2
    keep = np.clip((1.0 - egg) * 6 + 0.5, 0, 1)
    above = np.clip((head.chin - 0.14 * size - y) / (size * 0.03) + 0.5, 0, 1) * (
        np.abs(x - axis) < max(size, head.width) * 0.9
    )
    neck = ((np.abs(x - axis) < size * 0.17) & (y < head.chin + size * 0.2) & (y > head.top + size * 0.48)).astype(
        np.float32
    )
    keep = np.maximum(np.maximum(keep, above), neck) * np.clip((head.chin + size * 0.16 - y) / (size * 0.06), 0, 1)
    if palette is not None:
        keep[_garment(sprite, head, palette)] = 0
    if hair is not None:
        keep = np.maximum(keep, hair)
    alpha = sprite[..., 3].astype(np.float32) / 255 * keep
    _, labels, stats, _ = cv2.connectedComponentsWithStats((alpha > 0.05).astype(np.uint8), connectivity=8)
    # A piece of a raised arm is not of the head.
    alpha[
        ~np.isin(labels, np.flatnonzero(stats[:, cv2.CC_STAT_AREA] > 0.1 * stats[1:, cv2.CC_STAT_AREA].max(initial=0)))
    ] = 0
    rows, columns = np.nonzero(alpha > 0.05)
    x0, x1, y0, y1 = columns.min(), columns.max() + 1, rows.min(), rows.max() + 1
    pixels = np.dstack([sprite[y0:y1, x0:x1, :3], (alpha[y0:y1, x0:x1] * 255).astype(np.uint8)])
    return HeadSprite(np.ascontiguousarray(pixels), axis - float(x0), head.top - float(y0), head.chin - float(y0))


def falling_hair(sprite: Array, head: HeadLines, palette: Palette) -> Array:
    """Where hair hangs below the chin: 0 to 1, float32, rows from 0 to `FALL` heads below the chin, sprite's width.

    Its colour is what is beside the cheeks and is no skin; it goes down from there without a gap.
    """
    size, middle = head.height, head.centre
    part = sprite[: int(head.chin + FALL * size) + 1]
    nothing = np.zeros(part.shape[:2], np.float32)
    colours, solid = np.ascontiguousarray(part[..., :3]), part[..., 3] > 128
    y0, y1 = head.eyes, head.chin - 0.08 * size
    sides = solid.copy()
    sides[:, int(max(0, middle - 0.34 * head.width)) : int(middle + 0.34 * head.width) + 1] = False
    colour = commonest(colours, sides, middle - 0.5 * head.width, middle + 0.5 * head.width, y0, y1, but=palette.skin)
    if colour is None or distance(colour, palette.skin) < 42 or distance(colour, palette.top) < 45:
        return nothing
    lab = cv2.cvtColor(colours, cv2.COLOR_RGB2LAB).astype(np.float32)
    own = cv2.cvtColor(np.array([[colour]], np.float32).clip(0, 255).astype(np.uint8), cv2.COLOR_RGB2LAB)[0, 0]
    shade, tint = lab[..., 0] - float(own[0]), np.hypot(lab[..., 1] - float(own[1]), lab[..., 2] - float(own[2]))
    like = ((np.abs(shade) < 52) & (tint < 17) & solid).astype(np.uint8)
    # Lines of ink are thin; locks are not.
    thin = 2 * max(1, round(0.018 * size)) + 1
    like = cv2.morphologyEx(like, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thin, thin)))
    like[: int(y0)] = 0
    like[:, : int(max(0, middle - 1.1 * size))] = 0
    like[:, int(middle + 1.1 * size) + 1 :] = 0
    _, labels = cv2.connectedComponents(like, connectivity=4)
    beside = np.unique(labels[int(y0) : max(int(y0) + 1, int(y1))])
    hair = np.isin(labels, beside[beside > 0])
    # In the middle there is the neck, a beard or a shirt.
    throat = slice(int(max(0, middle - 0.17 * size)), int(middle + 0.17 * size) + 1)
    hair[int(head.chin + 0.12 * size) :, throat] = False
    if hair[int(head.chin + 0.06 * size) :].sum() < 0.015 * size**2:
        return nothing
    # The line around the locks belongs to them.
    grown = cv2.dilate(hair.astype(np.uint8), np.ones((thin, thin), np.uint8))
    return np.asarray(cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 1.0) * solid)


def _garment(sprite: Array, head: HeadLines, palette: Palette) -> Array:
    """Where the upper garment reaches above the lower edge of a head's crop: bool, of the sprite's size."""
    y = np.arange(sprite.shape[0])[:, None]
    if min(distance(palette.top, palette.skin), distance(palette.top, palette.hair)) < 45:
        return np.zeros(sprite.shape[:2], bool)
    away = np.linalg.norm(sprite[..., :3].astype(np.float32) - np.asarray(palette.top, np.float32), axis=2)
    return np.asarray((away < 40) & (y > head.chin - 0.02 * head.height))
