"""The image service's stand-in, and a small film that is to be paid for there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storyboard.project import Project, open_project
from storyboard.testing import FakeImageService

_BIBLE = """\
title: The Ferry
script: ferry.fountain
format: 1280x720
backend: openai
characters:
  ANA: {description: a woman of 30, references: [refs/ana.png]}
"""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImageService]:
    fake = FakeImageService()
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdefghijkl")
        yield fake


@pytest.fixture
def write_film(tmp_path: Path, service: FakeImageService, draw_figure: Callable[..., Path]) -> Callable[[str], Project]:
    """Makes a project of a script with ANA, at the service."""

    def write(script: str) -> Project:
        (tmp_path / "refs").mkdir()
        draw_figure(tmp_path / "refs" / "ana.png", coat=(200, 160, 40))
        (tmp_path / "storyboard.yaml").write_text(_BIBLE, encoding="utf-8")
        (tmp_path / "ferry.fountain").write_text(script, encoding="utf-8")
        return open_project(tmp_path)

    return write
