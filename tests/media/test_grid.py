from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from storyboard.media import find_panels

COLOURS = ("navy", "darkgreen", "maroon", "black", "purple", "olive")


def _sheet(size=(640, 360), grid=(2, 2), gutter=8, margin=0, jitter=0) -> Image.Image:
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    columns, rows = grid
    for number in range(columns * rows):
        row, column = divmod(number, columns)
        left = round(column * size[0] / columns) + (gutter // 2 if column else margin) + (jitter if column else 0)
        right = round((column + 1) * size[0] / columns) - (gutter // 2 if column < columns - 1 else margin)
        right += jitter if column < columns - 1 else 0
        upper = round(row * size[1] / rows) + (gutter // 2 if row else margin)
        lower = round((row + 1) * size[1] / rows) - (gutter // 2 if row < rows - 1 else margin)
        draw.rectangle((left, upper, right - 1, lower - 1), fill=COLOURS[number])
        draw.ellipse((left + 30, upper + 20, left + 90, upper + 80), fill="white")
    return sheet


@pytest.mark.parametrize(
    "fields",
    [{}, {"margin": 10}, {"gutter": 3}, {"jitter": 12}, {"grid": (3, 2)}, {"grid": (1, 2)}, {"grid": (2, 1)}],
)
def test_each_panel_is_found_without_a_trace_of_its_gutter(fields):
    columns, rows = fields.get("grid", (2, 2))
    sheet = _sheet(**fields)
    boxes = find_panels(sheet, columns, rows)
    assert len(boxes) == columns * rows
    for number, box in enumerate(boxes):
        panel = sheet.crop(box)
        edges = [panel.crop((0, 0, panel.width, 1)), panel.crop((0, 0, 1, panel.height))]
        edges += [panel.crop((0, panel.height - 1, panel.width, panel.height))]
        colour = Image.new("RGB", (1, 1), COLOURS[number]).getpixel((0, 0))
        assert all(edge.getcolors() == [(edge.width * edge.height, colour)] for edge in edges)
        assert panel.width >= 0.9 * sheet.width / columns


@pytest.mark.parametrize("wrong", ["one picture", "other grid", "crossed", "astray", "blank"])
def test_what_is_no_such_grid_is_not_cut(wrong):
    sheet = {
        "one picture": lambda: Image.effect_noise((640, 360), 80).convert("RGB"),
        "other grid": lambda: _sheet(grid=(3, 1)),
        "crossed": _sheet,
        "astray": lambda: _sheet(jitter=70),
        "blank": lambda: Image.new("RGB", (640, 360), "white"),
    }[wrong]()
    if wrong == "crossed":
        ImageDraw.Draw(sheet).rectangle((200, 100, 460, 250), fill="red")
    assert find_panels(sheet, 2, 2) is None
