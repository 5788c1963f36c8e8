"""Paid frames: pacing, throughput, memory, reruns and lost answers: python scripts/bench/frames.py [--quick] [--json]

known_limit_share, known_limit_429s: the least share of the permitted pictures a minute over all tiers, and the sum of all
refusals, against a simulated service on a virtual clock (pictures take 45 s, uploads 0.3 to 2 s, half of the refused
requests count), from the third minute on. unknown_limit_share: the same for 20 a minute and above where the service
tells neither its limit nor when to come back, from the tenth minute on. ratio_ideal_wall: the whole command `storyboard
frames --backend openai` for 250 shots, 25 under way, at a service on this machine that sends full-size pictures after
5 s, over the 50 s that the service needs; peak_mb is that command's largest proportional memory. cached_1000_*: the
command again for a film of 1,000 drawn shots. bills_per_lost_answer: what the fake service billed for a picture whose
answer it cut off, after two runs.

`--quick` simulates fewer minutes (unknown limits from the eighth on), draws 50 shots at 1 s (ratio_ideal_wall is null: the program's start would weigh too
much), and fills the long film with small pictures.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from frames_virtual import TIERS, Tally, simulate

from storyboard.model import OpenAISettings

HERE = Path(__file__).resolve().parent
DRAWN, SMALL = (1536, 864), (96, 54)
KEY = "sk-bench-0123456789abcdef"
QUICK = "--quick" in sys.argv
SCENE = (
    "\nEXT. PLACE {0} - DAY\n\nBoats rock at the quay number {0}. MARA (36) walks along the water.\n\n"
    "CLOSE ON MARA, who thinks of the number {0}.\n"
)
Counts = Callable[[], dict[str, int]]


class Run(NamedTuple):
    """How one command went."""

    code: int
    wall: float
    cpu: float
    peak_mb: int | None


def main() -> None:
    known, unknown = paced()
    shots, seconds, parallel = (50, 1.0, 25) if QUICK else (250, 5.0, 25)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder / "full", DRAWN)
        draw(folder / "small", SMALL)
        drawn = throughput(folder, shots, seconds, parallel)
        again = rerun(folder, 1000)
        bills = lost_answer(folder)
    figures = {
        "known_limit_share": round(min(tally.share for tally in known.values()), 3),
        "known_limit_429s": sum(tally.refusals for tally in known.values()),
        "unknown_limit_share": round(min(tally.share for tally in unknown.values()), 3),
        **drawn,
        **again,
        "bills_per_lost_answer": bills,
    }
    work = (
        f"tiers {'/'.join(map(str, TIERS.values()))} a minute on a virtual clock; {shots} shots of {DRAWN[0]}x{DRAWN[1]} at "
        f"{seconds:g} s, {parallel} under way; 1000 cached shots; one lost answer"
    )
    if "--json" in sys.argv:
        print(json.dumps({"bench": "frames", "work": work, "figures": figures}))
        return
    print(work)
    for tier, tally in known.items():
        print(f"tier {tier}, {TIERS[tier]:3} a minute  {tally.share:.1%} of it, {tally.refusals} refusals")
    for limit, tally in unknown.items():
        print(
            f"unknown {limit:3} a minute  {tally.share:.1%} of it, {tally.refusals} refusals, {tally.whole_run_share:.1%} with the search"
        )
    print("\n".join(f"{name}  {value}" for name, value in figures.items()))


# On a virtual clock ---------------------------------------------------------------------------------------------------


def paced() -> tuple[dict[int, Tally], dict[int, Tally]]:
    """Known limits by tier, and unknown ones by limit."""
    known = {
        tier: simulate(OpenAISettings(tier=tier), limit, minutes=5 if QUICK and limit > 20 else 15, warm=3, says=False)
        for tier, limit in TIERS.items()
    }
    unknown = {
        limit: simulate(OpenAISettings(), limit, minutes=12 if QUICK else 40, warm=8 if QUICK else 10, says=False)
        for limit in TIERS.values()
        if limit >= 20
    }
    return known, unknown


# In real time, the program itself -------------------------------------------------------------------------------------


def throughput(folder: Path, shots: int, seconds: float, parallel: int) -> dict[str, float | None]:
    """Draw a film; wall time over the ideal, and peak memory."""
    film = make_film(folder, "film", shots, parallel)
    with canned(folder / "full", seconds) as (url, count):
        run = frames(film, url)
    require(run.code == 0, f"drawing ended with {run.code}")
    require(count()["requests"] == shots, f"{count()['requests']} requests for {shots} shots")
    # A few seconds of work are soon outweighed by the program's start: no figure in a hurry.
    ratio = None if QUICK else round(run.wall / (shots / parallel * seconds), 3)
    return {"ratio_ideal_wall": ratio, "peak_mb": run.peak_mb}


def rerun(folder: Path, shots: int) -> dict[str, float]:
    """Draw a long film, then ask for it again."""
    film = make_film(folder, "long", shots, 25)
    with canned(folder / ("small" if QUICK else "full"), 0.0) as (url, count):
        require(frames(film, url).code == 0, "drawing the long film failed")
    require(count()["requests"] == shots, f"{count()['requests']} requests for {shots} shots")
    with canned(folder / "small", 0.0) as (url, count):
        again = frames(film, url)
    require(again.code == 0, f"the rerun ended with {again.code}")
    return {"cached_1000_requests": count()["requests"], "cached_1000_cpu_s": round(again.cpu, 2)}


def lost_answer(folder: Path) -> int:
    """One picture whose answer is cut off after it was billed, and the same command again."""
    film = make_film(folder, "lost", 2, 1)
    command = [sys.executable, "-m", "storyboard.testing", "--fail", "drop_after_billing"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        for _ in range(2):
            code = frames(film, url, "1A").code
            require(code == 3, f"a lost answer ended with {code} instead of 3")
        with urllib.request.urlopen(f"{url.removesuffix('/v1')}/_bills") as answer:
            return len(json.load(answer)["bills"])
    finally:
        process.terminate()
        process.communicate()


def frames(film: Path, url: str, *selectors: str) -> Run:
    """The command, timed and watched."""
    command = [sys.executable, "-m", "storyboard", "-q", "-C", str(film), "frames", *selectors]
    environment = {**os.environ, "OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY}
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [*command, "--backend", "openai", "--yes"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peaks: list[int] = []
    watcher = threading.Thread(target=watch, args=(process, peaks))
    watcher.start()
    said = process.communicate()[1]
    wall = time.monotonic() - began
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in {0, 3}:
        print(said, file=sys.stderr)
    return Run(process.returncode, wall, cpu, max(peaks) // 1024 if peaks else None)


def watch(process: subprocess.Popen[str], peaks: list[int]) -> None:
    """The proportional memory of a process in kilobytes, as long as it runs; it starts no others."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    while process.poll() is None:
        with contextlib.suppress(OSError, StopIteration):
            lines = rollup.read_text(encoding="ascii").splitlines()
            peaks.append(int(next(line for line in lines if line.startswith("Pss:")).split()[1]))
        time.sleep(0.1)


@contextlib.contextmanager
def canned(pictures: Path, seconds: float) -> Iterator[tuple[str, Counts]]:
    """The service that only waits and sends, in a process of its own: its address, and what it counted once it ended."""
    command = [sys.executable, str(HERE / "frames_service.py"), str(pictures), str(seconds)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    counts: dict[str, int] = {}
    try:
        yield url, lambda: counts
    finally:
        counts.update(json.loads(process.communicate()[0]))


def make_film(folder: Path, name: str, shots: int, parallel: int) -> Path:
    """A project of that many shots, two a scene: the second is sent the picture of the first along with MARA's."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (240, 480), "white")
    ImageDraw.Draw(picture).ellipse((90, 20, 150, 100), fill="peru")
    picture.save(folder / "mara.png")
    script = folder / f"{name}.fountain"
    script.write_text("".join(SCENE.format(number) for number in range(1, shots // 2 + 1)), encoding="utf-8")
    film = folder / name
    new = ["new", str(film), "--script", str(script), "--character", f"MARA={folder / 'mara.png'}"]
    subprocess.run([sys.executable, "-m", "storyboard", "-q", *new], check=True, stdout=subprocess.DEVNULL)
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8").replace("\nbudget: 10 ", "\nbudget: 1000 ")
    bible.write_text(f"{text}\nopenai:\n  parallel: {parallel}\n", encoding="utf-8")
    return film


def draw(folder: Path, size: tuple[int, int]) -> None:
    """Pictures as hard to pack as the service's: soft shapes with some grain."""
    import numpy as np
    from PIL import Image

    folder.mkdir()
    random = np.random.default_rng(1)
    for number in range(8):
        coarse = Image.fromarray(random.integers(0, 255, (9, 16, 3), dtype=np.uint8))
        shapes = np.asarray(coarse.resize(size, Image.Resampling.BICUBIC)).astype(np.int16)
        grain = random.integers(-4, 5, shapes.shape)
        Image.fromarray((shapes + grain).clip(0, 255).astype(np.uint8)).save(folder / f"{number}.png", compress_level=3)


def require(holds: bool, complaint: str) -> None:
    """End here when a figure would not mean what it says."""
    if not holds:
        sys.exit(complaint)


if __name__ == "__main__":
    main()
