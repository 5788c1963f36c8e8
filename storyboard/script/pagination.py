"""What a printed page says of itself and not of the film: page numbers, ``(MORE)``, ``CONTINUED: (2)``."""

from __future__ import annotations

import re
from itertools import pairwise

_CONTINUED = re.compile(
    r"\(?(?:MORE|CONTINUED|SUITE|MEHR|MÁS|CONTINUARÁ|ПРОДОЛЖЕНИЕ)(?::?\)?|\):)(?:[ \t]*\([0-9]{1,3}\))?"
    r"|[0-9]{1,3}[A-Z]?[ \t]+CONTINUED:(?:[ \t]*\([0-9]{1,3}\))?(?:[ \t]+[0-9]{1,3}[A-Z]?)?"
)
_SIGNED = re.compile(r"[:()]")
_NUMBER = re.compile(r"(?:page[ \t]+|[-–—][ \t]?)?(?P<number>[0-9]{1,3})(?P<dot>\.?)(?:[ \t]?[-–—])?", re.IGNORECASE)
# A number that stands so far to the right belongs to the page, whatever it counts.
_FAR_RIGHT = 20
# Numbers that follow on each other more closely are a count somebody wrote: "3." "2." "1."
_LINES_A_PAGE = 10
_LONGEST = 40


def page_marks(lines: list[str], start: int) -> list[int]:
    """The indexes of the lines that are marks of the page, in order.

    Args:
        lines: The visible lines of a script.
        start: The index of the first line after the title page.
    """
    marks: list[int] = []
    numbers: list[tuple[int, int, bool]] = []
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if not line or len(line) > _LONGEST:
            continue
        if line[-1] in ").:0123456789" or line[0] == "(":
            if _CONTINUED.fullmatch(line) and _SIGNED.search(line):
                marks.append(index)
                continue
            number = _NUMBER.fullmatch(line)
            if number is None or not _stands_alone(lines, index):
                continue
            if len(lines[index].expandtabs(8)) - len(lines[index].expandtabs(8).lstrip()) >= _FAR_RIGHT:
                marks.append(index)
            else:
                numbers.append((index, int(number["number"]), bool(number["dot"])))
    if numbers and _count_pages(numbers):
        marks += [index for index, _, _ in numbers]
    return sorted(marks)


def _count_pages(numbers: list[tuple[int, int, bool]]) -> bool:
    """Whether numbers that stand alone grow from page to page. The first page has none."""
    if len(numbers) == 1:
        return numbers[0][1] > 1 and numbers[0][2]
    return all(before[1] < after[1] and after[0] - before[0] >= _LINES_A_PAGE for before, after in pairwise(numbers))


def _stands_alone(lines: list[str], index: int) -> bool:
    above = index == 0 or not lines[index - 1].strip()
    return above and (index + 1 >= len(lines) or not lines[index + 1].strip())
