"""A refusal in the film's words: which shot, and where it stands in the script."""

from __future__ import annotations

from storyboard.errors import DrawingRefused
from storyboard.frames.state import Frame, SlotFrame


def retold(refusal: DrawingRefused, frame: SlotFrame) -> DrawingRefused:
    """The refusal with the shot's number in the place of the slot's name, and with the script line that led to it.

    What the service holds against a picture is cured where the picture was asked for; a lost answer has nothing to do
    with the script, and names no line.
    """
    source = frame.shot.source if isinstance(frame, Frame) else None
    told = DrawingRefused(
        refusal.what.replace(str(frame.slot), _name(frame)),
        why=refusal.why.replace(str(frame.slot), _name(frame)),
        cure=refusal.cure,
        state=refusal.state,
        code=refusal.code,
    )
    if source is None or refusal.state != "refused":
        return told
    told.file, told.line = source.file, source.line
    return told


def _name(frame: SlotFrame) -> str:
    """What people call the picture."""
    if not isinstance(frame, Frame):
        return frame.label
    return f"the last picture of shot {frame.label}" if frame.slot.part == "end" else f"shot {frame.label}"
