"""What would be drawn, why, and at what price; spends nothing and needs no key."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.backends import Backend
from storyboard.errors import MissingReferenceError, ReferenceLimitError
from storyboard.frames.guides import after_first
from storyboard.frames.state import SlotFrame, State
from storyboard.model import FramePrompt, Noun, Quote, take_key
from storyboard.project import Project


class PlanRow(Noun):
    """One slot of a plan.

    Attributes:
        takes: How many pictures would be drawn for it; `quote` is the price of all of them.
        wave: When it is drawn, from 1: after the pictures of earlier waves that go along with it; 0 for what is not.
    """

    frame: SlotFrame
    takes: int
    quote: Quote = Quote()
    wave: int = 0

    @property
    def after(self) -> tuple[str, ...]:
        """Numbers of the shots whose pictures go along and are drawn first in the same run."""
        return tuple(dict.fromkeys(ref.name for ref in self.frame.prompt.references if not ref.sha256))


class Plan(Noun):
    """What a run would do. Rows without takes are there to be read: current, borrowed or failed before.

    `max_references` is how many reference pictures a request carries; `allow_undescribed` lets a paid run show people
    of whom there is no picture.
    """

    backend: str
    paid: bool
    rows: tuple[PlanRow, ...]
    minutes: float = 0.0
    warnings: tuple[str, ...] = ()
    max_references: int = 16
    allow_undescribed: bool = False

    @property
    def images(self) -> int:
        """How many pictures would be drawn."""
        return sum(row.takes for row in self.rows)

    @property
    def quote(self) -> Quote:
        """The price of the whole run."""
        return sum((row.quote for row in self.rows), Quote())

    @property
    def up_to_date(self) -> int:
        """How many slots need nothing."""
        return sum(row.takes == 0 and row.frame.state is State.CURRENT for row in self.rows)

    @property
    def waves(self) -> tuple[tuple[PlanRow, ...], ...]:
        """What is drawn, in the order in which it can be: each wave waits for pictures of those before it."""
        last = max((row.wave for row in self.rows), default=0)
        return tuple(tuple(row for row in self.rows if row.wave == wave) for wave in range(1, last + 1))


def make_plan(
    frames: Sequence[SlotFrame],
    backend: Backend,
    *,
    takes: int = 1,
    chosen: bool = False,
    retry: bool = False,
    allow_undescribed: bool = False,
) -> Plan:
    """Plan a run.

    Args:
        frames: The slots, as examined for this backend.
        backend: Who would draw.
        takes: How many current takes each slot should have in the end.
        chosen: The slots were named, so those whose last try was refused, and approved ones that are out of date, are
            drawn too.
        retry: Slots whose outcome is unknown are tried again too, although they may have been paid for.
        allow_undescribed: People of whom there is no picture may be drawn for money.
    """
    counts = [takes_to_draw(frame, takes=takes, chosen=chosen, retry=retry) for frame in frames]
    drawn = [frame for frame, count in zip(frames, counts, strict=True) if count]
    waves = after_first({str(frame.slot): [str(slot) for slot in frame.after] for frame in drawn})
    rows = [
        PlanRow(
            frame=frame,
            takes=count,
            quote=backend.quote(frame.prompt).times(count) if count else Quote(),
            wave=waves[str(frame.slot)] if count else 0,
        )
        for frame, count in zip(frames, counts, strict=True)
    ]
    images = sum(row.takes for row in rows)
    seconds = sum(row.takes * backend.seconds(row.frame.prompt) for row in rows) / max(1, min(backend.lanes, images))
    return Plan(
        backend=backend.name,
        paid=backend.paid,
        rows=tuple(rows),
        minutes=seconds / 60,
        warnings=backend.warnings,
        max_references=backend.max_references,
        allow_undescribed=allow_undescribed,
    )


def refuse_strangers(plan: Plan) -> None:
    """Stop a paid run in which somebody visible has no reference picture, unless that was allowed.

    Raises:
        MissingReferenceError: Lists who, and the first shots they are in.
    """
    if not plan.paid or plan.allow_undescribed:
        return
    strangers: dict[str, list[str]] = {}
    for row in plan.rows:
        if row.takes:
            for name in row.frame.unreferenced:
                strangers.setdefault(name, []).append(row.frame.label)
    if strangers:
        who = "; ".join(
            f"{name} (shots {', '.join(shots[:4])}{' ...' if len(shots) > 4 else ''})"
            for name, shots in strangers.items()
        )
        raise MissingReferenceError(
            f"No reference picture for {who}",
            why="A paid frame of somebody without a picture shows a different face every time",
            cure="Add one under characters: NAME: references: (or looks: LOOK: references:) in storyboard.yaml, or leave those shots out; "
            "--allow-undescribed draws them from words alone",
        )


def refuse_overfull(plan: Plan) -> None:
    """Stop a paid run in which a picture would need more references than one request carries.

    Raises:
        ReferenceLimitError: Lists the shots, what does not fit, and the choices.
    """
    if not plan.paid:
        return
    full = [row.frame for row in plan.rows if row.takes and row.frame.dropped]
    if full:
        first = full[0]
        number = first.label
        others = f" (and {len(full) - 1} more shots)" if len(full) > 1 else ""
        raise ReferenceLimitError(
            f"Shot {number}{others} needs {len(first.dropped)} more reference pictures than the {plan.max_references} "
            f"that fit: {', '.join(first.dropped[:6])}{' ...' if len(first.dropped) > 6 else ''}",
            why="Nothing is left out unasked",
            cure="Set reference_policy, for the film in storyboard.yaml or for the shot in shots.yaml, to packed "
            "(several in one picture) or to fewer of anchor+location+master+previous+layout",
        )


def next_variant(project: Project, frame: SlotFrame, backend: Backend) -> int:
    """The first variant of this very picture that no take on disk has."""
    have = {take.receipt.key for take in project.takes.takes(frame.slot)}
    variant = 1
    while take_key(backend.name, backend.parameters(frame.prompt), _variant(frame, variant)) in have:
        variant += 1
    return variant


def _variant(frame: SlotFrame, variant: int) -> FramePrompt:
    return frame.prompt.model_copy(update={"variant": variant})


def takes_to_draw(frame: SlotFrame, *, takes: int, chosen: bool, retry: bool) -> int:
    """How many pictures are wanted of a slot, as `make_plan` says."""
    if frame.borrowed_from is not None or frame.state is State.WAITING:
        return 0
    if frame.state is State.REFUSED:
        return takes if chosen else 0
    if frame.state is State.UNKNOWN:
        return takes if retry else 0
    # Somebody looked at it and said that it is right: what it was drawn from may change without its being bought again.
    if frame.approved and frame.state is State.STALE and not chosen:
        return 0
    # A stale slot may have a take that is up to date (`ready`): that one is picked, not bought a second time.
    return takes if frame.wants_drawing else max(0, takes - frame.current_takes)
