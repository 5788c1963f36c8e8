"""The script broken down by a model of words: the price first, then the difference from the rules, then the shot list."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from storyboard.breakdown import Asker, ModelCutter, Part, Reply, SceneDifference, slot_of
from storyboard.errors import BudgetError, DrawingRefused, ServiceError, Stopped, StoryboardError, UnfinishedError
from storyboard.flows.answers import answers_of
from storyboard.flows.purse import Purse, read_purse
from storyboard.flows.shots import BY_MODEL, Reading, ShotsReport, keep_reading, read_again
from storyboard.model import Progress, Quote, Silence
from storyboard.paid import on_interrupt, open_till, read_money, state_folder
from storyboard.project import Project, drawing_alone, read_lock

_LISTED = 8


@dataclass(frozen=True)
class BreakdownPlan:
    """What asking would do and cost.

    Attributes:
        model: Who would be asked.
        parts: Every scene, in one piece or several.
        wanted: Those that have to be asked about; about the others there are answers.
        quote: In US dollars.
        cap: The budget, and `spent`, what of it is gone or held; `purse` are the other bounds.
        minutes: How long it takes.
        retry: Ask again where an answer is of no use, or its outcome unknown.
        budget: Another cap than the bible's.
        warnings: What a user should know before paying.
    """

    model: str
    parts: tuple[Part, ...]
    wanted: tuple[Part, ...]
    quote: Quote
    cap: Decimal
    spent: Decimal
    purse: Purse
    minutes: float
    retry: bool
    budget: Decimal | None
    warnings: tuple[str, ...]

    @property
    def scenes(self) -> int:
        """How many scenes have to be asked about."""
        return len({part.cut.scene.id for part in self.wanted})


@dataclass(frozen=True)
class DraftedBreakdown:
    """A breakdown by the model that is not stored yet, and how it differs from the rules'."""

    model: str
    reading: Reading
    differences: tuple[SceneDifference, ...]

    @property
    def fell_back(self) -> tuple[SceneDifference, ...]:
        """The scenes that are, in whole or in part, the rules' after all."""
        return tuple(row for row in self.differences if row.why)


def plan_breakdown(project: Project, *, budget: Decimal | None = None, retry: bool = False) -> BreakdownPlan:
    """What asking the model about every scene would cost; spends nothing, sends nothing, needs no key.

    Raises:
        ScriptError: The script cannot be read.
    """
    asker = _open(project, budget, retry=retry, offline=True)
    seen = ModelCutter(lambda _: None, project.bible.timing)
    read_again(project, read_lock(project.layout), seen)
    wanted = {part.key: part for part in reversed(seen.parts) if _is_wanted(asker, part, retry=retry)}
    quote = sum((asker.quote(part) for part in wanted.values()), Quote(estimate=Decimal(0), at_most=Decimal(0)))
    cap = project.bible.budget if budget is None else budget
    return BreakdownPlan(
        model=asker.model.name,
        parts=tuple(seen.parts),
        wanted=tuple(reversed(wanted.values())),
        quote=quote,
        cap=cap,
        spent=read_money(project.layout.state, cap).committed_usd,
        purse=read_purse(project),
        minutes=sum(asker.seconds(part) for part in wanted.values()) / min(asker.lanes, len(wanted) or 1) / 60,
        retry=retry,
        budget=budget,
        warnings=asker.warnings if wanted else (),
    )


def draft_breakdown(project: Project, plan: BreakdownPlan, *, progress: Progress | None = None) -> DraftedBreakdown:
    """Ask what the plan says, and break the script down by the answers. The shot list is not touched.

    Where the service fails a scene it keeps the rules' shots; every answer is kept as soon as it is there.

    Raises:
        ServiceError: The service refuses everything.
        BudgetError: The next request could break the budget.
        Stopped: The user asked to stop.
    """
    asker = _open(project, plan.budget, retry=plan.retry, offline=not plan.wanted)
    troubles: dict[str, str] = {}
    if plan.wanted:
        run = _Run(asker, plan.wanted, progress or Silence())
        with drawing_alone(project.layout):
            asyncio.run(run.all())
        project.layout.explain_state()
        troubles = run.troubles

    def find(part: Part) -> Reply | None:
        answer = asker.kept(part)
        if part.key in troubles and not (answer and answer.is_usable):
            return Reply(trouble=troubles[part.key])
        return None if answer is None else Reply(answer.text, answer.trouble)

    cutter = ModelCutter(find, project.bible.timing)
    reading = read_again(project, read_lock(project.layout), cutter)
    return DraftedBreakdown(model=plan.model, reading=reading, differences=tuple(cutter.differences))


def keep_breakdown(project: Project, drafted: DraftedBreakdown, *, fresh: bool = False) -> ShotsReport:
    """Store it: shots keep their ids by their words, and people's edits stay.

    Args:
        project: The open project.
        drafted: As `draft_breakdown` gives it.
        fresh: Shots with paid pictures take new fields too.
    """
    return keep_reading(project, drafted.reading, fresh=fresh)


def raise_if_fallen_back(drafted: DraftedBreakdown) -> None:
    """Say which scenes are the rules' after all.

    Raises:
        UnfinishedError: Some are.
    """
    rows = drafted.fell_back
    if rows:
        numbers = ", ".join(row.number for row in rows[:_LISTED])
        more = f" and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
        raise UnfinishedError(
            f"{len(rows)} scene{'s' * (len(rows) > 1)} kept the rules' shots: {numbers}{more}",
            why=rows[0].why,
            cure="The shot list is complete; --on-unknown retry asks about them again, and pays again",
        )


def breakdown_json(drafted: DraftedBreakdown) -> dict[str, Any]:
    """How it differs from the rules', for ``shots --json``."""
    return {
        "by": BY_MODEL,
        "model": drafted.model,
        "scenes": [row.model_dump(mode="json") for row in drafted.differences],
    }


def _open(project: Project, budget: Decimal | None, *, retry: bool, offline: bool) -> Asker:
    till = open_till(
        project.layout.state,
        project.bible.budget if budget is None else budget,
        per_run=project.bible.budget_per_run,
        per_day=project.bible.budget_per_day,
        retry_unknown=retry,
        spare=state_folder(os.environ) / "spool",
    )
    return Asker(project.bible.openai, till, answers_of(project), offline=offline)


def _is_wanted(asker: Asker, part: Part, *, retry: bool) -> bool:
    answer = asker.kept(part)
    return answer is None or (retry and not answer.is_usable)


class _Run:
    """Asks about several parts at once. `troubles` says for a part's key why there is no answer."""

    def __init__(self, asker: Asker, parts: tuple[Part, ...], progress: Progress) -> None:
        self._asker, self._waiting, self._progress = asker, deque(parts), progress
        self._stop: StoryboardError | None = None
        self._in_flight = 0
        self._settled = asyncio.Event()
        self.troubles: dict[str, str] = {}

    async def all(self) -> None:
        self._progress.begin("scenes", len(self._waiting))
        lanes = [asyncio.ensure_future(self._lane()) for _ in range(min(self._asker.lanes, len(self._waiting)))]
        try:
            with on_interrupt(lambda: self._interrupted(lanes)):
                results = await asyncio.gather(*lanes, return_exceptions=True)
        finally:
            self._progress.end()
            await self._asker.close()
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                raise result
        if self._stop is not None:
            raise self._stop
        if any(isinstance(result, asyncio.CancelledError) for result in results):
            raise _stopped()

    async def _lane(self) -> None:
        while self._stop is None and self._waiting:
            part = self._waiting.popleft()
            while self._stop is None:
                over_budget = await self._try(part)
                if over_budget is None:
                    break
                # What others hold back is the most they can cost; when one is paid there may be room again.
                if self._in_flight == 0:
                    self._stop = self._stop or over_budget
                elif self._stop is None:
                    await self._settled.wait()

    async def _try(self, part: Part) -> BudgetError | None:
        """Ask about one part, unless the budget has no room for it at this moment."""
        self._in_flight += 1
        name = f"scene {part.cut.scene.number}" + (f", part {part.number}" if part.count > 1 else "")
        try:
            await self._asker.ask(part)
            self._progress.advance(name)
        except BudgetError as error:
            return BudgetError(error.what.replace(slot_of(part), name), why=error.why, cure=error.cure)
        except DrawingRefused as refusal:
            # The ledger's name for it means nothing to the reader of a script.
            said = str(refusal).replace(slot_of(part), name)
            self.troubles[part.key] = said.rstrip(".")
            self._progress.note(said)
            self._progress.advance(f"{name} {refusal.state}")
        except (ServiceError, Stopped) as error:
            self._stop = self._stop or error
        except BaseException:
            self._stop = self._stop or _stopped()
            raise
        finally:
            self._in_flight -= 1
            self._settled.set()
            self._settled = asyncio.Event()
        return None

    def _interrupted(self, lanes: Sequence[asyncio.Future[None]]) -> None:
        if self._stop is None:
            self._stop = _stopped()
            self._asker.stop(self._stop)
            if self._in_flight:
                self._progress.note(
                    "Stopping: waiting for the answers under way, which are paid for; ctrl-C again abandons them"
                )
        else:
            for lane in lanes:
                lane.cancel()


def _stopped() -> Stopped:
    return Stopped("Stopped", cure="What was answered is kept; the same command goes on from here")
