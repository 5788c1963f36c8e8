"""Script to shots: who is in it, where the camera stands, how long it lasts; and ids that stay."""

from storyboard.breakdown.breakdown import Breakdown, break_down
from storyboard.breakdown.fitting import Fitted, fit_to_count, fit_to_length

__all__ = ["Breakdown", "Fitted", "break_down", "fit_to_count", "fit_to_length"]
