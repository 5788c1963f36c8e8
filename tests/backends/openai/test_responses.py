"""Pictures drawn in the background: kept by the service, found again, paid once."""

from __future__ import annotations

import asyncio

import pytest

from storyboard.errors import DrawingRefused
from storyboard.model import OpenAISettings, take_key

BACKGROUND = OpenAISettings(transport="responses")


def test_a_picture_comes_from_the_image_tool_with_both_prices(studio):
    prompt = studio.prompt(studio.reference(1, "MARA"))
    backend = studio.backend(settings=BACKGROUND)
    quote = backend.quote(prompt)
    drawing = studio.draw_one(backend, prompt)
    (bill,) = studio.service.bills
    assert drawing.price_usd == bill.price_usd <= quote.at_most
    assert drawing.parameters["response"].startswith("resp_")
    assert drawing.image.startswith(b"\x89PNG")
    assert [seen.endpoint for seen in studio.service.requests][-1].startswith("responses")


@pytest.mark.parametrize("asked_again", [True, False])
def test_a_run_that_is_stopped_while_the_service_draws_leaves_the_picture_to_the_next(studio, asked_again):
    prompt = studio.prompt(studio.reference(1, "MARA"))
    till = studio.till()
    backend = studio.backend(till, settings=BACKGROUND)
    key = take_key("openai", backend.parameters(prompt), prompt)

    async def stopped() -> None:
        drawing = asyncio.ensure_future(backend.draw(prompt, key=key))
        while not till.ledger.exists() or not _acknowledged(till):  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.01)
        drawing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing
        await backend.close()

    studio.service.fail("slow", seconds=0.3)
    asyncio.run(stopped())
    assert till.money().unknown_usd == 0
    if asked_again:
        drawing = studio.draw_one(studio.backend(settings=BACKGROUND), prompt)
    else:
        drawing = asyncio.run(_resumed(studio.backend(settings=BACKGROUND)))
    assert len(studio.service.bills) == 1
    assert drawing.price_usd == studio.service.bills[0].price_usd


async def _resumed(backend):
    """What a later run fetches that asks for no picture at all."""
    await backend.fetch_batches()
    (attempt,) = backend.unfiled()
    _, drawing = await backend.read_unfiled(attempt)
    backend.filed(attempt)
    assert backend.unfiled() == []
    await backend.close()
    return drawing


def _acknowledged(till) -> bool:
    with till.ledger.reading() as books:
        return any(one.remote for one in books.at_the_service("responses"))


def test_a_picture_held_back_is_named_with_its_categories_and_stays_counted(studio):
    studio.service.fail("moderation_output")
    till = studio.till()
    with pytest.raises(DrawingRefused, match="safety filter") as caught:
        studio.draw_one(studio.backend(till, settings=BACKGROUND), studio.prompt())
    assert caught.value.state == "refused"
    assert till.money().unknown_usd >= sum(bill.price_usd for bill in studio.service.bills) > 0


def test_another_road_has_another_key(studio):
    prompt = studio.prompt()
    keys = {
        take_key("openai", studio.backend(settings=settings).parameters(prompt), prompt)
        for settings in (OpenAISettings(), BACKGROUND)
    }
    assert len(keys) == 2
