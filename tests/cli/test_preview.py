"""frames --preview: pictures that can be watched while they are drawn."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from storyboard.testing import OpenAIService


@pytest.fixture
def service(monkeypatch):
    with OpenAIService() as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-fake-key")
        yield fake


def watched(run, film, *more):
    return run("-C", film, "frames", "1A", "--backend", "openai", "--yes", "--preview", *more)


def money(run, film):
    return json.loads(run("-C", film, "status", "--json").out)["money"]


def test_previews_are_told_and_written_and_never_become_takes(run, film, service):
    done = watched(run, film)
    assert done.code == 0, done.err
    for number in (1, 2, 3):
        assert f"1A: preview {number} of 3" in done.err
    assert done.err.count("Previews: .storyboard/cache/previews/") == 1
    preview = film / ".storyboard" / "cache" / "previews" / "s001_0010.png"
    take = film / "frames" / "shot" / "s001_0010" / "start-001.png"
    with Image.open(preview) as seen, Image.open(take) as drawn:
        assert seen.size == drawn.size
    assert preview.read_bytes() != take.read_bytes()
    assert len(list(take.parent.glob("start-*.png"))) == 1
    assert service.requests[0].parameters["partial_images"] == 3


def test_their_price_is_in_the_estimate_and_in_the_bill(run, film, service):
    plain = json.loads(run("-C", film, "plan", "1A", "--backend", "openai", "--json").out)["total"]
    done = watched(run, film)
    said = float(done.err.split("about $")[1].split(",")[0])
    assert said == pytest.approx(plain["estimate_usd"] + 0.009, abs=0.001)
    spent = money(run, film)
    assert spent["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)
    assert spent["spent_usd"] == pytest.approx(plain["estimate_usd"] + 0.009, abs=0.003)


def test_a_picture_with_previews_is_the_same_purchase_as_without(run, film, service):
    assert watched(run, film).code == 0
    receipt = json.loads((film / "frames" / "shot" / "s001_0010" / "start-001.json").read_text(encoding="utf-8"))
    assert "partial_images" not in receipt["parameters"]
    assert receipt["usage"]["output_tokens"] > 300
    assert "Nothing to draw" in run("-C", film, "frames", "1A", "--backend", "openai", "--yes").err


@pytest.mark.parametrize("fault", ["cut_chunked", "drop_after_billing"])
def test_a_stream_that_breaks_off_is_a_lost_answer(run, film, service, fault):
    service.fail(fault)
    done = watched(run, film)
    assert done.code == 3, done.err
    assert "1A: The answer for" in done.err
    assert "may have been billed" in done.err
    assert money(run, film)["unknown_usd"] >= float(service.billed_usd) > 0
    assert watched(run, film).code == 3
    assert len(service.bills) == 1


def test_what_is_refused_before_the_stream_begins_costs_nothing(run, film, service):
    service.fail("moderation")
    done = watched(run, film)
    assert done.code == 3
    assert "safety filter refused" in done.err
    assert service.bills == []
    assert money(run, film)["unknown_usd"] == 0


def test_a_broken_picture_at_the_end_is_kept_and_counted(run, film, service):
    service.fail("garbage")
    done = watched(run, film)
    assert done.code == 3
    assert "holds no picture" in done.err
    assert len(list((film / ".storyboard" / "spool").glob("*.answer"))) == 1


@pytest.mark.parametrize("other", [("--batch",), ("--sheet", "2x2"), ("--kind", "poster")])
def test_previews_go_with_single_shots_only(run, film, service, other):
    done = watched(run, film, *other)
    assert done.code == 2
    assert f"--preview does not go with {other[0]}" in done.err
