from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest

from storyboard.errors import ExitCode, ProjectError
from storyboard.paid.attempt import State, micro
from storyboard.paid.ledger import VERSION, Ledger


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger.db")


def test_a_key_has_at_most_one_live_attempt_whoever_writes(ledger):
    with ledger.writing() as books:
        books.begin("a", "key", "shot/x/start", "me", 100)
    with pytest.raises(ProjectError), ledger.writing() as books:
        books.begin("b", "key", "shot/x/start", "you", 100)
    with ledger.writing() as books:
        books.settle("a", State.STORED, 80)
        books.begin("b", "key", "shot/x/start", "you", 100)
    with ledger.reading() as books:
        assert books.live("key").id == "b"


@pytest.mark.parametrize(
    ("state", "is_live"), [("SPOOLED", True), ("UNKNOWN", True), ("STORED", False), ("REJECTED", False)]
)
def test_which_states_keep_a_key_from_being_bought_again(ledger, state, is_live):
    with ledger.writing() as books:
        books.begin("a", "key", "slot", "me", 100)
        books.settle("a", State(state), 100)
        assert (books.live("key") is not None) is is_live


def test_sums_follow_every_change(ledger):
    with ledger.writing() as books:
        for number, state in enumerate(State):
            books.begin(f"a{number}", f"key{number}", "slot", "me", 1000)
            books.settle(f"a{number}", state, 10 ** (number % 3))
        held = books.held()
    connection = sqlite3.connect(ledger.path)
    summed = dict(connection.execute("SELECT state, SUM(amount) FROM attempt GROUP BY state"))
    connection.close()
    assert {str(state): amount for state, amount in held.items()} == summed


def test_a_transaction_that_fails_leaves_nothing(ledger):
    def fails_half_way() -> None:
        with ledger.writing() as books:
            books.begin("a", "key", "slot", "me", 100)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_half_way()
    with ledger.reading() as books:
        assert books.live("key") is None
        assert sum(books.held().values()) == 0


def test_a_waived_attempt_stays_counted_but_blocks_nothing(ledger):
    with ledger.writing() as books:
        books.begin("a", "key", "slot", "me", 100)
        books.settle("a", State.UNKNOWN, 100)
        books.waive("a")
        books.begin("b", "key", "slot", "me", 100)
        assert books.held()[State.UNKNOWN] == 100
        assert books.in_state(State.UNKNOWN) == []


def test_the_file_is_as_durable_as_sqlite_can(ledger):
    with ledger.writing() as books:
        books.begin("a", "key", "slot", "me", 1)
        assert books._connection.execute("PRAGMA synchronous").fetchone()[0] == 3
        assert books._connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    connection = sqlite3.connect(ledger.path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    connection.close()


def test_a_ledger_of_a_newer_program_is_left_alone(ledger):
    connection = sqlite3.connect(ledger.path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(ProjectError, match="newer storyboard") as caught, ledger.writing():
        pass
    assert caught.value.exit_code is ExitCode.BAD_INPUT


def test_a_damaged_ledger_says_so(ledger):
    ledger.path.write_bytes(b"this is no data base, and it is long enough to be looked at" * 20)
    with pytest.raises(ProjectError, match=r"ledger\.db.*damaged"), ledger.reading():
        pass


def test_an_empty_file_reads_as_nothing_bought(ledger):
    ledger.path.touch()
    with ledger.reading() as books:
        assert sum(books.held().values()) == 0


def test_fractions_of_a_millionth_are_rounded_against_the_buyer():
    assert micro(Decimal("0.0000001")) == 1
    assert micro(Decimal("1.5")) == 1_500_000
