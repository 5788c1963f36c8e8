"""How each picture stands: is there one, is it current, and if not, what changed."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from storyboard.backends import FROM_STRUCTURE
from storyboard.frames.examiner import Examiner
from storyboard.frames.guides import GuideFinder
from storyboard.frames.inputs import SCHEMA
from storyboard.model import FramePrompt, Noun, Quality, Role, Shot, ShotList, Slot, Take, name_in_slot
from storyboard.project import Problem, Project, rank, wanted_rank
from storyboard.prompts import Part, check_wording, write_still


class State(StrEnum):
    """The states of a slot."""

    MISSING = "missing"
    CURRENT = "current"
    STALE = "stale"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WAITING = "waiting"


class SlotFrame(Noun):
    """One slot: how it stands, and the prompt that would draw it today.

    Attributes:
        take: The take that stands for it, whatever its state.
        current_takes: How many of its takes are good enough and up to date.
        reasons: For a stale frame what changed; for a missing one why what is there does not do; for a current one
            what a person may want to look at all the same.
        absent: Those of the reasons that name pictures of the film that should go along and are not there.
        borrowed_from: Id of the shot whose picture this one shows; then nothing is drawn for it.
        after: Slots that are drawn first in the same run, for their pictures go along with this one.
        unreferenced: Visible characters of whom there is no picture.
        dropped: Reference pictures that do not fit into one request.
        held_back: Reference pictures that the policy does not send.
        shortened: Descriptions that had to be cut for the prompt.
        wants_layout: A previs picture of the shot goes along, and has to be drawn first.
        ready: Of a stale slot, the newest take that is up to date all the same: it can be picked, and none need be
            bought.
    """

    slot: Slot
    state: State
    reasons: tuple[str, ...] = ()
    take: Take | None = None
    current_takes: int = 0
    absent: tuple[str, ...] = ()
    borrowed_from: str | None = None
    problem: Problem | None = None
    prompt: FramePrompt
    inputs: dict[str, str] = {}
    inputs_schema: int = SCHEMA
    after: tuple[Slot, ...] = ()
    unreferenced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    wants_layout: bool = False
    ready: int | None = None

    @property
    def wants_drawing(self) -> bool:
        """Whether a run should draw it without being told to."""
        return self.borrowed_from is None and self.ready is None and self.state in {State.MISSING, State.STALE}

    @property
    def shot_id(self) -> str:
        """Id of the shot it is a picture of; empty for a picture of no single shot."""
        return ""

    @property
    def approved(self) -> bool:
        """Whether a person said that it is right."""
        return False

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{name_in_slot(self.slot.id)} {name_in_slot(self.slot.part)}"

    @property
    def shows_people(self) -> bool:
        """Whether somebody can be seen in it."""
        return bool(self.prompt.brief and self.prompt.brief.people)


class Frame(SlotFrame):
    """A slot of a shot."""

    shot: Shot

    @property
    def shot_id(self) -> str:
        """Id of its shot."""
        return self.shot.id

    @property
    def approved(self) -> bool:
        """Whether a person said that it is right."""
        return self.shot.approved

    @property
    def label(self) -> str:
        """The shot's number."""
        return self.shot.number or self.shot.id

    @property
    def shows_people(self) -> bool:
        """Whether somebody can be seen in it."""
        return bool(self.shot.visible)


def examine(
    project: Project,
    shot_list: ShotList,
    *,
    backend: str,
    quality: Quality,
    part: Part = "start",
    max_references: int = 16,
    looks_at: Collection[Role] | None = None,
) -> tuple[Frame, ...]:
    """How all slots of a film stand; the arguments are those of `Examination`.

    Raises:
        PictureError: A reference picture is missing.
        BibleError: A template names a section or a field that does not exist.
    """
    look = Examination(
        project, shot_list, backend=backend, quality=quality, max_references=max_references, looks_at=looks_at
    )
    return tuple(look.at(shot, part) for shot in shot_list.shots)


class Examination:
    """Looks at the slots of a film as it is now; takes may come in the meantime, bible and shots may not change.

    Args:
        project: The open project.
        shot_list: Its shots.
        backend: Name of the backend that would draw; with `quality` it decides which takes do.
        quality: The pass that is wanted.
        max_references: How many reference pictures the backend takes.
        looks_at: The kinds of reference picture the backend makes use of; by default what one of its name usually does.

    Raises:
        BibleError: A template names a section or a field that does not exist.
    """

    def __init__(
        self,
        project: Project,
        shot_list: ShotList,
        *,
        backend: str,
        quality: Quality,
        max_references: int = 16,
        looks_at: Collection[Role] | None = None,
    ) -> None:
        check_wording(project.bible.wording, project.layout.bible)
        usual = FROM_STRUCTURE if backend == "previs" else frozenset(Role)
        self._project, self._quality = project, quality
        self._examiner = Examiner(
            project, looks_at=usual if looks_at is None else looks_at, max_references=max_references
        )
        self._wanted = wanted_rank(backend, quality)
        self._scenes = {scene.id: scene for scene in shot_list.scenes}
        self._by_id = {shot.id: shot for shot in shot_list.shots}
        self._guides = GuideFinder(
            project,
            shot_list.shots,
            lambda take, shot, part: not self._examiner.changed(take, shot, part),
            final=quality is Quality.FINAL,
        )

    def at(self, shot: Shot, part: Part, *, coming: Collection[Slot] = ()) -> Frame:
        """How one picture stands.

        Args:
            shot: The shot.
            part: Its first or last picture.
            coming: Slots that are drawn in the same run: this one may wait for their pictures.

        Raises:
            PictureError: A reference picture is missing.
        """
        lender = self._lender(shot, part)
        frame = self._examined(lender or shot, part, coming)
        if lender is None:
            return frame
        return frame.model_copy(update={"slot": Slot.shot(shot.id, part), "shot": shot, "borrowed_from": lender.id})

    def _lender(self, shot: Shot, part: Part) -> Shot | None:
        """The shot whose picture is used; a picture of its own, imported say, comes first."""
        seen = {shot.id}
        lender = shot
        while lender.frame_from and lender.frame_from in self._by_id and lender.frame_from not in seen:
            if self._project.takes.takes(Slot.shot(lender.id, part)):
                break
            lender = self._by_id[lender.frame_from]
            seen.add(lender.id)
        return lender if lender.id != shot.id else None

    def _examined(self, shot: Shot, part: Part, coming: Collection[Slot]) -> Frame:
        project, bible, examiner = self._project, self._project.bible, self._examiner
        slot = Slot.shot(shot.id, part)
        take = self._standing_take(slot)
        guided = self._guides.of(shot, part, examiner.policy(shot), coming=coming, standing=take)
        chosen = examiner.choose(shot, part, guided.guides)
        still = write_still(
            shot, bible, chosen.references, part=part, scene=self._scenes.get(shot.scene), panels=chosen.panels
        )
        problem = project.takes.problem(slot)
        enough = {one.number: one for one in project.takes.takes(slot) if self._does(one, shot, part)}
        is_current = take is not None and take.number in enough
        state, reasons = (
            (State.CURRENT, ()) if is_current else self._judge(take, shot, part, problem, project.takes.damaged(slot))
        )
        absent = () if state is State.CURRENT else guided.absent
        # What was changed and changed back: the picture that was made for it is still there.
        ready = (
            max(enough, key=lambda number: (rank(enough[number]), number), default=None)
            if state is State.STALE
            else None
        )
        if ready is not None:
            reasons = (*reasons, f"take {ready} is up to date and will be picked")
            absent = ()
        return Frame(
            slot=slot,
            shot=shot,
            state=state,
            reasons=(*reasons, *(guided.changed if state is State.CURRENT else absent)),
            absent=absent,
            take=take,
            current_takes=len(enough),
            problem=problem,
            prompt=FramePrompt(
                slot=slot,
                text=still.text,
                references=chosen.references,
                size=bible.format.draw,
                quality=self._quality,
                shot=shot,
            ),
            inputs=examiner.inputs(shot, part),
            after=guided.after,
            unreferenced=chosen.unreferenced,
            dropped=chosen.dropped,
            held_back=chosen.held_back,
            shortened=still.shortened,
            wants_layout=any(guide.role is Role.LAYOUT and guide.coming for guide in guided.guides),
            ready=ready,
        )

    def _standing_take(self, slot: Slot) -> Take | None:
        """The pick where it is good enough, else the best take that is, else the pick after all."""
        pick = self._project.takes.pick(slot)
        if pick is None or rank(pick) >= self._wanted:
            return pick
        enough = [take for take in self._project.takes.takes(slot) if rank(take) >= self._wanted]
        return max(enough, key=lambda take: (rank(take), take.number), default=pick)

    def _does(self, take: Take, shot: Shot, part: Part) -> bool:
        """Good enough, and up to date; a person's own picture is, until they ask for another."""
        if rank(take) < self._wanted:
            return False
        if take.receipt.origin == "imported":
            return not self._examiner.asked_again(take, shot)
        return not self._examiner.changed(take, shot, part)

    def _judge(
        self, take: Take | None, shot: Shot, part: Part, problem: Problem | None, damaged: tuple[int, ...]
    ) -> tuple[State, tuple[str, ...]]:
        """How a slot stands whose take is not current."""
        # A try that failed for this very picture; once something is changed the picture is asked for again.
        if problem is not None and self._examiner.still_holds(problem, shot, part):
            return State(problem.state), (problem.message,)
        if take is None:
            lost = ", ".join(str(number) for number in damaged)
            return State.MISSING, (
                f"the picture of take {lost} is damaged or gone" if lost else "nothing is drawn yet",
            )
        if rank(take) < self._wanted:
            quality = "previs" if take.receipt.backend == "previs" else take.receipt.quality
            return State.MISSING, (f"there is only a {quality} take",)
        if take.receipt.origin == "imported":
            return State.STALE, self._examiner.asked_again(take, shot)
        return State.STALE, self._examiner.reasons(take, shot, part)
