"""A small dose of broken input for every reader, and that the harness sees what it is for; ``scripts/fuzz.py`` gives large ones."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from storyboard.errors import ScriptError
from storyboard.script import read_script

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

from fuzzing import campaign, mutate, targets  # noqa: E402 - the harness lies beside the scripts, in no package

READERS = (
    "fountain", "fdx", "avtable", "csv", "tsv", "xlsx", "yaml", "json", "numbered", "lrc", "srt", "vtt", "native", "prose", "bible", "shots", "import", "any",
)  # fmt: skip


def plan(name: str, runs: int = 40) -> campaign.Plan:
    return campaign.Plan(name, seed=7, first=0, last=runs, seconds=0, every=8)


@pytest.mark.parametrize("name", READERS)
def test_broken_input_is_read_or_refused(name):
    tally = campaign.run(plan(name), inside=True)
    assert (tally.executions, tally.broken_down) == (40, 5)
    assert [(finding.mark, finding.text) for finding in tally.findings.values()] == []


def test_there_is_a_target_for_every_reader():
    assert set(targets.TARGETS) == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_the_seeds_are_read_without_a_fault(name):
    target = targets.TARGETS[name]
    chance = random.Random("seed")
    for seed in target.material.seeds:
        packed = target.packed(seed, chance) if name == "xlsx" else seed
        assert targets.problem_of(target, packed, broken_down=True) == ""


def test_an_execution_can_be_had_again():
    made = [
        mutate.make(targets.TARGETS["fountain"].material, [b"x"], random.Random(f"1 {index}")) for index in (5, 5, 6)
    ]
    assert made[0] == made[1] != made[2]


def faulty(fault):
    """A reader that fails on inputs with a bracket in them."""

    def read(data):
        if b"[[" in data:
            fault()

    return replace(targets.TARGETS["fountain"], read=read)


def with_target(target, runs=60, slowest=campaign.SLOWEST):
    targets.TARGETS["faulty"] = target
    try:
        return campaign.run(replace(plan("faulty", runs), slowest=slowest))
    finally:
        del targets.TARGETS["faulty"]


def test_an_exception_is_found_and_its_input_made_small():
    def fault():
        raise KeyError("x")

    target = faulty(fault)
    tally = with_target(target)
    finding = next(iter(tally.findings.values()))
    assert finding.mark.startswith("KeyError")
    assert tally.figures()["uncaught"] == finding.times > 1
    targets.TARGETS["faulty"] = target
    try:
        assert campaign.shrunk("faulty", finding) == b"[["
    finally:
        del targets.TARGETS["faulty"]


def test_a_hang_is_found():
    def fault():
        while True:
            pass

    figures = with_target(faulty(fault), runs=4, slowest=0.05).figures()
    assert (figures["uncaught"], figures["executions"]) == (0, 4)
    assert figures["slow"] >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
def test_memory_without_end_and_sudden_death_are_found():
    def eat():
        bytearray(2 << 30)

    assert next(iter(with_target(faulty(eat)).findings)).startswith("MemoryError")

    def die():
        import os

        os._exit(3)

    tally = with_target(faulty(die), runs=6)
    assert next(iter(tally.findings)) == "died: ended with 3"
    assert tally.executions == 6


def test_the_script_prints_what_it_did_and_takes_a_corpus(tmp_path):
    (tmp_path / "a.fountain").write_text("INT. BAR - DAY\n\nShe waits.\n", encoding="utf-8")
    arguments = ["--reader", "fountain", "--runs", "20", "--corpus", str(tmp_path), "--workers", "2", "--json"]
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "fuzz.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])["figures"]
    assert (figures["executions"], figures["uncaught"], figures["slow"]) == (20, 0, 0)
    assert figures["readers"]["fountain"]["executions"] == 20


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
        "INT. " + "A - " * 15_000 + "DAY\n\nx\n",
        "INT. A - DAY\n\nTOM\n" + "(a) " * 15_000 + "\n",
        "INT. A - DAY\n\n" + "TOM, " * 12_000 + "\n",
        "Title: " + " " * 60_000 + "x\n\nINT. A - DAY\n",
        "[[" * 30_000 + "\n" + "/*" * 30_000,
    ],
    ids=range(17),
)
def test_no_pattern_takes_time_that_grows_with_the_square(tmp_path, text):
    path = tmp_path / "film"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    with contextlib.suppress(ScriptError):
        assert read_script(path).format
    assert time.process_time() - started < 2
