"""Open Screenplay Format: the XML that Fade In keeps in its .fadein archives, and the same bare, as .osf.

A line is a line of the XML; Fade In writes each paragraph on lines of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Script
from storyboard.script.anytext import refuse_long_paragraphs, refuse_many
from storyboard.script.builder import Builder
from storyboard.script.cue import is_upper
from storyboard.script.fdx import Paragraph, ParagraphWriter, write_title_page
from storyboard.script.heading import match_heading
from storyboard.script.xmlstream import stream_xml

_MAKER = "Fade In"
_PLAIN = frozenset({"", "normal text", "normal", "text"})
_BASES = ("basestylename", "basestyle")
_TAG = re.compile(r"</?(?:b|i|u|s|font|size|color|bgcolor|rev|link)(?:=[^<>]*)?>")
# What the paragraphs of the title page are bookmarked as; the credit stands between two of them without a bookmark.
_BOOKMARKS = {
    "title": "title",
    "author": "author",
    "draft": "draft date",
    "contact": "contact",
    "copyright": "copyright",
}


def parse_osf(data: bytes, path: Path, *, file: str, form: str = "osf") -> Script:
    """Read a script in Open Screenplay Format.

    Args:
        data: The XML.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.
        form: What the format is called, for it is found in archives too.

    Raises:
        ScriptError: Not such XML, with a document type or entities, nested deeper than 200 levels, or empty.
    """
    reader = _Reader(path)
    broken = stream_xml(data, reader, path, maker=_MAKER)
    builder = Builder(file=file, form=form, text=data.decode("utf-8", errors="replace"))
    if broken:
        builder.doubt(broken.line, "xml-broken", f"the XML is broken here ({broken.why}); what follows is lost")
        reader.finish(broken.line)
    if not reader.paragraphs:
        raise ScriptError(
            "There is no text in this script",
            why=f"Its XML is broken: {broken.why}" if broken else "",
            cure="Open it in Fade In and save it again, or export it as Fountain",
            file=path,
            line=broken.line if broken else None,
        )
    refuse_long_paragraphs(((paragraph.text, paragraph.line) for paragraph in reader.paragraphs), path)
    untold = [paragraph for bookmark, paragraph in reader.title_page if bookmark not in _BOOKMARKS]
    if len(untold) == len(reader.title_page):
        write_title_page(builder, untold)
    else:
        for bookmark, paragraph in reader.title_page:
            builder.title_page.setdefault(_BOOKMARKS.get(bookmark, "credit"), " ".join(paragraph.text.split()))
    for key, words in reader.info.items():
        builder.title_page.setdefault(key, words)
    ParagraphWriter(builder, reader.bases).write(reader.paragraphs)
    return builder.script(last_line=reader.last_line)


class _Reader:
    """Gathers the paragraphs of the script and of its title page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.paragraphs: list[Paragraph] = []
        self.title_page: list[tuple[str, Paragraph]] = []
        self.info: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self.last_line = 1
        self._open: list[str] = []
        self._paragraph: Paragraph | None = None
        self._attributes: dict[str, str] = {}
        self._dual = 0
        self._dual_open = False
        self._capitals: set[str] = set()
        self._tagged = False

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if not self._open and tag != "document":
            raise ScriptError(
                f"This is XML of another kind (<{tag[:40]}>), not Open Screenplay Format",
                cure="Export the script as .fdx or Fountain",
                file=self.path,
                line=line,
            )
        self._open.append(tag)
        if tag == "document":
            # Version 1.2 wrote bold and the like as tags inside of the text.
            self._tagged = attributes.get("version", "")[:1] == "1"
        elif tag == "info":
            for key, name in (("title", "title"), ("written_by", "credit"), ("copyright", "copyright")):
                if attributes.get(key, "").strip():
                    self.info[name] = " ".join(attributes[key].split())
        elif tag == "para":
            self.finish(line)
            self._paragraph, self._attributes = Paragraph("", line, line), attributes
        elif tag == "style" and self._paragraph:
            self._styled(self._paragraph, attributes)
        elif tag == "style" and "styles" in self._open:
            name = attributes.get("name", "").casefold()
            self.bases[name] = _first(attributes, _BASES).casefold()
            if attributes.get("allcaps") == "1" or attributes.get("effects", "0")[-1:] in "13579":
                self._capitals.add(name)
        elif tag == "text" and self._paragraph:
            self._paragraph.line_end = line

    def text(self, data: str) -> None:
        if self._paragraph and self._open[-1:] == ["text"]:
            self._paragraph.runs.append(data)

    def end(self, tag: str, line: int) -> None:
        if tag == "text" and self._paragraph:
            self._paragraph.line_end = line
        if tag == "para":
            self.finish(line)
        if self._open:
            self._open.pop()
        self.last_line = line

    def finish(self, line: int) -> None:
        """Put the open paragraph behind the others."""
        paragraph, attributes = self._paragraph, self._attributes
        self._paragraph = None
        self.last_line = max(self.last_line, line)
        if paragraph is None:
            return
        words = "".join(paragraph.runs)
        words = _TAG.sub("", words) if self._tagged else words
        # What is shown in capitals was meant in capitals: the names in the text below are.
        paragraph.runs = [words.upper() if paragraph.kind.casefold() in self._capitals else words]
        if "titlepage" in self._open:
            if paragraph.text.strip():
                refuse_many(len(self.title_page) + 1, self.path)
                self.title_page.append((attributes.get("bookmark", "").strip().casefold(), paragraph))
            return
        self._add_inner(attributes, paragraph)
        if not paragraph.text.strip():
            return
        refuse_many(len(self.paragraphs) + 1, self.path)
        if paragraph.kind.casefold() in _PLAIN:
            slug = match_heading(paragraph.text.strip())
            paragraph.kind = "scene heading" if slug and is_upper(slug.text) else "general"
        self.paragraphs.append(paragraph)

    def _styled(self, paragraph: Paragraph, attributes: dict[str, str]) -> None:
        # Versions differ: some name the style itself, some the one it is based on, some both.
        names = [attributes.get(key, "").strip() for key in (*_BASES, "name")]
        paragraph.kind = next((name for name in names if name.casefold() not in _PLAIN), "")
        paragraph.number = _first(self._attributes, ("number", "scene_number")) or None
        paragraph.centred = attributes.get("align", "").casefold() == "center"
        if paragraph.kind.casefold() == "character":
            # The first of two who speak at once bears the mark; the next who speaks is the second.
            if attributes.get("dualdialogue", "0") not in {"", "0", "false"}:
                self._dual += 1
                paragraph.dual_group, self._dual_open = self._dual, True
            elif self._dual_open:
                paragraph.dual_group, self._dual_open = self._dual, False

    def _add_inner(self, attributes: dict[str, str], paragraph: Paragraph) -> None:
        for key, kind in (("synopsis", "summary"), ("note", "note")):
            words = attributes.get(key, "").strip()
            if words:
                self.paragraphs.append(Paragraph(kind, paragraph.line, paragraph.line, runs=[words]))


def _first(attributes: dict[str, str], keys: tuple[str, ...]) -> str:
    """The first of some attributes that says something."""
    return next((attributes[key].strip() for key in keys if attributes.get(key, "").strip()), "")
