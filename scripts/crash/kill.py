"""Pull the plug in the middle of paid work, again and again: python scripts/crash/kill.py [--rounds N] [--seed N] [--json]

Each round makes a small film and buys its frames from the image service's stand-in, by each transport in turn: on one
connection (`images`), in the background (`responses`), or as a batch (`frames --batch`, then `frames --resume`). The runs
are killed (SIGKILL) one to three times after random times; every third round of the last two transports is killed
between the sending of a request and the reading of its name, while the service is at work. Then the same command is
run to its end, and once more. Asserted after each round, see `evidence.PROMISES`:

- no picture is billed twice; every billed picture is a take on disk, whole, or is named as unknown or waiting;
- a further run sends nothing, and nothing is left lying about;
- spent, unknown and reserved together are at least the bills, and exactly the bills where nothing is unknown;
- exit code 3 where something is unknown, 0 otherwise; the ledger passes SQLite's integrity check;
- with background and batch nothing that was billed is unknown; with images no more than was in flight.

`controls.py` shows that a script which asks "is the file there?" fails the same asserts.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter

from campaign import campaign, read_options, report
from children import Child
from evidence import examine, requests_of
from ground import IN_FLIGHT, TRANSPORTS, TURNS_UP_WITHIN, Film, Ground

# Between how many seconds after a run's beginning it is at work here, unless it waits for a name.
WINDOWS = {"images": (0.12, 1.3), "responses": (0.12, 1.6), "batch": (0.05, 0.6)}
_SERVER_STILL_AT_WORK = 1.5


def main() -> int:
    options = read_options(__doc__ or "", rounds=30)
    return report("kill", campaign("kill", one_round, options), options)


def one_round(place: Ground, number: int, chance: random.Random) -> Counter[str]:
    """A film, killed and finished."""
    transport = TRANSPORTS[number % len(TRANSPORTS)]
    forced = transport != "images" and number // len(TRANSPORTS) % 3 == 2
    with place.film(transport) as film:
        counts = Counter({f"rounds_{transport}": 1})
        kills = kill_between_post_and_name(film, chance) if forced else kill_at_random(film, chance)
        counts["kills"] += kills
        counts["kills_forced"] += kills if forced else 0
        last = finish(film)
        counts += examine(film, last, kills=kills)
        counts["sent_again"] += further_run(film)
        return counts


def kill_at_random(film: Film, chance: random.Random) -> int:
    """Start and kill, one to three times; says how many were still running."""
    kills = 0
    for _ in range(chance.randint(1, 3)):
        child = film.start(*chance.choice(film.buys()))
        time.sleep(chance.uniform(*WINDOWS[film.transport]))
        kills += child.kill()
    return kills


def kill_between_post_and_name(film: Film, chance: random.Random) -> int:
    """Kill when requests are billed and their names were not read; the service is still drawing at the next start."""
    door = "batches" if film.transport == "batch" else "responses"
    film.service.settings(delay=_SERVER_STILL_AT_WORK, batch_seconds=_SERVER_STILL_AT_WORK)
    try:
        wanted = 1 if film.transport == "batch" else chance.randint(1, IN_FLIGHT)
        film.service.fail("never", endpoint=door, times=wanted)
        child = film.start(*film.buys()[0])
        until = time.monotonic() + 20
        while requests_of(film) < wanted and child.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        killed = child.kill()
        film.service.heal()
        # The next run begins while the picture is being drawn.
        second = film.start(*film.buys()[-1])
        time.sleep(chance.uniform(0.1, 0.6))
        return killed + second.kill()
    finally:
        film.service.settings(delay=0.12, batch_seconds=0.12)


def finish(film: Film) -> Child:
    """The command to its end, as somebody would who comes back an hour later; gives the run that says how it ended."""
    for path in [*film.root.rglob(".*.tmp"), *film.root.rglob("*.lock")]:
        os.utime(path, (time.time() - 4000,) * 2)
    if film.transport != "batch":
        return film.run(*film.buys()[0])
    send, fetch = film.buys()
    until = time.monotonic() + 4 * TURNS_UP_WITHIN
    while True:
        film.run(*fetch)
        film.run(*send)
        child = film.run(*fetch)
        states = {row["state"] for row in film.read("plan", "--backend", "openai")["rows"]}
        if not states & {"missing", "waiting", "stale"} or time.monotonic() > until:
            return child
        time.sleep(0.2)


def further_run(film: Film) -> int:
    """How many requests a run sends after which nothing is to be done."""
    before = requests_of(film)
    for words in film.buys():
        film.run(*words)
    return requests_of(film) - before


if __name__ == "__main__":
    sys.exit(main())
