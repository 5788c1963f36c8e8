"""Plan frames, price them, draw them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from storyboard.backends import Backend
from storyboard.errors import InputError, UnfinishedError
from storyboard.flows.artists import open_backend
from storyboard.flows.fittings import fittings
from storyboard.flows.previews import MOST_PREVIEWS, PreviewFolder
from storyboard.flows.purse import Purse, read_purse
from storyboard.flows.resume import file_purchases
from storyboard.flows.shots import current_shots
from storyboard.flows.waiting import with_waiting
from storyboard.frames import (
    DrawReport,
    Examination,
    Frame,
    Plan,
    SlotFrame,
    State,
    Telling,
    draw_plan,
    examine,
    find_masters,
    find_telling,
    make_plan,
    refuse_overfull,
    refuse_strangers,
    select,
    why_an_end,
)
from storyboard.model import (
    LookCalendar,
    Noun,
    Progress,
    Quality,
    Quote,
    Role,
    ShotList,
    Silence,
    Slot,
    scene_times,
)
from storyboard.paid import read_money
from storyboard.project import Project, drawing_alone, save_edits
from storyboard.prompts import Part

_FROM_THE_FILM = frozenset({Role.TARGET, Role.MASTER, Role.PREVIOUS})
_PARTS: dict[str, tuple[Part, ...]] = {"start": ("start",), "end": ("end",), "both": ("start", "end")}


class FrameOptions(Noun):
    """What of a film should be drawn, by whom and how well; None takes what the bible says.

    Attributes:
        selectors: Which shots; all without.
        takes: How many current takes each should have in the end.
        which: The first picture of each shot, the last, or both.
        retry_unknown: Pictures that may be paid for already may be bought again.
        allow_undescribed: A paid picture may show somebody of whom there is no picture.
        test: Of what would be drawn, only the few that tell most.
        previews: How many previews every picture comes with; each costs a little.
    """

    selectors: tuple[str, ...] = ()
    backend: str | None = None
    quality: Quality | None = None
    takes: int = 1
    which: Literal["start", "end", "both"] = "start"
    budget: Decimal | None = None
    retry_unknown: bool = False
    allow_undescribed: bool = False
    test: bool = False
    previews: int = Field(default=0, ge=0, le=MOST_PREVIEWS)


class FramePlan(Noun):
    """A plan with what it was made for.

    Attributes:
        cap: The budget in US dollars; `spent` is what of it is gone or at risk.
        purse: The other bounds of spending.
        tests: Of a test, the shots that are drawn and what each tells.
        rest_images: Of a test, how many pictures would be left to draw; `rest` is their price.
    """

    plan: Plan
    quality: Quality
    cap: Decimal
    spent: Decimal = Decimal(0)
    purse: Purse = Purse()
    tests: tuple[Telling, ...] = ()
    rest_images: int = 0
    rest: Quote = Quote()

    @property
    def refusal(self) -> str:
        """Why the run would be refused before anything is spent; empty where it would not be."""
        try:
            _refuse(self.plan)
        except InputError as error:
            return str(error)
        return ""


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
    backend = _open(project, options, offline=False, watch=watch)
    filed = file_purchases(project, backend, watch)
    frame_plan = _plan(project, options, shot_list, backend)
    report = DrawReport()
    _refuse(frame_plan.plan)
    if frame_plan.plan.images or _ready(frame_plan.plan):
        with drawing_alone(project.layout), _approvals(project, frame_plan.plan, watch):
            # Another run may have drawn between the plan and the lock.
            project.takes.refresh()
            frame_plan = _plan(project, options, shot_list, backend)
            _refuse(frame_plan.plan)
            if _ready(frame_plan.plan):
                _pick_what_is_there(project, frame_plan.plan, watch)
                frame_plan = _plan(project, options, shot_list, backend)
            if frame_plan.plan.images:
                draw_layouts(project, shot_list, frame_plan, watch)
                _say_what_is_left_out(frame_plan.plan, watch)
                report = asyncio.run(_draw_and_close(project, shot_list, frame_plan, backend, watch))
    report = report.model_copy(update={"takes": (*filed, *report.takes)})
    for line in report.picked:
        watch.note(line)
    raise_if_unfinished(frame_plan.plan, report, "See why with: storyboard plan. Change the shot")
    return report


def _ready(plan: Plan) -> list[SlotFrame]:
    """The stale slots of which a take is up to date."""
    return [row.frame for row in plan.rows if row.frame.ready is not None and row.frame.borrowed_from is None]


def _pick_what_is_there(project: Project, plan: Plan, progress: Progress) -> None:
    """Pick, for nothing, what was made for the film as it is now: a change that was taken back costs nothing."""
    for frame in _ready(plan):
        if frame.ready is not None:
            project.takes.set_pick(frame.slot, frame.ready)
            progress.note(
                f"{frame.label}: take {frame.ready} is up to date, so it is now the pick; nothing is drawn for it"
            )


@contextlib.contextmanager
def _approvals(project: Project, plan: Plan, progress: Progress) -> Iterator[None]:
    """Take back the approval of shots whose picture is replaced: nobody has seen the new one yet."""
    watched = [row.frame for row in plan.rows if isinstance(row.frame, Frame) and row.frame.shot.approved]
    before = {str(frame.slot): project.takes.pick(frame.slot) for frame in watched}
    try:
        yield
    finally:
        replaced: dict[str, str] = {}
        for frame in watched:
            was, now = before[str(frame.slot)], project.takes.pick(frame.slot)
            if was is not None and now is not None and was.number != now.number:
                replaced[frame.shot.id] = (
                    f"{frame.label}: the picture that was approved is replaced by take {now.number}"
                )
        if replaced:
            shots = current_shots(project).shot_list.shots
            edited = [one.model_copy(update={"approved": False}) if one.id in replaced else one for one in shots]
            save_edits(project.layout, edited, project.bible.fps)
            for line in replaced.values():
                progress.note(f"{line}; approve it when you have seen it")


def frames_of(
    project: Project, shot_list: ShotList, *, backend: str | None = None, quality: Quality | None = None
) -> tuple[Frame, ...]:
    """How the film's first pictures stand, for the bible's backend and quality unless others are named."""
    bible = project.bible
    found = examine(project, shot_list, backend=backend or bible.backend, quality=quality or Quality(bible.quality))
    return tuple(with_waiting(project, found))


def _refuse(plan: Plan) -> None:
    refuse_strangers(plan)
    refuse_overfull(plan)


async def _draw_and_close(
    project: Project, shot_list: ShotList, frame_plan: FramePlan, backend: Backend, progress: Progress
) -> DrawReport:
    look = _examination(project, shot_list, backend, frame_plan.quality)

    def refresh(frame: SlotFrame) -> SlotFrame:
        assert isinstance(frame, Frame)  # only pictures of shots go along with others
        return look.at(frame.shot, _part(frame.slot))

    try:
        return await draw_plan(project, frame_plan.plan, backend, progress=progress, refresh=refresh)
    finally:
        await backend.close()


def draw_layouts(project: Project, shot_list: ShotList, frame_plan: FramePlan, progress: Progress) -> None:
    """Draw with previs, for nothing, the layouts that are to go along and are not there as the shots are today."""
    wanted = [
        row.frame
        for row in frame_plan.plan.rows
        if row.takes and row.frame.wants_layout and isinstance(row.frame, Frame)
    ]
    if not wanted:
        return
    previs = open_backend("previs", project)
    look = _examination(project, shot_list, previs, Quality.DRAFT)
    # As if nothing were there: what stands for the shot is to go on standing for it.
    fresh = {"state": State.MISSING, "current_takes": 0}
    frames = [look.at(asked.shot, _part(asked.slot)).model_copy(update=fresh) for asked in wanted]
    progress.note(f"Layouts drawn with previs first: {len(frames)}")
    asyncio.run(draw_plan(project, make_plan(frames, previs), previs))


def _part(slot: Slot) -> Part:
    return "end" if slot.part == "end" else "start"


def _open(project: Project, options: FrameOptions, *, offline: bool, watch: Progress | None = None) -> Backend:
    return open_backend(
        options.backend or project.bible.backend,
        project,
        budget=options.budget,
        offline=offline,
        retry=options.retry_unknown,
        previews=options.previews,
        on_preview=PreviewFolder(project, watch) if options.previews and watch else None,
    )


def _plan(project: Project, options: FrameOptions, shot_list: ShotList, backend: Backend) -> FramePlan:
    bible = project.bible
    quality = options.quality or Quality(bible.quality)
    look = _examination(project, shot_list, backend, quality)
    frames: list[Frame] = []
    for part in _PARTS[options.which]:
        masters = find_masters(shot_list.shots) if backend.looks_at >= _FROM_THE_FILM else {}
        every = with_waiting(project, [look.at(shot, part) for shot in shot_list.shots], masters)
        states = {frame.shot.id: str(frame.state) for frame in every}
        chosen = {shot.id for shot in select(shot_list.shots, options.selectors, states=states)}
        if part == "end" and backend.paid and not options.selectors:
            # Without its first picture it would be another picture, not the end of this one.
            begun = options.which == "both" or Role.TARGET not in backend.looks_at
            chosen = {
                frame.shot.id
                for frame in every
                if why_an_end(frame.shot) and (begun or frame.prompt.has(Role.TARGET) or frame.take is not None)
            }
        frames.extend(frame for frame in every if frame.shot.id in chosen)
    plan = _with_guides(options, backend, frames, look)
    told = (*plan.warnings, *fittings(project, plan, backend), *_lost_looks(project, shot_list, plan))
    plan = plan.model_copy(update={"warnings": told})
    cap = bible.budget if options.budget is None else options.budget
    spent = read_money(project.layout.state, cap).committed_usd if plan.paid else Decimal(0)
    whole = FramePlan(plan=plan, quality=quality, cap=cap, spent=spent, purse=read_purse(project))
    if not options.test:
        return whole
    to_draw = {row.frame.shot_id for row in plan.rows if row.takes}
    drawn = list({frame.shot.id: frame.shot for frame in frames if frame.shot.id in to_draw}.values())
    tests = find_telling(drawn)
    names = {one.shot.id for one in tests}
    few = _with_guides(options, backend, [frame for frame in frames if frame.shot.id in names], look)
    left = [row for row in plan.rows if row.takes and row.frame.shot_id not in names]
    return whole.model_copy(
        update={
            "plan": few.model_copy(update={"warnings": plan.warnings}),
            "tests": tests,
            "rest_images": sum(row.takes for row in left),
            "rest": sum((row.quote for row in left), Quote()),
        }
    )


def _lost_looks(project: Project, shot_list: ShotList, plan: Plan) -> tuple[str, ...]:
    """Looks of those who would be drawn that are bound to scenes the film has not: nobody will ever wear them."""
    bible = project.bible
    seen = {
        one.character
        for row in plan.rows
        if row.takes and isinstance(row.frame, Frame)
        for one in row.frame.shot.visible
    }
    cast = list(dict.fromkeys(character for name in sorted(seen) if (character := bible.character(name))))
    calendar = LookCalendar(scene_times(bible, shot_list.scenes))
    return tuple(
        f"{character.name}, look {look.name}: the script has no scene {', '.join(numbers)}, so it is not worn there"
        for character in cast
        for look in character.looks
        if (numbers := calendar.unknown_scenes(look))
    )


def _with_guides(options: FrameOptions, backend: Backend, frames: list[Frame], look: Examination) -> Plan:
    """The plan, in which pictures of this very run go along with others."""

    def planned(frames: list[Frame]) -> Plan:
        return make_plan(
            frames,
            backend,
            takes=options.takes,
            chosen=bool(options.selectors),
            retry=options.retry_unknown,
            allow_undescribed=options.allow_undescribed,
        )

    plan = planned(frames)
    if not _FROM_THE_FILM & backend.looks_at:
        return plan
    # What is drawn does not depend on what goes along, so that looking a second time settles it.
    coming = frozenset(row.frame.slot for row in plan.rows if row.takes)
    return planned(
        [look.at(frame.shot, _part(frame.slot), coming=coming) if frame.slot in coming else frame for frame in frames]
    )


def _examination(project: Project, shot_list: ShotList, backend: Backend, quality: Quality) -> Examination:
    return Examination(
        project,
        shot_list,
        backend=backend.name,
        quality=quality,
        max_references=backend.max_references,
        looks_at=backend.looks_at,
    )


def _say_what_is_left_out(plan: Plan, progress: Progress) -> None:
    rows = [row for row in plan.rows if row.takes]
    strangers = sorted({name for row in rows for name in row.frame.unreferenced})
    looks = [name for name in strangers if name.endswith(")")]
    people = [name for name in strangers if name not in looks]
    cure = "Add pictures under characters: in storyboard.yaml"
    drawn = "drawn from words alone, so their faces will differ" if plan.paid else "drawn as neutral figures"
    if people:
        progress.note(f"No reference picture for {', '.join(people)}: {drawn}. {cure}")
    if looks:
        progress.note(f"No such look in the bible: {', '.join(looks)}: drawn as they usually look. {cure}, looks:")
    for row in rows:
        if row.frame.dropped:
            number = row.frame.label
            progress.note(f"{number}: too many reference pictures; left out: {', '.join(row.frame.dropped)}")
    alone: dict[str, list[str]] = {}
    for row in rows:
        for reason in row.frame.absent:
            alone.setdefault(reason, []).append(row.frame.label)
    for reason, shots in alone.items():
        progress.note(f"{', '.join(shots)}: {reason}")


def raise_if_unfinished(plan: Plan, report: DrawReport, cure: str) -> None:
    """Say which pictures of a run are still owed; `cure` is what to do, before the ways to try again.

    Raises:
        UnfinishedError: There are such.
    """
    failed = [f"{failure.number} ({failure.state})" for failure in report.failures]
    tried = {failure.slot for failure in report.failures}
    failed += [
        f"{row.frame.label} ({row.frame.state})"
        for row in plan.rows
        if row.takes == 0 and row.frame.state in {State.REFUSED, State.UNKNOWN} and str(row.frame.slot) not in tried
    ]
    if failed:
        raise UnfinishedError(
            f"{len(failed)} of the pictures could not be drawn: {', '.join(failed[:12])}{' ...' if len(failed) > 12 else ''}",
            cure=f"{cure} or name it to try again; unknown ones need --on-unknown retry",
        )
