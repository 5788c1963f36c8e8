"""A ledger that was lost is written anew from what lies on disk with its price: what was bought stays bought."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from storyboard.model import Noun
from storyboard.paid.attempt import micro
from storyboard.paid.ledger import Ledger
from storyboard.project import Layout


class Bought(Noun):
    """Something on disk that cost something: `price` is in US dollars, `when` in seconds since 1970."""

    key: str
    slot: str
    price: Decimal
    when: float


def enter_receipts(ledger: Ledger, layout: Layout) -> int:
    """Enter all that was paid for and is on disk into a ledger that does not exist yet; says how much there was.

    What was in flight when the old ledger was lost is forgotten.
    """
    if ledger.exists():
        return 0
    found = [*paid_receipts(layout), *paid_answers(layout)]
    if found:
        with ledger.writing() as books:
            for one in found:
                name = hashlib.sha256(f"{one.slot} {one.key} {one.when}".encode()).hexdigest()[:32]
                books.enter_stored(name, one.key, one.slot, micro(one.price), one.when)
    return len(found)


def paid_receipts(layout: Layout) -> Iterator[Bought]:
    """Every picture that cost something, by its receipt, and what a model said of it, which lies beside it."""
    for path in sorted((layout.root / "frames").glob("*/*/*-[0-9]*.json")):
        try:
            receipt = _read(path)
            price = _price(receipt)
            if price > 0:
                when = datetime.fromisoformat(receipt["created"]).timestamp()
                yield Bought(
                    key=str(receipt.get("key") or path.stem), slot=str(receipt["slot"]), price=price, when=when
                )
        except (OSError, ValueError, KeyError, TypeError, InvalidOperation):
            continue  # No receipt of ours; `status` names takes that are damaged.


def paid_answers(layout: Layout) -> Iterator[Bought]:
    """Every answer about the script. The file's own date stands for the day, which such an answer does not name."""
    for path in sorted(layout.answers.glob("*.json")):
        try:
            price = _price(_read(path))
            if price > 0:
                # Its key at the till does not matter any more: nobody asks for what has its answer here.
                yield Bought(key=path.stem, slot=f"breakdown/{path.stem}", price=price, when=path.stat().st_mtime)
        except (OSError, ValueError, KeyError, TypeError, InvalidOperation):
            continue  # Damaged: it is asked for again.


def _read(path: Path) -> dict[str, Any]:
    read = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise ValueError("not an object")  # noqa: TRY004 - callers handle one kind of unreadable file
    return read


def _price(receipt: dict[str, Any]) -> Decimal:
    price = Decimal(str(receipt["price_usd"]))
    if not price.is_finite():
        raise ValueError("no price")
    return price
