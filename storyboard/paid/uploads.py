"""Reference pictures as the service takes them: the film's own bytes where they will do, else a smaller copy."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path, PurePath

from storyboard.errors import PictureError
from storyboard.media import decode_picture, glance_at, jpeg_bytes, png_bytes, read_mask
from storyboard.model import Noun

# The service looks at about 1.5 megapixels of a reference, whatever it is sent; more only takes longer to upload.
_LONGEST_SIDE = 2048
_LARGEST_FILE = 6_000_000
_JPEG_QUALITY = 95
_EXIF_ORIENTATION = 0x0112
# A chunk of its own; the texts of ImageMagick, packed or not; XMP.
_EXIF_IN_PNG = (b"eXIf", b"Raw profile type", b"iTXt", b"XML:com.adobe.xmp")
_KINDS = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}


class Upload(Noun):
    """One file of a request. Bare bytes would go out as ``application/octet-stream``, so name and type come along."""

    name: str
    data: bytes
    media_type: str
    size: tuple[int, int]

    def renamed(self, name: str) -> Upload:
        """The same file under another name, given without its ending; letters and digits only are kept."""
        return self.model_copy(update={"name": f"{_stem(name)}{PurePath(self.name).suffix}"})

    def as_file(self) -> tuple[str, bytes, str]:
        """As the client library takes it."""
        return self.name, self.data, self.media_type


def prepare_upload(path: Path, sha256: str, name: str) -> Upload:
    """Make a reference picture ready to send.

    PNG, JPEG and WebP files are sent as they are when they are upright, plain and not larger than needed; others as an
    upright 8-bit sRGB copy of at most 2048 pixels a side.

    Args:
        path: The picture.
        sha256: The hash it was planned with.
        name: What to call the file, without its ending; letters and digits only are kept.

    Raises:
        PictureError: Not a picture, or not the one that was planned.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PictureError(f"The reference picture cannot be read: {error.strerror or error}", file=path) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PictureError(
            "The reference picture has changed since this run planned with it", cure="Run the command again", file=path
        )
    stem = _stem(name)
    kept = _kind_if_fine(data)
    if kept is not None:
        kind, size = kept
        media_type, ending = _KINDS[kind]
        return Upload(name=stem + ending, data=data, media_type=media_type, size=size)
    picture = decode_picture(data, name=str(path), keep_alpha=True)
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    if picture.mode == "RGBA":
        return Upload(name=stem + ".png", data=png_bytes(picture), media_type="image/png", size=picture.size)
    return Upload(
        name=stem + ".jpg", data=jpeg_bytes(picture, quality=_JPEG_QUALITY), media_type="image/jpeg", size=picture.size
    )


def prepare_mask(path: Path, size: tuple[int, int]) -> Upload:
    """A mask as the service takes it: a PNG of the first picture's size, transparent where that may change.

    Raises:
        PictureError: As `storyboard.media.read_mask` says.
    """
    from PIL import Image, ImageChops

    cover = read_mask(path, size)
    picture = Image.new("RGBA", size, "black")
    picture.putalpha(ImageChops.invert(cover))
    return Upload(name="mask.png", data=png_bytes(picture), media_type="image/png", size=size)


def picture_size(path: Path) -> tuple[int, int] | None:
    """Width and height from the file's head alone; None if it cannot be read."""
    from PIL import Image

    try:
        with Image.open(path, formats=tuple(_KINDS)) as picture:
            width, height = picture.size
            return width, height
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _kind_if_fine(data: bytes) -> tuple[str, tuple[int, int]] | None:
    """The kind and size of a picture that can be sent as it is. It is decoded whole: a broken file is not sent."""
    from PIL import Image

    if len(data) > _LARGEST_FILE:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_KINDS)) as picture:
            is_plain = picture.mode in {"RGB", "RGBA"} and getattr(picture, "n_frames", 1) == 1
            # To look for EXIF, Pillow decodes a PNG whole: only where there may be some.
            may_turn = picture.format != "PNG" or any(mark in data for mark in _EXIF_IN_PNG)
            is_upright = not may_turn or picture.getexif().get(_EXIF_ORIENTATION, 1) == 1
            if not is_plain or not is_upright or max(picture.size) > _LONGEST_SIDE or picture.format is None:
                return None
            if picture.info.get("icc_profile") and "sRGB" not in _profile_name(picture.info["icc_profile"]):
                return None
            # Where it is a picture of the film, this very run may have just drawn it.
            glance_at(data, name="the reference")
            return picture.format, picture.size
    except Exception:  # noqa: BLE001 - decoders raise anything on broken data; the careful path says what is wrong
        return None


def _profile_name(profile: bytes) -> str:
    from PIL import ImageCms

    return str(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))))


def _stem(name: str) -> str:
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_"))[:60] or "reference"
