"""Mara's head: skin, face and hair."""

from __future__ import annotations

from drawing import INK, Sheet, curve, ellipse, mixed, moved, shape, tube
from features import Eye, Skin, draw_eye

SKIN = Skin(base="#f3cdb0", shadow="#d99f86", light="#fbe2cd", blush="#e8937c")
HAIR, HAIR_DARK, HAIR_LIGHT = "#93291f", "#64171b", "#bd4a2f"

TUCKED = (
    "520,168! 546,188 562,212 571,238 576,254 588,262 593,284 588,316! 596,330 611,338! 613,316 607,294 "
    "612,262 606,222 588,182 560,158 522,150!"
)
SWEPT = (
    "536,156! 540,170 530,192 506,222 474,243 449,258 441,284 440,312 430,340 408,357! 416,336 412,330 "
    "392,338! 401,312 399,274 403,226 422,184 454,158 496,147 522,148"
)
FACE = (
    "436,240 435,270 438,300 446,322 460,342 484,361 507,368 526,362 548,342 562,321 569,298 571,268 "
    "568,236 552,200 504,184 454,204"
)


def draw_head(sheet: Sheet) -> None:
    """Ear, face and features."""
    ear = shape("567,264! 575,256 585,259 586,276 580,294 572,303 564,298!")
    sheet.model(ear, SKIN.base, SKIN.shadow, depth=5, soft=1.2)
    sheet.outline(ear, 2.6)
    sheet.ink(
        curve("572,270 579,266 580,278 575,288"),
        1.4,
        taper=(0.3, 0.5),
        colour=mixed(INK, SKIN.shadow, 0.35),
    )
    stud = ellipse((571, 304), 2.8, 3)
    sheet.paint(stud, "#e2c06a")
    sheet.outline(stud, 1.2)
    face = shape(FACE)
    sheet.model(face, SKIN.base, SKIN.shadow, depth=9, soft=2.2, light=SKIN.light)
    sheet.paint(
        shape("436,190 500,176 570,196 574,262 556,240 530,226 490,236 452,256 430,300"),
        SKIN.shadow,
        within=face,
        soft=3.5,
        strength=0.6,
    )
    for centre in ((462, 306), (549, 306)):
        sheet.paint(ellipse(centre, 13, 8, 8), SKIN.blush, within=face, soft=4.5, strength=0.55)
    sheet.paint(
        shape("511,276 522,300 525,312 514,319 508,316 516,304"),
        SKIN.shadow,
        within=face,
        soft=1.6,
        strength=0.75,
    )
    for lock in (shape(TUCKED), shape(SWEPT)):
        sheet.paint(moved(lock, 3, 7), SKIN.shadow, within=face, soft=2, strength=0.8)
    sheet.outline(face, 2.8)
    draw_eye(sheet, Eye((473, 274), 33, 21, -1, "#5e8a72", lid=0.22, lash=3.2, gaze=(1.6, -0.4), lashes=True), SKIN)
    draw_eye(sheet, Eye((539, 273.5), 30, 21, 1, "#5e8a72", lid=0.22, lash=3.2, gaze=(1.2, -0.4), lashes=True), SKIN)
    for brow in (
        shape("450,257! 460,249 476,247 493,254! 492,258! 477,252.5 462,254"),
        shape("521,251.5! 535,243 551,244 561,253! 550,249.5 537,249 522,256!"),
    ):
        sheet.paint(brow, HAIR_DARK)
        sheet.outline(brow, 1.2, colour=HAIR_DARK)
    ink = mixed(INK, SKIN.shadow, 0.15)
    sheet.ink(curve("514,284 519,298 524,309 521,316 514,318"), 1.9, taper=(0.65, 0.25), colour=ink)
    sheet.ink(curve("502,312 500,316 504,318.5"), 1.5, taper=(0.5, 0.4), colour=ink)
    sheet.paint(ellipse((510, 318), 2.6, 1.1, 10), ink, soft=0.2, strength=0.8)
    sheet.paint(ellipse((511, 305), 3.4, 4.6), SKIN.light, soft=1.4, strength=0.9)
    upper_lip = shape("489,335! 501,332 508,333.6 514,331.8 529,333! 513,337.2 500,338")
    lower_lip = shape("491,337! 502,338.4 514,337.8 527,334.6! 519,343.4 508,345.6 497,343.2")
    sheet.paint(upper_lip, "#b95a50", soft=0.3)
    sheet.paint(lower_lip, "#d67f6e", soft=0.4)
    sheet.paint(ellipse((506, 340.8), 5, 1.3, -3), "#eba793", soft=0.7)
    sheet.ink(curve("483,332 489,336 501,338 512,337.2 524,335 534,329.6"), 2.3, taper=(0.2, 0.25))
    sheet.ink(curve("536,326 537.5,330 536,334"), 1.3, taper=(0.5, 0.5), colour=mixed(INK, SKIN.shadow, 0.4))
    sheet.ink(curve("481.5,329 480.5,332.5 482,336"), 1.3, taper=(0.5, 0.5), colour=mixed(INK, SKIN.shadow, 0.4))
    sheet.ink(curve("500,350 508,351.6 516,350"), 1.3, taper=(0.5, 0.5), colour=SKIN.shadow)
    for x, y in (
        (457, 299),
        (464, 303),
        (471, 299),
        (478, 304),
        (468, 308),
        (484, 299),
        (536, 299),
        (543, 304),
        (550, 299),
        (557, 303),
        (547, 309),
        (509, 297),
        (515, 300),
    ):
        sheet.paint(ellipse((x, y), 1.05, 0.9), "#c07a5c", strength=0.75)


def draw_front_hair(sheet: Sheet) -> None:
    """What falls over the face and is tucked behind the ear."""
    for lock in (shape(TUCKED), shape(SWEPT)):
        sheet.model(lock, HAIR, HAIR_DARK, depth=11, soft=2.5)
        for path, widths, colour, strength in (
            ("524,156 470,166 428,210 412,270 412,308", (2, 7, 6, 1), HAIR_DARK, 0.85),
            ("534,166 488,194 448,224 428,270 424,320", (2, 7, 6, 1), HAIR_DARK, 0.85),
            ("540,158 578,190 598,240 602,290", (2, 7, 5, 1), HAIR_DARK, 0.85),
            ("528,158 484,176 444,210 424,258 417,312", (2, 10, 9, 2), HAIR_LIGHT, 0.8),
            ("534,176 500,212 464,236 442,262", (1, 8, 5, 1), HAIR_LIGHT, 0.7),
            ("536,166 564,190 584,232 594,270", (2, 9, 6, 1), HAIR_LIGHT, 0.75),
        ):
            sheet.paint(tube(path, widths), colour, within=lock, soft=1.2, strength=strength)
        sheet.outline(lock, 3)
    for strand in (
        "530,158 486,176 444,210 422,262 414,322",
        "536,168 502,204 460,232 438,262 428,320",
        "518,154 462,164 424,206 408,268 407,304",
        "534,162 562,186 580,220 588,256",
        "546,160 580,184 600,232 602,276",
        "537,178 518,208 492,228",
    ):
        sheet.ink(curve(strand), 1.5, taper=(0.15, 0.7))
    sheet.ink(curve("476,242 462,258 456,276"), 1.7, taper=(0.05, 0.85))


def draw_back_hair(sheet: Sheet) -> None:
    """What hangs behind the neck; to be drawn before it."""
    back = shape(
        "414,352! 408,310 408,250 436,186 500,160 566,186 600,240 602,300 608,330 622,344! 600,350 590,364! "
        "574,360 560,374! 534,370 504,366 474,372 450,376! 444,364 424,366!"
    )
    sheet.model(back, HAIR_DARK, mixed(HAIR_DARK, INK, 0.4), depth=8)
    sheet.outline(back, 3)
