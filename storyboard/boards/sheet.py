"""The board as one PNG: every panel at a glance, to pin to a wall or drop into a chat."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.backends import overlay_of, overlay_rgba
from storyboard.boards.pictures import board_picture
from storyboard.errors import InputError, PictureError
from storyboard.media import font_for, wrap
from storyboard.model import Landmarks

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from storyboard.boards.view import Board, Panel, SceneBlock
    from storyboard.model import Progress

_PAPER, _INK, _SOFT, _FAINT, _RULE = "#ffffff", "#16181a", "#55595e", "#7b8086", "#d8d8d6"
_HATCH = "#e4e4e2"
_STATUS_COLOURS = {"stale": "#a3470c", "missing": "#b3261e", "draft": "#55595e", "in use": "#16181a"}
_CELL_WIDTHS = (640, 480, 400, 320, 240, 160)
_MAX_PIXELS = 60_000_000
_MAX_SIDE = 16_000
_UNKNOWN = Landmarks()


@dataclass(frozen=True)
class _Grid:
    """Every measure of the sheet in pixels, from the width of one picture."""

    cell: int
    columns: int
    ratio: float

    @property
    def picture(self) -> tuple[int, int]:
        return self.cell, round(self.cell / self.ratio)

    @property
    def text(self) -> int:
        return max(9, round(self.cell / 30))

    @property
    def bar(self) -> int:
        return round(self.text * 1.9)

    @property
    def line(self) -> int:
        return round(self.text * 1.42)

    @property
    def gap(self) -> int:
        return max(8, self.cell // 18)

    @property
    def margin(self) -> int:
        return self.gap * 2

    @property
    def lines(self) -> int:
        """Lines of text under a picture: the camera's, and what is said or done; small pictures have the first only."""
        return 4 if self.cell >= 400 else 1

    @property
    def row(self) -> int:
        return self.bar + self.picture[1] + self.lines * self.line + self.gap

    @property
    def slug(self) -> int:
        return self.line * 2 + self.gap // 2

    @property
    def head(self) -> int:
        return self.text * 5 + self.gap

    @property
    def width(self) -> int:
        return 2 * self.margin + self.columns * self.cell + (self.columns - 1) * self.gap


def contact_sheet(board: Board, *, columns: int, progress: Progress, arrows: bool = True) -> Image.Image:
    """Draw the sheet.

    Args:
        board: What is on it.
        columns: Panels side by side, at least; very many shots get more columns of smaller pictures.
        progress: Told of every panel.
        arrows: Lay the arrows of camera and people over the pictures.

    Raises:
        InputError: More shots than one picture can show.
    """
    from PIL import Image, ImageDraw

    grid, height = _grid_for(board, columns)
    sheet = Image.new("RGB", (grid.width, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    progress.begin("contact sheet", sum(1 for _ in board.panels))
    top = _draw_head(pen, grid, board)
    for scene in board.scenes:
        top = _draw_slug(pen, grid, scene, top)
        for place, panel in enumerate(scene.panels):
            row, column = divmod(place, grid.columns)
            left = grid.margin + column * (grid.cell + grid.gap)
            _draw_panel(sheet, grid, board, panel, (left, top + row * grid.row), progress, arrows=arrows)
            progress.advance(panel.id)
        top += math.ceil(len(scene.panels) / grid.columns) * grid.row
    progress.end()
    return sheet


def _grid_for(board: Board, columns: int) -> tuple[_Grid, int]:
    for cell in _CELL_WIDTHS:
        for count in range(columns, max(columns, 40) + 1):
            grid = _Grid(cell, count, board.ratio)
            rows = sum(math.ceil(len(scene.panels) / count) for scene in board.scenes)
            height = grid.head + 2 * grid.margin + rows * grid.row + len(board.scenes) * grid.slug
            if grid.width > _MAX_SIDE or (grid.width * height > _MAX_PIXELS and count > columns):
                break
            if height <= _MAX_SIDE and grid.width * height <= _MAX_PIXELS:
                return grid, height
    count = sum(1 for _ in board.panels)
    raise InputError(
        f"{count} panels do not fit on one picture", cure="Write the board as .html, or fewer shots at a time"
    )


def _draw_head(pen: ImageDraw.ImageDraw, grid: _Grid, board: Board) -> int:
    title_font = font_for(board.title, round(grid.text * 2.3), bold=True)
    facts = "   ·   ".join(f"{value} shots" if name == "Shots" else value for name, value in board.facts)
    facts_font = font_for(facts, grid.text)
    room = grid.width - 2 * grid.margin
    facts_width = facts_font.getlength(facts)
    beside = title_font.getlength(board.title) + facts_width + grid.gap <= room
    title = wrap(board.title, title_font, room, max_lines=1)[0]
    base = grid.margin + round(grid.text * 2.3)
    pen.text((grid.margin, base), title, fill=_INK, font=title_font, anchor="ls")
    place = (grid.width - grid.margin, base) if beside else (grid.margin, base + grid.line)
    pen.text(place, facts, fill=_SOFT, font=facts_font, anchor="rs" if beside else "ls")
    rule = grid.margin + grid.text * 4 + grid.gap // 2
    pen.rectangle((grid.margin, rule, grid.width - grid.margin, rule + max(1, grid.text // 8)), fill=_INK)
    return grid.margin + grid.head


def _draw_slug(pen: ImageDraw.ImageDraw, grid: _Grid, scene: SceneBlock, top: int) -> int:
    base = top + round(grid.line * 1.35)
    length = "   ·   ".join(part for part in (scene.size, scene.length) if part)
    length_font = font_for(length, grid.text)
    room = grid.width - 2 * grid.margin - length_font.getlength(length) - grid.gap
    words = f"{scene.number}   {scene.heading}" if scene.number else scene.heading
    font = font_for(words, grid.text, bold=True)
    pen.text((grid.margin, base), wrap(words, font, int(room), max_lines=1)[0], fill=_INK, font=font, anchor="ls")
    pen.text((grid.width - grid.margin, base), length, fill=_FAINT, font=length_font, anchor="rs")
    rule = base + grid.text // 2
    pen.line((grid.margin, rule, grid.width - grid.margin, rule), fill=_RULE)
    return top + grid.slug


def _draw_panel(
    sheet: Image.Image,
    grid: _Grid,
    board: Board,
    panel: Panel,
    place: tuple[int, int],
    progress: Progress,
    *,
    arrows: bool,
) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(sheet)
    left, top = place
    right = left + grid.cell
    base = top + round(grid.bar * 0.62)
    weight = max(1, grid.text // 6) if not panel.continuation else 1
    pen.rectangle((left, base - grid.text, left + weight - 1, base + grid.text // 8), fill=_INK)
    number_font = font_for(panel.number, round(grid.text * 1.15), bold=not panel.continuation)
    number_left = left + weight + grid.text // 2
    pen.text((number_left, base), panel.number, fill=_INK, font=number_font, anchor="ls")
    time = f"{panel.seconds} · {panel.frames}" if panel.seconds else ""
    small = font_for(time, grid.text)
    pen.text((right, base), time, fill=_SOFT, font=small, anchor="rs")
    after_number = number_left + number_font.getlength(panel.number) + grid.text * 0.7
    mark = panel.status or (
        panel.continuation_word if panel.continuation else f"picture of {panel.same_as}" if panel.same_as else ""
    )
    if mark and after_number + small.getlength(mark) + grid.text < right - small.getlength(time):
        pen.text(
            (after_number, base),
            mark,
            fill=_STATUS_COLOURS.get(mark, _FAINT),
            font=font_for(mark, grid.text),
            anchor="ls",
        )

    picture_top = top + grid.bar
    box = (left, picture_top, right - 1, picture_top + grid.picture[1] - 1)
    landmarks = _paste_picture(sheet, grid, board, panel, box, progress)
    if arrows and panel.shot is not None:
        overlay = overlay_of(panel.shot, board.ratio, landmarks)
        if overlay:
            drawn = overlay_rgba(overlay, grid.picture)
            sheet.paste(drawn, box[:2], drawn)
    pen.rectangle(box, outline=_INK)
    _draw_words(pen, grid, panel, (left, picture_top + grid.picture[1] + grid.line // 4))


def _paste_picture(
    sheet: Image.Image, grid: _Grid, board: Board, panel: Panel, box: tuple[int, int, int, int], progress: Progress
) -> Landmarks:
    from PIL import Image

    try:
        if panel.take is not None:
            picture, landmarks = board_picture(panel.take, board, grid.cell)
            if picture.size != grid.picture:
                picture = picture.resize(grid.picture, Image.Resampling.LANCZOS)
            sheet.paste(picture, box[:2])
            return landmarks
    except PictureError as error:
        progress.note(str(error))
    _hatch(sheet, box)
    return _UNKNOWN


def _hatch(sheet: Image.Image, box: tuple[int, int, int, int]) -> None:
    from PIL import Image, ImageDraw

    width, height = box[2] - box[0] + 1, box[3] - box[1] + 1
    field = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(field)
    for x in range(0, width + height, 12):
        pen.line((x, 0, x - height, height), fill=_HATCH)
    sheet.paste(field, box[:2])


def _draw_words(pen: ImageDraw.ImageDraw, grid: _Grid, panel: Panel, place: tuple[int, int]) -> None:
    left, top = place
    base = top + grid.text
    if panel.size:
        size_font = font_for(panel.size, grid.text, bold=True)
        pen.text((left, base), panel.size, fill=_INK, font=size_font, anchor="ls")
        words = " · ".join(
            word for word in (panel.before, *panel.camera, panel.after and f"then {panel.after}") if word
        )
        used = size_font.getlength(panel.size) + grid.text * 0.6
        font = font_for(words, grid.text)
        pen.text(
            (left + used, base),
            wrap(words, font, int(grid.cell - used), max_lines=1)[0],
            fill=_SOFT,
            font=font,
            anchor="ls",
        )
    if grid.lines == 1:
        return
    said = [f"{line.speaker}{f' ({line.voice})' if line.voice else ''}: {line.text}" for line in panel.dialogue]
    text = " ".join([*said, panel.action]).strip()
    font = font_for(text, grid.text)
    for number, line in enumerate(wrap(text, font, grid.cell, max_lines=grid.lines - 1)):
        pen.text((left, base + (number + 1) * grid.line), line, fill=_INK, font=font, anchor="ls")
