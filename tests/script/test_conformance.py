"""The Fountain suites and the gold files, where they lie beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from storyboard.model import ElementKind
from storyboard.script import read_script

PROGRAM = Path(__file__).resolve().parents[2] / "scripts" / "conformance.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_at_least_95_percent_of_the_suites_agree(corpus):
    done = run(str(corpus / "conformance" / "cases.json"), "--json")
    figures = json.loads(done.stdout.splitlines()[-1])["figures"]
    assert figures["passed"] >= 118
    assert figures["cases"] == 124
    assert done.returncode == 0


def test_a_poor_score_is_an_error(tmp_path):
    cases = tmp_path / "cases.json"
    good = {"id": "a", "in": "INT. A - DAY", "exp": [["H", "INT. A - DAY"]]}
    cases.write_text(json.dumps([good, {"id": "b", "in": "Go.", "exp": [["L", None]]}]), encoding="utf-8")
    done = run(str(cases), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[-1])["figures"] == {"cases": 2, "passed": 1}
    assert "miss b" in done.stdout


@pytest.mark.parametrize("name", ["fr_la_gare", "es_la_llave", "ru_okno", "zh_cafe", "ar_albab", "messy_noblank"])
def test_scripts_of_every_language_have_their_scenes_speakers_and_transitions(corpus, name):
    gold = json.loads((corpus / "originals.dev.gold.json").read_text(encoding="utf-8"))[f"{name}.fountain"]
    script = read_script(corpus / f"{name}.fountain")
    elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
    cues = {element.text for element in elements if element.kind is ElementKind.CHARACTER}
    transitions = [element.text for element in elements if element.kind is ElementKind.TRANSITION]
    assert len(script.scenes) == gold["scenes"]
    assert cues == {*gold["speakers"], *gold.get("groups", [])}
    if "transitions" in gold:
        assert transitions == gold["transitions"]
