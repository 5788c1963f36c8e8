"""Building many small things without the garbage collector going over them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_waits() -> Iterator[None]:
    """Let the cyclic garbage collector wait while elements or shots are made.

    They are all kept and hold no cycles, so there is nothing to collect; but the more there are, the longer each look at
    them takes, and a script ten times as long would cost fourteen times as much.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
