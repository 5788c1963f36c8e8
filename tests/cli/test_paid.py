"""Paid frames from the command line, against the image service's stand-in on this machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from storyboard.model import format_usd
from storyboard.testing import FakeImageService

KEY = "sk-canary-0123456789abcdefghijkl"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImageService]:
    fake = FakeImageService()
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        # A key pasted with its line end must work.
        monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")
        yield fake


def paid(run, film, *more):
    return run("-C", film, "frames", "--backend", "openai", "--yes", *more)


def test_the_price_is_said_before_and_charged_after(run, film, service):
    planned = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)["total"]
    assert service.requests == []
    done = paid(run, film)
    assert done.code == 0, done.err
    assert (
        f"{planned['images']} images, about {format_usd(Decimal(str(planned['estimate_usd'])))}, at most $" in done.err
    )
    assert "cap $10.00 (openai, draft quality; about " in done.err
    assert len(service.bills) == planned["images"] == len(done.out.splitlines())
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)
    assert money["spent_usd"] <= planned["at_most_usd"]
    assert (money["reserved_usd"], money["unknown_usd"]) == (0, 0)


def test_every_reference_is_sent_in_the_order_the_prompt_names_it(run, film, service):
    assert paid(run, film).code == 0
    hashes = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.stem.split("-")[1].upper()
        for path in (film / "refs").iterdir()
    }
    # Coverage is sent the picture of its scene's master, which this very run has drawn.
    hashes |= {hashlib.sha256(path.read_bytes()).hexdigest(): "film" for path in (film / "frames").rglob("*.png")}
    seen = set()
    for request in service.requests:
        names = [hashes[reference.sha256] for reference in request.references]
        for number, name in enumerate(names, 1):
            what = "the master of this scene" if name == "film" else f"{name}, the character"
            assert f"Image {number}: {what}" in request.prompt
        assert f"Image {len(names) + 1}:" not in request.prompt
        seen.add(tuple(names))
    assert {("MARA",), ("TOMAS",)} <= {names[:1] for names in seen}
    assert any(len(names) == 2 for names in seen)


def test_a_second_run_sends_nothing(run, film, service):
    assert paid(run, film).code == 0
    before = len(service.requests)
    assert paid(run, film).code == 0
    assert len(service.requests) == before


def test_a_refused_picture_is_exit_3_and_the_others_are_kept(run, film, service):
    service.fail("moderation", times=1)
    done = paid(run, film)
    assert done.code == 3
    assert "1 of the pictures could not be drawn" in done.err
    status = json.loads(run("-C", film, "status", "--json").out)
    # Seen from the free backend any picture does; the paid plan knows of the refusal.
    plan = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)
    assert [row["state"] for row in plan["rows"]].count("refused") == 1
    assert len(status["shots"]) == len(plan["rows"])


@pytest.mark.parametrize("fault", ["bad_key", "quota", "verification", "retired"])
def test_a_service_that_refuses_everything_is_exit_4_after_few_requests(run, film, service, fault):
    service.fail(fault, times=None)
    done = paid(run, film)
    assert done.code == 4, done.err
    assert "Traceback" not in done.err
    assert KEY not in done.err
    assert len(service.requests) <= 4
    assert service.bills == []
    assert json.loads(run("-C", film, "status", "--json").out)["money"]["spent_usd"] == 0


def test_the_budget_is_a_wall(run, film, service):
    done = paid(run, film, "--budget", "0.06")
    assert done.code == 5, done.err
    assert float(service.billed_usd) <= 0.06


def test_a_lost_answer_is_named_counted_and_bought_again_only_with_consent(run, film, service):
    service.fail("drop_after_billing", times=1)
    done = paid(run, film, "1A")
    assert done.code == 3, done.err
    assert "unknown" in done.err
    assert len(service.bills) == 1
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["unknown_usd"] >= float(service.billed_usd)
    assert paid(run, film, "1A").code == 3
    assert len(service.bills) == 1
    again = paid(run, film, "1A", "--on-unknown", "retry")
    assert again.code == 0, again.err
    assert len(service.bills) == 2


def test_the_key_is_nowhere_on_disk(run, film, service):
    assert paid(run, film, "1A", "1B").code == 0
    for path in film.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


def test_a_final_pass_is_asked_for_at_a_higher_quality(run, film, service):
    assert paid(run, film, "1A").code == 0
    assert paid(run, film, "1A", "--quality", "final").code == 0
    assert [bill.quality for bill in service.bills] == ["low", "medium"]


def test_run_takes_a_paid_backend_all_the_way(run, film, service):
    done = run("run", film, "--backend", "openai", "--yes")
    assert done.code == 0, done.err
    manifest = json.loads((film / "out" / "bundles" / "generic" / "manifest.json").read_text(encoding="utf-8"))
    assert all(shot["start"] for shot in manifest["shots"])
