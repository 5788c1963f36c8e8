"""Pictures of the film that others follow: which is the master, what waits for it, what happens without it."""

from __future__ import annotations

import asyncio

import pytest

from storyboard.errors import ServiceError
from storyboard.frames import Examination, State, draw_plan, find_masters, find_telling, make_plan
from storyboard.frames.guides import after_first, find_previous
from storyboard.model import Quality, Role, ShotList, Slot
from storyboard.testing import FakeBackend

from .conftest import make_shot


@pytest.fixture
def scene(film):
    """1A an empty wide, 1B her alone, 1C the two of them, 1D and 1E close on each, 1F an insert without people."""
    shots = (
        make_shot(1, text="Boats.", size="EWS"),
        make_shot(2, "MARA", size="FS"),
        make_shot(3, "MARA", "TOMAS", size="MLS"),
        make_shot(4, "MARA", size="CU", setup="a"),
        make_shot(5, "TOMAS", size="CU"),
        make_shot(6, text="A key.", size="INSERT"),
        make_shot(7, "MARA", size="CU", setup="a"),
    )
    return film.model_copy(update={"shots": shots})


def planned(project, scene, backend, *, takes=1, numbers=None):
    look = Examination(project, scene, backend=backend.name, quality=Quality.DRAFT, looks_at=backend.looks_at)
    chosen = [shot for shot in scene.shots if numbers is None or shot.number in numbers]
    coming = [Slot.shot(shot.id) for shot in chosen if look.at(shot, "start").wants_drawing]
    return make_plan([look.at(shot, "start", coming=coming) for shot in chosen], backend, takes=takes), look


def draw(project, scene, backend, **options):
    plan, look = planned(project, scene, backend, **options)
    return asyncio.run(draw_plan(project, plan, backend, refresh=lambda frame: look.at(frame.shot, "start")))


def numbers_of(scene: ShotList, found) -> dict[str, str]:
    names = {shot.id: shot.number for shot in scene.shots}
    return {names[shot_id]: shot.number for shot_id, shot in found.items()}


def test_the_master_shows_the_most_people_and_covers_what_is_no_wider(scene):
    assert numbers_of(scene, find_masters(scene.shots)) == dict.fromkeys(("1D", "1E", "1F", "1G"), "1C")


def test_of_equals_the_widest_and_then_the_first_is_the_master(film):
    shots = (make_shot(1, "MARA", size="MS"), make_shot(2, "MARA", size="WS"), make_shot(3, "TOMAS", size="WS"))
    assert {shot.number for shot in find_masters(shots).values()} == {"1B"}


def test_a_scene_of_close_shots_or_without_people_has_no_master():
    assert find_masters((make_shot(1, "MARA", size="CU"), make_shot(2, "TOMAS", size="CU"))) == {}
    assert find_masters((make_shot(1, size="WS"), make_shot(2, size="MS"))) == {}


def test_another_part_of_the_place_has_a_master_of_its_own():
    shots = (
        make_shot(1, "MARA", "TOMAS", size="WS", sub_location="STAIRS"),
        make_shot(2, "MARA", size="WS", sub_location="ROOM"),
        make_shot(3, "MARA", size="CU", sub_location="ROOM"),
    )
    assert {shot_id: shot.number for shot_id, shot in find_masters(shots).items()} == {"s001_0030": "1B"}


def test_the_shot_before_is_that_from_the_same_camera_position(scene):
    assert numbers_of(scene, find_previous(scene.shots)) == {"1G": "1D"}


def test_a_plan_names_the_master_before_it_exists_and_draws_in_waves(project, scene):
    plan, _ = planned(project, scene, FakeBackend())
    rows = {row.frame.shot.number: row for row in plan.rows}
    assert {number: row.wave for number, row in rows.items()} == {
        "1A": 1, "1B": 1, "1C": 1, "1D": 2, "1E": 2, "1F": 2, "1G": 2,
    }  # fmt: skip
    assert rows["1D"].after == ("1C",)
    master = rows["1D"].frame.prompt.references[-1]
    assert (str(master.role), master.name, master.sha256) == ("master", "1C", "")
    assert f"Image {master.number}: the master of this scene" in rows["1D"].frame.prompt.text
    assert [len(wave) for wave in plan.waves] == [3, 4]


def test_coverage_is_drawn_after_its_master_and_with_its_picture(project, scene):
    backend = FakeBackend(lanes=8, delay=0.01)
    assert len(draw(project, scene, backend).takes) == 7
    order = [str(prompt.slot) for prompt in backend.prompts]
    master = project.takes.pick(Slot.shot("s001_0030"))
    for prompt in backend.prompts:
        sent = [ref.sha256 for ref in prompt.references if ref.role is Role.MASTER]
        covers = prompt.slot.id in {"s001_0040", "s001_0050", "s001_0060", "s001_0070"}
        assert sent == ([master.receipt.sha256] if covers else [])
        if covers:
            assert order.index(str(prompt.slot)) > order.index("shot/s001_0030/start")
    assert draw(project, scene, backend).takes == ()


def test_every_take_of_a_master_comes_before_its_coverage(project, scene):
    backend = FakeBackend(lanes=8, delay=0.005)
    draw(project, scene, backend, takes=2)
    order = [prompt.slot.id for prompt in backend.prompts]
    last = max(index for index, name in enumerate(order) if name == "s001_0030")
    assert all(index > last for index, name in enumerate(order) if name in {"s001_0040", "s001_0050"})
    assert len(order) == 14
    assert len(set(backend.keys)) == 14


def test_a_refused_master_does_not_keep_its_coverage_from_being_drawn(project, scene):
    backend = FakeBackend()
    backend.refuse("shot/s001_0030/start")
    report = draw(project, scene, backend)
    assert [failure.number for failure in report.failures] == ["1C"]
    assert len(report.takes) == 6
    assert not any(ref.role is Role.MASTER for take in report.takes for ref in take.receipt.references)


def test_a_stop_before_the_master_leaves_the_coverage_and_the_next_run_goes_on(project, scene):
    backend = FakeBackend(lanes=1)
    backend.fail("shot/s001_0030/start", ServiceError("No quota"))
    with pytest.raises(ServiceError):
        draw(project, scene, backend)
    assert [prompt.slot.id for prompt in backend.prompts] == ["s001_0010", "s001_0020", "s001_0030"]
    backend.relent()
    assert len(draw(project, scene, backend).takes) == 5


def test_named_alone_coverage_goes_without_a_master_and_says_so(project, scene):
    plan, _ = planned(project, scene, FakeBackend(), numbers={"1D"})
    assert plan.rows[0].frame.absent == ("its master 1C is not drawn yet, so it goes without",)
    assert plan.rows[0].after == ()
    draw(project, scene, FakeBackend(), numbers={"1C"})
    plan, _ = planned(project, scene, FakeBackend(), numbers={"1D"})
    assert plan.rows[0].frame.absent == ()
    assert plan.rows[0].frame.prompt.references[-1].role is Role.MASTER


def test_another_master_is_told_and_makes_nothing_stale(project, scene, change):
    draw(project, scene, FakeBackend())
    new = change(scene, 3, action={"text": "They embrace."})
    _, look = planned(project, new, FakeBackend())
    master = look.at(new.shots[2], "start")
    assert master.state is State.STALE
    close = look.at(new.shots[3], "start", coming=[master.slot])
    assert (close.state, close.reasons) == (
        State.CURRENT,
        ("its master 1C is drawn anew; look whether they still match",),
    )
    assert len(draw(project, new, FakeBackend()).takes) == 1
    close = look.at(new.shots[3], "start")
    assert (close.state, close.reasons) == (
        State.CURRENT,
        ("its master 1C is another picture now; look whether they still match",),
    )


def test_previs_is_never_anybodys_master(project, scene):
    previs = FakeBackend(name="previs")
    draw(project, scene, previs)
    plan, _ = planned(project, scene, FakeBackend(), numbers={"1D"})
    assert plan.rows[0].frame.absent


def test_with_previous_each_picture_waits_for_the_one_before_from_its_camera(project, scene):
    shots = tuple(shot.model_copy(update={"reference_policy": "anchor+previous"}) for shot in scene.shots)
    backend = FakeBackend()
    plan, _ = planned(project, scene.model_copy(update={"shots": shots}), backend)
    rows = {row.frame.shot.number: row for row in plan.rows}
    assert rows["1G"].after == ("1D",)
    assert {row.wave for number, row in rows.items() if number != "1G"} == {1}
    # The last picture of a shot goes on from its first.
    look = Examination(project, scene, backend="fake", quality=Quality.DRAFT)
    end = look.at(shots[3], "end", coming=[Slot.shot(shots[3].id)])
    assert end.after == (Slot.shot(shots[3].id),)


def test_a_circle_of_waiting_is_cut():
    assert after_first({"a": ["b"], "b": ["a"], "c": ["a", "x"]}).keys() == {"a", "b", "c"}


def test_four_shots_tell_most_each_another(scene):
    night = make_shot(8, "MARA", size="MS", time="night")
    found = find_telling((*scene.shots, night))
    assert [(one.shot.number, one.why.partition(":")[0]) for one in found] == [
        ("1B", "a wide"), ("1C", "a two-hander"), ("1D", "a close-up"), ("1H", "a night"),
    ]  # fmt: skip
    assert [one.shot.number for one in find_telling(scene.shots[4:6])] == ["1E"]
    assert find_telling(()) == ()
