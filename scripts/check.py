"""Check the code: python scripts/check.py [--fix]

ruff (lint and format), mypy --strict and the order of imports between the rooms.
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, ensure


def main() -> int:
    python = ensure(tools=True)
    fix = "--fix" in sys.argv[1:]
    commands = [
        ["ruff", "check", *(["--fix"] if fix else []), "."],
        ["ruff", "format", *([] if fix else ["--check"]), "."],
        ["mypy"],
        ["pytest", "-q", "-p", "no:randomly", "tests/test_layout.py"],
    ]
    failed = []
    for command in commands:
        print(f"$ {' '.join(command)}", flush=True)
        if subprocess.run([python, "-m", *command], cwd=ROOT, check=False).returncode != 0:
            failed.append(command[0])
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
