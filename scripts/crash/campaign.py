"""Many rounds, a few at a time, and one verdict."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from evidence import PROMISES, broken
from ground import Ground, ground, load_program

# A lane in which so many rounds could not even be judged gives up.
_ENOUGH = 3

Round = Callable[[Ground, int, random.Random], Counter[str]]
Result = tuple[int, Counter[str], str]


class Options(NamedTuple):
    """What every script of this folder is told on the command line."""

    rounds: int
    seed: int
    lanes: int
    as_json: bool


def read_options(about: str, *, rounds: int) -> Options:
    """Read ``--rounds --seed --lanes --json``."""
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=rounds, help=f"how many (default: {rounds})")
    parser.add_argument("--seed", type=int, default=1, help="the same seed kills after the same times")
    parser.add_argument("--lanes", type=int, default=2, help="rounds at a time")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    given = parser.parse_args()
    return Options(given.rounds, given.seed, given.lanes, given.json)


def campaign(name: str, one_round: Round, options: Options, *, delay: float = 0.12) -> Counter[str]:
    """Do so many rounds, and print each.

    Args:
        name: What is being done, for the printed lines.
        one_round: Called with a ground, the round's number (from 0) and its own chance; gives counts.
        options: How many, and how many at a time.
        delay: Seconds the service takes for a picture.
    """
    load_program()
    totals: Counter[str] = Counter()
    began = time.monotonic()
    context = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    processes = []
    for lane in range(min(options.lanes, options.rounds)):
        numbers = range(lane, options.rounds, options.lanes)
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_lane, args=(theirs, one_round, numbers, options.seed, delay))
        process.start()
        theirs.close()
        ends.append(mine)
        processes.append(process)
    done = 0
    # Who stops this also stops the lanes, and each takes its service and its disks down.
    signal.signal(signal.SIGTERM, lambda *_: _stop(processes))
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            try:
                number, counts, trouble = end.recv()
            except EOFError:
                ends.remove(end)
                continue
            done += 1
            totals += counts
            totals["bug"] += bool(trouble)
            print(f"{name} {number + 1}: {_shown(counts)}{trouble}", flush=True)
    for process in processes:
        process.join()
    totals["rounds"] = done
    totals["seconds"] = round(time.monotonic() - began)
    # A lane that died took its rounds with it.
    totals["bug"] += options.rounds - done
    return totals


def _stop(lanes: Sequence[BaseProcess]) -> None:
    for lane in lanes:
        lane.terminate()
    for lane in lanes:
        lane.join()
    sys.exit(1)


def report(name: str, totals: Counter[str], options: Options) -> int:
    """Print what came of it; 1 when a promise was broken."""
    wrong = broken(totals)
    figures = {key: totals[key] for key in sorted(totals) if key not in PROMISES} | {
        key: totals[key] for key in PROMISES
    }
    if options.as_json:
        work = f"{totals['rounds']} rounds, seed {options.seed}"
        print(json.dumps({"bench": f"crash/{name}", "work": work, "figures": figures}), flush=True)
    for key, times in wrong.items():
        print(f"{name}: {PROMISES[key]} ({key}): {times}", file=sys.stderr)
    print(
        f"{name}: {'broken promises' if wrong else 'all promises kept'}: {_shown(totals)}", file=sys.stderr, flush=True
    )
    return 1 if wrong else 0


def _lane(out: Connection, one_round: Round, numbers: Sequence[int], seed: int, delay: float) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    failed = 0
    with ground(delay=delay) as place:
        for number in numbers:
            trouble = ""
            counts: Counter[str] = Counter()
            try:
                counts = one_round(place, number, random.Random(f"{seed} {number}"))
            except Exception:  # noqa: BLE001 - a round that fails is a result, and the others go on
                trouble = "\n" + traceback.format_exc(limit=-3)
            out.send((number, counts, trouble))
            failed += bool(trouble)
            if failed == _ENOUGH:
                break
    out.close()


def _shown(counts: Counter[str]) -> str:
    return " ".join(f"{key}={value}" for key, value in counts.items() if value)
