"""The text of a Word document: its paragraphs and tables, as they read when every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storyboard.script.anytext import refuse_many
from storyboard.script.decode import clean_text
from storyboard.script.table import MAX_COLUMNS
from storyboard.script.wordparts import Look, NumbersReader, StylesReader, read_look

# Deleted and moved-away text, what old programs show instead of a shape, and how a paragraph looked before.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "pPrChange", "rPrChange"})
_GONE = frozenset({"del", "moveFrom"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class WordParagraph:
    """A paragraph: its number in the document from 1, its style and looks, and its text with its automatic number."""

    number: int
    style: str = ""
    look: Look = field(default_factory=Look)
    runs: list[str] = field(default_factory=list)
    label: str = ""
    joins_next: bool = False

    @property
    def text(self) -> str:
        words = clean_text("".join(self.runs))[0]
        return f"{self.label} {words}" if self.label and words.strip() else words


@dataclass
class WordCell:
    """A cell of a table. `width` is the number of columns it goes over; `merged` one that goes on from the row above."""

    paragraphs: list[WordParagraph] = field(default_factory=list)
    width: int = 1
    merged: bool = False


@dataclass
class WordTable:
    """A table: rows of cells. Tables within its cells are read as text of these."""

    rows: list[list[WordCell]] = field(default_factory=list)

    def paragraphs(self) -> Iterator[WordParagraph]:
        """All paragraphs in it."""
        for row in self.rows:
            for cell in row:
                yield from cell.paragraphs


class WordReader:
    """Handler for ``word/document.xml``.

    Args:
        path: The file, for errors.
        styles: The styles of the document.
        numbers: Its automatic numbers.
    """

    def __init__(self, path: Path, styles: StylesReader, numbers: NumbersReader) -> None:
        self.blocks: list[WordParagraph | WordTable] = []
        self.last = 0
        self._path, self._styles, self._numbers = path, styles, numbers
        self._open: list[str] = []
        self._stack: list[WordParagraph] = []
        self._inside: list[WordParagraph] = []
        self._skipped_at = 0
        self._tables = 0
        self._table: WordTable | None = None
        self._capitals = False
        self._joined: WordParagraph | None = None

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:  # noqa: ARG002 - the handler's protocol
        self._open.append(tag)
        if self._skipped_at:
            return
        paragraph = self._stack[-1] if self._stack else None
        inside = self._open[-2:-1]
        if tag in _GONE and inside == ["rPr"]:
            # The mark at the end of a paragraph was deleted: the next one goes on in it.
            if paragraph and "pPr" in self._open:
                paragraph.joins_next = True
        elif tag in _SKIPPED:
            self._skipped_at = len(self._open)
        elif tag == "p":
            self._begin()
        elif tag == "tbl":
            self._tables += 1
            if self._tables == 1:
                self._flush()
                self._table = WordTable()
        elif tag in {"tr", "tc"} or (self._table and tag in {"gridSpan", "vMerge"}):
            self._in_table(tag, attributes)
        elif paragraph is None:
            return
        elif tag == "pStyle":
            paragraph.style = attributes.get("val", "")
        elif tag == "r":
            self._capitals = False
        elif tag == "caps" and "pPr" not in self._open:
            self._capitals = attributes.get("val", "1") not in {"0", "false", "off"}
        elif "pPr" in self._open:
            if tag != "caps":
                read_look(paragraph.look, tag, attributes)
        elif tag in _SIGNS and inside == ["r"] and attributes.get("type") not in {"page", "column"}:
            paragraph.runs.append(_SIGNS[tag])

    def text(self, data: str) -> None:
        if self._stack and not self._skipped_at and self._open[-1:] == ["t"]:
            self._stack[-1].runs.append(data.upper() if self._capitals else data)

    def end(self, tag: str, line: int) -> None:  # noqa: ARG002 - the handler's protocol
        if self._skipped_at == len(self._open):
            self._skipped_at = 0
        elif not self._skipped_at:
            if tag == "p" and self._stack:
                self._finish(self._stack.pop())
            elif tag == "tbl":
                self._tables -= 1
                if not self._tables and self._table:
                    self.blocks.append(self._table)
                    self._table = None
        if self._open:
            self._open.pop()

    def close(self) -> None:
        """Nothing more comes: keep what was read, wherever the file broke off."""
        while self._stack:
            self._finish(self._stack.pop())
        self._flush()
        if self._table:
            self.blocks.append(self._table)
            self._table = None

    def _flush(self) -> None:
        """A paragraph whose mark was deleted, with none after it to go on in."""
        if self._joined and self._table is None:
            self.blocks.append(self._joined)
            self._joined = None

    def _begin(self) -> None:
        self.last += 1
        refuse_many(self.last, self._path)
        self._capitals = False
        self._stack.append(WordParagraph(self.last))

    def _in_table(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._table
        if table is None or self._tables > 1:
            return
        if tag == "tr":
            table.rows.append([])
        elif tag == "tc" and table.rows:
            table.rows[-1].append(WordCell())
        elif table.rows and table.rows[-1]:
            cell = table.rows[-1][-1]
            if tag == "vMerge":
                cell.merged = attributes.get("val", "continue") != "restart"
            else:
                width = attributes.get("val", "1")
                cell.width = (
                    min(int(width), MAX_COLUMNS) if width.isascii() and width.isdigit() and len(width) < 5 else 1
                )

    def _finish(self, paragraph: WordParagraph) -> None:
        if self._stack:
            # Text in a shape is read after the paragraph the shape hangs on.
            self._inside.append(paragraph)
            return
        inside, self._inside = self._inside, []
        for each in (paragraph, *sorted(inside, key=lambda inner: inner.number)):
            self._put(each)

    def _put(self, paragraph: WordParagraph) -> None:
        paragraph.look = paragraph.look.over(self._styles.look_of(paragraph.style))
        if paragraph.look.capitals:
            paragraph.runs = [run.upper() for run in paragraph.runs]
        if self._joined:
            self._joined.runs += paragraph.runs
            paragraph.runs = self._joined.runs
            paragraph.number = self._joined.number
            self._joined = None
        if paragraph.joins_next:
            self._joined = paragraph
            return
        if paragraph.look.list_id and "".join(paragraph.runs).strip():
            paragraph.label = self._numbers.label(paragraph.look.list_id, paragraph.look.level or 0)
        if self._table is None:
            self.blocks.append(paragraph)
        elif self._table.rows and self._table.rows[-1]:
            self._table.rows[-1][-1].paragraphs.append(paragraph)
