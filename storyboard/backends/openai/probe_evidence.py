"""What a live test holds against each other: pictures, answers, and two shapes to send along."""

from __future__ import annotations

import contextlib
import hashlib

from storyboard.errors import StoryboardError
from storyboard.media import png_bytes
from storyboard.paid import Answer, Upload, picture_in


def picture_hash(packed: bytes) -> str:
    """The hash of an answer's picture; empty where there is none."""
    with contextlib.suppress(ValueError, StoryboardError):
        return hashlib.sha256(picture_in(Answer.unpack(packed).content())[0]).hexdigest()
    return ""


def is_replay(packed: bytes, first: bytes) -> bool:
    """It is the first answer, given again."""
    answer = Answer.unpack(packed)
    with contextlib.suppress(ValueError):
        created, before = (Answer.unpack(one).content().get("created") for one in (packed, first))
        same = bool(picture_hash(packed)) and picture_hash(packed) == picture_hash(first)
        return same and (answer.replayed or (created is not None and created == before))
    return False


def drawn_shape(kind: str) -> Upload:
    """A reference picture that shows nothing but a shape."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (256, 256), "white")
    draw = ImageDraw.Draw(image)
    if kind == "circle":
        draw.ellipse((48, 48, 208, 208), fill=(200, 40, 40))
    else:
        draw.rectangle((56, 56, 200, 200), fill=(40, 60, 200))
    return Upload(name=f"{kind}.png", data=png_bytes(image), media_type="image/png", size=(256, 256))
