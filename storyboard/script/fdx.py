"""Final Draft (.fdx): every paragraph and every run of text in it, with the line of the XML it stands on.

Read as a stream: nothing recurses, and document types and entities are refused before they can grow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from storyboard.errors import ScriptError
from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.cue import split_cue
from storyboard.script.decode import clean_text
from storyboard.script.fountain import is_transition
from storyboard.script.heading import match_heading, split_scene_number

_MAX_DEPTH = 200
_MAX_PARAGRAPHS = 200_000
_KINDS: dict[str, ElementKind] = {
    "scene heading": ElementKind.HEADING,
    "action": ElementKind.ACTION,
    "character": ElementKind.CHARACTER,
    "dialogue": ElementKind.DIALOGUE,
    "parenthetical": ElementKind.PARENTHETICAL,
    "transition": ElementKind.TRANSITION,
    "shot": ElementKind.SHOT,
    "lyrics": ElementKind.LYRICS,
    "singing": ElementKind.LYRICS,
    "cast list": ElementKind.NOTE,
    "new act": ElementKind.SECTION,
    "act break": ElementKind.SECTION,
    "end of act": ElementKind.SECTION,
    "act": ElementKind.SECTION,
    "show/ep. title": ElementKind.SECTION,
    "teleplay title": ElementKind.SECTION,
    "outline 1": ElementKind.SYNOPSIS,
    "outline 2": ElementKind.SYNOPSIS,
    "outline 3": ElementKind.SYNOPSIS,
    "outline body": ElementKind.SYNOPSIS,
    "summary": ElementKind.SYNOPSIS,
    "note": ElementKind.NOTE,
    "omitted": ElementKind.BONEYARD,
    "general": ElementKind.ACTION,
}
# Where a paragraph inside another one stands decides what it is.
_HOLDERS = {
    "ScriptNote": "note",
    "Summary": "summary",
    "OmittedScene": "omitted",
    "CharacterArcBeat": "note",
    "SceneArcBeats": "note",
}
_RANGE = re.compile(r"\s*(\d{1,9})\s*,")
_INNER = frozenset({*_HOLDERS.values()})
_OMITTED = re.compile(r"omit(?:ted)?\.?", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:written|screenplay|teleplay|story)?\s*(?:by|par|von|de|por)\s*:?|auteur|author", re.IGNORECASE
)


@dataclass
class Paragraph:
    """A paragraph as read.

    `dual_group` numbers the dual dialogue it is part of, `who` is the character an arc note is about, and `at` is where in
    the text of the whole script a note of its margin stands, counted in characters.
    """

    kind: str
    line: int
    line_end: int
    number: str | None = None
    centred: bool = False
    dual_group: int = 0
    runs: list[str] = field(default_factory=list)
    who: str = ""
    at: int = 0

    @property
    def text(self) -> str:
        return clean_text("".join(self.runs))[0]


def parse_fdx(data: bytes, path: Path, *, file: str) -> Script:
    """Read a Final Draft script.

    Args:
        data: The bytes; the XML says itself how they are encoded.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.

    Raises:
        ScriptError: Not XML or not Final Draft's, with a document type or entities, nested deeper than 200 levels, or empty.
    """
    reader = _Reader(path)
    builder = Builder(file=file, form="fdx", text=data.decode("utf-8", errors="replace"))
    broken = reader.read(data)
    if broken:
        builder.doubt(
            broken.lineno,
            "xml-broken",
            f"the XML is broken here ({expat.ErrorString(broken.code)}); what follows is lost",
        )
    if not reader.paragraphs:
        raise ScriptError(
            "There is no text in this Final Draft file",
            cure="Open it in Final Draft and save it again, or export it as Fountain",
            file=path,
            line=broken.lineno if broken else None,
        )
    write_title_page(builder, reader.title_page)
    ParagraphWriter(builder, reader.bases).write(_with_margin(reader.paragraphs, reader.notes))
    return builder.script(last_line=reader.last_line)


class _Reader:
    """Expat's handlers, with a stack of open tags instead of recursion."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.paragraphs: list[Paragraph] = []
        self.title_page: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self._note_at = 0
        self.bases: dict[str, str] = {}
        self.last_line = 1
        self._open: list[str] = []
        self._stack: list[Paragraph] = []
        self._dual = 0
        self._element = ""
        self._holder: list[tuple[int, str, str]] = []

    def read(self, data: bytes) -> expat.ExpatError | None:
        """Go through the file; what is returned is where it broke off, if it did."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        self._parser = parser
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            if not self._seen_root:
                raise ScriptError(
                    "This is not XML, although it begins like it",
                    why=expat.ErrorString(error.code),
                    cure="Open it in Final Draft and save it again",
                    file=self.path,
                    line=error.lineno,
                    column=error.offset + 1,
                ) from None
            self.last_line = error.lineno
            self._close_all()
            return error
        except (LookupError, ValueError, UnicodeError) as error:
            raise ScriptError(
                "The encoding of this XML is not known",
                why=str(error)[:100],
                cure="Save it as UTF-8",
                file=self.path,
                line=1,
            ) from None
        self.last_line = parser.CurrentLineNumber
        return None

    _seen_root = False

    def _refuse(self, *_: object) -> None:
        raise ScriptError(
            "The file declares a document type or entities",
            why="Final Draft never does, and they can be made to grow without end",
            cure="Open it in Final Draft and save it again",
            file=self.path,
            line=self._parser.CurrentLineNumber,
            column=self._parser.CurrentColumnNumber + 1,
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if not self._seen_root:
            self._seen_root = True
            if tag != "FinalDraft":
                raise ScriptError(
                    f"This is XML of another kind (<{tag[:40]}>), not Final Draft",
                    cure="Export the script as .fdx or Fountain",
                    file=self.path,
                    line=line,
                )
        self._open.append(tag)
        if len(self._open) > _MAX_DEPTH:
            raise ScriptError(
                f"Tags are nested deeper than {_MAX_DEPTH} levels",
                why="No script is",
                cure="Save it again in Final Draft",
                file=self.path,
                line=line,
            )
        if tag == "ScriptNote":
            self._note_at = int(match[1]) if (match := _RANGE.match(attributes.get("Range", ""))) else 0
        if tag in _HOLDERS:
            self._holder.append((len(self._open), _HOLDERS[tag], attributes.get("Name", "")))
        elif tag == "DualDialogue":
            self._dual += 1
        elif tag == "Paragraph":
            self._paragraph(attributes, line)
        elif tag == "Text" and self._stack and not self._stack[-1].runs:
            self._stack[-1].line = line
        elif tag == "SceneProperties" and self._stack:
            title = attributes.get("Title", "").strip()
            if title:
                self._add(Paragraph("summary", line, line, runs=[title]))
            for name in ("Summary", "Synopsis"):
                if attributes.get(name, "").strip():
                    self._add(Paragraph("summary", line, line, runs=[attributes[name].strip()]))
        elif tag == "ElementSettings":
            self._element = attributes.get("Type", "")
        elif tag == "Behavior" and self._element:
            self.bases[self._element.casefold()] = attributes.get("PaginateAs", "").casefold()

    def _paragraph(self, attributes: dict[str, str], line: int) -> None:
        kind = attributes.get("Type", "")
        if self._holder:
            kind = self._holder[-1][1]
        elif not kind:
            kind = "general"
        paragraph = Paragraph(
            kind,
            line,
            line,
            number=attributes.get("Number", "").strip() or None,
            centred=attributes.get("Alignment") == "Center",
            dual_group=self._dual if "DualDialogue" in self._open else 0,
            who=self._holder[-1][2] if self._holder else "",
        )
        self._stack.append(paragraph)

    def _characters(self, data: str) -> None:
        if self._open and self._open[-1] == "Text" and self._stack:
            self._stack[-1].runs.append(data)

    def _end(self, tag: str) -> None:
        if self._holder and self._holder[-1][0] == len(self._open):
            self._holder.pop()
        self._open.pop()
        if tag == "ElementSettings":
            self._element = ""
        elif tag == "Text" and self._stack:
            self._stack[-1].line_end = self._parser.CurrentLineNumber
        if tag == "Paragraph" and self._stack:
            self._add(self._stack.pop())

    def _add(self, paragraph: Paragraph) -> None:
        if not paragraph.text.strip():
            return
        if len(self.paragraphs) >= _MAX_PARAGRAPHS:
            raise ScriptError(
                f"More than {_MAX_PARAGRAPHS:,} paragraphs",
                cure="Is this one script?",
                file=self.path,
                line=paragraph.line,
            )
        if self._open[1:2] == ["Content"]:
            self.paragraphs.append(paragraph)
        elif self._open[1:3] == ["TitlePage", "Content"]:
            self.title_page.append(paragraph)
        elif self._open[1:2] == ["ScriptNotes"]:
            paragraph.at = self._note_at
            self.notes.append(paragraph)

    def _close_all(self) -> None:
        while self._stack:
            self._add(self._stack.pop())


class ParagraphWriter:
    """Paragraphs to elements, for every format whose paragraphs say what they are.

    Args:
        builder: Where the elements go.
        bases: For the names of styles that people made the name of the style they are based on, both in small letters.
    """

    def __init__(self, builder: Builder, bases: dict[str, str]) -> None:
        self.builder, self.bases = builder, bases
        self._heard_in: dict[int, int] = {}

    def write(self, paragraphs: list[Paragraph]) -> None:
        """Write them in the order of the page; what belongs to a heading comes after it."""
        waiting: list[Paragraph] = []
        for paragraph in paragraphs:
            if paragraph.kind in _INNER:
                # The notes and summaries of a paragraph are closed before it is; they are said after it.
                waiting.append(paragraph)
                continue
            self._element(paragraph)
            for inner in waiting:
                self._element(inner)
            waiting.clear()
        for inner in waiting:
            self._element(inner)

    def _element(self, paragraph: Paragraph) -> None:
        kind = self._kind(paragraph)
        text = paragraph.text.strip()
        line, line_end = paragraph.line, paragraph.line_end
        if kind is ElementKind.HEADING and _OMITTED.fullmatch(text):
            # A scene that was cut keeps its number and has nothing to see.
            self.builder.add(ElementKind.BONEYARD, text, line, line_end, number=paragraph.number)
        elif kind is ElementKind.HEADING:
            words, number = split_scene_number(" ".join(text.split()))
            slug = match_heading(words)
            if slug and slug.number and not (number or paragraph.number):
                words, number = slug.text, slug.number
            self.builder.add(kind, words, line, line_end, number=paragraph.number or number)
        elif kind is ElementKind.CHARACTER:
            name, extensions, dual = split_cue(" ".join(text.split()))
            group = paragraph.dual_group
            if group:
                self._heard_in[group] = self._heard_in.get(group, 0) + 1
                dual = dual or self._heard_in[group] > 1
            self.builder.add(kind, name or text, line, line_end, extensions=extensions, dual=dual)
        elif kind is ElementKind.PARENTHETICAL:
            inner = text[1:-1] if text[0] in "(（" and text[-1] in ")）" and len(text) > 2 else text
            self.builder.add(kind, inner, line, line_end)
        elif kind is ElementKind.NOTE and paragraph.who:
            self.builder.add(kind, f"{paragraph.who}: {text}", line, line_end)
        elif kind is ElementKind.NOTE and paragraph.kind.casefold() == "cast list":
            self.builder.add(kind, f"cast: {text}", line, line_end)
        elif kind is ElementKind.SECTION:
            self.builder.add(kind, text, line, line_end, level=1)
        else:
            self.builder.add(kind, text, line, line_end, number=paragraph.number if kind is ElementKind.SHOT else None)

    def _kind(self, paragraph: Paragraph) -> ElementKind:
        name = paragraph.kind.casefold()
        kind = _KINDS.get(name) or _KINDS.get(self.bases.get(name, ""))
        text = paragraph.text.strip()
        if kind is None:
            kind = ElementKind.HEADING if match_heading(text) else ElementKind.ACTION
            self.builder.doubt(
                paragraph.line,
                "unknown-paragraph",
                f"a paragraph of the kind {paragraph.kind!r:.40}; read as {kind}",
                warns=False,
            )
        if kind is ElementKind.ACTION and name == "general":
            if is_transition(text):
                return ElementKind.TRANSITION
            if paragraph.centred:
                return ElementKind.CENTRED
        return kind


def _with_margin(paragraphs: list[Paragraph], notes: list[Paragraph]) -> list[Paragraph]:
    """The notes in the margin put before the paragraph they are about; written, they come after it."""
    if not notes:
        return paragraphs
    waiting = sorted(notes, key=lambda note: note.at)
    merged: list[Paragraph] = []
    offset = 0
    for paragraph in paragraphs:
        merged.append(paragraph)
        if paragraph.kind in _INNER:
            continue
        offset += len(paragraph.text) + 1
        while waiting and waiting[0].at < offset:
            merged.insert(len(merged) - 1, waiting.pop(0))
    return [*merged, *waiting]


def write_title_page(builder: Builder, paragraphs: list[Paragraph]) -> None:
    """Title, credit, author and the rest out of the paragraphs of a title page."""
    texts = [" ".join(paragraph.text.split()) for paragraph in paragraphs]
    if not texts:
        return
    builder.title_page["title"] = texts[0]
    rest: list[str] = []
    credit = False
    for text in texts[1:]:
        if credit and "author" not in builder.title_page:
            builder.title_page["author"] = text
        elif not credit and _CREDIT.fullmatch(text):
            builder.title_page["credit"] = text
        else:
            rest.append(text)
        credit = _CREDIT.fullmatch(text) is not None
    if rest:
        builder.title_page["notes"] = "\n".join(rest)
