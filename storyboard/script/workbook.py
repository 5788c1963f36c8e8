"""Excel workbooks, read with the extra ``xlsx``: checked for what they unpack to before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyboard.errors import ScriptError
from storyboard.model import Script
from storyboard.script.archive import Container, check_archive, names_in, read_member
from storyboard.script.decode import Doubt
from storyboard.script.lengths import DEFAULT_FPS
from storyboard.script.sheetparts import SheetParts, read_sheet_parts
from storyboard.script.shotlist import write_rows
from storyboard.script.table import MAX_COLUMNS, MAX_ROWS, Row, find_header

_WORKBOOK = Container("workbook", "shot list", "Excel", "Copy the shot list into a new workbook, or save it as CSV")
_MAX_SHEETS = 20
_MAX_CELL = 32_767
_MAX_CELLS = 1_000_000
_MAX_PART = 8_000_000


def parse_workbook(data: bytes, path: Path, *, file: str, fps: Fraction = DEFAULT_FPS) -> Script:
    """Read the first sheet that holds a shot list.

    Args:
        data: The whole file.
        path: Its place, for errors.
        file: Its name in sources and diagnostics; a line is a row of the sheet.
        fps: Frames a second, for timecodes.

    Raises:
        ScriptError: Damaged, far larger than it looks, no shots in it, or the extra is not installed.
    """
    sheets = read_sheets(data, path)
    filled = [(name, rows, doubts) for name, rows, doubts in sheets if rows]
    if not filled:
        raise ScriptError("The workbook is empty", cure="Write at least one shot", file=path)
    name, rows, doubts = next((sheet for sheet in filled if find_header(sheet[1])), filled[0])
    for other, other_rows, _ in filled:
        if other != name:
            doubts.append(
                Doubt(
                    1,
                    "other-sheets",
                    f"only the sheet {name!r:.60} is read; {other!r:.60} has {len(other_rows)} rows",
                    warns=False,
                )
            )
    text = "\n".join("\t".join(cell for cell, _ in row.cells) for row in rows)
    return write_rows(rows, doubts, text=text, file=file, form="xlsx", fps=fps, last_line=rows[-1].line)


def read_sheets(data: bytes, path: Path) -> list[tuple[str, list[Row], list[Doubt]]]:
    """The sheets of a workbook: name, rows, and what is doubtful about them.

    Args:
        data: The whole file.
        path: Its place, for errors.

    Raises:
        ScriptError: Damaged, far larger than it looks, or the extra is not installed.
    """
    check_archive(data, path, _WORKBOOK)
    _refuse_large_parts(data, path)
    try:
        import openpyxl
    except ImportError:
        raise ScriptError(
            "Excel files are read with an extra that is not installed",
            cure="pip install 'storyboard[xlsx]', or save the sheet as CSV",
            file=path,
        ) from None
    try:
        # Values of formulas are what Excel last worked out; formulas themselves are only looked at to name them.
        with warnings.catch_warnings():
            # What other programs leave out (styles, print settings) is none of a reader's concern.
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [
                (name, *_rows(values[name], name, data, path))
                for name in values.sheetnames[:_MAX_SHEETS]
                if hasattr(values[name], "iter_rows")
            ]
    except ScriptError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook fails in as many ways as there are parts of it
        first = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ScriptError(
            "The workbook is damaged", why=first, cure="Open it in Excel, save it again, or save it as CSV", file=path
        ) from None


def is_workbook(data: bytes) -> bool:
    """Whether a zip archive is an Excel workbook."""
    return any(name.startswith("xl/workbook") for name in names_in(data))


def _refuse_large_parts(data: bytes, path: Path) -> None:
    """Openpyxl takes a second for five megabytes of XML; pictures in a workbook may be larger."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.filename.endswith(".xml") and member.file_size > _MAX_PART:
                raise ScriptError(
                    f"A part of the workbook ({member.filename:.60}) has {member.file_size / 1e6:.0f} MB of XML",
                    why=f"That is no shot list; the limit is {_MAX_PART / 1e6:.0f} MB",
                    cure=_WORKBOOK.cure,
                    file=path,
                )


def _rows(sheet: Any, name: str, data: bytes, path: Path) -> tuple[list[Row], list[Doubt]]:
    rows: list[Row] = []
    doubts: list[Doubt] = []
    cells_seen = 0
    part = getattr(sheet, "_worksheet_path", "")
    parts = read_sheet_parts(read_member(data, part.lstrip("/"), path, _WORKBOOK), path) if part else SheetParts()
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, values_only=True), start=1):
        cells_seen += len(values)
        if number > MAX_ROWS or cells_seen > _MAX_CELLS:
            doubts.append(Doubt(number, "too-many-rows", f"the sheet {name!r:.60} goes on; the rest is left out"))
            break
        if any(isinstance(value, str) and len(value) > _MAX_CELL for value in values[:MAX_COLUMNS]):
            doubts.append(
                Doubt(number, "long-cell", f"a cell has more than {_MAX_CELL:,} letters; the rest is left out")
            )
        texts = [_text(value) for value in values[:MAX_COLUMNS]]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            rows.append(Row(number, number, tuple((text, number) for text in texts)))
    return parts.spread(rows), [*doubts, *parts.doubts()]


def _text(value: object) -> str:
    """A cell as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}" if value != int(value or 0) else str(int(value)) if abs(value) < 1e15 else f"{value:g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.time):
        # "0:04" typed into Excel is four minutes past midnight there; nobody shoots for four minutes.
        return (
            f"{value.hour}:{value.minute:02d}"
            if not value.second
            else f"{value.hour * 60 + value.minute}:{value.second:02d}"
        )
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds():g}s"
    return str(value)[:_MAX_CELL].replace("\r\n", "\n").replace("\r", "\n")
