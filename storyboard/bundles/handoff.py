"""Prompts and references for people who draw in another program's window: one message a shot, pictures in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from storyboard.bundles.manifest import KIND, MANIFEST_FILE
from storyboard.bundles.write import write_folder, write_zip
from storyboard.errors import InputError, PictureError
from storyboard.media import open_picture, picture_url, policy_hash
from storyboard.model import Noun, Progress, Silence

_SILENCE = Silence()
_THUMBNAIL = 220


class HandoffPicture(Noun):
    """A picture to attach: `label` says what it is of and where it goes."""

    label: str
    path: Path


class Message(Noun):
    """What to paste for one shot.

    Attributes:
        id: The shot's id; the picture that comes back is to be called after it.
        number: What people call it.
        text: What to paste.
        pictures: What to attach, in this order.
        notes: What to mind, a sentence each.
    """

    id: str
    number: str
    text: str
    pictures: tuple[HandoffPicture, ...] = ()
    notes: tuple[str, ...] = ()


class Handoff(Noun):
    """A whole handoff; `steps` are what a person does with each message, in order."""

    target: str
    title: str
    film: str
    steps: tuple[str, ...]
    messages: tuple[Message, ...]


def write_handoff(handoff: Handoff, output: Path, *, progress: Progress = _SILENCE) -> Path:
    """Write the messages as a page to click through, as text files, and the pictures beside them.

    Args:
        handoff: What to write.
        output: A folder, or a file ending in ``.zip``.
        progress: Told of every shot.

    Raises:
        InputError: There are no shots.
        PictureError: A picture cannot be read.
        ProjectError: Something that is not a bundle is in the way, or the place cannot be written.
    """
    if not handoff.messages:
        raise InputError("There are no shots to hand over", cure="Name other shots, or none for the whole film")
    progress.begin(handoff.target, len(handoff.messages))
    write = write_zip if output.suffix.lower() == ".zip" else write_folder
    write(_files(handoff, progress), output)
    progress.end()
    return output


def _files(handoff: Handoff, progress: Progress) -> Iterator[tuple[str, bytes]]:
    names: list[str] = []
    copied: dict[Path, str] = {}
    digits = max(3, len(str(len(handoff.messages))))
    entries = []
    for place, message in enumerate(handoff.messages, 1):
        folder = f"{place:0{digits}d}_{message.id}"
        attached = []
        for nth, picture in enumerate(message.pictures, 1):
            # Beside every message in the order of attaching, so that one can select them all and drop them.
            name = f"{folder}/{nth}_{_slug(picture.label)}{picture.path.suffix.lower()}"
            yield name, _bytes_of(picture.path)
            copied.setdefault(picture.path, name)
            names.append(name)
            attached.append((name, picture.label, copied[picture.path]))
        text_name = f"{folder}/message.txt"
        yield text_name, (message.text + "\n").encode("utf-8", "replace")
        names.append(text_name)
        entries.append((message, folder, attached))
        progress.advance(message.number or message.id)
    everything = "\n\n".join(message.text for message in handoff.messages) + "\n"
    yield "prompts.txt", everything.encode("utf-8", "replace")
    yield "index.html", _page(handoff, entries)
    names += ["prompts.txt", "index.html", MANIFEST_FILE]
    # Last, because a folder that has it is complete; it also says what may be replaced by the next export.
    yield MANIFEST_FILE, _manifest(handoff, names)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PictureError(f"Cannot be read: {error.strerror}", file=path) from error


def _manifest(handoff: Handoff, names: Sequence[str]) -> bytes:
    plain = {
        "kind": KIND,
        "schema": 1,
        "target": handoff.target,
        "title": handoff.film,
        "files": list(names),
        "messages": [
            {
                "shot": message.id,
                "number": message.number,
                "text": message.text,
                "pictures": [picture.label for picture in message.pictures],
                "notes": list(message.notes),
            }
            for message in handoff.messages
        ],
    }
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _page(handoff: Handoff, entries: list[tuple[Message, str, list[tuple[str, str, str]]]]) -> bytes:
    style, script = _part("handoff.css"), _part("handoff.js")
    thumbnails: dict[str, str] = {}
    for message, _, attached in entries:
        for picture, (_, _, source) in zip(message.pictures, attached, strict=True):
            if source not in thumbnails:
                thumbnails[source] = _thumbnail(picture.path)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_part("handoff.html")).render(
        handoff=handoff,
        entries=entries,
        thumbnails=thumbnails,
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        policy=(
            f"default-src 'none'; img-src data:; style-src {policy_hash(style)}; script-src {policy_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return page.encode("utf-8", "replace")


def _thumbnail(path: Path) -> str:
    from PIL import Image

    picture = open_picture(path)
    picture.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=3)
    return picture_url(picture, 80)


def _slug(label: str) -> str:
    letters = "".join(char if char.isalnum() else "-" for char in label.lower()).strip("-")
    return "-".join(part for part in letters.split("-") if part)[:40] or "picture"


def _part(name: str) -> str:
    return (files("storyboard.bundles") / "page" / name).read_text(encoding="utf-8")
