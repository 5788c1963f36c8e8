"""Draw the reference pictures of the example film: refs/mara.png, refs/mara-red-coat.png and refs/tomas.png.

    python examples/lighthouse/make_refs.py [--quick] [--to FOLDER]

Needs numpy and OpenCV only. It writes the same bytes every time (with the same OpenCV). `--quick` draws small.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import mara
import numpy as np
import tomas
from drawing import Sheet

HERE = Path(__file__).resolve().parent
SIZE = (1536, 2304)
PAPER = "#dde5e9"
"""A flat light ground that is no colour of theirs, touched by no shadow: the figure can be cut out to the pixel."""

# The raincoat's yellows and no other colour of hers, as OpenCV counts hues (0 to 179) and saturation (0 to 255).
YELLOWS = (15, 26)
STRONG = 120
RED = 178


def main() -> None:
    """Draw both, and Mara in another coat."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a third of the size, for trying things out")
    parser.add_argument("--to", type=Path, default=HERE / "refs", help="folder to write to")
    options = parser.parse_args()
    size = (SIZE[0] // 2, SIZE[1] // 2) if options.quick else SIZE
    for name, person in (("mara", mara), ("tomas", tomas)):
        sheet = Sheet(size, person.VIEW, PAPER, person.pose, 2 if options.quick else 3)
        person.draw(sheet)
        target = options.to / f"{name}.png"
        sheet.save(target)
        print(target)
    red = options.to / "mara-red-coat.png"
    yellow = cv2.imread(str(options.to / "mara.png"))
    assert yellow is not None
    cv2.imwrite(str(red), in_red(yellow), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    print(red)


def in_red(picture: np.ndarray) -> np.ndarray:
    """The BGR picture with the raincoat dyed: its yellows turned to reds, a little darker, line and shading kept."""
    hue, saturation, value = cv2.split(cv2.cvtColor(picture, cv2.COLOR_BGR2HSV))
    coat = (hue >= YELLOWS[0]) & (hue <= YELLOWS[1]) & (saturation > STRONG)
    hue[coat] = RED
    value[coat] = (value[coat] * 0.8).astype(np.uint8)
    dyed: np.ndarray = cv2.cvtColor(cv2.merge((hue, saturation, value)), cv2.COLOR_HSV2BGR)
    return dyed


if __name__ == "__main__":
    main()
