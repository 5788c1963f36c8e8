"""A take as a board shows it: at the film's visible shape, small, and with its landmarks where they are then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.backends import landmarks_within
from storyboard.media import crop_for, fit_to, open_picture
from storyboard.model import Landmarks, Take

if TYPE_CHECKING:
    from PIL import Image

    from storyboard.boards.view import Board

CENTRE = (0.5, 0.5)


def board_picture(take: Take, board: Board, width: int) -> tuple[Image.Image, Landmarks]:
    """A take cropped as the film shows it.

    Args:
        take: The picture.
        board: Gives the frame's shape and the visible ratio.
        width: Width in pixels; a smaller picture is not enlarged.

    Returns:
        The picture at the visible ratio, and its landmarks as fractions of that.

    Raises:
        PictureError: The file is missing or broken.
    """
    picture = open_picture(take.path)
    frame_width, frame_height = board.frame
    crop = crop_for(picture.size, board.frame, heads_centre(take.receipt.landmarks))
    width = max(16, min(width, round(crop.width)))
    # Averaging whole blocks first is far cheaper than a wide filter over millions of pixels, and looks the same this small.
    blocks = int(crop.width / width)
    if blocks > 1:
        picture = picture.reduce(blocks)
        crop = crop_for(picture.size, board.frame, heads_centre(take.receipt.landmarks))
    height = max(16, round(width * frame_height / frame_width))
    visible = max(16, min(height, round(width / board.ratio)))
    fitted, _ = fit_to(picture, (width, height), heads_centre(take.receipt.landmarks))
    # A matte covers the top and the bottom of the frame alike, as the animatic's does.
    top = (height - visible) // 2
    if visible != height:
        fitted = fitted.crop((0, top, width, top + visible))
    box = (crop.left, crop.top + crop.height * top / height, crop.width, crop.height * visible / height)
    shares = (box[0] / picture.width, box[1] / picture.height, box[2] / picture.width, box[3] / picture.height)
    return fitted, landmarks_within(take.receipt.landmarks, shares)


def heads_centre(landmarks: Landmarks) -> tuple[float, float]:
    """Middle of the box around all heads whose faces are seen, or all; else what the shot is about; else the middle of the picture."""
    heads = landmarks.faces
    if not heads:
        return landmarks.focus or CENTRE
    left, right = min(head.x for head in heads), max(head.x + head.width for head in heads)
    top, bottom = min(head.y for head in heads), max(head.y + head.height for head in heads)
    return (left + right) / 2, (top + bottom) / 2
