"""Where the scenes of a list of shots begin, and their headings: put together from columns, or read as they stand."""

from __future__ import annotations

import re

from storyboard.model import Heading, Interior
from storyboard.script.builder import Builder
from storyboard.script.entry import Cell, Entry, identifier
from storyboard.script.fields import Field
from storyboard.script.heading import match_heading, read_heading

_TOLD_BY_HEADING = {Field.SCENE, Field.HEADING, Field.PLACE, Field.SIDE, Field.DAYTIME}

# What a column called D/N holds.
_SHORT_TIMES = {"D": "DAY", "N": "NIGHT", "J": "JOUR", "T": "TAG", "DN": "DAWN", "DK": "DUSK"}


class ListScenes:
    """Writes a heading wherever a row belongs to another scene than the one before."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._scene: str | None = None
        self._place = ""
        self._heading = ""
        self._by_place = True

    def section(self, entry: Entry) -> None:
        """A row that holds nothing but the name of what follows."""
        text = " ".join(entry.section.split()).strip("#* ")
        slug = match_heading(text)
        if slug:
            self.builder.heading(slug.text, entry.line, number=slug.number)
            self._scene, self._place = slug.number or slug.text, ""
            return
        match = re.match(
            r"(?:scene|szene|scène|escena|sequence|сцена|シーン|第)?\s*#?(?P<number>\d{1,4}[A-Za-z]?)\s*[场場]?\s*(?:[.:：)|–—-]\s*|\s+|$)(?P<name>.*)",
            text,
            re.IGNORECASE,
        )
        number, name = (match["number"], match["name"].strip()) if match else (None, text)
        self._head(number, name or text, entry.line, entry.line_end, place_is_known=False)
        self._scene, self._place = number or text, ""

    def change(self, entry: Entry) -> Cell | None:
        """Begin a new scene if the row says so; returns a place or name that differs within the scene, to be kept as a note."""
        given, heading = entry.text(Field.SCENE), entry.text(Field.HEADING)
        place, side, daytime = entry.text(Field.PLACE), entry.text(Field.SIDE), entry.text(Field.DAYTIME)
        daytime = _SHORT_TIMES.get(daytime.strip(" .").upper(), daytime)
        number = identifier(given)
        key = number or given or (heading.casefold() if heading else "")
        line = entry.cells[0].line if entry.cells else entry.line
        last = max([line, *(cell.line_end for cell in entry.cells if cell.field in _TOLD_BY_HEADING)])
        if key:
            if key == self._scene:
                if place and self._place and place.casefold() != self._place.casefold():
                    return entry.all(Field.PLACE)[0]
                return entry.all(Field.HEADING)[0] if heading and heading != self._heading else None
            name = "" if number else given
        elif ((place or side or daytime) and self._scene is None) or (
            place and self._by_place and place.casefold() != self._place.casefold()
        ):
            name = ""
        else:
            return entry.all(Field.PLACE)[0] if place and place.casefold() != self._place.casefold() else None
        self._by_place = not key
        self._heading = heading
        self._scene, self._place = key or place, place
        if heading and match_heading(heading):
            self.builder.heading(heading, line, last, number=number or None)
        elif place or side or daytime:
            self._head(number or None, place or name, line, last, side=side, daytime=daytime, title=heading or name)
        else:
            self._head(number or None, heading or name, line, last, place_is_known=not number)
        return None

    def _head(
        self,
        number: str | None,
        name: str,
        line: int,
        last: int,
        *,
        side: str = "",
        daytime: str = "",
        title: str = "",
        place_is_known: bool = True,
    ) -> None:
        slug = match_heading(name)
        if slug and not side:
            self.builder.heading(slug.text, line, last, number=number or slug.number)
            return
        interior = _interior(side)
        if side and interior is Interior.UNKNOWN:
            # The column of INT and EXT says something else: it stays to be read.
            title = f"{title} {side}".strip()
        tail = f" - {daytime}" if daytime else ""
        front = f"{interior.value}. " if interior.value else ""
        text = f"{front}{name}{tail}".strip(" -")
        parsed = read_heading(f"INT. {name}{tail}") if name else Heading(text="")
        if not text:
            text = f"SCENE {number}" if number else "SCENE"
        elif number and not place_is_known and not parsed.time_raw:
            text = f"SCENE {number}: {name}"
        if title and title.casefold() not in text.casefold():
            text = f"{text} ({title})"
        known = parsed.model_copy(update={"text": text, "interior": interior})
        if not place_is_known and not parsed.time_raw:
            known = Heading(text=text)
        self.builder.heading(text, line, last, number=number, known=known)


def _interior(side: str) -> Interior:
    plain = side.strip().casefold().replace(".", "")
    if not plain:
        return Interior.UNKNOWN
    if re.search(r"[/&]", plain) or plain in {"both", "i e", "e i", "ie", "内外"}:
        return Interior.BOTH
    slug = read_heading(f"{side.strip().rstrip('.')}. X")
    if slug.interior is not Interior.UNKNOWN:
        return slug.interior
    return {"i": Interior.INT, "e": Interior.EXT, "d": Interior.EXT, "内": Interior.INT, "外": Interior.EXT}.get(
        plain, Interior.UNKNOWN
    )
