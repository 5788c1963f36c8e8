"""Shots into words: which pictures go along, what an image model is told, what a video model is told."""

from storyboard.prompts.midjourney import MidjourneyPrompt, midjourney_prompt
from storyboard.prompts.motion import motion_prompt
from storyboard.prompts.people import Part, people_seen
from storyboard.prompts.references import Guide, Picture, ReferencePlan, choose_references, policy_within
from storyboard.prompts.still import Still, still_prompt, write_still
from storyboard.prompts.templates import check_wording

__all__ = [
    "Guide",
    "MidjourneyPrompt",
    "Part",
    "Picture",
    "ReferencePlan",
    "Still",
    "check_wording",
    "choose_references",
    "midjourney_prompt",
    "motion_prompt",
    "people_seen",
    "policy_within",
    "still_prompt",
    "write_still",
]
