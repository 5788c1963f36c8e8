"""Several references put together into one labelled picture: every picture that is sent has its price."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.media import font_for, open_picture, png_bytes, wrap
from storyboard.model import Noun, Role
from storyboard.project import write_atomically

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

# The service looks at no more than 1536 patches of 32 pixels: more pixels than this would be thrown away.
_WIDEST, _TALLEST = 1536, 1024
_LABEL, _GAP, _TYPE = 44, 16, 26
_LAYOUT = 1
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_PANELS = len(_LETTERS)


class Panel(Noun):
    """One picture within a packed one; the prompt calls it by its letter."""

    letter: str
    role: Role
    name: str
    path: Path
    sha256: str


def as_panels(pictures: Sequence[tuple[Role, str, Path, str]]) -> tuple[Panel, ...]:
    """Role, name, path and hash of each picture, with letters; at most 26 of them."""
    return tuple(
        Panel(letter=letter, role=role, name=name, path=path, sha256=sha256)
        for letter, (role, name, path, sha256) in zip(_LETTERS, pictures, strict=False)
    )


def packed_picture(panels: Sequence[Panel], folder: Path) -> Path:
    """The picture that holds these panels, made once and kept in `folder` under a name that tells what is in it.

    Panels stand in reading order on white, each as large as fits, with its letter and name beneath.

    Raises:
        PictureError: One of the pictures cannot be read.
        ProjectError: The folder cannot be written.
    """
    what = json.dumps([_LAYOUT, *([panel.name, panel.sha256] for panel in panels)], ensure_ascii=False)
    path = folder / f"{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()}.png"
    if not path.is_file():
        write_atomically(path, png_bytes(_compose(panels)))
    return path


def _compose(panels: Sequence[Panel]) -> Image.Image:
    from PIL import Image, ImageDraw

    pictures = [open_picture(panel.path) for panel in panels]
    columns, cell = _grid([picture.size for picture in pictures])
    rows = -(-len(panels) // columns)
    size = (columns * (cell[0] + _GAP) + _GAP, rows * (cell[1] + _LABEL + _GAP) + _GAP)
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    for index, (panel, picture) in enumerate(zip(panels, pictures, strict=True)):
        left = _GAP + (index % columns) * (cell[0] + _GAP)
        top = _GAP + (index // columns) * (cell[1] + _LABEL + _GAP)
        scale = _scale(picture.size, cell)
        width, height = (max(1, round(side * scale)) for side in picture.size)
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (left + (cell[0] - width) // 2, top + cell[1] - height))
        draw.rectangle((left - 1, top - 1, left + cell[0], top + cell[1]), outline=(190, 190, 190))
        _label(draw, f"{panel.letter}: {panel.name}", left, top + cell[1], cell[0])
    return sheet


def _label(draw: ImageDraw.ImageDraw, text: str, left: int, top: int, width: int) -> None:
    font = font_for(text, _TYPE)
    line = wrap(" ".join(text.split()), font, width, max_lines=1)[0]
    draw.text((left + (width - font.getlength(line)) / 2, top + 4), line, fill="black", font=font)


def _grid(sizes: Sequence[tuple[int, int]]) -> tuple[int, tuple[int, int]]:
    """How many columns show the pictures largest, and the size of a cell, cut to the largest picture in it."""

    def room(columns: int) -> tuple[int, int]:
        rows = -(-len(sizes) // columns)
        width, height = _WIDEST - _GAP, _TALLEST - _GAP
        return width // columns - _GAP, height // rows - _GAP - _LABEL

    def seen(columns: int) -> float:
        return sum(width * height * _scale((width, height), room(columns)) ** 2 for width, height in sizes)

    columns = max(range(1, len(sizes) + 1), key=lambda count: (seen(count), -count))
    cell = room(columns)
    used = [tuple(round(side * _scale(size, cell)) for side in size) for size in sizes]
    # A narrow picture still needs room for its name.
    return columns, (max(160, *(width for width, _ in used)), max(height for _, height in used))


def _scale(size: tuple[int, int], cell: tuple[int, int]) -> float:
    # Never larger than they are: invented pixels cost as much as real ones.
    return min(1.0, cell[0] / size[0], cell[1] / size[1])
