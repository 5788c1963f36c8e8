"""Shot lists in separated text: ``Scene #,Shot #,...``, ``Einstellung;Bild;Länge`` and whatever else people name them."""

from __future__ import annotations

from fractions import Fraction

from storyboard.errors import ScriptError
from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.decode import Doubt
from storyboard.script.grid import read_grid
from storyboard.script.lengths import DEFAULT_FPS
from storyboard.script.moments import ListWriter
from storyboard.script.table import Row, entries_of, find_header, guess_columns


def parse_shot_list(text: str, delimiter: str, *, file: str, fps: Fraction = DEFAULT_FPS) -> Script:
    """Read a shot list whose cells are parted by a sign.

    Raises:
        ScriptError: Nothing in it could be a shot.
    """
    rows, doubts = read_grid(text, delimiter)
    form = "tsv" if delimiter == "\t" else "csv"
    return write_rows(rows, doubts, text=text, file=file, form=form, fps=fps, last_line=text.count("\n") + 1)


def write_rows(
    rows: list[Row], doubts: list[Doubt], *, text: str, file: str, form: str, fps: Fraction, last_line: int
) -> Script:
    """The script of a table's rows; rows above the header become its title and notes.

    Raises:
        ScriptError: Nothing in them could be a shot.
    """
    builder = Builder(file=file, form=form, text=text)
    builder.doubts += doubts
    header = find_header(rows)
    if header:
        index, columns = header
        for row in rows[:index]:
            for cell in row.filled:
                words, line = row.cells[cell]
                if "title" not in builder.title_page and cell == 0:
                    builder.title_page["title"] = words.strip()
                else:
                    builder.paragraph(ElementKind.NOTE, words, line, row.line_end)
        body = rows[index + 1 :]
    else:
        guessed = guess_columns(rows)
        if guessed is None:
            raise ScriptError(
                "No column of this table could hold what is seen in a shot",
                cure="Name the columns in its first row, such as Scene, Shot, Size, Description, Duration",
                file=file,
                line=rows[0].line if rows else 1,
            )
        columns, body = guessed, rows
        builder.doubt(
            rows[0].line, "no-header", "the first row names no columns; they were guessed from what stands in them"
        )
    shots = ListWriter(builder, fps).write(entries_of(body, columns, builder.doubt))
    if not shots:
        builder.doubt(1, "empty-table", "the table has no row with anything in it")
    return builder.script(last_line=last_line, untitled=builder.title_page.get("title") or "SCENE 1")
