"""Cutting a sheet of panels apart, where it was drawn as the grid that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Bytes = NDArray[np.uint8]

Box = tuple[int, int, int, int]

_WHITE = 222
# A gutter is white along so much of its length; it lies no farther from its place than this share of the side, and is no
# wider than that one.
_ALONG = 0.985
_ASTRAY, _WIDEST = 0.06, 0.06
# A panel is smaller than its share of the sheet by what gutters and margins take, and not by more.
_LEAST_OF_CELL = 0.86


def find_panels(sheet: Image.Image, columns: int, rows: int) -> list[Box] | None:
    """The panels of a sheet, row by row, as boxes in pixels (left, upper, right, lower); None where it is no such grid.

    White gutters must run straight across, near where an even grid has them; white margins around are left out.
    """
    import numpy as np

    grey = np.asarray(sheet.convert("L"))
    across = _spans(grey, axis=0, count=columns)
    down = _spans(grey, axis=1, count=rows)
    if across is None or down is None:
        return None
    return [(left, upper, right, lower) for upper, lower in down for left, right in across]


def _spans(grey: Bytes, *, axis: int, count: int) -> list[tuple[int, int]] | None:
    """Where the panels lie along one side; `axis` is the one that is looked along."""
    import numpy as np

    white = np.asarray((grey > _WHITE).mean(axis=axis) >= _ALONG)
    length = len(white)
    begin, end = 0, length
    while begin < length * _WIDEST and white[begin]:
        begin += 1
    while end > length * (1 - _WIDEST) and white[end - 1]:
        end -= 1
    edges = [begin]
    for number in range(1, count):
        gutter = _gutter(white, round(length * number / count))
        if gutter is None:
            return None
        edges += gutter
    edges.append(end)
    # A soft edge belongs to neither side.
    spans = [(edges[index] + 1, edges[index + 1] - 1) for index in range(0, len(edges), 2)]
    wide = [right - left for left, right in spans]
    return spans if min(wide) >= _LEAST_OF_CELL * length / count and max(wide) <= 1.08 * min(wide) else None


def _gutter(white: NDArray[np.bool_], middle: int) -> tuple[int, int] | None:
    length, reach = len(white), max(2, round(len(white) * _ASTRAY))
    near = [at for at in range(max(0, middle - reach), min(length, middle + reach + 1)) if white[at]]
    if not near:
        return None
    begin = end = min(near, key=lambda at: (abs(at - middle), at))
    while begin > 0 and white[begin - 1]:
        begin -= 1
    while end < length and white[end]:
        end += 1
    return (begin, end) if end - begin <= _WIDEST * length else None
