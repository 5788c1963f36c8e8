"""Run the tests: python scripts/test.py [pytest options]

Makes a virtual environment in the checkout with the test tools and runs the whole suite in it, in random order.
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, ensure


def main() -> int:
    python = ensure(tools=True)
    return subprocess.run([python, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
