"""Money in flight, in one SQLite file that survives kills and power cuts.

Every request that may cost something is an `Attempt`, written down before it is sent (`State` says how it goes on). That
a key has at most one live attempt is a constraint of the data base, so that buying it twice cannot be written down, by
however many processes.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.paid.attempt import Attempt, State
from storyboard.paid.ledger_schema import FROM_1, LIVE_NOW, SCHEMA, VERSION

__all__ = ["VERSION", "Books", "Ledger"]

_WAIT_SECONDS = 60

_COLUMNS = (
    "id, key, slot, owner, state, amount, reserved, transport, anchor, remote, deadline, memo, reason, started, settled"
)


class Books:
    """The ledger, open for one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def live(self, key: str) -> Attempt | None:
        """The live attempt of a key."""
        return next(iter(self._where(f"key = ? AND {LIVE_NOW}", key)), None)

    def last_stored(self, key: str) -> Attempt | None:
        """The newest attempt of a key whose picture is on disk."""
        return next(iter(self._where("key = ? AND state = 'STORED' ORDER BY settled DESC LIMIT 1", key)), None)

    def in_state(self, state: State) -> list[Attempt]:
        """Every attempt in a state, oldest first; of the unknown ones, those nobody has waived."""
        return self._where("state = ? AND NOT waived ORDER BY started, rowid", state)

    def at_the_service(self, transport: str) -> list[Attempt]:
        """Attempts that the service keeps an answer for, or may; oldest first."""
        condition = (
            "transport = ? AND (state = 'ACKED' OR (state IN ('SENDING', 'UNKNOWN') AND anchor <> '')) AND NOT waived"
        )
        return self._where(f"{condition} ORDER BY started, rowid", transport)

    def find(self, attempt: str) -> Attempt | None:
        """The attempt with that id."""
        return next(iter(self._where("id = ?", attempt)), None)

    def held(self) -> dict[State, int]:
        """What the attempts of each state count for, in millionths of a dollar."""
        return {State(state): amount for state, amount in self._connection.execute("SELECT state, amount FROM held")}

    def held_since(self, started: float) -> int:
        """What the attempts begun since then count for, in millionths of a dollar."""
        return self._sum("started >= ?", started)

    def held_by(self, owner: str) -> int:
        """What one run's attempts count for, in millionths of a dollar."""
        return self._sum("owner = ?", owner)

    def knows(self, owner: str) -> bool:
        """A run of that name has claimed something here."""
        found = self._connection.execute("SELECT 1 FROM attempt WHERE owner = ? LIMIT 1", (owner,))
        return found.fetchone() is not None

    def begin(
        self,
        attempt: str,
        key: str,
        slot: str,
        owner: str,
        reserved: int,
        *,
        transport: str = "images",
        anchor: str = "",
        deadline: float | None = None,
        memo: str = "",
    ) -> None:
        """Write down that a request is about to be sent."""
        self._connection.execute(
            "INSERT INTO attempt (id, key, slot, owner, state, amount, reserved, transport, anchor, deadline, memo, started)"
            " VALUES (?, ?, ?, ?, 'SENDING', ?, ?, ?, ?, ?, ?, ?)",
            (attempt, key, slot, owner, reserved, reserved, transport, anchor, deadline, memo, time.time()),
        )

    def enter_stored(self, attempt: str, key: str, slot: str, amount: int, started: float) -> None:
        """Write down a picture that is on disk already, bought by a ledger that is gone."""
        self._connection.execute(
            "INSERT OR IGNORE INTO attempt (id, key, slot, owner, state, amount, reserved, started, settled)"
            " VALUES (?, ?, ?, '', 'STORED', ?, ?, ?, ?)",
            (attempt, key, slot, amount, amount, started, started),
        )

    def acknowledge(self, attempts: Sequence[str], remote: str) -> None:
        """The service has named the request: its answer can be fetched under that name, by whoever asks."""
        for attempt in attempts:
            self._connection.execute("UPDATE attempt SET state = 'ACKED', remote = ? WHERE id = ?", (remote, attempt))

    def adopt(self, attempt: str, owner: str) -> None:
        """Another run looks after the attempt from now on."""
        self._connection.execute("UPDATE attempt SET owner = ? WHERE id = ?", (owner, attempt))

    def settle(self, attempt: str, state: State, amount: int, reason: str = "") -> None:
        """Write down how an attempt ended, and what it counts for from now on."""
        self._connection.execute(
            "UPDATE attempt SET state = ?, amount = ?, reason = ?, settled = ? WHERE id = ?",
            (state, amount, reason[:500], time.time(), attempt),
        )

    def waive(self, attempt: str) -> None:
        """The user agrees to pay for this unknown attempt's picture again; the money stays counted."""
        self._connection.execute("UPDATE attempt SET waived = 1 WHERE id = ?", (attempt,))

    def forgive(self, key: str) -> None:
        """Earlier attempts of that key turn out to be the same piece of work: they count for nothing besides it."""
        self._connection.execute(
            "UPDATE attempt SET state = 'REJECTED', amount = 0, reason = 'answered again under the same key' "
            "WHERE key = ? AND waived = 1 AND state = 'UNKNOWN'",
            (key,),
        )

    def _sum(self, condition: str, value: object) -> int:
        row = self._connection.execute(f"SELECT COALESCE(SUM(amount), 0) FROM attempt WHERE {condition}", (value,))  # noqa: S608 - conditions are written in this class
        return int(row.fetchone()[0])

    def _where(self, condition: str, *values: object) -> list[Attempt]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM attempt WHERE {condition}", values)  # noqa: S608 - conditions are written in this class
        names = [column[0] for column in rows.description]
        return [Attempt.model_validate(dict(zip(names, row, strict=True))) for row in rows]


class Ledger:
    """The file. A connection is opened for every transaction: there is nothing to share between threads or to close."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Other processes are waited for by SQLite, which looks again every so often; threads hand over at once.
        self._turn = threading.Lock()

    def exists(self) -> bool:
        """Something was ever bought here."""
        return self.path.exists()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Books]:
        """One transaction, alone among all processes; durable when the block ends, undone if it raises."""
        with self._turn, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._upgrade(connection)
                yield Books(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Books]:
        """One consistent look."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            version = self._check_version(connection)
            if version == VERSION:
                yield Books(connection)
                return
        if version:  # An older program's ledger is brought up to date by the first look at it.
            with self.writing() as books:
                yield books
            return
        # The very first purchase was cut off before anything was written down.
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
            for statement in _statements(SCHEMA):
                empty.execute(statement)
            yield Books(empty)

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
            try:
                # A rollback journal with EXTRA survives power cuts; WAL with its usual NORMAL was seen to forget
                # purchases, and its side files do not work on network folders and are left behind by people who copy.
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("PRAGMA journal_mode = DELETE")
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        version = self._check_version(connection)
        if version == VERSION:
            return
        for statement in _statements(SCHEMA if version == 0 else FROM_1):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")

    def _check_version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise ProjectError(
                f"The ledger was written by a newer storyboard (its version is {version}, this program knows {VERSION})",
                cure="Update storyboard: pip install -U storyboard",
                file=self.path,
            )
        return version

    def _trouble(self, error: sqlite3.Error) -> ProjectError:
        if isinstance(error, sqlite3.OperationalError):
            return ProjectError(
                f"The ledger of paid pictures cannot be used: {error}",
                why="Nothing is sent without it",
                cure="Check the folder's permissions and the free space on the disk, and that no other run is stuck",
                file=self.path,
            )
        return ProjectError(
            f"The ledger of paid pictures is damaged: {error}",
            cure="Move the file away to start a new one; pictures in frames/ are safe, what was in flight is forgotten",
            file=self.path,
        )


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. `executescript` would commit the transaction it is called in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
