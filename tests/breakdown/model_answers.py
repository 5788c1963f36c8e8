"""Answers of a model, said in a few words, for tests of every room that meets one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_ROW = re.compile(r"^(\d+) \| (ACTION|SPEECH|SHOT)(?: \([^|]*\))? \| (.*)$", re.MULTILINE)
Row = tuple[int, str, str]


def rows_in(prompt: str) -> list[Row]:
    """The numbered lines of a request: number, kind, text."""
    return [(int(number), kind, text) for number, kind, text in _ROW.findall(prompt)]


def quoted(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {"number": number, "begins": " ".join((text.partition(": ")[2] if kind == "SPEECH" else text).split()[:4])[:40]}
        for number, kind, text in rows
    ]


def person(name: str, **more: Any) -> dict[str, Any]:
    plain = {
        "name": name,
        "staging": "centre",
        "facing": "camera",
        "expression": "",
        "doing": "",
        "enters": False,
        "leaves": False,
        "back_in_foreground": False,
    }
    return {**plain, **more}


def shot(rows: Iterable[Row], *people: dict[str, Any] | str, **more: Any) -> dict[str, Any]:
    plain = {
        "lines": quoted(rows),
        "size": "MS",
        "angle": "eye",
        "move": "static",
        "direction": "none",
        "framing": "single",
        "people": [person(one) if isinstance(one, str) else one for one in people],
        "thing": "",
        "start": "",
        "motion": "",
        "end": "",
        "lettering": [],
        "why": "it tells most",
    }
    return {**plain, **more}


def every(count: int, prompt: str, *people: str) -> dict[str, Any]:
    """A shot for each so many lines."""
    rows = rows_in(prompt)
    return {"shots": [shot(rows[start : start + count], *people) for start in range(0, len(rows), count)]}


def texts(rows: Sequence[Row]) -> list[str]:
    return [text for _, _, text in rows]
