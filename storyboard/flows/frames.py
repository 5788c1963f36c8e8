"""Plan frames, price them, draw them."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Literal

from storyboard.backends import Backend
from storyboard.errors import UnfinishedError
from storyboard.flows.artists import open_backend
from storyboard.flows.shots import current_shots
from storyboard.frames import DrawReport, Frame, Plan, State, draw_plan, examine, make_plan, refuse_strangers, select
from storyboard.model import Noun, Progress, Quality, ShotList, Silence
from storyboard.paid import read_money
from storyboard.project import Project, drawing_alone
from storyboard.prompts import Part

_PARTS: dict[str, tuple[Part, ...]] = {"start": ("start",), "end": ("end",), "both": ("start", "end")}


class FrameOptions(Noun):
    """What of a film should be drawn, by whom and how well; None takes what the bible says."""

    selectors: tuple[str, ...] = ()
    backend: str | None = None
    quality: Quality | None = None
    takes: int = 1
    which: Literal["start", "end", "both"] = "start"
    budget: Decimal | None = None
    retry_unknown: bool = False


class FramePlan(Noun):
    """A plan with what it was made for; `cap` is the budget in US dollars, `spent` what of it is gone or at risk."""

    plan: Plan
    quality: Quality
    cap: Decimal
    spent: Decimal = Decimal(0)


def plan_frames(project: Project, options: FrameOptions) -> FramePlan:
    """What drawing would do and cost; spends nothing, sends nothing and needs no key."""
    shot_list = current_shots(project).shot_list
    return _plan(project, options, shot_list, _open(project, options, offline=True))


def draw_frames(project: Project, options: FrameOptions, *, progress: Progress | None = None) -> DrawReport:
    """Draw what is missing or out of date among the selected shots.

    Raises:
        UnfinishedError: Some pictures were refused or their outcome is unknown; the others are on disk.
        StoryboardError: As `storyboard.frames.draw_plan` says.
    """
    watch = progress or Silence()
    shot_list = current_shots(project).shot_list
    backend = _open(project, options, offline=False)
    frame_plan = _plan(project, options, shot_list, backend)
    report = DrawReport()
    if frame_plan.plan.images:
        refuse_strangers(frame_plan.plan)
        with drawing_alone(project.layout):
            # Another run may have drawn between the plan and the lock.
            project.takes.refresh()
            frame_plan = _plan(project, options, shot_list, backend)
            _say_what_is_left_out(frame_plan.plan, watch)
            report = asyncio.run(_draw_and_close(project, frame_plan.plan, backend, watch))
    for line in report.picked:
        watch.note(line)
    _raise_if_unfinished(frame_plan.plan, report)
    return report


def frames_of(
    project: Project, shot_list: ShotList, *, backend: str | None = None, quality: Quality | None = None
) -> tuple[Frame, ...]:
    """How the film's first pictures stand, for the bible's backend and quality unless others are named."""
    bible = project.bible
    return examine(project, shot_list, backend=backend or bible.backend, quality=quality or Quality(bible.quality))


async def _draw_and_close(project: Project, plan: Plan, backend: Backend, progress: Progress) -> DrawReport:
    try:
        return await draw_plan(project, plan, backend, progress=progress)
    finally:
        await backend.close()


def _open(project: Project, options: FrameOptions, *, offline: bool) -> Backend:
    name = options.backend or project.bible.backend
    return open_backend(name, project, budget=options.budget, offline=offline, retry=options.retry_unknown)


def _plan(project: Project, options: FrameOptions, shot_list: ShotList, backend: Backend) -> FramePlan:
    bible = project.bible
    quality = options.quality or Quality(bible.quality)
    frames: list[Frame] = []
    for part in _PARTS[options.which]:
        every = examine(
            project, shot_list, backend=backend.name, quality=quality, part=part, max_references=backend.max_references
        )
        states = {frame.shot.id: str(frame.state) for frame in every}
        chosen = {shot.id for shot in select(shot_list.shots, options.selectors, states=states)}
        frames.extend(frame for frame in every if frame.shot.id in chosen)
    plan = make_plan(
        project, frames, backend, takes=options.takes, chosen=bool(options.selectors), retry=options.retry_unknown
    )
    cap = bible.budget if options.budget is None else options.budget
    spent = read_money(project.layout.state, cap).committed_usd if plan.paid else Decimal(0)
    return FramePlan(plan=plan, quality=quality, cap=cap, spent=spent)


def _say_what_is_left_out(plan: Plan, progress: Progress) -> None:
    strangers = sorted({name for row in plan.rows if row.takes for name in row.frame.unreferenced})
    if strangers and not plan.paid:
        looks = [name for name in strangers if name.endswith(")")]
        people = [name for name in strangers if name not in looks]
        cure = "Add pictures under characters: in storyboard.yaml"
        if people:
            progress.note(f"No reference picture for {', '.join(people)}: drawn as neutral figures. {cure}")
        if looks:
            progress.note(f"No such look in the bible: {', '.join(looks)}: drawn as they usually look. {cure}, looks:")
    for row in plan.rows:
        if row.takes and row.frame.dropped:
            number = row.frame.shot.number or row.frame.shot.id
            progress.note(f"{number}: too many reference pictures; left out: {', '.join(row.frame.dropped)}")


def _raise_if_unfinished(plan: Plan, report: DrawReport) -> None:
    failed = [f"{failure.number} ({failure.state})" for failure in report.failures]
    tried = {failure.slot for failure in report.failures}
    failed += [
        f"{row.frame.shot.number or row.frame.shot.id} ({row.frame.state})"
        for row in plan.rows
        if row.takes == 0 and row.frame.state in {State.REFUSED, State.UNKNOWN} and str(row.frame.slot) not in tried
    ]
    if failed:
        raise UnfinishedError(
            f"{len(failed)} of the pictures could not be drawn: {', '.join(failed[:12])}{' ...' if len(failed) > 12 else ''}",
            cure="See why with: storyboard plan. Change the shot or name it to try again; unknown ones need --on-unknown retry",
        )
