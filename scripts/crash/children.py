"""Processes to be killed: forks of one that has the program loaded, so that a kill costs the paid part and not the start.

A fork shares nothing with its parent but the file it writes its output to; for the ledger, the locks and the service it is
a process like any other.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 120.0
# What `Child.wait` gives of a child that did not end.
HUNG = 1000


class Child:
    """A running child; what it prints goes to `log`."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code, or the negative number of the signal that ended it; None while it runs."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def wait(self, seconds: float = PATIENCE) -> int:
        """As `poll`, at its end; `HUNG` if that does not come."""
        until = time.monotonic() + seconds
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                self.kill()
                return HUNG
            time.sleep(0.004)
        return code

    def kill(self) -> bool:
        """SIGKILL; says whether it was still running."""
        if self.poll() is not None:
            return False
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self._code = os.waitstatus_to_exitcode(status)
        return self._code == -signal.SIGKILL

    def freeze(self) -> None:
        """SIGSTOP: nothing more is done by it."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGSTOP)

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def start(work: Callable[[], int], log: Path, environment: Mapping[str, str]) -> Child:
    """Begin `work` in a child; what it returns is the exit code.

    Args:
        work: Called in the child.
        log: Where the child's output goes.
        environment: Variables set in the child besides those it inherits.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Child(pid, log)
    code = 70
    try:
        os.setsid()
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        for number in (1, 2):
            os.dup2(handle, number)
        os.environ.update(environment)
        code = work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - the last frame of the child: its parent reads the log
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def run(work: Callable[[], int], log: Path, environment: Mapping[str, str], seconds: float = PATIENCE) -> Child:
    """`start`, and wait for the end."""
    child = start(work, log, environment)
    child.wait(seconds)
    return child
