"""PDFs with a text in them (not scans), read with the extra ``pdf``.

A line is the page times 100 and the row on that page: 1205 is the fifth printed row of page 12. Rows after the 99th of a page
have the number of the 99th.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Diagnostic, Script
from storyboard.script.anytext import read_text, refuse_long_paragraphs
from storyboard.script.builder import Builder
from storyboard.script.columns import Printed, is_screenplay, read_columns, split_title
from storyboard.script.fdx import Paragraph, ParagraphWriter, write_title_page
from storyboard.script.pdfpages import Page, clean_pages, printed_rows, title_rows
from storyboard.script.pdftable import lines_of_table
from storyboard.script.places import named, placed

MAX_PAGES = 400
_WORKER = Path(__file__).with_name("pdfworker.py")
_SECONDS = 1.5
_MOST_BYTES = 300_000_000
# Only where the system cannot count the time a process works is this what ends it.
_PATIENCE = 60.0 if os.name == "posix" else 20.0
_FEWEST_SIGNS_A_PAGE = 15
_EXPORT = "Export the script as Fountain, .fdx or plain text from the program it was written in"


@dataclass(frozen=True)
class _Answer:
    """What the worker said: pages, the numbers of those that could not be read, and those of which a part was left out."""

    pages: list[Page]
    unread: list[int]
    cut: list[int]


def parse_pdf(data: bytes, path: Path, *, file: str, fps: Fraction) -> Script:
    """Read a script out of the text of a PDF.

    A screenplay is known by its columns; page numbers, headers, watermarks, scene numbers in the margins, (MORE) and CONTINUED
    are taken off. A table with the columns of a shot list is read as one, and everything else as text of any kind would be.

    Args:
        data: The whole file.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.
        fps: Frames a second, for timecodes.

    Raises:
        ScriptError: A scan without text, locked, damaged, over 400 pages, made to take for ever, or the extra is not
            installed.
    """
    if find_spec("pypdfium2") is None:
        raise ScriptError(
            "PDFs are read with an extra that is not installed",
            cure=f"pip install 'storyboard[pdfscript]', or: {_EXPORT[0].lower()}{_EXPORT[1:]}",
            file=path,
        )
    answer = _ask(data, path)
    _refuse_what_has_no_text(answer.pages, path)
    pages = clean_pages(answer.pages)
    script = _read(pages, path, file, fps)
    said = tuple(
        Diagnostic(file=file, line=number * 100 + 1, code=code, message=f"page {number}: {message}")
        for numbers, code, message in (
            (answer.unread, "page-unread", "the page is damaged and was left out"),
            (
                answer.cut,
                "page-cut",
                "there is far more on the page than on one of a script; the rest of it is left out",
            ),
        )
        for number in numbers[:20]
    )
    return script.model_copy(update={"diagnostics": (*said, *script.diagnostics)})


def _read(pages: list[Page], path: Path, file: str, fps: Fraction) -> Script:
    table = lines_of_table(pages)
    if table is None:
        rows = printed_rows(pages)
        if is_screenplay(rows):
            return _screenplay(pages, rows, path, file)
        lines, places = _lines_of(rows)
    else:
        lines, places = table
    if not lines:
        raise ScriptError("There is no text in this PDF but page numbers", cure=_EXPORT, file=path)
    script = read_text("\n".join(lines), path, file=file, ending=".txt", fps=fps, form="pdf")
    return placed(script, places, _name)


def _screenplay(pages: list[Page], rows: list[Printed], path: Path, file: str) -> Script:
    builder = Builder(file=file, form="pdf", text="\n".join(row.text for row in rows))
    first_page = title_rows(pages, rows)
    title = [Paragraph("general", row.line, row.line, centred=True, runs=[row.text]) for row in first_page]
    paragraphs = read_columns(rows[len(first_page) :], wrapped=True)
    refuse_long_paragraphs(((paragraph.text, paragraph.line) for paragraph in paragraphs), path)
    if not title:
        title, paragraphs = split_title(paragraphs)
    write_title_page(builder, title)
    ParagraphWriter(builder, {}).write(paragraphs)
    return named(builder.script(last_line=rows[-1].line), _name)


def _lines_of(rows: list[Printed]) -> tuple[list[str], list[int]]:
    """Rows as a text, with blank lines where there is white between them."""
    lines: list[str] = []
    places: list[int] = []
    for row in rows:
        goes_on = row.gap is None and row.text[:1].islower()
        if lines and row.gap is not False and not goes_on:
            lines.append("")
            places.append(row.line)
        lines.append(f"{row.number} {row.text}" if row.number else row.text)
        places.append(row.line)
    return lines, places


def _ask(data: bytes, path: Path) -> _Answer:
    """Let another process read the file, which may break it or never end."""
    command = [sys.executable, "-P", str(_WORKER), str(MAX_PAGES), str(_SECONDS), str(_MOST_BYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise _too_slow(path) from None
    except OSError as error:
        raise ScriptError("The PDF could not be read", why=str(error), cure=_EXPORT, file=path) from None
    pages: list[Page] = []
    unread: list[int] = []
    cut: list[int] = []
    for line in done.stdout.decode("ascii", errors="replace").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            break
        if "error" in said and said["error"] != "page":
            raise _refusal(said["error"], said["why"], path)
        number = len(pages) + 1
        if "error" in said:
            unread.append(number)
            pages.append(Page(number, 612.0, 792.0, []))
            continue
        if said["cut"]:
            cut.append(number)
        pages.append(Page.of(number, said["width"], said["height"], said["rows"]))
    if done.returncode:
        raise _lost(done.returncode, done.stderr, path)
    return _Answer(pages, unread, cut)


def _refusal(error: str, why: str, path: Path) -> ScriptError:
    if error == "locked":
        cure = "Save it without a password, or export the script as Fountain or plain text"
        return ScriptError("The PDF is locked with a password", cure=cure, file=path)
    if error == "pages":
        return ScriptError(
            f"The PDF has {int(why):,} pages",
            why=f"A feature film has about 120; the limit is {MAX_PAGES}",
            cure="Is this the right file? Split a series into its episodes",
            file=path,
        )
    return ScriptError("The PDF is damaged", why=why, cure=f"Open it and save it again. {_EXPORT}", file=path)


def _lost(code: int, stderr: bytes, path: Path) -> ScriptError:
    import signal

    if code == -getattr(signal, "SIGPROF", 0):
        return _too_slow(path)
    if code > 0 and b"MemoryError" not in stderr:
        last = stderr.decode("utf-8", errors="replace").strip().splitlines()[-1:]
        why = last[0][:120] if last else "its reader stopped"
        return ScriptError("The PDF could not be read", why=why, cure=_EXPORT, file=path)
    return ScriptError(
        "The PDF is damaged", why="Its reader broke down or asked for too much memory", cure=_EXPORT, file=path
    )


def _too_slow(path: Path) -> ScriptError:
    return ScriptError("The PDF takes too long to read", why="No script does", cure=_EXPORT, file=path)


def _refuse_what_has_no_text(pages: list[Page], path: Path) -> None:
    text = "".join(segment.text for page in pages for row in page.rows for segment in row.segments)
    if not text.strip() or (len(pages) > 2 and len(text) < _FEWEST_SIGNS_A_PAGE * len(pages)):
        raise ScriptError(
            "There is no text in this PDF",
            why="It is a scan or a picture of a script",
            cure=f"{_EXPORT}; or let a program with text recognition (OCR) read it first",
            file=path,
        )
    # Fonts that only number their letters give signs of no alphabet.
    unknown = sum(unicodedata.category(sign) in {"Co", "Cn", "Cc"} or sign == "\ufffd" for sign in text)
    if unknown * 5 > len(text):
        raise ScriptError(
            "The text of this PDF cannot be read",
            why="Its fonts do not say which letters they show",
            cure=_EXPORT,
            file=path,
        )


def _name(line: int) -> str:
    return f"page {line // 100}, row {line % 100}"
