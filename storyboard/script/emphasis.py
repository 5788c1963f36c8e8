"""Bold, italic and underline: marks are taken off, the words stay."""

from __future__ import annotations

import re

_MARK = re.compile(r"\\[*_~@!.>#=\\\[\]]|\*{1,3}|_")
# Nobody marks words in a line as long as this; a file made to hurt has little else in it.
_LONGEST = 10_000
_HAS_MARK = re.compile(r"[*_\\]")


def plain(text: str) -> str:
    """Text without its emphasis marks and escapes. A mark without a partner on its line is meant as it stands."""
    if not _HAS_MARK.search(text):
        return text
    return "\n".join(_plain_line(line) if len(line) <= _LONGEST else line for line in text.split("\n"))


def _plain_line(line: str) -> str:
    opened: dict[str, re.Match[str]] = {}
    drop: dict[int, int] = {}
    for mark in _MARK.finditer(line):
        sign = mark.group()
        if sign[0] == "\\":
            drop[mark.start()] = mark.start() + 1
            continue
        before = line[mark.start() - 1 : mark.start()]
        after = line[mark.end() : mark.end() + 1]
        # A low line inside a word (file_name) is part of the word.
        inside_word = sign == "_" and before.isalnum() and after.isalnum()
        if inside_word:
            continue
        if sign in opened and before.strip():
            first = opened.pop(sign)
            drop[first.start()] = first.end()
            drop[mark.start()] = mark.end()
        elif after.strip():
            opened[sign] = mark
    if not drop:
        return line
    pieces, position = [], 0
    for start in sorted(drop):
        pieces.append(line[position:start])
        position = drop[start]
    pieces.append(line[position:])
    return "".join(pieces)
