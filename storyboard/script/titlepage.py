"""The title page: ``Title: ...`` lines before everything else."""

from __future__ import annotations

import re

from storyboard.script.decode import Doubt
from storyboard.script.emphasis import plain
from storyboard.script.heading import looks_like_heading
from storyboard.script.words import TITLE_KEYS

_KEY = re.compile(r"[ \t]*([^\W\d_][\w &/'-]{0,40}?)[ \t]*[:：](.*)$")


def read_title_page(lines: list[str]) -> tuple[dict[str, str], int, list[Doubt]]:
    """Read the title page, if there is one.

    A page is taken for one when its first key is a known one, or when two lines are keys: ``FADE IN:`` or a heading
    on the first line must stay part of the script.

    Returns:
        The page with its keys in lower case (known keys of other languages in English), the index of the first line
        after it, and what was doubtful.
    """
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if not _is_title_page(lines, start):
        return {}, 0, []
    base = _indent(lines[start])
    values: dict[str, list[str]] = {}
    doubts: list[Doubt] = []
    key = ""
    index = start
    while index < len(lines) and lines[index].strip():
        line = lines[index]
        match = None if key and _indent(line) > base else _KEY.match(line)
        if match:
            name = " ".join(match[1].casefold().split())
            key = TITLE_KEYS.get(name, name)
            value = match[2].strip()
            values.setdefault(key, []).extend([value] if value else [])
        else:
            if _indent(line) <= base:
                doubts.append(
                    Doubt(index + 1, "title-unindented", "a title page line that is not indented", warns=False)
                )
            values[key].append(line.strip())
        index += 1
    page = {
        name: (" " if name == "title" else "\n").join(plain(part) for part in value) for name, value in values.items()
    }
    return page, index, doubts


def _is_title_page(lines: list[str], start: int) -> bool:
    if start >= len(lines):
        return False
    first = _KEY.match(lines[start])
    if first is None or looks_like_heading(lines[start]):
        return False
    if " ".join(first[1].casefold().split()) in TITLE_KEYS:
        return True
    if first[1].isupper():
        return False
    following = lines[start + 1] if start + 1 < len(lines) else ""
    second = _KEY.match(following)
    return second is not None and " ".join(second[1].casefold().split()) in TITLE_KEYS


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())
