from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.flows.frames import FrameOptions, draw_frames
from storyboard.project import Project, open_project
from storyboard.testing import FakeImageService
from tests.flows.seen import KEY, Model, write_film


@pytest.fixture
def eyes() -> Model:
    return Model()


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch, eyes: Model) -> Iterator[FakeImageService]:
    """The service, whose model of words sees what `eyes` says."""
    fake = FakeImageService(answer=eyes, mark_bills=True)
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield fake


@pytest.fixture(scope="session")
def bought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of three frames, bought once for all tests; not to be written to."""
    from PIL import Image

    def plain_figure(path: Path, *, coat: tuple[int, int, int]) -> Path:
        path.parent.mkdir(parents=True)
        Image.new("RGB", (240, 480), coat).save(path)
        return path

    root = write_film(tmp_path_factory.mktemp("bought") / "ferry", plain_figure)
    with FakeImageService(mark_bills=True).serve() as base_url, pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "OPENAI_BASE_URL", base_url)
        patch.setitem(os.environ, "OPENAI_API_KEY", KEY)
        draw_frames(open_project(root), FrameOptions())
    return root


@pytest.fixture
def ferry(tmp_path: Path, bought: Path, watching: FakeImageService) -> Project:
    """That film, to be looked at."""
    return open_project(shutil.copytree(bought, tmp_path / "ferry"))
