"""Looking at frames, several at once: what would be asked, what it costs, and the asking."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence

from storyboard.continuity.vision.asking import Asker, price_of_looking, question_about
from storyboard.continuity.vision.eyes import data_url, sent_size
from storyboard.continuity.vision.questions import VERSION, persons_in, question_text
from storyboard.continuity.vision.records import VisionRecord, record_of, store_record, stored_record
from storyboard.errors import BudgetError, DrawingRefused, PictureError, Stopped, StoryboardError
from storyboard.model import Noun, Progress, Quote, Reference, Role, Shot, Take
from storyboard.paid import TextModel, on_interrupt, usage_in, words_in
from storyboard.project import Project
from storyboard.prompts import choose_references

_SECONDS_EACH = 12.0
# The till's code for what another run has bought and stored meanwhile.
_ELSEWHERE = "drawn_elsewhere"


class VisionLook(Noun):
    """One frame to be looked at.

    Attributes:
        text: The facts that go along; `references` the pictures of its people.
        basis: What an answer holds for: frame, references, facts and questions; `key` is that and the model.
    """

    shot: Shot
    take: Take
    sha256: str
    text: str
    references: tuple[Reference, ...] = ()
    basis: str
    key: str
    quote: Quote

    @property
    def label(self) -> str:
        """What people call the shot."""
        return self.shot.number or self.shot.id


class VisionAnswers(Noun):
    """What came of looking: the answers by shot id, and for those that have none, why."""

    records: dict[str, VisionRecord] = {}
    failures: dict[str, str] = {}


def look_of(project: Project, shot: Shot, take: Take, model: TextModel) -> VisionLook:
    """What would be asked about a take, and at what price; nothing is sent.

    Raises:
        PictureError: The frame or a reference picture is missing.
    """
    policy = project.bible.reference_policy.model_copy(
        update={"people": "anchor", "location": False, "master": False, "previous": False, "layout": False}
    )
    references = choose_references(
        shot,
        project.bible,
        project.root,
        hash_file=project.hash_file,
        part="start",
        policy=policy,
        looks_at=frozenset({Role.CHARACTER}),
    ).references
    persons = len(persons_in(shot))
    text, sha256 = question_text(shot, project.bible, references), project.hash_file(take.path)
    basis = _hash([VERSION, text, sha256, [ref.sha256 for ref in references]])
    sizes = [sent_size(take.path), *(sent_size(ref.path, reference=True) for ref in references)]
    quote = price_of_looking(model, text, persons, sizes)
    key = f"vision:{_hash([basis, model.name])}"
    return VisionLook(
        shot=shot, take=take, sha256=sha256, text=text, references=references, basis=basis, key=key, quote=quote
    )


def seconds_for(looks: int, lanes: int) -> float:
    """Roughly how long it takes to look at so many frames, so many at once."""
    return _SECONDS_EACH * looks / max(1, min(lanes, looks))


async def look_through(
    project: Project, looks: Sequence[VisionLook], asker: Asker, *, progress: Progress
) -> VisionAnswers:
    """Look at frames, as many at once as the bible allows, and keep each answer as soon as it is there.

    A frame whose answer is refused or lost is reported and the others go on. When the service refuses everything, the
    budget is reached or the user presses ctrl-C, nothing more is sent, what is under way is waited for, and the reason is
    raised.

    Raises:
        ServiceError: The service refuses everything.
        BudgetError: The next question could break the budget.
        Stopped: The user asked to stop.
        ProjectError: An answer cannot be kept.
    """
    run = _Run(project, looks, asker, progress)
    progress.begin("vision", len(looks))
    try:
        await run.all()
    finally:
        progress.end()
    return VisionAnswers(records=run.records, failures=run.failures)


async def look_at(project: Project, look: VisionLook, asker: Asker) -> VisionRecord:
    """Look at one frame and keep the answer beside its take; see `look_through`."""
    try:
        record = await _ask(look, asker)
    except DrawingRefused as refusal:
        # Another run may have asked the very same at the same time, and have kept the answer by now.
        theirs = stored_record(look.take, basis=look.basis, key=look.key) if refusal.code == _ELSEWHERE else None
        if theirs is None:
            raise
        return theirs
    store_record(project, look.take, record)
    asker.stored(look.key)
    return record


class _Run:
    def __init__(self, project: Project, looks: Sequence[VisionLook], asker: Asker, progress: Progress) -> None:
        self._project, self._asker, self._progress = project, asker, progress
        self._left = list(reversed(looks))
        self.records: dict[str, VisionRecord] = {}
        self.failures: dict[str, str] = {}
        self._stop: StoryboardError | None = None
        self._in_flight = 0
        self._settled = asyncio.Event()

    async def all(self) -> None:
        lanes = [asyncio.ensure_future(self._lane()) for _ in range(min(self._asker.lanes, len(self._left)))]

        def abandon() -> None:
            for lane in lanes:
                lane.cancel()

        with on_interrupt(lambda: self._interrupted(abandon)):
            results = await asyncio.gather(*lanes, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                raise result
        if self._stop is not None:
            raise self._stop
        if any(isinstance(result, asyncio.CancelledError) for result in results):
            raise Stopped("Stopped", cure="The same command goes on from here")

    async def _lane(self) -> None:
        while self._stop is None and self._left:
            look = self._left.pop()
            while self._stop is None:
                over_budget = await self._try(look)
                if over_budget is None:
                    break
                # What others hold back is the most they can cost; when one is paid there may be room again.
                if self._in_flight == 0:
                    self._stop = self._stop or over_budget
                elif self._stop is None:
                    await self._settled.wait()

    async def _try(self, look: VisionLook) -> BudgetError | None:
        self._in_flight += 1
        try:
            self.records[look.shot.id] = await look_at(self._project, look, self._asker)
            self._progress.advance(look.label)
        except BudgetError as error:
            return error
        except (DrawingRefused, PictureError) as refusal:
            self.failures[look.shot.id] = str(refusal)
            self._progress.advance(f"{look.label} not judged")
        except StoryboardError as error:
            self._stop = self._stop or error
        except BaseException:
            self._stop = self._stop or Stopped("Stopped", cure="The same command goes on from here")
            raise
        finally:
            self._in_flight -= 1
            self._settled.set()
            self._settled = asyncio.Event()
        return None

    def _interrupted(self, abandon: Callable[[], None]) -> None:
        if self._stop is not None:
            abandon()
            return
        self._stop = Stopped("Stopped", cure="What was answered is kept; the same command goes on from here")
        self._asker.stop(self._stop)
        if self._in_flight:
            self._progress.note(
                "Stopping: waiting for the answers under way, which are paid for; ctrl-C again abandons them"
            )


async def _ask(look: VisionLook, asker: Asker) -> VisionRecord:
    pictures = await asyncio.to_thread(_pictures, look)
    question = question_about(look.text, len(persons_in(look.shot)), pictures)
    answer = await asker.ask(look.key, f"the check of {look.label}", look.quote, question)
    text, ended = words_in(answer)
    return record_of(
        look.take,
        key=look.key,
        basis=look.basis,
        model=asker.model.name,
        sha256=look.sha256,
        answer=asker.clean(text),
        ended=asker.clean(ended),
        usage=usage_in(answer),
        price_usd=asker.price(answer, look.quote),
        request_id=answer.request_id,
    )


def _pictures(look: VisionLook) -> list[str]:
    people = [data_url(ref.path, ref.sha256, reference=True) for ref in look.references]
    return [data_url(look.take.path, look.sha256), *people]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode("ascii")).hexdigest()
