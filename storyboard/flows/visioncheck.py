"""The check by a model that can see: what it would look at and cost, the looking, and what is known from before."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal

from storyboard.continuity import (
    Asker,
    Finding,
    VisionAnswers,
    VisionLook,
    VisionRecord,
    findings_of,
    judge_record,
    look_of,
    look_through,
    seconds_for,
    stored_record,
    unjudged,
    warnings_about,
    was_looked_at,
)
from storyboard.errors import PictureError
from storyboard.flows.frames import frames_of
from storyboard.flows.shots import current_shots
from storyboard.frames import Frame, State, select
from storyboard.model import Noun, Progress, Quote, Shot, ShotList, Silence, Take
from storyboard.paid import open_till, read_money, state_folder, text_model
from storyboard.project import Project, rank


class VisionOptions(Noun):
    """What should be looked at.

    Attributes:
        selectors: Which shots; all without. A shot that is named by itself is looked at whatever its picture is: a
            previs drawing, one that is out of date, one whose last answer could not be used.
        budget: The most the project may cost in all, in US dollars; the bible's if None.
        retry_unknown: Questions that may be paid for already may be asked again.
    """

    selectors: tuple[str, ...] = ()
    budget: Decimal | None = None
    retry_unknown: bool = False


class VisionPlan(Noun):
    """What would be sent, at what price.

    Attributes:
        looks: The frames to be looked at.
        known: How many were looked at before, as they are now; they cost nothing.
        left: Why others are left out, a line for each reason.
        cap: The budget in US dollars; `spent` is what of it is gone or at risk.
    """

    model: str
    looks: tuple[VisionLook, ...] = ()
    known: int = 0
    left: tuple[str, ...] = ()
    cap: Decimal
    spent: Decimal = Decimal(0)
    minutes: float = 0.0
    warnings: tuple[str, ...] = ()

    @property
    def quote(self) -> Quote:
        """The price of all of it."""
        return sum((look.quote for look in self.looks), Quote())


class VisionReport(Noun):
    """What was looked at.

    Attributes:
        looked: How many frames were judged now.
        findings: About frames that were sent and are not judged, and of which nothing was kept.
        not_judged: Numbers of all shots that were sent and are not judged.
        cost: What the answers cost, in US dollars.
    """

    looked: int = 0
    findings: tuple[Finding, ...] = ()
    not_judged: tuple[str, ...] = ()
    cost: Decimal = Decimal(0)


def plan_vision(project: Project, options: VisionOptions) -> VisionPlan:
    """What looking would cost; spends nothing, sends nothing and needs no key.

    Raises:
        SelectionError: A selector names no shot.
        PictureError: A reference picture is missing.
    """
    shot_list = current_shots(project).shot_list
    frames = frames_of(project, shot_list)
    states = {frame.shot.id: str(frame.state) for frame in frames}
    wanted = {shot.id for shot in select(shot_list.shots, options.selectors, states=states)}
    named = _named(shot_list, options.selectors)
    left: Counter[str] = Counter()
    chosen: list[tuple[Shot, Take]] = []
    for frame in frames:
        if frame.shot.id not in wanted or frame.borrowed_from is not None:
            continue
        reason = _why_not(frame, explicit=frame.shot.id in named)
        if reason:
            left[reason] += 1
        elif frame.take is not None:
            chosen.append((frame.shot, frame.take))
    return plan_looks(
        project,
        chosen,
        options,
        again=named,
        left=tuple(f"{count} {reason}" for reason, count in left.items()),
    )


def plan_looks(
    project: Project,
    chosen: Sequence[tuple[Shot, Take]],
    options: VisionOptions,
    *,
    again: Collection[str] = (),
    left: tuple[str, ...] = (),
) -> VisionPlan:
    """As `plan_vision`, of takes that are named one by one; `again` are shots whose unusable answers do not count."""
    bible = project.bible
    model = text_model(bible.openai)
    looks, known = [], 0
    for shot, take in chosen:
        look = look_of(project, shot, take, model)
        record = stored_record(take, basis=look.basis, key=look.key)
        if record is None or (shot.id in again and not _can_be_used(record, shot)):
            looks.append(look)
        else:
            known += 1
    cap = bible.budget if options.budget is None else options.budget
    return VisionPlan(
        model=model.name,
        looks=tuple(looks),
        known=known,
        left=left,
        cap=cap,
        spent=read_money(project.layout.state, cap).committed_usd,
        minutes=seconds_for(len(looks), bible.openai.parallel) / 60,
        warnings=warnings_about(bible.openai),
    )


def run_vision(
    project: Project, plan: VisionPlan, options: VisionOptions, *, progress: Progress | None = None
) -> VisionReport:
    """Look at the frames of a plan. Every answer lies beside its take as soon as it is there.

    Raises:
        InputError: There is no key.
        ServiceError: The service refuses everything.
        BudgetError: The next question could break the budget.
        Stopped: The user asked to stop.
    """
    if not plan.looks:
        return VisionReport()
    done = asyncio.run(_look(project, plan, options, progress or Silence()))
    shots = {look.shot.id: look.shot for look in plan.looks}
    unusable = [shot_id for shot_id, record in done.records.items() if not _can_be_used(record, shots[shot_id])]
    failed = [*unusable, *done.failures]
    return VisionReport(
        looked=len(done.records) - len(unusable),
        findings=tuple(unjudged(shots[shot_id], reason) for shot_id, reason in done.failures.items()),
        not_judged=tuple(look.label for look in plan.looks if look.shot.id in failed),
        cost=sum((record.price_usd for record in done.records.values()), Decimal(0)),
    )


def seen_before(project: Project, frames: Sequence[Frame]) -> dict[str, tuple[Finding, ...]]:
    """What is known of frames as they are now from looking at them, for nothing: shot id -> its findings.

    What was seen of another take, of a picture or reference that has changed since, or by the facts of another shot list
    is left out.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    model = text_model(project.bible.openai)
    for frame in frames:
        shot, take = frame.shot, frame.take
        if take is None or frame.borrowed_from is not None or not was_looked_at(take):
            continue
        try:
            record = stored_record(take, basis=look_of(project, shot, take, model).basis)
        except PictureError:
            continue  # The rules about pictures say so.
        if record is None:
            continue
        try:
            found[shot.id] = findings_of(judge_record(record, shot), record, shot, take, project.bible)
        except ValueError as reason:
            found[shot.id] = (unjudged(shot, str(reason), day=record.day, take=take.number),)
    return found


async def _look(project: Project, plan: VisionPlan, options: VisionOptions, progress: Progress) -> VisionAnswers:
    bible = project.bible
    till = open_till(
        project.layout.state,
        plan.cap,
        per_run=bible.budget_per_run,
        per_day=bible.budget_per_day,
        retry_unknown=options.retry_unknown,
        spare=state_folder(os.environ) / "spool",
    )
    asker = Asker(bible.openai, till)
    try:
        return await look_through(project, plan.looks, asker, progress=progress)
    finally:
        await asker.close()


def _can_be_used(record: VisionRecord, shot: Shot) -> bool:
    try:
        judge_record(record, shot)
    except ValueError:
        return False
    return True


def _named(shot_list: ShotList, selectors: Sequence[str]) -> frozenset[str]:
    """The shots that are named by themselves, not by their scene, their people or a stretch."""
    words = {selector.strip().casefold() for selector in selectors}
    return frozenset(shot.id for shot in shot_list.shots if words & {shot.id.casefold(), shot.number.casefold()})


def _why_not(frame: Frame, *, explicit: bool) -> str:
    """Why a frame is not sent; empty where it is."""
    if frame.take is None:
        return "not drawn yet"
    if explicit:
        return ""
    if rank(frame.take) == 0:
        return "only drawn by previs: name the shot to have it looked at"
    return "out of date: storyboard frames stale redoes them" if frame.state is State.STALE else ""
