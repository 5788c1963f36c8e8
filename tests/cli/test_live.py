"""doctor --live: what only the service can tell, for less than five cents."""

from __future__ import annotations

import json
from contextlib import contextmanager
from decimal import Decimal

import pytest

from storyboard.flows import open_project, plan_live, run_live
from storyboard.paid import read_capabilities
from storyboard.testing import Limits, OpenAIService


@contextmanager
def serving(monkeypatch, **options):
    with OpenAIService(**options) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-fake-key")
        yield fake


def found(film):
    kept = read_capabilities(film / ".storyboard")
    assert kept is not None
    return kept


def live(film):
    """As the command does it, with a request that is cut off sooner than the real service could answer."""
    project = open_project(film)
    return run_live(project, plan_live(project), abort_after=0.05)


def test_the_price_is_said_and_nothing_is_sent_without_consent(run, film, monkeypatch):
    with serving(monkeypatch) as service:
        done = run("-C", film, "doctor", "--live")
        assert done.code == 2
        assert "5 requests to gpt-image-2: about $" in done.err
        assert "spending money needs consent" in done.err
        assert service.requests == []
    assert plan_live(open_project(film)).quote.at_most <= Decimal("0.05")
    assert read_capabilities(film / ".storyboard") is None


def test_the_findings_are_kept_beside_the_project_and_shown_by_the_doctor(run, film, monkeypatch):
    with serving(monkeypatch, limits=Limits(images_per_minute=250)) as service:
        done = run("-C", film, "doctor", "--live", "--yes")
        assert done.code == 0, done.err
        assert len(service.requests) == 5
        kept = found(film)
        assert kept.url == service.base_url
        assert kept.model == "gpt-image-2"
        assert set(kept.findings) == {"idempotency", "recovery", "retention", "references", "abort", "rate_headers"}
        assert kept.spent_usd == service.billed_usd <= Decimal("0.05")
        money = json.loads(run("-C", film, "status", "--json").out)["money"]
        assert money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)
        assert money["unknown_usd"] == money["reserved_usd"] == 0
        shown = run("-C", film, "doctor").out
        for finding in kept.findings.values():
            assert finding.said in shown
    raw = json.loads((film / ".storyboard" / "capabilities.json").read_text(encoding="utf-8"))
    assert raw["schema"] == 1
    assert "sk-fake-key" not in json.dumps(raw)


@pytest.mark.parametrize("honoured", [True, False])
def test_the_same_key_twice_tells_whether_the_service_honours_it(film, monkeypatch, honoured):
    with serving(monkeypatch, idempotency=honoured) as service:
        kept = live(film)
        assert kept.says_yes("idempotency") is honoured
        assert kept.findings["idempotency"].facts["same_answer"] is honoured
        assert ("idempotent-replayed" in kept.findings["idempotency"].facts["new_headers"]) is honoured
        assert len(service.bills) == (4 if honoured else 5)


@pytest.mark.parametrize("counted", [True, False])
def test_references_are_seen_in_what_is_left_of_the_limit(film, monkeypatch, counted):
    with serving(monkeypatch, limits=Limits(images_per_minute=5 * 12, count_references=counted)):
        kept = live(film)
        assert kept.findings["references"].answer is counted
        assert "x-ratelimit-limit-input-images" in kept.findings["rate_headers"].facts["headers"]


def test_without_headers_it_stays_open(film, monkeypatch):
    with serving(monkeypatch):
        kept = live(film)
        assert kept.findings["references"].answer is None
        assert kept.findings["rate_headers"].answer is False


def test_the_conversation_shows_the_picture_and_the_answer_is_looked_for_again_later(run, film, monkeypatch):
    with serving(monkeypatch) as service:
        kept = live(film)
        assert kept.says_yes("recovery")
        assert kept.says_yes("retention")
        requests = len(service.requests)
        # Nobody consents to paying again; looking costs nothing, and is done all the same.
        assert run("-C", film, "doctor", "--live").code == 2
        assert len(service.requests) == requests
        retention = found(film).findings["retention"]
        assert retention.said.startswith("A background answer can still be fetched")
        service.fail("response_expired", times=None, endpoint="responses/retrieve")
        name = retention.facts["response"]
    with serving(monkeypatch) as other:
        capabilities = film / ".storyboard" / "capabilities.json"
        text = capabilities.read_text(encoding="utf-8").replace(found(film).url, other.base_url)
        capabilities.write_text(text, encoding="utf-8")
        assert run("-C", film, "doctor", "--live").code == 2
        retention = found(film).findings["retention"]
        assert retention.answer is False
        assert retention.facts["response"] == name
        assert retention.facts["gone"]


def test_what_is_cut_off_counts_as_spent_and_how_to_read_it_is_said(film, monkeypatch):
    with serving(monkeypatch, delay=0.4) as service:
        kept = live(film)
        abort = kept.findings["abort"]
        assert "can only be read on https://platform.openai.com/usage" in abort.said
        assert abort.answer is None
        assert not abort.facts["early"]
        assert len(service.bills) == 5
        assert kept.spent_usd >= service.billed_usd


def test_a_service_that_refuses_everything_ends_it_at_once(run, film, monkeypatch):
    with serving(monkeypatch) as service:
        service.fail("bad_key", times=None)
        done = run("-C", film, "doctor", "--live", "--yes")
        assert done.code == 4
        assert len(service.requests) == 1
    assert read_capabilities(film / ".storyboard") is None


def test_where_the_key_is_honoured_a_lost_answer_is_asked_for_again_for_nothing(run, film, monkeypatch):
    with serving(monkeypatch, idempotency=True) as service:
        live(film)
        bills = len(service.bills)
        service.fail("drop_after_billing")
        lost = run("-C", film, "frames", "1A", "--backend", "openai", "--yes")
        assert lost.code == 3
        assert "--on-unknown retry asks for it again for nothing" in lost.err
        again = run("-C", film, "frames", "1A", "--backend", "openai", "--yes", "--on-unknown", "retry")
        assert again.code == 0, again.err
        assert "are asked for again for nothing" in again.err
        assert len(service.bills) == bills + 1
        money = json.loads(run("-C", film, "status", "--json").out)["money"]
        assert money["unknown_usd"] == 0
        assert money["spent_usd"] >= float(service.billed_usd)
        assert money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=0.0025)


def test_what_another_service_honours_says_nothing_of_this_one(run, film, monkeypatch):
    with serving(monkeypatch, idempotency=True):
        live(film)
    with serving(monkeypatch) as service:
        service.fail("drop_after_billing")
        lost = run("-C", film, "frames", "1A", "--backend", "openai", "--yes")
        assert lost.code == 3
        assert "may pay twice" in lost.err


def test_outside_a_project_there_is_nothing_to_keep_it_in(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with serving(monkeypatch) as service:
        assert run("doctor", "--live", "--yes").code == 2
        assert service.requests == []
