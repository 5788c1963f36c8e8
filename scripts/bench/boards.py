"""How large a page of a thousand shots is: python scripts/bench/boards.py [--quick] [--json]

html_1000_shots_mb is the file's size for a film of 1,000 shots with pictures as large as drawn ones, every shot with a
picture of its own. `--quick` draws fewer and smaller ones and uses each several times, far enough apart that none is
re-used from memory. pdf_20_pages_cpu_s is null: there is no PDF yet.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

SHOTS = 1000
# Smaller ones come out the same on the page, which shows 640 pixels of either, and are decoded sooner.
DRAWN, DRAWN_QUICKLY = (1536, 864), (960, 540)


def main() -> None:
    quick = "--quick" in sys.argv
    pictures, size = (50, DRAWN_QUICKLY) if quick else (SHOTS, DRAWN)
    work = f"an HTML board of {SHOTS} shots from {pictures} pictures of {size[0]}x{size[1]}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder, pictures, size)
        page = folder / "board.html"
        began = time.process_time()
        write(folder, page, size)
        spent = time.process_time() - began
        megabytes = page.stat().st_size / 1e6
    figures = {"pdf_20_pages_cpu_s": None, "html_1000_shots_mb": round(megabytes, 1)}
    if "--json" in sys.argv:
        print(json.dumps({"bench": "boards", "work": work, "figures": figures}))
        return
    print(work)
    print(f"HTML  {megabytes:.1f} MB, {spent:.1f} s CPU")
    print("PDF   not made yet")


def draw(folder: Path, count: int, size: tuple[int, int]) -> None:
    """Pictures with as much in them as drawn frames: a few dozen flat shapes with dark outlines on a soft ground."""
    import random

    from PIL import Image, ImageDraw, ImageFilter

    chance = random.Random(1)
    width, height = size
    for number in range(count):
        ground = Image.new("RGB", (16, 9))
        ground.putdata([tuple(chance.randrange(60, 220) for _ in range(3)) for _ in range(16 * 9)])
        picture = ground.resize(size, Image.Resampling.BICUBIC)
        pen = ImageDraw.Draw(picture)
        for _ in range(60):
            x, y = chance.randrange(width), chance.randrange(height)
            box = (x, y, x + chance.randrange(width // 76, width // 6), y + chance.randrange(width // 76, width // 6))
            colour = tuple(chance.randrange(256) for _ in range(3))
            draw_shape = chance.choice((pen.rectangle, pen.ellipse))
            draw_shape(box, fill=colour, outline=(20, 22, 26), width=width // 300)
        picture.filter(ImageFilter.GaussianBlur(width / 1900)).save(folder / f"{number:04d}.png", compress_level=1)


def write(folder: Path, page: Path, size: tuple[int, int]) -> None:
    from storyboard.boards import write_board
    from storyboard.model import FORMATS, Action, Clip, DialogueLine, Receipt, Shot, Slot, Source, Take, Timeline

    paths = sorted(folder.glob("*.png"))
    clips = []
    for number in range(SHOTS):
        path = paths[number % len(paths)]
        scene = f"s{number // 12 + 1:03d}"
        shot_id = f"{scene}_{(number % 12 + 1) * 10:04d}"
        shot = Shot(
            id=shot_id,
            scene=scene,
            number=str(number + 1),
            order=number,
            source=Source(file="film.fountain", line=1, line_end=1),
            action=Action(text="She turns the lamp until it faces the sea."),
            dialogue=(DialogueLine(character="MARA", text="They stopped asking."),),
            duration_frames=48,
        )
        slot = Slot.shot(shot_id)
        receipt = Receipt(
            slot=str(slot),
            take=1,
            file=path.name,
            sha256="0" * 64,
            width=size[0],
            height=size[1],
            created=datetime(2026, 1, 1, tzinfo=UTC),
        )
        take = Take(slot=slot, number=1, path=path, receipt=receipt)
        clips.append(Clip(shot=shot, start_frame=number * 48, start_take=take))
    write_board(Timeline(title="Bench", format=FORMATS["16:9"], fps=Fraction(24), clips=tuple(clips)), page)


if __name__ == "__main__":
    main()
