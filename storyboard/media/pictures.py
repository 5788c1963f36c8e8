"""Pictures in and out: untrusted files are opened in one place, with limits, and come out upright, 8-bit and sRGB."""

from __future__ import annotations

import hashlib
import io
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import PictureError

if TYPE_CHECKING:
    from PIL import Image

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAX_BYTES = 50_000_000
MAX_PIXELS = 64_000_000
MAX_SIDE = 16_384
MIN_SIDE = 16
MAX_RATIO = 8

_LOOKS_LIKE = (
    (b"<!doctype html", "an HTML page (a saved error page?)"),
    (b"<html", "an HTML page (a saved error page?)"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an XML or SVG file"),
    (b"%PDF", "a PDF"),
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"%!PS", "a PostScript file"),
    (b"ffconcat", "an ffmpeg list"),
)


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_picture(path: Path, *, keep_alpha: bool = False) -> Image.Image:
    """Read a picture that came from outside.

    Args:
        path: A PNG, JPEG or WebP file; the first frame of an animated one is used.
        keep_alpha: Give an RGBA picture when the file has transparency; otherwise it is laid on white.

    Returns:
        An RGB (or RGBA) picture, 8 bits a channel, sRGB, turned the way its EXIF says.

    Raises:
        PictureError: Missing, not a picture, broken, too small or too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PictureError("This is a folder, not a picture", cure="Name the picture file itself", file=path)
        if not stat.S_ISREG(status.st_mode):  # A pipe would be waited for, a device read for ever.
            raise PictureError("This is not a file", cure="Name the picture file itself", file=path)
        if status.st_size > MAX_BYTES:
            raise PictureError(
                f"The file has {status.st_size:,} bytes",
                why=f"At most {MAX_BYTES:,} are taken",
                cure="Save the picture smaller",
                file=path,
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        cure = "Check the path"
        raise PictureError("No such picture", cure=cure, file=path) from error
    except OSError as error:
        raise PictureError("The picture cannot be read", why=error.strerror or str(error), file=path) from error
    except ValueError as error:  # A path with a zero byte.
        raise PictureError("This is not a path", file=repr(str(path))) from error
    return decode_picture(data, name=str(path), keep_alpha=keep_alpha)


def decode_picture(data: bytes, *, name: str, keep_alpha: bool = False) -> Image.Image:
    """As `open_picture`, from bytes; `name` is what errors call them."""
    if not data:
        raise PictureError("The picture is empty (0 bytes)", cure="Save it again", file=name)
    try:
        with _reader(data, name) as picture:
            _check_size(picture.size, name)
            picture.load()
            decoded = _to_srgb(_upright(picture), keep_alpha=keep_alpha)
    except PictureError:
        raise
    except Exception as error:  # Decoders raise anything on broken data: SyntaxError, struct.error ...
        raise PictureError("The picture is broken or cut off", cure="Save or download it again", file=name) from error
    # Profile, EXIF and the like spoke of the file's pixels; Pillow would write them beside these.
    decoded.info.clear()
    return decoded


def png_bytes(picture: Image.Image) -> bytes:
    """The picture as PNG; fast rather than small."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def jpeg_bytes(picture: Image.Image, *, quality: int = 85) -> bytes:
    """The picture as JPEG, without alpha."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def _reader(data: bytes, name: str) -> Image.Image:
    # The reader is chosen here, by the file's first bytes. Image.open would try EPS, PSD and the like, some of which
    # Pillow hands to other programs, and prints a warning of its own about large pictures before ours is raised.
    from PIL.JpegImagePlugin import jpeg_factory
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    if data.startswith(_PNG):
        return PngImageFile(io.BytesIO(data))
    if data.startswith(_JPEG):
        return jpeg_factory(io.BytesIO(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WebPImageFile(io.BytesIO(data))
    raise PictureError(
        f"Not a picture this program takes: it looks like {_guess(data)}",
        cure="Save it as PNG, JPEG or WebP",
        file=name,
    )


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - cameras and editors write broken EXIF in many ways; the pixels are good
        return picture


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    long, short = max(size), min(size)
    if width * height > MAX_PIXELS or long > MAX_SIDE:
        raise PictureError(
            f"The picture is {width}x{height}",
            why=f"At most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE} pixels a side are taken",
            cure="Make it smaller",
            file=name,
        )
    if short < MIN_SIDE or long > MAX_RATIO * short:
        raise PictureError(
            f"The picture is {width}x{height}",
            why=f"Sides must be at least {MIN_SIDE} pixels and at most {MAX_RATIO}:1",
            cure="Crop or enlarge it",
            file=name,
        )


def _to_srgb(picture: Image.Image, *, keep_alpha: bool) -> Image.Image:
    from PIL import Image, ImageCms

    if picture.mode.startswith("I") or picture.mode == "F":
        # Pillow's own conversion clips 16 bits to white instead of scaling them.
        import numpy as np

        values = np.asarray(picture).astype(np.float64)
        # Modes I and F do not say how bright white is; a dark 16-bit picture must not become a bright one.
        top = 65535.0 if picture.mode.startswith("I;16") or values.max() > 255 else 255.0
        picture = Image.fromarray((values.clip(0, top) * (255.0 / top)).astype(np.uint8))
    profile = picture.info.get("icc_profile")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    alpha = picture.convert("RGBA").getchannel("A") if has_alpha else None
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        base = picture.convert("RGB") if picture.mode == "RGBA" else picture
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(base, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # A broken profile: the plain conversion below is the best guess.
        colour = converted if converted is not None else picture.convert("RGB")
    else:
        colour = picture.convert("RGBA").convert("RGB") if alpha is not None else picture.convert("RGB")
    if alpha is None:
        return colour
    colour.putalpha(alpha)
    if keep_alpha and alpha.getextrema() != (255, 255):
        return colour
    white = Image.new("RGB", colour.size, "white")
    white.paste(colour, mask=alpha)
    return white


def _guess(data: bytes) -> str:
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, kind in _LOOKS_LIKE:
        if head.startswith(magic.lower()):
            return kind
    if data[4:8] == b"ftyp":
        return "a HEIC, AVIF or video file"
    if data.startswith((b"\x89PNG", b"\xff\xd8")):
        return "a broken PNG or JPEG"
    return "text" if data[:512].isascii() else "something else"
