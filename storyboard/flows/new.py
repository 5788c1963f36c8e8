"""A new project from a script and pictures: checked whole before anything is written, then put in place at once."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from storyboard.errors import InputError, ProjectError
from storyboard.media import open_picture, png_bytes
from storyboard.model import Noun, Person, Script, ShotList, parse_format
from storyboard.project import BIBLE, Project, open_project, parse_bible, write_atomically

SAMPLE_SCRIPT = """\
Title: Untitled

EXT. STREET - DAY

A quiet street in the morning. ALEX (30), in a long coat, walks along the shop windows and stops at one of them.

CLOSE ON ALEX, who sees something behind the glass and smiles.

ALEX
There you are.

INT. SHOP - DAY

Alex comes in. Shelves up to the ceiling, dust in the light.

PUSH IN on Alex, who reaches for the highest shelf.
"""
_LONGEST_NAME = 60
_LONGEST_FILE_NAME = 250


class CutoutMade(Noun):
    """A character cut out of their picture, to be looked at; `doubtful` says what is wrong with it, if anything."""

    character: str
    path: Path
    doubtful: str = ""


class NewProject(Noun):
    """What was made: the people found in the script, and those of them who still need a picture."""

    root: Path
    cutouts: tuple[CutoutMade, ...]
    people: tuple[Person, ...]
    pictured: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def without_picture(self) -> tuple[str, ...]:
        """Visible people of whom there is no picture yet."""
        return tuple(person.name for person in self.people if person.visible and person.name not in self.pictured)


def new_project(
    root: Path,
    *,
    script: Path | None = None,
    characters: Mapping[str, Path] | None = None,
    format_name: str = "16:9",
) -> NewProject:
    """Make a project folder that `run` accepts at once.

    Args:
        root: The folder to make; it may exist if it is empty.
        script: A script, which is copied in; without one a short sample is put there.
        characters: Name -> picture, which is copied into refs/.
        format_name: A format's name or ``WIDTHxHEIGHT``.

    Raises:
        InputError: The script, a picture, a name or the format cannot be used; nothing is written.
        ProjectError: The folder is taken or cannot be written.
    """
    _check_free(root)
    try:
        parse_format(format_name)
    except ValueError as error:
        raise InputError(str(error)) from error
    given = characters or {}
    for name, picture in given.items():
        _check_name(name)
        open_picture(picture)
    text, script_name = (SAMPLE_SCRIPT.encode(), "script.fountain") if script is None else _script_bytes(script)
    read = _read(text, script_name)
    people = _broken_down(read, "").people
    names = _canonical(given, people)
    pictures = {
        name: (f"refs/{_slug(name, index)}{path.suffix.lower()}", path)
        for index, (name, path) in enumerate(names.items(), 1)
    }
    described = [person.name for person in people if person.visible and person.name not in names]
    bible = _bible_text(
        read.title or root.resolve().name,
        script_name,
        format_name,
        {name: ref for name, (ref, _) in pictures.items()},
        described,
    )
    shot_list = _broken_down(read, bible)
    try:
        _build(root, bible, (script_name, text), pictures)
    except OSError as error:
        raise ProjectError(
            f"The project cannot be written: {error.strerror or error}",
            cure="Choose a folder you may write to",
            file=root,
        ) from error
    # Somebody without a line is known once the bible has the name: then the action that names them shows them.
    known = {person.name for person in shot_list.people}
    known |= {subject.character for shot in shot_list.shots for subject in shot.subjects}
    return NewProject(
        root=root,
        cutouts=_show_cutouts(root, {name: root / reference for name, (reference, _) in pictures.items()}),
        people=people,
        pictured=tuple(names),
        unknown=tuple(name for name in names if name not in known),
    )


def project_for_script(
    script: Path, *, characters: Mapping[str, Path] | None = None, format_name: str = "16:9"
) -> Project:
    """The project beside a bare script, called after it; made when it is not there yet.

    Raises:
        InputError: As `new_project` says.
    """
    root = script.with_suffix("") if script.suffix else script.with_name(f"{script.name}-film")
    if not (root / BIBLE).is_file():
        new_project(root, script=script, characters=characters, format_name=format_name)
    return open_project(root)


def _show_cutouts(root: Path, pictures: Mapping[str, Path]) -> tuple[CutoutMade, ...]:
    """What the previs artist will draw with, where the user can look at it."""
    from storyboard.backends import shown_cutout

    made = []
    for name, picture in pictures.items():
        path = root / "out" / "cutouts" / f"{picture.stem}.png"
        shown, doubtful = shown_cutout(picture, name)
        write_atomically(path, png_bytes(shown))
        made.append(CutoutMade(character=name, path=path, doubtful=doubtful))
    return tuple(made)


def _check_free(root: Path) -> None:
    if any(len(part.encode("utf-8", "surrogateescape")) > _LONGEST_FILE_NAME for part in root.parts):
        raise ProjectError("The folder's name is too long", cure="Choose a shorter one", file=str(root)[:60] + "…")
    if (root / BIBLE).exists():
        raise ProjectError(
            "There is a project here already", cure="Choose another folder, or run: storyboard run", file=root
        )
    if root.is_file() or (root.is_dir() and any(root.iterdir())):
        raise ProjectError("The folder is not empty", cure="Choose a new folder", file=root)


def _check_name(name: str) -> None:
    printable = all(unicodedata.category(char)[0] != "C" for char in name)
    if not name.strip() or not printable or len(name) > _LONGEST_NAME:
        raise InputError(f"{name!r:.80} is not a name", cure="Write it as in the script: --character MARA=mara.png")


def _script_bytes(script: Path) -> tuple[bytes, str]:
    from storyboard.script import read_script

    read_script(script)
    suffix = script.suffix.lower() or ".fountain"
    return script.read_bytes(), f"script{suffix}" if script.name.startswith(".") else f"{script.stem}{suffix}"


def _read(text: bytes, name: str) -> Script:
    """The script as it will lie in the project: under its new name, which some formats are known by."""
    from storyboard.script import read_script

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text)
        return read_script(path, name=name)


def _broken_down(script: Script, bible: str) -> ShotList:
    from storyboard.breakdown import break_down

    return break_down(script, parse_bible(bible, file=BIBLE)).shot_list


def _canonical(given: Mapping[str, Path], people: tuple[Person, ...]) -> dict[str, Path]:
    """The names as the script spells them, whatever case or full stop the user typed."""
    spelt = {_folded(person.name): person.name for person in people}
    return {spelt.get(_folded(name), name.strip()): path for name, path in given.items()}


def _folded(name: str) -> str:
    return name.strip().rstrip(".").casefold()


def _slug(name: str, index: int) -> str:
    """A file name any system takes; the index keeps two names apart that spell alike in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    return f"{index:02d}-{word}" if word else f"{index:02d}"


def _bible_text(title: str, script: str, format_name: str, pictures: Mapping[str, str], others: list[str]) -> str:
    from storyboard.project import write_scalar

    lines = [
        "# The bible of this film. Change anything; your comments stay.",
        "schema: 1",
        f"title: {write_scalar(title)}",
        f"script: {write_scalar(script)}",
        f"format: {write_scalar(format_name)}      # 16:9, 9:16, 1:1, 4:3, 3:4, 2.39 or WIDTHxHEIGHT",
        "fps: 24",
        "",
        "style:",
        '  text: ""           # the look of the film: "soft watercolour, muted greens"',
        "  # avoid: [neon colours]",
        "",
        "# One picture of each character (full body, plain background) keeps the face the same in every frame.",
        "characters:" if pictures or others else "# characters:",
    ]
    for name, reference in pictures.items():
        lines += [
            f"  {write_scalar(name)}:",
            '    description: ""   # age, hair, wardrobe',
            f"    references: [{reference}]",
        ]
    for name in others:
        lines += [f"  {write_scalar(name)}:", '    description: ""', "    # references: [refs/picture.png]"]
    lines += [
        "",
        "backend: previs       # free and offline; openai draws with gpt-image-2 and needs OPENAI_API_KEY",
        "quality: draft        # draft or final",
        "budget: 10            # US dollars; nothing is spent beyond it",
        "numbering: letters    # letters (1A, 1B), dash (1-1) or tens",
    ]
    return "\n".join(lines) + "\n"


def _build(root: Path, bible: str, script: tuple[str, bytes], pictures: Mapping[str, tuple[str, Path]]) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".new-", dir=root.parent))
    try:
        staging.chmod(0o755)
        (staging / script[0]).write_bytes(script[1])
        (staging / "refs").mkdir()
        for reference, picture in pictures.values():
            shutil.copyfile(picture, staging / reference)
        (staging / BIBLE).write_text(bible, encoding="utf-8")
        if root.is_dir():
            root.rmdir()
        staging.rename(root)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
