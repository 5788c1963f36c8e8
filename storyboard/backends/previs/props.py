"""Things seen close: each draws itself on a `Desk`, in units of the desk's size around its middle."""

from __future__ import annotations

from storyboard.backends.previs.colour import PAPER, Colour, shade
from storyboard.backends.previs.desk import Desk


def bulb(desk: Desk) -> None:
    """A large glass lamp bulb in a nest of red cloth."""
    desk.shape(
        [
            (-0.52, 0.22),
            (-0.34, 0.08),
            (-0.18, 0.16),
            (0.0, 0.10),
            (0.16, 0.17),
            (0.36, 0.06),
            (0.54, 0.24),
            (0.40, 0.44),
            (0.05, 0.50),
            (-0.36, 0.44),
        ],
        (172, 52, 48),
        smooth=True,
    )
    for spots in (
        [(-0.36, 0.18), (-0.22, 0.30), (-0.18, 0.42)],
        [(0.34, 0.16), (0.22, 0.28), (0.2, 0.42)],
        [(0.02, 0.30), (0.0, 0.38), (0.03, 0.46)],
    ):
        desk.stroke(spots, 3.0, (112, 30, 34))
    desk.shape([(-0.085, 0.10), (0.085, 0.10), (0.075, 0.30), (-0.075, 0.30)], (206, 166, 92))
    for y in (0.15, 0.20, 0.25):
        desk.stroke([(-0.08, y), (0, y + 0.014), (0.08, y)], 2.4, (126, 92, 48))
    glass: Colour = (255, 240, 190) if desk.lit else (206, 226, 228)
    outline = [
        (-0.085, 0.11),
        (-0.12, 0.02),
        (-0.235, -0.10),
        (-0.27, -0.24),
        (-0.19, -0.40),
        (0.0, -0.46),
        (0.19, -0.40),
        (0.27, -0.24),
        (0.235, -0.10),
        (0.12, 0.02),
        (0.085, 0.11),
    ]
    desk.shape(outline, glass, smooth=True)
    desk.stroke(
        [(-0.03, 0.10), (-0.06, -0.10), (-0.03, -0.20), (0.0, -0.13), (0.03, -0.20), (0.06, -0.10), (0.03, 0.10)],
        2.6,
        (150, 110, 70),
    )
    desk.shape(
        [(-0.19, -0.30), (-0.12, -0.38), (-0.09, -0.35), (-0.16, -0.22)],
        (255, 255, 255),
        ink=0,
        smooth=True,
        shaded=False,
    )
    if desk.lit:
        desk.canvas.glow(desk.at(0, -0.2), 0.7 * desk.unit, (255, 206, 120), 0.9)


def satchel(desk: Desk) -> None:
    """A leather bag with a flap and a buckle."""
    leather: Colour = (150, 98, 62)
    desk.shadow(0, 0.36, 0.5, 0.10)
    desk.stroke([(-0.40, -0.18), (-0.30, -0.46), (0.30, -0.46), (0.40, -0.18)], 15, shade(leather, 0.7))
    desk.shape([(-0.46, -0.20), (0.46, -0.20), (0.50, 0.34), (0.42, 0.39), (-0.42, 0.39), (-0.50, 0.34)], leather)
    desk.shape(
        [(-0.48, -0.24), (0.48, -0.24), (0.47, 0.06), (0.30, 0.17), (-0.30, 0.17), (-0.47, 0.06)], shade(leather, 1.16)
    )
    desk.stroke([(-0.45, 0.04), (-0.29, 0.14), (0.29, 0.14), (0.45, 0.04)], 2.2, shade(leather, 0.66), smooth=False)
    for x in (-0.24, 0.24):
        desk.shape(
            [(x - 0.045, -0.05), (x + 0.045, -0.05), (x + 0.045, 0.24), (x - 0.045, 0.24)], shade(leather, 0.82), ink=3
        )
        desk.shape([(x - 0.06, 0.12), (x + 0.06, 0.12), (x + 0.06, 0.22), (x - 0.06, 0.22)], (214, 178, 104), ink=3)


def lamp(desk: Desk) -> None:
    """An oil lantern."""
    iron: Colour = (92, 88, 92)
    desk.shadow(0, 0.40, 0.26, 0.06)
    desk.stroke([(-0.17, -0.16), (-0.14, -0.44), (0.14, -0.44), (0.17, -0.16)], 6, iron)
    desk.shape([(-0.20, 0.26), (0.20, 0.26), (0.24, 0.38), (-0.24, 0.38)], iron)
    glass: Colour = (255, 226, 150)
    desk.shape(
        [(-0.13, 0.26), (-0.19, 0.06), (-0.15, -0.14), (0.15, -0.14), (0.19, 0.06), (0.13, 0.26)], glass, smooth=False
    )
    desk.shape(
        [(0.0, -0.06), (0.06, 0.10), (0.0, 0.20), (-0.06, 0.10)], (255, 168, 70), smooth=True, ink=2.4, shaded=False
    )
    desk.shape([(-0.17, -0.14), (0.17, -0.14), (0.10, -0.26), (-0.10, -0.26)], iron)
    for x in (-0.20, 0.20):
        desk.stroke([(x, 0.28), (x, -0.16)], 5, shade(iron, 0.8), smooth=False)
    desk.canvas.glow(desk.at(0, 0.06), 0.75 * desk.unit, (255, 190, 100), 0.8)


def radio(desk: Desk) -> None:
    """A wireless set with a dial."""
    desk.shadow(0, 0.32, 0.52, 0.07)
    desk.shape(
        [(-0.48, -0.24), (0.48, -0.24), (0.50, -0.20), (0.50, 0.30), (-0.50, 0.30), (-0.50, -0.20)], (150, 104, 70)
    )
    desk.shape([(-0.44, -0.18), (0.02, -0.18), (0.02, 0.24), (-0.44, 0.24)], (206, 184, 146), ink=3, shaded=False)
    for index in range(9):
        x = -0.42 + index * 0.052
        desk.stroke([(x, -0.16), (x, 0.22)], 3, (150, 122, 88), smooth=False)
    desk.shape([(0.08, -0.18), (0.44, -0.18), (0.44, 0.0), (0.08, 0.0)], (255, 236, 186), ink=3, shaded=False)
    for index in range(8):
        x = 0.11 + index * 0.043
        desk.stroke([(x, -0.15), (x, -0.09 if index % 2 else -0.06)], 2, smooth=False)
    desk.stroke([(0.22, -0.16), (0.25, -0.02)], 3, (190, 60, 50), smooth=False)
    for x in (0.15, 0.37):
        desk.ellipse(x, 0.14, 0.065, 0.065, (70, 56, 50))
        desk.stroke([(x, 0.14), (x + 0.03, 0.10)], 3, (214, 190, 150), smooth=False)
    desk.stroke([(0.30, -0.24), (0.52, -0.50)], 4, (150, 150, 154), smooth=False)


def key(desk: Desk) -> None:
    """A large old key."""
    brass: Colour = (196, 158, 92)
    desk.shadow(0.02, 0.06, 0.46, 0.10)
    for radius, colour in ((0.15, brass), (0.075, (140, 104, 78))):
        desk.ellipse(-0.34, 0.0, radius, radius * 0.9, colour)
    desk.shape([(-0.20, -0.028), (0.42, -0.028), (0.44, 0.0), (0.42, 0.028), (-0.20, 0.028)], brass, shaded=False)
    desk.shape(
        [
            (0.26, 0.028),
            (0.42, 0.028),
            (0.42, 0.16),
            (0.37, 0.16),
            (0.37, 0.10),
            (0.33, 0.10),
            (0.33, 0.15),
            (0.26, 0.15),
        ],
        brass,
    )


def cup(desk: Desk) -> None:
    """A mug with steam."""
    desk.shadow(0, 0.32, 0.30, 0.07)
    china: Colour = (226, 222, 210)
    desk.ellipse(0.27, 0.06, 0.13, 0.14, china)
    desk.ellipse(0.27, 0.06, 0.07, 0.08, (140, 110, 86))
    desk.shape([(-0.24, -0.14), (0.24, -0.14), (0.20, 0.30), (0.14, 0.335), (-0.14, 0.335), (-0.20, 0.30)], china)
    desk.ellipse(0, -0.14, 0.24, 0.06, shade(china, 0.94))
    desk.ellipse(0, -0.13, 0.20, 0.042, (98, 62, 44), ink=2)
    for x in (-0.09, 0.04):
        desk.stroke([(x, -0.20), (x + 0.04, -0.28), (x - 0.02, -0.36), (x + 0.03, -0.45)], 4, (246, 244, 238))


def book(desk: Desk) -> None:
    """An open book."""
    desk.shadow(0, 0.26, 0.62, 0.12)
    desk.shape([(-0.62, -0.14), (0.62, -0.14), (0.66, 0.32), (-0.66, 0.32)], (120, 60, 54))
    for sign in (-1, 1):
        page = [
            (0, -0.16),
            (sign * 0.28, -0.22),
            (sign * 0.57, -0.17),
            (sign * 0.61, 0.26),
            (sign * 0.30, 0.22),
            (0, 0.30),
        ]
        desk.shape(page, PAPER, shaded=sign > 0)
        if not desk.text:
            for row in range(8):
                y = -0.12 + row * 0.045
                desk.stroke([(sign * 0.06, y), (sign * 0.28, y - 0.04), (sign * 0.52, y)], 1.8, (150, 142, 136))
    if desk.text:
        desk.write(desk.text, [(0.05, -0.15), (0.54, -0.17), (0.57, 0.20), (0.05, 0.22)], (52, 46, 50), bold=False)


def door(desk: Desk) -> None:
    """A door handle, close."""
    wood: Colour = (132, 94, 70)
    side = desk.canvas.width / desk.unit
    desk.shape([(-side, -0.8), (side, -0.8), (side, 0.8), (-side, 0.8)], wood, ink=0, shaded=False)
    for x in (-0.62, 0.42):
        desk.stroke([(x, -0.8), (x, 0.8)], 4, shade(wood, 0.6), smooth=False)
        desk.stroke([(x + 0.03, -0.8), (x + 0.03, 0.8)], 2.4, shade(wood, 1.2), smooth=False)
    desk.shape([(-0.16, -0.28), (0.02, -0.28), (0.02, 0.34), (-0.16, 0.34)], (186, 150, 92))
    desk.ellipse(-0.07, -0.08, 0.075, 0.075, (214, 180, 112))
    desk.shape([(-0.09, -0.115), (0.36, -0.10), (0.40, -0.07), (0.36, -0.04), (-0.09, -0.045)], (222, 190, 124))
    desk.ellipse(-0.07, 0.20, 0.028, 0.028, (40, 32, 34), ink=2)
    desk.shape([(-0.085, 0.20), (-0.055, 0.20), (-0.045, 0.28), (-0.095, 0.28)], (40, 32, 34), ink=0, shaded=False)


def switch(desk: Desk) -> None:
    """A switch on a wall."""
    desk.shape([(-0.22, -0.32), (0.22, -0.32), (0.22, 0.32), (-0.22, 0.32)], (236, 230, 214))
    desk.shape([(-0.09, -0.17), (0.09, -0.17), (0.09, 0.17), (-0.09, 0.17)], (210, 202, 186), ink=3.4)
    desk.shape([(-0.065, -0.20), (0.065, -0.20), (0.055, 0.02), (-0.055, 0.02)], (250, 246, 236), ink=3.4)
    for y in (-0.26, 0.26):
        desk.ellipse(0, y, 0.02, 0.02, (170, 162, 150), ink=2)


def flame(desk: Desk) -> None:
    """A candle that burns, or a match."""
    desk.shadow(0, 0.40, 0.20, 0.05)
    desk.shape([(-0.20, 0.34), (0.20, 0.34), (0.14, 0.41), (-0.14, 0.41)], (170, 136, 84))
    desk.shape([(-0.085, -0.06), (0.085, -0.06), (0.09, 0.36), (-0.09, 0.36)], (242, 234, 214))
    desk.stroke([(0, -0.06), (0.006, -0.12)], 4)
    desk.shape(
        [(0.0, -0.38), (0.07, -0.20), (0.045, -0.11), (0.0, -0.085), (-0.045, -0.11), (-0.065, -0.20)],
        (255, 206, 92),
        smooth=True,
        ink=2.6,
        shaded=False,
    )
    desk.shape(
        [(0.0, -0.26), (0.03, -0.17), (0.0, -0.10), (-0.03, -0.17)], (255, 246, 206), smooth=True, ink=0, shaded=False
    )
    desk.canvas.glow(desk.at(0, -0.2), 0.8 * desk.unit, (255, 190, 100), 0.85)


def photograph(desk: Desk) -> None:
    """An old photograph of two people by the sea."""
    desk.shadow(0.02, 0.14, 0.46, 0.32)
    desk.shape([(-0.46, -0.30), (0.42, -0.36), (0.48, 0.30), (-0.40, 0.37)], (248, 242, 228), shaded=False)
    desk.shape([(-0.40, -0.245), (0.36, -0.295), (0.41, 0.215), (-0.35, 0.27)], (214, 196, 166), ink=2.4, shaded=False)
    desk.shape([(-0.385, -0.01), (0.385, -0.055), (0.41, 0.215), (-0.35, 0.27)], (176, 154, 122), ink=0, shaded=False)
    for x, tall, tone in ((-0.10, 0.30, (104, 84, 68)), (0.12, 0.24, (132, 106, 84))):
        desk.shape(
            [(x - 0.08, 0.23), (x - 0.07, 0.23 - tall * 0.72), (x + 0.07, 0.23 - tall * 0.72), (x + 0.08, 0.225)],
            tone,
            ink=2.6,
        )
        desk.ellipse(x, 0.23 - tall, 0.052, 0.062, (222, 198, 166), ink=2.4)


def gun(desk: Desk) -> None:
    """A revolver."""
    steel: Colour = (84, 88, 98)
    desk.shadow(0, 0.16, 0.46, 0.10)
    desk.shape([(0.16, -0.02), (0.36, -0.02), (0.48, 0.30), (0.32, 0.33)], (126, 86, 60))
    desk.shape(
        [(-0.48, -0.14), (0.28, -0.14), (0.36, -0.06), (0.34, 0.04), (-0.02, 0.04), (-0.06, -0.05), (-0.48, -0.05)],
        steel,
    )
    desk.ellipse(0.10, -0.05, 0.12, 0.09, shade(steel, 1.2))
    desk.stroke([(0.04, 0.05), (0.08, 0.16), (0.18, 0.15), (0.20, 0.04)], 5)


def thing(desk: Desk) -> None:
    """Something small and nameless: a box tied with string."""
    desk.shadow(0, 0.28, 0.42, 0.08)
    desk.shape([(-0.38, -0.10), (0.30, -0.10), (0.30, 0.26), (-0.38, 0.26)], (178, 140, 100))
    desk.shape([(-0.38, -0.10), (-0.26, -0.22), (0.42, -0.22), (0.30, -0.10)], (204, 168, 126), shaded=False)
    desk.shape([(0.30, -0.10), (0.42, -0.22), (0.42, 0.13), (0.30, 0.26)], (140, 108, 78), shaded=False)
    desk.stroke([(-0.04, 0.26), (-0.04, -0.10), (0.08, -0.22)], 5, (232, 222, 196), smooth=False)
    desk.stroke([(-0.38, 0.08), (0.30, 0.08), (0.42, -0.04)], 5, (232, 222, 196), smooth=False)
