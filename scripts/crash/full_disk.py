"""Fill the disk while pictures are being drawn: python scripts/crash/full_disk.py [--rounds N] [--seed N] [--json]

Each round puts a film on a small disk of its own (a tmpfs), begins to buy, and fills the disk to the last byte when pictures
are under way; every second round also takes away the room that was set aside for their answers, so that they must go to the
spare folder outside the project. Asserted: the run ends with an exit code other than 0 and without a traceback; when there
is room again, the same command finishes without paying again for anything: no paid picture is lost or unknown. And as
`kill.py`. Skipped, with the reason, where no such disk can be mounted (it needs Linux and root).
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from campaign import campaign, read_options, report
from children import Child
from disk import unmount
from evidence import examine
from ground import TRANSPORTS, Film, Ground
from kill import finish, further_run

_MEGABYTES = 48


def main() -> int:
    if reason := why_not():
        print(f"full_disk: skipped: {reason}")
        return 0
    options = read_options(__doc__ or "", rounds=12)
    return report("full_disk", campaign("full disk", one_round, options, delay=0.6), options)


def one_round(place: Ground, number: int, chance: random.Random) -> Counter[str]:
    """A film on a disk that fills up."""
    transport = TRANSPORTS[number % len(TRANSPORTS)]
    without_pads = number // len(TRANSPORTS) % 2 == 1
    with small_disk(place.folder) as disk, place.film(transport, at=disk) as film:
        counts = Counter({f"rounds_{transport}": 1})
        if transport == "batch":
            film.run(*film.buys()[0])
            time.sleep(0.7)
            fill(disk)
            child = film.start(*film.buys()[1])
        else:
            child = film.start(*film.buys()[0])
            wait_for_bills(film, child)
            time.sleep(chance.uniform(0.0, 0.3))
            if without_pads:
                for pad in (film.root / ".storyboard" / "spool").glob("*.pad"):
                    pad.unlink()
            fill(disk)
        code = child.wait()
        paid_for = len(film.service.bills()["bills"])
        counts["billed_when_full"] += paid_for
        counts["answers_in_the_spare_folder"] += len(list(film.state.rglob("*.answer")))
        counts["silent_error"] += code == 0
        counts["bug"] += "Traceback" in child.printed() or "A bug in storyboard" in child.printed()
        (disk / "filler").unlink()
        last = finish(film)
        counts += examine(film, last, kills=0)
        # The connection is never cut here: whoever loses an answer lost it for want of room.
        counts["lost"] += counts["unknown_billed"]
        counts["sent_again"] += further_run(film)
        if code == 0 or counts["bug"]:
            counts[f"said: {child.printed()[-300:]!r}"] += 1
        return counts


def wait_for_bills(film: Film, child: Child) -> None:
    """Until the first pictures are being drawn."""
    until = time.monotonic() + 20
    while not film.service.bills()["bills"] and child.poll() is None and time.monotonic() < until:
        time.sleep(0.02)


def fill(disk: Path) -> None:
    """Leave no byte free."""
    handle = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    os.write(handle, bytes(size))
    finally:
        os.close(handle)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    mounted = folder / "small"
    mounted.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(mounted)], check=True)
    try:
        yield mounted
    finally:
        unmount(mounted)


def why_not() -> str:
    """Why there can be no such disk here; empty where it can."""
    if sys.platform != "linux":
        return "this is not Linux"
    if os.geteuid() != 0:
        return "only root may mount a disk"
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        try:
            with small_disk(Path(folder)):
                return ""
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            return f"no disk can be mounted here ({error})"


if __name__ == "__main__":
    sys.exit(main())
