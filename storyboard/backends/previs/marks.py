"""What weather, dirt and wounds leave on a figure."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas, blend
from storyboard.backends.previs.colour import Array, Colour, seed_of
from storyboard.backends.previs.kit import Kit

_WET = re.compile(r"\b(?:wet|soaked|soaking|drenched|dripping|rain-?soaked|sodden)\b", re.IGNORECASE)
_DIRTY = re.compile(
    r"\b(?:dirty|filthy|mud(?:dy|died)?|dust(?:y|ed)?|soot(?:y)?|grimy|grubby|oil-?stained|ash)\b", re.IGNORECASE
)
_BLOOD = re.compile(
    r"\b(?:cuts?|gash(?:ed)?|bleed(?:s|ing)?|blood(?:y|ied)?|wound(?:ed|s)?|injured|scratch(?:es|ed)?)\b", re.IGNORECASE
)
_BRUISE = re.compile(r"\b(?:bruis(?:e|ed|es)|black eye|beaten|battered)\b", re.IGNORECASE)
_PLASTER = re.compile(r"\b(?:bandag(?:e|ed|es)|plasters?|band-?aid|stitches|dressing on)\b", re.IGNORECASE)
_LEFT = re.compile(r"\bleft\b", re.IGNORECASE)
_RED: Colour = (158, 30, 32)
_GAUZE: Colour = (238, 232, 218)
_MUD: Colour = (104, 84, 62)
_PURPLE: Colour = (116, 74, 118)


def leave_marks(kit: Kit, state: str, injury: str, clothes: Array) -> Kit:
    """A kit wet, dirty, cut, bruised or bandaged as the words say; itself where they say nothing of it.

    Args:
        kit: Whose.
        state: What is said of how they are.
        injury: What is said of what is wounded.
        clothes: Where clothes are on the sprite, bool.
    """
    told = f"{state}; {injury}"
    wet, dirty = _WET.search(told), _DIRTY.search(told)
    wounds = [found for found in (_BLOOD, _BRUISE, _PLASTER) if found.search(told)]
    if not (wet or dirty or (wounds and kit.head.sure)):
        return kit
    sprite = kit.sprite.copy()
    if wet:
        _soak(sprite, kit, clothes)
    if dirty:
        _smear(sprite, kit, clothes)
    if kit.head.sure:
        _wound(sprite, kit, wounds, told)
    return replace(kit, sprite=sprite)


def _soak(sprite: Array, kit: Kit, clothes: Array) -> None:
    """Wet cloth is darker and deeper in colour; so is hair, which the colour of hair tells from the face."""
    away = np.linalg.norm(sprite[..., :3].astype(np.float32) - np.asarray(kit.palette.hair, np.float32), axis=2)
    hair = away < 46
    hair[int(kit.head.chin + kit.head.height) :] = False
    cover = cv2.GaussianBlur((clothes | hair).astype(np.float32), (0, 0), 1.2)[..., None]
    flat = sprite[..., :3].astype(np.float32)
    light = flat @ np.array([0.299, 0.587, 0.114], np.float32)
    deep = (light[..., None] + (flat - light[..., None]) * 1.2) * 0.72
    sprite[..., :3] = np.clip(flat * (1 - cover) + deep * cover, 0, 255).astype(np.uint8)


def _smear(sprite: Array, kit: Kit, clothes: Array) -> None:
    """Smudges on clothes and one on a cheek; the same for the same person in every shot."""
    seed, size = seed_of("dirt", kit.name.casefold()), kit.head.height
    rows, columns = np.nonzero(clothes)
    if not len(rows):
        return
    layer = _layer(sprite)
    for index in range(26):
        at = (seed * 7919 + index * 104729 * 31) % len(rows)
        wide = size * (0.04 + 0.05 * ((seed >> (index % 16)) % 8) / 8)
        layer.ellipse((float(columns[at]), float(rows[at])), (wide, wide * 0.62), _MUD)
    cheek = (kit.head.centre + 0.2 * size, (kit.head.eyes + kit.head.chin) / 2)
    layer.ellipse(cheek, (0.09 * size, 0.045 * size), _MUD)
    face = np.zeros(clothes.shape, bool)
    face[int(kit.head.eyes) : int(kit.head.chin), int(max(0, kit.head.centre - 0.4 * size)) :] = True
    assert layer.mask is not None
    layer.mask = cv2.blur(layer.mask, (2 * int(0.02 * size) + 1,) * 2)
    layer.mask[~(clothes | face)] = 0
    _put(sprite, layer, 0.5)


def _wound(sprite: Array, kit: Kit, wounds: list[re.Pattern[str]], told: str) -> None:
    """On the brow or the cheek of one side of the face: their left is the picture's right."""
    head, unit = kit.head, kit.head.chin - kit.head.eyes
    side = 1 if _LEFT.search(told) else -1
    layer = _layer(sprite)
    layer.unit = 1.0
    brow = np.array([head.centre + side * 0.42 * unit, head.eyes - 0.44 * unit])
    cheek = np.array([head.centre + side * 0.46 * unit, head.eyes + 0.34 * unit])
    line = 0.035 * unit
    if _BRUISE in wounds:
        bruise = _layer(sprite)
        bruise.ellipse(cheek - (0, 0.12 * unit), (0.2 * unit, 0.12 * unit), _PURPLE)
        assert bruise.mask is not None
        bruise.mask = cv2.blur(bruise.mask, (2 * int(0.06 * unit) + 1,) * 2)
        _put(sprite, bruise, 0.55)
    if _BLOOD in wounds:
        scratch = np.array([(-0.10, -0.07), (0.10, 0.05)])
        for index, shift in enumerate(((0.0, 0.0), (0.06, 0.05), (-0.05, 0.07))):
            layer.stroke(cheek + (scratch + np.array(shift)) * unit, line, _RED, seed=index)
        layer.stroke(brow + np.array([(0, 0), (0.01, 0.14), (-0.01, 0.26)]) * unit, line * 1.3, _RED)
    if _PLASTER in wounds:
        lean = math.radians(24 * side)
        along = np.array([math.cos(lean), math.sin(lean)]) * 0.20 * unit
        across = np.array([-math.sin(lean), math.cos(lean)]) * 0.075 * unit
        strip = np.array([brow - along - across, brow + along - across, brow + along + across, brow - along + across])
        layer.polygon(strip, _GAUZE)
        layer.stroke(np.vstack([strip, strip[:1]]), 0.022 * unit, (92, 82, 78), taper=0.1)
    assert layer.mask is not None
    layer.mask = np.minimum(layer.mask, np.ascontiguousarray(sprite[..., 3]))
    _put(sprite, layer, 1.0)


def _layer(sprite: Array) -> Canvas:
    size = (sprite.shape[1], sprite.shape[0])
    return Canvas(size, (0, 0, *size))


def _put(sprite: Array, layer: Canvas, share: float) -> None:
    assert layer.mask is not None
    colours = np.ascontiguousarray(sprite[..., :3])
    blend(colours, layer.pixels, cv2.convertScaleAbs(layer.mask, alpha=share))
    sprite[..., :3] = colours
