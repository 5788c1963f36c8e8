"""What runs that died have left is put in order by the next one that buys, or looks whether there is something to file."""

from __future__ import annotations

from storyboard.paid.attempt import OPEN, Attempt, State
from storyboard.paid.claims import Claims
from storyboard.paid.ledger import Ledger
from storyboard.paid.spool import Spool
from storyboard.project import sweep_temporary


def tidy(ledger: Ledger, spool: Spool, claims: Claims) -> None:
    """Settle what can be settled, and remove answers, landing pads, halves of files and locks that nobody needs."""
    with ledger.writing() as books:
        for attempt in [one for state in (State.SENDING, State.ACKED) for one in books.in_state(state)]:
            claims.recover(books, attempt)
        claims.forget_the_dead(books)
        over = [one for one in spool.attempts() if _is_over(books.find(one))]
        open_now = {one.id for state in OPEN for one in books.in_state(state)}
    spool.sweep()
    for folder in (ledger.path.parent.parent / "frames").glob("*/*"):
        sweep_temporary(folder)
    for attempt_id in over:
        spool.drop(attempt_id)
    for attempt_id in spool.pads():
        if attempt_id not in open_now:
            spool.release(attempt_id)


def _is_over(attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.state in {State.STORED, State.REJECTED}
