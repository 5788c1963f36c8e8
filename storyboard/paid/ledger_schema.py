"""The ledger's tables, and how an older ledger becomes one of today."""

# ruff: noqa: S608 - every word of these statements is written here

from __future__ import annotations

from storyboard.paid.attempt import LIVE, State

VERSION = 2

_STATES = ", ".join(f"'{state}'" for state in State)
LIVE_NOW = f"state IN ({', '.join(repr(str(state)) for state in LIVE)}) AND NOT waived"
_ATTEMPT = f"""
CREATE TABLE attempt (
    id        TEXT PRIMARY KEY,
    key       TEXT NOT NULL,
    slot      TEXT NOT NULL,
    owner     TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ({_STATES})),
    amount    INTEGER NOT NULL CHECK (typeof(amount) = 'integer' AND amount >= 0),
    reserved  INTEGER NOT NULL CHECK (typeof(reserved) = 'integer' AND reserved >= 0),
    waived    INTEGER NOT NULL DEFAULT 0 CHECK (waived IN (0, 1)),
    transport TEXT NOT NULL DEFAULT 'images',
    anchor    TEXT NOT NULL DEFAULT '',
    remote    TEXT NOT NULL DEFAULT '',
    deadline  REAL,
    memo      TEXT NOT NULL DEFAULT '',
    reason    TEXT NOT NULL DEFAULT '',
    started   REAL NOT NULL,
    settled   REAL
);
CREATE UNIQUE INDEX one_live_attempt ON attempt (key) WHERE {LIVE_NOW};
CREATE INDEX attempt_key ON attempt (key);
CREATE INDEX attempt_state ON attempt (state);
CREATE INDEX attempt_owner ON attempt (owner);
CREATE INDEX attempt_started ON attempt (started);
"""
_TRIGGERS = """
CREATE TRIGGER hold_new AFTER INSERT ON attempt BEGIN
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state;
END;
CREATE TRIGGER hold_changed AFTER UPDATE OF state, amount ON attempt BEGIN
    UPDATE held SET amount = amount - OLD.amount WHERE state = OLD.state;
    UPDATE held SET amount = amount + NEW.amount WHERE state = NEW.state;
END;
"""
SCHEMA = f"""{_ATTEMPT}
-- The sums are kept by the data base itself: adding up a million attempts for every purchase would take a second.
CREATE TABLE held (state TEXT PRIMARY KEY, amount INTEGER NOT NULL);
INSERT INTO held VALUES {", ".join(f"('{state}', 0)" for state in State)};
{_TRIGGERS}"""
# Version 1 knew neither what the service keeps nor what the answer is for.
FROM_1 = f"""
DROP TRIGGER hold_new;
DROP TRIGGER hold_changed;
DROP INDEX one_live_attempt;
DROP INDEX attempt_key;
DROP INDEX attempt_state;
ALTER TABLE attempt RENAME TO attempt_1;
{_ATTEMPT}
INSERT INTO attempt (id, key, slot, owner, state, amount, reserved, waived, reason, started, settled)
    SELECT id, key, slot, owner, state, amount, reserved, waived, reason, started, settled FROM attempt_1;
DROP TABLE attempt_1;
INSERT INTO held VALUES ('ACKED', 0), ('EXPIRED', 0);
{_TRIGGERS}"""
