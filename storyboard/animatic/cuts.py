"""The same film in other shapes: upright, square, matted, or small to look at quickly."""

from __future__ import annotations

from storyboard.animatic.change import Ends
from storyboard.media import EncoderSettings
from storyboard.model import Format, Noun, Timeline

_PREVIEW_SIDE = 640
# A small film to look at quickly: coarser, and twice as fast to encode.
_PREVIEW = EncoderSettings(
    preset="ultrafast", crf=26, parameters=EncoderSettings().parameters + ":cabac=1:deblock=0,0:aq-mode=1:8x8dct=1"
)


class FilmCut(Noun):
    """How a film is shown.

    Attributes:
        scene: Only this scene, by number or id.
        format: Another format than the project's; pictures are cropped around heads.
        matte: Black bars that leave this ratio; 0 for none at all, not given for the format's own.
        preview: Half the size or less, and coarser.
        ends: How a shot with a picture of its end gets there.
        jobs: Pieces encoded at once; as many as there are processors when not given.
        processes: Whether workers are processes instead of threads.
    """

    scene: str = ""
    format: Format | None = None
    matte: float | None = None
    preview: bool = False
    ends: Ends = "auto"
    jobs: int | None = None
    processes: bool = False

    @property
    def settings(self) -> EncoderSettings:
        """How its pictures are encoded."""
        return _PREVIEW if self.preview else EncoderSettings()

    def of(self, timeline: Timeline) -> Timeline:
        """The film in its format."""
        shape = self.format or timeline.format
        if self.matte is not None:
            shape = shape.model_copy(update={"matte": self.matte or None})
        return timeline.model_copy(update={"format": shape})

    def size(self, timeline: Timeline, wanted: tuple[int, int] | None) -> tuple[int, int]:
        """Width and height in pixels, for a film that is in its format already."""
        size = wanted or timeline.format.frame
        longest = max(size)
        if not self.preview or longest <= _PREVIEW_SIDE:
            return size
        width, height = (max(64, round(side * _PREVIEW_SIDE / longest / 2) * 2) for side in size)
        return width, height

    @property
    def name(self) -> str:
        """What its file is called besides ``animatic``."""
        parts = [
            self.format.name.replace(":", "x") if self.format else "",
            f"matte{self.matte:g}" if self.matte is not None else "",
        ]
        return "".join(f"-{part}" for part in [*parts, "preview" if self.preview else ""] if part)
