from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.project import Project, open_project
from storyboard.testing import OpenAIService
from tests.breakdown.model_answers import every
from tests.flows.modelbreakdown.attic import BIBLE, KEY, SCRIPT


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIService]:
    fake = OpenAIService(answer=lambda seen: every(2, seen.prompt, "NORA"))
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield fake


@pytest.fixture
def film(tmp_path: Path) -> Project:
    root = tmp_path / "film"
    root.mkdir()
    (root / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    (root / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return open_project(root)
