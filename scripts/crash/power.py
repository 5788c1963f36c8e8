"""Cut the power in the middle of paid work: python scripts/crash/power.py [--rounds N] [--seed N] [--json]

Each round buys a film's frames on a real ext4 disk, by each transport in turn, cuts the disk's power after a random time
(what was not written is lost), kills the run, mounts the disk again and runs the command to its end, and once more.
Asserted: as `kill.py`. Skipped, with the reason, where no disk can be mounted (it needs Linux and root).

`controls.py` shows that a ledger in WAL mode with `synchronous = NORMAL`, files without fsync, and a script that asks "is
the file there?" fail the same asserts.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from campaign import campaign, read_options, report
from disk import Disk, ext4, why_not
from evidence import examine
from ground import TRANSPORTS, Film, Ground
from kill import WINDOWS, finish, further_run


def main() -> int:
    if reason := why_not():
        print(f"power: skipped: {reason}")
        return 0
    options = read_options(__doc__ or "", rounds=30)
    return report("power", campaign("cut", one_round, options), options)


def one_round(place: Ground, number: int, chance: random.Random) -> Counter[str]:
    """A film on a disk whose power is cut, and finished."""
    transport = TRANSPORTS[number % len(TRANSPORTS)]
    with ext4(place.folder) as disk, place.film(transport, at=disk.folder) as film:
        counts = Counter({f"rounds_{transport}": 1})
        disk.flush()
        cut_power(film, disk, chance, counts)
        last = finish(film)
        counts += examine(film, last, kills=1)
        counts["sent_again"] += further_run(film)
        return counts


def cut_power(
    film: Film, disk: Disk, chance: random.Random, counts: Counter[str], within: Callable[[], None] | None = None
) -> None:
    """Buy, and let the power fail; `within` is called in the buying process first."""
    commands = film.buys()
    if len(commands) > 1 and chance.random() < 0.5:
        film.run(*commands[0], within=within)
        disk.flush()
        commands = commands[1:]
    child = film.start(*commands[0], within=within)
    time.sleep(chance.uniform(*WINDOWS[film.transport]))
    child.freeze()
    disk.cut()
    counts["cuts"] += 1
    counts["cuts_at_work"] += child.kill()
    counts["billed_before_the_cut"] += len(film.service.bills()["bills"])
    disk.power_up()


can_cut = lru_cache(maxsize=1)(why_not)


if __name__ == "__main__":
    sys.exit(main())
