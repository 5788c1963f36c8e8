"""Lists of shots, whatever they came from, written as elements: one SHOT element for a row, then what is seen and heard.

The text of the SHOT element is the row's camera direction and length in the words of a ``[[shot: ...]]`` note:
``CU, low angle, push in, 50mm, 4s``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from storyboard.model import ElementKind
from storyboard.script.builder import Builder
from storyboard.script.camera import camera_parts
from storyboard.script.entry import Cell, Entry, identifier, split_numbers
from storyboard.script.fields import CAMERA_FIELDS, Field
from storyboard.script.lengths import DEFAULT_FPS, sensible, written
from storyboard.script.listscenes import ListScenes
from storyboard.script.measure import Measure
from storyboard.script.pictures import Picture, pictures_of, pieces_of
from storyboard.script.speech import VOICE_OVER, Heard, Piece, split_heard, unquoted

_SOUND_REMARKS = frozenset(
    {"mos", "sync", "sync sound", "wild", "wild track", "vo", "nat", "live", "none", "silent", "yes", "no"}
)
_SUPER = "SUPER: "
_TOLD_BY_SHOT = {*CAMERA_FIELDS, Field.SHOT, Field.TIME, Field.DURATION, Field.START, Field.END}
_CARD = re.compile(r"(?:title|end) card", re.IGNORECASE)


class ListWriter:
    """Writes the entries of one list."""

    def __init__(self, builder: Builder, fps: Fraction = DEFAULT_FPS) -> None:
        self.builder = builder
        self._scenes = ListScenes(builder)
        self._measure = Measure(fps, builder.doubt)
        self._shown = 0
        self._first: Picture | None = None

    def write(self, entries: list[Entry]) -> int:
        """Write them all; says how many shots they made."""
        split_numbers(entries)
        self._measure.measure(entries)
        before = self._shown
        for index, entry in enumerate(entries):
            if entry.section:
                following = entries[index + 1] if index + 1 < len(entries) else None
                if (
                    following is None
                    or following.section
                    or following.text(Field.SCENE)
                    or following.text(Field.HEADING)
                ):
                    # It stands over scenes that name themselves.
                    self.builder.add(ElementKind.SECTION, entry.section, entry.line, level=1)
                else:
                    self._scenes.section(entry)
                continue
            elsewhere = self._scenes.change(entry)
            self._moment(entry)
            if elsewhere:
                self._note(elsewhere)
        return self._shown - before

    def _moment(self, entry: Entry) -> None:
        cues = [part for kind in CAMERA_FIELDS for cell in entry.all(kind) for part in self._cue_parts(cell)]
        number = entry.text(Field.SHOT)
        # A shot that has only a name is seen as what it is called.
        named = not entry.all(Field.ACTION) and not entry.all(Field.LYRICS)
        seen = entry.all(Field.TITLE if named else Field.ACTION)
        pictures = pictures_of(seen)
        first = self._first = pictures[0] if pictures else None
        seconds = entry.seconds
        if seconds is not None and len(pictures) > 1 and sensible(seconds / len(pictures)):
            seconds = seconds / len(pictures)
        if not pictures and not any(
            cell.text.strip() for cell in entry.cells if cell.field not in {Field.SHOT, Field.SCENE, Field.NOTE}
        ):
            self.builder.doubt(entry.line, "empty-row", "the row has a number and nothing else; left out", warns=False)
            for cell in entry.cells:
                if cell.field is Field.NOTE or (cell.field is Field.SHOT and not identifier(cell.text)):
                    self._note(cell)
            return
        self._shot(cues, number, seconds, first, entry)
        for cell in entry.all(Field.PEOPLE):
            self.builder.paragraph(
                ElementKind.NOTE, f"subjects: {' '.join(cell.text.split())}", cell.line, cell.line_end
            )
        for index, picture in enumerate(pictures):
            if index:
                self._shot([], "", seconds, picture, entry)
            self._seen(picture)
        self._heard(entry)
        for cell in entry.all(Field.TRANSITION):
            self.builder.paragraph(ElementKind.TRANSITION, " ".join(cell.text.split()), cell.line, cell.line_end)
        for cell in (*([] if named else entry.all(Field.TITLE)), *entry.all(Field.NOTE)):
            self._note(cell)

    def _cue_parts(self, cell: Cell) -> list[str]:
        text = cell.text.strip()
        if cell.field is Field.LENS and text.isdigit():
            return [f"{text}mm"]
        return camera_parts(text)

    def _shot(
        self, cues: list[str], number: str, seconds: Fraction | None, picture: Picture | None, entry: Entry
    ) -> None:
        words = list(dict.fromkeys([*cues, *(picture.cues if picture else [])]))
        if seconds is not None:
            words.append(written(seconds))
        shot_cells = entry.all(Field.SHOT)
        line = shot_cells[0].line if shot_cells and number else entry.line
        # Lines that only say how it is shot and for how long are told here and nowhere else.
        told = {*_TOLD_BY_SHOT, Field.ACTION, Field.TITLE} if picture and picture.cues else _TOLD_BY_SHOT
        line_end = max([line, *(cell.line_end for cell in entry.cells if cell.field in told)])
        if picture and picture.rows and picture is not self._first:
            line = line_end = picture.rows[0][1]
        self.builder.add(
            ElementKind.SHOT, ", ".join(words), line, line_end, number=identifier(number) or number or None, forced=True
        )
        self._shown += 1

    def _seen(self, picture: Picture) -> None:
        for piece in pieces_of(picture):
            self._say(piece, "", over=False)

    def _heard(self, entry: Entry) -> None:
        people = [name.strip() for name in re.split(r"[,;/&、，\n]", entry.text(Field.PEOPLE)) if name.strip()]
        speaker = entry.text(Field.SPEAKER) or (people[0] if len(people) == 1 else "")
        for cell in entry.cells:
            if cell.field is Field.DIALOGUE:
                for piece in split_heard(cell.text, speech_by_default=True):
                    self._say(_placed(piece, cell), speaker, over=not speaker)
            elif cell.field is Field.VOICE_OVER:
                for piece in split_heard(cell.text, speech_by_default=True):
                    self._say(_placed(piece, cell), entry.text(Field.SPEAKER), over=True)
            elif cell.field is Field.AUDIO:
                for piece in split_heard(cell.text):
                    self._say(_placed(piece, cell), speaker, over=False)
            elif cell.field is Field.OVERLAY:
                for offset, row in enumerate(cell.text.split("\n")):
                    words = _without_label(row)
                    if words:
                        said = f"{_over(cell.label)}{words}"
                        self.builder.add(ElementKind.ACTION, said, min(cell.line + offset, cell.line_end))
            elif cell.field is Field.LYRICS:
                self.builder.paragraph(ElementKind.LYRICS, cell.text, cell.line, cell.line_end)
            elif cell.field in {Field.MUSIC, Field.SOUND}:
                if cell.text.strip().casefold() in _SOUND_REMARKS:
                    self._note(cell)
                else:
                    label = "MUSIC" if cell.field is Field.MUSIC else "SFX"
                    self._sound(" ".join(cell.text.split()), label, cell.line, cell.line_end)

    def _say(self, piece: Piece, speaker: str, *, over: bool) -> None:
        line, line_end = piece.line, piece.line_end
        if piece.kind is Heard.SPEECH:
            extensions = piece.extensions
            if over and (not piece.name or not extensions) and VOICE_OVER not in extensions:
                extensions = (*extensions, VOICE_OVER) if not piece.name else extensions
            name = piece.name or ("" if VOICE_OVER in extensions else speaker)
            if not name and VOICE_OVER not in extensions:
                extensions = (*extensions, VOICE_OVER)
            self.builder.speech(name, piece.text, line, line_end, extensions=extensions, manner=piece.manner)
        elif piece.kind is Heard.SOUND:
            self._sound(piece.text, "SFX", line, line_end)
        elif piece.kind is Heard.OVERLAY:
            self.builder.add(ElementKind.ACTION, f"{_over(piece.name)}{piece.text}", line, line_end)
        elif piece.kind is Heard.TRANSITION:
            self.builder.add(ElementKind.TRANSITION, piece.text, line, line_end)
        else:
            self.builder.paragraph(ElementKind.ACTION, piece.text, line, line_end)

    def _sound(self, text: str, label: str, line: int, line_end: int) -> None:
        labelled = re.match(r"(?:MUSIC|SFX|SOUND|FX)\b", text, re.IGNORECASE)
        self.builder.paragraph(ElementKind.ACTION, text if labelled else f"{label}: {text}", line, line_end)

    def _note(self, cell: Cell) -> None:
        words = " ".join(cell.text.split())
        if words:
            self.builder.add(
                ElementKind.NOTE,
                f"{cell.label.strip().rstrip('.:')}: {words}" if cell.label else words,
                cell.line,
                cell.line_end,
            )


def _over(label: str) -> str:
    """A card is a picture of its own; everything else lies over one."""
    return f"{label.upper()}: " if _CARD.fullmatch(label.strip()) else _SUPER


def _placed(piece: Piece, cell: Cell) -> Piece:
    """A piece of a cell with its lines in the file; lines made by <br> all stand on the cell's own."""
    line, line_end = (min(cell.line + offset, cell.line_end) for offset in (piece.line, piece.line_end))
    # A text that was folded goes on for more lines of the file than it has itself.
    is_last = piece.line_end >= cell.text.count("\n")
    return replace(piece, line=line, line_end=cell.line_end if is_last else line_end)


def _without_label(row: str) -> str:
    pieces = split_heard(row, audio=False)
    return unquoted(" ".join(piece.text for piece in pieces if piece.text).strip() or row.strip())
