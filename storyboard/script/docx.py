"""Word documents (.docx): screenplays by their styles or their indents, tables, lists, and text of any kind.

A line is a paragraph of the document, counted from 1 with the blank ones and those in tables, as they come. Headers,
footers, notes and comments are not read; tracked insertions are, tracked deletions are not.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Diagnostic, ElementKind, Script
from storyboard.script.anytext import read_text, refuse_long_paragraphs
from storyboard.script.archive import Container, check_archive, names_in, read_member
from storyboard.script.builder import Builder
from storyboard.script.columns import Printed, is_screenplay, read_columns, split_title
from storyboard.script.cue import is_upper
from storyboard.script.fdx import Paragraph, ParagraphWriter, write_title_page
from storyboard.script.heading import match_heading
from storyboard.script.places import named, placed
from storyboard.script.table import MAX_COLUMNS, read_header
from storyboard.script.wordparts import NumbersReader, StylesReader
from storyboard.script.wordtext import WordCell, WordParagraph, WordReader, WordTable
from storyboard.script.xmlstream import Break, stream_xml

_MAKER = "Word"
_WORD = Container(
    "Word document", "script", _MAKER, "Open it in Word and save it again, or save it as plain text (.txt)"
)
# Names of styles in templates for screenplays, in small letters.
_STYLES = {
    "scene heading": "scene heading", "scene": "scene heading", "slugline": "scene heading", "slug line": "scene heading", "slug": "scene heading",
    "sceneheading": "scene heading", "action": "action", "screenplay action": "action", "action/description": "action", "description": "action",
    "character": "character", "character name": "character", "cue": "character", "character cue": "character", "dialogue": "dialogue",
    "dialog": "dialogue", "speech": "dialogue", "parenthetical": "parenthetical", "parentheticals": "parenthetical", "wryly": "parenthetical",
    "transition": "transition", "transitions": "transition", "shot": "shot", "lyrics": "lyrics", "act break": "act break", "new act": "new act",
}  # fmt: skip
_TELLING = frozenset({"scene heading", "character", "dialogue"})
_TITLE_STYLE = re.compile(r"title|heading ([1-6])")
# A tab of a typewriter is half an inch; an inch is ten characters, and 1,440 twentieths of a point.
_TAB, _TWENTIETHS = 5, 144
_CENTRE = 20.0
_LINES_A_GAP = 8


def parse_docx(data: bytes, path: Path, *, file: str, fps: Fraction) -> Script:
    """Read a script out of a Word document.

    Paragraphs with the styles of a screenplay are what those say; without styles, indented or centred names over indented
    speeches are known by their columns. All other documents are read as text of any kind would be, with tables as the rows
    of a shot list or of an audio-video script, and with the numbers that Word counts by itself.

    Args:
        data: The whole file.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.
        fps: Frames a second, for timecodes.

    Raises:
        ScriptError: Damaged, far larger than it looks, locked, or without text.
    """
    check_archive(data, path, _WORD)
    names = names_in(data)
    styles, numbers = StylesReader(), NumbersReader()
    # Without its styles and numbers a document still has its text.
    if "word/styles.xml" in names:
        stream_xml(read_member(data, "word/styles.xml", path, _WORD), styles, path, maker=_MAKER)
    if "word/numbering.xml" in names:
        stream_xml(read_member(data, "word/numbering.xml", path, _WORD), numbers, path, maker=_MAKER)
    reader = WordReader(path, styles, numbers)
    broken = stream_xml(read_member(data, "word/document.xml", path, _WORD), reader, path, maker=_MAKER)
    reader.close()
    blocks = reader.blocks
    if not any(paragraph.text.strip() for paragraph in _paragraphs(blocks)):
        why = f"Its XML is broken: {broken.why}" if broken else ""
        raise ScriptError("There is no text in this Word document", why=why, cure=_WORD.cure, file=path)
    refuse_long_paragraphs(((paragraph.text, paragraph.number) for paragraph in _paragraphs(blocks)), path)
    script = _read(blocks, styles, path, file, fps)
    return _with_break(script, broken, reader.last, file)


def _read(
    blocks: list[WordParagraph | WordTable], styles: StylesReader, path: Path, file: str, fps: Fraction
) -> Script:
    if not any(isinstance(block, WordTable) and _header_of(block) is not None for block in blocks):
        written = [paragraph for paragraph in _paragraphs(blocks) if paragraph.text.strip()]
        kinds = {paragraph.number: _kind_of(paragraph, styles) for paragraph in written}
        if len(_TELLING & set(kinds.values())) > 1:
            return _typed([_styled(paragraph, kinds[paragraph.number]) for paragraph in written], written, file)
        rows = _rows_of(_paragraphs(blocks))
        if is_screenplay(rows):
            return _typed(read_columns(rows, wrapped=False), written, file)
    lines, places = _lines_of(blocks, styles)
    script = read_text("\n".join(lines), path, file=file, ending=".txt", fps=fps, form="docx")
    few_gaps = sum(not line.strip() for line in lines) * _LINES_A_GAP <= len(lines)
    if few_gaps and script.format in {"prose", "docx"} and not _is_spoken(script):
        # Each paragraph ends with its mark; few who write in Word part them with empty ones.
        lines = [part for line in lines for part in (line, "")]
        places = [place for place in places for _ in range(2)]
        script = read_text("\n".join(lines), path, file=file, ending=".txt", fps=fps, form="docx")
    return placed(script, places, _name)


def _typed(paragraphs: list[Paragraph], written: list[WordParagraph], file: str) -> Script:
    """The script of paragraphs that say what they are."""
    text = "\n".join(paragraph.text for paragraph in written)
    builder = Builder(file=file, form="docx", text=text)
    title, paragraphs = split_title(paragraphs)
    write_title_page(builder, title)
    ParagraphWriter(builder, {}).write(paragraphs)
    return named(builder.script(last_line=written[-1].number), _name)


def _styled(paragraph: WordParagraph, kind: str) -> Paragraph:
    text = paragraph.text.strip()
    if not kind:
        slug = match_heading(text)
        kind = "scene heading" if slug and is_upper(slug.text) else "general"
    centred = paragraph.look.align == "center"
    return Paragraph(kind, paragraph.number, paragraph.number, centred=centred, runs=[text])


def _kind_of(paragraph: WordParagraph, styles: StylesReader) -> str:
    """The kind a paragraph's style gives it; empty for one that says nothing about screenplays."""
    return next((_STYLES[name] for name in styles.names_of(paragraph.style) if name in _STYLES), "")


def _rows_of(paragraphs: list[WordParagraph]) -> list[Printed]:
    """Paragraphs as rows of a page, with their indents."""
    rows: list[Printed] = []
    gap = True
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            gap = True
            continue
        look = paragraph.look
        centred = look.align == "center"
        left = ((look.left or 0) + (look.first or 0)) / _TWENTIETHS
        for line in paragraph.text.split("\n"):
            if line.strip():
                tabs, spaces = _blanks(line)
                indent = _CENTRE if centred else max(left, 0) + tabs * _TAB + spaces
                rows.append(Printed(line.strip(), indent, paragraph.number, gap, centred=centred))
                gap = False
    margin = Counter(row.indent for row in rows if match_heading(row.text) and not row.centred).most_common(1)
    base = margin[0][0] if margin else min((row.indent for row in rows), default=0)
    for row in rows:
        row.indent -= 0 if row.centred else base
    return rows


def _blanks(line: str) -> tuple[int, int]:
    blanks = line[: len(line) - len(line.lstrip())]
    return blanks.count("\t"), len(blanks) - blanks.count("\t")


def _lines_of(blocks: list[WordParagraph | WordTable], styles: StylesReader) -> tuple[list[str], list[int]]:
    """The document as text, with the number of the paragraph for every line."""
    lines: list[str] = []
    places: list[int] = []

    def put(text: str, place: int) -> None:
        for line in text.split("\n"):
            lines.append(line.rstrip())
            # A table is read row by row; its columns were counted one after the other.
            places.append(max(place, places[-1] if places else 1))

    for block in blocks:
        header = _header_of(block) if isinstance(block, WordTable) else None
        if isinstance(block, WordParagraph):
            put(_marked(block, styles), block.number)
        elif header is None:
            for paragraph in block.paragraphs():
                put(paragraph.text, paragraph.number)
        else:
            first = next(block.paragraphs()).number
            put("", first)
            for index, row in enumerate(block.rows):
                place = next((paragraph.number for cell in row for paragraph in cell.paragraphs), first)
                put(_bars(row), place)
                if index == header:
                    put("|" + " --- |" * max(len(_cells(row)), 1), place)
            put("", places[-1])
    return lines, places


def _marked(paragraph: WordParagraph, styles: StylesReader) -> str:
    """A paragraph's text, marked as a title where its style says that it is one."""
    text = paragraph.text
    heading = next(filter(None, map(_TITLE_STYLE.fullmatch, styles.names_of(paragraph.style))), None)
    if heading is None or not text.strip() or "\n" in text or match_heading(text.strip()) or paragraph.label:
        return text
    return f"{'#' * int(heading[1] or 1)} {text.strip()}"


def _header_of(table: WordTable) -> int | None:
    """The index of the row that names the columns of a list of shots."""
    for index, row in enumerate(table.rows[:5]):
        if read_header(_cells(row)):
            return index
    return None


def _cells(row: list[WordCell]) -> list[str]:
    """The texts of a row's cells; one that goes over several columns is followed by blank ones."""
    texts: list[str] = []
    for cell in row:
        words = "" if cell.merged else "\n".join(paragraph.text.strip() for paragraph in cell.paragraphs).strip()
        texts += [words, *([""] * (cell.width - 1))]
        if len(texts) > MAX_COLUMNS:
            break
    return texts[: MAX_COLUMNS + 1]


def _bars(row: list[WordCell]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in _cells(row)) + " |"


def _is_spoken(script: Script) -> bool:
    elements = (*script.front, *(element for scene in script.scenes for element in scene.elements))
    return any(element.kind is ElementKind.CHARACTER for element in elements)


def _paragraphs(blocks: list[WordParagraph | WordTable]) -> list[WordParagraph]:
    return [
        paragraph for block in blocks for paragraph in (block.paragraphs() if isinstance(block, WordTable) else [block])
    ]


def _name(line: int) -> str:
    return f"paragraph {line}"


def _with_break(script: Script, broken: Break | None, last: int, file: str) -> Script:
    if broken is None:
        return script
    message = f"{_name(last)}: the XML is broken here ({broken.why}); what follows is lost"
    said = Diagnostic(file=file, line=max(last, 1), code="xml-broken", message=message)
    return script.model_copy(update={"diagnostics": (*script.diagnostics, said)})
