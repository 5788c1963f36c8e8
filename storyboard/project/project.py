"""A project: the folder, its bible, its shots and its takes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from storyboard.errors import PictureError, ProjectError
from storyboard.media import sha256_of
from storyboard.model import Bible, Character, Look
from storyboard.project.biblefile import read_bible
from storyboard.project.layout import BIBLE, Layout
from storyboard.project.takes import TakeStore

_LONGEST_PATH = 240


class Project:
    """An open project. Reading only: opening one writes nothing."""

    def __init__(self, root: Path, bible: Bible) -> None:
        self.layout = Layout(root=root)
        self.bible = bible
        self._hashes: dict[tuple[str, int, int], str] = {}

    @property
    def root(self) -> Path:
        """The folder that holds storyboard.yaml."""
        return self.layout.root

    @property
    def title(self) -> str:
        """The film's title; the folder's name where the bible gives none."""
        return self.bible.title or self.root.resolve().name

    @cached_property
    def takes(self) -> TakeStore:
        """Its takes."""
        return TakeStore(self.layout)

    @property
    def script(self) -> Path:
        """The script's path.

        Raises:
            ProjectError: The bible names none, or the file is not there.
        """
        if not self.bible.script:
            raise ProjectError(
                "The project has no script yet",
                cure="Add a line such as 'script: script.fountain' and put the file beside it",
                file=self.layout.bible,
            )
        path = self.inside(self.bible.script, key="script")
        if not path.is_file():
            raise ProjectError(
                f"The script {self.bible.script!r} is not there",
                cure="Put it there, or change the line 'script:' in storyboard.yaml",
                file=self.layout.bible,
            )
        return path

    def inside(self, written: str, *, key: str) -> Path:
        """The path of a file the bible names; it must lie in the project folder.

        Raises:
            ProjectError: The path leads out of the project.
        """
        if "\0" in written or len(written) > _LONGEST_PATH:
            raise ProjectError(
                f"{key}: {written[:40]!r} is not a path", cure="Name a file in the project", file=self.layout.bible
            )
        path = self.root / written
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise ProjectError(
                f"{key}: {written!r:.80} lies outside the project",
                why="A project carries everything it needs, so that it can be moved and shared",
                cure="Copy the file into the project folder",
                file=self.layout.bible,
            )
        return path

    @property
    def masks(self) -> dict[Path, Path]:
        """The first reference of a character or look -> the mask that the bible gives for it.

        Raises:
            ProjectError: One of them lies outside the project, or a mask is not there.
        """
        owners: list[Character | Look] = []
        for character in self.bible.characters:
            owners += [character, *character.looks]
        return {
            self.inside(one.references[0], key="references"): self._mask(one.mask)
            for one in owners
            if one.mask and one.references
        }

    def _mask(self, written: str) -> Path:
        path = self.inside(written, key="mask")
        if not path.is_file():
            raise ProjectError(
                f"The mask {written!r:.80} is not there",
                cure="Put it there, or take the key 'mask' out of storyboard.yaml",
                file=self.layout.bible,
            )
        return path

    def hash_file(self, path: Path) -> str:
        """SHA-256 of a file; hashed again only when its size or time changes.

        Raises:
            PictureError: The file cannot be read.
        """
        try:
            state = path.stat()
            stamp = (str(path), state.st_size, state.st_mtime_ns)
            if stamp not in self._hashes:
                self._hashes[stamp] = sha256_of(path)
            return self._hashes[stamp]
        except OSError as error:
            raise PictureError(f"Cannot be read: {error.strerror}", file=path) from error


def find_root(start: Path) -> Path | None:
    """The project folder that `start` is, or lies in."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / BIBLE).is_file()), None)


def open_project(folder: Path | str = ".") -> Project:
    """Open the project in a folder or in a parent of it.

    Raises:
        ProjectError: There is none.
        BibleError: Its storyboard.yaml is wrong.
    """
    start = Path(folder)
    if not start.exists():
        raise ProjectError("No such folder", cure="Give the folder that holds storyboard.yaml", file=start)
    if start.is_file():
        start = start.parent
    root = find_root(start)
    if root is None:
        raise ProjectError(
            "No storyboard project here",
            why=f"There is no {BIBLE} in this folder or above it",
            cure="Make one with: storyboard new my-film --script script.fountain --character NAME=picture.png",
            file=start,
        )
    # The folder as the user wrote it keeps messages short; only a parent is spelt out.
    root = start if root == start.resolve() else root
    return Project(root, read_bible(root / BIBLE))
