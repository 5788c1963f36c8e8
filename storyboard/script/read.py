"""One script file of any kind, read."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Diagnostic, Script, Severity
from storyboard.script.collecting import collector_waits
from storyboard.script.decode import Doubt, count_lines, decode, long_line, read_bytes, refuse_what_is_not_text

# A text with lines this long was not written by a person.
_LONGEST_LINE = 64 * 1024
# A feature film has about 6,000.
_MOST_LINES = 120_000
# Lists and captions make more of each line than a screenplay does.
_MOST_LINES_OF_A_LIST = 40_000


def read_script(path: Path, *, name: str | None = None, fps: Fraction = Fraction(24)) -> Script:
    """Read a script or a shot list from a file; what it is, is told by its content.

    Fountain and what is near it, Final Draft (.fdx), Markdown with audio-video tables, shot lists (CSV, TSV, XLSX), shots
    in YAML or JSON, numbered lists of scenes, timed lyrics (LRC, SRT, WebVTT), the script forms of China, Japan and other
    countries, and plain prose.

    Args:
        path: The file; text in UTF-8, UTF-16 with a byte-order mark, or Windows Latin.
        name: What the script calls the file; a project says its own short name, which stays true when it is moved.
        fps: Frames a second, for lengths written as timecodes or frames.

    Returns:
        The script. `Script.file` is `name`, or the path as given, `Script.sha256` the hash of the bytes and
        `Script.format` the kind: fountain, fdx, avtable, csv, tsv, xlsx, yaml, json, numbered, lrc, srt, vtt, native, prose.

    Raises:
        ScriptError: The file is missing, a folder, empty, over 20 MB, unreadable, damaged, or no script.
    """
    path = Path(path)
    data = read_bytes(path)
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
    sha256 = hashlib.sha256(data).hexdigest()
    return script.model_copy(update={"sha256": sha256, "diagnostics": (*found, *script.diagnostics)})


def _read(data: bytes, path: Path, file: str, fps: Fraction) -> tuple[Script, list[Doubt]]:
    if data.startswith(b"PK\x03\x04"):
        from storyboard.script.workbook import is_workbook, parse_workbook

        if is_workbook(data):
            return parse_workbook(data, path, file=file, fps=fps), []
    refuse_what_is_not_text(data, path)
    text, doubts = decode(data)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith(("<?xml", "<FinalDraft", "<!DOCTYPE FinalDraft")) or (
        head.startswith("<!--") and "<FinalDraft" in head
    ):
        from storyboard.script.fdx import parse_fdx

        return parse_fdx(data, path, file=file), []
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000"):
        what = "The script is empty" if not data else "The script holds only white space"
        raise ScriptError(what, cure="Write at least one scene, or name another file.", file=path)
    _refuse_lines(count_lines(text), _MOST_LINES, path)
    from storyboard.script.detect import detect

    found = detect(text, file=file, ending=path.suffix, fps=fps)
    if found.form != "json":
        _refuse_long_line(text, path)
    if found.form != "fountain":
        _refuse_lines(count_lines(text), _MOST_LINES_OF_A_LIST, path)
    return found.read(), doubts


def _refuse_lines(lines: int, most: int, path: Path) -> None:
    if lines > most:
        raise ScriptError(
            f"The file has {lines:,} lines",
            why=f"A feature film has about 6,000; the limit is {most:,}",
            cure="Is this the right file?",
            file=path,
            line=most,
        )


def _refuse_long_line(text: str, path: Path) -> None:
    line = long_line(text, _LONGEST_LINE)
    if line:
        raise ScriptError(
            f"This line is longer than {_LONGEST_LINE // 1024} kB",
            why="No paragraph of a script is",
            cure="Break it into paragraphs, or check that this is the right file",
            file=path,
            line=line,
        )
