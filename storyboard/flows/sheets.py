"""Drafts on sheets: several shots of a scene in one request, cut apart; what cannot be cut is drawn singly."""

from __future__ import annotations

import asyncio
import re

from storyboard.backends import Backend
from storyboard.errors import InputError
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import FrameOptions, FramePlan, draw_frames, plan_frames, raise_if_unfinished
from storyboard.flows.resume import file_purchases
from storyboard.flows.shots import current_shots
from storyboard.frames import DrawReport, Frame, Plan, draw_plan, make_plan, make_sheets, refuse_strangers
from storyboard.model import Noun, Progress, Quality, Quote, Silence
from storyboard.project import Project, drawing_alone
from storyboard.prompts import Part

_MOST = 4


class SheetPlan(Noun):
    """Drafts on sheets, with what they would cost otherwise.

    Attributes:
        frames: The plan, a row for each sheet and for each shot that is drawn singly. Its `at_most` allows for every
            sheet that has to be drawn again singly.
        sheets: How many sheets; `shots` are on them.
        singly: What the same shots would cost one by one.
    """

    frames: FramePlan
    sheets: int
    shots: int
    singly: Quote = Quote()


def parse_grid(text: str) -> tuple[int, int]:
    """``2x2`` as columns and rows.

    Raises:
        InputError: Not a grid of 2 to 16 panels.
    """
    match = re.fullmatch(r"\s*([1-9])\s*[x×]\s*([1-9])\s*", text, re.IGNORECASE)
    columns, rows = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= columns <= _MOST and 1 <= rows <= _MOST and columns * rows > 1):
        raise InputError(f"{text!r:.20} is not a grid", cure="Write it like 2x2, at most 4x4: columns, then rows")
    return columns, rows


def plan_sheets(project: Project, options: FrameOptions, grid: tuple[int, int]) -> SheetPlan:
    """What drawing the missing drafts on sheets would do and cost; spends nothing, sends nothing and needs no key.

    Raises:
        InputError: Only drafts of a paid artist are drawn on sheets.
    """
    return _plan(project, options, grid, _open(project, options, offline=True))


def draw_sheets(
    project: Project, options: FrameOptions, grid: tuple[int, int], *, progress: Progress | None = None
) -> DrawReport:
    """Draw them, cut them apart, and draw singly what was not drawn as the grid that was asked for.

    Raises:
        UnfinishedError: Some were refused or their outcome is unknown; the others are on disk.
        StoryboardError: As `plan_sheets` and `storyboard.frames.draw_plan` say.
    """
    watch = progress or Silence()
    backend = _open(project, options, offline=False)
    filed = file_purchases(project, backend, watch)
    with drawing_alone(project.layout):
        project.takes.refresh()
        plan = _plan(project, options, grid, backend).frames.plan
        refuse_strangers(plan)
        report = asyncio.run(_draw_and_close(project, plan, backend, watch))
    for line in report.picked:
        watch.note(line)
    raise_if_unfinished(plan, report, "See why with: storyboard plan. Change the shot")
    takes = (*filed, *report.takes)
    if report.uncut:
        ids = tuple(slot.split("/")[1] for slot in report.uncut)
        watch.note(f"Drawn singly instead: {len(ids)} shots")
        again = draw_frames(project, options.model_copy(update={"selectors": ids}), progress=watch)
        takes = (*takes, *again.takes)
    return report.model_copy(update={"takes": takes})


def _open(project: Project, options: FrameOptions, *, offline: bool) -> Backend:
    name = options.backend or project.bible.backend
    if name == "previs":
        raise InputError(
            "Previs frames cost nothing, so they are drawn one by one",
            cure="Leave --sheet out, or add --backend openai",
        )
    if (options.quality or Quality(project.bible.quality)) is Quality.FINAL:
        raise InputError("A sheet is for drafts: a final frame has its own picture", cure="Add --quality draft")
    if options.which == "both" or options.takes > 1:
        raise InputError(
            "A sheet draws one picture of each shot", cure="Leave --takes out, and choose --which start or --which end"
        )
    return open_backend(name, project, budget=options.budget, offline=offline, retry=options.retry_unknown)


def _plan(project: Project, options: FrameOptions, grid: tuple[int, int], backend: Backend) -> SheetPlan:
    planned = plan_frames(project, options)
    part: Part = "end" if options.which == "end" else "start"
    wanted = [row for row in planned.plan.rows if row.takes and isinstance(row.frame, Frame)]
    prices = {str(row.frame.slot): row.quote for row in wanted}
    scenes = {scene.id: scene for scene in current_shots(project).shot_list.scenes}
    sheets, single = make_sheets(
        [row.frame for row in wanted if isinstance(row.frame, Frame)],
        project.bible,
        scenes,
        grid=grid,
        part=part,
        max_references=backend.max_references,
    )
    plan = make_plan(
        [*sheets, *single],
        backend,
        chosen=True,
        retry=options.retry_unknown,
        allow_undescribed=options.allow_undescribed,
    )
    on_sheets = sum(len(sheet.cells) for sheet in sheets)
    again = {
        str(sheet.slot): sum((prices[str(cell.slot)] for cell in sheet.cells), Quote()).at_most for sheet in sheets
    }
    rows = tuple(
        row.model_copy(
            update={
                "quote": Quote(
                    estimate=row.quote.estimate, at_most=row.quote.at_most + again.get(str(row.frame.slot), 0)
                )
            }
        )
        for row in plan.rows
    )
    frames = planned.model_copy(
        update={"plan": plan.model_copy(update={"rows": rows, "warnings": planned.plan.warnings})}
    )
    return SheetPlan(frames=frames, sheets=len(sheets), shots=on_sheets, singly=sum(prices.values(), Quote()))


async def _draw_and_close(project: Project, plan: Plan, backend: Backend, progress: Progress) -> DrawReport:
    try:
        return await draw_plan(project, plan, backend, progress=progress)
    finally:
        await backend.close()
