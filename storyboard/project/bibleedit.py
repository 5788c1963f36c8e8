"""Editing storyboard.yaml for its owner: one value is set, every other byte and every comment stays as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storyboard.errors import BibleError
from storyboard.project.biblefile import parse_bible
from storyboard.project.files import write_atomically
from storyboard.project.shotfile import write_scalar
from storyboard.project.yamlfile import Places, parse_yaml

Value = str | Sequence[str]
_TAIL_COMMENT = re.compile(r"\s+#.*$")


def set_in_bible(path: Path, key: Sequence[str], value: Value) -> None:
    """Set one value in a bible on disk, such as ``("characters", "MARA", "references")``.

    Raises:
        BibleError: The file cannot be read, or is written in a way that cannot be edited safely; the error says what
            to write by hand.
        ProjectError: It cannot be written.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BibleError("Cannot be read", cure="Save the file as UTF-8", file=path) from error
    edited = with_value(text, key, value, file=str(path))
    parse_bible(edited, file=str(path))
    write_atomically(path, edited.encode("utf-8"))


def with_value(text: str, key: Sequence[str], value: Value, *, file: str = "storyboard.yaml") -> str:
    """The text with the value at that path of keys; keys that are not there yet are put in.

    Raises:
        BibleError: Not YAML, or no way was found that leaves all else as it is.
    """
    data, places = parse_yaml(text, file=file, error=BibleError)
    wanted = _updated(data, key, value)
    edited = _Editor(text, data, places).set(tuple(key), value)
    try:
        now, _ = parse_yaml(edited, file=file, error=BibleError)
    except BibleError:
        now = None
    # Whatever the layout of the file: what comes out must say exactly the old things and the new one.
    if now != wanted or _comments(edited) != _comments(text):
        line, column = next((places[path] for path in _prefixes(key) if path in places), (1, 1))
        raise BibleError(
            f"{': '.join(key)} cannot be set here without disturbing the file",
            cure=f"Write it in by hand: {key[-1]}: {_written(value)}",
            file=file,
            line=line,
            column=column,
        )
    return edited


def _prefixes(key: Sequence[str]) -> list[tuple[str | int, ...]]:
    return [tuple(key[:length]) for length in range(len(key), 0, -1)]


def _updated(data: Any, key: Sequence[str], value: Value) -> Any:
    plain: Any = value if isinstance(value, str) else list(value)
    if not key:
        return plain
    inside = dict(data) if isinstance(data, dict) else {}
    inside[key[0]] = _updated(inside.get(key[0]), key[1:], value)
    return inside


def _written(value: Value) -> str:
    if isinstance(value, str):
        return write_scalar(value)
    return "[" + ", ".join(write_scalar(item, in_flow=True) for item in value) + "]"


def _comments(text: str) -> list[str]:
    return sorted(match[0].strip() for match in re.finditer(r"(?:^|(?<=\s))#[^\n]*", text))


class _Editor:
    """Edits by lines; `ends` of a block are found by the indentation that YAML itself goes by."""

    def __init__(self, text: str, data: Any, places: Places) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split("\n")
        self.data, self.places = data, places

    def set(self, key: tuple[str, ...], value: Value) -> str:
        known = 0
        while known < len(key) and key[: known + 1] in self.places:
            known += 1
        if known == len(key):
            self._replace(key, _written(value))
        elif known and not self._is_block(key[:known]):
            inside = _updated(self._at(key[:known]), key[known:], value)
            self._replace(key[:known], _flow(inside))
        else:
            self._insert(key, known, value)
        return "\n".join(self.lines)

    def _at(self, key: tuple[str, ...]) -> Any:
        value = self.data
        for part in key:
            value = value[part]
        return value

    def _is_block(self, key: tuple[str, ...]) -> bool:
        """Whether the mapping under a key is empty, or has each of its keys on a line of its own."""
        inside = self._at(key)
        if not inside:
            return inside is None
        line = self.places[key][0]
        return all(self.places[(*key, name)][0] > line for name in inside)

    def _indent(self, key: tuple[str, ...]) -> int:
        return self.places[key][1] - 1

    def _end(self, key: tuple[str, ...]) -> int:
        """Index of the line behind the last one that says something of a key's value."""
        begin, indent = self.places[key][0] - 1, self._indent(key)
        last = begin
        for index in range(begin + 1, len(self.lines)):
            line = self.lines[index]
            stripped = line.strip()
            if not stripped or stripped.startswith("#"):
                continue
            depth = len(line) - len(line.lstrip(" "))
            # A list may stand under its key without being indented.
            if depth < indent or (depth == indent and not stripped.startswith("- ")):
                break
            last = index
        return last + 1

    def _replace(self, key: tuple[str, ...], written: str) -> None:
        begin, end = self.places[key][0] - 1, self._end(key)
        first = self.lines[begin]
        head = first[: self._indent(key)]
        name = first[self._indent(key) :].partition(":")[0]
        kept = [line for line in self.lines[begin + 1 : end] if line.strip().startswith("#")]
        tail = _TAIL_COMMENT.search(first) if end == begin + 1 or first.count("#") == 1 else None
        comment = tail[0].rstrip("\r") if tail else ""
        self.lines[begin:end] = [f"{head}{name}: {written}{comment}{self._return()}", *kept]

    def _insert(self, key: tuple[str, ...], known: int, value: Value) -> None:
        parent = key[:known]
        if not known:
            indent, at = 0, self._last_line()
        else:
            children = self._at(parent)
            indent = self._indent((*parent, next(iter(children)))) if children else self._indent(parent) + 2
            at = self._end(parent)
        rows = [f"{' ' * (indent + 2 * depth)}{write_scalar(name)}:" for depth, name in enumerate(key[known:])]
        rows[-1] += f" {_written(value)}"
        self.lines[at:at] = [row + self._return() for row in rows]

    def _last_line(self) -> int:
        at = len(self.lines)
        while at and not self.lines[at - 1].strip():
            at -= 1
        return at

    def _return(self) -> str:
        return "\r" if self.newline == "\r\n" else ""


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{write_scalar(name, in_flow=True)}: {_flow(item)}" for name, item in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return write_scalar(value, in_flow=True)
