"""Boards: takes and shots for people to read, as one HTML page, one PNG contact sheet, or a table of shots to edit."""

from storyboard.boards.cast import write_cast
from storyboard.boards.shotcells import COLUMNS, PICTURE_COLUMN, WORKED_OUT, CellError, read_cells, shot_cells
from storyboard.boards.table import bare_cell, safe_cell, write_shot_list
from storyboard.boards.write import write_board

__all__ = [
    "COLUMNS",
    "PICTURE_COLUMN",
    "WORKED_OUT",
    "CellError",
    "bare_cell",
    "read_cells",
    "safe_cell",
    "shot_cells",
    "write_board",
    "write_cast",
    "write_shot_list",
]
