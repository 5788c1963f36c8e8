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
    from storyboard.continuity.vision.asking import Asker, warnings_about
    from storyboard.continuity.vision.judgement import Judgement, Marked, judge_record
    from storyboard.continuity.vision.looking import VisionAnswers, VisionLook, look_of, look_through, seconds_for
    from storyboard.continuity.vision.questions import QUESTIONS, Question, Topic
    from storyboard.continuity.vision.records import VisionRecord, stored_record, was_looked_at
    from storyboard.continuity.vision.telling import findings_of, instruction_for, unjudged, vision_rules

_HOMES = {
    "gather": ("look_at_clothes", "look_at_frames"),
    "vision.asking": ("Asker", "warnings_about"),
    "vision.judgement": ("Judgement", "Marked", "judge_record"),
    "vision.looking": ("VisionAnswers", "VisionLook", "look_of", "look_through", "seconds_for"),
    "vision.questions": ("QUESTIONS", "Question", "Topic"),
    "vision.records": ("VisionRecord", "stored_record", "was_looked_at"),
    "vision.telling": ("findings_of", "instruction_for", "unjudged", "vision_rules"),
}

__all__ = [
    "INSTALL",
    "QUESTIONS",
    "RULES",
    "Asker",
    "Film",
    "Finding",
    "Gravity",
    "Judgement",
    "Marked",
    "OcrReader",
    "Question",
    "Reader",
    "Rule",
    "Topic",
    "VisionAnswers",
    "VisionLook",
    "VisionRecord",
    "can_read",
    "check_film",
    "findings_of",
    "instruction_for",
    "judge_record",
    "look_at_clothes",
    "look_at_frames",
    "look_of",
    "look_through",
    "seconds_for",
    "stored_record",
    "unjudged",
    "vision_rules",
    "warnings_about",
    "was_looked_at",
]


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"storyboard.continuity.{home}"), name)
