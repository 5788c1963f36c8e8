"""How pictures are brought from the size that is drawn to the film's own."""

from __future__ import annotations

from storyboard.backends import Backend
from storyboard.frames import Plan
from storyboard.paid import fitting_note
from storyboard.project import Project


def fittings(project: Project, plan: Plan, backend: Backend) -> tuple[str, ...]:
    """What is cut off or enlarged of the pictures of a paid plan; nothing where nothing is lost."""
    if not plan.paid:
        return ()
    frame = project.bible.format.frame
    sizes = {str(backend.parameters(row.frame.prompt).get("size", "")) for row in plan.rows if row.takes}
    notes = []
    for size in sorted(sizes):
        width, _, height = size.partition("x")
        if width.isdigit() and height.isdigit():
            note = fitting_note(frame, (int(width), int(height)))
            if "cut off, " in note or "enlarged" in note:
                notes.append(f"Pictures are {note}")
    return tuple(notes)
