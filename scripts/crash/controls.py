"""Show that the suite sees: what is built carelessly must break the same promises: python scripts/crash/controls.py [--json]

Four careless builds, none of which the program can be switched to; each lives in a process of this script only:

- ``naive``: a script that buys a picture unless its file is there, killed, and with its power cut;
- ``wal_normal``: the program with its ledger in WAL mode and `synchronous = NORMAL`, as most programs have it, power cut;
- ``no_fsync``: the program with no fsync at all, power cut.

Each is tried until it has broken a promise, at most `--rounds` times. Ends with exit code 1 if one of them did not: then the
other scripts of this folder prove nothing. Power cuts are skipped, with the reason, where no disk can be mounted.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import naive
from campaign import Options, read_options
from disk import ext4
from evidence import broken, examine
from ground import Ground, ground
from kill import finish, further_run
from power import can_cut, cut_power

Control = Callable[[Ground, random.Random], Counter[str]]


def main() -> int:
    options = read_options(__doc__ or "", rounds=8)
    return 0 if run_controls(options) else 1


def run_controls(options: Options) -> bool:
    """Try them all; True if every one of them broke a promise."""
    controls: dict[str, Control] = {"naive_killed": _naive_killed}
    if reason := can_cut():
        print(f"controls with the power cut: skipped: {reason}")
    else:
        controls |= {"naive_cut": _naive_cut, "wal_normal_cut": _wal_normal_cut, "no_fsync_cut": _no_fsync_cut}
    results: dict[str, dict[str, int]] = {}
    with ground() as place:
        for name, control in controls.items():
            results[name] = _until_broken(name, control, place, options)
    if options.as_json:
        print(json.dumps({"bench": "crash/controls", "work": f"seed {options.seed}", "figures": results}))
    blind = [name for name, found in results.items() if not found]
    for name in blind:
        print(f"controls: {name} kept every promise, so these tests are blind to it", file=sys.stderr)
    return not blind


def _until_broken(name: str, control: Control, place: Ground, options: Options) -> dict[str, int]:
    for number in range(options.rounds):
        try:
            found = broken(control(place, random.Random(f"{options.seed} {name} {number}")))
        except (RuntimeError, sqlite3.DatabaseError) as error:
            found = {"bug": 1}
            print(f"control {name}: {str(error)[-200:]!r}")
        if found:
            print(f"control {name}: broken as it must be, in round {number + 1}: {found}", flush=True)
            return found
    return {}


def _naive_killed(place: Ground, chance: random.Random) -> Counter[str]:
    with place.film("images") as film:
        for _ in range(3):
            child = naive.buy(film)
            time.sleep(chance.uniform(0.2, 0.8))
            child.kill()
        naive.buy(film).wait()
        return naive.examine(film)


def _naive_cut(place: Ground, chance: random.Random) -> Counter[str]:
    with ext4(place.folder) as disk, place.film("images", at=disk.folder) as film:
        disk.flush()
        child = naive.buy(film)
        time.sleep(chance.uniform(0.4, 0.9))
        disk.cut()
        child.kill()
        disk.power_up()
        naive.buy(film).wait()
        return naive.examine(film)


def _wal_normal_cut(place: Ground, chance: random.Random) -> Counter[str]:
    return _careless(place, chance, wal_normal)


def _no_fsync_cut(place: Ground, chance: random.Random) -> Counter[str]:
    return _careless(place, chance, no_fsync)


def _careless(place: Ground, chance: random.Random, within: Callable[[], None]) -> Counter[str]:
    with ext4(place.folder) as disk, place.film("images", at=disk.folder) as film:
        disk.flush()
        cut_power(film, disk, chance, Counter(), within)
        last = finish(film)
        counts = examine(film, last, kills=1)
        counts["sent_again"] += further_run(film)
        return counts


def wal_normal() -> None:
    """Let this process keep its ledger as most programs keep theirs."""
    _open_ledger_with("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", stays_open=True)


def no_fsync() -> None:
    """Let this process hand nothing to the disk before the system does."""
    vars(os).update(fsync=lambda _: None, fdatasync=lambda _: None)
    _open_ledger_with("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = OFF", stays_open=False)


def _open_ledger_with(*pragmas: str, stays_open: bool) -> None:
    from storyboard.paid.ledger import Ledger

    open_ones: list[sqlite3.Connection] = []

    @contextlib.contextmanager
    def connection(ledger: Ledger) -> Iterator[sqlite3.Connection]:
        opened = sqlite3.connect(ledger.path, timeout=60, isolation_level=None)
        for pragma in pragmas:
            opened.execute(pragma)
        if stays_open and not open_ones:
            # Closing the last connection writes everything back; a program that has one open never does.
            open_ones.append(sqlite3.connect(ledger.path, isolation_level=None))
            open_ones[0].execute("SELECT COUNT(*) FROM sqlite_master")
        yield opened
        opened.close()

    vars_of = {"_connection": connection}
    for name, value in vars_of.items():
        setattr(Ledger, name, value)


if __name__ == "__main__":
    sys.exit(main())
