"""From bytes on disk to clean text: what the file really is, its encoding, its line ends."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.script.archive import names_in

MAX_BYTES = 20 * 1024 * 1024
_SAMPLE = 2000
_GAPS = b" \r\n"

_TEXT_CURE = "Give a script (.fountain, .txt, .fdx, .md) or a shot list (.csv, .xlsx, .yaml)."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "Export it as Fountain, plain text or CSV from the program it was written in."),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc)", "Save the script as plain text."),
    (b"{\\rtf", "an RTF file", "Save the script as plain text."),
    (b"\x89PNG", "a PNG picture", _TEXT_CURE),
    (b"\xff\xd8\xff", "a JPEG picture", _TEXT_CURE),
    (b"GIF8", "a GIF picture", _TEXT_CURE),
    (b"RIFF", "a RIFF file (WEBP, WAV or AVI)", _TEXT_CURE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"SQLite format 3", "a database", _TEXT_CURE),
    (b"\x7fELF", "a program", _TEXT_CURE),
)
_ZIPS = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
    ("xl/", "an Excel file"),
    ("content.xml", "an OpenDocument file"),
    ("document.xml", "a Fade In script"),
    ("script-", "a Celtx script"),
    ("Index/", "a Pages document"),
)
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Half of a pair of UTF-16, written as if it were UTF-8: other programs do that, no other encoding does.
_HALF_PAIR = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_OTHER_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_BLANK_RUN = re.compile(r"[^\S\n]{2,}")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Vertical tab, form feed and next-line part words in some editors' exports; the other controls are never meant.
_CONTROLS: dict[int, int | None] = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in {0x09, 0x0A}
}
_CONTROLS |= dict.fromkeys((0x0B, 0x0C, 0x85), 0x20)
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
# They turn the order of what follows them on the screen around; overrides make a line read as what it is not.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile("[\u202d\u202e]")


@dataclass(frozen=True)
class Doubt:
    """Something odd on a line, before it has become a `Diagnostic` of a file."""

    line: int
    code: str
    message: str
    warns: bool = True


def read_bytes(path: Path) -> bytes:
    """The bytes of a script.

    Raises:
        ScriptError: Missing, a folder, unreadable or too large.
    """
    try:
        if path.is_dir():
            raise ScriptError("This is a folder, not a script", cure="Name the script file inside it.", file=path)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would never end, nor would /dev/zero.
            raise ScriptError("This is not a file but a pipe or a device", cure="Name the script file", file=path)
        size = status.st_size
        if size > MAX_BYTES:
            raise ScriptError(
                f"The script is {size / 1e6:.0f} MB",
                why="A feature film is under 1 MB; the limit is 20 MB",
                cure="Is this the right file?",
                file=path,
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ScriptError("There is no such script", cure="Check the name and the folder.", file=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ScriptError("The script cannot be read", why=str(reason), file=path) from None
    return data


def decode(data: bytes) -> tuple[str, list[Doubt]]:
    """Text of a script's bytes, with what was doubtful about them.

    UTF-8, UTF-16 and UTF-32 with a byte-order mark, UTF-8 and UTF-16 without one; else the old encoding in which its letters
    are most usual, which in the end is Windows Latin.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError:
                text = data.decode(encoding, errors="replace")
                message = f"some bytes are not {encoding}; they became \N{REPLACEMENT CHARACTER}"
                return text, [Doubt(1, "undecodable-bytes", message)]
    unmarked = _unmarked_utf16(data)
    if unmarked:
        message = f"no byte-order mark; read as {unmarked}. Save the file as UTF-8 if letters look wrong"
        return data.decode(unmarked, errors="replace"), [Doubt(1, "no-byte-order-mark", message, warns=False)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    if _HALF_PAIR.search(data) or lost * 20 <= sum(not sign.isascii() for sign in text):
        message = f"{lost} bytes from here on are not UTF-8; they became \N{REPLACEMENT CHARACTER}"
        return text, [Doubt(line, "undecodable-bytes", message)]
    from storyboard.script.codepages import guess_code_page

    page = guess_code_page(data)
    name = "Windows Latin (cp1252)" if page == "cp1252" else page
    message = f"not UTF-8 from here on; read as {name}. Save the file as UTF-8 if letters look wrong"
    return data.decode(page, errors="replace"), [Doubt(line, "undecodable-bytes", message)]


def clean_text(text: str) -> tuple[str, list[Doubt]]:
    """The same text with one kind of line end, no byte-order mark and no control characters; lines keep their numbers."""
    text = text.removeprefix("\ufeff")
    doubts = []
    if "\r" in text:
        ends = {match.group() for match in _LINE_END.finditer(text)}
        if len(ends) > 1:
            doubts.append(Doubt(1, "mixed-newlines", "line ends of several kinds in one file", warns=False))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    override = _OVERRIDES.search(text)
    if override:
        line = text.count("\n", 0, override.start()) + 1
        doubts.append(Doubt(line, "bidi-controls", "a sign that turns the order of the text around; it is left out"))
    return _DIRECTIONS.sub("", text).translate(_CONTROLS), doubts


def long_line(text: str, limit: int) -> int | None:
    """The number of the first line with more than `limit` characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if len(line) > limit), None)


def squeeze(text: str) -> str:
    """A text with one space for each run of blanks within a line: patterns that look around blanks must not meet long runs."""
    return _BLANK_RUN.sub(" ", text)


def count_lines(text: str) -> int:
    """How many lines a text has, whatever they end in."""
    return 1 + text.count("\n") + text.count("\r") - text.count("\r\n")


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; some programs put blank bytes before its first word."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-")


def refuse_what_is_not_text(data: bytes, path: Path) -> None:
    """Name what a file really is when it is no text.

    Raises:
        ScriptError: A known format that holds no text to read, or binary data.
    """
    if data.startswith(b"PK\x03\x04"):
        cure = "Export the script as Fountain or plain text."
        raise ScriptError(f"This is {_zip_kind(data)}, not a script in plain text", cure=cure, file=path)
    for magic, kind, cure in _MAGIC:
        if data.startswith(magic):
            raise ScriptError(f"This is {kind}, not a script in plain text", cure=cure, file=path)
    marked = any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _unmarked_utf16(data)
    if b"\0" in data and not marked:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        if data.count(b"\0") <= max(len(data) // 100, 9) and not _OTHER_CONTROLS.search(data):
            cure = "Open it in a text editor and delete the invisible signs on this line"
            raise ScriptError(
                "There are NUL bytes in this text", why="No editor writes them", cure=cure, file=path, line=line
            )
        raise ScriptError(
            "This is binary data, not a script", why="It holds NUL bytes", cure=_TEXT_CURE, file=path, line=line
        )
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise ScriptError("This is a web page, not a script", cure=_TEXT_CURE, file=path)


def _unmarked_utf16(data: bytes) -> str:
    """The encoding of UTF-16 text without a byte-order mark, told by the zeros in every other byte of its blanks and line ends."""
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    pairs = list(zip(sample[0::2], sample[1::2], strict=True))
    little, big = (
        sum(low in _GAPS and not high for low, high in order) for order in (pairs, [pair[::-1] for pair in pairs])
    )
    if len(sample) < 8 or little == big:
        return ""
    encoding = "utf-16-be" if big > little else "utf-16-le"
    text = sample.decode(encoding, errors="replace")
    known = sum(sign in "\r\n\t" or unicodedata.category(sign)[0] in "LMNPZ" for sign in text)
    # Other pairs of bytes are rarely letters throughout, and never of so few alphabets.
    blocks = {ord(sign) >> 8 for sign in text if not 0x3000 <= ord(sign) < 0xA000 and not 0xAC00 <= ord(sign) < 0xD800}
    return encoding if known >= 0.95 * len(text) and len(blocks) <= 6 else ""


def _zip_kind(data: bytes) -> str:
    names = names_in(data)
    if not names:
        return "a damaged zip archive"
    for sign, kind in _ZIPS:
        if any(name.startswith(sign) for name in names):
            return f"{kind} (a zip archive)"
    return "a zip archive"
