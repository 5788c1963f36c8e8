"""Drawing what a plan says: several at a time, every picture safe on disk as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from storyboard.backends import Backend
from storyboard.errors import BudgetError, DrawingRefused, ServiceError, Stopped, StoryboardError
from storyboard.frames.filing import Filed, Memo, file_drawing, memo_of
from storyboard.frames.plan import Plan, next_variant, refuse_overfull, refuse_strangers
from storyboard.frames.retold import retold
from storyboard.frames.state import SlotFrame
from storyboard.frames.waiting import Job, WaitingRoom
from storyboard.media import give_back_large_blocks, open_picture
from storyboard.model import Drawing, FramePrompt, Noun, Progress, Silence, Take, take_key
from storyboard.paid import on_interrupt
from storyboard.project import Project

# A refusal of this code is none: the picture was bought and stored by another run in the meantime.
ALREADY_STORED = "drawn_elsewhere"


class Failure(Noun):
    """A picture that was not drawn; `state` is ``refused`` or ``unknown``."""

    slot: str
    number: str
    state: str
    message: str


class DrawReport(Noun):
    """What a run did; `uncut` are slots that were to be cut out of a sheet and could not be."""

    takes: tuple[Take, ...] = ()
    failures: tuple[Failure, ...] = ()
    picked: tuple[str, ...] = ()
    uncut: tuple[str, ...] = ()


# Looks at a slot again when the pictures are there that it waited for.
Refresh = Callable[[SlotFrame], SlotFrame]


async def draw_plan(
    project: Project,
    plan: Plan,
    backend: Backend,
    *,
    progress: Progress | None = None,
    refresh: Refresh | None = None,
) -> DrawReport:
    """Draw every picture of the plan.

    A picture that goes along with others is drawn before them; `refresh` then gives their frames as they are with it,
    and is needed only where the plan has such.

    A picture that fails is reported and the others go on. When the service refuses everything, the budget is reached or
    the user presses ctrl-C, nothing more is sent, what is under way is waited for, and the reason is raised.

    Raises:
        MissingReferenceError: Before anything is sent, when a paid picture would show somebody without a reference.
        ReferenceLimitError: Before anything is sent, when a paid picture needs more references than can be sent.
        PictureError: Before anything is drawn, when a reference picture is broken.
        ServiceError: The service refuses everything.
        BudgetError: The next picture could break the budget.
        Stopped: The user asked to stop.
    """
    watch = progress or Silence()
    give_back_large_blocks()
    refuse_strangers(plan)
    refuse_overfull(plan)
    _check_references(plan)
    run = _Run(project, plan, backend, watch, refresh)
    if plan.images:
        watch.begin("frames", plan.images)
        try:
            await run.all()
        finally:
            watch.end()
    return DrawReport(
        takes=tuple(run.takes), failures=tuple(run.failures), picked=tuple(run.picked), uncut=tuple(run.uncut)
    )


def _check_references(plan: Plan) -> None:
    """Open every picture that would be sent or cut out, so that a broken one is found before the first frame is drawn."""
    for path in dict.fromkeys(
        reference.path
        for row in plan.rows
        if row.takes
        for reference in row.frame.prompt.references
        if reference.sha256
    ):
        open_picture(path)


class _Run:
    def __init__(
        self, project: Project, plan: Plan, backend: Backend, progress: Progress, refresh: Refresh | None
    ) -> None:
        self._project, self._backend, self._progress, self._refresh = project, backend, progress, refresh
        self.takes: list[Take] = []
        self.failures: list[Failure] = []
        self.picked: list[str] = []
        self.uncut: list[str] = []
        self._waiting = WaitingRoom(plan.rows)
        # Slot -> its frame as it is drawn, and the variant of its first new take.
        self._begun: dict[str, tuple[SlotFrame, int]] = {}
        self._stop: StoryboardError | None = None
        self._in_flight = 0
        self._said: set[str] = set()
        self._settled = asyncio.Event()
        # One thread: a disk takes its time to say that a picture is safe, and meanwhile others are asked for.
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="file-drawing")

    async def all(self) -> None:
        lanes = [asyncio.ensure_future(self._lane()) for _ in range(min(self._backend.lanes, len(self._waiting)))]

        def abandon() -> None:
            for lane in lanes:
                lane.cancel()

        with self._desk, on_interrupt(lambda: self._interrupted(abandon)):
            results = await asyncio.gather(*lanes, return_exceptions=True)
        # A bug, a full disk: the first error that is not one of the expected stops is what the user must hear.
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                raise result
        if self._stop is not None:
            raise self._stop
        if any(isinstance(result, asyncio.CancelledError) for result in results):
            raise Stopped("Stopped", cure="The same command goes on from here")

    async def _lane(self) -> None:
        while self._stop is None and self._waiting:
            job = self._waiting.take()
            if job is None:
                await self._settled.wait()
                continue
            while self._stop is None:
                over_budget = await self._try(job)
                if over_budget is None:
                    break
                # What others hold back is the most they can cost; when one is paid there may be room again.
                if self._in_flight == 0:
                    self._stop = self._stop or over_budget
                elif self._stop is None:
                    await self._settled.wait()
            self._waiting.done(job)
            self._settle()

    def _settle(self) -> None:
        self._settled.set()
        self._settled = asyncio.Event()

    async def _try(self, job: Job) -> BudgetError | None:
        """Draw one picture, unless the budget has no room for it at this moment."""
        self._in_flight += 1
        try:
            await self._one(job)
        except BudgetError as error:
            return error
        except (ServiceError, Stopped) as error:
            self._stop = self._stop or error
        except BaseException:
            self._stop = self._stop or Stopped("Stopped", cure="The same command goes on from here")
            raise
        finally:
            self._in_flight -= 1
            self._settle()
        return None

    def _begin(self, job: Job) -> tuple[SlotFrame, FramePrompt, str]:
        """The frame, the prompt and the key of a job; what it waited for is there by now, or has failed."""
        slot = str(job.row.frame.slot)
        if slot not in self._begun:
            frame = job.row.frame
            if any(not reference.sha256 for reference in frame.prompt.references):
                if self._refresh is None:
                    raise ValueError(f"{slot} goes along with pictures of this run, and nobody looks at it again")
                frame = self._refresh(frame)
                for reason in frame.absent:
                    if reason not in job.row.frame.absent:
                        self._progress.note(f"{frame.label}: {reason}")
            self._begun[slot] = frame, next_variant(self._project, frame, self._backend)
        frame, first = self._begun[slot]
        prompt = frame.prompt.model_copy(update={"variant": first + job.nth})
        return frame, prompt, take_key(self._backend.name, self._backend.parameters(prompt), prompt)

    async def _one(self, job: Job) -> None:
        frame, prompt, key = self._begin(job)
        slot, label = frame.slot, frame.label
        memo = memo_of(self._project, frame, prompt, key=key, backend=self._backend.name)
        prompt = prompt.model_copy(update={"memo": memo.model_dump_json()})
        try:
            drawing = await self._backend.draw(prompt, key=key)
        except DrawingRefused as refusal:
            if refusal.code == ALREADY_STORED:
                self._progress.advance(label)
                return
            told = retold(refusal, frame)
            self._project.takes.set_problem(
                slot, state=told.state, message=str(told), code=told.code, inputs=frame.inputs
            )
            failure = Failure(slot=str(slot), number=label, state=told.state, message=str(told))
            self.failures.append(failure)
            self._progress.note(f"{label}: {told}")
            self._progress.advance(f"{label} {refusal.state}")
            return
        filed = await self._file(memo, drawing, key)
        self.takes.extend(filed.takes)
        self.picked.extend(filed.picked)
        self.uncut.extend(filed.uncut)
        if filed.uncut:
            self._progress.note(f"{label}: it is not the grid that was asked for, so it could not be cut apart")
        for warning in drawing.warnings:
            # The same doubt about the same picture is said once, not once a shot.
            if warning not in self._said:
                self._said.add(warning)
                self._progress.note(f"{label}: {warning}")
        self._progress.advance(label)

    async def _file(self, memo: Memo, drawing: Drawing, key: str) -> Filed:
        """Put a drawing on disk; when the run is abandoned meanwhile, this is still done."""

        def work() -> Filed:
            filed = file_drawing(self._project, memo, drawing)
            self._backend.stored(key)
            return filed

        filing = asyncio.get_running_loop().run_in_executor(self._desk, work)
        try:
            await asyncio.wait([filing])
        except asyncio.CancelledError:
            # What cannot be filed lies in the spool, and the next run says why.
            filing.add_done_callback(lambda ended: ended.exception())
            raise
        return filing.result()

    def _interrupted(self, abandon: Callable[[], None]) -> None:
        if self._stop is None:
            self._stop = Stopped("Stopped", cure="What was drawn is kept; the same command goes on from here")
            self._backend.stop()
            if self._in_flight:
                paid = ", which are paid for" if self._backend.paid else ""
                self._progress.note(f"Stopping: waiting for the pictures under way{paid}; ctrl-C again abandons them")
        else:
            abandon()
