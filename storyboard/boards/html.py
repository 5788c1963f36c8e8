"""The board as one HTML file that needs nothing else: pictures, style and behaviour inside, no request to anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from storyboard.backends import overlay_of, overlay_svg
from storyboard.boards.pictures import board_picture
from storyboard.errors import PictureError
from storyboard.media import picture_url, policy_hash
from storyboard.model import Landmarks, Take

if TYPE_CHECKING:
    from storyboard.boards.view import Board, Panel
    from storyboard.model import Progress

# Up to so many panels: width in pixels and JPEG quality. A thousand shots must still open in a browser tab.
_PICTURE_SIZES = ((80, 960, 82), (300, 800, 80), (1_000_000, 640, 74))
_CHUNK = 64
_REMEMBERED = 24

# A data URL, the picture's size in pixels, and what is known of it.
_Encoded = tuple[str, tuple[int, int], Landmarks]
_UNKNOWN = Landmarks()


@dataclass(frozen=True)
class _Shown:
    """A picture ready for the page; without `source` a hatched field stands in its place, saying `absence`."""

    source: str = ""
    width: int = 0
    height: int = 0
    absence: str = ""
    arrows: Markup = field(default_factory=Markup)


def write_html(
    board: Board, file: IO[bytes], *, columns: int, film: str, progress: Progress, arrows: bool = True
) -> None:
    """Write the page piece by piece, so that only one picture is in memory at a time.

    Args:
        board: What is on it.
        file: Where to write.
        columns: Panels side by side where there is room.
        film: Link to the animatic, relative to the page; empty for none.
        progress: Told of every panel.
        arrows: Show the arrows of camera and people at first; a button and the key A show and hide them.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_part("board.html"))
    style = _page_rules(board, columns) + _part("board.css")
    script = _part("board.js")
    stream = template.stream(
        board=board,
        # Both are ours, word for word; the page's policy lets nothing else run, whatever a script's dialogue says.
        style=Markup(style),  # noqa: S704 - no user text gets into it but through `_css_string`
        script=Markup(script),  # noqa: S704 - a file of this package
        policy=_policy(style, script),
        film=film,
        upright=board.ratio < 0.8,
        show=_Gallery(board, progress).show,
        arrows=arrows,
    )
    stream.enable_buffering(_CHUNK)
    progress.begin("board", sum(1 for _ in board.panels))
    for piece in stream:
        file.write(piece.encode("utf-8", "replace"))
    progress.end()


class _Gallery:
    """Makes each panel's picture when the template comes to it."""

    def __init__(self, board: Board, progress: Progress) -> None:
        self._board = board
        self._progress = progress
        count = sum(1 for _ in board.panels)
        self._width, self._quality = next((width, quality) for most, width, quality in _PICTURE_SIZES if count <= most)
        self._recent: dict[Path, _Encoded] = {}

    def show(self, panel: Panel) -> _Shown:
        self._progress.advance(panel.id)
        if panel.take is None:
            return _Shown(absence="No picture yet", arrows=self._arrows(panel, _UNKNOWN))
        try:
            source, size, landmarks = self._encoded(panel.take)
        except PictureError as error:
            self._progress.note(str(error))
            return _Shown(absence="The picture cannot be read", arrows=self._arrows(panel, _UNKNOWN))
        return _Shown(source, *size, arrows=self._arrows(panel, landmarks))

    def _encoded(self, take: Take) -> _Encoded:
        # Cut-backs show their set-up's picture again, mostly within a few panels.
        if take.path not in self._recent:
            while len(self._recent) >= _REMEMBERED:
                del self._recent[next(iter(self._recent))]
            self._recent[take.path] = self._encode(take)
        return self._recent[take.path]

    def _encode(self, take: Take) -> _Encoded:
        picture, landmarks = board_picture(take, self._board, self._width)
        picture.info = {}  # Whatever the file said about itself stays out of a page that is handed on.
        return picture_url(picture, self._quality), picture.size, landmarks

    def _arrows(self, panel: Panel, landmarks: Landmarks) -> Markup:
        if panel.shot is None:
            return Markup("")
        # Numbers of ours, and names that `overlay_svg` quotes as an attribute.
        return Markup(overlay_svg(overlay_of(panel.shot, self._board.ratio, landmarks), "move"))  # noqa: S704 - quoted there


def _page_rules(board: Board, columns: int) -> str:
    """What of the style depends on the film; numbers, and its title for the head of every printed page."""
    return (
        f":root{{--columns:{columns};--ratio:{board.ratio:.4f}}}\n"
        f"@page{{@top-left{{content:{_css_string(board.title)}}}}}\n"
    )


def _css_string(text: str) -> str:
    """A CSS string that shows `text`; every character but plain letters and digits is a numeric escape."""
    safe = "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in _scalars(text))
    return f'"{safe}"'


def _scalars(text: str) -> Iterator[str]:
    # NUL and lone surrogates have no CSS escape; the standard shows U+FFFD for both.
    return ("\N{REPLACEMENT CHARACTER}" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; media-src 'self' file:; style-src {policy_hash(style)}; "
        f"script-src {policy_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _part(name: str) -> str:
    return (files("storyboard.boards") / "page" / name).read_text(encoding="utf-8")
