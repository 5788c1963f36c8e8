"""Frames whose picture is on its way in a batch, and those that are to match one that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storyboard.frames import Frame, State
from storyboard.model import Shot, Slot
from storyboard.paid import slots_in_batches
from storyboard.project import Project

_WANTED = frozenset({State.MISSING, State.STALE, State.REFUSED})


def with_waiting(project: Project, frames: Sequence[Frame], masters: Mapping[str, Shot] | None = None) -> list[Frame]:
    """The frames, with those marked that are neither to be drawn nor to be sent now.

    Args:
        project: The open project.
        frames: How they stand otherwise.
        masters: For coverage, by shot id, the master that it is matched with: it waits for one that is on its way.
    """
    sent = slots_in_batches(project.layout.state)
    if not sent:
        return list(frames)
    policy = project.bible.reference_policy
    found = []
    for frame in frames:
        reason = ""
        master = (masters or {}).get(frame.shot.id) if policy.master else None
        if frame.state not in _WANTED:
            pass
        elif str(frame.slot) in sent:
            reason = "sent in a batch; fetch it with: storyboard frames --resume"
        elif master is not None and str(Slot.shot(master.id)) in sent:
            reason = f"its master {master.number or master.id} is on its way in a batch; it is to match that"
        found.append(frame.model_copy(update={"state": State.WAITING, "reasons": (reason,)}) if reason else frame)
    return found
