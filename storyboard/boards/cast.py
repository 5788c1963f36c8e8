"""The cast as one HTML file: everybody with their looks and pictures, and what is still missing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from storyboard.errors import InputError, PictureError
from storyboard.media import open_picture, picture_url, policy_hash
from storyboard.model import Progress, Roster, Silence

_LONGEST_SIDE = 480
_QUALITY = 84
_GROUND = (226, 226, 224)
_SILENCE = Silence()


def write_cast(roster: Roster, output: Path, *, progress: Progress = _SILENCE) -> Path:
    """Write the roster as one self-contained page.

    Args:
        roster: Who and what is on it.
        output: Must end in ``.html``.
        progress: Told of every row, and of pictures that cannot be read.

    Returns:
        `output`.

    Raises:
        InputError: Another suffix.
        ProjectError: The file cannot be written.
    """
    from storyboard.project import write_atomically

    if output.suffix.lower() != ".html":
        raise InputError(f"The cast cannot be written to {output.name!r:.60}", cure="Name a file that ends in .html")
    style = _part("board.css") + _part("cast.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    progress.begin("cast", len(roster.people) + len(roster.things))
    page = environment.from_string(_part("cast.html")).render(
        roster=roster,
        style=Markup(style),  # noqa: S704 - two files of this package
        policy=f"default-src 'none'; img-src data:; style-src {policy_hash(style)}; base-uri 'none'; form-action 'none'",
        image=lambda path: _image(path, progress),
        done=lambda name: _told(progress, name),
    )
    progress.end()
    write_atomically(output, page.encode("utf-8", "replace"))
    return output


def _told(progress: Progress, name: str) -> str:
    """Nothing to read: the template only says how far it is."""
    progress.advance(name)
    return ""


def _image(path: Path, progress: Progress) -> str:
    """A small copy as a data URL; nothing where the file cannot be read."""
    from PIL import Image

    try:
        picture = open_picture(path, keep_alpha=True)
    except PictureError as error:
        progress.note(str(error))
        return ""
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    ground = Image.new("RGB", picture.size, _GROUND)
    ground.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    return picture_url(ground, _QUALITY)


def _part(name: str) -> str:
    return (files("storyboard.boards") / "page" / name).read_text(encoding="utf-8")
