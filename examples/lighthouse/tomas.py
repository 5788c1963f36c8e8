"""Tomas: sixty-eight, very tall, white beard, navy peacoat over a cream jersey, black cap, grey trousers, black boots."""

from __future__ import annotations

from drawing import INK, Path2D, Points, Sheet, curve, ellipse, leaning, mirrored, mixed, moved, shape, tube
from features import draw_hand
from tomas_head import (
    BLACK,
    BLACK_DARK,
    BLACK_LIGHT,
    BRASS,
    COAT,
    COAT_DARK,
    COAT_LIGHT,
    COAT_LINE,
    SKIN,
    WOOL,
    WOOL_DARK,
    WOOL_LIGHT,
    draw_beard,
    draw_cap,
    draw_head,
)

TROUSERS, TROUSERS_DARK, TROUSERS_LIGHT = "#7d8189", "#575b66", "#989ca3"
MIDDLE = 500.0
VIEW = (18.0, 26.0, 964.0)


def pose(path: Path2D) -> Path2D:
    """Upright, a little weight on his right leg."""
    return leaning(path, neck=(500, 330), hips=(500, 790), feet=1290, sway=-9, tilt=-1.4, head_tilt=1.6)


def draw(sheet: Sheet) -> None:
    """Draw him from the back forward."""
    for side in (-1, 1):
        _leg(sheet, side)
    draw_hand(sheet, (263, 788), -1, SKIN, size=1.16, lean=2, age=1)
    draw_hand(sheet, (737, 788), 1, SKIN, size=1.16, lean=2, age=1)
    _jersey(sheet)
    _coat(sheet)
    for side in (-1, 1):
        _sleeve(sheet, side)
    _lapels(sheet)
    draw_head(sheet)
    draw_beard(sheet)
    draw_cap(sheet)


def _leg(sheet: Sheet, side: int) -> None:
    def at(points: Points) -> Points:
        return mirrored(points, side, MIDDLE)

    boot = shape(
        at("374,1320! 370,1350 356,1374 346,1400 344,1416! 380,1424 430,1424 466,1414! 470,1390 464,1360 464,1320!")
    )
    sheet.model(boot, BLACK, BLACK_DARK, depth=16, soft=3, light=BLACK_LIGHT)
    sheet.paint(
        ellipse((MIDDLE + side * (MIDDLE - 384), 1386), 20, 8, 14 * side),
        BLACK_LIGHT,
        within=boot,
        soft=4,
        strength=0.9,
    )
    sheet.ink(curve(at("358,1378 392,1364 430,1372 456,1392")), 2.2, taper=(0.2, 0.5), colour=COAT_LINE)
    sheet.outline(boot, 3.4)
    sole = shape(at("341,1410! 380,1420 430,1420 470,1410! 471,1426! 430,1437 380,1437 340,1424!"))
    sheet.paint(sole, "#262028")
    sheet.outline(sole, 2.6)

    leg = shape(
        at(
            "344,800! 346,960 352,1080 356,1200 352,1338! 380,1352 430,1356 478,1346! 480,1200 486,1080 494,940 "
            "500,800!"
        )
    )
    sheet.model(leg, TROUSERS, TROUSERS_DARK, depth=26 if side < 0 else 34, soft=4, light=TROUSERS_LIGHT)
    sheet.paint(
        shape("320,820 680,820 672,896 500,912 328,896"),
        TROUSERS_DARK,
        within=leg,
        soft=4,
        strength=0.85,
    )
    for fold, width in (
        ("352,1088 386,1104 424,1100", 9),
        ("484,1068 456,1086 430,1086", 9),
        ("356,1290 392,1310 430,1308", 8),
        ("480,1268 452,1284 424,1282", 8),
        ("480,1318 450,1332 410,1330", 8),
    ):
        sheet.paint(tube(at(fold), (1, width, 1)), TROUSERS_DARK, within=leg, soft=1.6, strength=0.8)
        sheet.ink(curve(at(fold)), 2.1, taper=(0.08, 0.85), within=leg)
    sheet.ink(curve(at("410,920 412,1080 414,1240 412,1350")), 1.3, taper=(0.4, 0.1), colour=TROUSERS_DARK)
    sheet.ink(curve(at("382,880 392,930 394,980")), 1.8, taper=(0.1, 0.8))
    sheet.outline(leg, 3.4)
    sheet.ink(
        curve(at("353,1322 382,1336 430,1340 478,1330")),
        1.2,
        taper=(0.02, 0.02),
        colour=mixed(TROUSERS_DARK, INK, 0.4),
    )


def _jersey(sheet: Sheet) -> None:
    body = shape("420,350! 580,350! 590,600! 410,600!")
    sheet.model(body, WOOL, WOOL_DARK, depth=14, soft=4)
    for x in (452, 476, 500, 524, 548):
        for y in range(392, 590, 13):
            sheet.ink(curve([(x - 9, y), (x - 3, y + 8), (x, y + 13)]), 1.5, taper=(0.3, 0.2), colour=WOOL_DARK)
            sheet.ink(curve([(x + 9, y), (x + 3, y + 8), (x, y + 13)]), 1.5, taper=(0.3, 0.2), colour=WOOL_DARK)
    sheet.paint(shape("430,360 570,360 560,400 500,424 440,400"), WOOL_DARK, soft=5, strength=0.75)
    roll = shape("448,316! 442,350 452,384 476,398 502,402 530,398 552,384 560,350 552,316!")
    sheet.model(roll, mixed(WOOL, WOOL_LIGHT, 0.5), WOOL_DARK, depth=13, soft=3)
    for start, end in (
        (455, 462),
        (466, 474),
        (478, 485),
        (490, 496),
        (502, 504),
        (514, 514),
        (526, 525),
        (538, 536),
        (549, 546),
    ):
        sheet.ink(
            curve([(start, 330), ((start + end) / 2 - 1, 362), (end, 396)]),
            1.7,
            taper=(0.05, 0.25),
            colour=WOOL_DARK,
            within=roll,
        )
    sheet.paint(
        shape("440,310 560,310 556,352 530,372 500,378 470,370 446,352"),
        mixed(WOOL_DARK, INK, 0.15),
        within=roll,
        soft=4,
        strength=0.7,
    )
    sheet.outline(roll, 3)


COAT_OUTLINE = (
    "446,350! 410,366 362,384 332,412 326,450 342,510 350,600 346,680 336,770 324,858! 380,874 450,880 "
    "520,880 600,874 676,856! 664,770 654,680 650,600 658,510 674,450 668,412 638,384 590,366 554,350! "
    "532,470 508,566! 470,470"
)


def _coat(sheet: Sheet) -> None:
    coat = shape(COAT_OUTLINE)
    sheet.model(coat, COAT, COAT_DARK, depth=38, soft=4, light=COAT_LIGHT)
    for fold, strength in (
        ("350,540 392,590 384,700 366,860 334,860 344,700", 0.5),
        ("648,540 612,600 622,720 640,860 660,850", 0.7),
        ("470,580 482,700 476,880 452,880 458,720", 0.6),
    ):
        sheet.paint(shape(fold), COAT_DARK, within=coat, soft=4, strength=strength)
    sheet.outline(coat, 3.6, colour=COAT_LINE)
    edge = "508,566 470,592 448,640 444,740 442,879"
    sheet.paint(moved(tube(edge, (6, 10, 10, 10, 10)), -5, 4), COAT_DARK, within=coat, soft=2.5, strength=0.95)
    sheet.ink(curve(edge), 3, taper=(0.02, 0.02), colour=COAT_LINE)
    sheet.ink(curve("476,600 456,644 452,740 450,876"), 1.3, taper=(0.2, 0.05), colour=COAT_LIGHT)
    sheet.ink(
        curve("336,846 390,862 450,868 520,868 600,862 668,844"),
        1.3,
        taper=(0.03, 0.03),
        colour=mixed(COAT_DARK, INK, 0.3),
    )
    for y, spread in ((600, 0), (676, 3), (752, 4)):
        for x in (474 - spread, 566 + spread):
            sheet.paint(ellipse((x + 2, y + 4), 11, 11), COAT_DARK, soft=1)
            button = ellipse((x, y), 10.5, 10.5)
            sheet.model(button, BRASS, "#94692f", depth=4, soft=1, light="#f6e1a0")
            sheet.outline(button, 2.2, colour=COAT_LINE)
            sheet.outline(ellipse((x, y), 6, 6), 1.1, colour="#7d5727")
            sheet.ink(curve([(x, y - 3.4), (x, y + 3.4)]), 1.2, taper=(0, 0), colour="#7d5727")
            sheet.ink(curve([(x - 3, y + 1), (x, y + 3.6), (x + 3, y + 1)]), 1.1, taper=(0.2, 0.2), colour="#7d5727")
    for side in (-1, 1):
        pocket = shape(mirrored("386,694! 402,698! 388,786! 371,781!", side, MIDDLE))
        sheet.paint(moved(pocket, 4, 4), COAT_DARK, soft=2, within=coat)
        sheet.model(pocket, mixed(COAT, COAT_LIGHT, 0.25), COAT_DARK, depth=3, soft=1)
        sheet.outline(pocket, 2.3, colour=COAT_LINE)
    for fold in (
        "354,590 378,612 410,620",
        "646,586 624,606 598,614",
        "350,640 370,656 392,660",
        "342,850 352,810 358,780",
        "650,846 640,800 634,770",
        "402,876 406,830 414,800",
        "584,876 578,830 572,800",
    ):
        sheet.ink(curve(fold), 2.2, taper=(0.1, 0.85), colour=COAT_LINE)


def _sleeve(sheet: Sheet, side: int) -> None:
    def at(points: Points) -> Points:
        return mirrored(points, side, MIDDLE)

    outer = "406,372 360,387 324,411 302,462 280,540 254,620 236,700 226,776"
    inner = "300,792 312,712 322,640 336,570 344,506"
    sleeve = shape(at(f"{outer}! 262,792 {inner} 350,440".replace("300,792", "300,792!")))
    sheet.model(sleeve, COAT, COAT_DARK, depth=20 if side < 0 else 28, soft=3, light=COAT_LIGHT)
    sheet.paint(
        shape(at("342,450 350,510 336,590 322,600 330,510")),
        COAT_DARK,
        within=sleeve,
        soft=3,
        strength=0.85,
    )
    for fold in (
        "332,590 300,610 268,612",
        "324,628 294,644 260,640",
        "282,556 300,572 322,570",
        "236,716 262,726 286,722",
    ):
        sheet.paint(tube(at(fold), (1, 9, 1)), COAT_DARK, within=sleeve, soft=1.6, strength=0.8)
        sheet.ink(curve(at(fold)), 2.2, taper=(0.05, 0.85), within=sleeve, colour=COAT_LINE)
    heavy = 3.4 if side < 0 else 4
    sheet.ink(curve(at(outer)), heavy, taper=(0.14, 0), colour=COAT_LINE)
    sheet.ink(curve(at(inner)), heavy, taper=(0, 0.08), colour=COAT_LINE)
    sheet.ink(curve(at("226,776 262,792 300,792")), heavy, taper=(0, 0), colour=COAT_LINE)
    sheet.ink(curve(at("346,396 350,430 347,476")), 2, taper=(0.5, 0.3), colour=COAT_LINE)
    sheet.ink(curve(at("232,738 266,752 305,751")), 2.2, taper=(0.03, 0.03), colour=COAT_LINE)
    for x, y in ((246, 764), (264, 771)):
        button = ellipse((MIDDLE + side * (MIDDLE - x), y), 5.4, 5.4)
        sheet.model(button, BRASS, "#94692f", depth=2, soft=0.6)
        sheet.outline(button, 1.7, colour=COAT_LINE)


def _lapels(sheet: Sheet) -> None:
    coat = shape(COAT_OUTLINE)
    for side in (-1, 1):

        def at(points: Points, side: int = side) -> Points:
            return mirrored(points, side, MIDDLE)

        low = 566 if side > 0 else 560
        lapel = shape(at(f"452,400! 424,420 392,428! 372,462! 408,506 452,540 492,{low}! 484,500 470,450"))
        sheet.paint(moved(lapel, 4, 12), COAT_DARK, within=coat, soft=4)
        sheet.model(lapel, mixed(COAT, COAT_LIGHT, 0.18), COAT_DARK, depth=12, soft=2.5, light=COAT_LIGHT)
        sheet.outline(lapel, 3.2, colour=COAT_LINE)
        sheet.ink(curve(at("384,460 414,498 454,531 482,548")), 1.2, taper=(0.1, 0.2), colour=COAT_LIGHT)
        collar = shape(at("450,336! 424,348 396,372 380,408! 404,428! 430,426 462,420! 452,384"))
        sheet.paint(moved(collar, 3, 8), COAT_DARK, within=lapel, soft=2.5)
        sheet.model(collar, mixed(COAT, COAT_LIGHT, 0.3), COAT_DARK, depth=11, soft=2.5, light=COAT_LIGHT)
        sheet.outline(collar, 3.2, colour=COAT_LINE)
        sheet.ink(curve(at("390,404 406,376 430,356")), 1.2, taper=(0.1, 0.2), colour=COAT_LIGHT)
