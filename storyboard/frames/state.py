"""How each picture stands: is there one, is it current, and if not, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from storyboard.frames.inputs import changes, named_inputs
from storyboard.model import Bible, FramePrompt, Noun, Quality, SceneSummary, Shot, ShotList, Slot, Take
from storyboard.project import Problem, Project, rank, wanted_rank
from storyboard.prompts import Part, choose_references, still_prompt


class State(StrEnum):
    """The states of a slot."""

    MISSING = "missing"
    CURRENT = "current"
    STALE = "stale"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Frame(Noun):
    """One slot: how it stands, and the prompt that would draw it today.

    Attributes:
        take: The take that stands for it, whatever its state.
        reasons: For a stale frame what changed; for a missing one why what is there does not do.
        borrowed_from: Id of the shot whose picture this one shows; then nothing is drawn for it.
        unreferenced: Visible characters of whom there is no picture.
        dropped: Reference pictures left out because the backend takes no more.
    """

    slot: Slot
    shot: Shot
    state: State
    reasons: tuple[str, ...] = ()
    take: Take | None = None
    borrowed_from: str | None = None
    problem: Problem | None = None
    prompt: FramePrompt
    inputs: dict[str, str] = {}
    unreferenced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def wants_drawing(self) -> bool:
        """Whether a run should draw it without being told to."""
        return self.borrowed_from is None and self.state in {State.MISSING, State.STALE}


def examine(
    project: Project,
    shot_list: ShotList,
    *,
    backend: str,
    quality: Quality,
    part: Part = "start",
    max_references: int = 16,
    shots: Sequence[Shot] | None = None,
) -> tuple[Frame, ...]:
    """Look at the slots of a film.

    Args:
        project: The open project.
        shot_list: Its shots.
        backend: Name of the backend that would draw; with `quality` it decides which takes do.
        quality: The pass that is wanted.
        part: ``start`` or ``end``: the first or the last picture of each shot.
        max_references: How many reference pictures the backend takes.
        shots: The shots to look at; all of them when not given.

    Raises:
        PictureError: A reference picture is missing.
    """
    scenes = {scene.id: scene for scene in shot_list.scenes}
    by_id = {shot.id: shot for shot in shot_list.shots}
    wanted = wanted_rank(backend, quality)
    frames = []
    for shot in shot_list.shots if shots is None else shots:
        lender = _lender(shot, by_id, project, part)
        asked = lender or shot
        frame = _examine_one(project, asked, scenes.get(asked.scene), part, quality, wanted, max_references)
        if lender is not None:
            frame = frame.model_copy(
                update={"slot": Slot.shot(shot.id, part), "shot": shot, "borrowed_from": lender.id}
            )
        frames.append(frame)
    return tuple(frames)


def _lender(shot: Shot, by_id: dict[str, Shot], project: Project, part: Part) -> Shot | None:
    """The shot whose picture is used; a picture of its own, imported say, comes first."""
    seen = {shot.id}
    lender = shot
    while lender.frame_from and lender.frame_from in by_id and lender.frame_from not in seen:
        if project.takes.takes(Slot.shot(lender.id, part)):
            break
        lender = by_id[lender.frame_from]
        seen.add(lender.id)
    return lender if lender.id != shot.id else None


def _examine_one(
    project: Project,
    shot: Shot,
    scene: SceneSummary | None,
    part: Part,
    quality: Quality,
    wanted: int,
    max_references: int,
) -> Frame:
    bible: Bible = project.bible
    slot = Slot.shot(shot.id, part)
    chosen = choose_references(shot, bible, project.root, hash_file=project.hash_file, limit=max_references, part=part)
    text = still_prompt(shot, bible, chosen.references, part=part, scene=scene)
    prompt = FramePrompt(
        slot=slot, text=text, references=chosen.references, size=bible.format.draw, quality=quality, shot=shot
    )
    inputs = named_inputs(shot, bible, chosen.references, part=part)
    problem = project.takes.problem(slot)
    take = _standing_take(project, slot, wanted)
    state, reasons = _judge(take, inputs, wanted, problem, project.takes.damaged(slot))
    return Frame(
        slot=slot,
        shot=shot,
        state=state,
        reasons=reasons,
        take=take,
        problem=problem,
        prompt=prompt,
        inputs=inputs,
        unreferenced=chosen.unreferenced,
        dropped=chosen.dropped,
    )


def _standing_take(project: Project, slot: Slot, wanted: int) -> Take | None:
    """The pick where it is good enough, else the best take that is, else the pick after all."""
    pick = project.takes.pick(slot)
    if pick is None or rank(pick) >= wanted:
        return pick
    enough = [take for take in project.takes.takes(slot) if rank(take) >= wanted]
    return max(enough, key=lambda take: (rank(take), take.number), default=pick)


def _judge(
    take: Take | None, inputs: dict[str, str], wanted: int, problem: Problem | None, damaged: tuple[int, ...]
) -> tuple[State, tuple[str, ...]]:
    enough = take is not None and rank(take) >= wanted
    if enough and take is not None and (take.receipt.origin == "imported" or not changes(take.receipt.inputs, inputs)):
        return State.CURRENT, ()
    # A try that failed for this very picture; once something is changed the picture is asked for again.
    if problem is not None and problem.inputs == inputs:
        return State(problem.state), (problem.message,)
    if take is None:
        lost = ", ".join(str(number) for number in damaged)
        return State.MISSING, (f"the picture of take {lost} is damaged or gone" if lost else "nothing is drawn yet",)
    if not enough:
        quality = "previs" if take.receipt.backend == "previs" else take.receipt.quality
        return State.MISSING, (f"there is only a {quality} take",)
    return State.STALE, changes(take.receipt.inputs, inputs)
