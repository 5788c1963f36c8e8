"""Shots into words: which pictures go along, what an image model is told, what a video model is told."""

from storyboard.prompts.midjourney import MidjourneyPrompt, midjourney_prompt
from storyboard.prompts.motion import motion_prompt
from storyboard.prompts.people import Part
from storyboard.prompts.references import ReferencePlan, choose_references
from storyboard.prompts.still import still_prompt

__all__ = [
    "MidjourneyPrompt",
    "Part",
    "ReferencePlan",
    "choose_references",
    "midjourney_prompt",
    "motion_prompt",
    "still_prompt",
]
