from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal

import openai
import pytest

from storyboard.testing import FAULTS, FLAVOURS, OpenAIService, OpenAIServiceProcess
from storyboard.testing.openai_service import main

BODY = {"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}


def post(base_url: str, prompt: str = "x") -> dict:
    request = urllib.request.Request(
        f"{base_url}/images/generations",
        data=json.dumps({**BODY, "prompt": prompt}).encode(),
        headers={"authorization": "Bearer k", "content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def test_it_serves_on_loopback():
    with OpenAIService() as service:
        assert service.base_url.startswith("http://127.0.0.1:")
        assert post(service.base_url)["usage"] == service.bills[0].usage
    assert len(service.bills) == 1
    with pytest.raises(RuntimeError, match="not being served"):
        _ = service.base_url


def test_thirty_at_once_wait_side_by_side_and_need_few_threads():
    with OpenAIService(delay=0.2) as service:

        async def run() -> None:
            async with openai.AsyncOpenAI(api_key="k", base_url=service.base_url, max_retries=0) as client:
                await asyncio.gather(*(client.images.generate(**{**BODY, "prompt": str(n)}) for n in range(30)))

        before = time.monotonic()
        asyncio.run(run())
        assert time.monotonic() - before < 6.0
        assert (service.peak, len(service.bills)) == (30, 30)
        assert threading.active_count() < 40


def test_it_can_be_run_by_hand(capsys: pytest.CaptureFixture[str]):
    stop = threading.Event()
    stop.set()
    assert main(["--fail", "quota", "--delay", "0.1"], stop=stop) == 0
    out = capsys.readouterr().out
    assert "OPENAI_BASE_URL=http://127.0.0.1:" in out
    assert "0 pictures for $0" in out


def test_help_names_every_fault_and_flavour(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in [*FAULTS, *FLAVOURS])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fail", "meteor"], "'meteor' is not a fault; take one of"),
        (["--fail", "slow:seconds=x"], "could not convert"),
        (["--flavour", "vanilla"], "invalid choice: 'vanilla'"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_refused(words, said, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_as_a_process_it_is_driven_through_its_own_doors():
    with OpenAIServiceProcess("--tier", "2", "--virtual-clock", "--mark-bills") as service:
        post(service.base_url, "one")
        service.fail("drop_after_billing", match="two")
        with pytest.raises(OSError):
            post(service.base_url, "two")
        bills = service.bills()
        assert [bill["prompt"] for bill in bills["bills"]] == ["one", "two"]
        assert Decimal(bills["total_usd"]) > 0
        assert [row["code"] for row in service.requests()] == ["", "dropped"]
        now = service.advance(0)
        assert service.advance(30) == now + 30
        service.answer({"*": {"ok": True}})
        service.settings(delay=0.0, batch_seconds=5.0)
        service.fail("server_error", times=None)
        service.heal()
        post(service.base_url)
        service.reset()
        assert service.bills()["bills"] == []
        with pytest.raises(urllib.error.HTTPError):
            service.fail("meteor")


def test_both_names_start_it():
    command = [sys.executable, "-m", "storyboard.testing", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "openai_service" in done.stdout
    assert done.stderr == ""
