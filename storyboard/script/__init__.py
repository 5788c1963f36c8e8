"""Text to Script: what a screenplay says, with the line it says it on."""

from storyboard.script.collecting import collector_waits
from storyboard.script.cue import is_upper, split_cue
from storyboard.script.fountain import is_transition, parse_fountain
from storyboard.script.read import read_script
from storyboard.script.rows import Table, names_of, read_table
from storyboard.script.scenes import letters

__all__ = [
    "Table",
    "collector_waits",
    "is_transition",
    "is_upper",
    "letters",
    "names_of",
    "parse_fountain",
    "read_script",
    "read_table",
    "split_cue",
]
