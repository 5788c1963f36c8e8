"""Reading a reference picture, no larger than the artist needs it."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.errors import PictureError
from storyboard.media import decode_picture, open_picture

WORK_SIDE = 1600
SMALL_SIDE = 160
_SHAPE_DIFFERS = 0.03
_WHITE = 127
# A JPEG is decoded smaller only within these limits of bytes, pixels and sides; beyond, the careful reading decides.
_JPEG_BYTES, _JPEG_PIXELS, _JPEG_SIDE = 50_000_000, 64_000_000, 16_384


def load_reference(path: Path, mask: Path | None = None) -> Array:
    """A reference as RGB or RGBA pixels, at most 1600 a side.

    Args:
        path: The picture.
        mask: A picture of the same shape, white where the figure is and black around it; it becomes the transparency.

    Raises:
        PictureError: The picture cannot be read.
    """
    smaller = smaller_jpeg(path)
    picture = (
        open_picture(path, keep_alpha=True)
        if smaller is None
        else decode_picture(smaller, name=str(path), keep_alpha=True)
    )
    scale = WORK_SIDE / max(picture.size)
    if scale < 1:
        picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    pixels = np.ascontiguousarray(np.asarray(picture))
    return pixels if mask is None else _masked(pixels, mask)


def shortcomings(path: Path) -> str:
    """What of the file itself a person should know, whoever is in it; empty when there is nothing to say."""
    from PIL import Image

    try:
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as picture:
            frames, (width, height) = getattr(picture, "n_frames", 1), picture.size
    except Exception:  # noqa: BLE001 - decoders raise anything on broken data; the whole reading says what is wrong
        return ""
    if frames > 1 and path.suffix.lower() not in {".jpg", ".jpeg"}:
        return "The picture is animated; its first frame is taken: save that one as a picture of its own to be sure"
    if min(width, height) < SMALL_SIDE:
        return f"The picture is only {width}x{height}, so faces will be soft: give one of 500 pixels a side or more"
    return ""


def enlarged(pixels: Array) -> Array:
    """A very small picture made larger, so that eyes and outlines have some pixels to be found in."""
    factor = SMALL_SIDE * 2 / max(pixels.shape[:2])
    if factor <= 1.3:
        return pixels
    return np.ascontiguousarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC))


def _masked(pixels: Array, mask: Path) -> Array:
    height, width = pixels.shape[:2]
    drawn = open_picture(mask).convert("L")
    if abs(drawn.width / drawn.height - width / height) > _SHAPE_DIFFERS * width / height:
        raise PictureError(
            f"The mask has another shape ({drawn.width}x{drawn.height}) than its picture ({width}x{height})",
            cure="Draw it over the picture itself, at its size",
            file=mask,
        )
    cover = np.asarray(drawn.resize((width, height)))
    if not (cover > _WHITE).any():
        raise PictureError("The mask has nothing white in it", cure="Paint the figure white on black", file=mask)
    return np.dstack((pixels[..., :3], cover))


def smaller_jpeg(path: Path) -> bytes | None:
    """A large JPEG decoded at a half, a quarter or an eighth, which takes a fraction of the memory; else None.

    What is odd about it (its limits, its colours, damage) is left to the careful reading of the whole file.
    """
    from PIL import Image
    from PIL.JpegImagePlugin import jpeg_factory

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _JPEG_BYTES:
            return None
        with path.open("rb") as file:
            if file.read(3) != b"\xff\xd8\xff":
                return None
            file.seek(0)
            with jpeg_factory(file) as picture:
                width, height = picture.size
                scale = WORK_SIDE / max(width, height)
                fits = width * height <= _JPEG_PIXELS and max(width, height) <= _JPEG_SIDE
                if not fits or scale > 0.5 or picture.mode not in {"RGB", "L"}:
                    return None
                if picture.draft(None, (round(width * scale), round(height * scale))) is None:
                    return None
                picture.load()
                # Upright and in which colours it is to be seen is still said beside the pixels.
                written = io.BytesIO()
                exif, profile = picture.getexif(), picture.info.get("icc_profile")
                plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
                plain.save(written, "PNG", compress_level=1, exif=exif, icc_profile=profile)
                return written.getvalue()
    except Exception:  # noqa: BLE001 - decoders raise anything on broken data; the whole reading says what is wrong
        return None
