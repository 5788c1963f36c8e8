"""Fitting a picture to an exact canvas: one crop, stated, around what matters; never letterboxed, never stretched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.model import Noun

if TYPE_CHECKING:
    from PIL import Image

CENTRE = (0.5, 0.5)


class Crop(Noun):
    """What was kept of a picture: a box in its pixels, and the factor it was scaled by afterwards."""

    left: float
    top: float
    width: float
    height: float
    scale: float

    @property
    def enlarges(self) -> bool:
        """The canvas has more pixels than the picture gave."""
        return self.scale > 1.0001


def crop_for(picture: tuple[int, int], canvas: tuple[int, int], focus: tuple[float, float] = CENTRE) -> Crop:
    """The largest box of the canvas's shape in a picture, as near to `focus` as it fits.

    Args:
        picture: Width and height in pixels.
        canvas: Width and height in pixels.
        focus: The point to keep central, as fractions of the picture from its top left.
    """
    (width, height), (to_width, to_height) = picture, canvas
    scale = max(to_width / width, to_height / height)
    box_width, box_height = min(width, to_width / scale), min(height, to_height / scale)
    left = min(max(focus[0] * width - box_width / 2, 0.0), width - box_width)
    top = min(max(focus[1] * height - box_height / 2, 0.0), height - box_height)
    return Crop(left=left, top=top, width=box_width, height=box_height, scale=scale)


def fit_to(
    picture: Image.Image, canvas: tuple[int, int], focus: tuple[float, float] = CENTRE
) -> tuple[Image.Image, Crop]:
    """The picture on exactly `canvas` pixels, and the crop that was made."""
    from PIL import Image

    crop = crop_for(picture.size, canvas, focus)
    if picture.size == canvas:
        return picture, crop
    box = (crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)
    return picture.resize(canvas, Image.Resampling.LANCZOS, box=box), crop
