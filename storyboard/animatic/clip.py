"""The same film for moviepy, for those who want to build on it there."""

from __future__ import annotations

import bisect
import math
from typing import TYPE_CHECKING, Any

from storyboard.animatic.painter import SegmentPainter
from storyboard.animatic.plan import Segment, plan_segments
from storyboard.media import blank_frame, rgb_of
from storyboard.model import Timeline, seconds_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FilmPainter:
    """Any frame of a film as RGB; keeps the segment it painted last, so frames are best asked for in order."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments
        self._starts = [segment.first_frame for segment in segments]
        self._planes = blank_frame(segments[0].size)[1]
        self._current: tuple[int, SegmentPainter] | None = None

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return self._segments[-1].first_frame + self._segments[-1].frames

    def frame(self, number: int) -> NDArray[np.uint8]:
        """Frame of that number, counted from 0: shape (height, width, 3), 8-bit RGB."""
        index = bisect.bisect_right(self._starts, number) - 1
        if self._current is None or self._current[0] != index:
            self._current = (index, SegmentPainter(self._segments[index], self._planes))
        self._current[1].paint(number - self._starts[index])
        return rgb_of(self._planes)


def as_clip(timeline: Timeline, *, size: tuple[int, int] | None = None) -> Any:
    """The film as a `moviepy.VideoClip` without sound, painted frame by frame when moviepy asks for it.

    Args:
        timeline: The film.
        size: Width and height in pixels, both even; the format's by default.

    Raises:
        InputError: There is no clip in it.
        PictureError: A picture cannot be read.
    """
    from moviepy import VideoClip

    film = FilmPainter(plan_segments(timeline, size=size))
    rate = float(timeline.fps)

    def frame_at(seconds: float) -> NDArray[np.uint8]:
        # Times come as multiples of 1/fps that are a hair too small as often as too large.
        number = math.floor(seconds * rate + 1e-6)
        return film.frame(min(max(number, 0), film.frames - 1))

    clip = VideoClip(frame_function=frame_at, duration=seconds_of(film.frames, timeline.fps))
    return clip.with_fps(rate)
