"""A picture made ready to be painted: at rest, its finished planes; for a move, larger planes to scale from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from copy import copy
from typing import TYPE_CHECKING, Protocol

from storyboard.animatic.scaling import PlaneScaler
from storyboard.media import crop_for, open_picture, planes_of, point_of_interest

if TYPE_CHECKING:
    from PIL import Image

    from storyboard.animatic.moves import View
    from storyboard.animatic.plan import Still
    from storyboard.media import Planes

# A moving picture is kept at its own resolution up to this much larger than the frame. The usual moves go no nearer, and
# a larger one would only cost time at every frame.
_LARGEST_MASTER = 1.25
_CENTRE = (0.5, 0.5)


class Plate(Protocol):
    """A picture that can be painted."""

    def draw(self, view: View, planes: Planes) -> None:
        """Fill `planes` with what is seen in `view`."""

    def another(self) -> Plate:
        """The same for another thread; what is large is shared."""


class RestingPlate:
    """A picture that is always seen whole, brought to the frame's size."""

    def __init__(self, picture: Image.Image, size: tuple[int, int] | None = None) -> None:
        self._planes = planes_of(picture, size)

    def draw(self, view: View, planes: Planes) -> None:  # noqa: ARG002 - a plate at rest has one view only
        """Fill `planes` with the picture."""
        for plane, ready in zip(planes, self._planes, strict=True):
            plane[...] = ready

    def another(self) -> RestingPlate:
        """Itself: nothing in it changes."""
        return self


class MovingPlate:
    """A picture of the frame's shape that is seen through a moving view; it is kept at `size`, of even sides."""

    def __init__(self, picture: Image.Image, size: tuple[int, int] | None = None) -> None:
        self._size = size or picture.size
        self._scalers = [PlaneScaler(plane, soft=index > 0) for index, plane in enumerate(planes_of(picture, size))]

    def draw(self, view: View, planes: Planes) -> None:
        """Fill `planes` with what is seen in `view`, placed to a few hundredths of a pixel."""
        width, height = (side * view.extent for side in self._size)
        left, top = view.left * self._size[0], view.top * self._size[1]
        # H.264 puts a chroma sample on its left luma sample, and between the upper and the lower one.
        sited = left / 2 + 0.25 - 0.25 * width / planes[0].shape[1]
        chroma = (sited, top / 2, width / 2, height / 2)
        for scaler, plane, box in zip(self._scalers, planes, ((left, top, width, height), chroma, chroma), strict=True):
            scaler.draw(box, plane)

    def another(self) -> MovingPlate:
        """One that shares the planes."""
        other = copy(self)
        other._scalers = [scaler.another() for scaler in self._scalers]  # noqa: SLF001 - its own
        return other


class Shelf:
    """The plates used last: the body of a shot and what joins it to the next are painted from the same ones.

    Args:
        room: How many are kept; each is some ten megabytes at 1920x1080.
    """

    def __init__(self, room: int = 4) -> None:
        self._room = room
        self._plates: OrderedDict[object, tuple[Plate, tuple[float, float]]] = OrderedDict()
        self._lock = threading.Lock()

    def plate(self, still: Still, size: tuple[int, int], *, moving: bool) -> tuple[Plate, tuple[float, float]]:
        """Read a picture and crop it to the frame's shape, or take the one that is still here.

        Args:
            still: The picture.
            size: The frame's width and height in pixels.
            moving: Whether it will be seen through anything but the whole view.

        Returns:
            The plate, and where the picture's focus lies in the frame.

        Raises:
            PictureError: It cannot be read.
        """
        name = (still.sha256, still.focus, size, moving)
        with self._lock:
            found = self._plates.get(name)
            if found is not None:
                self._plates.move_to_end(name)
        if found is None:
            found = make_plate(still, size, moving=moving)
            with self._lock:
                self._plates[name] = found
                while len(self._plates) > self._room:
                    self._plates.popitem(last=False)
        return found[0].another(), found[1]


def make_plate(still: Still, size: tuple[int, int], *, moving: bool) -> tuple[Plate, tuple[float, float]]:
    """Read a picture and crop it to the frame's shape; see `Shelf.plate`."""
    picture = open_picture(still.path)
    focus = still.focus
    if focus is None:
        # A picture of the frame's shape at rest is seen whole: there is nothing to aim.
        same = picture.width * size[1] == picture.height * size[0]
        focus = _CENTRE if same and not moving else point_of_interest(picture)
    crop = crop_for(picture.size, size, focus)
    in_frame = (
        (focus[0] * picture.width - crop.left) / crop.width,
        (focus[1] * picture.height - crop.top) / crop.height,
    )
    # The scaler takes whole pixels; a crop that is off by half of one cannot be told from the other.
    box = (round(crop.left), round(crop.top), round(crop.left + crop.width), round(crop.top + crop.height))
    if box != (0, 0, *picture.size):
        picture = picture.crop(box)
    if not moving:
        return RestingPlate(picture, size), in_frame
    larger = min(max(1 / crop.scale, 1.0), _LARGEST_MASTER)
    master = (round(size[0] * larger / 2) * 2, round(size[1] * larger / 2) * 2)
    return MovingPlate(picture, master), in_frame
