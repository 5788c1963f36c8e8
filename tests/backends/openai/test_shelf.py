from __future__ import annotations

import asyncio

import pytest
from PIL import Image

from storyboard.backends.openai.shelf import Shelf
from storyboard.errors import PictureError
from storyboard.media import sha256_of
from storyboard.model import Reference, Role


def _reference(folder, number, name):
    path = folder / f"{name}.png"
    if not path.exists():
        Image.new("RGB", (64, 48), (number * 40, 90, 120)).save(path)
    return Reference(number=number, role=Role.CHARACTER, name=name, path=path, sha256=sha256_of(path))


def test_a_reference_is_prepared_once_and_named_by_its_place(tmp_path):
    shelf = Shelf(1_000_000)
    first = asyncio.run(shelf.upload(_reference(tmp_path, 1, "MARA")))
    second = asyncio.run(shelf.upload(_reference(tmp_path, 2, "MARA")))
    assert (first.name, second.name) == ("01-character-MARA.png", "02-character-MARA.png")
    assert second.data is first.data


def test_a_file_that_is_too_large_is_refused(tmp_path):
    with pytest.raises(PictureError, match="too large"):
        asyncio.run(Shelf(10).upload(_reference(tmp_path, 1, "MARA")))


def test_the_reference_that_was_asked_for_last_is_let_go_last(tmp_path):
    one, two, three = (_reference(tmp_path, 1, name) for name in ("ADA", "BEN", "CLEO"))
    for number, reference in enumerate((one, two, three)):
        Image.new("RGB", (64, 48), (number, 0, 0)).save(reference.path)
    one, two, three = (
        reference.model_copy(update={"sha256": sha256_of(reference.path)}) for reference in (one, two, three)
    )
    shelf = Shelf(1_000_000, most_kept=sum(each.path.stat().st_size for each in (one, two, three)) - 1)

    async def ask(*references):
        return [(await shelf.upload(reference)).data for reference in references]

    first, _, again, _ = asyncio.run(ask(one, two, one, three))
    assert again is first
    assert asyncio.run(ask(one))[0] is first
