"""Boards: takes and shots for people to read, as one HTML page, one PNG contact sheet, or a table of shots."""

from storyboard.boards.cast import write_cast
from storyboard.boards.table import safe_cell, write_shot_list
from storyboard.boards.write import write_board

__all__ = ["safe_cell", "write_board", "write_cast", "write_shot_list"]
