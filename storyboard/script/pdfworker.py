"""Reads the text of a PDF with PDFium, as a program of its own: started by path, PDF on its input, JSON on its output.

What a PDF makes its reader do is anybody's guess: it may go on without end, ask for all memory or break it. So it is done
in a process that can be lost. It imports nothing of this package, for it must start quickly. The output is one line of JSON
for every page:
``{"width": w, "height": h, "rows": [[y, [[x0, x1, text], ...]], ...], "cut": bool}``, all in points, y of the base line from
the top, rows and their segments in reading order; or one line ``{"error": kind, "why": words}``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

# Each page earns this many seconds more.
_SECONDS_A_PAGE = 0.03
# A page of a screenplay has about 2,500 signs.
_MOST_SIGNS_A_PAGE = 30_000
_MOST_SIGNS = 1_500_000
_MOST_SEGMENTS_A_PAGE = 1_000
_FARTHEST = 100_000.0
# Watermarks stand askew.
_MOST_ANGLE = 0.1
# Signs of one row may be raised by this share of their size.
_SAME_ROW = 0.4
# In widths of a sign: white that is a blank, and white that parts columns.
_BLANK, _APART = 0.6, 2.6


class _Sign(NamedTuple):
    """A printed sign: base line from the top, left and right edge, size of its font, and whether a blank is before it."""

    y: float
    left: float
    right: float
    size: float
    text: str
    after_blank: bool


def main(most_pages: int, seconds: float, most_bytes: int) -> None:
    """Read the PDF on the standard input.

    Args:
        most_pages: More are refused.
        seconds: How long this may work, besides what each page earns.
        most_bytes: How much memory it may use.
    """
    earn = _limits(seconds, most_bytes)
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        pages = len(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).casefold()
        _say({"error": "locked" if locked else "damaged", "why": str(error)[:200]})
        return
    if pages > most_pages:
        _say({"error": "pages", "why": str(pages)})
        return
    left = _MOST_SIGNS
    for index in range(pages):
        try:
            page = document[index]
            signs, cut = _signs_of(page, pdfium.raw, min(_MOST_SIGNS_A_PAGE, left))
            left -= len(signs)
            rows = _rows_of(signs)
            while sum(len(segments) for _, segments in rows) > _MOST_SEGMENTS_A_PAGE:
                rows, cut = rows[: len(rows) // 2], True
            _say({"width": page.get_width(), "height": page.get_height(), "rows": rows, "cut": cut})
            page.close()
        except pdfium.PdfiumError as error:
            _say({"error": "page", "why": str(error)[:200]})
        earn(index + 1)


def _limits(seconds: float, most_bytes: int) -> Callable[[int], None]:
    """Set what this process may use; what is returned gives it the time it has earned by so many pages."""
    try:
        import resource
        import signal
    except ImportError:  # Windows has neither; whoever started this waits only so long.
        return lambda _: None
    with contextlib.suppress(ValueError, OSError):  # Some systems do not limit memory.
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Counted in time worked, not in time passed: a busy machine must not fail a good file.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def earn(pages: int) -> None:
        left = seconds + pages * _SECONDS_A_PAGE - time.process_time()
        signal.setitimer(signal.ITIMER_PROF, max(left, 0.01))

    earn(0)
    return earn


def _signs_of(page: Any, raw: Any, most: int) -> tuple[list[_Sign], bool]:
    """The upright signs of a page, and whether there were more than `most`."""
    text = page.get_textpage()
    top = page.get_height()
    x, y, left, right, bottom, upper = (ctypes.c_double() for _ in range(6))
    found: list[_Sign] = []
    after_blank = False
    count = text.count_chars()
    for index in range(min(count, most)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 0x20 or code == 0xA0:
            after_blank = True
            continue
        if code in {0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        angle = raw.FPDFText_GetCharAngle(text, index)
        if _MOST_ANGLE < angle < 2 * math.pi - _MOST_ANGLE or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, upper)
        size = raw.FPDFText_GetFontSize(text, index)
        sign = _Sign(top - y.value, x.value, right.value, abs(size) or 10.0, chr(code), after_blank)
        after_blank = False
        if all(math.isfinite(number) and abs(number) < _FARTHEST for number in sign[:4]):
            found.append(sign)
    text.close()
    return found, count > most


def _rows_of(signs: list[_Sign]) -> list[tuple[float, list[tuple[float, float, str]]]]:
    """Signs to rows of segments."""
    rows: list[list[_Sign]] = []
    for sign in sorted(signs):
        if rows and sign.y - rows[-1][0].y < sign.size * _SAME_ROW:
            rows[-1].append(sign)
        else:
            rows.append([sign])
    return [(round(row[0].y, 1), _segments_of(sorted(row, key=lambda sign: sign.left))) for row in rows]


def _segments_of(row: list[_Sign]) -> list[tuple[float, float, str]]:
    """The signs of a row to segments with white between them; blanks are put in where signs are apart."""
    steps = sorted(second.left - first.left for first, second in pairwise(row) if second.left > first.left + 0.5)
    size = max(sign.size for sign in row)
    # The usual step from sign to sign; where all have one width, that width.
    step = min(max(steps[len(steps) // 3] if steps else 0, size * 0.3), size)
    segments: list[tuple[float, float, list[str]]] = []
    end = -math.inf
    for index, sign in enumerate(row):
        above = row[index - 1] if index else None
        if above and sign.text == above.text and sign.left - above.left < sign.size * 0.12:
            continue  # Printed twice on one spot, to make it bold.
        white = sign.left - end
        if not segments or white > step * _APART:
            segments.append((sign.left, sign.right, [sign.text]))
        else:
            left, _, texts = segments[-1]
            texts.append(f" {sign.text}" if sign.after_blank or white > step * _BLANK else sign.text)
            segments[-1] = (left, sign.right, texts)
        # A narrow sign of a typewriter does not fill its place.
        end = max(sign.right, sign.left + step * 0.8)
    return [(round(left, 1), round(right, 1), "".join(texts)) for left, right, texts in segments]


def _say(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
