"""Throw broken scripts at the readers: ``python scripts/fuzz.py [--reader NAME] [--runs N | --seconds N] [--seed S] [--workers K] [--json]``.

Every input is made from small files of the reader's own format, or put together from pieces of its grammar, by cutting,
doubling, moving and strewing in signs that hurt. A reader may refuse it with an error of one to three lines; any other
exception, more than two seconds of the processor, more than 300 MB, an element without a true line, two scenes or shots
with one id, and text that cannot be written as UTF-8 are findings. One in `--every` inputs is broken down into shots too.
What fails is made as small as it can be and kept in `--keep`. Execution N of a seed is always the same input.
Exits with 1 when something was found. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fuzzing.campaign import Plan, Tally, corpus_of, run, shrunk
from fuzzing.targets import TARGETS

_RUNS = 1000
_LARGEST_CORPUS_FILE = 3000


def main() -> int:
    """Fuzz one reader or all of them."""
    options = _options()
    names = options.reader or list(TARGETS)
    runs = options.runs or (sys.maxsize if options.seconds else _RUNS)
    corpora = corpus_of(options.corpus, names, largest=_LARGEST_CORPUS_FILE) if options.corpus else {}
    plans = [
        Plan(
            name,
            options.seed,
            options.first,
            options.first + runs,
            options.seconds,
            options.every,
            corpora.get(name, ()),
        )
        for name in names
    ]
    tallies: list[Tally] = []
    # Each reader runs in a process of its own; a thread only watches it.
    with ThreadPoolExecutor(options.workers) as pool:
        for tally in pool.map(run, plans) if options.workers > 1 else map(run, plans):
            tallies.append(tally)
            _say(tally, options.keep)
    total = {
        key: sum(int(tally.figures()[key]) for tally in tallies)  # type: ignore[call-overload]  # They are counts.
        for key in ("executions", "broken_down", "uncaught", "slow")
    }
    print(
        f"{total['executions']:,} executions, {total['broken_down']:,} of them broken down: {total['uncaught']} uncaught, {total['slow']} slow"
    )
    if options.json:
        figures = {**total, "readers": {tally.name: tally.figures() for tally in tallies}}
        print(
            json.dumps(
                {
                    "bench": "fuzz",
                    "work": f"mutated inputs for {', '.join(names)}, seed {options.seed}",
                    "figures": figures,
                }
            )
        )
    return 1 if total["uncaught"] or total["slow"] else 0


def _say(tally: Tally, keep: Path) -> None:
    figures = tally.figures()
    a_second = tally.executions / max(tally.seconds, 0.01)
    print(
        f"{tally.name:9} {tally.executions:9,} executions  {a_second:6,.0f} a second  slowest {tally.slowest_ms:7.1f} ms  "
        f"{figures['uncaught']} uncaught  {figures['slow']} slow",
        flush=True,
    )
    for number, finding in enumerate(tally.findings.values(), start=1):
        small = replace(finding, data=shrunk(tally.name, finding))
        keep.mkdir(parents=True, exist_ok=True)
        path = keep / f"{tally.name}-{number:02d}{TARGETS[tally.name].ending}"
        path.write_bytes(small.data)
        print(
            f"  {finding.mark}, {finding.times} times, first at execution {finding.execution}; kept as {path}\n{finding.text}",
            flush=True,
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=sorted(TARGETS), action="append", help="only this one; may be given again")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--seconds", type=float, default=0.0, help="for each reader")
    limit.add_argument("--runs", type=int, default=0, help=f"for each reader ({_RUNS} if nothing is said)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the execution to begin with, to see one again")
    parser.add_argument("--every", type=int, default=16, help="break down one input in so many; 0 for none")
    parser.add_argument("--corpus", type=Path, help="a folder of scripts to break besides the built-in ones")
    parser.add_argument("--workers", type=int, default=1, help="readers that are tried at the same time")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), help="the folder for inputs that fail")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
