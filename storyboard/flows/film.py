"""The film as it stands: every shot with its picture, in time."""

from __future__ import annotations

from storyboard.frames import State, examine
from storyboard.model import Clip, Quality, ShotList, Slot, SlotKind, Timeline, TransitionKind
from storyboard.project import Project
from storyboard.prompts import motion_prompt


def film_timeline(project: Project, shot_list: ShotList) -> Timeline:
    """The timeline that animatic, boards and bundles are made from.

    Every shot shows the take that stands for it, whatever its quality; what is out of date says why.

    Raises:
        ProjectError: The bible's music lies outside the project.
        PictureError: A reference picture is missing.
    """
    bible = project.bible
    clips = []
    begin = 0
    # Relative to the free artist any take will do: only what is missing or out of date is of interest here.
    for frame in examine(project, shot_list, backend="previs", quality=Quality.DRAFT):
        shot = frame.shot
        clips.append(
            Clip(
                shot=shot,
                start_frame=begin,
                start_take=frame.take,
                end_take=project.takes.pick(Slot.shot(shot.id, "end")),
                stale=frame.reasons if frame.state is State.STALE else (),
                motion_prompt=motion_prompt(shot, bible),
                takes=project.takes.takes(Slot.shot(shot.id)),
                footage=project.takes.pick(Slot(kind=SlotKind.CLIP, id=shot.id, part="clip")),
            )
        )
        begin += shot.duration_frames
    clips = _cut_at_the_ends(clips)
    music = project.inside(bible.music, key="music") if bible.music else None
    return Timeline(
        title=project.title,
        format=bible.format,
        fps=bible.fps,
        scenes=shot_list.scenes,
        clips=tuple(clips),
        music=music,
        avoid=bible.style.avoid,
    )


def _cut_at_the_ends(clips: list[Clip]) -> list[Clip]:
    """A film cannot dissolve from or into nothing: its outer edges cut, or fade."""
    if not clips:
        return clips
    first, last = clips[0].shot, clips[-1].shot
    if first.transition_in.joins:
        cut = first.model_copy(update={"transition_in": TransitionKind.CUT})
        clips[0] = clips[0].model_copy(update={"shot": cut})
    if last.transition_out.joins:
        cut = clips[-1].shot.model_copy(update={"transition_out": TransitionKind.CUT})
        clips[-1] = clips[-1].model_copy(update={"shot": cut})
    return clips
