"""What is said of money, and how it is agreed to."""

from __future__ import annotations

import io
import json
import re

import pytest
from click.testing import CliRunner

from storyboard.cli import cli
from storyboard.testing import OpenAIService


class Terminal(io.BytesIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def typed(film, text: str, *words: str):
    """The command line with somebody at the keyboard."""
    return CliRunner().invoke(cli, ["-C", str(film), *words], input=Terminal(text.encode()))


@pytest.fixture
def service(monkeypatch):
    with OpenAIService() as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-fake-key")
        yield fake


def set_in(film, line: str) -> None:
    bible = film / "storyboard.yaml"
    bible.write_text(bible.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def test_a_price_is_said_in_one_line_with_what_is_cached_and_the_cap(run, film, service):
    assert run("-C", film, "frames", "1A", "--backend", "openai", "--yes").code == 0
    said = run("-C", film, "plan", "--backend", "openai").out.splitlines()[0]
    total = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)["total"]
    assert said.startswith(f"{total['images']} images, about $")
    assert ", 1 cached, cap $10.00 (openai, draft quality; about " in said
    assert "of the cap is spent or held" in said


def test_a_small_sum_is_agreed_to_with_yes(film, service):
    done = typed(film, "y\n", "frames", "1A", "--backend", "openai")
    assert done.exit_code == 0, done.output
    assert len(service.bills) == 1


@pytest.mark.parametrize(("answer", "bought"), [("y", 0), ("", 0), ("0.01", 0), ("AMOUNT", 1), ("$AMOUNT", 1)])
def test_a_large_sum_is_agreed_to_by_typing_it(run, film, service, answer, bought):
    set_in(film, "consent_above: 0.001")
    total = json.loads(run("-C", film, "plan", "1A", "--backend", "openai", "--json").out)["total"]
    amount = f"{total['at_most_usd']:.2f}"
    done = typed(film, answer.replace("AMOUNT", amount) + "\n", "frames", "1A", "--backend", "openai")
    assert "To agree, type that amount" in done.output
    assert len(service.bills) == bought
    assert (done.exit_code == 0) == bool(bought)


def test_yes_on_the_command_line_needs_no_typing_and_no_terminal(run, film, service):
    set_in(film, "consent_above: 0.001")
    assert run("-C", film, "frames", "1A", "--backend", "openai").code == 2
    assert service.bills == []
    assert run("-C", film, "frames", "1A", "--backend", "openai", "--yes").code == 0
    assert len(service.bills) == 1


def test_caps_of_a_run_and_a_day_are_said_and_kept(run, film, service):
    set_in(film, "budget_per_run: 0.5\nbudget_per_day: 0.12")
    said = run("-C", film, "plan", "1A", "--backend", "openai").out
    assert "$0.50 a run; $0.12 a day, $0 of it gone today" in said
    assert run("-C", film, "frames", "1A", "--backend", "openai", "--yes").code == 0
    status = run("-C", film, "status").out
    assert "of $0.12; at most $0.50 a run" in status
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["today_usd"] == money["spent_usd"] == pytest.approx(float(service.billed_usd), abs=1e-6)
    assert (money["run_cap_usd"], money["day_cap_usd"]) == (0.5, 0.12)
    over = run("-C", film, "frames", "--backend", "openai", "--yes")
    assert over.code == 5
    assert "budget_per_day" in over.err
    assert float(service.billed_usd) <= 0.12


def test_status_tells_apart_what_waits_in_batches_and_what_is_unknown(run, film, service):
    service.fail("drop_after_billing", match="bollard")
    assert run("-C", film, "frames", "1B", "--backend", "openai", "--yes").code in {0, 3}
    assert run("-C", film, "frames", "2A", "--backend", "openai", "--batch", "--yes").code == 0
    said = run("-C", film, "status").out
    assert "held for pictures in batches" in said
    money = json.loads(run("-C", film, "status", "--json").out)["money"]
    assert money["waiting_usd"] == money["reserved_usd"] > 0
    assert money["unknown_usd"] > 0
    assert "unknown: the answer was lost" in said


def test_a_crop_from_the_size_that_is_drawn_to_the_films_is_said_with_the_price(run, film, service):
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    assert "cut off" not in run("-C", film, "plan", "1A", "--backend", "openai").err
    bible.write_text(re.sub(r"(?m)^format: .*$", 'format: "4:3"', text), encoding="utf-8")
    said = run("-C", film, "plan", "1A", "--backend", "openai").err
    assert "is cut off, left and right, to fit 1104x832" in said
