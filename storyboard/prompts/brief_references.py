"""Which pictures go along with a request for a picture of no single shot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.model import DEFAULT_LOOK, Bible, Brief, Reference, Role, SlotKind
from storyboard.prompts.candidates import hash_of, inside
from storyboard.prompts.references import EVERY_ROLE, Guide, Picture, ReferencePlan

# A role, a name, a path, and how messages call the file.
_Sent = tuple[Role, str, Path, str]


def choose_brief_references(
    brief: Brief,
    bible: Bible,
    root: Path,
    *,
    hash_file: Callable[[Path], str],
    look: str = "",
    targets: Sequence[Guide] = (),
    limit: int = 16,
    looks_at: Collection[Role] = EVERY_ROLE,
) -> ReferencePlan:
    """Choose the reference pictures of a brief.

    Order: what it is made from; who is seen, an anchor each; things; the place; the style. What a picture is to become
    the reference of never goes along with it: an anchor approved would make itself out of date.

    Args:
        brief: What is shown.
        bible: Where characters, places, things and style name their pictures.
        root: The project folder.
        hash_file: Gives the hex SHA-256 of a picture.
        look: For a character, which look; another than the default goes by the default's anchor.
        targets: What it is made from: a photo, the picture of a shot, those of a page's panels.
        limit: How many pictures one request carries.
        looks_at: The kinds of picture the artist makes use of; what it is made from is always sent.

    Raises:
        PictureError: A picture is missing or lies outside the project folder.
    """
    wanted = [*_made_from(targets), *_from_bible(brief, bible, root, look)]
    sent = [one for one in wanted if one[0] in looks_at or one[0] is Role.TARGET]
    hashed = [(role, name, path, written, hash_of(path, written, hash_file)) for role, name, path, written in sent]
    every = [
        Picture(role=role, name=name, sha256=hash_of(path, written, hash_file)) for role, name, path, written in wanted
    ]
    pictured = {picture.name for picture in every if picture.role is Role.CHARACTER}
    return ReferencePlan(
        references=tuple(
            Reference(number=number, role=role, name=name, path=path, sha256=digest)
            for number, (role, name, path, _, digest) in enumerate(hashed[:limit], start=1)
        ),
        pictures=tuple(every),
        unreferenced=tuple(name for name in brief.people if name not in pictured),
        dropped=tuple(f"{written} ({role} {name})" for role, name, _, written, _ in hashed[limit:]),
    )


def look_in(brief: Brief, name: str) -> str:
    """The look somebody has in the first of a brief's shots that shows them."""
    worn = (one.look for shot in brief.shots for one in shot.visible if one.character == name)
    return next(worn, DEFAULT_LOOK)


def _made_from(targets: Sequence[Guide]) -> Iterator[_Sent]:
    for guide in targets:
        if not guide.path.is_file():
            raise PictureError("No such picture", cure="Give the path of a picture", file=guide.path)
        yield Role.TARGET, guide.name, guide.path, guide.path.name


def _from_bible(brief: Brief, bible: Bible, root: Path, look: str) -> Iterator[_Sent]:
    match brief.kind:
        case SlotKind.CHARACTER:
            if brief.part == "sheet" or look not in {"", DEFAULT_LOOK}:
                # A sheet turns the look's own anchor; a new look keeps the face of the anchor there is.
                yield from _people(bible, root, [brief.name], look if brief.part == "sheet" else "")
        case SlotKind.PROP:
            if brief.part == "sheet":
                yield from _things(bible, root, [brief.name])
        case SlotKind.LOCATION:
            pass
        case _:
            for name in brief.people:
                yield from _people(bible, root, [name], look_in(brief, name))
            # A page's panels show their places and things already, and each picture sent has its price.
            if brief.kind is not SlotKind.COMIC:
                yield from _things(bible, root, [name for shot in brief.shots for name in shot.props])
                yield from _places(bible, root, [shot.location for shot in brief.shots])
    for written in dict.fromkeys(bible.style.references):
        yield Role.STYLE, "style", inside(root, written, "style: references"), written


def _people(bible: Bible, root: Path, names: Sequence[str], look: str) -> Iterator[_Sent]:
    for name in dict.fromkeys(names):
        character = bible.character(name)
        pictures = character.look(look or DEFAULT_LOOK).references if character else ()
        if character and pictures:
            path = inside(root, pictures[0], f"characters: {character.name}: references")
            yield Role.CHARACTER, name, path, pictures[0]


def _things(bible: Bible, root: Path, names: Sequence[str]) -> Iterator[_Sent]:
    for name in dict.fromkeys(names):
        prop = bible.prop(name)
        if prop and prop.references:
            path = inside(root, prop.references[0], f"props: {prop.name}: references")
            yield Role.PROP, prop.name, path, prop.references[0]


def _places(bible: Bible, root: Path, names: Sequence[str]) -> Iterator[_Sent]:
    for name in dict.fromkeys(names):
        place = bible.location(name)
        if place and place.references:
            path = inside(root, place.references[0], f"locations: {place.name}: references")
            yield Role.LOCATION, place.name, path, place.references[0]
