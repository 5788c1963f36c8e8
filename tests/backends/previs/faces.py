"""Faces of several hands, with brows, drawn for these tests: ink on white, a cartoon, one shaded as a photograph is."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from storyboard.backends.previs.kit import Kit, build_kit

from .conftest import INK, figure, on_ground

FACES = ("cartoon", "ink", "shaded", "dark")


@cache
def face_kit(style: str) -> Kit:
    """The kit of somebody drawn in a style; a ``fringe`` hides the brows."""
    if style in {"shaded", "dark"}:
        return build_kit(_shaded((196, 150, 122) if style == "shaded" else (112, 76, 58)), style)
    if style == "ink":
        sheet = _uncoloured(figure(hair=INK))
        ImageDraw.Draw(sheet).line((180, 184, 192, 187, 208, 187, 220, 184), fill=INK, width=4)
    else:
        sheet = figure(hair=(90, 60, 40))
    draw = ImageDraw.Draw(sheet)
    if style == "fringe":
        draw.chord((142, 62, 258, 190), 180, 360, fill=(90, 60, 40))
        return build_kit(np.asarray(on_ground(sheet)), style)
    if style == "cartoon":
        for side in (-1, 1):
            middle = 200 + side * 26
            draw.ellipse((middle - 17, 128, middle + 17, 160), fill="white", outline=INK, width=3)
            draw.ellipse((middle - 6, 136, middle + 6, 150), fill=INK)
    for side in (-1, 1):
        draw.line((200 + side * 12, 124, 200 + side * 42, 123), fill=INK, width=4)
    return build_kit(np.asarray(on_ground(sheet, (206, 218, 226) if style == "ink" else (228, 230, 226))), style)


def _uncoloured(sheet: Image.Image) -> Image.Image:
    pixels = np.asarray(sheet).copy()
    pixels[pixels[..., :3].max(2) > 90, :3] = 252
    return Image.fromarray(pixels)


def _shaded(skin: tuple[int, int, int]) -> np.ndarray:
    """Somebody without a line, lit from one side, before a plain wall."""
    sheet = Image.new("RGB", (440, 900), (214, 214, 214))
    draw = ImageDraw.Draw(sheet)
    hair = (44, 32, 26)
    draw.rounded_rectangle((124, 236, 316, 540), 40, fill=(70, 90, 120))
    for side in (-1, 1):
        draw.rounded_rectangle((220 + side * 112 - 22, 250, 220 + side * 112 + 22, 520), 20, fill=(66, 84, 112))
        draw.ellipse((220 + side * 112 - 18, 505, 220 + side * 112 + 18, 555), fill=skin)
        draw.rounded_rectangle((220 + side * 46 - 36, 520, 220 + side * 46 + 36, 850), 20, fill=(52, 52, 62))
        draw.ellipse((220 + side * 52 - 42, 826, 220 + side * 52 + 42, 866), fill=(40, 32, 30))
    draw.rectangle((196, 190, 244, 250), fill=tuple(int(0.7 * channel) for channel in skin))
    draw.ellipse((132, 36, 308, 226), fill=hair)
    draw.ellipse((148, 58, 292, 234), fill=skin)
    draw.chord((140, 40, 300, 150), 190, 350, fill=hair)
    for side in (-1, 1):
        middle = 220 + side * 32
        draw.ellipse((middle - 16, 136, middle + 16, 152), fill=(230, 224, 216))
        draw.ellipse((middle - 7, 136, middle + 7, 151), fill=(40, 28, 22))
        draw.rounded_rectangle((middle - 22, 115, middle + 22, 123), 4, fill=hair)
    draw.ellipse((208, 172, 214, 177), fill=(80, 50, 44))
    draw.ellipse((226, 172, 232, 177), fill=(80, 50, 44))
    draw.ellipse((194, 193, 246, 206), fill=(160, 84, 80))
    draw.line((196, 199, 244, 199), fill=(84, 40, 40), width=2)
    soft = cv2.GaussianBlur(np.asarray(sheet).astype(np.float32), (0, 0), 0.9)
    light = np.linspace(1.06, 0.78, 440, dtype=np.float32)[None, :, None]
    lit = np.where((np.abs(soft - 214) > 3).any(2)[..., None], soft * light, soft)
    return np.clip(lit, 0, 255).astype(np.uint8)
