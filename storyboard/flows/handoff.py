"""Export for people who draw in another program's window: Midjourney, ChatGPT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storyboard.bundles import Handoff, HandoffPicture, Message, write_handoff
from storyboard.errors import InputError
from storyboard.flows.frames import frames_of
from storyboard.flows.shots import current_shots
from storyboard.frames import Frame, select
from storyboard.model import Noun, Progress, Quality, Reference, Role, SceneSummary, Silence
from storyboard.project import Project
from storyboard.prompts import midjourney_prompt

HANDOFFS = {"midjourney": "Midjourney", "chatgpt": "ChatGPT"}
_BACK = "Save each picture under the shot's id (s001_0010.png), then: storyboard import --from FOLDER"
_STEPS = {
    "midjourney": (
        "Press Copy, and paste the prompt.",
        "Drag its pictures into the Omni Reference and Style Reference slots, unless the prompt links to them already.",
        "Keep what you like; a draft can be enhanced.",
        _BACK,
    ),
    "chatgpt": (
        "Start a new chat for each shot, so that nothing from another one gets in.",
        "Attach the shot's pictures in the order shown: the message calls them by number.",
        "Press Copy, paste the message and send it.",
        _BACK,
    ),
}


class HandoffReport(Noun):
    """What was written; `warnings` name the shot first."""

    path: Path
    shots: int
    warnings: tuple[str, ...] = ()


def make_handoff(
    project: Project,
    target: str,
    *,
    selectors: Sequence[str] = (),
    quality: Quality | None = None,
    output: Path | None = None,
    progress: Progress | None = None,
) -> HandoffReport:
    """Write prompts and references of shots for drawing by hand.

    Args:
        project: The open project.
        target: ``midjourney`` or ``chatgpt``.
        selectors: Which shots; all when empty. Shots that show another one's picture have none of their own.
        quality: The pass; the bible's when not given.
        output: A folder or a .zip; out/bundles/TARGET when not given.
        progress: Told of every shot.

    Raises:
        InputError: Another target, or no shots.
        PictureError: A reference is missing.
    """
    if target not in HANDOFFS:
        raise InputError(f"There is no handoff {target!r:.40}", cure=f"Take one of: {', '.join(HANDOFFS)}")
    shot_list = current_shots(project).shot_list
    wanted = quality or Quality(project.bible.quality)
    frames = frames_of(project, shot_list, backend="openai", quality=wanted)
    states = {frame.shot.id: str(frame.state) for frame in frames}
    chosen = {shot.id for shot in select(shot_list.shots, selectors, states=states)}
    scenes = {scene.id: scene for scene in shot_list.scenes}
    write = _for_midjourney if target == "midjourney" else _for_chatgpt
    messages = tuple(
        write(project, frame, scenes.get(frame.shot.scene), wanted)
        for frame in frames
        if frame.shot.id in chosen and frame.borrowed_from is None
    )
    handoff = Handoff(
        target=target, title=HANDOFFS[target], film=project.title, steps=_STEPS[target], messages=messages
    )
    path = output or project.layout.out / "bundles" / target
    write_handoff(handoff, path, progress=progress or Silence())
    warnings = tuple(f"{message.number or message.id}: {note}" for message in messages for note in message.notes)
    return HandoffReport(path=path, shots=len(messages), warnings=warnings)


def _for_midjourney(project: Project, frame: Frame, scene: SceneSummary | None, quality: Quality) -> Message:
    links = {
        reference.sha256: project.bible.links[written]
        for reference in frame.prompt.references
        if (written := project.layout.relative(reference.path)) in project.bible.links
    }
    prompt = midjourney_prompt(
        frame.shot, project.bible, frame.prompt.references, scene=scene, quality=quality, links=links
    )
    pictures = [(f"Omni Reference: {prompt.omni.name}", prompt.omni)] if prompt.omni else []
    pictures += [("Style Reference", reference) for reference in prompt.style]
    return Message(
        id=frame.shot.id,
        number=frame.shot.number,
        text=prompt.text,
        pictures=tuple(HandoffPicture(label=label, path=reference.path) for label, reference in pictures),
        notes=(*_strangers(frame), *prompt.warnings),
    )


def _for_chatgpt(project: Project, frame: Frame, scene: SceneSummary | None, quality: Quality) -> Message:  # noqa: ARG001 - one shape for both
    width, height = project.bible.format.draw
    text = f"{frame.prompt.text}\n\nMake exactly one picture, {width} x {height} pixels. Reply with the picture only."
    return Message(
        id=frame.shot.id,
        number=frame.shot.number,
        text=text,
        pictures=tuple(
            HandoffPicture(label=f"Image {reference.number}: {_of(reference)}", path=reference.path)
            for reference in frame.prompt.references
        ),
        notes=_strangers(frame),
    )


def _of(reference: Reference) -> str:
    return "style" if reference.role is Role.STYLE else reference.name


def _strangers(frame: Frame) -> tuple[str, ...]:
    names = ", ".join(frame.unreferenced)
    return (f"No reference picture of {names}: the face will differ from shot to shot.",) if names else ()
