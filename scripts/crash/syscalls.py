"""Kill, or fail, every system call of the paid part: python scripts/crash/syscalls.py [--rounds N] [--seed N] [--json]

A run under strace is counted first. Then, for the Nth call of each kind that puts something on the disk: the run is killed
there (SIGKILL), or the call fails (EIO, ENOSPC), and the command is run again. Asserted: as `kill.py`; a run that met an
error ends with an exit code other than 0, and not with a traceback; the next run finishes. `--rounds 0` does them all; fewer
are drawn by the seed. Skipped, with the reason, where there is no strace.
"""

from __future__ import annotations

import random
import re
import signal
import sys
from collections import Counter
from typing import NamedTuple

from campaign import Options, campaign, read_options, report
from evidence import examine
from ground import TRANSPORTS, Ground, ground
from kill import finish, further_run
from traced import Injection, calls_in, injected, is_of_the_film, run_traced, why_not

CALLS = ("fsync", "fdatasync", "pwrite64", "write", "rename", "link", "unlink", "ftruncate", "fallocate")
# Errors that a call can have on a disk that is dying (EIO), or full (ENOSPC).
ERRORS = {
    "EIO": ("fsync", "fdatasync", "pwrite64", "write", "rename", "link", "unlink"),
    "ENOSPC": ("write", "pwrite64", "rename", "link", "fallocate"),
}
# SQLite does not look at the result when it syncs the folder of its file, so nobody above it can hear of that.
SQLITE_DOES_NOT_SAY = re.compile(r"fdatasync\(\d+<[^>]*/\.storyboard>\)")
SHOTS = 2


class Point(NamedTuple):
    """An injection into one of the commands (by its number) of a transport."""

    transport: str
    command: int
    injection: Injection


def main() -> int:
    if reason := why_not():
        print(f"syscalls: skipped: {reason}")
        return 0
    options = read_options(__doc__ or "", rounds=0)
    return report("syscalls", sweep(options), options)


def sweep(options: Options) -> Counter[str]:
    """Count the calls, then fail each or so many of them."""
    with ground(delay=0.02) as place:
        points = [point for transport in TRANSPORTS for point in points_of(place, transport)]
    random.Random(options.seed).shuffle(points)
    chosen = points[: options.rounds] if options.rounds else points
    print(f"{len(chosen)} of {len(points)} points", flush=True)

    def one_round(place: Ground, number: int, _: random.Random) -> Counter[str]:
        return fail_at(place, chosen[number])

    return campaign("syscall", one_round, options._replace(rounds=len(chosen)), delay=0.02)


def points_of(place: Ground, transport: str) -> list[Point]:
    """Every call of every command by which a film is bought."""
    points = []
    with place.film(transport, shots=SHOTS) as film:
        for command, words in enumerate(film.buys()):
            _, trace = run_traced(film, words, ",".join(CALLS), None)
            for call, nth in calls_in(trace):
                whats = ["KILL", *(error for error, calls in ERRORS.items() if call in calls)]
                points += [Point(transport, command, Injection(call, nth, what)) for what in whats]
    return points


def fail_at(place: Ground, point: Point) -> Counter[str]:
    """A film of which one call fails, and which is then finished."""
    call, nth, what = point.injection
    with place.film(point.transport, shots=SHOTS) as film:
        counts: Counter[str] = Counter()
        for words in film.buys()[: point.command]:
            film.run(*words)
        child, trace = run_traced(film, film.buys()[point.command], call, point.injection)
        failed = injected(trace)
        fired = any(map(is_of_the_film, failed)) if what != "KILL" else child.wait() == -signal.SIGKILL
        counts[f"{what}_fired" if fired else "not_reached"] += 1
        counts["kills"] += child.wait() == -signal.SIGKILL
        if fired and what != "KILL":
            went_on = child.wait() == 0
            unheard = all(SQLITE_DOES_NOT_SAY.search(one) for one in failed)
            counts["silent_error"] += went_on and not unheard
            counts["unheard_in_sqlite"] += went_on and unheard
            # Where the screen itself takes no more, nothing can be said well.
            if all(map(is_of_the_film, failed)):
                counts["bug"] += "Traceback" in child.printed() or "A bug in storyboard" in child.printed()
        last = finish(film)
        counts += examine(film, last, kills=1)
        counts["sent_again"] += further_run(film)
        if counts["silent_error"] or counts["bug"]:
            counts[
                f"at {point.transport} {point.command} {what} {call} {nth}: {failed[0][:160]} {child.printed()[-200:]!r}"
            ] += 1
        return counts


if __name__ == "__main__":
    sys.exit(main())
