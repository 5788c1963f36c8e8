"""Which frames the last vision check failed, how each would be redone, and at what price; spends nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from storyboard.continuity import (
    QUESTIONS,
    Judgement,
    instruction_for,
    judge_record,
    look_of,
    stored_record,
)
from storyboard.errors import InputError
from storyboard.flows.frames import FrameOptions, frames_of, plan_frames
from storyboard.flows.revision import Revision, plan_revision
from storyboard.flows.shots import current_shots
from storyboard.frames import Frame, State, refuse_overfull, refuse_strangers, select
from storyboard.model import Noun, Quote, Take
from storyboard.paid import read_money, text_model
from storyboard.project import Project, rank

# Every other frame that is redone is expected to fail again.
_FAIL_AGAIN = Decimal("0.5")


class Failing(Noun):
    """A frame that the last vision check failed.

    Attributes:
        how: Whether it is changed or drawn anew, see `redone_by`; `instruction` is what is to change.
        told: What is wrong with it, in a few words.
        price: What one try costs, looking included; `worst` whatever way later tries go.
    """

    frame: Frame
    take: Take
    judgement: Judgement
    how: Literal["revise", "redraw"]
    instruction: str
    told: str
    price: Quote
    worst: Decimal

    @property
    def label(self) -> str:
        """What people call the shot."""
        return self.frame.label


class RetryPlan(Noun):
    """What would be redone.

    Attributes:
        failing: The frames, in film order.
        left: Why others that failed are left alone, a line each.
        judged: How many frames a vision check has judged, as they are now.
        cap: The budget in US dollars; `spent` is what of it is gone or at risk.
    """

    rounds: int
    backend: str
    failing: tuple[Failing, ...] = ()
    left: tuple[str, ...] = ()
    judged: int = 0
    cap: Decimal
    spent: Decimal = Decimal(0)
    minutes: float = 0.0

    @property
    def quote(self) -> Quote:
        """The price of all rounds: the estimate takes it that half of what is redone fails again, the most that all does."""
        tries = sum(_FAIL_AGAIN**number for number in range(self.rounds))
        first = sum((one.price for one in self.failing), Quote())
        more = sum((one.worst for one in self.failing), Decimal(0)) * (self.rounds - 1)
        return Quote(estimate=first.estimate * tries, at_most=first.at_most + more)


def plan_retry(project: Project, options: FrameOptions, rounds: int) -> RetryPlan:
    """Which frames failed the last vision check, how each would be redone, and at what price; nothing is sent.

    Raises:
        InputError: The artist draws the same picture every time, or the frames cannot be drawn as they are.
        SelectionError: A selector names no shot.
    """
    name = options.backend or project.bible.backend
    if name == "previs":
        raise InputError(
            "The previs artist would draw the same pictures again",
            cure="Add --backend openai, or change the shots in shots.yaml",
        )
    shot_list = current_shots(project).shot_list
    frames = frames_of(project, shot_list, backend=name, quality=options.quality)
    chosen = select(shot_list.shots, options.selectors, states={one.shot.id: str(one.state) for one in frames})
    wanted = {shot.id for shot in chosen}
    failed: list[tuple[Frame, Take, Judgement]] = []
    left: list[str] = []
    judged = 0
    for frame in frames:
        judgement = _last_judgement(project, frame) if frame.shot.id in wanted else None
        judged += judgement is not None
        if judgement is None or not judgement.failing:
            continue
        reason = _why_not(frame)
        if reason:
            left.append(f"{frame.label}: {reason}")
        elif frame.take is not None:
            failed.append((frame, frame.take, judgement))
    prices = _redraw_prices(project, [frame for frame, _, _ in failed], options)
    failing = tuple(
        _plan_one(project, frame, take, judgement, options, prices[frame.shot.id]) for frame, take, judgement in failed
    )
    cap = project.bible.budget if options.budget is None else options.budget
    lanes = max(1, min(project.bible.openai.parallel, len(failing)))
    return RetryPlan(
        rounds=rounds,
        backend=name,
        failing=failing,
        left=tuple(left),
        judged=judged,
        cap=cap,
        spent=read_money(project.layout.state, cap).committed_usd,
        minutes=len(failing) * rounds / lanes,
    )


def redone_by(judgement: Judgement, take: Take) -> Literal["revise", "redraw"]:
    """Whether a frame is changed or drawn anew.

    A change costs the same and keeps what is right, so clothes, hair, words and faults of drawing are changed. A wrong
    face, a wrong number of people, wrong places or a wrong shot size are drawn anew: a change starts from the picture and
    holds on to exactly that.
    """
    if rank(take) == 0 or any(QUESTIONS[mark.topic].redraws for mark in judgement.failing):
        return "redraw"
    return "revise"


def _why_not(frame: Frame) -> str:
    if frame.borrowed_from is not None or frame.take is None:
        return "it has no picture of its own"
    if frame.take.receipt.origin == "imported":
        return "a picture of your own is not replaced; revise it, or import another"
    if frame.approved:
        return "it is approved; take that back with: storyboard redo"
    return "it is out of date: storyboard frames stale redoes it" if frame.state is State.STALE else ""


def _plan_one(
    project: Project, frame: Frame, take: Take, judgement: Judgement, options: FrameOptions, anew: Quote
) -> Failing:
    """How a frame would be redone; `anew` is the price of drawing it once more."""
    how = redone_by(judgement, take)
    instruction = instruction_for(judgement.failing, frame.shot, project.bible)
    draw = anew
    if how == "revise":
        asked = Revision(selectors=(frame.shot.id,), instruction=instruction)
        draw = plan_revision(project, asked, options.model_copy(update={"takes": 1})).plan.quote
    look = look_of(project, frame.shot, take, text_model(project.bible.openai)).quote
    return Failing(
        frame=frame,
        take=take,
        judgement=judgement,
        how=how,
        instruction=instruction,
        told=told_of(judgement),
        price=draw + look,
        worst=max(draw.at_most, anew.at_most) + look.at_most,
    )


def _redraw_prices(project: Project, frames: Sequence[Frame], options: FrameOptions) -> dict[str, Quote]:
    """Shot id -> what drawing it once more costs.

    Raises:
        MissingReferenceError: Somebody in them has no picture.
        ReferenceLimitError: One needs more reference pictures than can be sent.
    """
    prices: dict[str, Quote] = {}
    for takes, names in by_takes_wanted(frames).items():
        asked = options.model_copy(update={"selectors": names, "takes": takes, "which": "start", "test": False})
        planned = plan_frames(project, asked).plan
        refuse_strangers(planned)
        refuse_overfull(planned)
        prices |= {row.frame.shot_id: row.quote for row in planned.rows}
    return prices


def by_takes_wanted(frames: Sequence[Frame]) -> dict[int, tuple[str, ...]]:
    """How many current takes a frame has with one more -> the ids of such shots."""
    found: dict[int, list[str]] = defaultdict(list)
    for frame in frames:
        found[1 if frame.wants_drawing else frame.current_takes + 1].append(frame.shot.id)
    return {takes: tuple(names) for takes, names in sorted(found.items())}


def _last_judgement(project: Project, frame: Frame) -> Judgement | None:
    if frame.take is None or frame.borrowed_from is not None:
        return None
    return judgement_of(project, frame, frame.take)


def judgement_of(project: Project, frame: Frame, take: Take) -> Judgement | None:
    look = look_of(project, frame.shot, take, text_model(project.bible.openai))
    record = stored_record(take, basis=look.basis)
    if record is None:
        return None
    try:
        return judge_record(record, frame.shot)
    except ValueError:
        return None


def told_of(judgement: Judgement) -> str:
    """``MARA wardrobe 0.20, text 0.45``."""
    return ", ".join(
        f"{f'{one.person} ' if one.person else ''}{one.topic} {one.score:.2f}" for one in judgement.failing
    )
