"""Opening a project's till."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from storyboard.paid.caps import Caps
from storyboard.paid.money import Money
from storyboard.paid.parcels import Parcels
from storyboard.paid.rebuild import paid_answers, paid_receipts
from storyboard.paid.till import Till
from storyboard.project import Layout


def open_till(
    folder: Path,
    cap: Decimal,
    *,
    per_run: Decimal | None = None,
    per_day: Decimal | None = None,
    retry_unknown: bool = False,
    spare: Path | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Till:
    """The till of a project.

    Args:
        folder: The project's ``.storyboard`` folder; made on the first purchase, so that free runs write nothing.
        cap: The most this project may cost in all, in US dollars; `per_run` and `per_day` bound a run and a day.
        per_run: The most what this till buys may cost.
        per_day: The most a day may cost.
        retry_unknown: Send requests again whose earlier attempt may have been billed.
        spare: A folder for answers that the project's own disk does not take.
        on_step: Called with the name of each step (claimed, submitted, acknowledged, answered, spooled, settled,
            stored) when it is done; for those who pull plugs.
    """
    caps = Caps(project=cap, run=per_run, day=per_day)
    return Till(folder, caps, retry_unknown=retry_unknown, spare=spare, on_step=on_step)


def slots_in_batches(folder: Path) -> frozenset[str]:
    """The slots, as text, of pictures on their way in a batch, from a project's ``.storyboard`` folder."""
    if not (folder / "ledger.db").exists():
        return frozenset()
    return frozenset(one.slot for one in Parcels(open_till(folder, Decimal(0))).waiting("batch"))


def read_money(folder: Path, cap: Decimal, *, per_run: Decimal | None = None, per_day: Decimal | None = None) -> Money:
    """Where the money of a project stands, from its ``.storyboard`` folder; nothing is written.

    Args:
        folder: That folder.
        cap: As for `open_till`, as are `per_run` and `per_day`.
        per_run: See `cap`.
        per_day: See `cap`.
    """
    money = open_till(folder, cap, per_run=per_run, per_day=per_day).money()
    if (folder / "ledger.db").exists():
        return money
    # The next purchase writes a lost ledger anew from the receipts; until then they are read here.
    layout = Layout(root=folder.parent)
    spent = sum((one.price for one in (*paid_receipts(layout), *paid_answers(layout))), Decimal(0))
    return money.model_copy(update={"spent_usd": spent})
