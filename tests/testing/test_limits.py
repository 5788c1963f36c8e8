from __future__ import annotations

import asyncio
import re

import pytest

from storyboard.testing import TIERS, Limits, OpenAIService, VirtualClock
from tests.testing.conftest import KEY


@pytest.fixture
def limited(make_caller, clock):
    def make(**limits):
        return make_caller(limits=Limits(**{"images_per_minute": 5, **limits}), clock=clock)

    return make


def test_the_sixth_picture_of_a_minute_is_refused_as_the_service_refuses_it(limited, clock):
    caller = limited()
    answers = [caller.generate() for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    error = answers[-1].json()["error"]
    assert error["code"] == "rate_limit_exceeded"
    assert error["type"] == "input-images"
    said = re.search(
        r"on ([a-z-]+) per min: Limit (\d+), Used (\d+), Requested (\d+)\. Please try again in (\S+)s\.",
        error["message"],
    )
    assert said is not None
    assert said.groups() == ("input-images", "5", "5", "1", "12")
    assert (answers[-1].headers["retry-after"], answers[-1].headers["retry-after-ms"]) == ("12", "12000")
    assert len(caller.service.bills) == 5
    clock.advance(11.9)
    assert caller.generate().status_code == 429
    clock.advance(0.1)
    assert caller.generate().status_code == 200
    assert caller.generate().status_code == 429


def test_headers_say_what_is_left_unless_told_not_to(limited):
    caller = limited()
    headers = [caller.generate().headers for _ in range(2)][1]
    for name in ("requests", "input-images"):
        assert headers[f"x-ratelimit-limit-{name}"] == "5"
        assert headers[f"x-ratelimit-remaining-{name}"] == "3"
        assert headers[f"x-ratelimit-reset-{name}"] == "24s"
    assert not any(name.startswith("x-ratelimit") for name in limited(headers=False).generate().headers)
    assert not any(name.startswith("x-ratelimit") for name in OpenAIServiceAnswer().headers)


def OpenAIServiceAnswer():
    """An answer of a service without limits."""

    async def run():
        async with OpenAIService().http_client() as client:
            body = {"model": "gpt-image-2", "prompt": "x"}
            return await client.post("http://fake/v1/images/generations", json=body, headers=KEY)

    return asyncio.run(run())


def test_references_count_where_it_is_told_to_count_them(limited, picture):
    files = [("image[]", (f"{number}.png", picture(), "image/png")) for number in range(3)]
    counted, plain = limited(count_references=True), limited()
    assert [counted.edit(*files).status_code for _ in range(2)] == [200, 429]
    assert "Requested 3" in counted.edit(*files).json()["error"]["message"]
    assert [plain.edit(*files).status_code for _ in range(2)] == [200, 200]


def test_tokens_are_limited_too(limited):
    caller = limited(images_per_minute=50, tokens_per_minute=5000)
    assert caller.generate(quality="high", size="1536x864").status_code == 200
    error = caller.generate(quality="high", size="1536x864").json()["error"]
    assert error["type"] == "tokens"
    assert "on tokens per min: Limit 5000" in error["message"]


def test_a_burst_window_shorter_than_the_minute_spaces_requests(limited, clock):
    caller = limited(images_per_minute=60, burst_seconds=2.0)
    assert [caller.generate().status_code for _ in range(3)] == [200, 200, 429]
    clock.advance(1)
    assert [caller.generate().status_code for _ in range(2)] == [200, 429]


def test_a_storm_of_refusals_can_cost_allowance(limited, clock):
    caller = limited(refusal_costs=0.5)
    codes = [caller.generate().status_code for _ in range(9)]
    assert codes == [200] * 5 + [429] * 4
    clock.advance(12)
    assert caller.generate().status_code == 429


def test_every_key_has_its_own_allowance(limited):
    caller = limited(images_per_minute=1)
    body = {"model": "gpt-image-2", "prompt": "x"}
    assert caller.post("images/generations", json=body).status_code == 200
    assert caller.post("images/generations", json=body).status_code == 429
    other = {"authorization": "Bearer sk-other"}
    assert caller.post("images/generations", json=body, headers=other).status_code == 200


@pytest.mark.parametrize("tier", TIERS)
def test_the_published_tiers_are_there(tier):
    limits = Limits.for_tier(tier, headers=False)
    assert (limits.images_per_minute, limits.tokens_per_minute) == TIERS[tier]
    assert not limits.headers


def test_time_stands_still_until_it_is_moved(clock):
    async def run() -> list[str]:
        woken: list[str] = []

        async def wait(name: str, seconds: float) -> None:
            await clock.sleep(seconds)
            woken.append(name)

        tasks = [asyncio.create_task(wait(name, seconds)) for name, seconds in (("late", 60), ("early", 5))]
        await asyncio.sleep(0.01)
        assert (woken, clock.sleepers) == ([], 2)
        clock.advance(5)
        await asyncio.sleep(0.01)
        assert woken == ["early"]
        clock.advance(55)
        await asyncio.gather(*tasks)
        return woken

    assert asyncio.run(run()) == ["early", "late"]


def test_a_leaping_clock_needs_no_pushing():
    clock = VirtualClock(0.0, leap=True)
    service = OpenAIService(delay=30.0, clock=clock, limits=Limits(images_per_minute=5))

    async def run() -> list[int]:
        async with service.http_client() as client:
            body = {"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}

            async def draw() -> int:
                while True:
                    answer = await client.post("http://fake/v1/images/generations", json=body, headers=KEY)
                    if answer.status_code == 200:
                        return 200
                    await clock.sleep(float(answer.headers["retry-after"]))

            return await asyncio.gather(*(draw() for _ in range(10)))

    assert asyncio.run(run()) == [200] * 10
    # Five at once, five more in the minute that refills the allowance, and each takes its half minute.
    assert 60 <= clock.now() <= 120
    assert len(service.bills) == 10
