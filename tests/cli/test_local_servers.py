"""Servers on one's own machine, by their manners: the whole way from the command line to a take."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from PIL import Image

from storyboard.testing import OpenAIService

QWEN = "Qwen/Qwen-Image-Edit-2511"


@contextmanager
def serving(film, flavour: str, *, model: str = QWEN, more: str = ""):
    """The server, and the project set to it."""
    with OpenAIService(flavour=flavour) as fake:
        bible = film / "storyboard.yaml"
        text = bible.read_text(encoding="utf-8").partition("\nopenai:")[0]
        lines = f"openai:\n  base_url: {fake.base_url}\n  model: {model}\n{more}"
        bible.write_text(f"{text}\n{lines}", encoding="utf-8")
        yield fake


def draw(run, film, *more):
    return run("-C", film, "frames", "1A", "1B", "--backend", "openai", "--yes", *more)


@pytest.mark.parametrize("flavour", ["sdcpp", "sglang", "vllm-omni"])
def test_a_local_server_draws_without_a_key_and_for_nothing(run, film, flavour):
    with serving(film, flavour) as service:
        done = draw(run, film)
        assert done.code == 0, done.err
        assert len(service.requests) == 2  # Nothing had to be asked twice.
        assert all(request.references for request in service.requests)
        assert {request.parameters["response_format"] for request in service.requests} == {"b64_json"}
        take = film / "frames" / "shot" / "s001_0010" / "start-001.png"
        with Image.open(take) as picture:
            assert f"{picture.width}x{picture.height}" == service.requests[0].parameters["size"]
        receipt = json.loads(take.with_suffix(".json").read_text(encoding="utf-8"))
        assert float(receipt["price_usd"]) == 0
        assert json.loads(run("-C", film, "status", "--json").out)["money"]["spent_usd"] == 0
        assert draw(run, film).code == 0
        assert len(service.requests) == 2


@pytest.mark.parametrize("flavour", ["sdcpp", "sglang", "vllm-omni"])
def test_its_errors_reach_the_user_in_its_own_words(run, film, flavour):
    with serving(film, flavour) as service:
        service.fail("moderation", match="bollard")
        done = draw(run, film)
        assert done.code == 3, done.err
        assert "rejected by the safety system" in done.err
        assert "1B: errand.fountain:" in done.err
        assert (film / "frames" / "shot" / "s001_0010" / "start-001.png").is_file()


def test_plain_text_and_plain_string_errors_are_read(run, film):
    with serving(film, "sdcpp") as service:
        service.fail("plain_string_error", times=None)
        done = draw(run, film)
        assert done.code == 3
        assert "{" not in done.err
        service.heal()
        service.fail("text_error", times=None)
        assert "CUDA out of memory" in draw(run, film).err


def test_a_server_that_does_not_have_the_model_says_so(run, film):
    with serving(film, "vllm-omni", model="gpt-image-2"):
        done = draw(run, film)
        assert done.code == 4
        assert "does not offer the model gpt-image-2" in done.err


def test_a_link_instead_of_the_picture_says_which_setting_cures_it(run, film):
    with serving(film, "sglang", model="gpt-image-2"):
        done = draw(run, film)
        assert done.code == 3
        assert "write `response_format: b64_json` under `openai:`" in done.err
    with serving(film, "sglang", model="gpt-image-2", more="  response_format: b64_json\n"):
        # The link is kept, in case; whoever agrees gets a picture in its place.
        assert draw(run, film).code == 3
        assert draw(run, film, "--on-unknown", "retry").code == 0


def test_a_server_that_refuses_the_setting_is_asked_again_without_it_once(run, film):
    with serving(film, "openai", model="gpt-image-2", more="  response_format: b64_json\n  parallel: 1\n") as service:
        service.needs_key = False
        done = draw(run, film)
        assert done.code == 0, done.err
        told = ["response_format" in request.parameters for request in service.requests]
        assert (len(service.bills), told.count(False)) == (2, 2)
        assert len(service.requests) == 3


def test_one_that_refuses_streams_draws_without_previews(run, film):
    with serving(film, "vllm-omni") as service:
        done = draw(run, film, "--preview")
        assert done.code == 0, done.err
        assert len(done.out.splitlines()) == 2
        assert service.requests[-1].parameters.get("stream") in {None, False}


def test_sizes_of_the_format_are_sent_and_another_size_is_said(run, film):
    with serving(film, "sdcpp") as service:
        service.fail("other_size")
        done = run("-C", film, "frames", "1A", "--backend", "openai", "--yes")
        assert done.code == 0, done.err
        assert "Asked for" in done.err
        assert "the server drew" in done.err
