"""Turns at the service, shared by runs, on a clock that jumps."""

from __future__ import annotations

import asyncio
import json
import selectors
import sqlite3
import threading
from pathlib import Path

import pytest

from storyboard.errors import DrawingRefused, ServiceError, Stopped
from storyboard.model import OpenAISettings
from storyboard.paid import Outcome, Pace, Verdict, open_pace, read_rate

KEY = "sk-canary-0123456789abcdef"
URL = "https://images.example/v1"
LOCAL = "http://127.0.0.1:8000/v1"


class _Jumping(selectors.DefaultSelector):
    now = 0.0

    def select(self, timeout=None):
        events = super().select(0)
        if not events and timeout:
            self.now += timeout
        return events


class Clockwork:
    """An event loop in which waiting takes no time."""

    def __init__(self) -> None:
        self._selector = _Jumping()
        self._loop = asyncio.SelectorEventLoop(self._selector)
        self._loop.time = lambda: self._selector.now

    def __call__(self) -> float:
        return 1_800_000_000.0 + self._selector.now

    def run(self, work):
        return self._loop.run_until_complete(asyncio.wait_for(work, 100_000))

    def close(self) -> None:
        self._loop.close()


@pytest.fixture
def clock():
    made = Clockwork()
    yield made
    made.close()


@pytest.fixture
def opened(clock, tmp_path):
    def opened(settings: OpenAISettings | None = None, url: str = URL, key: str = KEY) -> Pace:
        return open_pace(
            settings or OpenAISettings(), key, url, folder=tmp_path / "state", clock=clock, jitter=lambda _: 0.0
        )

    return opened


def refusal(message: str = "slow down", *, wait: float | None = None, status: int = 429) -> Verdict:
    return Verdict(
        outcome=Outcome.WAIT, code="rate_limit_exceeded", status=status, wait=wait, rate=read_rate({}, message)
    )


NO = DrawingRefused("no")


async def draw(pace: Pace, times: list[float], clock, *, count: int, seconds: float = 45.0) -> None:
    """`count` pictures, as many at once as the pace lets through."""

    async def one() -> None:
        async with pace.turn() as turn:
            times.append(clock())
            await asyncio.sleep(seconds)
            turn.succeeded({})

    await asyncio.gather(*(one() for _ in range(count)))


def test_two_runs_with_the_same_key_share_one_pace(clock, opened):
    paces, times = [opened(OpenAISettings(tier=2)), opened(OpenAISettings(tier=2))], []

    async def both():
        await asyncio.gather(*(draw(pace, times, clock, count=30) for pace in paces))

    clock.run(both())
    assert len(times) == 60
    assert max(sum(when - 60 < other <= when for other in times) for when in times) <= 20
    assert (max(times) - min(times)) < 60 / 20 * 60 * 1.1


@pytest.mark.parametrize(("key", "url"), [("sk-other-0123456789", URL), (KEY, "https://elsewhere.example/v1")])
def test_another_key_and_another_host_have_a_pace_of_their_own(clock, opened, key, url):
    paces, times = [opened(OpenAISettings(tier=1)), opened(OpenAISettings(tier=1), url, key)], []

    async def both():
        await asyncio.gather(*(draw(pace, times, clock, count=1) for pace in paces))

    clock.run(both())
    assert max(times) - min(times) < 1


def test_a_later_run_knows_what_an_earlier_one_learned(clock, opened):
    async def learn():
        async with opened().turn() as turn:
            turn.failed(refusal("on images per min: Limit 150, Used 150, Requested 1. Please try again in 2s."), NO)

    clock.run(learn())
    assert opened().per_minute() == 150


def test_a_refusal_pauses_the_other_runs_too(clock, opened):
    first, second, times = opened(OpenAISettings(tier=5)), opened(OpenAISettings(tier=5)), []

    async def both():
        async with first.turn() as turn:
            turn.failed(refusal(wait=51.0), NO)
        began = clock()
        await draw(second, times, clock, count=1)
        return times[0] - began

    assert clock.run(both()) == pytest.approx(51.5, abs=1)


@pytest.mark.parametrize(("status", "limit"), [(503, None), (429, 20)])
def test_an_overloaded_service_teaches_no_limit(clock, opened, status, limit):
    pace = opened()

    async def fail():
        async with pace.turn() as turn:
            turn.failed(refusal("Limit 20, Used 20, Requested 1", status=status), NO)

    clock.run(fail())
    assert pace.per_minute() == limit


def test_nobody_waits_once_the_account_is_out_of_money(clock, opened):
    pace = opened(OpenAISettings(tier=1))
    out = ServiceError("The account has no money left", cure="Add credit")

    async def run():
        began = clock()
        waiting = [asyncio.ensure_future(draw(pace, [], clock, count=1)) for _ in range(5)]
        await asyncio.sleep(3)
        async with opened(OpenAISettings(tier=1), key="sk-other-0123456789").turn():
            pace.breaker.open(out)
        results = await asyncio.gather(*waiting, return_exceptions=True)
        return clock() - began, results

    took, results = clock.run(run())
    told = [result for result in results if isinstance(result, ServiceError)]
    assert [str(error) for error in told] == [str(out)] * 4  # The first was on its way.
    assert took < 60


@pytest.mark.parametrize("outcome", [Outcome.STOP, Outcome.REFUSED, Outcome.UNKNOWN])
def test_only_what_stops_every_request_opens_the_breaker(clock, opened, outcome):
    pace = opened(url=LOCAL)

    async def fail():
        async with pace.turn() as turn:
            turn.failed(Verdict(outcome=outcome, code="x", status=400), ServiceError("no"))

    clock.run(fail())
    assert (pace.breaker.error is not None) == (outcome is Outcome.STOP)


def test_three_server_errors_let_only_one_through_at_a_time(clock, opened):
    pace, going, most = opened(url=LOCAL), 0, 0
    trouble = Verdict(outcome=Outcome.UNKNOWN, code="server_error", status=500)

    async def fail():
        async with pace.turn() as turn:
            turn.failed(trouble, NO)

    async def ask():
        nonlocal going, most
        async with pace.turn() as turn:
            going += 1
            most = max(most, going)
            await asyncio.sleep(5)
            going -= 1
            if clock() - begin < 12:
                turn.failed(trouble, NO)
            else:
                turn.succeeded()

    async def run():
        for _ in range(3):
            await fail()
        await asyncio.gather(*(ask() for _ in range(3)))
        assert most == 1
        await asyncio.gather(*(ask() for _ in range(6)))

    begin = clock()
    clock.run(run())
    assert most == 4  # An answer came: the way is free again.


def test_a_stop_wakes_whoever_waits_in_every_thread(tmp_path):
    pace = open_pace(OpenAISettings(tier=1), KEY, URL, folder=tmp_path)
    told: list[BaseException] = []
    waiting = threading.Barrier(4)

    async def wait():
        task = asyncio.ensure_future(draw(pace, [], None, count=1))
        await asyncio.sleep(0.05)
        waiting.wait()
        await task

    def lane():
        try:
            asyncio.run(wait())
        except Stopped as error:
            told.append(error)

    async def take():
        async with pace.turn():
            pass

    asyncio.run(take())  # The next turn is 12 seconds away.
    threads = [threading.Thread(target=lane) for _ in range(3)]
    for thread in threads:
        thread.start()
    waiting.wait()
    pace.breaker.open(Stopped("Stopped before it was sent"))
    for thread in threads:
        thread.join(5)
    assert len(told) == 3


def test_a_turn_that_is_cancelled_is_under_way_no_more(clock, opened):
    pace = opened(url=LOCAL)

    async def run():
        task = asyncio.ensure_future(draw(pace, [], clock, count=1))
        await asyncio.sleep(1)
        under_way = pace.change(lambda bucket, _: len(bucket.flights))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return under_way, pace.change(lambda bucket, _: len(bucket.flights))

    assert clock.run(run()) == (1, 0)


def test_the_end_of_a_turn_is_told_once(clock, opened):
    async def run():
        async with opened(url=LOCAL).turn() as turn:
            turn.succeeded()
            turn.succeeded()

    with pytest.raises(RuntimeError, match="twice"):
        clock.run(run())


def test_a_turn_that_was_not_used_goes_to_the_next(clock, opened):
    pace, times = opened(OpenAISettings(tier=1)), []

    async def run():
        async with pace.turn() as turn:
            turn.unused()
        await draw(pace, times, clock, count=1)

    began = clock()
    clock.run(run())
    assert times[0] - began < 1


def test_a_server_on_this_machine_is_not_paced_and_leaves_nothing_behind(clock, opened, tmp_path):
    times = []
    clock.run(draw(opened(OpenAISettings(parallel=50), LOCAL), times, clock, count=50))
    assert max(times) == min(times)
    assert not (tmp_path / "state").exists()


def test_as_many_lanes_as_the_pace_can_use(opened):
    assert opened(OpenAISettings(tier=1)).lanes(60) == 8 + 4
    assert opened(OpenAISettings(tier=3)).lanes(60) == 75 + 4
    assert opened().lanes(60) == 16
    # A number somebody wrote holds; on this machine the default does.
    assert opened(OpenAISettings(tier=3, parallel=7)).lanes(60) == 7 + 4
    assert opened(url=LOCAL).lanes(60) == 4 + 4


@pytest.mark.parametrize(
    ("settings", "url", "most"), [(OpenAISettings(parallel=3), URL, 3), (OpenAISettings(), LOCAL, 4)]
)
def test_no_more_are_under_way_than_the_settings_allow(clock, opened, settings, url, most):
    pace, peaks = opened(settings.model_copy(update={"images_per_minute": 6000} if url == URL else {}), url), []

    async def one():
        async with pace.turn() as turn:
            peaks.append(pace.change(lambda bucket, _: len(bucket.flights)))
            await asyncio.sleep(30)
            turn.succeeded()

    async def run():
        await asyncio.gather(*(one() for _ in range(12)))

    clock.run(run())
    assert max(peaks) == most


def test_the_key_is_nowhere_in_the_state(clock, opened, tmp_path):
    clock.run(draw(opened(OpenAISettings(tier=5)), [], clock, count=3))
    kept = list((tmp_path / "state").iterdir())
    assert kept
    for path in kept:
        content = path.read_bytes()
        assert KEY.encode() not in content
        assert b"images.example" not in content


def broken(folder: Path) -> None:
    folder.mkdir()
    (folder / "pace.db").write_bytes(b"this is no data base" * 500)


def foreign(folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / "pace.db") as connection:
        connection.execute("CREATE TABLE bucket (other TEXT)")
    connection.close()


def a_file(folder: Path) -> None:
    folder.write_text("not a folder", encoding="utf-8")


def a_folder(folder: Path) -> None:
    (folder / "pace.db").mkdir(parents=True)


def read_only(folder: Path) -> None:
    folder.mkdir(mode=0o500)


@pytest.mark.parametrize("spoil", [broken, foreign, a_file, a_folder, read_only])
def test_a_state_folder_of_no_use_is_no_error_and_the_pace_is_kept(clock, opened, tmp_path, spoil):
    spoil(tmp_path / "state")
    times = []
    clock.run(draw(opened(OpenAISettings(tier=2)), times, clock, count=25))
    assert max(times) - min(times) == pytest.approx(24 * 60 / 19, rel=0.02)


def test_a_broken_file_is_made_anew(clock, opened, tmp_path):
    broken(tmp_path / "state")
    clock.run(draw(opened(OpenAISettings(tier=2)), [], clock, count=1))
    with sqlite3.connect(tmp_path / "state" / "pace.db") as connection:
        assert connection.execute("SELECT count(*) FROM bucket").fetchone() == (1,)
    connection.close()


def test_a_file_that_goes_away_in_the_middle_leaves_the_pace_as_it_was(clock, opened, tmp_path):
    pace = opened()

    async def learn():
        async with pace.turn() as turn:
            turn.failed(refusal("on images per min: Limit 150, Used 150, Requested 1"), NO)

    clock.run(learn())
    (tmp_path / "state" / "pace.db").unlink()
    a_folder(tmp_path / "state")
    assert pace.per_minute() == 150


def test_the_state_of_another_version_is_begun_anew(clock, opened, tmp_path):
    clock.run(draw(opened(), [], clock, count=1))
    with sqlite3.connect(tmp_path / "state" / "pace.db") as connection:
        connection.execute("UPDATE bucket SET state = ?", (json.dumps({"rate": "fast", "sent": 7}),))
    connection.close()
    times = []
    clock.run(draw(opened(), times, clock, count=1))
    assert len(times) == 1


def test_the_jitter_is_the_same_each_time_on_one_machine_and_another_on_others(clock, tmp_path):
    def jitters(folder: str) -> list[float]:
        pace = open_pace(OpenAISettings(), KEY, URL, folder=tmp_path / folder, clock=clock)
        return [pace.jitter(number) for number in range(8)]

    here = jitters("here")
    assert here == jitters("here") != jitters("there")
    assert len({round(value, 3) for value in here}) == 8
    assert all(0 <= value < 1 for value in here)
