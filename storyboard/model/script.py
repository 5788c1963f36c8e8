"""A script as read: scenes and elements, each of which knows where it stands in the file."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from storyboard.model.base import Noun


class ElementKind(StrEnum):
    """The kinds of paragraph a screenplay is made of."""

    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTRED = "centred"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"
    PAGE_BREAK = "page_break"
    SHOT = "shot"


class Source(Noun):
    """Where something was read: `line` to `line_end`, both 1-based and included."""

    file: str
    line: int
    line_end: int


class Element(Noun):
    """One paragraph of a script.

    `text` is what the paragraph says, without its mark-up characters; a character cue's extensions ``(V.O.)`` are in
    `extensions`, a heading's or cue's number in `number`.
    """

    kind: ElementKind
    text: str
    source: Source
    forced: bool = False
    extensions: tuple[str, ...] = ()
    number: str | None = None
    dual: bool = False
    level: int = 0


class Interior(StrEnum):
    """Where a scene is played."""

    INT = "INT"
    EXT = "EXT"
    BOTH = "INT/EXT"
    UNKNOWN = ""


class TimeOfDay(StrEnum):
    """The light a scene is played in; what CONTINUOUS, LATER and the like resolve to."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Heading(Noun):
    """A slugline taken apart: ``INT. LIGHTHOUSE - LAMP ROOM - NIGHT``.

    `place` is the location's name, `sub_place` what follows it, `time_raw` the word in the script, `time` what it means.
    """

    text: str
    interior: Interior = Interior.UNKNOWN
    place: str = ""
    sub_place: str = ""
    time_raw: str = ""
    time: TimeOfDay = TimeOfDay.DAY


class Severity(StrEnum):
    """How loudly a diagnostic speaks."""

    INFO = "info"
    WARNING = "warning"


class Diagnostic(Noun):
    """Something the reader or the breakdown doubts: ``script.fountain:41: heading without a blank line after it``."""

    file: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Scene(Noun):
    """A scene: its heading and what follows until the next heading.

    `id` is ``s`` and the number padded to three digits with its letters after it (``s012``, ``s012A``); `number` is the
    script's own scene number where it has one, else the count.
    """

    id: str
    number: str
    heading: Heading
    elements: tuple[Element, ...]
    source: Source


class Script(Noun):
    """A whole script. `front` holds elements before the first heading; `title_page` keeps the keys in lower case."""

    file: str
    sha256: str
    format: str = "fountain"
    title_page: dict[str, str] = {}
    front: tuple[Element, ...] = ()
    scenes: tuple[Scene, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def title(self) -> str:
        """The title page's title, or nothing."""
        return self.title_page.get("title", "")


class Person(Noun):
    """Somebody the script speaks of. `visible` is false for one who is only ever heard."""

    name: str
    aliases: tuple[str, ...] = ()
    lines: int = 0
    scenes: tuple[str, ...] = ()
    visible: bool = True
    introduction: str = ""
