"""From pydantic's complaints to one sentence with a place, as a creator reads it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from storyboard.errors import InputError
from storyboard.project.yamlfile import Places

Path = tuple[str | int, ...]


def as_input_error(
    problem: ValidationError,
    *,
    file: str,
    places: Places,
    error: type[InputError],
    written: Mapping[Path, Path],
    known: Mapping[Path, Iterable[str]] | None = None,
) -> InputError:
    """The first complaint as an error of the program.

    Args:
        problem: What pydantic found.
        file: Name of the file at fault.
        places: Where each path of the file stands.
        error: Class of the error to give back.
        written: For a path in the model, the path in the file where they differ (lists that are mappings on disk).
        known: For a path, the keys it may hold; used to suggest the right one.
    """
    first = problem.errors()[0]
    location = tuple(first["loc"])
    path = written_path(location, written)
    line, column = place_of(path, places)
    name = ".".join(str(part) for part in path)
    if first["type"] == "extra_forbidden":
        keys = list((known or {}).get(location[:-1], ()))
        return unknown_key(path, keys, file=file, line=line, column=column, error=error)
    message = str(first["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    given = first.get("input")
    shown = (
        f", not {given!r:.60}"
        if isinstance(given, str | int | float | bool | None) and "Value error" not in first["msg"]
        else ""
    )
    cure = f"The key {name!r} is at fault" if name else ""
    return error(f"{message}{shown}", cure=cure, file=file, line=line, column=column)


def unknown_key(
    path: Path, keys: Sequence[str], *, file: str, line: int | None, column: int | None, error: type[InputError]
) -> InputError:
    """An error for a key nobody knows, with the nearest one that exists."""
    key = str(path[-1])
    where = f" in {'.'.join(str(part) for part in path[:-1])!r}" if len(path) > 1 else ""
    near = difflib.get_close_matches(key, keys, n=1, cutoff=0.6)
    cure = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(keys))}" if keys else "Remove it"
    return error(f"Unknown key {key!r}{where}", cure=cure, file=file, line=line, column=column)


def written_path(location: Path, written: Mapping[Path, Path]) -> Path:
    """The path in the file for a path in the model: the longest known beginning is replaced."""
    for length in range(len(location), 0, -1):
        if location[:length] in written:
            return (*written[location[:length]], *location[length:])
    return location


def place_of(path: Path, places: Places) -> tuple[int | None, int | None]:
    """Line and column of the path, or of the nearest thing around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return places.get((), (None, None))


def expect_mapping(value: Any, path: Path, *, file: str, places: Places, error: type[InputError]) -> dict[str, Any]:
    """The value as a mapping; nothing counts as an empty one."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        line, column = place_of(path, places)
        name = ".".join(str(part) for part in path) or "The file"
        raise error(
            f"{name} must be a list of 'key: value' lines, not {value!r:.60}", file=file, line=line, column=column
        )
    return value
