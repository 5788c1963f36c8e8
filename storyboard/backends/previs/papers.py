"""Things with words on them, seen close: a board, a letter, a door plate, a screen."""

from __future__ import annotations

from storyboard.backends.previs.colour import PAPER, shade
from storyboard.backends.previs.desk import Desk


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
    """A telephone with a bright screen."""
    desk.shadow(0, 0.36, 0.26, 0.07)
    desk.shape(
        [
            (-0.22, -0.42),
            (0.22, -0.42),
            (0.24, -0.39),
            (0.24, 0.39),
            (0.22, 0.42),
            (-0.22, 0.42),
            (-0.24, 0.39),
            (-0.24, -0.39),
        ],
        (48, 50, 60),
    )
    glass = [(-0.205, -0.36), (0.205, -0.36), (0.205, 0.36), (-0.205, 0.36)]
    desk.shape(glass, (206, 226, 236), ink=2.4, shaded=False)
    desk.shape(
        [(-0.17, -0.18), (0.13, -0.18), (0.13, 0.10), (-0.17, 0.10)]
        if desk.text
        else [(-0.17, -0.18), (0.10, -0.18), (0.10, -0.04), (-0.17, -0.04)],
        (250, 252, 252),
        ink=2,
        shaded=False,
    )
    if desk.text:
        desk.write(desk.text, [(-0.16, -0.17), (0.12, -0.17), (0.12, 0.09), (-0.16, 0.09)], (40, 52, 66), bold=False)
    else:
        desk.shape([(-0.08, 0.04), (0.17, 0.04), (0.17, 0.16), (-0.08, 0.16)], (120, 186, 150), ink=2, shaded=False)
