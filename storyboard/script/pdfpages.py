"""Printed pages to the rows of a script: without what belongs to the page, and with the columns side by side put in order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from storyboard.script.columns import Printed
from storyboard.script.cue import is_cue_name, split_cue
from storyboard.script.heading import match_heading

_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*(?:(?:page|seite|pág\.?|стр\.?|p\.)\s*)?[A-Z]?\d{1,4}[A-Z]?\.?(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?\s*[-–—]?",
    re.IGNORECASE,
)
_SCENE_NUMBER = re.compile(r"[A-Z]{0,2}\d{1,4}[A-Z]{0,3}(?:[-.][A-Z0-9]{1,6})?[.)]?")
_STARS = re.compile(r"[*•|+]{1,3}")
# Headers and footers stand in the outer ninth of a page and come again on three of ten.
_EDGE = 1 / 9
_SOME_PAGES, _SHARE = 3, 0.3
_MOST_OUTER_ROWS = 3
_GAP = 1.45
_CHARACTER = 7.2
_MOST_ROWS_OF_A_TITLE = 30
# Where two speak at once, names stand further in than what they say.
_DUAL_CUE, _DUAL_SPEECH = 20.0, 10.0


@dataclass(frozen=True)
class Segment:
    """Text without wide white in it, from `left` to `right` in points."""

    left: float
    right: float
    text: str


@dataclass(frozen=True)
class PageRow:
    """Segments on one base line, `y` points from the top; `index` counts the rows of the page from 1."""

    index: int
    y: float
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its size in points, its rows from the top."""

    number: int
    width: float
    height: float
    rows: list[PageRow]

    @classmethod
    def of(
        cls, number: int, width: float, height: float, rows: list[tuple[float, list[tuple[float, float, str]]]]
    ) -> Page:
        """The page of what the worker said."""
        return cls(
            number,
            width,
            height,
            [
                PageRow(index, y, tuple(Segment(*segment) for segment in segments))
                for index, (y, segments) in enumerate(rows, start=1)
            ],
        )

    def line(self, row: PageRow) -> int:
        """Page and row as one number."""
        return self.number * 100 + min(row.index, 99)


def clean_pages(pages: list[Page]) -> list[Page]:
    """Pages without their numbers, and without headers and footers that come again."""
    spacing = _spacing_of(pages)
    outer = [_outer_groups(page, spacing) for page in pages]
    seen = Counter(key for groups in outer for key in {_key(group) for group in groups})
    enough = max(_SOME_PAGES, len(pages) * _SHARE)
    cleaned = []
    for page, groups in zip(pages, outer, strict=True):
        gone = {row.index for group in groups if seen[_key(group)] >= enough for row in group}
        gone |= {row.index for row in page.rows[:1] + page.rows[-1:] if _is_number(page, row)}
        cleaned.append(replace(page, rows=[row for row in page.rows if row.index not in gone]))
    return cleaned


def printed_rows(pages: list[Page]) -> list[Printed]:
    """All rows in the order they are read, with their indents from the margin of the action."""
    cleaned = [(page, row, *_without_margins(row)) for page in pages for row in page.rows]
    margin = _margin_of([segments for *_, segments in cleaned])
    spacing = _spacing_of(pages)
    rows: list[Printed] = []
    pending: list[tuple[Printed, tuple[Segment, ...]]] = []
    before: tuple[int, float] | None = None
    dual = 0
    for page, row, number, segments in cleaned:
        if not segments:
            continue
        same_page = before is not None and before[0] == page.number
        gap = row.y - before[1] > spacing * _GAP if before and same_page else None
        before = (page.number, row.y)
        if pending and gap is not False:
            rows += _side_by_side(pending)
            pending = []
        text = " ".join(segment.text for segment in segments)
        indent = (segments[0].left - margin) / _CHARACTER
        middle = (segments[0].left + segments[-1].right) / 2
        centred = (
            abs(middle - page.width / 2) < _CHARACTER * 2 or abs(middle - _text_middle(page, margin)) < _CHARACTER * 2
        )
        printed = Printed(text, indent, page.line(row), gap, number=number, centred=centred and indent > 5)
        if not pending and _is_dual(segments):
            dual += 1
            pending = [(replace(printed, dual_group=dual), segments)]
        elif pending:
            pending.append((replace(printed, dual_group=dual), segments))
        else:
            rows.append(printed)
    return rows + _side_by_side(pending)


def title_rows(pages: list[Page], rows: list[Printed]) -> list[Printed]:
    """The rows of a title page: a first page with little on it, none of it at the margin where headings are."""
    if len(pages) < 2:
        return []
    first = [row for row in rows if row.line < 200]
    if not first or len(first) > _MOST_ROWS_OF_A_TITLE or any(match_heading(row.text) for row in first):
        return []
    middle = sum(row.indent > 5 for row in first)
    return first if middle * 2 > len(first) else []


def _without_margins(row: PageRow) -> tuple[str | None, tuple[Segment, ...]]:
    """The scene number beside a row, and its segments without that number and the stars of a revision."""
    segments = list(row.segments)
    while len(segments) > 1 and _STARS.fullmatch(segments[-1].text):
        segments.pop()
    if len(segments) == 1 and _STARS.fullmatch(segments[0].text):
        return None, ()
    first, last = segments[0].text, segments[-1].text
    if (
        len(segments) > 1
        and _SCENE_NUMBER.fullmatch(first)
        and (last == first or match_heading(segments[1].text) or segments[1].text.upper().startswith("OMIT"))
    ):
        del segments[0]
        if len(segments) > 1 and last == first:
            segments.pop()
        return first.rstrip(".)"), tuple(segments)
    if len(segments) > 1 and _SCENE_NUMBER.fullmatch(last) and match_heading(first):
        segments.pop()
    # Where the numbers stand close to the text they are one segment with it: "12 INT. HOUSE - DAY 12".
    words = segments[0].text.split()
    slug = match_heading(segments[0].text) if len(segments) == 1 else None
    if slug and slug.number and len(words) > 3 and words[-1].rstrip(".)") == slug.number:
        return slug.number, (replace(segments[0], text=" ".join(words[1:-1])),)
    if slug and _SCENE_NUMBER.fullmatch(last) and len(row.segments) > 1:
        return slug.number or last.rstrip(".)"), tuple(segments)
    return None, tuple(segments)


def _margin_of(rows: list[tuple[Segment, ...]]) -> float:
    """Where headings and action begin."""
    headings = Counter(round(row[0].left) for row in rows if row and match_heading(row[0].text))
    if headings:
        return float(headings.most_common(1)[0][0])
    starts = Counter(round(row[0].left) for row in rows if row)
    enough = max(2, sum(starts.values()) // 100)
    return float(min((left for left, count in starts.items() if count >= enough), default=min(starts, default=0)))


def _spacing_of(pages: list[Page]) -> float:
    """How far apart the rows of one paragraph are: the smallest distance that is common."""
    steps = Counter(round(below.y - above.y) for page in pages for above, below in pairwise(page.rows))
    common = [step for step, count in steps.items() if step > 4 and count * 8 >= max(steps.values())]
    return float(min(common, default=12))


def _text_middle(page: Page, margin: float) -> float:
    """The middle of the text, which is bound further left than its page."""
    return (margin + page.width - 72) / 2


def _is_dual(segments: tuple[Segment, ...]) -> bool:
    return len(segments) == 2 and all(
        is_cue_name(split_cue(segment.text)[0]) and not match_heading(segment.text) for segment in segments
    )


def _side_by_side(pending: list[tuple[Printed, tuple[Segment, ...]]]) -> list[Printed]:
    """Rows of two who speak at once: first all of the left, then all of the right."""
    if len(pending) < 2:
        return [replace(printed, dual_group=0) for printed, _ in pending]
    border = min(segments[-1].left for _, segments in pending if len(segments) > 1) - _CHARACTER
    columns: tuple[list[Printed], list[Printed]] = ([], [])
    for printed, segments in pending:
        for segment in segments:
            column = columns[segment.left >= border]
            first = not column
            indent = _DUAL_CUE if first else _DUAL_SPEECH
            column.append(replace(printed, text=segment.text, indent=indent, gap=first, number=None, centred=False))
    # One number for the lines of both, or those of the right would go back.
    last = pending[-1][0].line
    return columns[0] + [replace(row, line=last) for row in columns[1]]


def _outer_groups(page: Page, spacing: float) -> list[list[PageRow]]:
    """The rows at the top and at the foot of a page that white parts from the text and from each other.

    Rows without white between them go together: a name that is often the first on a page has what it says under it.
    """
    found: list[list[PageRow]] = []
    for rows in (page.rows, page.rows[::-1]):
        group: list[PageRow] = []
        for row, following in pairwise(rows[: _MOST_OUTER_ROWS + 1]):
            if not _is_at_edge(page, row):
                break
            group.append(row)
            if abs(following.y - row.y) > spacing * _GAP:
                found.append(group)
                group = []
    return found


def _is_number(page: Page, row: PageRow) -> bool:
    """Whether a row is the number of its page."""
    return _is_at_edge(page, row) and _PAGE_NUMBER.fullmatch(row.text.strip()) is not None


def _is_at_edge(page: Page, row: PageRow) -> bool:
    return row.y < page.height * _EDGE or row.y > page.height * (1 - _EDGE)


def _key(group: list[PageRow]) -> str:
    return re.sub(r"\d+", "#", "\n".join(row.text for row in group).casefold())
