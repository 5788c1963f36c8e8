"""Celtx scripts (.celtx): HTML in a zip archive, with a class for every kind of paragraph.

A line is a line of that HTML.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Script
from storyboard.script.anytext import refuse_long_paragraphs, refuse_many
from storyboard.script.builder import Builder
from storyboard.script.decode import decode
from storyboard.script.fdx import Paragraph, ParagraphWriter

# A comment, a tag with its name and attributes, text, or a stray sign. No part can run over the start of the next tag,
# so the time grows with the length only.
_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|[^<]+|<", re.DOTALL)
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([A-Za-z]+)")
_NUMBER = re.compile(r"\b(?:scenenumber|scenestr)\s*=\s*[\"']([^\"'<>]{1,12})[\"']")
_SKIPPED = frozenset({"script", "style", "title", "head"})
_KINDS = {
    "sceneheading": "scene heading",
    "action": "action",
    "character": "character",
    "dialog": "dialogue",
    "dialogue": "dialogue",
    "parenthetical": "parenthetical",
    "transition": "transition",
    "shot": "shot",
    "act": "act break",
    "text": "general",
}


def parse_celtx(data: bytes, path: Path, *, file: str) -> Script:
    """Read the HTML of a Celtx script.

    Args:
        data: The HTML.
        path: The archive it was in, for errors.
        file: Its name in sources and diagnostics.

    Raises:
        ScriptError: There are no paragraphs of a script in it.
    """
    text, doubts = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    builder = Builder(file=file, form="celtx", text=text)
    builder.doubts += doubts
    paragraphs = _paragraphs(text, path)
    if not paragraphs:
        raise ScriptError(
            "There is no text in this Celtx script", cure="Export it from Celtx as Fountain or plain text", file=path
        )
    refuse_long_paragraphs(((paragraph.text, paragraph.line) for paragraph in paragraphs), path)
    title = re.search(r"<title>([^<]{1,200})</title>", text)
    if title and title[1].strip():
        builder.title_page["title"] = " ".join(html.unescape(title[1]).split())
    ParagraphWriter(builder, {}).write(paragraphs)
    return builder.script(last_line=text.count("\n") + 1)


def _paragraphs(text: str, path: Path) -> list[Paragraph]:
    ends = [match.start() for match in re.finditer("\n", text)]
    found: list[Paragraph] = []
    paragraph: Paragraph | None = None
    skipped = ""

    def close(at: int) -> None:
        if paragraph:
            words = html.unescape("".join(paragraph.runs))
            paragraph.runs = ["\n".join(" ".join(line.split()) for line in words.split("\v")).strip("\n")]
            paragraph.line_end = max(paragraph.line, bisect_right(ends, at - 1) + 1)
            if paragraph.runs[0].strip():
                found.append(paragraph)
                refuse_many(len(found), path)

    for token in _TOKEN.finditer(text):
        name = (token[2] or "").casefold()
        if skipped:
            skipped = "" if token[1] and name == skipped else skipped
        elif name in _SKIPPED and not token[1]:
            skipped = name
        elif name in {"p", "div", "body", "html"}:
            if name == "p":
                close(token.start())
                paragraph = None
            if name == "p" and not token[1]:
                line = bisect_right(ends, token.start()) + 1
                kind = _CLASS.search(token[3])
                number = _NUMBER.search(token[3])
                paragraph = Paragraph(
                    _KINDS.get(kind[1].casefold() if kind else "", "general"),
                    line,
                    line,
                    number=html.unescape(number[1]).strip() if number else None,
                )
        elif paragraph and name == "br":
            # A line broken on purpose; the line ends of the HTML mean nothing.
            paragraph.runs.append("\v")
        elif paragraph and not name and not token[0].startswith("<!--"):
            paragraph.runs.append(token[0])
    close(len(text))
    return found
