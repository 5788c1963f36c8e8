from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from storyboard.backends import Backend
from storyboard.errors import DrawingRefused, ExitCode, InputError, ServiceError
from storyboard.model import Drawing, OpenAISettings, Quality, take_key


def test_it_is_a_paid_backend(studio):
    backend = studio.backend(settings=OpenAISettings(parallel=7))
    assert isinstance(backend, Backend)
    assert (backend.name, backend.paid, backend.lanes >= 7, backend.max_references) == ("openai", True, True, 16)


def test_every_reference_arrives_in_order_with_its_own_bytes_and_type(studio):
    references = [
        studio.reference(1, "MARA"),
        studio.reference(2, "TOMAS", kind="JPEG"),
        studio.reference(3, "PIER", kind="WEBP"),
    ]
    drawing = studio.draw_one(studio.backend(), studio.prompt(*references))
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
    studio.draw_one(studio.backend(), studio.prompt())
    assert [seen.endpoint for seen in studio.service.requests] == ["images/generations"]


def test_sixteen_references_go_and_seventeen_are_refused_before_money_is_held(studio):
    references = [studio.reference(number, f"P{number}", size=(64, 64)) for number in range(1, 18)]
    studio.draw_one(studio.backend(), studio.prompt(*references[:16]))
    assert len(studio.service.requests[0].references) == 16
    till = studio.till()
    with pytest.raises(InputError, match="17 reference pictures"):
        studio.draw_one(studio.backend(till), studio.prompt(*references, text="another"))
    assert len(studio.service.requests) == 1
    assert till.money().committed_usd == studio.service.billed_usd


def test_what_is_sent_is_legal_and_nothing_more(studio):
    studio.draw_one(
        studio.backend(), studio.prompt(studio.reference(1, "MARA")).model_copy(update={"size": (1920, 1080)})
    )
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
        studio.draw_one(studio.backend(settings=settings), studio.prompt(quality=quality))
    assert [seen.parameters["quality"] for seen in studio.service.requests] == ["medium", "high"]


def test_the_drawing_is_the_services_own_bytes_with_its_price_and_usage(studio):
    till = studio.till()
    prompt = studio.prompt(studio.reference(1, "MARA"))
    drawing = studio.draw_one(studio.backend(till), prompt)
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
    studio.draw_one(backend, prompt)
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
    first = studio.draw_one(studio.backend(), prompt)
    second = studio.draw_one(studio.backend(), prompt)
    assert second == first
    assert len(studio.service.requests) == len(studio.service.bills) == 1
    backend = studio.backend()
    backend.stored(take_key("openai", backend.parameters(prompt), prompt))
    assert list((studio.state / "spool").iterdir()) == []


def test_a_rate_limit_is_waited_for_and_costs_nothing(studio):
    studio.service.fail("rate_limit", times=2)
    till = studio.till()
    studio.draw_one(studio.backend(till), studio.prompt())
    assert sum(studio.waits) >= 24
    assert len(studio.service.requests) == 3
    assert till.money().committed_usd == studio.service.billed_usd > 0


def test_a_rate_limit_without_end_gives_up_and_holds_no_money(studio):
    studio.service.fail("rate_limit", times=None)
    till = studio.till()
    with pytest.raises(DrawingRefused) as caught:
        studio.draw_one(studio.backend(till), studio.prompt())
    assert (caught.value.state, caught.value.code) == ("refused", "rate_limit_exceeded")
    assert len(studio.service.requests) == 7
    assert till.money().committed_usd == 0


def test_an_overloaded_service_is_waited_for_ever_longer(studio):
    studio.service.fail("overloaded", times=3)
    studio.draw_one(studio.backend(), studio.prompt())
    assert sum(studio.waits) >= 14
    assert len(studio.service.requests) == 4


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
    (first,) = studio.draw(backend, studio.prompt(), finish=False)
    assert isinstance(first, ServiceError)
    assert first.exit_code is ExitCode.SERVICE_REFUSES
    assert said in str(first)
    others = studio.draw(backend, *(studio.prompt(shot=f"s001_{number:04d}") for number in range(20, 120, 10)))
    assert [str(other) for other in others] == [str(first)] * 10
    assert len(studio.service.requests) == 1
    assert (len(studio.service.bills), till.money().committed_usd) == (0, 0)


def test_a_refused_picture_does_not_hinder_the_others(studio):
    studio.service.fail("moderation", match="knife")
    results = studio.draw(
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
        studio.draw_one(studio.backend(), studio.prompt())
    assert caught.value.state == "refused"
