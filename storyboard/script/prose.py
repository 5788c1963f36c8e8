"""What can only be said of a whole Fountain script: that it is prose, and which lines name a scene's cast."""

from __future__ import annotations

from storyboard.model import Diagnostic, Element, ElementKind, Script, Severity
from storyboard.script.cue import is_cue_name

# Only who knows the rules of a screenplay writes these; a text that has none of them is prose.
_SCREENPLAY = {
    ElementKind.HEADING, ElementKind.CHARACTER, ElementKind.TRANSITION, ElementKind.SHOT, ElementKind.LYRICS, ElementKind.CENTRED,
    ElementKind.PAGE_BREAK, ElementKind.SYNOPSIS,
}  # fmt: skip


def as_prose(script: Script) -> Script:
    """A Fountain script that turns out to be prose, said so; any other as it is."""
    elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
    forced = any(element.forced for element in elements)
    if not elements or forced or any(element.kind in _SCREENPLAY for element in elements):
        return script
    first = elements[0].source.line
    said = Diagnostic(
        file=script.file,
        line=first,
        code="read-as-prose",
        message="no scene heading (INT. PLACE - DAY) and no speech was found; read as prose, each paragraph as something seen",
        severity=Severity.INFO,
    )
    others = tuple(found for found in script.diagnostics if found.code != "no-scenes-found")
    return script.model_copy(
        update={"format": "prose", "diagnostics": tuple(sorted((said, *others), key=lambda found: found.line))}
    )


def with_cast_lines(script: Script) -> Script:
    """A script in which ``МАША, ПЁТР`` right under a heading is a note of who is in the scene, not something to see."""
    speakers = {
        element.text for scene in script.scenes for element in scene.elements if element.kind is ElementKind.CHARACTER
    }
    scenes = list(script.scenes)
    for index, scene in enumerate(scenes):
        below = scene.elements[1] if len(scene.elements) > 1 else None
        if below and _is_cast_line(below, scene.elements[0], speakers):
            note = below.model_copy(update={"kind": ElementKind.NOTE, "text": f"subjects: {below.text}"})
            scenes[index] = scene.model_copy(update={"elements": (scene.elements[0], note, *scene.elements[2:])})
    return script.model_copy(update={"scenes": tuple(scenes)})


def _is_cast_line(element: Element, heading: Element, speakers: set[str]) -> bool:
    if element.kind is not ElementKind.ACTION or heading.kind is not ElementKind.HEADING or "\n" in element.text:
        return False
    if element.source.line != heading.source.line_end + 1:
        return False
    names = [part.strip() for part in element.text.rstrip(". ").split(",")]
    return len(names) > 1 and all(is_cue_name(name) for name in names) and any(name in speakers for name in names)
