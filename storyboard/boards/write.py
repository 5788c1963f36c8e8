"""The one way in: which kind of board a file name asks for, and a write that leaves the old file or the new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storyboard.boards.takes import takes_board
from storyboard.boards.view import board_of
from storyboard.errors import InputError, ProjectError
from storyboard.model import Progress, Silence, Timeline

MAX_COLUMNS = 12
_SILENCE = Silence()


def write_board(
    timeline: Timeline,
    output: Path,
    *,
    columns: int = 3,
    version: str = "",
    date: str = "",
    animatic: Path | None = None,
    takes: bool = False,
    arrows: bool = True,
    progress: Progress = _SILENCE,
) -> Path:
    """Write the film's board.

    Args:
        timeline: The film.
        output: ``.html`` for one self-contained page, ``.png`` for a contact sheet.
        columns: Panels side by side, 1 to 12; a page takes fewer on a narrow screen, and a contact sheet of very many
            shots takes more.
        version: The draft's name, as it should stand in the head (``v3``).
        date: The draft's date, as it should stand in the head.
        animatic: A film file; an HTML page that lies beside or above it shows it at the top.
        takes: Show every take of each shot side by side instead of the film.
        arrows: Lay arrows over the pictures where camera or people move; a page can show and hide them anyway.
        progress: Told of every panel, and of pictures that cannot be read.

    Returns:
        `output`.

    Raises:
        InputError: No shots, an impossible number of columns, or a suffix that is not taken.
        ProjectError: The file cannot be written.
    """
    kind = output.suffix.lower()
    if kind not in {".html", ".png"}:
        raise InputError(
            f"A board cannot be written to {output.name}",
            why=f"It ends in {output.suffix}" if output.suffix else "It has no ending",
            cure="A board takes .html or .png",
        )
    if not 1 <= columns <= MAX_COLUMNS:
        raise InputError(f"A board cannot have {columns} columns", cure=f"Take 1 to {MAX_COLUMNS}")
    if not timeline.clips:
        raise InputError(
            "There are no shots to put on a board", cure="Break the script into shots first: storyboard shots"
        )
    board = (takes_board if takes else board_of)(timeline, version=version, date=date)
    if not board.scenes:
        raise InputError("No shot has a take yet", cure="Draw some first: storyboard frames")
    # The two kinds need different heavy packages; only the one that is asked for is loaded.
    if kind == ".html":
        from storyboard.boards.html import write_html

        with _replacing(output) as file:
            film = _relative_link(output, animatic)
            write_html(board, file, columns=columns, film=film, progress=progress, arrows=arrows)
    else:
        from storyboard.boards.sheet import contact_sheet

        sheet = contact_sheet(board, columns=columns, progress=progress, arrows=arrows)
        with _replacing(output) as file:
            sheet.save(file, "PNG", compress_level=6)
    return output


def _relative_link(output: Path, animatic: Path | None) -> str:
    """The animatic as a link a copied folder still understands; nothing when it lies elsewhere."""
    from urllib.parse import quote

    if animatic is None:
        return ""
    try:
        inside = animatic.resolve().relative_to(output.parent.resolve())
    except ValueError:
        return ""
    return "./" + "/".join(quote(part, safe="") for part in inside.parts)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` only when all of it is on disk."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
        ) as file:
            temporary = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # A temporary file is private; a board is made to be handed on.
        temporary.replace(path)
    except OSError as error:
        raise ProjectError(
            f"The board cannot be written: {error.strerror or error}",
            cure="Name another file, or free some space",
            file=path,
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
