"""One request that may cost something, as the ledger writes it down."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from storyboard.model import Noun


class State(StrEnum):
    """Where an attempt stands.

    SENDING ──> ACKED ──> SPOOLED ──> STORED   the answer is kept; then the picture is on disk with its receipt
       ├─> REJECTED                            certainly not billed; the reservation is released
       ├─> UNKNOWN                             perhaps billed, the answer is lost; counts as spent
       └─> (ACKED) ─> EXPIRED                  billed, and the service no longer has the answer; counts as spent

    Only requests that the service keeps for us pass through ACKED: it has named them, and can be asked again.
    """

    SENDING = "SENDING"
    ACKED = "ACKED"
    SPOOLED = "SPOOLED"
    STORED = "STORED"
    REJECTED = "REJECTED"
    UNKNOWN = "UNKNOWN"
    EXPIRED = "EXPIRED"


# While an attempt is in one of these, its key cannot be bought again.
LIVE = (State.SENDING, State.ACKED, State.SPOOLED, State.UNKNOWN, State.EXPIRED)
# The service may be at work on it.
OPEN = frozenset({State.SENDING, State.ACKED})


class Attempt(Noun):
    """One request that may cost something; amounts are millionths of a dollar.

    Attributes:
        amount: What it counts for now: the reservation until the price is known, then the price; 0 if REJECTED.
        transport: How it is sent: ``images`` (the answer comes on the same connection or is lost), ``responses`` or
            ``batch`` (the service keeps it).
        anchor: What was made at the service, for nothing, before the request, and by which it can be found there.
        remote: The service's own name for the request, under which its answer can be fetched.
        deadline: Until when (seconds since 1970) an anchored request that was not named may still turn up.
        memo: What whoever sent it wants to know when the answer comes, whoever fetches it; never read here.
    """

    id: str
    key: str
    slot: str
    owner: str
    state: State
    amount: int
    reserved: int
    transport: str = "images"
    anchor: str = ""
    remote: str = ""
    deadline: float | None = None
    memo: str = ""
    reason: str = ""
    started: float = 0.0
    settled: float | None = None


def micro(amount: Decimal) -> int:
    """Dollars as whole millionths, rounded up: a budget never gains by rounding."""
    return int((amount * 1_000_000).to_integral_value(rounding=ROUND_CEILING))


def dollars(amount: int) -> Decimal:
    """Whole millionths as dollars."""
    return Decimal(amount) / 1_000_000
