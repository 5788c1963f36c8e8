"""One take on a bundle's canvas: exact pixels, 8-bit sRGB without alpha, one crop that is stated."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.media import Crop, fit_to, open_picture, png_bytes
from storyboard.model import Take

CENTRE = (0.5, 0.5)


@dataclass(frozen=True)
class Fitted:
    """A picture ready for a bundle: PNG bytes, what was kept of the original, and around which point."""

    png: bytes
    crop: Crop
    focus: tuple[float, float]


def fit_take(take: Take, canvas: tuple[int, int], focus: tuple[float, float]) -> Fitted:
    """Bring a take to `canvas` pixels, keeping `focus` as central as the crop allows.

    Raises:
        PictureError: The take's file is missing or broken.
    """
    picture, crop = fit_to(open_picture(take.path), canvas, focus)
    # Text and profiles of the original would otherwise be copied into the PNG (a profile even with the time of day in it).
    picture.info = {}
    return Fitted(png=png_bytes(picture), crop=crop, focus=focus)


def focus_of(*takes: Take) -> tuple[float, float]:
    """The point to keep central: the middle of all heads with a face, else of all; without heads what the shot is about; else the centre.

    A shot's first and last picture are asked together, so that both are cropped alike and nothing jumps between them.
    """
    marks = [take.receipt.landmarks for take in takes]
    heads = [head for mark in marks for head in mark.heads]
    # Over a shoulder the back of a head may be cropped, but not the face that is looked at.
    heads = [head for head in heads if not head.behind] or heads
    if not heads:
        return next((mark.focus for mark in marks if mark.focus), CENTRE)
    left, right = min(head.x for head in heads), max(head.x + head.width for head in heads)
    top, bottom = min(head.y for head in heads), max(head.y + head.height for head in heads)
    return _within((left + right) / 2), _within((top + bottom) / 2)


def _within(share: float) -> float:
    # A head may reach over the edge of its picture.
    return min(max(share, 0.0), 1.0)
