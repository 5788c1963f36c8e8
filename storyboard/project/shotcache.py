"""The parsed shots.yaml, kept under the hash of its text: reading a thousand shots as YAML takes seconds, as JSON none."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.project.files import write_atomically
from storyboard.project.shotfields import Fields
from storyboard.project.shotfile import ShotFile
from storyboard.project.yamlfile import Places

_VERSION = 1
_START = "  - id: "


def cached(folder: Path, text: str) -> ShotFile | None:
    """The file as parsed before, if this very text was."""
    try:
        stored = json.loads(_path(folder, text).read_text(encoding="utf-8"))
        places: Places = {("shots", index): (line, 1) for index, line in enumerate(stored["lines"])}
        if stored["sha256"] != _digest(stored["shots"], stored["lines"]):
            return None
        return ShotFile(stored["shots"], places, text, complete=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # Nothing depends on the cache: the text itself is read instead.


def remember(folder: Path, text: str, file: ShotFile) -> None:
    """Keep a parsed file; the one kept before is let go."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith(_START)]
    if len(lines) != len(file.fields):
        return  # Somebody's own layout; it is simply read as YAML each time.
    path = _path(folder, text)
    if path.exists():
        return
    seal = _digest(file.fields, lines)
    stored = json.dumps({"sha256": seal, "shots": file.fields, "lines": lines}, ensure_ascii=True).encode()
    # A project that cannot be written can still be read.
    with contextlib.suppress(OSError, ProjectError):
        for old in folder.glob("shots-*.json"):
            old.unlink()
        write_atomically(path, stored)


def _digest(shots: list[Fields], lines: list[int]) -> str:
    return hashlib.sha256(json.dumps([shots, lines], sort_keys=True).encode()).hexdigest()


def _path(folder: Path, text: str) -> Path:
    digest = hashlib.sha256(f"{_VERSION}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return folder / f"shots-{digest[:32]}.json"
