from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest

from storyboard.paid import on_interrupt


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_asks_the_program_to_end_is_told_to_it_and_the_old_ways_come_back(number):
    before = signal.getsignal(number)

    async def told() -> bool:
        rung = asyncio.Event()
        with on_interrupt(rung.set):
            os.kill(os.getpid(), number)
            await asyncio.wait_for(rung.wait(), 5)
        return rung.is_set()

    assert asyncio.run(told())
    assert signal.getsignal(number) == before


def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:

        async def inside() -> object:
            with on_interrupt(lambda: None):
                return signal.getsignal(signal.SIGHUP)

        assert asyncio.run(inside()) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_outside_the_main_thread_there_are_no_signals_to_be_had():
    before, inside = signal.getsignal(signal.SIGINT), []

    async def look() -> None:
        with on_interrupt(lambda: None):
            inside.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=lambda: asyncio.run(look()))
    thread.start()
    thread.join()
    assert inside == [before]
