"""Kill at every labelled point of a purchase: python scripts/crash/points.py [--rounds N] [--seed N] [--json]

The till says when each step is done: claimed, submitted, acknowledged, answered, spooled, settled, stored. Each round is one
step of one transport (a batch has the same steps), at which the run kills itself (SIGKILL), the first, second or fourth
time it comes there; then the command is run to its end, and once more. Asserted: as `kill.py`; every kill fired that could.
A round more than there are points begins again from the first.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable

from campaign import campaign, read_options, report
from evidence import examine
from ground import Ground
from kill import finish, further_run

STEPS = {
    "images": ("claimed", "answered", "spooled", "settled", "stored"),
    "responses": ("claimed", "submitted", "acknowledged", "answered", "spooled", "settled", "stored"),
    "batch": ("claimed", "submitted", "acknowledged", "answered", "spooled", "settled", "stored"),
}
HITS = (1, 2, 4)
# A batch is claimed, sent and named once.
ONCE = {("batch", "claimed"), ("batch", "submitted"), ("batch", "acknowledged")}
POINTS = [
    (transport, step, hit)
    for hit in HITS
    for transport, steps in STEPS.items()
    for step in steps
    if hit == 1 or (transport, step) not in ONCE
]


def main() -> int:
    options = read_options(__doc__ or "", rounds=len(POINTS))
    return report("points", campaign("point", one_round, options), options)


def one_round(place: Ground, number: int, _: random.Random) -> Counter[str]:
    """A film whose run kills itself at one point."""
    transport, step, hit = POINTS[number % len(POINTS)]
    with place.film(transport, shots=5) as film:
        counts: Counter[str] = Counter()
        for words in film.buys():
            child = film.start(*words, within=lambda: die_at(step, hit))
            code = child.wait()
            counts["kills"] += code == -signal.SIGKILL
            counts["wrong_exit"] += code not in {0, -signal.SIGKILL}
        counts["never_came_there"] += not counts["kills"]
        last = finish(film)
        counts += examine(film, last, kills=counts["kills"])
        counts["sent_again"] += further_run(film)
        counts[f"killed_{transport}_{step}"] += counts["kills"]
        return counts


def die_at(step: str, hit: int) -> None:
    """Let this process, which is about to buy, kill itself when it has come to a step so many times."""
    times = 0

    def on_step(name: str) -> None:
        nonlocal times
        times += name == step
        if times == hit and name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    _tell_of_purchases(on_step)
    _tell_of_batches(on_step)


def _tell_of_purchases(on_step: Callable[[str], None]) -> None:
    from functools import partial

    from storyboard import paid

    paid.open_till = partial(paid.open_till, on_step=on_step)


def _tell_of_batches(on_step: Callable[[str], None]) -> None:
    """The till's steps, of what is sent together; there every one is a transaction of `Parcels`."""
    from storyboard.paid import Parcels

    _around(Parcels, "claim", on_step, after="claimed")
    _around(Parcels, "acknowledge", on_step, before="submitted", after="acknowledged")
    _around(Parcels, "filed", on_step, after="stored")
    plain = Parcels.deliver

    def deliver(self: Parcels, *given: object) -> None:
        keep = self._till.spool.keep

        def kept(attempt: str, answer: bytes) -> None:
            on_step("answered")
            keep(attempt, answer)
            on_step("spooled")

        vars(self._till.spool)["keep"] = kept
        plain(self, *given)  # type: ignore[arg-type]  # handed on as they came
        on_step("settled")

    vars_of = {"deliver": deliver}
    for name, value in vars_of.items():
        setattr(Parcels, name, value)


def _around(kind: type, name: str, on_step: Callable[[str], None], *, before: str = "", after: str = "") -> None:
    plain = getattr(kind, name)

    def told(*given: object) -> object:
        if before:
            on_step(before)
        result = plain(*given)
        if after:
            on_step(after)
        return result

    setattr(kind, name, told)


if __name__ == "__main__":
    sys.exit(main())
