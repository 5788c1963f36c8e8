"""Where things are in a picture, as its artist knows it; fractions of width and height from the top left."""

from __future__ import annotations

from storyboard.model.base import Noun


class Head(Noun):
    """Where a head is: the box around it, as fractions of the picture's width and height from its top left.

    `behind` says that its back or its top is seen, not its face.
    """

    character: str
    x: float
    y: float
    width: float
    height: float
    behind: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


class Landmarks(Noun):
    """What an artist knows of its picture. `focus` is what the shot is about, as fractions from the top left."""

    heads: tuple[Head, ...] = ()
    focus: tuple[float, float] | None = None
    horizon: float | None = None

    @property
    def faces(self) -> tuple[Head, ...]:
        """What a viewer looks at: the heads whose faces are seen; all of them where none is."""
        return tuple(head for head in self.heads if not head.behind) or self.heads
