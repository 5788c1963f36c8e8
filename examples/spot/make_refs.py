"""Draw the reference pictures of the spot: refs/nia.png and refs/flask.png.

    python examples/spot/make_refs.py [--to FOLDER]

Needs numpy and OpenCV only. It writes the same bytes every time (with the same OpenCV).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import nia
import tarn_flask
from poster import Sheet

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Draw the walker on plain paper, and the product on transparency, as a shop would send it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=HERE / "refs", help="folder to write to")
    options = parser.parse_args()
    for name, subject, paper in (("nia", nia, nia.PAPER), ("flask", tarn_flask, None)):
        sheet = Sheet(subject.SIZE, subject.WIDE, paper)
        subject.draw(sheet)
        target = options.to / f"{name}.png"
        sheet.save(target)
        print(target)


if __name__ == "__main__":
    main()
