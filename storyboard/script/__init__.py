"""Text to Script: what a screenplay says, with the line it says it on."""

from storyboard.script.collecting import collector_waits
from storyboard.script.cue import is_upper, split_cue
from storyboard.script.fountain import is_transition, parse_fountain
from storyboard.script.read import read_script
from storyboard.script.scenes import letters

__all__ = ["collector_waits", "is_transition", "is_upper", "letters", "parse_fountain", "read_script", "split_cue"]
