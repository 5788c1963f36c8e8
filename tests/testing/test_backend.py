from __future__ import annotations

import asyncio
import io
from decimal import Decimal

import pytest
from PIL import Image

from storyboard.backends import Backend
from storyboard.errors import DrawingRefused, ServiceError
from storyboard.media import sha256_of
from storyboard.model import FramePrompt, Reference, Role, Shot, Slot, Subject
from storyboard.testing import FakeBackend

SIZE = (320, 180)


def prompt(shot: str = "s001_0010", text: str = "MARA waits.", **fields) -> FramePrompt:
    return FramePrompt(slot=Slot.shot(shot, fields.pop("part", "start")), text=text, size=SIZE, **fields)


def draw(backend: FakeBackend, *prompts: FramePrompt):
    async def run():
        return await asyncio.gather(
            *(backend.draw(one, key=f"k{number}") for number, one in enumerate(prompts)), return_exceptions=True
        )

    return asyncio.run(run())


def test_it_is_a_backend_that_draws_at_the_size_asked_for():
    backend = FakeBackend()
    assert isinstance(backend, Backend)
    (drawing,) = draw(backend, prompt())
    with Image.open(io.BytesIO(drawing.image)) as picture:
        assert (picture.format, picture.size) == ("PNG", SIZE)
    assert drawing.price_usd == 0
    assert (backend.prompts[0].text, backend.keys) == ("MARA waits.", ["k0"])


def test_the_same_prompt_gives_the_same_bytes_and_another_prompt_others():
    first, again, other, take = draw(FakeBackend(), prompt(), prompt(), prompt(text="TOMAS waits."), prompt(variant=2))
    assert first.image == again.image
    assert len({first.image, other.image, take.image}) == 3


def test_a_paid_one_quotes_and_charges_its_price():
    backend = FakeBackend(paid=True, price="0.25")
    (drawing,) = draw(backend, prompt())
    assert backend.quote(prompt()).at_most == drawing.price_usd == Decimal("0.25")
    assert backend.paid


def test_it_refuses_and_fails_as_it_is_told():
    backend = FakeBackend()
    backend.refuse("shot/s001_0020/start", state="unknown")
    backend.fail("shot/s001_0030/start", ServiceError("no"))
    results = draw(backend, prompt(), prompt("s001_0020"), prompt("s001_0030"))
    assert [type(result).__name__ for result in results] == ["Drawing", "DrawingRefused", "ServiceError"]
    assert isinstance(results[1], DrawingRefused)
    assert results[1].state == "unknown"
    backend.relent()
    assert [type(result).__name__ for result in draw(backend, prompt("s001_0020"), prompt("s001_0030"))] == [
        "Drawing"
    ] * 2
    backend.fail("*", ServiceError("no"))
    assert isinstance(draw(backend, prompt())[0], ServiceError)


def test_it_knows_how_many_it_drew_at_once_and_what_was_stored():
    backend = FakeBackend(delay=0.01)
    draw(backend, *(prompt(f"s001_{number:04d}") for number in (10, 20, 30)))
    backend.stored("k1")
    asyncio.run(backend.close())
    assert (backend.peak, backend.kept, backend.closed) == (3, ["k1"], True)


def test_references_are_shown(tmp_path):
    path = tmp_path / "mara.png"
    Image.new("RGB", (200, 200), "red").save(path)
    reference = Reference(number=1, role=Role.CHARACTER, name="MARA", path=path, sha256=sha256_of(path))
    (drawing,) = draw(FakeBackend(), prompt(references=(reference,)))
    with Image.open(io.BytesIO(drawing.image)) as picture:
        assert (255, 0, 0) in {colour for _, colour in picture.getcolors(1_000_000)}


@pytest.mark.parametrize(("part", "seen"), [("start", ["MARA"]), ("end", ["MARA", "TOMAS"])])
def test_heads_are_those_who_are_seen(part, seen):
    people = (
        Subject(character="MARA"),
        Subject(character="TOMAS", in_start=False),
        Subject(character="NARRATOR", on_screen=False),
    )
    shot = Shot.model_construct(subjects=people)
    (drawing,) = draw(FakeBackend(), prompt(part=part).model_copy(update={"shot": shot}))
    assert [head.character for head in drawing.landmarks.heads] == seen
