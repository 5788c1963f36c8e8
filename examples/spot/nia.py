"""Nia: twenty-nine, a cloud of dark curls behind a mustard band, green anorak, plum leggings, tan boots."""

from __future__ import annotations

from poster import Outline, Sheet, ellipse, limb, mirrored, shape

SIZE, WIDE, MIDDLE = (1200, 2220), 1000.0, 500.0
PAPER = "#e6dfee"
SKIN, SKIN_DARK, SKIN_LIGHT = "#9a5f3f", "#7b452d", "#b5764f"
HAIR, HAIR_LIGHT = "#2c1d24", "#47303a"
BAND, BAND_DARK = "#e3a92e", "#b97f1c"
ANORAK, ANORAK_DARK, ANORAK_LIGHT = "#2f7d62", "#1f5a49", "#48997a"
CREAM, CREAM_DARK = "#f4e8d2", "#d5c09b"
LEGGINGS, LEGGINGS_DARK = "#5b3a63", "#42284a"
BOOT, BOOT_DARK, SOLE = "#c98d52", "#9c6635", "#3a2b2a"
LIP = "#7a2f33"


def draw(sheet: Sheet) -> None:
    """Draw her from the back forward, lit from the left."""
    _hair_behind(sheet)
    for side in (-1, 1):
        _leg(sheet, side)
    _neck(sheet)
    for side in (-1, 1):
        _hand(sheet, side)
    _anorak(sheet)
    for side in (-1, 1):
        _sleeve(sheet, side)
    _straps(sheet)
    _collar(sheet)
    _face(sheet)
    _hair_before(sheet)


def _sided(outline: Outline, side: int) -> Outline:
    """Given for the left of the picture."""
    return outline if side < 0 else mirrored(outline, MIDDLE)


def _hair_behind(sheet: Sheet) -> None:
    curls = [(500, 176, 92), (408, 196, 74), (592, 196, 74), (366, 262, 66), (634, 262, 66), (368, 334, 58)]
    curls += [(632, 334, 58), (394, 388, 46), (606, 388, 46), (450, 148, 70), (556, 148, 70)]
    for x, y, radius in curls:
        sheet.cut(ellipse(x, y, radius, radius), HAIR)
    for x, y, radius in ((398, 178, 30), (466, 132, 34), (360, 256, 24), (560, 128, 22), (440, 196, 20)):
        sheet.cut(ellipse(x, y, radius, radius), HAIR_LIGHT, strength=0.8)
        sheet.cut(ellipse(x + 8, y + 9, radius * 0.9, radius * 0.9), HAIR)


def _neck(sheet: Sheet) -> None:
    neck = shape("456,430! 544,430! 548,540! 452,540!")
    sheet.cut(neck, SKIN_DARK)


def _face(sheet: Sheet) -> None:
    for side in (-1, 1):
        sheet.cut(_sided(ellipse(392, 348, 18, 30, -8), side), SKIN if side < 0 else SKIN_DARK)
    face = shape(
        "394,300 402,250 440,214 500,204 560,214 598,250 606,300 600,372 574,428 534,464 500,472 466,464 426,428 400,372"
    )
    sheet.cut(face, SKIN, shadow=SKIN_DARK, side=shape("566,180! 580,300 566,380 530,440 500,476! 680,480! 680,180!"))
    for side in (-1, 1):
        sheet.soft(_sided(ellipse(438, 386, 24, 15), side), "#b5533f", 8, within=face, strength=0.55)
        eye = _sided(shape("418,330! 432,316 452,314 474,332! 454,344 432,342"), side)
        sheet.cut(eye, "#fbf3e6")
        iris = _sided(ellipse(449, 329, 13, 14), side)
        sheet.cut(iris, "#3a2118", within=eye)
        sheet.cut(ellipse(444 if side < 0 else 546, 324, 4, 4), "#ffffff")
        lid = _sided(shape("412,332! 428,312 452,308 478,330! 454,317 430,320"), side)
        sheet.cut(lid, HAIR)
        brow = _sided(shape("410,294! 432,276 462,276 480,286! 460,284 434,286"), side)
        sheet.cut(brow, HAIR)
    sheet.cut(shape("500,330! 512,374 520,392 506,402 490,400! 506,390"), SKIN_DARK)
    sheet.cut(shape("482,322! 494,322! 494,378! 486,384!"), SKIN_LIGHT, strength=0.55)
    smile = shape("456,420! 480,418 500,422 520,418 544,420! 528,440 500,447 472,440")
    sheet.cut(smile, LIP)
    sheet.cut(shape("466,423! 500,427 534,423! 522,431 500,433 478,431"), "#fbf3e6")


def _hair_before(sheet: Sheet) -> None:
    fringe = shape("392,298! 396,236 440,196 500,186 560,196 604,236 608,298! 590,262 556,236 500,228 444,236 410,262")
    sheet.cut(fringe, HAIR)
    band = shape(
        "392,262! 418,206 456,180 500,172 544,180 582,206 608,262! 600,274! 572,232 540,208 500,202 460,208 428,232 400,274!"
    )
    sheet.cut(band, BAND, shadow=BAND_DARK, side=shape("548,160! 640,160! 640,290! 566,290!"))


def _leg(sheet: Sheet, side: int) -> None:
    leg = _sided(shape("404,1030! 500,1030! 492,1270 480,1590! 404,1590! 396,1270"), side)
    inner = (
        shape("470,1020! 520,1020! 520,1600! 452,1600!")
        if side < 0
        else shape("566,1020! 620,1020! 620,1600! 556,1600!")
    )
    sheet.cut(leg, LEGGINGS, shadow=LEGGINGS_DARK, side=inner)
    boot = _sided(shape("392,1555! 490,1555! 486,1690 496,1725 494,1761! 356,1761! 356,1725 388,1687 400,1680"), side)
    sheet.cut(boot, BOOT, shadow=BOOT_DARK, side=_sided(shape("392,1545! 500,1545! 500,1590! 392,1590!"), side))
    if side > 0:
        sheet.cut(boot, BOOT_DARK, within=shape("580,1590! 660,1590! 660,1761! 600,1761!"))
    sheet.cut(_sided(shape("350,1747! 494,1747! 494,1787! 350,1787!"), side), SOLE)
    for y in (1612, 1642, 1672):
        sheet.cut(_sided(limb(f"424,{y}! 468,{y + 12}!", (9, 9)), side), "#b23a30")


def _anorak(sheet: Sheet) -> None:
    coat = shape(
        "392,532 440,508! 560,508! 608,532 640,560! 636,760 646,1040 652,1096! 348,1096! 354,1040 364,760 360,560!"
    )
    sheet.cut(coat, ANORAK, shadow=ANORAK_DARK, side=shape("588,500! 700,500! 700,1110! 566,1110!"))
    sheet.soft(shape("384,600! 404,600! 392,1070! 372,1070!"), ANORAK_LIGHT, 6, within=coat)
    sheet.cut(shape("340,1066! 660,1066! 660,1096! 340,1096!"), ANORAK_DARK, within=coat)
    pouch = shape("404,850! 596,850! 606,1010! 394,1010!")
    sheet.cut(pouch, ANORAK_LIGHT, shadow=ANORAK, side=shape("540,840! 620,840! 620,1020! 540,1020!"))
    sheet.cut(shape("400,850! 600,850! 602,880! 398,880!"), ANORAK_DARK)
    sheet.cut(ellipse(500, 866, 8, 8), BAND)


def _collar(sheet: Sheet) -> None:
    collar = shape("430,472 470,484 500,487 530,484 570,472! 580,556 552,580! 500,590! 448,580! 420,556")
    sheet.cut(collar, CREAM, shadow=CREAM_DARK, side=shape("536,480! 600,480! 600,600! 520,600!"))
    sheet.cut(shape("494,520! 506,520! 506,720! 494,720!"), CREAM)
    sheet.cut(ellipse(500, 726, 11, 16), BAND)


def _sleeve(sheet: Sheet, side: int) -> None:
    sleeve = _sided(shape("396,536 362,552 336,612 316,740 290,960! 356,976! 380,800 404,680"), side)
    dark = (
        shape("372,560! 430,560! 420,990! 332,990! 352,760!")
        if side < 0
        else shape("652,540! 720,540! 740,990! 676,990!")
    )
    sheet.cut(sleeve, ANORAK, shadow=ANORAK_DARK, side=dark)
    cuff = _sided(shape("288,946! 360,962! 356,990! 284,974!"), side)
    sheet.cut(cuff, CREAM, shadow=CREAM_DARK, side=_sided(shape("328,930! 380,930! 380,1000! 328,1000!"), side))


def _hand(sheet: Sheet, side: int) -> None:
    palm = _sided(shape("290,970! 350,982! 346,1030 340,1066 322,1092 300,1090 284,1060 280,1010"), side)
    skin = SKIN if side < 0 else SKIN_DARK
    sheet.cut(palm, skin)
    sheet.cut(_sided(limb("340,1000! 362,1026 358,1058!", (22, 20, 14)), side), skin)


def _straps(sheet: Sheet) -> None:
    for side in (-1, 1):
        strap = _sided(limb("430,520! 408,640 404,790!", (32, 32, 30)), side)
        sheet.cut(strap, CREAM, shadow=CREAM_DARK, side=_sided(shape("414,500! 460,500! 440,820! 410,820!"), side))
        sheet.cut(_sided(shape("386,700! 426,700! 426,722! 386,722!"), side), LEGGINGS_DARK)
