from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storyboard.continuity import RULES, Finding, check_film
from storyboard.model import Bible, Shot
from tests.continuity.shots import film_of

Found = Callable[..., list[Finding]]


@pytest.fixture
def found() -> Found:
    """What the check finds in shots: ``found("jump-cut", shot, shot, bible=...)`` are the findings of that code."""

    def look(code: str, *shots: Shot, bible: Bible | None = None, **more: Any) -> list[Finding]:
        rules = [rule for rule in RULES if code in rule.codes]
        assert rules, code
        return [finding for finding in check_film(film_of(shots, bible, **more), rules) if finding.code == code]

    return look
