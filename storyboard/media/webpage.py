"""What a page that needs nothing else is made of: pictures inside it, and a policy that lets nothing in but its own parts."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from storyboard.media.pictures import jpeg_bytes

if TYPE_CHECKING:
    from PIL import Image


def policy_hash(text: str) -> str:
    """The word of a content security policy that allows exactly this style or script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def picture_url(picture: Image.Image, quality: int) -> str:
    """An RGB picture as a data URL, JPEG of that quality."""
    return "data:image/jpeg;base64," + base64.b64encode(jpeg_bytes(picture, quality=quality)).decode("ascii")
