"""Shots into words: which pictures go along, what an image model is told, what a video model is told."""

from storyboard.prompts.brief_references import choose_brief_references, look_in
from storyboard.prompts.briefs import EXPRESSIONS, VIEWS, brief_prompt
from storyboard.prompts.midjourney import MidjourneyPrompt, midjourney_prompt
from storyboard.prompts.motion import motion_prompt
from storyboard.prompts.people import Part, people_seen
from storyboard.prompts.references import Guide, Picture, ReferencePlan, choose_references, policy_within
from storyboard.prompts.revision import check_instruction, revision_prompt
from storyboard.prompts.sheet import write_sheet
from storyboard.prompts.still import Still, still_prompt, write_still
from storyboard.prompts.templates import check_wording

__all__ = [
    "EXPRESSIONS",
    "VIEWS",
    "Guide",
    "MidjourneyPrompt",
    "Part",
    "Picture",
    "ReferencePlan",
    "Still",
    "brief_prompt",
    "check_instruction",
    "check_wording",
    "choose_brief_references",
    "choose_references",
    "look_in",
    "midjourney_prompt",
    "motion_prompt",
    "people_seen",
    "policy_within",
    "revision_prompt",
    "still_prompt",
    "write_sheet",
    "write_still",
]
