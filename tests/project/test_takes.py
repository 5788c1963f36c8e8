from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from PIL import Image

from storyboard.errors import ProjectError, SelectionError
from storyboard.model import Quality, Slot
from storyboard.project import Layout, TakeStore, rank

SLOT = Slot.shot("s001_0010")


def receipt(**more: object) -> dict[str, object]:
    return {
        "sha256": "0",
        "width": 4,
        "height": 3,
        "created": datetime(2026, 1, 1, tzinfo=UTC),
        "backend": "previs",
    } | more


def png(shade: int) -> bytes:
    """A tiny picture of its own."""
    buffer = io.BytesIO()
    Image.new("L", (4, 3), shade).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def layout(tmp_path):
    return Layout(root=tmp_path)


@pytest.fixture
def store(layout):
    return TakeStore(layout)


def test_a_take_is_a_picture_with_its_receipt(store, layout):
    take = store.add(SLOT, png(1), "image/png", receipt())
    assert take.path == layout.root / "frames" / "shot" / "s001_0010" / "start-001.png"
    assert take.path.read_bytes() == png(1)
    assert TakeStore(layout).takes(SLOT) == (take,)


def test_a_picture_without_receipt_is_no_take_and_its_number_is_not_used_again(store, layout):
    folder = layout.takes_of(SLOT)
    folder.mkdir(parents=True)
    (folder / "start-004.png").write_bytes(b"lost")
    assert store.takes(SLOT) == ()
    assert store.add(SLOT, png(2), "image/png", receipt()).number == 5
    assert (folder / "start-004.png").read_bytes() == b"lost"


def test_final_stands_before_draft_before_previs_and_newer_before_older(store):
    store.add(SLOT, png(3), "image/png", receipt(backend="openai", quality=Quality.FINAL))
    store.add(SLOT, png(4), "image/png", receipt(backend="openai", quality=Quality.DRAFT))
    store.add(SLOT, png(5), "image/png", receipt())
    assert store.pick(SLOT).number == 1
    store.add(SLOT, png(6), "image/png", receipt(backend="openai", quality=Quality.FINAL))
    assert store.pick(SLOT).number == 4
    assert [rank(take) for take in store.takes(SLOT)] == [2, 1, 0, 2]


def test_a_pick_by_name_stands_whatever_comes_later(store, layout):
    store.add(SLOT, png(7), "image/png", receipt())
    store.add(SLOT, png(8), "image/png", receipt())
    store.set_pick(SLOT, 1)
    store.add(SLOT, png(9), "image/png", receipt(backend="openai"))
    assert TakeStore(layout).pick(SLOT).number == 1


def test_start_and_end_pictures_are_apart(store):
    store.add(SLOT, png(10), "image/png", receipt())
    end = Slot.shot("s001_0010", "end")
    assert store.takes(end) == ()
    assert store.add(end, png(11), "image/webp", receipt()).path.name == "end-001.webp"


def test_picking_what_is_not_there_names_what_is(store):
    store.add(SLOT, png(12), "image/png", receipt())
    with pytest.raises(SelectionError, match="It has: 1"):
        store.set_pick(SLOT, 7)


def test_a_problem_is_remembered_until_a_take_is_made(store, layout):
    store.set_problem(SLOT, state="refused", message="no", code="moderation_blocked", inputs={"size": "MS"})
    problem = TakeStore(layout).problem(SLOT)
    assert (problem.state, problem.inputs) == ("refused", {"size": "MS"})
    store.add(SLOT, png(13), "image/png", receipt())
    assert store.problem(SLOT) is None


def test_two_writers_never_take_one_number(layout):
    stores = [TakeStore(layout) for _ in range(6)]
    threads = [
        threading.Thread(target=store.add, args=(SLOT, png(index), "image/png", receipt()))
        for index, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    takes = TakeStore(layout).takes(SLOT)
    assert [take.number for take in takes] == [1, 2, 3, 4, 5, 6]
    assert sorted(take.path.read_bytes() for take in takes) == sorted(png(index) for index in range(6))


def test_a_damaged_receipt_is_named(store, layout):
    store.add(SLOT, png(14), "image/png", receipt())
    path = layout.takes_of(SLOT) / "start-001.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        TakeStore(layout).takes(SLOT)
    assert str(path) in str(caught.value)


def test_no_temporary_file_is_left(store, layout):
    store.add(SLOT, png(15), "image/png", receipt())
    store.set_pick(SLOT, 1)
    assert sorted(path.name for path in layout.takes_of(SLOT).iterdir()) == [
        "picked.json",
        "start-001.json",
        "start-001.png",
    ]


@pytest.mark.parametrize("damage", [b"", b"hello", None])
def test_a_take_whose_picture_is_gone_or_ruined_is_no_take_and_is_named(store, layout, damage):
    take = store.add(SLOT, png(1), "image/png", receipt())
    if damage is None:
        take.path.unlink()
    else:
        take.path.write_bytes(damage)
    again = TakeStore(layout)
    assert again.takes(SLOT) == ()
    assert again.damaged(SLOT) == (1,)
    assert again.add(SLOT, png(2), "image/png", receipt()).number == 2


def test_a_receipt_of_a_newer_program_is_not_guessed_at(store, layout):
    store.add(SLOT, png(1), "image/png", receipt(schema=9))
    with pytest.raises(ProjectError, match="newer storyboard"):
        TakeStore(layout).takes(SLOT)


def test_takes_added_in_one_thread_are_seen_by_those_who_keep_looking(store):
    done = threading.Event()

    def look() -> list[int]:
        seen = []
        while not done.is_set():
            seen.append(len(store.takes(SLOT)))
        return seen

    with ThreadPoolExecutor(2) as pool:
        looking = [pool.submit(look) for _ in range(2)]
        try:
            for shade in range(12):
                store.add(SLOT, png(shade), "image/png", receipt())
        finally:
            done.set()
    assert all(found.result() == sorted(found.result()) for found in looking)
    assert len(store.takes(SLOT)) == 12
