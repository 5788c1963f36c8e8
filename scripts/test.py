"""Run the tests: python scripts/test.py [pytest options]

Makes a virtual environment in the checkout with the test tools and runs the whole suite in it, in random order, on all
cores. With options it runs in one process: starting more would take longer than a few tests do.
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, ensure


def main() -> int:
    python = ensure(tools=True)
    # A file's tests stay together: they share what is slow to make.
    options = sys.argv[1:] or ["-n", "auto", "--dist", "loadfile"]
    return subprocess.run([python, "-m", "pytest", *options], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
