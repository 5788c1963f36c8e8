"""Pictures as a vision model looks at them: no larger than it sees, so that nothing is uploaded in vain."""

from __future__ import annotations

import base64
import math
from pathlib import Path

from storyboard.media import decode_picture, jpeg_bytes
from storyboard.paid import picture_size, prepare_upload

# Of a picture it sees 1,536 patches of 32 pixels a side; of a reference picture, which shows one person, half of that will do.
_PATCH, _MOST_PATCHES = 32, 1536
_LONGEST_REFERENCE = 1024
_LARGEST_AS_IS = 1_000_000
_JPEG_QUALITY = 92


def seen_size(size: tuple[int, int], *, reference: bool = False) -> tuple[int, int]:
    """The size at which a picture of that many pixels is sent."""
    width, height = size
    scale = min(1.0, math.sqrt(_MOST_PATCHES * _PATCH**2 / (width * height)))
    if reference:
        scale = min(scale, _LONGEST_REFERENCE / max(size))
    while _patches(round(width * scale), round(height * scale)) > _MOST_PATCHES:
        scale *= 0.99
    return max(1, round(width * scale)), max(1, round(height * scale))


def sent_size(path: Path, *, reference: bool = False) -> tuple[int, int]:
    """As `seen_size`, of a file; a usual size for one whose head cannot be read."""
    return seen_size(picture_size(path) or (1536, 1024), reference=reference)


def data_url(path: Path, sha256: str, *, reference: bool = False) -> str:
    """A picture as it goes into a request.

    Raises:
        PictureError: It cannot be read, or is not the one that was planned.
    """
    upload = prepare_upload(path, sha256, "picture")
    size = seen_size(upload.size, reference=reference)
    data, media_type = upload.data, upload.media_type
    if size != upload.size or len(data) > _LARGEST_AS_IS:
        from PIL import Image

        picture = decode_picture(data, name=str(path))
        data = jpeg_bytes(picture.resize(size, Image.Resampling.LANCZOS), quality=_JPEG_QUALITY)
        media_type = "image/jpeg"
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _patches(width: int, height: int) -> int:
    return math.ceil(width / _PATCH) * math.ceil(height / _PATCH)
