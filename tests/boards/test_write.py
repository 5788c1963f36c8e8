"""The one way in, and what is left on disk."""

import pytest

from storyboard.boards import write_board
from storyboard.errors import InputError, ProjectError


@pytest.mark.parametrize("name", ["board.pdf", "board", "board.jpg", "board.html.txt"])
def test_other_endings_are_refused_with_those_that_are_taken(film, tmp_path, name):
    with pytest.raises(InputError, match=r"takes \.html or \.png"):
        write_board(film, tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("columns", [0, -1, 13])
def test_impossible_columns_are_refused(film, tmp_path, columns):
    with pytest.raises(InputError, match="columns"):
        write_board(film, tmp_path / "board.html", columns=columns)


@pytest.mark.parametrize("name", ["board.html", "board.png"])
def test_a_film_without_shots_has_no_board(film, tmp_path, name):
    with pytest.raises(InputError, match="no shots"):
        write_board(film.model_copy(update={"clips": ()}), tmp_path / name)


@pytest.mark.parametrize("name", ["board.html", "board.PNG"])
def test_the_folder_is_made_and_only_the_board_is_left_in_it(film, tmp_path, name):
    path = write_board(film, tmp_path / "a" / "b" / name)
    assert [item.name for item in path.parent.iterdir()] == [name]


def test_a_board_that_fails_half_way_leaves_the_old_one(film, tmp_path):
    class PullsThePlug:
        def begin(self, stage, total): ...
        def note(self, message): ...
        def end(self): ...
        def advance(self, detail="", steps=1):
            if detail == "s002_0010":
                raise KeyboardInterrupt

    path = write_board(film, tmp_path / "out" / "board.html")
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        write_board(film.model_copy(update={"title": "Another"}), path, progress=PullsThePlug())
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["board.html"]


def test_a_place_that_cannot_be_written_is_a_users_error(film, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ProjectError, match="cannot be written"):
        write_board(film, tmp_path / "file" / "board.html")


def test_a_folder_in_the_boards_place_is_a_users_error(film, tmp_path):
    (tmp_path / "board.html").mkdir()
    with pytest.raises(ProjectError, match="cannot be written"):
        write_board(film, tmp_path / "board.html")
    assert [item.name for item in tmp_path.iterdir() if item.suffix == ".part"] == []
