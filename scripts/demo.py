"""Run the example film end to end, offline: python scripts/demo.py

Makes a virtual environment in the checkout, installs the package, copies the example to demo/ and runs it there, so
that the example itself stays as it is. A second run draws only what changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

from environment import ROOT, ensure

EXAMPLE = ROOT / "examples" / "lighthouse"
DEMO = ROOT / "demo" / "lighthouse"
# What a run makes stays out of the copy, should somebody have run the example in place.
_MADE = shutil.ignore_patterns("frames", "out", ".storyboard", "shots.yaml", "shots.lock.json", "__pycache__", "*.py")


def main() -> int:
    python = ensure(tools=False)
    shutil.copytree(EXAMPLE, DEMO, ignore=_MADE, dirs_exist_ok=True)
    began = time.monotonic()
    # No key, no service: the demo is free and offline whatever the environment holds.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    code = subprocess.run(
        [python, "-m", "storyboard", "run", str(DEMO), "--backend", "previs"], env=clean, check=False
    ).returncode
    if code == 0:
        print(f"\nThe film took {time.monotonic() - began:.0f} s. Open these:")
        for path in ("out/board.html", "out/animatic.mp4", "frames/shot", "out/bundles/generic/README.md"):
            print(f"  {DEMO / path}")
    return code


if __name__ == "__main__":
    sys.exit(main())
