"""The film as pictures in time: what animatic, boards, timelines and bundles are all made from."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from storyboard.model.base import Noun
from storyboard.model.bible import Format
from storyboard.model.shot import SceneSummary, Shot
from storyboard.model.take import Take
from storyboard.model.timecode import seconds_of


class Clip(Noun):
    """One shot on the timeline. `start_take` is its picture; none where nothing is drawn yet.

    `start_frame` is where it begins in the film, counted from 0. `stale` lists why its picture is out of date. `takes`
    are all pictures there are for its beginning, where somebody wants to choose. `footage` is a clip of the shot in
    motion that came back from a generator or a camera; it is shown instead of the pictures.
    """

    shot: Shot
    start_frame: int
    start_take: Take | None = None
    end_take: Take | None = None
    stale: tuple[str, ...] = ()
    motion_prompt: str = ""
    takes: tuple[Take, ...] = ()
    footage: Take | None = None

    @property
    def end_frame(self) -> int:
        """First frame after it."""
        return self.start_frame + self.shot.duration_frames


class Timeline(Noun):
    """A film: clips in order, without gaps. `avoid` is what no picture or clip of it should show."""

    title: str
    format: Format
    fps: Fraction
    scenes: tuple[SceneSummary, ...] = ()
    clips: tuple[Clip, ...] = ()
    music: Path | None = None
    avoid: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """The film's length; the sum of its shots."""
        return sum(clip.shot.duration_frames for clip in self.clips)

    @property
    def seconds(self) -> float:
        """The film's length in seconds."""
        return seconds_of(self.frames, self.fps)

    def scene(self, scene_id: str) -> SceneSummary | None:
        """The scene of that id."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)
