"""Pull the plug in the middle of paid work, again and again: python scripts/crash/kill.py [--rounds N] [--seed N] [--json]

Each round makes a small project, lets `storyboard frames --backend openai` draw against the image service's stand-in on
this machine, kills it (SIGKILL) after a random time, starts it again until it ends by itself, and then asks:

    1. was any picture billed twice without consent?                                  must be 0
    2. is any billed picture neither on disk nor named as unknown (and counted)?      must be 0
    3. does a further run send anything?                                              must be 0
    4. is the sum in the ledger at least the sum of the bills?

Ends with exit code 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from storyboard.testing import FakeImageService

SCRIPT = "".join(
    f"\nEXT. PLACE {number} - DAY\n\nBoats rock at the quay number {number}. MARA (36) walks along the water.\n\n"
    f"CLOSE ON MARA, who thinks of the number {number}.\n"
    for number in range(1, 7)
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill paid runs and look what is lost or bought twice.")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    totals: Counter[str] = Counter()
    for number in range(options.rounds):
        result = one_round(chance)
        totals.update(result)
        print(f"round {number + 1}: {dict(result)}", flush=True)
    broken = totals["bought_twice"] + totals["lost"] + totals["sent_again"] + totals["undercounted"]
    figures = {"rounds": options.rounds, **totals}
    if options.json:
        print(
            json.dumps({"bench": "kill", "work": f"{options.rounds} rounds, seed {options.seed}", "figures": figures})
        )
    print("Broken promises" if broken else "All promises kept", figures, file=sys.stderr)
    return 1 if broken else 0


def one_round(chance: random.Random) -> Counter[str]:
    """One project, killed and finished."""
    counts: Counter[str] = Counter(bought_twice=0, lost=0, sent_again=0, undercounted=0)
    service = FakeImageService(delay=0.15)
    with tempfile.TemporaryDirectory() as folder, service.serve() as base_url:
        film = make_film(Path(folder))
        environment = {**os.environ, "OPENAI_BASE_URL": base_url, "OPENAI_API_KEY": "sk-fake-0123456789abcdef"}
        frames = [sys.executable, "-m", "storyboard", "-q", "-C", str(film), "frames", "--backend", "openai", "--yes"]
        for _ in range(chance.randint(1, 3)):
            process = subprocess.Popen(frames, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait_for_work(service, process, len(service.requests))
            time.sleep(chance.uniform(0.0, 0.5))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
                counts["kills"] += 1
            process.wait()
        last = subprocess.run(frames, env=environment, capture_output=True, text=True, check=False)
        counts["bills"] += len(service.bills)
        status = printed(film, environment, "status")
        rows = printed(film, environment, "plan", "--backend", "openai")["rows"]
        unknown = [row for row in rows if row["state"] == "unknown"]
        counts["unknown"] += len(unknown)
        per_prompt = Counter(bill.prompt for bill in service.bills)
        counts["bought_twice"] += sum(times - 1 for times in per_prompt.values())
        safe = {row["prompt"] for row in rows if row["state"] in {"current", "unknown"}}
        counts["lost"] += sum(prompt not in safe for prompt in per_prompt)
        if last.returncode != (3 if unknown else 0):
            counts["lost"] += 1
        money = status["money"]
        counts["undercounted"] += money["spent_usd"] + money["unknown_usd"] + 1e-9 < float(service.billed_usd)
        before = len(service.requests)
        subprocess.run(frames, env=environment, capture_output=True, check=False)
        counts["sent_again"] += len(service.requests) - before
    return counts


def make_film(folder: Path) -> Path:
    """A project of a dozen small shots."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (240, 480), "white")
    ImageDraw.Draw(picture).ellipse((90, 20, 150, 100), fill="peru")
    picture.save(folder / "mara.png")
    (folder / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    film = folder / "film"
    new = ["new", str(film), "--script", str(folder / "script.fountain"), "--character", f"MARA={folder / 'mara.png'}"]
    subprocess.run([sys.executable, "-m", "storyboard", "-q", *new], check=True, stdout=subprocess.DEVNULL)
    return film


def wait_for_work(service: FakeImageService, process: subprocess.Popen[bytes], before: int) -> None:
    """Until the first request of this run came, so that kills fall into paid work and not into start-up."""
    until = time.monotonic() + 20
    while len(service.requests) + len(service.bills) <= before and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)


def printed(film: Path, environment: dict[str, str], *words: str) -> dict[str, object]:
    """What a command prints as JSON."""
    command = [sys.executable, "-m", "storyboard", "-q", "-C", str(film), *words, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    value: dict[str, object] = json.loads(done.stdout)
    return value


if __name__ == "__main__":
    sys.exit(main())
