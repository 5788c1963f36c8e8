"""Script to shots: who is in it, where the camera stands, how long it lasts; and ids that stay.

What has to do with a model of words is loaded when it is first used: the rules need none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storyboard.breakdown.breakdown import Breakdown, break_down
from storyboard.breakdown.faces import expression_in
from storyboard.breakdown.fitting import Fitted, fit_to_count, fit_to_length
from storyboard.breakdown.introductions import age_in
from storyboard.breakdown.numbering import free_numbers
from storyboard.breakdown.pages import eighths_text, page_eighths
from storyboard.breakdown.people import Cast
from storyboard.breakdown.wardrobe import WardrobeNote, wardrobe_in

if TYPE_CHECKING:
    from storyboard.breakdown.llm.answers import Answers, KeptAnswer
    from storyboard.breakdown.llm.asking import Asker, slot_of
    from storyboard.breakdown.llm.cutter import ModelCutter, Reply
    from storyboard.breakdown.llm.difference import SceneDifference, lines_text
    from storyboard.breakdown.llm.lines import Part

_HOMES = {
    "Answers": "answers",
    "Asker": "asking",
    "KeptAnswer": "answers",
    "ModelCutter": "cutter",
    "Part": "lines",
    "Reply": "cutter",
    "SceneDifference": "difference",
    "lines_text": "difference",
    "slot_of": "asking",
}

__all__ = [
    "Answers",
    "Asker",
    "Breakdown",
    "Cast",
    "Fitted",
    "KeptAnswer",
    "ModelCutter",
    "Part",
    "Reply",
    "SceneDifference",
    "WardrobeNote",
    "age_in",
    "break_down",
    "eighths_text",
    "expression_in",
    "fit_to_count",
    "fit_to_length",
    "free_numbers",
    "lines_text",
    "page_eighths",
    "slot_of",
    "wardrobe_in",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.llm.{home}"), name)
