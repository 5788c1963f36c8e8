"""Texts broken down into shots."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.breakdown import Breakdown, break_down
from storyboard.model import Bible, ShotLock
from storyboard.script import parse_fountain


@pytest.fixture
def cut():
    """Break a text down."""

    def breaker(text: str, bible: Bible | None = None, previous: ShotLock | None = None) -> Breakdown:
        return break_down(parse_fountain(text, file="film.fountain"), bible or Bible(), previous=previous)

    return breaker


@pytest.fixture
def shots_of(cut):
    """The shots of a text; a heading is put before it if it has none."""

    def breaker(text: str, bible: Bible | None = None):
        if not text.startswith(("INT", "EXT")):
            text = f"INT. HALL - DAY\n\n{text}"
        return cut(text, bible).shot_list.shots

    return breaker


@pytest.fixture
def corpus() -> Path:
    """The folder of scripts that lies beside some checkouts."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "scripts"
    if not folder.is_dir():
        pytest.skip(f"no corpus of scripts at {folder}")
    return folder
