"""Elements to scenes, with ids that stay unique whatever numbers the script gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storyboard.model import (
    Diagnostic,
    Element,
    ElementKind,
    Heading,
    Scene,
    Script,
    Severity,
    Source,
    TimeOfDay,
)
from storyboard.script.decode import Doubt
from storyboard.script.heading import read_heading

_PLAIN_NUMBER = re.compile(r"([0-9]{1,6})([A-Za-z]{0,3})")
_INSERT_NUMBER = re.compile(r"([A-Za-z]{1,3})([0-9]{1,6})")
_LEADING_NUMBER = re.compile(r"([0-9]{1,6})(?![0-9])")
# Nobody reads more of them, and a file made to hurt can have one on each line.
_MOST_OF_A_KIND = 100
_CONTENT = {ElementKind.ACTION, ElementKind.CHARACTER, ElementKind.DIALOGUE, ElementKind.LYRICS, ElementKind.SHOT}


def assemble(
    elements: list[Element],
    doubts: list[Doubt],
    *,
    file: str,
    sha256: str,
    title_page: dict[str, str],
    last_line: int,
    form: str = "fountain",
    headings: Mapping[int, Heading] | None = None,
    untitled: Heading | None = None,
) -> Script:
    """The script made of those elements. A text without any heading is one scene.

    Args:
        elements: In the order of the film.
        doubts: What the reader found odd; more may be added to it.
        file: What sources and diagnostics call the file.
        sha256: Hash of what was read.
        title_page: Its keys in lower case.
        last_line: Number of lines in the file.
        form: Name of the format.
        headings: For the index of a heading element its parts, where the format has them ready.
        untitled: Heading of the only scene of a format that need not have any; without it, its lack is a doubt.
    """
    known = headings or {}
    starts = [index for index, element in enumerate(elements) if element.kind is ElementKind.HEADING]
    scenes: list[Scene] = []
    front = tuple(elements[: starts[0]] if starts else elements)
    if starts:
        light = TimeOfDay.DAY
        ids = SceneIds(elements[index].number for index in starts)
        for index, end in zip(starts, [*starts[1:], len(elements)], strict=True):
            heading = known.get(index) or read_heading(elements[index].text, before=light)
            if index in known and not heading.time_raw:
                heading = heading.model_copy(update={"time": light})
            if not heading.time_raw and not elements[index].forced:
                doubts.append(
                    Doubt(
                        elements[index].source.line,
                        "heading-lacks-time",
                        f"the heading names no time of day; {heading.time} is taken over",
                        warns=False,
                    )
                )
            light = heading.time
            scene_id, number = ids.take(elements[index].number)
            scenes.append(_scene(scene_id, number, heading, elements[index:end]))
    elif any(element.kind in _CONTENT for element in front):
        if untitled is None:
            message = "no scene heading (INT. PLACE - DAY) was found; the whole text is read as one scene"
            doubts.append(Doubt(front[0].source.line, "no-scenes-found", message))
        scenes.append(_scene("s001", "1", untitled or Heading(text=""), list(front)))
        front = ()
    ordered = _told(sorted(doubts, key=lambda doubt: doubt.line))
    return Script(
        file=file,
        sha256=sha256,
        format=form,
        title_page=title_page,
        front=front,
        scenes=tuple(scenes),
        diagnostics=tuple(
            Diagnostic(
                file=file,
                line=min(doubt.line, last_line),
                code=doubt.code,
                message=doubt.message,
                severity=Severity.WARNING if doubt.warns else Severity.INFO,
            )
            for doubt in ordered
        ),
    )


def _told(doubts: list[Doubt]) -> list[Doubt]:
    """Doubts in the order of their lines; of those that keep coming, the first ones and how many more there are."""
    counts = Counter(doubt.code for doubt in doubts)
    if not counts or max(counts.values()) <= _MOST_OF_A_KIND:
        return doubts
    told: list[Doubt] = []
    seen: Counter[str] = Counter()
    for doubt in doubts:
        seen[doubt.code] += 1
        if seen[doubt.code] <= _MOST_OF_A_KIND:
            told.append(doubt)
        elif seen[doubt.code] == counts[doubt.code]:
            more = counts[doubt.code] - _MOST_OF_A_KIND
            told.append(replace(doubt, message=f"{doubt.message} (the last of {more} more of this kind)"))
    return told


class SceneIds:
    """Gives every scene an id of its own: from its number if it has one, else by counting.

    A scene without a number in a numbered script is numbered as an insert after the one before it (``12A``).
    """

    def __init__(self, numbers: Iterable[str | None]) -> None:
        listed = list(numbers)
        self._announced = {scene_id for number in listed if number and (scene_id := id_of_number(number))}
        self._inside_numbers = False
        self._taken: set[str] = set()
        self._next_letter: dict[int, int] = {}
        self._count = 0
        self._last_number = 0

    def take(self, number: str | None) -> tuple[str, str]:
        """The id and the number of the next scene, whose number in the script is `number`."""
        self._count += 1
        wanted = id_of_number(number) if number else None
        if wanted and wanted not in self._taken:
            scene_id = wanted
        elif wanted:
            scene_id = self._free(_digits(wanted))
        elif self._inside_numbers:
            scene_id = self._free(self._last_number)
        else:
            scene_id = self._plain(self._count)
        self._inside_numbers = self._inside_numbers or wanted is not None
        self._taken.add(scene_id)
        self._last_number = _digits(scene_id)
        return scene_id, number or f"{self._last_number}{scene_id.lstrip('s0123456789')}"

    def _plain(self, count: int) -> str:
        scene_id = f"s{count:03d}"
        free = scene_id not in self._taken and scene_id not in self._announced
        return scene_id if free else self._free(self._last_number or count)

    def _free(self, base: int) -> str:
        while True:
            index = self._next_letter.get(base, 0)
            self._next_letter[base] = index + 1
            scene_id = f"s{base:03d}{letters(index)}"
            if scene_id not in self._taken and scene_id not in self._announced:
                return scene_id


def id_of_number(number: str) -> str | None:
    """The id of the scene with that number: ``12a`` is s012A, ``A12`` too; None where the number has no digits to use."""
    match = _PLAIN_NUMBER.fullmatch(number)
    if match:
        return f"s{int(match[1]):03d}{match[2].upper()}"
    match = _INSERT_NUMBER.fullmatch(number)
    if match:
        # "S01" and "SC 1" are words for the number, not an insert's letter.
        letter = "" if match[1].upper() in {"S", "SC"} else match[1].upper()
        return f"s{int(match[2]):03d}{letter}"
    match = _LEADING_NUMBER.match(number)
    return f"s{int(match[1]):03d}" if match else None


def letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _digits(scene_id: str) -> int:
    return int(scene_id[1:].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _scene(scene_id: str, number: str, heading: Heading, elements: list[Element]) -> Scene:
    first, last = elements[0].source, elements[-1].source
    source = Source(file=first.file, line=first.line, line_end=max(first.line_end, last.line_end))
    return Scene(id=scene_id, number=number, heading=heading, elements=tuple(elements), source=source)
