"""Script to shots: who is in it, where the camera stands, how long it lasts; and ids that stay."""

from storyboard.breakdown.breakdown import Breakdown, break_down
from storyboard.breakdown.fitting import Fitted, fit_to_count, fit_to_length
from storyboard.breakdown.introductions import age_in
from storyboard.breakdown.numbering import free_numbers
from storyboard.breakdown.pages import eighths_text, page_eighths
from storyboard.breakdown.people import Cast
from storyboard.breakdown.wardrobe import WardrobeNote, wardrobe_in

__all__ = [
    "Breakdown",
    "Cast",
    "Fitted",
    "WardrobeNote",
    "age_in",
    "break_down",
    "eighths_text",
    "fit_to_count",
    "fit_to_length",
    "free_numbers",
    "page_eighths",
    "wardrobe_in",
]
