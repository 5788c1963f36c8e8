"""Pages in eighths, the way a production counts a script: typed in Courier on letter paper, as Final Draft lays it out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from storyboard.model import Element, ElementKind, Scene

EIGHTHS = 8
# Twelve-point Courier, six lines to the inch, on a letter page with an inch above and below.
LINES_A_PAGE = 54

# Columns a paragraph may fill, and lines from the one before it (2 = one left blank).
_LAYOUT: dict[ElementKind, tuple[int, int]] = {
    ElementKind.HEADING: (60, 3),
    ElementKind.SHOT: (60, 3),
    ElementKind.ACTION: (60, 2),
    ElementKind.CENTRED: (60, 2),
    ElementKind.CHARACTER: (38, 2),
    ElementKind.PARENTHETICAL: (25, 1),
    ElementKind.DIALOGUE: (35, 1),
    ElementKind.LYRICS: (35, 1),
    ElementKind.TRANSITION: (16, 2),
}
_SPOKEN = frozenset({ElementKind.CHARACTER, ElementKind.PARENTHETICAL, ElementKind.DIALOGUE, ElementKind.LYRICS})
_WIDE = frozenset("WF")


def page_eighths(scene: Scene) -> int:
    """Length of a scene in eighths of a page; at least one, as a schedule counts it.

    Notes, sections and what is struck out take no paper; of two who speak at once the longer counts.
    """
    lines = sum(_heights(scene.elements))
    if not any(element.kind is ElementKind.HEADING for element in scene.elements):
        lines += _height(scene.heading.text, ElementKind.HEADING) if scene.heading.text else 0
    return max(1, (lines * EIGHTHS * 2 + LINES_A_PAGE) // (LINES_A_PAGE * 2))


def eighths_text(eighths: int) -> str:
    """``11`` is ``1 3/8``, ``5`` is ``5/8``, ``16`` is ``2``."""
    pages, rest = divmod(eighths, EIGHTHS)
    return " ".join([*([str(pages)] if pages or not rest else []), *([f"{rest}/{EIGHTHS}"] if rest else [])])


def _heights(elements: Iterable[Element]) -> Iterable[int]:
    """Lines of each paragraph, or of each pair of speeches said at once."""
    before = now = 0
    dual = False
    for element in elements:
        if element.kind not in _LAYOUT:
            continue
        height = _height(element.text, element.kind)
        if element.kind is ElementKind.CHARACTER:
            # The second of two speeches stands beside the first; only what it is longer by needs room.
            yield max(0, now - before) if dual else now
            before, now, dual = now, height, element.dual
        elif element.kind in _SPOKEN:
            now += height
        else:
            yield max(0, now - before) if dual else now
            yield height
            before = now = 0
            dual = False
    yield max(0, now - before) if dual else now


def _height(text: str, kind: ElementKind) -> int:
    columns, spacing = _LAYOUT[kind]
    return spacing - 1 + sum(_rows(row, columns) for row in text.split("\n")) if text.strip() else 0


def _rows(text: str, columns: int) -> int:
    """How many lines a row of text breaks into."""
    rows, filled = 1, 0
    if len(text) <= columns and text.isascii():
        return rows
    for word in text.split():
        width = (
            len(word)
            if word.isascii()
            else sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in word)
        )
        if filled and filled + 1 + width > columns:
            rows, filled = rows + 1, 0
        filled += width + (1 if filled else 0)
        # What has no spaces (Chinese, a long address) goes on in the next line wherever the edge is.
        while filled > columns:
            rows, filled = rows + 1, filled - columns
    return rows
