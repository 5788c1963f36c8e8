"""Money in flight, in one SQLite file that survives kills and power cuts.

Every request that may cost something is an *attempt*, written down before it is sent:

    SENDING ──┬─> SPOOLED ──> STORED     the answer is kept; the picture is on disk with its receipt
              ├─> REJECTED               certainly not billed; the reservation is released
              └─> UNKNOWN                perhaps billed, the answer is lost; counts as spent

An attempt is *live* for its key while it is SENDING, SPOOLED or UNKNOWN. That a key has at most one live attempt is a
constraint of the data base, so that buying it twice cannot be written down, by however many processes.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from pathlib import Path

from storyboard.errors import ProjectError
from storyboard.model import Noun

VERSION = 1
_WAIT_SECONDS = 60

_SCHEMA = """
CREATE TABLE attempt (
    id       TEXT PRIMARY KEY,
    key      TEXT NOT NULL,
    slot     TEXT NOT NULL,
    owner    TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('SENDING', 'SPOOLED', 'STORED', 'REJECTED', 'UNKNOWN')),
    amount   INTEGER NOT NULL CHECK (typeof(amount) = 'integer' AND amount >= 0),
    reserved INTEGER NOT NULL CHECK (typeof(reserved) = 'integer' AND reserved >= 0),
    waived   INTEGER NOT NULL DEFAULT 0 CHECK (waived IN (0, 1)),
    reason   TEXT NOT NULL DEFAULT '',
    started  REAL NOT NULL,
    settled  REAL
);
CREATE UNIQUE INDEX one_live_attempt ON attempt (key) WHERE state IN ('SENDING', 'SPOOLED', 'UNKNOWN') AND NOT waived;
CREATE INDEX attempt_key ON attempt (key);
CREATE INDEX attempt_state ON attempt (state);
-- The sums are kept by the data base itself: adding up a million attempts for every purchase would take a second.
CREATE TABLE held (state TEXT PRIMARY KEY, amount INTEGER NOT NULL);
INSERT INTO held VALUES ('SENDING', 0), ('SPOOLED', 0), ('STORED', 0), ('REJECTED', 0), ('UNKNOWN', 0);
CREATE TRIGGER hold_new AFTER INSERT ON attempt BEGIN
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state;
END;
CREATE TRIGGER hold_changed AFTER UPDATE OF state, amount ON attempt BEGIN
    UPDATE held SET amount = amount - OLD.amount WHERE state = OLD.state;
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state;
END;
"""

_COLUMNS = "id, key, slot, owner, state, amount, reserved, reason, settled"
_LIVE = "state IN ('SENDING', 'SPOOLED', 'UNKNOWN') AND NOT waived"


class State(StrEnum):
    """Where an attempt stands."""

    SENDING = "SENDING"
    SPOOLED = "SPOOLED"
    STORED = "STORED"
    REJECTED = "REJECTED"
    UNKNOWN = "UNKNOWN"


class Attempt(Noun):
    """One request that may cost something; amounts are millionths of a dollar.

    `amount` is what it counts for now: the reservation while SENDING or UNKNOWN, the price once known, 0 if REJECTED.
    """

    id: str
    key: str
    slot: str
    owner: str
    state: State
    amount: int
    reserved: int
    reason: str = ""
    settled: float | None = None


def micro(amount: Decimal) -> int:
    """Dollars as whole millionths, rounded up: a budget never gains by rounding."""
    return int((amount * 1_000_000).to_integral_value(rounding=ROUND_CEILING))


def dollars(amount: int) -> Decimal:
    """Whole millionths as dollars."""
    return Decimal(amount) / 1_000_000


class Books:
    """The ledger, open for one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def live(self, key: str) -> Attempt | None:
        """The live attempt of a key."""
        return next(iter(self._where(f"key = ? AND {_LIVE}", key)), None)

    def last_stored(self, key: str) -> Attempt | None:
        """The newest attempt of a key whose picture is on disk."""
        return next(iter(self._where("key = ? AND state = 'STORED' ORDER BY settled DESC LIMIT 1", key)), None)

    def in_state(self, state: State) -> list[Attempt]:
        """Every attempt in a state, oldest first; of the unknown ones, those nobody has waived."""
        return self._where("state = ? AND NOT waived ORDER BY started, id", state)

    def find(self, attempt: str) -> Attempt | None:
        """The attempt with that id."""
        return next(iter(self._where("id = ?", attempt)), None)

    def held(self) -> dict[State, int]:
        """What the attempts of each state count for, in millionths of a dollar."""
        return {State(state): amount for state, amount in self._connection.execute("SELECT state, amount FROM held")}

    def begin(self, attempt: str, key: str, slot: str, owner: str, reserved: int) -> None:
        """Write down that a request is about to be sent."""
        self._connection.execute(
            "INSERT INTO attempt (id, key, slot, owner, state, amount, reserved, started) VALUES (?, ?, ?, ?, 'SENDING', ?, ?, ?)",
            (attempt, key, slot, owner, reserved, reserved, time.time()),
        )

    def settle(self, attempt: str, state: State, amount: int, reason: str = "") -> None:
        """Write down how an attempt ended, and what it counts for from now on."""
        self._connection.execute(
            "UPDATE attempt SET state = ?, amount = ?, reason = ?, settled = ? WHERE id = ?",
            (state, amount, reason[:500], time.time(), attempt),
        )

    def waive(self, attempt: str) -> None:
        """The user agrees to pay for this unknown attempt's picture again; the money stays counted."""
        self._connection.execute("UPDATE attempt SET waived = 1 WHERE id = ?", (attempt,))

    def _where(self, condition: str, *values: object) -> list[Attempt]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM attempt WHERE {condition}", values)  # noqa: S608 - conditions are written in this class
        names = [column[0] for column in rows.description]
        return [Attempt.model_validate(dict(zip(names, row, strict=True))) for row in rows]


class Ledger:
    """The file. A connection is opened for every transaction: there is nothing to share between threads or to close."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Something was ever bought here."""
        return self.path.exists()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Books]:
        """One transaction, alone among all processes; durable when the block ends, undone if it raises."""
        with self._connection() as connection:
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
            if self._check_version(connection) > 0:
                yield Books(connection)
                return
        # The very first purchase was cut off before anything was written down.
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
            for statement in _statements(_SCHEMA):
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
        if self._check_version(connection) == 0:
            for statement in _statements(_SCHEMA):
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
