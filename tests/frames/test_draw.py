"""Drawing: only what is missing or changed, every picture safe at once, every reason said."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from decimal import Decimal

import pytest

from storyboard.errors import BudgetError, MissingReferenceError, ReferenceLimitError, ServiceError, Stopped
from storyboard.frames import DrawReport, State, draw_plan, examine, make_plan
from storyboard.model import Quality, Silence, Slot
from storyboard.project import open_project
from storyboard.testing import FakeBackend


def look(project, film, *, backend="fake", quality=Quality.DRAFT):
    return {frame.shot.number: frame for frame in examine(project, film, backend=backend, quality=quality)}


def draw(project, film, backend, *, takes=1, numbers=None, quality=Quality.DRAFT, **options) -> DrawReport:
    frames = examine(project, film, backend=backend.name, quality=quality)
    chosen = [frame for frame in frames if numbers is None or frame.shot.number in numbers]
    plan = make_plan(chosen, backend, takes=takes, chosen=numbers is not None, **options)
    return asyncio.run(draw_plan(project, plan, backend))


def slots(report):
    return sorted(str(take.slot) for take in report.takes)


def test_everything_is_missing_at_first_and_drawn_once(project, film):
    backend = FakeBackend()
    assert {frame.state for frame in look(project, film).values()} == {State.MISSING}
    report = draw(project, film, backend)
    # 1D shows the picture of 1B, so three pictures make four frames.
    assert slots(report) == ["shot/s001_0010/start", "shot/s001_0020/start", "shot/s001_0030/start"]
    assert {frame.state for frame in look(project, film).values()} == {State.CURRENT}
    assert look(project, film)["1D"].borrowed_from == "s001_0020"
    assert look(project, film)["1D"].take.path == look(project, film)["1B"].take.path
    assert draw(project, film, backend).takes == ()
    assert len(backend.prompts) == 3


def test_a_new_run_of_the_program_sees_the_same(project, film):
    draw(project, film, FakeBackend())
    assert {frame.state for frame in look(open_project(project.root), film).values()} == {State.CURRENT}


def test_the_receipt_says_how_the_picture_was_made(project, film):
    take = next(
        take for take in draw(project, film, FakeBackend(paid=True, price="0.05")).takes if take.slot.id == "s001_0020"
    )
    receipt = take.receipt
    assert receipt.backend == "fake"
    assert receipt.price_usd == Decimal("0.05")
    assert [(ref.number, ref.role, ref.name, ref.path) for ref in receipt.references] == [
        (1, "character", "MARA", "mara.png")
    ]
    assert "MARA" in receipt.prompt
    assert receipt.sha256 == project.hash_file(take.path)
    assert (receipt.width, receipt.height) == (640, 360)


@pytest.mark.parametrize(
    ("number", "fields", "reason"),
    [
        (2, {"size": "CU"}, "size: MS -> CU"),
        (2, {"angle": "low"}, "angle: eye -> low"),
        (2, {"action": {"text": "She runs."}}, "action: She waits. -> She runs."),
        (2, {"redo": "too dark"}, "redo: too dark"),
        (2, {"location": "QUAY"}, "location: QUAY"),
        (3, {"frame_text": ["KEEP OUT"]}, "frame_text: KEEP OUT"),
    ],
)
def test_a_visible_change_makes_one_frame_stale_and_says_why(project, film, change, number, fields, reason):
    draw(project, film, FakeBackend())
    frames = look(project, change(film, number, **fields))
    stale = {
        name: frame.reasons for name, frame in frames.items() if frame.state is State.STALE and not frame.borrowed_from
    }
    assert list(stale) == [f"1{chr(64 + number)}"]
    assert reason in stale[f"1{chr(64 + number)}"]


@pytest.mark.parametrize(
    "fields",
    [
        {"duration_frames": 99},
        {"order": 7},
        {"number": "X"},
        {"dialogue": [{"character": "MARA", "text": "Other words."}]},
        {"overlay_text": ["TWO YEARS LATER"]},
        {"sound": ["gulls"]},
        {"note": "ask her"},
        {"approved": True},
        {"transition_out": "dissolve"},
        {"setup": "B"},
        {"movement": {"move": "push", "direction": "in"}},
    ],
)
def test_what_does_not_show_makes_nothing_stale(project, film, change, fields):
    draw(project, film, FakeBackend())
    frames = look(project, change(film, 2, **fields))
    assert {frame.state for frame in frames.values()} == {State.CURRENT}


def test_a_new_coat_makes_just_her_frames_stale_and_only_they_are_drawn(project, film, draw_figure):
    backend = FakeBackend()
    draw(project, film, backend)
    draw_figure(project.root / "mara.png", coat=(20, 160, 90))
    again = open_project(project.root)
    frames = look(again, film)
    assert frames["1B"].reasons == ("the picture of MARA changed (storyboard.yaml:6)",)
    assert {name for name, frame in frames.items() if frame.state is State.STALE} == {"1B", "1D"}
    assert slots(draw(again, film, backend)) == ["shot/s001_0020/start"]
    assert {frame.state for frame in look(again, film).values()} == {State.CURRENT}


def test_a_description_is_an_input_too(project, film):
    draw(project, film, FakeBackend())
    bible = project.root / "storyboard.yaml"
    bible.write_text(bible.read_text(encoding="utf-8").replace("a woman of 36", "a woman of 70"), encoding="utf-8")
    frames = look(open_project(project.root), film)
    assert frames["1B"].reasons == ("MARA's description: a woman of 36 -> a woman of 70 (storyboard.yaml:5)",)
    assert frames["1C"].state is State.CURRENT


def test_a_previs_take_does_not_do_for_a_paid_pass_nor_a_draft_for_a_final_one(project, film):
    draw(project, film, FakeBackend(name="previs"))
    assert look(project, film, backend="previs")["1B"].state is State.CURRENT
    draft = look(project, film)["1B"]
    assert (draft.state, draft.reasons) == (State.MISSING, ("there is only a previs take",))
    draw(project, film, FakeBackend())
    assert look(project, film)["1B"].state is State.CURRENT
    assert look(project, film, quality=Quality.FINAL)["1B"].reasons == ("there is only a draft take",)
    # The other way round a finer take does.
    assert look(project, film, backend="previs")["1B"].take.receipt.backend == "fake"


def test_redrawing_what_is_stale_picks_the_new_take_and_says_so(project, film, change):
    draw(project, film, FakeBackend())
    project.takes.set_pick(Slot.shot("s001_0020"), 1)
    report = draw(project, change(film, 2, size="CU"), FakeBackend())
    assert report.picked == ("1B: take 2 is now the pick",)
    assert project.takes.pick(Slot.shot("s001_0020")).number == 2


def test_more_takes_are_made_until_there_are_as_many(project, film):
    backend = FakeBackend()
    draw(project, film, backend, numbers={"1B"})
    assert len(draw(project, film, backend, numbers={"1B"}, takes=3).takes) == 2
    assert draw(project, film, backend, numbers={"1B"}, takes=3).takes == ()
    assert len(set(backend.keys)) == 3


def test_one_refused_picture_does_not_stop_the_others_and_is_remembered(project, film, change):
    backend = FakeBackend()
    backend.refuse("shot/s001_0020/start")
    report = draw(project, film, backend)
    assert [failure.state for failure in report.failures] == ["refused"]
    assert slots(report) == ["shot/s001_0010/start", "shot/s001_0030/start"]
    assert look(open_project(project.root), film)["1B"].state is State.REFUSED
    # Not asked for again by itself, but when it is named or when the shot is changed.
    assert draw(project, film, backend).failures == ()
    assert len(draw(project, film, backend, numbers={"1B"}).failures) == 1
    assert look(project, change(film, 2, size="CU"))["1B"].state is State.MISSING
    assert slots(draw(project, film, FakeBackend(), numbers={"1B"})) == ["shot/s001_0020/start"]
    assert look(project, film)["1B"].state is State.CURRENT


def test_an_unknown_outcome_is_tried_again_only_with_consent(project, film):
    backend = FakeBackend()
    backend.refuse("shot/s001_0020/start", state="unknown")
    draw(project, film, backend)
    assert look(project, film)["1B"].state is State.UNKNOWN
    fresh = FakeBackend()
    assert draw(project, film, fresh, numbers={"1B"}).takes == ()
    assert len(draw(project, film, fresh, numbers={"1B"}, retry=True).takes) == 1


def test_a_service_that_refuses_everything_stops_the_run_and_keeps_what_is_there(project, film):
    backend = FakeBackend(lanes=1)
    backend.fail("shot/s001_0020/start", ServiceError("The key was refused"))
    with pytest.raises(ServiceError, match="key was refused"):
        draw(project, film, backend)
    assert len(backend.prompts) == 2
    assert look(project, film)["1A"].state is State.CURRENT


def test_the_budget_stops_the_run(project, film):
    backend = FakeBackend(lanes=1, paid=True)
    backend.fail("shot/s001_0030/start", BudgetError("Over the budget"))
    with pytest.raises(BudgetError):
        draw(project, film, backend)
    assert look(project, film)["1B"].state is State.CURRENT


def test_a_stranger_is_refused_before_a_paid_run_starts_and_drawn_neutrally_for_free(project, film, change):
    strange = change(film, 3, subjects=[{"character": "THE HARBOUR MASTER"}])
    paid = FakeBackend(paid=True)
    with pytest.raises(MissingReferenceError, match=r"THE HARBOUR MASTER \(shots 1C\)"):
        draw(project, strange, paid)
    assert paid.prompts == []
    assert len(draw(project, strange, FakeBackend()).takes) == 3


def test_several_pictures_are_drawn_at_once_but_no_more_than_there_are_lanes(project, film):
    backend = FakeBackend(lanes=2, delay=0.02)
    draw(project, film, backend)
    assert backend.peak == 2


def test_allowed_by_name_a_paid_picture_shows_somebody_without_a_picture(project, film, change):
    strange = change(film, 3, subjects=[{"character": "THE HARBOUR MASTER"}])
    paid = FakeBackend(paid=True)
    frames = examine(project, strange, backend="fake", quality=Quality.DRAFT)
    asyncio.run(draw_plan(project, make_plan(frames, paid, allow_undescribed=True), paid))
    assert len(paid.prompts) == 3


def test_what_does_not_fit_is_an_error_before_a_paid_run_starts_and_names_the_choices(project, film, change):
    crowded = change(film, 3, subjects=[{"character": "MARA"}, {"character": "TOMAS"}])
    paid = FakeBackend(paid=True, max_references=1)
    frames = examine(project, crowded, backend="fake", quality=Quality.DRAFT, max_references=1)
    with pytest.raises(ReferenceLimitError, match=r"Shot 1C needs 1 more .* than the 1 that fit: tomas\.png \(char"):
        asyncio.run(draw_plan(project, make_plan(frames, paid), paid))
    assert paid.prompts == []
    free = FakeBackend(max_references=1)
    assert len(asyncio.run(draw_plan(project, make_plan(frames, free), free)).takes) == 3


class StopAfter(Silence):
    """Presses ctrl-C when the first picture is there."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.pressed = False

    def advance(self, detail: str = "", steps: int = 1) -> None:
        if not self.pressed:
            self.pressed = True
            os.kill(os.getpid(), signal.SIGINT)

    def note(self, message: str) -> None:
        self.notes.append(message)


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_ctrl_c_finishes_what_is_under_way_and_a_rerun_goes_on(project, film):
    assert threading.current_thread() is threading.main_thread()
    backend, progress = FakeBackend(lanes=1, delay=0.01), StopAfter()
    plan = make_plan(examine(project, film, backend="fake", quality=Quality.DRAFT), backend)
    with pytest.raises(Stopped):
        asyncio.run(draw_plan(project, plan, backend, progress=progress))
    done = len(backend.prompts)
    assert 1 <= done < 3
    assert sum(frame.state is State.CURRENT for name, frame in look(project, film).items() if name != "1D") == done
    draw(project, film, backend)
    assert len(backend.prompts) == 3


@pytest.mark.parametrize(("name", "stale"), [("previs", True), ("fake", False)])
def test_a_changed_move_makes_the_built_in_artists_last_picture_stale_and_no_other(project, film, change, name, stale):
    backend, moving = FakeBackend(name=name), change(film, 2, movement={"move": "push", "direction": "in"})
    for part in ("start", "end"):
        plan = make_plan(examine(project, film, backend=name, quality=Quality.DRAFT, part=part), backend)
        asyncio.run(draw_plan(project, plan, backend))
    for part, old in (("start", False), ("end", stale)):
        frames = examine(project, moving, backend=name, quality=Quality.DRAFT, part=part)
        mara = next(frame for frame in frames if frame.shot.number == "1B")
        assert mara.state is (State.STALE if old else State.CURRENT)
        assert ("movement: static -> push in" in mara.reasons) == old


def test_a_last_picture_from_before_moves_were_noted_stays_current(project, film, change):
    backend = FakeBackend(name="previs")
    plan = make_plan(examine(project, film, backend="previs", quality=Quality.DRAFT, part="end"), backend)
    asyncio.run(draw_plan(project, plan, backend))
    for path in project.root.rglob("*.json"):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        if "inputs" in receipt:
            assert receipt["inputs"].pop("movement") == "static"
            path.write_text(json.dumps(receipt), encoding="utf-8")
    moving = change(film, 2, movement={"move": "push", "direction": "in"})
    frames = examine(open_project(project.root), moving, backend="previs", quality=Quality.DRAFT, part="end")
    assert {frame.state for frame in frames} == {State.CURRENT}
