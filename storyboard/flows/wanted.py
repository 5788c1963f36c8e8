"""Planning and drawing pictures of no single shot, with the price, consent, budget and receipts that shots have."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from decimal import Decimal

from storyboard.backends import Backend
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import FrameOptions, FramePlan, raise_if_unfinished
from storyboard.flows.purse import read_purse
from storyboard.frames import (
    BriefExamination,
    DrawReport,
    Plan,
    Wanted,
    draw_plan,
    make_plan,
    refuse_overfull,
    refuse_strangers,
)
from storyboard.model import Progress, Quality, Silence
from storyboard.paid import read_money
from storyboard.project import Project, drawing_alone


def plan_wanted(project: Project, wanted: Sequence[Wanted], options: FrameOptions, *, chosen: bool) -> FramePlan:
    """What drawing them would do and cost; spends nothing, sends nothing and needs no key.

    Args:
        project: The open project.
        wanted: The pictures.
        options: By whom, how well, how many; its selectors do not count.
        chosen: They were named one by one, so those whose last try was refused are tried again.
    """
    backend = _open(project, options, offline=True)
    return _frame_plan(project, wanted, options, backend, chosen=chosen)


def draw_wanted(
    project: Project,
    wanted: Sequence[Wanted],
    options: FrameOptions,
    *,
    chosen: bool,
    progress: Progress | None = None,
) -> DrawReport:
    """Draw those that are missing or out of date.

    Raises:
        UnfinishedError: Some were refused or their outcome is unknown; the others are on disk.
        StoryboardError: As `storyboard.frames.draw_plan` says.
    """
    watch = progress or Silence()
    backend = _open(project, options, offline=False)
    plan = _frame_plan(project, wanted, options, backend, chosen=chosen).plan
    report = DrawReport()
    if plan.images:
        _refuse(plan)
        with drawing_alone(project.layout):
            # Another run may have drawn between the plan and the lock.
            project.takes.refresh()
            plan = _frame_plan(project, wanted, options, backend, chosen=chosen).plan
            report = asyncio.run(_draw_and_close(project, plan, backend, watch))
        project.layout.explain_state()
    for line in report.picked:
        watch.note(line)
    raise_if_unfinished(plan, report, "Change what is asked for")
    return report


def _open(project: Project, options: FrameOptions, *, offline: bool) -> Backend:
    name = options.backend or project.bible.backend
    return open_backend(name, project, budget=options.budget, offline=offline, retry=options.retry_unknown)


def _frame_plan(
    project: Project, wanted: Sequence[Wanted], options: FrameOptions, backend: Backend, *, chosen: bool
) -> FramePlan:
    quality = options.quality or Quality(project.bible.quality)
    look = BriefExamination(
        project,
        backend=backend.name,
        quality=quality,
        max_references=backend.max_references,
        looks_at=backend.looks_at,
    )
    plan = make_plan(
        [look.at(one) for one in wanted],
        backend,
        takes=options.takes,
        chosen=chosen,
        retry=options.retry_unknown,
        allow_undescribed=options.allow_undescribed,
    )
    cap = project.bible.budget if options.budget is None else options.budget
    spent = read_money(project.layout.state, cap).committed_usd if plan.paid else Decimal(0)
    return FramePlan(plan=plan, quality=quality, cap=cap, spent=spent, purse=read_purse(project))


def _refuse(plan: Plan) -> None:
    refuse_strangers(plan)
    refuse_overfull(plan)


async def _draw_and_close(project: Project, plan: Plan, backend: Backend, progress: Progress) -> DrawReport:
    try:
        return await draw_plan(project, plan, backend, progress=progress)
    finally:
        await backend.close()
