"""A ledger that was lost is written anew from the receipts of the pictures: what was bought stays bought."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from storyboard.paid.attempt import micro
from storyboard.paid.ledger import Ledger
from storyboard.project import Layout


def enter_receipts(ledger: Ledger, layout: Layout) -> int:
    """Enter every paid picture on disk into a ledger that does not exist yet; says how many there were.

    What was in flight when the old ledger was lost is forgotten.
    """
    if ledger.exists():
        return 0
    bought = list(paid_receipts(layout))
    if bought:
        with ledger.writing() as books:
            for key, slot, amount, started in bought:
                name = hashlib.sha256(f"{slot} {key} {started}".encode()).hexdigest()[:32]
                books.enter_stored(name, key, slot, micro(amount), started)
    return len(bought)


def paid_receipts(layout: Layout) -> Iterator[tuple[str, str, Decimal, float]]:
    """Key, slot, price in US dollars and time (seconds since 1970) of every picture on disk that cost something."""
    for path in sorted((layout.root / "frames").glob("*/*/*-[0-9]*.json")):
        try:
            receipt: Any = json.loads(path.read_text(encoding="utf-8"))
            price = Decimal(str(receipt["price_usd"]))
            if price > 0:
                started = datetime.fromisoformat(receipt["created"]).timestamp()
                yield str(receipt.get("key") or path.stem), str(receipt["slot"]), price, started
        except (OSError, ValueError, KeyError, TypeError, InvalidOperation):
            continue  # No receipt of ours; `status` names takes that are damaged.
