"""Run the example film end to end, offline: python scripts/demo.py [--open]

Makes a virtual environment in the checkout, installs the package, copies the example to demo/ and runs it there, so
that the example itself stays as it is. A second run draws only what changed. At the end a copy of the film gets
another coat: which frames that makes wrong, what redoing them would cost, and those frames drawn anew.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import Any

from environment import ROOT, ensure

EXAMPLE = ROOT / "examples" / "lighthouse"
DEMO = ROOT / "demo" / "lighthouse"
RED_COAT = ROOT / "demo" / "lighthouse-red-coat"
# What a run makes stays out of the copy, should somebody have run the example in place.
_MADE = shutil.ignore_patterns("frames", "out", ".storyboard", "shots.yaml", "shots.lock.json", "__pycache__", "*.py")
# No key, no service: the demo is free and offline whatever the environment holds.
_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}


def main() -> int:
    python = ensure(tools=False)
    shutil.copytree(EXAMPLE, DEMO, ignore=_MADE, dirs_exist_ok=True)
    began = time.monotonic()
    code = _storyboard(python, "run", str(DEMO), "--backend", "previs").returncode
    if code:
        return code
    took = time.monotonic() - began
    code = _change_coat(python)
    if code:
        return code
    print(f"\nThe film took {took:.0f} s. Open these:")
    pages = (
        DEMO / "out/board.html",
        DEMO / "out/animatic.mp4",
        DEMO / "frames/shot",
        DEMO / "out/bundles/generic/README.md",
        RED_COAT / "out/board.html",
    )
    for path in pages:
        print(f"  {path}")
    if "--open" in sys.argv[1:]:
        webbrowser.open(pages[-1].as_uri())
    return 0


def _change_coat(python: Path | str) -> int:
    """Put Mara into a red coat in a copy of the film, and redo what that makes wrong."""
    shutil.rmtree(RED_COAT, ignore_errors=True)
    shutil.copytree(DEMO, RED_COAT)
    bible = RED_COAT / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    changed = text.replace("yellow raincoat", "red raincoat").replace("refs/mara.png", "refs/mara-red-coat.png")
    bible.write_text(changed, encoding="utf-8")
    stale = [row for row in _plan(python, "stale")["rows"] if row["state"] == "stale" and row["takes"]]
    if not stale:
        print("The red coat made no frame stale, and it should have", file=sys.stderr)
        return 1
    numbers = [row["number"] for row in stale]
    price = _plan(python, *numbers, "--backend", "openai")["total"]
    print(f"\nIn a copy of the film Mara's raincoat is red now. {stale[0]['reasons'][0]}")
    print(
        f"{len(stale)} frames stale, about ${price['estimate_usd']:.2f} to redo with gpt-image-2 "
        f"(at most ${price['at_most_usd']:.2f}): {', '.join(numbers)}"
    )
    print("Redone with the free artist:", flush=True)
    drawn = _storyboard(python, "-C", str(RED_COAT), "-q", "frames", "stale", stdout=subprocess.DEVNULL).returncode
    return drawn or _storyboard(python, "-C", str(RED_COAT), "-q", "board").returncode


def _plan(python: Path | str, *words: str) -> dict[str, Any]:
    done = _storyboard(python, "-C", str(RED_COAT), "plan", *words, "--json", stdout=subprocess.PIPE)
    plan: dict[str, Any] = json.loads(done.stdout)
    return plan


def _storyboard(python: Path | str, *words: str, stdout: int | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([python, "-m", "storyboard", *words], env=_CLEAN, stdout=stdout, check=False)


if __name__ == "__main__":
    sys.exit(main())
