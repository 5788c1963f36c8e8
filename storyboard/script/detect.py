"""What a text is, by what stands in it; the ending of its name only decides where two are possible."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from storyboard.model import Script
from storyboard.script.avtable import has_table, parse_tables
from storyboard.script.cue import is_cue_name, split_cue
from storyboard.script.decode import clean_text
from storyboard.script.emphasis import plain
from storyboard.script.fountain import parse_fountain
from storyboard.script.grid import delimiter_of, even_delimiter
from storyboard.script.heading import match_heading
from storyboard.script.items import is_numbered
from storyboard.script.lyrics import is_lyrics, parse_lyrics
from storyboard.script.native import is_native, parse_native
from storyboard.script.nativehead import has_native_headings, without_scene_words
from storyboard.script.numbered import parse_numbered
from storyboard.script.own import looks_like_json, looks_like_yaml, parse_own
from storyboard.script.prose import as_prose, with_cast_lines
from storyboard.script.shotlist import parse_shot_list

_FORCED = re.compile(r"^(?:\.[^\W_]|@[^\W\d_]|!!|～|~[^~]|>\s*\S.*<\s*$|={3,}\s*$)", re.MULTILINE)
_TABLE_ENDINGS = {".csv", ".tsv", ".tab"}
_LIKE_JSON = ".json"
_NONE, _HEADINGS, _CERTAIN = range(3)
_NO_CUE_END = re.compile(r"[:：.!?\d]$")
_LISTED = re.compile(r"[-*•#|\d]")


@dataclass(frozen=True)
class Found:
    """The format of a text and the function that reads it."""

    form: str
    read: Callable[[], Script]


def detect(text: str, *, file: str, ending: str = "", fps: Fraction = Fraction(24)) -> Found:
    """Decide what a text is.

    Args:
        text: The decoded text.
        file: What to call it in sources and diagnostics.
        ending: The ending of its name with its point; believed only where the content leaves a choice.
        fps: Frames a second, for timecodes.
    """
    clean, _ = clean_text(text)
    head = clean[:300_000]
    ending = ending.casefold()
    if looks_like_json(head) and (ending == _LIKE_JSON or _is_json_inside(head)):
        return Found("json", lambda: parse_own(text, file=file, fps=fps))
    if lyrics := is_lyrics(head):
        return Found(lyrics, lambda: parse_lyrics(text, file=file))
    if has_table(head):
        return Found("avtable", lambda: parse_tables(clean, file=file, fps=fps))
    if looks_like_yaml(head) or (ending in {".yaml", ".yml"} and _screenplay(head) == _NONE):
        return Found("yaml", lambda: parse_own(text, file=file, fps=fps))
    delimiter = delimiter_of(head)
    if delimiter is None and ending in _TABLE_ENDINGS:
        delimiter = even_delimiter(head)
    if delimiter is not None:
        sign = delimiter
        return Found("tsv" if sign == "\t" else "csv", lambda: parse_shot_list(clean, sign, file=file, fps=fps))
    evidence = _screenplay(head)
    if evidence < _CERTAIN and has_native_headings(head) and not (_has_shot_items(head) and is_numbered(head)):
        return Found("native", lambda: parse_native(text, file=file))
    if evidence == _NONE and is_numbered(head):
        return Found("numbered", lambda: parse_numbered(text, file=file, fps=fps))
    if evidence < _CERTAIN and is_native(head):
        return Found("native", lambda: parse_native(text, file=file))
    worded = without_scene_words(clean)
    if worded is not None:
        return Found(
            "native", lambda: with_cast_lines(parse_fountain(worded, file=file)).model_copy(update={"format": "native"})
        )
    return Found("fountain", lambda: as_prose(with_cast_lines(parse_fountain(text, file=file))))


def _screenplay(text: str) -> int:
    """How sure it is that a text is Fountain.

    Signs that force an element, or names that stand over speeches, make it certain; headings alone do not, for other
    forms of script have the same.
    """
    if _FORCED.search(text):
        return _CERTAIN
    evidence = _NONE
    lines = text.split("\n")
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or len(stripped) > 200:
            continue
        before = lines[index - 1].strip() if index else ""
        slug = match_heading(plain(stripped.lstrip("# ")))
        if slug and (slug.strong or not before):
            evidence = _HEADINGS
        elif index + 1 < len(lines) and (not before or evidence) and _is_cue(stripped, lines[index + 1].strip()):
            return _CERTAIN
    return evidence


def _is_cue(line: str, after: str) -> bool:
    """Whether a line is a name in capitals over what it says."""
    if not after or _NO_CUE_END.search(line) or _LISTED.match(line) or _LISTED.match(after):
        return False
    return is_cue_name(split_cue(plain(line))[0]) and not is_cue_name(after) and match_heading(after) is None


def _is_json_inside(text: str) -> bool:
    """``[[note]]`` and ``{...}`` begin some screenplays too; JSON has a quoted key soon after."""
    return re.match(r"\s*\[?\s*\{\s*\"[^\"\n]{0,80}\"\s*:|\s*[\[{]\s*[\]}]\s*$", text) is not None


def _has_shot_items(text: str) -> bool:
    return (
        re.search(
            r"^[ \t#*_-]*(?:shot|clip|镜头|分镜|镜|カット|кадр|plan|plano|لقطة|einstellung)[ \t]*(?:no\.?|#)?[ \t]*[0-9一二三四五六七八九十]",
            text,
            re.MULTILINE | re.IGNORECASE,
        )
        is not None
    )
