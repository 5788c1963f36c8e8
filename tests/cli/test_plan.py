"""What `plan` and `frames --test` say before anything is paid."""

from __future__ import annotations

import json

import pytest

from storyboard.testing import FakeImageService


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch):
    fake = FakeImageService()
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdefghijkl")
        yield fake


def test_the_price_comes_first_then_what_is_drawn_before_what(run, film):
    lines = run("-C", film, "plan", "--backend", "openai").out.splitlines()
    assert "images, about $" in lines[0]
    assert ", at most $" in lines[0]
    assert lines[1].startswith("first  ")
    assert lines[2].startswith(" then  ")
    plan = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)
    waiting = [row for row in plan["rows"] if row["after"]]
    assert waiting
    for row in waiting:
        assert row["wave"] == 2
        assert [ref["name"] for ref in row["references"] if ref["drawn_first"]] == row["after"]
        assert f"(after {row['after'][0]})" in next(line for line in lines if row["slot"] in line)
    assert sum(map(len, plan["waves"])) == len([row for row in plan["rows"] if row["takes"]])


def test_what_is_up_to_date_is_counted_and_costs_nothing(run, film):
    assert run("-C", film, "frames", "1A", "1B").code == 0
    assert run("-C", film, "plan").out.splitlines()[0].endswith("; 2 up to date")
    assert json.loads(run("-C", film, "plan", "--json").out)["total"]["up_to_date"] == 2


def test_a_shot_is_explained_within_the_whole_plan(run, film):
    plan = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)
    row = next(row for row in plan["rows"] if row["after"])
    said = run("-C", film, "plan", "--backend", "openai", "--explain", row["number"]).out
    assert f", after {row['after'][0]}" in said
    assert "(drawn first)" in said
    assert said.rstrip().endswith(row["prompt"])


def test_what_the_policy_holds_back_is_named(run, film, pictures):
    reference = next((film / "refs").glob("*mara*"))
    (film / "refs" / "more.png").write_bytes(pictures["MARA"].read_bytes())
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    assert text.count(f"refs/{reference.name}") == 1
    bible.write_text(text.replace(f"refs/{reference.name}", f"refs/{reference.name}, refs/more.png"), encoding="utf-8")
    plan = json.loads(run("-C", film, "plan", "--json").out)
    row = next(row for row in plan["rows"] if row["held_back"])
    assert row["held_back"] == ["refs/more.png (character MARA)"]
    explained = run("-C", film, "plan", "--explain", row["number"]).out
    assert "not sent by the reference policy: refs/more.png (character MARA)" in explained


def test_a_test_names_its_shots_their_reasons_and_the_price_of_the_rest(run, film, service):
    done = run("-C", film, "frames", "--backend", "openai", "--test", "--yes")
    assert done.code == 0, done.err
    assert "a two-hander: two likenesses in one picture" in done.err
    assert "a night: how dark it is drawn" in done.err
    assert "The rest: " in done.err
    assert len(service.bills) == len(done.out.splitlines()) <= 4
    rest = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)["total"]
    assert f"storyboard frames ({rest['images']} images, about $" in done.err


def test_somebody_without_a_picture_is_told_in_the_plan_and_can_be_allowed(run, film, service):
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    reference = next((film / "refs").glob("*tomas*"))
    bible.write_text(text.replace(f"refs/{reference.name}", ""), encoding="utf-8")
    planned = run("-C", film, "plan", "--backend", "openai")
    assert planned.code == 0
    assert "Would be refused: No reference picture for TOMAS" in planned.err
    assert run("-C", film, "frames", "--backend", "openai", "--yes").code == 2
    assert service.requests == []
    allowed = run("-C", film, "frames", "--backend", "openai", "--yes", "--allow-undescribed")
    assert allowed.code == 0, allowed.err
    assert "No reference picture for TOMAS: drawn from words alone" in allowed.err
