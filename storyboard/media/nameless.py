"""Files as FFmpeg may see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO


class NamelessSource:
    """A file to read, without its name, for `av.open`.

    FFmpeg guesses formats and even protocols from names, and may stumble over their letters; it is given none.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell


class NamelessSink:
    """A file to write, without its name, for `av.open`; made by `nameless_sink`.

    FFmpeg goes on for a while after a failed write, and PyAV prints a traceback for each; so the first failure (a full
    disk) is kept in `failure`, and what follows is swallowed.
    """

    def __init__(self, file: RawIOBase) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write all of it, or remember why not."""
        rest = memoryview(data)
        while rest and self.failure is None:
            try:
                rest = rest[self._file.write(rest) or 0 :]
            except OSError as error:
                self.failure = error
        return len(data)


@contextmanager
def nameless_sink(path: Path) -> Iterator[NamelessSink]:
    """Open a file for FFmpeg to write.

    It has no buffer of its own: an mp4 muxer reads the file through another handle before it is closed.

    Raises:
        OSError: The first write that failed, once the block is over.
    """
    with path.open("w+b", buffering=0) as file:
        sink = NamelessSink(file)
        try:
            yield sink
        finally:
            if sink.failure is not None:
                raise sink.failure from None
