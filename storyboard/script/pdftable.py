"""Tables on printed pages: the columns begin where the cells under a header's words do."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from storyboard.script.pdfpages import Page, PageRow, Segment
from storyboard.script.table import read_header

_CLOSE = 4.0
_FEWEST_ROWS = 2


def lines_of_table(pages: list[Page]) -> tuple[list[str], list[int]] | None:
    """A table with the columns of a shot list as lines of Markdown, with the place of each; None where there is none.

    What stands above the header is kept. A row of the table begins where its first column is filled, or under white.
    """
    rows = [(page, row) for page in pages for row in page.rows]
    header = next((index for index, (_, row) in enumerate(rows) if _is_header(row)), None)
    if header is None or len(rows) - header <= _FEWEST_ROWS:
        return None
    body = rows[header + 1 :]
    starts = _starts(rows[header][1].segments, [row for _, row in body])
    if not any(len(row.segments) > 1 for _, row in body):
        return None
    lines = [row.text for _, row in rows[:header]]
    places = [page.line(row) for page, row in rows[:header]]
    names = [segment.text for segment in rows[header][1].segments]
    place = rows[header][0].line(rows[header][1])
    lines += ["", _bars(names), "|" + " --- |" * len(names)]
    places += [place] * 3
    spacing = _spacing([row for _, row in body])
    cells: list[str] = []
    above: tuple[int, float] | None = None
    for page, row in body:
        if [segment.text for segment in row.segments] == names:
            continue  # The header is printed again on every page.
        gap = above is not None and above[0] == page.number and row.y - above[1] > spacing * 1.5
        above = (page.number, row.y)
        columns = [_column(segment, starts) for segment in row.segments]
        if not cells or gap or 0 in columns:
            if cells:
                lines.append(_bars(cells))
                places.append(place)
            cells, place = [""] * len(starts), page.line(row)
        for column, segment in zip(columns, row.segments, strict=True):
            cells[column] = f"{cells[column]} {segment.text}".strip()
    if cells:
        lines.append(_bars(cells))
        places.append(place)
    return lines, places


def _is_header(row: PageRow) -> bool:
    return len(row.segments) > 1 and read_header([segment.text for segment in row.segments]) is not None


def _starts(header: tuple[Segment, ...], body: list[PageRow]) -> list[float]:
    """Where each column begins; a header may stand in the middle of its column."""
    starts: list[float] = []
    for index, name in enumerate(header):
        after = header[index - 1].right if index else float("-inf")
        inside = Counter(
            round(segment.left) for row in body for segment in row.segments if after < segment.left <= name.right
        )
        common = min((left for left, count in inside.items() if count > 1), default=None)
        starts.append(min(name.left, float(common)) if common is not None else name.left)
    return starts


def _column(segment: Segment, starts: list[float]) -> int:
    return max((index for index, start in enumerate(starts) if start <= segment.left + _CLOSE), default=0)


def _spacing(rows: list[PageRow]) -> float:
    steps = Counter(round(below.y - above.y) for above, below in pairwise(rows) if below.y > above.y)
    common = [step for step, count in steps.items() if step > 4 and count * 4 >= max(steps.values())]
    return float(min(common, default=12))


def _bars(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
