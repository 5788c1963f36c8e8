"""JSON with places: plain data, and the line of every key and item, with guards against hostile files."""

from __future__ import annotations

import json
import re
from typing import Any

from storyboard.errors import ScriptError

_MAX_DEPTH = 40
_MAX_VALUES = 250_000
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?(?![0-9.])")
_STRINGS = json.JSONDecoder(strict=False)
_WORDS = {"true": True, "false": False, "null": None}

Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]


def parse_json(text: str, *, file: str) -> tuple[Any, Places]:
    """Read one JSON document.

    Returns:
        The data, and for every key and item its line and column.

    Raises:
        ScriptError: Not JSON, a key twice in one object, or nested deeper than 40 levels; with line and column.
    """
    reader = _Reader(text, file)
    value = reader.value((), 0)
    reader.skip()
    if reader.position < len(text):
        raise reader.error("Something follows after the end of the JSON")
    return value, reader.places


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.position = 0
        self.places: Places = {}
        self._at, self._line, self._start = 0, 1, 0

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def place(self) -> tuple[int, int]:
        breaks = self.text.count("\n", self._at, self.position)
        if breaks:
            self._line += breaks
            self._start = self.text.rfind("\n", self._at, self.position) + 1
        self._at = self.position
        return self._line, self.position - self._start + 1

    def error(self, what: str, cure: str = "Check the commas, quotes and brackets here") -> ScriptError:
        line, column = self.place()
        return ScriptError(
            f"Not valid JSON: {what}",
            cure=cure,
            file=self.file,
            line=line,
            column=column,
        )

    def value(self, path: Path, depth: int) -> Any:
        self.skip()
        if depth > _MAX_DEPTH:
            raise self.error(f"nested deeper than {_MAX_DEPTH} levels")
        self.places.setdefault(path, self.place())
        if len(self.places) > _MAX_VALUES:
            raise self.error(f"more than {_MAX_VALUES:,} values", "Is this the right file?")
        sign = self.text[self.position : self.position + 1]
        if sign == "{":
            return self._object(path, depth)
        if sign == "[":
            return self._array(path, depth)
        if sign == '"':
            return self._string()
        match = _NUMBER.match(self.text, self.position)
        if match:
            self.position = match.end()
            return float(match.group()) if set(match.group()) & set(".eE") else int(match.group())
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return meaning
        raise self.error("a value is expected here")

    def _string(self) -> str:
        try:
            value, end = _STRINGS.raw_decode(self.text, self.position)
        except json.JSONDecodeError as problem:
            raise self.error(problem.msg[:80]) from None
        self.position = end
        # A lone surrogate can be written as \ud800 and can never be saved again.
        return str(value).encode("utf-8", errors="replace").decode("utf-8")

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        self.position += 1
        self.skip()
        if self.text.startswith("}", self.position):
            self.position += 1
            return result
        while True:
            self.skip()
            if not self.text.startswith('"', self.position):
                raise self.error("a key in double quotes is expected here")
            where = self.place()
            key = self._string()
            if key in result:
                raise self.error(f"the key {key!r:.40} stands here twice", "Keep one of them")
            self.places[*path, key] = where
            self.skip()
            if not self.text.startswith(":", self.position):
                raise self.error("a colon is expected here")
            self.position += 1
            result[key] = self.value((*path, key), depth + 1)
            if not self._goes_on("}"):
                return result

    def _array(self, path: Path, depth: int) -> list[Any]:
        result: list[Any] = []
        self.position += 1
        self.skip()
        if self.text.startswith("]", self.position):
            self.position += 1
            return result
        while True:
            result.append(self.value((*path, len(result)), depth + 1))
            if not self._goes_on("]"):
                return result

    def _goes_on(self, closing: str) -> bool:
        self.skip()
        sign = self.text[self.position : self.position + 1]
        if sign not in {",", closing}:
            raise self.error(f"a comma or {closing} is expected here")
        self.position += 1
        return sign == ","
