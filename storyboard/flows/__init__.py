"""One file per use-case: what the command line and the review page both call. The only room that knows several stages.

Names are looked up when they are first used, so that a command loads the stages it needs and no others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.animatic import FilmCut
    from storyboard.breakdown import eighths_text, lines_text
    from storyboard.continuity import Finding
    from storyboard.flows.approval import Marked, approve, redo
    from storyboard.flows.artists import BACKENDS, check_backend
    from storyboard.flows.as_json import plan_json, shots_json, status_json
    from storyboard.flows.batch import fetch_batches, plan_batch, send_batch
    from storyboard.flows.cast import read_roster, write_cast_page
    from storyboard.flows.cast_json import roster_json
    from storyboard.flows.check import CheckReport, check_json, check_project, rules_json
    from storyboard.flows.cutouts import offer_of_nets
    from storyboard.flows.doctor import CheckRow, Checkup, check_machine, checkup_json, fetch_nets
    from storyboard.flows.frames import FrameOptions, FramePlan, draw_frames, plan_frames
    from storyboard.flows.handoff import HANDOFFS, HandoffReport, make_handoff
    from storyboard.flows.kinds import KINDS, KindOptions, draw_kind, plan_kind
    from storyboard.flows.live import LivePlan, look_again, plan_live, run_live
    from storyboard.flows.make import Approved, Making, approve_reference, draw_making, plan_making
    from storyboard.flows.modelbreakdown import (
        BreakdownPlan,
        DraftedBreakdown,
        breakdown_json,
        draft_breakdown,
        keep_breakdown,
        plan_breakdown,
        raise_if_fallen_back,
    )
    from storyboard.flows.new import NewProject, new_project, project_for_script
    from storyboard.flows.outputs import (
        animatic_clip,
        burn_in_of,
        make_animatic,
        make_board,
        make_bundle,
        make_contact_sheet,
        make_gif,
        price_of_voices,
        write_shots,
    )
    from storyboard.flows.retry import RetryReport, retry_failing
    from storyboard.flows.retryplan import RetryPlan, plan_retry
    from storyboard.flows.revision import Revision, plan_revision, revise
    from storyboard.flows.run import RunReport, run_all
    from storyboard.flows.sheets import SheetPlan, draw_sheets, parse_grid, plan_sheets
    from storyboard.flows.shotedits import fit_shots
    from storyboard.flows.shotexplain import Explained, explain_shot
    from storyboard.flows.shotimport import ImportReport, import_json, import_shots
    from storyboard.flows.shots import ShotsReport, current_shots
    from storyboard.flows.status import Status, project_status
    from storyboard.flows.takes import import_folder, import_picture, pick_take, pick_take_of
    from storyboard.flows.visioncheck import VisionOptions, VisionPlan, VisionReport, plan_vision, run_vision
    from storyboard.flows.voices import SoundOptions, VoicePlan
    from storyboard.frames import SlotFrame, find_shot
    from storyboard.project import Project, open_project

_HOMES = {
    "Approved": "make",
    "BACKENDS": "artists",
    "BreakdownPlan": "modelbreakdown",
    "CheckReport": "check",
    "CheckRow": "doctor",
    "Checkup": "doctor",
    "DraftedBreakdown": "modelbreakdown",
    "Explained": "shotexplain",
    "Finding": "storyboard.continuity",
    "FrameOptions": "frames",
    "FramePlan": "frames",
    "HANDOFFS": "handoff",
    "HandoffReport": "handoff",
    "ImportReport": "shotimport",
    "KINDS": "kinds",
    "KindOptions": "kinds",
    "LivePlan": "live",
    "Making": "make",
    "Marked": "approval",
    "NewProject": "new",
    "Project": "storyboard.project",
    "RetryPlan": "retryplan",
    "RetryReport": "retry",
    "Revision": "revision",
    "RunReport": "run",
    "SheetPlan": "sheets",
    "ShotsReport": "shots",
    "SlotFrame": "storyboard.frames",
    "Status": "status",
    "VisionOptions": "visioncheck",
    "VisionPlan": "visioncheck",
    "VisionReport": "visioncheck",
    "approve": "approval",
    "approve_reference": "make",
    "breakdown_json": "modelbreakdown",
    "check_backend": "artists",
    "check_json": "check",
    "check_machine": "doctor",
    "check_project": "check",
    "checkup_json": "doctor",
    "current_shots": "shots",
    "draft_breakdown": "modelbreakdown",
    "draw_frames": "frames",
    "draw_kind": "kinds",
    "draw_making": "make",
    "draw_sheets": "sheets",
    "eighths_text": "storyboard.breakdown",
    "explain_shot": "shotexplain",
    "fetch_batches": "batch",
    "fetch_nets": "doctor",
    "FilmCut": "storyboard.animatic",
    "find_shot": "storyboard.frames",
    "fit_shots": "shotedits",
    "import_folder": "takes",
    "import_json": "shotimport",
    "import_picture": "takes",
    "import_shots": "shotimport",
    "keep_breakdown": "modelbreakdown",
    "lines_text": "storyboard.breakdown",
    "look_again": "live",
    "make_animatic": "outputs",
    "animatic_clip": "outputs",
    "make_contact_sheet": "outputs",
    "make_gif": "outputs",
    "burn_in_of": "outputs",
    "price_of_voices": "outputs",
    "SoundOptions": "voices",
    "VoicePlan": "voices",
    "make_board": "outputs",
    "make_bundle": "outputs",
    "make_handoff": "handoff",
    "new_project": "new",
    "offer_of_nets": "cutouts",
    "open_project": "storyboard.project",
    "parse_grid": "sheets",
    "pick_take": "takes",
    "pick_take_of": "takes",
    "plan_batch": "batch",
    "plan_breakdown": "modelbreakdown",
    "plan_frames": "frames",
    "plan_json": "as_json",
    "plan_kind": "kinds",
    "plan_live": "live",
    "plan_making": "make",
    "plan_retry": "retryplan",
    "plan_revision": "revision",
    "plan_sheets": "sheets",
    "plan_vision": "visioncheck",
    "project_for_script": "new",
    "project_status": "status",
    "raise_if_fallen_back": "modelbreakdown",
    "read_roster": "cast",
    "redo": "approval",
    "retry_failing": "retry",
    "revise": "revision",
    "roster_json": "cast_json",
    "rules_json": "check",
    "run_all": "run",
    "run_live": "live",
    "run_vision": "visioncheck",
    "send_batch": "batch",
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
    "BreakdownPlan",
    "CheckReport",
    "CheckRow",
    "Checkup",
    "DraftedBreakdown",
    "Explained",
    "FilmCut",
    "Finding",
    "FrameOptions",
    "FramePlan",
    "HandoffReport",
    "ImportReport",
    "KindOptions",
    "LivePlan",
    "Making",
    "Marked",
    "NewProject",
    "Project",
    "RetryPlan",
    "RetryReport",
    "Revision",
    "RunReport",
    "SheetPlan",
    "ShotsReport",
    "SlotFrame",
    "SoundOptions",
    "Status",
    "VisionOptions",
    "VisionPlan",
    "VisionReport",
    "VoicePlan",
    "animatic_clip",
    "approve",
    "approve_reference",
    "breakdown_json",
    "burn_in_of",
    "check_backend",
    "check_json",
    "check_machine",
    "check_project",
    "checkup_json",
    "current_shots",
    "draft_breakdown",
    "draw_frames",
    "draw_kind",
    "draw_making",
    "draw_sheets",
    "eighths_text",
    "explain_shot",
    "fetch_batches",
    "fetch_nets",
    "find_shot",
    "fit_shots",
    "import_folder",
    "import_json",
    "import_picture",
    "import_shots",
    "keep_breakdown",
    "lines_text",
    "look_again",
    "make_animatic",
    "make_board",
    "make_bundle",
    "make_contact_sheet",
    "make_gif",
    "make_handoff",
    "new_project",
    "offer_of_nets",
    "open_project",
    "parse_grid",
    "pick_take",
    "pick_take_of",
    "plan_batch",
    "plan_breakdown",
    "plan_frames",
    "plan_json",
    "plan_kind",
    "plan_live",
    "plan_making",
    "plan_retry",
    "plan_revision",
    "plan_sheets",
    "plan_vision",
    "price_of_voices",
    "project_for_script",
    "project_status",
    "raise_if_fallen_back",
    "read_roster",
    "redo",
    "retry_failing",
    "revise",
    "roster_json",
    "rules_json",
    "run_all",
    "run_live",
    "run_vision",
    "send_batch",
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
