"""One file per use-case: what the command line and the review page both call. The only room that knows several stages.

Names are looked up when they are first used, so that a command loads the stages it needs and no others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.breakdown import eighths_text
    from storyboard.continuity import Finding
    from storyboard.flows.approval import Marked, approve, redo
    from storyboard.flows.artists import BACKENDS, check_backend
    from storyboard.flows.as_json import plan_json, shots_json, status_json
    from storyboard.flows.cast import read_roster, write_cast_page
    from storyboard.flows.cast_json import roster_json
    from storyboard.flows.check import CheckReport, check_json, check_project, rules_json
    from storyboard.flows.frames import FrameOptions, FramePlan, draw_frames, plan_frames
    from storyboard.flows.handoff import HANDOFFS, HandoffReport, make_handoff
    from storyboard.flows.kinds import KINDS, KindOptions, draw_kind, plan_kind
    from storyboard.flows.make import Approved, Making, approve_reference, draw_making, plan_making
    from storyboard.flows.new import NewProject, new_project, project_for_script
    from storyboard.flows.outputs import make_animatic, make_board, make_bundle, write_shots
    from storyboard.flows.run import RunReport, run_all
    from storyboard.flows.shotedits import fit_shots
    from storyboard.flows.shotexplain import Explained, explain_shot
    from storyboard.flows.shotimport import ImportReport, import_json, import_shots
    from storyboard.flows.shots import ShotsReport, current_shots
    from storyboard.flows.status import Status, project_status
    from storyboard.flows.takes import import_folder, import_picture, pick_take, pick_take_of
    from storyboard.frames import SlotFrame, find_shot
    from storyboard.project import Project, open_project

_HOMES = {
    "Approved": "make",
    "BACKENDS": "artists",
    "CheckReport": "check",
    "Explained": "shotexplain",
    "Finding": "storyboard.continuity",
    "FrameOptions": "frames",
    "FramePlan": "frames",
    "HANDOFFS": "handoff",
    "HandoffReport": "handoff",
    "ImportReport": "shotimport",
    "KINDS": "kinds",
    "KindOptions": "kinds",
    "Making": "make",
    "Marked": "approval",
    "NewProject": "new",
    "Project": "storyboard.project",
    "RunReport": "run",
    "ShotsReport": "shots",
    "SlotFrame": "storyboard.frames",
    "Status": "status",
    "approve": "approval",
    "approve_reference": "make",
    "check_backend": "artists",
    "check_json": "check",
    "check_project": "check",
    "current_shots": "shots",
    "draw_frames": "frames",
    "draw_kind": "kinds",
    "draw_making": "make",
    "eighths_text": "storyboard.breakdown",
    "explain_shot": "shotexplain",
    "find_shot": "storyboard.frames",
    "fit_shots": "shotedits",
    "import_folder": "takes",
    "import_json": "shotimport",
    "import_picture": "takes",
    "import_shots": "shotimport",
    "make_animatic": "outputs",
    "make_board": "outputs",
    "make_bundle": "outputs",
    "make_handoff": "handoff",
    "new_project": "new",
    "open_project": "storyboard.project",
    "pick_take": "takes",
    "pick_take_of": "takes",
    "plan_frames": "frames",
    "plan_json": "as_json",
    "plan_kind": "kinds",
    "plan_making": "make",
    "project_for_script": "new",
    "project_status": "status",
    "read_roster": "cast",
    "redo": "approval",
    "roster_json": "cast_json",
    "rules_json": "check",
    "run_all": "run",
    "shots_json": "as_json",
    "status_json": "as_json",
    "write_cast_page": "cast",
    "write_shots": "outputs",
}

__all__ = [
    "BACKENDS",
    "HANDOFFS",
    "KINDS",
    "Approved",
    "CheckReport",
    "Explained",
    "Finding",
    "FrameOptions",
    "FramePlan",
    "HandoffReport",
    "ImportReport",
    "KindOptions",
    "Making",
    "Marked",
    "NewProject",
    "Project",
    "RunReport",
    "ShotsReport",
    "SlotFrame",
    "Status",
    "approve",
    "approve_reference",
    "check_backend",
    "check_json",
    "check_project",
    "current_shots",
    "draw_frames",
    "draw_kind",
    "draw_making",
    "eighths_text",
    "explain_shot",
    "find_shot",
    "fit_shots",
    "import_folder",
    "import_json",
    "import_picture",
    "import_shots",
    "make_animatic",
    "make_board",
    "make_bundle",
    "make_handoff",
    "new_project",
    "open_project",
    "pick_take",
    "pick_take_of",
    "plan_frames",
    "plan_json",
    "plan_kind",
    "plan_making",
    "project_for_script",
    "project_status",
    "read_roster",
    "redo",
    "roster_json",
    "rules_json",
    "run_all",
    "shots_json",
    "status_json",
    "write_cast_page",
    "write_shots",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home if "." in home else f"{__name__}.{home}"), name)
