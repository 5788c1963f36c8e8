"""Where an input is written: ``storyboard.yaml:14``. The files are read when the first question comes, not before."""

from __future__ import annotations

import re
from functools import cached_property

from storyboard.errors import StoryboardError
from storyboard.frames.inputs import BIBLE, Input
from storyboard.model import Shot
from storyboard.project import Project, parse_yaml, read_lock

_SHOT_BEGINS = re.compile(r"\s*-\s+id:\s*[\"']?(?P<id>[\w]+)")
_FIELD = re.compile(r"\s+(?P<name>[a-z_]+):")


class Places:
    """Finds the line of an input in the files of a project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def of(self, one: Input, shot: Shot) -> str:
        """The file and line; for a field that nobody changed by hand, those of the script."""
        if one.file == BIBLE:
            return self.in_bible(one.path)
        field = one.path[0]
        made = self._generated.get(shot.id)
        if made is not None and getattr(made, field) == getattr(shot, field):
            return f"{shot.source.file}:{shot.source.line}"
        line = self._lines_of_shots.get((shot.id, field)) or self._lines_of_shots.get((shot.id, "id"))
        return f"{self._project.layout.shots.name}:{line}" if line else ""

    def in_bible(self, path: tuple[str, ...]) -> str:
        """The line of storyboard.yaml that a path of keys leads to."""
        line = self._line_in_bible(path)
        return f"{self._project.layout.bible.name}:{line}" if line else ""

    def _line_in_bible(self, path: tuple[str, ...]) -> int | None:
        # What is not there stands nearest to what it would belong to; the file's first line would tell nothing.
        for length in range(len(path), 0, -1):
            if path[:length] in self._bible:
                return self._bible[path[:length]][0]
        return None

    @cached_property
    def _bible(self) -> dict[tuple[str | int, ...], tuple[int, int]]:
        path = self._project.layout.bible
        try:
            return parse_yaml(path.read_text(encoding="utf-8-sig"), file=str(path))[1]
        except (OSError, ValueError, StoryboardError):
            return {}  # It was changed since it was read: a reason without a line is still a reason.

    @cached_property
    def _generated(self) -> dict[str, Shot]:
        try:
            lock = read_lock(self._project.layout)
        except StoryboardError:
            return {}
        return {shot.id: shot for shot in lock.shots} if lock else {}

    @cached_property
    def _lines_of_shots(self) -> dict[tuple[str, str], int]:
        """Looked up as text, for a whole parse of a long shot list takes seconds."""
        try:
            lines = self._project.layout.shots.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, ValueError):
            return {}
        found: dict[tuple[str, str], int] = {}
        shot_id = ""
        for number, line in enumerate(lines, start=1):
            begins = _SHOT_BEGINS.match(line)
            field = _FIELD.match(line)
            if begins:
                shot_id = begins["id"]
                found[shot_id, "id"] = number
            elif field and shot_id:
                found.setdefault((shot_id, field["name"]), number)
        return found
