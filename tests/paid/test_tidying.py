from __future__ import annotations

import asyncio
import os
from decimal import Decimal
from pathlib import Path

import pytest

from storyboard.errors import ProjectError
from storyboard.model import Quote
from storyboard.paid import Parcels, Till, open_till

QUOTE = Quote(estimate=Decimal("0.18"), at_most=Decimal("0.20"))


def buy(till: Till, seller, *, landing: int = 0) -> bytes:
    return asyncio.run(
        till.buy("k1", "shot/s1/start", QUOTE, seller.sends("one"), lambda _: Decimal("0.15"), landing=landing)
    )


def dies(till: Till) -> None:
    """The kernel lets go of a dead run's lock; its file stays."""
    handle = till._owner._handle
    assert handle is not None
    os.close(handle)
    till._owner = None


def age(path: Path) -> None:
    then = path.stat().st_mtime - 4000
    os.utime(path, (then, then))


def test_the_lock_of_a_dead_run_is_removed_also_by_a_run_that_buys_nothing(folder, seller):
    till = open_till(folder, Decimal(10))
    buy(till, seller)
    dies(till)
    assert len(list((folder / "owners").iterdir())) == 1
    Parcels(open_till(folder, Decimal(10))).unfiled()
    assert list((folder / "owners").iterdir()) == []


def test_the_lock_of_a_run_that_is_just_beginning_is_left_alone(folder, seller):
    with open_till(folder, Decimal(10)) as till:
        buy(till, seller)
    lock = folder / "owners" / "just-beginning.lock"
    lock.touch()
    open_till(folder, Decimal(10)).tidy()
    assert lock.exists()
    age(lock)
    open_till(folder, Decimal(10)).tidy()
    assert not lock.exists()


def test_halves_of_files_are_swept_when_whoever_wrote_them_must_be_dead(folder, seller):
    with open_till(folder, Decimal(10)) as till:
        buy(till, seller)
    take = folder.parent / "frames" / "shot" / "s1"
    take.mkdir(parents=True)
    halves = [take / ".start-001.png.abc.tmp", folder / "spool" / ".x.answer.abc.tmp"]
    for half in halves:
        half.touch()
    open_till(folder, Decimal(10)).tidy()
    assert all(half.exists() for half in halves)
    for half in halves:
        age(half)
    open_till(folder, Decimal(10)).tidy()
    assert not any(half.exists() for half in halves)


def test_tidying_writes_nothing_where_nothing_was_ever_bought(folder):
    open_till(folder, Decimal(10)).tidy()
    assert not folder.exists()


def test_a_disk_that_refused_the_landing_is_said_when_the_picture_is_safe(till, folder, seller):
    async def send() -> bytes:
        pad = next((folder / "spool").glob("*.pad"))
        pad.unlink()
        pad.mkdir()  # Neither can be written any more nor removed as a file.
        return b"answer"

    asyncio.run(till.buy("k1", "shot/s1/start", QUOTE, send, lambda _: Decimal("0.15"), landing=1000))
    assert till.spool.read(till.spool.attempts()[0]) == b"answer"
    with pytest.raises(ProjectError, match="disk refused"):
        till.stored("k1")
    assert till.money().spent_usd == Decimal("0.15")
    assert till.spool.attempts() == []


def test_an_answer_adopted_from_a_dead_run_is_counted_at_its_price_when_it_is_filed(folder, seller):
    till = open_till(folder, Decimal(10))
    buy(till, seller)
    with till.ledger.writing() as books:  # As it was between the spool and the ledger.
        attempt = books.live("k1")
        books._connection.execute("UPDATE attempt SET state = 'SENDING', amount = reserved WHERE id = ?", (attempt.id,))
    dies(till)
    with open_till(folder, Decimal(10)) as later:
        parcels = Parcels(later)
        (unfiled,) = parcels.unfiled()
        assert later.money().spent_usd == Decimal("0.20")
        parcels.filed(unfiled, lambda _packed, _memo: Decimal("0.15"))
        assert later.money().spent_usd == Decimal("0.15")
