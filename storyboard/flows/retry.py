"""Redoing the frames that a vision check failed: change or draw anew, look again, keep the better take."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from decimal import Decimal

from storyboard.backends import Backend
from storyboard.continuity import Judgement, instruction_for
from storyboard.errors import BudgetError, UnfinishedError
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import FrameOptions, draw_frames, frames_of
from storyboard.flows.resume import file_purchases
from storyboard.flows.retryplan import Failing, RetryPlan, by_takes_wanted, judgement_of, redone_by, told_of
from storyboard.flows.revision import Revision, plan_revision
from storyboard.flows.shots import current_shots
from storyboard.flows.visioncheck import VisionOptions, plan_looks, run_vision
from storyboard.frames import DrawReport, Frame, Plan, draw_plan
from storyboard.model import Noun, Progress, Silence, Slot, Take, format_usd
from storyboard.paid import read_money
from storyboard.project import Project, drawing_alone


class Retried(Noun):
    """What became of a frame: its pick now, by number and file, and whether it passes."""

    label: str
    before: int
    take: Take
    passed: bool
    told: str


class RetryReport(Noun):
    """What the rounds came to; `stopped` says why they ended early, where the money was the reason."""

    rounds: int = 0
    frames: tuple[Retried, ...] = ()
    stopped: str = ""

    @property
    def failing(self) -> tuple[Retried, ...]:
        """Those that still fail."""
        return tuple(one for one in self.frames if not one.passed)


def retry_failing(
    project: Project, plan: RetryPlan, options: FrameOptions, *, progress: Progress | None = None
) -> RetryReport:
    """Redo the frames of a plan, a round at a time, until all pass, the rounds are over or the money is.

    The take that was judged best is the pick in the end; one that nobody has judged never takes its place.

    Raises:
        ServiceError: The service refuses everything; the best takes so far are the picks.
        StoryboardError: As `draw_frames` and `run_vision` say.
    """
    return _Retry(project, plan, options, progress or Silence()).run()


class _Retry:
    def __init__(self, project: Project, plan: RetryPlan, options: FrameOptions, progress: Progress) -> None:
        self._project, self._plan, self._progress = project, plan, progress
        self._options = options.model_copy(update={"backend": plan.backend, "takes": 1, "which": "start"})
        self._best = {one.frame.shot.id: (one.take, one.judgement) for one in plan.failing}
        self._open = {one.frame.shot.id: one for one in plan.failing}
        self._changed: set[str] = set()
        self._rounds = 0

    def run(self) -> RetryReport:
        stopped = ""
        for _ in range(self._plan.rounds):
            stopped = self._no_money() if self._open else ""
            if not self._open or stopped:
                break
            self._rounds += 1
            try:
                self._round()
            except BudgetError as error:
                stopped = error.what
                break
        first = {one.frame.shot.id: one for one in self._plan.failing}
        return RetryReport(
            rounds=self._rounds,
            frames=tuple(self._outcome(one, *self._best[shot_id]) for shot_id, one in first.items()),
            stopped=stopped,
        )

    def _round(self) -> None:
        tried = tuple(self._open.values())
        before = {one.frame.shot.id: _numbers(self._project, one.frame.slot) for one in tried}
        try:
            self._draw(tried)
        finally:
            # Whatever has gone wrong: what nobody has judged does not stand for a shot.
            self._pick_the_best(tried)
        new = [
            (one.frame.shot, take)
            for one in tried
            for take in self._project.takes.takes(one.frame.slot)
            if take.number not in before[one.frame.shot.id]
        ]
        asked = VisionOptions(budget=self._options.budget, retry_unknown=self._options.retry_unknown)
        try:
            run_vision(self._project, plan_looks(self._project, new, asked), asked, progress=self._progress)
        finally:
            for shot, take in new:
                self._compare(shot.id, take)
            self._pick_the_best(tried)
        self._open = {one.frame.shot.id: again for one in tried if (again := self._again(one)) is not None}

    def _draw(self, tried: Sequence[Failing]) -> None:
        changed = [one for one in tried if one.how == "revise"]
        self._changed |= {one.frame.shot.id for one in changed}
        if changed:
            self._revise(changed)
        anew = {one.frame.shot.id for one in tried if one.how == "redraw"}
        for takes, names in by_takes_wanted(self._frames(anew)).items():
            options = self._options.model_copy(update={"selectors": names, "takes": takes})
            try:
                draw_frames(self._project, options, progress=self._progress)
            except UnfinishedError as error:
                self._progress.note(error.what)

    def _frames(self, names: set[str]) -> list[Frame]:
        """How the frames of some shots stand now."""
        if not names:
            return []
        options = self._options
        shot_list = current_shots(self._project).shot_list
        frames = frames_of(self._project, shot_list, backend=options.backend, quality=options.quality)
        return [frame for frame in frames if frame.shot.id in names]

    def _revise(self, changed: Sequence[Failing]) -> None:
        """All revisions of a round in one go, each with its own instruction."""
        project, options = self._project, self._options
        backend = open_backend(self._plan.backend, project, budget=options.budget, retry=options.retry_unknown)
        file_purchases(project, backend, self._progress)
        with drawing_alone(project.layout):
            project.takes.refresh()
            plans = [plan_revision(project, _revision(one), options).plan for one in changed]
            merged = plans[0].model_copy(update={"rows": tuple(row for plan in plans for row in plan.rows)})
            report = asyncio.run(_draw_and_close(project, merged, backend, self._progress))
        for failure in report.failures:
            self._progress.note(f"{failure.number}: {failure.message}")

    def _compare(self, shot_id: str, take: Take) -> None:
        judgement = judgement_of(self._project, self._open[shot_id].frame, take)
        if judgement is not None and judgement.merit > self._best[shot_id][1].merit:
            self._best[shot_id] = (take, judgement)

    def _pick_the_best(self, tried: Sequence[Failing]) -> None:
        for one in tried:
            take, _ = self._best[one.frame.shot.id]
            standing = self._project.takes.pick(one.frame.slot)
            if standing is None or standing.number != take.number:
                self._project.takes.set_pick(one.frame.slot, take.number)

    def _again(self, one: Failing) -> Failing | None:
        """The frame as it is to be tried in the next round; None where it passes."""
        take, judgement = self._best[one.frame.shot.id]
        if not judgement.failing:
            return None
        # What one change did not mend, a second one rarely does.
        how = "redraw" if one.frame.shot.id in self._changed else redone_by(judgement, take)
        instruction = instruction_for(judgement.failing, one.frame.shot, self._project.bible)
        return one.model_copy(
            update={
                "take": take,
                "judgement": judgement,
                "how": how,
                "instruction": instruction,
                "told": told_of(judgement),
            }
        )

    def _no_money(self) -> str:
        """Why another round cannot be paid; empty where it can."""
        left = self._plan.cap - read_money(self._project.layout.state, self._plan.cap).committed_usd
        needed = sum((one.price.estimate for one in self._open.values()), Decimal(0))
        if needed <= left:
            return ""
        return f"another round is expected to cost {format_usd(needed)}, and {format_usd(max(left, Decimal(0)))} of the budget are left"

    def _outcome(self, one: Failing, take: Take, judgement: Judgement) -> Retried:
        return Retried(
            label=one.label,
            before=one.take.number,
            take=take,
            passed=not judgement.failing,
            told=told_of(judgement) if judgement.failing else "passes",
        )


async def _draw_and_close(project: Project, plan: Plan, backend: Backend, progress: Progress) -> DrawReport:
    try:
        return await draw_plan(project, plan, backend, progress=progress)
    finally:
        await backend.close()


def _revision(one: Failing) -> Revision:
    return Revision(selectors=(one.frame.shot.id,), instruction=one.instruction, take=one.take.number)


def _numbers(project: Project, slot: Slot) -> frozenset[int]:
    return frozenset(take.number for take in project.takes.takes(slot))
