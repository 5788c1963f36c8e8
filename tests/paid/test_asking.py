"""Asking a model of words: one door for all who ask, with its pace, its breaker, its till and its wording."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

import pytest

from storyboard.errors import DrawingRefused, ServiceError, Stopped
from storyboard.model import OpenAISettings, Quote
from storyboard.paid import Answer, Question, Questioner, asking_warnings, open_till, usage_in, words_in
from storyboard.testing import OpenAIService

KEY = "sk-canary-0123456789abcdefghijkl"
ENVIRON = {"OPENAI_API_KEY": f"{KEY}\n", "OPENAI_BASE_URL": "http://fake.localhost/v1"}
SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
QUESTION = Question(
    instructions="Answer.", text="Which word?", schema_name="words", answer_schema=SCHEMA, most_tokens=500
)
PRICE = Quote(estimate=Decimal("0.01"), at_most=Decimal("0.05"))


class Desk:
    """A questioner with a service and a time of its own."""

    def __init__(self, folder: Path) -> None:
        self.service = OpenAIService(answer=lambda _: {"word": "yes"})
        self.folder, self.now, self.steps = folder, 1_800_000_000.0, []
        self.claimed = asyncio.Event()

    def step(self, name: str) -> None:
        self.steps.append(name)
        if name == "claimed":
            self.claimed.set()

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)

    def run(self, work: Callable[[Questioner], Awaitable[object]], **more: object) -> object:
        async def opened() -> object:
            till = open_till(self.folder, Decimal(1), on_step=self.step, **more)
            questioner = Questioner(
                OpenAISettings(),
                till,
                environ=ENVIRON,
                http_client=self.service.http_client(),
                sleep=self.sleep,
                clock=lambda: self.now,
            )
            try:
                return await work(questioner)
            finally:
                await questioner.close()

        return asyncio.run(opened())

    def ask(self, key: str = "k1", **more: object) -> Answer:
        found = self.run(lambda questioner: questioner.ask(key, "the word", PRICE, QUESTION), **more)
        assert isinstance(found, Answer)
        return found

    def money(self):
        return open_till(self.folder, Decimal(1)).money()


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder)


def test_an_answer_is_kept_before_it_is_read_and_paid_once_until_it_is_stored(desk):
    first = desk.ask()
    assert words_in(first) == ('{"word": "yes"}', "")
    assert desk.ask() == first
    assert len(desk.service.bills) == 1
    assert desk.steps[:3] == ["claimed", "answered", "spooled"]
    assert desk.money().spent_usd == desk.service.billed_usd


def test_pictures_go_along_and_nothing_stays_at_the_service(desk, draw_figure, tmp_path):
    import base64

    data = base64.b64encode(draw_figure(tmp_path / "a.png", coat=(9, 9, 9)).read_bytes()).decode()
    question = QUESTION.model_copy(update={"pictures": (f"data:image/png;base64,{data}",)})
    desk.run(lambda questioner: questioner.ask("k1", "the word", PRICE, question))
    (seen,) = desk.service.requests
    assert (len(seen.references), seen.parameters["store"], "tools" in seen.parameters) == (1, False, False)
    assert seen.parameters["max_output_tokens"] == 500


def test_a_request_to_wait_pauses_everybody_for_as_long_as_was_asked(desk):
    desk.service.fail("rate_limit")
    began = desk.now

    async def both(questioner: Questioner) -> object:
        asked = [questioner.ask(f"k{number}", f"word {number}", PRICE, QUESTION) for number in (1, 2)]
        return await asyncio.gather(*asked)

    assert len(desk.run(both)) == 2
    assert 12 <= desk.now - began < 14
    assert len(desk.service.bills) == 2


def test_a_service_in_trouble_is_tried_one_at_a_time_and_then_left_alone(desk):
    desk.service.fail("server_error", times=None)

    async def many(questioner: Questioner) -> object:
        ended = []
        for number in range(12):
            try:
                await questioner.ask(f"k{number}", f"word {number}", PRICE, QUESTION)
            except (DrawingRefused, ServiceError) as error:
                ended.append(type(error))
        return ended

    ended = desk.run(many)
    assert ended == [DrawingRefused] * 8 + [ServiceError] * 4
    assert len(desk.service.requests) == 8


def test_a_refused_key_stops_all_that_follow_and_is_never_repeated(desk, caplog):
    caplog.set_level(logging.DEBUG)
    desk.service.fail("bad_key", times=None)

    async def two(questioner: Questioner) -> object:
        said = []
        for number in (1, 2):
            with pytest.raises(ServiceError) as refused:
                await questioner.ask(f"k{number}", f"word {number}", PRICE, QUESTION)
            said.append(str(refused.value))
            assert refused.value.__context__ is None
        return said

    said = desk.run(two)
    assert len(desk.service.requests) == 1
    assert KEY not in "".join(said) + caplog.text
    assert desk.money().committed_usd == 0


def test_a_model_that_is_gone_is_named_by_its_own_setting(desk):
    desk.service.fail("retired", times=None)
    with pytest.raises(ServiceError) as refused:
        desk.ask()
    assert "`text_model:`" in str(refused.value)


def test_a_lost_answer_is_asked_for_again_only_with_consent_and_nobody_speaks_of_drawing(desk):
    desk.service.fail("drop_after_billing")
    for _ in range(2):
        with pytest.raises(DrawingRefused) as lost:
            desk.ask()
        assert lost.value.state == "unknown"
        assert "draw" not in str(lost.value)
        assert "asks" in lost.value.cure
    assert desk.money().unknown_usd == PRICE.at_most
    assert words_in(desk.ask(retry_unknown=True))[1] == ""
    assert len(desk.service.bills) == 2


def test_what_was_abandoned_is_held_and_the_reason_is_in_words(desk):
    desk.service.delay = 30.0

    async def abandon(questioner: Questioner) -> object:
        asked = asyncio.ensure_future(questioner.ask("k1", "the word", PRICE, QUESTION))
        await desk.claimed.wait()
        await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        return None

    desk.run(abandon)
    with pytest.raises(DrawingRefused, match="whether the word was billed: the program was stopped"):
        desk.ask()


def test_after_stop_nothing_is_sent(desk):
    async def stopped(questioner: Questioner) -> object:
        questioner.stop(Stopped("Stopped"))
        with pytest.raises(Stopped):
            await questioner.ask("k1", "the word", PRICE, QUESTION)
        return None

    desk.run(stopped)
    assert desk.service.requests == []
    assert desk.money().committed_usd == 0


def test_an_answer_that_does_not_say_its_price_costs_what_was_held(folder):
    silent = Answer(body=b'{"object": "response", "usage": {"output_tokens": "many"}}')
    for url, cost in (("https://api.openai.com/v1", PRICE.at_most), ("http://127.0.0.1:9/v1", Decimal(0))):
        environ = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": url}
        questioner = Questioner(OpenAISettings(), open_till(folder, Decimal(1)), environ=environ, offline=True)
        assert questioner.price(silent, PRICE) == cost
        assert questioner.price(Answer(body=b"<html>"), PRICE) == cost


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no JSON"),
        (b"{}", "empty"),
        (b'{"output": 3, "status": "completed"}', "empty"),
        (b'{"output": [3, {"content": [null, {"type": "refusal", "refusal": "no"}]}]}', "declined: no"),
        (b'{"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}', "max_output_tokens"),
        (b'{"status": "failed", "error": {"message": "ouch"}}', "failed: ouch"),
        (b'{"error": "plain"}', "failed: plain"),
    ],
)
def test_an_answer_of_no_use_says_why(body, why):
    answer = Answer(body=body)
    assert why in words_in(answer)[1]
    assert usage_in(answer) == {}


def test_half_a_surrogate_pair_can_be_written_down():
    body = b'{"output": [{"content": [{"type": "output_text", "text": "a\\ud800b"}]}]}'
    text, trouble = words_in(Answer(body=body))
    assert (text.encode("utf-8"), trouble) == (b"a?b", "")


def test_another_server_is_warned_about_by_what_it_gets():
    elsewhere = {"OPENAI_BASE_URL": "https://elsewhere.example/v1"}
    (said,) = asking_warnings("The script", OpenAISettings(), elsewhere)
    assert said == "The script and your key go to https://elsewhere.example/v1, not to OpenAI"
    assert asking_warnings("The script", OpenAISettings(), {}) == ()
