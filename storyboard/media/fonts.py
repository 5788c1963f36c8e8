"""Type: which font shows a text, and how it breaks into lines. Drawn with Pillow, never handed to ffmpeg."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.media.linebreaks import cut_before, is_cjk, is_unspaced, words_of

if TYPE_CHECKING:
    from PIL import ImageFont

# Where systems keep a face that covers Chinese, Japanese and Korean; the first that exists is used.
_CJK_CANDIDATES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/YuGothM.ttc",
    "C:/Windows/Fonts/malgun.ttf",
)
# Faces for scripts that the plain one lacks: a word in the Unicode names of their letters, and the package with the font.
_BY_SCRIPT = (
    ("ARABIC", "fontpkg_noto_sans_arabic"),
    ("HEBREW", "fontpkg_heebo"),
    ("THAI", "fontpkg_noto_sans_thai"),
    ("TAMIL", "fontpkg_noto_sans_tamil"),
)


def font_for(text: str, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font that can show `text`, at `size` pixels; of a text in several scripts the first that needs its own decides."""
    if text.isascii():
        return _load(_sans_path(), size, bold)
    if any(is_cjk(char) for char in text):
        cjk = _cjk_path()
        if cjk is not None:
            return _load(cjk, size, False)
    package = next((found for char in text if (found := _package_for(char))), "")
    return _load(_path_in(package) if package else _sans_path(), size, bold)


@lru_cache(maxsize=4096)
def _package_for(char: str) -> str:
    """The package whose font a letter needs; empty for the plain one."""
    name = unicodedata.name(char, "") if ord(char) > 0x58F else ""
    return next((package for script, package in _BY_SCRIPT if name.startswith(script)), "")


def missing_glyphs(text: str) -> str:
    """The letters of `text` that `font_for` has no shape for, each once, sorted; empty when all can be shown."""
    bare = "".join(char for char in text if not char.isspace() and unicodedata.category(char)[0] not in "CM")
    font = font_for(text, 20)
    return "".join(sorted({char for char in bare if not _has_glyph(char, font)}))


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int, *, max_lines: int = 0) -> list[str]:
    """Break `text` into lines no wider than `width` pixels; CJK text breaks between any two letters.

    With `max_lines` the rest is dropped and the last line ends in an ellipsis.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in words_of(paragraph):
            candidate = line + word
            fits = not line or font.getlength(candidate.rstrip()) <= width
            # A phrase longer than a line goes on where the line is, and is cut below.
            if not fits and not (is_unspaced(word) and font.getlength(word) > width):
                lines.append(line.rstrip())
                line = word.lstrip()
            else:
                line = candidate
            while font.getlength(line.rstrip()) > width and len(line) > 1:
                keep = _fitting_prefix(line, font, width)
                lines.append(line[:keep])
                line = line[keep:]
        lines.append(line.rstrip())
    if max_lines and len(lines) > max_lines:
        last = lines[max_lines - 1]
        while last and font.getlength(last + "…") > width:
            last = last[:-1]
        lines = [*lines[: max_lines - 1], last.rstrip() + "…"]
    return lines


def _has_glyph(char: str, font: ImageFont.FreeTypeFont) -> bool:
    # What a font lacks is drawn as its "not defined" box, which is also what it shows for a noncharacter.
    shape, box = font.getmask(char), font.getmask("\uffff")
    return shape.size != box.size or bytes(shape) != bytes(box)


def _fitting_prefix(line: str, font: ImageFont.FreeTypeFont, width: int) -> int:
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(line[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return cut_before(line, low)


def _sans_path() -> Path:
    return _path_in("fontpkg_noto_sans")


@lru_cache(maxsize=8)
def _path_in(package: str) -> Path:
    # The package may hold an italic as well; the upright face has the shorter name.
    folder = Path(str(files(package)))
    return min(folder.rglob("*.ttf"), key=lambda path: ("italic" in path.name.lower(), len(path.name), path.name))


@lru_cache(maxsize=1)
def _cjk_path() -> Path | None:
    with suppress(ModuleNotFoundError):  # the extra `cjk`
        return next(Path(str(files("noto_cjk_sans_otc"))).glob("*.ttc"), None)
    return next((Path(path) for path in _CJK_CANDIDATES if Path(path).exists()), None)


@lru_cache(maxsize=64)
def _load(path: Path, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(str(path), size)
    if bold:
        with suppress(OSError):  # Not a variable font: its one weight must do.
            axes = font.get_variation_axes()
            font.set_variation_by_axes([700 if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
    return font
