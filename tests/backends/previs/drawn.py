"""Other references drawn for tests: a cartoon of four heads, and a company of nine who differ in face and costume."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

GROUND, INK = (226, 228, 224), (34, 30, 38)
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Person:
    """Somebody as a few numbers; `face` is how wide it is, `brow` how heavy, `hangs` how far the hair falls."""

    skin: Colour
    hair: Colour
    coat: Colour
    legs: Colour
    face: float
    brow: int
    hangs: float = 0.0
    beard: bool = False


COMPANY = {
    "ANA": Person((240, 204, 178), (150, 44, 34), (236, 182, 44), (46, 104, 118), 1.0, 4, hangs=0.5),
    "BEN": Person((222, 168, 136), (222, 222, 226), (54, 72, 108), (122, 126, 134), 0.92, 9, beard=True),
    "CHI": Person((122, 82, 60), (34, 30, 32), (206, 92, 66), (66, 70, 84), 0.95, 6),
    "DAO": Person((232, 190, 152), (30, 26, 32), (96, 150, 110), (50, 52, 66), 0.88, 3, hangs=0.8),
    "ELI": Person((216, 172, 140), (96, 60, 38), (150, 92, 150), (92, 74, 60), 1.14, 5, hangs=0.3),
    "FIN": Person((246, 214, 196), (232, 190, 96), (70, 132, 176), (140, 120, 90), 1.08, 3),
    "GIA": Person((232, 186, 158), (58, 40, 36), (196, 60, 84), (60, 64, 92), 0.94, 6, hangs=1.0),
    "HIR": Person((238, 204, 172), (26, 26, 34), (120, 196, 90), (88, 92, 100), 0.9, 8),
    "INE": Person((176, 122, 92), (70, 46, 40), (88, 176, 184), (214, 206, 190), 1.05, 4, hangs=0.5),
}


def person(who: Person) -> Image.Image:
    """A standing figure of about six heads, 300 by 660, on plain ground."""
    sheet = Image.new("RGB", (300, 660), GROUND)
    draw = ImageDraw.Draw(sheet)
    face = 38 * who.face
    if who.hangs:
        draw.rounded_rectangle(
            (150 - face - 12, 60, 150 + face + 12, 104 + 60 * who.hangs), 24, fill=who.hair, outline=INK, width=3
        )
    for side in (-1, 1):
        x = 150 + side * 26
        draw.rectangle((x - 22, 350, x + 22, 616), fill=who.legs, outline=INK, width=3)
        draw.rectangle((x - 26, 606, x + 26, 634), fill=(70, 52, 46), outline=INK, width=3)
        arm = [(150 + side * 48, 172), (150 + side * 68, 184), (150 + side * 92, 350), (150 + side * 62, 356)]
        draw.ellipse((150 + side * 78 - 12, 346, 150 + side * 78 + 12, 380), fill=who.skin, outline=INK, width=3)
        draw.polygon(arm, fill=who.coat, outline=INK, width=3)
    draw.rectangle((136, 138, 164, 170), fill=who.skin, outline=INK, width=3)
    draw.rounded_rectangle((94, 162, 206, 372), 20, fill=who.coat, outline=INK, width=3)
    draw.ellipse((150 - face, 48, 150 + face, 146), fill=who.skin, outline=INK, width=3)
    draw.pieslice((150 - face - 4, 38, 150 + face + 4, 120), 180, 360, fill=who.hair, outline=INK, width=3)
    if who.beard:
        draw.pieslice((150 - face + 2, 70, 150 + face - 2, 150), 10, 170, fill=who.hair, outline=INK, width=3)
    for side in (-1, 1):
        x = 150 + side * 16
        draw.ellipse((x - 6, 92, x + 6, 102), fill=INK)
        draw.line((x - 9, 85 - side * who.brow // 3, x + 9, 85 + side * who.brow // 3), fill=INK, width=who.brow)
    draw.line((150, 98, 154, 116, 149, 117), fill=INK, width=2)
    draw.arc((138, 118, 162, 132), 20, 160, fill=(150, 50, 50), width=3)
    return sheet


def chibi() -> Image.Image:
    """A cartoon four heads tall."""
    sheet = Image.new("RGB", (360, 640), GROUND)
    draw = ImageDraw.Draw(sheet)
    for side in (-1, 1):
        x = 180 + side * 34
        draw.rectangle((x - 26, 380, x + 26, 600), fill=(60, 60, 120), outline=INK, width=4)
        draw.rectangle((x - 30, 590, x + 30, 620), fill=(120, 60, 40), outline=INK, width=4)
        arm = [(180 + side * 50, 186), (180 + side * 80, 200), (180 + side * 102, 370), (180 + side * 70, 376)]
        draw.polygon(arm, fill=(220, 80, 90), outline=INK, width=4)
    draw.rounded_rectangle((120, 176, 240, 400), 22, fill=(220, 80, 90), outline=INK, width=4)
    draw.ellipse((98, 24, 262, 182), fill=(250, 220, 196), outline=INK, width=4)
    draw.pieslice((92, 16, 268, 150), 180, 360, fill=(70, 140, 90), outline=INK, width=4)
    for side in (-1, 1):
        draw.ellipse((180 + side * 36 - 12, 98, 180 + side * 36 + 12, 126), fill=INK)
    draw.arc((160, 136, 200, 162), 20, 160, fill=(150, 40, 40), width=4)
    return sheet
