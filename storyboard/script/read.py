"""One script file of any kind, read."""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Diagnostic, Script, Severity
from storyboard.script.anytext import LONGEST_LINE, read_text
from storyboard.script.collecting import collector_waits
from storyboard.script.decode import Doubt, decode, is_pdf, read_bytes, refuse_what_is_not_text

# Lines without a blank one between them are one paragraph; no scene is as long as this.
_LONGEST_TEXT = 200_000
_OSF = re.compile(r"<document\b[^<>]*\btype\s*=\s*[\"']Open Screenplay Format")


def read_script(path: Path, *, name: str | None = None, fps: Fraction = Fraction(24)) -> Script:
    """Read a script or a shot list from a file; what it is, is told by its content.

    Fountain and what is near it, Final Draft (.fdx), Markdown with audio-video tables, shot lists (CSV, TSV, XLSX), shots
    in YAML or JSON, numbered lists of scenes, timed lyrics (LRC, SRT, WebVTT), the script forms of China, Japan and other
    countries, plain prose, Word documents (.docx), Fade In (.fadein, .osf), Highland, Celtx, and PDFs with a text in them.

    Args:
        path: The file; text in UTF-8, UTF-16, UTF-32, or an old encoding that is told by its letters.
        name: What the script calls the file; a project says its own short name, which stays true when it is moved.
        fps: Frames a second, for lengths written as timecodes or frames.

    Returns:
        The script. `Script.file` is `name`, or the path as given, `Script.sha256` the hash of the bytes and
        `Script.format` the kind: fountain, fdx, avtable, csv, tsv, xlsx, yaml, json, numbered, lrc, srt, vtt, native, prose,
        docx, fadein, osf, highland, celtx, pdf. A line in its sources is a row of a workbook, a paragraph of a Word document
        (tables counted by their cells' paragraphs), and in a PDF the page times 100 and the row on it: 1205 is row 5 of page 12.

    Raises:
        ScriptError: The file is missing, a folder, empty, over 20 MB, unreadable, damaged, or no script.
    """
    path = Path(path)
    return read_script_bytes(read_bytes(path), path, name=name, fps=fps)


def read_script_bytes(data: bytes, path: Path, *, name: str | None = None, fps: Fraction = Fraction(24)) -> Script:
    """As `read_script`, from bytes that were read before; `path` is where they came from."""
    file = name or str(path)
    with collector_waits():
        script, doubts = _read(data, path, file, fps)
    found = tuple(
        Diagnostic(
            file=file,
            line=doubt.line,
            code=doubt.code,
            message=doubt.message,
            severity=Severity.WARNING if doubt.warns else Severity.INFO,
        )
        for doubt in doubts
    )
    _refuse_long_text(script, path)
    sha256 = hashlib.sha256(data).hexdigest()
    return script.model_copy(update={"sha256": sha256, "diagnostics": (*found, *script.diagnostics)})


def _read(data: bytes, path: Path, file: str, fps: Fraction) -> tuple[Script, list[Doubt]]:
    if data.startswith(b"PK\x03\x04"):
        from storyboard.script.zipped import parse_archive

        found = parse_archive(data, path, file=file, fps=fps)
        if found:
            return found, []
    if is_pdf(data):
        from storyboard.script.pdftext import parse_pdf

        return parse_pdf(data, path, file=file, fps=fps), []
    refuse_what_is_not_text(data, path)
    text, doubts = decode(data)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith(("<?xml", "<document")) and _OSF.search(head):
        from storyboard.script.osf import parse_osf

        return parse_osf(data, path, file=file), []
    if head.startswith(("<?xml", "<FinalDraft", "<!DOCTYPE FinalDraft")) or (
        head.startswith("<!--") and "<FinalDraft" in head
    ):
        from storyboard.script.fdx import parse_fdx

        return parse_fdx(data, path, file=file), []
    return read_text(text, path, file=file, ending=path.suffix, fps=fps), doubts


def _refuse_long_text(script: Script, path: Path) -> None:
    """Text without an end is found in files without lines too: in a string of JSON, a paragraph of XML, a cell."""
    for element in (*script.front, *(element for scene in script.scenes for element in scene.elements)):
        long = len(element.text) > LONGEST_LINE
        if long and (len(element.text) > _LONGEST_TEXT or max(map(len, element.text.split("\n"))) > LONGEST_LINE):
            raise ScriptError(
                f"A text of {len(element.text):,} characters in one piece",
                why="No paragraph of a script is so long",
                cure="Part it with blank lines, or check that this is the right file",
                file=path,
                line=element.source.line,
            )
