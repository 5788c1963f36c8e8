"""`cast --make`, `pick NAME` and `frames --kind` from the command line, free and paid."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.testing import FakeImageService


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImageService]:
    fake = FakeImageService()
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-fake-0123456789abcdef")
        yield fake


def describe(film: Path, name: str, text: str) -> None:
    path = film / "storyboard.yaml"
    head, key, tail = path.read_text(encoding="utf-8").partition(f"  {name}:\n    description: ")
    path.write_text(f'{head}{key}"{text}"\n{tail.partition(chr(10))[2]}', encoding="utf-8")


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_paid_anchor_says_its_price_and_sends_nothing_without_consent(run, film, service):
    describe(film, "MARA", "woman of 36 in a yellow raincoat")
    asked = run("-C", film, "cast", "--make", "MARA", "--backend", "openai")
    assert asked.code == 2
    assert "1 image, about $" in asked.err
    assert "--yes" in asked.err
    assert service.requests == []


def test_the_budget_is_a_wall_for_anchors_too(run, film, service):
    describe(film, "MARA", "woman of 36")
    done = run("-C", film, "cast", "--make", "MARA", "--backend", "openai", "--yes", "--budget", "0.001")
    assert done.code == 5, done.err
    assert service.requests == []


def test_a_photo_becomes_image_one_the_anchor_a_reference_and_the_reference_a_sheet(run, film, service, pictures):
    made = run("-C", film, "cast", "--make", "mara", "--from", pictures["MARA"], "--backend", "openai", "--yes")
    assert made.code == 0, made.err
    assert "storyboard pick mara 1" in made.err
    request = service.requests[-1]
    assert [one.sha256 for one in request.references] == [sha(pictures["MARA"])]
    assert "Image 1: the person this is to be made from" in request.prompt
    picked = run("-C", film, "pick", "MARA", 1)
    assert picked.code == 0, picked.err
    assert "characters: MARA: references: [refs/MARA-anchor.png" in picked.err
    sheet = run("-C", film, "cast", "--make", "MARA", "--sheet", "--takes", 2, "--backend", "openai", "--yes")
    assert sheet.code == 0, sheet.err
    assert len(sheet.out.splitlines()) == 2
    request = service.requests[-1]
    assert [one.sha256 for one in request.references] == [sha(film / "refs" / "MARA-anchor.png")]
    assert "Image 1: MARA, the character." in request.prompt
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)


def test_a_paid_poster_sends_everybody_by_number_with_the_words_once(run, film, service):
    planned = json.loads(run("-C", film, "plan", "--kind", "poster", "--backend", "openai", "--json").out)
    row = planned["rows"][0]
    assert row["slot"] == "poster/film/poster"
    assert row["price_usd"]["estimate"] > 0
    done = run("-C", film, "frames", "--kind", "poster", "--text", "GULL POINT", "--backend", "openai", "--yes")
    assert done.code == 0, done.err
    request = service.requests[-1]
    names = [reference["name"] for reference in row["references"]]
    assert len(request.references) == len(names) == 2
    for number, name in enumerate(names, 1):
        assert f"Image {number}: {name}, the character" in request.prompt
    assert request.prompt.count("GULL POINT") == 1


def test_a_refused_anchor_is_exit_3_and_can_be_named_again(run, film, service):
    describe(film, "MARA", "woman of 36")
    service.fail("moderation", times=1)
    assert run("-C", film, "cast", "--make", "MARA", "--backend", "openai", "--yes").code == 3
    assert run("-C", film, "cast", "--make", "MARA", "--backend", "openai", "--yes").code == 0


def test_without_a_description_nothing_is_made_and_the_script_is_quoted(run, film):
    done = run("-C", film, "cast", "--make", "MARA")
    assert done.code == 2
    assert "nothing is made up" in done.err
    assert "in a yellow raincoat" in done.err
    assert not (film / "frames").exists()


def test_the_plan_of_a_kind_shows_prompt_and_references(run, film):
    shown = run("-C", film, "plan", "--kind", "title", "--explain", "title")
    assert shown.code == 0, shown.err
    assert "Title card, for the film" in shown.out
    assert '"The Errand"' in shown.out


def test_a_take_of_a_poster_is_picked_by_its_slot(run, film):
    assert run("-C", film, "frames", "--kind", "title", "--takes", 2).code == 0
    picked = run("-C", film, "pick", "card/film/title", 1)
    assert picked.code == 0, picked.err
    assert picked.out.strip().endswith("title-001.png")


def test_every_path_that_was_drawn_is_printed(run, film):
    describe(film, "MARA", "woman of 36, yellow coat")
    done = run("-C", film, "cast", "--make", "MARA")
    assert done.code == 0, done.err
    assert [Path(line).is_file() for line in done.out.splitlines()] == [True]
    assert "a neutral stand-in in colours that its description names" in done.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("cast", "--sheet"), "go with --make NAME"),
        (("cast", "--make", "MARA", "--make", "TOMAS", "--from", "a.png"), "--from NAME=IMAGE"),
        (("cast", "--make", "MARA", "--make", "TOMAS", "--look", "wet"), "one --make at a time"),
        (("frames", "--text", "x"), "go with --kind"),
        (("plan", "--format", "9:16"), "go with --kind"),
        (("frames", "--kind", "poster", "--test"), "--test is for shots"),
        (("frames", "--kind", "poter"), "Did you mean poster?"),
        (("pick", "NOBODY", "1"), "no person, place or thing called 'NOBODY'"),
        (("pick", "9Z", "1"), "There is no shot '9Z'"),
        (("pick", "MARA", "1"), "has no take 1"),
    ],
)
def test_what_does_not_go_together_is_exit_2_with_the_reason(run, film, words, message):
    done = run("-C", film, *words)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_pictures_are_given_to_names_in_order_or_by_name(run, film, pictures):
    words = [word for name in ("MARA", "TOMAS") for word in ("--make", name)]
    done = run("-C", film, "cast", *words, "--from", f"TOMAS={pictures['TOMAS']}", "--from", pictures["MARA"])
    assert done.code == 0, done.err
    assert sha(film / "refs" / "MARA-original.png") == sha(pictures["MARA"])
    assert sha(film / "refs" / "TOMAS-original.png") == sha(pictures["TOMAS"])
