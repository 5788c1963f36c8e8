from __future__ import annotations

import json
import sqlite3
from decimal import Decimal

import pytest

from storyboard.paid import open_till, read_money
from storyboard.paid.ledger import Ledger
from storyboard.paid.ledger_schema import VERSION
from storyboard.project import Layout


@pytest.fixture
def receipts(folder):
    shots = folder.parent / "frames" / "shot" / "s001_0010"
    shots.mkdir(parents=True)
    receipt = {"slot": "shot/s001_0010/start", "key": "k1", "price_usd": "0.15", "created": "2026-11-23T10:00:00Z"}
    (shots / "start-001.json").write_text(json.dumps(receipt), encoding="utf-8")
    (shots / "start-002.json").write_text(json.dumps(receipt | {"price_usd": "0", "key": "k2"}), encoding="utf-8")
    (shots / "start-003.json").write_text("{broken", encoding="utf-8")
    (shots / "picked.json").write_text(json.dumps({"start": 1}), encoding="utf-8")
    return Layout(root=folder.parent)


def test_a_ledger_that_was_lost_knows_again_what_was_bought(folder, receipts):
    with open_till(folder, Decimal(10)) as till:
        till.start()
        assert till.money().spent_usd == Decimal("0.15")
        with till.ledger.reading() as books:
            assert books.last_stored("k1").slot == "shot/s001_0010/start"
    with open_till(folder, Decimal(10)) as again:
        again.start()
        assert again.money().spent_usd == Decimal("0.15")


def test_before_the_next_purchase_a_lost_ledger_is_read_off_the_receipts_and_nothing_is_written(folder, receipts):
    assert read_money(folder, Decimal(10)).spent_usd == Decimal("0.15")
    assert not (folder / "ledger.db").exists()


_VERSION_1 = """
CREATE TABLE attempt (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, slot TEXT NOT NULL, owner TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('SENDING', 'SPOOLED', 'STORED', 'REJECTED', 'UNKNOWN')),
    amount INTEGER NOT NULL, reserved INTEGER NOT NULL, waived INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '', started REAL NOT NULL, settled REAL);
CREATE UNIQUE INDEX one_live_attempt ON attempt (key) WHERE state IN ('SENDING', 'SPOOLED', 'UNKNOWN') AND NOT waived;
CREATE INDEX attempt_key ON attempt (key);
CREATE INDEX attempt_state ON attempt (state);
CREATE TABLE held (state TEXT PRIMARY KEY, amount INTEGER NOT NULL);
INSERT INTO held VALUES ('SENDING', 0), ('SPOOLED', 0), ('STORED', 150000), ('REJECTED', 0), ('UNKNOWN', 200000);
CREATE TRIGGER hold_new AFTER INSERT ON attempt BEGIN
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state; END;
CREATE TRIGGER hold_changed AFTER UPDATE OF state, amount ON attempt BEGIN
    UPDATE held SET amount = amount - OLD.amount WHERE state = OLD.state;
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state; END;
PRAGMA user_version = 1;
"""


def test_a_ledger_of_an_older_program_loses_nothing(folder):
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / "ledger.db")
    connection.executescript(_VERSION_1)
    rows = [("a", "k1", "STORED", 150000), ("b", "k2", "UNKNOWN", 200000)]
    connection.execute("DROP TRIGGER hold_new")
    for name, key, state, amount in rows:
        connection.execute(
            "INSERT INTO attempt VALUES (?, ?, 'shot/x/start', 'me', ?, ?, ?, 0, 'why', 1.0, 2.0)",
            (name, key, state, amount, amount),
        )
    connection.execute("CREATE TRIGGER hold_new AFTER INSERT ON attempt BEGIN SELECT 1; END")
    connection.commit()
    connection.close()
    till = open_till(folder, Decimal(10))
    assert till.money().spent_usd == Decimal("0.15")
    assert till.unknown() == ["shot/x/start"]
    with Ledger(folder / "ledger.db").writing() as books:
        books.begin("c", "k3", "shot/y/start", "me", 50000)
        books.acknowledge(["c"], "resp_1")
        assert books.find("b").reason == "why"
    assert till.money().reserved_usd == Decimal("0.05")
    connection = sqlite3.connect(folder / "ledger.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


def test_answers_about_the_script_are_counted_again_beside_the_pictures(folder, receipts):
    receipts.answers.mkdir()
    answer = {"schema": 1, "lines": "a" * 64, "model": "gpt-6-astra", "price_usd": "0.021"}
    (receipts.answers / "aaaa-gpt-6-astra-01.json").write_text(json.dumps(answer), encoding="utf-8")
    (receipts.answers / "bbbb-gpt-6-astra-01.json").write_text(json.dumps(answer), encoding="utf-8")
    for name, text in (("free", '{"price_usd": null}'), ("odd", '{"price_usd": "NaN"}'), ("list", "[]"), ("half", "{")):
        (receipts.answers / f"{name}.json").write_text(text, encoding="utf-8")
    for _ in range(2):
        with open_till(folder, Decimal(10)) as till:
            till.start()
            assert till.money().spent_usd == Decimal("0.192")


def test_the_state_folder_says_what_to_keep(folder):
    with open_till(folder, Decimal(10)) as till:
        till.start()
    said = (folder / "README").read_text(encoding="utf-8")
    for name in ("ledger.db", "spool/", "frames/", "shots.answers/"):
        assert name in said
