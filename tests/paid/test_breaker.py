"""When nothing is sent any more, and when only one at a time."""

from __future__ import annotations

import asyncio

import pytest

from storyboard.errors import ServiceError, Stopped
from storyboard.paid import Breaker


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def breaker(time):
    return Breaker(clock=time, sleep=time.sleep)


def in_trouble(breaker: Breaker, time: Time, *, apart: float = 1.0) -> None:
    for _ in range(3):
        breaker.failed()
        time.now += apart


def test_a_closed_breaker_lets_everybody_through(breaker):
    breaker.check()
    assert [asyncio.run(breaker.admit()) for _ in range(3)] == [False] * 3


def test_the_first_error_is_what_everybody_hears(breaker):
    breaker.open(ServiceError("no money", why="spent", cure="add credit"))
    breaker.open(Stopped("ctrl-C"))
    for _ in range(2):
        with pytest.raises(ServiceError, match="no money") as caught:
            breaker.check()
        assert (caught.value.why, caught.value.cure, caught.value.exit_code) == ("spent", "add credit", 4)
    with pytest.raises(ServiceError):
        asyncio.run(breaker.admit())


def test_each_hears_an_error_of_its_own(breaker):
    breaker.open(Stopped("ctrl-C"))
    heard = []
    for _ in range(2):
        with pytest.raises(Stopped) as caught:
            breaker.check()
        heard.append(caught.value)
    assert heard[0] is not heard[1]


def test_two_server_errors_or_three_slow_ones_change_nothing(breaker, time):
    breaker.failed()
    breaker.failed()
    time.now += 61
    breaker.failed()
    assert asyncio.run(breaker.admit()) is False


def test_after_three_only_one_probe_goes_at_a_time(breaker, time):
    in_trouble(breaker, time)

    async def run():
        assert await breaker.admit() is True
        second = asyncio.ensure_future(breaker.admit())
        for _ in range(10):
            await asyncio.sleep(0)
        assert not second.done()
        breaker.failed(probe=True)
        return await second

    assert asyncio.run(run()) is True
    assert sum(time.slept) > 0


def test_any_answer_sets_all_free(breaker, time):
    in_trouble(breaker, time)

    async def run():
        assert await breaker.admit() is True
        others = [asyncio.ensure_future(breaker.admit()) for _ in range(3)]
        await asyncio.sleep(0)
        breaker.passed()
        return await asyncio.gather(*others)

    assert asyncio.run(run()) == [False] * 3


def test_a_probe_that_tells_nothing_makes_room_for_the_next(breaker, time):
    in_trouble(breaker, time)

    async def run():
        assert await breaker.admit() is True
        breaker.let_go()
        return await breaker.admit()

    assert asyncio.run(run()) is True


def test_five_failed_probes_end_the_run(breaker, time):
    in_trouble(breaker, time)

    async def run():
        probes = 0
        while True:
            assert await breaker.admit() is True
            probes += 1
            assert probes <= 5
            breaker.failed(probe=True)

    with pytest.raises(ServiceError, match="errors of its own") as caught:
        asyncio.run(run())
    assert "same command" in caught.value.cure


def test_the_rests_grow_and_a_server_on_this_machine_gets_none():
    def rests(*, resting: bool) -> list[float]:
        time = Time()
        breaker = Breaker(clock=time, sleep=time.sleep, resting=resting)
        in_trouble(breaker, time, apart=0.0)

        async def run():
            for _ in range(4):
                await breaker.admit()
                breaker.failed(probe=True)

        asyncio.run(run())
        return time.slept

    assert rests(resting=True) == [2.0, 2.0, 4.0, 8.0]
    assert rests(resting=False) == []


def test_a_rest_ends_at_once_when_the_breaker_opens(time):
    breaker = Breaker(clock=time)  # With the true sleep.

    async def run():
        resting = asyncio.ensure_future(breaker.rest(3600))
        await asyncio.sleep(0)
        breaker.open(Stopped("ctrl-C"))
        await asyncio.wait_for(resting, 5)

    with pytest.raises(Stopped):
        asyncio.run(run())


def test_a_sleep_that_fails_is_not_swallowed(time):
    async def broken(_: float) -> None:
        raise OSError("no timer")

    with pytest.raises(OSError, match="no timer"):
        asyncio.run(Breaker(clock=time, sleep=broken).rest(1))
