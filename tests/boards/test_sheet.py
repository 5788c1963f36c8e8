"""The board as one PNG."""

import pytest
from PIL import Image

from storyboard.boards import write_board
from storyboard.boards.sheet import contact_sheet
from storyboard.boards.view import board_of
from storyboard.errors import InputError
from storyboard.model import Silence, Subject, Timeline


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


def moving(film):
    """One panel, whose camera pans and in which MARA comes in."""
    shot = film.clips[0].shot.model_copy(
        update={
            "movement": film.clips[3].shot.movement,
            "subjects": (Subject(character="MARA", facing="left", in_start=False),),
        }
    )
    return film.model_copy(update={"clips": (film.clips[0].model_copy(update={"shot": shot}),)})


def colours_of(timeline, **options):
    sheet = contact_sheet(board_of(timeline), columns=1, progress=Silence(), **options)
    return {
        colour: count for count, colour in sheet.crop((60, 140, sheet.width, sheet.height - 100)).getcolors(1 << 20)
    }


def test_the_camera_arrow_is_white_and_somebodys_red_over_the_picture(film):
    plain = colours_of(film.model_copy(update={"clips": (film.clips[0],)}))
    drawn = colours_of(moving(film))
    assert drawn[255, 255, 255] > plain.get((255, 255, 255), 0) + 1000
    assert drawn[206, 58, 46] > 400


def test_a_sheet_without_arrows_shows_bare_pictures(film):
    assert (206, 58, 46) not in colours_of(moving(film), arrows=False)


def test_a_thousand_shots_still_fit_on_a_sheet_that_opens_anywhere(film):
    sheet = contact_sheet(board_of(repeated(film, 1000)), columns=3, progress=Silence())
    assert max(sheet.size) <= 16_000
    assert sheet.width * sheet.height <= 60_000_000


def test_more_shots_than_a_sheet_holds_are_refused_with_the_way_out(film):
    with pytest.raises(InputError, match=r"do not fit.*\.html"):
        contact_sheet(board_of(repeated(film, 20_000)), columns=3, progress=Silence())
