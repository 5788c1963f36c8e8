"""Which pictures go along with a request, in which order, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.model import DEFAULT_LOOK, Bible, Character, Noun, Reference, Role, Shot, Subject
from storyboard.prompts.people import Part, people_seen

# Over the limit, first pictures stay before second ones; among equals, what a viewer would miss first stays.
_WEIGHT = {
    role: weight
    for weight, role in enumerate(
        (
            Role.PACKED,
            Role.CHARACTER,
            Role.LAYOUT,
            Role.PROP,
            Role.LOCATION,
            Role.MASTER,
            Role.STYLE,
            Role.SHEET,
            Role.PREVIOUS,
            Role.TARGET,
        )
    )
}


class ReferencePlan(Noun):
    """The pictures for one request.

    Attributes:
        references: What is sent, numbered from 1 in the order in which it is sent.
        unreferenced: Visible characters of whom there is no picture, and ``MARA (young)`` where a look that the script
            asks for is not in the bible; a paid backend refuses these.
        dropped: What was left out because a request carries only so many, as ``refs/mara-2.png (character MARA)``.
    """

    references: tuple[Reference, ...] = ()
    unreferenced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    role: Role
    name: str
    path: Path
    written: str
    nth: int  # 0 for the first picture of its owner, and so on


def choose_references(
    shot: Shot,
    bible: Bible,
    root: Path,
    *,
    hash_file: Callable[[Path], str],
    limit: int = 16,
    layout: Path | None = None,
    previous: Path | None = None,
    part: Part | None = None,
) -> ReferencePlan:
    """Choose the reference pictures of a shot.

    Order: the visible characters, those seen from behind last, each in the look of this shot; props; the location;
    the style; the layout guide; the previous picture.

    Args:
        shot: The shot.
        bible: Where characters, props, locations and style name their pictures.
        root: The project folder, which the paths in the bible are relative to.
        hash_file: Gives the hex SHA-256 of a picture.
        limit: How many pictures one request carries.
        layout: A picture whose composition is to be followed.
        previous: The picture before this one in the film.
        part: Only who is seen in the shot's first or last picture; by default, who is seen in either.

    Raises:
        PictureError: A picture is missing or lies outside the project folder.
    """
    people = people_seen(shot, part)
    candidates = [
        *(candidate for subject in people for candidate in _of_character(subject, bible, root)),
        *_of_things(shot, bible, root),
        *_given(Role.LAYOUT, "layout", layout),
        *_given(Role.PREVIOUS, "previous", previous),
    ]
    ranked = sorted(
        range(len(candidates)), key=lambda index: (candidates[index].nth, _WEIGHT[candidates[index].role], index)
    )
    kept = set(ranked[: max(limit, 0)])
    references = tuple(
        Reference(
            number=number,
            role=candidate.role,
            name=candidate.name,
            path=candidate.path,
            sha256=_hashed(candidate, hash_file),
        )
        for number, candidate in enumerate((candidates[index] for index in sorted(kept)), start=1)
    )
    pictured = {candidate.name for candidate in candidates if candidate.role is Role.CHARACTER}
    return ReferencePlan(
        references=references,
        unreferenced=tuple(dict.fromkeys(_missing_pictures(people, bible, pictured))),
        dropped=tuple(
            f"{candidate.written} ({candidate.role} {candidate.name})"
            for index, candidate in enumerate(candidates)
            if index not in kept
        ),
    )


def _missing_pictures(people: Sequence[Subject], bible: Bible, pictured: Collection[str]) -> Iterator[str]:
    """Who has no picture at all, and who none of a look that nobody described: a child, drawn after her old self."""
    for subject in people:
        character = bible.character(subject.character)
        if subject.character not in pictured:
            yield subject.character
        elif character and subject.look != DEFAULT_LOOK and all(look.name != subject.look for look in character.looks):
            yield f"{subject.character} ({subject.look})"


def _of_character(subject: Subject, bible: Bible, root: Path) -> Iterator[_Candidate]:
    character = bible.character(subject.character)
    if character is not None:
        written = character.look(subject.look).references
        key = _key_of_look(character, subject.look)
        yield from _named(Role.CHARACTER, subject.character, written, key=key, root=root)


def _key_of_look(character: Character, name: str) -> str:
    has_own = any(look.name == name and look.references for look in character.looks)
    owner = f"characters: {character.name}:"
    return f"{owner} looks: {name}: references" if has_own else f"{owner} references"


def _of_things(shot: Shot, bible: Bible, root: Path) -> Iterator[_Candidate]:
    for name in dict.fromkeys(shot.props):
        prop = bible.prop(name)
        if prop is not None:
            key = f"props: {prop.name}: references"
            yield from _named(Role.PROP, prop.name, prop.references, key=key, root=root)
    location = bible.location(shot.location)
    if location is not None:
        key = f"locations: {location.name}: references"
        yield from _named(Role.LOCATION, location.name, location.references, key=key, root=root)
    yield from _named(Role.STYLE, "style", bible.style.references, key="style: references", root=root)


def _named(role: Role, name: str, written: Sequence[str], *, key: str, root: Path) -> Iterator[_Candidate]:
    for nth, text in enumerate(dict.fromkeys(written)):
        yield _Candidate(role, name, _inside(root, text, key), text, nth)


def _given(role: Role, name: str, path: Path | None) -> Iterator[_Candidate]:
    if path is None:
        return
    if not path.is_file():
        raise PictureError(f"No such picture for the {role} of a shot", cure="Draw it again", file=path)
    yield _Candidate(role, name, path, path.name, 0)


def _inside(root: Path, written: str, key: str) -> Path:
    """The picture that a bible names, with every link followed; links and ``..`` may not lead out of the project.

    A project that came from somebody else must not be able to send pictures from elsewhere on this machine.
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


def _hashed(candidate: _Candidate, hash_file: Callable[[Path], str]) -> str:
    try:
        return hash_file(candidate.path)
    except OSError as error:
        why = error.strerror or str(error)
        raise PictureError("The picture cannot be read", why=why, file=candidate.written) from error
