"""The board as one PNG."""

import pytest
from PIL import Image

from storyboard.boards import write_board
from storyboard.boards.sheet import contact_sheet
from storyboard.boards.view import board_of
from storyboard.errors import InputError
from storyboard.model import Silence, Timeline


def repeated(film: Timeline, count: int) -> Timeline:
    """The film's first, missing picture over and over: layout without the cost of pictures."""
    bare = film.clips[0].model_copy(update={"start_take": None})
    return film.model_copy(update={"clips": (bare,) * count})


def test_a_sheet_holds_its_columns_of_large_pictures(film, tmp_path):
    path = write_board(film, tmp_path / "board.png", columns=3)
    with Image.open(path) as sheet:
        assert sheet.format == "PNG"
        assert sheet.mode == "RGB"
        assert sheet.width > 3 * 640


def test_pictures_and_their_keyline_are_where_the_grid_puts_them(film):
    sheet = contact_sheet(board_of(film), columns=4, progress=Silence())
    width = sheet.width
    # The first scene's four panels stand side by side; below their bars the pictures begin.
    row = [y for y in range(sheet.height) if sheet.getpixel((200, y))[2] > 120 and sheet.getpixel((200, y))[0] < 40]
    assert row
    middle = row[len(row) // 2]
    colours = {sheet.getpixel((x, middle)) for x in range(100, width - 100, 40)}
    assert len([colour for colour in colours if colour[1] == 90 and colour[2] == 140]) == 4


def test_the_arrow_of_a_move_is_drawn_white_over_the_picture(film):
    plain = film.model_copy(update={"clips": (film.clips[0],)})
    moved_shot = film.clips[0].shot.model_copy(update={"movement": film.clips[3].shot.movement})
    moved = film.model_copy(update={"clips": (film.clips[0].model_copy(update={"shot": moved_shot}),)})

    def white_in_picture(timeline):
        sheet = contact_sheet(board_of(timeline), columns=1, progress=Silence())
        box = sheet.crop((80, sheet.height // 2 - 20, 300, sheet.height // 2 + 120))
        return sum(count for count, colour in box.getcolors(1 << 20) if min(colour) > 250)

    assert white_in_picture(moved) > white_in_picture(plain) + 400


def test_a_thousand_shots_still_fit_on_a_sheet_that_opens_anywhere(film):
    sheet = contact_sheet(board_of(repeated(film, 1000)), columns=3, progress=Silence())
    assert max(sheet.size) <= 16_000
    assert sheet.width * sheet.height <= 60_000_000


def test_more_shots_than_a_sheet_holds_are_refused_with_the_way_out(film):
    with pytest.raises(InputError, match=r"do not fit.*\.html"):
        contact_sheet(board_of(repeated(film, 20_000)), columns=3, progress=Silence())
