"""Parts that everybody has: eyes, brows and hands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from drawing import INK, Path2D, Points, Sheet, curve, ellipse, mixed, moved, plotted, shape, tube


@dataclass(frozen=True)
class Skin:
    """Colours of somebody's skin."""

    base: str
    shadow: str
    light: str
    blush: str


@dataclass(frozen=True)
class Eye:
    """One eye. `side` is -1 for the one on the left of the picture, 1 for the other; lengths in drawing units.

    `lid` is how far the upper lid hangs, 0 to 1; `lash` is how heavy its line is; `gaze` shifts the iris.
    """

    centre: tuple[float, float]
    width: float
    height: float
    side: int
    iris: str
    tilt: float = 2.0
    lid: float = 0.15
    lash: float = 2.6
    gaze: tuple[float, float] = (0.0, 0.0)
    lashes: bool = False


def draw_eye(sheet: Sheet, eye: Eye, skin: Skin) -> None:
    """White, iris, pupil, the lid's shadow, then the lids' lines."""
    x, y = eye.centre
    half, outward = eye.width / 2, eye.side
    inner, outer = (x - outward * half, y + 2.2), (x + outward * half, y - eye.tilt)
    peak = y - eye.height * (0.62 - 0.3 * eye.lid)
    upper = curve(
        [
            inner,
            (x - outward * half * 0.45, peak + 1.6),
            (x + outward * half * 0.15, peak),
            (x + outward * half * 0.66, peak + 2.2),
            outer,
        ],
        step=0.4,
    )
    floor = y + eye.height * 0.42
    lower = curve(
        [
            outer,
            (x + outward * half * 0.5, floor - 0.6),
            (x - outward * half * 0.15, floor),
            (x - outward * half * 0.62, floor - 1.4),
            inner,
        ],
        step=0.4,
    )
    almond = np.vstack([upper, lower])

    sheet.paint(ellipse((x, y - 1), half * 1.25, eye.height * 0.85), skin.shadow, soft=3.2, strength=0.45)
    sheet.paint(almond, "#fdf9f2")
    radius = eye.height * 0.53
    middle = (x + eye.gaze[0], y - eye.height * 0.06 + eye.gaze[1])
    sheet.paint(ellipse(middle, radius * 0.94, radius), mixed(eye.iris, INK, 0.72), within=almond)
    sheet.paint(ellipse(middle, radius * 0.76, radius * 0.82), eye.iris, within=almond)
    sheet.paint(
        ellipse((middle[0], middle[1] + radius * 0.42), radius * 0.52, radius * 0.36),
        mixed(eye.iris, "#ffffff", 0.42),
        within=almond,
        soft=0.5,
        strength=0.9,
    )
    sheet.paint(ellipse(middle, radius * 0.4, radius * 0.43), "#1b1522", within=almond)
    sheet.paint(
        np.vstack([upper, moved(upper[::-1], y=eye.height * 0.26)]), "#6d6788", within=almond, soft=0.9, strength=0.5
    )
    glint = (middle[0] - radius * 0.34, middle[1] - radius * 0.36)
    sheet.paint(ellipse(glint, radius * 0.25, radius * 0.27), "#ffffff")
    sheet.paint(
        ellipse((middle[0] + radius * 0.4, middle[1] + radius * 0.36), radius * 0.11, radius * 0.12),
        "#ffffff",
        within=almond,
        strength=0.85,
    )

    lid = np.vstack([upper, curve([outer, (outer[0] + outward * 2.6, outer[1] - 1.4)], step=0.4)])
    sheet.ink(lid, eye.lash, taper=(0.3, 0.1))
    if eye.lashes:
        for share, reach in ((0.72, 3.4), (0.84, 4.2), (0.96, 4.6)):
            root = upper[int(share * (len(upper) - 1))]
            sheet.ink(
                curve(
                    [
                        tuple(root),
                        (root[0] + outward * reach * 0.55, root[1] - reach * 0.4),
                        (root[0] + outward * reach, root[1] - reach * 0.95),
                    ],
                    step=0.3,
                ),
                1.5,
                taper=(0, 0.9),
            )
    crease = moved(upper[int(len(upper) * 0.16) : int(len(upper) * 0.93)], outward * 0.6, -eye.height * 0.2)
    sheet.ink(crease, 1.1, taper=(0.5, 0.4), colour=mixed(INK, skin.shadow, 0.3))
    sheet.ink(lower[: int(len(lower) * 0.8)], 1.1, taper=(0.1, 0.7), colour=mixed(INK, skin.shadow, 0.25))
    sheet.paint(ellipse((inner[0] + outward * 1.3, inner[1] - 0.1), 1.5, 1.1), mixed(skin.blush, "#a03838", 0.3))


def draw_hand(
    sheet: Sheet,
    wrist: tuple[float, float],
    side: int,
    skin: Skin,
    *,
    size: float = 1.0,
    lean: float = 0.0,
    age: float = 0.0,
) -> None:
    """A relaxed hand, hanging, seen from the front: thumb towards the body, fingers gently curled.

    Args:
        sheet: Where to draw.
        wrist: Middle of the wrist.
        side: -1 for the hand on the left of the picture, 1 for the other.
        skin: Its colours.
        size: 1 is a hand 96 units long.
        lean: Degrees by which it swings away from the body.
        age: 0 smooth, 1 knuckles and tendons show.
    """
    turn = np.radians(lean * -side)
    cos, sin = np.cos(turn), np.sin(turn)

    def place(points: Points) -> Points:
        """From the hand's own axes (x towards the body, y down the fingers) to the sheet."""
        return [
            (wrist[0] + size * (-side * x * cos - y * sin), wrist[1] + size * (-side * x * sin + y * cos), corner)
            for x, y, corner in plotted(points)
        ]

    line = 2.3
    fingers = (
        ("-15,45 -18,60 -14,73 -9,82", (11.5, 11, 10, 7.5)),
        ("-8,48 -10,66 -5,82 1,92", (12.5, 12, 10.5, 8)),
        ("1,49 0,68 5,85 10,96", (13, 12.5, 11, 8)),
        ("10,46 11,63 14,79 18,91", (13, 12.5, 11, 8)),
    )
    for spine, widths in fingers[:3]:
        finger = tube(place(spine), [size * width for width in widths])
        sheet.model(finger, skin.base, skin.shadow, depth=4.5, soft=1)
        sheet.outline(finger, line)
    back: Path2D = shape(place("-17,-8! -20,12 -23,30 -22,46 -14,54 0,57 12,55 18,44 19,28 18,10 16,-8!"))
    sheet.model(back, skin.base, skin.shadow, depth=6, soft=1.4, light=skin.light)
    sheet.ink(curve(place("-17,-8 -20,12 -23,30 -22,46")), line * 1.1, taper=(0.05, 0.3))
    index = tube(place(fingers[3][0]), [size * width for width in fingers[3][1]])
    sheet.model(index, skin.base, skin.shadow, depth=4.5, soft=1)
    sheet.ink(index[int(len(index) * 0.06) : int(len(index) * 0.96)], line, taper=(0.12, 0.12))
    for x in (-12, -3, 6):
        sheet.ink(curve(place([(x, 47), (x + 1, 54)])), 1.7, taper=(0.9, 0.1))
        if age:
            sheet.ink(curve(place([(x + 3, 22), (x + 1, 40)])), 1.2 * age, taper=(0.8, 0.5), colour=skin.shadow)
    thumb_spine = place("13,16 22,29 26,44 27,57")
    thumb = tube(thumb_spine, [size * width for width in (19, 17, 13.5, 9)])
    sheet.model(thumb, skin.base, skin.shadow, depth=4, soft=1)
    sheet.ink(thumb[int(len(thumb) * 0.16) : int(len(thumb) * 0.97)], line, taper=(0.2, 0.1))
    sheet.ink(curve(place("16,-8 18.5,8 22,20")), line, taper=(0.05, 0.2))
    for x, y in ((30, 54), (19, 88)):
        sheet.ink(
            curve(place([(x - 3, y - 3), (x - 1, y + 1), (x - 3, y + 4)])),
            1,
            taper=(0.4, 0.4),
            colour=mixed(INK, skin.shadow, 0.45),
        )
