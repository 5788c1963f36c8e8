"""Draw the reference pictures of the example film: refs/mara.png and refs/tomas.png.

    python examples/lighthouse/make_refs.py [--quick] [--to FOLDER]

Needs numpy and OpenCV only. It writes the same bytes every time (with the same OpenCV). `--quick` draws small.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import mara
import tomas
from drawing import Sheet

HERE = Path(__file__).resolve().parent
SIZE = (1536, 2304)
PAPER = "#dde5e9"
"""A flat light ground that is no colour of theirs, touched by no shadow: the figure can be cut out to the pixel."""


def main() -> None:
    """Draw both."""
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


if __name__ == "__main__":
    main()
