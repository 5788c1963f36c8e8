"""The pictures that a bible holds for a shot, whether they are sent or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.model import Bible, Character, Role, Shot, Subject


@dataclass(frozen=True)
class Candidate:
    """A picture as the bible names it.

    Attributes:
        role: What it would lend to the new picture.
        name: Of whom or what it is, as the shot calls them.
        written: Its path as written.
        key: The key of storyboard.yaml that names it.
        nth: 0 for the first picture of its owner, and so on.
    """

    role: Role
    name: str
    written: str
    key: str
    nth: int

    def path(self, root: Path) -> Path:
        """Where it lies, every link followed.

        Raises:
            PictureError: It is missing or lies outside the project folder.
        """
        return inside(root, self.written, self.key)


def candidates_for(shot: Shot, bible: Bible, people: Sequence[Subject]) -> tuple[Candidate, ...]:
    """Every picture there is of who and what a shot shows, in the order in which they are sent."""
    return tuple(_all(shot, bible, people))


def _all(shot: Shot, bible: Bible, people: Sequence[Subject]) -> Iterator[Candidate]:
    for subject in people:
        character = bible.character(subject.character)
        if character is not None:
            look = character.look(subject.look)
            yield from _named(Role.CHARACTER, subject.character, look.references, _key_of_look(character, subject.look))
            yield from _named(Role.SHEET, subject.character, character.sheets, f"characters: {character.name}: sheets")
    # A prop that a shot names twice, by its name and by an alias, is one prop.
    for prop in {prop.name: prop for name in shot.props if (prop := bible.prop(name))}.values():
        yield from _named(Role.PROP, prop.name, prop.references, f"props: {prop.name}: references")
    location = None if shot.is_card else bible.location(shot.location)
    if location is not None:
        key = f"locations: {location.name}: references"
        yield from _named(Role.LOCATION, location.name, location.references, key)
    yield from _named(Role.STYLE, "style", bible.style.references, "style: references")


def _key_of_look(character: Character, name: str) -> str:
    has_own = any(look.name == name and look.references for look in character.looks)
    owner = f"characters: {character.name}:"
    return f"{owner} looks: {name}: references" if has_own else f"{owner} references"


def _named(role: Role, name: str, written: Sequence[str], key: str) -> Iterator[Candidate]:
    for nth, text in enumerate(dict.fromkeys(written)):
        yield Candidate(role, name, text, key, nth)


def inside(root: Path, written: str, key: str) -> Path:
    """The picture that a bible names, with every link followed; links and ``..`` may not lead out of the project.

    A project that came from somebody else must not be able to send pictures from elsewhere on this machine.

    Raises:
        PictureError: There is no such picture in the project folder.
    """
    cure = f"Correct `{key}` in storyboard.yaml"
    try:
        home = root.resolve()
        real = (home / written.replace("\\", "/")).resolve()
        is_file = real.is_file()
    except (OSError, ValueError, RuntimeError) as error:  # too long, a zero byte, links in a circle
        raise PictureError("This is not a path", cure=cure, file=repr(written)) from error
    if not real.is_relative_to(home):
        raise PictureError(
            "The picture lies outside the project folder",
            why="Only pictures inside it are ever sent",
            cure=f"Copy it into the project and correct `{key}` in storyboard.yaml",
            file=written,
        )
    if not is_file:
        what = "This is a folder, not a picture" if real.is_dir() else "No such picture"
        raise PictureError(what, cure=f"Put it there, or correct `{key}` in storyboard.yaml", file=written or "''")
    return root / real.relative_to(home)


def hash_of(path: Path, written: str, hash_file: Callable[[Path], str]) -> str:
    """The hex SHA-256 of a picture.

    Raises:
        PictureError: It cannot be read.
    """
    try:
        return hash_file(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise PictureError("The picture cannot be read", why=why, file=written) from error
