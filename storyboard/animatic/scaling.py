"""Sub-pixel zooms and pans out of a scaler that only knows whole pixels.

swscale is by far the fastest good scaler at hand, but takes whole source boxes to whole sizes; rounding a slow zoom to
whole pixels makes it shake. But scaling a span of `n` source pixels to `N` (somewhat more than needed) and keeping the
wanted number from an offset into the result gives a dense set of scales and phases. A short search finds, for nearly
every float box, one that is right within a few hundredths of a pixel; Pillow's exact but slow float box does the rest.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL import Image

if TYPE_CHECKING:
    from storyboard.media import Plane

# Spare pixels around a plane, so that a span may reach over its edge; what is kept never shows them.
_PADDING = 256
_WORST_ERROR = 0.06  # Source pixels; beyond it Pillow is asked.
_GOOD_ERROR = 0.03
_FINE_ERROR = 0.012  # Nobody can see better than this.
_SPARE = 96


class Span(NamedTuple):
    """Along one axis: scale `taken` source pixels from `start` to `scaled`, and keep the result from `skip` on."""

    error: float
    start: int
    taken: int
    skip: int
    scaled: int


class PlaneScaler:
    """Draws float boxes of one 8-bit plane at a fixed size.

    Args:
        plane: Shape (height, width).
        soft: Take the faster, softer kernel; the eye does not see it in colours.
    """

    def __init__(self, plane: Plane, *, soft: bool = False) -> None:
        self._kernel = "BILINEAR" if soft else "BICUBIC"
        self._padded = np.pad(plane, _PADDING, mode="edge")
        self._exact = Image.fromarray(plane)
        self._reformatter = VideoReformatter()

    def another(self) -> PlaneScaler:
        """One of the same plane that may be used in another thread."""
        other = copy(self)
        other._reformatter = VideoReformatter()  # noqa: SLF001 - its own
        return other

    def draw(self, box: tuple[float, float, float, float], out: Plane) -> None:
        """Fill `out` with the box (left, top, width, height, in pixels of the plane)."""
        left, top, width, height = box
        out_height, out_width = out.shape
        across = span_for(left + _PADDING, width, out_width, self._padded.shape[1])
        down = span_for(top + _PADDING, height, out_height, self._padded.shape[0])
        if max(across.error, down.error) > _WORST_ERROR:
            out[...] = self._drawn_exactly(box, (out_width, out_height))
            return
        source = self._padded[down.start : down.start + down.taken, across.start : across.start + across.taken]
        scaled = self._reformatter.reformat(
            VideoFrame.from_numpy_buffer(source, format="gray8"),
            across.scaled,
            down.scaled,
            "gray8",
            interpolation=self._kernel,
            threads=1,
        ).planes[0]
        pixels = np.frombuffer(memoryview(scaled), np.uint8).reshape(-1, scaled.line_size)
        out[...] = pixels[down.skip : down.skip + out_height, across.skip : across.skip + out_width]

    def _drawn_exactly(self, box: tuple[float, float, float, float], size: tuple[int, int]) -> Plane:
        left, top, width, height = box
        inside = (
            max(0.0, left),
            max(0.0, top),
            min(left + width, float(self._exact.width)),
            min(top + height, float(self._exact.height)),
        )
        return np.asarray(self._exact.resize(size, Image.Resampling.BICUBIC, box=inside))


@lru_cache(maxsize=512)
def span_for(start: float, length: float, wanted: int, available: int) -> Span:
    """The whole-pixel span that comes nearest to a float one.

    Args:
        start: Where the stretch begins, in source pixels.
        length: How long it is, in source pixels.
        wanted: How many pixels it is drawn with.
        available: Source pixels there are.

    Returns:
        The span; its error is in source pixels at the frame's edge, where it is worst.
    """
    best = _search(start, length, wanted, available, _SPARE)
    if best.error > _GOOD_ERROR:
        best = min(best, _search(start, length, wanted, available, 3 * _SPARE))
    return best


def _search(start: float, length: float, wanted: int, available: int, spare: int) -> Span:
    scale = length / wanted
    centre = start + length / 2
    scaled = np.arange(wanted, wanted + spare + 1)
    counts = np.minimum(np.rint(scaled * scale).astype(int), available)
    # A wrong scale is centred, so that it is felt half at either edge.
    scale_errors = np.abs(counts / scaled - scale) * wanted / 2
    best = Span(np.inf, 0, 0, 0, 0)
    for index in np.argsort(scale_errors)[:24]:
        if scale_errors[index] >= best.error or best.error < _FINE_ERROR:
            break
        size, count = int(scaled[index]), int(counts[index])
        skips = np.arange(size - wanted + 1)
        starts = centre - (skips + wanted / 2) * (count / size)
        whole = np.clip(np.rint(starts), 0, available - count)
        errors = np.abs(starts - whole) + scale_errors[index]
        nearest = int(np.argmin(errors))
        if errors[nearest] < best.error:
            best = Span(float(errors[nearest]), int(whole[nearest]), count, int(skips[nearest]), size)
    return best
