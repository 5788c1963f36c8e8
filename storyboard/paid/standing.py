"""What a ledger says of the money."""

from __future__ import annotations

from collections.abc import Callable

from storyboard.paid.attempt import Attempt, State, dollars
from storyboard.paid.caps import Caps, midnight
from storyboard.paid.claims import may_turn_up
from storyboard.paid.ledger import Ledger
from storyboard.paid.money import Money
from storyboard.paid.spool import Spool


def standing(ledger: Ledger, caps: Caps, is_alive: Callable[[str], bool]) -> Money:
    """What is spent, held and left. `is_alive` says whether the run of a name still goes on."""
    if not ledger.exists():
        return Money(cap_usd=caps.project, run_cap_usd=caps.run, day_cap_usd=caps.day)
    with ledger.reading() as books:
        held = books.held()
        dead = sum(one.amount for one in books.in_state(State.SENDING) if _is_lost(one, is_alive))
        under_way = [*books.in_state(State.SENDING), *books.in_state(State.ACKED)]
        today = books.held_since(midnight())
    return Money(
        spent_usd=dollars(held[State.SPOOLED] + held[State.STORED] + held[State.EXPIRED]),
        reserved_usd=dollars(held[State.SENDING] + held[State.ACKED] - dead),
        # Of a refusal that may have come after the work, nobody knows whether it was billed.
        unknown_usd=dollars(held[State.UNKNOWN] + held[State.REJECTED] + dead),
        cap_usd=caps.project,
        waiting_usd=dollars(sum(one.amount for one in under_way if one.transport == "batch")),
        today_usd=dollars(today),
        run_cap_usd=caps.run,
        day_cap_usd=caps.day,
    )


def unknown_slots(ledger: Ledger, spool: Spool, is_alive: Callable[[str], bool]) -> list[str]:
    """The slots of requests whose outcome is unknown and which nobody has agreed to pay for again."""
    if not ledger.exists():
        return []
    with ledger.reading() as books:
        gone = [*books.in_state(State.UNKNOWN), *books.in_state(State.EXPIRED)]
        dead = [one for one in books.in_state(State.SENDING) if _is_lost(one, is_alive)]
    return sorted({one.slot for one in [*gone, *dead] if not (one in dead and spool.holds(one.id))})


def _is_lost(attempt: Attempt, is_alive: Callable[[str], bool]) -> bool:
    """A request in flight of a run that is dead, and that can no longer turn up."""
    return not is_alive(attempt.owner) and not may_turn_up(attempt)
