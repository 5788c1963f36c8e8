"""What to draw and drawing it: how each frame stands, the plan with its price, and the run."""

from storyboard.frames.briefs import BriefExamination, Wanted, source_of
from storyboard.frames.draw import DrawReport, Failure, draw_plan
from storyboard.frames.ends import why_an_end
from storyboard.frames.filing import Filed, Memo, file_drawing, memo_of
from storyboard.frames.guides import find_masters
from storyboard.frames.inputs import SCHEMA as INPUTS_SCHEMA
from storyboard.frames.inputs import WISH, shortened
from storyboard.frames.plan import (
    Plan,
    PlanRow,
    make_plan,
    next_variant,
    refuse_overfull,
    refuse_strangers,
    takes_to_draw,
)
from storyboard.frames.select import STATES, find_shot, select
from storyboard.frames.sheets import SheetFrame, make_sheets, sheet_size
from storyboard.frames.state import Examination, Frame, SlotFrame, State, examine
from storyboard.frames.telling import Telling, find_telling

__all__ = [
    "INPUTS_SCHEMA",
    "STATES",
    "WISH",
    "BriefExamination",
    "DrawReport",
    "Examination",
    "Failure",
    "Filed",
    "Frame",
    "Memo",
    "Plan",
    "PlanRow",
    "SheetFrame",
    "SlotFrame",
    "State",
    "Telling",
    "Wanted",
    "draw_plan",
    "examine",
    "file_drawing",
    "find_masters",
    "find_shot",
    "find_telling",
    "make_plan",
    "make_sheets",
    "memo_of",
    "next_variant",
    "refuse_overfull",
    "refuse_strangers",
    "select",
    "sheet_size",
    "shortened",
    "source_of",
    "takes_to_draw",
    "why_an_end",
]
