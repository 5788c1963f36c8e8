"""What the service says no to, as whoever makes the film reads it: which shot, why, what it cost, what to do."""

from __future__ import annotations

import json

import pytest

from storyboard.testing import OpenAIService


@pytest.fixture
def service(monkeypatch):
    with OpenAIService() as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-fake-key")
        yield fake


def draw(run, film, *more):
    return run("-C", film, "frames", *more, "--backend", "openai", "--yes")


def line_about(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(start))


def money(run, film):
    return json.loads(run("-C", film, "status", "--json").out)["money"]


def test_the_safety_filter_names_shot_line_categories_stage_and_a_way_out_and_the_others_go_on(run, film, service):
    service.fail("moderation", match="bollard")
    done = draw(run, film)
    assert done.code == 3
    said = line_about(done.err, "1B: ")
    # The line of the script, as an editor opens it.
    number = next(
        row
        for row, text in enumerate((film / "errand.fountain").read_text(encoding="utf-8").splitlines(), 1)
        if "bollard" in text
    )
    assert f"errand.fountain:{number}: " in said
    assert "safety filter refused shot 1B (violence, at the input) (request req_fake" in said
    assert "Soften that line" in said
    assert "the moment before or after the blow" in said
    assert "1 of the pictures could not be drawn: 1B (refused)" in done.err
    planned = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)
    assert [row["state"] for row in planned["rows"]].count("refused") == 1
    assert planned["total"]["images"] == 0  # All others are drawn; this one is not tried again unasked.
    refused = next(row for row in planned["rows"] if row["state"] == "refused")
    assert f"errand.fountain:{number}" in " ".join(refused["reasons"])
    assert money(run, film)["unknown_usd"] == 0


def test_what_is_held_back_after_it_was_drawn_stays_counted(run, film, service):
    service.fail("moderation_output", match="bollard")
    done = draw(run, film, "1B")
    assert done.code == 3
    assert "(sexual, at the output)" in done.err
    assert "may have been billed, so its price stays counted" in done.err
    assert money(run, film)["unknown_usd"] >= float(service.billed_usd) > 0


def test_in_the_background_the_same_is_said(run, film, service):
    bible = film / "storyboard.yaml"
    bible.write_text(bible.read_text(encoding="utf-8") + "\nopenai:\n  transport: responses\n", encoding="utf-8")
    service.fail("moderation", match="bollard")
    done = draw(run, film, "1B")
    assert done.code == 3
    assert "safety filter refused shot 1B (violence, at the input)" in done.err


@pytest.mark.parametrize(
    ("fault", "code", "what", "cure"),
    [
        ("bad_key", 4, "The service refuses the key", "Check OPENAI_API_KEY"),
        ("quota", 4, "no money left", "Add credit"),
        ("spend_limit", 4, "no money left, or has reached its limit", "raise the limit"),
        ("hard_limit", 4, "no money left, or has reached its limit", "billing page"),
        ("verification", 4, "does not let this account draw", "Verify the organization"),
        ("region", 4, "does not let this account draw", "region"),
        ("retired", 4, "does not offer the model gpt-image-2", "Write another `model:`"),
        ("gone", 4, "does not offer the model gpt-image-2", "Write another `model:`"),
        ("server_error", 3, "The answer for shot 1A was lost", "--on-unknown retry"),
        ("html_502", 3, "The answer for shot 1A was lost", "--on-unknown retry"),
        ("html_504", 3, "The answer for shot 1A was lost", "--on-unknown retry"),
        ("drop_after_billing", 3, "The answer for shot 1A was lost", "may pay twice"),
        ("reset_before", 3, "The answer for shot 1A was lost", "may pay twice"),
        ("cut_body", 3, "The answer for shot 1A was lost", "may pay twice"),
        ("html_200", 3, "The answer for shot 1A holds no picture", ".storyboard/spool"),
        ("limit_in_200", 3, "The answer for shot 1A holds no picture", ".storyboard/spool"),
        ("half_picture", 3, "The answer for shot 1A holds no picture", ".storyboard/spool"),
        ("plain_string_error", 3, "The service refused shot 1A", "Nothing was billed"),
    ],
)
def test_every_failure_says_what_happened_and_what_to_do_and_has_its_exit_code(
    run, film, service, fault, code, what, cure
):
    service.fail(fault, times=None)
    done = draw(run, film, "1A")
    assert done.code == code, done.err
    assert what in done.err
    assert cure in done.err
    assert "Traceback" not in done.err
    assert "<html" not in done.err.lower()
    assert "shot/s001_0010" not in done.err
    assert len(service.requests) == 1
    gone = money(run, film)
    assert gone["reserved_usd"] == 0
    if fault != "limit_in_200":  # Of a server on this machine, an answer that names no price is taken as free.
        assert gone["spent_usd"] + gone["unknown_usd"] >= float(service.billed_usd)


def test_a_busy_service_is_waited_for(run, film, service):
    service.fail("rate_limit", times=1)
    done = draw(run, film, "1A")
    assert done.code == 0, done.err
    assert [request.status for request in service.requests] == [429, 200]


def test_a_service_that_cannot_be_reached_is_exit_4_and_costs_nothing(run, film, service, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    done = draw(run, film, "1A")
    assert done.code == 4
    assert "Cannot reach http://127.0.0.1:9/v1" in done.err
    assert money(run, film)["unknown_usd"] == 0
