"""The film held against itself: rules about its shots, its drawn frames and the two together.

The rules are pure functions over a `Film`; what needs pixels is measured first, by `look_at_frames`, and loads OpenCV.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storyboard.continuity.film import Film
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.reader import INSTALL, OcrReader, Reader, can_read
from storyboard.continuity.rule import Rule
from storyboard.continuity.rules import RULES, check_film

if TYPE_CHECKING:
    from storyboard.continuity.gather import look_at_clothes, look_at_frames

__all__ = [
    "INSTALL",
    "RULES",
    "Film",
    "Finding",
    "Gravity",
    "OcrReader",
    "Reader",
    "Rule",
    "can_read",
    "check_film",
    "look_at_clothes",
    "look_at_frames",
]


def __getattr__(name: str) -> Any:
    if name not in {"look_at_clothes", "look_at_frames"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("storyboard.continuity.gather"), name)
