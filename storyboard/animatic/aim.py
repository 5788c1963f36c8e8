"""What a picture is about once it is seen through a frame of a certain shape: where crops and moves aim."""

from __future__ import annotations

from storyboard.media import crop_for
from storyboard.model import Head, Receipt, Shot, Voice

# Heads are kept this much, in their own widths, away from the edges of a crop.
_ROOM = 0.4


def aim_of(shot: Shot, receipt: Receipt, size: tuple[int, int]) -> tuple[float, float] | None:
    """Where to aim in a shot's picture, as fractions from its top left; None where nobody knows and one must look.

    Faces go before all else; the backs of heads count only where there is no face. When the frame is too narrow for all
    of them, it goes to the one who speaks, else to the nearest.
    """
    faces = receipt.landmarks.faces
    if not faces:
        focus = receipt.landmarks.focus
        return (_inside(focus[0]), _inside(focus[1])) if focus else None
    crop = crop_for((receipt.width, receipt.height), size)
    room = (crop.width / receipt.width, crop.height / receipt.height)
    left, right = _stretch([(head.x, head.width) for head in faces])
    top, below = _stretch([(head.y, head.height) for head in faces])
    if right - left <= room[0] and below - top <= room[1]:
        return _inside((left + right) / 2), _inside((top + below) / 2)
    across, down = _leading(shot, faces).centre
    return _inside(across), _inside(down)


def _leading(shot: Shot, faces: tuple[Head, ...]) -> Head:
    speakers = [line.character for line in shot.dialogue if line.voice is Voice.ON]
    for speaker in speakers:
        for head in faces:
            if head.character == speaker:
                return head
    return max(faces, key=lambda head: head.width * head.height)


def _stretch(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """From the first to the last of them, with room on either side."""
    return min(begin - _ROOM * length for begin, length in spans), max(
        begin + (1 + _ROOM) * length for begin, length in spans
    )


def _inside(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)
