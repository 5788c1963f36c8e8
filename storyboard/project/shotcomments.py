"""The comments of one block of shots.yaml, taken over into the block that is written in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_KEY = re.compile(r"\s*(?:-\s+)?(?P<name>[a-z_]+):(?:\s|$)")
# What the program itself writes behind an id: the shot's number and its place in the script.
_OWN = re.compile(r"#\s+\S+\s{2}\S.*:\d+\s*")


@dataclass
class Comments:
    """Comments of a block: lines before the dash, lines before a field, behind a field or an entry (with the gap), at the end."""

    above: list[str] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)
    last: list[str] = field(default_factory=list)


def with_comments(block: str, old: str) -> str:
    """The new block with the old one's comments, each where it stood; those of what is gone stand above the block."""
    comments = _read(old)
    lines: list[str] = []
    for line in block.splitlines():
        key = _KEY.match(line)
        # The fields of a shot stand four deep; what is deeper is an entry of one of them.
        name = key["name"] if key and not line.startswith("     ") else ""
        lines.extend(f"    {text}" for text in comments.before.pop(name, ()))
        tail = comments.behind.pop(name, "") or comments.behind.pop(line.strip(), "")
        if tail and name == "id":
            line = line.partition("  #")[0]  # noqa: PLW2901 - their comment stands where ours would
        lines.append(f"{line}{tail}")
    homeless = [*(text for texts in comments.before.values() for text in texts), *comments.behind.values()]
    homeless = [text.strip() for text in homeless]
    lines.extend(f"    {text}" for text in comments.last)
    return "".join(f"{line}\n" for line in (*(f"  {text}" for text in (*comments.above, *homeless)), *lines))


def refreshed(block: str, comment: str) -> str:
    """The block with the program's own comment behind the id brought up to date; anybody else's is left."""
    lines = block.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.lstrip().startswith("- id:"):
            code, sign, old = line.rstrip("\n").partition("  # ")
            if sign and comment and _OWN.fullmatch(f"# {old}"):
                lines[index] = f"{code}  # {comment}\n"
            break
    return "".join(lines)


def _read(old: str) -> Comments:
    comments = Comments()
    if "#" not in old:
        return comments
    waiting: list[str] = []
    started, name, base = False, "", 4
    for line, at, inside in _marked(old):
        code, comment = (line, "") if at is None else (line[:at], line[at:].strip())
        if not code.strip():
            if comment:
                (waiting if started else comments.above).append(comment)
            continue
        key = _KEY.match(code)
        indent = len(code) - len(code.lstrip())
        if not started or (key and not inside and indent == base):
            name = key["name"] if key else ""
            if not started:
                base = indent + 2
            started = True
            if waiting:
                comments.before.setdefault(name, []).extend(waiting)
                waiting = []
            entry = name
        else:
            entry = code.strip()
        if comment and not (name == "id" and _OWN.fullmatch(comment)):
            comments.behind[entry] = line[len(code.rstrip()) :].rstrip()
    comments.last = waiting
    return comments


def _marked(text: str) -> Iterator[tuple[str, int | None, bool]]:
    """Each line, where its comment begins, and whether it goes on with a text begun above; as YAML itself sees it."""
    from ruamel.yaml import YAML

    lines = text.split("\n")
    code_ends = [0] * (len(lines) + 1)
    goes_on = [False] * (len(lines) + 1)
    for token in YAML(typ="safe", pure=True).scan(text):
        start, end = token.start_mark, token.end_mark
        if end.line < len(code_ends):
            code_ends[end.line] = max(code_ends[end.line], end.column)
        for at in range(start.line + 1, end.line + (end.column > 0)):
            code_ends[at] = max(code_ends[at], len(lines[at]) if at < end.line else end.column)
            goes_on[at] = True
    for number, line in enumerate(lines):
        column = line.find("#", code_ends[number])
        yield line, (column if column >= 0 else None), goes_on[number]
