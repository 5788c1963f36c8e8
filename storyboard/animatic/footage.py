"""A clip in place of a still: played from its beginning at the film's rate, cropped like a picture, held when it ends."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.media import FootageReader, fit_to, planes_of

if TYPE_CHECKING:
    from storyboard.animatic.plan import Still
    from storyboard.media import Planes

_CENTRE = (0.5, 0.5)


class Footage:
    """Any frame of a clip as the film shows it; frames are best asked for in order.

    Args:
        still: The clip.
        size: The frame's width and height in pixels.
        fps: The film's frames per second; the clip may have any rate, even or uneven.

    Raises:
        PictureError: It is no video.
    """

    def __init__(self, still: Still, size: tuple[int, int], fps: Fraction) -> None:
        self._size, self._fps = size, fps
        self._focus = still.focus or _CENTRE
        self._reader = FootageReader(still.path)
        self._drawn: tuple[int, Planes] | None = None

    def draw(self, frame: int, planes: Planes) -> None:
        """Fill `planes` with what is seen in that frame of the shot; before its first one, that one is."""
        number, picture = self._reader.at(max(Fraction(0), Fraction(frame) / self._fps))
        if self._drawn is None or self._drawn[0] != number:
            self._drawn = (number, planes_of(fit_to(picture, self._size, self._focus)[0]))
        for plane, ready in zip(planes, self._drawn[1], strict=True):
            plane[...] = ready
