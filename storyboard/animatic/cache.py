"""Encoded segments on disk, by key. A file is complete or not there; deleting any of them costs time and nothing else."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.media import CodedPicture


class SegmentCache:
    """Segments and sound tracks in one folder, made when it is missing.

    Raises:
        ProjectError: The folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def segment(self, key: str) -> Path:
        """Where a segment is, or would be."""
        return self._folder / f"{key}.seg"

    def sound(self, key: str) -> Path:
        """Where a sound track is, or would be."""
        return self._folder / f"{key}.m4a"

    def has(self, key: str) -> bool:
        """Whether the segment is there, whole."""
        try:
            with self.segment(key).open("rb") as file:
                index = json.loads(file.readline())
                promised = file.tell() + sum(length for _, _, length in index)
                return bool(promised == os.fstat(file.fileno()).st_size)
        except (OSError, ValueError, TypeError):
            return False

    def write(self, key: str, pictures: list[CodedPicture]) -> None:
        """Keep a segment: an index as one line of JSON, then the pictures' bytes."""
        index = [(picture.shown, int(picture.key), len(picture.data)) for picture in pictures]
        with completing(self.segment(key)) as unfinished, unfinished.open("wb") as file:
            file.write(json.dumps(index).encode() + b"\n")
            file.writelines(picture.data for picture in pictures)

    def read(self, key: str) -> list[CodedPicture]:
        """The pictures of a segment, in the order of decoding."""
        with self.segment(key).open("rb") as file:
            index = json.loads(file.readline())
            return [CodedPicture(shown, bool(is_key), file.read(length)) for shown, is_key, length in index]


@contextmanager
def completing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well, and is gone when it does not.

    Raises:
        ProjectError: The folder cannot be made or written, or the disk is full.
    """
    unfinished: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".unfinished-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        unfinished = Path(name)
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.chmod(0o644)  # Temporary files can be read by their owner only; a film is for others, too.
        unfinished.replace(path)
    except OSError as error:
        raise ProjectError(
            f"The film cannot be written here: {error.strerror or error}",
            cure="Check the folder's permissions and the free space on the disk, or choose another place",
            file=path,
        ) from error
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
