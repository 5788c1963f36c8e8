"""How long `storyboard --help` takes, against a bare `import click`: python scripts/bench/cli.py [--quick] [--json]

CPU seconds (user + system) of whole processes, the two in turn; the figures are medians.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys


def main() -> None:
    rounds = 7 if "--quick" in sys.argv else 21
    helps, bares, ratios = [], [], []
    for _ in range(rounds):
        helped = cpu_of([sys.executable, "-m", "storyboard", "--help"])
        bare = cpu_of([sys.executable, "-c", "import click"])
        helps.append(helped)
        bares.append(bare)
        ratios.append(helped / bare)
    figures = {
        "help_cpu_s": round(statistics.median(helps), 4),
        "ratio_bare_click": round(statistics.median(ratios), 3),
    }
    work = f"{rounds} times in turn: storyboard --help, python -c 'import click'"
    if "--json" in sys.argv:
        print(json.dumps({"bench": "cli", "work": work, "figures": figures}))
    else:
        print(work)
        print(f"storyboard --help  {figures['help_cpu_s']:.3f} s CPU (the promise is 0.25)")
        print(
            f"import click       {statistics.median(bares):.3f} s CPU; the help is {figures['ratio_bare_click']:.2f} times that"
        )


def cpu_of(command: list[str]) -> float:
    """User and system seconds of one process, start to end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        spent = usage.ru_utime + usage.ru_stime
    else:
        import time

        began = time.perf_counter()
        process.wait()
        spent = time.perf_counter() - began
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return spent


if __name__ == "__main__":
    main()
