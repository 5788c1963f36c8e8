"""Mara: thirty-six, short dark-red hair, a yellow raincoat, a brown satchel, teal trousers, brown boots."""

from __future__ import annotations

from drawing import INK, Path2D, Points, Sheet, curve, ellipse, leaning, mirrored, mixed, moved, shape, tube
from features import draw_hand
from mara_head import SKIN, draw_back_hair, draw_front_hair, draw_head

COAT, COAT_DARK, COAT_LIGHT = "#f2b92f", "#cf8a1f", "#fbd65c"
LINING = "#a8691d"
TROUSERS, TROUSERS_DARK, TROUSERS_LIGHT = "#2b6f7c", "#1d4c5c", "#3f8a95"
LEATHER, LEATHER_DARK, LEATHER_LIGHT = "#8a5230", "#5f3522", "#a86d43"
BOOT, BOOT_DARK, BOOT_LIGHT = "#6b4330", "#472a22", "#875a42"
CREAM, NAVY = "#f4ecdc", "#2d3f5e"


MIDDLE = 502.0
VIEW = (50.0, 90.0, 914.0)


def pose(path: Path2D) -> Path2D:
    """Weight on her left leg, head a little to one side."""
    return leaning(path, neck=(504, 372), hips=(504, 800), feet=1290, sway=13, tilt=2.2, head_tilt=-3.2)


def draw(sheet: Sheet) -> None:
    """Draw her from the back forward."""
    _hood(sheet)
    draw_back_hair(sheet)
    for side in (-1, 1):
        _leg(sheet, side)
    _neck(sheet)
    _hands(sheet)
    _coat(sheet)
    for side in (-1, 1):
        _sleeve(sheet, side)
    _strap(sheet)
    _collar(sheet)
    _bag(sheet)
    draw_head(sheet)
    draw_front_hair(sheet)


def _hood(sheet: Sheet) -> None:
    hood = shape("396,424! 400,392 424,366 462,350 504,346 546,350 584,366 608,392 612,424! 504,450")
    sheet.model(hood, mixed(COAT, COAT_DARK, 0.35), COAT_DARK, depth=10)
    sheet.paint(
        shape("428,418 436,388 470,370 504,366 540,370 574,388 582,418 504,450"),
        LINING,
        soft=1.5,
    )
    sheet.outline(hood, 3.2)
    sheet.ink(curve("412,414 424,386 458,366"), 1.6, taper=(0.3, 0.8))
    sheet.ink(curve("594,414 584,388 556,368"), 1.6, taper=(0.3, 0.8))


def _leg(sheet: Sheet, side: int) -> None:
    def at(points: Points) -> Points:
        return mirrored(points, side, MIDDLE)

    leg = shape(at("392,880! 394,980 402,1080 408,1150 404,1222! 480,1226! 484,1150 490,1070 498,980 501,880!"))
    sheet.model(leg, TROUSERS, TROUSERS_DARK, depth=20 if side < 0 else 26, soft=3, light=TROUSERS_LIGHT)
    sheet.paint(
        shape("370,900 640,900 632,968 504,984 380,968"),
        TROUSERS_DARK,
        within=leg,
        soft=3,
        strength=0.8,
    )
    sheet.outline(leg, 3.2)
    for fold in (
        "410,1086 430,1100 462,1098",
        "480,1070 462,1082 446,1082",
        "406,1170 428,1186 452,1184",
        "480,1196 462,1206 438,1206",
        "424,976 436,1010 440,1046",
    ):
        sheet.ink(curve(at(fold)), 1.9, taper=(0.15, 0.8))
    sheet.ink(curve(at("486,1010 476,1100 472,1180")), 1.2, taper=(0.5, 0.5), colour=TROUSERS_DARK)

    foot = shape(
        at(
            "397,1214! 400,1270 408,1318 404,1350 390,1378 384,1404! 400,1416 440,1418 472,1408! 478,1380 "
            "474,1350 474,1310 482,1260 486,1214!"
        )
    )
    sheet.model(foot, BOOT, BOOT_DARK, depth=18, soft=3, light=BOOT_LIGHT)
    sheet.paint(
        ellipse((MIDDLE + side * (MIDDLE - 416), 1380), 17, 8, 12 * side),
        BOOT_LIGHT,
        within=foot,
        soft=3.5,
        strength=0.7,
    )
    sheet.ink(curve(at("394,1378 422,1364 450,1370 464,1384")), 2, taper=(0.3, 0.5), within=foot)
    sole = shape(at("381,1400! 398,1412 440,1414 475,1404! 476,1418! 440,1430 398,1428 380,1414!"))
    sheet.paint(sole, "#3a2a2a")
    sheet.outline(sole, 2.6)
    sheet.outline(foot, 3.2)
    cuff = shape(at("393,1206! 440,1216 490,1206! 489,1232! 440,1244 395,1232!"))
    sheet.model(cuff, BOOT_LIGHT, BOOT, depth=14, soft=2)
    sheet.outline(cuff, 2.8)
    tongue = shape(at("414,1246 434,1240 456,1246 454,1300 450,1350 434,1358 416,1350 414,1300"))
    sheet.paint(tongue, BOOT_DARK, within=foot, soft=1)
    for y in (1262, 1284, 1306, 1328):
        for start, end in ((416, 453), (453, 416)):
            sheet.ink(curve(at([(start, y), (434, y + 10), (end, y + 19)])), 2.4, taper=(0, 0), colour=CREAM)
        for x in (414, 455):
            sheet.paint(ellipse((MIDDLE + side * (MIDDLE - x), y), 2.6, 2.6), "#d9b05a")
    sheet.ink(curve(at("416,1348 434,1352 453,1348")), 2.6, taper=(0, 0), colour=CREAM)
    sheet.ink(curve(at("470,1300 458,1312 440,1314")), 1.6, taper=(0.1, 0.8))


def _neck(sheet: Sheet) -> None:
    neck = shape("479,330! 480,372 470,398 476,470! 540,470! 546,398 535,372 535,330!")
    sheet.model(neck, SKIN.base, SKIN.shadow, depth=12, soft=2)
    sheet.paint(
        shape("474,340 540,340 540,372 520,392 500,390 482,376"),
        SKIN.shadow,
        within=neck,
        soft=1.6,
    )
    shirt = shape("462,412! 482,418 508,422 534,418 554,408! 560,520! 460,520!")
    sheet.model(shirt, CREAM, "#c9bfae", depth=10)
    for y in (430, 444, 458, 472, 486):
        stripe = curve([(452, y - 6), (480, y), (508, y + 3), (536, y), (566, y - 7)])
        sheet.ink(stripe, 5.2, taper=(0, 0), colour=NAVY, within=shirt)
    sheet.ink(curve("462,412 482,418 508,422 534,418 554,408"), 2.6, taper=(0, 0))
    sheet.ink(curve("479,350 480,374 472,396"), 2.6, taper=(0.1, 0.2))
    sheet.ink(curve("535,350 535,374 546,398"), 2.9, taper=(0.1, 0.2))
    sheet.ink(curve("497,402 503,410 506,416"), 1.3, taper=(0.4, 0.4), colour=SKIN.shadow)
    sheet.ink(curve("528,380 518,402 512,415"), 1.5, taper=(0.7, 0.2), colour=mixed(SKIN.shadow, INK, 0.3))


def _hands(sheet: Sheet) -> None:
    draw_hand(sheet, (309, 806), -1, SKIN, lean=4)
    draw_hand(sheet, (697, 806), 1, SKIN, lean=4)


COAT_OUTLINE = (
    "464,398! 424,408 396,432 392,470 404,520 407,580 402,640 388,720 372,800 356,912! 384,928 440,938 "
    "506,941 572,938 626,926 652,910! 636,800 620,720 606,640 601,580 604,520 614,470 612,432 584,408 "
    "546,396! 524,480 512,520! 492,470"
)


def _coat(sheet: Sheet) -> None:
    coat = shape(COAT_OUTLINE)
    sheet.model(coat, COAT, COAT_DARK, depth=30, soft=3.5, light=COAT_LIGHT)
    for fold, strength in (
        ("404,560 430,600 424,700 404,800 392,920 372,920 392,780", 0.55),
        ("590,560 572,620 580,720 596,820 606,930 632,924 612,760", 0.75),
        ("536,640 544,720 540,830 552,936 520,940 520,780", 0.6),
        ("450,660 456,760 446,860 452,938 432,936 436,800", 0.45),
    ):
        sheet.paint(shape(fold), COAT_DARK, within=coat, soft=3, strength=strength)
    sheet.outline(coat, 3.4)
    placket = curve("513,516 516,620 518,740 518,940")
    sheet.paint(
        shape("516,520 520,620 522,740 522,938 532,938 530,700 524,560"),
        COAT_DARK,
        soft=1.5,
        strength=0.85,
        within=coat,
    )
    sheet.ink(placket, 2.6, taper=(0.02, 0.02))
    sheet.ink(curve("486,520 484,640 482,760 480,938"), 1.2, taper=(0.3, 0.05), colour=COAT_DARK)
    for y in (560, 640, 722, 806):
        sheet.paint(ellipse((502, y + 1.6), 7.4, 7.4), COAT_DARK)
        sheet.model(ellipse((501, y), 7, 7), "#6b4a2b", "#452c1d", depth=3, soft=0.8, light="#9a7145")
        sheet.outline(ellipse((501, y), 7, 7), 1.9)
        for dx, dy in ((-1.8, -1.6), (1.8, -1.6), (-1.8, 1.8), (1.8, 1.8)):
            sheet.paint(ellipse((501 + dx, y + dy), 0.9, 0.9), "#20151a")
    for fold in (
        "408,584 424,600 448,604",
        "600,590 582,606 560,608",
        "405,632 418,650 438,652",
        "384,900 392,840 404,780",
        "620,900 612,840 604,790",
        "440,934 440,880 446,820",
        "560,936 556,880 550,830",
    ):
        sheet.ink(curve(fold), 2, taper=(0.1, 0.85))
    pocket = shape("412,742! 470,752! 468,776! 408,766!")
    sheet.paint(moved(pocket, 3, 5), COAT_DARK, soft=1.5, within=coat)
    sheet.paint(pocket, COAT)
    sheet.paint(shape("412,742! 470,752! 470,757! 412,748!"), COAT_LIGHT)
    sheet.outline(pocket, 2.4)
    sheet.ink(
        curve("360,900 384,914 440,925 506,928 572,925 626,912 648,900"),
        1.2,
        taper=(0.02, 0.02),
        colour=mixed(COAT_DARK, INK, 0.25),
    )


def _sleeve(sheet: Sheet, side: int) -> None:
    def at(points: Points) -> Points:
        return mirrored(points, side, MIDDLE)

    outer = "430,410 402,424 379,449 362,508 342,576 318,644 299,712 286,784"
    inner = "336,800 350,730 370,664 392,590 406,520"
    sleeve = shape(at(f"{outer}! 308,797 {inner} 414,460".replace("336,800", "336,800!")))
    sheet.model(sleeve, COAT, COAT_DARK, depth=15 if side < 0 else 21, soft=2.5, light=COAT_LIGHT)
    sheet.paint(
        shape(at("404,470 412,520 398,590 390,600 394,530")),
        COAT_DARK,
        within=sleeve,
        soft=2.5,
        strength=0.8,
    )
    for fold in (
        "384,618 358,632 336,634",
        "376,652 352,664 334,662",
        "348,590 360,602 378,602",
    ):
        sheet.paint(tube(at(fold), (1, 7, 1)), COAT_DARK, within=sleeve, soft=1.2, strength=0.7)
        sheet.ink(curve(at(fold)), 2, taper=(0.05, 0.85), within=sleeve)
    heavy = 3.2 if side < 0 else 3.8
    sheet.ink(curve(at(outer)), heavy, taper=(0.12, 0))
    sheet.ink(curve(at(inner)), heavy, taper=(0, 0.06))
    sheet.ink(curve(at("404,432 410,462 408,500")), 1.8, taper=(0.5, 0.3))
    cuff = shape(at("287,764! 312,777 346,778! 341,811! 310,810 279,796!"))
    sheet.model(cuff, mixed(COAT, COAT_LIGHT, 0.35), COAT_DARK, depth=9, soft=1.6)
    sheet.outline(cuff, 2.8)
    sheet.ink(curve(at("286,771 311,784 344,785")), 1.1, taper=(0.1, 0.1), colour=COAT_DARK)


def _collar(sheet: Sheet) -> None:
    left = shape("468,380! 446,388 430,404 438,440 470,470! 496,500! 488,452 474,412")
    right = shape("540,378! 566,386 582,404 574,440 548,470! 520,502! 530,452 538,412")
    for flap in (left, right):
        sheet.paint(moved(flap, 4, 8), COAT_DARK, soft=2.5, strength=0.9, within=shape(COAT_OUTLINE))
        sheet.model(flap, mixed(COAT, COAT_LIGHT, 0.25), COAT_DARK, depth=9, soft=2, light=COAT_LIGHT)
        sheet.outline(flap, 3)
    sheet.ink(curve("444,396 452,430 480,468"), 1.2, taper=(0.3, 0.3), colour=COAT_DARK)
    sheet.ink(curve("568,394 560,430 534,468"), 1.2, taper=(0.3, 0.3), colour=COAT_DARK)


def _strap(sheet: Sheet) -> None:
    strap = tube("450,396 468,490 510,590 558,690 598,766", (15, 15, 15, 15, 15))
    coat = shape(COAT_OUTLINE)
    sheet.paint(moved(strap, 5, 6), COAT_DARK, within=coat, soft=2, strength=0.9)
    sheet.model(strap, LEATHER, LEATHER_DARK, depth=4, soft=1)
    sheet.outline(strap, 2.8)
    for offset in (-4.6, 4.6):
        sheet.ink(
            curve([(452 + offset, 412), (469 + offset, 490), (511 + offset, 590), (557 + offset, 688)]),
            0.9,
            taper=(0, 0),
            colour=LEATHER_LIGHT,
        )


def _bag(sheet: Sheet) -> None:
    coat = shape(COAT_OUTLINE)
    bag = shape("533,762! 575,754 631,756! 641,800 643,866 633,882! 585,890 537,886 527,872! 527,812")
    sheet.paint(moved(bag, -2, 10), COAT_DARK, within=coat, soft=3, strength=0.9)
    sheet.model(bag, LEATHER, LEATHER_DARK, depth=14, soft=2.5)
    sheet.outline(bag, 3.2)
    flap = shape("529,756! 581,748 637,752! 643,796 639,822 613,842 585,848 553,844 529,826 523,800")
    sheet.paint(moved(flap, 2, 7), LEATHER_DARK, within=bag, soft=1.5)
    sheet.model(flap, mixed(LEATHER, LEATHER_LIGHT, 0.35), LEATHER_DARK, depth=10, soft=2, light=LEATHER_LIGHT)
    sheet.outline(flap, 3)
    sheet.ink(
        curve("534,764 530,800 536,822 557,837 585,841 611,836 632,818 635,796 631,760"),
        1,
        taper=(0.02, 0.02),
        colour=LEATHER_DARK,
    )
    tab = shape("575,826! 593,826! 593,860 584,868 575,860")
    sheet.model(tab, LEATHER_DARK, mixed(LEATHER_DARK, INK, 0.5), depth=3, soft=1)
    sheet.outline(tab, 2.2)
    buckle = shape("571,838! 597,838! 597,854! 571,854!")
    sheet.outline(buckle, 4.4)
    sheet.outline(buckle, 2.2, colour="#d9b05a")
    for x in (545, 625):
        ring = ellipse((x, 760), 6, 7)
        sheet.paint(ring, "#d9b05a")
        sheet.paint(ellipse((x, 760), 3, 4), LEATHER_DARK)
        sheet.outline(ring, 1.6)
