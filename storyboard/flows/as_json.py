"""What ``--json`` prints. The keys are a promise: more may come, none is renamed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from storyboard.flows.frames import FramePlan
from storyboard.flows.shots import ShotsReport
from storyboard.flows.status import Status
from storyboard.frames import PlanRow
from storyboard.model import Shot
from storyboard.project import Project

Json = dict[str, Any]


def shots_json(project: Project, report: ShotsReport) -> Json:
    """Scenes, people, shots and diagnostics."""
    shot_list, fps = report.shot_list, project.bible.fps
    frames = Counter[str]()
    for shot in shot_list.shots:
        frames[shot.scene] += shot.duration_frames
    return {
        "schema": 1,
        "title": project.title,
        "fps": f"{fps.numerator}/{fps.denominator}",
        "duration_s": _seconds(sum(frames.values()), fps),
        "page_eighths": sum(scene.eighths for scene in shot_list.scenes),
        "scenes": [
            {
                "id": scene.id,
                "number": scene.number,
                "heading": scene.heading.text,
                "interior": scene.heading.interior,
                "place": scene.heading.place,
                "time": scene.heading.time,
                "line": scene.line,
                "page_eighths": scene.eighths,
                "duration_s": _seconds(frames[scene.id], fps),
            }
            for scene in shot_list.scenes
        ],
        "people": [person.model_dump(mode="json") for person in shot_list.people],
        "shots": [_shot(shot, fps) for shot in shot_list.shots],
        "diagnostics": [entry.model_dump(mode="json") for entry in report.diagnostics],
    }


def plan_json(planned: FramePlan) -> Json:
    """Every slot with its state, reasons, references, prompt and price, the total, and what is drawn before what."""
    plan = planned.plan
    return {
        "schema": 1,
        "backend": plan.backend,
        "quality": planned.quality,
        "rows": [_plan_row(row) for row in plan.rows],
        "total": {
            "images": plan.images,
            "up_to_date": plan.up_to_date,
            "estimate_usd": _dollars(plan.quote.estimate),
            "at_most_usd": _dollars(plan.quote.at_most),
            "minutes": round(plan.minutes, 2),
            "cap_usd": _dollars(planned.cap),
            "spent_usd": _dollars(planned.spent),
            "run_cap_usd": _maybe_dollars(planned.purse.run),
            "day_cap_usd": _maybe_dollars(planned.purse.day),
            "today_usd": _dollars(planned.purse.today),
            "consent_above_usd": _dollars(planned.purse.consent_above),
        },
        "waves": [[str(row.frame.slot) for row in wave] for wave in plan.waves],
        "test": [{"shot": one.shot.id, "number": one.shot.number, "why": one.why} for one in planned.tests],
        "rest": {
            "images": planned.rest_images,
            "estimate_usd": _dollars(planned.rest.estimate),
            "at_most_usd": _dollars(planned.rest.at_most),
        },
        "refusal": planned.refusal,
        "warnings": list(plan.warnings),
    }


def status_json(status: Status) -> Json:
    """Every shot's state and the money."""
    return {
        "schema": 1,
        "title": status.title,
        "seconds": round(status.seconds, 3),
        "shots": [
            {
                "id": frame.shot.id,
                "number": frame.shot.number,
                "state": frame.state,
                "reasons": list(frame.reasons),
                "approved": frame.shot.approved,
                "take": frame.take.number if frame.take else None,
                "frame_from": frame.borrowed_from,
            }
            for frame in status.frames
        ],
        "people_without_picture": list(status.people_without_picture),
        "money": {
            "spent_usd": _dollars(status.money.spent_usd),
            "reserved_usd": _dollars(status.money.reserved_usd),
            "unknown_usd": _dollars(status.money.unknown_usd),
            "waiting_usd": _dollars(status.money.waiting_usd),
            "today_usd": _dollars(status.money.today_usd),
            "cap_usd": _dollars(status.money.cap_usd),
            "run_cap_usd": _maybe_dollars(status.money.run_cap_usd),
            "day_cap_usd": _maybe_dollars(status.money.day_cap_usd),
        },
    }


def _shot(shot: Shot, fps: Fraction) -> Json:
    plain = shot.model_dump(mode="json", exclude={"action", "movement", "duration_frames"})
    return {
        **plain,
        "movement": str(shot.movement),
        "action": shot.action.text,
        "action_parts": shot.action.model_dump(exclude={"text"}),
        "duration_s": _seconds(shot.duration_frames, fps),
        "duration_frames": shot.duration_frames,
    }


def _seconds(frames: int, fps: Fraction) -> float:
    return round(float(frames / fps), 4)


def _plan_row(row: PlanRow) -> Json:
    frame = row.frame
    return {
        "slot": str(frame.slot),
        "shot": frame.shot_id,
        "number": frame.label,
        "state": frame.state,
        "reasons": list(frame.reasons),
        "frame_from": frame.borrowed_from,
        "takes": row.takes,
        "wave": row.wave,
        "after": list(row.after),
        "references": [
            {
                "number": ref.number,
                "role": ref.role,
                "name": ref.name,
                "path": ref.path.as_posix(),
                "drawn_first": not ref.sha256,
            }
            for ref in frame.prompt.references
        ],
        "unreferenced": list(frame.unreferenced),
        "held_back": list(frame.held_back),
        "dropped": list(frame.dropped),
        "shortened": list(frame.shortened),
        "prompt": frame.prompt.text,
        "price_usd": {"estimate": _dollars(row.quote.estimate), "at_most": _dollars(row.quote.at_most)},
    }


def _maybe_dollars(amount: Decimal | None) -> float | None:
    return None if amount is None else _dollars(amount)


def _dollars(amount: Decimal) -> float:
    return round(float(amount), 6)
