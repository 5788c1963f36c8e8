"""What to draw and drawing it: how each frame stands, the plan with its price, and the run."""

from storyboard.frames.draw import DrawReport, Failure, draw_plan
from storyboard.frames.inputs import changes, named_inputs
from storyboard.frames.plan import Plan, PlanRow, make_plan, refuse_strangers
from storyboard.frames.select import STATES, find_shot, select
from storyboard.frames.state import Frame, State, examine

__all__ = [
    "STATES",
    "DrawReport",
    "Failure",
    "Frame",
    "Plan",
    "PlanRow",
    "State",
    "changes",
    "draw_plan",
    "examine",
    "find_shot",
    "make_plan",
    "named_inputs",
    "refuse_strangers",
    "select",
]
