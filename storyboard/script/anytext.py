"""Text of any kind, wherever it was found, to a script."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Script
from storyboard.script.decode import count_lines, long_line

# A text with lines this long was not written by a person.
LONGEST_LINE = 64 * 1024
# A feature film has about 6,000.
_MOST_LINES = 120_000
# Lists and captions make more of each line than a screenplay does.
_MOST_LINES_OF_A_LIST = 20_000
_MOST_PARAGRAPHS = 40_000


def read_text(text: str, path: Path, *, file: str, ending: str, fps: Fraction, form: str = "fountain") -> Script:
    """Read a text: what it is, is told by its content.

    Args:
        text: The decoded text.
        path: Its place, for errors.
        file: Its name in sources and diagnostics.
        ending: The ending of its name with its point.
        fps: Frames a second, for timecodes.
        form: What the format is called if the text is a screenplay; lists and tables keep their own names, since their
            shots are read otherwise.

    Raises:
        ScriptError: It is blank, too long, or no script.
    """
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000"):
        what = "The script holds only white space" if text else "The script is empty"
        raise ScriptError(what, cure="Write at least one scene, or name another file.", file=path)
    _refuse_lines(count_lines(text), _MOST_LINES, path)
    from storyboard.script.detect import detect

    found = detect(text, file=file, ending=ending, fps=fps)
    if found.form != "json":
        _refuse_long_line(text, path)
    if found.form != "fountain":
        _refuse_lines(count_lines(text), _MOST_LINES_OF_A_LIST, path)
    script = found.read()
    return script.model_copy(update={"format": form}) if script.format == "fountain" else script


def refuse_many(paragraphs: int, path: Path) -> None:
    """Refuse a file with far more paragraphs than a script has.

    Raises:
        ScriptError: There are more than 40,000.
    """
    if paragraphs > _MOST_PARAGRAPHS:
        raise ScriptError(
            f"The file has more than {_MOST_PARAGRAPHS:,} paragraphs",
            why="A feature film has about 6,000",
            cure="Is this the right file?",
            file=path,
        )


def refuse_long_paragraphs(texts: Iterable[tuple[str, int]], path: Path) -> None:
    """Refuse what nobody wrote; texts come with their lines.

    Raises:
        ScriptError: One of the texts is longer than 64 kB.
    """
    for text, line in texts:
        if len(text) > LONGEST_LINE:
            raise _too_long("This paragraph", path, line)


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
    line = long_line(text, LONGEST_LINE)
    if line:
        raise _too_long("This line", path, line)


def _too_long(what: str, path: Path, line: int) -> ScriptError:
    return ScriptError(
        f"{what} is longer than {LONGEST_LINE // 1024} kB",
        why="No paragraph of a script is",
        cure="Break it into paragraphs, or check that this is the right file",
        file=path,
        line=line,
    )
