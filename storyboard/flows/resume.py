"""Pictures that were paid for and never became takes: filed by the next run, whatever it was asked to draw."""

from __future__ import annotations

import asyncio

from storyboard.backends import Backend, KeepsPurchases
from storyboard.errors import DrawingRefused
from storyboard.frames import Memo, file_drawing
from storyboard.model import Progress, Slot, Take
from storyboard.project import Project, drawing_alone


def file_purchases(project: Project, backend: Backend, progress: Progress) -> tuple[Take, ...]:
    """File every answer that lies in the spool as a take of the slot it was bought for.

    It may be out of date by now, or of a shot that is gone: it is kept all the same, and `plan` says how it stands.
    """
    if not isinstance(backend, KeepsPurchases) or not backend.unfiled():
        return ()
    with drawing_alone(project.layout):
        project.takes.refresh()
        return asyncio.run(_file(project, backend, progress))


async def _file(project: Project, backend: KeepsPurchases, progress: Progress) -> tuple[Take, ...]:
    takes: list[Take] = []
    for attempt in backend.unfiled():
        try:
            read = await backend.read_unfiled(attempt)
        except DrawingRefused as doubt:
            project.takes.set_problem(
                Slot.parse(attempt.slot), state=doubt.state, message=str(doubt), code=doubt.code, inputs={}
            )
            progress.note(f"{attempt.slot}: {doubt}")
            continue
        memo = Memo.read(read[0]) if read is not None else None
        if read is None or memo is None:
            continue  # Bought by an older program; its next request for the same picture gets this answer.
        if any(take.receipt.key == memo.key for take in project.takes.takes(Slot.parse(memo.slot))):
            backend.filed(attempt)  # The plug was pulled between the receipt and the ledger.
            continue
        filed = file_drawing(project, memo, read[1])
        backend.filed(attempt)
        takes.extend(filed.takes)
        progress.note(f"{memo.label}: paid for earlier, filed now as take {filed.takes[0].number}")
        for line in filed.picked:
            progress.note(line)
    return tuple(takes)
