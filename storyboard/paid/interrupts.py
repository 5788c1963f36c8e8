"""Ctrl-C while money is under way: the program is told, and decides itself what to wait for."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def on_interrupt(handler: Callable[[], None]) -> Iterator[None]:
    """Call `handler` in the running loop at each ctrl-C, or when the system asks the program to end.

    Only where signals can be had (the main thread).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    # A closed terminal and an orderly shutdown must not cut off what is paid for either.
    wanted = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in wanted}
    for number, was in before.items():
        if was is not signal.SIG_IGN:  # As `nohup` wishes.
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(handler))
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)
