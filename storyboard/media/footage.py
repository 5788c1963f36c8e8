"""Clips in: any video that FFmpeg knows, frame by frame in time, upright and as RGB."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from storyboard.errors import PictureError
from storyboard.media.nameless import NamelessSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.video.frame import VideoFrame
    from PIL import Image

# By their numbers in H.264's tables: colour matrices that are BT.601, and "nobody said".
_BT709, _UNSAID = 1, 2
_BT601 = frozenset({4, 5, 6})
_BT2020 = frozenset({9, 10})
_FULL = 2
# Video of no more lines than this that does not say how its colours are coded is BT.601, as it always was.
_STANDARD_LINES = 576
_LARGEST = 8192


class FootageReader:
    """Frames of one video.

    Args:
        path: The file; its name never reaches FFmpeg.

    Raises:
        PictureError: It cannot be read, or there is no picture in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._container: Any = None
        self._frames: Iterator[VideoFrame] = iter(())
        self._begin: Fraction | None = None
        self._time, self._number = Fraction(0), 0
        self._picture: Image.Image | None = None
        self._next: tuple[Fraction, VideoFrame] | None = None
        self._frame = self._rewind()

    def at(self, seconds: Fraction) -> tuple[int, Image.Image]:
        """What is on screen that long after the beginning; the last frame for ever after.

        Returns:
            The frame's number, counted from 0, and the frame as upright RGB.
        """
        if seconds < self._time:
            self._frame = self._rewind()
        while self._next is not None and self._next[0] <= seconds:
            self._time, self._frame = self._next
            self._number += 1
            self._picture = None
            self._next = self._read()
        if self._picture is None:
            self._picture = _picture_of(self._frame)
        return self._number, self._picture

    def __del__(self) -> None:
        """A painter that is done with leaves no file open."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._container is not None:
            self._container.close()
            self._container = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _rewind(self) -> VideoFrame:
        """Begin again: the first frame."""
        import av

        self.close()
        try:
            self._file = self._path.open("rb")
            self._container = av.open(NamelessSource(self._file))
            stream = self._container.streams.video[0]
        except (OSError, IndexError, ValueError) as error:
            self.close()
            raise self._failed(error) from error
        stream.thread_count = 1
        self._frames = self._container.decode(stream)
        self._begin = None
        self._time, self._number, self._picture = Fraction(0), 0, None
        first = self._read()
        if first is None:
            self.close()
            raise self._failed(None)
        self._next = self._read()
        return first[1]

    def _read(self) -> tuple[Fraction, VideoFrame] | None:
        """The next frame and when it begins, from the first one's beginning; none at the end of what can be decoded."""
        try:
            frame = next(self._frames, None)
        except (OSError, ValueError):
            # Cut off or damaged: what came before is played, and its last frame held.
            return None
        if frame is None:
            return None
        if frame.width > _LARGEST or frame.height > _LARGEST:
            raise self._failed(None)
        time = frame.pts * frame.time_base if frame.pts is not None and frame.time_base else None
        if self._begin is None:
            self._begin = time or Fraction(0)
        return (time if time is not None else self._begin) - self._begin, frame

    def _failed(self, error: Exception | None) -> PictureError:
        reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        return PictureError(
            f"The clip cannot be played{reason}",
            cure="Bring the clip in again as an mp4, or pick another take",
            file=self._path,
        )


def _picture_of(frame: VideoFrame) -> Image.Image:
    from PIL import Image

    matrix = int(frame.colorspace)
    if matrix == _UNSAID or matrix not in {_BT709, *_BT601, *_BT2020}:
        source = "ITU601" if frame.height <= _STANDARD_LINES else "ITU709"
    elif matrix in _BT2020:
        source = "ITU709"  # swscale's matrix is by name here; wide colour is shown a little pale.
    else:
        source = "ITU709" if matrix == _BT709 else "ITU601"
    rgb = frame.reformat(
        format="rgb24",
        src_colorspace=source,
        dst_colorspace="ITU709",
        src_color_range="JPEG" if int(frame.color_range) == _FULL or frame.format.name.startswith("yuvj") else "MPEG",
        dst_color_range="JPEG",
        threads=1,
    )
    picture = Image.fromarray(rgb.to_ndarray())
    turned = round(getattr(frame, "rotation", 0) or 0) % 360
    return picture.rotate(turned, expand=True) if turned else picture
