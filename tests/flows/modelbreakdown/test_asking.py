"""A script broken down by a model: the price, what is asked, and what is kept."""

from __future__ import annotations

import json
from decimal import Decimal

from storyboard.flows.modelbreakdown import (
    breakdown_json,
    draft_breakdown,
    plan_breakdown,
)
from storyboard.flows.shots import current_shots
from storyboard.model import OpenAISettings
from storyboard.paid import text_model
from tests.breakdown.model_answers import every
from tests.flows.modelbreakdown.attic import SCRIPT, again, broken_down, money, rewrite


def test_planning_says_the_price_and_sends_and_writes_nothing(film, service):
    planned = plan_breakdown(film)
    assert (planned.scenes, len(planned.wanted), planned.model) == (3, 3, "gpt-6-astra")
    assert Decimal(0) < planned.quote.estimate < planned.quote.at_most
    assert service.requests == []
    assert not film.layout.state.exists()
    assert not film.layout.lock.exists()


def test_planning_needs_no_key(film):
    assert plan_breakdown(film).scenes == 3


def test_the_price_is_charged_as_the_service_bills_it(film, service):
    planned = plan_breakdown(film)
    broken_down(film)
    assert len(service.bills) == 3
    standing = money(film)
    assert standing.spent_usd == service.billed_usd
    assert (standing.reserved_usd, standing.unknown_usd) == (0, 0)
    assert standing.spent_usd <= planned.quote.at_most


def test_what_is_sent_is_one_strict_question_without_tools(film, service):
    broken_down(film)
    for request in service.requests:
        sent = request.parameters
        assert sent["store"] is False
        assert "tools" not in sent
        assert "previous_response_id" not in sent
        assert sent["text"]["format"]["strict"] is True
        assert request.schema_name == "storyboard_scene"
        assert 0 < sent["max_output_tokens"] < 60_000
        assert "NORA" not in sent["instructions"]
    assert service.peak <= 2


def test_the_limit_of_tokens_is_what_at_most_was_reckoned_with(film, service):
    planned = plan_breakdown(film)
    broken_down(film)
    dear = text_model(OpenAISettings()).text_out
    limits = sum(request.parameters["max_output_tokens"] for request in service.requests)
    assert planned.quote.at_most >= limits * dear / 1_000_000


def test_a_second_time_nothing_is_asked_and_nothing_changes(film, service):
    _, first = broken_down(film)
    before = (film.layout.shots.read_bytes(), film.layout.lock.read_bytes())
    planned = plan_breakdown(again(film))
    assert planned.wanted == ()
    assert planned.quote.at_most == 0
    _, second = broken_down(film)
    assert len(service.requests) == 3
    assert second.shot_list.shots == first.shot_list.shots
    assert (film.layout.shots.read_bytes(), film.layout.lock.read_bytes()) == before


def test_without_a_cache_nothing_is_asked_again(film, service):
    import shutil

    broken_down(film)
    shutil.rmtree(film.layout.state)
    assert plan_breakdown(again(film)).wanted == ()


def test_only_the_scene_that_changed_is_asked_about_again(film, service):
    broken_down(film)
    rewrite(film, SCRIPT.replace("The wind takes her hat.", "The wind takes her umbrella."))
    planned = plan_breakdown(again(film))
    assert [part.cut.scene.heading.place for part in planned.wanted] == ["ROOF"]
    broken_down(film)
    assert len(service.requests) == 4


def test_a_scene_put_in_before_moves_no_answer(film, service):
    broken_down(film)
    rewrite(film, f"EXT. SEA - DAY\n\nA ship.\n\n{SCRIPT}")
    assert [part.cut.scene.heading.place for part in plan_breakdown(again(film)).wanted] == ["SEA"]


def test_reading_the_script_again_keeps_the_models_shots(film, service):
    _, report = broken_down(film)
    read = current_shots(again(film), again=True)
    assert read.shot_list.shots == report.shot_list.shots
    assert len(service.requests) == 3


def test_a_scene_the_model_has_not_seen_is_the_rules_and_named(film, service):
    broken_down(film)
    rewrite(film, SCRIPT.replace("in a puddle", "in a deep puddle"))
    read = current_shots(again(film))
    assert len(service.requests) == 3
    (entry,) = [entry for entry in read.diagnostics if entry.code == "model-unasked"]
    assert "scene 3" in entry.message
    assert "--breakdown openai" in entry.message
    assert read.shot_list.shots[0].provenance["size"].startswith("the model")
    assert not read.shot_list.shots[-1].provenance["size"].startswith("the model")


def test_the_rules_come_back_with_their_ids(film, service):
    rules = current_shots(film).shot_list
    broken_down(film)
    back = current_shots(again(film), again=True, by_rules=True)
    assert [one.id for one in back.shot_list.shots] == [one.id for one in rules.shots]
    assert back.shot_list.shots == rules.shots
    assert current_shots(again(film), again=True).shot_list.shots == rules.shots


def test_what_people_changed_stays(film, service):
    current_shots(film)
    text = film.layout.shots.read_text(encoding="utf-8")
    assert "size: WS" in text
    film.layout.shots.write_text(text.replace("size: WS", "size: ECU  # I want it close", 1), encoding="utf-8")
    service.answer = lambda seen: every(1, seen.prompt, "NORA")
    _, report = broken_down(film)
    assert str(report.shot_list.shots[0].size) == "ECU"
    assert "# I want it close" in film.layout.shots.read_text(encoding="utf-8")
    assert {str(one.size) for one in report.shot_list.shots[1:]} == {"MS"}


def test_shots_with_pictures_keep_their_ids_and_their_pictures(film, service):
    from storyboard.flows.frames import FrameOptions, draw_frames
    from storyboard.model import Slot

    drawn = {take.slot for take in draw_frames(film, FrameOptions(backend="previs")).takes}
    rules = {one.action.text: one.id for one in current_shots(again(film)).shot_list.shots}
    _, report = broken_down(film)
    for one in report.shot_list.shots:
        if one.action.text in rules:
            assert one.id == rules[one.action.text]
    kept = {Slot.shot(one.id) for one in report.shot_list.shots}
    assert kept & drawn
    assert all(film.layout.takes_of(slot).is_dir() for slot in drawn)


def test_the_difference_is_there_before_anything_is_stored(film, service):
    current_shots(film)
    before = film.layout.shots.read_bytes()
    project = again(film)
    drafted = draft_breakdown(project, plan_breakdown(project))
    assert film.layout.shots.read_bytes() == before
    told = breakdown_json(drafted)
    assert (told["by"], told["model"]) == ("openai", "gpt-6-astra")
    assert [(row["number"], row["rules"], row["model"]) for row in told["scenes"]] == [
        (row.number, row.rules, row.model) for row in drafted.differences
    ]
    assert json.dumps(told)
