"""Pip: seven years old, drawn as for a picture book. Flat colour, a line of one width, three heads tall."""

from __future__ import annotations

from drawing import Path2D, Points, Sheet, curve, ellipse, mirrored, mixed, shape, tube

SIZE = (900, 1350)
VIEW = (0.0, 0.0, 600.0)
PAPER = "#ffffff"
LINE = "#3a2430"
SKIN, SKIN_SHADE, BLUSH = "#f0b98d", "#dd9a6c", "#ef8368"
HAIR, HAIR_GLEAM = "#33263a", "#5a4766"
RED, RED_SHADE = "#d8433b", "#b22f31"
CREAM, TEAL = "#fbf0d8", "#2f8f8a"
BOOT, BOOT_SHADE = "#f3b832", "#d3932a"
MIDDLE = 300.0
WIDTH = 7.0


def pose(path: Path2D) -> Path2D:
    """Pip stands straight."""
    return path


def draw(sheet: Sheet) -> None:
    """Draw Pip from the back forward."""
    for side in (-1, 1):
        _bun(sheet, side)
    _part(sheet, ellipse((300, 268), 178, 176), HAIR)
    for side in (-1, 1):
        _leg(sheet, side)
    for side in (-1, 1):
        _arm(sheet, side)
    _body(sheet)
    _face(sheet)
    _fringe(sheet)


def _part(sheet: Sheet, path: Path2D, colour: str, *, line: float = WIDTH) -> None:
    sheet.paint(path, colour)
    sheet.ink(path if (path[0] == path[-1]).all() else _ring(path), line, taper=(0, 0), colour=LINE)


def _ring(path: Path2D) -> Path2D:
    return curve([*map(tuple, path[::4]), tuple(path[0])], step=1.0)


def _at(points: Points, side: int) -> Points:
    return mirrored(points, side, MIDDLE)


def _bun(sheet: Sheet, side: int) -> None:
    bun = ellipse((MIDDLE + side * 142, 118), 62, 60)
    _part(sheet, bun, HAIR)
    sheet.ink(curve(_at("122,104 140,84 166,82", side)), 8, taper=(0.3, 0.3), colour=HAIR_GLEAM)
    _part(sheet, ellipse((MIDDLE + side * 112, 156), 26, 15, 38 * side), RED, line=5)


def _leg(sheet: Sheet, side: int) -> None:
    _part(sheet, shape(_at("226,640! 224,700 228,760! 288,760! 292,700 294,640!", side)), RED)
    boot = shape(_at("222,742! 220,800 196,822 190,848! 206,860 286,860! 292,840 292,742!", side))
    _part(sheet, boot, BOOT)
    sheet.paint(shape(_at("190,842! 206,848 288,848! 286,860! 206,860!", side)), BOOT_SHADE, within=boot)
    sheet.paint(shape(_at("218,742! 294,742! 294,764! 218,764!", side)), CREAM, within=boot)
    sheet.ink(curve(_at("222,764 292,764", side)), 5, taper=(0, 0), colour=LINE)
    sheet.ink(boot, WIDTH, taper=(0, 0), colour=LINE)


def _arm(sheet: Sheet, side: int) -> None:
    sleeve = shape(_at("246,448! 222,452 200,476 168,540 138,596! 150,614 180,618 188,608! 214,560 240,530!", side))
    hand = ellipse((MIDDLE + side * 148, 630), 27, 29)
    _part(sheet, hand, SKIN)
    _part(sheet, ellipse((MIDDLE + side * 124, 622), 9, 15, 24 * side), SKIN, line=5)
    sheet.paint(ellipse((MIDDLE + side * 126, 624), 9, 11), SKIN)
    sheet.paint(sleeve, CREAM)
    for y in (500, 528, 556, 584):
        stripe = curve(_at([(240, y + 12), (190, y), (128, y - 14)], side))
        sheet.ink(stripe, 11, taper=(0, 0), colour=TEAL, within=sleeve)
    sheet.ink(_ring(sleeve), WIDTH, taper=(0, 0), colour=LINE)


def _body(sheet: Sheet) -> None:
    shirt = shape("222,446! 300,430 378,446! 396,520 398,580! 202,580! 204,520")
    sheet.paint(shirt, CREAM)
    for y in (468, 496, 524, 552):
        stripe = curve([(196, y), (300, y + 10), (404, y)])
        sheet.ink(stripe, 11, taper=(0, 0), colour=TEAL, within=shirt)
    sheet.ink(_ring(shirt), WIDTH, taper=(0, 0), colour=LINE)
    skirt = shape("208,560! 300,570 392,560! 398,620 384,690! 306,690! 300,664! 294,690! 216,690! 202,620")
    _part(sheet, skirt, RED)
    sheet.paint(shape("360,564! 392,560! 398,620 384,690! 352,690! 366,630"), RED_SHADE, within=skirt)
    bib = shape("248,498! 352,498! 356,570! 244,570!")
    _part(sheet, bib, RED)
    sheet.paint(shape("250,560! 350,560! 350,580! 250,580!"), RED)
    pocket = shape("272,528! 328,528! 326,560 300,572 274,560!")
    _part(sheet, pocket, RED_SHADE, line=5)
    for side in (-1, 1):
        strap = tube(_at("256,506 240,470 234,444", side), (22, 22, 22))
        _part(sheet, strap, RED, line=5)
        _part(sheet, ellipse((MIDDLE + side * 42, 508), 10, 10), BOOT, line=4)


def _face(sheet: Sheet) -> None:
    for side in (-1, 1):
        _part(sheet, ellipse((MIDDLE + side * 152, 300), 24, 30), SKIN)
        sheet.ink(curve(_at("146,290 154,300 146,312", side)), 4, taper=(0.3, 0.3), colour=SKIN_SHADE)
    face = shape("156,270 160,330 196,392 252,428 300,436 348,428 404,392 440,330 444,270 420,180 300,140 180,180")
    _part(sheet, face, SKIN)
    for side in (-1, 1):
        sheet.paint(ellipse((MIDDLE + side * 88, 366), 24, 13), BLUSH, soft=2, strength=0.7)
        eye = ellipse((MIDDLE + side * 66, 304), 27, 36)
        sheet.paint(eye, "#ffffff")
        sheet.paint(ellipse((MIDDLE + side * 63, 304), 21, 28), "#4a2c22", within=eye)
        sheet.paint(ellipse((MIDDLE + side * 63, 316), 13, 11), "#8a573a", within=eye, soft=1)
        sheet.paint(ellipse((MIDDLE + side * 63 - 7, 291), 8, 9), "#ffffff")
        sheet.ink(_ring(eye), 4, taper=(0, 0), colour=LINE)
        sheet.ink(curve(_at("204,296 212,276 234,267 256,274 264,288", side)), 9, taper=(0.2, 0.2), colour=LINE)
        sheet.ink(curve(_at("212,248 234,237 258,243", side)), 8, taper=(0.3, 0.3), colour=HAIR)
    sheet.ink(curve("290,344 300,350 310,344"), 6, taper=(0.3, 0.3), colour=mixed(SKIN_SHADE, LINE, 0.4))
    mouth = shape("262,376! 300,384 338,376! 330,402 300,414 270,402")
    sheet.paint(mouth, "#8c2f3a")
    sheet.paint(shape("270,378! 300,385 330,378! 326,390 300,394 274,390"), "#ffffff", within=mouth)
    sheet.ink(_ring(mouth), 5, taper=(0, 0), colour=LINE)


def _fringe(sheet: Sheet) -> None:
    fringe = shape(
        "126,270! 128,190 190,108 300,92 410,108 472,190 474,270! 456,252 442,214! 424,222 400,200! 372,218 344,192! "
        "316,216 284,190! 256,218 226,196! 200,220 174,214! 156,252"
    )
    _part(sheet, fringe, HAIR)
    sheet.ink(curve("188,158 240,126 300,118"), 12, taper=(0.4, 0.4), colour=HAIR_GLEAM)
    sheet.ink(curve("330,122 352,128 366,136"), 10, taper=(0.4, 0.4), colour=HAIR_GLEAM)
