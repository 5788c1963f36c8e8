"""Script to shots: who is in it, where the camera stands, how long it lasts; and ids that stay."""

from storyboard.breakdown.breakdown import Breakdown, break_down

__all__ = ["Breakdown", "break_down"]
