"""Where the pace of an account is kept: one small file for all processes on the machine, or this process's memory."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from storyboard.paid.bucket import Bucket

_Result = TypeVar("_Result")
_FILE = "pace.db"
_WAIT_SECONDS = 2.0
_UNUSED_SECONDS = 30 * 86_400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS machine (only INTEGER PRIMARY KEY CHECK (only = 1), salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, state TEXT NOT NULL, used REAL NOT NULL);
"""


class PaceStore(Protocol):
    """Keeps buckets by name."""

    def change(self, name: str, change: Callable[[Bucket], _Result]) -> _Result:
        """Let `change` read and change the bucket while nobody else does; what it returns."""

    def name_of(self, secret: str, *parts: str) -> str:
        """A name for the bucket of a key: a salted hash, from which the key cannot be told."""

    def jitter(self, number: int) -> float:
        """0 to 1 for the n-th refusal: the same each time on this machine, another on others."""


class MemoryStore:
    """Within one process.

    Args:
        salt: Makes names and jitter this store's own.
    """

    def __init__(self, salt: bytes = b"") -> None:
        self._salt = salt or secrets.token_bytes(16)
        self._buckets: dict[str, Bucket] = {}
        self._lock = threading.Lock()

    def change(self, name: str, change: Callable[[Bucket], _Result]) -> _Result:
        """As the protocol says."""
        with self._lock:
            return change(self._buckets.setdefault(name, Bucket()))

    def put(self, name: str, bucket: Bucket) -> None:
        """Take over a bucket that could not be kept elsewhere."""
        with self._lock:
            self._buckets[name] = bucket

    def name_of(self, secret: str, *parts: str) -> str:
        """As the protocol says."""
        return hmac.new(self._salt, "\n".join([secret, *parts]).encode(), hashlib.sha256).hexdigest()

    def jitter(self, number: int) -> float:
        """As the protocol says."""
        # Multiples of the golden section never crowd together; the salt sets where a machine begins.
        phase = int.from_bytes(hashlib.sha256(self._salt).digest()[:4], "big") / 2**32
        return (phase + number * 0.6180339887) % 1.0


class SharedStore:
    """In a folder, for all processes of the user; without a usable folder, within this process, and nobody is troubled.

    The file is worth little: it is not synced, and one that is broken is made anew.

    Args:
        folder: Made when it is not there.
        clock: Seconds since the epoch.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = folder / _FILE, clock
        self._own = MemoryStore()
        self._usable = True
        salt = self._try(_salt)
        if salt is not None:
            self._own = MemoryStore(salt)

    def change(self, name: str, change: Callable[[Bucket], _Result]) -> _Result:
        """As the protocol says."""
        changed: list[tuple[Bucket, _Result]] = []

        def within(connection: sqlite3.Connection) -> _Result:
            row = connection.execute("SELECT state FROM bucket WHERE name = ?", (name,)).fetchone()
            bucket = _read(row[0]) if row else Bucket()
            result = change(bucket)
            changed[:] = [(bucket, result)]
            now = self._clock()
            connection.execute("INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)", (name, bucket.model_dump_json(), now))
            connection.execute("DELETE FROM bucket WHERE used < ?", (now - _UNUSED_SECONDS,))
            return result

        if self._usable:
            self._try(within)
        if not changed:
            return self._own.change(name, change)
        bucket, result = changed[0]
        # Also kept here: when the file goes out of reach in the middle of a run, the pace goes on from where it was.
        self._own.put(name, bucket)
        return result

    def name_of(self, secret: str, *parts: str) -> str:
        """As the protocol says."""
        return self._own.name_of(secret, *parts)

    def jitter(self, number: int) -> float:
        """As the protocol says."""
        return self._own.jitter(number)

    def _try(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Do it in a transaction; None, and never again here, when the file cannot be used."""
        for last in (False, True):
            try:
                with self._open() as connection:
                    return work(connection)
            except (OSError, sqlite3.OperationalError):
                break  # Unwritable, locked, full: trying again would be the same.
            except sqlite3.DatabaseError:
                if not last:
                    with contextlib.suppress(OSError):
                        self._path.unlink()
        self._usable = False
        return None

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()


def _salt(connection: sqlite3.Connection) -> bytes:
    for statement in filter(str.strip, _SCHEMA.split(";")):
        connection.execute(statement)
    connection.execute("INSERT OR IGNORE INTO machine VALUES (1, ?)", (secrets.token_bytes(16),))
    return bytes(connection.execute("SELECT salt FROM machine").fetchone()[0])


def _read(text: str) -> Bucket:
    try:
        return Bucket.model_validate_json(text)
    except ValidationError:
        return Bucket()  # Of another version of the program.
