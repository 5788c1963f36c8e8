"""A small dose of broken input for every reader; ``scripts/fuzz.py`` gives large ones."""

from __future__ import annotations

import contextlib
import importlib.util
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from storyboard.errors import ScriptError
from storyboard.script import read_script

FUZZ = Path(__file__).resolve().parents[2] / "scripts" / "fuzz.py"


@pytest.fixture(scope="module")
def fuzz():
    """The harness, loaded as a module."""
    specification = importlib.util.spec_from_file_location("fuzz_harness", FUZZ)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["avtable", "fdx", "fountain", "lyrics", "native", "numbered", "own", "prose", "shotlist"]
)
def test_broken_input_is_read_or_refused(fuzz, name):
    said: list[str] = []
    tried, findings = fuzz.fuzz(name, seconds=0, runs=60, seed=3, say=said.append)
    assert (tried, findings) == (60, []), "\n".join(said)


def test_the_harness_knows_a_seed_for_every_reader(fuzz, tmp_path):
    for ending, seeds in fuzz.SEEDS.values():
        for seed in seeds:
            assert fuzz.problem_of(tmp_path / f"seed{ending}", seed) == ""


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=strategies.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path, data):
    path = tmp_path / "film"
    path.write_bytes(data)
    with contextlib.suppress(ScriptError):
        assert read_script(path).format


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. " + "(4s " * 12_000,
        "1. a\n2. b" + ", static" * 8_000,
        "Scene 1: " + "- " * 30_000 + "\nScene 2: x",
        "1. a\n2. " + "\t" * 60_000 + "x:",
        "| Video | Audio |\n|---|---|\n| " + "(" * 30_000 + " | " + '"' + "\t" * 30_000 + " |\n",
        "| Video | Audio |\n|" + "---|" * 15_000 + " x\n",
        "Shot,Description\n1," + '"a ""' * 10_000 + "\n",
        "Ann: x\nBen: " + "A. " * 20_000 + "\nAnn: y\nBen: z\n",
        "太郎「" + "あ" * 60_000,
        "*_" * 30_000,
        "[00:01.00]" * 6_000 + "x\n",
        "Shot 1: x\n" + " " * 60_000 + "x\n",
    ],
    ids=range(12),
)
def test_no_pattern_takes_time_that_grows_with_the_square(tmp_path, text):
    path = tmp_path / "film"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    assert read_script(path).format
    assert time.process_time() - started < 2
