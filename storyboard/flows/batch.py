"""Frames at half the price, within a day: sent as a batch, fetched by a later run."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from storyboard.backends import BatchFetched as Fetched
from storyboard.backends import BatchSent as Sent
from storyboard.backends import OpenAIBackend
from storyboard.errors import InputError
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import FrameOptions, FramePlan, draw_layouts, plan_frames
from storyboard.flows.resume import file_purchases
from storyboard.flows.shots import current_shots
from storyboard.frames import PlanRow, memo_of, next_variant, refuse_overfull, refuse_strangers
from storyboard.model import FramePrompt, Noun, Progress, Quote, Silence, Slot, Take, take_key
from storyboard.project import Project, drawing_alone


class BatchSent(Noun):
    """What was sent. `later` pictures wait for others of the film that go along with them."""

    pictures: int
    batches: tuple[str, ...]
    left: tuple[str, ...] = ()
    later: int = 0


class BatchFetched(Noun):
    """What a look at the batches brought.

    Attributes:
        takes: What was filed; `refused` is what will not come, a line each.
        at_work: Pictures that the service still is at, of which `done` are drawn.
    """

    takes: tuple[Take, ...]
    refused: tuple[str, ...] = ()
    at_work: int = 0
    done: int = 0


def plan_batch(project: Project, options: FrameOptions) -> FramePlan:
    """What sending the missing frames as a batch would cost: those that wait for no other picture of the film.

    Raises:
        InputError: The artist takes no batches.
    """
    backend = _open(project, options, offline=True)
    planned = plan_frames(project, options)
    rows = tuple(
        row.model_copy(update={"quote": _half(backend, row)})
        if row.wave == 1
        else row.model_copy(update={"takes": 0, "quote": Quote(), "wave": 0})
        for row in planned.plan.rows
    )
    return planned.model_copy(update={"plan": planned.plan.model_copy(update={"rows": rows, "minutes": 24 * 60.0})})


def send_batch(project: Project, options: FrameOptions, *, progress: Progress | None = None) -> BatchSent:
    """Send them, and leave.

    Raises:
        InputError: As `plan_batch`; or somebody has no picture.
        BudgetError: They do not fit the budget; nothing was sent.
        ServiceError: The service refuses everything.
    """
    watch = progress or Silence()
    backend = _open(project, options, offline=False)
    with drawing_alone(project.layout):
        project.takes.refresh()
        planned = plan_batch(project, options)
        refuse_strangers(planned.plan)
        refuse_overfull(planned.plan)
        draw_layouts(project, current_shots(project).shot_list, planned, watch)
        if any(row.frame.wants_layout for row in planned.plan.rows if row.takes):
            planned = plan_batch(project, options)
        every = plan_frames(project, options).plan
        prompts = [one for row in planned.plan.rows for one in _prompts(project, backend, row)]
        sent = asyncio.run(_send_and_close(backend, prompts))
    later = every.images - sum(row.takes for row in planned.plan.rows)
    return BatchSent(
        pictures=sent.pictures,
        batches=sent.batches,
        left=tuple(f"{slot}: {why}" for slot, why in sent.left),
        later=later,
    )


def fetch_batches(project: Project, options: FrameOptions, *, progress: Progress | None = None) -> BatchFetched:
    """Fetch and file what is ready; also every other answer that was paid for and never became a take.

    Raises:
        ServiceError: The service cannot be asked.
    """
    watch = progress or Silence()
    backend = _open(project, options, offline=False)
    fetched = asyncio.run(_fetch_and_close(backend))
    takes = file_purchases(project, backend, watch)
    for slot, error in fetched.refused:
        project.takes.set_problem(Slot.parse(slot), state=error.state, message=str(error), code=error.code, inputs={})
    refused = tuple(f"{slot}: {error}" for slot, error in fetched.refused)
    return BatchFetched(takes=takes, refused=refused, at_work=fetched.at_work, done=fetched.done)


def _half(backend: OpenAIBackend, row: PlanRow) -> Quote:
    return backend.batch_quote(row.frame.prompt).times(row.takes) if row.takes else Quote()


def _prompts(project: Project, backend: OpenAIBackend, row: PlanRow) -> list[tuple[FramePrompt, str]]:
    if not row.takes:
        return []
    first = next_variant(project, row.frame, backend)
    found = []
    for nth in range(row.takes):
        prompt = row.frame.prompt.model_copy(update={"variant": first + nth})
        key = take_key(backend.name, backend.parameters(prompt), prompt)
        memo = memo_of(project, row.frame, prompt, key=key, backend=backend.name)
        found.append((prompt.model_copy(update={"memo": memo.model_dump_json()}), key))
    return found


async def _send_and_close(backend: OpenAIBackend, prompts: Sequence[tuple[FramePrompt, str]]) -> Sent:
    try:
        return await backend.send_batch(prompts)
    finally:
        await backend.close()


async def _fetch_and_close(backend: OpenAIBackend) -> Fetched:
    try:
        return await backend.fetch_batches()
    finally:
        await backend.close()


def _open(project: Project, options: FrameOptions, *, offline: bool) -> OpenAIBackend:
    name = options.backend or project.bible.backend
    backend = open_backend(name, project, budget=options.budget, offline=offline, retry=options.retry_unknown)
    if not isinstance(backend, OpenAIBackend):
        raise InputError(
            f"The {name} artist takes no batches: it draws at once, for nothing", cure="Add --backend openai"
        )
    return backend
