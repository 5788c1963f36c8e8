"""The artist as the rest of the program meets it."""

from __future__ import annotations

import asyncio
import io
from decimal import Decimal

import pytest
from PIL import Image

from storyboard.backends import Backend
from storyboard.backends.previs import PrevisBackend
from storyboard.errors import DrawingRefused, PictureError
from storyboard.model import Quote, Subject, take_key

from .conftest import figure, on_ground


@pytest.fixture(scope="module")
def kit_folder(tmp_path_factory):
    """Kits are learnt once for all these tests; that this changes no byte is tested here too."""
    return tmp_path_factory.mktemp("kits")


@pytest.fixture
def backend(kit_folder):
    return PrevisBackend(kit_folder)


def test_it_is_a_free_backend(backend, make_shot, make_prompt):
    assert isinstance(backend, Backend)
    assert not backend.paid
    assert backend.quote(make_prompt(make_shot())) == Quote()


def test_a_drawing_is_a_png_of_the_right_size_with_landmarks_and_no_price(backend, make_shot, make_prompt, reference):
    prompt = make_prompt(make_shot(Subject(character="ADA"), size="MS"), references={"ADA": reference})
    drawing = asyncio.run(backend.draw(prompt, key="k"))
    with Image.open(io.BytesIO(drawing.image)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (576, 324), "RGB")
    assert drawing.media_type == "image/png"
    assert [head.character for head in drawing.landmarks.heads] == ["ADA"]
    assert drawing.price_usd == Decimal(0)
    assert drawing.model == f"previs/{backend.parameters(prompt)['version']}"
    assert drawing.warnings == ()


def test_somebody_without_a_reference_is_drawn_neutral_and_named_in_a_warning(backend, make_shot, make_prompt):
    drawing = backend.draw_now(make_prompt(make_shot(Subject(character="EVE"), size="MS")))
    assert len(drawing.warnings) == 1
    assert "EVE" in drawing.warnings[0]
    assert [head.character for head in drawing.landmarks.heads] == ["EVE"]


def test_a_doubtful_cutout_is_a_warning(backend, make_shot, make_prompt, tmp_path):
    path = tmp_path / "blank.png"
    Image.new("RGB", (200, 300), "grey").save(path)
    drawing = backend.draw_now(make_prompt(make_shot(Subject(character="ADA"), size="MS"), references={"ADA": path}))
    assert drawing.warnings[0].startswith("ADA: ")


def test_somebody_off_screen_needs_no_reference(backend, make_shot, make_prompt):
    assert backend.draw_now(make_prompt(make_shot(Subject(character="EVE", on_screen=False), size="MS"))).warnings == ()


@pytest.mark.parametrize("part", ["start", "end"])
def test_who_is_not_in_this_picture_needs_no_reference(backend, make_shot, make_prompt, part):
    comes = Subject(character="EVE", in_start=part == "end", in_end=part == "start")
    drawing = backend.draw_now(make_prompt(make_shot(comes, size="FS", text="Eve comes in."), part))
    assert drawing.warnings == ()
    assert drawing.landmarks.heads == ()


def test_an_insert_asks_for_a_reference_only_when_it_shows_hands(backend, make_shot, make_prompt):
    eve = Subject(character="EVE")
    texts = {"The letter on the table.": 0, "Eve's hands unfold the letter.": 1}
    for text, count in texts.items():
        shot = make_shot(eve, size="INSERT", framing="insert", text=text)
        assert len(backend.draw_now(make_prompt(shot)).warnings) == count


def test_with_and_without_a_cache_the_bytes_are_the_same(tmp_path, make_shot, make_prompt, reference):
    prompt = make_prompt(make_shot(Subject(character="ADA", action="walks"), size="FS"), references={"ADA": reference})
    images = {PrevisBackend(cache).draw_now(prompt).image for cache in (None, tmp_path / "kits", tmp_path / "kits")}
    assert len(images) == 1


def test_another_reference_gives_another_picture(backend, make_shot, make_prompt, reference, tmp_path):
    other = tmp_path / "other.png"
    on_ground(figure(coat=(60, 140, 80))).save(other)
    shot = make_shot(Subject(character="ADA"), size="MS")
    assert (
        len({backend.draw_now(make_prompt(shot, references={"ADA": path})).image for path in (reference, other)}) == 2
    )


def test_many_pictures_can_be_drawn_at_once(backend, make_shot, make_prompt, reference):
    prompts = [
        make_prompt(make_shot(Subject(character="ADA"), size=size), size=(384, 216), references={"ADA": reference})
        for size in ("CU", "MS", "FS")
    ]

    async def together():
        return await asyncio.gather(*(backend.draw(prompt, key="k") for prompt in prompts * 2))

    drawn = asyncio.run(together())
    assert [one.image for one in drawn[:3]] == [one.image for one in drawn[3:]]


def test_a_prompt_without_a_shot_is_refused(backend, make_prompt):
    with pytest.raises(DrawingRefused, match="neither a shot nor a brief"):
        asyncio.run(backend.draw(make_prompt(None), key="k"))


def test_a_reference_that_is_gone_is_the_users_error(backend, make_shot, make_prompt, tmp_path):
    prompt = make_prompt(make_shot(Subject(character="ADA")), references={"ADA": tmp_path / "gone.png"})
    with pytest.raises(PictureError, match=r"gone\.png"):
        asyncio.run(backend.draw(prompt, key="k"))


def test_its_version_is_part_of_the_takes_key(backend, make_shot, make_prompt):
    prompt = make_prompt(make_shot())
    assert take_key("previs", backend.parameters(prompt), prompt) != take_key("previs", {"version": "0"}, prompt)


def test_nothing_needs_closing(backend):
    backend.stored("k")
    asyncio.run(backend.close())
