"""Scripts in zip archives: which program made one is told by what lies in it, whatever its name ends in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path, PurePosixPath

from storyboard.model import Diagnostic, Script, Severity
from storyboard.script.anytext import read_text
from storyboard.script.archive import Container, check_archive, names_in, read_member
from storyboard.script.decode import decode

_FADE_IN = Container(
    "Fade In script", "script", "Fade In", "Open it in Fade In and save it again, or export it as Fountain"
)
_CELTX = Container("Celtx script", "script", "Celtx", "Export it from Celtx as Fountain or plain text")
_HIGHLAND = Container("Highland script", "script", "Highland", "Export it from Highland as Fountain")
_TEXT_ENDINGS = (".fountain", ".md", ".markdown", ".txt")


def parse_archive(data: bytes, path: Path, *, file: str, fps: Fraction) -> Script | None:
    """Read a script out of a zip archive.

    Excel workbooks, Word documents, Fade In, Celtx and Highland scripts. What a line is in each, their own modules say; in
    a Highland script it is a line of the text within.

    Args:
        data: The whole file.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.
        fps: Frames a second, for timecodes.

    Returns:
        The script, or None for an archive of another kind.

    Raises:
        ScriptError: Damaged, far larger than it looks, locked, or without a script in it.
    """
    names = [name for name in names_in(data) if not name.startswith("__MACOSX/")]
    if any(name.startswith("xl/workbook") for name in names):
        from storyboard.script.workbook import parse_workbook

        return parse_workbook(data, path, file=file, fps=fps)
    if "word/document.xml" in names:
        from storyboard.script.docx import parse_docx

        return parse_docx(data, path, file=file, fps=fps)
    if "document.xml" in names:
        from storyboard.script.osf import parse_osf

        check_archive(data, path, _FADE_IN)
        return parse_osf(read_member(data, "document.xml", path, _FADE_IN), path, file=file, form="fadein")
    pages = sorted(name for name in names if PurePosixPath(name).name.startswith("script-") and _is_page(name))
    if pages:
        return _celtx(data, path, pages, file)
    if text := _text_of_bundle(names):
        return _highland(data, path, text, file, fps)
    return None


def _celtx(data: bytes, path: Path, pages: list[str], file: str) -> Script:
    from storyboard.script.celtx import parse_celtx

    check_archive(data, path, _CELTX)
    script = parse_celtx(read_member(data, pages[0], path, _CELTX), path, file=file)
    if len(pages) == 1:
        return script
    others = ", ".join(pages[1:])
    said = _said(file, "other-scripts", f"only {pages[0]!r:.60} is read; also in the file: {others:.200}")
    return script.model_copy(update={"diagnostics": (said, *script.diagnostics)})


def _highland(data: bytes, path: Path, name: str, file: str, fps: Fraction) -> Script:
    check_archive(data, path, _HIGHLAND)
    text, doubts = decode(read_member(data, name, path, _HIGHLAND))
    script = read_text(text, path, file=file, ending=".fountain", fps=fps, form="highland")
    said = tuple(
        Diagnostic(file=file, line=doubt.line, code=doubt.code, message=doubt.message)
        for doubt in doubts
        if doubt.warns
    )
    return script.model_copy(update={"diagnostics": (*said, *script.diagnostics)})


def _text_of_bundle(names: list[str]) -> str:
    """The text of a text bundle, which Highland and others keep in an archive; empty where there is none."""
    texts = [name for name in names if name.endswith(_TEXT_ENDINGS)]
    bundled = [name for name in texts if PurePosixPath(name).stem == "text" or name.endswith(".fountain")]
    return min(bundled, key=lambda name: (name.count("/"), name), default="")


def _is_page(name: str) -> bool:
    return name.endswith((".html", ".htm"))


def _said(file: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(file=file, line=1, code=code, message=message, severity=Severity.INFO)
