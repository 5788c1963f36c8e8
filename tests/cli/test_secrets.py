"""The key is in nothing that a run leaves or says: a canary is planted, everything is done, and everything is searched."""

from __future__ import annotations

import asyncio
import base64
import logging
import os
import pickle
import tempfile
import zipfile
from pathlib import Path

import pytest

from storyboard.cli.crash import write_crash_log
from storyboard.model import OpenAISettings
from storyboard.paid import make_client
from storyboard.testing import OpenAIService

# As other servers have them, which no pattern finds; and one that looks like OpenAI's.
KEY, OPENAI_KEY = "canary.Qx7Z9wLm4Vb8Nc2KrT6", "sk-proj-Qx7canaryZ9wLm4Vb8Nc2KrT6"
BOTH = pytest.mark.parametrize("key", [KEY, OPENAI_KEY], indirect=True, ids=["plain", "sk"])
_FEWEST = 14


@pytest.fixture
def key(request, monkeypatch, tmp_path):
    value = getattr(request, "param", KEY)
    crashes = tmp_path / "crashes"
    crashes.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(crashes))
    monkeypatch.setenv("OPENAI_API_KEY", value)
    return value


@pytest.fixture
def service(monkeypatch, key):
    with OpenAIService(keys=(key,)) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.base_url)
        yield fake


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("openai", "httpx2", "httpcore2", "storyboard"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def marks_of(key: str) -> list[bytes]:
    """The key, a good part of it, and both as base64 would have them."""
    part = key[3 : 3 + _FEWEST]
    encoded = [base64.b64encode(f"{' ' * shift}{key}".encode())[4:-4] for shift in range(3)]
    return [key.encode(), part.encode(), key.encode("utf-16-le"), *encoded]


def found_in(data: bytes, marks: list[bytes]) -> bool:
    return any(mark in data for mark in marks)


def search(root: Path, marks: list[bytes]) -> list[str]:
    """The files under a folder that have it, archives opened."""
    hits = []
    for path in root.rglob("*"):
        if not path.is_file():
            continue
        if found_in(path.read_bytes(), marks):
            hits.append(str(path))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                hits += [f"{path}!{name}" for name in archive.namelist() if found_in(archive.read(name), marks)]
    return hits


def test_the_key_is_in_nothing_that_is_said_logged_or_written(run, film, service, key, log, tmp_path):
    marks = marks_of(key)
    steps = [
        (0, "frames", "1A", "--backend", "openai", "--yes", "--preview"),
        (0, "plan", "--backend", "openai", "--explain", "1B"),
        (0, "revise", "1A", "make the coat red", "--backend", "openai", "--responses", "--yes"),
        (0, "frames", "1B", "--backend", "openai", "--batch", "--yes"),
        (0, "frames", "--backend", "openai", "--resume"),
        (0, "doctor", "--live", "--yes"),
        (None, "shots", "--breakdown", "openai", "--yes"),
        (0, "shots"),
        (0, "run", film, "--backend", "previs"),
        (None, "check", "--vision", "--yes"),
        (0, "cast"),
        (0, "doctor"),
        (0, "status"),
    ]
    for code, *words in steps:
        done = run("-v", "-C", film, *words)
        # What the stand-in answers in words may be no use, and still have been asked for.
        assert done.code in ({0, 3} if code is None else {code}), (words, done.err)
        assert not found_in((done.out + done.err).encode(), marks), words
    endpoints = {request.endpoint for request in service.requests}
    assert {"images/edits", "images/generations", "responses", "batches"} <= endpoints
    assert "httpcore2" in {record.name.partition(".")[0] for record in log.records}
    assert not found_in(log.text.encode(), marks)
    assert not any(found_in(repr(record.__dict__).encode(), marks) for record in log.records)
    assert (film / "out").is_dir()
    assert (film / ".storyboard" / "ledger.db").is_file()
    (tmp_path / "left-behind.log").write_text(f"Authorization: Bearer {key}", encoding="utf-8")
    assert search(tmp_path, marks) == [str(tmp_path / "left-behind.log")]  # Whoever searches can find.
    (tmp_path / "left-behind.log").unlink()
    for root in (film, tmp_path, Path(os.environ["STORYBOARD_STATE"])):
        assert search(root, marks) == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("bad_key", 4),
        ("quota", 4),
        ("moderation_output", 3),
        ("plain_string_error", 3),
        ("drop_after_billing", 3),
        ("cut_body", 3),
        ("html_200", 3),
    ],
)
def test_no_error_or_traceback_has_it(run, film, service, key, log, fault, code):
    service.fail(fault, times=None)
    done = run("--debug", "-C", film, "frames", "1A", "--backend", "openai", "--yes")
    marks = marks_of(key)
    assert done.code == code, done.err
    assert "Traceback" in done.err
    assert not found_in((done.out + done.err + log.text).encode(), marks)
    assert search(film, marks) == []


@BOTH
def test_a_crash_report_leaves_it_out_even_if_the_service_repeated_it(service, key, tmp_path):
    import openai

    service.fail("bad_key", times=None)

    async def ask() -> BaseException:
        async with make_client(OpenAISettings(), os.environ) as client:
            try:
                await client.images.generate(prompt="rain", model="gpt-image-2")
            except openai.AuthenticationError as error:
                return error
        raise AssertionError

    error = asyncio.run(ask())
    assert key in str(error)
    report = write_crash_log(error).read_text(encoding="utf-8")
    assert "AuthenticationError" in report
    assert not found_in(report.encode(), marks_of(key))


@BOTH
def test_errors_that_leave_the_program_can_be_pickled_without_it(run, film, service, key):
    from storyboard.errors import StoryboardError
    from storyboard.flows import FrameOptions, draw_frames, open_project

    service.fail("bad_key", times=None)
    with pytest.raises(StoryboardError) as caught:
        draw_frames(open_project(film), FrameOptions(backend="openai", selectors=("1A",)))
    linked: BaseException | None = caught.value
    while linked is not None:
        assert not found_in(repr(vars(linked)).encode() + str(linked).encode(), marks_of(key))
        linked = linked.__cause__ or linked.__context__
    assert not found_in(pickle.dumps(str(caught.value)), marks_of(key))
