"""A small dose of all of it, for every change: python scripts/crash/dose.py [--seed N] [--json]

At least 90 kills (at random, forced, at labelled points, at system calls, one of several processes), 10 power cuts, full
disks, and the careless controls, which must fail. What cannot be done on this machine (no root, no strace) is skipped with
the reason. Each of the scripts does its whole campaign by itself.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter

import full_disk
import kill
import points
import power
import syscalls
import traced
import two
from campaign import Options, Round, campaign, read_options, report
from controls import run_controls
from evidence import broken

# With so many `--rounds` each part does as many as stand beside it below; with twice as many, twice that.
_WHOLE = 100


def main() -> int:
    options = read_options(__doc__ or "", rounds=_WHOLE)
    share = options.rounds / _WHOLE
    began = time.monotonic()
    totals: dict[str, Counter[str]] = {}

    def do(name: str, one_round: Round, rounds: int, *, reason: str = "", delay: float = 0.12) -> None:
        if reason:
            print(f"{name}: skipped: {reason}", flush=True)
            return
        totals[name] = campaign(name, one_round, _with(options, max(1, round(rounds * share))), delay=delay)

    do("kill", kill.one_round, 54)
    do("points", _spread(points.one_round, len(points.POINTS), 28), 28)
    do("power", power.one_round, 10, reason=power.can_cut())
    do("full_disk", full_disk.one_round, 4, reason=full_disk.why_not(), delay=0.6)
    do("two", two.one_round, 6)
    if reason := traced.why_not():
        print(f"syscalls: skipped: {reason}")
    else:
        totals["syscalls"] = syscalls.sweep(_with(options, max(1, round(24 * share))))
    seen = run_controls(_with(options, 8))
    kills = sum(counts["kills"] for counts in totals.values())
    wrong = {name: found for name, counts in totals.items() if (found := broken(counts))}
    figures = {
        "kills": kills,
        "power_cuts": totals["power"]["cuts"] if "power" in totals else 0,
        "bought_twice": sum(counts["bought_twice"] for counts in totals.values()),
        "lost": sum(counts["lost"] for counts in totals.values()),
        "controls_failed": seen,
        "seconds": round(time.monotonic() - began),
    }
    for name, counts in totals.items():
        report(name, counts, options._replace(as_json=False))
    if options.as_json:
        print(json.dumps({"bench": "crash/dose", "work": f"seed {options.seed}", "figures": figures}))
    print(f"crashes: {figures}", flush=True)
    return 1 if wrong or not seen else 0


def _with(options: Options, rounds: int) -> Options:
    return options._replace(rounds=rounds, as_json=False)


def _spread(one_round: Round, of: int, rounds: int) -> Round:
    """The rounds spread over all there are, instead of the first."""
    step = max(1, of // rounds)
    spread: Round = lambda place, number, chance: one_round(place, number * step, chance)  # noqa: E731 - a closure
    return spread


if __name__ == "__main__":
    sys.exit(main())
