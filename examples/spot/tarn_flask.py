"""The product: the Tarn flask, orange enamel with a cream cup for a lid, a carrying cord and a mountain on its front."""

from __future__ import annotations

import numpy as np
from poster import Sheet, ellipse, limb, shape

SIZE, WIDE = (800, 1600), 500.0
MIDDLE = 250.0
ORANGE, ORANGE_DARK, ORANGE_LIGHT = "#ee6a2c", "#c74a1c", "#ff9a5c"
CREAM, CREAM_DARK, CREAM_LIGHT = "#f6ead2", "#d9c39c", "#fffaf0"
TEAL, TEAL_DARK = "#1f4a52", "#15343c"
_STROKE = 11.0


def draw(sheet: Sheet) -> None:
    """Draw it standing, seen from straight ahead, lit from the left."""
    _cord(sheet)
    _body(sheet)
    _emblem(sheet)
    _wordmark(sheet)
    _cup(sheet)


def _body(sheet: Sheet) -> None:
    base = shape("118,884! 382,884! 380,946 364,966! 136,966! 120,946")
    sheet.cut(base, TEAL, shadow=TEAL_DARK, side=shape("318,860! 420,860! 420,980! 318,980!"))
    body = shape("112,344 128,300 166,284! 334,284! 372,300 388,344 388,890! 112,890!")
    sheet.cut(body, ORANGE, shadow=ORANGE_DARK, side=shape("322,270! 420,270! 420,900! 322,900!"))
    sheet.soft(shape("146,318! 178,318! 178,868! 146,868!"), ORANGE_LIGHT, 5, within=body, strength=0.95)
    sheet.soft(shape("372,300! 392,300! 392,890! 372,890!"), ORANGE, 4, within=body, strength=0.6)
    band = shape("112,856! 388,856! 388,872! 112,872!")
    sheet.cut(band, CREAM, shadow=CREAM_DARK, side=shape("322,850! 420,850! 420,880! 322,880!"))


def _cup(sheet: Sheet) -> None:
    neck = shape("160,250! 340,250! 340,292! 160,292!")
    sheet.cut(neck, TEAL, shadow=TEAL_DARK, side=shape("300,240! 360,240! 360,300! 300,300!"))
    cup = shape("128,92 142,62 172,54! 328,54! 358,62 372,92 362,252 350,262! 150,262! 138,252")
    sheet.cut(cup, CREAM, shadow=CREAM_DARK, side=shape("318,40! 400,40! 400,280! 308,280!"))
    sheet.soft(shape("154,82! 184,82! 190,246! 162,246!"), CREAM_LIGHT, 5, within=cup)
    for y in (206, 226):
        sheet.cut(shape(f"120,{y}! 380,{y}! 380,{y + 7}! 120,{y + 7}!"), CREAM_DARK, within=cup)


def _cord(sheet: Sheet) -> None:
    cord = limb("338,272! 420,262 458,330 446,420 404,452!", (17, 17, 17, 17))
    sheet.cut(cord, TEAL)
    sheet.cut(ellipse(398, 452, 19, 19), TEAL_DARK)


def _emblem(sheet: Sheet) -> None:
    """A mountain, and the tarn below it, in a round window."""
    window = ellipse(MIDDLE, 424, 92, 92)
    sheet.cut(window, CREAM)
    sheet.cut(ellipse(286, 386, 24, 24), ORANGE, within=window)
    peak = shape("140,474! 222,358! 258,406! 280,384! 370,474!")
    sheet.cut(peak, TEAL, within=window)
    sheet.cut(shape("222,358! 240,382! 228,390! 218,382! 206,394! 202,386!"), CREAM_LIGHT, within=window)
    sheet.cut(shape("140,474! 370,474! 370,534! 140,534!"), "#7fb0ac", within=window)
    for y, left, right in ((488, 190, 262), (502, 226, 318)):
        sheet.cut(shape(f"{left},{y}! {right},{y}! {right},{y + 5}! {left},{y + 5}!"), CREAM, within=window)


def _wordmark(sheet: Sheet) -> None:
    """TARN in capitals, from straight strokes and one bow."""
    top, low = 560.0, 642.0
    bow = [(262 + 38 * float(np.sin(turn)), top + 21 - 21 * float(np.cos(turn))) for turn in np.linspace(0, np.pi, 24)]
    for letter in (
        [(138, top), (188, top)],
        [(163, top), (163, low)],
        [(197, low), (222, top), (247, low)],
        [(206, low - 24), (238, low - 24)],
        [(262, low), (262, top), *bow],
        [(276, low - 40), (302, low)],
        [(323, low), (323, top), (364, low), (364, top)],
    ):
        sheet.stroke(letter, _STROKE, CREAM_LIGHT)
