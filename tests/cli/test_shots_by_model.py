"""`storyboard shots --breakdown openai`: price, consent, the difference, the exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from storyboard.testing import OpenAIService
from tests.breakdown.model_answers import every

KEY = "sk-canary-0123456789abcdefghijkl"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIService]:
    fake = OpenAIService(answer=lambda seen: every(2, seen.prompt, "MARA", "TOMAS"))
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")
        yield fake


def by_model(run, film, *more):
    return run("-C", film, "shots", "--breakdown", "openai", *more)


def test_nothing_is_sent_without_consent(run, film, service):
    done = by_model(run, film)
    assert done.code == 2
    assert "2 scenes for gpt-6-astra: about $" in done.err
    assert "at most $" in done.err
    assert "--yes" in done.err
    assert service.requests == []


def test_the_difference_is_said_and_the_list_shown(run, film, service):
    done = by_model(run, film, "--yes")
    assert done.code == 0, done.err
    assert "scene  rules  gpt-6-astra" in done.err
    assert "put together otherwise" in done.err
    assert "Boats rock" in done.out
    assert len(service.bills) == 2
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)


def test_a_second_time_needs_no_consent_no_key_and_no_service(run, film, service, monkeypatch):
    first = by_model(run, film, "--yes")
    monkeypatch.delenv("OPENAI_API_KEY")
    again = by_model(run, film)
    assert (again.code, again.out) == (0, first.out)
    assert "about $" not in again.err
    assert run("-C", film, "shots").out == first.out
    assert len(service.requests) == 2


def test_the_rules_come_back(run, film, service):
    rules = run("-C", film, "shots").out
    assert by_model(run, film, "--yes").out != rules
    assert run("-C", film, "shots", "--breakdown", "rules").out == rules
    assert run("-C", film, "shots").out == rules


def test_json_is_one_document_with_the_difference(run, film, service):
    done = by_model(run, film, "--yes", "--json")
    told = json.loads(done.out)
    assert told["breakdown"]["by"] == "openai"
    assert {row["number"] for row in told["breakdown"]["scenes"]} == {"1", "2"}
    assert len(told["shots"]) == sum(row["model"] for row in told["breakdown"]["scenes"])


def test_why_a_shot_is_so_names_the_model(run, film, service):
    by_model(run, film, "--yes")
    explained = run("-C", film, "shots", "--explain", "1A")
    assert "the model: it tells most" in explained.out


@pytest.mark.parametrize(
    ("fault", "code"), [("refusal", 3), ("drop_after_billing", 3), ("moderation", 3), ("bad_key", 4), ("quota", 4), ("retired", 4)]
)  # fmt: skip
def test_a_failing_service_has_the_programs_exit_codes(run, film, service, fault, code):
    service.fail(fault, times=1 if code == 3 else None)
    done = by_model(run, film, "--yes")
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert KEY not in done.err + done.out
    assert bool(done.out) == (code == 3)
    if code == 3:
        assert "1 scene kept the rules' shots" in done.err
        assert "the rules' shots:" in done.err


@pytest.mark.parametrize(("budget", "code"), [("0.001", 5), ("0.06", 5), ("5", 0)])
def test_the_budget_is_kept(run, film, service, budget, code):
    done = by_model(run, film, "--yes", "--budget", budget)
    assert done.code == code, done.err
    assert float(service.billed_usd) <= float(budget)


@pytest.mark.parametrize("other", [("--import", "x.csv"), ("--length", "30s"), ("--max-shots", "3")])
def test_one_thing_at_a_time(run, film, other):
    done = by_model(run, film, *other)
    assert done.code == 2
    assert "does not go with" in done.err


def test_without_a_key_it_says_how_to_get_one(run, film):
    done = by_model(run, film, "--yes")
    assert done.code == 2
    assert "OPENAI_API_KEY" in done.err


def test_frames_follow_the_models_shots(run, film, service):
    by_model(run, film, "--yes")
    shots = json.loads(run("-C", film, "shots", "--json").out)["shots"]
    done = run("-C", film, "frames", "--backend", "previs")
    assert done.code == 0, done.err
    assert {one["id"] for one in shots} >= {path.name for path in (film / "frames" / "shot").iterdir()}
