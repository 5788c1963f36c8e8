"""Putting a drawing on disk as a take, by the run that asked for it or by any later one."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version

from pydantic import ValidationError

from storyboard.frames.inputs import SCHEMA
from storyboard.frames.sheets import SheetFrame
from storyboard.frames.state import SlotFrame, State
from storyboard.media import (
    decode_picture,
    find_panels,
    glance_at,
    open_picture,
    png_bytes,
    put_back,
    read_mask,
)
from storyboard.model import Drawing, FramePrompt, Landmarks, Noun, Quality, ReferenceUsed, Slot, Take
from storyboard.project import SUFFIXES, Project, sweep_temporary, write_atomically


class Memo(Noun):
    """What is known of a take before it is drawn: enough to file the drawing without the plan it came from.

    Attributes:
        slot: Where it belongs, as text; `label` is what people call it.
        replaces: Number of the take that stood for the slot and was out of date; 0 for none.
        parent: File name of the take it is made from; `instruction` is what was asked to be changed.
        mask: Where it may differ from its parent, a picture in the project; outside it the parent is put back.
        cells: Of a sheet, what its panels are takes of, row by row; it has `columns` and `rows`.
    """

    slot: str
    label: str
    key: str
    backend: str
    quality: Quality
    prompt: str
    references: tuple[ReferenceUsed, ...] = ()
    inputs_schema: int = SCHEMA
    inputs: dict[str, str] = {}
    shows_people: bool = False
    replaces: int = 0
    parent: str = ""
    instruction: str = ""
    mask: str = ""
    columns: int = 0
    rows: int = 0
    cells: tuple[Memo, ...] = ()

    @classmethod
    def read(cls, text: str) -> Memo | None:
        """A memo as `model_dump_json` wrote it; None if it is something else."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            return None


def memo_of(project: Project, frame: SlotFrame, prompt: FramePrompt, *, key: str, backend: str) -> Memo:
    """What will be remembered of the picture of a prompt."""
    relative = project.layout.relative
    standing = project.takes.pick(frame.slot) if frame.state is State.STALE else None
    return Memo(
        slot=str(frame.slot),
        label=frame.label,
        key=key,
        backend=backend,
        quality=prompt.quality,
        prompt=prompt.text,
        references=tuple(
            ReferenceUsed(
                number=reference.number,
                role=reference.role,
                name=reference.name,
                path=relative(reference.path),
                sha256=reference.sha256,
            )
            for reference in prompt.references
        ),
        inputs_schema=frame.inputs_schema,
        inputs=frame.inputs,
        shows_people=frame.shows_people,
        replaces=standing.number if standing is not None else 0,
        parent=prompt.parent,
        instruction=prompt.instruction,
        mask=relative(prompt.mask) if prompt.mask else "",
        columns=frame.columns if isinstance(frame, SheetFrame) else 0,
        rows=frame.rows if isinstance(frame, SheetFrame) else 0,
        cells=tuple(
            memo_of(project, cell, cell.prompt, key=f"{key}#{number}", backend=backend)
            for number, cell in enumerate(frame.cells, 1)
        )
        if isinstance(frame, SheetFrame)
        else (),
    )


class Filed(Noun):
    """What became of a drawing.

    Attributes:
        takes: The takes it is now: one, or a sheet's panels after the sheet.
        picked: Lines that say which are picks now in the place of others.
        uncut: Slots whose panel could not be cut out of the sheet: it was not drawn as the grid that was asked for.
    """

    takes: tuple[Take, ...]
    picked: tuple[str, ...] = ()
    uncut: tuple[str, ...] = ()


def file_drawing(project: Project, memo: Memo, drawing: Drawing) -> Filed:
    """Put a drawing on disk with its receipt; a sheet is cut apart.

    Raises:
        ProjectError: The disk does not take it.
    """
    if memo.mask:
        drawing = _with_the_rest_put_back(project, memo, drawing)
    take, picked = _file_one(project, memo, drawing)
    if not memo.cells:
        return Filed(takes=(take,), picked=picked)
    sheet = decode_picture(drawing.image, name=memo.label)
    boxes = find_panels(sheet, memo.columns, memo.rows)
    if boxes is None:
        return Filed(takes=(take,), picked=picked, uncut=tuple(cell.slot for cell in memo.cells))
    takes = [take]
    lines = list(picked)
    shape = sheet.width / memo.columns / (sheet.height / memo.rows)
    # The sheet was paid for, once; its panels came with it.
    free = {"usage": {}, "price_usd": Decimal(0), "request_id": "", "media_type": "image/png"}
    for number, (cell, box) in enumerate(zip(memo.cells, boxes, strict=False), 1):
        about = {"sheet": project.layout.relative(take.path), "panel": number}
        panel = drawing.model_copy(
            update={
                **free,
                "image": png_bytes(sheet.crop(_shaped(box, shape))),
                "parameters": {**drawing.parameters, **about},
            }
        )
        sent = {"prompt": memo.prompt, "references": memo.references}
        cut, told = _file_one(project, cell.model_copy(update=sent), panel)
        takes.append(cut)
        lines += told
    return Filed(takes=tuple(takes), picked=tuple(lines))


def _shaped(box: tuple[int, int, int, int], shape: float) -> tuple[int, int, int, int]:
    """The largest box of that shape (width through height) in the middle of another."""
    left, upper, right, lower = box
    width, height = min(right - left, round((lower - upper) * shape)), min(lower - upper, round((right - left) / shape))
    left, upper = left + (right - left - width) // 2, upper + (lower - upper - height) // 2
    return left, upper, left + width, upper + height


def _file_one(project: Project, memo: Memo, drawing: Drawing) -> tuple[Take, tuple[str, ...]]:
    store, slot = project.takes, Slot.parse(memo.slot)
    # A run that was killed while it filed this very picture has left half of it.
    sweep_temporary(project.layout.takes_of(slot))
    width, height = _pixels(drawing.image)
    landmarks = drawing.landmarks
    if landmarks == Landmarks() and memo.shows_people:
        # An artist that does not say where the heads are: crops and moves still need something to hold on to.
        landmarks = Landmarks(focus=glance_at(drawing.image, name=memo.label).focus)
    take = store.add(
        slot,
        drawing.image,
        drawing.media_type,
        {
            "sha256": hashlib.sha256(drawing.image).hexdigest(),
            "origin": "revised" if memo.parent else "drawn",
            "key": memo.key,
            "backend": memo.backend,
            "model": drawing.model,
            "quality": memo.quality,
            "width": width,
            "height": height,
            "prompt": memo.prompt,
            "references": memo.references,
            "parent": memo.parent,
            "instruction": memo.instruction,
            "inputs_schema": memo.inputs_schema,
            "inputs": memo.inputs,
            "parameters": drawing.parameters,
            "usage": drawing.usage,
            "price_usd": drawing.price_usd,
            "request_id": drawing.request_id,
            "landmarks": landmarks,
            "warnings": drawing.warnings,
            "created": datetime.now(UTC),
            "program": f"storyboard {version('storyboard')}",
        },
    )
    # Whoever redraws what is out of date wants to see the new picture, also where an older one is finer or was picked.
    standing = store.pick(slot)
    replaced = memo.replaces or memo.parent
    if replaced and standing is not None and standing.number != take.number:
        store.set_pick(slot, take.number)
        return take, (f"{memo.label}: take {take.number} is now the pick",)
    return take, ()


def _with_the_rest_put_back(project: Project, memo: Memo, drawing: Drawing) -> Drawing:
    """The change inside the mask on the parent's own pixels: image models only take a mask as a hint.

    What the model drew is kept beside the takes, in ``originals``.
    """
    folder = project.layout.takes_of(Slot.parse(memo.slot))
    digest = hashlib.sha256(drawing.image).hexdigest()
    original = folder / "originals" / f"{digest[:16]}{SUFFIXES[drawing.media_type]}"
    write_atomically(original, drawing.image)
    kept = open_picture(folder / memo.parent)
    whole = put_back(
        kept, decode_picture(drawing.image, name=memo.label), read_mask(project.root / memo.mask, kept.size)
    )
    about = {"mask": memo.mask, "original": project.layout.relative(original)}
    return drawing.model_copy(
        update={
            "image": png_bytes(whole),
            "media_type": "image/png",
            "parameters": {**drawing.parameters, **about},
        }
    )


def _pixels(image: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(image)) as picture:
        return picture.width, picture.height
