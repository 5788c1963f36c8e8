from __future__ import annotations

import asyncio
import io
import socket
from datetime import date
from decimal import Decimal
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from storyboard.backends import Backend
from storyboard.backends.openai import OpenAIBackend
from storyboard.errors import BibleError, BudgetError, DrawingRefused, ExitCode, InputError, PictureError, ServiceError
from storyboard.media import sha256_of
from storyboard.model import Drawing, FramePrompt, OpenAISettings, Quality, Reference, Role, Slot, take_key
from storyboard.paid import Till, open_till
from storyboard.testing import FakeImageService

KEY = "sk-canary-0123456789abcdef"
TODAY = date(2026, 11, 23)


class Studio:
    """A backend on the fake service, with its till and the waits it asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".storyboard"
        self.service = FakeImageService()
        self.waits: list[float] = []

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def till(self, cap: str = "10", **options) -> Till:
        return open_till(self.state, Decimal(cap), **options)

    def backend(self, till: Till | None = None, **options) -> OpenAIBackend:
        options = {
            "http_client": self.service.http_client(),
            "environ": {"OPENAI_API_KEY": KEY + "\n"},
            "today": lambda: TODAY,
            "sleep": self._sleep,
            "settings": OpenAISettings(),
            **options,
        }
        settings = options.pop("settings")
        return OpenAIBackend(settings, till or self.till(), **options)

    def reference(
        self, number: int, name: str, *, role: Role = Role.CHARACTER, kind: str = "PNG", size=(320, 240)
    ) -> Reference:
        path = self.folder / f"{name}.{kind.lower()}"
        Image.new("RGB", size, (number * 40 % 255, 90, 120)).save(path, kind)
        return Reference(number=number, role=role, name=name, path=path, sha256=sha256_of(path))

    def prompt(
        self, *references: Reference, shot: str = "s001_0010", text: str = "MARA waits in the rain.", **fields
    ) -> FramePrompt:
        return FramePrompt(slot=Slot.shot(shot), text=text, references=references, size=(1536, 864), **fields)


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def draw(backend: OpenAIBackend, *prompts: FramePrompt, finish: bool = True) -> list[Drawing | BaseException]:
    async def run() -> list[Drawing | BaseException]:
        try:
            return await asyncio.gather(
                *(
                    backend.draw(prompt, key=take_key("openai", backend.parameters(prompt), prompt))
                    for prompt in prompts
                ),
                return_exceptions=True,
            )
        finally:
            if finish:
                await backend.close()

    return asyncio.run(run())


def draw_one(backend: OpenAIBackend, prompt: FramePrompt) -> Drawing:
    (result,) = draw(backend, prompt)
    if isinstance(result, BaseException):
        raise result
    return result


def test_it_is_a_paid_backend(studio):
    backend = studio.backend(settings=OpenAISettings(parallel=7))
    assert isinstance(backend, Backend)
    assert (backend.name, backend.paid, backend.lanes, backend.max_references) == ("openai", True, 7, 16)


def test_every_reference_arrives_in_order_with_its_own_bytes_and_type(studio):
    references = [
        studio.reference(1, "MARA"),
        studio.reference(2, "TOMAS", kind="JPEG"),
        studio.reference(3, "PIER", kind="WEBP"),
    ]
    drawing = draw_one(studio.backend(), studio.prompt(*references))
    (seen,) = studio.service.requests
    assert seen.endpoint == "images/edits"
    assert seen.reference_hashes == [reference.sha256 for reference in references]
    assert [picture.media_type for picture in seen.references] == ["image/png", "image/jpeg", "image/webp"]
    assert [picture.name for picture in seen.references] == [
        "01-character-MARA.png",
        "02-character-TOMAS.jpg",
        "03-character-PIER.webp",
    ]
    assert {picture.field for picture in seen.references} == {"image[]"}
    assert seen.prompt == "MARA waits in the rain."
    assert drawing.request_id == seen.request_id


def test_without_references_a_picture_is_generated(studio):
    draw_one(studio.backend(), studio.prompt())
    assert [seen.endpoint for seen in studio.service.requests] == ["images/generations"]


def test_sixteen_references_go_and_seventeen_are_refused_before_money_is_held(studio):
    references = [studio.reference(number, f"P{number}", size=(64, 64)) for number in range(1, 18)]
    draw_one(studio.backend(), studio.prompt(*references[:16]))
    assert len(studio.service.requests[0].references) == 16
    till = studio.till()
    with pytest.raises(InputError, match="17 reference pictures"):
        draw_one(studio.backend(till), studio.prompt(*references, text="another"))
    assert len(studio.service.requests) == 1
    assert till.money().committed_usd == studio.service.billed_usd


def test_what_is_sent_is_legal_and_nothing_more(studio):
    draw_one(studio.backend(), studio.prompt(studio.reference(1, "MARA")).model_copy(update={"size": (1920, 1080)}))
    assert studio.service.requests[0].parameters == {
        "model": "gpt-image-2-2026-04-21",
        "n": 1,
        "size": "2048x1152",
        "quality": "low",
        "output_format": "png",
    }
    assert studio.service.requests[0].headers.get("x-stainless-retry-count") == "0"


def test_draft_and_final_have_their_own_quality(studio):
    settings = OpenAISettings(draft_quality="medium", final_quality="high")
    for quality in Quality:
        draw_one(studio.backend(settings=settings), studio.prompt(quality=quality))
    assert [seen.parameters["quality"] for seen in studio.service.requests] == ["medium", "high"]


def test_the_drawing_is_the_services_own_bytes_with_its_price_and_usage(studio):
    till = studio.till()
    prompt = studio.prompt(studio.reference(1, "MARA"))
    drawing = draw_one(studio.backend(till), prompt)
    with Image.open(io.BytesIO(drawing.image)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1536, 864))
    (bill,) = studio.service.bills
    assert drawing.price_usd == bill.price_usd == till.money().spent_usd
    assert drawing.usage == bill.usage
    assert drawing.model == "gpt-image-2-2026-04-21"
    assert drawing.parameters == {"n": 1, "size": "1536x864", "quality": "low", "output_format": "png"}
    assert drawing.warnings == ()


def test_the_quote_covers_the_bill(studio):
    prompt = studio.prompt(
        studio.reference(1, "MARA", size=(1200, 1200)), studio.reference(2, "TOMAS"), text="word " * 400
    )
    backend = studio.backend()
    asked = backend.quote(prompt)
    draw_one(backend, prompt)
    assert asked.estimate <= studio.service.billed_usd * Decimal("1.02")
    assert asked.estimate >= studio.service.billed_usd * Decimal("0.98")
    assert asked.at_most >= studio.service.billed_usd


def test_planning_needs_no_key_and_writes_nothing(studio):
    backend = studio.backend(environ={}, offline=True)
    prompt = studio.prompt(studio.reference(1, "MARA"))
    assert backend.quote(prompt).estimate > 0
    assert backend.parameters(prompt)["size"] == "1536x864"
    assert not studio.state.exists()


def test_drawing_without_a_key_stops_at_once(studio):
    with pytest.raises(InputError, match="OPENAI_API_KEY is not set"):
        studio.backend(environ={})


def test_an_answer_that_was_paid_for_and_never_stored_is_not_bought_again(studio):
    prompt = studio.prompt(studio.reference(1, "MARA"))
    first = draw_one(studio.backend(), prompt)
    second = draw_one(studio.backend(), prompt)
    assert second == first
    assert len(studio.service.requests) == len(studio.service.bills) == 1
    backend = studio.backend()
    backend.stored(take_key("openai", backend.parameters(prompt), prompt))
    assert list((studio.state / "spool").iterdir()) == []


def test_a_rate_limit_is_waited_for_and_costs_nothing(studio):
    studio.service.fail("rate_limit", times=2)
    till = studio.till()
    draw_one(studio.backend(till), studio.prompt())
    assert studio.waits == [12.0, 12.0]
    assert len(studio.service.requests) == 3
    assert till.money().committed_usd == studio.service.billed_usd > 0


def test_a_rate_limit_without_end_gives_up_and_holds_no_money(studio):
    studio.service.fail("rate_limit", times=None)
    till = studio.till()
    with pytest.raises(DrawingRefused) as caught:
        draw_one(studio.backend(till), studio.prompt())
    assert (caught.value.state, caught.value.code) == ("refused", "rate_limit_exceeded")
    assert len(studio.waits) == 6
    assert till.money().committed_usd == 0


def test_an_overloaded_service_is_waited_for_ever_longer(studio):
    studio.service.fail("overloaded", times=3)
    draw_one(studio.backend(), studio.prompt())
    assert studio.waits == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("bad_key", "refuses the key"),
        ("quota", "no money left"),
        ("verification", "does not let this account draw"),
        ("retired", "does not offer the model gpt-image-2"),
    ],
)
def test_a_service_that_refuses_everything_is_asked_once(studio, fault, said):
    studio.service.fail(fault, times=None)
    till = studio.till()
    backend = studio.backend(till)
    (first,) = draw(backend, studio.prompt(), finish=False)
    assert isinstance(first, ServiceError)
    assert first.exit_code is ExitCode.SERVICE_REFUSES
    assert said in str(first)
    others = draw(backend, *(studio.prompt(shot=f"s001_{number:04d}") for number in range(20, 120, 10)))
    assert others == [first] * 10
    assert len(studio.service.requests) == 1
    assert (len(studio.service.bills), till.money().committed_usd) == (0, 0)


def test_a_refused_picture_does_not_hinder_the_others(studio):
    studio.service.fail("moderation", match="knife")
    results = draw(
        studio.backend(),
        studio.prompt(text="a knife"),
        studio.prompt(shot="s001_0020", text="a cup"),
        studio.prompt(shot="s001_0030"),
    )
    assert isinstance(results[0], DrawingRefused)
    assert (results[0].state, results[0].code) == ("refused", "moderation_blocked")
    assert "violence" in str(results[0])
    assert all(isinstance(result, Drawing) for result in results[1:])
    assert len(studio.service.bills) == 2


def test_a_server_that_answers_with_plain_text_is_quoted(studio):
    studio.service.fail("plain_string_error")
    with pytest.raises(DrawingRefused, match="unsupported sampler") as caught:
        draw_one(studio.backend(), studio.prompt())
    assert caught.value.state == "refused"


@pytest.mark.parametrize(("fault", "billed"), [("drop_after_billing", 1), ("drop_before", 0), ("server_error", 0)])
def test_a_lost_answer_is_unknown_and_never_asked_for_again(studio, fault, billed):
    studio.service.fail(fault)
    prompt = studio.prompt(studio.reference(1, "MARA"))
    till = studio.till()
    backend = studio.backend(till)
    for _ in range(2):
        (result,) = draw(backend, prompt, finish=False)
        assert isinstance(result, DrawingRefused)
        assert result.state == "unknown"
    asyncio.run(backend.close())
    assert len(studio.service.requests) == 1
    assert len(studio.service.bills) == billed
    assert till.unknown() == ["shot/s001_0010/start"]
    assert till.money().unknown_usd == backend.quote(prompt).at_most
    draw_one(studio.backend(studio.till(retry_unknown=True)), prompt)
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
            draw_one(studio.backend(till), studio.prompt())
        assert (caught.value.state, caught.value.code) == ("unknown", "bad_answer")
    assert len(studio.service.requests) == len(studio.service.bills) == 1
    assert len(list((studio.state / "spool").glob("*.answer"))) == 1
    assert till.money().unknown_usd >= studio.service.billed_usd


def test_an_answer_that_does_not_say_what_it_cost_counts_at_the_most(studio):
    studio.service.fail("no_usage")
    till = studio.till()
    backend = studio.backend(till)
    drawing = draw_one(backend, studio.prompt())
    assert drawing.price_usd == till.money().spent_usd == backend.quote(studio.prompt()).at_most
    assert "does not say what it cost" in drawing.warnings[0]


def test_a_server_on_this_machine_needs_no_key_and_costs_nothing_unless_it_says_so(studio):
    studio.service.needs_key = False
    studio.service.fail("no_usage")
    till = studio.till()
    settings = OpenAISettings(base_url="http://127.0.0.1:1/v1")
    drawing = draw_one(studio.backend(till, settings=settings, environ={}), studio.prompt())
    assert drawing.price_usd == till.money().spent_usd == 0
    assert drawing.warnings == ()


def test_another_server_gets_the_name_as_written_and_its_pictures_have_their_own_key(studio):
    prompt = studio.prompt()
    here = studio.backend(settings=OpenAISettings(base_url="http://127.0.0.1:1/v1"))
    assert here.parameters(prompt)["model"] == "gpt-image-2"
    assert here.parameters(prompt) != studio.backend().parameters(prompt)
    draw_one(here, prompt)
    assert "service" not in studio.service.requests[0].parameters


def test_an_unknown_model_is_tried_with_all_its_references_and_a_warning(studio):
    studio.service = FakeImageService(models=("my-own-model",))
    references = [studio.reference(number, f"P{number}") for number in (1, 2, 3)]
    drawing = draw_one(studio.backend(settings=OpenAISettings(model="my-own-model")), studio.prompt(*references))
    assert len(studio.service.requests[0].references) == 3
    assert "my-own-model" in drawing.warnings[0]


def test_a_retired_model_is_refused_with_its_successor_and_nothing_is_sent(studio):
    settings = OpenAISettings(model="gpt-image-1.5")
    with pytest.raises(ServiceError, match=r"shut down on 2026-12-01.*gpt-image-2"):
        draw_one(studio.backend(settings=settings, today=lambda: date(2026, 12, 1)), studio.prompt())
    assert studio.service.requests == []


def test_a_quality_the_model_does_not_have_is_the_bibles_error(studio):
    with pytest.raises(BibleError, match=r"no quality 'ultra' \(openai.draft_quality\)"):
        studio.backend(settings=OpenAISettings(draft_quality="ultra"))


def test_a_prompt_that_is_too_long_is_not_sent(studio):
    with pytest.raises(InputError, match="32,001 letters"):
        draw_one(studio.backend(), studio.prompt(text="x" * 32_001))
    assert studio.service.requests == []


def test_a_reference_that_changed_or_broke_is_not_sent(studio):
    reference = studio.reference(1, "MARA")
    reference.path.write_bytes(b"<html>")
    with pytest.raises(PictureError):
        draw_one(studio.backend(), studio.prompt(reference))
    assert studio.service.requests == []
    assert not studio.state.exists()


def test_the_budget_holds_with_many_at_once(studio):
    studio.service.delay = 0.02
    prompts = [studio.prompt(shot=f"s001_{number:04d}") for number in range(10, 110, 10)]
    backend = studio.backend(till := studio.till("0.04"))
    each = backend.quote(prompts[0]).at_most
    results = draw(backend, *prompts)
    drawn = [result for result in results if isinstance(result, Drawing)]
    refused = [result for result in results if isinstance(result, BudgetError)]
    assert len(drawn) + len(refused) == 10
    assert len(drawn) == int(Decimal("0.04") / each)
    assert len(studio.service.bills) == len(studio.service.requests) == len(drawn)
    assert studio.service.billed_usd <= till.money().spent_usd <= Decimal("0.04")


def test_a_service_that_is_not_there_is_tried_three_times_and_then_given_up(studio):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    till = studio.till()
    settings = OpenAISettings(base_url=f"http://127.0.0.1:{port}/v1")
    backend = studio.backend(till, settings=settings, http_client=None)
    with pytest.raises(ServiceError, match=f"Cannot reach http://127.0.0.1:{port}/v1"):
        draw_one(backend, studio.prompt())
    assert studio.waits == [2.0, 4.0]
    assert till.money().committed_usd == 0


@pytest.mark.parametrize(("fault", "billed"), [("drop_after_billing", 1), ("drop_before", 0)])
def test_a_connection_that_is_really_cut_is_unknown_and_not_repeated(studio, fault, billed):
    with studio.service.serve() as base_url:
        studio.service.fail(fault)
        settings = OpenAISettings(base_url=base_url)
        with pytest.raises(DrawingRefused) as caught:
            draw_one(studio.backend(settings=settings, http_client=None), studio.prompt(studio.reference(1, "MARA")))
        assert (caught.value.state, caught.value.code) == ("unknown", "answer_lost")
        draw_one(studio.backend(settings=settings, http_client=None), studio.prompt(shot="s001_0020"))
    assert [seen.code for seen in studio.service.requests] == ["dropped", ""]
    assert len(studio.service.bills) == billed + 1


def test_a_timeout_is_unknown(studio):
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("slow", request=request)

    client = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    till = studio.till()
    with pytest.raises(DrawingRefused, match="took too long") as caught:
        draw_one(studio.backend(till, http_client=client), studio.prompt())
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


def _everything_raised_or_written(studio: Studio, results: list[object]) -> bytes:
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
    results = draw(backend, studio.prompt(studio.reference(1, "MARA")))
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
            api_key=KEY, base_url="http://127.0.0.1/v1", http_client=studio.service.http_client()
        )
        with pytest.raises(openai.APIConnectionError):
            await client.images.generate(model="gpt-image-2", prompt="x", size="1024x1024", quality="low")
        await client.close()

    asyncio.run(run())
    assert len(studio.service.bills) == 3


def test_repeated_references_are_prepared_once(studio):
    opened: list[str] = []
    reference = studio.reference(1, "MARA")
    backend = studio.backend()
    draw(backend, studio.prompt(reference), finish=False)
    opened.extend(backend._uploads)
    draw(backend, studio.prompt(reference, shot="s001_0020"))
    assert opened == list(backend._uploads) == [reference.sha256]
