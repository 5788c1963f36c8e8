"""`frames --retry-failing`: what a vision check failed is redone, looked at again, and the better take is the pick."""

from __future__ import annotations

from decimal import Decimal

import pytest

from storyboard.cli import main
from storyboard.errors import InputError, ServiceError
from storyboard.flows.approval import approve
from storyboard.flows.frames import FrameOptions
from storyboard.flows.retry import retry_failing
from storyboard.flows.retryplan import plan_retry
from storyboard.flows.takes import import_picture
from storyboard.flows.visioncheck import VisionOptions, plan_vision, run_vision
from storyboard.model import Slot
from storyboard.paid import read_money
from storyboard.project import open_project
from tests.flows.seen import KEY, WRONG_COAT, WRONG_FACE, mark

OPTIONS = FrameOptions()
CLOSE, LETTER = Slot.shot("s001_0020"), Slot.shot("s001_0030")


@pytest.fixture
def checked(ferry, eyes, watching):
    """Looks at the film with a model that sees something wrong a number of times; gives the project."""

    def check(**sees):
        eyes.sees = {words.replace("_", " "): wrong for words, wrong in sees.items()}
        eyes.sees = {words.replace("close up", "close-up"): wrong for words, wrong in eyes.sees.items()}
        options = VisionOptions()
        run_vision(ferry, plan_vision(ferry, options), options)
        watching.requests.clear()
        watching.bills.clear()
        return ferry

    return check


def test_a_wrong_coat_is_changed_and_a_wrong_face_is_drawn_anew(checked, watching):
    project = checked(close_up=(WRONG_COAT, 1), COME_HOME=(WRONG_FACE, 1))
    plan = plan_retry(project, OPTIONS, 2)
    assert [(one.label, one.how) for one in plan.failing] == [("1B", "revise"), ("1C", "redraw")]
    assert watching.requests == []
    report = retry_failing(project, plan, OPTIONS)
    assert (report.rounds, report.failing) == (1, ())
    drawn = [seen for seen in watching.requests if seen.endpoint != "responses"]
    assert sorted("Change only this: Make Ana's coat yellow." in seen.prompt for seen in drawn) == [False, True]
    assert project.takes.pick(CLOSE).receipt.instruction == "make Ana's coat yellow"
    assert project.takes.pick(LETTER).receipt.origin == "drawn"
    assert [project.takes.pick(slot).number for slot in (CLOSE, LETTER)] == [2, 2]
    assert Decimal(0) < watching.billed_usd <= plan.quote.at_most
    assert plan_retry(open_project(project.root), OPTIONS, 2).failing == ()


def test_what_a_change_does_not_mend_is_drawn_anew_and_the_rounds_end(checked, watching):
    project = checked(close_up=(WRONG_COAT, 9))
    report = retry_failing(project, plan_retry(project, OPTIONS, 3), OPTIONS)
    assert report.rounds == 3
    (failing,) = report.failing
    assert (failing.label, failing.told) == ("1B", "ANA wardrobe 0.20")
    drawn = [seen for seen in watching.requests if seen.endpoint != "responses"]
    assert ["Change only this" in seen.prompt for seen in drawn] == [True, False, False]
    # None of them was better, so the one that stood still stands.
    assert project.takes.pick(CLOSE).number == failing.before == 1
    assert len(project.takes.takes(CLOSE)) == 4


def test_a_take_that_is_worse_does_not_take_the_place_of_the_better(checked, eyes):
    project = checked(close_up=(WRONG_COAT, 1))
    worse = {**WRONG_COAT, "hair": mark(0.0, "green hair")}
    eyes.sees = {"close-up": (worse, 1)}
    report = retry_failing(project, plan_retry(project, OPTIONS, 1), OPTIONS)
    assert [one.take.number for one in report.failing] == [1]
    assert project.takes.pick(CLOSE).number == 1


def test_a_take_that_nobody_could_judge_does_not_stand(checked, watching):
    project = checked(close_up=(WRONG_COAT, 1))
    watching.fail("refusal", endpoint="responses")
    report = retry_failing(project, plan_retry(project, OPTIONS, 1), OPTIONS)
    assert len(report.failing) == 1
    assert project.takes.pick(CLOSE).number == 1
    assert len(project.takes.takes(CLOSE)) == 2


def test_when_the_service_stops_in_between_the_judged_take_stands(checked, watching):
    project = checked(close_up=(WRONG_COAT, 1))
    watching.fail("quota", endpoint="responses", times=None)
    with pytest.raises(ServiceError):
        retry_failing(project, plan_retry(project, OPTIONS, 2), OPTIONS)
    assert len(project.takes.takes(CLOSE)) == 2
    assert project.takes.pick(CLOSE).number == 1


def test_a_picture_that_is_refused_leaves_the_others_going(checked, watching):
    project = checked(close_up=(WRONG_COAT, 1), COME_HOME=(WRONG_COAT, 1))
    watching.fail("moderation", endpoint="images")
    report = retry_failing(project, plan_retry(project, OPTIONS, 1), OPTIONS)
    assert len(report.failing) == 1
    assert sorted(one.take.number for one in report.frames) == [1, 2]


def test_the_budget_ends_the_rounds(checked, watching):
    project = checked(close_up=(WRONG_COAT, 9))
    spent = read_money(project.layout.state, Decimal(10)).committed_usd
    one = plan_retry(project, OPTIONS, 1).quote
    options = OPTIONS.model_copy(update={"budget": spent + one.at_most})
    report = retry_failing(project, plan_retry(project, options, 9), options)
    assert 1 <= report.rounds < 9
    assert report.stopped
    assert spent + watching.billed_usd <= options.budget


def test_approved_pictures_and_pictures_of_one_s_own_are_left_alone(checked, eyes, draw_figure):
    project = checked(close_up=(WRONG_COAT, 9), COME_HOME=(WRONG_COAT, 9))
    approve(project, ("1B",))
    import_picture(project, "1C", draw_figure(project.root / "mine.png", coat=(1, 2, 3)))
    eyes.sees = {"COME HOME": (WRONG_COAT, 1)}
    project = open_project(project.root)
    run_vision(project, plan_vision(project, VisionOptions()), VisionOptions())
    plan = plan_retry(project, OPTIONS, 1)
    assert plan.failing == ()
    assert [line.partition(":")[0] for line in plan.left] == ["1B", "1C"]


def test_previs_has_nothing_else_to_offer(ferry):
    with pytest.raises(InputError, match="same pictures again"):
        plan_retry(ferry, OPTIONS.model_copy(update={"backend": "previs"}), 1)


def test_the_price_counts_every_round(checked):
    project = checked(close_up=(WRONG_COAT, 1))
    one, three = (plan_retry(project, OPTIONS, rounds).quote for rounds in (1, 3))
    assert three.at_most >= one.at_most * 3
    assert one.estimate < three.estimate == one.estimate * Decimal("1.75")


def command(project, capsys, *words):
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["-C", str(project.root), "frames", *words])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_the_command_says_what_and_how_much_then_prints_the_picks(checked, watching, capsys):
    project = checked(close_up=(WRONG_COAT, 1))
    code, _, err = command(project, capsys, "--retry-failing", "2")
    assert (code, watching.requests) == (2, [])
    assert "1B     ANA wardrobe 0.20 -> change: make Ana's coat yellow" in err
    assert "1 frame to be redone and looked at, at most 2 rounds: about $" in err
    code, out, err = command(project, capsys, "--retry-failing", "2", "--yes")
    assert (code, out.split()) == (0, [str(project.takes.take(CLOSE, 1).path.with_name("start-002.png"))])
    assert "take 2: passes" in err
    code, out, err = command(project, capsys, "--retry-failing", "2", "--yes")
    assert (code, out) == (0, "")
    assert "Nothing to redo" in err
    for path in project.root.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


def test_what_still_fails_is_exit_3_and_too_little_money_exit_5(checked, capsys):
    project = checked(close_up=(WRONG_COAT, 9))
    assert command(project, capsys, "--retry-failing", "1", "--yes", "--budget", "0.06")[0] == 5
    code, _, err = command(project, capsys, "--retry-failing", "1", "--yes")
    assert code == 3
    assert "1 of the frames still fail: 1B" in err


def test_it_goes_neither_with_batches_nor_with_an_unchecked_film(ferry, capsys):
    code, _, err = command(ferry, capsys, "--retry-failing", "1", "--batch", "--takes", "2")
    assert code == 2
    assert "--batch, --takes" in err
    code, _, err = command(ferry, capsys, "--retry-failing", "1")
    assert code == 0
    assert "storyboard check --vision" in err
