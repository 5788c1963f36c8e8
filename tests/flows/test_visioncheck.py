"""`check --vision` against the service's stand-in: what is sent, what it costs, what is kept, what is told."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from PIL import Image

from storyboard.cli import main
from storyboard.continuity import Asker, VisionAnswers, look_through
from storyboard.errors import BudgetError, ProjectError, ServiceError, Stopped
from storyboard.flows.check import check_project
from storyboard.flows.frames import FrameOptions, draw_frames, frames_of
from storyboard.flows.shots import current_shots
from storyboard.flows.takes import import_picture
from storyboard.flows.visioncheck import VisionOptions, plan_vision, run_vision, seen_before
from storyboard.model import Silence, Slot
from storyboard.paid import open_till, read_money
from storyboard.project import open_project, save_edits
from tests.flows.seen import BIBLE, KEY, WRONG_COAT, answer, mark, write_film

Run = Callable[..., tuple[int, str, str]]
ALL = VisionOptions()


@pytest.fixture
def run(ferry, capsys) -> Run:
    """The command line in this process: exit code, stdout, stderr."""

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["-C", str(ferry.root), *words])
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


def look(project, options=ALL):
    return run_vision(project, plan_vision(project, options), options)


async def ask(project, **more) -> VisionAnswers:
    """Look with a till of its own, as another run would."""
    asker = Asker(project.bible.openai, open_till(project.layout.state, Decimal(10)), **more)
    try:
        return await look_through(project, plan_vision(project, ALL).looks, asker, progress=Silence())
    finally:
        await asker.close()


def told(project, report=None):
    """What a plain check tells of what was seen."""
    seen = seen_before(project, frames_of(project, current_shots(project).shot_list))
    return [*(finding for findings in seen.values() for finding in findings), *(report.findings if report else ())]


def test_each_frame_goes_with_the_pictures_of_its_people_and_its_facts(ferry, watching, eyes):
    plan = plan_vision(ferry, ALL)
    assert watching.requests == []
    report = run_vision(ferry, plan, ALL)
    assert (report.looked, len(watching.requests)) == (3, 3)
    pictures = sorted(len(seen.references) for seen in watching.requests)
    assert pictures == [1, 2, 2]
    for seen in watching.requests:
        assert seen.endpoint == "responses"
        assert seen.parameters["store"] is False
        assert "tools" not in seen.parameters
        assert seen.parameters["text"]["format"]["strict"] is True
        assert seen.parameters["model"] == "gpt-6-astra"
        persons = seen.answer_schema["properties"].get("persons", {"properties": {}})
        assert len(persons["properties"]) == len(seen.references) - 1
    assert {facts["shot_size"].partition(":")[0] for facts in eyes.asked} >= {"close-up", "wide shot"}
    assert Decimal(0) < watching.billed_usd == report.cost <= plan.quote.at_most
    assert read_money(ferry.layout.state, Decimal(10)).unknown_usd == 0


def test_a_rerun_asks_nothing_and_a_changed_reference_frame_or_shot_asks_for_what_changed(ferry, watching, draw_figure):
    look(ferry)
    again = plan_vision(open_project(ferry.root), ALL)
    assert (again.looks, again.known) == ((), 3)
    import_picture(ferry, "1A", draw_figure(ferry.root / "mine.png", coat=(1, 2, 3)))
    assert [one.label for one in plan_vision(open_project(ferry.root), ALL).looks] == ["1A"]
    text = ferry.layout.bible.read_text(encoding="utf-8")
    ferry.layout.bible.write_text(text.replace("openai\n", "openai\nopenai: {text_model: gpt-5}\n"), encoding="utf-8")
    assert len(plan_vision(open_project(ferry.root), ALL).looks) == 3
    ferry.layout.bible.write_text(text, encoding="utf-8")
    draw_figure(ferry.root / "refs" / "ana.png", coat=(9, 9, 9))
    # The frames are out of date now; named, they are looked at all the same.
    plan = plan_vision(open_project(ferry.root), ALL)
    assert [one.label for one in plan.looks] == ["1A"]
    assert plan.left == ("2 out of date: storyboard frames stale redoes them",)
    named = plan_vision(open_project(ferry.root), VisionOptions(selectors=("1B",)))
    assert [one.label for one in named.looks] == ["1B"]


def test_a_wrong_coat_is_told_by_every_check_until_the_picture_is_another(ferry, eyes, draw_figure):
    eyes.sees = {"close-up": (WRONG_COAT, 1)}
    report = look(ferry)
    assert report.not_judged == ()
    (found,) = told(ferry)
    assert (found.shot, found.severity, found.code) == ("s001_0020", "error", "vision-wardrobe")
    assert found.fix == 'storyboard revise 1B "make Ana\'s coat yellow"'
    assert told(open_project(ferry.root)) == [found]
    assert found in check_project(ferry, read_text=False, vision=report).findings
    import_picture(ferry, "1B", draw_figure(ferry.root / "mine.png", coat=(1, 2, 3)))
    assert told(open_project(ferry.root)) == []
    ferry.takes.set_pick(Slot.shot("s001_0020"), 1)
    assert told(open_project(ferry.root)) == [found]


def test_previs_frames_are_sent_only_when_named(tmp_path, watching, draw_figure):
    root = write_film(tmp_path / "free", draw_figure, BIBLE.replace("openai\n", "previs\n"))
    project = open_project(root)
    draw_frames(project, FrameOptions())
    plan = plan_vision(project, ALL)
    assert plan.looks == ()
    assert plan.left == ("3 only drawn by previs: name the shot to have it looked at",)
    assert plan_vision(project, VisionOptions(selectors=("s001",))).looks == ()
    assert [one.label for one in plan_vision(project, VisionOptions(selectors=("1b",))).looks] == ["1B"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("malformed_answer", "cut off"),
        ("refusal", "declined"),
        ("response_incomplete", "breaks off"),
        ("response_failed", "failed"),
        ("error_in_200", "failed"),
        ("truncated_json", "no JSON"),
        ("empty_body", "no JSON"),
        ("html_200", "no JSON"),
    ],
)
def test_an_answer_that_cannot_be_used_leaves_its_frame_not_judged_and_is_paid_once(ferry, watching, fault, said):
    watching.fail(fault)
    report = look(ferry)
    assert (report.looked, len(report.not_judged), len(watching.bills)) == (2, 1, 3)
    (found,) = told(ferry, report)
    assert (found.code, found.severity) == ("vision-unjudged", "warning")
    assert said in found.message
    assert plan_vision(ferry, ALL).looks == ()
    named = VisionOptions(selectors=report.not_judged)
    assert look(ferry, named).not_judged == ()
    assert told(ferry) == []


@pytest.mark.parametrize(
    "said", ["[" * 50_000, {"persons": 1}, answer(1, face=mark(7)), answer(1, staging=mark(0.5, "x", "y", read=1))]
)
def test_a_wild_answer_is_survived(ferry, eyes, said):
    eyes.raw = said
    report = look(ferry)
    assert report.looked < 3
    assert {one.code for one in told(ferry, report)} <= {"vision-unjudged", "vision-staging"}


def test_a_lost_answer_is_named_held_and_asked_again_only_with_consent(ferry, watching):
    watching.fail("drop_after_billing")
    report = look(ferry)
    (name,) = report.not_judged
    (found,) = told(ferry, report)
    assert "lost" in found.message
    assert read_money(ferry.layout.state, Decimal(10)).unknown_usd > 0
    assert look(ferry).not_judged == (name,)
    assert len(watching.bills) == 3
    assert look(ferry, VisionOptions(retry_unknown=True)).not_judged == ()
    assert len(watching.bills) == 4


def test_what_was_paid_and_cannot_be_kept_is_not_paid_again(ferry, watching):
    (close,) = plan_vision(ferry, VisionOptions(selectors=("1B",))).looks
    taken = close.take.path.with_name(f"start-001-{close.key.removeprefix('vision:')[:16]}.vision.json")
    taken.mkdir()
    with pytest.raises(ProjectError, match="Cannot write here"):
        look(ferry, VisionOptions(selectors=("1B",)))
    taken.rmdir()
    assert len(watching.bills) == 1
    assert look(ferry).not_judged == ()
    assert len(watching.bills) == 3


def test_several_are_looked_at_at_once_and_no_more_than_the_bible_says(ferry, watching):
    watching.delay = 0.05
    look(ferry)
    assert watching.peak == 3
    text = ferry.layout.bible.read_text(encoding="utf-8")
    ferry.layout.bible.write_text(
        text.replace("openai\n", "openai\nopenai: {parallel: 1, text_model: gpt-5}\n"), encoding="utf-8"
    )
    watching._desk.peak = 0
    look(open_project(ferry.root))
    assert watching.peak == 1


def test_a_rate_limit_is_waited_for(ferry, watching):
    watching.fail("rate_limit")
    now = [1_800_000_000.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds
        await asyncio.sleep(0)

    began = now[0]
    assert len(asyncio.run(ask(ferry, sleep=sleep, clock=lambda: now[0])).records) == 3
    assert len(watching.bills) == 3
    assert 12 <= now[0] - began < 14


def test_two_runs_at_once_pay_once(ferry, watching):
    watching.delay = 0.05
    with ThreadPoolExecutor(2) as runs:
        both = [runs.submit(asyncio.run, ask(open_project(ferry.root))) for _ in range(2)]
    for answers in (run.result() for run in both):
        assert (len(answers.records), answers.failures) == (3, {})
    assert len(watching.bills) == 3


@pytest.mark.parametrize("fault", ["bad_key", "quota", "retired"])
def test_a_service_that_refuses_everything_stops_the_run(ferry, watching, fault):
    watching.fail(fault, times=None)
    with pytest.raises(ServiceError) as raised:
        look(ferry)
    assert KEY not in str(raised.value)
    assert watching.bills == []
    if fault == "retired":
        assert "text_model" in str(raised.value)


def test_the_budget_is_a_wall(ferry, watching):
    spent = read_money(ferry.layout.state, Decimal(10)).committed_usd
    most = max(look.quote.at_most for look in plan_vision(ferry, ALL).looks)
    options = VisionOptions(budget=spent + most + Decimal("0.002"))
    with pytest.raises(BudgetError):
        look(ferry, options)
    assert watching.billed_usd + spent <= options.budget
    assert 1 <= len(plan_vision(ferry, ALL).looks) < 3


def test_ctrl_c_waits_for_what_is_paid_and_keeps_it(ferry, watching):
    text = ferry.layout.bible.read_text(encoding="utf-8")
    ferry.layout.bible.write_text(text.replace("openai\n", "openai\nopenai: {parallel: 1}\n"), encoding="utf-8")
    project = open_project(ferry.root)
    watching.delay = 0.5

    def press() -> None:
        while not watching.bills:
            threading.Event().wait(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    presser.start()
    with pytest.raises(Stopped):
        look(project)
    presser.join()
    assert len(watching.bills) == 1
    assert plan_vision(project, ALL).known == 1
    assert open_till(project.layout.state, Decimal(10)).unknown() == []


def test_the_command_says_the_price_first_and_needs_consent(run, watching, eyes):
    eyes.sees = {"close-up": (WRONG_COAT, 1)}
    code, _, err = run("check", "--vision", "--no-text")
    assert (code, watching.requests) == (2, [])
    assert "3 frames to be looked at by gpt-6-astra: about $" in err
    assert "--yes" in err
    code, out, err = run("check", "--vision", "--no-text", "--yes", "--json")
    assert code == 3
    (found,) = [one for one in json.loads(out)["findings"] if one["code"].startswith("vision-")]
    assert found["fix"] == 'storyboard revise 1B "make Ana\'s coat yellow"'
    assert {"shot", "severity", "code", "message", "fix"} <= set(found)
    before = len(watching.requests)
    code, out, err = run("check", "--no-text")
    assert (code, len(watching.requests)) == (3, before)
    assert "vision-wardrobe: ANA, wardrobe: a blue coat (0.20" in out
    code, _, err = run("check", "--vision", "--no-text", "--ignore", "vision-wardrobe")
    assert (code, len(watching.requests)) == (0, before)
    assert "3 frames looked at before" in err


def test_a_frame_that_is_not_judged_is_exit_3(run, watching):
    watching.fail("refusal")
    code, out, err = run("check", "--vision", "--no-text", "--yes")
    assert code == 3
    assert "Not judged: 1" in err
    assert "storyboard check --vision 1" in out


def test_the_budget_and_the_service_have_their_exit_codes(run, watching):
    assert run("check", "--vision", "--yes", "--no-text", "--budget", "0.03")[0] == 5
    assert watching.requests == []
    watching.fail("bad_key", times=None)
    code, _, err = run("check", "--vision", "--yes", "--no-text")
    assert (code, KEY in err) == (4, False)


def test_a_finding_can_be_silenced_in_the_shot_s_note(ferry, run, eyes):
    eyes.sees = {"close-up": (WRONG_COAT, 1)}
    assert run("check", "--vision", "--no-text", "--yes")[0] == 3
    shots = current_shots(ferry).shot_list.shots
    noted = [one.model_copy(update={"note": "check: ignore vision-wardrobe"}) for one in shots]
    save_edits(ferry.layout, noted, ferry.bible.fps)
    assert run("check", "--no-text")[0] == 0


def test_the_key_is_nowhere_even_when_the_service_repeats_it(ferry, run, eyes, watching):
    eyes.raw = json.dumps(answer(1, face=mark(0.1, f"the key is {KEY}", f"write {KEY} on the wall")))
    code, out, err = run("check", "--vision", "--no-text", "--yes")
    assert code == 3
    assert KEY not in out + err
    for path in ferry.root.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


def test_a_ledger_that_is_lost_remembers_what_looking_cost(ferry, watching):
    look(ferry)
    before = read_money(ferry.layout.state, Decimal(10)).spent_usd
    (ferry.layout.state / "ledger.db").unlink()
    with open_till(ferry.layout.state, Decimal(10)) as till:
        till.start()
        assert till.money().spent_usd == before


def test_a_large_frame_is_sent_at_the_size_that_is_seen(ferry, watching, tmp_path):
    Image.new("RGB", (3840, 2160), "teal").save(tmp_path / "big.png")
    import_picture(ferry, "1A", tmp_path / "big.png")
    look(ferry, VisionOptions(selectors=("1A",)))
    (seen,) = watching.requests
    assert max(seen.references[0].size) < 1700
    assert seen.references[0].media_type == "image/jpeg"
