"""Tomas's head: face, beard and cap; and the colours that it shares with his clothes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from drawing import INK, Path2D, Points, Sheet, curve, ellipse, mixed, moved, shape, tube
from features import Eye, Skin, draw_eye

SKIN = Skin(base="#e4b08f", shadow="#bd8068", light="#f3cdb0", blush="#cf6a52")
BEARD, BEARD_DARK, BEARD_LIGHT = "#efece6", "#b9bac6", "#ffffff"
COAT, COAT_DARK, COAT_LIGHT = "#34476a", "#212d49", "#4d648c"
COAT_LINE = "#171b2c"
WOOL, WOOL_DARK, WOOL_LIGHT = "#ecdfc4", "#bfab88", "#f8f0df"
BLACK, BLACK_DARK, BLACK_LIGHT = "#3a3842", "#232129", "#575562"
BRASS = "#d9b05a"

FACE = (
    "428,170 427,200 430,230 438,262 456,296 480,316 500,320 526,312 552,290 568,258 573,228 574,198 "
    "572,168 556,140 500,130 444,142"
)


def draw_head(sheet: Sheet) -> None:
    """Ears, face and features, all but the brows."""
    ink = mixed(INK, SKIN.shadow, 0.12)
    for ear, inner in (
        (
            "572,192! 582,182 594,186 597,204 591,226 582,242 570,240!",
            "579,198 588,194 590,206 584,222 578,228",
        ),
        (
            "430,194! 422,184 413,188 411,204 416,226 424,240 432,238!",
            "425,198 418,196 417,206 422,220",
        ),
    ):
        sheet.model(shape(ear), mixed(SKIN.base, SKIN.blush, 0.25), SKIN.shadow, depth=6, soft=1.4)
        sheet.outline(shape(ear), 2.8)
        sheet.ink(curve(inner), 1.5, taper=(0.3, 0.5), colour=ink)
    face = shape(FACE)
    sheet.model(face, SKIN.base, SKIN.shadow, depth=12, soft=2.6, light=SKIN.light)
    sheet.paint(
        shape("424,130 576,130 576,176 540,184 498,186 456,182 426,172"),
        SKIN.shadow,
        within=face,
        soft=3,
        strength=0.85,
    )
    for centre in ((450, 232), (548, 232)):
        sheet.paint(ellipse(centre, 17, 11, 0), SKIN.blush, within=face, soft=5, strength=0.6)
    for socket in (ellipse((460, 196), 22, 13, 4), ellipse((530, 196), 23, 13, -4)):
        sheet.paint(socket, SKIN.shadow, within=face, soft=4, strength=0.75)
    sheet.outline(face, 3)
    draw_eye(sheet, Eye((460, 201), 29, 17, -1, "#5f8fbd", tilt=-0.6, lid=0.55, lash=2.8, gaze=(-1.2, -0.3)), SKIN)
    draw_eye(sheet, Eye((530, 201), 31, 17, 1, "#5f8fbd", tilt=-0.6, lid=0.55, lash=2.8, gaze=(-1.4, -0.3)), SKIN)
    for line, width in (
        ("446,213 458,218 474,214", 1.5),
        ("450,220 462,224 474,221", 1.1),
        ("518,214 532,218.5 546,213", 1.5),
        ("519,221 531,224.5 543,220", 1.1),
        ("442,202 434,199 431,195", 1.3),
        ("442,206 434,207 431,210", 1.2),
        ("550,202 560,199 566,194", 1.3),
        ("550,206 560,208 566,213", 1.3),
        ("548,210 556,215 560,221", 1.1),
        ("488,184 490,191 489,197", 1.4),
        ("500,184 499,190 501,195", 1.2),
    ):
        sheet.ink(curve(line), width, taper=(0.35, 0.6), colour=mixed(INK, SKIN.shadow, 0.35))

    nose = shape(
        "492,190 501,196 506,216 514,230 517,243 510,251 500,250 490,255 479,251 472,246 473,236 480,228 484,208"
    )
    sheet.paint(nose, mixed(SKIN.base, SKIN.blush, 0.22), soft=1.5)
    sheet.paint(
        shape("497,196 504,214 513,230 517,244 508,251 498,249 503,236 499,216"),
        SKIN.shadow,
        soft=1.8,
        strength=0.85,
    )
    sheet.paint(ellipse((488, 239), 5.5, 4.6, -10), SKIN.light, soft=1.8)
    sheet.paint(ellipse((489, 214), 2.2, 12), SKIN.light, soft=1.8, strength=0.7)
    sheet.ink(
        curve("485,200 483,214 478,229 471,238 472,247 480,251"),
        2.3,
        taper=(0.6, 0.2),
        colour=ink,
    )
    sheet.ink(curve("478,250 488,255.5 499,251"), 2.3, taper=(0.25, 0.3), colour=ink)
    sheet.ink(curve("512,230 518.5,240 515,250 507,251"), 2.1, taper=(0.4, 0.25), colour=ink)
    for line in ("470,246 458,252 448,262", "519,246 534,251 546,260"):
        sheet.ink(curve(line), 1.9, taper=(0.2, 0.5), colour=ink)


def _strands(sheet: Sheet, strands: Sequence[Points], within: Path2D, width: float = 1.5) -> None:
    for strand in strands:
        sheet.ink(curve(strand), width, taper=(0.3, 0.7), colour=mixed(BEARD_DARK, INK, 0.55), within=within)


def draw_beard(sheet: Sheet) -> None:
    """Beard, moustache, mouth, brows and the hair at the temples."""
    for tuft in (
        "434,140! 420,152 413,176 417,194! 424,188 428,214 436,236! 442,206 440,170",
        "566,140! 584,150 594,172 592,190! 582,184 578,214 566,238! 562,206 562,172",
    ):
        sheet.model(shape(tuft), BEARD, BEARD_DARK, depth=7, soft=1.8)
        sheet.outline(shape(tuft), 2.5)
    beard = shape(
        "430,212! 427,240 422,258 417,268! 423,274 421,292 420,304! 427,308 430,322 433,334! 442,336 450,350 "
        "458,362! 468,360 480,372 494,388! 502,376 516,366 526,364! 532,356 548,344 560,338! 564,324 574,310 "
        "583,302! 579,290 583,276 588,264! 580,254 576,234 574,212! 566,236 552,254 532,262 498,264 464,262 "
        "446,252 436,236"
    )
    sheet.paint(
        moved(beard, 3, 12),
        WOOL_DARK,
        within=shape("468,316 538,316 534,380 502,394 470,380"),
        soft=4,
        strength=0.8,
    )
    sheet.model(beard, BEARD, BEARD_DARK, depth=16, soft=4, light=BEARD_LIGHT)
    for path in (
        "446,262 440,290 450,326",
        "466,284 466,318 478,352",
        "520,286 528,316 516,354",
        "552,268 562,296 546,330",
        "494,300 492,336 498,368",
    ):
        sheet.paint(tube(path, (2, 8, 2)), BEARD_DARK, within=beard, soft=1.6, strength=0.65)
    _strands(
        sheet,
        [
            "438,248 430,272 436,300",
            "446,264 438,296 448,328",
            "458,280 452,312 464,344",
            "470,290 466,326 478,358",
            "484,298 480,334 492,368",
            "500,300 504,336 499,370",
            "514,296 520,326 512,356",
            "528,288 536,316 526,350",
            "542,276 552,304 542,336",
            "556,262 568,286 562,314",
            "568,246 576,262 576,280",
        ],
        beard,
    )
    sheet.outline(beard, 3)
    sheet.paint(shape("478,274 498,270 520,274 510,284 498,287 486,284"), "#8c4a43", soft=0.5)
    sheet.paint(
        shape("482,281! 498,279 514,281! 507,287 498,289 489,287"),
        "#cf8674",
        soft=0.6,
    )
    sheet.ink(curve("484,291 498,294 512,290"), 1.6, taper=(0.4, 0.4))
    for lobe in (
        "495,254! 484,253 468,256 454,268 442,282 428,286! 440,294 458,294 476,286 490,276 496,268!",
        "495,254! 508,252 526,255 542,266 554,280 570,283! 558,292 538,293 516,286 502,276 496,268!",
    ):
        half = shape(lobe)
        sheet.paint(moved(half, 2, 6), BEARD_DARK, within=beard, soft=2.5)
        sheet.model(half, BEARD_LIGHT, BEARD_DARK, depth=7, soft=2)
        _strands(
            sheet,
            [
                "492,260 470,266 448,284",
                "492,266 474,276 456,288",
                "500,260 524,264 550,282",
                "502,266 520,276 540,287",
            ],
            half,
            1.4,
        )
        sheet.outline(half, 2.5)
    for brow in (
        "486,190! 476,184 460,181 444,184 432,194! 438,181 430,180! 442,173 460,169 478,174 488,182",
        "505,190! 516,183 532,180 550,183 566,195! 559,181 568,179! 554,171 534,168 514,173 504,182",
    ):
        bushy = shape(brow)
        sheet.model(bushy, BEARD, BEARD_DARK, depth=4, soft=1.2)
        sheet.outline(bushy, 2)
    for strand in (
        "484,184 472,178 456,176",
        "470,181 456,178 442,180",
        "508,184 520,177 536,175",
        "522,180 538,177 554,180",
    ):
        sheet.ink(curve(strand), 1.2, taper=(0.3, 0.6), colour=mixed(BEARD_DARK, INK, 0.5))


def draw_cap(sheet: Sheet) -> None:
    """The cap, over everything."""
    crown = shape("424,133! 410,109 408,87 432,65 468,55 502,53 544,57 580,71 598,95 594,117 578,135! 500,147")
    sheet.model(crown, BLACK, BLACK_DARK, depth=16, soft=4, light=BLACK_LIGHT)
    for path in ("430,111 460,99 500,95", "580,107 556,95 524,91"):
        sheet.paint(tube(path, (2, 8, 2)), BLACK_DARK, within=crown, soft=2)
    sheet.outline(crown, 3.2, colour=COAT_LINE)
    for line in (
        "412,99 440,83 480,75",
        "596,103 572,85 540,77",
        "500,54 498,71 499,91",
        "430,113 452,103 474,101",
        "574,115 556,103 536,99",
    ):
        sheet.ink(curve(line), 1.9, taper=(0.1, 0.7), colour=COAT_LINE)
    band = shape("421,119! 456,111 500,109 546,111 582,121! 579,149! 546,141 500,139 456,141 424,147!")
    sheet.model(band, mixed(BLACK, COAT, 0.4), BLACK_DARK, depth=8, soft=2)
    for x in np.arange(428, 580, 6.5):
        rise = 10.5 * ((x - 500) / 80) ** 2
        sheet.ink(curve([(x - 2.5, 133 + rise), (x + 2.5, 126 + rise)]), 3, taper=(0, 0), colour=BRASS, within=band)
    sheet.outline(band, 2.8, colour=COAT_LINE)
    for x in (429, 574):
        button = ellipse((x, 137), 5, 5)
        sheet.model(button, BRASS, "#94692f", depth=2, soft=0.6)
        sheet.outline(button, 1.6, colour=COAT_LINE)
    visor = shape("434,140! 464,136 500,134.5 536,136 568,142! 570,155 552,164 522,168 494,169 460,167 438,161 428,151")
    sheet.model(visor, BLACK_DARK, "#141219", depth=8, soft=2.4)
    sheet.paint(tube("446,147 490,143 530,145", (2, 6, 2)), BLACK_LIGHT, within=visor, soft=2)
    sheet.outline(visor, 3, colour=COAT_LINE)
