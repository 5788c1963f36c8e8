"""Encoded segments on disk, by key. A file is complete or not there; deleting any of them costs time and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.media import CodedPicture, sha256_of

# Two gigabytes are some ten hours of animatic at 1280x720.
LARGEST = 2 << 30
_FORGOTTEN = 24 * 3600  # Seconds after which nobody can still be writing an unfinished file.


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
        """Whether the segment is there, whole and undamaged."""
        try:
            with self.segment(key).open("rb") as file:
                header = json.loads(file.readline())
                return bool(hashlib.file_digest(file, "sha256").hexdigest() == header["sha256"])
        except (OSError, ValueError, TypeError, KeyError):
            return False

    def has_sound(self, key: str) -> bool:
        """Whether the sound track is there, whole and undamaged."""
        try:
            return self._seal(key).read_text(encoding="ascii") == sha256_of(self.sound(key))
        except (OSError, ValueError):
            return False

    def seal_sound(self, key: str) -> None:
        """Vouch for a sound track that was just completed."""
        with completing(self._seal(key)) as unfinished:
            unfinished.write_text(sha256_of(self.sound(key)), encoding="ascii")

    def write(self, key: str, pictures: list[CodedPicture]) -> None:
        """Keep a segment: a line of JSON with its index and the hash of what follows, then the pictures' bytes."""
        digest = hashlib.sha256()
        for picture in pictures:
            digest.update(picture.data)
        index = [(picture.shown, int(picture.key), len(picture.data)) for picture in pictures]
        header = {"sha256": digest.hexdigest(), "pictures": index}
        with completing(self.segment(key)) as unfinished, unfinished.open("wb") as file:
            file.write(json.dumps(header).encode() + b"\n")
            file.writelines(picture.data for picture in pictures)

    def touch(self, keys: Iterable[str]) -> None:
        """Remember that these segments were used just now."""
        for key in keys:
            with suppress(OSError):
                os.utime(self.segment(key))

    def trim(self, keep: Collection[str], most: int = LARGEST) -> int:
        """Delete what was used longest ago until the rest fits, and what a killed run left behind.

        Args:
            keep: Keys of the film that was just made; they stay, however many.
            most: Bytes that may stay.

        Returns:
            How many files went.
        """
        gone, files = 0, []
        for path in self._folder.glob("*"):
            with suppress(OSError):
                seen = path.stat()
                if path.name.startswith(".unfinished-"):
                    if seen.st_mtime < time.time() - _FORGOTTEN:
                        path.unlink()
                elif path.suffix in {".seg", ".m4a"}:
                    files.append((seen.st_mtime, path.name, seen.st_size, path))
        total = sum(size for _, _, size, _ in files)
        for _, _, size, path in sorted(files):
            if total <= most:
                break
            if path.stem in keep:
                continue
            with suppress(OSError):
                path.unlink()
                self._seal(path.stem).unlink(missing_ok=True)
                total, gone = total - size, gone + 1
        return gone

    def read(self, key: str) -> list[CodedPicture]:
        """The pictures of a segment, in the order of decoding."""
        with self.segment(key).open("rb") as file:
            header = json.loads(file.readline())
            return [
                CodedPicture(shown, bool(is_key), file.read(length)) for shown, is_key, length in header["pictures"]
            ]

    def _seal(self, key: str) -> Path:
        return self._folder / f"{key}.sha256"


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
