"""The shot list as an Excel workbook that a person edits: pictures, drop-downs, a frozen header, and text that stays text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.boards.pictures import board_picture
from storyboard.boards.shotcells import COLUMNS, NUMBERS, PICTURE_COLUMN, WORKED_OUT, cell_text, clip_cells
from storyboard.boards.view import Board, board_of
from storyboard.errors import InputError, PictureError
from storyboard.media import jpeg_bytes
from storyboard.model import Angle, Framing, Interior, Size, Take, Timeline, TimeOfDay, TransitionKind

if TYPE_CHECKING:
    from openpyxl import Workbook

HELP = (
    ("Edit the sheet Shots, save it, and take it back:", "storyboard shots --import FILE.xlsx"),
    ("Order", "The order of the rows is the order of the film."),
    ("A new shot", "Put in a row and leave its id empty: it gets one between its neighbours."),
    ("A shot less", "Take it out of shots.yaml; a row that is missing here changes nothing."),
    ("Grey columns", "Worked out by the program; what is written there is not taken."),
    ("duration_s, duration_frames", "Change one of the two: 4, 2.5 or 0:04; or a number of frames."),
    ("people", "MARA [young] left, facing right, afraid; DEV off screen; TOM back to camera, enters, (puts down the rag)"),
    ("", "People are parted by semicolons. In square brackets: the look. In round ones: what they do."),
    ("", "far left, left, right, far right; facing left, right, away; back to camera; off screen; enters, exits"),
    ("", 'Any other word is the expression. Odd names stand in double quotes: "ANNA; QUEEN" left'),
    ("dialogue", "A line each: MARA (whispers) [v.o.]: You came.   Heard as [v.o.], [o.s.] or [phone]."),
    ("props, frame_text, overlay_text, sound", "Several are parted by a stroke with blanks around it:  KEEP OUT / DANGER"),
    ("frame_text, overlay_text", "Words in the picture (a sign); words laid over it (a title)."),
    ("action_start, action_motion, action_end", "The first picture; what happens between; the last picture."),
)  # fmt: skip
_MOVES = ("static", "push in", "pull out", "pan left", "pan right", "tilt up", "tilt down", "truck left", "truck right", "crane up",
          "crane down", "zoom in", "zoom out", "orbit left", "orbit right", "handheld", "follow", "whip left", "whip right", "rack")  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "size": tuple(Size),
    "angle": tuple(Angle),
    "framing": tuple(Framing),
    "movement": _MOVES,
    "interior": tuple(side for side in Interior if side),
    "time": tuple(TimeOfDay),
    "transition_in": tuple(TransitionKind),
    "transition_out": tuple(TransitionKind),
    "approved": ("yes",),
}
# In characters; what is not named is narrow.
_WIDTHS = {
    "people": 34, "action": 44, "action_start": 28, "action_motion": 28, "action_end": 28, "dialogue": 44, "heading": 26, "location": 20,
    "sub_location": 16, "props": 18, "frame_text": 22, "overlay_text": 22, "sound": 18, "note": 26, "wording": 22, "redo": 22,
    "source": 20, "id": 12, "starts_at": 12, "duration_s": 8, "duration_frames": 8, "number": 8, "scene": 7, "size": 9, "light": 16,
}  # fmt: skip
_NARROW = 12
_THUMBNAIL = 160
_LINE_POINTS = 13
_SPARE_ROWS = 300
_NEVER = "2000-01-01T00:00:00Z"


def workbook_bytes(timeline: Timeline) -> bytes:
    """The film's shots as a workbook; the same film gives the same bytes.

    Raises:
        InputError: The extra is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError(
            "Excel workbooks need an extra that is not installed",
            cure="Run: pip install 'storyboard[xlsx]'; or name a file that ends in .csv",
        ) from None
    book = Workbook()
    _write_shots(book, timeline)
    _write_help(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_dates(buffer.getvalue())


def _write_shots(book: Workbook, timeline: Timeline) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet: Any = book.active
    sheet.title = "Shots"
    columns = [*COLUMNS[:2], PICTURE_COLUMN, *COLUMNS[2:]]
    wrapped = Alignment(wrap_text=True, vertical="top")
    grey, bold = Font(color="808080"), Font(bold=True)
    last = len(timeline.clips) + 1
    for index, name in enumerate(columns, 1):
        head = sheet.cell(row=1, column=index, value=name)
        head.font, head.alignment = bold, wrapped
        head.fill = PatternFill("solid", fgColor="E8E8E8")
        letter = get_column_letter(index)
        width = _THUMBNAIL / 7 + 1 if name == PICTURE_COLUMN else _WIDTHS.get(name, _NARROW)
        sheet.column_dimensions[letter].width = width
        if name not in NUMBERS:
            # As text: what is typed into a new row stays what it is, 1-1 no date and 007 no 7.
            sheet.column_dimensions[letter].number_format = "@"
        if name in _CHOICES:
            # Without an error box: "close-up" is understood too.
            choice = DataValidation(type="list", formula1=f'"{",".join(_CHOICES[name])}"', showErrorMessage=False)
            choice.add(f"{letter}2:{letter}{last + _SPARE_ROWS}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    board = board_of(timeline)
    thumbnails: dict[Path, bytes | None] = {}  # Shots of one camera position share a picture.
    for row, clip in enumerate(timeline.clips, 2):
        cells = clip_cells(timeline, clip)
        for index, name in enumerate(columns, 1):
            if name == PICTURE_COLUMN:
                continue
            cell = sheet.cell(row=row, column=index)
            if name in NUMBERS:
                number = float(cells[name])
                cell.value = int(number) if number.is_integer() else number
            elif cells[name]:
                cell.value = cells[name]
                cell.data_type = "s"  # Whatever it begins with, it is no formula.
                cell.number_format = "@"
            cell.alignment = wrapped
            if name in WORKED_OUT:
                cell.font = grey
        height = 0
        if clip.start_take:
            path = clip.start_take.path
            if path not in thumbnails:
                thumbnails[path] = _thumbnail(clip.start_take, board)
            height = _add_picture(
                sheet, f"{get_column_letter(columns.index(PICTURE_COLUMN) + 1)}{row}", thumbnails[path]
            )
        sheet.row_dimensions[row].height = min(400, max(height * 0.75 + 4, _text_height(cells)))
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _add_picture(sheet: Any, anchor: str, picture: bytes | None) -> int:
    """Put a picture into a cell; its height in pixels, 0 without one."""
    from openpyxl.drawing.image import Image

    if picture is None:
        return 0
    image = Image(io.BytesIO(picture))
    sheet.add_image(image, anchor)
    return int(image.height)


def _thumbnail(take: Take, board: Board) -> bytes | None:
    try:
        picture, _ = board_picture(take, board, _THUMBNAIL)
    except PictureError:
        return None  # A list without one of its pictures is still the list.
    return jpeg_bytes(picture, quality=78)


def _text_height(cells: dict[str, str]) -> float:
    """Points that the longest cell of a row needs, about."""
    lines = max(
        sum(1 + len(line) // _WIDTHS.get(name, _NARROW) for line in text.split("\n")) for name, text in cells.items()
    )
    return float(lines * _LINE_POINTS + 4)


def _write_help(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet: Any = book.create_sheet("How to edit")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 110
    for row, (what, how) in enumerate(HELP, 1):
        for column, text in enumerate((what, how), 1):
            cell = sheet.cell(row=row, column=column, value=cell_text(text))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row=row, column=1).font = Font(bold=True)


def _without_dates(data: bytes) -> bytes:
    """The same archive with no time of its making in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _NEVER.encode(), content)
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".jpeg") else zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
