"""What a cell shows, told from how it is shown; a cell can hold several pictures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from storyboard.script.camera import take_camera
from storyboard.script.entry import Cell
from storyboard.script.speech import Heard, Piece, split_heard


@dataclass
class Picture:
    """One picture of a row.

    `cues` are its camera words; `rows` each line of what is seen, with its place and whether it goes on the one before; `end`
    is the last line of the cell where this is the cell's last picture.
    """

    directed: bool
    end: int = 0
    cues: list[str] = field(default_factory=list)
    rows: list[tuple[str, int, bool]] = field(default_factory=list)


def pictures_of(cells: list[Cell]) -> list[Picture]:
    """The pictures some cells tell of. Lines that each begin with a camera direction are several."""
    found: list[Picture] = []
    for cell in cells:
        for offset, row in enumerate(cell.text.split("\n")):
            if not row.strip():
                continue
            cues, rest = take_camera(row)
            line = min(cell.line + offset, cell.line_end)
            begins = bool(cues) and bool(rest) and row.strip().casefold().startswith(cues[0].casefold())
            if not found or (begins and found[-1].directed and found[-1].rows):
                found.append(Picture(directed=begins))
            found[-1].cues += cues
            if rest:
                found[-1].rows.append((rest, line, offset > 0))
        if found:
            found[-1].end = cell.line_end
    return found


def pieces_of(picture: Picture) -> list[Piece]:
    """What is seen, said and read in a picture; lines count from 1 in the file."""
    rows = picture.rows
    pieces: list[Piece] = []
    index = 0
    while index < len(rows):
        end = index + 1
        while end < len(rows) and rows[end][2]:
            end += 1
        places = [row[1] for row in rows[index:end]]
        first, last = places[0], places[-1]
        # Sentences parted by <br> in one line of the file read on, unless one of them is something else than seen.
        apart = first != last or (end - index > 1 and _has_label(rows[index:end]))
        text = ("\n" if apart else " ").join(row[0] for row in rows[index:end])
        at = places if apart else [first]
        pieces += [
            replace(piece, line=at[min(piece.line, len(at) - 1)], line_end=at[min(piece.line_end, len(at) - 1)])
            for piece in split_heard(text, audio=False)
        ]
        index = end
    if pieces:
        # A text that was folded goes on for more lines of the file than it has itself.
        pieces[-1] = replace(pieces[-1], line_end=max(pieces[-1].line_end, picture.end))
    return pieces


def _has_label(rows: list[tuple[str, int, bool]]) -> bool:
    return any(piece.kind is not Heard.REST for row in rows for piece in split_heard(row[0], audio=False))
