"""Things with words on them, seen close: a board, a letter, a door plate, a screen."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.colour import PAPER, Colour, shade
from storyboard.backends.previs.desk import Desk, Spot
from storyboard.backends.previs.signs import sign_texture


def board(desk: Desk) -> None:
    """A painted wooden sign that fills the picture."""
    wide = min(0.44 * desk.canvas.width / desk.unit, 0.82)
    top, low, wood = -0.30, 0.26, (156, 138, 116)
    for x in (-wide * 0.72, wide * 0.72):
        desk.shape([(x - 0.045, -0.38), (x + 0.045, -0.38), (x + 0.05, 0.75), (x - 0.05, 0.75)], (120, 100, 82))
    rows = 4
    for row in range(rows):
        y0, y1 = top + (low - top) * row / rows, top + (low - top) * (row + 1) / rows
        slip = (0.012, -0.008, 0.006, -0.014)[row]
        tone = shade(wood, (1.0, 0.95, 1.03, 0.97)[row])
        desk.shape(
            [(-wide + slip, y0), (wide + slip * 1.4, y0 + 0.006), (wide + slip, y1), (-wide - slip, y1 - 0.004)],
            tone,
            ink=3.4,
            shaded=False,
        )
        for index in range(5):
            x = -wide * 0.9 + index * wide * 0.42 + 0.05 * row
            y = y0 + (y1 - y0) * (0.3 + 0.1 * (index % 4))
            desk.stroke([(x, y), (x + 0.12, y + 0.008), (x + 0.26, y)], 1.8, shade(tone, 0.74))
        for x in (-wide * 0.72, wide * 0.72):
            desk.ellipse(x, (y0 + y1) / 2, 0.010, 0.010, (70, 62, 60), ink=1.2)
    corners = [
        (-wide * 0.96, top + 0.015),
        (wide * 0.96, top + 0.015),
        (wide * 0.96, low - 0.015),
        (-wide * 0.96, low - 0.015),
    ]
    desk.write(desk.text, [(x + 0.004, y + 0.005) for x, y in corners], (70, 60, 54), margin=0.05)
    desk.write(desk.text, corners, (250, 247, 236), margin=0.05)


def tombstone(desk: Desk) -> None:
    """A gravestone with a round head, its words cut into it."""
    wide, foot = 0.40, 0.5 * desk.canvas.height / desk.unit + 0.1
    stone: Colour = (172, 172, 168)
    arch = [(wide * math.cos(turn), -0.12 + 0.32 * math.sin(turn)) for turn in np.linspace(math.pi, 2 * math.pi, 15)]
    desk.shape([(-wide, foot), *arch, (wide, foot)], stone, ink=4.5)
    inner = [(0.9 * x, -0.10 + 0.9 * (y + 0.12)) for x, y in arch]
    desk.stroke([(-0.36, foot), *inner, (0.36, foot)], 2.4, shade(stone, 0.7), smooth=False)
    corners = [(-0.32, -0.24), (0.32, -0.24), (0.32, 0.24), (-0.32, 0.24)]
    desk.write(desk.text, [(x + 0.004, y + 0.005) for x, y in corners], (226, 226, 222), margin=0.05)
    desk.write(desk.text, corners, (58, 58, 60), margin=0.05)


def letter(desk: Desk) -> None:
    """A sheet of paper with handwriting, or with the words that can be read on it."""
    desk.shadow(0, 0.16, 0.52, 0.34)
    sheet = [(-0.44, -0.30), (0.40, -0.36), (0.50, 0.36), (-0.40, 0.42)]
    desk.shape(sheet, PAPER, shaded=False)
    desk.stroke([(-0.42, 0.02), (0.45, -0.04)], 2.0, (206, 198, 182), smooth=False)
    if desk.text:
        desk.write(desk.text, [(-0.38, -0.25), (0.36, -0.30), (0.44, 0.30), (-0.35, 0.36)], (52, 48, 70), bold=False)
        return
    for row in range(9):
        y = -0.22 + row * 0.062
        end = 0.33 if row % 4 != 3 else 0.05
        waves = [
            (-0.36 + row * 0.004 + index * 0.03, y - 0.0022 * index + (0.009 if index % 2 else -0.006))
            for index in range(int((end + 0.36) / 0.03))
        ]
        desk.stroke(waves, 2.2, (74, 72, 104))


def plate(desk: Desk) -> None:
    """A brass plate on a door."""
    wide = 0.52
    desk.shape([(-wide, -0.2), (wide, -0.2), (wide, 0.2), (-wide, 0.2)], (208, 170, 98))
    desk.stroke(
        [(-wide + 0.03, -0.17), (wide - 0.03, -0.17), (wide - 0.03, 0.17), (-wide + 0.03, 0.17), (-wide + 0.03, -0.17)],
        2.4,
        (150, 112, 58),
        smooth=False,
    )
    for x in (-wide + 0.06, wide - 0.06):
        desk.ellipse(x, 0, 0.014, 0.014, (150, 112, 58), ink=2)
    desk.write(
        desk.text,
        [(-wide + 0.08, -0.17), (wide - 0.08, -0.17), (wide - 0.08, 0.17), (-wide + 0.08, 0.17)],
        (58, 42, 34),
    )


def screen(desk: Desk) -> None:
    """A telephone with a bright screen; words stand in the message it has just received."""
    desk.shadow(0, 0.40, 0.34, 0.06)
    desk.shape(_rounded(0.29, 0.44, 0.04), (48, 50, 60))
    desk.shape(_rounded(0.262, 0.405, 0.025), (206, 226, 236), ink=2.4, shaded=False)
    desk.shape(_rounded(0.05, 0.010, 0.008, y=-0.375), (48, 50, 60), ink=0, shaded=False)
    if not desk.text:
        desk.shape(_rounded(0.14, 0.06, 0.02, x=-0.08, y=-0.16), (250, 252, 252), ink=2, shaded=False)
        desk.shape(_rounded(0.13, 0.06, 0.02, x=0.09, y=0.04), (120, 186, 150), ink=2, shaded=False)
        return
    desk.ellipse(-0.20, -0.30, 0.035, 0.035, (150, 168, 186), ink=1.6)
    desk.shape(_rounded(0.06, 0.010, 0.008, x=-0.08, y=-0.30), (150, 168, 186), ink=0, shaded=False)
    tall = min(0.215, 0.085 + 0.0016 * len(desk.text))
    y = -0.22 + tall
    desk.shape(_rounded(0.236, tall, 0.03, y=y), (250, 252, 252), ink=2.2, shaded=False)
    desk.shape(
        [(-0.20, y + tall - 0.004), (-0.14, y + tall - 0.004), (-0.21, y + tall + 0.035)], (250, 252, 252), ink=0
    )
    desk.write(desk.text, _corners(0.226, tall - 0.006, y=y), (36, 46, 60), bold=len(desk.text) < 24, margin=0.04)
    desk.shape(_rounded(0.236, 0.028, 0.02, y=0.36), (236, 242, 246), ink=1.6, shaded=False)


def television(desk: Desk) -> None:
    """A set on its foot; words stand across the lower part of what is on."""
    desk.shadow(0, 0.40, 0.5, 0.06)
    wide = min(0.44 * desk.canvas.width / desk.unit, 0.74)
    desk.shape([(-0.16, 0.30), (0.16, 0.30), (0.22, 0.40), (-0.22, 0.40)], (60, 62, 70))
    desk.shape(_rounded(wide, 0.40, 0.03, y=-0.06), (44, 46, 54))
    desk.shape(_rounded(wide - 0.035, 0.365, 0.015, y=-0.06), (70, 108, 150), ink=2.4, shaded=False)
    desk.shape(
        [
            (-wide + 0.04, 0.06),
            (-0.1, -0.10),
            (0.2, 0.02),
            (wide - 0.04, -0.12),
            (wide - 0.04, 0.29),
            (-wide + 0.04, 0.29),
        ],
        (58, 88, 120),
        ink=0,
        shaded=False,
    )
    desk.ellipse(0.30 * wide, -0.20, 0.06, 0.06, (214, 224, 232), ink=0)
    if not desk.text:
        return
    desk.shape(_corners(wide - 0.036, 0.13, y=0.165), (176, 40, 44), ink=0, shaded=False)
    desk.write(desk.text, _corners(wide - 0.05, 0.125, y=0.165), (252, 250, 244), margin=0.05)


def newspaper(desk: Desk) -> None:
    """A front page: a headline, a picture, columns."""
    desk.shadow(0, 0.36, 0.6, 0.10)
    wide = min(0.42 * desk.canvas.width / desk.unit, 0.60)
    sheet = [(-wide, -0.40), (wide - 0.03, -0.44), (wide + 0.02, 0.42), (-wide + 0.02, 0.46)]
    desk.shape(sheet, (236, 232, 220), shaded=False)
    desk.stroke([(-wide + 0.05, -0.355), (wide - 0.08, -0.39)], 2.6, smooth=False)
    desk.stroke([(-wide + 0.05, -0.34), (wide - 0.08, -0.375)], 1.6, smooth=False)
    if desk.text:
        head = [(-wide + 0.04, -0.33), (wide - 0.06, -0.365), (wide - 0.05, -0.05), (-wide + 0.05, -0.01)]
        desk.write(desk.text, head, (34, 32, 36), margin=0.03)
    else:
        for y, end in ((-0.25, 0.86), (-0.14, 0.6)):
            left, right = -wide + 0.06, -wide + 0.06 + (2 * wide - 0.14) * end
            desk.shape(
                [(left, y - 0.04), (right, y - 0.065), (right, y - 0.005), (left, y + 0.02)], (60, 58, 62), ink=0
            )
    desk.shape([(-wide + 0.06, 0.03), (-0.02, 0.005), (-0.01, 0.28), (-wide + 0.07, 0.31)], (150, 150, 148), ink=2)
    desk.shape(
        [(-wide + 0.08, 0.29), (-wide * 0.6, 0.14), (-wide * 0.3, 0.22), (-0.03, 0.12), (-0.02, 0.26)],
        (104, 104, 106),
        ink=0,
    )
    for column in range(2):
        left = 0.03 + column * (wide - 0.06) / 2
        right = left + (wide - 0.12) / 2
        for row in range(11):
            y = 0.03 + row * 0.034
            desk.stroke([(left, y - 0.03 * left), (right, y - 0.03 * right)], 2.0, (132, 128, 124), smooth=False)
    for row in range(3):
        y = 0.345 + row * 0.03
        desk.stroke([(-wide + 0.08, y), (-0.03, y - 0.02)], 2.0, (132, 128, 124), smooth=False)


def neon(desk: Desk) -> None:
    """Glowing tubes on a dark panel."""
    wide = min(0.44 * desk.canvas.width / desk.unit, 0.80)
    desk.shape(_rounded(wide + 0.02, 0.34, 0.03), (40, 32, 46))
    texture = sign_texture("neon", desk.text, outdoors=True, seed=1)
    desk.lay(texture, _corners(wide, wide * texture.shape[0] / texture.shape[1] if wide < 0.6 else 0.32))


def poster(desk: Desk) -> None:
    """A printed sheet, pinned up at its corners."""
    wide, tall = 0.36, 0.44
    desk.shape(
        [
            (-wide + 0.02, -tall + 0.03),
            (wide + 0.03, -tall + 0.03),
            (wide + 0.03, tall + 0.02),
            (-wide + 0.02, tall + 0.02),
        ],
        (120, 106, 92),
        ink=0,
    )
    desk.shape(_corners(wide, tall), (240, 226, 190), shaded=False)
    if desk.text:
        desk.lay(sign_texture("poster", desk.text, outdoors=False, seed=1), _corners(wide, tall))
        desk.stroke([*_corners(wide, tall), (-wide, -tall)], 4.0, smooth=False)
    else:
        desk.shape(_corners(wide - 0.06, tall * 0.46, y=-0.10), (150, 70, 60), shaded=False)
        for y, half in ((0.20, 0.24), (0.27, 0.16), (0.34, 0.20)):
            desk.shape(_corners(half, 0.018, y=y), (96, 84, 78), ink=0, shaded=False)
    for x in (-wide + 0.03, wide - 0.03):
        desk.ellipse(x, -tall + 0.03, 0.014, 0.014, (196, 60, 52), ink=1.6)


def book_cover(desk: Desk) -> None:
    """A closed book with its title."""
    desk.shadow(0.02, 0.38, 0.42, 0.08)
    desk.shape([(-0.30, -0.40), (0.34, -0.40), (0.36, 0.42), (-0.28, 0.42)], (226, 218, 198))
    desk.shape([(-0.34, -0.42), (0.31, -0.42), (0.33, 0.40), (-0.32, 0.40)], (112, 52, 54), shaded=False)
    desk.shape([(-0.34, -0.42), (-0.28, -0.42), (-0.26, 0.40), (-0.32, 0.40)], (86, 40, 44), shaded=False)
    desk.stroke(
        [(-0.24, -0.36), (0.26, -0.36), (0.27, 0.34), (-0.22, 0.34), (-0.24, -0.36)], 2.6, (214, 176, 96), smooth=False
    )
    desk.write(desk.text, [(-0.22, -0.30), (0.25, -0.30), (0.255, 0.12), (-0.21, 0.12)], (236, 204, 130), margin=0.04)
    desk.ellipse(0.02, 0.23, 0.035, 0.035, (214, 176, 96), ink=0)


def _corners(half: float, tall: float, *, x: float = 0.0, y: float = 0.0) -> list[Spot]:
    return [(x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall)]


def _rounded(half: float, tall: float, cut: float, *, x: float = 0.0, y: float = 0.0) -> list[Spot]:
    """A rectangle without its corners."""
    ring = [
        *((-half + cut, -tall), (half - cut, -tall), (half, -tall + cut), (half, tall - cut)),
        *((half - cut, tall), (-half + cut, tall), (-half, tall - cut), (-half, -tall + cut)),
    ]
    return [(x + across, y + down) for across, down in ring]
