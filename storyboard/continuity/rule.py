"""A rule: what it looks for, why a creator cares, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from storyboard.continuity.film import Film
from storyboard.continuity.finding import Finding


@dataclass(frozen=True)
class Rule:
    """One rule of the check.

    Attributes:
        codes: The codes of the findings it gives, as in `Finding.code`.
        what: What it looks for, as one sentence.
        why: What an audience, an editor or a video model makes of it.
        look: The function that looks; pure, and deterministic.
    """

    codes: tuple[str, ...]
    what: str
    why: str
    look: Callable[[Film], Iterable[Finding]]
