"""Scripts as texts: a short name for reading one, and the shared corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.model import Element, ElementKind, Script
from storyboard.script import parse_fountain


@pytest.fixture
def read():
    """Read a text as a script called film.fountain."""

    def reader(text: str) -> Script:
        return parse_fountain(text, file="film.fountain")

    return reader


@pytest.fixture
def elements_of(read):
    """Kind and text of every element of a text."""

    def reader(text: str) -> list[tuple[ElementKind, str]]:
        return [(element.kind, element.text) for element in everything(read(text))]

    return reader


@pytest.fixture
def corpus() -> Path:
    """The folder of scripts that lies beside some checkouts."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "scripts"
    if not folder.is_dir():
        pytest.skip(f"no corpus of scripts at {folder}")
    return folder


def everything(script: Script) -> list[Element]:
    """Every element of a script."""
    return [*script.front, *(element for scene in script.scenes for element in scene.elements)]
