"""A run under strace from the moment it pays, with one of its system calls made to fail, or to be its last."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from children import Child
from ground import Film

_PATIENCE = 60.0


class Injection(NamedTuple):
    """`what` happens at the `nth` `call`: ``KILL``, or the name of an error."""

    call: str
    nth: int
    what: str

    def option(self) -> str:
        action = "signal=SIGKILL" if self.what == "KILL" else f"error={self.what}"
        return f"inject={self.call}:{action}:when={self.nth}"


def why_not() -> str:
    """Why nothing can be traced here; empty where it can."""
    if sys.platform != "linux":
        return "this is not Linux"
    if shutil.which("strace") is None:
        return "there is no strace"
    sleeper = subprocess.Popen(["sleep", "5"])
    try:
        done = subprocess.run(
            ["timeout", "0.5", "strace", "-p", str(sleeper.pid)], check=False, capture_output=True, text=True
        )
    finally:
        sleeper.kill()
        sleeper.wait()
    return "" if "attached" in done.stderr else f"strace may not trace here ({done.stderr.strip()[-100:]})"


def run_traced(film: Film, words: tuple[str, ...], calls: str, injection: Injection | None) -> tuple[Child, str]:
    """Run a command of which strace sees the paid part.

    Args:
        film: What is bought.
        words: The command.
        calls: The names of the system calls that are wanted, with commas.
        injection: What is to happen; nothing if None.

    Returns:
        The ended run and what strace wrote.
    """
    ready, tell = os.pipe()
    wait, go = os.pipe()
    child = film.start(*words, within=lambda: _pause_before_paying(tell, wait))
    os.close(tell)
    os.close(wait)
    handle, name = tempfile.mkstemp(dir=film.logs, suffix=".strace")
    os.close(handle)
    try:
        # The pipe ends unread where the run has nothing to pay.
        if select.select([ready], [], [], _PATIENCE)[0] and os.read(ready, 1):
            options = ["-f", "-y", "-e", f"trace={calls}", "-p", str(child.pid), "-o", name]
            if injection is not None:
                options += ["-e", injection.option()]
            with subprocess.Popen(["strace", *options], stderr=subprocess.PIPE, text=True) as tracer:
                assert tracer.stderr is not None
                tracer.stderr.readline()
                os.write(go, b"!")
                child.wait()
                tracer.communicate(timeout=_PATIENCE)
        child.wait()
    finally:
        os.close(ready)
        os.close(go)
    return child, Path(name).read_text(encoding="utf-8", errors="replace")


def calls_in(trace: str) -> list[tuple[str, int]]:
    """Every call that some thread made on the film's files: its name, and the how manyeth of its thread, as strace counts."""
    count: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], None] = {}
    for line in trace.splitlines():
        if match := re.match(r"(\d+)\s+(\w+)\(", line):
            count[match[1], match[2]] += 1
            if is_of_the_film(line):
                found[match[2], count[match[1], match[2]]] = None
    return list(found)


def injected(trace: str) -> list[str]:
    """The calls that were made to fail: one of every thread that came so far."""
    return [line for line in trace.splitlines() if "(INJECTED)" in line]


def is_of_the_film(line: str) -> bool:
    """Neither of what is kept for all films (how fast one may send is guessed anew) nor of what the run prints."""
    return "pace.db" not in line and "/logs/" not in line and re.match(r"\d+\s+write\([012]<", line) is None


def _pause_before_paying(tell: int, wait: int) -> None:
    """Let this process stop before it claims anything, until strace has been attached to it."""
    from storyboard.backends.openai.batch import BatchDesk
    from storyboard.flows import frames

    paused = False

    def after_the_pause(plain: Callable[..., Any]) -> Callable[..., Any]:
        async def paying(*given: Any, **named: Any) -> Any:
            nonlocal paused
            if not paused:
                paused = True
                os.write(tell, b"!")
                os.read(wait, 1)
            return await plain(*given, **named)

        return paying

    vars(frames)["draw_plan"] = after_the_pause(vars(frames)["draw_plan"])
    for name in ("send", "fetch"):
        setattr(BatchDesk, name, after_the_pause(getattr(BatchDesk, name)))
