"""What would be drawn, why, and at what price; spends nothing and needs no key."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.backends import Backend
from storyboard.errors import MissingReferenceError
from storyboard.frames.state import Frame, State
from storyboard.model import FramePrompt, Noun, Quote, take_key
from storyboard.project import Project, rank, wanted_rank


class PlanRow(Noun):
    """One slot of a plan; `takes` is how many pictures would be drawn for it, `quote` the price of all of them."""

    frame: Frame
    takes: int
    quote: Quote = Quote()


class Plan(Noun):
    """What a run would do. Rows without takes are there to be read: current, borrowed or failed before."""

    backend: str
    paid: bool
    rows: tuple[PlanRow, ...]
    minutes: float = 0.0
    warnings: tuple[str, ...] = ()

    @property
    def images(self) -> int:
        """How many pictures would be drawn."""
        return sum(row.takes for row in self.rows)

    @property
    def quote(self) -> Quote:
        """The price of the whole run."""
        return sum((row.quote for row in self.rows), Quote())


def make_plan(
    project: Project,
    frames: Sequence[Frame],
    backend: Backend,
    *,
    takes: int = 1,
    chosen: bool = False,
    retry: bool = False,
) -> Plan:
    """Plan a run.

    Args:
        project: The open project.
        frames: The slots, as examined for this backend.
        backend: Who would draw.
        takes: How many current takes each slot should have in the end.
        chosen: The slots were named one by one, so slots whose last try was refused are tried again.
        retry: Slots whose outcome is unknown are tried again too, although they may have been paid for.
    """
    rows = []
    for frame in frames:
        count = _takes_to_draw(project, frame, backend, takes=takes, chosen=chosen, retry=retry)
        quote = backend.quote(frame.prompt).times(count) if count else Quote()
        rows.append(PlanRow(frame=frame, takes=count, quote=quote))
    images = sum(row.takes for row in rows)
    seconds = sum(row.takes * backend.seconds(row.frame.prompt) for row in rows) / max(1, min(backend.lanes, images))
    return Plan(
        backend=backend.name, paid=backend.paid, rows=tuple(rows), minutes=seconds / 60, warnings=backend.warnings
    )


def refuse_strangers(plan: Plan) -> None:
    """Stop a paid run in which somebody visible has no reference picture.

    Raises:
        MissingReferenceError: Lists who, and the first shots they are in.
    """
    if not plan.paid:
        return
    strangers: dict[str, list[str]] = {}
    for row in plan.rows:
        if row.takes:
            for name in row.frame.unreferenced:
                strangers.setdefault(name, []).append(row.frame.shot.number or row.frame.shot.id)
    if strangers:
        who = "; ".join(
            f"{name} (shots {', '.join(shots[:4])}{' ...' if len(shots) > 4 else ''})"
            for name, shots in strangers.items()
        )
        raise MissingReferenceError(
            f"No reference picture for {who}",
            why="A paid frame of somebody without a picture shows a different face every time",
            cure="Add one under characters: NAME: references: (or looks: LOOK: references:) in storyboard.yaml, or leave those shots out",
        )


def next_variant(project: Project, frame: Frame, backend: Backend) -> int:
    """The first variant of this very picture that no take on disk has."""
    have = {take.receipt.key for take in project.takes.takes(frame.slot)}
    variant = 1
    while take_key(backend.name, backend.parameters(frame.prompt), _variant(frame, variant)) in have:
        variant += 1
    return variant


def _variant(frame: Frame, variant: int) -> FramePrompt:
    return frame.prompt.model_copy(update={"variant": variant})


def _takes_to_draw(project: Project, frame: Frame, backend: Backend, *, takes: int, chosen: bool, retry: bool) -> int:
    if frame.borrowed_from is not None:
        return 0
    if frame.state is State.REFUSED:
        return takes if chosen else 0
    if frame.state is State.UNKNOWN:
        return takes if retry else 0
    if frame.wants_drawing:
        return takes
    wanted = wanted_rank(backend.name, frame.prompt.quality)
    current = [
        take
        for take in project.takes.takes(frame.slot)
        if rank(take) >= wanted and (take.receipt.origin == "imported" or take.receipt.inputs == frame.inputs)
    ]
    return max(0, takes - len(current))
