"""Asking the model: how long it waits for a busy service, what it says of itself, and how answers are kept."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path

import pytest

from storyboard.breakdown import Answers, Asker, KeptAnswer, ModelCutter, Part, break_down
from storyboard.errors import DrawingRefused, InputError, ServiceError
from storyboard.model import Bible, OpenAISettings
from storyboard.paid import open_till
from storyboard.script import parse_fountain
from storyboard.testing import OpenAIService
from tests.breakdown.model_answers import every

KEY = "sk-canary-0123456789abcdefghijkl"
ENVIRON = {"OPENAI_API_KEY": f"{KEY}\n", "OPENAI_BASE_URL": "http://fake.localhost/v1"}
SCENE = "INT. HALL - DAY\n\nNORA (30) waits. She hums.\n\nNORA\nHello?\n"


@pytest.fixture
def part() -> Part:
    cutter = ModelCutter(lambda _: None, Bible().timing)
    break_down(parse_fountain(SCENE, file="a.fountain"), Bible(), recut=cutter)
    (found,) = cutter.parts
    return found


class Nap:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Desk:
    """An asker with everything it needs, and a time of its own."""

    def __init__(self, folder: Path, service: OpenAIService, **settings: object) -> None:
        self.folder, self.service, self.nap = folder, service, Nap()
        self.settings = OpenAISettings.model_validate(settings)

    def ask(self, part: Part) -> KeptAnswer:
        async def run() -> KeptAnswer:
            till = open_till(self.folder / ".storyboard", Decimal(5))
            answers = Answers(self.folder / "answers")
            client = self.service.http_client()
            nap = self.nap
            asker = Asker(
                self.settings,
                till,
                answers,
                environ=ENVIRON,
                http_client=client,
                sleep=nap.sleep,
                clock=lambda: nap.now,
            )
            try:
                return await asker.ask(part)
            finally:
                await asker.close()

        return asyncio.run(run())


@pytest.fixture
def service() -> OpenAIService:
    return OpenAIService(answer=lambda seen: every(1, seen.prompt, "NORA"))


@pytest.fixture
def desk(tmp_path: Path, service: OpenAIService) -> Desk:
    return Desk(tmp_path, service)


def test_an_answer_is_a_file_with_its_price(desk, service, part):
    answer = desk.ask(part)
    (path,) = (desk.folder / "answers").iterdir()
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["lines"] == part.key
    assert Decimal(written["price_usd"]) == service.billed_usd
    assert answer.is_usable
    assert Answers(desk.folder / "answers").find(part.key, model="gpt-6-astra", service=answer.service) == answer


@pytest.mark.parametrize("fault", ["slow_down", "rate_limit", "overloaded"])
def test_a_busy_service_is_waited_for(desk, service, part, fault):
    service.fail(fault, times=2)
    assert desk.ask(part).is_usable
    assert len(service.requests) == 3
    assert 1 < sum(desk.nap.slept) <= 120
    assert len(service.bills) == 1


def test_a_service_that_stays_busy_is_given_up_and_nothing_is_owed(desk, service, part):
    service.fail("slow_down", times=None)
    with pytest.raises(DrawingRefused) as refused:
        desk.ask(part)
    assert refused.value.state == "refused"
    assert len(service.requests) == 7
    assert service.bills == []


def test_no_service_at_all_is_said_after_a_few_tries(tmp_path, service, part):
    environ = {**ENVIRON, "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    nap = Nap()

    async def run():
        asker = Asker(
            OpenAISettings(),
            open_till(tmp_path / "s", Decimal(5)),
            Answers(tmp_path / "a"),
            environ=environ,
            sleep=nap.sleep,
            clock=lambda: nap.now,
        )
        try:
            await asker.ask(part)
        finally:
            await asker.close()

    with pytest.raises(ServiceError, match="Cannot reach"):
        asyncio.run(run())
    assert len(nap.slept) == 2


def test_an_answer_that_breaks_off_at_the_limit_says_so(desk, service, part):
    service.answer = lambda _: "x" * 400_000
    answer = desk.ask(part)
    assert not answer.is_usable
    assert "max_output_tokens" in answer.trouble


def test_an_unknown_model_is_asked_with_a_warning(tmp_path, part):
    till = open_till(tmp_path, Decimal(5))
    asker = Asker(OpenAISettings(text_model="new-model"), till, Answers(tmp_path), environ=ENVIRON)
    assert "not in the price table" in asker.warnings[0]
    assert asker.quote(part).at_most > 0


def test_another_address_is_warned_about_and_its_answers_are_its_own(tmp_path, part):
    environ = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "https://elsewhere.example/v1"}
    asker = Asker(OpenAISettings(), open_till(tmp_path, Decimal(5)), Answers(tmp_path), environ=environ)
    assert "https://elsewhere.example/v1" in asker.warnings[0]
    assert asker.service == "https://elsewhere.example/v1"
    assert (
        Asker(
            OpenAISettings(), open_till(tmp_path, Decimal(5)), Answers(tmp_path), environ={"OPENAI_API_KEY": KEY}
        ).service
        == ""
    )


def test_a_missing_key_is_said_before_anything_is_sent(tmp_path):
    with pytest.raises(InputError, match="OPENAI_API_KEY"):
        Asker(OpenAISettings(), open_till(tmp_path, Decimal(5)), Answers(tmp_path), environ={})


def test_the_best_answer_is_the_newest_that_can_be_used(tmp_path, part):
    answers = Answers(tmp_path)
    good = json.dumps(every(1, part.text, "NORA"))
    kept = [
        KeptAnswer(lines=part.key, model="a", attempt=1, trouble="it declined"),
        KeptAnswer(lines=part.key, model="a", attempt=2, text=good),
        KeptAnswer(lines=part.key, model="a", attempt=3, text="{"),
        KeptAnswer(lines=part.key, model="b/../c", attempt=1, text=good),
    ]
    for one in kept:
        assert answers.keep(one).parent == tmp_path
    for read in (answers, Answers(tmp_path)):
        assert read.find(part.key, model="a", service="") == kept[1]
        assert read.attempts(part.key, model="a", service="") == 3
        assert read.find(part.key, model="c", service="") is None
        assert read.find(part.key, model="c", service="", any_model=True) is not None
        assert read.find("0" * 64, model="a", service="") is None


def test_the_key_of_some_lines_is_theirs_wherever_they_stand(part):
    cutter = ModelCutter(lambda _: None, Bible().timing)
    moved = f"EXT. SEA - DAY\n\nA ship.\n\n{SCENE}"
    break_down(parse_fountain(moved, file="b.fountain"), Bible(), recut=cutter)
    assert [one.key == part.key for one in cutter.parts] == [False, True]
