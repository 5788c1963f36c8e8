from __future__ import annotations

import asyncio
import socket
from datetime import date
from decimal import Decimal

import httpx2
import pytest

from storyboard.errors import BibleError, BudgetError, DrawingRefused, InputError, PictureError, ServiceError
from storyboard.model import Drawing, OpenAISettings
from storyboard.testing import FakeImageService


@pytest.mark.parametrize(("fault", "billed"), [("drop_after_billing", 1), ("drop_before", 0), ("server_error", 0)])
def test_a_lost_answer_is_unknown_and_never_asked_for_again(studio, fault, billed):
    studio.service.fail(fault)
    prompt = studio.prompt(studio.reference(1, "MARA"))
    till = studio.till()
    backend = studio.backend(till)
    for _ in range(2):
        (result,) = studio.draw(backend, prompt, finish=False)
        assert isinstance(result, DrawingRefused)
        assert result.state == "unknown"
    asyncio.run(backend.close())
    assert len(studio.service.requests) == 1
    assert len(studio.service.bills) == billed
    assert till.unknown() == ["shot/s001_0010/start"]
    assert till.money().unknown_usd == backend.quote(prompt).at_most
    studio.draw_one(studio.backend(studio.till(retry_unknown=True)), prompt)
    assert len(studio.service.requests) == 2


@pytest.mark.parametrize(
    ("fault", "said"),
    [("garbage", "broken or cut off"), ("link", "links are not followed"), ("error_in_200", "guise of a success")],
)
def test_an_answer_without_a_picture_is_kept_and_counted(studio, fault, said):
    studio.service.fail(fault)
    till = studio.till()
    for _ in range(2):
        with pytest.raises(DrawingRefused, match=said) as caught:
            studio.draw_one(studio.backend(till), studio.prompt())
        assert (caught.value.state, caught.value.code) == ("unknown", "bad_answer")
    assert len(studio.service.requests) == len(studio.service.bills) == 1
    assert len(list((studio.state / "spool").glob("*.answer"))) == 1
    assert till.money().unknown_usd >= studio.service.billed_usd


def test_an_answer_that_does_not_say_what_it_cost_counts_at_the_most(studio):
    studio.service.fail("no_usage")
    till = studio.till()
    backend = studio.backend(till)
    drawing = studio.draw_one(backend, studio.prompt())
    assert drawing.price_usd == till.money().spent_usd == backend.quote(studio.prompt()).at_most
    assert "does not say what it cost" in drawing.warnings[0]


def test_a_server_on_this_machine_needs_no_key_and_costs_nothing_unless_it_says_so(studio):
    studio.service.needs_key = False
    studio.service.fail("no_usage")
    till = studio.till()
    settings = OpenAISettings(base_url="http://127.0.0.1:1/v1")
    drawing = studio.draw_one(studio.backend(till, settings=settings, environ={}), studio.prompt())
    assert drawing.price_usd == till.money().spent_usd == 0
    assert drawing.warnings == ()


def test_another_server_gets_the_name_as_written_and_its_pictures_have_their_own_key(studio):
    prompt = studio.prompt()
    here = studio.backend(settings=OpenAISettings(base_url="http://127.0.0.1:1/v1"))
    assert here.parameters(prompt)["model"] == "gpt-image-2"
    assert here.parameters(prompt) != studio.backend().parameters(prompt)
    studio.draw_one(here, prompt)
    assert "service" not in studio.service.requests[0].parameters


def test_an_unknown_model_is_tried_with_all_its_references_and_a_warning(studio):
    studio.service = FakeImageService(models=("my-own-model",))
    references = [studio.reference(number, f"P{number}") for number in (1, 2, 3)]
    drawing = studio.draw_one(studio.backend(settings=OpenAISettings(model="my-own-model")), studio.prompt(*references))
    assert len(studio.service.requests[0].references) == 3
    assert "my-own-model" in drawing.warnings[0]


def test_a_retired_model_is_refused_with_its_successor_and_nothing_is_sent(studio):
    settings = OpenAISettings(model="gpt-image-1.5")
    with pytest.raises(ServiceError, match=r"shut down on 2026-12-01.*gpt-image-2"):
        studio.draw_one(studio.backend(settings=settings, today=lambda: date(2026, 12, 1)), studio.prompt())
    assert studio.service.requests == []


def test_a_quality_the_model_does_not_have_is_the_bibles_error(studio):
    with pytest.raises(BibleError, match=r"no quality 'ultra' \(openai.draft_quality\)"):
        studio.backend(settings=OpenAISettings(draft_quality="ultra"))


def test_a_prompt_that_is_too_long_is_not_sent(studio):
    with pytest.raises(InputError, match="32,001 letters"):
        studio.draw_one(studio.backend(), studio.prompt(text="x" * 32_001))
    assert studio.service.requests == []


def test_a_reference_that_changed_or_broke_is_not_sent(studio):
    reference = studio.reference(1, "MARA")
    reference.path.write_bytes(b"<html>")
    with pytest.raises(PictureError):
        studio.draw_one(studio.backend(), studio.prompt(reference))
    assert studio.service.requests == []
    assert not studio.state.exists()


def test_the_budget_holds_with_many_at_once(studio):
    studio.service.delay = 0.02
    prompts = [studio.prompt(shot=f"s001_{number:04d}") for number in range(10, 110, 10)]
    backend = studio.backend(till := studio.till("0.04"))
    each = backend.quote(prompts[0]).at_most
    results = studio.draw(backend, *prompts)
    drawn = [result for result in results if isinstance(result, Drawing)]
    refused = [result for result in results if isinstance(result, BudgetError)]
    assert len(drawn) + len(refused) == 10
    assert len(drawn) >= int(Decimal("0.04") / each)
    assert len(studio.service.bills) == len(studio.service.requests) == len(drawn)
    assert studio.service.billed_usd <= till.money().spent_usd <= Decimal("0.04")


def test_a_service_that_is_not_there_is_tried_three_times_and_then_given_up(studio):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    till = studio.till()
    settings = OpenAISettings(base_url=f"http://127.0.0.1:{port}/v1")
    backend = studio.backend(till, settings=settings, http_client=None)
    with pytest.raises(ServiceError, match=f"Cannot reach http://127.0.0.1:{port}/v1"):
        studio.draw_one(backend, studio.prompt())
    assert [int(seconds) for seconds in studio.waits] == [2, 4]
    assert till.money().committed_usd == 0


@pytest.mark.parametrize(("fault", "billed"), [("drop_after_billing", 1), ("drop_before", 0)])
def test_a_connection_that_is_really_cut_is_unknown_and_not_repeated(studio, fault, billed):
    with studio.service.serve() as base_url:
        studio.service.fail(fault)
        settings = OpenAISettings(base_url=base_url)
        with pytest.raises(DrawingRefused) as caught:
            studio.draw_one(
                studio.backend(settings=settings, http_client=None), studio.prompt(studio.reference(1, "MARA"))
            )
        assert (caught.value.state, caught.value.code) == ("unknown", "answer_lost")
        studio.draw_one(studio.backend(settings=settings, http_client=None), studio.prompt(shot="s001_0020"))
    assert [seen.code for seen in studio.service.requests] == ["dropped", ""]
    assert len(studio.service.bills) == billed + 1


def test_a_timeout_is_unknown(studio):
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("slow", request=request)

    client = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    till = studio.till()
    with pytest.raises(DrawingRefused, match="took too long") as caught:
        studio.draw_one(studio.backend(till, http_client=client), studio.prompt())
    assert caught.value.state == "unknown"
    assert len(till.unknown()) == 1


def test_ctrl_c_leaves_an_unknown(studio):
    studio.service.fail("slow", seconds=30)
    till = studio.till()
    backend = studio.backend(till)

    async def run() -> None:
        task = asyncio.ensure_future(backend.draw(studio.prompt(), key="k" * 64))
        while not studio.service.bills:  # noqa: ASYNC110 - the fake rings no bell
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await backend.close()

    asyncio.run(run())
    assert till.unknown() == ["shot/s001_0010/start"]


def _everything_raised_or_written(studio, results: list[object]) -> bytes:
    texts = []
    for result in results:
        error: BaseException | None = result if isinstance(result, BaseException) else None
        while error is not None:
            texts.append(f"{error!s} {error!r} {vars(error)!r}")
            error = error.__cause__ or error.__context__
        texts.append(repr(result))
    files = [path.read_bytes() for path in studio.folder.rglob("*") if path.is_file()]
    return b"\n".join([*(text.encode() for text in texts), *files])


@pytest.mark.parametrize(
    "fault", ["bad_key", "moderation", "server_error", "drop_after_billing", "garbage", "plain_string_error", None]
)
def test_the_key_appears_nowhere(studio, fault, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    if fault:
        studio.service.fail(fault)
    backend = studio.backend()
    results = studio.draw(backend, studio.prompt(studio.reference(1, "MARA")))
    seen = _everything_raised_or_written(studio, results) + caplog.text.encode() + repr(backend).encode()
    seen += repr(studio.service.requests).encode()
    assert len(seen) > 1000
    assert b"canary" not in seen


def test_a_library_that_retries_would_be_caught_by_these_tests(studio):
    """The same lost answer through the client library's own defaults: paid three times."""
    import openai

    studio.service.fail("drop_after_billing", times=None)

    async def run() -> None:
        client = openai.AsyncOpenAI(
            api_key=studio.key, base_url="http://127.0.0.1/v1", http_client=studio.service.http_client()
        )
        with pytest.raises(openai.APIConnectionError):
            await client.images.generate(model="gpt-image-2", prompt="x", size="1024x1024", quality="low")
        await client.close()

    asyncio.run(run())
    assert len(studio.service.bills) == 3
