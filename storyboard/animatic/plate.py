"""A picture made ready to be painted: at rest, its finished planes; for a move, larger planes to scale from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from storyboard.animatic.moves import View
from storyboard.animatic.scaling import PlaneScaler
from storyboard.media import crop_for, fit_to, open_picture, planes_of

if TYPE_CHECKING:
    from PIL import Image

    from storyboard.media import Planes

# A moving picture is kept at its own resolution up to this much larger than the frame; moves go no closer than that.
_LARGEST_MASTER = 1.5


class Plate(Protocol):
    """A picture that can be painted."""

    def draw(self, view: View, planes: Planes) -> None:
        """Fill `planes` with what is seen in `view`."""


class RestingPlate:
    """A picture of exactly the frame's size that is always seen whole."""

    def __init__(self, picture: Image.Image) -> None:
        self._planes = planes_of(picture)

    def draw(self, view: View, planes: Planes) -> None:  # noqa: ARG002 - a plate at rest has one view only
        """Fill `planes` with the picture."""
        for plane, ready in zip(planes, self._planes, strict=True):
            plane[...] = ready


class MovingPlate:
    """A picture of the frame's shape, of any even size, that is seen through a moving view."""

    def __init__(self, picture: Image.Image) -> None:
        self._size = picture.size
        self._scalers = [PlaneScaler(plane) for plane in planes_of(picture)]

    def draw(self, view: View, planes: Planes) -> None:
        """Fill `planes` with what is seen in `view`, placed to a few hundredths of a pixel."""
        width, height = (side * view.extent for side in self._size)
        left, top = view.left * self._size[0], view.top * self._size[1]
        # H.264 puts a chroma sample on its left luma sample, and between the upper and the lower one.
        sited = left / 2 + 0.25 - 0.25 * width / planes[0].shape[1]
        chroma = (sited, top / 2, width / 2, height / 2)
        for scaler, plane, box in zip(self._scalers, planes, ((left, top, width, height), chroma, chroma), strict=True):
            scaler.draw(box, plane)


def make_plate(
    path: Path, size: tuple[int, int], focus: tuple[float, float], *, moving: bool
) -> tuple[Plate, tuple[float, float]]:
    """Read a picture and crop it to the frame's shape.

    Args:
        path: The picture.
        size: The frame's width and height in pixels.
        focus: What to keep when it has another shape, as fractions from its top left.
        moving: Whether it will be seen through anything but the whole view.

    Returns:
        The plate, and where the focus lies in the frame.

    Raises:
        PictureError: It cannot be read.
    """
    picture = open_picture(path)
    crop = crop_for(picture.size, size, focus)
    in_frame = (
        (focus[0] * picture.width - crop.left) / crop.width,
        (focus[1] * picture.height - crop.top) / crop.height,
    )
    if not moving:
        return RestingPlate(fit_to(picture, size, focus)[0]), in_frame
    larger = min(max(1 / crop.scale, 1.0), _LARGEST_MASTER)
    master = (round(size[0] * larger / 2) * 2, round(size[1] * larger / 2) * 2)
    return MovingPlate(fit_to(picture, master, focus)[0]), in_frame
