"""Small things of the table and the pocket, seen close, in units of the desk's size around its middle."""

from __future__ import annotations

import math
import re

import numpy as np

from storyboard.backends.previs.colour import PAPER, Colour, shade
from storyboard.backends.previs.desk import Desk, Spot

_STEEL: Colour = (196, 202, 208)
_GOLD: Colour = (222, 180, 84)
_TIME = re.compile(r"\b([01]?\d|2[0-4])\s*[:.h：]\s*([0-5]\d)\b")


def time_in(text: str) -> tuple[int, int] | None:
    """Hours and minutes of the first time written in a text."""
    found = _TIME.search(text)
    return (int(found.group(1)), int(found.group(2))) if found is not None else None


def clock(desk: Desk) -> None:
    """A clock face that shows the time it is given, or seven past eleven."""
    desk.ellipse(0, 0, 0.40, 0.40, (126, 92, 68))
    desk.ellipse(0, 0, 0.345, 0.345, PAPER)
    for index in range(12):
        turn = index * math.pi / 6
        inner = 0.27 if index % 3 == 0 else 0.30
        desk.stroke(
            [(math.sin(turn) * inner, -math.cos(turn) * inner), (math.sin(turn) * 0.325, -math.cos(turn) * 0.325)],
            6 if index % 3 == 0 else 3,
            smooth=False,
        )
    hours, minutes = time_in(desk.text) or (11, 7)
    for share, long, tail, width in (((hours % 12 + minutes / 60) / 12, 0.17, 0.04, 10), (minutes / 60, 0.27, 0.05, 6)):
        way = (math.sin(share * 2 * math.pi), -math.cos(share * 2 * math.pi))
        desk.stroke([(-way[0] * tail, -way[1] * tail), (way[0] * long, way[1] * long)], width, smooth=False)
    desk.ellipse(0, 0, 0.022, 0.022, (176, 60, 50), ink=2)


def digits(desk: Desk) -> None:
    """A clock with lit figures."""
    desk.shape([(-0.56, -0.24), (0.56, -0.24), (0.60, 0.24), (-0.60, 0.24)], (58, 58, 66))
    desk.shape([(-0.48, -0.17), (0.48, -0.17), (0.50, 0.16), (-0.50, 0.16)], (24, 22, 30), ink=3, shaded=False)
    hours, minutes = time_in(desk.text) or (11, 7)
    shown = desk.text if desk.text and time_in(desk.text) is None else f"{hours}:{minutes:02d}"
    desk.write(shown, [(-0.46, -0.16), (0.46, -0.16), (0.48, 0.15), (-0.48, 0.15)], (255, 96, 84))
    desk.canvas.glow(desk.at(0, 0), 0.6 * desk.unit, (150, 40, 36), 0.6)


def spoon(desk: Desk) -> None:
    """A spoon."""
    desk.shadow(0.02, 0.06, 0.56, 0.10)
    desk.shape([(-0.118, -0.020), (0.47, -0.034), (0.504, 0.0), (0.47, 0.034), (-0.118, 0.020)], _STEEL)
    desk.ellipse(-0.286, 0.0, 0.197, 0.145, _STEEL)
    desk.ellipse(-0.294, 0.006, 0.16, 0.105, shade(_STEEL, 0.84), ink=2.4)
    desk.shape(
        [(-0.403, -0.04), (-0.319, -0.08), (-0.252, -0.07), (-0.353, -0.02)],
        (250, 252, 252),
        ink=0,
        smooth=True,
        shaded=False,
    )


def fork(desk: Desk) -> None:
    """A fork."""
    desk.shadow(0.02, 0.06, 0.56, 0.10)
    desk.shape([(-0.084, -0.022), (0.47, -0.034), (0.504, 0.0), (0.47, 0.034), (-0.084, 0.022)], _STEEL)
    desk.shape(
        [(-0.218, -0.115), (-0.118, -0.09), (-0.05, -0.02), (-0.05, 0.02), (-0.118, 0.09), (-0.218, 0.115)], _STEEL
    )
    for y in (-0.098, -0.033, 0.033, 0.098):
        desk.shape([(-0.454, y - 0.012), (-0.202, y - 0.018), (-0.202, y + 0.018), (-0.454, y + 0.012)], _STEEL, ink=3)


def knife(desk: Desk) -> None:
    """A kitchen knife."""
    desk.shadow(0.0, 0.10, 0.60, 0.10)
    desk.shape([(0.084, -0.05), (0.47, -0.06), (0.504, 0.0), (0.47, 0.065), (0.084, 0.05)], (96, 68, 54))
    for x in (0.17, 0.28, 0.39):
        desk.ellipse(x, 0.0, 0.014, 0.014, (206, 196, 176), ink=1.6)
    desk.shape([(0.101, -0.07), (0.101, 0.075), (-0.286, 0.07), (-0.521, -0.055), (-0.504, -0.07)], _STEEL)
    desk.stroke([(0.084, 0.045), (-0.269, 0.042), (-0.47, -0.045)], 2.4, (120, 126, 134), smooth=False)


def glass(desk: Desk) -> None:
    """A drinking glass, half full."""
    desk.shadow(0.04, 0.36, 0.24, 0.06)
    desk.shape([(-0.20, -0.34), (0.20, -0.34), (0.155, 0.36), (-0.155, 0.36)], (214, 230, 234), shaded=False)
    desk.shape([(-0.184, -0.02), (0.184, -0.02), (0.155, 0.34), (-0.155, 0.34)], (150, 198, 214), ink=2.4)
    desk.ellipse(0, -0.02, 0.183, 0.035, (176, 216, 228), ink=2)
    desk.ellipse(0, -0.34, 0.20, 0.045, (232, 242, 244), ink=3)
    desk.shape([(-0.15, -0.28), (-0.12, -0.28), (-0.10, 0.26), (-0.12, 0.26)], (255, 255, 255), ink=0, shaded=False)


def bottle(desk: Desk) -> None:
    """A bottle with a label."""
    desk.shadow(0.04, 0.42, 0.22, 0.05)
    outline: list[Spot] = [
        (-0.05, -0.46),
        (0.05, -0.46),
        (0.055, -0.22),
        (0.15, -0.08),
        (0.15, 0.42),
        (-0.15, 0.42),
        (-0.15, -0.08),
        (-0.055, -0.22),
    ]
    desk.shape(outline, (82, 122, 92))
    desk.shape([(-0.15, 0.04), (0.15, 0.04), (0.15, 0.30), (-0.15, 0.30)], (240, 230, 204), ink=3, shaded=False)
    desk.write(desk.text, [(-0.14, 0.05), (0.14, 0.05), (0.14, 0.29), (-0.14, 0.29)], (90, 52, 46))
    desk.shape([(-0.06, -0.48), (0.06, -0.48), (0.06, -0.42), (-0.06, -0.42)], (150, 112, 78), ink=3)


def ring(desk: Desk) -> None:
    """A ring with a stone."""
    desk.shadow(0.02, 0.34, 0.30, 0.06)
    desk.ellipse(0, 0.10, 0.26, 0.26, _GOLD)
    desk.ellipse(0, 0.10, 0.205, 0.205, (150, 108, 76))
    desk.shape([(-0.14, -0.24), (0.14, -0.24), (0.19, -0.17), (0.0, -0.02), (-0.19, -0.17)], (204, 232, 240))
    for x in (-0.07, 0.07):
        desk.stroke([(x, -0.24), (x * 0.6, -0.17), (0, -0.03)], 2.2, smooth=False)
    desk.stroke([(-0.18, -0.17), (0.18, -0.17)], 2.2, smooth=False)


def coin(desk: Desk) -> None:
    """A coin."""
    desk.shadow(0.03, 0.10, 0.34, 0.30)
    desk.ellipse(0, 0, 0.32, 0.30, _GOLD)
    desk.ellipse(0, 0, 0.265, 0.245, shade(_GOLD, 1.08), ink=2.4)
    desk.shape(
        [
            (-0.02, -0.15),
            (0.08, -0.10),
            (0.10, 0.0),
            (0.06, 0.06),
            (0.11, 0.15),
            (-0.10, 0.15),
            (-0.06, 0.06),
            (-0.10, -0.06),
        ],
        shade(_GOLD, 0.82),
        ink=2.6,
        smooth=True,
    )


def flower(desk: Desk) -> None:
    """A bunch of flowers in paper."""
    for x, y, lean in ((-0.22, -0.20, -0.10), (0.22, -0.18, 0.10), (0.0, -0.30, 0.0)):
        desk.stroke([(x, y), (lean * 0.5, 0.16)], 7, (84, 124, 76))
    desk.shape([(-0.30, 0.0), (0.30, 0.0), (0.07, 0.44), (-0.07, 0.44)], (236, 224, 200))
    desk.stroke([(-0.10, 0.26), (0.10, 0.26)], 7, (172, 62, 66), smooth=False)
    for x, y, tone in (
        (-0.24, -0.22, (206, 74, 84)),
        (0.24, -0.20, (232, 176, 84)),
        (0.0, -0.06, (226, 132, 150)),
        (0.0, -0.34, (206, 74, 84)),
    ):
        for turn in np.linspace(0, 2 * math.pi, 6, endpoint=False):
            desk.ellipse(x + 0.082 * math.cos(turn), y + 0.082 * math.sin(turn), 0.062, 0.062, tone, ink=2.6)
        desk.ellipse(x, y, 0.052, 0.052, (248, 224, 140), ink=2.4)


def hat(desk: Desk) -> None:
    """A hat with a ribbon."""
    felt: Colour = (104, 92, 88)
    desk.shadow(0.02, 0.24, 0.56, 0.12)
    desk.ellipse(0, 0.18, 0.54, 0.13, felt)
    desk.shape(
        [
            (-0.28, 0.18),
            (-0.26, -0.18),
            (-0.16, -0.30),
            (0.0, -0.25),
            (0.16, -0.30),
            (0.26, -0.18),
            (0.28, 0.18),
            (0.0, 0.23),
        ],
        felt,
        smooth=True,
    )
    desk.shape(
        [(-0.282, 0.06), (0.0, 0.11), (0.282, 0.06), (0.284, 0.16), (0.0, 0.215), (-0.284, 0.16)],
        (52, 46, 52),
        ink=2.6,
        shaded=False,
    )


def shoe(desk: Desk) -> None:
    """A shoe."""
    leather: Colour = (124, 78, 56)
    desk.shadow(0.02, 0.27, 0.52, 0.07)
    desk.shape(
        [
            (-0.44, -0.26),
            (-0.16, -0.24),
            (-0.06, -0.06),
            (0.26, 0.04),
            (0.48, 0.12),
            (0.50, 0.21),
            (-0.46, 0.21),
            (-0.48, 0.0),
        ],
        leather,
    )
    desk.shape(
        [(-0.47, 0.20), (0.51, 0.20), (0.50, 0.27), (-0.20, 0.27), (-0.22, 0.31), (-0.46, 0.31)],
        (58, 46, 44),
        shaded=False,
    )
    desk.ellipse(-0.30, -0.25, 0.15, 0.035, (64, 44, 38), ink=3)
    for index in range(3):
        x, y = -0.10 + index * 0.075, -0.12 + index * 0.052
        desk.stroke([(x - 0.05, y + 0.05), (x + 0.05, y - 0.02)], 4, (236, 226, 204), smooth=False)


def ball(desk: Desk) -> None:
    """A ball."""
    desk.shadow(0.04, 0.30, 0.30, 0.07)
    desk.ellipse(0, 0, 0.32, 0.32, (204, 62, 56))
    desk.ellipse(0.06, 0.06, 0.24, 0.24, (180, 48, 48), ink=0, alpha=0.5)
    desk.ellipse(-0.12, -0.13, 0.07, 0.05, (246, 190, 180), ink=0)
    desk.stroke([(-0.30, 0.10), (-0.08, 0.17), (0.14, 0.14), (0.30, 0.02)], 3)


def apple(desk: Desk) -> None:
    """An apple."""
    desk.shadow(0.03, 0.30, 0.28, 0.07)
    desk.shape(
        [
            (0.0, -0.20),
            (0.16, -0.27),
            (0.31, -0.14),
            (0.29, 0.12),
            (0.13, 0.31),
            (0.0, 0.28),
            (-0.13, 0.31),
            (-0.29, 0.12),
            (-0.31, -0.14),
            (-0.16, -0.27),
        ],
        (190, 60, 52),
        smooth=True,
    )
    desk.stroke([(0.0, -0.20), (0.02, -0.30), (0.07, -0.37)], 7, (90, 64, 48))
    desk.shape([(0.04, -0.31), (0.14, -0.40), (0.26, -0.38), (0.16, -0.30)], (106, 142, 76), smooth=True, ink=3)
