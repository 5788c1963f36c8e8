"""The bare rows of a table in a file of any kind, for those who know themselves what its columns mean."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import ScriptError
from storyboard.script.decode import clean_text, decode, read_bytes, refuse_what_is_not_text

if TYPE_CHECKING:
    from storyboard.script.table import Row

# What spreadsheets write where they are not asked for UTF-8; which one is told by the words that are known to be there.
_CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
    "mac_roman",
)


@dataclass(frozen=True)
class Table:
    """Rows as they stand in a file. `code_page` is the text's encoding where that is not Unicode: what it lacks was lost."""

    rows: tuple[Row, ...]
    code_page: str = ""
    workbook: bool = False


def read_table(path: Path, *, header: Collection[str], words: Collection[str] = ()) -> Table:
    """Read a table out of a CSV, TSV or XLSX file.

    Args:
        path: The file.
        header: Names of which some stand in its header; they choose the sheet and the sign between the cells.
        words: Texts that are likely in it; they choose the code page of a text that is not Unicode.

    Raises:
        ScriptError: Missing, damaged, too large, no table, or the extra for workbooks is not installed.
    """
    from storyboard.script.grid import DELIMITERS, read_grid

    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04"):
        from storyboard.script.workbook import is_workbook, read_sheets

        if is_workbook(data):
            sheets = [tuple(rows) for _, rows, _ in read_sheets(data, path)]
            return Table(max(sheets, key=lambda rows: _known(rows, header), default=()), workbook=True)
    refuse_what_is_not_text(data, path)
    text, doubts = decode(data)
    page = ""
    if any(doubt.code == "undecodable-bytes" for doubt in doubts) and not data.startswith(
        (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    ):
        page = _code_page(data, words)
        text = data.decode(page, errors="replace")
    text, _ = clean_text(text)
    grids = [tuple(read_grid(text, delimiter)[0]) for delimiter in DELIMITERS if delimiter in text]
    if not grids:
        raise ScriptError("There is no table in here", cure="Give a .csv, .tsv or .xlsx file", file=path)
    return Table(max(grids, key=lambda rows: _known(rows, header)), code_page=page)


def names_of(cells: Collection[str]) -> list[str]:
    """What each cell of a header means, in the words of `script.fields`; empty for one that is not known."""
    from storyboard.script.fields import field_of

    return [str(field) if (field := field_of(cell)) else "" for cell in cells]


def _known(rows: tuple[Row, ...], header: Collection[str]) -> int:
    """How many names of the header stand in one of the first rows."""
    return max((sum(text.strip().casefold() in header for text, _ in row.cells) for row in rows[:20]), default=0)


def _code_page(data: bytes, words: Collection[str]) -> str:
    telling = [word for word in words if not word.isascii()][:500]

    def found(page: str) -> int:
        text = data.decode(page, errors="replace")
        return sum(word in text for word in telling)

    return max(_CODE_PAGES, key=found)
