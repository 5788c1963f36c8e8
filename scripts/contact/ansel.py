"""Ansel: eighty, drawn with a dip pen on white paper. Line and hatching, and one thin wash."""

from __future__ import annotations

from drawing import Path2D, Points, Sheet, curve, ellipse, mirrored, moved, shape, tube

SIZE = (900, 1800)
VIEW = (0.0, 0.0, 600.0)
PAPER = "#ffffff"
INK = "#1d1a1c"
SKIN, SHADE = "#faf1e4", "#e2d3be"
WASH, DEEP = "#b9b4a6", "#8f8a80"
TROUSERS = "#d9d2c2"
MIDDLE = 300.0


def pose(path: Path2D) -> Path2D:
    """Ansel stands straight."""
    return path


def draw(sheet: Sheet) -> None:
    """Draw him from the back forward."""
    for side in (-1, 1):
        _leg(sheet, side)
    _neck(sheet)
    for side in (-1, 1):
        _arm(sheet, side)
    _cardigan(sheet)
    _head(sheet)
    _features(sheet)


def _at(points: Points, side: int) -> Points:
    return mirrored(points, side, MIDDLE)


def _hatch(sheet: Sheet, within: Path2D, strokes: tuple[tuple[str, int], ...], step: tuple[float, float]) -> None:
    """Rows of short strokes: each is given by its first, and repeated so many times a step further."""
    for first, count in strokes:
        line = curve(first)
        for index in range(count):
            sheet.ink(moved(line, step[0] * index, step[1] * index), 1.7, taper=(0.1, 0.7), colour=INK, within=within)


def _leg(sheet: Sheet, side: int) -> None:
    leg = shape(_at("236,660! 240,800 244,930 240,1080! 290,1082! 296,930 300,800 302,660!", side))
    sheet.paint(leg, TROUSERS)
    _hatch(sheet, leg, ((_line(side, "286,720 270,712"), 44),), (0, 8.2))
    sheet.ink(curve(_at("262,690 264,860 262,1076", side)), 1.8, taper=(0.2, 0.2), colour=INK)
    for fold in ("244,900 262,908 280,900", "246,926 266,936 284,926", "242,1040 262,1050 286,1042"):
        sheet.ink(curve(_at(fold, side)), 2.2, taper=(0.1, 0.7), colour=INK)
    sheet.outline(leg, 4, colour=INK)
    shoe = shape(_at("238,1074! 234,1100 206,1122 200,1140! 290,1142! 294,1110 292,1076!", side))
    sheet.paint(shoe, DEEP)
    _hatch(sheet, shoe, ((_line(side, "236,1128 248,1108"), 6),), (9 * (1 if side < 0 else -1), 0))
    sheet.outline(shoe, 4.4, colour=INK)
    sheet.ink(curve(_at("200,1140 290,1143", side)), 6, taper=(0.05, 0.05), colour=INK)


def _line(side: int, points: str) -> str:
    return " ".join(f"{x},{y}" for x, y, _ in mirrored(points, side, MIDDLE))


def _neck(sheet: Sheet) -> None:
    neck = shape("272,214! 270,262 262,290! 338,290! 330,262 328,214!")
    sheet.paint(neck, SKIN)
    _hatch(sheet, neck, (("276,234 296,246", 6),), (1, 8))
    sheet.outline(neck, 3.4, colour=INK)
    sheet.ink(curve("290,240 288,262 294,282"), 2, taper=(0.3, 0.3), colour=INK)
    sheet.ink(curve("314,240 316,262 310,282"), 2, taper=(0.3, 0.3), colour=INK)


def _arm(sheet: Sheet, side: int) -> None:
    for spine, widths in (
        ("178,640 172,668 176,694", (11, 10, 8)),
        ("188,646 184,676 188,704", (12, 11, 8)),
        ("199,646 197,676 200,702", (12, 11, 8)),
        ("208,640 209,664 210,688", (11, 10, 8)),
    ):
        finger = tube(_at(spine, side), widths)
        sheet.paint(finger, SKIN)
        sheet.outline(finger, 2.6, colour=INK)
    palm = shape(_at("174,610! 168,640 174,660 194,668 212,656 216,632 212,610!", side))
    sheet.paint(palm, SKIN)
    sheet.outline(palm, 3, colour=INK)
    thumb = tube(_at("212,622 222,642 220,662", side), (14, 12, 9))
    sheet.paint(thumb, SKIN)
    sheet.outline(thumb, 2.6, colour=INK)
    for spine in ("184,630 184,652", "194,628 196,652", "203,630 205,650"):
        sheet.ink(curve(_at(spine, side)), 1.6, taper=(0.3, 0.5), colour=INK)
    sleeve = shape(_at("214,300! 190,330 178,440 168,540 164,606! 194,616 218,612! 226,540 236,450 244,380", side))
    sheet.paint(sleeve, WASH)
    _hatch(sheet, sleeve, ((_line(side, "172,470 186,480"), 18),), (-0.4 if side < 0 else 0.4, 8))
    for fold in ("182,440 204,452 224,444", "180,464 200,472 220,466", "200,350 208,370 210,392"):
        sheet.ink(curve(_at(fold, side)), 2.4, taper=(0.1, 0.7), colour=INK)
    cuff = shape(_at("164,590! 192,600 220,594! 218,616 192,622 163,612!", side))
    sheet.paint(cuff, DEEP)
    sheet.outline(sleeve, 4, colour=INK)
    sheet.outline(cuff, 3, colour=INK)


def _cardigan(sheet: Sheet) -> None:
    shirt = shape("262,278! 300,300 338,278! 350,420 300,470 250,420")
    sheet.paint(shirt, "#fffdf8")
    sheet.ink(curve("300,306 300,460"), 2, taper=(0.05, 0.2), colour=INK)
    for y in (352, 386, 420):
        sheet.paint(ellipse((307, y), 3, 3), INK)
    for side in (-1, 1):
        body = shape(
            _at(
                "262,280! 226,296 208,322 214,420 216,540 212,690! 256,702 300,704! 300,470! 276,420 262,350 258,300",
                side,
            )
        )
        sheet.paint(body, WASH)
        _hatch(sheet, body, ((_line(side, "218,440 236,452"), 30),), (0, 8.4))
        for rib in (224, 236, 248, 260, 272, 284):
            sheet.ink(curve(_at([(rib, 676), (rib, 700)], side)), 1.6, taper=(0.1, 0.1), colour=INK, within=body)
        sheet.ink(curve(_at("212,672 256,682 300,684", side)), 2.2, taper=(0.05, 0.05), colour=INK)
        sheet.outline(body, 4, colour=INK)
        pocket = shape(_at("228,580! 280,586! 280,648! 228,642!", side))
        sheet.paint(pocket, WASH)
        sheet.outline(pocket, 2.6, colour=INK)
        sheet.ink(curve(_at("229,592 280,598", side)), 2, taper=(0.05, 0.05), colour=INK)
    for y in (500, 552, 604, 656):
        sheet.paint(ellipse((300, y), 7, 7), DEEP)
        sheet.outline(ellipse((300, y), 7, 7), 2.4, colour=INK)
    for side in (-1, 1):
        collar = shape(_at("264,270! 252,292 272,326! 300,298!", side))
        sheet.paint(collar, "#fffdf8")
        sheet.outline(collar, 3, colour=INK)
        bow = shape(_at("300,306! 268,288 260,306 268,326 300,312!", side))
        sheet.paint(bow, "#4c4648")
        sheet.outline(bow, 2.8, colour=INK)
    sheet.paint(ellipse((300, 308), 9, 11), "#4c4648")
    sheet.outline(ellipse((300, 308), 9, 11), 2.6, colour=INK)


def _head(sheet: Sheet) -> None:
    for side in (-1, 1):
        ear = shape(_at("234,140! 218,134 212,152 220,178 236,188!", side))
        sheet.paint(ear, SKIN)
        sheet.outline(ear, 3.2, colour=INK)
        sheet.ink(curve(_at("222,146 218,160 228,172", side)), 1.8, taper=(0.3, 0.4), colour=INK)
        tuft = shape(_at("232,138! 214,132 222,118 208,104! 226,104 222,88! 238,98 246,112!", side))
        sheet.paint(tuft, "#f1efe9")
        sheet.outline(tuft, 2.8, colour=INK)
    face = shape("234,120 236,170 246,206 266,236 300,248 334,236 354,206 364,170 366,120 348,72 300,54 252,72")
    sheet.paint(face, SKIN)
    sheet.paint(shape("330,70 362,120 358,190 334,236 316,244 340,200 346,130"), SHADE, within=face, soft=3)
    _hatch(sheet, face, (("340,100 356,92", 10),), (1.2, 9))
    sheet.outline(face, 3.8, colour=INK)
    for wrinkle in ("266,90 300,84 334,90", "272,102 300,97 328,102", "280,114 300,110 320,114"):
        sheet.ink(curve(wrinkle), 1.7, taper=(0.3, 0.3), colour=INK)


def _features(sheet: Sheet) -> None:
    for side in (-1, 1):
        brow = shape(_at("244,130! 254,116 274,118 288,130! 272,128 256,130", side))
        sheet.paint(brow, "#f1efe9")
        sheet.outline(brow, 2.6, colour=INK)
        eye = ellipse((MIDDLE + side * 32, 149), 12, 7)
        sheet.paint(eye, "#ffffff")
        sheet.paint(ellipse((MIDDLE + side * 31, 149), 5.4, 6), INK, within=eye)
        sheet.paint(ellipse((MIDDLE + side * 31 - 2, 147), 1.8, 1.8), "#ffffff")
        sheet.ink(curve(_at("256,147 268,141 282,148", side)), 3, taper=(0.2, 0.2), colour=INK)
        sheet.ink(curve(_at("254,164 268,168 280,164", side)), 1.7, taper=(0.3, 0.3), colour=INK)
        sheet.ink(curve(_at("250,174 256,186 252,198", side)), 1.7, taper=(0.3, 0.4), colour=INK)
        lens = ellipse((MIDDLE + side * 32, 150), 25, 23)
        sheet.ink(curve([*map(tuple, lens[::4]), tuple(lens[0])]), 3, taper=(0, 0), colour=INK)
        sheet.ink(curve(_at("243,146 236,143", side)), 3, taper=(0, 0), colour=INK)
    sheet.ink(curve("293,147 300,143 307,147"), 3, taper=(0, 0), colour=INK)
    nose = shape("294,148 290,172 278,186 286,198 300,202 316,198 322,186 310,172 306,148!")
    sheet.paint(shape("290,168 280,186 288,198 300,202 314,198 320,186 310,170"), SKIN)
    sheet.ink(nose[: int(len(nose) * 0.9)], 2.8, taper=(0.4, 0.4), colour=INK)
    sheet.ink(curve("306,176 314,184 312,192"), 1.6, taper=(0.3, 0.5), colour=INK)
    for side in (-1, 1):
        whisker = shape(_at("300,204! 280,202 258,214 246,210! 252,228 276,228 300,218!", side))
        sheet.paint(whisker, "#f1efe9")
        sheet.outline(whisker, 2.8, colour=INK)
        for hair in ("296,208 276,212 258,220", "294,213 276,219 264,224"):
            sheet.ink(curve(_at(hair, side)), 1.5, taper=(0.2, 0.6), colour=INK)
    sheet.ink(curve("284,229 300,232 316,229"), 2.6, taper=(0.3, 0.3), colour=INK)
