"""Changing one thing in a picture that is right otherwise, and seeing what else has changed."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from storyboard.backends import Backend
from storyboard.errors import InputError, SelectionError
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import FrameOptions, FramePlan, raise_if_unfinished
from storyboard.flows.purse import read_purse
from storyboard.flows.resume import file_purchases
from storyboard.flows.shots import current_shots
from storyboard.frames import DrawReport, Examination, Frame, Plan, State, draw_plan, make_plan, select
from storyboard.media import Difference, compare_pictures, comparison, jpeg_bytes, open_picture, read_mask, sha256_of
from storyboard.model import FramePrompt, Noun, Progress, Quality, Reference, Role, Shot, ShotList, Silence, Slot, Take
from storyboard.paid import read_money
from storyboard.project import Project, drawing_alone, rank, write_atomically
from storyboard.prompts import Part, check_instruction, choose_references, revision_prompt

# More than this share of a picture that changed where nothing was asked for is worth a word.
MUCH = 0.05


class Revision(Noun):
    """What is asked for.

    Attributes:
        selectors: Which shots.
        instruction: What is to change.
        take: The take to start from; by default the one in use.
        which: The first picture of each shot or its last.
        conversation: Go on with the service's own conversation about the picture, where it has one.
        mask: A picture that says where it may change; everything else is put back, pixel for pixel.
    """

    selectors: tuple[str, ...]
    instruction: str
    take: int | None = None
    which: Literal["start", "end"] = "start"
    mask: Path | None = None
    conversation: bool = False


class Compared(Noun):
    """A revised take beside its parent.

    Attributes:
        label: What people call the shot.
        take: The new take, made from take `parent`.
        told: What differs, in words.
        drifted: So much differs outside what was asked for that one should look.
        path: Before, after and the differences side by side, a JPEG.
    """

    label: str
    take: Take
    parent: int
    told: str
    drifted: bool
    path: Path


class RevisionReport(Noun):
    """What a revision did."""

    report: DrawReport
    compared: tuple[Compared, ...] = ()


def plan_revision(project: Project, asked: Revision, options: FrameOptions) -> FramePlan:
    """What the revision would do and cost; spends nothing, sends nothing and needs no key.

    Raises:
        InputError: The artist cannot revise, there is nothing to change, or the instruction is empty.
        SelectionError: No such shot or take.
        PictureError: The mask cannot be used.
    """
    return _plan(project, asked, options, _open(project, asked, options, offline=True))


def revise(
    project: Project, asked: Revision, options: FrameOptions, *, progress: Progress | None = None
) -> RevisionReport:
    """Make a new take of every selected picture, changed as asked, pick it, and compare it with what it was.

    Raises:
        UnfinishedError: Some were refused or their outcome is unknown; the others are on disk.
        StoryboardError: As `plan_revision` and `storyboard.frames.draw_plan` say.
    """
    watch = progress or Silence()
    backend = _open(project, asked, options, offline=False)
    file_purchases(project, backend, watch)
    with drawing_alone(project.layout):
        project.takes.refresh()
        plan = _plan(project, asked, options, backend, keep_mask=True).plan
        report = asyncio.run(_draw_and_close(project, plan, backend, watch))
    labels = {row.frame.slot.id: row.frame.label for row in plan.rows}
    compared = tuple(_compare(project, take, labels) for take in report.takes)
    for line in report.picked:
        watch.note(line)
    raise_if_unfinished(plan, report, "Change the instruction")
    return RevisionReport(report=report, compared=compared)


async def _draw_and_close(project: Project, plan: Plan, backend: Backend, progress: Progress) -> DrawReport:
    try:
        return await draw_plan(project, plan, backend, progress=progress)
    finally:
        await backend.close()


def _open(project: Project, asked: Revision, options: FrameOptions, *, offline: bool) -> Backend:
    name = options.backend or project.bible.backend
    if name == "previs":
        raise InputError(
            "The previs artist draws from the shot list and cannot change a picture by words",
            cure="Add --backend openai, or change the shot in shots.yaml and draw it again",
        )
    return open_backend(
        name,
        project,
        budget=options.budget,
        offline=offline,
        retry=options.retry_unknown,
        transport="responses" if asked.conversation else None,
    )


def _plan(
    project: Project, asked: Revision, options: FrameOptions, backend: Backend, *, keep_mask: bool = False
) -> FramePlan:
    instruction = check_instruction(asked.instruction)
    if not asked.selectors:
        raise InputError("No shot is named", cure='Name it: storyboard revise 1B "make the coat red"')
    shot_list = current_shots(project).shot_list
    shots = select(shot_list.shots, asked.selectors, states={})
    if not shots:
        raise SelectionError(f"{' '.join(asked.selectors)} names no shot", cure="See them with: storyboard shots")
    quality = options.quality or Quality(project.bible.quality)
    look = Examination(
        project,
        shot_list,
        backend=backend.name,
        quality=quality,
        max_references=backend.max_references,
        looks_at=backend.looks_at,
    )
    frames = [
        _revised(project, shot_list, look.at(shot, asked.which), asked, instruction, backend, keep_mask=keep_mask)
        for shot in shots
    ]
    plan = make_plan(frames, backend, takes=options.takes, chosen=True, retry=options.retry_unknown)
    cap = project.bible.budget if options.budget is None else options.budget
    spent = read_money(project.layout.state, cap).committed_usd if plan.paid else Decimal(0)
    return FramePlan(plan=plan, quality=quality, cap=cap, spent=spent, purse=read_purse(project))


def _revised(
    project: Project,
    shot_list: ShotList,
    frame: Frame,
    asked: Revision,
    instruction: str,
    backend: Backend,
    *,
    keep_mask: bool,
) -> Frame:
    """The slot as it is to be drawn: from the take in use, with what must change and what must stay."""
    take = _parent(project, shot_list, frame, asked)
    shot = frame.shot
    part: Part = asked.which
    target = Reference(number=1, role=Role.TARGET, name=frame.label, path=take.path, sha256=sha256_of(take.path))
    people = _people(project, shot, part, backend)
    references = (target, *(ref.model_copy(update={"number": ref.number + 1}) for ref in people))
    size = (take.receipt.width, take.receipt.height)
    mask = _mask(project, frame.slot, asked.mask, size, keep=keep_mask) if asked.mask else None
    prompt = FramePrompt(
        slot=frame.slot,
        text=revision_prompt(instruction, shot, project.bible, references, part=part, masked=mask is not None),
        references=references,
        size=size,
        quality=frame.prompt.quality,
        shot=shot,
        parent=take.path.name,
        instruction=instruction,
        follows=str(take.receipt.parameters.get("response", "")) if asked.conversation else "",
        mask=mask,
        mask_sha256=sha256_of(mask) if mask else "",
    )
    # It is as up to date as its parent: what was asked for in words stands nowhere in script or bible.
    return frame.model_copy(
        update={
            "state": State.MISSING,
            "reasons": (f"revised from take {take.number}: {instruction}",),
            "current_takes": 0,
            "ready": None,
            "borrowed_from": None,
            "prompt": prompt,
            "inputs": take.receipt.inputs,
            "inputs_schema": take.receipt.inputs_schema,
            "after": (),
            "absent": (),
            "unreferenced": (),
            "dropped": (),
            "wants_layout": False,
        }
    )


def _parent(project: Project, shot_list: ShotList, frame: Frame, asked: Revision) -> Take:
    if frame.borrowed_from is not None and asked.take is None:
        lender = next(shot for shot in shot_list.shots if shot.id == frame.borrowed_from)
        name = lender.number or lender.id
        raise InputError(
            f"{frame.label} shows the picture of {name}: they are from one set-up",
            cure=f"Revise {name}, and both change; or remove `frame_from` of {frame.label} in shots.yaml to give it its own",
        )
    take = project.takes.pick(frame.slot) if asked.take is None else project.takes.take(frame.slot, asked.take)
    if take is None:
        raise InputError(f"{frame.label} has no picture yet", cure=f"Draw it first: storyboard frames {frame.label}")
    if rank(take) == 0:
        raise InputError(
            f"The picture of {frame.label} is a previs drawing, which no image model has drawn",
            cure=f"Draw it first: storyboard frames {frame.label} --backend openai",
        )
    return take


def _people(project: Project, shot: Shot, part: Part, backend: Backend) -> tuple[Reference, ...]:
    """The reference pictures of those who are seen; the picture itself is one of the sixteen."""
    policy = project.bible.reference_policy.model_copy(
        update={"people": "anchor", "location": False, "master": False, "previous": False, "layout": False}
    )
    chosen = choose_references(
        shot,
        project.bible,
        project.root,
        hash_file=project.hash_file,
        part=part,
        policy=policy,
        looks_at=frozenset({Role.CHARACTER}),
        limit=backend.max_references - 1,
    )
    return chosen.references


def _mask(project: Project, slot: Slot, mask: Path, size: tuple[int, int], *, keep: bool) -> Path:
    """The mask, looked at; kept in the project where it is to be used, so that any later run can file the picture."""
    read_mask(mask, size)
    if not keep:
        return mask
    data = mask.read_bytes()
    name = f"{hashlib.sha256(data).hexdigest()[:16]}{mask.suffix.lower()}"
    kept = project.layout.takes_of(slot) / "masks" / name
    if not kept.exists():
        write_atomically(kept, data)
    return kept


def _compare(project: Project, take: Take, labels: Mapping[str, str]) -> Compared:
    """What the revision changed, seen beside its parent."""
    receipt = take.receipt
    before = open_picture(take.path.with_name(receipt.parent))
    mask = receipt.parameters.get("mask")
    cover = read_mask(project.root / str(mask), before.size) if mask else None
    after = open_picture(project.root / str(receipt.parameters["original"])) if mask else open_picture(take.path)
    difference = compare_pictures(before, after, cover)
    sheet = comparison(before, open_picture(take.path), difference)
    folder = project.layout.out / "revisions"
    path = folder / f"{take.slot.id}-{take.path.stem}.jpg"
    write_atomically(path, jpeg_bytes(sheet, quality=88))
    parent = next(one.number for one in project.takes.takes(take.slot) if one.path.name == receipt.parent)
    return Compared(
        label=labels.get(take.slot.id, take.slot.id),
        take=take,
        parent=parent,
        told=_told(difference, masked=mask is not None),
        drifted=mask is None and difference.outside > MUCH,
        path=path,
    )


def _told(difference: Difference, *, masked: bool) -> str:
    if masked and difference.areas:
        return f"{difference.share * 100:.1f} % was redrawn; what of it lay outside the mask ({difference.outside * 100:.1f} %) was put back"
    return str(difference)
