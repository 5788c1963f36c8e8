"""What a round leaves behind, held against what was promised.

Every bill of the stand-in service carries a number that lies inside the picture too, so that bills and pictures are told
one from the other by what is on disk and not by what the program says.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from children import HUNG, Child
from ground import IN_FLIGHT, Film

# Every count of these must be 0.
PROMISES = {
    "bought_twice": "a picture was billed more than once without consent",
    "lost": "a billed picture is neither on disk nor named as unknown or waiting",
    "unnamed": "an unknown picture is not named by the run that found it",
    "undercounted": "the ledger counts less than the bills",
    "inexact": "nothing is unknown, and the ledger's sum is not the bills' to the cent",
    "sent_again": "a further run sent something",
    "wrong_exit": "the last run's exit code does not say how it ended",
    "corrupt": "the ledger fails SQLite's integrity check",
    "torn": "a picture on disk is not what its receipt says",
    "dangling": "the ledger says stored, and there is no such take",
    "unfinished": "a picture is neither there, nor unknown, nor waiting after the last run",
    "left_behind": "a temporary file, a landing pad, a kept answer or a lock was not tidied up",
    "unknown_at_service": "a billed picture that the service keeps is unknown",
    "too_many_unknown": "more pictures are unknown than were in flight when the runs were killed",
    "silent_error": "a run met an input/output error and ended with exit code 0",
    "over_budget": "more was billed than the budget allows",
    "hung": "a run did not end",
    "bug": "a run ended with a traceback",
}


@dataclass
class Takes:
    """What is on disk: the bills the pictures carry, the keys of their receipts, and how many are damaged."""

    bills: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    torn: int = 0


def examine(film: Film, last: Child, *, kills: int) -> Counter[str]:
    """Hold the film's state after its last, unkilled run against the bills.

    Args:
        film: The film.
        last: That run.
        kills: How many runs were killed before it.
    """
    found: Counter[str] = Counter()
    bills: list[dict[str, Any]] = film.service.bills()["bills"]
    takes = read_takes(film.root)
    rows = film.read("plan", "--backend", "openai")["rows"]
    money = film.read("status")["money"]
    unknown = {row["prompt"]: row for row in rows if row["state"] == "unknown"}
    waiting = {row["prompt"] for row in rows if row["state"] == "waiting"}
    billed = Counter(bill["prompt"] for bill in bills)
    found["bills"], found["takes"] = len(bills), len(takes.bills)
    found["unknown"], found["waiting"] = len(unknown), len(waiting)
    found["bought_twice"] += sum(times - 1 for times in billed.values())
    missing = [bill for bill in bills if bill["request_id"] not in takes.bills]
    found["lost"] += sum(bill["prompt"] not in unknown.keys() | waiting for bill in missing)
    found["unknown_billed"] += sum(bill["prompt"] in unknown for bill in missing)
    found["unknown_never_sent"] += sum(prompt not in billed for prompt in unknown)
    if film.transport != "images":
        found["unknown_at_service"] += sum(bill["prompt"] in unknown for bill in missing)
    found["too_many_unknown"] += max(0, len(unknown) - kills * IN_FLIGHT)
    said = last.printed()
    found["unnamed"] += sum(f"{row['number']} (unknown)" not in said for row in unknown.values())
    found["unfinished"] += sum(row["state"] not in {"current", "unknown", "waiting"} for row in rows)
    found["torn"] += takes.torn
    found["wrong_exit"] += last.wait() != (3 if unknown else 0)
    found["hung"] += last.wait() == HUNG
    found["bug"] += "Traceback" in said or "A bug in storyboard" in said
    found += examine_money(bills, money, exact=not (unknown or waiting or _lacks_usage(film.root)))
    found += examine_ledger(film.root, takes)
    return found


def examine_money(bills: list[dict[str, Any]], money: dict[str, Any], *, exact: bool) -> Counter[str]:
    """What the ledger counts against what was billed, in US dollars; `exact` where both must be the same."""
    total = sum((Decimal(bill["price_usd"]) for bill in bills), Decimal(0))
    spent, unknown, reserved = (Decimal(str(money[name])) for name in ("spent_usd", "unknown_usd", "reserved_usd"))
    cent = Decimal("0.00001")
    return Counter(
        undercounted=int(spent + unknown + reserved + cent < total),
        inexact=int(exact and abs(spent + unknown + reserved - total) > cent),
    )


def examine_ledger(root: Path, takes: Takes) -> Counter[str]:
    """The file itself, what it says of the takes, and what was left lying about."""
    found: Counter[str] = Counter()
    state = root / ".storyboard"
    kept: set[str] = set()
    if (state / "ledger.db").exists():
        with contextlib.closing(sqlite3.connect(state / "ledger.db")) as books:
            found["corrupt"] += books.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
            rows = books.execute("SELECT id, key, state, owner FROM attempt ORDER BY started").fetchall()
        found["dangling"] += sum(row[2] == "STORED" and row[1] not in takes.keys for row in rows)
        kept = {f"{row[0]}.answer" for row in rows if row[2] in {"UNKNOWN", "EXPIRED"}}
        kept |= {f"{row[0]}.pad" for row in rows if row[2] in {"SENDING", "ACKED"}}
    for path in left_behind(root):
        if path.name not in kept:
            found["left_behind"] += 1
            found[f"left:{path.relative_to(root)}"] += 1
    return found


def left_behind(root: Path) -> Iterator[Path]:
    """Files that are there only while a run goes on."""
    state = root / ".storyboard"
    yield from root.rglob("*.tmp")
    yield from (state / "spool").glob("*")
    yield from (state / "owners").glob("*.lock")
    yield from (path for path in state.glob("ledger.db-*"))


def read_takes(root: Path) -> Takes:
    """The takes of a film, by their pictures."""
    from storyboard.testing import read_slip

    takes = Takes()
    for receipt_path in sorted((root / "frames").glob("*/*/*-[0-9]*.json")):
        try:
            receipt = json.loads(receipt_path.read_text(encoding="utf-8"))
            image = next(path for path in receipt_path.parent.glob(f"{receipt_path.stem}.*") if path.suffix != ".json")
            data = image.read_bytes()
            takes.torn += hashlib.sha256(data).hexdigest() != receipt["sha256"]
            takes.bills.add(read_slip(data).request_id)
            takes.keys.add(receipt["key"])
        except (ValueError, KeyError, StopIteration):
            takes.torn += 1
    return takes


def _lacks_usage(root: Path) -> bool:
    """A picture that was found in its conversation came without its bill, and counts at its highest price."""
    receipts = (root / "frames").glob("*/*/*-[0-9]*.json")
    return any(not json.loads(path.read_text(encoding="utf-8")).get("usage") for path in receipts)


def requests_of(film: Film) -> int:
    """How many requests for work the service has seen."""
    return int(film.service.bills()["requests"])


def broken(counts: Counter[str]) -> dict[str, int]:
    """The promises that were not kept."""
    return {name: counts[name] for name in PROMISES if counts[name]}
